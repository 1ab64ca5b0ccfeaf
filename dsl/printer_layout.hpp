// Lines of canonical text: clauses in the order written, blank lines where they were, comments beside what they speak
// of, columns of neighbours aligned. Used by the printer of files, which says what each clause reads like.
// Afterwards no comment is lost, and the layout depends on the tree alone: laying out the result changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/syntax.hpp"

namespace hegui::dsl {

constexpr std::size_t widest_line = 120;  // cells of a terminal; a text or a pattern in quotes may be longer

/// The lines of neighbours whose second parts begin in one column.
enum class Column : std::uint8_t { none, member, words, parameter, disable };

/// One clause of an item as it will be printed. `begin` orders clauses as they were written and places comments.
struct PrintedClause {
  enum class Join : std::uint8_t {
    own_line,
    if_alone,    // on the line of the item's head, when it is the item's only clause and fits
    after_head,  // on the line of the head (of the item or member) with others like it, when all of them fit
  };
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
  Join join = Join::own_line;
  int indent = 2;
  std::vector<std::string> words = {};  // a list behind `text`, broken into lines where it is long
  struct Lead {                         // the keyword, where it depends on the place
    std::string within_line, at_line_start;
  };
  Lead lead = {};
  Column head = Column::none;    // not none: the head of a part of the item (成员), which clauses may join
  std::string joined_text = {};  // `text` without line breaks, where that is another
};

class Layout {
 public:
  Layout(const syntax::File& file, bool zh);

  /// The first line of an item; `apart`: a blank line before and after it. `kind`: neighbours of another kind stand
  /// apart. `behind`: what follows in the column.
  void begin_item(const syntax::Item& item, std::string line, bool apart, Column column = Column::none,
                  std::string behind = {});
  /// The head of the item ends here in the source.
  void head_ends(std::uint32_t offset);
  void add(PrintedClause clause) { clauses_.push_back(std::move(clause)); }
  [[nodiscard]] const std::vector<PrintedClause>& clauses() const { return clauses_; }
  void end_item(const syntax::Item& item);
  std::string finish();

 private:
  struct Row {
    std::string left;   // with its indentation; may hold several lines
    std::string right;  // what may follow in the column
    std::string below;  // the same as lines of their own, where it does not fit
    std::string comment;
    Column column = Column::none;
    bool blank_before = false;
    bool open = false;         // clauses may still join
    bool part = false;         // belongs to the row above: a column goes on behind it
    bool unbreakable = false;  // `right` has no other form
  };
  void start_row(std::string text, std::uint32_t begin);
  /// True when there were any.
  bool comments_before(std::uint32_t offset, int indent);
  void comments_above_head(const syntax::Item& item);
  [[nodiscard]] bool lines_of_comments_within(std::uint32_t begin, std::uint32_t end) const;
  void place(PrintedClause& clause, bool joins);
  [[nodiscard]] std::string joined(const PrintedClause& clause) const;
  [[nodiscard]] std::string filled(const PrintedClause& clause) const;
  [[nodiscard]] bool blank_between(std::uint32_t from, std::uint32_t to) const;
  void align();
  void align(std::size_t begin, std::size_t end);

  const syntax::File& file_;
  std::string_view source_;
  bool zh_;
  std::vector<Row> rows_;
  std::vector<PrintedClause> clauses_;
  std::size_t next_comment_ = 0;
  std::uint32_t last_end_ = 0;
  std::size_t last_kind_ = std::string::npos;
  bool force_blank_ = false;
  bool last_apart_ = false;
};

}  // namespace hegui::dsl
