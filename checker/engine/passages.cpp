#include "checker/engine/passages.hpp"

#include <algorithm>

namespace hegui::engine {

using document::Block;
using report::Report;
using report::Section;
using report::SectionId;

std::string_view chars_of(const Report& report, const Passage& at) {
  const std::string_view all = report.document.text->normalised();
  const std::size_t begin = std::min<std::size_t>(at.begin, all.size());
  const std::size_t end = std::clamp<std::size_t>(at.end, begin, all.size());
  return all.substr(begin, end - begin);
}

Passage part_of(const Report& report, const Passage& place, std::string_view words, std::size_t from,
                std::size_t count) {
  if (words == chars_of(report, place))
    return {place.block, place.begin + static_cast<std::uint32_t>(from),
            place.begin + static_cast<std::uint32_t>(from + count)};
  if (count == 0 || words != report.quote(place)) return place;
  const text::Text& text = *report.document.text;
  const std::uint32_t first = text.to_original(place.begin);
  // The first normalised offset whose original lies at or behind `original`: the map never goes back.
  const auto back = [&](std::size_t original) {
    std::uint32_t low = place.begin, high = place.end;
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (text.to_original(middle) < first + original) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  const Passage part{place.block, back(from), back(from + count)};
  return part.begin < part.end ? part : place;
}

Passage block_passage(const Report& report, std::uint32_t block) {
  const auto& slice = report.document.blocks[block].slice;
  return {block, slice.begin, slice.end};
}

bool is_body(const Report& report, std::uint32_t block) {
  return report.document.blocks[block].role == document::Role::body;
}

std::vector<Passage> report_passages(const Report& report) {
  std::vector<Passage> all;
  for (std::uint32_t i = 0; i < report.document.blocks.size(); ++i)
    if (is_body(report, i)) all.push_back(block_passage(report, i));
  return all;
}

namespace {

bool is_below(const Report& report, SectionId section, SectionId above) {
  for (int depth = 0; section.valid() && depth < 64; ++depth) {
    if (section == above) return true;
    section = report.sections[section.value].parent;
  }
  return false;
}

}  // namespace

std::vector<Passage> section_passages(const Report& report, std::uint32_t section) {
  std::vector<Passage> all;
  const Section& own = report.sections[section];
  if (report.document.blocks.empty()) return all;
  const auto last =
      std::min<std::uint32_t>(own.last_block, static_cast<std::uint32_t>(report.document.blocks.size()) - 1);
  // Several sections may share a paragraph (一是…二是…): the next one that is not below this one ends it.
  std::uint32_t stop_block = last + 1;
  std::uint32_t stop = 0;
  for (std::uint32_t next = section + 1; next < report.sections.size(); ++next) {
    const Section& other = report.sections[next];
    if (other.heading.block > last) break;
    if (is_below(report, SectionId{next}, SectionId{section})) continue;
    stop_block = other.heading.block;
    stop = other.heading.begin;
    break;
  }
  for (std::uint32_t i = own.first_block; i <= last && i <= stop_block; ++i) {
    if (!is_body(report, i)) continue;
    Passage at = block_passage(report, i);
    if (i == own.heading.block) at.begin = std::max(at.begin, own.heading.end);
    if (i == stop_block) at.end = std::min(at.end, stop);
    if (at.begin < at.end) all.push_back(at);
  }
  return all;
}

SectionId section_of(const Report& report, const Passage& at, bool headings_only) {
  SectionId found;
  for (std::uint32_t i = 0; i < report.sections.size(); ++i) {
    const Section& s = report.sections[i];
    if (s.heading.block > at.block || (s.heading.block == at.block && s.heading.begin > at.begin)) break;
    if (s.last_block < at.block || (headings_only && s.list_item)) continue;
    found = SectionId{i};
  }
  return found;
}

SectionId chapter_of(const Report& report, SectionId section) {
  for (int depth = 0; section.valid() && depth < 64; ++depth) {
    const SectionId parent = report.sections[section.value].parent;
    if (!parent.valid()) break;
    section = parent;
  }
  return section;
}

std::uint32_t sentence_of(const Report& report, const Passage& at) {
  const auto next = std::upper_bound(report.sentences.begin(), report.sentences.end(), at.begin,
                                     [](std::uint32_t begin, const report::Sentence& s) { return begin < s.at.begin; });
  if (next == report.sentences.begin()) return kNoSentence;
  const auto found = std::prev(next);
  if (at.begin >= found->at.end) return kNoSentence;
  return static_cast<std::uint32_t>(found - report.sentences.begin());
}

Passage sentence_around(const Report& report, const Passage& at) {
  const std::uint32_t sentence = sentence_of(report, at);
  if (sentence != kNoSentence) return report.sentences[sentence].at;
  if (at.block >= report.document.blocks.size()) return at;
  const Block& block = report.document.blocks[at.block];
  if (block.kind != Block::Kind::table) return block_passage(report, at.block);
  const auto holds = [&](const document::Cell& c) { return c.slice.begin <= at.begin && at.begin < c.slice.end; };
  const auto own = std::find_if(block.table.cells.begin(), block.table.cells.end(), holds);
  if (own == block.table.cells.end()) return block_passage(report, at.block);
  Passage row{at.block, own->slice.begin, own->slice.end};
  for (const document::Cell& cell : block.table.cells) {
    if (cell.row != own->row || cell.slice.begin >= cell.slice.end) continue;
    row.begin = std::min(row.begin, cell.slice.begin);
    row.end = std::max(row.end, cell.slice.end);
  }
  return row;
}

std::int64_t character_count(std::string_view text) {
  std::int64_t count = 0;
  for (const char c : text) {
    const bool continuation = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if (!continuation && c != ' ' && c != '\n' && c != '\t' && c != '\r') ++count;
  }
  return count;
}

}  // namespace hegui::engine
