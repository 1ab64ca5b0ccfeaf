#include "checker/findings/fact_cells.hpp"

#include <set>

#include "checker/findings/place.hpp"

namespace hegui::findings {

namespace {

std::string value_of(const report::Fact& fact) {
  if (!fact.text_value.empty()) return fact.text_value;
  if (fact.derived_from.empty()) return fact.quantity.written.to_fixed(fact.quantity.decimals);
  return fact.quantity.written.to_text();
}

}  // namespace

std::vector<dsl::AspectId> used_aspects(const FactsRun& run) {
  std::set<dsl::AspectId> used;
  for (const auto& read : run.reports) {
    if (read.report == nullptr) continue;
    for (const auto& fact : read.report->facts)
      for (const auto& value : fact.aspects) used.insert(value.aspect);
  }
  return {used.begin(), used.end()};
}

std::vector<std::string> fact_columns(const dsl::Program& program, const std::vector<dsl::AspectId>& aspects,
                                      dsl::Language language) {
  const bool zh = language == dsl::Language::zh;
  std::vector<std::string> columns =
      zh ? std::vector<std::string>{"编号", "名称", "数值", "单位", "规范值", "约数", "概念"}
         : std::vector<std::string>{"number", "name", "value", "unit", "canonical", "approximate", "concept"};
  for (const auto aspect : aspects) {
    const auto& known = program.aspects[aspect.value];
    columns.push_back(zh || known.english.empty() ? known.name : known.english);
  }
  const std::vector<std::string> rest =
      zh ? std::vector<std::string>{"不是写明的", "章节", "行", "列", "原文", "所在句"}
         : std::vector<std::string>{"not stated", "section", "line", "column", "quote", "sentence"};
  columns.insert(columns.end(), rest.begin(), rest.end());
  return columns;
}

std::vector<std::string> fact_cells(const dsl::Program& program, const report::Report& report, const report::Fact& fact,
                                    const std::vector<dsl::AspectId>& aspects, dsl::Language language) {
  const bool zh = language == dsl::Language::zh;
  const dsl::Quantity& quantity = fact.quantity;
  const bool words = !fact.text_value.empty();
  std::vector<std::string> cells = {
      std::to_string(&fact - report.facts.data()),
      one_line(fact.name.empty() ? fact.label : fact.name),
      value_of(fact),
      words ? "" : quantity.unit,
      words ? "" : quantity.value.to_text(12),
      words || quantity.takes_part_in_equations() ? ""
      : zh                                        ? "是"
                                                  : "yes",
      fact.concept_id.valid() ? program.concepts[fact.concept_id.value].name : "",
  };
  std::string unstated;
  for (const auto aspect : aspects) {
    const auto* value = fact.aspect(aspect);
    std::string member;
    if (value != nullptr) member = value->member.valid() ? program.members[value->member.value].name : value->name;
    if (value != nullptr && value->how != report::How::stated) {
      if (!unstated.empty()) unstated += zh ? "；" : "; ";
      unstated += program.aspects[aspect.value].name;
      unstated += zh ? "：" : ": ";
      unstated += how_name(value->how, language);
    }
    cells.push_back(one_line(member));
  }
  cells.push_back(unstated);
  cells.push_back(section_path(report, fact.section));
  if (fact.at.end > fact.at.begin) {
    const Located place = locate(report, fact.at);
    cells.push_back(std::to_string(place.line));
    cells.push_back(std::to_string(place.column));
    cells.push_back(one_line(report.quote(fact.at)));
    cells.push_back(one_line(surroundings(report, fact.at).text));
  } else {
    cells.insert(cells.end(), 4, "");
  }
  return cells;
}

}  // namespace hegui::findings
