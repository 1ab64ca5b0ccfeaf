// Who reports on which year, in what kind of report, signed when.
#include <gtest/gtest.h>

#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

std::string member(dsl::MemberId id) { return id.valid() ? lexicon().program().members[id.value].name : ""; }
std::string english(dsl::MemberId id) { return id.valid() ? lexicon().program().members[id.value].english : ""; }

TEST(Identity, TitleOnOneLine) {
  const auto report = plain_report("柳湾镇人民政府2022年度部门整体支出绩效自评报告\n一、部门基本情况\n略。\n");
  EXPECT_EQ(report.identity.title, "柳湾镇人民政府2022年度部门整体支出绩效自评报告");
  EXPECT_EQ(report.identity.unit, "柳湾镇人民政府");
  EXPECT_EQ(report.identity.year, 2022);
  EXPECT_EQ(report.identity.region_text, "柳湾镇");
  EXPECT_EQ(english(report.identity.type), "department_self_evaluation");
  ASSERT_TRUE(report.identity.unit_at && report.identity.year_at);
  EXPECT_EQ(report.quote(*report.identity.unit_at), "柳湾镇人民政府");
  EXPECT_EQ(report.quote(*report.identity.year_at), "2022年度");
}

TEST(Identity, TitleOverSeveralLinesBelowTheNumberOfTheAttachment) {
  const auto report = plain_report(
      "附件4\n[bookmark: _GoBack]某区政务服务管理办公室\n2021年度整体支出绩效自评报告\n\n"
      "根据《通知》（某财绩〔2022〕2号）文件要求，我单位进行了自评，具体情况如下：\n一、基本情况\n略。\n");
  EXPECT_EQ(report.identity.title, "某区政务服务管理办公室2021年度整体支出绩效自评报告");
  EXPECT_EQ(report.identity.unit, "某区政务服务管理办公室");
  EXPECT_EQ(report.identity.title_lines.size(), 2U);
}

TEST(Identity, TitleWithoutYearTakesItFromTheText) {
  const auto report = plain_report(
      "株洲市某区行政审批服务局\n部门整体支出绩效自评报告\n一、基本情况\n2021年度年初预算491.63万元。\n"
      "2021年度决算751.85万元。\n2020年决算600万元。\n");
  EXPECT_EQ(report.identity.year, 2021);
  EXPECT_EQ(member(report.identity.region), "株洲市");
  EXPECT_TRUE(lexicon().program().is_within(
      report.identity.region, lexicon().program().find_member(lexicon().program().find_aspect("region"), "hunan")));
}

TEST(Identity, YearBelowTheTitle) {
  const auto report = plain_report("某县审计局部门整体支出绩效自评报告\n（2021年度）\n一、基本情况\n2020年成立。\n");
  EXPECT_EQ(report.identity.year, 2021);
  EXPECT_EQ(report.identity.unit, "某县审计局");
}

TEST(Identity, PortalLinesAboveTheTitleAreNoTitle) {
  const auto report = plain_report(
      "- 预决算与三公经费\n-\n索引号000010000/2022-00001\n-\n发布机构某县政务服务管理局\n-\n发布日期2022-06-23\n"
      "某县政务服务管理局2021年度部门整体支出绩效单位自评报告\n一、部门基本情况\n略。\n附件:1.自评表\n"
      "某县政务服务管理局\n2022年4月20日\n长者模式\n首页\n");
  EXPECT_EQ(report.identity.title, "某县政务服务管理局2021年度部门整体支出绩效单位自评报告");
  EXPECT_EQ(report.identity.signature, "某县政务服务管理局");
  ASSERT_TRUE(report.identity.date);
  EXPECT_EQ(*report.identity.date, (dsl::CivilDate{2022, 4, 20}));
}

TEST(Identity, UnitFromThePortalFieldWhenTheTitleHasNone) {
  const auto report =
      plain_report("发布机构某县政务服务管理局\n2021年度部门整体支出绩效自评报告\n一、基本情况\n略。\n");
  EXPECT_EQ(report.identity.unit, "某县政务服务管理局");
}

TEST(Identity, DatesInChineseNumeralsAndBesideTheUnit) {
  const auto numerals =
      plain_report("某局2022年度部门整体支出绩效自评报告\n一、基本情况\n略。\n某局\n二〇二三年四月十二日\n");
  ASSERT_TRUE(numerals.identity.date);
  EXPECT_EQ(*numerals.identity.date, (dsl::CivilDate{2023, 4, 12}));
  const auto beside = plain_report("某局2022年度部门整体支出绩效自评报告\n一、基本情况\n略。\n某局 2023年3月1日\n");
  ASSERT_TRUE(beside.identity.date);
  EXPECT_EQ(beside.identity.signature, "某局");
}

TEST(Identity, ADateInTheTextIsNoSignature) {
  const auto report = plain_report(
      "某局2022年度部门整体支出绩效自评报告\n一、基本情况\n截至2022年12月31日，完成指标40个。\n"
      "项目于2022年10月12日完工\n");
  EXPECT_FALSE(report.identity.date);
  EXPECT_EQ(report.identity.signature, "");
}

TEST(Identity, ProvinceFromPlacesAndDocumentNumbers) {
  const auto places =
      plain_report("某区政务办2021年度部门整体支出绩效自评报告\n一、基本情况\n按照柳州市和广西的要求开展。\n");
  EXPECT_EQ(english(places.identity.region), "guangxi");
  const auto number = plain_report(
      "某区审批局2021年度部门整体支出绩效自评报告\n一、基本情况\n按照《办法》（湘财绩〔2020〕7号）要求开展自评。\n");
  EXPECT_EQ(english(number.identity.region), "hunan");
  const auto city_number = plain_report(
      "某区审批局2021年度部门整体支出绩效自评报告\n一、基本情况\n按照《办法》（川某发〔2020〕7号）要求开展自评。\n");
  EXPECT_FALSE(city_number.identity.region.valid()) << "a sign is a province's only before a body of the province";
}

TEST(Identity, ProvinceFromTheCountyInTheUnitsName) {
  const auto county = plain_report("凤庆县某局2021年度部门整体支出绩效自评报告\n一、基本情况\n略。\n");
  EXPECT_EQ(english(county.identity.region), "yunnan");
  EXPECT_EQ(county.identity.region_text, "凤庆县");
  const auto shared = plain_report("鼓楼区某局2021年度部门整体支出绩效自评报告\n一、基本情况\n略。\n");
  EXPECT_FALSE(shared.identity.region.valid()) << "several provinces have one of this name";
  const auto in_text = plain_report("某局2021年度部门整体支出绩效自评报告\n一、基本情况\n与凤庆县合作。\n");
  EXPECT_FALSE(in_text.identity.region.valid());
}

TEST(Identity, KindsOfReport) {
  const auto type = [](std::string title) {
    return english(plain_report(std::move(title) + "\n一、基本情况\n略。\n").identity.type);
  };
  EXPECT_EQ(type("某中学2022年度校舍维修改造项目支出绩效自评报告"), "project_self_evaluation");
  EXPECT_EQ(type("某县司法局2021年度部门决算公开说明"), "final_accounts");
  EXPECT_EQ(type("某图书馆2023年度单位决算公开说明"), "final_accounts");
  EXPECT_EQ(type("某局2021年度“三公”经费决算公开说明"), "sangong_disclosure");
  EXPECT_EQ(type("某局2021年中央专项转移支付绩效自评报告"), "transfer_self_evaluation");
  EXPECT_EQ(type("某县2021年绩效自评报告"), "self_evaluation");
  EXPECT_EQ(type("某县某工程2021年绩效评价报告"), "evaluation_report");
}

TEST(Identity, WhatIsNoReportSaysSo) {
  EXPECT_FALSE(plain_report("购物清单\n牛奶两盒，面包一个。\n").looks_like_report);
  EXPECT_TRUE(plain_report("某局2021年度部门整体支出绩效自评报告\n2021年部门预算100万元。\n").looks_like_report);
  EXPECT_TRUE(plain_report("一、部门概况\n略。\n二、存在的问题\n无。\n").looks_like_report);
}

TEST(Identity, TheUnitAboveAProjectsTitle) {
  const auto report =
      plain_report("石桥区民政局\n2021年度养老服务体系建设专项转移支付项目支出绩效自评报告\n一、基本情况\n略。\n");
  EXPECT_EQ(report.identity.unit, "石桥区民政局");
  EXPECT_EQ(report.identity.year, 2021);
  EXPECT_EQ(report.identity.region_text, "石桥区");
}

TEST(Identity, TheFirstWordOfAnOfficeIsNoPlace) {
  const auto report = plain_report("白石县市场监督管理局2022年度部门决算公开说明\n一、部门概况\n略。\n");
  EXPECT_EQ(report.identity.region_text, "白石县");
}

TEST(Identity, ACountyNameOfSeveralProvincesNamesNone) {
  // 城关区, 鼓楼区 and the like stand in more than one province.
  const auto report = plain_report("鼓楼区民政局2022年度部门整体支出绩效自评报告\n一、部门概况\n略。\n");
  EXPECT_FALSE(report.identity.region.valid());
  EXPECT_EQ(report.identity.region_text, "鼓楼区");
}

TEST(Identity, TheHeaderOfAColumnIsNoTitle) {
  EXPECT_EQ(
      plain_report("2021年云雀区林业局部门整体支出绩效自评表\n年度总体目标\n预期目标\n实际完成情况\n造林1.2万亩\n")
          .identity.title,
      "2021年云雀区林业局部门整体支出绩效自评表");
  EXPECT_EQ(plain_report(
                "绩效目标\n支出明细预算（万元） 项 目 上年度安排资金 本年度申请资金 测算依据及说明\n合计 213.4 259\n")
                .identity.title,
            "");
}

TEST(Identity, ATitleOverThreeLines) {
  const auto report = plain_report("云雀县民政局\n2024年度中央、市级转移支付资金\n绩效自评报告\n一、绩效目标\n略。\n");
  EXPECT_EQ(report.identity.title, "云雀县民政局2024年度中央、市级转移支付资金绩效自评报告");
  EXPECT_EQ(report.identity.unit, "云雀县民政局");
}

TEST(Identity, AHeadingDoesNotOutdoTheLineThatNamesThePaper) {
  const auto report = plain_report(
      "2021年项目绩效自评报告表（实施单位用）\n填报单位：云雀县疾病预防控制中心\n填报日期：2022年9月8日\n基本情况\n项目"
      "名称\n"
      "饮水监测\n");
  EXPECT_EQ(report.identity.title, "2021年项目绩效自评报告表（实施单位用）");
  EXPECT_EQ(report.identity.unit, "云雀县疾病预防控制中心");
}

TEST(Identity, APaperThatOrdersAReportIsNone) {
  const auto report = plain_report(
      "云雀县财政局\n关于提前下达2022年移民后期扶持基金的通知\n县水利局：\n年度终了，要对项目开展绩效自评，报送绩效自评"
      "报告。\n");
  EXPECT_FALSE(report.identity.type.valid());
}

}  // namespace
}  // namespace hegui::test
