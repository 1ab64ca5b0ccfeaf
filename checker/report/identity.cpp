#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/dates.hpp"
#include "checker/report/identity.hpp"
#include "checker/report/numbering.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/words.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t max_title_line = 60;
constexpr std::size_t max_unit = 40;
constexpr std::uint32_t max_title_blocks = 80;  // portal pages put their own lines first
constexpr std::uint32_t max_first_lines = 6;    // where a title may be a list
constexpr std::uint32_t max_tail_blocks = 60;   // and last

bool plain(const Chars& s, std::size_t from, std::size_t to, bool listing = false) {
  return std::none_of(s.c.begin() + static_cast<std::ptrdiff_t>(from), s.c.begin() + static_cast<std::ptrdiff_t>(to),
                      [listing](char32_t c) {
                        return is_stop(c) || is_comma(c) || is_semicolon(c) || is_colon(c) || c == U'|' ||
                               (c == U'、' && !listing) || c == U'/';
                      });
}

/// 支出明细预算 上年度安排资金 本年度申请资金 测算依据及说明: the header of a table, blanks between its columns.
bool columns(const Chars& s, std::size_t from, std::size_t to) {
  constexpr std::size_t shortest_name = 4, most_names = 3;
  std::size_t names = 0, length = 0;
  for (std::size_t i = from; i <= to; ++i) {
    if (i < to && !is_blank(s.c[i])) {
      ++length;
      continue;
    }
    names += length >= shortest_name ? 1 : 0;
    length = 0;
  }
  return names > most_names;
}

struct TitleLine {
  const Chars* chars = nullptr;
  std::size_t from = 0, to = 0;
};

/// One block of text as a line, blanks at its ends left out.
TitleLine line_of(BlockChars& known, std::uint32_t block) {
  TitleLine line{&known.at(block), 0, 0};
  line.from = line.chars->skip_blanks(0);
  line.to = line.chars->trim_end(line.from, line.chars->size());
  return line;
}

bool readable(const document::Block& block) {
  return block.kind == document::Block::Kind::paragraph &&
         (block.role == document::Role::body || block.role == document::Role::metadata);
}

/// The line that names the kind of report, before the first numbered heading.
std::optional<TitleLine> find_title(const Report& report, BlockChars& known, const Words& endings,
                                    const Words& subjects, const Words& headers) {
  std::optional<TitleLine> best, fallback;
  bool best_full = false;
  std::uint32_t seen = 0;
  const auto& blocks = report.document.blocks;
  for (std::uint32_t b = 0; b < report.document.main_blocks() && seen < max_title_blocks; ++b) {
    if (!readable(blocks[b]) || blocks[b].role != document::Role::body) continue;
    TitleLine line = line_of(known, b);
    if (line.from >= line.to) continue;
    ++seen;
    const auto number = read_number(*line.chars, line.from);
    if (number && !number->doubtful && (number->style <= NumberStyle::chinese_bracket)) break;
    if (line.to - line.from > max_title_line) {
      if (best) break;
      continue;
    }
    // 报告（自评）: an aside may follow the ending.
    std::size_t end = line.to;
    if (is_closing(line.chars->c[end - 1])) {
      while (end > line.from && !is_opening(line.chars->c[end - 1])) --end;
      end = line.chars->trim_end(line.from, end == line.from ? line.to : end - 1);
    }
    const bool full = subjects.find(*line.chars, line.from, line.to) < line.to;
    const bool tidy = plain(*line.chars, line.from, line.to);
    if (endings.ending_at(*line.chars, line.from, end) == 0) {
      if (best && !tidy && line.to - line.from > 20) break;
      // 某市图书馆2021年度部门决算: no word for the kind of paper, but the subject and the year
      if (!best && full && tidy && find_year(*line.chars, line.from, line.to)) fallback = fallback ? fallback : line;
      continue;
    }
    // 某局2019年度三公经费、机关运行经费、政府采购情况说明: a year, and a list of what it tells of.
    const bool listing = seen <= max_first_lines && plain(*line.chars, line.from, line.to, true) &&
                         find_year(*line.chars, line.from, line.to);
    if (!tidy && !full && !listing) continue;
    // 实际完成情况: the header of a column.
    if (!full && !find_year(*line.chars, line.from, line.to) &&
        (headers.ending_at(*line.chars, line.from, end) > 0 || columns(*line.chars, line.from, line.to)))
      continue;
    // 2023年项目绩效自评表（单位填）, lines of fields, 基本情况: a heading does not outdo the line that names the
    // paper.
    if (fallback && !full && b > fallback->chars->block + 1 && !find_year(*line.chars, line.from, line.to)) continue;
    if (best && (best_full || !full)) continue;
    best_full = full;
    best = line;
  }
  return best ? best : fallback;
}

/// Lines just above the title that belong to it: the unit's name, half a title.
std::vector<TitleLine> lines_above(const Report& report, BlockChars& known, const TitleLine& title,
                                   const Words& unit_endings, const Words& fields) {
  std::vector<TitleLine> above;
  for (std::uint32_t b = title.chars->block; b-- > 0 && above.size() < 2;) {
    if (!readable(report.document.blocks[b])) break;
    if (report.document.blocks[b].role != document::Role::body) break;
    TitleLine line = line_of(known, b);
    if (line.from >= line.to) continue;
    const bool year = find_year(*line.chars, line.from, line.to).has_value();
    const bool unit = unit_endings.ending_at(*line.chars, line.from, line.to) > 0;
    if (line.to - line.from > max_unit || !plain(*line.chars, line.from, line.to, year) || (!year && !unit) ||
        fields.at(*line.chars, line.from) > 0)
      break;
    above.push_back(line);
  }
  std::reverse(above.begin(), above.end());
  return above;
}

/// The unit's name in the title: what stands before the year or the subject (or between the two).
std::pair<std::size_t, std::size_t> unit_in(const Chars& s, std::size_t from, std::size_t to, const Words& subjects,
                                            const Words& unit_endings) {
  std::size_t subject = subjects.find(s, from, to);
  std::size_t begin = from;
  if (const auto year = find_year(s, from, to); year && year->begin < subject) {
    if (year->begin > from) {
      subject = year->begin;
    } else {
      begin = year->end;
    }
  }
  std::size_t end = s.trim_end(begin, subject);
  begin = s.skip_blanks(begin);
  if (subject == to) {  // nothing marks the end: the last word that ends a unit's name
    while (end > begin && unit_endings.ending_at(s, begin, end) == 0) --end;
  }
  if (end <= begin + 1 || end - begin > max_unit) return {from, from};
  return {begin, end};
}

struct Tail {
  std::optional<Passage> date_at, signature_at;
  std::optional<dsl::CivilDate> date;
  std::string signature;
};

/// The date on a line of its own near the end, and the unit above or beside it.
Tail read_tail(const Report& report, BlockChars& known, const std::string& unit, std::uint32_t title_block,
               const Words& unit_endings) {
  Tail tail;
  const auto& blocks = report.document.blocks;
  std::uint32_t seen = 0;
  const auto signs = [&](const TitleLine& line, std::size_t to) {
    if (to <= line.from || to - line.from > max_unit || !plain(*line.chars, line.from, to)) return false;
    const std::string name = bare_name(line.chars->text(line.from, to));
    if (!unit.empty() && (name == unit || unit.ends_with(name) || name.ends_with(unit))) return true;
    return unit_endings.ending_at(*line.chars, line.from, to) > 0 && !read_number(*line.chars, line.from);
  };
  for (std::uint32_t b = report.document.main_blocks(); b-- > title_block + 1 && seen < max_tail_blocks;) {
    if (!readable(blocks[b])) continue;
    const TitleLine line = line_of(known, b);
    if (line.from >= line.to) continue;
    ++seen;
    if (!tail.date) {
      const auto date = find_date(*line.chars, line.from, line.to);
      // A line of its own, or 单位 日期 on one line.
      if (date && date->end + 2 >= line.to && date->begin - line.from <= max_unit) {
        std::size_t before = line.chars->trim_end(line.from, date->begin);
        while (before > line.from && (is_opening(line.chars->c[before - 1]) || is_colon(line.chars->c[before - 1])))
          --before;
        if (before == line.from || signs(line, before)) {
          tail.date = date->date;
          tail.date_at = line.chars->passage(date->begin, date->end);
          if (before > line.from) {
            tail.signature = line.chars->text(line.from, before);
            tail.signature_at = line.chars->passage(line.from, before);
            break;
          }
          continue;
        }
      }
    }
    if (signs(line, line.to) && (tail.date || bare_name(line.chars->text(line.from, line.to)) == unit)) {
      tail.signature = line.chars->text(line.from, line.to);
      tail.signature_at = line.chars->passage(line.from, line.to);
      break;
    }
    if (tail.date && line.to - line.from > max_unit) break;
  }
  return tail;
}

/// The year named most often at the start of paragraphs: 2021年部门收入决算数…
/// Years that something is compared with (比2019年预算减少) do not count.
std::optional<std::pair<int, Passage>> most_named_year(const Report& report, BlockChars& known,
                                                       std::uint32_t from_block, const Words& comparisons) {
  constexpr std::size_t opening = 30;
  std::map<int, std::pair<std::size_t, Passage>> named;
  for (std::uint32_t b = from_block; b < report.document.main_blocks(); ++b) {
    const auto& block = report.document.blocks[b];
    if (!readable(block) || block.role != document::Role::body) continue;
    const Chars& s = known.at(b);
    const auto year = find_year(s, 0, std::min(opening, s.size()));
    if (!year || comparisons.ending_at(s, 0, year->begin) > 0) continue;
    auto& entry = named.try_emplace(year->year, 0, s.passage(year->begin, year->end)).first->second;
    ++entry.first;
  }
  const auto best = std::max_element(named.begin(), named.end(),
                                     [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  if (best == named.end()) return std::nullopt;
  return std::pair{best->first, best->second.second};
}

/// 发布机构石桥县政务服务管理局: a portal field with the unit's name.
void unit_from_fields(Report& report, BlockChars& known, const Words& fields, const Words& unit_endings) {
  std::uint32_t seen = 0;
  for (std::uint32_t b = 0; b < report.document.main_blocks() && seen < max_title_blocks; ++b) {
    if (!readable(report.document.blocks[b])) continue;
    const TitleLine line = line_of(known, b);
    if (line.from >= line.to) continue;
    ++seen;
    const std::size_t n = fields.at(*line.chars, line.from);
    if (n == 0) continue;
    std::size_t begin = line.chars->skip_blanks(line.from + n);
    if (begin < line.to && is_colon(line.chars->c[begin])) begin = line.chars->skip_blanks(begin + 1);
    std::size_t end = begin;
    while (end < line.to && !is_blank(line.chars->c[end])) ++end;
    if (end <= begin + 2 || end - begin > max_unit || unit_endings.ending_at(*line.chars, begin, end) == 0) continue;
    report.identity.unit = line.chars->text(begin, end);
    report.identity.unit_at = line.chars->passage(begin, end);
    return;
  }
}

}  // namespace

void find_identity(Report& report, const Lexicon& lexicon, BlockChars& known, BlockStreams& streams) {
  const Words& endings = lexicon.words("title_endings");
  const Words& subjects = lexicon.words("title_subjects");
  const Words& unit_endings = lexicon.words("unit_endings");
  const Words& fields = lexicon.words("publisher_fields");
  auto& identity = report.identity;

  std::uint32_t after_title = 0;
  bool named = false;  // the unit is known by the last word of its name
  if (auto title = find_title(report, known, endings, subjects, lexicon.words("header_actual"))) {
    auto lines = lines_above(report, known, *title, unit_endings, fields);
    lines.push_back(*title);
    after_title = lines.back().chars->block + 1;
    for (const auto& line : lines) {
      identity.title += line.chars->text(line.from, line.to);
      identity.title_lines.push_back(line.chars->passage(line.from, line.to));
    }
    identity.title_at = identity.title_lines.back();
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
      if (!identity.year) {
        if (const auto year = find_year(*line->chars, line->from, line->to)) {
          identity.year = year->year;
          identity.year_at = line->chars->passage(year->begin, year->end);
        }
      }
      if (named) continue;
      const auto [from, to] = unit_in(*line->chars, line->from, line->to, subjects, unit_endings);
      if (to <= from) continue;
      // 石桥区民政局 above 2021年度养老服务项目…: what ends as the name of a unit does comes before a project's name.
      named = unit_endings.ending_at(*line->chars, from, to) > 0;
      if (!named && !identity.unit.empty()) continue;
      identity.unit = line->chars->text(from, to);
      identity.unit_at = line->chars->passage(from, to);
    }
  }
  const Tail tail =
      read_tail(report, known, bare_name(identity.unit), after_title == 0 ? 0 : after_title - 1, unit_endings);
  identity.date = tail.date;
  identity.date_at = tail.date_at;
  identity.signature = tail.signature;
  identity.signature_at = tail.signature_at;
  // …学生营养改善补助资金 over 2022年度中央对地方转移支付绩效自评报告: who signs is the unit.
  if (!named && tail.signature_at) {
    identity.unit = tail.signature;
    identity.unit_at = tail.signature_at;
  }
  // 2023年项目绩效自评表, and a field below it with who fills it in: more than a title that ends as no unit's name
  // does.
  if (identity.unit.empty() || (!named && !tail.signature_at)) unit_from_fields(report, known, fields, unit_endings);
  if (!identity.year) {
    // The line below the title: （2021年度）
    for (std::uint32_t b = after_title; b < report.document.main_blocks() && b < after_title + 3 && !identity.year;
         ++b) {
      if (!readable(report.document.blocks[b])) continue;
      const TitleLine line = line_of(known, b);
      if (line.to - line.from > 16) continue;
      if (const auto year = find_year(*line.chars, line.from, line.to)) {
        identity.year = year->year;
        identity.year_at = line.chars->passage(year->begin, year->end);
      }
    }
  }
  if (!identity.year) {
    if (const auto year = most_named_year(report, known, after_title, lexicon.words("compare_words"))) {
      identity.year = year->first;
      identity.year_at = year->second;
    }
  }
  find_region(report, lexicon, known, streams);
}

}  // namespace hegui::report
