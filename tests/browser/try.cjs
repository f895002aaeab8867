// Use the page that runs the library as a reader does, and say what was seen, as JSON.
// node try.cjs PAGE CHROMIUM FOLDER ELSEWHERE, with playwright-core and axe-core where node finds
// them. ELSEWHERE is an address that no program on the page may reach.
"use strict";
const fs = require("node:fs");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [page, executablePath, folder, elsewhere] = process.argv.slice(2);
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];
const LONGEST = 240_000;

const REACH = `
import js
request = js.XMLHttpRequest.new()
request.open("GET", "${elsewhere}", False)
request.send()
request.status
`;
const WRONG = "x = 1\nx / 0\n";
const NOTHING = "x = 1\n";
const FLOOD = "for n in range(100_000): print('öre', n)\n";

// Wait until the page says that a program has ended, and return what it shows.
async function ended(tab) {
  await tab.locator("#run:enabled").waitFor({ timeout: LONGEST });
  return {
    status: await tab.locator("#status").textContent(),
    printed: (await tab.locator("#output pre:not(.wrong)").allTextContents()).join(""),
    error: (await tab.locator("#output pre.wrong").allTextContents()).join(""),
    rows: await tab.evaluate(() =>
      [...document.querySelectorAll("#output tr")].map((row) =>
        [...row.children].map((cell) => cell.textContent))),
  };
}

async function chosen(tab, example) {
  await tab.locator("#example").selectOption(example);
  await tab.waitForTimeout(300);
  await tab.locator("#run").click();
  return ended(tab);
}

async function typed(tab, program) {
  await tab.locator("#program").fill(program);
  await tab.locator("#program").press("Control+Enter");
  return ended(tab);
}

async function stopped(tab) {
  await tab.locator("#program").fill("while True: pass\n");
  await tab.locator("#run").click();
  await tab.waitForTimeout(1000);
  await tab.locator("#stop").click();
  return ended(tab);
}

async function look(tab, name) {
  await tab.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  const widths = await tab.evaluate(() => [
    document.documentElement.scrollWidth, document.documentElement.clientWidth,
  ]);
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => globalThis.axe.run(document));
  const violations = found.violations.map((each) => [each.id, each.nodes.map((node) => node.html)]);
  return { name, widths, violations };
}

async function visit(browser, width, colorScheme, use) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const tab = await context.newPage();
  const requests = [];
  const complaints = [];
  context.on("request", (request) => requests.push(request.url()));
  tab.on("console", (message) => complaints.push(message.text()));
  tab.on("pageerror", (error) => complaints.push(String(error)));
  await tab.goto(page);
  await tab.locator("#run:enabled").waitFor();
  const looks = [await look(tab, `${width}-${colorScheme}-before`)];
  const runs = await use(tab);
  looks.push(await look(tab, `${width}-${colorScheme}-after`));
  await context.close();
  return { width, looks, runs, requests, complaints };
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: QUIET });
  const seen = {
    narrow: await visit(browser, 360, "dark", async (tab) => ({
      schools: await chosen(tab, "schools.py"),
    })),
    wide: await visit(browser, 1280, "light", async (tab) => ({
      stopped: await stopped(tab),
      wrong: await typed(tab, WRONG),
      nothing: await typed(tab, NOTHING),
      flood: await typed(tab, FLOOD),
      mistake: await chosen(tab, "mistake.py"),
      lan: await chosen(tab, "lan.py"),
    })),
    reaching: await visit(browser, 800, "light", async (tab) => ({
      reach: await typed(tab, REACH),
    })),
  };
  await browser.close();
  console.log(JSON.stringify(seen));
})();
