// Where a passage stands, in the words of a person: line, column, section path, the sentence around it.
// Used when findings are told and by the writers of facts.
// Afterwards every quote is in the characters of the submitted file, and long surroundings are cut around it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "checker/findings/json.hpp"
#include "checker/report/report.hpp"

namespace hegui::findings {

/// The fact of the report, or nullptr: formulas may have derived one that the report does not hold.
const report::Fact* fact_of(const report::Report& report, report::FactId id);

struct Located {
  std::uint32_t line = 0, column = 0;    // from 1
  std::uint64_t start = 0, end = 0;      // byte offsets in the source
  document::Locator locator;             // page, or sheet with row and column, in formats that have them
  std::vector<document::PageBox> boxes;  // in formats that have pages, in order
};
/// The file a passage stands in, by its path; empty when the report is one file.
std::string file_of(const report::Report& report, const report::Passage& passage);
/// “[2]” before a place in the second of the report's files; empty for the report itself.
std::string file_mark(const report::Report& report, const report::Passage& passage);
/// The path of a file as short as the report's other files allow: without the folders that all share.
std::string short_path(const std::string& path, const std::vector<std::string>& all);
/// “第3页”, “自评表!C12”; empty in formats whose places are lines.
std::string page_or_cell(const document::Locator& locator, bool english);
/// The members “box”, or “boxes” where there are several, of the open object; nothing for none.
void write_boxes(JsonWriter& json, const std::vector<document::PageBox>& boxes);
Located locate(const report::Report& report, const report::Passage& passage);

/// The section a passage stands in (never a list item), or an invalid id.
report::SectionId section_at(const report::Report& report, const report::Passage& passage);
/// The heading above a section or list item that is a heading itself.
report::SectionId heading_of(const report::Report& report, report::SectionId section);
/// “三、收支情况 › （一）收入”, or empty.
std::string section_path(const report::Report& report, report::SectionId section);

struct Surroundings {
  std::string text;
  std::uint32_t quote_at = 0;  // byte offset of the passage in `text`
};
/// The sentence (in a table: the row) around a passage, at most about 160 characters on each side of it.
Surroundings surroundings(const report::Report& report, const report::Passage& passage);

/// The passage without blanks, in normalised characters: equal for equal words, whatever the line breaks.
std::string normalised_words(const report::Report& report, const report::Passage& passage);

/// Blanks and line breaks of any width at the ends removed, inner runs of them made one blank.
std::string one_line(std::string_view text);

}  // namespace hegui::findings
