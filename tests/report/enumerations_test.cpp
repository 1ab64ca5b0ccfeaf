// Declared counts and the items listed for them.
#include <gtest/gtest.h>

#include "checker/report/lexicon.hpp"
#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

/// Every figure of the text becomes a fact, as the figure passes would make it; then the enumerations are read.
report::Report counted(const std::string& text) {
  auto report = plain_report(text);
  for (std::uint32_t b = 0; b < report.document.blocks.size(); ++b) {
    const auto slice = report.document.blocks[b].slice;
    const auto found = text::find_figures(report.document.text_of(slice), lexicon().tables().numbers, false);
    for (const auto& figure : found.figures) {
      report::Fact fact;
      fact.quantity = figure.quantity;
      fact.at = {b, slice.begin + figure.begin, slice.begin + figure.end};
      report.facts.push_back(std::move(fact));
    }
  }
  find_enumerations(report, lexicon());
  return report;
}

/// “5：办公室|财务科…”, a + for an open list.
std::string told(const std::string& text) {
  const auto report = counted(text + "\n");
  std::string out;
  for (const auto& e : report.enumerations) {
    if (!out.empty()) out += " / ";
    out += report.facts[e.count.value].quantity.written.to_text();
    out += e.open ? "+:" : ":";
    for (std::size_t i = 0; i < e.items.size(); ++i) out += (i > 0 ? "|" : "") + std::string(report.quote(e.items[i]));
  }
  return out;
}

TEST(Enumerations, ListAfterTheCount) {
  EXPECT_EQ(told("下设内设机构5个包括：办公室、审批股、政务股、窗口股、优化办。"),
            "5:办公室|审批股|政务股|窗口股|优化办");
  EXPECT_EQ(told("内设机构6个：办公室、法治调研股、行政复议股、社区矫正股、公共法律服务股、人民参与和促进法治股。核定编"
                 "制38名。"),
            "6:办公室|法治调研股|行政复议股|社区矫正股|公共法律服务股|人民参与和促进法治股");
  EXPECT_EQ(told("下属二级预算单位2个，即县不动产登记中心和县土地整理中心。"), "2:县不动产登记中心|县土地整理中心");
  EXPECT_EQ(told("设3个科室（办公室、业务科、财务科），另有1个中心。"), "3:办公室|业务科|财务科");
}

TEST(Enumerations, ABracketOfSingleCharactersBelongsToTheWord) {
  EXPECT_EQ(told("资金分解下达到5个县（市、区），其中东坪县最多。"), "");
}

TEST(Enumerations, PersonsAreNotTheUnitsTheyComeFrom) {
  EXPECT_EQ(told("组织县发改局、财政局、水利局和林业局7名专家进行审查。"), "");
  EXPECT_EQ(told("设管理员、讲解员、安保员3名。"), "3:管理员|讲解员|安保员");
}

TEST(Enumerations, NumberedOfficesOfOneNameAreItemsAndNoCounts) {
  EXPECT_EQ(told("内设办公室、公诉一处、公诉二处、公诉三处、技术处、机关党委等6个内设机构。"),
            "6+:办公室|公诉一处|公诉二处|公诉三处|技术处|机关党委");
  EXPECT_EQ(told("设收件、初审、复核三道程序和公示、备案两个环节。"), "2:公示|备案");
}

TEST(Enumerations, ACountInsideAListIsAnItemOfIt) { EXPECT_EQ(told("包含总队机关、直属支队、4个片区支队。"), ""); }

TEST(Enumerations, AMissingItemIsNotMadeUpBySplittingAName) {
  EXPECT_EQ(told("局机关设内设机构5个：办公室、公共文化股、旅游产业股、文物和体育股。"),
            "5:办公室|公共文化股|旅游产业股|文物和体育股");
}

TEST(Enumerations, ListBeforeTheCount) {
  EXPECT_EQ(told("内设办公室、国土空间规划股、耕地保护股3个股室。"), "3:办公室|国土空间规划股|耕地保护股");
  EXPECT_EQ(told("内设办公室、政府自身建设与政务服务科、监督检查科和行政审批改革科4个科室。"),
            "4:办公室|政府自身建设与政务服务科|监督检查科|行政审批改革科");
  EXPECT_EQ(told("内设总编室、采访部、编辑部、技术部、活动策划部五个部室。"),
            "5:总编室|采访部|编辑部|技术部|活动策划部");
}

TEST(Enumerations, AWordForTheSumMayStandBetween) {
  EXPECT_EQ(told("内设办公室、业务科、财务科共3个科室。"), "3:办公室|业务科|财务科");
}

TEST(Enumerations, WhatAnEarlierCountCountedIsNotCountedAgain) {
  EXPECT_EQ(told("实行村级申报、乡级审核、县级备案三道程序和公示、公告两个环节。"), "2:公示|公告");
  EXPECT_EQ(told("设党政办公室、经济发展办公室、社会事务办公室三个办公室和4个事业站所。"),
            "3:党政办公室|经济发展办公室|社会事务办公室");
  EXPECT_EQ(told("国土面积126平方公里，辖望溪、龙塘、平寨、摆省四个行政村。"), "4:望溪|龙塘|平寨|摆省");
}

TEST(Enumerations, TheFirstItemIsTwoOnlyWhereTheCountSaysSo) {
  EXPECT_EQ(told("决算单位共4个，包括局机关本级和公路养护中心、综合执法大队、客运服务中心。"),
            "4:局机关本级|公路养护中心|综合执法大队|客运服务中心");
  EXPECT_EQ(told("决算单位共3个，包括局机关本级和公路养护中心、综合执法大队、客运服务中心。"),
            "3:局机关本级和公路养护中心|综合执法大队|客运服务中心");
}

TEST(Enumerations, OpenLists) {
  EXPECT_EQ(told("实现企业开办营业执照、发票申领、印章刻制、企业银行开户、医保、社保、公积金开户等7个事项、2个环节。"),
            "7+:企业开办营业执照|发票申领|印章刻制|企业银行开户|医保|社保|公积金开户");
  EXPECT_EQ(told("新设企业“开办即开户”、工程建设项目“拿地即开工”等两项任务已落地。"),
            "2+:新设企业“开办即开户”|工程建设项目“拿地即开工”");
}

TEST(Enumerations, BracketsAndBookTitlesHoldTogether) {
  EXPECT_EQ(told("出台制度2项：《甲、乙管理办法》、《丙细则（试行、修订）》。"),
            "2:《甲、乙管理办法》|《丙细则（试行、修订）》");
}

TEST(Enumerations, BreakdownsAndAmountsAreNone) {
  EXPECT_EQ(told("核定编制46名，其中行政编制18名、工勤编制2名、事业编制26名。"), "");
  EXPECT_EQ(told("发放米、面、油300份。"), "");
  EXPECT_EQ(told("党政综合办公室等9个内设机构和6个事业单位。"), "");
  EXPECT_EQ(told("医院设职能科室16个、临床医技科室31个。"), "");
}

}  // namespace
}  // namespace hegui::test
