// A Document and the taxonomy to a Report.
// Called once a report by the commands; the passes are the files beside this one, in the order of understand.cpp.
// Afterwards the Report is complete; the same Document and Program always give the same Report.
#pragma once

#include "checker/document/reader.hpp"
#include "checker/report/report.hpp"

namespace hegui::report {

class Words;

/// What of the taxonomy the passes need, compiled once (term automaton, phrases, word lists); shared by threads.
class Lexicon {
 public:
  explicit Lexicon(std::shared_ptr<const dsl::Program> program);
  ~Lexicon();
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;
  [[nodiscard]] const dsl::Program& program() const { return *program_; }
  /// For the readers of files, which know no rulebook.
  [[nodiscard]] const document::PageWords& page_words() const { return page_words_; }
  struct Tables;
  [[nodiscard]] const Tables& tables() const { return *tables_; }
  struct Structure;
  [[nodiscard]] const Structure& structure() const { return *structure_; }
  /// A word list by its English id (structure.hpp), made ready when it is first asked for.
  [[nodiscard]] const Words& words(std::string_view english) const;

 private:
  struct Lists;
  std::shared_ptr<const dsl::Program> program_;
  std::unique_ptr<const Tables> tables_;
  std::unique_ptr<const Structure> structure_;
  std::unique_ptr<Lists> lists_;
  document::PageWords page_words_;
};

Report understand(document::Document document, const Lexicon& lexicon);

}  // namespace hegui::report
