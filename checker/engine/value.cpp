#include "checker/engine/value.hpp"

#include <algorithm>
#include <memory>

namespace hegui::engine {

std::string sentence_of(const Reason& reason) {
  return reason.why == Why::not_found ? "没有找到" + reason.text : reason.text;
}

bool Value::has_reason(Why why) const {
  return reasons && std::any_of(reasons->begin(), reasons->end(), [&](const Reason& r) { return r.why == why; });
}

bool Value::is_missing() const { return kind == Kind::unknown && has_reason(Why::not_found); }

Value Value::unknown(Why why, std::string text) {
  Value value;
  value.reasons = Reasons(new ReasonList(1, Reason{why, std::move(text)}));
  return value;
}

Value Value::unknown(Reasons reasons) {
  Value value;
  value.reasons = std::move(reasons);
  return value;
}

Value Value::boolean(bool truth) {
  Value value;
  value.kind = Kind::boolean;
  value.truth = truth;
  return value;
}

Value Value::of_truth(Truth truth, Reasons reasons) {
  return truth == Truth::unknown ? unknown(std::move(reasons)) : boolean(truth == Truth::yes);
}

Value Value::of_figure(const dsl::Quantity& quantity, std::uint32_t fact) {
  Value value;
  value.kind = Kind::quantity;
  value.written = true;
  value.approximate = !quantity.takes_part_in_equations();
  value.dimension = quantity.dimension;
  auto amount = std::make_unique<Amount>();
  amount->noun = quantity.noun;
  amount->unit = quantity.unit;
  amount->number = quantity.value;
  amount->interval = quantity.interval;
  if (quantity.approximation == dsl::Approximation::rounded) amount->last_place = quantity.last_place();
  // 100万元 and 0万元 are whole amounts, not amounts rounded to the nearest 万元: an amount that ends in zeros without
  // decimals left them out because they are zeros, too.
  if (quantity.dimension == dsl::Dimension::money && quantity.decimals == 0 &&
      quantity.approximation == dsl::Approximation::rounded && (quantity.written / dsl::Number(10)).is_integer())
    amount->interval = dsl::Interval::exactly(quantity.value);
  amount->figure = &quantity;
  value.body_ = Ref<Shared>(amount.release());
  value.fact = fact;
  return value;
}

Value Value::computed(dsl::Number number, dsl::Interval interval, dsl::Dimension dimension) {
  Value value;
  value.kind = Kind::quantity;
  value.dimension = dimension;
  auto amount = std::make_unique<Amount>();
  amount->number = std::move(number);
  amount->interval = std::move(interval);
  value.body_ = Ref<Shared>(amount.release());
  return value;
}

Value Value::whole(std::int64_t number, dsl::Dimension dimension) {
  return computed(dsl::Number(number), dsl::Interval::exactly(dsl::Number(number)), dimension);
}

Value Value::text_view(std::string_view chars) {
  Value value;
  value.kind = Kind::text;
  value.chars = chars;
  return value;
}

Value Value::text_owned(std::string chars) {
  Value value;
  value.kind = Kind::text;
  auto pieces = std::make_unique<Pieces>();
  pieces->made = std::move(chars);
  value.chars = pieces->made;
  value.body_ = Ref<Shared>(pieces.release());
  return value;
}

Value Value::text_passages(std::vector<report::Passage> passages) {
  Value value;
  value.kind = Kind::text;
  value.of_passages = true;
  auto pieces = std::make_unique<Pieces>();
  pieces->in_report = std::move(passages);
  value.body_ = Ref<Shared>(pieces.release());
  return value;
}

Value Value::text_passage(const report::Passage& passage) {
  Value value;
  value.kind = Kind::text;
  value.of_passages = true;
  value.place = passage;
  return value;
}

const Amount& Value::no_amount() {
  static const Amount nothing;
  return nothing;
}

Amount& Value::own_amount() {
  if (!body_.is_only_holder()) body_ = Ref<Shared>(new Amount(amount()));
  return const_cast<Amount&>(body_as<Amount>());  // made above, or by nobody but this value
}

void Value::keep_for_good(Keeper& keeper) const {
  if (kind == Kind::list)
    for (const Value& item : items()) item.keep_for_good(keeper);
  body_.keep_for_good(keeper);
  reasons.keep_for_good(keeper);
}

Value Value::of_record(dsl::Record record, std::uint32_t index) {
  Value value;
  value.kind = Kind::record;
  value.record = record;
  value.index = index;
  return value;
}

Value Value::of_list(std::vector<Value> items, Group group) {
  return of_items(Items(new ItemList(std::move(items))), group);
}

Value Value::of_items(Items items, Group group) {
  Value value;
  value.kind = Kind::list;
  value.group = group;
  value.body_ = Ref<Shared>(items.get());
  return value;
}

Value Value::of_member(dsl::MemberId member) {
  Value value;
  value.kind = Kind::member;
  value.member = member;
  return value;
}

Reasons join(const Reasons& a, const Reasons& b) {
  if (!a || a == b) return b;
  if (!b) return a;
  auto all = std::make_unique<ReasonList>(*a);
  for (const Reason& reason : *b)
    if (std::find(all->begin(), all->end(), reason) == all->end()) all->push_back(reason);
  return Reasons(all.release());
}

// Days are counted from 0000-03-01, so that the leap day is the last of its year.
std::int64_t day_number(const dsl::CivilDate& date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

dsl::CivilDate civil_date(std::int64_t day) {
  day += 719468;
  const std::int64_t era = (day >= 0 ? day : day - 146096) / 146097;
  const std::int64_t day_of_era = day - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  dsl::CivilDate date;
  date.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  date.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

}  // namespace hegui::engine
