#include "dsl/printer_layout.hpp"

#include <algorithm>
#include <utility>

#include "dsl/utf8.hpp"

namespace hegui::dsl {

using namespace syntax;  // NOLINT(google-build-using-namespace)

namespace {
constexpr std::size_t widest_line = 110;  // cells; only lists of words are broken
}

Layout::Layout(const File& file, bool zh) : file_(file), zh_(zh) {
  if (file.source != nullptr) source_ = file.source->text();
}

void Layout::begin_item(const Item& item, std::string line, bool apart) {
  force_blank_ = apart || last_apart_;
  last_apart_ = apart;
  place(0, item.span.begin);
  line_ = std::move(line);
}

void Layout::head_ends(std::uint32_t offset) { last_end_ = std::max(last_end_, offset); }

std::string Layout::finish() {
  comments_before(static_cast<std::uint32_t>(source_.size()) + 1, 0);
  finish_line();
  return std::move(out_);
}

void Layout::finish_line() {
  if (!line_.empty()) {
    while (!line_.empty() && line_.back() == ' ') line_.pop_back();
    out_ += line_;
    out_ += '\n';
  }
  line_.clear();
}
void Layout::start_line(int indent, std::uint32_t begin) {
  finish_line();
  if (!out_.empty() && blank_between(last_end_, begin)) out_ += '\n';
  line_ = std::string(static_cast<std::size_t>(indent), ' ');
  force_blank_ = false;
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
bool Layout::line_break_between(std::uint32_t from, std::uint32_t to) const {
  if (from >= to || to > source_.size()) return true;
  return source_.substr(from, to - from).find('\n') != std::string_view::npos;
}
void Layout::comments_before(std::uint32_t offset, int indent) {
  for (; next_comment_ < file_.comments.size() && file_.comments[next_comment_].span.begin < offset; ++next_comment_) {
    const Comment& comment = file_.comments[next_comment_];
    const std::string sign = comment.doc ? "##" : "#";
    const std::string text = comment.text.empty() ? sign : sign + " " + comment.text;
    if (!comment.own_line && !line_.empty() && !line_has_comment_) {
      line_ += "  " + text;
    } else {
      start_line(indent, comment.span.begin);
      line_ += text;
    }
    line_has_comment_ = true;
    last_end_ = std::max(last_end_, comment.span.end);
  }
}
void Layout::place(int indent, std::uint32_t begin) {
  comments_before(begin, indent);
  start_line(indent, begin);
  line_has_comment_ = false;
}

void Layout::add_words(const std::vector<std::string>& words, int indent) {
  const std::string separator = zh_ ? "、" : ",";
  bool first = true;
  for (const std::string& word : words) {
    if (!first) line_ += separator;
    if (!first && display_width(line_) + display_width(word) + 2 > widest_line) {
      finish_line();
      line_ = std::string(static_cast<std::size_t>(indent), ' ');
    } else if (!first && !zh_) {
      line_ += ' ';
    }
    line_ += word;
    first = false;
  }
}

void Layout::end_item(const Item& item) {
  std::stable_sort(clauses_.begin(), clauses_.end(),
                   [](const PrintedClause& a, const PrintedClause& b) { return a.begin < b.begin; });
  for (const PrintedClause& clause : std::exchange(clauses_, {})) {
    const bool comment_between =
        next_comment_ < file_.comments.size() && file_.comments[next_comment_].span.begin < clause.begin;
    const bool share = clause.may_share_line && !comment_between && !line_has_comment_ && !broken_line_ &&
                       !line_break_between(last_end_, clause.begin);
    if (share) {
      line_ += "  " + clause.lead.within_line;
    } else {
      place(clause.indent, clause.begin);
      broken_line_ = false;
      line_ += clause.lead.at_line_start;
    }
    line_ += clause.text;
    const std::size_t lines = out_.size();
    add_words(clause.words, clause.indent + 2);
    broken_line_ = broken_line_ || out_.size() != lines;
    last_end_ = std::max(last_end_, clause.end);
  }
  comments_before(item.span.end, 2);
  last_end_ = std::max(last_end_, item.span.end);
  broken_line_ = false;
}

}  // namespace hegui::dsl
