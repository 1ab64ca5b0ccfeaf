// A comparison as JSON, in the shape that docs/schema/compare.json fixes.
#include "checker/findings/check_json.hpp"
#include "checker/findings/compare_writers.hpp"
#include "checker/findings/json.hpp"

namespace hegui::findings {

namespace {

void write_round(JsonWriter& json, std::string_view name, const RunHead& head) {
  json.key(name).begin_object();
  write_tool_members(json, head, false);
  json.end_object();
}

void write_change(JsonWriter& json, const FindingChange& change) {
  const Finding& finding = change.finding;
  json.begin_object()
      .member("fate", fate_name(change.fate))
      .member("id", finding.id)
      .member("rule", finding.rule)
      .member("title", finding.title)
      .member("severity", severity_name(finding.severity))
      .member("message", finding.message);
  json.key("alignment").begin_object();
  for (const auto& part : finding.alignment) json.member(part.aspect, part.member);
  json.end_object();
  if (!finding.evidence.empty()) {
    const Evidence& main = finding.evidence.front();
    json.member("quote", main.quote).member("section", main.section);
    json.member("line", main.line).member("column", main.column);
  }
  if (finding.materiality) json.member("yuan", finding.materiality->yuan.to_text());
  json.member("moved", change.moved);
  if (change.fate == Fate::changed || change.fate == Fate::remaining) {
    json.key("before").begin_object();
    json.member("severity", severity_name(change.severity_before.value_or(finding.severity)))
        .member("message", change.message_before.empty() ? finding.message : change.message_before)
        .member("quote", change.quote_before)
        .member("section", change.section_before)
        .member("line", change.line_before)
        .end_object();
    json.member("waived_now", change.waived_now).member("reopened", change.reopened);
  }
  if (!change.doubt.zh.empty()) json.member("doubt", change.doubt.zh).member("doubt_code", change.doubt.code);
  json.end_object();
}

std::string_view rounds_name(ReportChange::Rounds rounds) {
  switch (rounds) {
    case ReportChange::Rounds::both: return "both";
    case ReportChange::Rounds::only_before: return "only_before";
    case ReportChange::Rounds::only_after: return "only_after";
  }
  return "both";
}

void write_path(JsonWriter& json, std::string_view name, const std::string& path) {
  json.key(name);
  if (path.empty())
    json.null();
  else
    json.value(path);
}

void write_report(JsonWriter& json, const ReportChange& report) {
  json.begin_object().member("rounds", rounds_name(report.rounds));
  write_path(json, "path_before", report.path_before);
  write_path(json, "path_after", report.path_after);
  json.key("identity").begin_object().member("unit", report.unit).member("region", report.region).key("year");
  if (report.year)
    json.value(*report.year);
  else
    json.null();
  json.member("type", report.type).member("title", report.title).end_object();
  write_path(json, "error", report.unreadable.zh);
  if (!report.mismatch.zh.empty()) json.member("mismatch", report.mismatch.zh);
  json.key("findings").begin_array();
  for (const auto& change : report.findings) write_change(json, change);
  json.end_array().member("waived", report.waived).member("gone", report.gone).end_object();
}

}  // namespace

std::string compare_json(const ComparedRuns& runs) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_round(json, "before", runs.before);
  write_round(json, "after", runs.after);
  if (!runs.after.date.empty()) json.member("date", runs.after.date);
  json.key("reports").begin_array();
  CompareTotals totals;
  for (const auto& report : runs.reports) {
    totals.add(report);
    write_report(json, report);
  }
  json.end_array().key("summary").begin_object();
  json.member("reports", totals.reports)
      .member("both", totals.both)
      .member("only_before", totals.only_before)
      .member("only_after", totals.only_after)
      .member("unreadable", totals.unreadable)
      .member("new", totals.added)
      .member("new_errors", totals.added_errors)
      .member("new_warnings", totals.added_warnings)
      .member("new_notes", totals.added_notes)
      .member("changed", totals.changed)
      .member("remaining", totals.remaining)
      .member("fixed", totals.fixed)
      .member("fixed_unsure", totals.fixed_unsure)
      .member("moved", totals.moved)
      .member("severity_changed", totals.severity_changed)
      .member("waived_now", totals.waived_now)
      .member("reopened", totals.reopened)
      .member("waived", totals.waived)
      .member("gone", totals.gone)
      .end_object();
  json.end_object();
  return out + '\n';
}

}  // namespace hegui::findings
