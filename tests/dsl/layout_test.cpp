// The canonical layout: columns, long conditions, blank lines; and that it depends on what is said, not on how it was
// typed.
#include <gtest/gtest.h>

#include "dsl/format.hpp"
#include "dsl/utf8.hpp"
#include "tests/dsl/dump.hpp"
#include "tests/dsl/files.hpp"

namespace hegui::dsl::test {
namespace {

FormatResult formatted(const std::string& text, const Language* language = nullptr, const NameMap* names = nullptr) {
  return format(std::make_shared<const Source>("a.hegui", text), language, names);
}

std::string canonical(const std::string& text) {
  const FormatResult result = formatted(text);
  EXPECT_EQ(result.status, FormatResult::Status::formatted)
      << (result.diagnostics.empty() ? "" : render(result.diagnostics.front(), Language::zh, false));
  return result.text;
}

TEST(Layout, NeighboursShareAColumn) {
  EXPECT_EQ(
      canonical(
          "维度 范围（scope） 缺省 部门整体\n成员 部门整体（department）\n又称 整体支出\n成员 三公经费（sangong） "
          "又称 三公支出 分项 接待费\n成员 接待费（reception） 又称 招待费\n\n成员 其他（other） 又称 别的\n"),
      "维度 范围（scope）  缺省 部门整体\n"
      "  成员 部门整体（department）  又称 整体支出\n"
      "  成员 三公经费（sangong）     又称 三公支出\n"
      "    分项 接待费\n"
      "  成员 接待费（reception）     又称 招待费\n"
      "\n"
      "  成员 其他（other）  又称 别的\n");
  EXPECT_EQ(canonical("参数 线（line）=5% “低”\n参数 较长的线（longer_line）=15% “高”\n"),
            "参数 线（line）= 5%                “低”\n"
            "参数 较长的线（longer_line）= 15%  “高”\n");
  EXPECT_EQ(canonical("词集 甲（a） 一、二\n词集 乙乙乙（bbb） 三\n# 另一组\n词集 丙（c） 四\n"),
            "词集 甲（a）        一、二\n"
            "词集 乙乙乙（bbb）  三\n"
            "# 另一组\n"
            "词集 丙（c）  四\n");
}

TEST(Layout, OneClauseStandsBesideAConceptSeveralBelow) {
  EXPECT_EQ(canonical("概念 甲（a）：金额\n\n  又称 甲数\n概念 乙（b）：金额 又称 乙数 属于 甲\n"),
            "概念 甲（a）：金额  又称 甲数\n"
            "概念 乙（b）：金额\n"
            "  又称  乙数\n"
            "  属于  甲\n");
}

TEST(Layout, LongConditionsBreakBeforeTheirConnectives) {
  const std::string text = "这是一段相当长的文字，占去一行的大半，好让条件写不下";
  const std::string a = "报告 包含 “" + text + "甲”", b = "报告 包含 “" + text + "乙”";
  EXPECT_EQ(canonical("规则 A-1 “标题”\n应 " + a + " 且 （" + b + " 或 " + a + "） 且 非 " + b + " 缺则报\n"),
            "规则 A-1 “标题”\n"
            "  应    " +
                a +
                "\n"
                "        且 （" +
                b +
                "\n"
                "             或 " +
                a +
                "）\n"
                "        且 非 " +
                b + "  缺则报\n");
  EXPECT_EQ(canonical("规则 A-1 “标题”\n除非 有名：" + a + " 或 " + b + " 除外 " + a + "\n应 有 [决算]\n"),
            "规则 A-1 “标题”\n"
            "  除非  有名：" +
                a +
                "\n"
                "        或 " +
                b +
                "\n"
                "        除外 " +
                a +
                "\n"
                "  应    有 [决算]\n");
}

TEST(Layout, ALineNeverBeginsWithWhatReadsLikeAClause) {
  // 说明, 报告 … are keywords at the beginning of a line, and words like any other within a list.
  std::string words = "词集 甲（a） ";
  for (int i = 0; i < 60; ++i) words += "说明、报告、单位、年度、";
  const std::string text = canonical(words + "说明\n");
  EXPECT_EQ(canonical(text), text);
  std::string evidence = "规则 A-1 “标题”\n应 有 [决算]\n证据 [决算]";
  for (int i = 0; i < 20; ++i) evidence += "、报告.标题、[决算 支出]";
  const std::string rule = canonical(evidence + "\n");
  EXPECT_EQ(canonical(rule), rule);
}

TEST(Layout, KindsStandApartAndGroupsStayTogether) {
  EXPECT_EQ(
      canonical("规则集 a.b\n版本 1.0.0\n词集 甲（a） 一\n词集 乙（b） 二\n概念 丙（c）：金额\n\n\n\n概念 "
                "丁（d）：金额\n规则 "
                "A-1 “标题”\n应 有 [丙]\n规则 A-2 “标题”\n应 有 [丙]\n"),
      "规则集 a.b\n  版本  1.0.0\n\n词集 甲（a）  一\n词集 乙（b）  二\n\n概念 丙（c）：金额\n\n概念 丁（d）：金额\n\n"
      "规则 A-1 “标题”\n  应    有 [丙]\n\n规则 A-2 “标题”\n  应    有 [丙]\n");
}

TEST(Layout, CommentsStayWhereTheySpeak) {
  const std::string text =
      "词集 甲（a）  一、二  # 行末\n"
      "# 说下一个\n"
      "词集 乙（b）  三\n"
      "\n"
      "规则 A-1 “标题”\n"
      "  当    有 [决算]  # 为什么\n"
      "  # 要求\n"
      "  应    有 [预算]\n";
  EXPECT_EQ(canonical(text), text);
  // Inside a list and inside a condition there is no line of their own: they move to its end, none is lost.
  const std::string moved =
      canonical("词集 甲（a） 一、 # 其一\n 二 # 其二\n规则 A-1 “标题”\n应 有 [决算] # 其三\n 且 有 [预算]\n");
  for (const char* comment : {"# 其一", "# 其二", "# 其三"}) EXPECT_NE(moved.find(comment), std::string::npos) << moved;
  EXPECT_EQ(canonical(moved), moved);
}

TEST(Layout, SeveralCommentsWithinTheLastClauseGoAboveIt) {
  const std::string above =
      "词集 甲（a）  # 其一\n"
      "  ## 其二\n"
      "  一、二、三\n";
  EXPECT_EQ(canonical("词集 甲（a）\n  一、# 其一\n## 其二\n二、三\n"), above);
  EXPECT_EQ(canonical(above), above);
  EXPECT_EQ(canonical("词集 甲（a）\n  一、# 其一\n  二、# 其二\n 三\n"),
            "词集 甲（a）  # 其一\n  # 其二\n  一、二、三\n");
  // There is no clause to stand above of: behind the item it would be read as a comment on the next one.
  EXPECT_EQ(canonical("停用\n# 其一\nA-1\n"), "# 其一\n停用 A-1\n");
}

TEST(Layout, CommentsBesideDatesStayThere) {
  const std::string text =
      "依据 甲\n"
      "  名称  《甲》\n"
      "  生效  2020-01-01  # 起\n"
      "  失效  2021-01-01  # 止\n"
      "\n"
      "# 下一项\n"
      "依据 乙\n"
      "  名称  《乙》\n"
      "  失效  2019-12-31  # 生效 2001-01-01\n"
      "  文号  乙〔2019〕1号\n"
      "\n"
      "豁免 A-1\n"
      "  至    2022-12-31  # 到期\n"
      "  理由  “已报送”\n";
  EXPECT_EQ(canonical(text), text);
}

TEST(Layout, WindowsLinesAndBlanksAtTheEndGo) {
  EXPECT_EQ(canonical("规则 A-1 “标题”  \r\n\t应 有 [决算]\r\n\r\n\r\n"), "规则 A-1 “标题”\n  应    有 [决算]\n");
}

TEST(Layout, ANameStandsOnOneLineWhateverEndsIt) {
  for (const char* end : {"\r", "\n", "\f", "\r\n"})
    EXPECT_EQ(formatted(std::string("依据 湖南办法（hunan2020") + end + "_7）\n").status,
              FormatResult::Status::syntax_errors);
  EXPECT_EQ(canonical("依据 湖南办法（hunan2020_7）\r\n  名称 《甲》\r\n"),
            canonical("依据 湖南办法（hunan2020_7）\n  名称 《甲》\n"));
}

TEST(Layout, CommentsInsideAHeadWithNothingBelowStandAboveIt) {
  const std::string text = canonical("规则集 a.b\n\n规则集\n# 甲\nc.d\n规则集 e.f\n");
  EXPECT_EQ(text, "规则集 a.b\n\n# 甲\n规则集 c.d\n\n规则集 e.f\n");
  EXPECT_EQ(canonical(text), text);
}

TEST(Layout, FullWidthDigitsBecomeHalfWidthAsTheHintPromises) {
  EXPECT_EQ(canonical("规则 A-1 “标题”\n应 [执行率] ≥ ８０．５％\n"), "规则 A-1 “标题”\n  应    [执行率] ≥ 80.5%\n");
  EXPECT_EQ(canonical("规则 A-1 “标题”\n应 ６.名称 = “甲”\n"), "规则 A-1 “标题”\n  应    6.名称 = “甲”\n");
  EXPECT_EQ(canonical("规则 A-1 “标题”\n应 有 [决算]\n说明 “{１２}项”\n"),
            "规则 A-1 “标题”\n  应    有 [决算]\n  说明  “{12}项”\n");
  EXPECT_EQ(formatted("规则 A-1 “标题”\n应 ８０％ ≥\n").status, FormatResult::Status::syntax_errors);
}

TEST(Layout, AFieldBehindANumberDoesNotBecomeItsDecimals) {
  const auto meaning = [](const std::string& text) { return dump(parse_text(text).file); };
  for (const char* value : {"6.  5甲", "6 . ５甲", "6.5.5甲", "（6）.5甲", "6元. 5甲", "6.甲", "甲.5.5"}) {
    const std::string text = std::string("规则 A-1 “标题”\n应 ") + value + " = 1\n";
    EXPECT_EQ(meaning(canonical(text)), meaning(text)) << text;
  }
}

TEST(Layout, MistakesAreReportedAndNothingIsFormatted) {
  const FormatResult result = formatted("规则 A-1 “标题”\n  应\n");
  EXPECT_EQ(result.status, FormatResult::Status::syntax_errors);
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_TRUE(result.text.empty());
}

// What the acceptance asks of every rule file at hand.
TEST(Layout, EveryFileFormatsOnceAndComesBackFromTheOtherLanguage) {
  NameMap names;
  const auto files = rule_files();
  for (const RuleFile& file : files) names.add(parse_text(file.text).file);
  const Language zh = Language::zh, en = Language::en;
  for (const RuleFile& file : files) {
    SCOPED_TRACE(file.name);
    const FormatResult own = formatted(file.text);
    ASSERT_EQ(own.status, FormatResult::Status::formatted);
    EXPECT_EQ(canonical(own.text), own.text);
    const std::string chinese = formatted(file.text, &zh, &names).text;
    const FormatResult english = formatted(chinese, &en, &names);
    ASSERT_EQ(english.status, FormatResult::Status::formatted);
    EXPECT_EQ(formatted(english.text, &zh, &names).text, chinese);
    EXPECT_EQ(formatted(formatted(english.text, &zh, &names).text, &en, &names).text, english.text);
  }
}

// Joined into one line or broken after every word, a file means the same and so has the same layout.
TEST(Layout, DoesNotDependOnHowLinesWereBroken) {
  for (const RuleFile& file : rule_files()) {
    if (file.text.find("\"\"\"") != std::string::npos || file.text.find('#') != std::string::npos) continue;
    SCOPED_TRACE(file.name);
    std::string broken;
    for (std::size_t at = 0; at < file.text.size(); ++at) {
      broken += file.text[at];
      if (std::string_view(file.text).substr(0, at + 1).ends_with("、")) broken += "\n      ";
    }
    const FormatResult result = formatted(broken);
    if (result.status != FormatResult::Status::formatted) continue;  // the last word of a line read as a clause
    EXPECT_EQ(result.text, canonical(file.text));
  }
}

}  // namespace
}  // namespace hegui::dsl::test
