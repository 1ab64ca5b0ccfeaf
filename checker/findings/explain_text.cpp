// How one rule came out at every place it applies to, step by step, for people.
#include <fmt/format.h>

#include "checker/findings/page.hpp"
#include "checker/findings/place.hpp"

namespace hegui::findings {

namespace {

Tone tone_of(engine::Verdict verdict) {
  switch (verdict) {
    case engine::Verdict::passed: return Tone::good;
    case engine::Verdict::failed: return Tone::error;
    case engine::Verdict::undetermined: return Tone::warning;
    case engine::Verdict::not_applicable: return Tone::faint;
  }
  return Tone::plain;
}

std::string where(const report::Report& report, const report::Passage& at) {
  if (at.end <= at.begin) return "";
  const Located place = locate(report, at);
  return fmt::format("{}:{}", place.line, place.column);
}

void write_evidence(Page& page, const report::Report& report, const engine::Outcome& outcome, std::size_t indent) {
  bool first = true;
  for (const auto& e : outcome.evidence) {
    if (e.at.end <= e.at.begin) continue;
    const Surroundings around = surroundings(report, e.at);
    const auto end = around.quote_at + static_cast<std::uint32_t>(report.quote(e.at).size());
    const std::string role = e.role.empty() ? "" : harmless(e.role) + page.say("：", ": ").data();
    page.field(indent + 2, first ? page.say("依据", "read") : " ",
               page.tinted(padded(where(report, e.at), 8), Tone::faint) + role +
                   page.emphasised(around.text, {{around.quote_at, end}}));
    first = false;
  }
}

void write_trace(Page& page, const report::Report& report, const engine::Outcome& outcome, std::size_t indent) {
  if (outcome.trace.empty()) return;
  page.line(indent + 2, page.tinted(page.say("步骤", "steps"), Tone::faint));
  for (const auto& step : outcome.trace) {
    std::string text = harmless(one_line(step.text)) + page.tinted(" → ", Tone::faint) + harmless(step.value);
    std::vector<std::string> places;
    for (const auto fact : step.facts)
      if (const auto* known = fact_of(report, fact)) places.push_back(where(report, known->at));
    std::erase(places, "");
    if (!places.empty()) text += page.tinted("  " + joined(places, " "), Tone::faint);
    page.line(indent + 4 + 2 * std::min<std::size_t>(step.depth, 20), text);
  }
}

void write_outcome(Page& page, const report::Report& report, const engine::Outcome& outcome, std::size_t indent) {
  std::string head = page.tinted(verdict_name(outcome.verdict, page.language()), tone_of(outcome.verdict));
  std::vector<std::string> parts;
  for (const auto& part : outcome.alignment) parts.push_back(part.aspect + "=" + harmless(part.member));
  if (!parts.empty()) head += "  " + joined(parts, page.say("、", ", "));
  page.line(indent, head);
  page.field(indent + 2, page.say("例外", "except"), harmless(outcome.unless));
  page.field(indent + 2, page.say("缺少", "missing"), harmless(joined(outcome.missing, page.say("、", ", "))));
  page.field(indent + 2, page.say("说明", "message"), harmless(outcome.message));
  page.field(indent + 2, page.say("计算", "arithmetic"), harmless(outcome.derivation));
  page.field(indent + 2, page.say("推测", "guess"), harmless(outcome.hypothesis));
  page.field(indent + 2, page.say("注意", "note"), harmless(outcome.note));
  page.field(indent + 2, page.say("存疑", "inferred"),
             harmless(joined(outcome.because_inferred, page.say("；", "; "))));
  write_evidence(page, report, outcome, indent);
  write_trace(page, report, outcome, indent);
}

}  // namespace

std::string outcome_text(const report::Report& report, const engine::Outcome& outcome, const TextOptions& options,
                         std::size_t indent) {
  Page page(options);
  write_outcome(page, report, outcome, indent);
  return page.take();
}

std::string explain_text(const dsl::Program& program, const report::Report& report, const dsl::Rule& rule,
                         const engine::Evaluation& evaluation, const TextOptions& options) {
  Page page(options);
  page.line(0, page.tinted(rule.id, Tone::strong) + "  " + rule.title);
  if (rule.origin.rulebook < program.rulebooks.size()) {
    const auto& book = program.rulebooks[rule.origin.rulebook];
    page.field(0, page.say("规则集", "rulebook"), book.id + " " + book.version);
  }
  page.field(0, page.say("报告", "report"), harmless(report.document.path));
  page.field(0, page.say("方案", "profile"), joined(evaluation.profiles, page.say("、", ", ")));
  page.blank();
  bool any = false;
  for (const auto& outcome : evaluation.outcomes) {
    if (outcome.rule.value >= program.rules.size() || program.rules[outcome.rule.value].id != rule.id) continue;
    any = true;
    write_outcome(page, report, outcome, 2);
    page.blank();
  }
  for (const auto& summary : evaluation.rules) {
    if (summary.rule.value >= program.rules.size() || program.rules[summary.rule.value].id != rule.id) continue;
    if (!summary.skipped.empty())
      page.line(2, std::string(page.say("没有运行：", "not run: ")) + harmless(summary.skipped));
    else if (!any)
      page.line(2, page.say("在这份报告里没有碰到任何对象。", "It met nothing in this report."));
  }
  return page.take();
}

}  // namespace hegui::findings
