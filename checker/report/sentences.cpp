#include <algorithm>
#include <utility>

#include "checker/report/characters.hpp"
#include "checker/report/passes.hpp"

namespace hegui::report {

void find_sentences(Report& report, BlockChars& chars) {
  const auto& blocks = report.document.blocks;
  for (std::uint32_t b = 0; b < blocks.size(); ++b) {
    if (blocks[b].kind != document::Block::Kind::paragraph || blocks[b].role != document::Role::body) continue;
    const Chars& s = chars.at(b);
    const SectionId section = section_at(report, b);
    for (std::size_t from = s.skip_blanks(0); from < s.size();) {
      const std::size_t end = sentence_end(s, from, false);
      report.sentences.push_back({s.passage(from, s.trim_end(from, end)), section});
      from = s.skip_blanks(end);
    }
  }
}

std::int64_t sentence_at(const Report& report, std::uint32_t block, std::uint32_t offset) {
  const auto& sentences = report.sentences;
  const auto it = std::upper_bound(sentences.begin(), sentences.end(), std::pair{block, offset},
                                   [](const std::pair<std::uint32_t, std::uint32_t>& place, const Sentence& s) {
                                     return place < std::pair{s.at.block, s.at.begin};
                                   });
  if (it == sentences.begin()) return -1;
  const auto index = it - sentences.begin() - 1;
  const auto& at = sentences[static_cast<std::size_t>(index)].at;
  return at.block == block && offset < at.end ? index : -1;
}

}  // namespace hegui::report
