#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/headings.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/structure.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t max_opening = 26;  // characters of a first sentence that serves as a heading
constexpr std::size_t min_group = 2;

/// The end of a first sentence that can serve as a heading of its paragraph: short, no comma, no figure, text behind
/// it.
std::size_t opening_title(const Line& line) {
  const Chars& s = *line.chars;
  const std::size_t from = line.title_begin;
  const std::size_t end = sentence_end(s, from, false);
  if (end >= line.title_end || end - from > max_opening || end - from < 5 || s.c[end - 1] != U'。') return 0;
  for (std::size_t i = from; i + 1 < end; ++i)
    if (is_comma(s.c[i]) || is_colon(s.c[i]) || is_semicolon(s.c[i]) || is_digit(s.c[i])) return 0;
  return end - 1;
}

/// Paragraphs without numbers that stand directly under a heading and all open with a title-like sentence.
void find_unnumbered_groups(std::vector<Line>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].heading || lines[i].level == 0 || lines[i].shape == Shape::attachment || !lines[i].number) continue;
    std::size_t end = i + 1;
    bool all = true;
    while (end < lines.size() && lines[end].level == 0 && lines[end].shape == Shape::text && !lines[end].contents) {
      all = all && opening_title(lines[end]) != 0;
      ++end;
    }
    if (!all || end - i - 1 < min_group) continue;
    for (std::size_t j = i + 1; j < end; ++j) {
      lines[j].title_end = opening_title(lines[j]);
      lines[j].shape = Shape::run_in;
      lines[j].heading = true;
      lines[j].level = lines[i].level + 1;
      lines[j].parent = static_cast<std::ptrdiff_t>(i);
    }
    i = end - 1;
  }
}

void append_sections(Report& report, const std::vector<Line>& lines, dsl::SectionKindId attachments, bool attached) {
  std::vector<SectionId> open;  // by level
  for (const auto& line : lines) {
    if (line.level == 0 || (!line.heading && !line.item)) continue;
    Section section;
    section.attached = attached;
    const Chars& s = *line.chars;
    section.level = line.level;
    section.title = s.text(line.title_begin, line.title_end);
    std::erase(section.title, '\n');  // a break inside is the page's
    section.heading = s.passage(line.title_begin, line.title_end);
    section.first_block = section.last_block = line.block();
    section.list_item = line.item;
    section.run_in = line.shape == Shape::run_in || line.shape == Shape::long_text;
    if (line.shape == Shape::attachment) {
      section.number = s.text(s.skip_blanks(0), line.title_begin);
      if (attachments.valid()) section.kinds = {attachments};  // by its mark, whatever its name says
    } else if (line.table_number) {
      section.number = s.text(s.skip_blanks(0), line.title_begin);
    } else if (line.number) {
      section.style = line.number->written;
      section.role = line.number->style;
      const bool lost = line.number->end == line.number->begin;  // nothing stands there: only its neighbours tell
      const auto& numbering = report.document.blocks[line.block()].numbering;
      section.number = lost ? numbering : s.text(line.number->begin, line.number->end);
      section.ordinal = lost && numbering.empty() ? 0 : line.number->ordinal;
    }
    open.resize(std::min<std::size_t>(open.size(), line.level - 1));
    if (!open.empty()) section.parent = open.back();
    const SectionId id{static_cast<std::uint32_t>(report.sections.size())};
    if (section.parent.valid()) report.sections[section.parent.value].children.push_back(id);
    while (open.size() + 1 < line.level) open.push_back(section.parent);  // a level that the text skips
    open.push_back(id);
    report.sections.push_back(std::move(section));
  }
}

/// Of the sections from `first` on, which end with the block `last` at the latest.
void set_ranges(Report& report, const std::vector<Line>& lines, std::size_t first, std::uint32_t last) {
  std::vector<std::size_t> open;
  const auto close = [&](std::size_t section, std::uint32_t block) {
    auto& s = report.sections[section];
    s.last_block = std::max(s.first_block, block);
  };
  for (std::size_t i = first; i < report.sections.size(); ++i) {
    const auto& section = report.sections[i];
    while (!open.empty() && report.sections[open.back()].level >= section.level) {
      close(open.back(), section.first_block == 0 ? 0 : section.first_block - 1);
      open.pop_back();
    }
    open.push_back(i);
  }
  for (const std::size_t i : open) close(i, last);
  // The name of a table is a section of its own that ends with the table.
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].shape != Shape::caption || lines[i].level == 0) continue;
    const auto it = std::lower_bound(report.sections.begin(), report.sections.end(), lines[i].block(),
                                     [](const Section& s, std::uint32_t block) { return s.first_block < block; });
    if (it == report.sections.end() || it->first_block != lines[i].block()) continue;
    std::uint32_t end = it->first_block;
    bool table = false;
    for (std::size_t j = i + 1; j < lines.size() && lines[j].block() <= it->last_block; ++j) {
      if (table && lines[j].shape != Shape::table) break;
      table = table || lines[j].shape == Shape::table;
      end = lines[j].block();
    }
    it->last_block = end;
  }
}

}  // namespace

namespace {

/// The blocks of one file, which has an outline of its own.
void outline_of_file(Report& report, const Lexicon& lexicon, BlockChars& chars, std::uint32_t first, std::uint32_t end,
                     bool attached) {
  auto lines = read_lines(report.document, chars, first, end, lexicon);
  find_decimal_numbers(lines);
  const SectionNames& names = lexicon.structure().names;
  mark_contents(lines, lexicon);
  for (const auto& line : lines)
    if (line.contents) report.document.blocks[line.block()].role = document::Role::contents;
  mend_numbers(lines, names);
  find_unnumbered_titles(lines, names, lexicon);
  place_lines(lines);
  tell_headings_from_items(lines, names);
  find_unnumbered_groups(lines);
  const std::size_t sections = report.sections.size();
  append_sections(report, lines, lexicon.program().find_section_kind("attachments"), attached);
  if (end > 0) set_ranges(report, lines, sections, end - 1);
}

}  // namespace

void find_outline(Report& report, const Lexicon& lexicon, BlockChars& chars) {
  std::uint32_t first = 0;
  for (const auto& title : report.identity.title_lines) first = std::max(first, title.block + 1);
  outline_of_file(report, lexicon, chars, first, report.document.main_blocks(), false);
  const auto& sources = report.document.sources;
  for (std::size_t i = 1; i < sources.size(); ++i) {
    const auto end =
        i + 1 < sources.size() ? sources[i + 1].first_block : static_cast<std::uint32_t>(report.document.blocks.size());
    outline_of_file(report, lexicon, chars, sources[i].first_block, end, true);
  }
}

namespace {

/// The innermost section whose blocks hold this one.
SectionId innermost(const Report& report, std::uint32_t block, bool headings_only) {
  const auto& sections = report.sections;
  const auto it = std::upper_bound(sections.begin(), sections.end(), block,
                                   [](std::uint32_t b, const Section& s) { return b < s.first_block; });
  if (it == sections.begin()) return {};
  SectionId id{static_cast<std::uint32_t>(it - sections.begin() - 1)};
  while (id.valid() && (block > sections[id.value].last_block || (headings_only && sections[id.value].list_item)))
    id = sections[id.value].parent;
  return id;
}

}  // namespace

SectionId section_at(const Report& report, std::uint32_t block) { return innermost(report, block, false); }
SectionId heading_at(const Report& report, std::uint32_t block) { return innermost(report, block, true); }

}  // namespace hegui::report
