// The findings page: a strip beside the report that shows where in it the findings stand, as a map of the whole.

/**
 * Returns the strip, with show(visible, chosen). Places are told by the amount of text before them, so that the parts of
 * a long report that are not made yet count as well. For the pointer only: the keyboard has n and p.
 */
function positionStrip(report, onFinding) {
  const starts = [0];
  for (const block of report.blocks) starts.push(starts[starts.length - 1] + weightOf(block));
  const whole = Math.max(1, starts[report.blocks.length]);
  const placeOf = ({block, cell, begin}) => {
    const share = cell < 0 ? begin / Math.max(1, report.blocks[block].text.length) : cell / Math.max(1, report.blocks[block].cells.length);
    return (starts[block] + share * weightOf(report.blocks[block])) / whole;
  };
  const ticks = report.marks.map((mark) => {
    const finding = report.findings[mark.finding];
    const tick = element("i", {class: "tick " + (finding.waived ? "waived" : severityClass(finding.severity)), title: `${finding.number}. ${finding.ruleId} ${finding.title}`, onclick: () => onFinding(mark.finding, mark.evidence)});
    tick.style.top = `${(placeOf(mark) * 100).toFixed(2)}%`;
    tick.style.zIndex = String(finding.waived ? 0 : finding.severity + 1);
    return tick;
  });
  const strip = element("div", {class: "strip", "aria-hidden": "true"}, ticks);
  strip.show = (visible, chosen) => report.marks.forEach(({finding}, i) => {
    ticks[i].hidden = !visible.has(finding);
    ticks[i].classList.toggle("chosen", finding === chosen);
  });
  return strip;
}

/** How much room a block takes, in characters: each paragraph and each row of a table ends a line. */
function weightOf(block) {
  return block.cells ? block.cells.reduce((sum, cell) => sum + cell[4].length / 2, 0) + 30 * block.rows : block.text.length + 30;
}
