// One input through all stages: file → Document → Report → Evaluation → CheckedReport.
// Made once a run from the loaded rulebooks; its functions are const and may be called from many threads.
// Afterwards every input has a result; what goes wrong with one never touches the others, and nothing is thrown.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/app/inputs.hpp"
#include "checker/engine/outcome.hpp"
#include "checker/findings/finding.hpp"
#include "checker/findings/writers.hpp"
#include "checker/report/understand.hpp"

namespace hegui::app {

struct PipelineOptions {
  engine::Options engine;
  findings::TellOptions tell;
  document::Limits limits;
};

class Pipeline {
 public:
  Pipeline(std::shared_ptr<const dsl::Program> program, PipelineOptions options);

  [[nodiscard]] const dsl::Program& program() const { return *program_; }
  [[nodiscard]] const std::shared_ptr<const dsl::Program>& shared_program() const { return program_; }
  [[nodiscard]] const engine::Plan& plan() const { return *plan_; }
  [[nodiscard]] const PipelineOptions& options() const { return options_; }

  /// Reads only. "-" is standard input.
  [[nodiscard]] document::ReadResult read_document(const Input& input) const;
  [[nodiscard]] findings::ReadReport understand(document::Document document) const;
  [[nodiscard]] static findings::ReadReport failed(const std::string& path, const document::ReadError& error);
  /// Reads and understands.
  [[nodiscard]] findings::ReadReport read(const Input& input) const;
  /// The same for text in memory, under a name; for tests of rules.
  [[nodiscard]] findings::ReadReport read_text(std::string text, const std::string& name) const;
  /// The reports of a facts document under a name, or one that says what is wrong with it. Files: facts_files.hpp.
  [[nodiscard]] std::vector<findings::ReadReport> read_facts(std::string bytes, const std::string& name) const;
  /// The text stands in the facts beside what was understood of it, which is several times as long.
  [[nodiscard]] std::uint64_t most_facts_bytes() const { return options_.limits.max_bytes * 16; }
  /// Applies the rules and tells the findings; unreadable reports come back as such.
  [[nodiscard]] findings::CheckedReport check(const findings::ReadReport& read) const;
  [[nodiscard]] findings::CheckedReport check(const Input& input) const { return check(read(input)); }
  /// The same with what the rules came to before; `see` is shown what they came to now, unless the report is
  /// unreadable.
  [[nodiscard]] findings::CheckedReport check(const findings::ReadReport& read, engine::RuleMemory* memory,
                                              const std::function<void(const engine::Evaluation&)>& see) const;

 private:
  std::shared_ptr<const dsl::Program> program_;
  PipelineOptions options_;
  std::future<std::shared_ptr<const engine::Plan>> planning_;  // beside the lexicon, which takes as long
  report::Lexicon lexicon_;
  std::shared_ptr<const engine::Plan> plan_;
};

}  // namespace hegui::app
