// `hegui rules explain-term`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ExplainTerm : public ::testing::Test {
 protected:
  Ran explain(const std::string& word, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"rules", "explain-term", word, "-r", book_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
  Scratch scratch_;
  const std::string book_ = scratch_.file(
      "book.hegui",
      "规则集 my.words\n  版本  1.0.0\n\n"
      "维度 口径（measure）  缺省 全部\n  成员 全部（everything）\n    分项 甲类、乙类\n  成员 甲类（kind_a）  又称 "
      "头等\n  成员 "
      "乙类（kind_b）\n\n"
      "概念 数额（amount）：金额  又称 款额\n概念 份额（portion）：比率\n  又称  头等\n  公式  [数额 甲类] ÷ [数额 "
      "全部]\n\n"
      "参数 上线（limit）= 40%  “甲类不宜再多”\n\n"
      "定义 过多（值：比率）：是非 = 值 > 上线\n\n"
      "词集 原因词（reasons）  由于、因为\n\n"
      "依据 某办法（some_measure）\n  名称  《某办法》\n  文号  某财〔2020〕1号\n\n"
      "规则 W-1 “甲类不得过多”\n  级别  错误\n  依据  某办法\n  应    非 过多（[份额]）\n  说明  “过多。”\n\n"
      "规则 W-2 “甲类应有原因”\n  级别  提示\n  当    有 [数额 甲类]\n  应    报告 包含 任一（词 原因词）\n  说明  "
      "“没有原因。”\n");
};

TEST_F(ExplainTerm, AMemberIsToldWithItsAspectPlaceAndUsers) {
  const Ran ran = explain("甲类");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("甲类（kind_a）  维度“口径”的成员"), HasSubstr("book.hegui:7"), HasSubstr("又称    头等"),
                    HasSubstr("属于    全部"), HasSubstr("公式    份额"), HasSubstr("用于    W-2\n")));
}

TEST_F(ExplainTerm, AnEnglishNameAndAnyWidthWillDo) {
  EXPECT_THAT(explain("kind_a").out, HasSubstr("甲类（kind_a）"));
  EXPECT_THAT(explain("某财〔２０２０〕1号").out,
              AllOf(HasSubstr("某办法（some_measure）  依据"), HasSubstr("用于    W-1\n")));
}

TEST_F(ExplainTerm, AllMeaningsOfAnAmbiguousWordAreListed) {
  const Ran ran = explain("头等");
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("“头等”有 2 个意思"), HasSubstr("甲类（kind_a）  维度“口径”的成员，这个词是它的又称"),
                    HasSubstr("份额（portion）  概念，类型 比率"), HasSubstr("[数额 甲类] ÷ [数额 全部]")));
}

TEST_F(ExplainTerm, UseByWayOfAFunctionCounts) {
  const Ran ran = explain("上线");
  EXPECT_THAT(ran.out, AllOf(HasSubstr("参数，类型 比率"), HasSubstr("缺省    40%"), HasSubstr("甲类不宜再多"),
                             HasSubstr("公式    过多"), HasSubstr("用于    W-1\n"), Not(HasSubstr("W-2"))));
}

TEST_F(ExplainTerm, WordsOfListsAndOfTheLanguageAreKnown) {
  EXPECT_THAT(explain("由于").out, AllOf(HasSubstr("原因词（reasons）  词集，其中有这个词"), HasSubstr("用于    W-2")));
  EXPECT_THAT(explain("列尽", {"--lang", "en"}).out, HasSubstr("exhaustive"));
  EXPECT_THAT(explain("除非").out, HasSubstr("关键词"));
}

TEST_F(ExplainTerm, UnknownWordsGetTheNearestNames) {
  const Ran ran = explain("甲内");
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("没有“甲内”这个词"), HasSubstr("相近的有：甲类")));
  EXPECT_EQ(explain("完全不相干的一个很长的词").status, 2);
  EXPECT_EQ(run_program({"rules", "explain-term"}).status, 2);
}

}  // namespace
}  // namespace hegui::app
