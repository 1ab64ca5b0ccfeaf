// One report: filters, the way from findings to passages and back, the keyboard, sizes, print.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESKTOP, PHONE, startBrowser } from "./support/chromium.mjs";
import { dataOf, inventedReports, pageOf, realReports, sampleWithDefects } from "./support/pages.mjs";

let browser, file, data;
before(async () => {
  browser = await startBrowser();
  file = pageOf("one", [sampleWithDefects]);
  data = dataOf(file, "report-0");
});
after(() => browser.stop());

const cards = (page) => page.locator(".card:visible");
const inView = (locator) => locator.evaluate((e) => {
  const box = e.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
});

for (const [kind, list] of [["invented", inventedReports()], ["real", realReports()]])
  test(`the ${kind} reports open without a problem, with every finding and every mark`, { skip: list.length === 0 && "the reports are not here" }, async () => {
    for (const [index, path] of list.entries()) {
      const made = pageOf(`${kind}-${index}`, [path]);
      const wanted = dataOf(made, "report-0");
      const page = await browser.open(made);
      assert.equal(await page.locator(".card").count(), wanted.findings.length, path);
      assert.equal(await page.locator(".paper p.block, .paper .table-block").count(), wanted.blocks.length, path);
      const marked = await page.evaluate(() => new Set([...document.querySelectorAll("mark")].flatMap((m) => m.places.map(String))).size);
      assert.equal(marked, new Set(wanted.marks.map(([finding, evidence]) => `${finding},${evidence}`)).size, path);
      assert.deepEqual(page.problems, [], path);
      await page.close();
    }
  });

test("a mark covers exactly the words that the finding quotes", async () => {
  const page = await browser.open(file);
  const quoted = await page.evaluate(() => {
    const words = new Map();
    for (const mark of document.querySelectorAll("mark"))
      for (const [finding, evidence] of mark.places) words.set(`${finding},${evidence}`, (words.get(`${finding},${evidence}`) || "") + mark.textContent);
    return [...words];
  });
  assert.ok(quoted.length > 5);
  for (const [place, words] of quoted) {
    const [finding, evidence] = place.split(",").map(Number);
    const [, sentence, from, to] = data.findings[finding].evidence[evidence];
    assert.equal(words.replace(/\s/g, ""), data.quotes[sentence].slice(from, to).replace(/\s/g, ""));
  }
  await page.close();
});

test("filters show what they say, in list and text alike", async () => {
  const page = await browser.open(file);
  const errors = data.findings.filter((f) => f.severity === 2).length;
  assert.ok(errors > 0 && errors < data.findings.length);
  await page.click(".filter-chip.error");
  assert.equal(await cards(page).count(), errors);
  assert.equal(await page.locator(".status").first().textContent(), `显示 ${errors} 条，共 ${data.findings.length} 条`);
  assert.equal(await page.locator("mark.warning, mark.note").count(), 0);
  await page.click(".filter-chip.error");
  assert.equal(await cards(page).count(), data.findings.length);

  const group = await page.locator('select[aria-label="类别"] option').nth(1).getAttribute("value");
  await page.selectOption('select[aria-label="类别"]', group);
  const rules = dataOf(file, "run").rules;
  assert.equal(await cards(page).count(), data.findings.filter((f) => rules[f.rule].group === group).length);
  await page.click("text=清除条件");

  const rule = rules[data.findings[0].rule].id;
  await page.selectOption('select[aria-label="规则"]', rule);
  assert.equal(await cards(page).count(), data.findings.filter((f) => rules[f.rule].id === rule).length);
  await page.click("text=清除条件");

  await page.click(".filter-chip.review");
  assert.equal(await cards(page).count(), data.findings.filter((f) => f.inferred).length);
  await page.click("text=清除条件");

  await page.fill("#search", "没有这样的词");
  assert.equal(await cards(page).count(), 0);
  assert.ok(await page.locator("text=没有符合条件的发现").isVisible());
  await page.fill("#search", rule.toLowerCase());
  assert.ok((await cards(page).count()) >= 1);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a click leads from a finding to its passage and back", async () => {
  const page = await browser.open(file);
  const last = page.locator("#finding-" + data.findings.findLastIndex((f) => f.evidence));
  await last.locator(".message").click();
  const mark = page.locator("mark:focus");
  assert.ok(await inView(mark));
  assert.ok(await mark.evaluate((m) => m.classList.contains("chosen")));
  assert.ok(await last.evaluate((card) => card.classList.contains("chosen")));

  const first = page.locator("mark").first();
  await first.click();
  const chosen = page.locator(".card.chosen");
  assert.equal(await chosen.count(), 1);
  const index = Number((await chosen.getAttribute("id")).split("-")[1]);
  assert.ok((await first.evaluate((m) => m.findings)).includes(index));
  assert.ok(await inView(chosen));
  await page.close();
});

test("where several findings meet, further clicks go from one to the next", async () => {
  const page = await browser.open(file);
  const several = page.locator("mark.several").first();
  const count = await several.evaluate((m) => m.findings.length);
  const met = new Set();
  for (let i = 0; i < count; ++i) {
    await several.click();
    met.add(await page.locator(".card.chosen").getAttribute("id"));
  }
  assert.equal(met.size, count);
  await page.close();
});

test("the strip beside the report has a place for every mark and leads there", async () => {
  const page = await browser.open(file);
  assert.equal(await page.locator(".tick:visible").count(), data.marks.length);
  const tops = await page.locator(".tick").evaluateAll((ticks) => ticks.map((tick) => tick.getBoundingClientRect().top));
  const order = data.marks.map(([, , block], i) => [block, tops[i]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, top]) => top);
  assert.deepEqual(order, [...order].sort((a, b) => a - b));
  const errors = data.marks.filter(([finding]) => data.findings[finding].severity === 2).length;
  await page.click(".filter-chip.error");
  assert.equal(await page.locator(".tick:visible").count(), errors);
  await page.locator(".tick:visible").last().click({ force: true });
  assert.ok(await page.locator("mark:focus").isVisible());
  await page.close();
});

test("the keyboard does what the help says", async () => {
  const page = await browser.open(file);
  const chosen = async () => (await page.locator(".card.chosen").count()) && page.locator(".card.chosen").getAttribute("id");
  await page.keyboard.press("j");
  assert.equal(await chosen(), "finding-0");
  await page.keyboard.press("j");
  assert.equal(await chosen(), "finding-1");
  await page.keyboard.press("k");
  assert.equal(await chosen(), "finding-0");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "MARK");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.className.split(" ")[0]), "card");
  await page.keyboard.press("n");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "MARK");
  const before = await page.evaluate(() => [...document.querySelectorAll("mark")].indexOf(document.activeElement));
  await page.keyboard.press("n");
  assert.equal(await page.evaluate(() => [...document.querySelectorAll("mark")].indexOf(document.activeElement)), before + 1);
  await page.keyboard.press("p");
  assert.equal(await page.evaluate(() => [...document.querySelectorAll("mark")].indexOf(document.activeElement)), before);
  await page.keyboard.press("Escape");
  assert.equal(await chosen(), 0);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search");
  await page.keyboard.type("jk");
  assert.equal(await page.inputValue("#search"), "jk");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  assert.ok(await page.locator("dialog.help").isVisible());
  await page.click("dialog.help button");
  assert.ok(!(await page.locator("dialog.help").isVisible()));
  await page.keyboard.press("?");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("dialog.help").isVisible()));
  await page.focus("#tab-findings");
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.locator("#panel-undetermined").isVisible());
  await page.close();
});

test("what passed, what could not be judged and what did not apply are told", async () => {
  const page = await browser.open(file);
  const count = (letter) => [...data.states].filter((state) => state === letter).length;
  for (const [tab, expected] of [["undetermined", count("u")], ["passed", count("p")], ["not-applicable", count("n") + count("s") + count("m")]]) {
    await page.click("#tab-" + tab);
    assert.equal(await page.locator(`#panel-${tab} .rule-line`).count(), expected);
  }
  await page.click("#tab-about");
  assert.ok(await page.locator("#panel-about").getByText(data.sha256).isVisible());
  await page.close();
});

test("a narrow screen shows one column, and a choice changes to the text", async () => {
  const page = await browser.open(file, { size: PHONE });
  assert.ok(!(await page.locator(".report").isVisible()));
  await page.locator(".card .message").first().click();
  assert.ok(await page.locator(".report").isVisible());
  assert.ok(await inView(page.locator("mark:focus")));
  await page.locator("mark:focus").click();
  assert.ok(await page.locator(".card.chosen").isVisible());
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width);
  await page.close();
});

test("at 1366 pixels nothing is wider than the window", async () => {
  const page = await browser.open(file, { size: DESKTOP });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= DESKTOP.width);
  assert.ok(await page.locator(".report").isVisible());
  assert.ok(await page.locator(".side").isVisible());
  await page.close();
});

test("paper has the findings, what could not be judged, then the report, and nothing to click", async () => {
  const page = await browser.open(file);
  await page.click("#tab-about");
  await page.emulateMedia({ media: "print" });
  const top = (selector) => page.locator(selector).first().evaluate((e) => e.getBoundingClientRect().top + scrollY);
  assert.ok(await page.locator("#panel-findings").isVisible());
  assert.ok((await top("#panel-findings .card")) < (await top("#panel-undetermined")));
  assert.ok((await top("#panel-undetermined")) < (await top(".report")));
  for (const control of [".tabs", ".filters", ".corner"]) assert.ok(!(await page.locator(control).first().isVisible()), control);
  assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10000);
  await page.close();
});

test("an address with a finding's id opens that finding", async () => {
  const wanted = data.findings.at(-1);
  const page = await browser.open(file, { hash: "#finding=" + wanted.id });
  assert.equal(await page.locator(".card.chosen").getAttribute("id"), "finding-" + (data.findings.length - 1));
  await page.close();
});

test("the page speaks English when asked", async () => {
  const page = await browser.open(pageOf("english", [sampleWithDefects], "--lang", "en"));
  assert.ok(await page.locator("#tab-undetermined").getByText("Undetermined").isVisible());
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.deepEqual(page.problems, []);
  await page.close();
});
