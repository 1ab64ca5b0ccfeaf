// What one costs, with the sum and the count that stand beside it: found where the words tie them together, and nowhere
// else.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

std::string costs(const std::string& text) {
  return unit_costs(read("云溪县水务局2022年度部门整体支出绩效自评报告\n一、基本情况\n" + text + "\n"));
}

TEST(UnitCosts, ThePriceTheCountAndTheSumStandSideBySide) {
  EXPECT_EQ(costs("智能水表单价每只345元，采购7320只，计252.54万元。"), "345元 = 252.54万元 / 7320只\n");
  EXPECT_EQ(costs("采购电脑20台，单价5200元，共10.40万元。"), "5200元 = 10.40万元 / 20台\n");
  EXPECT_EQ(costs("资助困难学生74人，每人3000元，发放助学金22.20万元。"), "3000元 = 22.20万元 / 74人\n");
}

TEST(UnitCosts, AnAverageStandsBehindItsSumAndItsCount) {
  EXPECT_EQ(costs("全年公务接待费2.88万元，接待246人次，人均117元。"), "117元 = 2.88万元 / 246人次\n");
  EXPECT_EQ(costs("公务接待费2.88万元，接待32批次、246人次，人均117元。"), "117元 = 2.88万元 / 246人次\n");
}

TEST(UnitCosts, AnAverageMayStandBehindTheSumOfACount) {
  EXPECT_EQ(costs("农村低保457户，发放低保金186.42万元，户均4079元。"), "4079元 = 186.42万元 / 457户\n");
}

TEST(UnitCosts, WrongOnesAreFoundToo) {
  EXPECT_EQ(costs("采购电脑20台，单价5600元，共10.40万元。"), "5600元 = 10.40万元 / 20台\n");
}

TEST(UnitCosts, OfAnotherThingThereIsNone) {
  EXPECT_EQ(costs("DN200管9.6公里，单价每米268元，计257.28万元。"), "");
  EXPECT_EQ(costs("每亩86.50元，涉及农户12840户，发放332.00万元。"), "");
}

TEST(UnitCosts, AFurtherFactorLeavesThemApart) {
  EXPECT_EQ(costs("每人每月600元、320人、12个月，计230.40万元。"), "");
  EXPECT_EQ(costs("补助12个月，320人，每人600元，计230.40万元。"), "");
  EXPECT_EQ(costs("补助320人，每人600元/月，计230.40万元。"), "");
}

TEST(UnitCosts, StandardsAndBoundsAreNotWhatWasPaid) {
  EXPECT_EQ(costs("采购电脑20台，单价不超过6000元，共10.40万元。"), "");
  EXPECT_EQ(costs("采购电脑20台，单价约5200元，共10.40万元。"), "");
  EXPECT_EQ(costs("补助320户，补助标准每户600元，共计19.00万元。"), "");
}

TEST(UnitCosts, TwoCountsOfThePeopleOrAnotherSentenceTellNothing) {
  EXPECT_EQ(costs("支出培训费25.80万元，新学员300人，参训860人次，人均300元。"), "");
  EXPECT_EQ(costs("申请458人，未通过27人，平均每人2000元，共86.20万元。"), "");
  EXPECT_EQ(costs("采购电脑20台。单价5200元。共10.40万元。"), "");
}

}  // namespace
}  // namespace hegui::test
