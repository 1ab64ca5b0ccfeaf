#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/findings/sample.hpp"

namespace hegui::findings {
namespace {

using testing::HasSubstr;
using testing::Not;

Sample sample_with_finding() {
  Sample sample("预算100万元，支出80万元，执行率81%。");
  auto& outcome = sample.fails("GJ-10", "执行率81%与80%不符。",
                               {sample.fact("81%"), sample.fact("80万元"), sample.fact("100万元")});
  outcome.derivation = "80万元 ÷ 100万元 ＝ 80%";
  return sample;
}

TEST(CheckText, EmphasisesEveryQuoteOfTheSentence) {
  auto sample = sample_with_finding();
  const std::string text = written("text", sample.run(), {});
  EXPECT_THAT(text, HasSubstr("预算【100万元】，支出【80万元】，执行率【81%】。"));
  EXPECT_THAT(text, HasSubstr("80万元 ÷ 100万元 ＝ 80%"));
  EXPECT_THAT(text, HasSubstr("1:19"));
}

TEST(CheckText, ColourReplacesTheBrackets) {
  auto sample = sample_with_finding();
  const std::string text = written("text", sample.run(), {dsl::Language::zh, true});
  EXPECT_THAT(text, HasSubstr("\x1B[1;4m81%\x1B[0m"));
  EXPECT_THAT(text, Not(HasSubstr("【")));
}

TEST(CheckText, ReportTextCannotSteerTheTerminal) {
  Sample sample("支出80万元。");
  sample.fails("A-1", "名称\x1B]0;owned\x07", {sample.fact("80万元")});
  EXPECT_THAT(written("text", sample.run(), {}), Not(HasSubstr("\x1B")));
}

TEST(CheckText, SaysWhatCouldNotBeJudgedAndWhatMetNothing) {
  auto sample = sample_with_finding();
  sample.rule("SG-01");
  sample.rule("WZ-99");
  findings::Run run = sample.run();
  run.reports[0].rules[1].undetermined = 1;
  run.reports[0].rules[1].missing = {"[三公经费 预算]"};
  const std::string text = written("text", run, {});
  EXPECT_THAT(text, testing::ContainsRegex("SG-01  +1处  +“三公经费 预算”"));
  EXPECT_THAT(text, HasSubstr("不能判断的规则 1 条，要人工看：SG-01")) << "said of the report itself too";
  EXPECT_THAT(text, HasSubstr("没有碰到任何对象的规则：WZ-99"));
  EXPECT_THAT(text, HasSubstr("错误 1，警告 0，提示 0"));
}

TEST(CheckText, EnglishFollowsTheLanguage) {
  auto sample = sample_with_finding();
  EXPECT_THAT(written("text", sample.run(), {dsl::Language::en, false}), HasSubstr("errors 1, warnings 0"));
}

TEST(CheckText, GroupsBySeverity) {
  Sample sample("甲1万元，乙2万元。");
  sample.fails("A-1", "轻微", {sample.fact("1万元")}).severity = dsl::Severity::note;
  sample.fails("B-1", "严重", {sample.fact("2万元")});
  const std::string text = written("text", sample.run(), {});
  EXPECT_LT(text.find("严重"), text.find("轻微"));
}

}  // namespace
}  // namespace hegui::findings
