// Digits that are no quantities, and why.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dsl/fold.hpp"
#include "tests/text/sample_lexicon.hpp"

namespace hegui::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

int year_of(std::string_view text) {
  const auto found = find_figures(dsl::fold(text), sample_lexicon(), false);
  return found.skipped.empty() ? 0 : found.skipped.front().year;
}

TEST(NotFigures, Dates) {
  EXPECT_THAT(skipped("2021年9月28日召开"), ElementsAre("2021年9月28日:date"));
  EXPECT_THAT(skipped("于10月19日上线，8月31日前"), ElementsAre("10月19日:date", "8月31日:date"));
  EXPECT_THAT(skipped("5、6月份和9、11月"), ElementsAre("5、6月份:date", "9、11月:date"));
  EXPECT_THAT(skipped("9月26日－29日"), ElementsAre("9月26日-29日:date"));
  EXPECT_THAT(skipped("2018.8月开工，2022-06-23发布"), ElementsAre("2018.8月:date", "2022-06-23:date"));
  EXPECT_THAT(skipped("2021年1—9月"), ElementsAre("2021年1—9月:date"));
  EXPECT_THAT(skipped("2022 年 9 月 16 日"), ElementsAre("2022 年 9 月 16 日:date"));
  EXPECT_THAT(figures("2021年9月28日、10月底、第3季度、1季度"), IsEmpty());
}

TEST(NotFigures, YearsAreSkippedWithTheirYear) {
  EXPECT_THAT(skipped("2021年度部门决算"), ElementsAre("2021年度:year"));
  EXPECT_EQ(year_of("2021年度部门决算"), 2021);
  EXPECT_EQ(year_of("2022年10月"), 2022);
  EXPECT_THAT(skipped("2019、2020年，2021-2023年"),
              ElementsAre("2019:year", "2020年:year", "2021:year", "2023年:year"));
  EXPECT_THAT(figures("2021整体支出，质保期2年"), ElementsAre("2年"));
}

TEST(NotFigures, DocumentNumbersInAnyBracket) {
  EXPECT_THAT(skipped("财预〔2020〕10号"), ElementsAre("2020〕10号:document_number"));
  EXPECT_THAT(skipped("云财绩[2023〕9 号、（2021）第5号、主席令第12号"),
              ElementsAre("2023〕9 号:document_number", "2021）第5号:document_number", "12号:document_number"));
}

TEST(NotFigures, ListNumbersAtTheBeginningOfAParagraphOrClause) {
  EXPECT_THAT(skipped("1.持续推进"), ElementsAre("1:list_number"));
  EXPECT_THAT(skipped("（3）一般项目"), ElementsAre("3:list_number"));
  EXPECT_THAT(skipped("2、加强管理；3、改进"), ElementsAre("2:list_number", "3:list_number"));
  EXPECT_THAT(skipped("1.2021年整体支出"), ElementsAre("1:list_number", "2021年:year"));
  EXPECT_THAT(figures("2.3个项目未完成"), ElementsAre("3个"));
  EXPECT_THAT(figures("0.5个工作日办结"), ElementsAre("0.5个工作日"));
}

TEST(NotFigures, CodesFormulasAndNames) {
  EXPECT_THAT(skipped("黄曲霉毒B1、C25砼、5G基站"), ElementsAre("1:code", "25:code", "5G:code"));
  EXPECT_THAT(skipped("推行“3+3+1”模式，规格0.6*0.6"), ElementsAre("3+3+1:formula", "0.6*0.6:formula"));
  EXPECT_THAT(skipped("索引号000014348/2022-01539"), ElementsAre("000014348/2022-01539:code"));
  EXPECT_THAT(figures("拨打12345热线，“12345”平台，公开08表，附件4，第3批，《优化营商环境30条》，100分制"), IsEmpty());
}

TEST(NotFigures, BareNumbersInRunningTextAreListedAsOther) {
  EXPECT_THAT(skipped("共承办12345政务服务"), ElementsAre("12345:other"));
}

}  // namespace
}  // namespace hegui::text
