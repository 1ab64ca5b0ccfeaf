// The findings of a run as JSON, in the shape that docs/schema/check.json fixes.
#include "checker/findings/json.hpp"
#include "checker/findings/place.hpp"
#include "checker/findings/writers.hpp"

namespace hegui::findings {

namespace {

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const auto& text : texts) json.value(text);
  json.end_array();
}

void write_evidence(JsonWriter& json, const Evidence& evidence) {
  json.begin_object()
      .member("role", evidence.role)
      .member("quote", evidence.quote)
      .member("line", evidence.line)
      .member("column", evidence.column)
      .member("start", evidence.start)
      .member("end", evidence.end)
      .member("section", evidence.section)
      .member("value", evidence.value)
      .member("unit", evidence.unit)
      .member("sentence", evidence.sentence);
  if (evidence.locator.page > 0) json.member("page", evidence.locator.page);
  if (!evidence.locator.sheet.empty()) json.member("cell", page_or_cell(evidence.locator, false));
  json.end_object();
}

void write_finding(JsonWriter& json, const Finding& finding) {
  json.begin_object()
      .member("id", finding.id)
      .member("rule", finding.rule)
      .member("title", finding.title)
      .member("rulebook", finding.rulebook)
      .member("rulebook_version", finding.rulebook_version)
      .member("overlay", finding.overlay)
      .member("severity", severity_name(finding.severity))
      .member("status", finding.waived ? "waived" : "open")
      .member("waiver", finding.waiver)
      .member("certainty", finding.inferred ? "inferred" : "stated");
  write_texts(json, "because_inferred", finding.because_inferred);
  json.member("message", finding.message).member("advice", finding.advice);
  json.key("basis").begin_array();
  for (const auto& basis : finding.basis)
    json.begin_object()
        .member("title", basis.title)
        .member("number", basis.number)
        .member("article", basis.article)
        .end_object();
  json.end_array();
  json.key("alignment").begin_object();
  for (const auto& part : finding.alignment) json.member(part.aspect, part.member);
  json.end_object();
  json.key("evidence").begin_array();
  for (const auto& evidence : finding.evidence) write_evidence(json, evidence);
  json.end_array();
  json.member("derivation", finding.derivation)
      .member("hypothesis", finding.hypothesis)
      .member("note", finding.note)
      .member("occurrences", finding.occurrences);
  write_texts(json, "also", finding.also);
  json.end_object();
}

void write_outcome(JsonWriter& json, const dsl::Program& program, const engine::RuleSummary& rule) {
  json.begin_object()
      .member("rule", rule.rule.value < program.rules.size() ? program.rules[rule.rule.value].id : "")
      .member("passed", rule.passed)
      .member("failed", rule.failed)
      .member("undetermined", rule.undetermined)
      .member("not_applicable", rule.not_applicable);
  write_texts(json, "missing", rule.missing);
  json.member("skipped", rule.skipped).end_object();
}

void write_report(JsonWriter& json, const dsl::Program& program, const CheckedReport& report) {
  json.begin_object()
      .member("path", report.path)
      .member("sha256", report.sha256)
      .member("format", report.format)
      .member("status", report.readable ? "checked" : "unreadable");
  if (report.readable) {
    json.key("error").null();
  } else {
    json.member("error", report.error_zh).member("error_code", report.error_code);
  }
  json.key("warnings").begin_array();
  for (const auto& warning : report.warnings) json.value(warning.zh);
  json.end_array();
  json.key("identity").begin_object().member("unit", report.unit).member("region", report.region);
  json.key("year");
  if (report.year)
    json.value(*report.year);
  else
    json.null();
  json.member("type", report.type).member("title", report.title).end_object();
  write_texts(json, "profiles", report.profiles);
  json.key("findings").begin_array();
  for (const auto& finding : report.findings) write_finding(json, finding);
  json.end_array();
  json.key("outcomes").begin_array();
  for (const auto& rule : report.rules) write_outcome(json, program, rule);
  json.end_array();
  json.member("unread", report.unread).end_object();
}

}  // namespace

std::string check_json(const Run& run, const TextOptions& /*options*/) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("tool").begin_object().member("name", run.tool).member("version", run.version).end_object();
  json.key("rulebooks").begin_array();
  for (const auto& book : run.program->rulebooks)
    json.begin_object()
        .member("id", book.id)
        .member("version", book.version)
        .member("sha256", book.sha256)
        .end_object();
  json.end_array();
  json.key("reports").begin_array();
  for (const auto& report : run.reports) write_report(json, *run.program, report);
  json.end_array();
  const Totals totals = totals_of(run);
  json.key("summary")
      .begin_object()
      .member("reports", totals.reports)
      .member("unreadable", totals.unreadable)
      .member("errors", totals.errors)
      .member("warnings", totals.warnings)
      .member("notes", totals.notes)
      .member("waived", totals.waived)
      .end_object();
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace hegui::findings
