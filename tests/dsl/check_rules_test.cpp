// What the engine gets of rules: alignment queries, types, overlays, profiles; and that nothing depends on file order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "dsl/load.hpp"
#include "dsl/records.hpp"

namespace hegui::dsl {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

const fs::path kBase = fs::path(HEGUI_SOURCE_DIR) / "tests/dsl/golden_check/base.hegui";

std::shared_ptr<const Source> base() {
  static const LoadResult loaded = load({kBase});
  return loaded.program->sources.at(0);
}

LoadResult load_texts(const std::vector<std::string>& texts) {
  std::vector<std::shared_ptr<const Source>> sources{base()};
  for (const std::string& text : texts)
    sources.push_back(std::make_shared<Source>("file" + std::to_string(sources.size()) + ".hegui", text));
  return load_sources(std::move(sources));
}

std::vector<std::string> codes_of(const LoadResult& result) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : result.diagnostics) codes.emplace_back(diagnostic.code);
  return codes;
}

const std::string kHeader = "规则集 t.case\n  版本 1.0.0\n  引用 cn.base 1\n";
std::string rule(const std::string& clauses) {
  return kHeader + "规则 A-1 “一条”\n  级别 错误\n" + clauses + "  说明 “不符”\n";
}

std::vector<std::string> alignment_of(const LoadResult& result, const std::string& id) {
  std::vector<std::string> texts;
  const Program& program = *result.program;
  for (const std::uint32_t query : program.find_rule(id)->queries) {
    for (std::uint32_t i = 0; i < program.expressions.size(); ++i) {
      const Expr& expr = program.expressions[i];
      if (expr.op == Op::query && expr.index == query) texts.emplace_back(program.text_of(ExprId{i}));
    }
  }
  return texts;
}

const Expr& requirement(const LoadResult& result, const std::string& id) {
  return result.program->expressions[result.program->find_rule(id)->require.at(0).condition.value];
}

TEST(Alignment, AggregatesCloseOverTheirQueries) {
  const LoadResult result = load_texts({rule("  应 [三公经费] ≈ 合计 [三公经费 的 分项]\n")});
  EXPECT_THAT(codes_of(result), IsEmpty());
  EXPECT_THAT(alignment_of(result, "A-1"), ElementsAre("[三公经费]"));
}

TEST(Alignment, LetsCountWhereConditionsUseThem) {
  const LoadResult result = load_texts({rule(
      "  令 差 = [决算 支出] － [预算 支出]\n  当 差 > 0元\n  除非 已说明：有 [年末结转]\n  应 有 [调整预算]\n")});
  EXPECT_THAT(alignment_of(result, "A-1"), ElementsAre("[调整预算]", "[决算 支出]", "[预算 支出]"));
}

TEST(Alignment, QueriesInsideFunctionsCount) {
  const LoadResult result = load_texts(
      {kHeader + "定义 余额（a：金额）：金额 = [预算] － a\n规则 A-1 “一条”\n  级别 错误\n  应 余额（[决算]） ≥ 0元\n" +
       "  说明 “不符”\n"});
  EXPECT_THAT(codes_of(result), IsEmpty());
  EXPECT_THAT(alignment_of(result, "A-1"), ElementsAre("[预算]", "[决算]"));
}

TEST(Types, QuotientsOfLikeFiguresAreRates) {
  EXPECT_THAT(codes_of(load_texts({rule("  应 [决算] ÷ [预算] ≤ 100%\n")})), IsEmpty());
  EXPECT_THAT(codes_of(load_texts({rule("  应 [办结数] ÷ [受理数] ≤ 100%\n")})), IsEmpty());
  EXPECT_THAT(codes_of(load_texts({rule("  应 [决算] ÷ [在职人数] ≤ 5万元\n")})), IsEmpty()) << "per head";
  EXPECT_THAT(codes_of(load_texts({rule("  应 [预算] × [执行率] ≈ [决算]\n")})), IsEmpty());
  EXPECT_THAT(codes_of(load_texts({rule("  应 [执行率] － [执行率 上年] ≤ 5个百分点\n")})), IsEmpty());
}

TEST(Types, ZeroNeedsNoUnit) {
  const LoadResult result = load_texts({rule("  应 [决算] － [预算] ≤ 0\n")});
  EXPECT_THAT(codes_of(result), IsEmpty());
  const Expr& zero = result.program->expressions[requirement(result, "A-1").children.at(1).value];
  EXPECT_EQ(zero.quantity.dimension, Dimension::money);
}

TEST(Types, ThresholdsOfRulesAreExact) {
  const LoadResult result = load_texts({rule("  应 [执行率] ≥ 95%\n")});
  const Expr& limit = result.program->expressions[requirement(result, "A-1").children.at(1).value];
  EXPECT_TRUE(limit.quantity.interval.is_exact());
}

TEST(Types, DatesAndYears) {
  EXPECT_THAT(codes_of(load_texts({rule("  应 年份（报告.落款日期） = 报告.年度 ＋ 1\n")})), IsEmpty());
  EXPECT_THAT(codes_of(load_texts({rule("  应 报告.年度 ≥ 2020年\n")})), IsEmpty());
  EXPECT_THAT(codes_of(load_texts({rule("  应 报告.落款日期 ≥ 2021-03-01\n")})), IsEmpty());
  EXPECT_THAT(codes_of(load_texts({rule("  应 报告.落款日期 － [成立日期] ≤ 20天\n")})), IsEmpty());
}

TEST(Types, RecordsStandForTheirText) {
  const LoadResult result = load_texts({rule("  应 [三公经费].段落 匹配 /原因|由于/\n")});
  EXPECT_THAT(codes_of(result), IsEmpty());
  const Expr& text = result.program->expressions[requirement(result, "A-1").children.at(0).value];
  EXPECT_EQ(text.op, Op::field);
  EXPECT_EQ(static_cast<Field>(text.index), Field::paragraph_text);
}

TEST(Types, LoopsOverQueriesGiveFacts) {
  EXPECT_THAT(
      codes_of(load_texts({rule("  对每个 项 于 [决算 属于 三公经费]\n  应 项 ≤ 10万元 且 项.单位 = “万元”\n")})),
      IsEmpty());
}

TEST(Types, GroupsAreOfWordsFiguresOrConditions) {
  EXPECT_THAT(codes_of(load_texts({rule("  应 [评价等级] = 任一（“优”、“良”）\n")})), IsEmpty());
  EXPECT_THAT(codes_of(load_texts({rule("  对每个 节 于 报告.章节\n  应 节.级次 = 任一（1、2）\n")})), IsEmpty());
  EXPECT_THAT(codes_of(load_texts({rule("  应 任一（[决算] ≤ [预算]、有 章节（改进措施））\n")})), IsEmpty());
  EXPECT_THAT(codes_of(load_texts({rule("  应 [执行率] = 任一（90、95）\n")})), ElementsAre("HG-T003", "HG-T003"));
}

TEST(Types, SectionsOfAKindAreAList) {
  EXPECT_THAT(codes_of(load_texts({rule("  应 合计（章节（存在问题）.条目数） ≤ 10\n")})), IsEmpty());
  EXPECT_THAT(codes_of(load_texts({rule("  对每个 节 于 章节（存在问题）\n  应 节.字数 > 0\n")})), IsEmpty());
}

TEST(Types, MissingItemsOfAListMayCountAsZero) {
  EXPECT_THAT(codes_of(load_texts({rule("  应 [评分] ≈ 合计（缺 报告.指标.得分 按 0分）\n")})), IsEmpty());
}

TEST(Queries, AnUmbrellaAndItsMemberAgree) {
  EXPECT_THAT(codes_of(load_texts({rule("  应 [预算 年初预算] ≥ 0元\n")})), IsEmpty());
}

TEST(Overlays, WithoutConditionsAreAppliedAtOnce) {
  const LoadResult result = load_texts({kHeader + "覆盖 B-1\n  级别 错误\n  参数 执行率要求 = 95%\n"});
  EXPECT_THAT(codes_of(result), IsEmpty());
  const Rule& changed = *result.program->find_rule("B-1");
  EXPECT_EQ(changed.severity.at(0).severity, Severity::error);
  EXPECT_EQ(changed.overridden_by, "t.case");
  EXPECT_EQ(changed.settings.size(), 1U);
  EXPECT_EQ(changed.bases.size(), 1U) << "what the overlay does not mention stays";
  EXPECT_THAT(result.program->overlays, IsEmpty());
}

TEST(Overlays, WithConditionsWaitForTheReport) {
  const LoadResult result =
      load_texts({kHeader + "  适用 报告.地区 属于 湖南省\n覆盖 B-1\n  级别 错误\n停用 B-2 “另有规定”\n"});
  EXPECT_THAT(codes_of(result), IsEmpty());
  const Program& program = *result.program;
  EXPECT_EQ(program.find_rule("B-1")->severity.at(0).severity, Severity::warning);
  ASSERT_EQ(program.overlays.size(), 2U);
  const Rule changed = program.apply_overlay(*program.find_rule("B-1"), program.overlays.at(0));
  EXPECT_EQ(changed.severity.at(0).severity, Severity::error);
  EXPECT_TRUE(program.apply_overlay(*program.find_rule("B-2"), program.overlays.at(1)).disabled);
}

TEST(Overlays, TheMoreSpecialComesLast) {
  const std::string province = "规则集 t.province\n  版本 1.0.0\n  引用 cn.base 1\n  适用 报告.地区 属于 湖南省\n";
  const std::string city = "规则集 t.city\n  版本 1.0.0\n  引用 cn.base 1\n  适用 报告.地区 属于 长沙市\n";
  const LoadResult result = load_texts({city + "覆盖 B-1\n  说明 “市”\n", province + "覆盖 B-1\n  说明 “省”\n"});
  EXPECT_THAT(codes_of(result), IsEmpty());
  const Program& program = *result.program;
  ASSERT_EQ(program.overlays.size(), 2U);
  EXPECT_EQ(program.rulebooks[program.overlays.at(1).origin.rulebook].id, "t.city");
}

TEST(Profiles, TheMoreSpecialComesLast) {
  const LoadResult result = load_texts(
      {kHeader +
       "方案 长沙\n  适用 报告.地区 属于 长沙市\n  参数 执行率要求 = 90%\n方案 湖南\n  适用 报告.地区 属于 湖南省\n" +
       "  参数 执行率要求 = 95%\n方案 四川\n  适用 报告.地区 属于 四川省\n  参数 执行率要求 = 80%\n"});
  EXPECT_THAT(codes_of(result), IsEmpty());
  std::vector<std::string> names;
  for (const Profile& profile : result.program->profiles) names.push_back(profile.name);
  EXPECT_EQ(names.back(), "长沙");
}

TEST(Profiles, YearsKeepThemApart) {
  EXPECT_THAT(codes_of(load_texts({kHeader + "方案 旧\n  适用 报告.年度 < 2021\n  参数 执行率要求 = 90%\n方案 新\n" +
                                   "  适用 报告.年度 ≥ 2021\n  参数 执行率要求 = 95%\n"})),
              IsEmpty());
}

TEST(Load, TheOrderOfFilesDoesNotMatter) {
  const fs::path folder = fs::path(HEGUI_SOURCE_DIR) / "rules";
  if (!fs::exists(folder / "national")) GTEST_SKIP() << "no rules in this tree";
  std::vector<std::shared_ptr<const Source>> sources = load({folder}).program->sources;
  const LoadResult forward = load_sources(sources);
  std::reverse(sources.begin(), sources.end());
  const LoadResult backward = load_sources(sources);
  ASSERT_EQ(forward.program->members.size(), backward.program->members.size());
  for (std::size_t i = 0; i < forward.program->members.size(); ++i)
    EXPECT_EQ(forward.program->members[i].name, backward.program->members[i].name);
  ASSERT_EQ(forward.program->expressions.size(), backward.program->expressions.size());
  for (std::uint32_t i = 0; i < forward.program->expressions.size(); ++i)
    EXPECT_EQ(forward.program->text_of(ExprId{i}), backward.program->text_of(ExprId{i}));
}

TEST(Load, ExamplesOfTheLanguageCheckWithTheFullTaxonomy) {
  const fs::path examples = fs::path(HEGUI_SOURCE_DIR) / "../shared/language";
  const fs::path taxonomy = fs::path(HEGUI_SOURCE_DIR) / "rules/taxonomy";
  if (!fs::exists(examples) || !fs::exists(taxonomy)) GTEST_SKIP() << "the examples are not beside this tree";
  std::vector<fs::path> paths{taxonomy};
  for (const auto& entry : fs::directory_iterator(examples)) {
    if (entry.path().filename() != "01-taxonomy.hegui") paths.push_back(entry.path());
  }
  std::vector<std::string> errors;
  for (const Diagnostic& diagnostic : load(paths).diagnostics) {
    if (find_diagnostic_code(diagnostic.code)->level == Level::error)
      errors.push_back(render_line(diagnostic, Language::zh));
  }
  EXPECT_THAT(errors, IsEmpty());
}

TEST(Hostile, CircularAndRepeatedCallsEndQuickly) {
  std::string text = kHeader + "定义 f0（x：分）：分 = x ＋ [评分]\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "f" + std::to_string(i - 1);
    text += "定义 f" + std::to_string(i) + "（x：分）：分 = " + before + "（x） ＋ " + before + "（x）\n";
  }
  text += "规则 A-1 “一条”\n  级别 错误\n  应 f59（[评分]） ≥ 0分\n  说明 “不符”\n";
  const LoadResult result = load_texts({text});
  EXPECT_THAT(codes_of(result), IsEmpty());
  EXPECT_THAT(alignment_of(result, "A-1"), ElementsAre("[评分]", "[评分]"));
}

}  // namespace
}  // namespace hegui::dsl
