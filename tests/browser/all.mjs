// All browser tests in one process. HEGUI_BINARY names the program.
import { rmSync } from "node:fs";
import { scratch } from "./support/pages.mjs";

await import("./report.test.mjs");
await import("./batch.test.mjs");
await import("./hostile.test.mjs");
await import("./accessibility.test.mjs");
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
