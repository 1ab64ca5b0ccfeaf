#include "checker/report/relations.hpp"

#include <algorithm>

namespace hegui::report {

bool same_sentence(const Report& report, const Fact& a, const Fact& b) {
  if (a.at.block != b.at.block || a.in_table != b.in_table) return false;
  const std::uint32_t begin = std::min(a.at.end, b.at.end), end = std::max(a.at.begin, b.at.begin);
  if (end <= begin) return true;
  const std::string_view between = report.document.text->normalised().substr(begin, end - begin);
  return between.find("。") == std::string_view::npos;
}

bool same_measure(const Lexicon::Tables& tables, const dsl::Quantity& a, const dsl::Quantity& b) {
  if (a.dimension != b.dimension) return false;
  if (a.dimension != dsl::Dimension::count || a.noun == b.noun) return true;
  if (!tables.staff_total.valid()) return false;
  const auto& people = tables.program.concepts[tables.staff_total.value].nouns;
  const auto person = [&](const std::string& noun) {
    return std::find(people.begin(), people.end(), noun) != people.end() && noun != people.back();
  };
  return person(a.noun) && person(b.noun);
}

bool same_aspect(const Fact& a, const Fact& b, dsl::AspectId aspect, bool lenient) {
  if (!aspect.valid()) return true;
  const AspectValue* x = a.aspect(aspect);
  const AspectValue* y = b.aspect(aspect);
  if (x == nullptr || y == nullptr) return x == y || lenient;
  if (x->member == y->member && x->name == y->name) return true;
  return lenient && (x->how == How::defaulted || y->how == How::defaulted);
}

dsl::MemberId member_of(const Fact& fact, dsl::AspectId aspect) {
  const AspectValue* value = aspect.valid() ? fact.aspect(aspect) : nullptr;
  return value != nullptr ? value->member : dsl::MemberId{};
}

bool is_budget_stage(const Lexicon::Tables& tables, const Fact& fact) {
  const auto stage = member_of(fact, tables.stage);
  return stage.valid() && (stage == tables.initial_budget || stage == tables.revised_budget);
}

bool divides_to(const Fact& rate, const Fact& numerator, const Fact& denominator) {
  if (denominator.quantity.value.is_zero()) return false;
  const dsl::Number exact = numerator.quantity.value / denominator.quantity.value;
  const dsl::Number place = rate.quantity.last_place();
  const dsl::Number off = exact - rate.quantity.value;
  return off.abs() * dsl::Number(2) <= place || (off.sign() > 0 && off < place);
}

std::string aspect_key(const Fact& fact, dsl::AspectId aspect) {
  const AspectValue* value = aspect.valid() ? fact.aspect(aspect) : nullptr;
  if (value == nullptr) return "-";
  return value->member.valid() ? "#" + std::to_string(value->member.value) : value->name;
}

}  // namespace hegui::report
