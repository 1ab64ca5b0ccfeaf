// rules diff: what two versions say otherwise, and what that does to the findings of reports.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

std::string edited(const std::string& text, const std::string& from, const std::string& to) {
  std::string copy = text;
  const std::size_t at = copy.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return copy.replace(at, from.size(), to);
}

class RulesDiff : public testing::Test {
 protected:
  RulesDiff() : text_(slurp(source_path("tests/app/rulebooks/trials.hegui"))), old_(scratch_.file("old.hegui", text_)) {
    scratch_.file(
        "r/one.txt",
        "石桥县渔政站2023年度部门整体支出绩效自评报告\n2023年部门支出预算100万元，支出决算85万元，预算执行率85%。\n");
  }
  std::string changed(const std::string& from, const std::string& to) {
    return scratch_.file("new.hegui", edited(text_, from, to));
  }
  std::string reports() const { return (scratch_.path() / "r").string(); }
  json told(const std::string& other) {
    return json::parse(run_program({"rules", "diff", old_, other, "--reports", reports(), "--format", "json"}).out);
  }

  Scratch scratch_;
  std::string text_, old_;
};

TEST_F(RulesDiff, TheSameMeaningIsStatusZero) {
  const Ran ran = run_program({"rules", "diff", old_, scratch_.file("same.hegui", "# 注\n" + text_)});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("意思相同"));
}

TEST_F(RulesDiff, ChangesAreListedWithPlaceAndStatusOne) {
  const Ran ran = run_program({"rules", "diff", old_, changed("[执行率] ≥ 80%", "[执行率] ≥ 90%")});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("数值      规则 TR-01：应"), HasSubstr("原来    80%"), HasSubstr("现在    90%"),
                             HasSubstr("new.hegui:12:3")));
  const Ran english = run_program({"rules", "diff", old_, (scratch_.path() / "new.hegui").string(), "--lang", "en"});
  EXPECT_THAT(english.out, HasSubstr("1 differences: threshold 1"));
}

TEST_F(RulesDiff, FindingsThatAppearNameTheirClause) {
  const json out = told(changed("[执行率] ≥ 80%", "[执行率] ≥ 90%"));
  ASSERT_EQ(out.at("findings").size(), 1U) << out;
  const json& finding = out.at("findings").at(0);
  EXPECT_EQ(finding.at("kind"), "appeared");
  EXPECT_EQ(finding.at("rule"), "TR-01");
  EXPECT_EQ(finding.at("line"), 2);
  EXPECT_EQ(finding.at("together"), false);
  ASSERT_EQ(finding.at("causes").size(), 1U);
  EXPECT_EQ(out.at("changes").at(finding.at("causes").at(0).get<std::size_t>()).at("after"), "90%");
}

TEST_F(RulesDiff, OfTwoChangesTheOneThatMattersIsBlamed) {
  std::string text = edited(text_, "[执行率] ≥ 80%", "[执行率] ≥ 90%");
  text = edited(text, "放行线 = 5万元", "放行线 = 6万元");
  text = edited(text, "没有改进措施。", "没有写改进措施。");
  const json out = told(scratch_.file("new.hegui", text));
  ASSERT_EQ(out.at("changes").size(), 3U);
  for (const json& finding : out.at("findings")) {
    ASSERT_EQ(finding.at("causes").size(), 1U) << finding;
    const json& cause = out.at("changes").at(finding.at("causes").at(0).get<std::size_t>());
    if (finding.at("rule") == "TR-01") {
      EXPECT_EQ(cause.at("clause"), "应");
    }
    if (finding.at("rule") == "TR-02") {
      EXPECT_EQ(finding.at("kind"), "changed");
      EXPECT_EQ(finding.at("old_message"), "没有改进措施。");
      EXPECT_EQ(cause.at("kind"), "message");
    }
  }
  EXPECT_EQ(out.at("findings").size(), 2U);
}

TEST_F(RulesDiff, WhatTwoChangesDoTogetherIsSaid) {
  // Either line alone would let the report pass: only both together make the finding.
  std::string old_text = edited(text_, "[预算 支出] ≥ 放行线", "[预算 支出] ≥ 500万元");
  old_ = scratch_.file("old.hegui", old_text);
  const json out = told(scratch_.file("new.hegui", edited(text_, "[执行率] ≥ 80%", "[执行率] ≥ 90%")));
  ASSERT_EQ(out.at("findings").size(), 1U);
  EXPECT_EQ(out.at("findings").at(0).at("causes").size(), 2U);  // taking back either of them is enough
}

TEST_F(RulesDiff, MissingArgumentsAreTold) {
  EXPECT_EQ(run_program({"rules", "diff", old_}).status, 2);
  EXPECT_EQ(run_program({"rules", "diff", old_, "/no/such"}).status, 2);
}

}  // namespace
}  // namespace hegui::app
