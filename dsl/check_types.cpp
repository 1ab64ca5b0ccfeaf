// The algebra of types: units in comparisons and in the four operations.
// A plain ratio (money ÷ money) is a rate, so that it compares with 100%; 人均 (money ÷ count) stays money.
#include "dsl/check_types.hpp"

#include "dsl/records.hpp"

namespace hegui::dsl::checking {

namespace {

using D = Dimension;

bool is_ratio_like(D dimension) { return dimension == D::rate || dimension == D::points; }

std::string joined_noun(const Type& left, const Type& right) { return left.noun.empty() ? right.noun : left.noun; }

Type with_noun(Type type, std::string noun) {
  type.noun = std::move(noun);
  return type;
}

bool nouns_agree(const Type& left, const Type& right) {
  return left.noun.empty() || right.noun.empty() || left.noun == right.noun;
}

std::optional<Type> sum_type(bool add, const Type& left, const Type& right) {
  const D l = left.dimension, r = right.dimension;
  if (l == D::date || r == D::date) {
    if (l == r) return add ? std::nullopt : std::optional(quantity_type(D::duration));
    if (l == D::date && r == D::duration) return left;
    if (add && l == D::duration) return right;
    return std::nullopt;
  }
  if (l == D::year || r == D::year) {
    if (l == r) return add ? std::nullopt : std::optional(quantity_type(D::number));
    if (l == D::year && r == D::number) return left;
    if (add && l == D::number) return right;
    return std::nullopt;
  }
  if (l == r) {
    if (l == D::count && !nouns_agree(left, right)) return std::nullopt;
    return with_noun(left, joined_noun(left, right));
  }
  if (is_ratio_like(l) && is_ratio_like(r)) return quantity_type(D::rate);
  if (l == D::count && r == D::number) return left;
  if (l == D::number && r == D::count) return right;
  return std::nullopt;
}

std::optional<Type> product_type(const Type& left, const Type& right) {
  const D l = left.dimension, r = right.dimension;
  const auto scalar = [](D d) { return d == D::number || is_ratio_like(d); };
  const auto measured = [](D d) { return d != D::date && d != D::year; };
  if (l == D::number && measured(r)) return right;
  if (r == D::number && measured(l)) return left;
  if (is_ratio_like(l) && is_ratio_like(r)) return quantity_type(D::rate);
  if (scalar(l) && measured(r)) return right;
  if (scalar(r) && measured(l)) return left;
  if (l == D::count && (r == D::money || r == D::score || r == D::duration)) return right;  // 单价 × 数量
  if (r == D::count && (l == D::money || l == D::score || l == D::duration)) return left;
  return std::nullopt;
}

std::optional<Type> quotient_type(const Type& left, const Type& right) {
  const D l = left.dimension, r = right.dimension;
  if (l == D::date || r == D::date || l == D::year || r == D::year) return std::nullopt;
  if (l == D::number && r == D::number) return left;
  if (l == D::count && r == D::count) return quantity_type(nouns_agree(left, right) ? D::rate : D::number);
  if (l == r) return quantity_type(D::rate);
  if (is_ratio_like(l) && is_ratio_like(r)) return quantity_type(D::rate);
  if (r == D::number || is_ratio_like(r)) return left;
  if (r == D::count) return left;  // 人均, 平均每件
  return std::nullopt;
}

}  // namespace

Type simple_type(Type::Kind kind) { return Type{.kind = kind}; }
Type quantity_type(Dimension dimension) { return Type{.kind = Type::Kind::quantity, .dimension = dimension}; }
Type any_quantity() { return Type{.kind = Type::Kind::quantity, .any_dimension = true}; }

Type value_type(const Type& type) {
  if (type.kind == Type::Kind::fact_query && type.element == Type::Kind::text) return simple_type(Type::Kind::text);
  if (type.kind == Type::Kind::fact_query ||
      (type.kind == Type::Kind::record && type.record == static_cast<std::uint16_t>(Record::fact))) {
    return Type{.kind = Type::Kind::quantity,
                .dimension = type.dimension,
                .any_dimension = type.any_dimension,
                .noun = type.noun};
  }
  if (type.kind == Type::Kind::record && type.record == static_cast<std::uint16_t>(Record::ratio))
    return quantity_type(Dimension::rate);
  return type;
}

Type element_type(const Type& list) {
  Type type = list;
  type.kind = list.element;
  type.element = Type::Kind::unknown;
  return type;
}

Type list_of(Type element) {
  element.element = element.kind;
  element.kind = Type::Kind::list;
  return element;
}

std::string type_name(const Type& type, bool english) {
  switch (type.kind) {
    case Type::Kind::unknown: return english ? "unknown" : "不明";
    case Type::Kind::text: return english ? "text" : "文字";
    case Type::Kind::boolean: return english ? "a condition" : "条件";
    case Type::Kind::section: return english ? "a section" : "章节";
    case Type::Kind::words: return english ? "a word list" : "词集";
    case Type::Kind::nothing: return english ? "nothing" : "空";
    case Type::Kind::fact_query: return type_name(value_type(type), english);
    case Type::Kind::list: {
      if (!english) return "一组" + type_name(element_type(type), false);
      std::string name = type_name(element_type(type), true);
      if (name.starts_with("a ")) name.erase(0, 2);
      const bool plural = element_type(type).kind == Type::Kind::record && !name.ends_with("s");
      return "a list of " + name + (plural ? "s" : "");
    }
    case Type::Kind::record:
      if (type.record == static_cast<std::uint16_t>(Record::report)) return english ? "the whole report" : "整份报告";
      for (const RecordRow& row : records()) {
        if (static_cast<std::uint16_t>(row.record) != type.record) continue;
        return english ? "a " + std::string(row.english) : std::string(row.name);
      }
      return english ? "a record" : "记录";
    case Type::Kind::quantity: {
      if (type.any_dimension) return english ? "a figure" : "数";
      if (type.dimension == D::score) return english ? "a score" : "分数";
      if (type.dimension == D::number) return english ? "a bare number" : "没有单位的数";
      std::string name(dimension_name(type.dimension, english));
      if (english && type.dimension != D::money && type.dimension != D::points) name.insert(0, "a ");
      if (!type.noun.empty()) name += english ? " (" + type.noun + ")" : "（" + type.noun + "）";
      return name;
    }
  }
  return {};
}

Agreement agreement(const Type& left, const Type& right) {
  if (left.any_dimension || right.any_dimension) return Agreement::yes;
  const D l = left.dimension, r = right.dimension;
  if (l == r) return l != D::count || nouns_agree(left, right) ? Agreement::yes : Agreement::nouns_differ;
  if (is_ratio_like(l) && is_ratio_like(r)) return Agreement::yes;
  if (l == D::number || r == D::number) {
    const D other = l == D::number ? r : l;
    return other == D::count || other == D::year ? Agreement::yes : Agreement::bare_number;
  }
  return Agreement::no;
}

std::optional<Type> arithmetic_type(Arithmetic operation, const Type& left, const Type& right) {
  if (left.any_dimension || right.any_dimension) return any_quantity();
  switch (operation) {
    case Arithmetic::add: return sum_type(true, left, right);
    case Arithmetic::subtract: return sum_type(false, left, right);
    case Arithmetic::multiply: return product_type(left, right);
    case Arithmetic::divide: return quotient_type(left, right);
  }
  return std::nullopt;
}

bool fits(const Type& wanted, const Type& given) {
  if (is_unknown(wanted) || is_unknown(given)) return true;
  if (wanted.kind == Type::Kind::record) {
    if (given.kind == Type::Kind::fact_query) return wanted.record == static_cast<std::uint16_t>(Record::fact);
    return given.kind == Type::Kind::record && given.record == wanted.record;
  }
  const Type value = value_type(given);
  if (wanted.kind != value.kind) return false;
  return !is_quantity(wanted) || agreement(wanted, value) == Agreement::yes;
}

}  // namespace hegui::dsl::checking
