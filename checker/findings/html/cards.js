// The findings page: one finding as a card.

/** `actions`: {choose(finding, evidence)}. */
function findingCard(finding, report, actions) {
  const label = finding.waived ? "waived" : severityClass(finding.severity);
  const heading = element("h3", {class: "card-title", id: "title-" + finding.index},
    element("span", {class: "number"}, String(finding.number)),
    element("span", {class: "severity " + label}, severityIcon(finding.severity), finding.waived ? say("waived") : say("severity")[finding.severity]),
    element("span", {class: "rule-id"}, finding.ruleId), " ", element("span", {class: "rule-title"}, finding.title));
  const chips = [
    ...finding.alignment.map(([aspect, member]) => element("span", {class: "chip", title: harmless(aspect)}, harmless(member))),
    finding.amount ? element("span", {class: "chip amount"}, amountText(finding.amount)) : null,
    finding.inferred ? element("span", {class: "chip review"}, say("review")) : null,
    finding.occurrences ? element("span", {class: "chip"}, say("occurrences", finding.occurrences)) : null,
  ].filter(Boolean);
  const card = element("article", {class: "card " + label, id: "finding-" + finding.index, tabindex: "-1", "aria-labelledby": "title-" + finding.index},
    heading,
    chips.length > 0 ? element("p", {class: "chips"}, chips) : null,
    element("p", {class: "message"}, harmless(finding.message)),
    quotesOf(finding, report, actions),
    detailsOf(finding));
  card.addEventListener("click", (event) => {
    if (event.target.closest("a, button, summary, details")) return;
    if (String(window.getSelection() || "") !== "") return;  // a person selecting words to copy
    actions.choose(finding.index, 0);
  });
  return card;
}

function amountText([, money, share, difference]) {
  return say(difference ? "difference" : "amount", money) + (share ? say("ofTotal", share) : "");
}

const FIRST_SENTENCES = 3;  // quoted at once; the others are a click away

// ---- the passages --------------------------------------------------------------------------------------------------

function quotesOf(finding, report, actions) {
  if (finding.evidence.length === 0) return element("p", {class: "whole-report"}, element("span", {class: "label"}, say("place")), say("wholeReport"));
  const list = element("ol", {class: "quotes"});
  const sentences = bySentence(finding.evidence);
  const add = (quoted) => list.append(quoteItem(quoted, finding, report, actions));
  sentences.slice(0, FIRST_SENTENCES).forEach(add);
  const rest = sentences.slice(FIRST_SENTENCES);
  const showRest = rest.length === 0 ? null : element("button", {type: "button", class: "plain rest-of-quotes", onclick: () => {
    rest.forEach(add);
    showRest.remove();
  }}, say("otherSentences", rest.length));
  const more = finding.places ? element("p", {class: "faint"}, say("morePlaces", finding.places, finding.evidence.length)) : null;
  return [list, showRest, more];
}

/** The evidence of one sentence together: [{sentence, section, evidence: [[evidence, index]]}]. */
function bySentence(evidence) {
  const all = new Map();
  evidence.forEach((each, index) => {
    const key = (each.file || [""])[0] + "\n" + each.section + "\n" + each.sentence;
    if (!all.has(key)) all.set(key, {sentence: each.sentence, section: each.section, evidence: []});
    all.get(key).evidence.push([each, index]);
  });
  return [...all.values()];
}

function quoteItem(quoted, finding, report, actions) {
  const [first, index] = quoted.evidence[0];
  const roles = [...new Set(quoted.evidence.map(([e]) => e.role))].filter(Boolean).join(say("listComma"));
  const place = placeText(first, report);
  const goTo = report.whole
    ? element("button", {type: "button", class: "place", title: say("goToText"), onclick: () => actions.choose(finding.index, index)}, harmless(place))
    : element("span", {class: "place"}, harmless(place));
  return element("li", {},
    quoted.sentence ? element("blockquote", {class: "quote", lang: "zh-CN"}, emphasised(quoted)) : null,
    element("p", {class: "where"}, goTo, quoted.section ? element("span", {class: "section"}, harmless(quoted.section)) : null,
      roles ? element("span", {class: "role"}, harmless(roles)) : null));
}

/** The sentence with what is quoted of it set off; a long sentence is cut around it. */
function emphasised({sentence, evidence}) {
  const side = 90;
  const ranges = evidence.map(([e]) => [e.from, e.to]).sort((a, b) => a[0] - b[0]);
  const end = Math.max(...ranges.map((r) => r[1]));
  const from = wholeCharacter(sentence, Math.max(0, ranges[0][0] - side)), to = wholeCharacter(sentence, Math.min(sentence.length, Math.max(ranges[0][1], Math.min(end, ranges[0][1] + 400)) + side));
  const pieces = [from > 0 ? "…" : null];
  let at = from;
  for (const [begin, stop] of ranges) {
    if (begin >= to || stop <= at) continue;
    if (begin > at) pieces.push(harmless(sentence.slice(at, begin)));
    pieces.push(element("em", {}, harmless(sentence.slice(Math.max(at, begin), Math.min(stop, to)))));
    at = Math.min(stop, to);
  }
  pieces.push(harmless(sentence.slice(at, to)), to < sentence.length ? "…" : null);
  return pieces;
}

/** Never cuts a character beyond U+FFFF in two. */
function wholeCharacter(text, at) {
  const code = text.charCodeAt(at);
  return code >= 0xDC00 && code <= 0xDFFF ? at - 1 : at;
}

// ---- arithmetic, basis, advice -------------------------------------------------------------------------------------

function detailsOf(finding) {
  const list = element("dl", {class: "details"});
  const add = (key, content) => {
    if (content && content.length !== 0) list.append(element("dt", {}, say(key)), element("dd", {}, content));
  };
  add("arithmetic", finding.derivation ? arithmetic(finding.derivation) : null);
  add("hypothesis", harmless(finding.hypothesis));
  add("note", harmless(finding.note));
  add("basis", finding.basis.map((basis) => element("div", {}, harmless(basis))));
  add("advice", harmless(finding.advice));
  add("because", finding.because.map((why) => element("div", {}, harmless(why))));
  add("waiver", harmless(finding.waiver));
  add("absorbed", finding.also.join(say("listComma")));
  add("rulebooks", finding.overlay ? say("overlay", finding.overlay) : null);
  const trace = finding.trace && finding.trace.length > 0
    ? element("details", {class: "trace"}, element("summary", {}, say("trace")), traceTable(finding.trace)) : null;
  const why = finding.why
    ? element("details", {class: "why"}, element("summary", {}, say("why")), finding.why.split("\n").filter(Boolean).map((line) => element("p", {}, line))) : null;
  return [list, trace || why ? element("div", {class: "more"}, trace, why) : null];
}

/**
 * A calculation line by line: each statement on its own, and what it comes to below it, so that equal signs stand under
 * each other: “（751.85万元 － 491.63万元） ÷ 491.63万元 / ＝ 52.93% / ＞ 10%”.
 */
function arithmetic(derivation) {
  const block = element("div", {class: "arithmetic"});
  for (const statement of derivation.split("；")) {
    const [first, ...rest] = statement.trim().split(/\s+(?=[＝＞＜≈≠≤≥=><])/);
    block.append(element("div", {class: "statement"},
      element("div", {class: "term"}, harmless(first)),
      rest.map((step) => element("div", {class: "step"}, harmless(step)))));
  }
  return block;
}

function traceTable(steps) {
  return element("div", {class: "trace-steps", tabindex: "0", role: "group", "aria-label": say("trace")}, steps.map(([depth, text, value]) =>
    element("div", {class: "trace-step depth-" + Math.min(depth, 8)},
      element("code", {}, harmless(text)), element("span", {class: "trace-value"}, harmless(value)))));
}
