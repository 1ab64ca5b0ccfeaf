// The output formats: findings of a run, and facts of reports, as JSON and as text for people.
// Called by the commands with the format's name; a new format is one file beside this one and one row in writers.cpp.
// Afterwards the whole output stands in a string; equal input gives equal bytes.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checker/findings/run_writer.hpp"

namespace hegui::findings {

/// For letters of findings (docx).
struct LetterOptions {
  std::string template_name, template_bytes;  // empty: the built-in template
  std::string sender;                         // who signs; empty: left open
};

/// How text for people is written. JSON does not depend on it.
struct TextOptions {
  dsl::Language language = dsl::Language::zh;
  bool colour = false;
  /// How many will follow, for formats that show less of each when there are many; 0: not known.
  std::size_t expected_reports = 0;
  std::shared_ptr<const LetterOptions> letter = {};
};

/// A whole run in memory, for tests and for callers with few reports.
struct Run {
  RunHead head;
  std::vector<CheckedReport> reports;  // in the order given
};

/// A report as it was understood, or why it could not be read.
struct ReadReport {
  std::string path;
  std::shared_ptr<const report::Report> report;  // null: unreadable
  std::string error_code, error_zh, error_en;
};
struct FactsRun {
  std::shared_ptr<const dsl::Program> program;
  std::vector<ReadReport> reports;  // in the order given
};

std::unique_ptr<RunWriter> check_json_writer(RunHead head, const TextOptions& options, Sink& sink);
std::unique_ptr<RunWriter> check_html_writer(RunHead head, const TextOptions& options, Sink& sink);
std::unique_ptr<RunWriter> check_text_writer(RunHead head, const TextOptions& options, Sink& sink);
std::unique_ptr<RunWriter> check_docx_writer(RunHead head, const TextOptions& options, Sink& sink);
std::unique_ptr<RunWriter> check_xlsx_writer(RunHead head, const TextOptions& options, Sink& sink);
std::unique_ptr<RunWriter> check_csv_writer(RunHead head, const TextOptions& options, Sink& sink);
std::unique_ptr<RunWriter> check_jsonl_writer(RunHead head, const TextOptions& options, Sink& sink);
std::unique_ptr<RunWriter> check_markdown_writer(RunHead head, const TextOptions& options, Sink& sink);
std::unique_ptr<RunWriter> check_sarif_writer(RunHead head, const TextOptions& options, Sink& sink);
std::unique_ptr<RunWriter> check_junit_writer(RunHead head, const TextOptions& options, Sink& sink);
std::string facts_json(const FactsRun& run, const TextOptions& options);
std::string facts_text(const FactsRun& run, const TextOptions& options);
std::string facts_csv(const FactsRun& run, const TextOptions& options);
std::string facts_html(const FactsRun& run, const TextOptions& options);
/// How one rule came out at every place, with the trace of each; for `explain`.
std::string explain_text(const dsl::Program& program, const report::Report& report, const dsl::Rule& rule,
                         const engine::Evaluation& evaluation, const TextOptions& options);
/// One outcome of it, indented; for tests of rules that did not come out as expected.
std::string outcome_text(const dsl::Program& program, const report::Report& report, const engine::Outcome& outcome,
                         const TextOptions& options, std::size_t indent);

struct CheckFormat {
  std::string_view name;
  /// The sink must outlive the writer.
  std::unique_ptr<RunWriter> (*make)(RunHead head, const TextOptions& options, Sink& sink);
  bool binary = false;     // not for a terminal
  bool with_text = false;  // tells of the report's own text: needs CheckedReport::report
};
struct FactsFormat {
  std::string_view name;
  std::string (*write)(const FactsRun&, const TextOptions&);
};
std::span<const CheckFormat> check_formats();
std::span<const FactsFormat> facts_formats();

/// The whole run in this format, in a string.
std::string written(std::string_view format, const Run& run, const TextOptions& options);

// ---- names shown to people and written to JSON -------------------------------------------------------------------
std::string_view severity_name(dsl::Severity severity);  // error, warning, note
std::string_view severity_name(dsl::Severity severity, dsl::Language language);
std::string_view how_name(report::How how);  // stated, inherited, default, derived
std::string_view how_name(report::How how, dsl::Language language);
std::string_view reason_name(report::Reason reason);  // own_clause, sentence, …
std::string_view reason_name(report::Reason reason, dsl::Language language);
std::string_view approximation_name(dsl::Approximation approximation);  // exact, rounded, about, …
std::string_view verdict_name(engine::Verdict verdict, dsl::Language language);

}  // namespace hegui::findings
