#include <string>

#include "checker/report/characters.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/words.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t max_references = 2'000;

/// 【表格.xlsx】: the name inside the bracket, if the title has one.
std::string name_in(const std::string& title, bool& file) {
  const Chars s = characters(title);
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s.c[i] != U'【' && s.c[i] != U'[') continue;
    for (std::size_t k = i + 1; k < s.size(); ++k)
      if (s.c[k] == U'】' || s.c[k] == U']') {
        file = true;
        return s.text(i + 1, k);
      }
  }
  return title;
}

}  // namespace

void find_attachments(Report& report, const Lexicon& lexicon, BlockChars& chars) {
  const auto kind = lexicon.program().find_section_kind("attachments");
  std::vector<bool> listed(report.document.blocks.size(), false);
  for (const auto& section : report.sections) {
    if (section.attached || section.style != NumberStyle::none || section.kinds.empty() ||
        section.kinds.front() != kind)
      continue;
    bool file = false;
    Attachment attachment;
    attachment.name = name_in(section.title, file);
    attachment.at = section.heading;
    attachment.is_list_entry = !file;
    listed[section.heading.block] = true;
    report.attachments.push_back(std::move(attachment));
  }
  const Words& openers = lexicon.words("attachment_openers");
  const Words& cues = lexicon.words("reference_cues");
  for (std::uint32_t b = 0; b < report.document.main_blocks(); ++b) {
    const auto& block = report.document.blocks[b];
    if (block.role != document::Role::body || block.kind != document::Block::Kind::paragraph || listed[b]) continue;
    const Chars& s = chars.at(b);
    for (std::size_t i = 0; i < s.size(); ++i) {
      const std::size_t cue = cues.at(s, i);
      if (cue == 0) continue;
      std::size_t from = s.skip_blanks(i + cue);
      if (from < s.size() && is_quote(s.c[from])) from = s.skip_blanks(from + 1);
      const std::size_t word = openers.at(s, from);
      if (word < 2) continue;
      std::size_t end = from + word;
      while (end < s.size() && (is_digit(s.c[end]) || chinese_digit_value(s.c[end]) > 0)) ++end;
      if (report.attachments.size() >= max_references) return;
      Attachment attachment;
      attachment.name = s.text(from, end);
      attachment.at = s.passage(i, end);
      attachment.is_reference = true;
      report.attachments.push_back(std::move(attachment));
      i = end - 1;
    }
  }
}

}  // namespace hegui::report
