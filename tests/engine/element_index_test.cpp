// Long lists are looked up instead of gone through: nothing that fits is missed, and rules come to the same.
#include "checker/engine/element_indexes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "checker/engine/plan.hpp"
#include "tests/engine/same_evaluation.hpp"
#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::program_of;
using test::ReportBuilder;

/// A figure with so many decimals, as it stands in a text.
dsl::Quantity stated(std::int64_t digits, int decimals) {
  dsl::Quantity quantity;
  const dsl::Number place = dsl::Number::power_of_ten(-decimals);
  quantity.written = quantity.value = dsl::Number(digits) * place;
  quantity.decimals = decimals;
  const dsl::Number half = place / dsl::Number(2);
  quantity.interval = {quantity.value - half, quantity.value + half, false, true};
  return quantity;
}

TEST(ElementIndex, FindsEveryFigureThatIsNearAnother) {
  std::uint32_t state = 7;
  const auto next = [&](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return static_cast<std::int64_t>((state >> 8U) % below);
  };
  std::vector<dsl::Quantity> figures;
  for (int i = 0; i < 400; ++i) figures.push_back(stated(next(3000) - 1000, static_cast<int>(next(3))));
  ReachIndex index;
  for (std::uint32_t i = 0; i < figures.size(); ++i) {
    const Value value = Value::of_figure(figures[i]);
    index.add(i, i % 50 == 0 ? nullptr : &value);
  }
  index.finish();
  std::size_t near = 0, named = 0;
  for (const dsl::Quantity& asked : figures) {
    const Value value = Value::of_figure(asked);
    std::vector<std::uint32_t> found;
    ASSERT_TRUE(index.find(value, found));
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
    named += found.size();
    for (std::uint32_t i = 0; i < figures.size(); ++i) {
      const bool is_near = compare(dsl::Op::approx, value, Value::of_figure(figures[i])).truth == Truth::yes;
      near += is_near ? 1 : 0;
      const bool is_named = std::binary_search(found.begin(), found.end(), i);
      EXPECT_TRUE(is_named || (!is_near && i % 50 != 0)) << asked.text() << " and " << figures[i].text();
    }
  }
  EXPECT_GT(near, 400U);
  EXPECT_LT(named, 400U * 400U / 4);  // most are not even looked at
  std::vector<std::uint32_t> found;
  EXPECT_FALSE(index.find(Value::unknown(Why::not_found, "x"), found));
}

TEST(ElementIndex, FindsEveryTextThatHoldsAnother) {
  const std::vector<std::string> texts = {"预算执行率", "执行", "政府采购执行率偏低", "", "采购，执行率", "abc执行d"};
  ContentIndex index;
  for (std::uint32_t i = 0; i < texts.size(); ++i) index.add(i, texts[i]);
  index.add_unknown(6);
  index.finish();
  for (const std::string sought : {"执行率", "采购", "c执行", "没有的话", "abc执行d"}) {
    std::vector<std::uint32_t> found;
    ASSERT_TRUE(index.find(sought, found));
    EXPECT_EQ(found.back(), 6U);
    for (std::uint32_t i = 0; i < texts.size(); ++i)
      EXPECT_EQ(std::binary_search(found.begin(), found.end(), i), texts[i].find(sought) != std::string::npos)
          << sought << " in " << texts[i];
  }
  std::vector<std::uint32_t> found;
  EXPECT_FALSE(index.find("率", found));  // one character stands in too many
}

TEST(ElementIndex, FindsEveryTextThatStandsInAnother) {
  const std::vector<std::string> texts = {"执行率", "率", "采购执行", "", "x"};
  BeginningIndex index;
  for (std::uint32_t i = 0; i < texts.size(); ++i) index.add(i, texts[i]);
  index.finish();
  std::vector<std::uint32_t> found;
  index.find("政府采购执行率", found);
  EXPECT_EQ(found, (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));  // what is too short is always named
  found.clear();
  index.find("政府购买，执行率", found);
  EXPECT_EQ(found, (std::vector<std::uint32_t>{0, 1, 3, 4}));
}

/// A report of many figures and sentences, of which some fit each other.
report::Report long_report(const std::shared_ptr<const dsl::Program>& program) {
  ReportBuilder report(program);
  for (int i = 0; i < 320; ++i) {
    const std::string amount = std::to_string(100 + i * 37 % 90) + "." + std::to_string(i % 10) + "万元";
    const std::string rate = std::to_string(20 + i % 70) + "." + std::to_string(i * 3 % 10) + "%";
    report.paragraph("第" + std::to_string(i) + "个项目支出" + amount + "，执行率为" + rate + "，因招标推迟。");
    report.fact(amount, "amount", {"stage=actual"});
    report.fact(rate, "execution_rate");
  }
  report.paragraph("约200万元，大约一半。");
  report.fact("200万元", "amount", {"stage=actual"}, dsl::Approximation::about);
  return report.build();
}

std::string rule(const std::string& id, const std::string& clauses) {
  return "规则 " + id + " “x”\n  级别 提示\n" + clauses + "  说明 “不符”\n";
}

TEST(ElementIndex, RulesOverLongListsComeToTheSame) {
  const auto program = program_of(
      "定义 同数（甲：事实、乙：事实）：是非 =\n  甲.单位 = 乙.单位 且 甲 ≈ 乙\n" +
      rule("A", "  对每个 数 于 报告.事实\n  应 有个 他 于 报告.事实：他.名称 = 数.名称 且 他 ≈ 数 ＋ 0.1万元\n") +
      rule("B",
           "  对每个 数 于 报告.事实\n  当 数.单位 = “%”\n"
           "  禁止 有个 他 于 报告.事实：他 ≈ 数 且 非 他.句.正文 = 数.句.正文\n") +
      rule("C", "  对每个 数 于 报告.事实\n  禁止 有个 句 于 报告.句子：句.正文 包含 “支出{数}，执行”\n") +
      rule("D",
           "  对每个 句 于 报告.句子\n  禁止 有个 数 于 报告.事实：句.正文 包含 “率为{数.单位}” 或 句.正文 包含 "
           "“约”\n") +
      rule("E", "  对每个 句 于 报告.句子\n  禁止 有个 数 于 报告.事实：句.正文 包含 “{数.名称}为”\n") +
      rule("F",
           "  对每个 数 于 报告.事实\n  令 多 = 数 ＋ 1万元\n  当 数.单位 = “万元”\n"
           "  禁止 有个 他 于 报告.事实：他 ≈ 多 且 他.单位 = 数.单位\n") +
      rule("G",
           "  对每个 甲 于 报告.事实\n  当 甲.单位 = “%”\n  禁止 有个 乙 于 报告.事实：同数（乙、甲） 且 乙.句.正文 "
           "包含 甲.名称\n"));
  const auto plan = make_plan(*program);
  const auto report = long_report(program);
  Options with, without;
  with.keep_plain = without.keep_plain = false;
  without.use_programs = false;
  EXPECT_EQ(test::difference(*program, evaluate(*plan, report, with), evaluate(*plan, report, without)), "");
}

TEST(ElementIndex, NamesAreFoundInTheWholeOfALongReport) {
  const auto program =
      program_of(rule("A", "  对每个 数 于 报告.事实\n  禁止 报告 包含 任一（“有{数}的”、“没有{数}的”）\n") +
                 rule("B", "  对每个 数 于 报告.事实\n  应 报告.正文 包含 “支出{数}，”\n"));
  ReportBuilder report(program);
  for (int i = 0; i < 1100; ++i) {
    const std::string amount = std::to_string(i % 90) + ".5万元";
    report.paragraph((i % 7 == 0 ? "另有" : "支出") + amount + (i == 1099 ? "的" : "，") + "缺口。");
    if (i >= 1000) report.fact(amount, "amount", {"stage=actual"});
  }
  const auto plan = make_plan(*program);
  const auto built = report.build();
  Options with, without;
  with.keep_plain = without.keep_plain = false;
  without.use_programs = false;
  const Evaluation found = evaluate(*plan, built, with);
  EXPECT_EQ(test::difference(*program, found, evaluate(*plan, built, without)), "");
  // 1099 is 7 × 157: “另有19.5万元的” stands once, at the very end; 19.5 is a figure of two places of the hundred.
  EXPECT_EQ(found.rules[0].failed, 2U);
  EXPECT_EQ(found.rules[1].failed, 0U);  // other paragraphs say of each of them “支出…，”
}

}  // namespace
}  // namespace hegui::engine
