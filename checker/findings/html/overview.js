// The findings page: the index of a batch: tallies, charts, the table of units, the most frequent defects.

/** Returns the element of the page, with keys. `goTo(report, {group, rule})` opens a report. */
function overviewPage() {
  const filter = element("input", {type: "search", id: "search", class: "unit-filter", placeholder: say("filterUnits"), "aria-label": say("filterUnits"), autocomplete: "off"});
  const status = element("p", {class: "status", role: "status"});
  const units = unitTable();
  const heat = heatMap();
  const row = tabRow([
    {id: "units", label: say("units"), count: rows.length, panel: element("div", {class: "panel printed"}, units)},
    {id: "heat", label: say("heat"), panel: element("div", {class: "panel"}, heat)},
    {id: "frequent", label: say("frequent"), panel: element("div", {class: "panel printed"}, frequentDefects())},
    {id: "charts", label: say("charts"), panel: element("div", {class: "panel charts"}, charts())},
    {id: "about", label: say("about"), panel: element("div", {class: "panel"}, runDetails())},
  ], say("overview"), () => {
    filter.parentElement.hidden = !["units", "heat"].includes(row.current);
    page.refresh();
  });
  const remarks = notices(run.totals);
  if (run.passed_over) remarks.push(say("passedOver", run.passed_over.length) + say("bracketed", say("seeAbout")));
  if (run.totals.same_content) remarks.push(say("sameContent", run.totals.same_content));
  const page = element("div", {class: "page overview-page"},
    element("header", {class: "cover"}, element("div", {class: "cover-main"},
      element("div", {class: "cover-title"}, element("h1", {}, say("batchTitle")),
        element("p", {class: "facts"}, element("span", {}, say("reports", rows.length)), yearSpan()),
        element("p", {class: "books-line"}, run.date ? element("span", {}, `${say("date")} ${run.date}`) : null, element("span", {}, `${run.tool.name} ${run.tool.version}`))),
      element("ul", {class: "tallies", "aria-label": say("counts")},
        tally("error", run.totals.errors, say("errors")), tally("warning", run.totals.warnings, say("warnings")), tally("note", run.totals.notes, say("notes")),
        run.totals.waived > 0 ? tally("waived", run.totals.waived, say("waived")) : null,
        tally("plain", sumOf(rows, "undetermined"), say("undetermined")), tally("plain", sumOf(rows, "unread"), say("unread")),
        run.totals.unreadable > 0 ? tally("error", run.totals.unreadable, say("unreadable")) : null,
        run.totals.money ? tally("plain wide", run.totals.money, say("money")) : null)),
      remarks.length > 0 ? element("ul", {class: "notices"}, remarks.map((notice) => element("li", {}, notice))) : null),
    element("main", {class: "overview", id: "findings"}, row, element("div", {class: "unit-filters"}, filter, status), [...row.panels]));
  filter.addEventListener("input", () => page.filterUnits());
  page.filterUnits = () => {
    const words = filter.value.trim().toLowerCase().split(/\s+/);
    const shown = rows.filter((r) => words.every((word) => searchText(r).includes(word)));
    status.textContent = say("reportsShown", shown.length, rows.length);
    units.showRows(shown);
    heat.showRows(shown);
  };
  page.refresh = () => {
    units.refresh();
    heat.refresh();
  };
  page.keys = {
    "/": () => {
      if (!["units", "heat"].includes(row.current)) row.show("units");
      filter.focus();
      filter.select();
    },
  };
  page.prepareToPrint = () => units.showAll();
  page.afterPrint = () => units.refresh();
  row.show("units");
  page.filterUnits();
  return page;
}

const sumOf = (list, name) => list.reduce((sum, row) => sum + row[name], 0);

function searchText(row) {
  if (!row.searched) row.searched = [row.unit, textOf(row.region), row.year || "", row.type, row.path].join("\n").toLowerCase();
  return row.searched;
}

function yearSpan() {
  const years = rows.map((row) => row.year).filter(Boolean);
  if (years.length === 0) return null;
  const first = Math.min(...years), last = Math.max(...years);
  return element("span", {}, say("year", first === last ? first : `${first}—${last}`));
}

const reportLink = (row, more) => "#report=" + row.number + (more || "");

// ---- the table of units --------------------------------------------------------------------------------------------

const ALL_COLUMNS = [
  {key: "unit", label: "unit", value: unitName, kind: "text"},
  {key: "year", label: "fiscalYear", value: (row) => row.year || 0, shown: (row) => (row.year ? String(row.year) : "—"), kind: "number"},
  {key: "region", label: "region", value: (row) => row.region, kind: "text"},
  {key: "type", label: "type", value: (row) => row.type, kind: "text"},
  {key: "errors", label: "errors", value: (row) => row.errors, kind: "number", severity: "error"},
  {key: "warnings", label: "warnings", value: (row) => row.warnings, kind: "number", severity: "warning"},
  {key: "notes", label: "notes", value: (row) => row.notes, kind: "number", severity: "note"},
  {key: "money", label: "money", value: (row) => row.yuan, shown: (row) => row.money || "—", kind: "number"},
  {key: "undetermined", label: "undetermined", value: (row) => row.undetermined, kind: "number"},
  {key: "unread", label: "unread", value: (row) => row.unread, kind: "number"},
];

function unitTable() {
  const columns = ALL_COLUMNS.filter((column) => column.key !== "money" || rows.some((row) => row.money));
  let shown = [], sorted = {key: "errors", down: true};
  const compare = new Intl.Collator("zh-CN", {numeric: true}).compare;
  const heads = columns.map((column) => {
    const button = element("button", {type: "button", class: "sort", title: say("sortBy", say(column.label)), onclick: () => {
      sorted = {key: column.key, down: sorted.key === column.key ? !sorted.down : column.kind === "number"};
      sort();
    }}, say(column.label));
    return element("div", {role: "columnheader", class: "cell " + column.kind + " column-" + column.key}, button);
  });
  const table = longTable("units", say("units"), heads, (row) => columns.map((column) => {
    if (column.key === "unit") return element("div", {role: "cell", class: "cell text unit"}, element("a", {href: reportLink(row)}, harmless(unitName(row))),
      row.readable ? null : element("span", {class: "chip unreadable-chip"}, say("unreadable")));
    const value = column.value(row);
    return element("div", {role: "cell", class: `cell ${column.kind} column-${column.key} ${value ? column.severity || "" : "zero"}`}, harmless(String(column.shown ? column.shown(row) : value || (column.kind === "number" ? "0" : "—"))));
  }));
  function sort() {
    const column = columns.find((c) => c.key === sorted.key), sign = sorted.down ? -1 : 1;
    const order = column.kind === "text" ? (a, b) => compare(column.value(a), column.value(b)) : (a, b) => column.value(a) - column.value(b);
    shown = [...shown].sort((a, b) => sign * order(a, b) || b.errors - a.errors || b.warnings - a.warnings || a.number - b.number);
    heads.forEach((head, i) => head.setAttribute("aria-sort", columns[i].key !== sorted.key ? "none" : sorted.down ? "descending" : "ascending"));
    table.setRows(shown);
  }
  table.classList.toggle("with-money", columns.length === ALL_COLUMNS.length);
  table.showRows = (list) => {
    shown = list;
    sort();
  };
  return table;
}

// ---- the most frequent defects -------------------------------------------------------------------------------------

const MOST_DEFECTS = 60;

function frequentDefects() {
  const totals = new Map();
  for (const row of rows)
    for (const [rule, hits] of row.byRule) {
      if (hits.open === 0) continue;
      if (!totals.has(rule)) totals.set(rule, {rule, reports: 0, findings: 0, gravest: 0});
      const total = totals.get(rule);
      total.reports += 1;
      total.findings += hits.open;
      total.gravest = Math.max(total.gravest, hits.errors > 0 ? 2 : hits.warnings > 0 ? 1 : 0);
    }
  const all = [...totals.values()].sort((a, b) => b.reports - a.reports || b.findings - a.findings || a.rule - b.rule).slice(0, MOST_DEFECTS);
  const most = all.length > 0 ? all[0].reports : 1;
  return [element("h2", {class: "print-only"}, say("frequent")), element("ol", {class: "defects"}, all.map((total) => {
    const rule = run.rules[total.rule];
    const percent = Math.round((total.reports * 100) / rows.length);
    return element("li", {class: "defect " + severityClass(total.gravest)},
      element("h3", {}, severityIcon(total.gravest), element("span", {class: "rule-id"}, rule.id), " ", rule.title),
      element("div", {class: "defect-measure"}, bar(total.reports / most, severityClass(total.gravest)),
        element("span", {}, say("inReports", total.reports), say("bracketed", say("share", percent)), say("comma"), say("findingCount", total.findings))),
      (rule.examples || []).length > 0 ? element("ul", {class: "examples", "aria-label": say("examples")}, rule.examples.map(([report, message]) => element("li", {},
        element("a", {href: reportLink(rows[report], "&rule=" + encodeURIComponent(rule.id))}, harmless(unitName(rows[report]))), say("colon"), harmless(message)))) : null);
  }))];
}

function bar(share, className) {
  const width = Math.max(1, Math.round(share * 200));
  return svgElement("svg", {class: "bar " + className, viewBox: "0 0 200 10", preserveAspectRatio: "none", "aria-hidden": "true"},
    svgElement("rect", {class: "track", width: 200, height: 10, rx: 2}), svgElement("rect", {class: "fill", width, height: 10, rx: 2}));
}
