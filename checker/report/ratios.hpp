// What a rate divides, as the passes over rates hand it to one another.
// Made by ratio_by_name() and the finder of ratios.cpp; only find_ratios() reads it.
// Afterwards a ratio is told when it is sure, or when the quotient agrees with the rate.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "checker/report/lexicon.hpp"
#include "checker/report/report.hpp"

namespace hegui::report {

struct RatioParts {
  FactId numerator, denominator;
  bool sure = false;
};

inline constexpr std::uint32_t ratio_look_back = 60;  // figures

/// The indicators of a report that have a target and an actual value, by the later of the two.
class MeasuredIndicators {
 public:
  explicit MeasuredIndicators(const Report& report);
  /// Those whose later figure is the one right before this fact, in their order.
  [[nodiscard]] std::span<const std::uint32_t> before(std::uint32_t fact) const;

 private:
  std::map<std::uint32_t, std::vector<std::uint32_t>> by_last_;
};

/// 备案率 ↔ 已备案164个: the counts before a rate that its name, a target or the arithmetic tie to it.
RatioParts ratio_by_name(const Report& report, const Lexicon::Tables& tables, const MeasuredIndicators& measured,
                         std::uint32_t rate);

/// 应年检181家，实际176家，年检率97.24%: two other counts right before the rate give it exactly, the pair chosen does
/// not.
[[nodiscard]] bool counted_otherwise(const Report& report, const RatioParts& chosen, FactId rate);

/// 药占比30.17%（药品收入占医疗收入的比例）: the bracket behind a rate says what it divides; invalid where it does not,
/// or where no figure goes by these names.
[[nodiscard]] RatioParts explained_in_bracket(const Report& report, const Lexicon::Tables& tables, std::uint32_t rate);

/// 全年预算130534万元，按来源分为一般公共预算128386万元和…: what came from one source is not what a rate that names no
/// source is measured by.
[[nodiscard]] bool is_part_by_source(const Report& report, const Lexicon::Tables& tables, const Fact& part,
                                     const Fact& rate);

/// 基本支出2268万元，占75.41%；项目支出739万元，占24.59%: shares that are exactly those of their own sum are not held
/// against a wider whole that fits none of them.
void drop_shares_of_their_sum(Report& report);

/// 全年政府采购842.60万元，…；面向中小企业采购758.34万元，占90.00%: the larger sum of the sentence on the same scope.
FactId wider_of_scope(const Report& report, const Lexicon::Tables& tables, FactId part_id);

}  // namespace hegui::report
