// What rule text means: the tree of each form, in both languages and both widths.
#include "dsl/parser.hpp"

#include <gtest/gtest.h>

#include "dsl/report_text.hpp"
#include "tests/dsl/dump.hpp"
#include "tests/dsl/files.hpp"

namespace hegui::dsl::test {
namespace {

TEST(Expression, BindsFromLooseToTight) {
  EXPECT_EQ(expression("a 或 b 且 非 c"), "(or a (and b (not c)))");
  EXPECT_EQ(expression("1 ＋ 2 × 3 － 4 ÷ 5"), "(- (+ 1 (* 2 3)) (/ 4 5))");
  EXPECT_EQ(expression("1 － 2 － 3"), "(- (- 1 2) 3)");
  EXPECT_EQ(expression("a 或无则 b ＋ 1 > c"), "(> (or-else a (+ b 1)) c)");
  EXPECT_EQ(expression("有 [决算] 且 缺 [预算]"), "(and (has [决算]) (lacks [预算]))");
  EXPECT_EQ(expression("－a.b × 2"), "(* (neg a.b) 2)");
  EXPECT_EQ(expression("如果 a 则 1 否则 如果 b 则 2 否则 3"), "(if a 1 (if b 2 3))");
  EXPECT_EQ(expression("每个 项 于 组.各项：项 > 0 且 项 < 9"), "(every 项 组.各项 (and (> 项 0) (< 项 9)))");
}

TEST(Expression, TakesBothWidthsAndBothLanguages) {
  const std::string meant = "(≥ [决算] (* <(+ [预算] 1)> 2))";
  EXPECT_EQ(expression("[决算] ≥ （[预算] ＋ 1） × 2"), meant);
  EXPECT_EQ(expression("［决算］ >= ([预算]+1)*2"), meant);
  EXPECT_EQ(expression("[决算]＞＝([预算]+1)＊2"), meant);
  EXPECT_EQ(expression("has [a] and not lacks [b] or c contains any(\"x\", \"y\")"),
            expression("有 [a] 且 非 缺 [b] 或 c 包含 任一（“x”、“y”）"));
  EXPECT_EQ(expression("near [a] in paragraph has words w"), expression("邻近 [a] 在 段 内 有 词 w"));
  EXPECT_EQ(expression("every x in list: x ~= 1 tolerance rounding"), expression("每个 x 于 list：x ≈ 1 误差 舍入"));
}

TEST(Expression, OrReportAndOrElseAreNotOr) {
  EXPECT_EQ(expression("a or else b"), "(or-else a b)");
  EXPECT_EQ(expression("a or b"), "(or a b)");
  EXPECT_EQ(expression("a or report.type within b"), "(or a (within report.type b))");
  EXPECT_EQ(item("rule A require a or report"), "(rule A - (require a or-report))");
  EXPECT_EQ(item("规则 A 应 a 缺则报"), "(rule A - (require a or-report))");
}

TEST(Expression, KeywordsEndWhereNamesGoOn) {
  EXPECT_EQ(expression("当期 > 或有负债"), "(> 当期 或有负债)");
  EXPECT_EQ(expression("notice > 1"), "(> notice 1)");
}

TEST(Expression, DefaultsForWhatIsMissing) {
  EXPECT_EQ(expression("[a] ＋ （缺 [b] 按 0元） － [c]"), "(- (+ [a] <(default [b] 0元)>) [c])");
  EXPECT_EQ(expression("缺 [b]"), "(lacks [b])");
}

TEST(Expression, AggregatesStandBeforeQueriesOrCalls) {
  EXPECT_EQ(expression("合计 [三公经费 的 分项] ≈ 合计（组.各项）"),
            "(≈ (over 合计 [parts:三公经费]) (call 合计 组.各项))");
  EXPECT_EQ(expression("f（）= g（1、2）"), "(= (call f) (call g 1 2))");
}

TEST(Numbers, KeepUnitsAndDecimals) {
  EXPECT_EQ(expression("0.01万元"), "0.01万元@2");
  EXPECT_EQ(expression("100%"), "100%");
  EXPECT_EQ(expression("１２．５％"), "test.hegui:2:5: 提醒 HG-P037: “１２．５”是全角数字，读作12.5\n");
  EXPECT_EQ(expression("5个工作日"), "5个工作日");
  EXPECT_EQ(expression("3件"), "3件");
  EXPECT_EQ(expression("1,234,567.80元"), "1234567.8元@2");
  EXPECT_EQ(expression("f（1000,200）"), "(call f 1000 200)");
  EXPECT_EQ(expression("95.2 分"), "95.2分@1");
  EXPECT_EQ(expression("2 个百分点"), "2个百分点");
}

TEST(Dates, AreNotSubtractions) {
  EXPECT_EQ(expression("报告.日期 ≥ 2020-02-25"), "(≥ 报告.日期 2020-02-25)");
  EXPECT_EQ(expression("报告.日期 ≥ 2020年2月5日"), "(≥ 报告.日期 2020-02-05)");
  EXPECT_EQ(expression("2020 - 2"), "(- 2020 2)");
}

TEST(Queries, NameWhatIsAsked) {
  EXPECT_EQ(expression("[决算 属于 三公经费 上年]"), "[决算 within:三公经费 上年]");
  EXPECT_EQ(expression("[范围=因公出国（境）费 年度=任意]"), "[范围=因公出国（境）费 年度=任意]");
  EXPECT_EQ(expression("[parts of sangong]"), "[parts:sangong]");
  EXPECT_EQ(expression("[within sangong]"), "[within:sangong]");
}

TEST(Strings, NestAndInterpolate) {
  EXPECT_EQ(expression("报告 包含 “等级“{等级（[评分]）}”，写“{[评价等级]}””"),
            "(contains 报告 “等级“{(call 等级 [评分])}”，写“{[评价等级]}””)");
  EXPECT_EQ(expression("a = \"x\\\"y\\n“z”\""), "(= a “x\"y\n“z””)");
  EXPECT_EQ(expression("a = “\\{b\\} \\“”"), "(= a “{b} “”)");
  EXPECT_EQ(expression("a = “{“{b}”}”"), "(= a “{“{b}”}”)");
}

TEST(Strings, PatternsAreKeptAsWritten) {
  EXPECT_EQ(item("句式 p 文 “(比|“较”)\\d+{增减额：金额}{…}” 得 变动"),
            "(phrase p - “(比|“较”)\\d+{增减额：金额}{…}” 变动 [])");
}

TEST(Strings, RegularExpressionsStandBetweenSlashes) {
  EXPECT_EQ(expression("a 匹配 /x\\/y (“|”)/ 且 b ÷ 2 / 3 > 1"), "(and (matches a /x\\/y (“|”)/) (> (/ (/ b 2) 3) 1))");
}

TEST(Names, BracketsWithHanBelongToThem) {
  EXPECT_EQ(item("概念 因公出国(境)费（overseas）：金额 又称 维修（护）费、“三公”经费、“有 空格”"),
            "(concept 因公出国（境）费 overseas 金额 {} {维修（护）费|“三公”经费|有 空格} {} - [] -)");
  EXPECT_EQ(item("词集 w a、b，c,\n  d"), "(words w - {a|b|c|d})");
}

TEST(Basis, IsAnItemOrAClause) {
  const ParseResult result = parse_text(
      "规则 A-1 “x”\n  依据 某办法、财预〔2020〕10号\n  应 有 [决算]\n"
      "依据 某办法（measure）\n  文号 财预〔2020〕10号\n依据 国标\n  名称 《格式》\n");
  ASSERT_TRUE(result.diagnostics.empty());
  ASSERT_EQ(result.file.items.size(), 3U);
  EXPECT_EQ(dump(result.file.items[0]), "(rule A-1 “x” (basis {某办法|财预〔2020〕10号}) (require (has [决算])))");
  EXPECT_EQ(dump(result.file.items[1]), "(basis 某办法 measure - 财预〔2020〕10号 {} - - - -)");
}

TEST(Settings, BelongToTheItemAboveUnlessTheyDeclare) {
  const ParseResult result =
      parse_text("方案 四川（sichuan）\n  适用 a\n  参数 线 = 90%\n参数 起（start）= 1\n参数 止 = 2 “说明”\n");
  ASSERT_TRUE(result.diagnostics.empty());
  ASSERT_EQ(result.file.items.size(), 3U);
  EXPECT_EQ(dump(result.file.items[0]), "(profile 四川 sichuan a (set 线 90%) {})");
  EXPECT_EQ(dump(result.file.items[1]), "(param 起 start 1 -)");
  EXPECT_EQ(dump(result.file.items[2]), "(param 止 - 2 “说明”)");
}

TEST(Severity, GradesStandOnOneLine) {
  EXPECT_EQ(item("规则 A 级别 错误 当 [a] < 80%，警告 当 [a] < 90%，否则 提示 应 b"),
            "(rule A - (severity error?(< [a] 80%) warning?(< [a] 90%) note) (require b))");
  EXPECT_EQ(item("规则 A\n  级别 错误\n  当 [a] < 80%\n  应 b"),
            "(rule A - (severity error) (when (< [a] 80%)) (require b))");
}

TEST(Unless, MayHaveALabelAndAnException) {
  EXPECT_EQ(item("规则 A 除非 已说明：a 除外 b 除非 c 应 d"),
            "(rule A - (unless 已说明 a except:b) (unless - c) (require d))");
}

TEST(Tests, ReportTextLosesItsIndentation) {
  const std::string text =
      "测试 “t”\n  报告 \"\"\"\r\n    一、概况\r\n\r\n      缩进\r\n    规则 X “不是规则”\r\n    \"\"\"\n  通过 A\n";
  const ParseResult result = parse_text(text);
  ASSERT_TRUE(result.diagnostics.empty());
  const auto& test = std::get<syntax::Test>(result.file.items.at(0).node);
  EXPECT_EQ(test.report, "一、概况\n\n  缩进\n规则 X “不是规则”\n");
  const std::string_view block =
      std::string_view(text).substr(test.report_span.begin, test.report_span.end - test.report_span.begin);
  const auto at = static_cast<std::uint32_t>(test.report.find("缩进"));
  EXPECT_EQ(block.substr(offset_in_block(block, at), 6), "缩进");
}

TEST(Comments, AreKeptAndDocumentItems) {
  const ParseResult result = parse_text("# 一\n## 甲\n## 乙\n规则 A # 二\n  应 x # 三\n## 丙\n规则 B 应 y\n");
  ASSERT_EQ(result.file.items.size(), 2U);
  EXPECT_EQ(result.file.items[0].doc, "甲\n乙");
  EXPECT_EQ(result.file.items[1].doc, "丙");
  EXPECT_EQ(result.file.comments.size(), 6U);
  EXPECT_FALSE(result.file.comments[3].own_line);
}

TEST(Recovery, ABrokenItemHidesNoOther) {
  const ParseResult result = parse_text(
      "规则 A 应 [\n规则 B 应 x\n测试 “t”\n  报告 \"\"\"\n规则 C “在报告里”\n  \"\"\"\n  应报 \n规则 D 应 y\n概念 "
      "：\n规则 E 应 z\n");
  EXPECT_EQ(result.diagnostics.size(), 3U);
  ASSERT_EQ(result.file.items.size(), 3U);
  EXPECT_EQ(dump(result.file.items[0]), "(rule B - (require x))");
  EXPECT_EQ(dump(result.file.items[2]), "(rule E - (require z))");
  ASSERT_EQ(result.file.broken.size(), 1U);
  EXPECT_EQ(result.file.broken[0].text, "A");
}

TEST(Spans, CoverWhatWasWritten) {
  const ParseResult result = parse_text("规则 A “x”  # 注\n  应  有 [决算 支出]  # 又\n  说明 “y”\n\n规则 B 应 z");
  ASSERT_TRUE(result.diagnostics.empty());
  const Source& source = *result.file.source;
  const auto& rule = std::get<syntax::Rule>(result.file.items[0].node);
  EXPECT_EQ(source.text(result.file.items[0].span), "规则 A “x”  # 注\n  应  有 [决算 支出]  # 又\n  说明 “y”");
  EXPECT_EQ(source.text(rule.clauses[0].span), "应  有 [决算 支出]");
  EXPECT_EQ(source.text(std::get<syntax::RequireClause>(rule.clauses[0].node).condition->span), "有 [决算 支出]");
}

TEST(Examples, OfTheLanguageAllParse) {
  const auto files = rule_files_below(examples_folder());
  if (files.empty()) GTEST_SKIP() << "the examples are not beside the checkout";
  for (const RuleFile& file : files) {
    const ParseResult result = parse_text(file.text);
    for (const Diagnostic& diagnostic : result.diagnostics)
      ADD_FAILURE() << file.name << render(diagnostic, Language::en, false);
  }
}

TEST(Examples, TheProductsOwnRulesAllParse) {
  for (const RuleFile& file : rule_files()) {
    const ParseResult result = parse_text(file.text);
    for (const Diagnostic& diagnostic : result.diagnostics)
      ADD_FAILURE() << file.name << render(diagnostic, Language::en, false);
  }
}

}  // namespace
}  // namespace hegui::dsl::test
