// What a figure is: forms, units, hedges, ranges, precision; and that reading is total and bounded.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "dsl/fold.hpp"
#include "dsl/utf8.hpp"
#include "tests/text/sample_lexicon.hpp"

namespace hegui::text {
namespace {

using dsl::Approximation;
using dsl::Dimension;
using dsl::Number;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Number number(std::string_view text) { return Number::parse(text).value_or(Number(-999)); }

TEST(Figures, MoneyIsReadWithItsUnitAndPrecision) {
  const Figure money = only_figure("一般公共预算总计108.45万元，");
  EXPECT_EQ(money.quantity.value, Number(1'084'500));
  EXPECT_EQ(money.quantity.unit, "万元");
  EXPECT_EQ(money.quantity.decimals, 2);
  EXPECT_EQ(money.quantity.dimension, Dimension::money);
  EXPECT_TRUE(money.quantity.interval.contains(number("1084549")));
  EXPECT_FALSE(money.quantity.interval.contains(number("1084551")));
}

TEST(Figures, QuotesHoldNumberAndUnit) {
  EXPECT_THAT(figures("绩效评分为95.2 分，受理27.9821万件，办结率100％"),
              ElementsAre("95.2 分", "27.9821万件", "100%"));
  EXPECT_THAT(figures("拖欠3200余条、下达2000多万元、惠及20余人、3万多企业"),
              ElementsAre("3200余条", "2000多万元", "20余人", "3万多"));
  EXPECT_THAT(figures("满意度达95%以上，目标≥90%，不超过8个月"), ElementsAre("95%", "90%", "8个月"));
}

TEST(Figures, TheLongestUnitWins) {
  EXPECT_EQ(only_figure("提高0.9个百分点。").quantity.dimension, Dimension::points);
  EXPECT_EQ(only_figure("接待186人次。").quantity.noun, "人次");
  EXPECT_EQ(only_figure("岗位空缺4个月").quantity.noun, "个月");
  EXPECT_EQ(only_figure("1个工作日办结").quantity.dimension, Dimension::duration);
}

TEST(Figures, ThousandsInAnyWidthAndFullWidthDigits) {
  EXPECT_EQ(only_figure("共8，863件").quantity.value, Number(8863));
  EXPECT_EQ(only_figure("预算145,500.00元").quantity.value, Number(145'500));
  EXPECT_EQ(only_figure("共６６件").quantity.value, Number(66));
}

TEST(Figures, BlanksInsideANumberOnlyWhenItIsOneNumber) {
  EXPECT_EQ(only_figure("收入合计2 946.25万元").quantity.written, number("2946.25"));
  EXPECT_THAT(figures("表中3 946件"), ElementsAre("946件"));
}

TEST(Figures, AUnitOnTheNextLineStillBelongs) {
  const Figure figure = only_figure("比上年 6.80\n万元减少");
  EXPECT_EQ(figure.quantity.unit, "万元");
}

TEST(Figures, CountsWithMultipliers) {
  const Figure items = only_figure("受理27.9821万件");
  EXPECT_EQ(items.quantity.value, Number(279'821));
  EXPECT_EQ(items.quantity.noun, "件");
  EXPECT_EQ(items.quantity.unit, "万件");
  EXPECT_TRUE(items.quantity.interval.is_exact());
}

TEST(Figures, BareTenThousandIsMoneyLike) {
  const Figure bare = only_figure("三公经费预算总额10万，其中");
  EXPECT_EQ(bare.quantity.unit, "万");
  EXPECT_EQ(bare.quantity.dimension, Dimension::money);
}

TEST(Figures, HedgesOpenTheProperSide) {
  EXPECT_EQ(only_figure("约180份").quantity.approximation, Approximation::about);
  EXPECT_EQ(only_figure("不低于90%").quantity.approximation, Approximation::at_least);
  EXPECT_EQ(only_figure("小于等于1次").quantity.approximation, Approximation::at_most);
  EXPECT_EQ(only_figure("95%以上").quantity.approximation, Approximation::at_least);
  EXPECT_EQ(only_figure("20人左右").quantity.approximation, Approximation::about);
  EXPECT_EQ(only_figure("3200余条").quantity.approximation, Approximation::at_least);
  EXPECT_EQ(only_figure("≤1次").quantity.approximation, Approximation::at_most);
  EXPECT_EQ(only_figure("节约5万元").quantity.approximation, Approximation::rounded);
  EXPECT_EQ(only_figure("支出3.1万元").quantity.approximation, Approximation::rounded);
}

TEST(Figures, HedgesAndTailsAreMeasuredOutsideTheQuote) {
  const std::string text = "满意度不低于 95%以上";
  const Figure figure = only_figure(text);
  EXPECT_EQ(text.substr(figure.hedge_begin, figure.begin - figure.hedge_begin), "不低于 ");
  EXPECT_EQ(text.substr(figure.end, figure.tail_end - figure.end), "以上");
}

TEST(Figures, RangesAreOneFigure) {
  const Figure range = only_figure("每季度巡查2—3次；");
  EXPECT_EQ(range.quantity.value, Number(2));
  EXPECT_EQ(range.quantity.interval.high, Number(3));
  EXPECT_EQ(range.quantity.approximation, Approximation::range);
  EXPECT_EQ(range.quantity.interval, (dsl::Interval{Number(2), Number(3), false, false}));
  EXPECT_THAT(figures("5%-10%、1至2次"), ElementsAre("5%-10%", "1至2次"));
  EXPECT_THAT(figures("由30人至50人，从4个月压缩至1个月"), ElementsAre("30人", "50人", "4个月", "1个月"));
}

TEST(Figures, NegativeAmounts) {
  EXPECT_EQ(only_figure("同比增长-5.2%").quantity.value, number("-0.052"));
  EXPECT_EQ(only_figure("-12.30", true).quantity.value, number("-12.3"));
  EXPECT_EQ(only_figure("完成-3件").quantity.value, Number(3));
}

TEST(Figures, ChineseNumeralsCountWithANounOnly) {
  EXPECT_THAT(figures("共抽查三次，内设五个部室，为两千余位老人送证，两名骨干离岗"),
              ElementsAre("三次", "五个", "两千余位", "两名"));
  EXPECT_THAT(figures("将开办企业六个环节整合为一个环节"), ElementsAre("六个", "一个"));
  EXPECT_EQ(only_figure("为两千余位老人").quantity.value, Number(2000));
}

TEST(Figures, ChineseNumeralsInIdiomsDoNotCount) {
  EXPECT_THAT(
      figures("一件事一次办、三级平台、举一反三、一是加强，二是改进，第一次会议，每一个问题，前三名，一次性告知"),
      IsEmpty());
  EXPECT_THAT(figures("推进“三个统一”和三个通办"), IsEmpty());
}

TEST(Figures, FormalAmountsAndFractions) {
  const Figure formal = only_figure("结余资金人民币叁拾万零玖佰元整");
  EXPECT_EQ(formal.quantity.value, Number(300'900));
  EXPECT_TRUE(formal.formal);
  EXPECT_EQ(only_figure("压减百分之三十").quantity.value, number("0.3"));
  EXPECT_EQ(only_figure("约占三分之一").quantity.value, Number(1, 3));
}

TEST(Figures, BareNumbersInCellsAndAfterLabels) {
  const Figure cell = only_figure("31.6", true);
  EXPECT_FALSE(cell.unit_in_text);
  EXPECT_EQ(cell.quantity.dimension, Dimension::number);
  EXPECT_THAT(figures("≥320樘", true), ElementsAre("320"));
  EXPECT_THAT(figures("综合得分95.6，等级为优"), ElementsAre("95.6"));
  EXPECT_THAT(figures("1.1亿元以上", true), ElementsAre("1.1亿元"));
}

TEST(Figures, NothingIsLostAndNothingOverlaps) {
  static const std::u32string alphabet =
      U"0123456789.,-—~+*/:（）〔〕《》“”、，。；|年月日号第个件万亿元%分多余约以上一二三两十百千 \nABx壹佰整之至";
  std::mt19937 random(5);
  for (int i = 0; i < 4'000; ++i) {
    std::string raw;
    for (std::size_t n = random() % 40; n > 0; --n) dsl::utf8::append(raw, alphabet[random() % alphabet.size()]);
    const std::string text = dsl::fold(raw);
    const Figures found = find_figures(text, sample_lexicon(), random() % 4 == 0);
    std::vector<char> covered(text.size(), 0);
    const auto cover = [&](std::uint32_t begin, std::uint32_t end) {
      ASSERT_LT(begin, end) << text;
      ASSERT_LE(end, text.size()) << text;
      for (std::uint32_t at = begin; at < end; ++at) ASSERT_EQ(covered[at]++, 0) << text;
    };
    for (const Figure& figure : found.figures) {
      cover(figure.begin, figure.end);
      ASSERT_LE(figure.hedge_begin, figure.begin) << text;
      ASSERT_GE(figure.tail_end, figure.end) << text;
      ASSERT_LE(figure.number_end, figure.end) << text;
    }
    for (const Skipped& item : found.skipped) cover(item.begin, item.end);
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool digit = text[at] >= '0' && text[at] <= '9';
      ASSERT_TRUE(!digit || covered[at] == 1) << text << " at " << at;
    }
  }
}

TEST(Figures, HostileTextsTakeLinearTime) {
  const auto repeated = [](std::string_view part, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += part;
    return text;
  };
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string_view part :
       {"1",  "1.", "1,000",  "1、",     "9月",      "2021—", "一个", "一",  "《", "“1", "1 ",
        "壹", "1-", "百分之", "2021年1", "〔2020〕", "\n",    " ",    "1\n", "约", "万"}) {
    const Figures found = find_figures(repeated(part, 60'000), sample_lexicon(), false);
    EXPECT_LE(found.figures.size() + found.skipped.size(), 60'000U);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

}  // namespace
}  // namespace hegui::text
