#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "checker/report/headings.hpp"
#include "checker/report/words.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t max_mended_title = 30;
constexpr std::size_t min_contents_run = 3;
constexpr std::size_t max_look_ahead = 4000;  // lines; keeps the work linear on hostile input
constexpr std::uint32_t max_gap = 3;  // a running text may open with a number that continues the list, not with any
constexpr std::size_t deepest_caption = 3;  // level of a table among the points of a chapter

std::size_t reach(const std::vector<Line>& lines, std::size_t i) { return std::min(lines.size(), i + max_look_ahead); }

bool is_arabic(NumberStyle style) { return style == NumberStyle::arabic_comma || style == NumberStyle::arabic_dot; }

/// 1、 and 1. stand on one step of the ladder.
int rank(NumberStyle style, bool under) {
  const auto step = static_cast<int>(style == NumberStyle::arabic_comma ? NumberStyle::arabic_dot : style);
  return 2 * step + (under ? 1 : 0);
}

bool heading_like(const Line& line) {
  return line.number && (line.shape == Shape::title || line.shape == Shape::sentence || line.shape == Shape::run_in) &&
         line.title_end - line.title_begin <= max_mended_title;
}

std::string title_of(const Line& line) { return bare_name(line.chars->text(line.title_begin, line.title_end)); }

/// The title has more characters than that, blanks and quotes left out.
bool more_than(const Line& line, std::size_t count) {
  std::size_t characters = 0;
  for (std::size_t i = line.title_begin; i < line.title_end && characters <= count; ++i)
    characters += is_blank(line.chars->c[i]) || is_quote(line.chars->c[i]) ? 0 : 1;
  return characters > count;
}

/// Would line `i`, taken as top-level heading number `ordinal`, be followed by the next one?
bool next_follows(const std::vector<Line>& lines, std::size_t i, std::uint32_t ordinal) {
  std::uint32_t expected = ordinal + 1;
  for (std::size_t j = i + 1; j < reach(lines, i); ++j) {
    if (!heading_like(lines[j])) continue;
    const Number& n = *lines[j].number;
    if (n.style == NumberStyle::part) break;
    if (n.style == NumberStyle::chinese && !n.doubtful) return n.ordinal == expected;
    if (n.style == lines[i].number->style && n.ordinal == expected) ++expected;
  }
  return false;
}

/// No further top-level number comes after line `i`.
bool is_last(const std::vector<Line>& lines, std::size_t i) {
  for (std::size_t j = i + 1; j < reach(lines, i); ++j)
    if (lines[j].number && lines[j].number->style == NumberStyle::chinese && heading_like(lines[j])) return false;
  return true;
}

bool opens_brackets(const std::vector<Line>& lines, std::size_t i) {
  for (std::size_t j = i + 1; j < reach(lines, i); ++j)
    if (lines[j].number) return lines[j].number->style == NumberStyle::chinese_bracket && lines[j].number->ordinal == 1;
  return false;
}

struct Open {  // one level of the stack
  NumberStyle style;
  std::uint32_t ordinal;
  std::ptrdiff_t line;
  int hint;
  bool under = false;  // 第一节
};

/// Does the list that stands open at `style` and `ordinal` go on after line `i`?
bool goes_on(const std::vector<Line>& lines, std::size_t i, NumberStyle style, std::uint32_t ordinal) {
  for (std::size_t j = i + 1; j < reach(lines, i); ++j)
    if (lines[j].number && lines[j].number->style == style && lines[j].shape != Shape::table)
      return lines[j].number->ordinal == ordinal + 1;
  return false;
}

/// A level of the stack to which this number belongs, or -1 when it opens a new one.
std::ptrdiff_t level_of(const std::vector<Open>& stack, const Number& n) {
  for (std::size_t k = stack.size(); k-- > 0;)
    if (stack[k].style == n.style && stack[k].under == n.under) return static_cast<std::ptrdiff_t>(k);
  // 1. 2. 3、: one list in two hands
  if (!stack.empty() && is_arabic(n.style) && is_arabic(stack.back().style) && n.ordinal == stack.back().ordinal + 1)
    return static_cast<std::ptrdiff_t>(stack.size()) - 1;
  return -1;
}

/// A line that is nothing but the name of a kind of section.
bool is_bare_title(const Line& line, const SectionNames& names) {
  if (line.number || line.shape != Shape::text || line.contents) return false;
  const Chars& s = *line.chars;
  std::size_t end = line.title_end;
  while (end > line.title_begin && is_colon(s.c[end - 1])) --end;
  if (end - line.title_begin > max_mended_title) return false;
  const std::string title = s.text(line.title_begin, end);
  return names.is_name(title) || names.joins_names(title);
}

/// 项目概况：本项目…: the end of the label of a paragraph, or 0.
std::size_t label_end(const Line& line) {
  constexpr std::size_t shortest = 2, longest = 12;
  if (line.number || line.shape != Shape::text || line.contents) return 0;
  const Chars& s = *line.chars;
  for (std::size_t i = line.title_begin; i + 1 < line.title_end && i <= line.title_begin + longest; ++i) {
    if (is_colon(s.c[i])) return i >= line.title_begin + shortest ? i : 0;
    if (is_digit(s.c[i]) || is_comma(s.c[i]) || is_stop(s.c[i]) || is_semicolon(s.c[i]) || is_opening(s.c[i]) ||
        is_quote(s.c[i]) || s.c[i] == U'、')
      return 0;
  }
  return 0;
}

/// A report whose paragraphs open with labels instead of standing under headings. Several of the labels must be names
/// of sections: 单位：万元 and 其中：… alone make no chapters.
void find_labelled(std::vector<Line>& lines, const SectionNames& names, const Lexicon& lexicon) {
  constexpr std::size_t fewest_known = 4;
  const Words& notes = lexicon.words("table_note_openers");
  const Words& leads = lexicon.words("breakdown_open");
  std::size_t known = 0;
  for (const Line& line : lines)
    if (const std::size_t end = label_end(line); end != 0)
      known += names.is_name(line.chars->text(line.title_begin, end)) ? 1 : 0;
  if (known < fewest_known) return;
  bool begun = false;
  for (Line& line : lines) {
    const std::size_t end = label_end(line);
    if (end == 0) continue;
    const std::string label = line.chars->text(line.title_begin, end);
    begun = begun || names.is_name(label) || !names.kinds_of(label).empty();
    if (!begun || notes.contains(label) || leads.contains(label)) continue;
    line.title_end = end;
    line.shape = Shape::run_in;
    line.hint_level = 1;
  }
}

void drop_number(Line& line) {
  line.number.reset();
  line.shape = Shape::text;
}

}  // namespace

void mark_contents(std::vector<Line>& lines, const Lexicon& lexicon) {
  const Words& titles = lexicon.words("contents_titles");
  std::size_t first = lines.size();
  bool announced = false;
  for (std::size_t i = 0; i < lines.size() && !announced; ++i) {
    if (lines[i].number || lines[i].shape != Shape::text) continue;
    if (more_than(lines[i], titles.longest())) continue;
    const std::string bare = title_of(lines[i]);
    if (titles.contains(bare)) {
      lines[i].contents = true;
      first = i + 1;
      announced = true;
    }
  }
  if (!announced) {
    first = 0;
    while (first < lines.size() && !lines[first].number) ++first;
  }
  // The contents end where its first entry comes again.
  const auto entry = [&](std::size_t i) {
    return (lines[i].number || lines[i].contents) && lines[i].shape != Shape::long_text &&
           lines[i].shape != Shape::run_in;
  };
  if (first >= lines.size() || !entry(first)) {
    return;
  }
  std::size_t again = first + 1;
  std::size_t entries = 1;
  const std::string name = title_of(lines[first]);
  for (; again < lines.size() && (entry(again) || announced); ++again) {
    if (lines[again].number && lines[first].number && lines[again].number->style == lines[first].number->style &&
        lines[again].number->ordinal == lines[first].number->ordinal && title_of(lines[again]) == name)
      break;
    if (entry(again)) ++entries;
  }
  const bool repeats = again < lines.size() && lines[again].number && title_of(lines[again]) == name;
  if (repeats && (announced || entries >= min_contents_run)) {
    for (std::size_t i = first; i < again; ++i) lines[i].contents = true;
  }
  for (auto& line : lines)
    if (line.contents) line.number.reset();
}

void mend_numbers(std::vector<Line>& lines, const SectionNames& names) {
  std::uint32_t previous = 0;                    // ordinal of the last top-level heading
  std::uint32_t inner_comma = 0, inner_dot = 0;  // last 1、 and 1. since then
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (previous > 0 && is_bare_title(line, names)) {  // 四、 then a known title, then 六、
      line.number = Number{NumberStyle::chinese, previous + 1, line.title_begin, line.title_begin, false};
      if (next_follows(lines, i, previous + 1)) {
        line.shape = Shape::title;
        line.mended = true;
        ++previous;
        inner_comma = inner_dot = 0;
        continue;
      }
      line.number.reset();
    }
    if (!line.number || line.shape == Shape::attachment) continue;
    Number& n = *line.number;
    if (line.decimal) {
      if (n.style == NumberStyle::chinese) previous = n.ordinal;
      inner_comma = inner_dot = 0;
      continue;
    }
    if (n.style == NumberStyle::part) {
      previous = inner_comma = inner_dot = 0;
      continue;
    }
    if (n.style == NumberStyle::chinese) {
      if (n.doubtful) {
        const std::uint32_t ordinal = n.ordinal == 0 ? previous + 1 : n.ordinal;
        if (!heading_like(line) || ordinal != previous + 1 ||
            !(next_follows(lines, i, ordinal) || (previous > 0 && is_last(lines, i)))) {
          drop_number(line);
          continue;
        }
        n.doubtful = false;
        line.mended = true;
        if (n.ordinal == 0) n.ordinal = ordinal;
      }
      if (heading_like(line)) {
        previous = n.ordinal;
        inner_comma = inner_dot = 0;
      }
      continue;
    }
    if (!is_arabic(n.style)) continue;
    std::uint32_t& inner = n.style == NumberStyle::arabic_comma ? inner_comma : inner_dot;
    const bool continues_list = n.ordinal > 1 && inner + 1 == n.ordinal;
    const bool follows = n.ordinal == previous + 1 && heading_like(line) && !line.amounts_in_title;
    const bool expected = next_follows(lines, i, n.ordinal);
    if (follows &&
        ((expected && (!continues_list || opens_brackets(lines, i))) ||
         (n.ordinal > 1 && previous > 0 && !continues_list && line.shape == Shape::title && is_last(lines, i)))) {
      previous = n.ordinal;
      inner_comma = inner_dot = 0;
      n.style = NumberStyle::chinese;  // the part it plays; n.written stays what stands there
      line.mended = true;
      continue;
    }
    inner = n.ordinal;
  }
}

void find_unnumbered_titles(std::vector<Line>& lines, const SectionNames& names, const Lexicon& lexicon) {
  const bool numbered = std::any_of(lines.begin(), lines.end(), [](const Line& l) {
    return l.number && l.number->style <= NumberStyle::chinese && heading_like(l);
  });
  if (numbered) return;
  find_labelled(lines, names, lexicon);
  for (auto& line : lines) {
    if (!is_bare_title(line, names)) continue;
    while (is_colon(line.chars->c[line.title_end - 1])) --line.title_end;
    if (line.hint_level == 0) line.hint_level = 1;
  }
}

void place_lines(std::vector<Line>& lines) {
  std::size_t last_top = 0;  // attachments stand after the last numbered heading of the text
  NumberStyle top = NumberStyle::none;
  for (const auto& line : lines)
    if (line.number && line.shape != Shape::attachment && line.shape != Shape::long_text &&
        (top == NumberStyle::none || line.number->style < top))
      top = line.number->style;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].number && lines[i].shape != Shape::attachment && lines[i].number->style == top) last_top = i;

  std::vector<Open> stack;
  bool in_attachments = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    const auto parent = [&] { return stack.empty() ? std::ptrdiff_t{-1} : stack.back().line; };
    if (line.contents) continue;
    if (line.shape == Shape::attachment) {
      if (i < last_top) {
        drop_number(line);
        continue;
      }
      stack.clear();
      in_attachments = true;
      line.heading = true;
      line.level = 1;
      continue;
    }
    if (line.shape == Shape::caption) {
      line.heading = true;
      std::size_t above =
          std::min(stack.size(), deepest_caption - 1);  // it belongs to a chapter, not to its last point
      // （二）资金使用。支出…，见表2: nor to a point that is told in its own paragraph.
      const auto told = [&](std::ptrdiff_t at) {
        return at >= 0 && line.table_number && lines[static_cast<std::size_t>(at)].shape != Shape::title;
      };
      while (above > 1 && told(stack[above - 1].line)) --above;
      line.parent = above == 0 ? std::ptrdiff_t{-1} : stack[above - 1].line;
      line.level = static_cast<std::uint32_t>(above) + 1;
      continue;
    }
    if (!line.number) {
      if (line.shape == Shape::text) in_attachments = false;
      if (line.hint_level > 0 && (line.shape == Shape::text || line.shape == Shape::run_in) &&
          line.title_end - line.title_begin <= max_mended_title) {
        while (!stack.empty() && (stack.back().hint == 0 || stack.back().hint >= line.hint_level)) stack.pop_back();
        line.heading = true;
        line.parent = parent();
        line.level = static_cast<std::uint32_t>(stack.size()) + 1;
        stack.push_back({NumberStyle::none, 0, static_cast<std::ptrdiff_t>(i), line.hint_level, false});
      }
      continue;
    }
    const Number& n = *line.number;
    if (in_attachments && is_arabic(n.style) && line.shape != Shape::long_text) {  // 附件：1.… and below it 2.…
      line.shape = Shape::attachment;
      line.heading = true;
      line.level = 1;
      continue;
    }
    in_attachments = false;
    std::ptrdiff_t k = level_of(stack, n);
    const bool running_text = line.shape == Shape::long_text || line.shape == Shape::run_in;
    if (k >= 0) {
      const std::uint32_t before = stack[static_cast<std::size_t>(k)].ordinal;
      if (running_text && n.ordinal > before + max_gap) {
        drop_number(line);
        continue;
      }
      stack.resize(static_cast<std::size_t>(k));
    } else {
      if (running_text && n.ordinal > max_gap) {
        drop_number(line);
        continue;
      }
      // A higher style ends the lists of lower styles, unless such a list goes on behind it.
      while (!stack.empty() && rank(stack.back().style, stack.back().under) > rank(n.style, n.under) &&
             !goes_on(lines, i, stack.back().style, stack.back().ordinal))
        stack.pop_back();
    }
    line.parent = parent();
    line.level = static_cast<std::uint32_t>(stack.size()) + 1;
    stack.push_back({n.style, n.ordinal, static_cast<std::ptrdiff_t>(i), line.hint_level, n.under});
  }
}

void tell_headings_from_items(std::vector<Line>& lines, const SectionNames& names) {
  // What follows a line: text of its own, or a line below it.
  const auto has_body = [&](std::size_t i) {
    for (std::size_t j = i + 1; j < reach(lines, i); ++j) {
      if (lines[j].contents) continue;
      if (lines[j].level > 0) return lines[j].level > lines[i].level;
      return lines[j].shape != Shape::attachment;
    }
    return false;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (!line.number || line.level == 0 || line.heading || line.item) continue;
    // All siblings are judged together, in order.
    std::vector<std::size_t> group;
    for (std::size_t j = i; j < reach(lines, i); ++j) {
      if (lines[j].level > 0 && lines[j].level < line.level) break;
      if (lines[j].level == line.level && lines[j].parent == line.parent && lines[j].number &&
          lines[j].shape != Shape::attachment && !lines[j].heading) {
        if (j > i && lines[j].number->style == line.number->style && lines[j].number->ordinal == 1) break;
        group.push_back(j);
      }
    }
    const bool duties = line.parent >= 0 && line.number->style > NumberStyle::chinese_bracket &&
                        names.has(names.kinds_of(title_of(lines[static_cast<std::size_t>(line.parent)])), "functions");
    bool any_body = false;
    for (const std::size_t j : group)
      any_body = any_body || (lines[j].shape == Shape::run_in && !lines[j].amounts_in_title) || has_body(j);
    std::size_t items = 0;
    for (const std::size_t j : group) {
      Line& l = lines[j];
      const bool chinese = l.number->style <= NumberStyle::chinese;
      const bool only_items_before = items > 0 && j != group.front() &&
                                     items == static_cast<std::size_t>(std::count_if(
                                                  group.begin(), group.end(), [&](std::size_t g) { return g < j; }));
      const bool last = j == group.back();
      bool heading = false;
      if (l.number->style == NumberStyle::first_item || (duties && !(l.shape == Shape::title && has_body(j)))) {
        heading = false;
      } else if (l.shape == Shape::title) {
        heading = chinese || l.number->style == NumberStyle::chinese_bracket || (any_body && !l.amounts_in_title);
      } else if (l.shape == Shape::sentence) {
        heading = chinese || (has_body(j) && !(last && only_items_before));
      } else if (l.shape == Shape::run_in) {
        heading = !l.amounts_in_title || chinese;
      }
      l.heading = heading;
      l.item = !heading;
      if (l.item) ++items;
    }
  }
}

}  // namespace hegui::report
