// The knowledge is text: a new kind of figure with synonyms and a formula, a new member, a new phrase and a rule on
// them, written only in a rulebook, work from the reading of the report to the finding.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kBook =
    "规则集 test.energy\n"
    "  名称  “公共机构节能”\n"
    "  版本  1.0.0\n"
    "  引用  cn.taxonomy 1\n\n"
    "概念 节能改造投入（retrofit_cost）：金额\n"
    "  又称  节能改造费、灯具更换投入\n"
    "概念 节电收益（power_saving）：金额\n"
    "  又称  少缴电费\n"
    "概念 改造回报率（retrofit_return）：比率\n"
    "  公式  [节电收益] ÷ [节能改造投入]\n"
    "句式 宣称节能达标（claim_energy_met）\n"
    "  文  “(节能|能耗){…}(达标|达到要求)”\n"
    "  得  声明\n\n"
    "规则 JN-01 “改造回报率不应低于一成”\n"
    "  级别  警告\n"
    "  应    [改造回报率] ≥ 10%\n"
    "  说明  “改造回报率只有{[改造回报率]}。”\n\n"
    "规则 JN-02 “宣称达标应有依据”\n"
    "  级别  提示\n"
    "  对每个 声 于 报告.声明\n"
    "  当    声.类别 = “宣称节能达标”\n"
    "  应    声.句 包含 “核查”\n"
    "  说明  “宣称“{声.文}”，没有写核查依据。”\n";

constexpr const char* kReport =
    "石桥县图书馆2023年度项目支出绩效自评报告\n"
    "一、改造情况\n"
    "全年灯具更换投入50万元，少缴电费2万元。\n"
    "馆内能耗全部达标。\n";

TEST(TaxonomyExtension, ConceptFormulaAndPhraseWrittenAsTextWork) {
  const Scratch scratch;
  const auto book = scratch.file("energy.hegui", kBook);
  const auto report = scratch.file("report.txt", kReport);
  const Ran facts = run_program({"facts", report, "-r", book});
  EXPECT_EQ(facts.status, 0) << facts.err;
  EXPECT_THAT(facts.out, AllOf(HasSubstr("节能改造投入"), HasSubstr("节电收益")));
  const Ran check = run_program({"check", report, "-r", book});
  EXPECT_THAT(check.out, AllOf(HasSubstr("JN-01"), HasSubstr("改造回报率只有4%"), HasSubstr("JN-02"),
                               HasSubstr("宣称“能耗全部达标”，没有写核查依据")));
}

TEST(TaxonomyExtension, WithoutTheTextNothingOfItIsKnown) {
  const Scratch scratch;
  const auto report = scratch.file("report.txt", kReport);
  const Ran facts = run_program({"facts", report, "-r", small_rules()});
  EXPECT_THAT(facts.out, Not(HasSubstr("节能改造投入")));
  EXPECT_THAT(facts.out, Not(HasSubstr("改造回报率")));
}

}  // namespace
}  // namespace hegui::app
