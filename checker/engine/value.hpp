// What an expression comes to when a rule runs: a truth, a quantity, a text, a record, a list, or unknown and why.
// Made and consumed by the evaluator; lives as long as one evaluation of one report (it points into both).
// Afterwards nothing is unknown without a reason that a person can read, and no figure has lost its interval.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/engine/kleene.hpp"
#include "checker/engine/shared.hpp"
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
using ReasonList = SharedList<Reason>;
using Reasons = Ref<ReasonList>;
/// “没有找到[预算]”, “[预算]有多个值（80万元、81万元）”: a reason as a sentence.
std::string sentence_of(const Reason& reason);

constexpr std::uint32_t kNoFact = 0xFFFFFFFFU;

struct Value;
using ItemList = SharedList<Value>;
using Items = Ref<ItemList>;

/// What a quantity comes to.
struct Amount : Shared {
  dsl::Number number;                     // canonical
  dsl::Interval interval;                 // what the figures as written allow
  dsl::Number last_place;                 // one unit in the last stated place; zero: exact
  const dsl::Quantity* figure = nullptr;  // as written
  std::string_view noun, unit;            // unit: what to print computed money in
};
/// A text that is more than one piece of the report, or none of it.
struct Pieces : Shared {
  std::string made;                        // keeps `chars` alive
  std::vector<report::Passage> in_report;  // in reading order
};

/// Small and cheap to move about: what takes room is shared (Amount, Pieces, Items, Reasons).
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

  Group group = Group::plain;  // list
  // text: `chars`, or the passages of the report
  bool of_passages = false;
  bool has_place = false;
  dsl::Record record = dsl::Record::report;  // record
  // Record: its place in its vector of the report. A plan's text or list of texts: its word or set of words in the
  // table of the plan (WordTable), counted from 1.
  std::uint32_t index = 0;
  std::uint32_t fact = kNoFact;  // quantity or text: the fact it is (FactIndex)
  dsl::MemberId member;          // member; also text that names a member (报告.地区)
  report::Passage place;         // where `chars` stand, for evidence; the passage, when there is one only
  std::string_view chars;
  Reasons reasons;  // unknown; partial

  [[nodiscard]] const dsl::Number& number() const { return amount().number; }
  [[nodiscard]] const dsl::Interval& interval() const { return amount().interval; }
  [[nodiscard]] const dsl::Number& last_place() const { return amount().last_place; }
  [[nodiscard]] const dsl::Quantity* figure() const { return amount().figure; }
  [[nodiscard]] std::string_view noun() const { return amount().noun; }
  [[nodiscard]] std::string_view unit() const { return amount().unit; }
  [[nodiscard]] const Amount& amount() const { return kind == Kind::quantity ? body_as<Amount>() : no_amount(); }
  /// The amount, of which nobody else knows: to be changed. Of a quantity only.
  Amount& own_amount();
  /// Of a text that is passages, in reading order.
  [[nodiscard]] std::span<const report::Passage> passages() const {
    return body_ ? std::span<const report::Passage>(body_as<Pieces>().in_report) : std::span(&place, 1);
  }
  /// Of a text in one piece: it stands in the report or in the program, for as long as they last.
  [[nodiscard]] bool is_view() const { return !body_; }
  /// Of a list.
  [[nodiscard]] const ItemList& items() const { return body_as<ItemList>(); }
  [[nodiscard]] Items shared_items() const { return Items(&items()); }

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
  static Value text_passage(const report::Passage& passage);
  static Value of_record(dsl::Record record, std::uint32_t index);
  static Value of_list(std::vector<Value> items, Group group = Group::plain);
  static Value of_items(Items items, Group group = Group::plain);
  static Value of_member(dsl::MemberId member);

  /// Takes what it shares, and what that shares, out of the counting.
  void keep_for_good(Keeper& keeper) const;

 private:
  template <class T>
  [[nodiscard]] const T& body_as() const {
    return static_cast<const T&>(*body_);
  }
  static const Amount& no_amount();
  Ref<Shared> body_;
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
