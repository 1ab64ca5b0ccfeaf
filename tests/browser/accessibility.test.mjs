// axe-core finds nothing serious on any page, in light and dark, wide and narrow.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { DESKTOP, PHONE, startBrowser } from "./support/chromium.mjs";
import { manyReports, pageOf, sampleWithDefects } from "./support/pages.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser, one, batch;
before(async () => {
  browser = await startBrowser();
  one = pageOf("accessible", [sampleWithDefects]);
  batch = pageOf("accessible-batch", [manyReports(60)]);
});
after(() => browser.stop());

/** What axe-core finds that is serious or critical, in words. Run through the debugger, so the page's policy stays as it is. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.failureSummary).join(" | ")}`);
}

for (const dark of [false, true])
  for (const size of [DESKTOP, PHONE]) {
    const how = `${dark ? "dark" : "light"}, ${size.width} wide`;
    test(`one report, ${how}`, async () => {
      const page = await browser.open(one, { dark, size });
      for (const tab of ["findings", "undetermined", "passed", "not-applicable", "unread", "about"]) {
        await page.click("#tab-" + tab);
        assert.deepEqual(await violations(page), [], tab);
      }
      await page.click("#tab-findings");
      await page.keyboard.press("j");
      assert.deepEqual(await violations(page), [], "a finding is chosen");
      await page.keyboard.press("?");
      assert.deepEqual(await violations(page), [], "help");
      await page.close();
    });
    test(`a batch, ${how}`, async () => {
      const page = await browser.open(batch, { dark, size });
      for (const tab of ["units", "heat", "frequent", "charts", "about"]) {
        await page.click("#tab-" + tab);
        assert.deepEqual(await violations(page), [], tab);
      }
      await page.close();
    });
  }
