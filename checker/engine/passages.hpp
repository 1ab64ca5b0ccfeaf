// Which characters of a report belong to a section, a paragraph, a sentence or the whole, and where a place stands.
// Used by fields, text matching and nearness.
// Afterwards a text that a rule reads is a list of passages, so that every match can be quoted where it stands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/report.hpp"

namespace hegui::engine {

using report::Passage;

/// The body of the report, block by block, without page furniture, metadata and table of contents.
std::vector<Passage> report_passages(const report::Report& report);
/// The text of a section after its heading, with its subsections.
std::vector<Passage> section_passages(const report::Report& report, std::uint32_t section);
Passage block_passage(const report::Report& report, std::uint32_t block);
bool is_body(const report::Report& report, std::uint32_t block);

/// The innermost section at a place, or an invalid id before the first; `headings_only` leaves out list items.
report::SectionId section_of(const report::Report& report, const Passage& at, bool headings_only);
/// The top-level section above one.
report::SectionId chapter_of(const report::Report& report, report::SectionId section);
/// Index of the sentence that holds a place, or kNoSentence.
constexpr std::uint32_t kNoSentence = 0xFFFFFFFFU;
std::uint32_t sentence_of(const report::Report& report, const Passage& at);
/// The sentence, or the cells of the table row, or the block that holds a place.
Passage sentence_around(const report::Report& report, const Passage& at);

std::string_view chars_of(const report::Report& report, const Passage& at);
/// The part of a place where `count` bytes of its words stand, from byte `from`: its words as submitted, or as
/// normalised. The whole place where `words` are neither.
Passage part_of(const report::Report& report, const Passage& place, std::string_view words, std::size_t from,
                std::size_t count);
/// Characters without blanks and line ends.
std::int64_t character_count(std::string_view text);

}  // namespace hegui::engine
