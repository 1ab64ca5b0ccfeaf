#include <algorithm>
#include <string>
#include <string_view>

#include "checker/report/headings.hpp"
#include "checker/report/words.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t max_title = 40;        // characters of a heading
constexpr std::size_t max_plain_title = 60;  // of one without a comma
constexpr std::size_t max_colon_title = 12;  // 产出指标：一是…
constexpr std::size_t min_run_in_text = 20;
constexpr std::size_t min_chapter_text = 4;
constexpr std::size_t max_caption = 40;

/// A table row written as text: it holds bars, or ends in a figure that a blank sets apart.
bool is_row(const Chars& s, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i)
    if (s.c[i] == U'|' || s.c[i] == U'\t' || s.c[i] == U'｜') return true;
  std::size_t k = to;
  bool digits = false;
  while (k > from && (is_digit(s.c[k - 1]) || s.c[k - 1] == U'.' || s.c[k - 1] == U',' || s.c[k - 1] == U'%' ||
                      s.c[k - 1] == U'—' || s.c[k - 1] == U'-')) {
    digits = digits || is_digit(s.c[k - 1]) || s.c[k - 1] == U'—';
    --k;
  }
  return digits && k > from && (is_blank(s.c[k - 1]) || s.c[k - 1] == U'…' || s.c[k - 1] == U'·');
}

/// Dots that lead to a page, or to the end of the line; 内设机构包括……。 leaves something out.
bool has_leaders(const Chars& s, std::size_t from, std::size_t to) {
  const auto dot = [&](std::size_t i) { return s.c[i] == U'.' || s.c[i] == U'…' || s.c[i] == U'·'; };
  for (std::size_t i = from; i < to; ++i) {
    if (!dot(i)) continue;
    const std::size_t begin = i;
    bool long_dot = false;
    for (; i < to && dot(i); ++i) long_dot = long_dot || s.c[i] == U'…';
    if (i - begin < (long_dot ? 2U : 4U)) continue;
    std::size_t page = i;
    while (page < to && (is_blank(s.c[page]) || is_opening(s.c[page]) || dot(page) || s.c[page] == U'-')) ++page;
    if (page == to || (s.c[page] >= U'0' && s.c[page] <= U'9')) return true;
  }
  return false;
}

/// Digits followed by 元, 万元, 亿元 or %.
bool has_amounts(const Chars& s, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    if (!is_digit(s.c[i])) continue;
    while (i < to && (is_digit(s.c[i]) || s.c[i] == U'.' || s.c[i] == U',')) ++i;
    std::size_t k = i;
    while (k < to && (is_blank(s.c[k]) || s.c[k] == U'万' || s.c[k] == U'亿')) ++k;
    if (k < to && (s.c[k] == U'元' || s.c[k] == U'%' || s.c[k] == U'％')) return true;
  }
  return false;
}

/// The end of a title before a colon: short, without a comma, with enough text behind it.
std::size_t colon_title(const Chars& s, std::size_t from, std::size_t to, std::size_t least_text) {
  for (std::size_t i = from; i < to && i - from <= max_colon_title; ++i) {
    if (is_comma(s.c[i]) || is_stop(s.c[i]) || is_semicolon(s.c[i]) || is_opening(s.c[i]) || s.c[i] == U'、') return 0;
    if (is_colon(s.c[i])) return i - from >= 2 && to - i > least_text ? i : 0;
  }
  return 0;
}

bool is_attachment(const Chars& s, const Words& openers, std::size_t& title) {
  const std::size_t from = s.skip_blanks(0);
  const std::size_t to = s.trim_end(from, s.size());
  const std::size_t word = openers.at(s, from);
  if (word == 0 || to - from > 2 * max_plain_title || is_stop(s.c[to - 1])) return false;
  std::size_t k = s.skip_blanks(from + word);
  while (k < to && (is_digit(s.c[k]) || chinese_digit_value(s.c[k]) > 0)) ++k;
  const bool numbered = k > s.skip_blanks(from + word);
  k = s.skip_blanks(k);
  if (k < to && (is_colon(s.c[k]) || s.c[k] == U'【')) {
    title = s.c[k] == U'【' ? from : s.skip_blanks(k + 1);
    return sentence_end(s, from, false) >= to;
  }
  title = k;
  if (numbered) return k >= to || is_blank(s.c[k - 1]) || s.c[k] == U'.' || s.c[k] == U'、';
  return k >= to && word >= 2;  // 附件 alone on its line
}

/// 单位：万元, 公开01表: a note between the name of a table and the table; 部门整体支出绩效自评表 is a name.
bool is_note(const Words& openers, const Chars& s, std::size_t from) {
  const std::size_t length = openers.at(s, from);
  if (length == 0) return false;
  const std::size_t next = from + length;
  return next >= s.size() || is_colon(s.c[next]) || is_blank(s.c[next]) || is_digit(s.c[next]);
}

/// 表1 收支总表, 附表2：…: behind the word and the number of a table, or 0.
std::size_t behind_table_number(const Words& openers, const Chars& s, std::size_t from, std::size_t to) {
  const std::size_t word = openers.at(s, from);
  if (word == 0) return 0;
  std::size_t k = s.skip_blanks(from + word);
  const std::size_t number = k;
  while (k < to && (is_digit(s.c[k]) || chinese_digit_value(s.c[k]) > 0 || (k > number && s.c[k] == U'-'))) ++k;
  if (k == number) return 0;
  const std::size_t behind = s.skip_blanks(k);
  return behind < to && is_colon(s.c[behind]) ? s.skip_blanks(behind + 1) : behind;
}

void find_captions(std::vector<Line>& lines, const Lexicon& lexicon) {
  const Words& endings = lexicon.words("table_caption_endings");
  const Words& openers = lexicon.words("table_caption_openers");
  const Words& notes = lexicon.words("table_note_openers");
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.shape != Shape::text || line.number) continue;
    std::size_t next = i + 1;
    if (lines[next].shape == Shape::text && is_note(notes, *lines[next].chars, lines[next].chars->skip_blanks(0)) &&
        next + 1 < lines.size())
      ++next;
    if (lines[next].shape != Shape::table) continue;
    const Chars& s = *line.chars;
    std::size_t from = s.skip_blanks(0);
    std::size_t to = s.trim_end(from, s.size());
    if (to - from > max_caption || is_note(notes, s, from)) continue;
    const std::size_t behind = behind_table_number(openers, s, from, to);
    const bool counted = behind != 0 && behind < to;
    if (counted) from = behind;
    if (to > from && is_closing(s.c[to - 1])) {  // …表（单位：万元）
      std::size_t open = to - 1;
      while (open > from && !is_opening(s.c[open])) --open;
      if (open > from) to = s.trim_end(from, open);
    }
    if (std::any_of(s.c.begin() + static_cast<std::ptrdiff_t>(from), s.c.begin() + static_cast<std::ptrdiff_t>(to),
                    [](char32_t c) { return is_comma(c) || is_stop(c) || is_colon(c) || is_semicolon(c); }))
      continue;
    if (to - from < 3 || (!counted && endings.ending_at(s, from, to) == 0)) continue;
    line.shape = Shape::caption;
    line.table_number = counted;
    line.title_begin = from;
    line.title_end = to;
  }
}

}  // namespace

namespace {

/// （1）立项依据：州文件。（2）资金情况：全年预算96万元…: what one of several labelled points is, the short ones beside
/// it are too.
void align_siblings(std::vector<Line>& lines) {
  const auto labelled = [](const Line& line) {
    return line.number && line.shape == Shape::run_in && line.title_end < line.chars->size() &&
           is_colon(line.chars->c[line.title_end]);
  };
  const auto align = [&](Line& line, const Line& beside, std::uint32_t step) {
    if (!line.number || !labelled(beside) || line.number->style != beside.number->style ||
        line.number->ordinal + step != beside.number->ordinal)
      return;
    if (line.shape != Shape::sentence && line.shape != Shape::long_text && line.shape != Shape::title) return;
    const std::size_t from = line.number->end;
    const std::size_t colon = colon_title(*line.chars, from, line.chars->trim_end(from, line.chars->size()), 1);
    if (colon == 0) return;
    line.title_begin = from;
    line.title_end = colon;
    line.shape = Shape::run_in;
    line.amounts_in_title = false;
  };
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) align(lines[i + 1], lines[i], static_cast<std::uint32_t>(-1));
  for (std::size_t i = lines.size(); i-- > 1;) align(lines[i - 1], lines[i], 1);
}

bool commas_before(const Chars& s, std::size_t from, std::size_t to) {
  return std::any_of(s.c.begin() + static_cast<std::ptrdiff_t>(from), s.c.begin() + static_cast<std::ptrdiff_t>(to),
                     is_comma);
}

}  // namespace

void shape_numbered(Line& line) {
  const Chars& s = *line.chars;
  const std::size_t from = line.number->end;
  const std::size_t to = s.trim_end(from, s.size());
  line.title_begin = from;
  line.title_end = to;
  line.shape = Shape::long_text;
  if (from >= to) {
    line.shape = Shape::text;
    line.number.reset();
    return;
  }
  if (is_row(s, from, to) || has_leaders(s, from, to)) {
    line.contents = has_leaders(s, from, to);
    line.shape = Shape::table;
    line.number.reset();
    return;
  }
  const std::size_t stop = s.trim_end(from, sentence_end(s, from, false));
  const bool stopped = stop > from && (is_stop(s.c[stop - 1]) || is_closing(s.c[stop - 1])) &&
                       std::any_of(s.c.begin() + static_cast<std::ptrdiff_t>(from),
                                   s.c.begin() + static_cast<std::ptrdiff_t>(stop), is_stop);
  const std::size_t colon =
      colon_title(s, from, to, line.number->style <= NumberStyle::chinese ? min_chapter_text : min_run_in_text);
  if (colon != 0 && colon < stop) {
    line.shape = Shape::run_in;
    line.title_end = colon;
  } else if (stopped && stop < to && stop - from <= (commas_before(s, from, stop) ? max_title : max_plain_title) + 1) {
    line.shape = Shape::run_in;
    line.title_end = stop;
  } else if (stopped && stop >= to && to - from <= max_title + 1) {
    line.shape = Shape::sentence;
  } else if (!stopped) {
    const bool comma = commas_before(s, from, to);
    const char32_t last = s.c[to - 1];
    if (to - from <= (comma ? max_title : max_plain_title) && !is_semicolon(last) && !is_comma(last))
      line.shape = Shape::title;
  }
  const auto begin = s.c.begin() + static_cast<std::ptrdiff_t>(from);
  const auto semicolon = std::find_if(begin, s.c.begin() + static_cast<std::ptrdiff_t>(line.title_end), is_semicolon);
  if (line.shape != Shape::long_text && semicolon != s.c.begin() + static_cast<std::ptrdiff_t>(line.title_end))
    line.shape = Shape::long_text;
  if (line.shape == Shape::long_text) {  // an item is called by its first clause
    std::size_t k = from;
    while (k < stop && !is_comma(s.c[k]) && !is_semicolon(s.c[k]) && !is_stop(s.c[k])) ++k;
    if (k > from) line.title_end = k;
  }
  while (line.title_end > from &&
         (is_stop(s.c[line.title_end - 1]) || is_colon(s.c[line.title_end - 1]) || is_blank(s.c[line.title_end - 1])))
    --line.title_end;
  line.amounts_in_title = has_amounts(s, from, line.title_end);
}

std::vector<Line> read_lines(const document::Document& document, BlockChars& chars, std::uint32_t first_block,
                             std::uint32_t end_block, const Lexicon& lexicon) {
  std::vector<Line> lines;
  const Words& openers = lexicon.words("attachment_openers");
  for (std::uint32_t b = first_block; b < end_block; ++b) {
    const auto& block = document.blocks[b];
    if (block.role != document::Role::body) continue;
    Line line;
    if (block.kind == document::Block::Kind::table) {
      line.chars = &chars.nothing_at(b);
      line.shape = Shape::table;
      lines.push_back(std::move(line));
      continue;
    }
    line.chars = &chars.at(b);
    const std::size_t from = line.chars->skip_blanks(0);
    if (from >= line.chars->size()) continue;
    line.hint_level = block.heading_level;
    line.title_begin = from;
    line.title_end = line.chars->trim_end(from, line.chars->size());
    std::size_t title = 0;
    if (is_attachment(*line.chars, openers, title)) {
      line.shape = Shape::attachment;
      if (auto number = read_number(*line.chars, title); number && number->end < line.title_end) {
        line.number = number;
        title = number->end;
      }
      line.title_begin = title < line.title_end ? title : from;
    } else {
      if (!block.numbering.empty()) {  // an automatic number: the text begins with the title
        if (auto number = read_number(characters(block.numbering + "．"), 0); number) {
          number->begin = number->end = from;
          line.number = number;
        }
      }
      if (!line.number) line.number = read_number(*line.chars, from);
      if (line.number) {
        shape_numbered(line);
      } else if (is_row(*line.chars, from, line.title_end) && line.chars->c[from] == U'|') {
        line.shape = Shape::table;
      }
    }
    lines.push_back(std::move(line));
  }
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    Line& line = lines[i];
    const auto &before = lines[i - 1].number, &next = lines[i + 1].number;
    if (line.number || line.shape == Shape::table || !before || !next || before->written != next->written ||
        next->ordinal != before->ordinal + 2)
      continue;
    line.number = read_wanted_number(*line.chars, line.title_begin, *before);
    if (line.number) shape_numbered(line);
  }
  find_captions(lines, lexicon);
  align_siblings(lines);
  // 第一节 is a level of its own only below 第一章.
  const bool chapters = std::any_of(lines.begin(), lines.end(), [](const Line& l) {
    return l.number && l.number->style == NumberStyle::part && !l.number->under;
  });
  for (auto& line : lines)
    if (line.number && !chapters) line.number->under = false;
  // 壹、 above 一、: where both stand, the formal numerals number the parts.
  const auto plain = [](const Line& l) {
    return l.number && l.number->style == NumberStyle::chinese && !l.number->formal;
  };
  if (std::any_of(lines.begin(), lines.end(), plain))
    for (auto& line : lines)
      if (line.number && line.number->formal && line.shape != Shape::long_text) line.number->style = NumberStyle::part;
  return lines;
}

}  // namespace hegui::report
