// Regulations and documents that a report cites, with their numbers as written.
#include <gtest/gtest.h>

#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

TEST(Citations, TitleWithItsNumber) {
  const auto report = plain_report(
      "根据《项目支出绩效评价管理办法》(财预〔2020〕10号)和《政府信息公开条例》，以及渌办〔2019〕52号文件规定开展。\n");
  ASSERT_EQ(report.citations.size(), 3U);
  EXPECT_EQ(report.citations[0].title, "项目支出绩效评价管理办法");
  EXPECT_EQ(report.citations[0].number, "财预〔2020〕10号");
  EXPECT_EQ(report.citations[0].year, 2020);
  EXPECT_EQ(report.citations[1].title, "政府信息公开条例");
  EXPECT_EQ(report.citations[1].number, "");
  EXPECT_EQ(report.citations[2].title, "");
  EXPECT_EQ(report.citations[2].number, "渌办〔2019〕52号");
}

TEST(Citations, OddBracketsAndDigitsAreReadAndKeptAsWritten) {
  const auto number = [](const std::string& text) {
    const auto report = plain_report(text + "\n");
    return report.citations.size() == 1 ? report.citations[0].number : "no citation";
  };
  EXPECT_EQ(number("按国办文[2018]35号开展"), "国办文[2018]35号");
  EXPECT_EQ(number("按财预(2020)10号开展"), "财预(2020)10号");
  EXPECT_EQ(number("（云财绩[2023〕9 号）"), "云财绩[2023〕9号");
  EXPECT_EQ(number("按财预〔2020〕６６号开展"), "财预〔2020〕６６号");
  EXPECT_EQ(number("按财预〔2020 10号开展"), "财预〔202010号") << "the closing half is missing";
  EXPECT_EQ(number("按财预2020〕10号开展"), "财预2020〕10号");
  EXPECT_EQ(number("按财预〔2020〕第10号开展"), "财预〔2020〕第10号");
  EXPECT_EQ(number("依据国务院令第711号"), "国务院令第711号");
}

TEST(Citations, YearsAndSerialNumbersAreNoDocuments) {
  EXPECT_TRUE(plain_report("完成目标（2020年）10项，编号10号楼，（2021）年。\n").citations.empty());
  const auto report = plain_report("按《目录（2020年）》办理。\n");
  ASSERT_EQ(report.citations.size(), 1U);
  EXPECT_EQ(report.citations[0].title, "目录（2020年）");
}

TEST(Citations, TheNumberBelongsToTheTitleItFollows) {
  const auto report = plain_report("《甲办法》、《乙办法》（某政办〔2021〕57号）和《丙〈丁〉办法》。\n");
  ASSERT_EQ(report.citations.size(), 3U);
  EXPECT_EQ(report.citations[0].number, "");
  EXPECT_EQ(report.citations[1].number, "某政办〔2021〕57号");
  EXPECT_EQ(report.citations[2].title, "丙〈丁〉办法");
}

TEST(Citations, ATitleWithABreakOfThePageInsideIsOneLine) {
  report::Report report;
  report.document = plain_document("根据《某市财政局关于开展自评工作的通\n知》（某财绩〔2023〕9号）要求。");
  report.document.blocks[0].slice.end = report.document.blocks[1].slice.end;  // as a reader joins wrapped lines
  report.document.blocks.pop_back();
  report::BlockChars chars(report.document);
  find_citations(report, lexicon(), chars);
  ASSERT_EQ(report.citations.size(), 1U);
  EXPECT_EQ(report.citations[0].title, "某市财政局关于开展自评工作的通知");
}

TEST(Citations, ATitleCutByALineBreakIsJoined) {
  const auto report = plain_report("根据《某市财政局关于开展自评工作的通\n知》（某财绩〔2023〕9号）要求。\n");
  ASSERT_EQ(report.citations.size(), 1U);
  EXPECT_EQ(report.citations[0].title, "某市财政局关于开展自评工作的通知");
  EXPECT_EQ(report.citations[0].number, "某财绩〔2023〕9号");
}

}  // namespace
}  // namespace hegui::test
