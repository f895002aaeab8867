// Open a page at several widths, and say what a browser sees of it, as JSON.
// node look.cjs PAGE CHROMIUM FOLDER, with playwright-core and axe-core where node finds them.
"use strict";
const fs = require("node:fs");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [page, executablePath, folder] = process.argv.slice(2);
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

async function look(browser, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const tab = await context.newPage();
  const requests = [];
  const complaints = [];
  tab.on("request", (request) => requests.push(request.url()));
  tab.on("console", (message) => complaints.push(message.text()));
  await tab.goto(page);
  const widths = await tab.evaluate(() => [
    document.documentElement.scrollWidth, document.documentElement.clientWidth,
  ]);
  await tab.screenshot({ path: `${folder}/${width}-${colorScheme}.png`, fullPage: true });
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => globalThis.axe.run(document));
  await context.close();
  const violations = found.violations.map((each) => [each.id, each.nodes.map((node) => node.html)]);
  return { width, colorScheme, widths, requests, complaints, violations };
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: QUIET });
  const seen = [];
  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"]) seen.push(await look(browser, width, colorScheme));
  }
  await browser.close();
  console.log(JSON.stringify(seen));
})();
