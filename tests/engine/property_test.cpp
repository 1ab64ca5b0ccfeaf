// Properties over many random cases with fixed seeds: order of operands, three-valued logic, intervals.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "checker/engine/value.hpp"
#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using dsl::Interval;
using dsl::Number;
using test::outcomes_of;
using test::program_of;
using test::ReportBuilder;
using test::verdicts;

/// A report in which each of the four figures is there, is missing, is approximate or is said twice differently.
ReportBuilder random_report(const std::shared_ptr<const dsl::Program>& program, std::mt19937& random) {
  ReportBuilder report(program);
  const char* const concepts[] = {"satisfaction", "execution_rate", "share"};
  for (const char* const concept_id : concepts) {
    const auto kind = random() % 5;
    if (kind == 0) continue;
    const std::string value = std::to_string(random() % 3 + 1) + "0%";
    report.paragraph("数" + value);
    report.fact(value, concept_id, {},
                kind == 1   ? dsl::Approximation::at_least
                : kind == 2 ? dsl::Approximation::about
                            : dsl::Approximation::rounded);
    if (kind != 3) continue;
    const std::string other = std::to_string(random() % 3 + 4) + "0%";
    report.paragraph("又" + other);
    report.fact(other, concept_id);
  }
  return report;
}

std::string random_condition(std::mt19937& random, int depth, bool mirrored) {
  const char* const queries[] = {"[满意度]", "[执行率]", "[占比]"};
  const auto leaf = [&] {
    const std::string a = queries[random() % 3];
    const std::string b = queries[random() % 3];
    const char* const constant = random() % 2 == 0 ? "10%" : "20%";
    switch (random() % 6) {
      case 0: return mirrored ? b + " ≈ " + a : a + " ≈ " + b;
      case 1: return mirrored ? b + " > " + a : a + " < " + b;
      case 2: return mirrored ? std::string(constant) + " ≤ " + a : a + " ≥ " + constant;
      case 3: return mirrored ? b + " ＋ " + a + " = 40%" : a + " ＋ " + b + " = 40%";
      case 4: return "有 " + a;
      default: return "缺 " + a;
    }
  };
  if (depth == 0) return leaf();
  const char* const joint = random() % 2 == 0 ? " 且 " : " 或 ";
  const bool negated = random() % 4 == 0;
  const std::string first = random_condition(random, depth - 1, mirrored);
  const std::string second = random_condition(random, depth - 1, mirrored);
  const std::string both = mirrored ? "（" + second + joint + first + "）" : "（" + first + joint + second + "）";
  return negated ? "非 " + both : both;
}

/// Verdicts with the reasons of what stays open, in any order.
std::string told(const std::vector<Outcome>& outcomes) {
  std::string all;
  for (const Outcome& outcome : outcomes) {
    std::vector<std::string> missing = outcome.missing;
    std::sort(missing.begin(), missing.end());
    all += verdicts({outcome});
    for (const std::string& reason : missing) all += " | " + reason;
    all += "\n";
  }
  return all;
}

TEST(Property, OrderOfOperandsNeverChangesTheVerdictNorItsReasons) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 straight(seed);
    std::mt19937 mirror(seed);
    const std::string a = random_condition(straight, 3, false);
    const std::string b = random_condition(mirror, 3, true);
    const auto program = program_of("规则 A “a”\n  级别 提示\n  应 " + a +
                                    "\n  说明 “x”\n规则 B “b”\n  级别 提示\n  应 " + b + "\n  说明 “x”\n");
    if (::testing::Test::HasFailure()) FAIL() << a;
    std::mt19937 random(seed * 7919);
    for (int i = 0; i < 8; ++i) {
      const auto report = random_report(program, random);
      EXPECT_EQ(told(outcomes_of(program, report, "A")), told(outcomes_of(program, report, "B"))) << a << "\n" << b;
    }
  }
}

TEST(Property, OrderOfClausesNeverChangesTheVerdictNorItsReasons) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed * 104'729);
    std::vector<std::string> clauses;
    for (const char* const word : {"当 ", "当 ", "应 ", "应 ", "禁止 "})
      clauses.push_back(word + random_condition(random, 1, false));
    clauses.push_back("除非 甲：" + random_condition(random, 1, false));
    clauses.push_back("除非 乙：" + random_condition(random, 1, false));
    const auto rule = [&](const char* id, const std::vector<std::string>& order) {
      std::string text = "规则 " + std::string(id) + " “x”\n  级别 提示\n";
      for (const std::string& clause : order) text += "  " + clause + "\n";
      return text + "  说明 “x”\n";
    };
    std::vector<std::string> shuffled = clauses;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    const auto program = program_of(rule("A", clauses) + rule("B", shuffled));
    if (::testing::Test::HasFailure()) FAIL() << rule("A", clauses);
    for (int i = 0; i < 8; ++i) {
      const auto report = random_report(program, random);
      EXPECT_EQ(told(outcomes_of(program, report, "A")), told(outcomes_of(program, report, "B")))
          << rule("A", clauses) << rule("B", shuffled);
    }
  }
}

TEST(Property, NothingStaysOpenWithoutAReason) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed * 31);
    const auto program =
        program_of("规则 A “a”\n  级别 提示\n  应 " + random_condition(random, 2, false) + "\n  说明 “x”\n");
    for (int i = 0; i < 8; ++i)
      for (const Outcome& outcome : outcomes_of(program, random_report(program, random), "A")) {
        if (outcome.verdict == Verdict::undetermined) {
          EXPECT_FALSE(outcome.missing.empty());
        } else {
          EXPECT_TRUE(outcome.missing.empty());
        }
      }
  }
}

/// A rounded figure with 0 to 2 decimals.
dsl::Quantity random_quantity(std::mt19937& random) {
  const int decimals = static_cast<int>(random() % 3);
  const Number written(static_cast<std::int64_t>(random() % 4000) - 1000, 1);
  return dsl::make_quantity(written * Number::power_of_ten(-decimals), decimals, *dsl::find_unit("%"),
                            dsl::Approximation::rounded);
}

TEST(Property, IntervalsHoldEveryTrueValue) {
  std::mt19937 random(20210101);
  for (int i = 0; i < 4000; ++i) {
    const dsl::Quantity p = random_quantity(random);
    const dsl::Quantity q = random_quantity(random);
    const Value a = Value::of_figure(p);
    const Value b = Value::of_figure(q);
    // True values somewhere inside what was stated.
    const auto inside = [&](const Interval& interval) {
      const Number part(static_cast<std::int64_t>(random() % 101), 100);
      return *interval.low + (*interval.high - *interval.low) * part;
    };
    const Number x = inside(a.interval());
    const Number y = inside(b.interval());
    EXPECT_TRUE(add(a, b).interval().contains(x + y));
    EXPECT_TRUE(subtract(a, b).interval().contains(x - y));
    EXPECT_TRUE(multiply(a, b).interval().contains(x * y));
    const Value quotient = divide(a, b);
    if (quotient.is(Value::Kind::quantity) && !y.is_zero()) {
      EXPECT_TRUE(quotient.interval().contains(x / y));
    }
    EXPECT_EQ(add(a, b).number(), p.value + q.value);
    EXPECT_TRUE(add(a, b).interval() == add(b, a).interval());
  }
}

/// Whether some values of the two intervals are equal, by the plainest reading of their bounds.
bool slowly_equal(const dsl::Quantity& p, const dsl::Quantity& q) {
  const Number half_p = p.last_place() / Number(2);
  const Number half_q = q.last_place() / Number(2);
  return (p.value - q.value).abs() <= half_p + half_q;
}

TEST(Property, ApproximateEqualityAgainstASlowReference) {
  std::mt19937 random(20211231);
  int held = 0;
  for (int i = 0; i < 20000; ++i) {
    const dsl::Quantity p = random_quantity(random);
    dsl::Quantity q = random_quantity(random);
    if (i % 2 == 0) {  // near misses are what matters
      const Number nudge(static_cast<std::int64_t>(random() % 7) - 3, 2);
      const int decimals = p.decimals;
      q = dsl::make_quantity(p.written + (nudge * Number::power_of_ten(-decimals)).rounded(decimals), decimals,
                             *dsl::find_unit("%"), dsl::Approximation::rounded);
    }
    const Comparison result = compare(dsl::Op::approx, Value::of_figure(p), Value::of_figure(q));
    const bool close = slowly_equal(p, q);
    held += close ? 1 : 0;
    if (!result.truncated) {
      EXPECT_EQ(result.truth, known(close));
    }
    EXPECT_EQ(result.truth, compare(dsl::Op::approx, Value::of_figure(q), Value::of_figure(p)).truth);
  }
  EXPECT_GT(held, 1000);
}

TEST(Property, OrderIsTotalOnExactFiguresAndOppositesAgree) {
  std::mt19937 random(7);
  for (int i = 0; i < 4000; ++i) {
    const Value a = Value::of_figure(random_quantity(random));
    const Value b = Value::of_figure(random_quantity(random));
    const auto truth = [&](dsl::Op op) { return compare(op, a, b).truth; };
    EXPECT_EQ(truth(dsl::Op::less), !truth(dsl::Op::greater_equal));
    EXPECT_EQ(truth(dsl::Op::greater), !truth(dsl::Op::less_equal));
    EXPECT_EQ(truth(dsl::Op::equal), !truth(dsl::Op::not_equal));
    EXPECT_EQ(truth(dsl::Op::less), compare(dsl::Op::greater, b, a).truth);
  }
}

TEST(Property, DaysAndDatesGoBackAndForth) {
  for (std::int64_t day = -40000; day <= 60000; day += 13) EXPECT_EQ(day_number(civil_date(day)), day);
  EXPECT_EQ(day_number({1970, 1, 1}), 0);
  EXPECT_EQ(day_number({2020, 2, 29}) + 1, day_number({2020, 3, 1}));
}

}  // namespace
}  // namespace hegui::engine
