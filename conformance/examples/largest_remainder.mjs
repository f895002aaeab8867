// Largest remainder in JavaScript, in whole numbers of any size:
//     python conformance/run.py -- node conformance/examples/largest_remainder.mjs
import { createInterface } from "node:readline";

const KNOWN = /^ *(\d+)([,.](\d+))?(\/(\d+))? *(%?) *$/;

// A weight as [numerator, denominator]: 5, 2/3, 0,25 or 62,5 %.
function exact(text) {
  const [, whole, , decimals = "", , under = "1", percent] = text.match(KNOWN);
  const tens = 10n ** BigInt(decimals.length + (percent ? 2 : 0));
  return [BigInt(whole + decimals), BigInt(under) * tens];
}

function largestRemainder(total, fractions, codes) {
  const size = total < 0n ? -total : total;
  const common = fractions.reduce((product, [, under]) => product * under, 1n);
  const weights = fractions.map(([over, under]) => (over * common) / under);
  const sum = weights.reduce((a, b) => a + b);
  const units = weights.map((weight) => (size * weight) / sum);
  const rest = weights.map((weight) => (size * weight) % sum);
  const left = Number(size - units.reduce((a, b) => a + b));
  // Texts are compared by their characters' numbers, which is the order of the suite.
  const before = (i, j) => rest[i] > rest[j] || (rest[i] === rest[j] && codes[i] < codes[j]);
  const order = [...codes.keys()].sort((i, j) => (before(i, j) ? -1 : 1));
  for (const i of order.slice(0, left)) units[i] += 1n;
  return total < 0n ? units.map((unit) => -unit) : units;
}

function answer({ op, input: { total, weights, method, ...more } }) {
  const given = typeof weights === "object" ? Object.values(weights) : [];
  const texts = [total, ...given].every((each) => typeof each === "string");
  const mine = op === "apportion" && method === "largest-remainder" && typeof weights === "object";
  if (!mine || !texts || Object.keys(more).length) return { unsupported: true };
  if (!/^-?\d+$/.test(total) || !given.every((each) => KNOWN.test(each))) return { unsupported: true };
  if (!given.length) return { errors: ["weights.none"] };
  const fractions = given.map(exact);
  if (fractions.every(([over]) => over === 0n)) return { errors: ["weights.zero_total"] };
  const list = Array.isArray(weights);
  const codes = list ? given.map((_, i) => String(i).padStart(9, "0")) : Object.keys(weights);
  const units = largestRemainder(BigInt(total), fractions, codes).map(String);
  const byCode = codes.map((code, i) => [code, units[i]]);
  return { answer: { units: list ? units : Object.fromEntries(byCode) } };
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  console.log(JSON.stringify({ id: question.id, ...answer(question) }));
}
