// The findings page: the report as submitted, with every passage that a finding quotes marked in its colour.

const BLOCKS_AT_ONCE = 400;  // further blocks of a long report are made as the reader gets there, or jumps there

/** The pane with the report. Returns the element, with markFindings(set), select(finding), showPlace(block, cell, begin). */
function markedText(report, onMark) {
  const paper = element("div", {class: "paper", lang: "zh-CN"});
  const pane = element("section", {class: "report", "aria-label": say("text"), tabindex: "0"}, paper);
  const spans = spansByLeaf(report);
  const made = [];  // element of each block made so far
  const rest = element("button", {type: "button", class: "rest", onclick: () => makeUpTo(made.length + BLOCKS_AT_ONCE)});

  function makeUpTo(count) {
    const end = Math.min(count, report.blocks.length);
    while (made.length < end) {
      const number = made.length;
      const divider = dividerBefore(report.blocks, number, report.files);
      if (divider) rest.before(divider);
      const block = blockElement(report.blocks[number], number, spans);
      rest.before(block);
      made.push(block);
    }
    rest.hidden = made.length >= report.blocks.length;
    rest.textContent = say("longText", report.blocks.length - made.length);
    pane.dispatchEvent(new CustomEvent("made"));
  }
  paper.append(rest);
  makeUpTo(BLOCKS_AT_ONCE);
  if (typeof IntersectionObserver === "function")
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting) && !rest.hidden) makeUpTo(made.length + BLOCKS_AT_ONCE);
    }, {root: null, rootMargin: "600px"}).observe(rest);

  const marksOf = (finding) => [...paper.querySelectorAll("mark")].filter((mark) => mark.findings.includes(finding));
  const lastBlock = (finding) => Math.max(-1, ...report.marks.filter((mark) => mark.finding === finding).map((mark) => mark.block));

  pane.makeAll = () => makeUpTo(report.blocks.length);
  pane.markFindings = (visible) => {
    pane.visible = visible;
    for (const mark of paper.querySelectorAll("mark")) colourMark(mark, report, visible);
  };
  pane.addEventListener("made", () => pane.visible && pane.markFindings(pane.visible));
  /** Marks the passages of the finding as chosen; returns the one for the evidence (the main one when none is named). */
  pane.select = (finding, evidence) => {
    if (finding !== null) makeUpTo(Math.min(lastBlock(finding) + 1, report.blocks.length));
    for (const mark of paper.querySelectorAll("mark.chosen")) mark.classList.remove("chosen");
    if (finding === null) return null;
    const marks = marksOf(finding);
    for (const mark of marks) mark.classList.add("chosen");
    const wanted = evidence || 0;
    return marks.find((mark) => mark.places.some(([f, e]) => f === finding && e === wanted)) || marks[0] || null;
  };
  pane.showPlace = (block, cell, begin) => {
    makeUpTo(block + 1);
    const leaf = cell < 0 ? made[block] : made[block].querySelectorAll("td, th")[cell];
    const span = [...leaf.querySelectorAll(".unread-figure")].find((s) => s.begin === begin) || leaf;
    for (const other of paper.querySelectorAll(".shown-place")) other.classList.remove("shown-place");
    span.classList.add("shown-place");
    reveal(span);
  };
  const onChosen = (event) => {
    const mark = event.target.closest("mark");
    if (!mark || mark.classList.contains("hidden-mark")) return;
    event.preventDefault();
    event.stopPropagation();
    onMark(mark);
  };
  paper.addEventListener("click", onChosen);
  paper.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && onChosen(event));
  return pane;
}

/** What lies over each paragraph and cell, under “block” or “block/cell”. */
function spansByLeaf(report) {
  const spans = new Map();
  const add = (block, cell, span) => {
    const key = cell < 0 ? String(block) : block + "/" + cell;
    if (!spans.has(key)) spans.set(key, []);
    spans.get(key).push(span);
  };
  for (const {finding, evidence, block, cell, begin, end} of report.marks) add(block, cell, {begin, end, finding, evidence});
  for (const {block, cell, begin, end} of report.unreadFigures) add(block, cell, {begin, end, unread: true});
  report.blocks.forEach((block, number) => {
    for (const [begin, end, kind] of block.debris || []) add(number, -1, {begin, end, debris: kind});
    if (block.heading) add(number, -1, {begin: 0, end: block.heading, heading: true});
  });
  return spans;
}

/** A line between files, pages and sheets. */
function dividerBefore(blocks, number, files) {
  const block = blocks[number], last = blocks[number - 1] || {};
  if (block.file !== undefined && files) return element("p", {class: "divider file-divider"}, harmless(files[block.file][0]));
  if (block.sheet && block.sheet !== last.sheet) return element("p", {class: "divider"}, say("sheet", harmless(block.sheet)));
  if (block.page && block.page !== last.page) return element("p", {class: "divider"}, say("page", block.page));
  return null;
}

function blockElement(block, number, spans) {
  const classes = ["block", block.role || "", block.recognised ? "recognised" : ""];
  const title = block.role ? say(block.role) : block.recognised ? say("recognised") : null;
  if (block.cells) {
    const table = tableElement(block, number, spans);
    return element("div", {class: classes.concat("table-block").join(" "), title, tabindex: "0", role: "group", "aria-label": say("tableOf", block.rows, block.columns)}, table);
  }
  if (block.title) classes.push("report-title");
  if (block.centred) classes.push("centred");
  if (block.bold) classes.push("bold");
  if (block.level) classes.push("heading", "level-" + Math.min(block.level, 4));
  const text = markedLeaf(block.text, spans.get(String(number)));
  const numbered = block.number ? element("span", {class: "auto-number"}, harmless(block.number) + " ") : null;
  return element("p", {class: classes.join(" "), title, "data-line": block.line}, numbered, text);
}

function tableElement(block, number, spans) {
  const body = element("tbody");
  let current = null, currentRow = -1;
  block.cells.forEach(([row, , rowSpan, columnSpan, text], index) => {
    if (row !== currentRow) {
      current = element("tr");
      body.append(current);
      currentRow = row;
    }
    const head = row < block.header_rows;
    current.append(element(head ? "th" : "td", {
      scope: head ? "col" : null,
      rowspan: rowSpan > 1 ? Math.min(rowSpan, 1000) : null,
      colspan: columnSpan > 1 ? Math.min(columnSpan, 200) : null,
      class: /^[-+−\s\d.,，%％]+$/.test(text) ? "figure" : null,
    }, markedLeaf(text, spans.get(number + "/" + index))));
  });
  return element("table", {}, body);
}

/** Cuts a text where spans begin and end; each piece carries all spans over it, so that overlapping marks show both. */
function markedLeaf(text, spans) {
  if (!spans) return [document.createTextNode(harmless(text))];
  const cuts = [...new Set([0, text.length, ...spans.flatMap((s) => [s.begin, s.end])])].filter((at) => at <= text.length).sort((a, b) => a - b);
  const starting = [...spans].sort((a, b) => a.begin - b.begin);
  let next = 0, open = [];
  const pieces = [];
  for (let i = 0; i + 1 < cuts.length; ++i) {
    while (next < starting.length && starting[next].begin <= cuts[i]) open.push(starting[next++]);
    open = open.filter((s) => s.end > cuts[i]);
    pieces.push(pieceElement(text.slice(cuts[i], cuts[i + 1]), open, cuts[i], cuts[i + 1]));
  }
  return pieces;
}

function pieceElement(text, spans, begin, end) {
  let piece = document.createTextNode(harmless(text));
  const debris = spans.find((s) => s.debris);
  if (debris) piece = element("span", {class: "debris", title: say("debris", debris.debris)}, piece);
  const unread = spans.find((s) => s.unread);
  if (unread) {
    piece = element("span", {class: "unread-figure"}, piece);
    piece.begin = unread.begin;
  }
  const marks = spans.filter((s) => s.finding !== undefined);
  if (marks.length > 0) {
    piece = element("mark", {role: "button", tabindex: "-1"}, piece);
    piece.places = marks.map((s) => [s.finding, s.evidence]);
    piece.findings = [...new Set(marks.map((s) => s.finding))];
    // Where a mark ends, the numbers of its findings stand, so that a printed page leads from the passage to the list.
    piece.ending = marks.filter((s) => s.end === end);
  }
  return spans.some((s) => s.heading) ? element("strong", {class: "heading-text"}, piece) : piece;
}

/** The colour of the gravest finding that is shown; a mark of which none is shown is plain text. */
function colourMark(mark, report, visible) {
  const shown = mark.findings.filter((f) => visible.has(f));
  const gravest = shown.reduce((best, f) => Math.max(best, report.findings[f].waived ? -1 : report.findings[f].severity), -2);
  mark.classList.remove("error", "warning", "note", "waived", "hidden-mark");
  mark.classList.toggle("several", shown.length > 1);
  if (shown.length === 0) mark.classList.add("hidden-mark");
  else mark.classList.add(gravest < 0 ? "waived" : severityClass(gravest));
  // On the screen the number stands at the main place of a finding only; on paper at all of them.
  const numbers = (ends) => [...new Set(ends.map((s) => report.findings[s.finding].number))].join("、");
  const ending = mark.ending.filter((s) => visible.has(s.finding));
  mark.dataset.numbers = numbers(ending.filter((s) => s.evidence === 0));
  mark.dataset.paperNumbers = numbers(ending);
  mark.title = shown.map((f) => `${report.findings[f].number}. ${report.findings[f].ruleId} ${report.findings[f].title}`).join("\n");
}
