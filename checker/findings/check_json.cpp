// The findings of a run as JSON, in the shape that docs/schema/check.json fixes.
#include "checker/findings/check_json.hpp"

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
      .member("sentence", evidence.sentence)
      .member("quote_at", evidence.quote_at);
  if (!evidence.file.empty()) json.member("file", evidence.file);
  if (evidence.locator.page > 0) json.member("page", evidence.locator.page);
  write_boxes(json, evidence.boxes);
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
      .member("waiver", finding.waiver);
  if (finding.waived)
    json.key("waived_by")
        .begin_object()
        .member("reason", finding.waiver_reason)
        .member("authority", finding.waiver_authority)
        .member("until", finding.waiver_until)
        .end_object();
  json.member("certainty", finding.inferred ? "inferred" : "stated");
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
  if (finding.materiality) {
    const auto& size = *finding.materiality;
    json.key("materiality").begin_object().member("yuan", size.yuan.to_text());
    json.member("kind", size.difference ? "difference" : "amount");
    if (size.share) json.member("share", (*size.share * dsl::Number(100)).to_text());
    json.end_object();
  }
  write_texts(json, "also", finding.also);
  json.end_object();
}

void write_figures(JsonWriter& json, const Figures& figures) {
  if (!figures.budget && !figures.actual && !figures.execution_rate) return;
  json.key("figures").begin_object();
  if (figures.budget) json.member("budget", figures.budget->to_text());
  if (figures.actual) json.member("actual", figures.actual->to_text());
  if (figures.execution_rate)
    json.member("execution_rate", (*figures.execution_rate * dsl::Number(100)).to_text())
        .member("execution_rate_from", figures.rate_stated ? "stated" : "computed");
  json.end_object();
}

}  // namespace

void write_tool_members(JsonWriter& json, const RunHead& head, bool with_titles) {
  json.key("tool").begin_object().member("name", head.tool).member("version", head.version).end_object();
  json.key("rulebooks").begin_array();
  for (const auto& book : head.rulebooks) {
    json.begin_object().member("id", book.id).member("version", book.version).member("sha256", book.sha256);
    if (with_titles) json.member("takes_part", book.takes_part).member("title", book.title);
    json.end_object();
  }
  json.end_array();
}

void write_head_members(JsonWriter& json, const RunHead& head) {
  write_tool_members(json, head, true);
  if (!head.date.empty()) json.member("date", head.date);
}

void write_passed_over_member(JsonWriter& json, const RunHead& head) {
  if (head.passed_over == nullptr || head.passed_over->empty()) return;
  json.key("passed_over").begin_array();
  for (const auto& file : *head.passed_over)
    json.begin_object().member("path", file.path).member("reason", file.picture ? "picture" : "format").end_object();
  json.end_array();
}

void write_totals_members(JsonWriter& json, const Totals& totals) {
  json.member("reports", totals.reports)
      .member("unreadable", totals.unreadable)
      .member("errors", totals.errors)
      .member("warnings", totals.warnings)
      .member("notes", totals.notes)
      .member("waived", totals.waived)
      .member("expired_waivers", totals.expired_waivers)
      .member("materiality", totals.yuan.to_text())
      .member("not_shown", totals.not_shown);
  if (totals.same_content > 0) json.member("same_content", totals.same_content);
  if (totals.known > 0 || totals.fixed > 0) json.member("known", totals.known).member("fixed", totals.fixed);
}

void write_report_members(JsonWriter& json, const CheckedReport& report, OutcomesJson& outcomes) {
  json.member("path", report.path)
      .member("sha256", report.sha256)
      .member("format", report.format)
      .member("status", report.readable ? "checked" : "unreadable");
  if (report.readable) {
    json.key("error").null();
  } else {
    json.member("error", report.error_zh).member("error_en", report.error_en).member("error_code", report.error_code);
  }
  if (!report.files.empty()) {
    json.key("files").begin_array();
    for (const auto& file : report.files)
      json.begin_object()
          .member("path", file.path)
          .member("sha256", file.sha256)
          .member("format", file.format)
          .member("role", &file == &report.files.front() ? "main" : "attachment")
          .end_object();
    json.end_array();
  }
  json.key("warnings").begin_array();
  for (const auto& warning : report.warnings) json.value(warning.zh);
  json.end_array();
  if (!report.warnings.empty()) {
    json.key("warnings_en").begin_array();
    for (const auto& warning : report.warnings) json.value(warning.en);
    json.end_array().key("warning_codes").begin_array();
    for (const auto& warning : report.warnings) json.value(warning.code);
    json.end_array();
  }
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
  json.key("outcomes");
  outcomes.write(json, report.rules);
  json.member("unread", report.unread);
  write_figures(json, report.figures);
  if (report.not_shown > 0) json.member("not_shown", report.not_shown);
  if (report.known > 0 || report.fixed > 0) json.member("known", report.known).member("fixed", report.fixed);
}

namespace {

class CheckJson : public RunWriter {
 public:
  CheckJson(RunHead head, Sink& sink) : head_(std::move(head)), sink_(sink) {
    json_.begin_object();
    write_head_members(json_, head_);
    json_.key("reports").begin_array();
  }
  void report(const CheckedReport& report) override {
    totals_.add(report);
    json_.begin_object();
    write_report_members(json_, report, outcomes_);
    json_.end_object();
    flush();
  }
  void finish() override {
    json_.end_array();
    write_passed_over_member(json_, head_);
    json_.key("summary").begin_object();
    write_totals_members(json_, totals_);
    json_.end_object();
    json_.end_object();
    out_ += '\n';
    flush();
  }

 private:
  void flush() {
    sink_.write(out_);
    out_.clear();
  }
  RunHead head_;
  Sink& sink_;
  std::string out_;
  JsonWriter json_{out_};
  OutcomesJson outcomes_;
  Totals totals_;
};

}  // namespace

std::unique_ptr<RunWriter> check_json_writer(RunHead head, const TextOptions& /*options*/, Sink& sink) {
  return std::make_unique<CheckJson>(std::move(head), sink);
}

}  // namespace hegui::findings
