// A small report and program made by hand, for tests of what comes after the engine.
// Used by the tests of this folder: each line of the text is a block, and a sentence.
// Afterwards passages are found by their words, so that no test counts offsets.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "checker/findings/finding.hpp"
#include "checker/findings/writers.hpp"

namespace hegui::findings {

class Sample {
 public:
  explicit Sample(std::string text);

  /// The `nth` place of these words in the text.
  [[nodiscard]] report::Passage at(std::string_view words, int nth = 0) const;
  report::FactId fact(std::string_view words, int nth = 0);
  report::SectionId section(std::string_view heading, std::string_view number, std::string_view last_line,
                            report::SectionId parent = {}, bool list_item = false);
  dsl::Rule& rule(const std::string& id);  // made on first use; keeps Program::rules sorted
  /// A failed outcome of the rule with the facts or words as evidence, main first.
  engine::Outcome& fails(const std::string& rule, const std::string& message,
                         const std::vector<report::FactId>& facts = {});
  engine::Outcome& fails_at(const std::string& rule, const std::string& message, const report::Passage& at);

  [[nodiscard]] CheckedReport told(const TellOptions& options = {});
  [[nodiscard]] Run run();

  std::shared_ptr<dsl::Program> program = std::make_shared<dsl::Program>();
  report::Report report;
  engine::Evaluation evaluation;

 private:
  std::vector<std::string> outcome_rules_;  // ids: indices move when rules are added
};

}  // namespace hegui::findings
