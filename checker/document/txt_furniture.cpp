// What a page or a portal adds around a report: headers with 索引号, site footers, running heads, page numbers,
// contents. Used by the plain-text reader. Afterwards those lines have their role; when in doubt a line stays body
// text.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "checker/document/txt_lines.hpp"
#include "checker/text/character_at.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document::txt {

namespace {

using dsl::utf8::decode;

constexpr std::size_t kHeaderLines = 40;
constexpr std::size_t kFooterLines = 80;

using Words = std::vector<std::string>;

bool starts_with_any(std::string_view line, const Words& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return line.starts_with(word); });
}

bool contains_any(std::string_view line, const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return line.find(word) != std::string_view::npos; });
}

/// 发布机构：…, 索引号 …: the label, and something that ends it.
bool starts_with_label(std::string_view line, const Words& labels) {
  return std::any_of(labels.begin(), labels.end(), [&](const std::string& label) {
    if (!line.starts_with(label)) return false;
    constexpr std::size_t kShort = 6;  // 来源, 作者 begin sentences too; portals often glue a label and what it says
    const char32_t after = decode(line, label.size()).character;
    if (label.size() > kShort) return true;
    return !(after >= 0x3400 && after <= 0x9FFF) && after != U'，' && after != U'、' && after != U'。';
  });
}

/// 发布时间：…  来源：…  字体：…: how many of the labels stand in the line, each behind a blank.
std::size_t labels_in(std::string_view line, const Words& labels) {
  std::size_t count = starts_with_label(line, labels) ? 1 : 0;
  for (std::size_t at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at + 1))
    if (at + 1 < line.size() && line[at + 1] != ' ' && starts_with_label(line.substr(at + 1), labels)) ++count;
  return count;
}

/// 上一篇：…, 分享到：…, 扫一扫: a word of navigation, and something that ends it.
bool is_link(std::string_view line, const Words& navigation) {
  return std::any_of(navigation.begin(), navigation.end(), [&](const std::string& word) {
    if (!line.starts_with(word)) return false;
    const std::string_view rest = line.substr(word.size());
    return rest.empty() || rest.starts_with(' ') || rest.starts_with("：") || rest.starts_with('|');
  });
}

std::string_view without_bullet(std::string_view line) {
  while (line.starts_with('-') || line.starts_with(' ') || line.starts_with('>')) line.remove_prefix(1);
  return line;
}

/// More characters than `most`; most lines tell it by their bytes.
bool is_longer(std::string_view line, std::size_t most) {
  if (line.size() <= most) return false;
  if (line.size() > 4 * most) return true;
  return text::count_starts(line) > most;
}

/// — 1 —, - 1 -, 第 1 页, 第1页 共9页, 1/9.
bool is_page_number(std::string_view line) {
  if (line.size() > 40) return false;
  std::size_t digits = 0;
  std::size_t words = 0;
  bool dashes = false;
  for (std::size_t at = 0; at < line.size(); at += decode(line, at).length) {
    const char32_t c = decode(line, at).character;
    if (c >= U'0' && c <= U'9') {
      ++digits;
    } else if (c == U'—' || c == U'-' || c == U'/') {
      dashes = true;
    } else if (c == U'第' || c == U'页' || c == U'共') {
      ++words;
    } else if (c != U' ' && c != U'，') {
      return false;
    }
  }
  const bool framed =
      dashes && (line.starts_with("—") || line.starts_with("-")) && (line.ends_with("—") || line.ends_with("-"));
  return digits > 0 && digits <= 8 && ((framed && digits <= 4) || words >= 2);
}

/// A heading with a page number behind dots or a wide gap: 一、基本情况……3.
bool has_page_reference(std::string_view line, bool has_code) {
  if (has_code && line.find("PAGEREF") != std::string_view::npos) return true;
  std::size_t end = line.size();
  while (end > 0 && line[end - 1] >= '0' && line[end - 1] <= '9') --end;
  if (end == line.size() || line.size() - end > 4) return false;
  const std::string_view before = line.substr(0, end);
  return before.ends_with("……") || before.ends_with("...") || before.ends_with("…") || before.ends_with("··");
}

/// The heading of an entry of a table of contents.
std::string entry_title(std::string_view line) {
  std::size_t end = line.size();
  while (end > 0) {
    const char c = line[end - 1];
    const bool filler = c == ' ' || c == '.' || (c >= '0' && c <= '9');
    if (filler) {
      --end;
    } else if (line.substr(0, end).ends_with("…") || line.substr(0, end).ends_with("—")) {
      end -= 3;
    } else if (line.substr(0, end).ends_with("·")) {
      end -= 2;
    } else {
      break;
    }
  }
  std::string title;
  for (const char c : line.substr(0, end)) {
    if (c != ' ') title += c;
  }
  return title;
}

/// 第一部分 部门概况 and 第一部分 某局概况 open the same part.
bool opens_first_part(std::string_view title) {
  return title.starts_with("第一部分") || title.starts_with("第一章") || title.starts_with("第一篇");
}

bool is_contents_title(std::string_view line, const PageWords& words) {
  const auto is_line = [&](std::string_view title) {  // 目 录, blanks left out
    for (const char c : line) {
      if (c == ' ') continue;
      if (!title.starts_with(c)) return false;
      title.remove_prefix(1);
    }
    return title.empty();
  };
  return std::any_of(words.contents_titles.begin(), words.contents_titles.end(), is_line);
}

void mark_contents(std::string_view text, Lines& lines, const PageWords& words) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (has_page_reference(text_of(text, lines[i]), lines[i].has(kCode))) lines[i].role = Role::contents;
    if (!is_contents_title(text_of(text, lines[i]), words)) continue;
    // Entries end where the first of them comes again, now as a heading of the text.
    std::size_t first = i + 1;
    while (first < lines.size() && lines[first].blank()) ++first;
    if (first >= lines.size()) return;
    const std::string title = entry_title(text_of(text, lines[first]));
    constexpr std::size_t kMostEntries = 300;
    constexpr std::size_t kLongestEntry = 60;
    std::size_t end = first + 1;
    bool repeated = false;
    for (; end < lines.size() && end - first < kMostEntries; ++end) {
      const std::string_view line = text_of(text, lines[end]);
      if (is_longer(line, kLongestEntry)) break;
      const std::string entry = entry_title(line);
      repeated = !line.empty() && (entry == title || (opens_first_part(title) && opens_first_part(entry)));
      if (repeated) break;
    }
    lines[i].role = Role::contents;
    if (repeated && !title.empty()) {
      for (std::size_t entry = first; entry < end; ++entry) lines[entry].role = Role::contents;
    }
    i = repeated ? end - 1 : i;
  }
}

void mark_portal_header(std::string_view text, Lines& lines, const PageWords& words) {
  const std::size_t end = std::min(lines.size(), kHeaderLines);
  std::size_t last = end;
  std::size_t labels = 0;
  for (std::size_t i = 0; i < end; ++i) {
    const std::string_view line = without_bullet(text_of(text, lines[i]));
    constexpr std::size_t kLongestLabel = 60, kLongestRow = 120;
    const std::size_t found = !starts_with_label(line, words.metadata_labels) || is_longer(line, kLongestRow)
                                  ? 0
                                  : labels_in(line, words.metadata_labels);
    if (found == 0 || (found == 1 && is_longer(line, kLongestLabel))) continue;
    lines[i].role = Role::metadata;
    last = i;
    labels += found;
  }
  if (labels < 2) {  // one such line alone may be the report's own
    for (std::size_t i = 0; i < end; ++i) lines[i].role = lines[i].role == Role::metadata ? Role::body : lines[i].role;
    return;
  }
  for (std::size_t i = 0; i < last; ++i) {  // bullets between the labels, the navigation above them
    const std::string_view line = text_of(text, lines[i]);
    const bool bullet = line.starts_with('-') || line.find('>') != std::string_view::npos;
    if (lines[i].role == Role::body && !line.empty() && (bullet || starts_with_any(line, words.navigation))) {
      lines[i].role = Role::furniture;
    }
  }
}

/// 版权所有：…, 粤ICP备12345678号: a mark of its own, not a phrase of a sentence.
bool has_footer_mark(std::string_view line, const Words& marks) {
  return std::any_of(marks.begin(), marks.end(), [&](const std::string& mark) {
    const std::size_t at = line.find(mark);
    if (at == std::string_view::npos) return false;
    if (line.size() == mark.size()) return true;
    const char32_t after = decode(line, at + mark.size()).character;
    constexpr std::u32string_view kProse = U"。，、；）”";
    return after != 0 && !(after >= 0x3400 && after <= 0x9FFF) && kProse.find(after) == std::u32string_view::npos;
  });
}

void mark_portal_footer(std::string_view text, Lines& lines, const PageWords& words) {
  const std::size_t begin = lines.size() > kFooterLines ? lines.size() - kFooterLines : 0;
  std::size_t mark = lines.size();
  for (std::size_t i = begin; i < lines.size(); ++i) {
    const std::string_view line = text_of(text, lines[i]);
    if (!is_longer(line, 60) && has_footer_mark(line, words.footer_marks)) {
      mark = i;
      break;
    }
  }
  if (mark == lines.size()) return;
  std::size_t first = mark;
  for (std::size_t i = mark; i-- > begin;) {  // upwards through short lines; the topmost word of navigation begins it
    const std::string_view line = text_of(text, lines[i]);
    if (!is_longer(line, 60) && is_link(line, words.navigation)) {
      first = i;
      continue;
    }
    constexpr std::array<std::string_view, 6> kProse{"。", "，", "：", "；", "【", "（"};
    const bool prose = std::any_of(kProse.begin(), kProse.end(),
                                   [&](std::string_view sign) { return line.find(sign) != std::string_view::npos; });
    if (is_longer(line, 12) || prose || contains_any(line, words.content_marks)) break;
    if (std::find(words.navigation.begin(), words.navigation.end(), line) != words.navigation.end()) first = i;
  }
  for (std::size_t i = first; i < lines.size(); ++i) lines[i].role = Role::furniture;
}

void mark_pages(std::string_view text, Lines& lines) {
  std::map<std::string_view, std::size_t> beside;  // lines next to a page number, and how often
  const auto neighbours = [&](std::size_t i, auto&& visit) {
    if (i > 0 && !lines[i - 1].blank() && !lines[i - 1].page_number) visit(i - 1);
    if (i + 1 < lines.size() && !lines[i + 1].blank() && !lines[i + 1].page_number) visit(i + 1);
  };
  for (Line& line : lines) {
    line.page_number = line.has(kDigit) && is_page_number(text_of(text, line));
    if (line.page_number) line.role = Role::furniture;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].page_number) neighbours(i, [&](std::size_t other) { ++beside[text_of(text, lines[other])]; });
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].page_number) continue;
    neighbours(i, [&](std::size_t other) {
      const std::string_view line = text_of(text, lines[other]);
      if (beside[line] >= 2 && !is_longer(line, 60)) lines[other].role = Role::furniture;
    });
  }
}

}  // namespace

void mark_furniture(std::string_view text, Lines& lines, const PageWords& words, bool pages_known) {
  if (!pages_known) mark_pages(text, lines);
  mark_contents(text, lines, words);
  mark_portal_header(text, lines, words);
  mark_portal_footer(text, lines, words);
}

}  // namespace hegui::document::txt
