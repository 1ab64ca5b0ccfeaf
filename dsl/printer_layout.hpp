// Lines of canonical text: clauses in the order written, blank lines where they were, comments beside what they speak
// of. Used by the printer of files, which says what each clause reads like. Afterwards no comment is lost, and laying
// out the result again changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/syntax.hpp"

namespace hegui::dsl {

/// One clause of an item as it will be printed. `begin` orders clauses as they were written and places comments.
struct PrintedClause {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
  bool may_share_line = false;  // stays on the line of what stands before, if it was written so
  int indent = 2;
  std::vector<std::string> words;  // a list behind `text`, broken into lines where it is long
  struct Lead {                    // the keyword, where it depends on the place
    std::string within_line, at_line_start;
  };
  Lead lead = {};
};

class Layout {
 public:
  Layout(const syntax::File& file, bool zh);

  /// The first line of an item; `apart`: a blank line before and after it.
  void begin_item(const syntax::Item& item, std::string line, bool apart);
  /// The head of the item ends here in the source; a clause written on the same line may stay there.
  void head_ends(std::uint32_t offset);
  void add(PrintedClause clause) { clauses_.push_back(std::move(clause)); }
  [[nodiscard]] const std::vector<PrintedClause>& clauses() const { return clauses_; }
  void end_item(const syntax::Item& item);
  std::string finish();

 private:
  void finish_line();
  void start_line(int indent, std::uint32_t begin);
  void place(int indent, std::uint32_t begin);
  void comments_before(std::uint32_t offset, int indent);
  void add_words(const std::vector<std::string>& words, int indent);
  [[nodiscard]] bool blank_between(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] bool line_break_between(std::uint32_t from, std::uint32_t to) const;

  const syntax::File& file_;
  std::string_view source_;
  bool zh_;
  std::string out_;
  std::string line_;
  std::vector<PrintedClause> clauses_;
  std::size_t next_comment_ = 0;
  std::uint32_t last_end_ = 0;
  bool line_has_comment_ = false;
  bool broken_line_ = false;
  bool force_blank_ = false;
  bool last_apart_ = false;
};

}  // namespace hegui::dsl
