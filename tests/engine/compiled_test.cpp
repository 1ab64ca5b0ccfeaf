// Rules of plain figures as programs over whole numbers: everything comes out as the evaluator has it.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "checker/engine/compiled.hpp"
#include "checker/engine/plan.hpp"
#include "tests/engine/same_evaluation.hpp"
#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::program_of;
using test::ReportBuilder;

std::string rule(const std::string& id, const std::string& clauses) {
  return "规则 " + id + " “x”\n  级别 提示\n" + clauses + "  说明 “{范围}不符”\n";
}

/// Evaluated with programs and without; what the one with programs counts.
RuleSummary both_ways(const std::shared_ptr<const dsl::Program>& program, const report::Report& report) {
  Options with, without;
  with.keep_plain = without.keep_plain = false;
  without.use_programs = false;
  const auto one = evaluate(*program, report, with);
  EXPECT_EQ(test::difference(*program, one, evaluate(*program, report, without)), "");
  return one.rules.front();
}

std::size_t compiled(const std::shared_ptr<const dsl::Program>& program) {
  return make_plan(*program)->compiled->count();
}

TEST(Compiled, ArithmeticOverSingleFiguresIsAProgram) {
  EXPECT_EQ(compiled(program_of(rule("A", "  应 [执行率] ≈ [决算 支出] ÷ [预算 支出]\n") +
                                rule("B", "  当 [占比] < 90%\n  应 [满意度] ＋ [占比] = 150% 误差 0.5%\n") +
                                rule("C", "  令 差 = [预算 支出] － [决算 支出]\n  应 差 ≥ 0元 或 缺 [满意度]\n"))),
            3U);
}

TEST(Compiled, WhatLooksAtWordsOrListsIsLeftToTheEvaluator) {
  EXPECT_EQ(compiled(program_of(
                rule("A", "  应 有 章节（改进措施）\n") + rule("B", "  应 合计 [决算 支出 属于 三公经费] = 3元\n") +
                rule("C", "  对每个 x 于 报告.分解\n  应 x.总数 ≥ 0元\n") + rule("D", "  应 [评价等级] = “优”\n"))),
            0U);
}

TEST(Compiled, FiguresBeyondTheProgramsAreJudgedAllTheSame) {
  const auto program = program_of(rule("A", "  应 [决算 支出] ≤ [预算 支出]\n"));
  for (const char* const figure : {"1元", "99999999999999999999.99万元", "0.00000001元", "123456789012.345678万元"}) {
    ReportBuilder report(program);
    report.paragraph(std::string("决算") + figure);
    report.fact(figure, "amount", {"stage=actual", "flow=expenditure"});
    report.paragraph("预算80万元");
    report.fact("80万元", "amount", {"stage=budget", "flow=expenditure"});
    const RuleSummary counts = both_ways(program, report.build());
    EXPECT_EQ(counts.passed + counts.failed, 1U) << figure;
  }
}

// ---- random rules over random reports -------------------------------------------------------------------------------

class Random {
 public:
  explicit Random(unsigned seed) : random_(seed) {}
  unsigned below(unsigned count) { return static_cast<unsigned>(random_() % count); }
  template <std::size_t N>
  std::string one_of(const char* const (&choices)[N]) {
    return choices[below(N)];
  }

  std::string money(int depth) {
    if (depth == 0 || below(3) == 0)
      return one_of({"[决算 支出]", "[预算 支出]", "[年初预算 支出]", "[决算]", "[决算 支出 三公经费]",
                     "[决算 支出 上年]", "[上年结转]", "80万元", "0元", "100.5万元"});
    switch (below(6)) {
      case 0: return "（" + money(depth - 1) + " － " + money(depth - 1) + "）";
      case 1: return "（缺 " + money(0) + " 按 20万元）";
      case 2: return "（" + money(0) + " 或无则 " + money(depth - 1) + "）";
      case 3: return "（" + money(depth - 1) + " × " + rate(0) + "）";
      case 4: return "（如果 " + truth(0) + " 则 " + money(depth - 1) + " 否则 " + money(depth - 1) + "）";
      default: return "（" + money(depth - 1) + " ＋ " + money(depth - 1) + "）";
    }
  }
  std::string rate(int depth) {
    if (depth == 0 || below(3) == 0)
      return one_of({"[执行率]", "[占比]", "[满意度]", "[占比 项目支出]", "80%", "100%", "0%"});
    switch (below(4)) {
      case 0: return "（" + rate(depth - 1) + " － " + rate(depth - 1) + "）";
      case 1: return "（缺 " + rate(0) + " 按 90%）";
      case 2: return "（" + rate(depth - 1) + " ＋ " + rate(depth - 1) + "）";
      default: return "（" + money(depth - 1) + " ÷ " + money(depth - 1) + "）";
    }
  }
  std::string truth(int depth) {
    if (depth > 0) switch (below(6)) {
        case 0: return "（" + truth(depth - 1) + " 且 " + truth(depth - 1) + "）";
        case 1: return "（" + truth(depth - 1) + " 或 " + truth(depth - 1) + "）";
        case 2: return "（非 " + truth(depth - 1) + "）";
        case 3: return (below(2) == 0 ? "（有 " : "（缺 ") + one_of({"[占比]", "[决算 支出]", "[满意度]"}) + "）";
        default: break;
      }
    const bool of_money = below(2) == 0;
    const auto side = [&] { return of_money ? money(depth) : rate(depth); };
    const std::string left = side();
    const std::string sign = one_of({" ≈ ", " ≈ ", " = ", " ≠ ", " < ", " ≤ ", " > ", " ≥ "});
    std::string text = "（" + left + sign + side();
    if (below(3) == 0) text += of_money && below(2) == 0 ? " 误差 10万元" : " 误差 0.5%";
    return text + "）";
  }

  void figure(ReportBuilder& report) {
    static constexpr dsl::Approximation kinds[] = {dsl::Approximation::rounded,  dsl::Approximation::rounded,
                                                   dsl::Approximation::rounded,  dsl::Approximation::rounded,
                                                   dsl::Approximation::at_least, dsl::Approximation::about};
    const dsl::Approximation approximation = kinds[below(6)];
    std::vector<std::string> aspects;
    if (below(3) != 0)
      aspects.push_back(one_of({"scope=department", "scope~department", "scope^project", "scope=sangong"}));
    if (below(4) == 0) aspects.push_back(one_of({"fund=general_budget", "fund~total"}));
    if (below(5) == 0) aspects.push_back(one_of({"project_name=老桥", "project_name=新桥", "year=2020", "year=2021"}));
    std::string number = std::to_string(70 + 10 * below(4));
    if (below(3) == 0) number += "." + std::to_string(below(100) + 10);
    if (below(2) == 0) {
      if (below(6) != 0)
        aspects.push_back(one_of({"stage=actual", "stage=budget", "stage=initial_budget", "stage=actual"}));
      if (below(3) != 0) aspects.push_back(one_of({"flow=expenditure", "flow=balance", "flow=expenditure"}));
      add(report, number + one_of({"万元", "万元", "元"}), below(6) == 0 ? "carryover_in" : "amount", aspects,
          approximation);
    } else {
      add(report, number + "%", one_of({"share", "satisfaction", "execution_rate"}), aspects, approximation);
    }
  }

 private:
  static void add(ReportBuilder& report, const std::string& figure, const std::string& concept_id,
                  const std::vector<std::string>& aspects, dsl::Approximation approximation) {
    report.paragraph("为" + figure + "。");
    const std::string_view none;
    const auto at = [&](std::size_t i) { return i < aspects.size() ? std::string_view(aspects[i]) : none; };
    switch (aspects.size()) {
      case 0: report.fact(figure, concept_id, {}, approximation); return;
      case 1: report.fact(figure, concept_id, {at(0)}, approximation); return;
      case 2: report.fact(figure, concept_id, {at(0), at(1)}, approximation); return;
      case 3: report.fact(figure, concept_id, {at(0), at(1), at(2)}, approximation); return;
      case 4: report.fact(figure, concept_id, {at(0), at(1), at(2), at(3)}, approximation); return;
      default: report.fact(figure, concept_id, {at(0), at(1), at(2), at(3), at(4)}, approximation); return;
    }
  }

  std::mt19937 random_;
};

TEST(Compiled, RandomRulesComeOutAsTheEvaluatorHasThem) {
  std::uint32_t passed = 0, failed = 0, open = 0, skipped = 0;
  std::size_t programs = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    Random random(seed);
    std::string clauses;
    if (random.below(2) == 0) clauses += "  当 " + random.truth(1) + "\n";
    clauses += (random.below(4) == 0 ? "  禁止 " : "  应 ") + random.truth(2) + "\n";
    if (random.below(4) == 0) clauses += "  除非 甲：" + random.truth(0) + "\n";
    const auto program = program_of(rule("A", clauses));
    if (::testing::Test::HasFailure()) FAIL() << clauses;
    programs += compiled(program);
    for (int i = 0; i < 12; ++i) {
      ReportBuilder report(program);
      report.paragraph("没有数。");
      for (unsigned count = random.below(9); count > 0; --count) random.figure(report);
      const RuleSummary counts = both_ways(program, report.build());
      if (::testing::Test::HasFailure()) FAIL() << clauses << "seed " << seed << " report " << i;
      passed += counts.passed;
      failed += counts.failed;
      open += counts.undetermined;
      skipped += counts.not_applicable;
    }
  }
  EXPECT_GT(programs, 100U);
  for (const std::uint32_t count : {passed, failed, open, skipped}) EXPECT_GT(count, 50U) << "each kind is met";
}

}  // namespace
}  // namespace hegui::engine
