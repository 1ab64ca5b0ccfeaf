// Measures a large batch: node tests/browser/measure.mjs PATH/TO/hegui [COUNT]. Says the size of the page and the time until
// it can be used; fails when 3,000 reports take more than 30 MB. Run by hand: it checks thousands of reports.
import { rmSync, statSync } from "node:fs";
process.env.HEGUI_BINARY = process.argv[2];
const count = Number(process.argv[3] || 3000);
const { manyReports, pageOf, scratch } = await import("./support/pages.mjs");
const { startBrowser } = await import("./support/chromium.mjs");

const file = pageOf("measured", [manyReports(count)]);
const size = statSync(file).size;
console.log(`${count} reports: ${(size / 1e6).toFixed(2)} MB, ${Math.round(size / count)} bytes a report`);
const browser = await startBrowser();
for (let round = 0; round < 3; ++round) {
  const begin = performance.now();
  const page = await browser.open(file);
  const usable = performance.now() - begin;
  const sorting = performance.now();
  await page.click(".units .column-unit .sort");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  const sorted = performance.now() - sorting;
  const opening = performance.now();
  await page.evaluate((number) => (location.hash = "report=" + number), count - 1);
  await page.waitForSelector(".report-page");
  console.log(`usable after ${usable.toFixed(0)} ms, sorted in ${sorted.toFixed(0)} ms, a report opens in ${(performance.now() - opening).toFixed(0)} ms`);
  await page.close();
}
await browser.stop();
rmSync(scratch, { recursive: true, force: true });
if (size > (count * 30e6) / 3000) process.exitCode = 1;
