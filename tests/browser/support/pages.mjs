// Makes the pages that the tests open: runs hegui on reports, in a folder of its own.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
export const scratch = mkdtempSync(join(tmpdir(), "hegui-pages-"));
const binary = process.env.HEGUI_BINARY;

/** The page of these reports; fails when hegui does. */
export function pageOf(name, reports, ...options) {
  const file = join(scratch, name + ".html");
  const ran = spawnSync(binary, ["check", ...reports, "--format", "html", "-o", file, ...(options.includes("--lang") ? [] : ["--lang", "zh"]), ...options], { cwd: root, encoding: "utf8" });
  if (![0, 1, 3].includes(ran.status) || !existsSync(file)) throw new Error(`hegui ended with ${ran.status}: ${ran.stderr}`);
  return file;
}

/** A folder of files, {name: text}. */
export function folderOf(name, files) {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

/** The JSON that the page holds under this id. */
export function dataOf(file, id) {
  const found = readFileSync(file, "utf8").match(new RegExp(`<script type="application/json" id="${id}">([^<]*)</script>`));
  return JSON.parse(found[1]);
}

export const sampleWithDefects = join(root, "docs/samples/defects.txt");

/** `count` small reports of invented units, each with other figures. */
export function manyReports(count) {
  const text = readFileSync(sampleWithDefects, "utf8");
  const counties = ["临江", "青浦", "石岭", "白沙", "云溪"], offices = ["渔政站", "林业站", "水文站", "农机站"];
  const files = {};
  for (let i = 0; i < count; ++i) {
    const unit = counties[i % 5] + "县" + offices[(i >> 2) % 4];
    files[`${String(i).padStart(4, "0")}.txt`] = text.replaceAll("石桥县渔政站", unit).replace("256.64万元", `${(200 + (i % 97)).toFixed(2)}万元`)
      .replace("2.35万元", `${(1.5 + (i % 7) / 10).toFixed(2)}万元`);
  }
  return folderOf("many-" + count, files);
}

/** The real reports beside the source tree, where they are; and the invented ones of the tree. */
export function realReports() {
  return reportsIn(join(root, "../shared/reports"));
}
export function inventedReports() {
  return [...reportsIn(join(root, "tests/reports/invented")), ...reportsIn(join(root, "docs/samples"))];
}
function reportsIn(folder) {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".txt")).sort().map((name) => join(folder, name)) : [];
}
