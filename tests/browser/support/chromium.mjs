// Opens pages in headless Chromium, each file of tests with one browser, and keeps what goes wrong in them.
// Chromium is the system's (CHROMIUM, else /usr/bin/chromium); nothing is downloaded and no page reaches the network.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

export async function startBrowser() {
  const folder = mkdtempSync(join(tmpdir(), "hegui-browser-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS, viewport: DESKTOP, reducedMotion: "reduce",
  });
  return {
    /** The page of a file, when it says that it is ready. page.problems: console errors, exceptions, dialogs, requests that leave the file. */
    async open(file, { size = DESKTOP, dark = false, hash = "" } = {}) {
      const page = await context.newPage();
      page.problems = [];
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.problems.push(message.text()));
      page.on("pageerror", (error) => page.problems.push(error.message));
      page.on("dialog", (dialog) => {
        page.problems.push("dialog: " + dialog.message());
        dialog.dismiss();
      });
      const address = pathToFileURL(file).href;
      page.on("request", (request) => request.url().split("#")[0] !== address && page.problems.push("request: " + request.url()));
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
      await page.goto(address + hash);
      await page.waitForSelector("html[data-ready]", { state: "attached" });
      return page;
    },
    async stop() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
