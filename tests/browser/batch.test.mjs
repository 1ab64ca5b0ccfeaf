// A batch: the index with its table, heat map and defects, and the way to each report.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { after, before, test } from "node:test";
import { PHONE, startBrowser } from "./support/chromium.mjs";
import { dataOf, folderOf, manyReports, pageOf, sampleWithDefects } from "./support/pages.mjs";

const COUNT = 300;
let browser, file, run;
before(async () => {
  browser = await startBrowser();
  file = pageOf("batch", [manyReports(COUNT)]);
  run = dataOf(file, "run");
});
after(() => browser.stop());

test("three hundred reports open without a problem, and only the rows in view exist", async () => {
  const page = await browser.open(file);
  assert.equal(await page.locator("#tab-units .count").textContent(), String(COUNT));
  assert.ok((await page.locator(".units .rows .row").count()) < 80);
  assert.equal(await page.locator(".units").getAttribute("aria-rowcount"), String(COUNT + 1));
  await page.locator(".units").evaluate((table) => (table.scrollTop = table.scrollHeight));
  await page.waitForSelector(`.units [aria-rowindex="${COUNT + 1}"]`);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the table sorts by any column and filters by words", async () => {
  const page = await browser.open(file);
  const errors = async () => (await page.locator(".units .rows .column-errors").allTextContents()).map(Number);
  const falling = await errors();
  assert.deepEqual(falling, [...falling].sort((a, b) => b - a));
  await page.click(".units .column-errors .sort");
  const rising = await errors();
  assert.deepEqual(rising, [...rising].sort((a, b) => a - b));
  const unit = run.reports[0][1];
  await page.fill(".unit-filter", unit);
  const same = run.reports.filter((row) => row[1].includes(unit)).length;
  assert.equal(await page.locator(".unit-filters .status").textContent(), `显示 ${same} 份，共 ${COUNT} 份`);
  for (const name of await page.locator(".units .rows .unit").allTextContents()) assert.ok(name.includes(unit));
  await page.close();
});

test("the heat map opens the rules of a group, and a cell its report with that rule only", async () => {
  const page = await browser.open(file);
  await page.click("#tab-heat");
  const groups = await page.locator(".heat .head .sort").count();
  assert.ok(groups > 2);
  await page.locator(".heat .head .sort").first().click();
  assert.ok(await page.locator("text=返回各类别").isVisible());
  const cell = page.locator(".heat .rows .heat-cell a").first();
  const found = Number(await cell.textContent());
  await cell.click();
  await page.waitForSelector(".report-page");
  assert.equal(await page.locator(".card:visible").count(), found);
  await page.keyboard.press("u");
  await page.waitForSelector(".overview-page");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("frequent defects are told with their share and lead to an example", async () => {
  const page = await browser.open(file);
  await page.click("#tab-frequent");
  const shares = (await page.locator(".defect-measure span").allTextContents()).map((text) => Number(text.match(/涉及 (\d+)/)[1]));
  assert.ok(shares.length > 3);
  assert.deepEqual(shares, [...shares].sort((a, b) => b - a));
  await page.locator(".examples a").first().click();
  await page.waitForSelector(".report-page");
  assert.ok((await page.locator(".card:visible").count()) >= 1);
  await page.close();
});

test("charts draw a bar for every group of rules", async () => {
  const page = await browser.open(file);
  await page.click("#tab-charts");
  const groups = new Set(run.rules.filter((rule) => rule.examples).map((rule) => rule.group));
  assert.ok((await page.locator(".chart").first().locator("rect").count()) >= groups.size);
  await page.close();
});

test("a report of the batch has all its findings with the words they quote, and its neighbours", async () => {
  const page = await browser.open(file, { hash: "#report=7" });
  const data = dataOf(file, "report-7");
  assert.equal(await page.locator(".card:visible").count(), data.findings.length);
  assert.ok((await page.locator(".quote em").count()) > 3);
  await page.keyboard.press("]");
  await page.waitForFunction(() => location.hash === "#report=8");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the index fits a phone", async () => {
  const page = await browser.open(file, { size: PHONE });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width);
  assert.ok(await page.locator(".units .rows .row a").first().isVisible());
  await page.close();
});

test("paper has every unit of the batch", async () => {
  const page = await browser.open(file);
  await page.emulateMedia({ media: "print" });
  await page.waitForFunction((count) => document.querySelectorAll(".units .rows .row").length === count, COUNT);
  await page.close();
});

test("equal input gives equal bytes, and three hundred reports stay small", () => {
  const again = pageOf("batch-again", [manyReports(COUNT)]);
  assert.deepEqual(dataOf(again, "run"), run);
  assert.equal(statSync(again).size, statSync(file).size);
  assert.ok(statSync(file).size < (COUNT * 30_000_000) / 3000 + 500_000);
});

test("a report handed in twice is told at the top, and the rows of one unit are told apart by their files", async () => {
  const text = readFileSync(sampleWithDefects, "utf8");
  const folder = folderOf("twice", { "初稿.txt": text, "终稿.txt": text, "别的.txt": text.replaceAll("石桥县渔政站", "石桥县林业站") });
  const page = await browser.open(pageOf("twice", [folder]));
  assert.match(await page.locator(".notices").textContent(), /与别的文件内容完全相同的报告 1 份/);
  const names = await page.locator(".units .rows .unit a").allTextContents();
  assert.deepEqual(names.sort(), ["石桥县林业站", "石桥县渔政站（初稿.txt）", "石桥县渔政站（终稿.txt）"].sort());
  await page.click("text=石桥县渔政站（终稿.txt）");
  assert.match(await page.locator("ul.warnings").textContent(), /初稿\.txt”完全相同/);
  assert.deepEqual(page.problems, []);
  await page.close();
});
