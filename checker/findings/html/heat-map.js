// The findings page: long tables of which only the visible rows exist; the heat map unit × group of rules; charts.

// ---- long tables ---------------------------------------------------------------------------------------------------

/** A table of which only the rows in view are made. `makeCells(row)` gives a row's cells. */
function longTable(className, label, heads, makeCells) {
  const headRow = element("div", {role: "row", class: "row head", "aria-rowindex": "1"}, heads);
  const body = element("div", {role: "rowgroup", class: "rows"});
  const scroller = element("div", {class: "long-table " + className, role: "table", "aria-label": label, tabindex: "0"}, element("div", {role: "rowgroup", class: "head-group"}, headRow), body);
  let list = [], first = -1, last = -1;

  const makeRow = (index) => {
    const row = element("div", {role: "row", class: "row", "aria-rowindex": index + 2}, makeCells(list[index]));
    row.style.top = `calc(${index} * var(--row))`;
    return row;
  };
  const rowHeight = () => parseFloat(getComputedStyle(headRow).getPropertyValue("--row")) * parseFloat(getComputedStyle(document.documentElement).fontSize) || 36;
  function render(force) {
    const height = rowHeight();
    const from = Math.max(0, Math.floor(scroller.scrollTop / height) - 10);
    const to = Math.min(list.length, Math.ceil((scroller.scrollTop + (scroller.clientHeight || 600)) / height) + 10);
    if (!force && from === first && to === last) return;
    [first, last] = [from, to];
    body.replaceChildren(...Array.from({length: Math.max(0, to - from)}, (_, i) => makeRow(from + i)));
  }
  let waiting = false;
  scroller.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      render(false);
    });
  }, {passive: true});
  scroller.setHeads = (newHeads) => headRow.replaceChildren(...newHeads);
  scroller.setRows = (newList) => {
    list = newList;
    scroller.setAttribute("aria-rowcount", String(list.length + 1));
    body.style.height = `calc(${list.length} * var(--row))`;
    scroller.scrollTop = 0;
    render(true);
  };
  scroller.refresh = () => render(true);
  scroller.showAll = () => body.replaceChildren(...list.map((_, index) => makeRow(index)));
  return scroller;
}

// ---- the heat map --------------------------------------------------------------------------------------------------

function heatMap() {
  let opened = null;  // the group whose rules are the columns
  let shown = rows;
  const hint = element("p", {class: "intro"}, say("heatHint"));
  const back = element("button", {type: "button", class: "plain", hidden: true, onclick: () => open(null)}, "← " + say("allOfGroups"));
  const caption = element("h3", {class: "heat-caption"});
  const table = longTable("heat", say("heat"), [], (row) => [
    element("div", {role: "rowheader", class: "cell text unit"}, element("a", {href: reportLink(row)}, harmless(unitName(row)))),
    ...columns().map((column) => heatCell(row, column)),
  ]);
  const map = element("div", {class: "heat-map"}, hint, element("div", {class: "heat-bar"}, back, caption, heatLegend()), table);

  function columns() {
    if (opened === null) return groups.map((group) => ({label: group.title, rules: group.rules, group}));
    return opened.rules.map((rule) => ({label: run.rules[rule].id, title: run.rules[rule].title, rules: [rule]}));
  }
  function heatCell(row, column) {
    let count = 0, errors = 0, warnings = 0;
    for (const rule of column.rules) {
      const hits = row.byRule.get(rule);
      if (!hits) continue;
      count += hits.open;
      errors += hits.errors;
      warnings += hits.warnings;
    }
    if (count === 0) return element("div", {role: "cell", class: "cell heat-cell zero"}, "·");
    const severity = errors > 0 ? "error" : warnings > 0 ? "warning" : "note";
    const more = column.group ? "&group=" + encodeURIComponent(column.group.id) : "&rule=" + encodeURIComponent(run.rules[column.rules[0]].id);
    return element("div", {role: "cell", class: `cell heat-cell ${severity} heat-${heatStep(count)}`},
      element("a", {href: reportLink(row, more), tabindex: "-1", title: `${unitName(row)}\n${column.title || column.label}`}, String(count)));
  }
  function open(group) {
    opened = group;
    back.hidden = group === null;
    caption.textContent = group === null ? "" : say("rulesOf", group.title);
    const all = columns();
    map.style.setProperty("--columns", String(all.length));
    map.classList.toggle("rules-open", group !== null);
    table.setHeads([element("div", {role: "columnheader", class: "cell text unit"}, say("unit")), ...all.map((column) =>
      element("div", {role: "columnheader", class: "cell", title: column.title}, column.group
        ? element("button", {type: "button", class: "sort", onclick: () => open(column.group)}, column.label) : column.label))]);
    map.showRows(shown);
  }
  map.showRows = (list) => {
    shown = list;
    const weight = new Map(list.map((row) => [row, columns().reduce((sum, column) => sum + column.rules.reduce((s, rule) => s + ((row.byRule.get(rule) || {}).open || 0), 0), 0)]));
    table.setRows([...list].sort((a, b) => weight.get(b) - weight.get(a) || a.number - b.number));
  };
  map.refresh = table.refresh;
  open(null);
  return map;
}

/** Five depths of colour: 1, 2, 3–4, 5–9, 10 and more. */
function heatStep(count) {
  return count >= 10 ? 5 : count >= 5 ? 4 : count >= 3 ? 3 : count;
}

function heatLegend() {
  return element("p", {class: "legend"}, [2, 1, 0].map((s) => element("span", {class: "heat-sample"},
    [1, 2, 3, 4, 5].map((n) => element("i", {class: `heat-cell ${severityClass(s)} heat-${n}`})), say("severity")[s])));
}

// ---- charts --------------------------------------------------------------------------------------------------------

function charts() {
  const byRegion = new Map();
  for (const row of rows) {
    const name = row.region || say("noRegion");
    const sum = byRegion.get(name) || {name, errors: 0, warnings: 0, notes: 0};
    for (const key of ["errors", "warnings", "notes"]) sum[key] += row[key];
    byRegion.set(name, sum);
  }
  const byGroup = groups.map((group) => {
    const sum = {name: group.title, errors: 0, warnings: 0, notes: 0};
    for (const row of rows)
      for (const rule of group.rules) {
        const hits = row.byRule.get(rule);
        if (hits) for (const key of ["errors", "warnings", "notes"]) sum[key] += hits[key];
      }
    return sum;
  });
  return [
    figure(say("byGroup"), stackedBars(byGroup)),
    figure(say("byRegion"), stackedBars([...byRegion.values()].sort((a, b) => totalOf(b) - totalOf(a)).slice(0, 15))),
    figure(say("perReport"), histogram(rows.filter((row) => row.readable).map((row) => row.errors))),
  ];
}

const totalOf = (sum) => sum.errors + sum.warnings + sum.notes;

function figure(title, chart) {
  return element("figure", {class: "chart"}, element("figcaption", {}, title), chart);
}

function stackedBars(sums) {
  const most = Math.max(1, ...sums.map(totalOf)), step = 26, left = 190, width = 380;
  return svgElement("svg", {viewBox: `0 0 ${left + width + 60} ${sums.length * step}`, role: "img", "aria-label": sums.map((s) => `${s.name} ${totalOf(s)}`).join("，")}, sums.map((sum, i) => {
    let x = left;
    const parts = ["errors", "warnings", "notes"].map((key, k) => {
      const length = (sum[key] / most) * width, part = svgElement("rect", {class: "fill-" + severityClass(2 - k), x, y: i * step + 5, width: length, height: step - 10});
      x += length;
      return part;
    });
    return [svgElement("text", {class: "axis end", x: left - 8, y: i * step + 17}, harmless(sum.name.length > 14 ? sum.name.slice(0, 13) + "…" : sum.name)), parts, svgElement("text", {class: "axis", x: x + 6, y: i * step + 17}, String(totalOf(sum)))];
  }));
}

/** How many reports have 0, 1, 2 … errors; the last bar holds all that have more. */
function histogram(values) {
  const most = Math.min(20, Math.max(0, ...values)), counts = Array.from({length: most + 1}, () => 0);
  for (const value of values) ++counts[Math.min(value, most)];
  const highest = Math.max(1, ...counts), height = 150, step = 30;
  return svgElement("svg", {viewBox: `0 0 ${Math.max(12, counts.length) * step + 20} ${height + 40}`, role: "img", "aria-label": counts.map((n, i) => `${i}: ${n}`).join(", ")}, counts.map((count, i) => {
    const length = (count / highest) * height;
    return [svgElement("rect", {class: i === 0 ? "fill-good" : "fill-error", x: i * step + 13, y: height - length + 16, width: step - 8, height: length}),
      count > 0 ? svgElement("text", {class: "axis middle", x: i * step + 24, y: height - length + 11}, String(count)) : null,
      svgElement("text", {class: "axis middle", x: i * step + 24, y: height + 32}, String(i) + (i === most && most === 20 ? "+" : ""))];
  }));
}
