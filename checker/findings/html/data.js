// The findings page: the data that the program wrote into the page.
// #run: {language, tool, date, rulebooks, rules, totals, reports (one row each), strings}; #report-N: one report.
// A text that repeats stands in `strings` and is named by its number.

const run = JSON.parse(document.getElementById("run").textContent);
wordsInUse = WORDS[run.language] || WORDS.zh;

/** A text as it stands, or by its number. */
function textOf(value) {
  return typeof value === "number" ? run.strings[value] : value || "";
}
const textsOf = (values) => (values || []).map(textOf);

// ---- the index -----------------------------------------------------------------------------------------------------

/** The rows of the index, with names for their columns. */
const rows = run.reports.map(([path, unit, year, region, type, readable, undetermined, unread, review, hits, yuan, money], number) => {
  const row = {number, path, unit, year, region, type, readable, undetermined, unread, review, yuan: yuan || 0, money: money || "", errors: 0, warnings: 0, notes: 0, waived: 0, byRule: new Map()};
  for (let i = 0; i < hits.length; i += 5) {
    const [rule, errors, warnings, notes, waived] = hits.slice(i, i + 5);
    row.byRule.set(rule, {errors, warnings, notes, waived, open: errors + warnings + notes});
    row.errors += errors;
    row.warnings += warnings;
    row.notes += notes;
    row.waived += waived;
  }
  return row;
});

/** The groups of rules that have findings, in the order of the rulebooks: {id, title, rules: [number]}. */
const groups = (() => {
  const hit = new Set(rows.flatMap((row) => [...row.byRule.keys()]));
  const titles = new Map(run.rulebooks.map((book) => [book.id, book.title || book.id]));
  const all = new Map();
  run.rules.forEach((rule, number) => {
    if (!hit.has(number)) return;
    if (!all.has(rule.group)) all.set(rule.group, {id: rule.group, title: titles.get(rule.group) || rule.group || "—", rules: []});
    all.get(rule.group).rules.push(number);
  });
  return [...all.values()];
})();

// ---- one report ----------------------------------------------------------------------------------------------------

/** Reads a report's data: findings with texts in full, their evidence with names for its columns. */
function loadReport(number) {
  const data = JSON.parse(document.getElementById("report-" + number).textContent);
  const report = {...data, number, unit: textOf(data.unit), region: textOf(data.region), type: textOf(data.type), profiles: textsOf(data.profiles), warnings: textsOf(data.warnings)};
  report.findings = (data.findings || []).map((finding, index) => readFinding(finding, index, data));
  report.outcomes = (data.outcomes || []).map(([rule, passed, failed, undetermined, notApplicable, missing, skipped]) => ({rule, passed, failed, undetermined, notApplicable, missing: textsOf(missing), skipped: textOf(skipped)}));
  report.unreadFigures = (data.unread_figures || []).map(([quote, why, line, column, block, cell, begin, end]) => ({quote, why: textOf(why), line, column, block, cell, begin, end}));
  report.marks = (data.marks || []).map(([finding, evidence, block, cell, begin, end]) => ({finding, evidence, block, cell, begin, end}));
  report.whole = Array.isArray(data.blocks);
  report.byLine = !data.format || data.format === "txt";
  return report;
}

function readFinding(finding, index, data) {
  const rule = run.rules[finding.rule];
  const read = {...finding, index, number: index + 1, ruleId: rule.id, title: rule.title, group: rule.group, why: rule.why || "", tags: rule.tags || []};
  for (const name of ["message", "advice", "derivation", "hypothesis", "note", "waiver", "overlay"]) read[name] = textOf(finding[name]);
  for (const name of ["because", "basis", "also"]) read[name] = textsOf(finding[name]);
  read.alignment = (finding.alignment || []).map(([aspect, member]) => [textOf(aspect), textOf(member)]);
  // [yuan, for sorting only; in words; share of the expenditure; whether it is a difference]
  read.yuan = finding.amount ? finding.amount[0] : -1;
  read.evidence = (finding.evidence || []).map(([role, quote, from, to, line, column, section, frame, file]) => ({role: textOf(role), sentence: data.quotes[quote] || "", from, to, line, column, section: textOf(data.sections[section]), frame: frame || "", file: data.files && file !== undefined ? data.files[file] : null}));
  read.searched = [rule.id, rule.title, read.message, read.advice, ...read.tags, ...read.basis, ...read.evidence.map((e) => e.sentence)].join("\n").toLowerCase();
  return read;
}

/** “第12行第5字”, “第3页”, “自评表!C12”; with several files “附件.docx 第3段第1字”. */
function placeText(evidence, report) {
  const byLine = evidence.file ? evidence.file[2] === "txt" : report.byLine;
  const place = evidence.frame || say(byLine ? "lineColumn" : "paragraph", evidence.line, evidence.column);
  return evidence.file ? evidence.file[0] + " " + place : place;
}

const unitYear = (row) => row.unit + "\n" + row.year;
const seenOnce = new Set(), submittedTwice = new Set();
for (const row of rows) (row.unit && seenOnce.has(unitYear(row)) ? submittedTwice : seenOnce).add(unitYear(row));

/** The unit; the file beside it where one unit has several reports of a year, which nothing else would tell apart. */
function unitName(row) {
  if (row.unit && submittedTwice.has(unitYear(row)) && row.path) return row.unit + say("bracketed", row.path.split(/[\/\\]/).pop());
  return row.unit || row.path || say("noUnit");
}
