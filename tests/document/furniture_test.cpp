// Page furniture, contents, wrapped lines and residue of other programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/document/layout.hpp"

namespace hegui::document {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Furniture, OneParagraphALineAndBlankLinesAreNoBlocks) {
  EXPECT_THAT(layout(read("标题\r\n\r\n　　一、基本情况  \r\n内容。")),
              ElementsAre("1 标题", "3 一、基本情况", "4 内容。"));
}

TEST(Furniture, PortalHeaderAndFooter) {
  const Document document = read(
      "- "
      "预决算\n-\n索引号0000/2022-1\n-\n发布机构某县某局\n发布日期2022-06-23\n某县某局自评报告\n一、基本情况\n内容。\n"
      "某县某局\n2022年4月20日\n长者模式\n首页\n走进某县\n某公网安备 532号\n");
  EXPECT_THAT(layout(document),
              ElementsAre("furniture 1 - 预决算", "furniture 2 -", "metadata 3 索引号0000/2022-1", "furniture 4 -",
                          "metadata 5 发布机构某县某局", "metadata 6 发布日期2022-06-23", "7 某县某局自评报告",
                          "8 一、基本情况", "9 内容。", "10 某县某局", "11 2022年4月20日", "furniture 12 长者模式",
                          "furniture 13 首页", "furniture 14 走进某县", "furniture 15 某公网安备 532号"));
}

TEST(Furniture, AReportThatMentionsItsSourceIsNotAPortalPage) {
  EXPECT_THAT(layout(read("来源于财政拨款的收入\n内容。\n")), ElementsAre("1 来源于财政拨款的收入", "2 内容。"));
}

TEST(Furniture, ContentsEndWhereTheTextBegins) {
  const Document document =
      read("目 录\n一、概况......1\n二、收入情况......3\n一、概况\n内容。\n二、收入情况\n内容。\n");
  EXPECT_THAT(layout(document),
              ElementsAre("contents 1 目 录", "contents 2 一、概况......1", "contents 3 二、收入情况......3",
                          "4 一、概况", "5 内容。", "6 二、收入情况", "7 内容。"));
}

const char* const kWrapped =
    "某市退役军人事务局\n"
    "根据《某市财政局关于开展 2022 年度绩效自评工作的通\n"
    "知》（某财绩〔2023〕9 号）要求，现将我局自评情况报告\n"
    "如下：\n"
    "一、部门基本情况\n"
    "我局内设办公室、思想政治和权益维护科、移交安置科、拥\n"
    "军优抚科 4 个科室。核定行政编制 16 名、事业编制 12 名，年\n"
    "末在职人员 30 人，比上年 6.80\n"
    "— 1 —\n"
    "某市退役军人事务局自评报告\n"
    "万元减少 0.98 万元，全年支出主要用于抚恤补助和烈士纪念设\n"
    "施维修，按支出性质分，基本支出和项目支出均未超出预算\n"
    "安排的范围，项目支出由抚恤补助、退役安置、双拥慰问三项\n"
    "组成。\n"
    "— 2 —\n"
    "某市退役军人事务局自评报告\n"
    "二、预算执行情况\n";

TEST(Furniture, LinesThatAPageBrokeOffAreJoined) {
  const Document document = read(kWrapped);
  EXPECT_THAT(
      layout(document),
      ElementsAre(
          "1 某市退役军人事务局",
          "2 根据《某市财政局关于开展 2022 年度绩效自评工作的通知》（某财绩〔2023〕9 "
          "号）要求，现将我局自评情况报告如下：",
          "5 一、部门基本情况",
          "6 我局内设办公室、思想政治和权益维护科、移交安置科、拥军优抚科 4 个科室。核定行政编制 16 名、事业编制 12 "
          "名，年末在职人员 30 人，比上年 6.80",
          "furniture 9 — 1 —", "furniture 10 某市退役军人事务局自评报告",
          "11 万元减少 0.98 "
          "万元，全年支出主要用于抚恤补助和烈士纪念设施维修，按支出性质分，基本支出和项目支出均未超出预算"
          "安排的范围，项目支出由抚恤补助、退役安置、双拥慰问三项组成。",
          "furniture 15 — 2 —", "furniture 16 某市退役军人事务局自评报告", "17 二、预算执行情况"));
}

TEST(Furniture, LongLinesOfAnOrdinaryReportAreNotJoined) {
  std::string text;
  for (int i = 0; i < 12; ++i) text += "本单位严格执行预算管理制度，全年收支平衡，各项工作按计划完成。\n";
  EXPECT_EQ(read(text).blocks.size(), 12U);
}

TEST(Debris, ResidueOfOtherProgramsIsMarkedAndStaysInTheText) {
  const Document document = read("[bookmark: _GoBack]一、概况&nbsp;内容<br/>PAGEREF _Toc12 \\h 完\n");
  EXPECT_THAT(debris(document), ElementsAre("bookmark:[bookmark： _GoBack]", "entity:&nbsp；", "tag:<br/>",
                                            "field_code:PAGEREF _Toc12 \\h"));
  EXPECT_EQ(document.clean_text_of(document.blocks[0].slice), "一、概况内容 完");
  EXPECT_NE(document.text_of(document.blocks[0].slice).find("GoBack"), std::string_view::npos);
  EXPECT_NE(document.debris_at(3), nullptr);
  EXPECT_EQ(document.debris_at(static_cast<std::uint32_t>(document.text->normalised().find("概况"))), nullptr);
  EXPECT_TRUE(document.touches_debris(document.blocks[0].slice));
}

TEST(Debris, PhoneticsInBrackets) {
  const Document document = read("三公經(jīng)費支出，財(cái)政撥(bō)款，（a）款\n");
  EXPECT_EQ(debris(document).size(), 3U);
  EXPECT_THAT(debris(document), Contains("phonetic:（jīng）"));
}

TEST(Debris, OrdinaryBracketsAreNotPhonetics) {
  EXPECT_THAT(debris(read("推广办事通（app）和平台（web），指标（a）与（b）。\n")), IsEmpty());
}

}  // namespace
}  // namespace hegui::document
