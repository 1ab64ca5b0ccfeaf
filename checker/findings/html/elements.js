// The findings page: making elements. Text of reports only ever becomes text nodes, never markup.

/**
 * element("p", {class: "message", onclick: f}, "text", other) makes <p class="message">…</p>.
 * Attributes that are false, null or undefined are left out; true gives an empty attribute.
 */
function element(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function svgElement(tag, attributes, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/**
 * What a report wrote, without the characters that would steer the reader's eye: control characters and marks that turn
 * the direction of writing show as a box. Each is replaced by one character, so that offsets stay right.
 */
function harmless(text) {
  return text.replace(/\r\n/g, " \n").replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, "\uFFFD");
}

function severityIcon(severity) {
  const shapes = {
    2: () => [svgElement("circle", {cx: 8, cy: 8, r: 7}), svgElement("path", {class: "sign", d: "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"})],
    1: () => [svgElement("path", {d: "M8 1.2 15.4 14.6H.6z"}), svgElement("path", {class: "sign", d: "M8 5.8v4.2M8 12v.8"})],
    0: () => [svgElement("rect", {x: 1, y: 1, width: 14, height: 14, rx: 3}), svgElement("path", {class: "sign", d: "M8 7v4.6M8 4.2v.8"})],
  };
  return svgElement("svg", {class: "icon " + severityClass(severity), viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false"}, ...shapes[severity]());
}

function severityClass(severity) {
  return ["note", "warning", "error"][severity];
}

/**
 * A row of tabs over panels. Each tab: {id, label, count, panel}; the arrow keys move between them.
 * Returns the element of the row, with show(id).
 */
function tabRow(tabs, label, onShow) {
  const row = element("div", {class: "tabs", role: "tablist", "aria-label": label});
  const buttons = new Map();
  row.show = (id, focus) => {
    for (const tab of tabs) {
      const chosen = tab.id === id;
      const button = buttons.get(tab.id);
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      tab.panel.hidden = !chosen;
      if (chosen && focus) button.focus();
    }
    row.current = id;
    if (onShow) onShow(id);
  };
  for (const tab of tabs) {
    tab.panel.id = "panel-" + tab.id;
    tab.panel.setAttribute("role", "tabpanel");
    tab.panel.setAttribute("aria-labelledby", "tab-" + tab.id);
    const button = element("button", {type: "button", role: "tab", id: "tab-" + tab.id, class: tab.class, "aria-controls": tab.panel.id, onclick: () => row.show(tab.id)},
      tab.label, tab.count === undefined ? null : element("span", {class: "count"}, String(tab.count)));
    buttons.set(tab.id, button);
    row.append(button);
  }
  row.panels = tabs.map((tab) => tab.panel);
  row.addEventListener("keydown", (event) => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const shown = tabs.filter((tab) => buttons.get(tab.id).offsetParent !== null);
    const at = shown.findIndex((tab) => tab.id === row.current);
    row.show(shown[(at + step + shown.length) % shown.length].id, true);
  });
  return row;
}

/** Brings an element into view within its own scrolling pane: to the middle, or its beginning to the top when it is long. */
function reveal(target, atOnce) {
  const calm = atOnce || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const long = target.getBoundingClientRect().height > window.innerHeight * 0.6;
  target.scrollIntoView({block: long ? "start" : "center", inline: "nearest", behavior: calm ? "auto" : "smooth"});
}

/** Tells those who listen to the page rather than see it. */
function announce(text) {
  document.getElementById("announcer").textContent = text;
}
