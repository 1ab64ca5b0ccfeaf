// What a rate divides, as the passes over rates hand it to one another.
// Made by ratio_by_name() and the finder of ratios.cpp; only find_ratios() reads it.
// Afterwards a ratio is told when it is sure, or when the quotient agrees with the rate.
#pragma once

#include <cstdint>

#include "checker/report/lexicon.hpp"
#include "checker/report/report.hpp"

namespace hegui::report {

struct RatioParts {
  FactId numerator, denominator;
  bool sure = false;
};

inline constexpr std::uint32_t ratio_look_back = 60;  // figures

/// 备案率 ↔ 已备案164个: the counts before a rate that its name, a target or the arithmetic tie to it.
RatioParts ratio_by_name(const Report& report, const Lexicon::Tables& tables, std::uint32_t rate);

}  // namespace hegui::report
