// The facts of a report by concept, with every aspect as a number: what the evaluator looks facts up in.
// Made once per evaluation; figures derived by formulas are added to it while rules run.
// Afterwards whether a fact answers a query is a comparison of integers.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "checker/engine/plan.hpp"
#include "checker/engine/value.hpp"
#include "checker/report/report.hpp"

namespace hegui::engine {

/// The value of one aspect as a number: 0 none, a member, or a name found in the report.
using Code = std::uint32_t;
constexpr Code kNone = 0;
constexpr Code kNameBit = 0x80000000U;

/// How far a fact answers a query's fixed aspects; smaller is better, each rank decides before the next.
struct Rank {
  std::uint8_t below = 0;     // 1: its concept lies below the one asked for
  std::uint8_t umbrella = 0;  // place among the choices of an umbrella member
  std::uint8_t weak = 0;      // 1: an aspect asked for is only defaulted or is 收支
};
struct Candidate {
  std::uint32_t fact = 0;
  Rank rank;
};

class FactIndex {
 public:
  FactIndex(const Plan& plan, const report::Report& report);

  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const report::Report& report() const { return report_; }
  [[nodiscard]] const report::Fact& fact(std::uint32_t id) const;
  /// The fact as a value: its figure as written, its text, or what a formula came to.
  [[nodiscard]] const Value& value(std::uint32_t id) const {
    if (id >= values_.size()) return derived_[id - values_.size()].value;
    return values_[id].is_known() ? values_[id] : make_value(id);
  }
  [[nodiscard]] bool is_derived(std::uint32_t id) const {
    return id >= report_.facts.size() || !fact(id).derived_from.empty();
  }
  [[nodiscard]] std::uint32_t stated_count() const { return static_cast<std::uint32_t>(report_.facts.size()); }
  /// Stated and derived ones: as long as it is the same, so is the answer to every query.
  [[nodiscard]] std::size_t fact_count() const { return report_.facts.size() + derived_.size(); }

  /// Aspects of the program, and one more for the sub-unit that a head-count belongs to (Fact::entity).
  [[nodiscard]] std::uint32_t aspect_count() const { return aspects_; }
  [[nodiscard]] std::uint32_t entity_aspect() const { return aspects_ - 1; }
  [[nodiscard]] Code code(std::uint32_t fact, std::uint32_t aspect) const { return codes_[fact * aspects_ + aspect]; }
  [[nodiscard]] report::How how(std::uint32_t fact, std::uint32_t aspect) const {
    return hows_[fact * aspects_ + aspect];
  }
  /// True when a fact without this aspect is about nothing in particular of it (no 项目 named: the whole unit).
  [[nodiscard]] bool names_matter(std::uint32_t aspect) const { return names_matter_[aspect]; }
  [[nodiscard]] std::string_view aspect_name(std::uint32_t aspect) const;
  [[nodiscard]] std::string_view code_name(Code code) const;
  [[nodiscard]] std::optional<int> report_year() const { return report_year_; }
  static Code code_of(dsl::MemberId member) { return member.valid() ? member.value + 1 : kNone; }

  /// Facts of this very concept, in reading order, derived ones last.
  [[nodiscard]] const std::vector<std::uint32_t>& of_concept(dsl::ConceptId id) const {
    return by_concept_[std::min<std::size_t>(id.value, by_concept_.size() - 1)];
  }
  /// Stated facts of the same concept that agree in every aspect but those left out, itself among them, in reading
  /// order.
  enum class Leaving : std::uint8_t { year, stage_and_flow };
  [[nodiscard]] const std::vector<std::uint32_t>& alike(std::uint32_t fact, Leaving leaving) const;
  /// How many facts, stated and derived, have a concept that a query asks for. As long as their number is the same,
  /// so are the answers to the query.
  [[nodiscard]] std::size_t count_for(const QueryPlan& query) const;
  /// Facts that answer the query's concept, year and fixed aspects, in reading order, derived ones last.
  std::shared_ptr<const std::vector<Candidate>> candidates(std::uint32_t query, int year_shift);
  /// Adds a derived fact; it answers queries from now on. `value` is what it came to.
  std::uint32_t add_derived(report::Fact fact, Value value);

 private:
  Code intern(std::string_view name);
  void add_codes(const report::Fact& fact);
  const Value& make_value(std::uint32_t id) const;
  [[nodiscard]] bool answers(const QueryPlan& query, std::uint32_t fact, int year_shift, Rank& rank) const;
  [[nodiscard]] std::optional<int> guess_year() const;
  [[nodiscard]] std::vector<Code> key_without(std::uint32_t fact, Leaving leaving) const;

  struct Derived {
    report::Fact fact;
    Value value;
  };
  const Plan& plan_;
  const report::Report& report_;
  std::uint32_t aspects_ = 0;
  std::vector<Code> codes_;
  std::vector<report::How> hows_;
  std::vector<bool> names_matter_;
  std::vector<int> years_;  // per fact; kNoYear when there is none
  std::optional<int> report_year_;
  mutable std::vector<Value> values_;  // of stated facts; unknown until somebody asks
  std::deque<Derived> derived_;
  std::deque<std::string> names_;
  std::unordered_map<std::string_view, Code> name_codes_;
  std::vector<std::vector<std::uint32_t>> by_concept_;  // last: facts without a concept
  struct Answers {
    std::size_t count = 0;  // count_for() when they were looked up
    std::shared_ptr<const std::vector<Candidate>> all;
  };
  mutable std::array<std::map<std::vector<Code>, std::vector<std::uint32_t>>, 2> alike_;  // made when first asked for
  std::vector<Answers> answers_;                                      // of each query, in its own year
  std::map<std::pair<std::uint32_t, int>, Answers> shifted_answers_;  // in another year
};

}  // namespace hegui::engine
