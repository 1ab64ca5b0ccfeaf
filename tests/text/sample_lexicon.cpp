#include "tests/text/sample_lexicon.hpp"

#include <gtest/gtest.h>

#include "dsl/fold.hpp"

namespace hegui::text {

const NumberLexicon& sample_lexicon() {
  static const NumberLexicon lexicon = [] {
    NumberLexicon made;
    made.count_nouns = {"件", "项", "个",   "次", "批次", "人",   "人次",   "名",   "位", "家", "辆",
                        "条", "份", "大项", "年", "个月", "小时", "平方米", "公里", "户", "部", "部门"};
    made.numeral_nouns = {"件", "项", "个", "次", "名", "位", "处", "家", "个月"};
    made.not_quantities = {"12345热线", "三个通办", "100分制"};
    made.approx_before = {"约", "近", "大约"};
    made.at_least_before = {"不低于", "不少于", "超过", "大于等于"};
    made.at_most_before = {"不超过", "小于等于"};
    made.at_least_after = {"以上", "及以上"};
    made.at_most_after = {"以内", "以下"};
    made.about_after = {"左右"};
    made.not_hedges = {"节约", "预约", "附近"};
    made.ordinal_before = {"第", "附件", "表"};
    made.numeral_before = {"每", "前", "这"};
    return made;
  }();
  return lexicon;
}

std::vector<std::string> figures(std::string_view text, bool table_cell) {
  const std::string folded = dsl::fold(text);
  std::vector<std::string> result;
  for (const Figure& figure : find_figures(folded, sample_lexicon(), table_cell).figures) {
    result.push_back(folded.substr(figure.begin, figure.end - figure.begin));
  }
  return result;
}

Figure only_figure(std::string_view text, bool table_cell) {
  const auto found = find_figures(dsl::fold(text), sample_lexicon(), table_cell).figures;
  EXPECT_EQ(found.size(), 1U) << text;
  return found.empty() ? Figure{} : found.front();
}

std::vector<std::string> skipped(std::string_view text) {
  constexpr std::string_view kNames[] = {"date",    "document_number", "list_number", "code",    "slogan",
                                         "ordinal", "hotline",         "year",        "formula", "other"};
  const std::string folded = dsl::fold(text);
  std::vector<std::string> result;
  for (const Skipped& item : find_figures(folded, sample_lexicon(), false).skipped) {
    result.push_back(folded.substr(item.begin, item.end - item.begin) + ":" +
                     std::string(kNames[static_cast<std::size_t>(item.why)]));
  }
  return result;
}

}  // namespace hegui::text
