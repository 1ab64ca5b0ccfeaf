// Tables in plain text: pipes, one cell a line, columns of blanks; and text that only looks like one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/document/layout.hpp"

namespace hegui::document {
namespace {

using ::testing::ElementsAre;

TEST(Tables, PipesWithASeparatorRow) {
  const Document document = read(
      "得分如下：\n| 指标 | 分值 | 得分 |\n| --- | :-: | --- |\n| 产出 | 50 | 49.80 |\n| 合计 | 100 | 99 "
      "|\n等级为优。\n");
  EXPECT_THAT(layout(document), ElementsAre("1 得分如下：", "2 table 3x3", "6 等级为优。"));
  EXPECT_THAT(rows(document), ElementsAre("指标|分值|得分", "产出|50|49.80", "合计|100|99"));
  EXPECT_EQ(document.blocks[1].table.header_rows, 1U);
  const Cell& cell = document.blocks[1].table.cells[4];
  EXPECT_EQ(document.text_of(cell.slice), "50");
  EXPECT_EQ(cell.locator.line, 4U);
  EXPECT_EQ(document.text->place(cell.slice.begin).column, 8U);
}

TEST(Tables, PipesWithoutASeparatorRow) {
  const Document document = read("| 评价指标 | 分值 |\n| 目标管理 | 15 |\n");
  EXPECT_THAT(rows(document), ElementsAre("评价指标|分值", "目标管理|15"));
  EXPECT_EQ(document.blocks[0].table.header_rows, 1U);
}

TEST(Tables, BarsBetweenTheCellsOnly) {
  const Document document = read(
      "经费情况如下\n年度 | 合计 | 接待费 | 车辆费\n2015年 | 2840 | 1400 | 1440\n2016年 | 2364 | | 2364\n | 5204 | "
      "1400 | "
      "3804\n经费逐年下降。\n");
  EXPECT_THAT(layout(document), ElementsAre("1 经费情况如下", "2 table 4x4", "6 经费逐年下降。"));
  EXPECT_THAT(rows(document),
              ElementsAre("年度|合计|接待费|车辆费", "2015年|2840|1400|1440", "2016年|2364||2364", "|5204|1400|3804"));
  EXPECT_EQ(document.blocks[1].table.header_rows, 1U);
}

TEST(Tables, BarsInProseAreNoTable) {
  EXPECT_THAT(layout(read("首页 | 公告 | 正文\n单位 | 发布时间\n全文如下。\n")),
              ElementsAre("1 首页 | 公告 | 正文", "2 单位 | 发布时间", "3 全文如下。"));
}

TEST(Tables, OneCellALineAsWebPagesAreCopied) {
  const Document document =
      read("得分表\n|\n一级指标 |\n分值 |\n得分 |\n|\n投入 |\n15 |\n14.5 |\n|\n合计 |\n100 |\n95 |\n四、分析\n");
  EXPECT_THAT(layout(document), ElementsAre("1 得分表", "2 table 3x3", "14 四、分析"));
  EXPECT_THAT(rows(document), ElementsAre("一级指标|分值|得分", "投入|15|14.5", "合计|100|95"));
  EXPECT_EQ(document.blocks[1].table.cells[5].locator.line, 9U);
}

TEST(Tables, EmptyCellsAndShortTotalsOfAFlattenedTable) {
  const Document document = read(
      "|\n指标 |\n内容 |\n分值 |\n得分 |\n原因 |\n"
      "|\n产出 |\n面积 |\n12 |\n12 |\n无 |\n"
      "|\n产出 |\n门窗 |\n10 |\n9 |\n|\n"
      "|\n总分 |\n22 |\n21 |\n结束。\n");
  EXPECT_THAT(rows(document),
              ElementsAre("指标|内容|分值|得分|原因", "产出|面积|12|12|无", "产出|门窗|10|9|", "总分+2|22|21|"));
}

TEST(Tables, AnotherHeaderBeginsAnotherTable) {
  const Document document = read(
      "|\n资金（万元） |\n预算数 |\n执行数 |\n|\n总额 |\n150 |\n140 |\n"
      "|\n一级指标 |\n二级指标 |\n分值 |\n得分 |\n|\n产出 |\n数量 |\n12 |\n11 |\n");
  EXPECT_THAT(rows(document, 0), ElementsAre("资金（万元）|预算数|执行数", "总额|150|140"));
  EXPECT_THAT(rows(document, 1), ElementsAre("一级指标|二级指标|分值|得分", "产出|数量|12|11"));
}

TEST(Tables, ColumnsOfBlanksBelowAUnitCaption) {
  const Document document = read(
      "收入支出决算总表\n单位：万元\n收入 支出\n项目 行次 决算数 项目 行次 决算数\n"
      "一、拨款收入 1 826.40 四、安全支出 34 702.15\n"
      "二、基金收入 2 八、社保支出 38 68.40\n"
      "十九、住房支出 49 42.70\n"
      "本年收入合计 57 826.40 本年支出合计 58 813.25\n二、收入决算表\n");
  EXPECT_THAT(layout(document), ElementsAre("1 收入支出决算总表", "2 单位：万元", "3 table 6x6", "9 二、收入决算表"));
  EXPECT_THAT(rows(document),
              ElementsAre("收入+3|支出+3", "项目|行次|决算数|项目|行次|决算数",
                          "一、拨款收入|1|826.40|四、安全支出|34|702.15", "二、基金收入|2||八、社保支出|38|68.40",
                          "|||十九、住房支出|49|42.70", "本年收入合计|57|826.40|本年支出合计|58|813.25"));
}

TEST(Tables, LabelsPulledApartAreOneCell) {
  const Document document = read("金额单位：元\n收 入 合 计 2946.25\n支 出 合 计 2900.00\n");
  EXPECT_THAT(rows(document), ElementsAre("收 入 合 计|2946.25", "支 出 合 计|2900.00"));
}

TEST(Tables, ProseWithBlanksAndFiguresIsNotATable) {
  const Document document =
      read("全年预算 1,520.00 万元，全年支出 1,486.20 万元，\n预算执行率 97.78% 。\n培训 180 人 2 次\n走访 3 轮\n");
  for (const Block& block : document.blocks) EXPECT_EQ(block.kind, Block::Kind::paragraph);
}

TEST(Tables, ALonePipeIsText) { EXPECT_THAT(layout(read("甲|乙\n|\n丙\n")), ElementsAre("1 甲|乙", "2 |", "3 丙")); }

TEST(Tables, CellsBetweenTabsKeepTheirPlaces) {
  const Document document = read("指标\t分值\t得分\t说明\n灌溉面积\t60\t55\t征地推迟\n\t40\t\t\n合计\t\t95\n结束。\n");
  EXPECT_THAT(layout(document), ElementsAre("1 table 4x4", "5 结束。"));
  EXPECT_THAT(rows(document), ElementsAre("指标|分值|得分|说明", "灌溉面积|60|55|征地推迟", "|40||", "合计||95|"));
}

TEST(Tables, CellsOnLinesOfTheirOwnBelowTitleAndCaption) {
  const Document document = read(
      "某馆三公经费公开\n一、情况\n单位：万元\n项目\n预算数\n决算数\n合计\n12.00\n9.80\n接待费\n2.00\n—\n"
      "用车费\n10.00\n9.80\n二、说明\n无。\n");
  EXPECT_THAT(layout(document),
              ElementsAre("1 某馆三公经费公开", "2 一、情况", "3 单位：万元", "4 table 4x3", "16 二、说明", "17 无。"));
  EXPECT_THAT(rows(document),
              ElementsAre("项目|预算数|决算数", "合计|12.00|9.80", "接待费|2.00|—", "用车费|10.00|9.80"));
}

TEST(Tables, AFigureWithDecimalsOnALineOfItsOwnIsNoNumberOfAName) {
  const Document document =
      read("指标\n目标值\n完成值\n培训人次\n≥400人次\n426人次\n普及人次\n≥4万人次\n4.26万人次\n二、说明\n");
  EXPECT_THAT(rows(document),
              ElementsAre("指标|目标值|完成值", "培训人次|≥400人次|426人次", "普及人次|≥4万人次|4.26万人次"));
}

TEST(Tables, ShortLinesThatAreNoTableStayParagraphs) {
  EXPECT_THAT(layout(read("一、概况\n二、情况\n三、说明\n2022年\n四、附件\n")),
              ElementsAre("1 一、概况", "2 二、情况", "3 三、说明", "4 2022年", "5 四、附件"));
}

}  // namespace
}  // namespace hegui::document
