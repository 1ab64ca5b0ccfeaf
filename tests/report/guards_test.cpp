// What looks like a whole, a base, a numerator, a unit or a list and is none: each of these led to a wrong accusation.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"
#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

report::Report department(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、基本情况\n" + text + "\n");
}

TEST(Guards, WhatWasNotSpentIsLeftOver) {
  for (const char* words : {"没有执行完的", "尚未拨付的", "未使用的", "没有支出的", "还未支付的工程款"})
    EXPECT_EQ(concept_name(department(std::string(words) + "21万元，主要是尾款。"), "21万元"), "carryover") << words;
  EXPECT_EQ(breakdowns(department(
                "全年支出1038万元。没有执行完的21万元是尾款。\n从支出结构看，基本支出571万元，项目支出467万元。")),
            "1038万元 = 571万元 + 467万元\n");
}

TEST(Guards, TheBaseNamesWhatIsCompared) {
  EXPECT_EQ(changes(department(
                "全年支出479万元，其中基本支出318.60万元，项目支出160.40万元。年末结转和结余7.70万元。基本支出比上年"
                "305.10万元增加13.50万元，增长4.42%。")),
            "+ 318.60万元 < 305.10万元 : 13.50万元 4.42% (上年)\n");
}

TEST(Guards, ASumSaidAgainInCapitalsIsNoOtherPrice) {
  const auto r = department(
      "控制价206万元，中标后合同价款为198.56万元（大写：壹佰玖拾伍万捌仟陆佰元整），比控制价节约7.44万元，节约率3.61%"
      "。");
  EXPECT_NE(changes(r).find("198.56万元 < 206万元 : 7.44万元"), std::string::npos) << changes(r);
  EXPECT_NE(conflicts(r), "");
}

TEST(Guards, TheCountThatARateIsNamedAfter) {
  EXPECT_EQ(ratios(department("改造道路6条，按期完工5条、延期完工1条，按期完工率83.33%。")), "83.33% = 5条 / 6条\n");
  EXPECT_EQ(ratios(department("完成防治1836公顷，其中飞机防治1240公顷、人工防治596公顷；无公害防治率97.28%。")), "");
  EXPECT_EQ(ratios(department("抽检食材486批次，合格481批次，抽检合格率99.87%。")), "99.87% = 481批次 / 486批次\n");
}

TEST(Guards, WhoSignsIsTheUnitWhereTheTitleNamesNone) {
  const auto r = read(
      "临溪县农村学生营养改善补助资金\n2022年度中央对地方转移支付绩效自评报告\n一、基本情况\n按计划实施。\n临溪县教育局"
      "\n2023年2月"
      "27日\n");
  EXPECT_EQ(r.identity.unit, "临溪县教育局");
  EXPECT_EQ(read("临溪县教育局\n2022年度学生营养改善项目支出绩效自评报告\n一、基本情况\n按计划实施。\n临溪县财政局\n202"
                 "3年2月27日\n")
                .identity.unit,
            "临溪县教育局");
}

TEST(Guards, ADescribedCountIsNoList) {
  EXPECT_TRUE(department("米、面、油和肉蛋奶由县级统一招标确定的6家企业配送。").enumerations.empty());
  EXPECT_EQ(department("米、面、油、肉4家供应商按日配送。").enumerations.size(), 1U);
}

TEST(Guards, UnnumberedHeadingsMayJoinTwoNames) {
  EXPECT_EQ(
      outline_of(plain_report(
          "云溪博物馆2024年度部门整体支出绩效自评报告\n单位基本情况\n本馆为公益一类事业单位，免费开放。\n资金收支与预算"
          "执行\n全年支出1038万元，执行率98%。\n"
          "绩效目标实现情况及自评得分\n全年开放312天，自评96.80分。\n下一步改进措施和结果应用\n按季通报支付进度。\n")),
      "1||单位基本情况\n1||资金收支与预算执行\n1||绩效目标实现情况及自评得分\n1||下一步改进措施和结果应用\n");
}

TEST(Guards, ARateBehindAShareIsStillThatOfThePart) {
  const auto r = department(
      "“三公”经费预算62.00万元，支出决算54.70万元，完成预算的88.23%。其中：公务用车购置及运行维护费支出决算51."
      "20万元，占93.60%，完成预算的"
      "89.82%，较上年减少4.30万元；公务接待费支出决算3.50万元，占6.40%，完成预算的70.00%。");
  EXPECT_NE(aspects(r, "89.82%").find("公务用车购置及运行维护费"), std::string::npos) << aspects(r, "89.82%");
  EXPECT_NE(aspects(r, "70.00%").find("公务接待费"), std::string::npos) << aspects(r, "70.00%");
}

TEST(Guards, WhatWasSavedIsNotDividedIntoSpending) {
  const std::string found = breakdowns(department(
      "三公经费预算4.50万元，支出3.96万元，节约0.54万元，其中公务用车运行维护费3.06万元，公务接待费0.90万元。"));
  EXPECT_EQ(found.find("0.54万元"), std::string::npos) << found;
  EXPECT_NE(found.find("3.96万元 "), std::string::npos) << found;
}

TEST(Guards, LastYearsWholeIsComparedWithThisYears) {
  const auto r = department(
      "（二）三公经费\n三公经费支出3.96万元，其中公务用车运行维护费3.06万元，公务接待费0.90万元；上年支出4."
      "12万元，同比下降3.88%。");
  EXPECT_EQ(changes(r).find("0.90万元"), std::string::npos) << changes(r);
}

TEST(Guards, TheSameNameWithTwoDigitsExchangedIsAConflict) {
  EXPECT_NE(conflicts(department("农机购置补贴兑付486.30万元，惠及农户。\n农机购置补贴468.30万元分四批才付清。")), "");
  EXPECT_NE(conflicts(department("全年新征集藏品187件。\n年内新征集藏品178件全部定级。")), "");
  EXPECT_EQ(conflicts(department("新建水闸215座。\n新建水库251座。")), "");
  // Other years, other names, the plan: no slips.
  EXPECT_EQ(conflicts(department("农机购置补贴486.30万元。\n2021年农机购置补贴468.30万元。")), "");
  EXPECT_EQ(conflicts(department("农机购置补贴486.30万元。\n渔船更新补贴468.30万元。")), "");
  EXPECT_EQ(conflicts(department("农机购置补贴年初预算486.30万元。\n农机购置补贴支出468.30万元。")), "");
  EXPECT_EQ(conflicts(department("新建水闸21座。\n加固水闸12座。")), "");
}

TEST(Guards, TheCountsInTheBracketBehindARate) {
  EXPECT_EQ(
      ratios(department("学生满意度94.2%（收回问卷415份，满意391份）；教练满意度91.9%（回收问卷37份，满意34份）。")),
      "94.2% = 391份 / 415份\n91.9% = 34份 / 37份\n");
}

TEST(Guards, CountsAreThoseOfTheFirstRateOfTheirKind) {
  EXPECT_EQ(ratios(department("收回有效问卷1164份，满意1102份，学生满意度94.67%；用人单位满意度95.2%。")),
            "94.67% = 1102份 / 1164份\n");
  EXPECT_EQ(ratios(department("抽检538批次，合格533批次，合格率99.07%；深松作业深度合格率100%。")),
            "99.07% = 533批次 / 538批次\n");
}

TEST(Guards, WhatARateRoseFromGoesByNoCount) {
  EXPECT_EQ(
      ratios(department("平均单产468.5公斤，比上年455.2公斤增加13.3公斤；利用率92.6%，比上年91.1%提高1.5个百分点。")),
      "");
}

TEST(Guards, AProblemWithItsFiguresIsNoProject) {
  const auto r = department("1.预算执行不够均衡。全年支出697.46万元，其中第四季度支出占全年支出的38%。");
  EXPECT_EQ(names(r, "697.46万元"), "- -");
}

TEST(Guards, WhatSomethingMainlyConsistsOfIsNoReason) {
  const auto reason = [](const std::string& text) {
    return indicators(department("1.粪污处理设施改造。年度目标28家，实际完成21家，" + text));
  };
  EXPECT_EQ(reason("改造内容主要是管网和发酵床。"), "粪污处理设施改造 - - 28家 21家 -\n");
  EXPECT_EQ(reason("主要是资金到位晚。"), "粪污处理设施改造 - - 28家 21家 主要是资金到位晚\n");
}

TEST(Guards, WordsThatNameNoProject) {
  const auto name = [](const std::string& text, const std::string& quote) { return names(department(text), quote); };
  EXPECT_EQ(name("与上年相比，总支出比2021年的8316.42万元增加308.76万元，增长3.71%。", "8316.42万元"), "- -");
  EXPECT_EQ(name("截止评价点，该项目已拨付资金269.30万元。", "269.30万元"), "- -");
  EXPECT_EQ(name("我校收到教育专项工作经费16.20万元。", "16.20万元"), "教育专项工作 -");
}

TEST(Guards, WhatIsSaidBehindAListIsAboutItsTotal) {
  const auto r = department(
      "专项资金预算386万元，由三部分组成：区级财政资金231.60万元，占60%；福利彩票公益金115.80万元，占30%；"
      "街镇配套资金38.60万元，占10%。实际支出341.26万元，预算执行率88.41%。");
  EXPECT_EQ(breakdowns(r), "386万元 = 231.60万元 + 115.80万元 + 38.60万元\n");
  EXPECT_EQ(ratios(r).substr(ratios(r).rfind("88.41%")), "88.41% = 341.26万元 / 386万元\n");
}

TEST(Guards, ClassesAreOfThisYearsSum) {
  EXPECT_EQ(breakdowns(department("全年实际支出862.27万元，比上年支出827.50万元增加34.77万元。\n"
                                  "按支出性质分，全年支出中基本支出318.45万元、项目支出563.82万元。")),
            "862.27万元 = 318.45万元 + 563.82万元\n");
}

TEST(Guards, AHundredAndItsPartsAreFullMarks) {
  const auto r = department(
      "自评总分100分，其中预算执行20分、产出指标50分、效益指标30分。预算执行得18分，产出得48分，效益得29分，"
      "自评得分95分。");
  EXPECT_EQ(concept_name(r, "100分"), "weight");
  EXPECT_EQ(concept_name(r, "50分"), "weight");
  EXPECT_EQ(concept_name(r, "95分"), "total_score");
}

TEST(Guards, ASourceAtATimeIsABreakdownToo) {
  EXPECT_EQ(breakdowns(department(
                "项目全年预算1450万元。分来源看，省级资金安排900万元、县级财政安排400元、乡镇自筹150万元。")),
            "1450万元 = 900万元 + 400元 + 150万元\n");
}

TEST(Guards, WhatIsLeftWithTwoDigitsExchanged) {
  EXPECT_EQ(breakdowns(department("上年结转86.40万元，全年预算1086.40万元。实际支出948.30万元。年末结转131.80万元。")),
            "1086.40万元 = 948.30万元 + 131.80万元\n");
  EXPECT_EQ(breakdowns(department("上年结转86.40万元，全年预算1086.40万元。实际支出948.30万元。年末结转121.60万元。")),
            "");
}

TEST(Guards, ATargetIsReachedUnderTheHeadingOfItsName) {
  const auto r = department(
      "二、绩效目标\n年度目标为：开展应急演练30场，新装广播终端180台。\n三、完成情况\n1."
      "应急演练。组织防汛、防火等各类演练36场，完成"
      "年度目标的83.33%，参演2150人次。\n2.应急广播。新装终端176台。");
  EXPECT_EQ(ratios(r), "83.33% = 36场 / 30场\n");
}

TEST(Guards, PartsOfAPartAreNotAddedToTheWhole) {
  EXPECT_EQ(breakdowns(department(
                "年末在职人员99人，其中员额法官32人、司法辅助人员58人、司法行政人员11人，司法辅助人员中法官助理24人、"
                "书记员22人、司法警察12人。")),
            "99人 = 32人 + 58人 + 11人\n58人 = 24人 + 22人 + 12人\n");
}

TEST(Guards, TheBaseOfAPartIsThatOfThePart) {
  EXPECT_EQ(changes(department(
                "公务用车购置及运行维护费支出18.72万元，其中公务用车购置费0万元、公务用车运行维护费18.72万元，比上年的"
                "19.98万元减少1.26万元，下降6.31%。")),
            "- 18.72万元 < 19.98万元 : 1.26万元 6.31% (上年)\n");
}

TEST(Guards, ABudgetBehindABracketIsThatOfThePart) {
  const auto r = department(
      "全年支出443万元，其中：基本支出312万元（人员经费271万元，公用经费41万元），全年预算314万元，执行率99.36%；项目"
      "支出131万元，全年预算140万元，执行率93.57%。");
  EXPECT_NE(aspects(r, "314万元").find("基本支出"), std::string::npos) << aspects(r, "314万元");
  EXPECT_NE(aspects(r, "99.36%").find("基本支出"), std::string::npos) << aspects(r, "99.36%");
}

TEST(Guards, TheNearestBudgetOfIncomeIsTheOneSpentOf) {
  EXPECT_EQ(ratios(read("云溪县卫生局2018年度部门整体支出绩效自评报告\n（一）预算安排及收入情况\n年初部门预算854万元，"
                        "年中追加41万元，全年"
                        "预算为895万元。\n（二）支出情况\n支出决算873万元，全年预算执行率97.54%。\n")),
            "97.54% = 873万元 / 895万元\n");
}

TEST(Guards, ThePriceOfOneBehindASumIsNotTheSumAgain) {
  const auto r = read(
      "云溪县住建局2022年度部门整体支出绩效自评报告\n一、基本情况\n市级配套资金182.9万元（1000元/"
      "户），县级配套资金274.35万元"
      "（1500元/户）。\n");
  EXPECT_TRUE(r.conflicts.empty());
  EXPECT_EQ(concept_name(r, "1000元"), "unit_cost");
}

TEST(Guards, ADocumentNumberThatLostItsEndIsNoSum) {
  const auto r = read(
      "云溪县应急局2022年度部门整体支出绩效自评报告\n一、基本情况\n下达救灾资金7618万元，具体为：云财建〔202021850万元"
      "，云财建"
      "〔202063125万元。\n");
  ASSERT_EQ(r.facts.size(), 1U);
  EXPECT_EQ(r.facts[0].quantity.text(), "7618万元");
}

TEST(Guards, WhatTwoSourcesGiveTogetherIsOfAllSources) {
  const auto r = read(
      "云溪县应急局2022年度部门整体支出绩效自评报告\n一、基本情况\n中央财政安排和省级财政配套的1485万元全部拨付到位。"
      "\n");
  EXPECT_NE(aspects(r, "1485万元").find(" 全部来源"), std::string::npos) << aspects(r, "1485万元");
}

}  // namespace
}  // namespace hegui::test
