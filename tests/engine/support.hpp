// Small programs from rule text and small reports by hand, for the tests of the engine.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "checker/engine/outcome.hpp"
#include "checker/report/report.hpp"
#include "dsl/program.hpp"

namespace hegui::engine::test {

/// A small taxonomy: stages, flows, scopes, funds, years, projects; amount, execution_rate, scores, staff.
extern const char* const kTaxonomy;

/// The taxonomy with these rules after it; fails the test when a rule does not check.
std::shared_ptr<const dsl::Program> program_of(std::string_view rules);

/// Builds a report paragraph by paragraph; figures are found in the text of the last paragraph by their words.
class ReportBuilder {
 public:
  explicit ReportBuilder(std::shared_ptr<const dsl::Program> program, int year = 2021);

  ReportBuilder& paragraph(std::string_view text);
  /// A heading paragraph that opens a section; `kind` is the English id of its kind, or empty.
  ReportBuilder& heading(std::string_view title, std::string_view kind = "", std::uint32_t level = 1);
  /// A figure (its words as they stand: “80.55万元”) of the last paragraph. Aspects: "stage=actual", "fund~total" with
  /// ~ for a default and ^ for an inherited value; "project=老桥" names an open aspect.
  report::FactId fact(std::string_view quote, std::string_view concept_id,
                      std::initializer_list<std::string_view> aspects = {},
                      dsl::Approximation approximation = dsl::Approximation::rounded);
  report::FactId text_fact(std::string_view quote, std::string_view concept_id);
  ReportBuilder& breakdown(report::FactId total, std::vector<report::FactId> parts, bool exhaustive = true);
  report::Report& raw() { return report_; }
  report::Report build() const;

 private:
  report::Passage find(std::string_view quote) const;

  std::shared_ptr<const dsl::Program> program_;
  report::Report report_;
  std::string text_;
  std::uint32_t paragraph_begin_ = 0;
};

/// The outcomes of one rule.
std::vector<Outcome> outcomes_of(const std::shared_ptr<const dsl::Program>& program, const ReportBuilder& report,
                                 std::string_view rule, const Options& options = {});
/// "passed", "failed", … of every outcome, joined by blanks.
std::string verdicts(const std::vector<Outcome>& outcomes);
/// The words behind a piece of evidence.
std::string quote(const ReportBuilder& report, const Evidence& evidence);

}  // namespace hegui::engine::test
