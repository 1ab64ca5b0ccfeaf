#include "checker/findings/html_data.hpp"

#include <algorithm>

#include "checker/findings/materiality.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kExamples = 3;  // of each rule, in the index

std::string group_of(const dsl::Program& program, const dsl::Rule& rule) {
  return rule.origin.rulebook < program.rulebooks.size() ? program.rulebooks[rule.origin.rulebook].id : "";
}

}  // namespace

HtmlData::HtmlData(RunHead head, const TextOptions& options)
    : head_(std::move(head)),
      readable_(head_.program.get(), options.language),
      options_(options),
      strings_(options.expected_reports != 1) {
  if (head_.program == nullptr) return;
  for (const auto& rule : head_.program->rules) {
    RuleRow& row = rules_[rule_number(rule.id)];
    row.title = rule.title;
    row.why = rule.doc;
    row.group = group_of(*head_.program, rule);
    row.tags = rule.tags;
  }
}

std::size_t HtmlData::rule_number(const std::string& id) {
  const auto [found, added] = rule_numbers_.try_emplace(id, rules_.size());
  if (added) rules_.push_back({id, "", "", "", {}, {}});
  return found->second;
}

void HtmlData::count(const CheckedReport& report) {
  totals_.add(report);
  Row row;
  row.path = report.path;
  row.unit = report.unit;
  row.region = report.region;
  row.type = report.type;
  row.year = report.year.value_or(0);
  row.readable = report.readable;
  row.unread = report.unread;
  for (const auto& finding : report.findings) {
    const std::size_t number = rule_number(finding.rule);
    RuleRow& rule = rules_[number];
    if (rule.title.empty()) rule.title = finding.title;
    if (rule.group.empty()) rule.group = finding.rulebook;
    Hits& hits = row.hits[number];
    if (finding.waived) {
      ++hits.waived;
      continue;
    }
    ++hits.open.at(static_cast<std::size_t>(finding.severity));
    if (finding.inferred) ++row.review;
    row.yuan = row.yuan + added_up(finding);
    const bool another = rule.examples.empty() || rule.examples.back().first != rows_.size();
    if (rule.examples.size() < kExamples && another) rule.examples.emplace_back(rows_.size(), finding.message);
  }
  for (const auto& rule : report.rules) row.undetermined += rule.undetermined > 0 && rule.failed == 0 ? 1U : 0U;
  rows_.push_back(std::move(row));
}

void HtmlData::write_run(JsonWriter& json) {
  json.begin_object();
  json.member("language", options_.language == dsl::Language::zh ? "zh" : "en");
  json.key("tool").begin_object().member("name", head_.tool).member("version", head_.version).end_object();
  if (!head_.date.empty()) json.member("date", head_.date);
  if (head_.flat) json.member("by_amount", true);
  if (head_.against) json.member("against", true);
  json.key("rulebooks").begin_array();
  for (const auto& book : head_.rulebooks)
    json.begin_object()
        .member("id", book.id)
        .member("title", book.title)
        .member("version", book.version)
        .member("sha256", book.sha256)
        .member("takes_part", book.takes_part)
        .end_object();
  json.end_array();
  if (head_.passed_over != nullptr && !head_.passed_over->empty()) {
    json.key("passed_over").begin_array();  // [path, why]
    for (const auto& file : *head_.passed_over)
      json.begin_array().value(file.path).value(why_passed_over(file, options_.language)).end_array();
    json.end_array();
  }
  write_rules(json);
  json.key("totals")
      .begin_object()
      .member("reports", totals_.reports)
      .member("unreadable", totals_.unreadable)
      .member("errors", totals_.errors)
      .member("warnings", totals_.warnings)
      .member("notes", totals_.notes)
      .member("waived", totals_.waived);
  if (totals_.yuan.sign() > 0) json.member("money", money_text(totals_.yuan));
  if (totals_.same_content > 0) json.member("same_content", totals_.same_content);
  if (totals_.known > 0) json.member("known", totals_.known);
  if (totals_.fixed > 0) json.member("fixed", totals_.fixed);
  if (totals_.not_shown > 0) json.member("not_shown", totals_.not_shown);
  json.end_object();
  json.key("reports").begin_array();
  for (const auto& row : rows_) write_row(json, row);
  json.end_array();
  json.key("strings").begin_array();
  for (const auto& text : strings_.all()) json.value(text);
  json.end_array();
  json.end_object();
}

/// What a person may want to know of a rule is told for those that came out somewhere as a finding.
void HtmlData::write_rules(JsonWriter& json) {
  std::set<std::size_t> hit;
  for (const auto& row : rows_)
    for (const auto& [number, hits] : row.hits) hit.insert(number);
  json.key("rules").begin_array();
  for (std::size_t number = 0; number < rules_.size(); ++number) {
    const RuleRow& rule = rules_[number];
    json.begin_object().member("id", rule.id).member("title", rule.title).member("group", rule.group);
    if (hit.count(number) > 0) {
      if (!rule.why.empty()) json.member("why", rule.why);
      if (!rule.tags.empty()) {
        json.key("tags").begin_array();
        for (const auto& tag : rule.tags) json.value(tag);
        json.end_array();
      }
    }
    if (rows_.size() > 1 && !rule.examples.empty()) {
      json.key("examples").begin_array();
      for (const auto& [report, message] : rule.examples) json.begin_array().value(report).value(message).end_array();
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
}

/// [path, unit, year, region, type, readable, undetermined, unread, review, [rule, errors, warnings, notes, waived, …],
///  yuan for sorting, the money concerned in words]; the last two are left out when no finding is about money
void HtmlData::write_row(JsonWriter& json, const Row& row) {
  json.begin_array().value(row.path).value(row.unit).value(row.year).value(row.region).value(row.type);
  json.value(row.readable).value(row.undetermined).value(row.unread).value(row.review);
  json.begin_array();
  for (const auto& [number, hits] : row.hits)
    json.value(number)
        .value(hits.open.at(static_cast<std::size_t>(dsl::Severity::error)))
        .value(hits.open.at(static_cast<std::size_t>(dsl::Severity::warning)))
        .value(hits.open.at(static_cast<std::size_t>(dsl::Severity::note)))
        .value(hits.waived);
  json.end_array();
  if (row.yuan.sign() > 0) json.value(row.yuan.truncated(0).to_int64().value_or(0)).value(money_text(row.yuan));
  json.end_array();
}

}  // namespace hegui::findings
