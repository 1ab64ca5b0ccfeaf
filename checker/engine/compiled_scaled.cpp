#include <optional>

#include "checker/engine/compiled.hpp"
#include "checker/engine/plan.hpp"

namespace hegui::engine {

using dsl::Dimension;
using dsl::ExprId;
using dsl::Number;

namespace {

std::optional<std::int64_t> scaled(const Number& number, Dimension dimension) {
  const auto whole = (number * Number::power_of_ten(scale_of(dimension))).to_int64();
  if (!whole || *whole >= kLargestScaled || *whole <= -kLargestScaled) return std::nullopt;
  return whole;
}

Scaled scaled(const Value& value, Dimension dimension) {
  Scaled result;
  result.state = Scaled::State::unusual;
  const dsl::Interval& interval = value.interval();
  if (!value.is(Value::Kind::quantity) || value.approximate || value.partial || value.dimension != dimension ||
      !interval.low || !interval.high || interval.low_open || interval.high_open)
    return result;
  const auto stated = scaled(value.number(), dimension);
  const auto low = scaled(*interval.low, dimension), high = scaled(*interval.high, dimension);
  if (!stated || !low || !high) return result;
  return {*stated, *low, *high, Scaled::State::plain};
}

}  // namespace

Scaled scaled(const dsl::Quantity& quantity, Dimension dimension) {
  return scaled(Value::of_figure(quantity), dimension);
}

Scaled scaled_setting(const Plan& plan, ExprId setting, Dimension dimension) {
  const std::uint32_t at = setting.value < plan.nodes.size() ? plan.nodes[setting.value].constant : kNoConstant;
  if (at == kNoConstant) return {0, 0, 0, Scaled::State::unusual};
  return scaled(plan.constants[at], dimension);
}

}  // namespace hegui::engine
