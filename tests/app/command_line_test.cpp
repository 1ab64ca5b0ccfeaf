#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

How english() { return {"", "", {{"LANG", "en_GB.UTF-8"}}}; }

TEST(CommandLine, HelpIsThereForEveryCommandInBothLanguages) {
  const std::vector<std::vector<std::string>> commands = {{},
                                                          {"check"},
                                                          {"facts"},
                                                          {"explain"},
                                                          {"rules"},
                                                          {"rules", "check"},
                                                          {"rules", "test"},
                                                          {"rules", "list"},
                                                          {"rules", "show"},
                                                          {"rules", "fmt"},
                                                          {"rules", "lint"},
                                                          {"rules", "lock"},
                                                          {"rules", "explain-term"},
                                                          {"rules", "new"},
                                                          {"rules", "doc"}};
  for (auto command : commands) {
    command.push_back("--help");
    const Ran chinese = run_program(command);
    EXPECT_EQ(chinese.status, 0) << chinese.err;
    EXPECT_THAT(chinese.out, AllOf(HasSubstr("用法"), HasSubstr("显示这份说明")));
    const Ran other = run_program(command, english());
    EXPECT_EQ(other.status, 0);
    EXPECT_THAT(other.out, AllOf(HasSubstr("Usage"), HasSubstr("show this help")));
  }
}

TEST(CommandLine, LanguageOptionOverridesTheLocale) {
  EXPECT_THAT(run_program({"--lang", "en", "--help"}).out, HasSubstr("Usage"));
  EXPECT_THAT(run_program({"check", "--help", "--lang=zh"}, english()).out, HasSubstr("用法"));
}

TEST(CommandLine, TheCLocaleNamesNoLanguage) {
  EXPECT_THAT(run_program({"--help"}, {"", "", {{"LANG", "C.UTF-8"}}}).out, HasSubstr("用法"));
}

TEST(CommandLine, WithoutACommandItSaysWhatThereIs) {
  const Ran ran = run_program({});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("check"));
}

TEST(CommandLine, MistakesAreToldWithTheNearestKnownName) {
  Ran ran = run_program({"chekc", "x.txt"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("没有“chekc”这个命令；您是不是要写“check”？"));
  ran = run_program({"check", "--fromat", "json", "x.txt"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("您是不是要写“--format”？"));
  ran = run_program({"rules", "tset"}, english());
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("did you mean 'test'?"));
}

TEST(CommandLine, WhatTheSystemRefusesIsToldInTheLanguageOfTheReader) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const auto gone = (scratch.path() / "没有" / "out.txt").string();
  const Ran zh = run_program({"check", report, "-r", small_rules(), "-o", gone});
  EXPECT_EQ(zh.status, 2);
  EXPECT_THAT(zh.err, AllOf(HasSubstr("没有文件夹“"), HasSubstr("请先建立"), Not(HasSubstr("No such"))));
  EXPECT_THAT(run_program({"check", report, "-r", small_rules(), "-o", gone, "--lang", "en"}).err,
              HasSubstr("there is no folder '"));
  const Ran full = run_program({"check", report, "-r", small_rules(), "-o", "/dev/full"});
  EXPECT_THAT(full.err, HasSubstr("不能写入“/dev/full”：磁盘满了"));
}

TEST(CommandLine, WhatIsLeftOutIsNamed) {
  EXPECT_THAT(run_program({"rules"}).err,
              AllOf(HasSubstr("后面还要写一个命令"), HasSubstr("check"), HasSubstr("show")));
  EXPECT_THAT(run_program({"check", "a.txt", "--output"}).err, HasSubstr("--output 后面要写一个值"));
}

TEST(CommandLine, HelpIsAlsoAWordBeforeTheCommand) {
  EXPECT_EQ(run_program({"help"}).out, run_program({"--help"}).out);
  const Ran ran = run_program({"help", "rules", "test"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, run_program({"rules", "test", "--help"}).out);
}

TEST(CommandLine, AReportWithoutACommandIsTakenForOneToCheck) {
  const Scratch scratch;
  const Ran ran = run_program({scratch.file("report.txt", "x")});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("核查报告写 hegui check "));
}

TEST(CommandLine, ARuleInSmallLettersIsKnownAgain) {
  EXPECT_THAT(run_program({"rules", "show", "zx-01"}).err, HasSubstr("您是不是要写“ZX-01”？"));
}

TEST(CommandLine, ValuesAreChecked) {
  EXPECT_THAT(run_program({"check", "--format", "pdf", "x.txt"}).err, HasSubstr("sarif"));
  EXPECT_THAT(run_program({"check", "--format", "jsn", "x.txt"}).err, HasSubstr("您是不是要写“json”？"));
  EXPECT_THAT(run_program({"check", "--fail-on", "bad", "x.txt"}).err, HasSubstr("error|warning|note"));
  EXPECT_THAT(run_program({"check", "--as-of", "2021-02-29", "x.txt"}).err, HasSubstr("--as-of"));
  EXPECT_THAT(run_program({"check", "--color", "red", "x.txt"}).err, HasSubstr("auto|always|never"));
  EXPECT_THAT(run_program({"check", "--lang", "fr", "x.txt"}).err, HasSubstr("zh|en"));
  EXPECT_EQ(run_program({"check", "--format"}).status, 2);
  EXPECT_EQ(run_program({"check"}).status, 2);
  EXPECT_EQ(run_program({"explain", "x.txt"}).status, 2);
  EXPECT_EQ(run_program({"rules", "show"}).status, 2);
}

TEST(CommandLine, VersionIsTold) {
  const Ran ran = run_program({"--version"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, testing::StartsWith("hegui "));
}

}  // namespace
}  // namespace hegui::app
