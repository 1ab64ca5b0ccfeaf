// Chinese numerals by value, and what is no numeral.
#include "checker/text/numerals.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hegui::text {
namespace {

std::string value(std::string_view text) {
  const auto numeral = read_numeral(text, 0);
  return numeral && numeral->end == text.size() ? numeral->value.to_text() : "none";
}

TEST(Numerals, Everyday) {
  EXPECT_EQ(value("三"), "3");
  EXPECT_EQ(value("十二"), "12");
  EXPECT_EQ(value("二十"), "20");
  EXPECT_EQ(value("两千三百"), "2300");
  EXPECT_EQ(value("十万零一千"), "101000");
  EXPECT_EQ(value("三万五"), "35000");
  EXPECT_EQ(value("一百二"), "120");
  EXPECT_EQ(value("两千零五"), "2005");
  EXPECT_EQ(value("一亿二千万"), "120000000");
  EXPECT_EQ(value("三万亿"), "3000000000000");
}

TEST(Numerals, WhatNobodyCountsWith) {
  EXPECT_EQ(value("两三"), "none");
  EXPECT_EQ(value("二〇二一"), "none");
  EXPECT_EQ(value("十四五"), "none");
  EXPECT_EQ(value("百百"), "none");
  EXPECT_EQ(value("万"), "none");
  EXPECT_EQ(value("三万亿三万亿三万亿三万亿"), "none");
  EXPECT_EQ(value("九千九百九十九万九千九百九十九亿九千九百九十九万九"), "none");
}

TEST(Numerals, FormalAmountsInYuanAndCents) {
  const auto amount = [](std::string_view text) {
    const auto found = read_formal_amount(text, 0);
    return found ? found->value.to_text() : "none";
  };
  EXPECT_EQ(amount("壹佰贰拾万元整"), "1200000");
  EXPECT_EQ(amount("伍仟元整"), "5000");
  EXPECT_EQ(amount("叁拾万零玖佰元整"), "300900");
  EXPECT_EQ(amount("壹仟零贰拾元叁角伍分"), "1020.35");
  EXPECT_EQ(amount("拾元"), "10");
  EXPECT_EQ(amount("伍先生"), "none");
}

TEST(Numerals, Fractions) {
  const auto part = [](std::string_view text) {
    const auto found = read_fraction(text, 0);
    return found ? found->value.to_exact_decimal().value_or("inexact") : "none";
  };
  EXPECT_EQ(part("百分之三十"), "0.3");
  EXPECT_EQ(part("百分之95.5"), "0.955");
  EXPECT_EQ(part("万分之一"), "0.0001");
  EXPECT_EQ(part("三分之一"), "inexact");
  EXPECT_EQ(part("三分天下"), "none");
}

}  // namespace
}  // namespace hegui::text
