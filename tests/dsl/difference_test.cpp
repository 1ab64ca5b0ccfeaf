// Two versions of rules compared by meaning: what counts as a change, and of which kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dsl/difference.hpp"
#include "dsl/load.hpp"

namespace hegui::dsl {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kTaxonomy = R"(
规则集 d.terms
  名称 “术语”
  版本 1.0.0
维度 阶段（stage）
  成员 预算（budget） 又称 预算数
  成员 决算（actual） 又称 执行数
概念 金额（amount）：金额
概念 执行率（execution_rate）：比率
词集 原因词（reason_words） 由于、原因是
依据 甲办法（measure_a）
  名称 《甲办法》
  文号 甲〔2020〕1号
依据 乙办法（measure_b）
  名称 《乙办法》
  文号 乙〔2021〕2号
参数 低线（low_line）= 90% “线”
)";

std::shared_ptr<const Program> program_of(const std::string& rules) {
  const auto loaded = load_sources(
      {std::make_shared<const Source>("terms.hegui", std::string(kTaxonomy)),
       std::make_shared<const Source>("rules.hegui", "规则集 d.rules\n  版本 1.0.0\n  引用 d.terms 1\n" + rules)});
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (const auto* code = find_diagnostic_code(diagnostic.code); code == nullptr || code->level == Level::error)
      ADD_FAILURE() << render(diagnostic, Language::zh, false);
  return loaded.program;
}

/// “kind name clause: before → after” of every change.
std::vector<std::string> told(const std::string& before, const std::string& after) {
  std::vector<std::string> lines;
  const auto a = program_of(before);
  const auto b = program_of(after);
  for (const Change& change : differences(*a, *b)) {
    std::string line = std::string(change_name(change.kind)) + " " + change.name;
    if (!change.clause.empty()) line += " " + change.clause;
    if (!change.before.empty() || !change.after.empty()) line += ": " + change.before + " → " + change.after;
    lines.push_back(line);
  }
  return lines;
}

const std::string kRule = R"(
规则 A-1 “标题”
  级别  错误 当 [执行率] < 50%，否则 警告
  依据  甲办法
  令    余额 = [预算] － [决算]
  当    余额 > 1万元 且 [执行率] < 低线
  除非  已说明：报告 包含 “已说明”
  应    有个 句 于 报告.句子：句.正文 包含 词 原因词
  说明  “余额{余额}。”
)";

std::string with(const std::string& from, const std::string& to) {
  std::string text = kRule;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Difference, LayoutSpellingAndNamesOfLetsCountNothing) {
  EXPECT_THAT(told(kRule, kRule), IsEmpty());
  EXPECT_THAT(told(kRule, R"(
## 换了写法。
规则 A-1 “标题”
  依据  甲办法   # 注
  级别  错误 当 50% > [执行率]，否则 警告
  令    差 = [预算数] － [执行数]
  除非  已说明：报告 包含 “已说明”
  当    [执行率]＜低线 且 （差 > 10000元）
  应    有个 一句 于 报告.句子：一句.正文 包含 词 原因词
  说明  “余额{差}。”
)"),
              IsEmpty());
  EXPECT_THAT(told(kRule, R"(
rule A-1 "标题"
  severity  error when [execution_rate] < 50%, else warning
  basis     measure_a
  let       rest = [budget] - [actual]
  when      rest > 1万元 and [execution_rate] < low_line
  unless    已说明: report contains "已说明"
  require   some s in report.sentences: s.text contains words reason_words
  message   "余额{rest}。"
)"),
              IsEmpty());
}

TEST(Difference, EveryChangeHasItsKind) {
  EXPECT_THAT(told(kRule, with("> 1万元", "> 2万元")), ElementsAre("threshold A-1 当: 1万元 → 2万元"));
  EXPECT_THAT(told(kRule, with("余额 > 1万元", "余额 ≥ 1万元")), ElementsAre("comparator A-1 当: > → ≥"));
  EXPECT_THAT(told(kRule, with("级别  错误 当 [执行率] < 50%，否则 警告", "级别  错误")),
              ElementsAre("severity A-1 级别: 错误 当 [执行率] < 50%，否则 警告 → 错误"));
  EXPECT_THAT(told(kRule, with("依据  甲办法", "依据  乙办法")), ElementsAre("basis A-1 依据: 甲办法 → 乙办法"));
  EXPECT_THAT(told(kRule, with("[预算] － [决算]", "[决算] － [预算]")),
              ElementsAre("condition A-1 令 余额: [预算] － [决算] → [决算] － [预算]"));
  EXPECT_THAT(told(kRule, with("报告 包含 “已说明”", "报告 包含 “已经说明”")),
              ElementsAre("exception A-1 除非 已说明: 报告 包含 “已说明” → 报告 包含 “已经说明”"));
  EXPECT_THAT(told(kRule, with("  除非  已说明：报告 包含 “已说明”\n", "")),
              ElementsAre("exception A-1 除非 已说明: 报告 包含 “已说明” → "));
  EXPECT_THAT(told(kRule, with("  说明", "  应    有 [执行率]\n  说明")),
              ElementsAre("condition A-1 应:  → 有 [执行率]"));
  EXPECT_THAT(told(kRule, with("余额{余额}。", "余额为{余额}。")),
              ElementsAre("message A-1 说明: “余额{余额}。” → “余额为{余额}。”"));
  EXPECT_THAT(told(kRule, with("  依据  甲办法", "  依据  甲办法\n  生效  2024-01-01")),
              ElementsAre("dates A-1 生效:  → 2024-01-01"));
}

TEST(Difference, RulesThatComeAndGoAndChangeTheirName) {
  EXPECT_THAT(told(kRule, ""), ElementsAre("removed A-1:  → 标题"));
  EXPECT_THAT(told("", kRule), ElementsAre("added A-1:  → 标题"));
  EXPECT_THAT(told(kRule, with("规则 A-1", "规则 B-7")), ElementsAre("renamed B-7:  → 标题"));
  const std::string newer = with("规则 A-1", "规则 A-2");
  EXPECT_THAT(told(kRule, newer + "  取代  A-1\n"), testing::Contains("renamed A-2:  → 标题"));
  EXPECT_THAT(told(kRule, kRule + newer + "  取代  A-1\n"), ElementsAre("added A-2:  → 标题"));
}

TEST(Difference, SharedThingsAreToldOnceAndNotInEveryRule) {
  EXPECT_THAT(told(kRule + "\n参数 高线 = 3万元\n", kRule + "\n参数 高线 = 4万元\n"),
              ElementsAre("threshold 高线: 3万元 → 4万元"));
  EXPECT_THAT(told(kRule + "\n词集 甲词 一、二、三\n", kRule + "\n词集 甲词 三、二、四\n"),
              ElementsAre("words 甲词: 一 → 四"));
  EXPECT_THAT(told("\n依据 丙办法\n  名称 《丙》\n  文号 丙〔2020〕1号\n",
                   "\n依据 丙办法\n  名称 《丙》\n  文号 丙〔2020〕1号\n  失效 2024-01-01\n"),
              ElementsAre("dates 丙办法 失效:  → 2024-01-01"));
}

TEST(Difference, BothPlacesAreKnown) {
  const auto a = program_of(kRule);
  const auto b = program_of(with("> 1万元", "> 2万元"));
  const auto changes = differences(*a, *b);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_THAT(changes[0].new_at.place(), testing::HasSubstr("rules.hegui:"));
  EXPECT_THAT(std::string(changes[0].old_at.source->text(changes[0].old_at.span)),
              testing::StartsWith("当    余额 > 1万元 且 [执行率] < 低线"));
}

}  // namespace
}  // namespace hegui::dsl
