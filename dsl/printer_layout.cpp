#include "dsl/printer_layout.hpp"

#include <algorithm>
#include <utility>

#include "dsl/keyword.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {

using namespace syntax;  // NOLINT(google-build-using-namespace)

namespace {

constexpr std::size_t widest_left = 44;  // a longer head does not push its neighbours' columns out

std::string blanks(std::size_t count) { return std::string(count, ' '); }

std::string_view last_line(std::string_view text) {
  const std::size_t at = text.rfind('\n');
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

}  // namespace

Layout::Layout(const File& file, bool zh) : file_(file), zh_(zh) {
  if (file.source != nullptr) source_ = file.source->text();
}

void Layout::begin_item(const Item& item, std::string line, bool apart, Column column, std::string behind) {
  force_blank_ = !rows_.empty() && (apart || last_apart_ || last_kind_ != item.node.index());
  last_apart_ = apart;
  last_kind_ = item.node.index();
  comments_before(item.span.begin, 0);
  start_row(std::move(line), item.span.begin);
  rows_.back().open = true;
  rows_.back().column = column;
  rows_.back().unbreakable = !behind.empty();
  rows_.back().right = std::move(behind);
}

void Layout::head_ends(std::uint32_t offset) { last_end_ = std::max(last_end_, offset); }

void Layout::start_row(std::string text, std::uint32_t begin) {
  Row row;
  row.left = std::move(text);
  row.blank_before = !rows_.empty() && blank_between(last_end_, begin);
  force_blank_ = false;
  if (!rows_.empty()) rows_.back().open = false;
  rows_.push_back(std::move(row));
}

bool Layout::blank_between(std::uint32_t from, std::uint32_t to) const {
  if (force_blank_) return true;
  if (from >= to || to > source_.size()) return false;
  int ends = 0;
  for (const char c : source_.substr(from, to - from)) {
    if (c == '\n') ++ends;
    if (c != '\n' && c != ' ' && c != '\t' && c != '\r') ends = 0;
    if (ends == 2) return true;
  }
  return false;
}

bool Layout::comments_before(std::uint32_t offset, int indent) {
  bool any = false;
  for (; next_comment_ < file_.comments.size() && file_.comments[next_comment_].span.begin < offset; ++next_comment_) {
    const Comment& comment = file_.comments[next_comment_];
    const std::string sign = comment.doc ? "##" : "#";
    const std::string text = comment.text.empty() ? sign : sign + " " + comment.text;
    if (!comment.own_line && !rows_.empty() && rows_.back().comment.empty()) {
      rows_.back().comment = text;
      rows_.back().open = false;
    } else {
      start_row(blanks(static_cast<std::size_t>(indent)), comment.span.begin);
      rows_.back().comment = text;
    }
    last_end_ = std::max(last_end_, comment.span.end);
    any = true;
  }
  return any;
}

// Comments there that cannot all stand at the end of one line.
bool Layout::lines_of_comments_within(std::uint32_t begin, std::uint32_t end) const {
  std::size_t count = 0;
  for (std::size_t i = next_comment_; i < file_.comments.size() && file_.comments[i].span.begin < end; ++i) {
    if (file_.comments[i].span.begin < begin) continue;
    if (file_.comments[i].own_line || ++count > 1) return true;
  }
  return false;
}

// A line of comment between the words of an item that has nothing below its head: behind it, it would belong to the
// next.
void Layout::comments_above_head(const Item& item) {
  Row head = std::move(rows_.back());
  rows_.pop_back();
  force_blank_ = head.blank_before;
  for (; next_comment_ < file_.comments.size() && file_.comments[next_comment_].span.begin < item.span.end;
       ++next_comment_) {
    const Comment& comment = file_.comments[next_comment_];
    start_row({}, last_end_);
    rows_.back().comment = (comment.doc ? "##" : "#") + (comment.text.empty() ? "" : " " + comment.text);
    last_end_ = std::max(last_end_, comment.span.end);
  }
  head.blank_before = false;
  rows_.push_back(std::move(head));
}

// A list in one line.
std::string Layout::joined(const PrintedClause& clause) const {
  std::string line = clause.lead.within_line + (clause.joined_text.empty() ? clause.text : clause.joined_text);
  for (std::size_t i = 0; i < clause.words.size(); ++i) {
    if (i != 0) line += zh_ ? "、" : ", ";
    line += clause.words[i];
  }
  return line;
}

// The same as lines of its own, none longer than it has to be.
std::string Layout::filled(const PrintedClause& clause) const {
  const auto indent = static_cast<std::size_t>(clause.indent);
  std::string text = blanks(indent) + clause.lead.at_line_start + clause.text;
  const std::string next = "\n" + blanks(indent + (clause.lead.at_line_start.empty() ? 0 : 2));
  std::size_t width = display_width(last_line(text));
  for (std::size_t i = 0; i < clause.words.size(); ++i) {
    const std::string& word = clause.words[i];
    const std::size_t more = display_width(word) + 2;
    if (i != 0) {
      text += zh_ ? "、" : ",";
      // First on its line, the word must not read like the keyword of a clause.
      if (width + more > widest_line && !begins_clause(word + " x", 0)) {
        text += next;
        width = display_width(next) - display_width("\n");
      } else if (!zh_) {
        text += ' ';
      }
    }
    text += word;
    width += more;
  }
  return text;
}

void Layout::place(PrintedClause& clause, bool joins) {
  if (joins) {
    Row& row = rows_.back();
    if (!row.right.empty()) row.right += "  ";
    row.right += joined(clause);
    if (!row.below.empty()) row.below += '\n';
    row.below += filled(clause);
    return;
  }
  const bool part = !rows_.empty() && rows_.back().comment.empty();
  start_row(filled(clause), clause.begin);
  rows_.back().part = part && clause.head == Column::none && clause.indent > 2 && !rows_.back().blank_before;
  rows_.back().column = clause.head;
  rows_.back().open = clause.head != Column::none;
}

void Layout::end_item(const Item& item) {
  std::stable_sort(clauses_.begin(), clauses_.end(),
                   [](const PrintedClause& a, const PrintedClause& b) { return a.begin < b.begin; });
  const bool alone = clauses_.size() == 1;
  std::vector<PrintedClause> clauses = std::exchange(clauses_, {});
  for (PrintedClause& clause : clauses) {
    // Behind the last clause the item is over: what stands on lines within it must go above.
    const bool above = &clause == &clauses.back() && lines_of_comments_within(clause.begin, item.span.end);
    const bool commented = comments_before(above ? item.span.end : clause.begin, clause.indent);
    using Join = PrintedClause::Join;
    const bool wants = clause.join == Join::after_head || (clause.join == Join::if_alone && alone);
    place(clause, wants && !commented && rows_.back().open);
    last_end_ = std::max(last_end_, clause.end);
  }
  if (clauses.empty() && lines_of_comments_within(item.span.begin, item.span.end)) comments_above_head(item);
  comments_before(item.span.end, 0);
  last_end_ = std::max(last_end_, item.span.end);
  if (!rows_.empty()) rows_.back().open = false;
}

// ---- columns
// -------------------------------------------------------------------------------------------------------
void Layout::align() {
  for (std::size_t begin = 0; begin < rows_.size();) {
    std::size_t end = begin + 1;
    const auto goes_on = [&](const Row& row) {
      if (row.blank_before) return false;
      return row.part || (row.column != Column::none && row.column == rows_[begin].column);
    };
    if (rows_[begin].column != Column::none) {
      while (end < rows_.size() && goes_on(rows_[end])) ++end;
    }
    align(begin, end);
    begin = end;
  }
}

void Layout::align(std::size_t begin, std::size_t end) {
  struct Entry {
    Row* row;
    std::size_t left, right;
  };
  std::vector<Entry> entries;
  for (std::size_t i = begin; i < end; ++i) {
    Row& row = rows_[i];
    if (row.right.empty()) continue;
    entries.push_back({&row, display_width(last_line(row.left)), display_width(row.right)});
  }
  const auto give_way = [](const Entry& entry) {
    entry.row->left += "\n" + entry.row->below;
    entry.row->right.clear();
  };
  const auto drop = [&](std::size_t column) {
    const auto too_wide = [&](const Entry& entry) {
      const std::size_t at = entry.left > widest_left ? entry.left : std::max(column, entry.left);
      if (entry.row->unbreakable || at + 2 + entry.right <= widest_line) return false;
      give_way(entry);
      return true;
    };
    const auto from = std::remove_if(entries.begin(), entries.end(), too_wide);
    const bool any = from != entries.end();
    entries.erase(from, entries.end());
    return any;
  };
  std::size_t column = 0;
  drop(column);
  do {  // a line that gives way may let the column move in
    column = 0;
    for (const Entry& entry : entries) {
      if (entry.left <= widest_left) column = std::max(column, entry.left);
    }
  } while (drop(column));
  for (const Entry& entry : entries) {
    entry.row->left += blanks((entry.left > column ? 0 : column - entry.left) + 2) + entry.row->right;
  }
}

std::string Layout::finish() {
  comments_before(static_cast<std::uint32_t>(source_.size()) + 1, 0);
  align();
  std::string out;
  for (Row& row : rows_) {
    if (row.blank_before) out += '\n';
    out += row.left;
    if (!row.comment.empty()) {
      const bool alone = last_line(row.left).find_first_not_of(' ') == std::string_view::npos;
      out += (alone ? "" : "  ") + row.comment;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    out += '\n';
  }
  return out;
}

}  // namespace hegui::dsl
