// The findings page: which findings are shown, and in which order.

/** The form with the filters. Calls onChange(indices in order, conditions in words) at once and after each change. */
function findingFilters(report, onChange) {
  const state = {severities: new Set(), review: false, waived: false, group: "", rule: "", words: "", order: "place"};
  if (report.findings.some((f, index) => index > 0 && byPlace(report.findings[index - 1], f) > 0)) state.order = run.by_amount ? "amount" : "severity";  // as --sort wants it
  const open = report.findings.filter((f) => !f.waived);

  const chip = (label, count, className, toggle) => {
    const button = element("button", {type: "button", class: "filter-chip " + className, "aria-pressed": "false", disabled: count === 0, onclick: () => {
      const pressed = toggle();
      button.setAttribute("aria-pressed", String(pressed));
      apply();
    }}, label, " ", element("span", {class: "count"}, String(count)));
    return button;
  };
  const flip = (name) => () => (state[name] = !state[name]);
  const chips = [
    ...[2, 1, 0].map((severity) => chip([severityIcon(severity), say("severity")[severity]], open.filter((f) => f.severity === severity).length, severityClass(severity), () => {
      if (!state.severities.delete(severity)) state.severities.add(severity);
      return state.severities.has(severity);
    })),
    chip(say("review"), open.filter((f) => f.inferred).length, "review", flip("review")),
    chip(say("waived"), report.findings.length - open.length, "waived", flip("waived")),
  ];

  const search = element("input", {type: "search", id: "search", placeholder: say("searchHint"), "aria-label": say("search"), autocomplete: "off", oninput: () => {
    state.words = search.value.trim().toLowerCase();
    apply();
  }});
  const chooser = (name, label, options) => {
    const select = element("select", {"aria-label": label, onchange: () => {
      state[name] = select.value;
      apply();
    }}, options.map(([value, text]) => element("option", {value}, text)));
    return select;
  };
  const groupsHere = groups.map((g) => [g, report.findings.filter((f) => f.group === g.id).length]).filter(([, count]) => count > 0);
  const rulesHere = [...new Map(report.findings.map((f) => [f.ruleId, f])).values()].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
  const group = chooser("group", say("group"), [["", say("allGroups")], ...groupsHere.map(([g, count]) => [g.id, g.title + say("bracketed", count)])]);
  const rule = chooser("rule", say("rule"), [["", say("allRules")], ...rulesHere.map((f) => [f.ruleId, `${f.ruleId} ${f.title}`])]);
  const order = chooser("order", say("order"), [["place", say("byPlace")], ["severity", say("bySeverity")], ["rule", say("byRule")], ...(report.findings.some((f) => f.amount) ? [["amount", say("byAmount")]] : [])]);

  const status = element("p", {class: "status", role: "status"});
  const clear = element("button", {type: "button", class: "plain", hidden: true, onclick: () => form.clearAll()}, say("clear"));
  const form = element("form", {class: "filters", role: "search", "aria-label": say("filters"), onsubmit: (event) => event.preventDefault()},
    element("div", {class: "filter-row"}, search),
    element("div", {class: "filter-row chips"}, chips),
    element("div", {class: "filter-row selects"}, group, rule, order),
    element("div", {class: "filter-row"}, status, clear));

  const matches = (finding) =>
    (state.severities.size === 0 || (state.severities.has(finding.severity) && !finding.waived)) &&
    (!state.review || finding.inferred) && (!state.waived || finding.waived) &&
    (state.group === "" || finding.group === state.group) && (state.rule === "" || finding.ruleId === state.rule) &&
    state.words.split(/\s+/).every((word) => finding.searched.includes(word));
  const orders = {
    place: byPlace,
    severity: (a, b) => a.waived - b.waived || b.severity - a.severity || a.index - b.index,
    rule: (a, b) => (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : a.index - b.index),
  };
  orders.amount = (a, b) => b.yuan - a.yuan || a.index - b.index;
  const inWords = () => [
    ...[...state.severities].sort().reverse().map((s) => say("severity")[s]), state.review && say("review"), state.waived && say("waived"),
    group.value && group.selectedOptions[0].textContent, rule.value && rule.selectedOptions[0].textContent, state.words && `“${state.words}”`,
  ].filter(Boolean).join(say("comma"));

  order.value = state.order;
  function apply() {
    const shown = report.findings.filter(matches).sort(orders[state.order]).map((f) => f.index);
    status.textContent = say("shown", shown.length, report.findings.length);
    clear.hidden = inWords() === "";
    onChange(shown, inWords());
  }
  form.apply = apply;
  form.focusSearch = () => {
    search.focus();
    search.select();
  };
  form.chooseGroup = (id) => {
    form.clearAll(true);
    group.value = state.group = id;
    apply();
  };
  form.chooseRule = (id) => {
    form.clearAll(true);
    rule.value = state.rule = id;
    apply();
  };
  form.clearAll = (quietly) => {
    Object.assign(state, {severities: new Set(), review: false, waived: false, group: "", rule: "", words: ""});
    for (const button of chips) button.setAttribute("aria-pressed", "false");
    search.value = group.value = rule.value = "";
    if (!quietly) apply();
  };
  return form;
}

/** In the order of the report; what concerns the report as a whole comes last. */
function byPlace(a, b) {
  const [p, q] = [a, b].map((finding) => finding.evidence[0] || {line: Infinity, column: 0});
  return (p.line === q.line ? 0 : p.line - q.line) || p.column - q.column || a.index - b.index;
}
