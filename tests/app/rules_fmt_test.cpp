// `hegui rules fmt` and `hegui rules lint`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string untidy = "规则集 my.rules\n版本 1.0.0\n规则 A-1 \"标题\" # 记\n应 有 章节（x）\n级别 错误\n";
const std::string tidy =
    "规则集 my.rules\n  版本  1.0.0\n\n规则 A-1 “标题”  # 记\n  应    有 章节（x）\n  级别  错误\n";

TEST(RulesFmt, RewritesOnlyWhatDiffers) {
  const Scratch scratch;
  const auto one = scratch.file("one.hegui", untidy), two = scratch.file("two.hegui", tidy);
  ::chmod(one.c_str(), 0640);
  const auto before = std::filesystem::last_write_time(two);
  const Ran ran = run_program({"rules", "fmt", scratch.path().string()});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("已整理"), HasSubstr("one.hegui"), Not(HasSubstr("two.hegui"))));
  EXPECT_EQ(slurp(one), tidy);
  EXPECT_EQ(std::filesystem::last_write_time(two), before);
  struct stat status {};
  ASSERT_EQ(::stat(one.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(scratch.path()))
    files += entry.is_regular_file() ? 1 : 0;
  EXPECT_EQ(files, 2U) << "no temporary file stays behind";
  EXPECT_EQ(run_program({"rules", "fmt", scratch.path().string()}).out, "");
}

TEST(RulesFmt, ALinkStaysALink) {
  const Scratch scratch;
  const auto real = scratch.file("real.hegui", untidy);
  const auto link = scratch.path() / "link.hegui";
  std::filesystem::create_symlink(real, link);
  EXPECT_EQ(run_program({"rules", "fmt", link.string()}).status, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_EQ(slurp(real), tidy);
}

TEST(RulesFmt, CheckNamesTheFileAndTheFirstLine) {
  const Scratch scratch;
  const auto one = scratch.file("one.hegui", untidy), two = scratch.file("two.hegui", tidy);
  const Ran ran = run_program({"rules", "fmt", "--check", one, two});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("one.hegui:2："), HasSubstr("  - 版本 1.0.0\n  +   版本  1.0.0\n"),
                             Not(HasSubstr("two.hegui"))));
  EXPECT_EQ(slurp(one), untidy);
  EXPECT_EQ(run_program({"rules", "fmt", "--check", two}).status, 0);
}

TEST(RulesFmt, AFileWithMistakesIsLeftAlone) {
  const Scratch scratch;
  const std::string broken = untidy + "规则 A-2 “二”\n应\n";
  const auto bad = scratch.file("bad.hegui", broken), good = scratch.file("good.hegui", untidy);
  const Ran ran = run_program({"rules", "fmt", bad, good});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("bad.hegui:7:"), HasSubstr("HG-P"), HasSubstr("文件没有改动")));
  EXPECT_EQ(slurp(bad), broken);
  EXPECT_EQ(slurp(good), tidy) << "the others are formatted all the same";
}

TEST(RulesFmt, ReadsStandardInput) {
  How how;
  how.input = "\xEF\xBB\xBF" + untidy;
  const Ran ran = run_program({"rules", "fmt", "-"}, how);
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, tidy);
  how.input = std::string("规则\0 A-1", 10);
  EXPECT_EQ(run_program({"rules", "fmt", "-"}, how).status, 2);
}

TEST(RulesFmt, TranslatesThereAndBack) {
  const Scratch scratch;
  const auto book = scratch.file("book.hegui", slurp(small_rules()));
  ASSERT_EQ(run_program({"rules", "fmt", book}).status, 0);
  const std::string chinese = slurp(book);
  const Ran there = run_program({"rules", "fmt", "--lang", "en", book});
  EXPECT_EQ(there.status, 0);
  EXPECT_THAT(there.out, HasSubstr("已整理")) << "--lang speaks of the rules, not of the messages";
  EXPECT_THAT(slurp(book),
              AllOf(HasSubstr("\nrulebook "), HasSubstr("~= [actual expenditure] / [budget expenditure]\n")));
  EXPECT_EQ(run_program({"rules", "check", book}).status, 0);
  EXPECT_EQ(run_program({"rules", "fmt", "--check", book}).status, 0) << "without --lang the file stays as it is";
  EXPECT_EQ(run_program({"rules", "fmt", "--lang", "zh", book}).status, 0);
  EXPECT_EQ(slurp(book), chinese);
}

TEST(RulesFmt, TheBuiltInRulesMeanTheSameInEnglish) {
  const Scratch scratch;
  const auto copy = scratch.path() / "rules";
  std::filesystem::copy(source_path("rules"), copy, std::filesystem::copy_options::recursive);
  How how;
  how.environment = {{"HEGUI_RULES", copy.string()}};
  const auto sample = source_path("docs/samples/defects.txt");
  const auto told = [&] {  // derivations quote the rule's own words; what is found and said must not change
    std::vector<std::string> findings;
    const Ran ran = run_program({"check", "--format", "json", sample}, how);
    EXPECT_EQ(ran.status, 1) << ran.err;
    const auto output = nlohmann::json::parse(ran.out);
    for (const auto& finding : output.at("reports").at(0).at("findings"))
      findings.push_back(finding.at("rule").get<std::string>() + " " + finding.at("message").get<std::string>());
    return findings;
  };
  const auto chinese = told();
  EXPECT_GT(chinese.size(), 10U);
  EXPECT_EQ(run_program({"rules", "fmt", "--lang", "en"}, how).status, 0);
  EXPECT_THAT(slurp(copy / "national/execution.hegui"), HasSubstr("\nrule ZX-01 "));
  EXPECT_EQ(told(), chinese);
}

// What people are shown is laid out as they are told to.
TEST(RulesFmt, TheRulesOfThisProjectAreFormatted) {
  std::vector<std::string> arguments = {"rules",
                                        "fmt",
                                        "--check",
                                        source_path("rules"),
                                        source_path("docs/tutorial/steps"),
                                        source_path("tests/app/rulebooks")};
  for (const auto& released : std::filesystem::directory_iterator(source_path("rules/releases")))
    arguments.push_back(released.path().string());
  const Ran ran = run_program(arguments);
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
}

TEST(RulesFmt, WrongArgumentsAreTold) {
  EXPECT_EQ(run_program({"rules", "fmt", "/no/such.hegui"}).status, 2);
  const Ran ran = run_program({"rules", "fmt", "--lang", "fr", small_rules()});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("zh|en"));
  EXPECT_EQ(run_program({"rules", "fmt", "-", small_rules()}).status, 2);
}

TEST(RulesLint, TheBuiltInRulesGiveNoHint) {
  const Ran ran = run_program({"rules", "lint"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "");
}

TEST(RulesLint, HintsGiveStatusOneAndSpeakOfTheNamedFilesOnly) {
  const Scratch scratch;
  const auto book =
      scratch.file("my.hegui", "规则集 my.rules\n  版本  1.0.0\n  引用  test.small 1\n\n参数 无用（unused）= 5%\n");
  const Ran ran = run_program({"rules", "lint", book, "-r", small_rules(), "--brief"});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("my.hegui:5:"), HasSubstr("HG-L001"), HasSubstr("提醒 1 处")));
  const Ran broken = run_program({"rules", "lint", scratch.file("bad.hegui", "规则集 b\n版本 1.0.0\n规则 A-1\n应\n")});
  EXPECT_EQ(broken.status, 2);
}

}  // namespace
}  // namespace hegui::app
