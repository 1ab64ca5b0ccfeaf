// The findings page: which page is shown, the keyboard, printing.
// The address says it: #report=3&finding=ID, #report=3&group=…, #report=3&rule=…; nothing: the overview, or the only report.

let page = null;

function showPage() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const batch = rows.length !== 1;
  const number = batch ? (wanted.has("report") ? Number(wanted.get("report")) : -1) : 0;
  const known = Number.isInteger(number) && number >= 0 && number < rows.length;
  if (!page || page.number !== (known ? number : -1)) {
    const next = known ? reportPage(loadReport(number), batch) : overviewPage();
    next.number = known ? number : -1;
    document.getElementById("content").replaceChildren(next);
    if (page) window.scrollTo(0, 0);
    page = next;
    if (page.refresh) page.refresh();
    document.title = known ? [rows[number].unit, rows[number].year && say("year", rows[number].year), say("findings")].filter(Boolean).join(" ") : say("batchTitle");
  }
  if (!known) return;
  if (wanted.has("group")) page.chooseGroup(wanted.get("group"));
  if (wanted.has("rule")) page.chooseRule(wanted.get("rule"));
  if (wanted.has("finding")) page.chooseId(wanted.get("finding"));
}

// ---- keyboard ------------------------------------------------------------------------------------------------------

function helpDialog() {
  const line = (keys, text) => [element("dt", {}, keys.map((key) => element("kbd", {}, key))), element("dd", {}, text)];
  const dialog = element("dialog", {class: "help", "aria-labelledby": "help-title"},
    element("h2", {id: "help-title"}, say("keys")),
    element("dl", {}, line(["j", "k"], say("keyNext")), line(["n", "p"], say("keyMark")), line(["Enter"], say("keyEnter")), line(["/"], say("keySearch")),
      line(["Esc"], say("keyEscape")), rows.length > 1 ? [line(["[", "]"], say("keyReport")), line(["u"], say("keyUp"))] : null, line(["?"], say("keyHelp"))),
    element("form", {method: "dialog"}, element("button", {type: "submit"}, say("close"))));
  return dialog;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const help = document.querySelector("dialog.help");
  if (help.open) return;
  const writing = event.target.closest("input, select, textarea");
  if (writing) {
    if (event.key === "Escape") writing.blur();
    return;
  }
  if (event.key === "Enter" && event.target.closest("button, a, summary, mark")) return;
  const common = {"?": () => help.showModal()};
  if (rows.length > 1) {
    common.u = () => (location.hash = "");
    common["["] = () => page.number > 0 && (location.hash = "report=" + (page.number - 1));
    common["]"] = () => page.number + 1 < rows.length && (location.hash = "report=" + (page.number + 1));
  }
  const action = page.keys[event.key] || common[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

// ---- start ---------------------------------------------------------------------------------------------------------

function start() {
  const help = helpDialog();
  document.getElementById("loading").remove();
  document.body.append(
    element("a", {class: "skip", href: "#findings", onclick: (event) => {
      event.preventDefault();
      document.getElementById("findings").focus();
    }}, say("skipToFindings")),
    element("div", {id: "content"}),
    element("div", {class: "corner"}, element("button", {type: "button", class: "plain", onclick: () => window.print()}, say("print")),
      element("button", {type: "button", class: "plain", "aria-label": say("help"), onclick: () => help.showModal()}, "?")),
    help, element("div", {id: "announcer", class: "unseen", role: "status", "aria-live": "polite"}));
  showPage();
  window.addEventListener("hashchange", showPage);
  window.addEventListener("resize", () => page.refresh && page.refresh());
  document.addEventListener("keydown", onKey);
  const printing = (on) => (on ? page.prepareToPrint && page.prepareToPrint() : page.afterPrint && page.afterPrint());
  window.addEventListener("beforeprint", () => printing(true));
  window.addEventListener("afterprint", () => printing(false));
  window.matchMedia("print").addEventListener("change", (event) => printing(event.matches));
  document.documentElement.dataset.ready = "true";
}

start();
