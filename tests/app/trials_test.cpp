// What the tests beside the rules prove: coverage, mutants, and the values behind a failed expectation.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string rules() { return source_path("tests/app/rulebooks/trials.hegui"); }

const json& named(const json& list, const char* key, const std::string& name) {
  for (const json& entry : list)
    if (entry.at(key) == name) return entry;
  ADD_FAILURE() << "no " << name << " in " << list;
  return list.front();
}

TEST(RulesCoverage, SaysWhichOutcomesNoTestReaches) {
  const Ran ran = run_program({"rules", "test", "--coverage", rules()});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("除非 已收回：报告 包含 “财政收回”\n      从未成立"),
                             HasSubstr("当 [预算 支出] ≥ 放行线\n      从未不成立"),
                             HasSubstr("级别 错误 当 [执行率] < 60%\n      从未成立"), HasSubstr("没有测试提到它")));
  EXPECT_THAT(ran.out, Not(HasSubstr("应 [执行率] ≥ 80%")));  // kept in one test, broken in the other
}

TEST(RulesCoverage, CountsEveryOutcomeInJson) {
  const Ran ran = run_program({"rules", "coverage", rules(), "--format", "json"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json told = json::parse(ran.out);
  const json& rule = named(told.at("rules"), "rule", "TR-01");
  // Failing, passing, 当 and 应 and 除非 both ways, one grade both ways, the last grade: 2 + 2 + 2 + 2 + 3.
  EXPECT_EQ(rule.at("outcomes"), 10 + 1);
  EXPECT_EQ(rule.at("reached"), 2 + 1 + 2 + 1 + 1 + 1);
  EXPECT_EQ(rule.at("tests"), 2);
  const json& other = named(told.at("rules"), "rule", "TR-02");
  EXPECT_EQ(other.at("reached"), 0);  // it ran in both tests, but neither speaks of it
  EXPECT_EQ(named(told.at("rulebooks"), "id", "test.trials").at("rules"), 2);
}

TEST(RulesCoverage, AThresholdThatIsNotReachedIsStatusOne) {
  const Ran low = run_program({"rules", "test", "--coverage", rules(), "--threshold", "99"});
  EXPECT_EQ(low.status, 1);
  EXPECT_THAT(low.err, HasSubstr("99"));
  EXPECT_EQ(run_program({"rules", "test", "--coverage", rules(), "--threshold", "40%"}).status, 0);
  EXPECT_EQ(run_program({"rules", "test", "--coverage", rules(), "--threshold", "viel"}).status, 2);
  EXPECT_EQ(run_program({"rules", "test", rules(), "--threshold", "40"}).status, 2);
}

TEST(RulesMutate, ListsTheChangesThatNoTestNotices) {
  const Ran ran = run_program({"rules", "test", "--mutate", "--rules", "TR-01", rules(), "--format", "json"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json told = json::parse(ran.out);
  const json& rule = named(told.at("rules"), "name", "TR-01");
  const auto survives = [&](const std::string& from, const std::string& to) {
    for (const json& mutant : rule.at("survivors"))
      if (mutant.at("from") == from && mutant.at("to") == to) return true;
    return false;
  };
  EXPECT_TRUE(survives("60%", "66%"));   // no test has a rate between the two
  EXPECT_TRUE(survives("≥", ">"));       // of 放行线: no budget of exactly five 万元
  EXPECT_FALSE(survives("80%", "88%"));  // 80% passes
  EXPECT_FALSE(survives("80%", "72%"));  // 75% fails
  EXPECT_FALSE(survives("应", "禁止"));
  EXPECT_FALSE(survives("除非", "除非 非"));
  EXPECT_EQ(rule.at("mutants").get<int>() - static_cast<int>(rule.at("survivors").size()), rule.at("killed"));
  EXPECT_THAT(rule.at("survivors").at(0).at("place").get<std::string>(), HasSubstr("trials.hegui:"));
}

TEST(RulesMutate, AParameterIsTriedOnTheTestsOfTheRulesThatUseIt) {
  const Ran ran = run_program({"rules", "test", "--mutate", rules(), "--format", "json", "--jobs", "1"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json told = json::parse(ran.out);
  const json& parameter = named(told.at("rules"), "name", "放行线");
  EXPECT_EQ(parameter.at("shared"), true);
  EXPECT_EQ(parameter.at("tests"), 2);
  EXPECT_EQ(named(told.at("rules"), "name", "TR-02").at("killed"), 0);
  EXPECT_EQ(run_program({"rules", "test", "--mutate", rules(), "--format", "json", "--jobs", "3"}).out, ran.out);
}

TEST(RulesMutate, AThresholdThatIsNotReachedIsStatusOne) {
  EXPECT_EQ(run_program({"rules", "test", "--mutate", rules(), "--threshold", "100"}).status, 1);
  EXPECT_EQ(run_program({"rules", "test", "--mutate", "--coverage", rules()}).status, 2);
}

TEST(RulesTest, TheSeverityMayBeExpected) {
  const Scratch scratch;
  const auto book = scratch.file("t.hegui",
                                 "规则集 t\n  版本  1.0.0\n  引用  test.trials 1\n\n测试 “轻重”\n  报告  \"\"\"\n"
                                 "    石桥县渔政站2023年度部门整体支出绩效自评报告\n"
                                 "    2023年部门支出预算100万元，支出决算75万元，预算执行率75%。\n    \"\"\"\n"
                                 "  应报  TR-01 级别 错误\n  应报  TR-01 级别 警告 于 “75%”\n");
  const Ran ran = run_program({"rules", "test", book, rules(), "--rules", "TR-01", "--filter", "轻重"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("t.hegui:10"), Not(HasSubstr("t.hegui:11")), HasSubstr("[警告]")));
}

TEST(RulesTest, AFailedExpectationShowsTheValues) {
  const Scratch scratch;
  const auto book = scratch.file("t.hegui",
                                 "规则集 t\n  版本  1.0.0\n  引用  test.trials 1\n\n测试 “缺数”\n  报告  \"\"\"\n"
                                 "    石桥县渔政站2023年度部门整体支出绩效自评报告\n"
                                 "    2023年部门支出预算100万元。\n    \"\"\"\n  应报  TR-01\n");
  const Ran ran = run_program({"rules", "test", book, rules(), "--filter", "缺数"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("[预算 支出] ≥ 放行线 → 是"),
                             HasSubstr("[执行率] ≥ 80% → 不明：没有找到[执行率]"), HasSubstr("100万元")));
}

TEST(RulesTest, ResultsForOtherPrograms) {
  const json told = json::parse(run_program({"rules", "test", rules(), "--format", "json"}).out);
  EXPECT_EQ(told.at("summary").at("tests"), 2);
  EXPECT_EQ(named(told.at("tests"), "title", "恰好八成").at("passed"), true);
  const Ran junit = run_program({"rules", "test", rules(), "--format", "junit"});
  EXPECT_THAT(junit.out, AllOf(HasSubstr("<testsuites tests=\"2\" failures=\"0\">"), HasSubstr("name=\"恰好八成\"")));
}

}  // namespace
}  // namespace hegui::app
