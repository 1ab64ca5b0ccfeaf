#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Resume : public testing::Test {
 protected:
  Resume() {
    for (int i = 0; i < 4; ++i)
      scratch_.file("reports/" + std::to_string(i) + ".txt",
                    "石桥县渔政站" + std::to_string(i) + "\n" + small_report());
    scratch_.file("reports/5.txt", "");  // cannot be read
    rules_ = scratch_.file("rules.hegui", slurp(small_rules()));
  }
  [[nodiscard]] std::vector<std::string> arguments(const std::string& format,
                                                   std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"check", reports_, "-r", rules_, "--format", format});
    return more;
  }
  Ran fresh(const std::string& format, std::vector<std::string> more = {}) {
    return run_program(arguments(format, std::move(more)));
  }
  Ran resumed(const std::string& format, std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--cache", cache_});
    return run_program(arguments(format, std::move(more)));
  }
  /// The same output and status as without a cache; hands back what was told beside it.
  std::string same(const std::string& format, const std::vector<std::string>& more = {}) {
    const Ran expected = fresh(format, more), ran = resumed(format, more);
    EXPECT_EQ(ran.out, expected.out) << format;
    EXPECT_EQ(ran.status, expected.status);
    return ran.err;
  }
  void edit_rules(const std::string& from, const std::string& to) {
    std::string text = slurp(rules_);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos);
    std::ofstream(rules_, std::ios::binary) << text.replace(at, from.size(), to);
  }

  const Scratch scratch_;
  const std::string reports_ = (scratch_.path() / "reports").string();
  const std::string cache_ = (scratch_.path() / "cache").string();
  std::string rules_;
};

TEST_F(Resume, EveryFormatIsTheSameFromTheCache) {
  EXPECT_THAT(same("json"), HasSubstr("0 份取自以前的结果，5 份重新核查"));
  for (const char* format : {"json", "jsonl", "text", "csv", "md", "junit", "sarif"})
    EXPECT_THAT(same(format), HasSubstr("4 份取自以前的结果，1 份重新核查")) << format;
}

TEST_F(Resume, ThePageHasTheStepsOfEachCalculationWhoeverFilledTheCache) {
  same("json");
  EXPECT_THAT(same("html"), HasSubstr("0 份取自")) << "other formats keep no steps";
  EXPECT_THAT(same("html"), HasSubstr("4 份取自"));
  EXPECT_THAT(same("json"), HasSubstr("4 份取自"));
}

TEST_F(Resume, OptionsAreNotMixedUp) {
  same("json");
  const std::vector<std::vector<std::string>> options = {{"--rules", "XX-02"},      {"--min-severity", "error"},
                                                         {"--exclude", "XX-01"},    {"--sort", "severity"},
                                                         {"--as-of", "2001-01-01"}, {"--date", "2024-05-01"},
                                                         {"--max-paragraph", "20"}, {"--fail-on", "warning"},
                                                         {"--jobs", "1"},           {"--together"}};
  for (int round = 0; round < 2; ++round)
    for (const auto& each : options) same("json", each);
}

TEST_F(Resume, OnlyAChangedRuleRunsAgain) {
  same("json");
  edit_rules("说明  “报告没有改进措施。”", "说明  “报告没有写改进措施。”");
  const std::string told = same("json");
  EXPECT_THAT(told, HasSubstr("4 份只重跑了改过的规则"));
  EXPECT_THAT(resumed("json").out, HasSubstr("报告没有写改进措施"));
  EXPECT_THAT(same("json"), HasSubstr("4 份取自"));
  // What is only told, and a rule that is gone or new.
  edit_rules("级别  警告", "级别  提示");
  same("json");
  edit_rules("建议  “核对执行率。”", "建议  “核对。”");
  same("json");
  edit_rules("规则 XX-03", "规则 XX-04");
  same("json");
}

TEST_F(Resume, CommentsAndTestsInRulesChangeNothing) {
  same("json");
  edit_rules("测试 “执行率算对”", "# 新的一行\n\n测试 “执行率算得对”");
  EXPECT_THAT(same("json"), HasSubstr("4 份取自以前的结果，1 份"));
}

TEST_F(Resume, AChangedFileIsCheckedAgain) {
  same("json");
  scratch_.file("reports/2.txt", small_report());
  EXPECT_THAT(same("json"), HasSubstr("3 份取自以前的结果，2 份"));
}

TEST_F(Resume, AFileThatWasMovedKeepsItsResultUnderItsNewPath) {
  same("json");
  fs::create_directories(scratch_.path() / "reports/later");
  fs::rename(scratch_.path() / "reports/1.txt", scratch_.path() / "reports/later/1.txt");
  const std::string told = same("json");
  EXPECT_THAT(told, HasSubstr("4 份取自以前的结果，1 份"));
  EXPECT_THAT(resumed("json").out, HasSubstr("reports/later/1.txt"));
}

TEST_F(Resume, AChangedAttachmentIsCheckedAgain) {
  fs::remove_all(reports_);
  scratch_.file("reports/one/report.txt", small_report());
  scratch_.file("reports/one/附件.txt", "附件：水质检测12次，完成11次。\n");
  EXPECT_THAT(same("json", {"--together"}), HasSubstr("0 份取自"));
  EXPECT_THAT(same("json", {"--together"}), HasSubstr("1 份取自"));
  scratch_.file("reports/one/附件.txt", "附件：水质检测12次，完成10次。\n");
  EXPECT_THAT(same("json", {"--together"}), HasSubstr("0 份取自"));
}

TEST_F(Resume, ADamagedCacheIsPutAside) {
  same("json");
  std::string bytes = slurp(cache_);
  for (std::size_t at = 4096 + 5; at < bytes.size(); at += 7) bytes[at] = static_cast<char>(at * 31);
  scratch_.file("cache", bytes);
  for (const char* ending : {"-wal", "-shm"}) fs::remove(cache_ + ending);
  same("json");
  EXPECT_THAT(same("json"), HasSubstr("4 份取自"));
  // Cut off in the middle.
  fs::resize_file(cache_, 6000);
  same("json");
  EXPECT_THAT(same("json"), HasSubstr("4 份取自"));
}

TEST_F(Resume, AForeignFileIsLeftAlone) {
  scratch_.file("cache",
                "a letter to the county, not yet sent, long enough to be more than the header of a file of ours");
  const std::string before = slurp(cache_);
  EXPECT_THAT(same("json"), HasSubstr("不是存放核查结果的文件，没有动它"));
  EXPECT_EQ(slurp(cache_), before);
}

TEST_F(Resume, WithoutAPlaceForTheCacheTheRunGoesOn) {
  auto ran = run_program(arguments("json", {"--cache", (scratch_.path() / "no/such/folder/cache").string()}));
  EXPECT_EQ(ran.out, fresh("json").out);
  EXPECT_THAT(ran.err, HasSubstr("这次的结果不保存"));
}

TEST_F(Resume, TheStandardPlaceIsTheUsersOwn) {
  How how;
  how.environment = {{"XDG_CACHE_HOME", (scratch_.path() / "xdg").string()}};
  const auto ran = run_program(arguments("json", {"--resume"}), how);
  const fs::path file = scratch_.path() / "xdg/hegui/results.sqlite";
  EXPECT_THAT(ran.err, HasSubstr(file.string()));
  EXPECT_EQ(fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
  EXPECT_THAT(run_program(arguments("json", {"--resume"}), how).err, HasSubstr("4 份取自"));
}

TEST_F(Resume, ASmallCacheForgetsTheOldest) {
  for (int i = 10; i < 400; ++i)
    scratch_.file("reports/" + std::to_string(i) + ".txt", std::to_string(i * i) + "\n" + small_report());
  same("json", {"--cache-size", "1"});
  same("json", {"--cache-size", "1"});
  EXPECT_LT(fs::file_size(cache_), 4U << 20U);
}

TEST_F(Resume, AnOverviewTakesResultsFromTheCacheOfACheck) {
  same("json");
  const std::vector<std::string> sum = {"summary", reports_, "-r", rules_, "--format", "json"};
  auto with_cache = sum;
  with_cache.insert(with_cache.end(), {"--cache", cache_});
  const Ran ran = run_program(with_cache);
  EXPECT_EQ(ran.out, run_program(sum).out);
  EXPECT_THAT(ran.err, HasSubstr("4 份取自"));
}

/// All rules, with all that they have in common: what one of them came to must not depend on which others run.
TEST(ResumeNational, EachRuleRunsAgainByItselfToTheSame) {
  const Scratch scratch;
  const std::string rules = (scratch.path() / "rules").string();
  fs::copy(source_path("rules"), rules, fs::copy_options::recursive);
  const std::string report = source_path("docs/samples/defects.txt"), cache = (scratch.path() / "cache").string();
  const std::vector<std::string> plain = {"check", report, "-r", rules, "--format", "json"};
  auto kept = plain;
  kept.insert(kept.end(), {"--cache", cache});
  EXPECT_EQ(run_program(kept).out, run_program(plain).out);
  for (const auto& entry : fs::directory_iterator(rules + "/national")) {
    // Every other rule of the file gets another message, the rest stays kept.
    std::string text = slurp(entry.path());
    std::size_t changed = 0;
    const std::string clause = "  说明  “";
    for (std::size_t at = 0; (at = text.find(clause, at)) != std::string::npos; at += clause.size())
      if (++changed % 2 == 0) text.insert(at + clause.size(), "经核对，");
    std::ofstream(entry.path(), std::ios::binary) << text;
  }
  const Ran expected = run_program(plain), ran = run_program(kept);
  EXPECT_THAT(expected.out, HasSubstr("经核对，"));
  EXPECT_EQ(ran.out, expected.out);
  EXPECT_THAT(ran.err, HasSubstr("1 份只重跑了改过的规则"));
}

}  // namespace
}  // namespace hegui::app
