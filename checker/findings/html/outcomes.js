// The findings page: what passed, what could not be judged, what did not apply, figures not read, how it was checked.

const STATE = {passed: "p", undetermined: "u", conditionNot: "n", skipped: "s", metNothing: "m"};

/** The rules of a report by how they came out: {passed: [number], …}. */
function rulesByState(report) {
  const all = {passed: [], undetermined: [], conditionNot: [], skipped: [], metNothing: []};
  const names = Object.fromEntries(Object.entries(STATE).map(([name, letter]) => [letter, name]));
  [...(report.states || "")].forEach((letter, rule) => names[letter] && all[names[letter]].push(rule));
  return all;
}

const outcomeOf = (report) => new Map(report.outcomes.map((outcome) => [outcome.rule, outcome]));

function ruleLine(number, aside, below) {
  const rule = run.rules[number];
  return element("li", {class: "rule-line"},
    element("span", {class: "rule-id"}, rule.id), element("span", {class: "rule-title"}, rule.title),
    aside ? element("span", {class: "aside"}, aside) : null, below ? element("div", {class: "below"}, below) : null);
}

function passedPanel(report, states) {
  const outcomes = outcomeOf(report);
  const aside = (rule) => (outcomes.has(rule) ? say("passedPlaces", outcomes.get(rule).passed) : null);
  return element("div", {class: "panel"},
    element("p", {class: "intro"}, states.passed.length > 0 ? say("passedIntro") : say("nothingPassed")),
    element("ul", {class: "rule-list"}, states.passed.map((rule) => ruleLine(rule, aside(rule)))));
}

function undeterminedPanel(report, states) {
  const outcomes = outcomeOf(report);
  const lines = states.undetermined.map((rule) => {
    const outcome = outcomes.get(rule) || {undetermined: 1, missing: [], passed: 0, notApplicable: 0};
    const judged = outcome.passed + outcome.notApplicable;
    const places = say("places", outcome.undetermined) + (judged > 0 ? say("bracketed", say("otherPlaces", judged)) : "");
    const missing = outcome.missing.length > 0 ? outcome.missing.map(harmless).join(say("semicolon")) : say("noReason");
    return ruleLine(rule, places, [element("span", {class: "label"}, say("missing")), missing]);
  });
  return element("div", {class: "panel printed"},
    element("h2", {class: "print-only"}, say("undetermined")),
    element("p", {class: "intro"}, lines.length > 0 ? say("undeterminedIntro") : say("nothingUndetermined")),
    element("ul", {class: "rule-list"}, lines));
}

function notApplicablePanel(report, states) {
  const outcomes = outcomeOf(report);
  const part = (key, rules, below) => [
    element("h3", {}, say(key), " ", element("span", {class: "count"}, String(rules.length))),
    rules.length > 0 ? element("ul", {class: "rule-list"}, rules.map((rule) => ruleLine(rule, null, below && below(rule)))) : element("p", {class: "faint"}, say("none")),
  ];
  return element("div", {class: "panel"},
    part("conditionNot", states.conditionNot),
    part("notRun", states.skipped, (rule) => outcomes.has(rule) && harmless(outcomes.get(rule).skipped)),
    part("metNothing", states.metNothing));
}

function unreadPanel(report, actions) {
  if (!report.unread) return element("div", {class: "panel"}, element("p", {class: "intro"}, say("noUnread")));
  const line = (figure) => {
    const place = say(report.byLine ? "lineColumn" : "paragraph", figure.line, figure.column);
    return element("li", {class: "rule-line"},
      element("span", {class: "figure-quote"}, harmless(figure.quote)), element("span", {class: "rule-title"}, harmless(figure.why)),
      element("button", {type: "button", class: "place", onclick: () => actions.showPlace(figure)}, place));
  };
  return element("div", {class: "panel"}, element("p", {class: "intro"}, say("unreadIntro")),
    report.unreadFigures.length > 0 ? element("ul", {class: "rule-list"}, report.unreadFigures.map(line)) : element("p", {}, say("places", report.unread)));
}

// ---- how it was checked --------------------------------------------------------------------------------------------

function aboutPanel(report) {
  const list = element("dl", {class: "details wide"});
  const add = (key, text) => text && text.length !== 0 && list.append(element("dt", {}, say(key)), element("dd", {}, typeof text === "string" ? harmless(text) : text));
  add("title", report.title);
  add("unit", report.unit);
  add("fiscalYear", report.year && String(report.year));
  add("region", report.region);
  add("type", report.type);
  add("file", report.path);
  add("format", report.format);
  add("attachments", (report.files || []).map(([name, digest]) => element("div", {}, harmless(name), " ", element("code", {class: "digest"}, digest))));
  add("digest", report.sha256 && element("code", {class: "digest"}, report.sha256));
  add("profiles", report.profiles.join(say("listComma")));
  return element("div", {class: "panel"}, list, legend(report), runDetails());
}

function legend(report) {
  if (!report.whole) return null;
  return element("p", {class: "legend"}, element("span", {class: "label"}, say("legend")),
    [2, 1, 0].map((s) => element("span", {class: "sample " + severityClass(s)}, say("severity")[s])), element("span", {class: "sample waived"}, say("waived")));
}

/** The program, the day and the rulebooks with their digests. */
function runDetails() {
  const list = element("dl", {class: "details wide"}, element("dt", {}, say("checkedWith")), element("dd", {}, `${run.tool.name} ${run.tool.version}`));
  if (run.date) list.append(element("dt", {}, say("date")), element("dd", {}, run.date));
  const table = (books) => element("div", {class: "scroll", tabindex: "0", role: "group", "aria-label": say("rulebooks")},
    element("table", {class: "books"}, element("thead", {}, element("tr", {}, ["rulebooks", "version", "fingerprint"].map((key) => element("th", {scope: "col"}, say(key))))),
      element("tbody", {}, books.map((book) => element("tr", {},
        element("td", {}, book.title || book.id, book.title ? element("div", {class: "faint"}, book.id) : null),
        element("td", {class: "figure"}, book.version), element("td", {}, element("code", {class: "digest"}, book.sha256)))))));
  const rules = run.rulebooks.filter((book) => book.takes_part), others = run.rulebooks.filter((book) => !book.takes_part);
  const passedOver = run.passed_over || [];
  if (passedOver.length > 0)
    list.append(element("dt", {}, say("passedOver", passedOver.length)),
      element("dd", {}, element("ul", {}, passedOver.map(([path, why]) => element("li", {}, harmless(path), say("bracketed", why))))));
  return [list, rules.length > 0 ? table(rules) : null,
    others.length > 0 ? element("details", {class: "other-books"}, element("summary", {}, say("vocabulary", others.length)), table(others)) : null];
}
