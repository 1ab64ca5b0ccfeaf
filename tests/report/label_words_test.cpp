// Words at the edges of a passage: whatever the passage, the answer is that of scanning it for words.
#include "checker/report/label_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "checker/report/lexicon.hpp"
#include "checker/report/stream.hpp"
#include "dsl/utf8.hpp"
#include "tests/report/plain_report.hpp"

namespace hegui::report {
namespace {

TEST(LabelWords, EveryPassageOfALineIsToldAsAScanTellsIt) {
  const auto document = test::plain_document(
      "年初在册困难群众120户，新增15户，年末 在册134户；审批类38件，“已办结”4件\n"
      "依据《新增建设用地管理办法》新增2家，其他[bookmark: x]支出3万元，未完成1项\n");
  const auto& tables = test::lexicon().tables();
  const std::vector<Cue> cues{Cue::opening_words, Cue::closing_words,   Cue::added_words, Cue::state_cues,
                              Cue::class_tails,   Cue::remainder_words, Cue::among_words, Cue::general_nouns};
  std::size_t begun = 0, ended = 0, whole = 0;
  for (std::uint32_t b = 0; b < document.blocks.size(); ++b) {
    const auto slice = document.blocks[b].slice;
    const std::string_view text = document.text_of(slice);
    std::vector<std::uint32_t> places;
    for (std::uint32_t i = 0; i <= text.size(); ++i)
      if (i == text.size() || !dsl::utf8::is_continuation(text[i])) places.push_back(slice.begin + i);
    constexpr std::size_t longest = 24;
    for (std::size_t from = 0; from < places.size(); ++from)
      for (std::size_t to = from; to < places.size() && to <= from + longest; ++to) {
        const Passage at{b, places[from], places[to]};
        const Stream s = scan_slice(document, b, {at.begin, at.end}, tables, false, true);
        for (const Cue cue : cues) {
          const bool begins = s.cue_at(cue, 0, s.size()).end != 0;
          const bool ends = s.size() > 1 && s.cue_before(cue, s.size(), 0).end != 0;
          const bool is = s.size() > 0 && s.cue_at(cue, 0, s.size()).end == s.size();
          ASSERT_EQ(begins_with(document, tables, at, cue), begins) << document.text_of({at.begin, at.end});
          ASSERT_EQ(ends_with(document, tables, at, cue), ends) << document.text_of({at.begin, at.end});
          ASSERT_EQ(is_word(document, tables, at, cue), is) << document.text_of({at.begin, at.end});
          begun += begins ? 1U : 0U;
          ended += ends ? 1U : 0U;
          whole += is ? 1U : 0U;
        }
      }
  }
  EXPECT_GT(begun, 0U);
  EXPECT_GT(ended, 0U);
  EXPECT_GT(whole, 0U);
}

}  // namespace
}  // namespace hegui::report
