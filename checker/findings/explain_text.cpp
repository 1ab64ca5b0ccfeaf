// How one rule came out at every place it applies to, step by step, for people.
#include <fmt/format.h>

#include <algorithm>

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
  return fmt::format("{}{}:{}", file_mark(report, at), place.line, place.column);
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

constexpr std::size_t kShownExpression = 240, kShownValue = 120;  // bytes of a step

std::string shortened(std::string_view text, std::size_t most) {
  std::string line = one_line(text);
  if (line.size() <= most) return harmless(line);
  while (most > 0 && (static_cast<unsigned char>(line[most]) & 0xC0U) == 0x80U) --most;
  line.resize(most);
  return harmless(line) + "…";
}

/// Steps that say nothing: 100% → 100%, the report as a whole, the words of a list.
bool goes_without_saying(const dsl::Program& program, const engine::TraceStep& step) {
  if (step.text == step.value) return true;
  if (step.expression.value >= program.expressions.size()) return false;
  switch (program.expressions[step.expression.value].op) {
    case dsl::Op::literal_text:
    case dsl::Op::literal_regex:
    case dsl::Op::literal_quantity:
    case dsl::Op::literal_date:
    case dsl::Op::literal_bool:
    case dsl::Op::words:
    case dsl::Op::report_root:
    case dsl::Op::member_constant: return true;
    case dsl::Op::any_of:
    case dsl::Op::all_of: return program.expressions[step.expression.value].type.kind != dsl::Type::Kind::boolean;
    default: return false;
  }
}

/// A figure that the report leaves out and a formula of the taxonomy gives: “按 [决算 支出] ÷ [预算 支出] 算得”.
std::string by_formula(const Page& page, const dsl::Program& program, const report::Report& report,
                       const engine::TraceStep& step) {
  if (step.expression.value >= program.expressions.size()) return "";
  const dsl::Expr& expr = program.expressions[step.expression.value];
  if (expr.op != dsl::Op::query || expr.index >= program.queries.size()) return "";
  const dsl::ConceptId asked = program.queries[expr.index].concept_id;
  if (!asked.valid() || !program.concepts[asked.value].formula.valid()) return "";
  for (const auto fact : step.facts) {
    const auto* known = fact_of(report, fact);
    if (known == nullptr || known->concept_id == asked) return "";
  }
  if (step.facts.empty()) return "";
  return fmt::format(fmt::runtime(page.say("（报告没有写，按 {} 算得）", " (not stated, follows from {})")),
                     one_line(program.text_of(program.concepts[asked.value].formula)));
}

/// What each figure is taken to be about, and how that is known: stated, inherited, taken for granted.
void write_figures(Page& page, const dsl::Program& program, const report::Report& report,
                   const engine::Outcome& outcome, std::size_t indent) {
  constexpr std::size_t kMostFigures = 20;
  std::vector<report::FactId> figures;
  for (const auto& step : outcome.trace)
    for (const auto fact : step.facts)
      if (fact_of(report, fact) != nullptr && std::find(figures.begin(), figures.end(), fact) == figures.end())
        figures.push_back(fact);
  bool first = true;
  figures.resize(std::min(figures.size(), kMostFigures));
  for (const auto id : figures) {
    const report::Fact& fact = *fact_of(report, id);
    std::vector<std::string> parts;
    for (const auto& aspect : fact.aspects) {
      if (!aspect.aspect.valid()) continue;
      std::string part = program.aspects[aspect.aspect.value].name + "=";
      part += aspect.member.valid() ? program.members[aspect.member.value].name : harmless(aspect.name);
      part += page.say("（", " (");
      part += how_name(aspect.how, page.language());
      if (aspect.how == report::How::inherited)
        part += std::string(page.say("：", ": ")) + std::string(reason_name(aspect.reason, page.language()));
      parts.push_back(part + std::string(page.say("）", ")")));
    }
    const std::string name = fact.concept_id.valid() ? program.concepts[fact.concept_id.value].name : std::string();
    page.field(indent + 2, first ? page.say("数", "figures") : " ",
               page.tinted(padded(where(report, fact.at), 8), Tone::faint) + harmless(one_line(report.quote(fact.at))) +
                   "  " + name + "  " + page.tinted(joined(parts, page.say("、", ", ")), Tone::faint));
    first = false;
  }
}

void write_trace(Page& page, const dsl::Program& program, const report::Report& report, const engine::Outcome& outcome,
                 std::size_t indent) {
  if (outcome.trace.empty()) return;
  page.line(indent + 2, page.tinted(page.say("步骤", "steps"), Tone::faint));
  for (const auto& step : outcome.trace) {
    if (goes_without_saying(program, step)) continue;
    std::string text = shortened(step.text, kShownExpression) + page.tinted(" → ", Tone::faint) +
                       shortened(step.value, kShownValue) + by_formula(page, program, report, step);
    std::vector<std::string> places;
    for (const auto fact : step.facts)
      if (const auto* known = fact_of(report, fact)) places.push_back(where(report, known->at));
    std::erase(places, "");
    if (!places.empty()) text += page.tinted("  " + joined(places, " "), Tone::faint);
    page.line(indent + 4 + 2 * std::min<std::size_t>(step.depth, 20), text);
  }
}

void write_outcome(Page& page, const dsl::Program& program, const report::Report& report,
                   const engine::Outcome& outcome, std::size_t indent) {
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
  write_figures(page, program, report, outcome, indent);
  write_trace(page, program, report, outcome, indent);
}

}  // namespace

std::string outcome_text(const dsl::Program& program, const report::Report& report, const engine::Outcome& outcome,
                         const TextOptions& options, std::size_t indent) {
  Page page(options);
  write_outcome(page, program, report, outcome, indent);
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
    write_outcome(page, program, report, outcome, 2);
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
