// Changes, ratios and indicators in running text; facts stated twice; figures that are none.
#include <gtest/gtest.h>

#include "dsl/load.hpp"
#include "dsl/source.hpp"
#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report chapter(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、主要绩效\n" + text + "\n");
}

TEST(Changes, DeltaAndRateWithAndWithoutLastYear) {
  EXPECT_EQ(changes(chapter("全年支出决算100万元，比上年增加20万元，增长25%。")),
            "+ 100万元 < - : 20万元 25% (上年)\n");
  EXPECT_EQ(changes(chapter("三公经费决算5万元，较上年6万元减少1万元，下降16.67%。")),
            "- 5万元 < 6万元 : 1万元 16.67% (上年)\n");
}

TEST(Changes, PartsStandBetweenAFigureAndItsChange) {
  EXPECT_EQ(changes(chapter("三公经费支出10万元，其中公务用车运行维护费8万元，公务接待费2万元。比上年减少1万元。")),
            "- 10万元 < - : 1万元 - (上年)\n");
}

TEST(Changes, WhatIsToldAsTheReasonIsNoBase) {
  EXPECT_EQ(
      changes(chapter("支出总计240万元。支出总计较上年减少39万元、下降14%，主要原因是2021年桥梁项目支出20万元。")),
      "- 240万元 < - : 39万元 14% (上年)\n");
}

TEST(Changes, OfTwoYearsThatAreComparedEachHasItsOwnFigure) {
  EXPECT_EQ(changes(chapter(
                "2020年至2022年支出分别为65万元、72万元、78万元。2022年比2021年增加6万元；2021年比2020年增加7万元。")),
            "+ 78万元 < 72万元 : 6万元 - (上年)\n+ 72万元 < 65万元 : 7万元 - ()\n");
}

TEST(Changes, OneFigureReplacesAnother) {
  EXPECT_EQ(changes(chapter("申请材料由21份精减至7份，办理时限从4个工作日压缩至1个工作日。")),
            "- 7份 < 21份 : - - ()\n- 1个工作日 < 4个工作日 : - - ()\n");
}

TEST(Changes, SavingsCompareThePriceWithItsCeiling) {
  EXPECT_EQ(changes(chapter("中标价90万元，预算价100万元，中标价比预算价少10万元，资金节约率10%。")),
            "- 90万元 < 100万元 : 10万元 - (控制价)\n");
}

TEST(Ratios, TripleOfAcceptedCompletedAndRate) {
  EXPECT_EQ(ratios(chapter("全年共受理群众申请200件，办结190件，办结率95%。")), "95% = 190件 / 200件\n");
}

TEST(Ratios, ShareOfTheTotalOfItsPart) {
  EXPECT_EQ(ratios(chapter("本年收入合计100万元，其中：财政拨款收入90万元，占90%；其他收入10万元，占10%。")),
            "90% = 90万元 / 100万元\n10% = 10万元 / 100万元\n");
}

TEST(Ratios, ShareOfANamedWhole) {
  EXPECT_EQ(ratios(chapter("设定绩效指标50个，完成绩效指标48个，占总指标数的96%。")), "96% = 48个 / 50个\n");
}

TEST(Ratios, CompletionOfTheInitialBudget) {
  EXPECT_EQ(ratios(chapter("年初预算80万元，全年预算100万元，支出决算90万元，完成年初预算的112.50%。")),
            "112.50% = 90万元 / 80万元\n");
}

TEST(Ratios, BoundsAreNoRates) {
  EXPECT_EQ(ratios(chapter("全年预算100万元，支出决算90万元，预算执行率未达100%。")), "");
}

TEST(Indicators, WeightInTheHeadingAndScoreInTheText) {
  EXPECT_EQ(indicators(chapter("1. 群众满意度（10分）\n年度目标90%，实际95%，该指标绩效评价得分为10分。\n"
                               "2. 灌溉面积（20分）\n因旱情灌溉推迟，该指标得分18分。")),
            "群众满意度 10分 10分 90% 95% -\n灌溉面积 20分 18分 - - 因旱情灌溉推迟，该指标得分18分\n");
}

TEST(Indicators, WeightAndScoreInOneSentence) {
  EXPECT_EQ(indicators(chapter("自评得分92.5分，其中履职效能50分得46.5分，管理效率50分得46分。")),
            "履职效能 50分 46.5分 - - -\n管理效率 50分 46分 - - -\n");
}

TEST(Indicators, TargetBeforeOrAfterTheValueWithItsReason) {
  EXPECT_EQ(
      indicators(chapter("新增灌溉面积目标300亩，完成280亩，未完成原因是征地推迟；发放宣传单500份，目标为400份。")),
      "新增灌溉面积 - - 300亩 280亩 未完成原因是征地推迟\n发放宣传单 - - 400份 500份 -\n");
}

TEST(Indicators, ANameKeepsBothOfItsQuotationMarks) {
  EXPECT_EQ(indicators(chapter("“一网办”上线事项目标1344件，完成763件，未完成原因是部分事项由上级开发。")),
            "“一网办”上线事项 - - 1344件 763件 未完成原因是部分事项由上级开发\n");
  EXPECT_EQ(label(chapter("采用“随机抽取”和“网上竞价”12次。"), "12次"), "采用“随机抽取”和“网上竞价”");
}

TEST(Repeats, SameValueIsOneFactAndAnotherValueAConflict) {
  const auto same = chapter("全年支出100万元。\n全年支出100万元，资金使用合规。");
  EXPECT_EQ(same.facts.front().repeated_at.size(), 1U);
  EXPECT_EQ(conflicts(same), "");
  EXPECT_EQ(conflicts(chapter("全年支出100万元。\n全年支出110万元，资金使用合规。")), "100万元 <> 110万元\n");
}

TEST(Repeats, GrandTotalsIncludeWhatWasCarriedIn) {
  const auto r = chapter("2022年收入总计110万元。收入包括本年收入100万元、年初结转和结余10万元。");
  EXPECT_EQ(conflicts(r), "");
  EXPECT_EQ(concept_name(r, "110万元"), "grand_total");
  EXPECT_EQ(concept_name(r, "100万元"), "amount");
  EXPECT_EQ(breakdowns(r), "110万元 = 100万元 + 10万元\n");
}

TEST(Repeats, WordsAndDigitsOfOneAmountThatDiffer) {
  EXPECT_EQ(conflicts(chapter("结余资金叁万元整（35,000.00元）已上缴。")), "叁万元整 <> 35,000.00元\n");
  EXPECT_EQ(conflicts(chapter("结余资金叁万元整（30,000.00元）已上缴。")), "");
}

TEST(Grade, IsAFactWhoseValueIsAWord) {
  const auto grade = [](const std::string& text) {
    const auto r = chapter(text);
    std::string out;
    for (const auto& fact : r.facts)
      if (!fact.text_value.empty()) out += fact.text_value + "@" + std::string(r.quote(fact.at)) + " ";
    return out;
  };
  EXPECT_EQ(grade("自评得分88分，评价等级为“优”。"), "优@优 ");
  EXPECT_EQ(grade("自评得分88分，等级为优秀。自评等级：良"), "优秀@优秀 良@良 ");
  EXPECT_EQ(grade("等级为优化营商环境提供参考。"), "");
}

TEST(Unread, EveryFigureIsAFactOrListed) {
  const auto r =
      chapter("走访企业30家，解决问题12个，投入5.5万元。《办法》（财预〔2020〕10号）自2020年2月25日起施行。");
  EXPECT_EQ(r.facts.size(), 3U);
  EXPECT_EQ(unread(r), "");
}

TEST(Zip, NamesAreSharedOutAmongFigures) {
  const auto r = chapter("办结率、满意率分别为98%、96%。");
  EXPECT_EQ(concept_name(r, "98%"), "completion_rate");
  EXPECT_EQ(concept_name(r, "96%"), "satisfaction");
}

TEST(NewConcept, GivenAsRulebookTextOnlyIsExtracted) {
  const char* rulebook =
      "规则集 cn.test.water\n  名称 “水利”\n  版本 1.0.0\n  引用 cn.taxonomy 1\n"
      "概念 蓄水量（storage）：数量（立方米）  又称 水库蓄水、拦蓄水量\n"
      "概念 库容（capacity）：数量（立方米）  又称 设计库容\n"
      "概念 蓄满率（fill_rate）：比率  又称 蓄水比例\n  公式 [蓄水量] ÷ [库容]\n"
      "概念 保灌率（irrigation_rate）：比率\n"
      "句式 灌溉（irrigated）\n  文 “{总数：数量}耕地中，{…}旱涝保收{部分：数量}{…}达{…}{保灌率：比率}”\n  得 占比\n";
  auto loaded = dsl::load({HEGUI_SOURCE_DIR "/rules/taxonomy"});
  ASSERT_TRUE(loaded.program);
  std::vector<std::shared_ptr<const dsl::Source>> sources = loaded.program->sources;
  sources.push_back(std::make_shared<const dsl::Source>("water.hegui", rulebook));
  auto with = dsl::load_sources(sources);
  ASSERT_TRUE(with.program && !with.has_errors());
  const report::Lexicon extended(with.program);
  const auto r = read(
      "云溪县水利局2022年度部门整体支出绩效自评报告\n一、主要绩效\n设计库容800立方米，拦蓄水量600立方米，蓄水比例75%"
      "。\n"
      "全县500亩耕地中，旱涝保收400亩，比重达80%。\n",
      extended);
  ASSERT_EQ(r.facts.size(), 6U);
  const auto name = [&](std::size_t f) { return with.program->concepts[r.facts[f].concept_id.value].english; };
  EXPECT_EQ(name(0), "capacity");
  EXPECT_EQ(name(1), "storage");
  EXPECT_EQ(name(2), "fill_rate");
  EXPECT_EQ(ratios(r), "75% = 600立方米 / 800立方米\n80% = 400亩 / 500亩\n");
}

}  // namespace
}  // namespace hegui::test
