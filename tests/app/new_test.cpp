// `hegui rules new`: what it writes parses, checks, gives no hint, is formatted and its tests pass.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class RulesNew : public ::testing::Test {
 protected:
  Ran run(const std::vector<std::string>& arguments, const std::string& language = "zh_CN.UTF-8") const {
    return run_program(arguments, {"", scratch_.path(), {{"LANG", language}}});
  }
  void expect_sound(const std::string& file, const std::string& tests) const {
    EXPECT_EQ(run({"rules", "check", file}).status, 0);
    const Ran lint = run({"rules", "lint", file});
    EXPECT_EQ(lint.status, 0) << lint.out;
    EXPECT_EQ(run({"rules", "fmt", "--check", file}).status, 0);
    const Ran test = run({"rules", "test", file});
    EXPECT_EQ(test.status, 0) << test.out;
    EXPECT_THAT(test.out, HasSubstr("通过 " + tests + "，失败 0"));
  }
  [[nodiscard]] std::string text(const std::string& file) const { return slurp(scratch_.path() / file); }
  Scratch scratch_;
};

TEST_F(RulesNew, ANewFileRunsAsItIs) {
  const Ran ran = run({"rules", "new", "BJ-01", "--title", "三公经费不得超", "--group", "三公经费"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("hegui rules test BJ-01.hegui"));
  EXPECT_THAT(text("BJ-01.hegui"), AllOf(HasSubstr("规则集 local.bj-01\n"), HasSubstr("规则 BJ-01 “三公经费不得超”\n"),
                                         HasSubstr("  标签  三公经费\n"), HasSubstr("\n## 不适用：")));
  expect_sound("BJ-01.hegui", "2");
}

TEST_F(RulesNew, TitlesAreAnyWordsAndMayStandInQuotes) {
  ASSERT_EQ(run({"rules", "new", "BJ-01", "--title", "一般支出、《办法》", "--group", "“三公经费”"}).status, 0);
  EXPECT_THAT(text("BJ-01.hegui"),
              AllOf(HasSubstr("规则 BJ-01 “一般支出、《办法》”\n"), HasSubstr("  标签  三公经费\n")));
  ASSERT_EQ(run({"rules", "new", "BJ-02", "--title", "“接待费应写明批次”"}).status, 0);
  EXPECT_THAT(text("BJ-02.hegui"), HasSubstr("规则 BJ-02 “接待费应写明批次”\n"));
}

TEST_F(RulesNew, AnExistingFileGrows) {
  ASSERT_EQ(run({"rules", "new", "BJ-01", "--file", "bureau.hegui"}).status, 0);
  const std::string before = text("bureau.hegui");
  ASSERT_EQ(run({"rules", "new", "BJ-02", "--file", "bureau.hegui"}).status, 0);
  EXPECT_THAT(text("bureau.hegui"), testing::StartsWith(before));
  expect_sound("bureau.hegui", "4");
}

TEST_F(RulesNew, TheLanguageIsTheFilesOrTheReaders) {
  ASSERT_EQ(run({"rules", "new", "EN-1", "--group", "spending"}, "en_GB.UTF-8").status, 0);
  EXPECT_THAT(text("EN-1.hegui"), AllOf(HasSubstr("\nrule EN-1 \""), HasSubstr("\n  tags      spending\n")));
  expect_sound("EN-1.hegui", "2");
  ASSERT_EQ(run({"rules", "new", "EN-2", "--file", "EN-1.hegui"}).status, 0);
  EXPECT_THAT(text("EN-1.hegui"), HasSubstr("\nrule EN-2 \""));
  expect_sound("EN-1.hegui", "4");
}

TEST_F(RulesNew, WhatWouldNotWorkIsRefusedAndNothingIsWritten) {
  EXPECT_THAT(run({"rules", "new", "ZX-01"}).err, HasSubstr("已有规则“ZX-01”"));
  EXPECT_EQ(run({"rules", "new", "甲"}).status, 2);
  EXPECT_EQ(run({"rules", "new", "BJ-01", "--title", "有“引号”"}).status, 2);
  EXPECT_EQ(run({"rules", "new"}).status, 2);
  EXPECT_TRUE(std::filesystem::is_empty(scratch_.path()));
  // A file that does not use the taxonomy cannot hold the rule: the mistakes are shown.
  const std::string alone = "规则集 my.alone\n  版本  1.0.0\n";
  scratch_.file("alone.hegui", alone);
  const Ran ran = run({"rules", "new", "BJ-01", "--file", "alone.hegui"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("alone.hegui:"), HasSubstr("没有写")));
  EXPECT_EQ(text("alone.hegui"), alone);
  scratch_.file("broken.hegui", "规则集\n");
  EXPECT_EQ(run({"rules", "new", "BJ-01", "--file", "broken.hegui"}).status, 2);
  EXPECT_EQ(text("broken.hegui"), "规则集\n");
}

TEST_F(RulesNew, StandardOutputWritesNoFile) {
  const Ran ran = run({"rules", "new", "BJ-01", "--file", "-"});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("规则 BJ-01"), HasSubstr("应报  BJ-01")));
  EXPECT_TRUE(std::filesystem::is_empty(scratch_.path()));
}

}  // namespace
}  // namespace hegui::app
