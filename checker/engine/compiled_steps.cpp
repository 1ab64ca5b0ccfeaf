#include "checker/engine/compiled_steps.hpp"

#include <algorithm>
#include <utility>

namespace hegui::engine {

namespace {

constexpr int kMostDecimals = 12;
constexpr std::int64_t kLargestConstant = 1'000'000'000'000'000'000;  // 10^18

}  // namespace

std::uint16_t Emitter::emit(Step step, Operand a, Operand b, Operand c, std::uint16_t& count) {
  const auto key = std::make_tuple(step, a, b, c);
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  if (count >= kMostResults) throw Unfit();
  code_.steps.push_back({step, for_when_, count, a, b, c});
  known_.emplace(key, count);
  return count++;
}

std::uint16_t Emitter::truth_step(Step step, std::uint16_t a, std::uint16_t b, std::uint16_t c) {
  const std::uint16_t result = emit(step, of_truth(a), of_truth(b), of_truth(c), code_.truths);
  if (!is_knowable(a) || !is_knowable(b) || !is_knowable(c)) unknowable_.insert(result);
  return result;
}

std::uint16_t Emitter::unknowable() {
  if (code_.truths >= kMostResults) throw Unfit();
  unknowable_.insert(code_.truths);
  return code_.truths++;  // no step fills it
}

void Emitter::guard(Step step, Operand a) {
  if (a.kind == Operand::Kind::constant) {
    const std::int64_t value = code_.constants[a.index];
    if (step == Step::positive ? value <= 0 : value < 0) throw Unfit();
    return;
  }
  std::uint16_t none = 0;
  emit(step, a, {}, {}, none);
}

void Emitter::guard_truth(std::uint16_t truth) {
  std::uint16_t none = 0;
  emit(Step::certain, of_truth(truth), of_truth(truth), of_truth(truth), none);
}

Operand Emitter::constant(std::int64_t value) {
  const auto at = std::find(code_.constants.begin(), code_.constants.end(), value);
  const auto index = at - code_.constants.begin();
  if (at == code_.constants.end()) {
    if (code_.constants.size() >= kMostResults) throw Unfit();
    code_.constants.push_back(value);
  }
  return {Operand::Kind::constant, static_cast<std::uint16_t>(index)};
}

Operand Emitter::times(Operand a, Operand b) {
  if (b.kind == Operand::Kind::constant && a.kind != Operand::Kind::constant) std::swap(a, b);
  if (a.kind == Operand::Kind::none) return b;
  if (b.kind == Operand::Kind::none) return a;
  if (a.kind != Operand::Kind::constant) return number_step(Step::multiply, a, b);
  const std::int64_t factor = code_.constants[a.index];
  if (factor == 1) return b;
  if (b.kind != Operand::Kind::constant) return number_step(Step::multiply, b, a);
  std::int64_t product = 0;
  if (__builtin_mul_overflow(factor, code_.constants[b.index], &product) || product > kLargestConstant ||
      product < -kLargestConstant)
    throw Unfit();
  return constant(product);
}

Operand Emitter::shifted(Operand a, int decimals) {
  if (decimals == 0) return a;
  if (decimals < 0 || decimals > 18) throw Unfit();
  std::int64_t power = 1;
  for (int i = 0; i < decimals; ++i) power *= 10;
  return times(a, constant(power));
}

Part Emitter::of_number(const dsl::Number& number, dsl::Dimension dimension) {
  for (int e = 0; e <= kMostDecimals; ++e)
    if (const auto whole = (number * dsl::Number::power_of_ten(e)).to_int64()) {
      if (*whole > kLargestConstant || *whole < -kLargestConstant) break;
      return {constant(*whole), {}, e, dimension};
    }
  throw Unfit();
}

void Emitter::level(Part& a, Part& b) {
  if (a.d != b.d) {
    const Operand left = a.d, right = b.d;
    a.n = times(a.n, right);
    b.n = times(b.n, left);
    a.d = b.d = times(left, right);
  }
  const int e = std::max({a.e, b.e, 0});
  a.n = shifted(a.n, e - a.e);
  b.n = shifted(b.n, e - b.e);
  a.e = b.e = e;
}

}  // namespace hegui::engine
