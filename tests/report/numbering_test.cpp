// The number before a title, in all its written forms.
#include <gtest/gtest.h>

#include "checker/report/numbering.hpp"

namespace hegui::test {
namespace {

using report::NumberStyle;

struct Case {
  const char* text;
  NumberStyle style;
  std::uint32_t ordinal;
  const char* title;
};

TEST(Numbering, WrittenForms) {
  const Case cases[] = {
      {"第一部分 部门概况", NumberStyle::part, 1, "部门概况"},
      {"第 二 部 分：说明", NumberStyle::part, 2, "说明"},
      {"第三章 结论", NumberStyle::part, 3, "结论"},
      {"一、基本情况", NumberStyle::chinese, 1, "基本情况"},
      {"十一、国有资产", NumberStyle::chinese, 11, "国有资产"},
      {"二十、其他", NumberStyle::chinese, 20, "其他"},
      {"（一）职能", NumberStyle::chinese_bracket, 1, "职能"},
      {"( 一) 职能", NumberStyle::chinese_bracket, 1, "职能"},
      {"（十二）、职能", NumberStyle::chinese_bracket, 12, "职能"},
      {"1.产出", NumberStyle::arabic_dot, 1, "产出"},
      {"10．产出", NumberStyle::arabic_dot, 10, "产出"},
      {"1.2021年收支", NumberStyle::arabic_dot, 1, "2021年收支"},
      {"1、 预算", NumberStyle::arabic_comma, 1, "预算"},
      {"1、2021年整体支出", NumberStyle::arabic_comma, 1, "2021年整体支出"},
      {"（1）工资", NumberStyle::arabic_bracket, 1, "工资"},
      {"3）工资", NumberStyle::arabic_half, 3, "工资"},
      {"②完善制度", NumberStyle::circled, 2, "完善制度"},
      {"b.完善制度", NumberStyle::latin, 2, "完善制度"},
      {"二是加强管理", NumberStyle::first_item, 2, "加强管理"},
  };
  for (const auto& c : cases) {
    const auto chars = report::characters(std::string_view(c.text));
    const auto number = report::read_number(chars, 0);
    ASSERT_TRUE(number) << c.text;
    EXPECT_EQ(number->style, c.style) << c.text;
    EXPECT_EQ(number->ordinal, c.ordinal) << c.text;
    EXPECT_EQ(chars.text(number->end, chars.size()), c.title) << c.text;
  }
}

TEST(Numbering, WhatOnlyLooksLikeOne) {
  for (const auto* text : {"5、6月份，安排培训", "31.6 |", "2019.8月", "0.5个工作日", "4.20万元", "100.00",
                           "第一次会议", "2021年收入", "（2021年度）", "一次办成", "— 2 —", "12345热线"})
    EXPECT_FALSE(report::read_number(report::characters(std::string_view(text)), 0)) << text;
}

TEST(Numbering, DamagedOnesAreDoubtful) {
  const auto lost = report::read_number(report::characters(std::string_view("、部门概况")), 0);
  ASSERT_TRUE(lost);
  EXPECT_TRUE(lost->doubtful);
  EXPECT_EQ(lost->ordinal, 0U);
  const auto blank = report::read_number(report::characters(std::string_view("五 一般公共预算")), 0);
  ASSERT_TRUE(blank);
  EXPECT_TRUE(blank->doubtful);
}

}  // namespace
}  // namespace hegui::test
