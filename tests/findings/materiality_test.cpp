// How much money a finding is about: from what failed, else from the quoted figures; and its share of the total.
#include "checker/findings/materiality.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/findings/sample.hpp"

namespace hegui::findings {
namespace {

using dsl::Number;

/// A program with the aspects of money, and the figure as the department's total of that stage.
struct Department : Sample {
  explicit Department(std::string text) : Sample(std::move(text)) {
    const auto aspect = [&](const char* english, std::initializer_list<const char*> members) {
      const dsl::AspectId id{static_cast<std::uint32_t>(program->aspects.size())};
      dsl::Aspect made;
      made.english = made.name = english;
      for (const char* name : members) {
        const dsl::MemberId member{static_cast<std::uint32_t>(program->members.size())};
        dsl::Member one;
        one.english = one.name = name;
        one.aspect = id;
        program->members.push_back(one);
        made.members.push_back(member);
      }
      made.default_member = made.members.front();
      program->aspects.push_back(made);
    };
    aspect("stage", {"actual", "initial_budget", "revised_budget"});
    aspect("flow", {"income", "expenditure"});
    aspect("scope", {"department", "project"});
    aspect("fund", {"total", "general_budget", "government_fund"});
    aspect("year", {"any"});
    for (const char* english : {"amount", "execution_rate"}) {
      dsl::Concept made;
      made.english = made.name = english;
      program->concepts.push_back(made);
    }
    report.identity.year = 2021;
  }
  report::FactId total(std::string_view words, const char* stage, const char* scope = "department") {
    const auto id = fact(words);
    auto& made = report.facts[id.value];
    made.concept_id = program->find_concept("amount");
    for (const auto& [name, member] :
         {std::pair("stage", stage), std::pair("flow", "expenditure"), std::pair("scope", scope)}) {
      const auto aspect = program->find_aspect(name);
      made.aspects.push_back({aspect, program->find_member(aspect, member), "", report::How::stated,
                              report::Reason::own_clause, std::nullopt});
    }
    return id;
  }
};

TEST(Materiality, TheDifferenceComesBeforeTheQuotedAmounts) {
  Sample sample("支出80.5万元，合计81万元。");
  sample.fails("A-1", "x", {sample.fact("80.5万元"), sample.fact("81万元")}).difference = Number(5000);
  const auto size = sample.told().findings.at(0).materiality;
  ASSERT_TRUE(size);
  EXPECT_EQ(size->yuan, Number(5000));
  EXPECT_TRUE(size->difference);
  EXPECT_FALSE(size->share) << "the report states no total";
}

TEST(Materiality, WithoutADifferenceItIsTheFirstAmountInTheEvidence) {
  Sample sample("接待5批次，支出80.5万元，另有3万元。");
  sample.fails("A-1", "x", {sample.fact("5批次"), sample.fact("80.5万元"), sample.fact("3万元")});
  const auto size = sample.told().findings.at(0).materiality;
  ASSERT_TRUE(size);
  EXPECT_EQ(size->yuan, Number(805'000));
  EXPECT_FALSE(size->difference);
}

TEST(Materiality, OnlyDifferencesAreAddedUp) {
  Sample sample("预算3894.42万元，支出80.5万元，合计81万元。");
  sample.fails("A-1", "没有写明阶段", {sample.fact("3894.42万元")});
  sample.fails("A-2", "不符", {sample.fact("80.5万元"), sample.fact("81万元")}).difference = Number(5000);
  Totals totals;
  totals.add(sample.told());
  EXPECT_EQ(totals.yuan, Number(5000)) << "an amount that is merely spoken of is no money found wrong";
}

TEST(Materiality, FindingsThatAreNotAboutMoneyHaveNone) {
  Sample sample("接待5批次。");
  sample.fails("A-1", "x", {sample.fact("5批次")});
  EXPECT_FALSE(sample.told().findings.at(0).materiality);
}

TEST(Materiality, OfSeveralPlacesTheLargestCounts) {
  Sample sample("一3万元，二4万元。");
  sample.rule("A-1").gather = dsl::Gather::report;
  sample.fails("A-1", "x", {sample.fact("3万元")}).difference = Number(10);
  sample.fails("A-1", "x", {sample.fact("4万元")}).difference = Number(20);
  const auto told = sample.told();
  Number largest;
  for (const auto& finding : told.findings) largest = std::max(largest, finding.materiality->yuan);
  EXPECT_EQ(largest, Number(20));
}

TEST(Materiality, TheShareIsOfWhatTheDepartmentSpent) {
  Department sample("预算数300万元，支出200万元，项目支出50万元，另有3万元。");
  sample.total("300万元", "initial_budget");
  sample.total("200万元", "actual");
  sample.total("50万元", "actual", "project");
  sample.fails("A-1", "x", {sample.fact("3万元")});
  const auto told = sample.told();
  EXPECT_EQ(told.figures.actual, Number(2'000'000));
  EXPECT_EQ(told.figures.budget, Number(3'000'000));
  EXPECT_EQ(told.figures.execution_rate, Number(666'667, 1'000'000)) << "computed, as none is stated";
  EXPECT_FALSE(told.figures.rate_stated);
  EXPECT_EQ(told.findings.at(0).materiality->share, Number(15, 1000));
}

TEST(Materiality, TheTotalOfAnotherYearOrOfAProjectIsNone) {
  Department sample("上年支出200万元，某路支出50万元，另有3万元。");
  const auto last_year = sample.total("200万元", "actual");
  sample.report.facts[last_year.value].aspects.push_back(
      {sample.program->find_aspect("year"), {}, "2020", report::How::stated, report::Reason::own_clause, std::nullopt});
  sample.total("50万元", "actual", "project");
  sample.fails("A-1", "x", {sample.fact("3万元")});
  const auto told = sample.told();
  EXPECT_FALSE(told.figures.actual);
  EXPECT_FALSE(told.findings.at(0).materiality->share);
}

TEST(Materiality, WhereNoTotalIsGivenTheGeneralBudgetStandsForIt) {
  Department sample("一般公共预算支出80万元，政府性基金支出9万元。");
  const auto fund = [&](report::FactId id, const char* member) {
    const auto aspect = sample.program->find_aspect("fund");
    sample.report.facts[id.value].aspects.push_back({aspect, sample.program->find_member(aspect, member), "",
                                                     report::How::stated, report::Reason::own_clause, std::nullopt});
  };
  const auto of_fund = sample.total("9万元", "actual");
  fund(of_fund, "government_fund");
  EXPECT_FALSE(sample.told().figures.actual) << "a part is no total";
  const auto general = sample.total("80万元", "actual");
  fund(general, "general_budget");
  EXPECT_EQ(sample.told().figures.actual, Number(800'000));
}

TEST(Materiality, NothingIsNoSize) {
  Sample sample("支出0万元。");
  sample.fails("A-1", "x", {sample.fact("0万元")});
  EXPECT_FALSE(sample.told().findings.at(0).materiality);
}

TEST(Materiality, TextsForPeople) {
  EXPECT_EQ(money_text(Number(805'000)), "80.5万元");
  EXPECT_EQ(money_text(Number(120)), "120元");
  EXPECT_EQ(money_text(Number(1'234'560'000)), "12.3456亿元");
  EXPECT_EQ(share_text(Number(15, 1000)), "1.5%");
  EXPECT_EQ(share_text(Number(15, 1'000'000)), "0.0015%");
}

TEST(Materiality, SortingBySizePutsWhatIsNotAboutMoneyLast) {
  Sample sample("接待5批次，支出3万元，支出80万元。");
  sample.fails("A-1", "x", {sample.fact("5批次")});
  sample.fails("A-2", "x", {sample.fact("3万元")});
  sample.fails("A-3", "x", {sample.fact("80万元")});
  auto findings = sample.told().findings;
  sort_findings(findings, Order::amount);
  std::string order;
  for (const auto& finding : findings) order += finding.rule + " ";
  EXPECT_EQ(order, "A-3 A-2 A-1 ");
}

}  // namespace
}  // namespace hegui::findings
