// Headings of every numbering style, their levels, and what only looks like a heading.
#include <gtest/gtest.h>

#include "checker/report/block_streams.hpp"
#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

TEST(Outline, NestsTheStandardStyles) {
  const auto report = plain_report(
      "某县水利局2022年度部门整体支出绩效自评报告\n"
      "一、基本情况\n"
      "（一）主要职能\n"
      "1.负责防汛\n"
      "组织防汛抗旱。\n"
      "（1）巡查\n"
      "全年巡查堤防。\n"
      "①汛前\n"
      "检查闸门。\n"
      "2.负责供水\n"
      "保障供水。\n"
      "二、存在的问题\n"
      "无。\n");
  EXPECT_EQ(outline_of(report),
            "1|一、|基本情况\n2|（一）|主要职能\n3|1.|负责防汛\n4|（1）|巡查\n5|①|汛前\n3|2.|负责供水\n"
            "1|二、|存在的问题\n");
}

TEST(Outline, PartsStandAboveChapters) {
  const auto report = plain_report(
      "某县司法局2021年度部门决算公开说明\n"
      "第一部分 部门概况\n一、主要职责\n负责普法。\n二、机构设置\n内设股室。\n"
      "第二部分 决算情况说明\n一、收入决算情况说明\n收入100万元。\n"
      "第三部分 名词解释\n财政拨款收入：指财政拨付的款项。\n");
  EXPECT_EQ(outline_of(report),
            "1|第一部分 |部门概况\n2|一、|主要职责\n2|二、|机构设置\n1|第二部分 |决算情况说明\n"
            "2|一、|收入决算情况说明\n1|第三部分 |名词解释\n");
}

TEST(Outline, TitleOfARunInHeadingEndsAtItsFirstStop) {
  const auto report = plain_report(
      "一、部门概况\n"
      "（一）机构组成。青禾县自然资源局内设办公室、耕地保护股2个股室。\n"
      "（二）主要职能：\n负责规划。\n"
      "（三）指标情况\n"
      "1. 产出指标: 一是制定工作清单并逐项督促落实到位，二是开展走访活动。\n");
  ASSERT_EQ(report.sections.size(), 5U);
  EXPECT_EQ(report.sections[1].title, "机构组成");
  EXPECT_TRUE(report.sections[1].run_in);
  EXPECT_EQ(report.sections[2].title, "主要职能");
  EXPECT_FALSE(report.sections[2].run_in);
  EXPECT_EQ(report.sections[4].title, "产出指标");
  EXPECT_TRUE(report.sections[4].run_in);
  EXPECT_FALSE(report.sections[4].list_item);
}

TEST(Outline, EnumerationsAreItemsNotHeadings) {
  const auto report = plain_report(
      "一、主要职能\n"
      "1.贯彻执行法律法规和政策。\n2.拟订全县规划。\n3.完成交办的其他任务。\n"
      "二、基本支出情况\n基本支出包括：\n"
      "（1）工资福利支出328.57万元，其中基本工资56.06万元。\n（2）资本性支出41.51万元。\n"
      "三、改进措施\n（一）提前介入管网选址，确保按期完工。\n（二）建立盘点制度，严格预算管理。\n");
  for (const auto& section : report.sections) EXPECT_EQ(section.list_item, section.level > 1) << section.title;
  EXPECT_EQ(report.sections.size(), 10U);
}

TEST(Outline, AHeadingThatEndsWithAStopIsOneWhenTextFollows) {
  const auto report = plain_report(
      "四、主要绩效\n（一）推动政务服务发展。\n1.持续加大简政放权力度，深化改革。\n对照目录进行梳理，取消1项。\n"
      "2.召开政策说明会。\n会上进行了解读。\n");
  ASSERT_EQ(report.sections.size(), 4U);
  for (const auto& section : report.sections) EXPECT_FALSE(section.list_item) << section.title;
  EXPECT_EQ(report.sections[2].title, "持续加大简政放权力度，深化改革");
}

TEST(Outline, FiguresMonthsAndTableRowsAreNoHeadings) {
  const auto report = plain_report(
      "一、基本情况\n5、6月份，安排14个部门培训。\n0.5个工作日办结。\n31.6 |\n2019.8月，开工建设。\n"
      "一、一般公共预算财政拨款收入 1 826.40 四、公共安全支出 34 702.15\n八、其他收入 8 12.60\n— 2 —\n"
      "二、存在的问题\n无。\n");
  EXPECT_EQ(outline_of(report), "1|一、|基本情况\n1|二、|存在的问题\n");
}

TEST(Outline, ANameAboveATableIsItsCaption) {
  const auto report = plain_report(
      "三、绩效自评结论\n评价等级为“优”。\n绩效自评得分情况表\n单位：分\n| 指标 | 得分 |\n| 投入 | 15 "
      "|\n以上为自评得分。\n四、其他\n无。\n");
  EXPECT_EQ(outline_of(report), "1|三、|绩效自评结论\n2||绩效自评得分情况表\n1|四、|其他\n");
  const auto& caption = report.sections[1];
  EXPECT_EQ(caption.parent.value, 0U);
  EXPECT_EQ(caption.last_block - caption.first_block, 2U) << "the caption, its note and the table";
  EXPECT_EQ(section_at(report, caption.last_block + 1).value, 0U) << "text behind the table is the chapter's";
}

TEST(Outline, ParagraphsThatOpenWithATitleAreSectionsTogether) {
  const auto report = plain_report(
      "四、指标分析\n1. 推进数据共享。\n推动“网上办”。加快推进平台建设，组织有关部门完善事项。\n"
      "推广“好差评”系统。各窗口配备评价器，办事群众进行评价。\n2. 精简权力事项。\n"
      "认真落实各项任务，持续推进改革。今年以来完成交易227项。\n");
  EXPECT_EQ(outline_of(report),
            "1|四、|指标分析\n2|1. |推进数据共享\n3||推动“网上办”\n3||推广“好差评”系统\n2|2. |精简权力事项\n");
}

TEST(Outline, AttachmentListStandsAtTheTop) {
  const auto report = plain_report(
      "一、基本情况\n略。\n二、其他需说明的情况\n无。\n附件:1.绩效自评表\n2."
      "绩效目标完成情况表\n某县政务局\n2022年4月20日\n"
      "附件【相关表格.xlsx】\n");
  EXPECT_EQ(outline_of(report),
            "1|一、|基本情况\n1|二、|其他需说明的情况\n1|附件：1.|绩效自评表\n1|2.|绩效目标完成情况表\n"
            "1||附件【相关表格.xlsx】\n");
  ASSERT_EQ(report.attachments.size(), 3U);
  EXPECT_EQ(report.attachments[0].name, "绩效自评表");
  EXPECT_TRUE(report.attachments[0].is_list_entry);
  EXPECT_EQ(report.attachments[2].name, "相关表格.xlsx");
  EXPECT_FALSE(report.attachments[2].is_list_entry);
}

TEST(Outline, ReferencesToAttachmentsAreFound) {
  const auto report = plain_report("一、基本情况\n得分情况见附件1，详见附表。\n附件4 的说法不算。\n");
  ASSERT_EQ(report.attachments.size(), 2U);
  EXPECT_EQ(report.attachments[0].name, "附件1");
  EXPECT_TRUE(report.attachments[0].is_reference);
  EXPECT_EQ(report.attachments[1].name, "附表");
}

TEST(Outline, TableOfContentsIsNotTheBody) {
  const auto report = plain_report(
      "某局2021年度部门决算公开说明\n目  录\n第一部分 部门概况\n一、主要职责\n第二部分 决算说明\n"
      "第一部分 部门概况\n一、主要职责\n负责普法。\n第二部分 决算说明\n收入100万元。\n");
  EXPECT_EQ(outline_of(report), "1|第一部分 |部门概况\n2|一、|主要职责\n1|第二部分 |决算说明\n");
  EXPECT_EQ(line_of(report, report.sections.front().heading), 6U);
}

TEST(Outline, ContentsWithPageNumbersNeedNoAnnouncement) {
  const auto report = plain_report(
      "某局2021年度部门决算公开说明\n一、部门概况……………1\n二、决算说明 ........ "
      "3\n一、部门概况\n略。\n二、决算说明\n略。\n");
  EXPECT_EQ(outline_of(report), "1|一、|部门概况\n1|二、|决算说明\n");
}

TEST(Outline, StylesOfTheFormatMakeHeadingsWithoutNumbers) {
  auto document = plain_document(
      "某局2021年度部门决算公开说明\n部门概况\n负责普法。\n机构\n内设2个股室。\n决算说明\n收入100万元。\n");
  document.blocks[1].heading_level = 1;
  document.blocks[3].heading_level = 2;
  document.blocks[5].heading_level = 1;
  report::Report report;
  report.document = std::move(document);
  report::BlockChars chars(report.document);
  report::BlockStreams streams(report.document, lexicon().tables());
  find_identity(report, lexicon(), chars, streams);
  find_outline(report, lexicon(), chars);
  EXPECT_EQ(outline_of(report), "1||部门概况\n2||机构\n1||决算说明\n");
}

TEST(Outline, AutomaticNumbersOfTheFormatCount) {
  auto document = plain_document("某局2021年度部门决算公开说明\n部门概况\n负责普法。\n决算说明\n收入100万元。\n");
  document.blocks[1].numbering = "一、";
  document.blocks[3].numbering = "二、";
  report::Report report;
  report.document = std::move(document);
  report::BlockChars chars(report.document);
  report::BlockStreams streams(report.document, lexicon().tables());
  find_identity(report, lexicon(), chars, streams);
  find_outline(report, lexicon(), chars);
  EXPECT_EQ(outline_of(report), "1|一、|部门概况\n1|二、|决算说明\n");
  EXPECT_EQ(report.sections[1].ordinal, 2U);
}

TEST(Outline, BlocksKnowTheirSection) {
  const auto report =
      plain_report("封面\n一、基本情况\n甲。\n（一）职能\n1.贯彻政策。\n2.拟订规划。\n二、问题\n乙。\n");
  EXPECT_FALSE(section_at(report, 0).valid());
  EXPECT_EQ(report.sections[section_at(report, 2).value].title, "基本情况");
  EXPECT_EQ(report.sections[section_at(report, 4).value].title, "贯彻政策");
  EXPECT_EQ(report.sections[heading_at(report, 4).value].title, "职能");
  EXPECT_EQ(report.sections[section_at(report, 7).value].title, "问题");
  EXPECT_EQ(report.sections[0].last_block, 5U);
  EXPECT_EQ(report.sections[0].children.size(), 1U);
}

TEST(Outline, EmptyAndStrangeTextHarmNothing) {
  EXPECT_TRUE(plain_report("").sections.empty());
  EXPECT_TRUE(plain_report("\n\n  \n").sections.empty());
  plain_report("一、");
  plain_report("、\n、、、\n（一）\n1.\n第一部分\n附件\n附件：\n“（《\n");
  std::string long_text;
  for (int i = 0; i < 3000; ++i) long_text += "1.甲（\n（一）乙“\n";
  plain_report(long_text);
}

TEST(Outline, NumbersOfSeveralLevels) {
  const auto report = plain_report(
      "某市住房中心2023年度部门整体支出绩效自评报告\n1 部门概况\n1.1 主要职能\n负责配租。\n1.2机构人员\n内设科室4个。\n"
      "2 预算执行情况\n2.1 预算安排\n2.1.1 年初预算\n年初预算3.2万元。\n2.1.2 调整\n未调整。\n2.2 "
      "预算执行\n执行3.1万元。\n");
  EXPECT_EQ(outline_of(report),
            "1|1 |部门概况\n2|1.1 |主要职能\n2|1.2|机构人员\n1|2 |预算执行情况\n2|2.1 |预算安排\n3|2.1.1 |年初预算\n"
            "3|2.1.2 |调整\n2|2.2 |预算执行\n");
}

TEST(Outline, FormalNumeralsNumberChaptersOrTheirParts) {
  EXPECT_EQ(outline_of(plain_report("某县林业局2022年度决算情况说明\n壹、部门概况\n负责造林。\n贰、三公经费情况\n"
                                    "（一）总体情况\n支出5万元。\n叁、名词解释\n无。\n")),
            "1|壹、|部门概况\n1|贰、|三公经费情况\n2|（一）|总体情况\n1|叁、|名词解释\n");
  EXPECT_EQ(outline_of(plain_report("某县林业局2022年度决算情况说明\n壹、部门概况\n一、主要职责\n负责造林。\n"
                                    "二、机构设置\n内设股室。\n贰、决算说明\n一、收入情况\n收入5万元。\n")),
            "1|壹、|部门概况\n2|一、|主要职责\n2|二、|机构设置\n1|贰、|决算说明\n2|一、|收入情况\n");
  EXPECT_EQ(outline_of(plain_report("某县林业局2022年度决算情况说明\n一、基本情况\n陆某、伍某等人负责造林。\n")),
            "1|一、|基本情况\n");
}

TEST(Outline, DecimalNumbersBelowChaptersOfTheirOwn) {
  EXPECT_EQ(outline_of(plain_report("某县公路局2022年度项目支出绩效自评报告\n一、项目概况\n1.1 立项背景\n路面破损。\n"
                                    "1.2 资金安排\n预算5万元。\n二、组织实施\n按计划实施。\n三、完成情况\n3.1 产出\n"
                                    "养护5公里。\n3.2 效益\n通行顺畅。\n附件：1.资金支付明细表\n　　　2.验收资料\n")),
            "1|一、|项目概况\n2|1.1 |立项背景\n2|1.2 |资金安排\n1|二、|组织实施\n1|三、|完成情况\n2|3.1 |产出\n"
            "2|3.2 |效益\n1|附件：1.|资金支付明细表\n1|2.|验收资料\n");
}

TEST(Outline, FiguresAtTheBeginningOfLinesAreNoNumbersOfSeveralLevels) {
  const auto report = plain_report(
      "某市住房中心2023年度部门整体支出绩效自评报告\n一、部门概况\n3.2万元用于维修。\n1.5个百分点的降幅。\n二、执行\n2."
      "1亩绿地。\n");
  EXPECT_EQ(outline_of(report), "1|一、|部门概况\n1|二、|执行\n");
}

TEST(Outline, SectionsStandBelowChapters) {
  EXPECT_EQ(outline_of(plain_report(
                "第一章 项目情况\n第一节 基本情况\n项目由县水利局实施。\n第二节 资金使用\n资金专款专用，没有挪用。\n"
                "第二章 绩效完成\n任务全部完成，群众满意。\n")),
            "1|第一章 |项目情况\n2|第一节 |基本情况\n2|第二节 |资金使用\n1|第二章 |绩效完成\n");
  EXPECT_EQ(
      outline_of(plain_report("第一节 项目情况\n项目由县水利局实施。\n第二节 绩效完成\n任务全部完成，群众满意。\n")),
      "1|第一节 |项目情况\n1|第二节 |绩效完成\n");
}

}  // namespace
}  // namespace hegui::test
