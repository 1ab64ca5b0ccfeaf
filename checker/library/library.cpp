#include <memory>
#include <utility>

#include "checker/app/facts_files.hpp"
#include "checker/app/filters.hpp"
#include "checker/app/pipeline.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/findings/check_json.hpp"
#include "checker/findings/json.hpp"
#include "checker/findings/place.hpp"
#include "checker/library/hegui.hpp"

namespace hegui {
inline namespace v1 {

namespace {

/// "-" is a file here, not standard input: that belongs to the program that uses the library.
app::Input file_named(const std::string& path) {
  app::Input input;
  input.path = path == "-" ? "./-" : path;
  return input;
}

dsl::Language language_of(Language language) {
  return language == Language::chinese ? dsl::Language::zh : dsl::Language::en;
}

Severity severity_of(dsl::Severity severity) {
  return severity == dsl::Severity::error     ? Severity::error
         : severity == dsl::Severity::warning ? Severity::warning
                                              : Severity::note;
}

/// All mistakes, each as the command tells it.
std::string told(const dsl::LoadResult& loaded, dsl::Language language) {
  std::string text;
  for (const auto& diagnostic : loaded.diagnostics) {
    const auto* code = dsl::find_diagnostic_code(diagnostic.code);
    if (code == nullptr || code->level == dsl::Level::error) text += dsl::render(diagnostic, language, false) + '\n';
  }
  return text;
}

std::string cited(const findings::BasisCited& basis) {
  std::string text = basis.title;
  for (const auto& part : {basis.number, basis.article})
    if (!part.empty()) text += ' ' + part;
  return text;
}

Evidence evidence_of(const findings::Evidence& from) {
  Evidence evidence;
  evidence.quote = from.quote;
  evidence.sentence = from.sentence;
  evidence.section = from.section;
  evidence.line = from.line;
  evidence.column = from.column;
  evidence.page = from.locator.page;
  for (const auto& box : from.boxes) evidence.boxes.push_back({box.page, box.left, box.top, box.right, box.bottom});
  if (!from.locator.sheet.empty()) evidence.cell = findings::page_or_cell(from.locator, false);
  return evidence;
}

Finding finding_of(const findings::Finding& from) {
  Finding finding;
  finding.id = from.id;
  finding.rule = from.rule;
  finding.title = from.title;
  finding.rulebook = from.rulebook;
  finding.rulebook_version = from.rulebook_version;
  finding.severity = severity_of(from.severity);
  finding.waived = from.waived;
  finding.inferred = from.inferred;
  finding.message = from.message;
  finding.derivation = from.derivation;
  finding.advice = from.advice;
  for (const auto& basis : from.basis) finding.basis.push_back(cited(basis));
  for (const auto& evidence : from.evidence) finding.evidence.push_back(evidence_of(evidence));
  return finding;
}

Result result_of(const findings::CheckedReport& from, dsl::Language language) {
  Result result;
  result.path = from.path;
  if (!from.readable) {
    result.error = language == dsl::Language::zh ? from.error_zh : from.error_en;
    result.error_code = from.error_code;
  }
  for (const auto& finding : from.findings) result.findings.push_back(finding_of(finding));
  for (const auto& rule : from.rules) result.undetermined += rule.undetermined;
  findings::JsonWriter json(result.json, 0);
  findings::OutcomesJson outcomes;
  json.begin_object();
  findings::write_report_members(json, from, outcomes);
  json.end_object();
  return result;
}

}  // namespace

struct Checker::Inside {
  Inside(std::shared_ptr<const dsl::Program> program, app::PipelineOptions options, dsl::Language said)
      : pipeline(std::move(program), std::move(options)), language(said) {}
  app::Pipeline pipeline;
  dsl::Language language;
};

Checker::Checker(const Options& options) {
  const auto language = language_of(options.language);
  try {
    const auto loaded = dsl::load(app::choose_rulebooks(options.rulebooks));
    if (loaded.has_errors() || loaded.program == nullptr) throw Error(told(loaded, language));
    const auto& program = *loaded.program;
    app::PipelineOptions chosen;
    chosen.engine.profile = options.profile;
    chosen.engine.only_rules = app::expand_rules(program, options.rules);
    chosen.engine.as_of = chosen.tell.as_of = app::parse_date_option("as_of", options.as_of);
    chosen.tell.today = app::parse_date_option("date", options.date);
    app::require_profile(program, options.profile);
    inside_ = std::make_unique<const Inside>(loaded.program, std::move(chosen), language);
  } catch (const app::UsageError& error) {
    throw Error(error.in(language));
  }
}

Checker::~Checker() = default;
Checker::Checker(Checker&&) noexcept = default;
Checker& Checker::operator=(Checker&&) noexcept = default;

Result Checker::check_file(const std::string& path) const {
  return result_of(inside_->pipeline.check(file_named(path)), inside_->language);
}

Result Checker::check_bytes(std::string bytes, const std::string& name) const {
  app::Input input;
  input.path = name;
  input.bytes = std::make_shared<const std::string>(std::move(bytes));
  return result_of(inside_->pipeline.check(input), inside_->language);
}

std::vector<Result> Checker::check_facts(const std::string& path) const {
  std::vector<Result> results;
  app::check_facts(
      inside_->pipeline, path == "-" ? "./-" : path, 1,
      [&](findings::CheckedReport&& report) { results.push_back(result_of(report, inside_->language)); },
      [] { return true; });
  return results;
}

std::string Checker::facts_of_file(const std::string& path) const {
  findings::FactsRun run;
  run.program = inside_->pipeline.shared_program();
  run.reports.push_back(inside_->pipeline.read(file_named(path)));
  return findings::facts_json(run, {});
}

std::size_t Checker::rules() const { return inside_->pipeline.program().rules.size(); }

std::string version() { return HEGUI_VERSION; }

}  // namespace v1
}  // namespace hegui
