// The fuzz target of the engine: a rule and a report made from the input, evaluated by the engine and by a reference
// that is slow, obvious and knows nothing of it. Both must come to the same verdict.
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "checker/engine/outcome.hpp"
#include "dsl/load.hpp"
#include "tests/engine/support.hpp"
#include "tests/fuzz/promise.hpp"
#include "tests/fuzz/targets.hpp"

namespace hegui::fuzz {

namespace {

using Rational = boost::multiprecision::cpp_rational;

/// Choices, one byte each; zeros when the input has ended.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes) {}
  unsigned below(unsigned count) {
    if (at_ >= bytes_.size()) return 0;
    return static_cast<unsigned char>(bytes_[at_++]) % count;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

// ---- what a report says of each of three figures -------------------------------------------------------------------

enum class Said { nothing, rounded, at_least, at_most, twice };

struct Figure {
  Said said = Said::nothing;
  std::string text;  // 12.5%
  Rational value, last_place;
};

constexpr std::array<const char*, 3> kWords{"满意度", "占比", "执行率"};
constexpr std::array<const char*, 3> kIds{"satisfaction", "share", "execution_rate"};

Figure figure_of(Choices& choices) {
  Figure figure;
  static constexpr std::array kinds{Said::nothing,  Said::rounded, Said::rounded, Said::rounded,
                                    Said::at_least, Said::at_most, Said::twice};
  figure.said = kinds[choices.below(kinds.size())];
  const unsigned tenths = 100 + choices.below(30) * 5, decimals = choices.below(2);
  figure.value = Rational(decimals == 0 ? tenths / 10 * 10 : tenths, 1000);
  figure.last_place = Rational(1, decimals == 0 ? 100 : 1000);
  figure.text = std::to_string(tenths / 10) + (decimals == 0 ? "" : "." + std::to_string(tenths % 10)) + "%";
  return figure;
}

// ---- expressions ---------------------------------------------------------------------------------------------------

struct Node;
using Tree = std::unique_ptr<Node>;
struct Node {
  enum class Kind {
    literal,
    query,
    sum,
    difference,
    product,
    quotient,
    or_else,
    if_missing,
    choice,  // numbers
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    approx,
    said,
    unsaid,
    both,
    either,
    negation
  };
  Kind kind = Kind::literal;
  unsigned index = 0;  // query: which figure; literal: tenths of a percent
  Tree a, b, c;
};

using Kind = Node::Kind;

Tree node(Kind kind, Tree a = nullptr, Tree b = nullptr, Tree c = nullptr) {
  auto made = std::make_unique<Node>();
  made->kind = kind;
  made->a = std::move(a);
  made->b = std::move(b);
  made->c = std::move(c);
  return made;
}

Tree leaf(Choices& choices, bool only_query) {
  auto made = node(only_query || choices.below(3) != 0 ? Kind::query : Kind::literal);
  made->index = made->kind == Kind::query ? choices.below(3) : choices.below(8) * 125;
  return made;
}

Tree condition(Choices& choices, int depth);

Tree number(Choices& choices, int depth) {
  const unsigned kind = depth == 0 ? 0 : choices.below(9);
  switch (kind) {
    case 1: return node(Kind::sum, number(choices, depth - 1), number(choices, depth - 1));
    case 2: return node(Kind::difference, number(choices, depth - 1), number(choices, depth - 1));
    case 3: return node(Kind::product, number(choices, depth - 1), number(choices, depth - 1));
    case 4: return node(Kind::quotient, number(choices, depth - 1), leaf(choices, false));
    case 5: return node(Kind::or_else, leaf(choices, true), number(choices, depth - 1));
    case 6: {
      auto otherwise = node(Kind::literal);
      otherwise->index = choices.below(8) * 125;
      return node(Kind::if_missing, leaf(choices, true), std::move(otherwise));
    }
    case 7:
      return node(Kind::choice, condition(choices, depth - 1), number(choices, depth - 1), number(choices, depth - 1));
    default: return leaf(choices, false);
  }
}

Tree condition(Choices& choices, int depth) {
  if (depth > 0) {
    switch (choices.below(6)) {
      case 1: return node(Kind::both, condition(choices, depth - 1), condition(choices, depth - 1));
      case 2: return node(Kind::either, condition(choices, depth - 1), condition(choices, depth - 1));
      case 3: return node(Kind::negation, condition(choices, depth - 1));
      default: break;
    }
  }
  const unsigned kind = choices.below(9);
  if (kind == 0) return node(Kind::said, leaf(choices, true));
  if (kind == 1) return node(Kind::unsaid, leaf(choices, true));
  static constexpr std::array kinds{Kind::equal,   Kind::not_equal,     Kind::less,  Kind::less_equal,
                                    Kind::greater, Kind::greater_equal, Kind::approx};
  const Kind comparison = kinds[kind - 2];
  return node(comparison, number(choices, depth), number(choices, depth));
}

std::string tenths_text(unsigned tenths) {
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) + "%";
}

std::string text_of(const Node& n) {
  const auto two = [&](const char* sign) { return "（" + text_of(*n.a) + " " + sign + " " + text_of(*n.b) + "）"; };
  switch (n.kind) {
    case Kind::literal: return tenths_text(n.index);
    case Kind::query: return std::string("[") + kWords[n.index] + "]";
    case Kind::sum: return two("＋");
    case Kind::difference: return two("－");
    case Kind::product: return two("×");
    case Kind::quotient: return two("÷");
    case Kind::or_else: return two("或无则");
    case Kind::if_missing: return "（缺 " + text_of(*n.a) + " 按 " + text_of(*n.b) + "）";
    case Kind::choice: return "（如果 " + text_of(*n.a) + " 则 " + text_of(*n.b) + " 否则 " + text_of(*n.c) + "）";
    case Kind::equal: return two("=");
    case Kind::not_equal: return two("≠");
    case Kind::less: return two("<");
    case Kind::less_equal: return two("≤");
    case Kind::greater: return two(">");
    case Kind::greater_equal: return two("≥");
    case Kind::approx: return two("≈");
    case Kind::said: return "（有 " + text_of(*n.a) + "）";
    case Kind::unsaid: return "（缺 " + text_of(*n.a) + "）";
    case Kind::both: return two("且");
    case Kind::either: return two("或");
    case Kind::negation: return "（非 " + text_of(*n.a) + "）";
  }
  return {};
}

// ---- the reference -------------------------------------------------------------------------------------------------

enum class Why { missing, several, other };
using Whys = std::set<Why>;

struct Amount {
  std::optional<Rational> value;  // none: not known
  Rational low, high;             // what it may truly be; unbounded where `endless` says so
  bool low_endless = false, high_endless = false;
  bool approximate = false, written = false;
  Rational last_place;  // of a figure as written
  Whys whys;
};
struct Truth {
  std::optional<bool> value;
  Whys whys;
};

Amount exactly(const Rational& value) {
  Amount amount;
  amount.value = amount.low = amount.high = value;
  return amount;
}

Amount unknown(Whys whys) {
  Amount amount;
  amount.whys = std::move(whys);
  return amount;
}

Whys together(const Whys& a, const Whys& b) {
  Whys all = a;
  all.insert(b.begin(), b.end());
  return all;
}

class Reference {
 public:
  explicit Reference(const std::array<Figure, 3>& figures) : figures_(figures) {}

  [[nodiscard]] Truth truth(const Node& n) const {
    switch (n.kind) {
      case Kind::said: return said(n, true);
      case Kind::unsaid: return said(n, false);
      case Kind::negation: {
        Truth a = truth(*n.a);
        if (a.value) a.value = !*a.value;
        return a;
      }
      case Kind::both: return joint(truth(*n.a), truth(*n.b), false);
      case Kind::either: return joint(truth(*n.a), truth(*n.b), true);
      default: return compared(n.kind, amount(*n.a), amount(*n.b));
    }
  }

 private:
  [[nodiscard]] Amount amount(const Node& n) const {
    switch (n.kind) {
      case Kind::literal: return exactly(Rational(n.index, 1000));
      case Kind::query: return stated(figures_[n.index]);
      case Kind::or_else:
      case Kind::if_missing: {
        Amount first = amount(*n.a);
        return !first.value && first.whys.contains(Why::missing) ? amount(*n.b) : first;
      }
      case Kind::choice: {
        const Truth which = truth(*n.a);
        if (!which.value) return unknown(which.whys);
        return amount(*which.value ? *n.b : *n.c);
      }
      default: return computed(n.kind, amount(*n.a), amount(*n.b));
    }
  }

  static Amount stated(const Figure& figure) {
    if (figure.said == Said::nothing) return unknown({Why::missing});
    if (figure.said == Said::twice) return unknown({Why::several});
    Amount amount = exactly(figure.value);
    amount.last_place = figure.last_place;
    amount.written = true;
    if (figure.said == Said::rounded) {
      amount.low -= figure.last_place / 2;
      amount.high += figure.last_place / 2;
    } else {
      amount.approximate = true;
      amount.low_endless = figure.said == Said::at_most;
      amount.high_endless = figure.said == Said::at_least;
    }
    return amount;
  }

  static Amount computed(Kind kind, const Amount& a, const Amount& b) {
    Whys whys = together(a.whys, b.whys);
    bool stop = !a.value || !b.value;
    for (const Amount* each : {&a, &b})
      if (each->value && each->approximate) {
        stop = true;
        whys.insert(Why::other);
      }
    if (stop) return unknown(whys);
    if (kind == Kind::quotient && *b.value == 0) return unknown({Why::other});
    const auto apply = [&](const Rational& x, const Rational& y) -> Rational {
      if (kind == Kind::sum) return x + y;
      if (kind == Kind::difference) return x - y;
      if (kind == Kind::product) return x * y;
      return x / y;
    };
    // Every operation is monotone in each operand here (no divisor spans zero): the corners bound the result.
    Amount result = exactly(apply(*a.value, *b.value));
    for (const Rational* x : {&a.low, &a.high})
      for (const Rational* y : {&b.low, &b.high}) {
        const Rational corner = apply(*x, *y);
        if (corner < result.low) result.low = corner;
        if (corner > result.high) result.high = corner;
      }
    if (kind == Kind::sum || kind == Kind::difference)
      result.last_place = a.last_place > b.last_place ? a.last_place : b.last_place;
    return result;
  }

  static Truth joint(const Truth& a, const Truth& b, bool settles) {
    if ((a.value && *a.value == settles) || (b.value && *b.value == settles)) return {settles, {}};
    if (a.value && b.value) return {!settles, {}};
    return {std::nullopt, together(a.value ? Whys{} : a.whys, b.value ? Whys{} : b.whys)};
  }

  [[nodiscard]] Truth said(const Node& n, bool wanted) const {
    const Amount a = amount(*n.a);
    if (a.value || a.whys.contains(Why::several)) return {wanted, {}};
    return {!wanted, {}};
  }

  /// Every possible value of a below every possible value of b.
  static bool below(const Amount& a, const Amount& b, bool strictly) {
    if (a.high_endless || b.low_endless) return false;
    return strictly ? a.high < b.low : a.high <= b.low;
  }
  static std::optional<bool> less(const Amount& a, const Amount& b) {
    if (below(a, b, true)) return true;
    if (below(b, a, false)) return false;
    return std::nullopt;
  }
  static std::optional<bool> opposite(std::optional<bool> truth) {
    if (truth) truth = !*truth;
    return truth;
  }

  static Truth compared(Kind kind, const Amount& a, const Amount& b) {
    if (!a.value || !b.value) return {std::nullopt, together(a.whys, b.whys)};
    if (kind == Kind::approx) {
      if (a.approximate || b.approximate) return {std::nullopt, {Why::other}};
      const bool meet = a.low <= b.high && b.low <= a.high;
      return {meet || cut_off(a, b) || cut_off(b, a), {}};
    }
    // A figure stands for its stated value, an open one for all that it may be.
    const auto certain = [](const Amount& x) { return x.approximate ? x : exactly(*x.value); };
    const Amount x = certain(a), y = certain(b);
    std::optional<bool> truth;
    if (kind == Kind::equal || kind == Kind::not_equal) {
      if (less(x, y) == true || less(y, x) == true)
        truth = false;
      else if (!x.approximate && !y.approximate)
        truth = true;
      if (kind == Kind::not_equal) truth = opposite(truth);
    } else if (kind == Kind::less) {
      truth = less(x, y);
    } else if (kind == Kind::greater) {
      truth = less(y, x);
    } else if (kind == Kind::less_equal) {
      truth = opposite(less(y, x));
    } else {
      truth = opposite(less(x, y));
    }
    return {truth, truth ? Whys{} : Whys{Why::other}};
  }

  /// The figure as written could be the other one with the digits behind its last place left out.
  static bool cut_off(const Amount& figure, const Amount& other) {
    if (figure.last_place == 0 || !figure.written) return false;
    return other.high >= *figure.value && other.low < *figure.value + figure.last_place;
  }
  const std::array<Figure, 3>& figures_;
};

}  // namespace

void evaluation(std::string_view input) {
  Choices choices(input);
  std::array<Figure, 3> figures;
  for (Figure& figure : figures) figure = figure_of(choices);
  const Tree tree = condition(choices, 3);
  const std::string text = text_of(*tree);
  const std::string rules =
      "规则集 t.rules\n  版本 1.0.0\n  引用 t.taxonomy 1\n\n规则 F-1 “x”\n  级别 提示\n  应 " + text + "\n  说明 “x”\n";
  const auto loaded = dsl::load_sources({std::make_shared<const dsl::Source>("taxonomy.hegui", engine::test::kTaxonomy),
                                         std::make_shared<const dsl::Source>("rules.hegui", rules)});
  std::string errors;
  for (const auto& diagnostic : loaded.diagnostics)
    if (dsl::find_diagnostic_code(diagnostic.code)->level == dsl::Level::error)
      errors += dsl::render(diagnostic, dsl::Language::en, false);
  promise(errors.empty(), "a generated rule is sound: " + errors);
  engine::test::ReportBuilder report(loaded.program);
  report.paragraph("没有数。");
  std::string described;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Figure& figure = figures[i];
    described +=
        std::string(kWords[i]) + " " + std::to_string(static_cast<int>(figure.said)) + " " + figure.text + "; ";
    if (figure.said == Said::nothing) continue;
    report.paragraph("数" + figure.text);
    report.fact(figure.text, kIds[i], {},
                figure.said == Said::at_least  ? dsl::Approximation::at_least
                : figure.said == Said::at_most ? dsl::Approximation::at_most
                                               : dsl::Approximation::rounded);
    if (figure.said != Said::twice) continue;
    report.paragraph("又99.9%");
    report.fact("99.9%", kIds[i]);
  }
  const auto outcomes = engine::test::outcomes_of(loaded.program, report, "F-1");
  promise(outcomes.size() == 1, "one rule without free aspects has one outcome: " + text);
  const Truth expected = Reference(figures).truth(*tree);
  const std::string verdict = engine::test::verdicts(outcomes);
  const std::string wanted = !expected.value ? "undetermined" : *expected.value ? "passed" : "failed";
  promise(verdict == wanted, "the reference comes to “" + wanted + "”, the engine to “" + verdict + "” for " + text +
                                 " where " + described);
  // The rule as a program over whole numbers, if it is one: the same again.
  engine::Options plain;
  plain.keep_plain = false;
  const auto counted = engine::evaluate(*loaded.program, report.build(), plain).rules.front();
  const std::string by_program = counted.passed == 1         ? "passed"
                                 : counted.failed == 1       ? "failed"
                                 : counted.undetermined == 1 ? "undetermined"
                                                             : "nothing";
  promise(by_program == wanted,
          "the program comes to “" + by_program + "”, not “" + wanted + "”, for " + text + " where " + described);
}

}  // namespace hegui::fuzz
