#include "checker/findings/place.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kContextCharacters = 160;  // shown on each side of a quote
constexpr std::size_t kQuoteCharacters = 600;    // a longer quote is cut

/// Byte length of the blank (of any width) at the start of `text`, or 0.
std::size_t blank_length(std::string_view text) {
  if (text.empty()) return 0;
  const char c = text[0];
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f') return 1;
  if (text.substr(0, 2) == "\xC2\xA0") return 2;      // no-break space
  if (text.substr(0, 3) == "\xE3\x80\x80") return 3;  // ideographic space
  return 0;
}

/// The byte offset `count` characters before (from the end of `text`) or after its start.
std::size_t last_characters(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  while (at > 0 && count > 0) {
    --at;
    if (!dsl::utf8::is_continuation(text[at])) --count;
  }
  return at;
}
std::size_t first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (!dsl::utf8::is_continuation(text[at])) {
      if (count == 0) return at;
      --count;
    }
    ++at;
  }
  return text.size();
}

/// One line of the text from begin to end, with the quote kept whole; the sides are cut when they are long.
Surroundings around(std::string_view before, std::string_view quote, std::string_view after) {
  Surroundings result;
  const std::size_t cut = last_characters(before, kContextCharacters);
  if (cut > 0) result.text = "…";
  std::string left = one_line(before.substr(cut));
  // A blank between the words before and the quote belongs to neither; keep one where the file has one.
  if (!left.empty() && !before.empty() && blank_length(before.substr(last_characters(before, 1))) != 0) left += ' ';
  result.text += left;
  result.quote_at = static_cast<std::uint32_t>(result.text.size());
  result.text += quote;
  if (!after.empty() && blank_length(after) != 0) result.text += ' ';
  const std::size_t kept = first_characters(after, kContextCharacters);
  result.text += one_line(after.substr(0, kept));
  if (kept < after.size()) result.text += "…";
  while (!result.text.empty() && result.text.back() == ' ') result.text.pop_back();
  return result;
}

const report::Sentence* sentence_at(const report::Report& report, const report::Passage& passage) {
  const auto& all = report.sentences;
  auto after = std::upper_bound(all.begin(), all.end(), passage.begin,
                                [](std::uint32_t at, const report::Sentence& s) { return at < s.at.begin; });
  if (after == all.begin()) return nullptr;
  const report::Sentence& found = *(after - 1);
  return passage.end <= found.at.end && found.at.block == passage.block ? &found : nullptr;
}

Surroundings table_row(const report::Report& report, const document::Block& block, const report::Passage& passage) {
  const document::Cell* own = nullptr;
  for (const auto& cell : block.table.cells)
    if (cell.slice.begin <= passage.begin && passage.end <= cell.slice.end) own = &cell;
  if (own == nullptr) return {std::string(report.quote(passage)), 0};
  std::string before, after;
  for (const auto& cell : block.table.cells) {
    if (cell.row != own->row) continue;
    const std::string text = one_line(report.document.text->quote(cell.slice.begin, cell.slice.end));
    if (cell.column < own->column) before += text + " | ";
    if (cell.column > own->column) after += " | " + text;
  }
  before += report.document.text->quote(own->slice.begin, passage.begin);
  return around(before, report.quote(passage),
                std::string(report.document.text->quote(passage.end, own->slice.end)) + after);
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  bool pending = false;
  while (!text.empty()) {
    if (const std::size_t blank = blank_length(text); blank != 0) {
      pending = !out.empty();
      text.remove_prefix(blank);
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out += text[0];
    text.remove_prefix(1);
  }
  return out;
}

const report::Fact* fact_of(const report::Report& report, report::FactId id) {
  return id.valid() && id.value < report.facts.size() ? &report.facts[id.value] : nullptr;
}

namespace {

/// Of the cell that holds the passage, else of its block.
document::Locator locator_of(const report::Report& report, const report::Passage& passage) {
  if (passage.block >= report.document.blocks.size()) return {};
  const document::Block& block = report.document.blocks[passage.block];
  const auto& cells = block.table.cells;
  auto after = std::upper_bound(cells.begin(), cells.end(), passage.begin,
                                [](std::uint32_t at, const document::Cell& cell) { return at < cell.slice.begin; });
  if (after == cells.begin() || std::prev(after)->locator.sheet.empty()) return block.locator;
  return std::prev(after)->locator;
}

}  // namespace

Located locate(const report::Report& report, const report::Passage& passage) {
  const text::Place place = report.place(passage);
  Located located{place.line,
                  place.column,
                  place.byte,
                  place.byte + report.quote(passage).size(),
                  locator_of(report, passage),
                  report.document.boxes_of({passage.begin, passage.end})};
  // A paragraph or table that runs over the end of its page begins on another one than the words asked for.
  if (!located.boxes.empty()) located.locator.page = located.boxes.front().page;
  return located;
}

void write_boxes(JsonWriter& json, const std::vector<document::PageBox>& boxes) {
  constexpr int kDecimals = 2;
  const auto corners = [&](const document::PageBox& box) {
    json.row({box.left, box.top, box.right, box.bottom}, kDecimals);
  };
  if (boxes.size() == 1) {
    json.key("box");
    corners(boxes.front());
  } else if (!boxes.empty()) {
    json.key("boxes").begin_array();
    for (const auto& box : boxes) {
      json.begin_object().member("page", box.page).key("box");
      corners(box);
      json.end_object();
    }
    json.end_array();
  }
}

std::string file_of(const report::Report& report, const report::Passage& passage) {
  const document::Source* const source = report.document.source_of(passage.block);
  return source == nullptr ? std::string() : source->path;
}

std::string file_mark(const report::Report& report, const report::Passage& passage) {
  const document::Source* const source = report.document.source_of(passage.block);
  if (source == nullptr || source == report.document.sources.data()) return {};
  return "[" + std::to_string(source - report.document.sources.data() + 1) + "]";
}

std::string short_path(const std::string& path, const std::vector<std::string>& all) {
  std::size_t shared = path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1;
  for (const std::string& other : all) {
    std::size_t same = 0;
    while (same < shared && same < other.size() && path[same] == other[same]) ++same;
    while (same > 0 && path[same - 1] != '/') --same;
    shared = same;
  }
  return path.substr(shared);
}

std::string page_or_cell(const document::Locator& locator, bool english) {
  if (locator.page > 0) {
    const std::string number = std::to_string(locator.page);
    return english ? "page " + number : "第" + number + "页";
  }
  if (locator.sheet.empty()) return {};
  std::string letters;
  for (std::uint32_t column = locator.column; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return locator.sheet + (locator.row > 0 ? "!" + letters + std::to_string(locator.row) : std::string());
}

report::SectionId heading_of(const report::Report& report, report::SectionId section) {
  while (section.valid() && section.value < report.sections.size() && report.sections[section.value].list_item)
    section = report.sections[section.value].parent;
  return section.valid() && section.value < report.sections.size() ? section : report::SectionId{};
}

report::SectionId section_at(const report::Report& report, const report::Passage& passage) {
  const auto& all = report.sections;
  auto after = std::upper_bound(all.begin(), all.end(), passage.begin,
                                [](std::uint32_t at, const report::Section& s) { return at < s.heading.begin; });
  if (after == all.begin()) return {};
  report::SectionId id{static_cast<std::uint32_t>(after - all.begin()) - 1};
  while (id.valid() && (passage.block < all[id.value].first_block || passage.block > all[id.value].last_block))
    id = all[id.value].parent;
  return heading_of(report, id);
}

std::string section_path(const report::Report& report, report::SectionId section) {
  std::vector<std::string> names;
  for (auto id = heading_of(report, section); id.valid() && names.size() < 16;
       id = heading_of(report, report.sections[id.value].parent)) {
    const report::Section& s = report.sections[id.value];
    names.push_back(one_line(s.number) + one_line(s.title));
  }
  std::string path;
  for (auto name = names.rbegin(); name != names.rend(); ++name) path += (path.empty() ? "" : " › ") + *name;
  return path;
}

Surroundings surroundings(const report::Report& report, const report::Passage& passage) {
  const text::Text& text = *report.document.text;
  const std::string_view quote = report.quote(passage);
  const std::string_view shown = quote.substr(0, first_characters(quote, kQuoteCharacters));
  if (const auto* sentence = sentence_at(report, passage))
    return around(text.quote(sentence->at.begin, passage.begin), shown, text.quote(passage.end, sentence->at.end));
  if (passage.block >= report.document.blocks.size()) return {std::string(shown), 0};
  const document::Block& block = report.document.blocks[passage.block];
  if (block.kind == document::Block::Kind::table) return table_row(report, block, passage);
  const std::uint32_t end = std::max(passage.end, block.slice.end);
  const std::uint32_t begin = std::min(passage.begin, block.slice.begin);
  return around(text.quote(begin, passage.begin), shown, text.quote(passage.end, end));
}

std::string normalised_words(const report::Report& report, const report::Passage& passage) {
  std::string_view text = report.document.text->normalised();
  if (passage.begin >= text.size() || passage.end < passage.begin) return {};
  text = text.substr(passage.begin, passage.end - passage.begin);
  std::string out;
  while (!text.empty()) {
    if (const std::size_t blank = blank_length(text); blank != 0) {
      text.remove_prefix(blank);
      continue;
    }
    out += text[0];
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace hegui::findings
