#include "checker/engine/slips.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <set>

#include "checker/engine/slip_range.hpp"
#include "dsl/builtin.hpp"

namespace hegui::engine {

using dsl::Expr;
using dsl::ExprId;
using dsl::Number;
using dsl::Op;
using dsl::Quantity;
using Kind = Value::Kind;

namespace {

constexpr std::size_t kMaxFigures = 24;  // figures of one comparison that are tried
constexpr std::size_t kMinDigits = 3;    // fewer digits are too easily turned into anything
constexpr std::size_t kMostPlain = 17;   // characters of digits that are read as one number
constexpr std::int64_t kFar = 4'000'000'000'000'000'000;
constexpr std::size_t kMaxTold = 2;  // alternatives of one kind; more explain nothing

enum class Slip : std::uint8_t { unit, percent, swapped, dropped, doubled, sign, part, year, base, complement };

struct Hit {
  Slip slip;
  std::string text;
};

/// A written figure with other digits or another unit.
Quantity rewritten(const Quantity& quantity, const Number& written, int decimals, int power, std::string unit) {
  Quantity other = quantity;
  other.written = written;
  other.decimals = decimals;
  other.power_of_ten = power;
  other.unit = std::move(unit);
  other.value = written * Number::power_of_ten(power);
  other.interval = dsl::Interval::exactly(other.value);
  if (other.approximation == dsl::Approximation::rounded) {
    const Number half = other.last_place() / Number(2);
    other.interval = {other.value - half, other.value + half, false, false};
  }
  return other;
}

std::size_t digit_count(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

int decimals_of(const std::string& text) {
  const std::size_t dot = text.find('.');
  return dot == std::string::npos ? 0 : static_cast<int>(text.size() - dot - 1);
}

class Search {
 public:
  Search(Evaluator& evaluator, const Record& record, const Compared& compared, std::uint64_t& budget)
      : evaluator_(evaluator), record_(record), compared_(compared), budget_(budget), range_(evaluator, compared) {
    for (std::size_t i = compared.left_begin; i < compared.end && i < record.reads.size(); ++i) {
      const std::uint32_t fact = record.reads[i].fact;
      if (fact == kNoFact || std::find(facts_.begin(), facts_.end(), fact) != facts_.end()) continue;
      const Value value = index().value(fact);
      if (value.is(Kind::quantity) && !value.approximate && facts_.size() < kMaxFigures) facts_.push_back(fact);
    }
  }

  std::string run() {
    for (const std::uint32_t fact : facts_) {
      wanted_ = range_.of(fact);
      try_units(fact);
      try_percent(fact);
      try_digits(fact);
      try_sign(fact);
      try_year(fact);
    }
    try_parts();
    try_bases();
    try_complement();
    return tell();
  }

 private:
  [[nodiscard]] const FactIndex& index() const { return evaluator_.index(); }
  [[nodiscard]] const Quantity& figure(std::uint32_t fact) const { return index().fact(fact).quantity; }

  bool holds_with(std::uint32_t fact, const Value& value) {
    if (budget_ == 0) return false;
    --budget_;
    if (wanted_ && !value.interval().intersects(*wanted_)) return false;
    if (const int side = side_of(fact); side != 0) {
      // Nothing but this figure stands there: what it is held against stays the same.
      const Op op = evaluator_.program().expressions[compared_.expression.value].op;
      const Comparison result = side < 0 ? compare(op, value, compared_.right) : compare(op, compared_.left, value);
      return result.truth == Truth::yes && !result.truncated;
    }
    evaluator_.set_supposed(fact, &value);
    evaluator_.clear_truncated();
    const bool holds = evaluator_.evaluate(compared_.expression).as_truth() == Truth::yes && !evaluator_.truncated();
    evaluator_.set_supposed(fact, nullptr);
    return holds;
  }

  /// -1: the left side is this figure and nothing else, and the right side does not read it; 1: the other way round.
  [[nodiscard]] int side_of(std::uint32_t fact) const {
    const Expr& expr = evaluator_.program().expressions[compared_.expression.value];
    if (expr.children.size() != 2 || expr.flag) return 0;
    const auto reads = [&](std::size_t begin, std::size_t end, bool only) {
      std::size_t own = 0;
      for (std::size_t i = begin; i < end; ++i) own += record_.reads[i].fact == fact ? 1U : 0U;
      return only ? own == 1 && end - begin == 1 : own != 0;
    };
    const auto is_it = [&](const Value& value) {
      return value.fact == fact && &value.amount() == &index().value(fact).amount();
    };
    const std::size_t left = compared_.left_begin, right = compared_.right_begin, end = compared_.end;
    if (end > record_.reads.size()) return 0;
    if (is_it(compared_.left) && reads(left, right, true) && !reads(right, end, false)) return -1;
    if (is_it(compared_.right) && reads(right, end, true) && !reads(left, right, false)) return 1;
    return 0;
  }

  void hit(Slip slip, std::string text) {
    const auto same = [&](const Hit& h) { return h.slip == slip && h.text == text; };
    if (std::none_of(hits_.begin(), hits_.end(), same)) hits_.push_back({slip, std::move(text)});
  }

  void try_figure(Slip slip, std::uint32_t fact, const Quantity& other) {
    if (other.value == figure(fact).value) return;
    Value value = Value::of_figure(other, fact);
    if (holds_with(fact, value)) hit(slip, figure(fact).text() + "为" + other.text());
  }

  void try_units(std::uint32_t fact) {
    const Quantity& q = figure(fact);
    if (q.dimension != dsl::Dimension::money || q.value.is_zero()) return;
    for (const std::string_view name : {"元", "万元", "亿元"}) {
      const dsl::Unit* unit = dsl::find_unit(name);
      if (unit == nullptr || unit->power_of_ten == q.power_of_ten) continue;
      try_figure(Slip::unit, fact, rewritten(q, q.written, q.decimals, unit->power_of_ten, std::string(unit->name)));
    }
  }

  void try_percent(std::uint32_t fact) {
    const Quantity& q = figure(fact);
    if (q.dimension != dsl::Dimension::rate || q.value.is_zero()) return;
    for (const int power : {2, -2}) {
      const int decimals = std::clamp(q.decimals - power, 0, 30);
      try_figure(Slip::percent, fact,
                 rewritten(q, q.written * Number::power_of_ten(power), decimals, q.power_of_ten, q.unit));
    }
  }

  void try_text(Slip slip, std::uint32_t fact, const std::string& digits) {
    const Quantity& q = figure(fact);
    if (is_out_of_reach(q, digits)) return;
    const auto written = Number::parse(digits);
    if (written) try_figure(slip, fact, rewritten(q, *written, decimals_of(digits), q.power_of_ten, q.unit));
  }

  /// The digits are another figure, and surely none that is wanted: known without making a figure of them.
  bool is_out_of_reach(const Quantity& q, const std::string& digits) {
    if (!wanted_ || digits.size() > kMostPlain) return false;
    const int decimals = decimals_of(digits);
    std::int64_t written = 0;
    for (const char c : digits)
      if (c >= '0' && c <= '9') written = written * 10 + (c - '0');
    if (digits.front() == '-') written = -written;
    const Bounds& bounds = bounds_of(q, decimals);
    if (!bounds.known || (written >= bounds.low && written <= bounds.high) || written == bounds.own) return false;
    if (budget_ > 0) --budget_;  // it counts as tried
    return true;
  }

  /// Between what whole numbers the digits of a figure with so many decimals have to lie.
  struct Bounds {
    int decimals = -1;
    bool known = false;
    std::int64_t low = 0, high = 0, own = 0;  // own: as it stands
  };
  const Bounds& bounds_of(const Quantity& q, int decimals) {
    for (const Bounds& bounds : bounds_)
      if (bounds.decimals == decimals) return bounds;
    Bounds& bounds = bounds_.emplace_back();
    bounds.decimals = decimals;
    const Number scale = Number::power_of_ten(decimals);
    const Number unit = Number::power_of_ten(decimals - q.power_of_ten);
    const auto whole = [](const Number& number) { return number.truncated(0).to_int64(); };
    const Number digits = q.written * scale;
    const auto own = digits.is_integer() ? whole(digits) : std::optional(kFar);
    // A figure stands for what lies within half of its last place; one more for what was cut off here.
    const auto low = wanted_->low ? whole(*wanted_->low * unit) : std::optional(-kFar);
    const auto high = wanted_->high ? whole(*wanted_->high * unit) : std::optional(kFar);
    bounds.known = own && low && high && q.value == q.written * Number::power_of_ten(q.power_of_ten);
    if (bounds.known) {
      bounds.own = *own;
      bounds.low = *low - 2;
      bounds.high = *high + 2;
    }
    return bounds;
  }

  /// The digits of a figure with one more among them, as a whole number: what does not do is not written out.
  struct Longer {
    const Bounds* bounds = nullptr;  // null: not told so
    std::int64_t without = 0, place = 0;
    [[nodiscard]] bool is_beyond(char digit) const {
      const std::int64_t written = without + (digit - '0') * place;
      return (written < bounds->low || written > bounds->high) && written != bounds->own;
    }
  };
  Longer with_one_more(const Quantity& q, const std::string& digits, std::size_t at) {
    Longer longer;
    if (!wanted_ || digits.front() == '-' || digits.size() >= kMostPlain) return longer;
    longer.place = 1;
    for (std::size_t i = at; i < digits.size(); ++i)
      if (digits[i] != '.') longer.place *= 10;
    std::int64_t written = 0;
    for (const char c : digits)
      if (c != '.') written = written * 10 + (c - '0');
    longer.without = written / longer.place * longer.place * 10 + written % longer.place;
    const std::size_t dot = digits.find('.');
    const Bounds& bounds = bounds_of(q, decimals_of(digits) + (dot != std::string::npos && at > dot ? 1 : 0));
    if (bounds.known) longer.bounds = &bounds;
    return longer;
  }

  void try_digits(std::uint32_t fact) {
    bounds_.clear();
    const std::string digits = figure(fact).written.to_fixed(figure(fact).decimals);
    if (digit_count(digits) < kMinDigits) return;
    for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
      std::size_t k = i + 1;
      if (digits[k] == '.') ++k;
      if (digits[i] == '.' || digits[i] == '-' || k >= digits.size()) continue;
      if (digits[i] != digits[k]) {
        std::string swapped = digits;
        std::swap(swapped[i], swapped[k]);
        try_text(Slip::swapped, fact, swapped);
      } else if (k == i + 1) {
        std::string single = digits;
        single.erase(i, 1);
        try_text(Slip::doubled, fact, single);
      }
    }
    const std::size_t dot = digits.find('.');
    for (std::size_t i = 0; i <= digits.size(); ++i) {
      if (i > 0 && digits[i - 1] == '-') continue;
      const Longer longer_by = with_one_more(figure(fact), digits, i);
      for (char digit = '0'; digit <= '9'; ++digit) {
        if (i == 0 && digit == '0') continue;
        if (dot == std::string::npos && i == digits.size() && digit == '0') continue;  // that is a unit slip
        if (longer_by.bounds != nullptr && longer_by.is_beyond(digit)) {
          if (budget_ > 0) --budget_;  // it counts as tried
          continue;
        }
        std::string longer = digits;
        longer.insert(i, 1, digit);
        try_text(Slip::dropped, fact, longer);
      }
    }
  }

  void try_sign(std::uint32_t fact) {
    const Quantity& q = figure(fact);
    try_figure(Slip::sign, fact, rewritten(q, -q.written, q.decimals, q.power_of_ten, q.unit));
  }

  /// The same thing in another year.
  void try_year(std::uint32_t fact) {
    const dsl::AspectId year = index().plan().year;
    if (!year.valid() || !index().fact(fact).concept_id.valid()) return;
    for (const std::uint32_t other : index().alike(fact, FactIndex::Leaving::year)) {
      if (budget_ == 0) return;  // nothing more can hold: a long report has thousands of them
      if (other == fact || index().code(other, year.value) == index().code(fact, year.value)) continue;
      const Value value = index().value(other);
      if (!value.is(Kind::quantity) || value.approximate || value.number() == index().value(fact).number()) continue;
      if (holds_with(fact, value))
        hit(Slip::year, figure(fact).text() + "为" + std::string(index().code_name(index().code(other, year.value))) +
                            "年的" + figure(other).text());
    }
  }

  /// The terms of sums on one side: a part that the total leaves out, or counts twice.
  void try_parts() {
    const Expr& expr = evaluator_.program().expressions[compared_.expression.value];
    for (const std::size_t side : {0U, 1U}) {
      if (!has_sum(expr.children[side], 0)) continue;
      const Value& other = side == 0 ? compared_.right : compared_.left;
      for (const std::uint32_t fact : facts_) {
        if (fact == other.fact || figure(fact).value.is_zero()) continue;
        wanted_ = range_.of(fact);
        const std::string name = index().fact(fact).name.empty() ? index().fact(fact).label : index().fact(fact).name;
        Value value = index().value(fact);
        const Value once = value;
        value.own_amount().number = Number();
        value.own_amount().interval = dsl::Interval::exactly(Number());
        if (holds_with(fact, value)) hit(Slip::part, "总数未计入" + name + figure(fact).text());
        value.own_amount().number = once.number() + once.number();
        value.own_amount().interval = once.interval() + once.interval();
        if (holds_with(fact, value)) hit(Slip::part, "总数重复计入" + name + figure(fact).text());
      }
    }
  }

  [[nodiscard]] bool has_sum(ExprId id, int depth) const {
    const Expr& expr = evaluator_.program().expressions[id.value];
    if (depth > 32) return false;
    if (expr.op == Op::local) {
      const ExprId let = evaluator_.let_value(expr.index);
      return let.valid() && has_sum(let, depth + 1);
    }
    if (expr.op == Op::call_builtin) return dsl::builtins()[expr.index].builtin == dsl::Builtin::sum;
    return expr.op == Op::add;
  }

  [[nodiscard]] ExprId through_lets(ExprId id) const {
    for (int depth = 0; depth < 16; ++depth) {
      const Expr& expr = evaluator_.program().expressions[id.value];
      if (expr.op != Op::local) break;
      const ExprId let = evaluator_.let_value(expr.index);
      if (!let.valid()) break;
      id = let;
    }
    return id;
  }

  bool same_as_plain(const Value& plain, const Value& quotient) {
    if (budget_ == 0) return false;
    --budget_;
    const Comparison result = compare(Op::approx, plain, quotient);
    return result.truth == Truth::yes && !result.truncated;
  }

  /// Divided by this year's figure instead of last year's, or by the income instead of the budget.
  void try_bases() {
    const Expr& expr = evaluator_.program().expressions[compared_.expression.value];
    for (const std::size_t side : {0U, 1U}) {
      const Value& plain = side == 0 ? compared_.right : compared_.left;
      const Expr& quotient = evaluator_.program().expressions[through_lets(expr.children[side]).value];
      if (quotient.op != Op::divide || !plain.written) continue;
      const Value numerator = evaluator_.evaluate(quotient.children[0]);
      const Value denominator = evaluator_.evaluate(quotient.children[1]);
      std::set<std::uint32_t> tried;
      base_wanted_ = base_wanted(plain, numerator);
      for (const std::uint32_t fact : facts_) try_base(plain, numerator, denominator, fact, tried);
      if (denominator.fact == kNoFact || denominator.fact >= index().stated_count()) continue;
      for (const std::uint32_t other : index().alike(denominator.fact, FactIndex::Leaving::stage_and_flow))
        if (budget_ > 0 && other != denominator.fact) try_base(plain, numerator, denominator, other, tried);
    }
  }

  /// Between what figures a base has to lie: all numbers are exact, so no other one makes the quotient fit. Nothing:
  /// not told, as a side may be zero or less.
  static std::optional<dsl::Interval> base_wanted(const Value& plain, const Value& numerator) {
    const auto is_positive = [](const Value& value) {
      return value.is(Kind::quantity) && value.interval().low && value.interval().high &&
             *value.interval().low > Number();
    };
    if (!is_positive(plain) || !is_positive(numerator)) return std::nullopt;
    return numerator.interval() / plain.interval();
  }

  [[nodiscard]] bool is_base_in_reach(const Value& base) const {
    const dsl::Interval& own = base.interval();
    return !base_wanted_ || !own.low || !(*own.low > Number()) || own.intersects(*base_wanted_);
  }

  void try_base(const Value& plain, const Value& numerator, const Value& denominator, std::uint32_t fact,
                std::set<std::uint32_t>& tried) {
    const Value& base = index().value(fact);
    if (!tried.insert(fact).second || fact == plain.fact || fact == numerator.fact || fact == denominator.fact) return;
    if (!base.is(Kind::quantity) || base.dimension != denominator.dimension || base.approximate) return;
    if (denominator.is(Kind::quantity) && base.number() == denominator.number()) return;
    if (!is_base_in_reach(base)) {
      if (budget_ > 0) --budget_;  // it counts as tried
      return;
    }
    if (!same_as_plain(plain, divide(numerator, base))) return;
    const std::string name = index().fact(fact).name.empty() ? index().fact(fact).label : index().fact(fact).name;
    hit(Slip::base, "以" + name + figure(fact).text() + "为分母");
  }

  /// 20.95% where 79.05% is meant.
  void try_complement() {
    for (const bool left : {true, false}) {
      const Value& plain = left ? compared_.left : compared_.right;
      if (!plain.written || plain.fact == kNoFact || plain.dimension != dsl::Dimension::rate ||
          plain.figure() == nullptr)
        continue;
      const Quantity& q = *plain.figure();
      const Quantity other = rewritten(q, Number(1) * Number::power_of_ten(-q.power_of_ten) - q.written, q.decimals,
                                       q.power_of_ten, q.unit);
      if (other.value == q.value || plain.fact >= index().stated_count()) continue;
      const Value value = Value::of_figure(other, plain.fact);
      wanted_ = range_.of(plain.fact);
      if (holds_with(plain.fact, value)) hit(Slip::complement, q.text() + "是100%减去" + other.text() + "所得");
    }
  }

  [[nodiscard]] std::string tell() const {
    std::set<Slip> kinds;
    for (const Hit& h : hits_) kinds.insert(h.slip);
    if (kinds.size() != 1 || hits_.size() > kMaxTold) return {};
    std::string text = "若" + hits_.front().text;
    if (hits_.size() > 1) text += "，或" + hits_[1].text;
    return text + "，则相符";
  }

  Evaluator& evaluator_;
  const Record& record_;
  const Compared& compared_;
  std::uint64_t& budget_;
  std::vector<std::uint32_t> facts_;
  std::vector<Hit> hits_;
  SlipRange range_;
  std::optional<dsl::Interval> wanted_;  // of the figure that is tried; nothing: it is not known
  std::deque<Bounds> bounds_;            // by decimals
  std::optional<dsl::Interval> base_wanted_;
};

}  // namespace

std::string likely_slip(Evaluator& evaluator, const Record& record, const Compared& compared, std::uint64_t& budget) {
  const Op op = evaluator.program().expressions[compared.expression.value].op;
  const bool equation = op == Op::approx || op == Op::equal;
  if (!equation || !compared.left.is(Kind::quantity) || !compared.right.is(Kind::quantity)) return {};
  std::string text = budget > 0 ? Search(evaluator, record, compared, budget).run() : std::string();
  evaluator.clear_truncated();
  return text;
}

}  // namespace hegui::engine
