// Whatever a report contains, the page shows it as text: nothing of it runs, loads, or turns the page around.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { startBrowser } from "./support/chromium.mjs";
import { folderOf, pageOf, sampleWithDefects } from "./support/pages.mjs";

const MARKUP = `</script><script>window.ran = 1; alert(1)</script><img src=x onerror="window.ran = 1"><!-- <svg onload="window.ran = 1"> ]]> javascript:alert(1) {{7*7}} &lt;b&gt; \u2028 \u2029 `;
let browser, file, folder;
before(async () => {
  browser = await startBrowser();
  const text = readFileSync(sampleWithDefects, "utf8");
  const hostile = text.replaceAll("石桥县渔政站", `石桥县<b onclick="window.ran=1">渔政站`).replace("三、绩效目标", `${MARKUP}\n二、\u202E预算\u2066执行\u200F情况\u0007<iframe src="https://example.org/">320.00万元\n${"很长的一段，".repeat(17000)}\n三、绩效目标`);
  folder = folderOf("hostile", { "a<img src=x onerror=alert(1)>.txt": hostile, "nul.txt": hostile.replace("养殖", "\0") + "\0\0", "b.txt": text });
  file = pageOf("hostile", [`${folder}/a<img src=x onerror=alert(1)>.txt`]);
});
after(() => browser.stop());

async function assertHarmless(page) {
  assert.deepEqual(page.problems, []);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(await page.locator("#content :is(img, iframe, script, b, object, embed)").count(), 0);
  const visible = await page.locator("#content").innerText();
  assert.ok(!/[\u202A-\u202E\u2066-\u2069\u0000-\u0008]/.test(visible));
}

test("markup in a report, in its name and in its findings is text", async () => {
  const page = await browser.open(file);
  await assertHarmless(page);
  assert.ok((await page.locator(".paper").innerText()).includes("</script><script>window.ran = 1"));
  await page.locator(".card").first().click();
  await page.fill("#search", MARKUP);
  await assertHarmless(page);
  await page.close();
});

test("the file has no markup but its own", () => {
  const bytes = readFileSync(file, "utf8");
  assert.equal(bytes.match(/<script/g).length, 3);  // the report, the run, the program
  assert.equal(bytes.match(/<\/script/g).length, 3);
  assert.ok(!bytes.includes("<!--"));
  assert.ok(!bytes.includes("<img"));
  assert.ok(!/[\u2028\u2029]/.test(bytes));
});

test("a paragraph of 100,000 characters is shown whole", async () => {
  const page = await browser.open(file);
  assert.ok(await page.evaluate(() => [...document.querySelectorAll(".paper p")].some((p) => p.textContent.length > 100000)));
  await page.close();
});

test("a batch with such reports and NUL bytes is as harmless", async () => {
  const page = await browser.open(pageOf("hostile-batch", [folder]));
  await assertHarmless(page);
  for (const tab of ["heat", "frequent", "charts", "about"]) await page.click("#tab-" + tab);
  for (const report of [0, 1, 2]) {
    await page.evaluate((number) => (location.hash = "report=" + number), report);
    await page.waitForSelector(".report-page");
    await assertHarmless(page);
  }
  await page.close();
});

test("the policy of the page stops what it does not allow", async () => {
  const page = await browser.open(file);
  const loaded = [];
  page.on("response", (response) => loaded.push(response.url()));
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = 1";
    document.body.append(script);
    const image = document.createElement("img");
    image.src = "https://example.org/x.png";
    document.body.append(image);
  });
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.ok(page.problems.some((problem) => problem.includes("Content Security Policy")));
  assert.deepEqual(loaded, []);
  await page.close();
});
