// The findings page: one report, its text on the left and its findings on the right, each leading to the other.

/** Returns the element of the page, with keys: {key: function} for the keyboard. `batch`: there is an overview to go back to. */
function reportPage(report, batch) {
  const states = rulesByState(report);
  const actions = {choose, showPlace};
  const cards = report.findings.map((finding) => findingCard(finding, report, actions));
  let shown = [];     // indices of the findings in view, in order
  let chosen = null;  // index of the finding that is chosen

  const text = report.whole ? markedText(report, chooseMark) : null;
  const strip = report.whole ? positionStrip(report, choose) : null;
  const showStrip = () => strip && strip.show(new Set(shown), chosen);
  const conditions = element("p", {class: "conditions print-only"});
  const list = element("div", {class: "cards"});
  const filters = findingFilters(report, (indices, inWords) => {
    shown = indices;
    conditions.textContent = inWords ? say("filterNow", inWords) : "";
    list.replaceChildren(...(shown.length > 0 ? shown.map((index) => cards[index]) : [emptyNote(report)]));
    if (text) text.markFindings(new Set(shown));
    if (chosen !== null && !shown.includes(chosen)) clearChoice();
    showStrip();
  });
  const findingsPanel = element("div", {class: "panel findings-panel printed"}, filters, conditions, list);

  const textTab = text ? element("div", {class: "panel text-stand-in"}) : null;
  const tabs = [
    text ? {id: "text", class: "narrow-only", label: say("text"), panel: textTab} : null,
    {id: "findings", label: say("findings"), count: report.findings.length, panel: findingsPanel},
    {id: "undetermined", label: say("undetermined"), count: states.undetermined.length, panel: undeterminedPanel(report, states)},
    {id: "passed", label: say("passed"), count: states.passed.length, panel: passedPanel(report, states)},
    {id: "not-applicable", label: say("notApplicable"), count: states.conditionNot.length + states.skipped.length + states.metNothing.length, panel: notApplicablePanel(report, states)},
    {id: "unread", label: say("unread"), count: report.unread || 0, panel: unreadPanel(report, actions)},
    {id: "about", label: say("about"), panel: aboutPanel(report)},
  ].filter(Boolean);
  const row = tabRow(tabs, say("problems"), (id) => page.dataset.tab = id);
  const side = element("section", {class: "side", id: "findings", "aria-label": say("findings"), tabindex: "-1"}, row, element("div", {class: "panels", tabindex: "0", role: "group", "aria-label": say("findings")}, tabs.map((tab) => tab.panel)));
  const page = element("div", {class: "page report-page" + (text ? "" : " without-text")},
    coverStrip(report, batch),
    report.error ? element("p", {class: "unreadable"}, element("strong", {}, say("unreadableReport")), say("colon"), harmless(report.error))
      : element("div", {class: "panes"}, side, text ? element("div", {class: "text-pane"}, text, strip) : null),
    element("footer", {class: "print-only print-books"}, element("h2", {}, say("about")), aboutPanel(report)));

  function clearChoice() {
    if (chosen !== null) cards[chosen].classList.remove("chosen");
    chosen = null;
    if (text) text.select(null);
    showStrip();
  }

  /** Marks a finding in the list as chosen; it becomes visible even when a filter hides it. */
  function markCard(index) {
    clearChoice();
    if (!shown.includes(index)) filters.clearAll();
    chosen = index;
    cards[index].classList.add("chosen");
    showStrip();
    const finding = report.findings[index];
    announce(say("selected", finding.number, finding.message));
  }

  /** From a finding to its passage. */
  function choose(index, evidence) {
    markCard(index);
    if (!text) return;
    const mark = text.select(index, evidence);
    if (narrow()) row.show("text");
    if (mark) {
      reveal(mark);
      mark.focus({preventScroll: true});
    }
  }

  /** From a passage to its finding; where several findings meet, each further click goes to the next. */
  function chooseMark(mark) {
    const here = mark.findings.filter((index) => shown.includes(index));
    if (here.length === 0) return;
    const next = here[(here.indexOf(chosen) + 1) % here.length];
    const evidence = mark.places.find(([finding]) => finding === next)[1];
    markCard(next);
    text.select(next, evidence);
    row.show("findings");
    showCard(next);
  }

  function showCard(index, atOnce) {
    if (row.current !== "findings") row.show("findings");
    reveal(cards[index], atOnce);
    cards[index].focus({preventScroll: true});
  }

  function showPlace(figure) {
    if (!text) return;
    if (narrow()) row.show("text");
    text.showPlace(figure.block, figure.cell, figure.begin);
  }

  function step(by) {
    if (shown.length === 0) return;
    const at = shown.indexOf(chosen);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by));
    markCard(shown[next]);
    const mark = text && text.select(shown[next], 0);
    if (mark && !narrow()) reveal(mark, true);
    showCard(shown[next], true);
  }

  function stepMark(by) {
    if (!text) return;
    const marks = [...text.querySelectorAll("mark:not(.hidden-mark)")];
    if (marks.length === 0) return;
    const focused = marks.indexOf(document.activeElement);
    const from = focused >= 0 ? focused : marks.findIndex((mark) => mark.classList.contains("chosen")) - (by > 0 ? 1 : 0);
    const mark = marks[Math.min(marks.length - 1, Math.max(0, from + by))];
    if (narrow()) row.show("text");
    const index = mark.findings.find((f) => shown.includes(f));
    markCard(index);
    text.select(index, 0);
    reveal(mark, true);
    mark.focus({preventScroll: true});
    if (!narrow()) reveal(cards[index], true);
  }

  page.keys = {
    j: () => step(1), k: () => step(-1), n: () => stepMark(1), p: () => stepMark(-1),
    Enter: () => {
      const card = document.activeElement.closest && document.activeElement.closest(".card");
      if (card && document.activeElement === card) choose(Number(card.id.slice("finding-".length)), 0);
    },
    Escape: clearChoice,
    "/": () => {
      row.show("findings");
      filters.focusSearch();
    },
  };
  page.chooseGroup = filters.chooseGroup;
  page.chooseRule = filters.chooseRule;
  page.chooseId = (id) => {
    const finding = report.findings.find((f) => f.id === id);
    if (finding) choose(finding.index, 0);
  };
  page.prepareToPrint = () => text && text.makeAll();
  filters.apply();
  row.show("findings");
  return page;
}

const narrow = () => window.matchMedia("(max-width: 55rem)").matches;

function emptyNote(report) {
  if (report.findings.length > 0) return element("p", {class: "empty"}, say("nothingShown"));
  return element("div", {class: "empty"}, element("p", {}, say("noFindings")), element("p", {class: "faint"}, say("noFindingsHint")));
}

// ---- the cover strip -----------------------------------------------------------------------------------------------

function coverStrip(report, batch) {
  const row = rows[report.number];
  const facts = [report.year && say("year", report.year), report.type, report.region].filter(Boolean);
  const books = run.rulebooks.filter((book) => book.takes_part);
  const neighbour = (number, key) => number >= 0 && number < rows.length
    ? element("a", {href: "#report=" + number, class: "plain"}, say(key)) : element("span", {class: "plain off"}, say(key));
  return element("header", {class: "cover"},
    batch ? element("nav", {class: "batch-nav", "aria-label": say("overview")}, element("a", {href: "#", class: "plain"}, "← " + say("back")),
      neighbour(report.number - 1, "previousReport"), neighbour(report.number + 1, "nextReport")) : null,
    element("div", {class: "cover-main"},
      element("div", {class: "cover-title"},
        element("h1", {}, harmless(report.unit || report.title || report.path)),
        element("p", {class: "facts"}, facts.map((fact) => element("span", {}, harmless(fact))), element("span", {class: "file"}, harmless(report.path))),
        element("p", {class: "books-line"}, run.date ? element("span", {}, `${say("date")} ${run.date}`) : null,
          element("span", {}, `${run.tool.name} ${run.tool.version}`),
          element("span", {class: "print-hide"}, books.map((b) => `${b.title || b.id} ${b.version}`).join(say("listComma"))))),
      element("ul", {class: "tallies", "aria-label": say("counts")},
        tally("error", row.errors, say("errors")), tally("warning", row.warnings, say("warnings")), tally("note", row.notes, say("notes")),
        tally("review", row.review, say("review")), row.waived > 0 ? tally("waived", row.waived, say("waived")) : null,
        tally("plain", row.undetermined, say("undetermined")))),
    notices(report).length > 0 ? element("ul", {class: "notices"}, notices(report).map((notice) => element("li", {}, notice))) : null,
    report.warnings.length > 0 ? element("ul", {class: "warnings", "aria-label": say("warningsHeading")}, report.warnings.map((w) => element("li", {}, harmless(w)))) : null,
    report.error || report.whole ? null : element("p", {class: "quoted-only"}, say("quotedOnly")));
}

/** What the list leaves out, and what became of earlier findings. */
function notices(counts) {
  return [run.against && say("onlyNew"), ...["known", "fixed", "not_shown"].map((name) => counts[name] && say(name === "not_shown" ? "notShown" : name, counts[name]))].filter(Boolean);
}

function tally(className, count, label) {
  return element("li", {class: "tally " + className + (count === 0 ? " zero" : "")}, element("strong", {}, String(count)), element("span", {}, label));
}
