#include "tests/findings/sample.hpp"

#include <algorithm>
#include <stdexcept>

namespace hegui::findings {

Sample::Sample(std::string text) {
  report.document.path = "样例.txt";
  report.document.sha256 = std::string(64, '0');
  report.document.format = "txt";
  report.document.text = std::make_shared<const text::Text>(text::Text::from_utf8(std::move(text)));
  const std::string_view all = report.document.text->normalised();
  std::uint32_t line = 1;
  for (std::size_t begin = 0; begin < all.size(); ++line) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    if (end > begin) {
      document::Block block;
      block.slice = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
      block.locator.line = line;
      const auto index = static_cast<std::uint32_t>(report.document.blocks.size());
      report.document.blocks.push_back(block);
      report.sentences.push_back({{index, block.slice.begin, block.slice.end}, {}});
    }
    begin = end + 1;
  }
  dsl::RulebookInfo book;
  book.id = "cn.sample";
  book.version = "1.2.0";
  book.sha256 = std::string(64, 'a');
  program->rulebooks.push_back(book);
}

report::Passage Sample::at(std::string_view words, int nth) const {
  const std::string_view all = report.document.text->normalised();
  std::size_t begin = all.find(words);
  for (; nth > 0 && begin != std::string_view::npos; --nth) begin = all.find(words, begin + 1);
  if (begin == std::string_view::npos) throw std::logic_error("not in the sample: " + std::string(words));
  for (std::uint32_t i = 0; i < report.document.blocks.size(); ++i) {
    const auto& slice = report.document.blocks[i].slice;
    if (slice.begin <= begin && begin < slice.end)
      return {i, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
  }
  throw std::logic_error("between two lines: " + std::string(words));
}

report::FactId Sample::fact(std::string_view words, int nth) {
  report::Fact fact;
  fact.at = at(words, nth);
  std::size_t digits = words.find_first_not_of("0123456789.");
  digits = std::min(digits, words.size());
  const std::string figure(words.substr(0, digits));
  const std::string unit(words.substr(digits));
  const std::size_t point = figure.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(figure.size() - point - 1);
  const auto number = dsl::Number::parse(figure);
  if (!number) throw std::logic_error("no figure: " + std::string(words));
  const auto* known = dsl::find_unit(unit);
  fact.quantity = known != nullptr ? dsl::make_quantity(*number, decimals, *known, dsl::Approximation::rounded)
                                   : dsl::make_count(*number, decimals, unit, 0, dsl::Approximation::exact);
  report.facts.push_back(fact);
  return report::FactId{static_cast<std::uint32_t>(report.facts.size() - 1)};
}

report::SectionId Sample::section(std::string_view heading, std::string_view number, std::string_view last_line,
                                  report::SectionId parent, bool list_item) {
  report::Section section;
  section.heading = at(std::string(number) + std::string(heading));
  section.number = number;
  section.title = heading;
  section.first_block = section.heading.block;
  section.last_block = at(last_line).block;
  section.parent = parent;
  section.level = parent.valid() ? report.sections[parent.value].level + 1 : 1;
  section.list_item = list_item;
  report.sections.push_back(section);
  return report::SectionId{static_cast<std::uint32_t>(report.sections.size() - 1)};
}

dsl::Rule& Sample::rule(const std::string& id) {
  auto& rules = program->rules;
  auto found = std::find_if(rules.begin(), rules.end(), [&](const auto& r) { return r.id >= id; });
  if (found != rules.end() && found->id == id) return *found;
  dsl::Rule rule;
  rule.id = id;
  rule.title = id + " 的标题";
  rule.severity.push_back({{}, dsl::Severity::error});
  return *rules.insert(found, rule);
}

engine::Outcome& Sample::fails(const std::string& rule_id, const std::string& message,
                               const std::vector<report::FactId>& facts) {
  rule(rule_id);
  engine::Outcome outcome;
  outcome.verdict = engine::Verdict::failed;
  outcome.message = message;
  for (const auto fact : facts) outcome.evidence.push_back({"[数]", report.facts.at(fact.value).at, fact});
  outcome_rules_.push_back(rule_id);
  evaluation.outcomes.push_back(outcome);
  return evaluation.outcomes.back();
}

engine::Outcome& Sample::fails_at(const std::string& rule_id, const std::string& message,
                                  const report::Passage& passage) {
  auto& outcome = fails(rule_id, message);
  outcome.evidence.push_back({"句", passage, {}});
  return outcome;
}

CheckedReport Sample::told(const TellOptions& options) {
  const auto index_of = [&](const std::string& id) {
    const auto& rules = program->rules;
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const auto& r) { return r.id == id; });
    return dsl::RuleId{static_cast<std::uint32_t>(found - rules.begin())};
  };
  evaluation.rules.clear();
  for (const auto& each : program->rules) {
    engine::RuleSummary summary;
    summary.rule = index_of(each.id);
    evaluation.rules.push_back(summary);
  }
  for (std::size_t i = 0; i < evaluation.outcomes.size(); ++i) {
    evaluation.outcomes[i].rule = index_of(outcome_rules_[i]);
    ++evaluation.rules[evaluation.outcomes[i].rule.value].failed;
  }
  return tell(*program, report, evaluation, options);
}

Run Sample::run() {
  Run run;
  run.reports.push_back(told());
  run.head = head_of(program, "0.0.0");
  return run;
}

}  // namespace hegui::findings
