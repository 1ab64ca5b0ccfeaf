#include "checker/engine/contents.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "checker/engine/passages.hpp"
#include "checker/report/characters.hpp"
#include "checker/report/numbering.hpp"

namespace hegui::engine {

namespace {

using report::Chars;
using report::Report;
using report::Section;
using report::SectionId;

constexpr std::size_t kMostEntries = 500;
constexpr std::size_t kLongestTitle = 80;  // characters

bool is_leader(char32_t c) {
  return c == U'.' || c == U'…' || c == U'·' || c == U'-' || c == U'—' || c == U'_' || report::is_blank(c);
}

/// What stands in one line: its number, its title, and the page after the leaders.
std::optional<ContentsEntry> read_line(const Chars& chars, std::size_t begin, std::size_t end) {
  begin = std::min(chars.skip_blanks(begin), end);
  end = chars.trim_end(begin, end);
  ContentsEntry entry;
  std::size_t stop = end;
  while (stop > begin && report::is_digit(chars.c[stop - 1])) --stop;
  if (stop < end && end - stop <= 4 && stop > begin && is_leader(chars.c[stop - 1])) {
    std::uint32_t page = 0;
    for (std::size_t i = stop; i < end; ++i)
      page = page * 10 + static_cast<std::uint32_t>(report::digit_value(chars.c[i]));
    entry.page = page;
    end = stop;
  }
  while (end > begin && is_leader(chars.c[end - 1])) --end;
  if (begin >= end || end - begin > kLongestTitle) return std::nullopt;
  std::size_t title = begin;
  if (const auto number = report::read_number(chars, begin); number && !number->doubtful && number->end < end) {
    entry.number = chars.text(number->begin, chars.trim_end(number->begin, number->end));
    title = number->end;
  }
  entry.title = chars.text(title, end);
  entry.at = chars.passage(begin, end);
  return entry;
}

class Reader {
 public:
  explicit Reader(const Report& report) : report_(report) {}

  std::vector<ContentsEntry> run() {
    for (std::uint32_t b = 0; b < report_.document.blocks.size(); ++b) {
      if (report_.document.blocks[b].role != document::Role::contents) continue;
      const Chars chars = report::characters(report_.document, b);
      for (std::size_t begin = 0; begin < chars.size();) {
        std::size_t end = begin;
        while (end < chars.size() && chars.c[end] != U'\n') ++end;
        if (entries_.size() < kMostEntries)
          if (auto entry = read_line(chars, begin, end)) add(std::move(*entry), chars, begin);
        begin = end + 1;
      }
    }
    return std::move(entries_);
  }

 private:
  struct Level {
    report::NumberStyle style;
    SectionId heading;
  };

  /// Its depth follows from the order in which the styles of numbers first appear: 一、 then （一） below it.
  void add(ContentsEntry entry, const Chars& chars, std::size_t begin) {
    const auto number = report::read_number(chars, chars.skip_blanks(begin));
    const report::NumberStyle style = entry.number.empty() || !number ? report::NumberStyle::none : number->style;
    const auto same = [&](const Level& level) { return level.style == style; };
    if (const auto known = std::find_if(levels_.begin(), levels_.end(), same); known != levels_.end())
      levels_.erase(known, levels_.end());
    const SectionId above = levels_.empty() ? SectionId() : levels_.back().heading;
    const bool lost = !levels_.empty() && !above.valid();  // what it belongs to is not there: nor can it be found below
    if (!lost) entry.heading = heading_of(entry, style, number ? number->ordinal : 0, above);
    // 目录 itself and the title of the report have no number and nothing below them.
    if (style == report::NumberStyle::none && !entry.page && !entry.heading.valid()) return;
    if (style != report::NumberStyle::none) levels_.push_back({style, entry.heading});
    entries_.push_back(std::move(entry));
  }

  [[nodiscard]] SectionId heading_of(const ContentsEntry& entry, report::NumberStyle style, std::uint32_t ordinal,
                                     SectionId above) const {
    SectionId by_number;
    for (std::uint32_t i = 0; i < report_.sections.size(); ++i) {
      const Section& section = report_.sections[i];
      if (section.list_item || section.attached || (above.valid() && section.parent != above)) continue;
      if (report::bare_name(section.title) == report::bare_name(entry.title) &&
          (style == report::NumberStyle::none || section.ordinal == ordinal))
        return SectionId{i};
      const bool alike = style != report::NumberStyle::none && section.ordinal == ordinal && ordinal != 0 &&
                         (section.style == style || section.role == style);
      if (alike && !by_number.valid()) by_number = SectionId{i};
    }
    return by_number;
  }

  const Report& report_;
  std::vector<ContentsEntry> entries_;
  std::vector<Level> levels_;
};

}  // namespace

std::int64_t points_of(const dsl::Program& program, const Report& report, std::uint32_t section) {
  std::int64_t children = 0;
  for (const Section& other : report.sections) children += other.parent.value == section ? 1 : 0;
  std::map<report::NumberStyle, std::set<std::uint32_t>> numbers;
  std::set<std::string_view> words;
  const dsl::WordsId list = program.find_words("point_markers");
  for (const report::Passage& at : section_passages(report, section)) {
    const std::string_view text = chars_of(report, at);
    const Chars chars = report::characters(text);
    for (std::size_t i = 0; i < chars.size(); ++i) {
      const bool begins = i == 0 || report::is_stop(chars.c[i - 1]) || report::is_semicolon(chars.c[i - 1]) ||
                          report::is_comma(chars.c[i - 1]) || report::is_colon(chars.c[i - 1]) ||
                          chars.c[i - 1] == U'\n';
      if (!begins) continue;
      const std::size_t from = chars.skip_blanks(i);
      if (const auto number = report::read_number(chars, from); number && !number->doubtful)
        numbers[number->style].insert(number->ordinal);
      if (!list.valid() || from >= chars.size()) continue;
      for (const std::string& word : program.word_lists[list.value].words)
        if (text.substr(chars.at[from]).starts_with(word)) words.insert(word);
    }
  }
  auto most = static_cast<std::size_t>(children);
  for (const auto& [style, ordinals] : numbers) most = std::max(most, ordinals.size());
  return static_cast<std::int64_t>(std::max(most, words.size()));
}

std::vector<ContentsEntry> contents_entries(const Report& report) { return Reader(report).run(); }

}  // namespace hegui::engine
