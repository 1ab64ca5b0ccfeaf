// Canonical text: printing and parsing lose nothing, in either language, and printing twice changes nothing.
#include "dsl/printer.hpp"

#include <gtest/gtest.h>

#include "tests/dsl/dump.hpp"
#include "tests/dsl/files.hpp"

namespace hegui::dsl::test {
namespace {

std::string printed(const syntax::File& file, Language language) { return print(file, {language, nullptr}); }

// Every rule file that is at hand: the product's own and the language's examples.
class EveryFile : public ::testing::Test {
 protected:
  std::vector<RuleFile> files_ = rule_files();
};

TEST_F(EveryFile, SurvivesPrintingAndParsing) {
  for (const RuleFile& file : files_) {
    SCOPED_TRACE(file.name);
    const ParseResult first = parse_text(file.text);
    if (!first.diagnostics.empty()) continue;  // in the making; the parser's own tests name them
    for (const Language language : {Language::zh, Language::en}) {
      const std::string once = printed(first.file, language);
      const ParseResult second = parse_text(once);
      ASSERT_TRUE(second.diagnostics.empty()) << render(second.diagnostics.front(), Language::zh, false) << once;
      if (language == Language::zh) {
        ASSERT_EQ(dump(second.file), dump(first.file));
        ASSERT_EQ(second.file.comments.size(), first.file.comments.size());
      }
      ASSERT_EQ(printed(second.file, language), once) << "printing twice is not printing once";
    }
  }
}

TEST_F(EveryFile, ComesBackFromEnglish) {
  NameMap names;
  for (const RuleFile& file : files_) names.add(parse_text(file.text).file);
  for (const RuleFile& file : files_) {
    SCOPED_TRACE(file.name);
    const ParseResult original = parse_text(file.text);
    if (!original.diagnostics.empty()) continue;
    const std::string chinese = print(original.file, {Language::zh, &names});
    const ParseResult in_chinese = parse_text(chinese);
    const std::string english = print(in_chinese.file, {Language::en, &names});
    const ParseResult in_english = parse_text(english);
    ASSERT_TRUE(in_english.diagnostics.empty())
        << render(in_english.diagnostics.front(), Language::zh, false) << english;
    ASSERT_EQ(print(in_english.file, {Language::zh, &names}), chinese);
  }
}

std::string format(std::string_view text, Language language = Language::zh) {
  const ParseResult result = parse_text(std::string(text));
  EXPECT_TRUE(result.diagnostics.empty());
  return printed(result.file, language);
}

TEST(Printer, WritesOneSpelling) {
  EXPECT_EQ(format("规则 A-1 \"标题\"\n应 [决算]<=[预算] * 2\n级别 错误\n"),
            "规则 A-1 “标题”\n  应    [决算] ≤ [预算] × 2\n  级别  错误\n");
}

TEST(Printer, KeepsComments) {
  const std::string text =
      "# 文件头\n\n## 说明这条规则\n规则 A-1 “标题”  # 行末\n  # 在子句之前\n  应    有 [决算]  # 又一处行末\n# "
      "文件末\n";
  EXPECT_EQ(format(text), text);
}

TEST(Printer, WritesNumbersInHalfWidth) {
  EXPECT_EQ(parse_text("参数 线 = １００．５％\n").diagnostics.size(), 1U);
  const ParseResult result = parse_text("参数 线 = １，０００％\n");
  EXPECT_FALSE(result.diagnostics.empty());
  EXPECT_EQ(printed(parse_text("参数 线 = １００．５％\n").file, Language::zh), "参数 线 = 100.5%\n");
}

TEST(Printer, TranslatesKeywordsAndKnownNames) {
  const ParseResult taxonomy = parse_text(
      "维度 阶段（stage）\n  成员 决算（actual）\n  成员 预算（budget）\n维度 范围（scope）\n  成员 "
      "三公经费（sangong）\n");
  ASSERT_TRUE(taxonomy.diagnostics.empty());
  NameMap names;
  names.add(taxonomy.file);
  const ParseResult rule = parse_text(
      "规则 A-1 “标题”\n  令 决算 = [决算 属于 三公经费]\n  应 决算 ≤ [预算 三公经费 的 分项] 且 非 缺 报告.年度\n"
      "  说明 “{范围}：{[决算]}”\n");
  ASSERT_TRUE(rule.diagnostics.empty());
  EXPECT_EQ(print(rule.file, {Language::en, &names}),
            "rule A-1 \"标题\"\n"
            "  let       决算 = [actual within sangong]\n"
            "  require   决算 <= [budget parts of sangong] and not lacks report.year\n"
            "  message   \"{scope}：{[actual]}\"\n");
}

TEST(Printer, QuotesWordsThatAreNoTerms) {
  EXPECT_EQ(format("词集 词（w） “有 空格”、三公经费、““三公”经费”、“三公”经费、因公出国（境）费\n"),
            "词集 词（w）  “有 空格”、三公经费、“三公”经费、“三公”经费、因公出国（境）费\n");
}

}  // namespace
}  // namespace hegui::dsl::test
