// What an expression comes to when a rule runs: a truth, a quantity, a text, a record, a list, or unknown and why.
// Made and consumed by the evaluator; lives as long as one evaluation of one report (it points into both).
// Afterwards nothing is unknown without a reason that a person can read, and no figure has lost its interval.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/engine/kleene.hpp"
#include "checker/report/report.hpp"
#include "dsl/number.hpp"
#include "dsl/program.hpp"
#include "dsl/quantity.hpp"
#include "dsl/records.hpp"

namespace hegui::engine {

/// Why something is not known. Only `not_found` is cured by 缺…按, 或无则 and 缺则报.
enum class Why : std::uint8_t {
  not_found,         // text: the operand as written in the rule
  several,           // the report gives different values
  approximate,       // 约, 余, 以上: takes no part in equations
  division_by_zero,  //
  undecided,         // an open interval (95%以上) that does not settle the comparison
  not_comparable,    //
  own_formula,       // a figure derived by a formula, compared with that very formula
  limit              // more work than one rule may cause
};
struct Reason {
  Why why = Why::not_found;
  std::string text;
  friend bool operator==(const Reason&, const Reason&) = default;
};
using Reasons = std::shared_ptr<const std::vector<Reason>>;
/// “没有找到[预算]”, “[预算]有多个值（80万元、81万元）”: a reason as a sentence.
std::string sentence_of(const Reason& reason);

constexpr std::uint32_t kNoFact = 0xFFFFFFFFU;

struct Value;
using Items = std::shared_ptr<const std::vector<Value>>;

struct Value {
  enum class Kind : std::uint8_t { unknown, boolean, quantity, text, record, list, member };
  /// How a list stands on the right of 包含, = …: each of its elements, any one of them, or all of them.
  enum class Group : std::uint8_t { plain, any, all };

  Kind kind = Kind::unknown;
  bool truth = false;  // boolean

  // quantity
  bool written = false;      // stands like this in the report or the rule, not computed
  bool approximate = false;  // takes no part in equations
  bool partial = false;      // a sum of which parts are missing: at least `number`; `reasons` says which
  dsl::Dimension dimension = dsl::Dimension::number;
  std::string_view noun, unit;            // unit: what to print computed money in
  dsl::Number number;                     // canonical
  dsl::Interval interval;                 // what the figures as written allow
  dsl::Number last_place;                 // one unit in the last stated place; zero: exact
  const dsl::Quantity* figure = nullptr;  // as written
  std::uint32_t fact = kNoFact;           // quantity or text: the fact it is (FactIndex)

  // text: `chars`, or the passages of the report when there are any
  std::string_view chars;
  std::shared_ptr<const std::string> owner;                      // keeps `chars` alive when it was made here
  std::shared_ptr<const std::vector<report::Passage>> passages;  // pieces in reading order
  bool has_place = false;
  report::Passage place;  // where `chars` stand, for evidence

  dsl::Record record = dsl::Record::report;  // record
  std::uint32_t index = 0;                   // of the record in its vector of the report
  dsl::MemberId member;                      // member; also text that names a member (报告.地区)
  Group group = Group::plain;
  Items items;      // list
  Reasons reasons;  // unknown; partial

  [[nodiscard]] bool is_known() const { return kind != Kind::unknown; }
  [[nodiscard]] bool is(Kind k) const { return kind == k; }
  [[nodiscard]] Truth as_truth() const { return kind == Kind::boolean ? known(truth) : Truth::unknown; }
  /// True when every reason for not knowing, or one of them, is that the operand is not in the report.
  [[nodiscard]] bool is_missing() const;
  [[nodiscard]] bool has_reason(Why why) const;

  static Value unknown(Why why, std::string text);
  static Value unknown(Reasons reasons);
  static Value boolean(bool value);
  static Value of_truth(Truth truth, Reasons reasons);
  static Value of_figure(const dsl::Quantity& quantity, std::uint32_t fact = kNoFact);
  static Value computed(dsl::Number number, dsl::Interval interval, dsl::Dimension dimension);
  static Value whole(std::int64_t number, dsl::Dimension dimension = dsl::Dimension::number);
  static Value text_view(std::string_view chars);
  static Value text_owned(std::string chars);
  static Value text_passages(std::vector<report::Passage> passages);
  static Value of_record(dsl::Record record, std::uint32_t index);
  static Value of_list(std::vector<Value> items, Group group = Group::plain);
  static Value of_items(Items items, Group group = Group::plain);
  static Value of_member(dsl::MemberId member);
};

/// The union of the reasons, in order, without doubles; null when neither has any.
Reasons join(const Reasons& a, const Reasons& b);

// ---- arithmetic: an unknown operand gives unknown with the reasons of both ---------------------------------------
Value add(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);
Value divide(const Value& a, const Value& b);
Value negate(const Value& a);

// ---- comparison ---------------------------------------------------------------------------------------------------
/// 误差: how far two sides may differ. `rounding`: what the stated places allow, at least one unit in the last place.
struct Tolerance {
  bool rounding = false;
  const Value* amount = nullptr;  // null: none
};
struct Comparison {
  Truth truth = Truth::unknown;
  bool truncated = false;  // ≈ holds only if the figure was cut off instead of rounded
  Reasons reasons;
};
/// = ≠ < ≤ > ≥ of two quantities by their exact stated values, ≈ by their intervals.
Comparison compare(dsl::Op op, const Value& a, const Value& b, const Tolerance& tolerance = {});
/// Whether two written figures can be the same one (98.9 and 98.90; 27.98万件 and 279821件).
bool consistent(const Value& a, const Value& b);

// ---- days ---------------------------------------------------------------------------------------------------------
/// Days since 1970-01-01 and back; dates are computed with as days.
std::int64_t day_number(const dsl::CivilDate& date);
dsl::CivilDate civil_date(std::int64_t day);

}  // namespace hegui::engine
