// A Document and the taxonomy to a Report.
// Called once a report by the commands; the passes are the files beside this one, in the order of understand.cpp.
// Afterwards the Report is complete; the same Document and Program always give the same Report.
#pragma once

#include "checker/report/report.hpp"

namespace hegui::report {

/// What of the taxonomy the passes need, compiled once (term automaton, phrases, word lists); shared by threads.
class Lexicon {
 public:
  explicit Lexicon(std::shared_ptr<const dsl::Program> program);
  ~Lexicon();
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;
  [[nodiscard]] const dsl::Program& program() const { return *program_; }
  struct Tables;
  [[nodiscard]] const Tables& tables() const { return *tables_; }

 private:
  std::shared_ptr<const dsl::Program> program_;
  std::unique_ptr<const Tables> tables_;
};

Report understand(document::Document document, const Lexicon& lexicon);

}  // namespace hegui::report
