// The commands below `rules`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(RulesCheck, TheBuiltInRulesHaveNoMistakes) {
  const Ran ran = run_program({"rules", "check"});
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("错误 0"));
}

TEST(RulesCheck, MistakesAreToldWithTheirPlace) {
  const Scratch scratch;
  const auto book = scratch.file("bad.hegui", "规则集 bad\n  版本 1.0.0\n\n规则 B-1 “坏”\n  级别 错\n");
  const Ran ran = run_program({"rules", "check", book});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.out, HasSubstr("bad.hegui:5"));
  const Ran brief = run_program({"rules", "check", "--brief", book, "--lang", "en"});
  EXPECT_EQ(brief.status, 2);
  EXPECT_THAT(brief.out, HasSubstr("HG-"));
}

TEST(RulesCheck, AShortWordIsHintedAtTheNameThatBeginsWithIt) {
  const Scratch scratch;
  const auto book = scratch.file("own.hegui",
                                 "规则集 own\n  版本  1.0.0\n  引用  cn.taxonomy 1\n\n规则 B-1 “工资”\n  级别  错误\n"
                                 "  应    [工资 决算] > 1元\n  说明  “工资。”\n");
  const Ran ran = run_program({"rules", "check", book});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("您是不是要写“工资"), Not(HasSubstr("工期"))));
}

TEST(RulesCheck, HintsAboutRulebooksThatAreOnlyUsedAreNotTold) {
  const Scratch scratch;
  const auto book = scratch.file("own.hegui",
                                 "规则集 own\n  版本  1.0.0\n  引用  cn.national.reconciliation 1\n\n"
                                 "停用 GJ-16 “本县不用”\n");
  const Ran ran = run_program({"rules", "check", book});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(Not(HasSubstr("HG-L")), HasSubstr("错误 0，提醒 0")));
  const Ran hinted = run_program({"rules", "check", scratch.file("unused.hegui", R"(规则集 unused
  版本  1.0.0
  引用  cn.national.reconciliation 1

参数 没有用到的线（unused_line）= 10%  “没有哪条规则用它”
)")});
  EXPECT_THAT(hinted.out, AllOf(HasSubstr("HG-L001"), HasSubstr("没有用到的线"), HasSubstr("提醒 1")));
}

TEST(RulesCheck, AFileOfARulebookOfSeveralFilesStandsForItself) {
  const Ran ran = run_program({"rules", "check", HEGUI_SOURCE_DIR "/rules/national/reconciliation-gj10-15.hegui"});
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("错误 0"));
}

TEST(RulesCheck, AMissingFileIsTold) {
  const Ran ran = run_program({"rules", "check", "/no/such.hegui"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("/no/such.hegui"));
}

TEST(RulesTest, PassingTestsGiveStatusZero) {
  const Ran ran = run_program({"rules", "test", small_rules(), "-v"});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("执行率算错"), HasSubstr("规则测试 2 个：通过 2，失败 0")));
}

TEST(RulesTest, FailingExpectationsSayWhatHappenedInstead) {
  const Scratch scratch;
  const auto book = scratch.file("t.hegui",
                                 "规则集 t\n  版本  1.0.0\n  引用  test.small 1\n\n"
                                 "测试 “全都不对”\n  报告  \"\"\"\n"
                                 "    石桥县渔政站2023年度部门整体支出绩效自评报告\n"
                                 "    2023年部门支出预算100万元，支出决算80万元，预算执行率81%。\n    \"\"\"\n"
                                 "  不报  XX-01\n  通过  XX-02\n  应报  XX-03\n  应报  XX-01 于 “预算100万元”\n"
                                 "  应得  [决算 支出] = 90万元\n  应得  [决算 支出] = 80万元\n");
  const Ran ran = run_program({"rules", "test", book, small_rules(), "--filter", "全都不对"});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("失败  全都不对"), HasSubstr("t.hegui:10"), HasSubstr("t.hegui:11"),
                             HasSubstr("t.hegui:12"), HasSubstr("规则测试 1 个：通过 0，失败 1")));
  EXPECT_THAT(ran.out, HasSubstr("报了："));
  EXPECT_THAT(ran.out, HasSubstr("t.hegui:14"));
  EXPECT_THAT(ran.out, Not(HasSubstr("t.hegui:15")));  // 80万元 is right
}

TEST(RulesTest, AFilterThatMatchesNothingIsAMistake) {
  EXPECT_EQ(run_program({"rules", "test", small_rules(), "--filter", "没有这样的测试"}).status, 2);
}

TEST(RulesList, FindsRulesByWord) {
  const Ran ran = run_program({"rules", "list", "三公", "-r", small_rules()});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("XX-03"), Not(HasSubstr("XX-01"))));
}

TEST(RulesShow, EveryLineOfTheExplanationIsIndented) {
  const Ran ran = run_program({"rules", "show", "GJ-10"});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("\n  为什么："), HasSubstr("\n  怎么办：")));
}

TEST(RulesShow, UnknownRuleGetsAHint) {
  const Ran ran = run_program({"rules", "show", "XX-0", "-r", small_rules()});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("您是不是要写“XX-01”？"));
}

}  // namespace
}  // namespace hegui::app
