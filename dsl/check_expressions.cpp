// Literals, names, fields and texts.
// A bare word is looked up among locals, parameters, word lists, the report and aspects, in this order.
#include "dsl/check_expressions.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "dsl/check_names.hpp"
#include "dsl/check_terms.hpp"
#include "dsl/pattern.hpp"

namespace hegui::dsl::checking {

// ---- nodes -------------------------------------------------------------------------------------------------------

ExprId Expressions::add(Op op, const syntax::Expr& tree, Type type, std::vector<ExprId> children, std::uint32_t index) {
  Expr expr;
  expr.op = op;
  expr.index = index;
  expr.type = std::move(type);
  expr.children = std::move(children);
  expr.span = tree.span;
  expr.source = scope_.file->source;
  const ExprId id{static_cast<std::uint32_t>(program_.expressions.size())};
  program_.expressions.push_back(std::move(expr));
  return id;
}

ExprId Expressions::unknown(const syntax::Expr& tree) { return add(Op::literal_bool, tree, {}); }

std::string Expressions::quote(const syntax::Expr& tree) const {
  std::string_view text = scope_.file->file->source->text(tree.span);
  // Messages put quotes around what they quote.
  if (std::holds_alternative<syntax::TextLiteral>(tree.node)) {
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}}) {
      if (text.size() < open.size() + close.size() || !text.starts_with(open) || !text.ends_with(close)) continue;
      text.remove_prefix(open.size());
      text.remove_suffix(close.size());
      break;
    }
  }
  return std::string(text);
}

ExprId Expressions::check(const syntax::Expr& tree) {
  return std::visit([&](const auto& inner) { return node(tree, inner); }, tree.node);
}

ExprId Expressions::condition(const syntax::Expr& tree) {
  const ExprId id = check(tree);
  if (!is_unknown(type(id)) && !is_boolean(type(id))) {
    std::vector<std::string> arguments{quote(tree)};
    append_type(arguments, type(id));
    report("HG-T008", tree.span, std::move(arguments));
  }
  return id;
}

ExprId Expressions::value(const syntax::Expr& tree) {
  const ExprId id = check(tree);
  if (is_boolean(type(id))) {
    report("HG-T009", tree.span, {quote(tree)});
    return unknown(tree);
  }
  return id;
}

// ---- literals ----------------------------------------------------------------------------------------------------

namespace {

struct Multiplier {
  std::string_view name;
  int power;
};
constexpr std::array kMultipliers{Multiplier{"百万", 6}, Multiplier{"千万", 7}, Multiplier{"万", 4},
                                  Multiplier{"亿", 8}};

Quantity bare_quantity(const syntax::NumberLiteral& literal) {
  Quantity quantity;
  quantity.value = quantity.written = literal.value;
  quantity.interval = Interval::exactly(literal.value);
  quantity.decimals = literal.decimals;
  return quantity;
}

/// What is wrong with a pattern, in the reader's words.
std::string pattern_error(const re2::RE2& pattern) {
  switch (pattern.error_code()) {
    case re2::RE2::ErrorMissingParen:
    case re2::RE2::ErrorUnexpectedParen: return "括号不配对";
    case re2::RE2::ErrorMissingBracket: return "方括号不配对";
    case re2::RE2::ErrorBadCharRange:
    case re2::RE2::ErrorBadCharClass: return "方括号里的字符写错";
    case re2::RE2::ErrorRepeatArgument:
    case re2::RE2::ErrorRepeatOp: return "* + ? 的位置不对";
    case re2::RE2::ErrorRepeatSize: return "重复次数写错或过大";
    case re2::RE2::ErrorBadEscape:
    case re2::RE2::ErrorTrailingBackslash: return "\\ 后面的字符不认识";
    case re2::RE2::ErrorBadPerlOp: return "不认识 (? 后面的写法";
    case re2::RE2::ErrorPatternTooLarge: return "样式太长";
    default: return pattern.error();
  }
}

/// 1O0万元 was read as the number 1 of the unit O0万元: letters that look like digits, with a digit among them.
std::optional<std::string> digits_meant(std::string_view unit) {
  std::string meant;
  bool letters = false, digits = false;
  for (; !unit.empty(); unit.remove_prefix(1)) {
    const char c = unit.front();
    if (c >= '0' && c <= '9') {
      digits = true;
      meant += c;
    } else if (c == 'O' || c == 'o') {
      letters = true;
      meant += '0';
    } else if (c == 'l' || c == 'I') {
      letters = true;
      meant += '1';
    } else {
      break;
    }
  }
  if (!letters || (!digits && find_unit(unit) == nullptr)) return std::nullopt;
  return meant + std::string(unit);
}

bool noun_is_known(const Program& program, std::string_view noun) {
  return std::any_of(program.concepts.begin(), program.concepts.end(), [&](const Concept& item) {
    return std::find(item.nouns.begin(), item.nouns.end(), noun) != item.nouns.end();
  });
}

}  // namespace

ExprId Expressions::node(const syntax::Expr& tree, const syntax::NumberLiteral& literal) {
  const auto make = [&](Quantity quantity) {
    Type type = quantity_type(quantity.dimension);
    type.noun = quantity.noun;
    const ExprId id = add(Op::literal_quantity, tree, std::move(type));
    program_.expressions[id.value].quantity = std::move(quantity);
    return id;
  };
  if (literal.unit.empty()) return make(bare_quantity(literal));
  if (const Unit* unit = find_unit(literal.unit))
    return make(make_quantity(literal.value, literal.decimals, *unit, Approximation::exact));

  std::string_view noun = literal.unit;
  if (const auto year = literal.value.to_int64(); (noun == "年" || noun == "年度") && year && *year >= 1900) {
    Quantity quantity = bare_quantity(literal);
    quantity.dimension = Dimension::year;
    quantity.unit = std::string(noun);
    return make(std::move(quantity));
  }
  int power = 0;
  for (const Multiplier& multiplier : kMultipliers) {
    if (!noun.starts_with(multiplier.name) || noun.size() == multiplier.name.size()) continue;
    noun.remove_prefix(multiplier.name.size());
    power = multiplier.power;
    break;
  }
  if (const auto digits = digits_meant(literal.unit); digits) {
    report("HG-T041", tree.span, {quote(tree)}).suggestion = literal.digits + *digits;
    return unknown(tree);
  }
  if (!noun_is_known(program_, noun)) {
    std::vector<std::string_view> known;
    for (const Unit& unit : units()) {
      known.push_back(unit.name);
      known.push_back(unit.english);
    }
    if (const auto hint = checking::nearest(literal.unit, known)) {
      report("HG-T029", tree.span, {literal.unit}).suggestion = *hint;
      return unknown(tree);
    }
    report("HG-L015", tree.span, {std::string(noun)});
  }
  return make(make_count(literal.value, literal.decimals, std::string(noun), power, Approximation::exact));
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::DateLiteral& literal) {
  const auto date = civil_date(context_, *scope_.file, literal, tree.span);
  if (!date) return unknown(tree);
  const ExprId id = add(Op::literal_date, tree, quantity_type(Dimension::date));
  program_.expressions[id.value].date = *date;
  return id;
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::TextLiteral& literal) {
  return text(literal.text, tree.span);
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::RegexLiteral& literal) {
  if (!shape_of_pattern(literal.pattern).well_formed) {
    const re2::RE2 pattern(literal.pattern, re2::RE2::Quiet);
    if (!pattern.ok()) report("HG-T012", tree.span, {literal.pattern, pattern_error(pattern), pattern.error()});
  }
  const ExprId id = add(Op::literal_regex, tree, simple_type(Type::Kind::text));
  program_.expressions[id.value].text = literal.pattern;
  return id;
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::BoolLiteral& literal) {
  const ExprId id = add(Op::literal_bool, tree, simple_type(Type::Kind::boolean));
  program_.expressions[id.value].flag = literal.value;
  return id;
}

ExprId Expressions::text(const syntax::Template& tree, Span span) {
  syntax::Expr holder;
  holder.span = span;
  const auto literal = [&](const std::string& words) {
    const ExprId id = add(Op::literal_text, holder, simple_type(Type::Kind::text));
    program_.expressions[id.value].text = words;
    return id;
  };
  const bool plain = std::none_of(tree.parts.begin(), tree.parts.end(),
                                  [](const syntax::TemplatePart& part) { return part.value != nullptr; });
  if (plain) return literal(plain_text(tree));
  std::vector<ExprId> parts;
  for (const syntax::TemplatePart& part : tree.parts)
    parts.push_back(part.value ? printable(*part.value) : literal(part.text));
  return add(Op::text_template, holder, simple_type(Type::Kind::text), std::move(parts));
}

ExprId Expressions::printable(const syntax::Expr& tree) {
  const ExprId id = check(tree);
  const Type shown = value_type(type(id));
  const auto plain = [](const Type& t) { return is_unknown(t) || is_quantity(t) || is_text(t) || is_boolean(t); };
  if (plain(shown)) return id;
  if (shown.kind == Type::Kind::list && plain(value_type(element_type(shown)))) return id;
  const bool is_record = shown.kind == Type::Kind::record;
  if (is_record && shown.record != static_cast<std::uint16_t>(Record::report) &&
      shown.record != static_cast<std::uint16_t>(Record::section)) {
    if (const FieldRow* row = text_field(static_cast<Record>(shown.record))) return field_node(tree.span, id, *row);
  }
  std::vector<std::string> arguments{quote(tree)};
  append_type(arguments, shown);
  report("HG-T033", tree.span, std::move(arguments));
  return unknown(tree);
}

// ---- names -------------------------------------------------------------------------------------------------------

Local* Expressions::find_local(std::string_view name) {
  for (auto at = scope_.locals.rbegin(); at != scope_.locals.rend(); ++at) {
    if (at->name == name) return &*at;
  }
  return nullptr;
}

std::uint32_t Expressions::declare_local(const syntax::Name& name, Type type, ExprId value, bool is_let) {
  const ParamId parameter = program_.find_parameter(name.text);
  const bool hides_parameter =
      parameter.valid() && context_.sees(*scope_.file, program_.parameters[parameter.value].origin.rulebook);
  const Local* other = find_local(name.text);
  if (other != nullptr || hides_parameter || name.text == "报告" || name.text == "report") {
    Diagnostic& problem = report("HG-N042", name.span, {name.text});
    if (other != nullptr) context_.label(problem, {scope_.file, other->span}, "第一次在这里", "first used here");
  }
  Local local;
  local.name = name.text;
  local.slot = scope_.slots++;
  local.type = std::move(type);
  local.value = value;
  local.aspect = value.valid() ? aspect_of(value) : std::string_view{};
  local.span = name.span;
  local.is_let = is_let;
  scope_.locals.push_back(std::move(local));
  return scope_.locals.back().slot;
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::Reference& reference) {
  const std::string& name = reference.name.text;
  if (Local* local = find_local(name)) {
    local->used = true;
    // Loops run before lets are computed, so in the list of a loop a let stands for its expression.
    if (scope_.before_loops && local->is_let) return local->value;
    return add(Op::local, tree, local->type, {}, local->slot);
  }
  if (const ParamId id = program_.find_parameter(name);
      id.valid() && context_.sees(*scope_.file, program_.parameters[id.value].origin.rulebook)) {
    ensure_parameter(context_, id);
    context_.used_parameters.insert(id.value);
    return add(Op::parameter, tree, program_.parameters[id.value].type, {}, id.value);
  }
  if (const WordsId id = program_.find_words(name);
      id.valid() && context_.sees(*scope_.file, program_.word_lists[id.value].origin.rulebook)) {
    context_.used_word_lists.insert(id.value);
    return add(Op::words, tree, simple_type(Type::Kind::words), {}, id.value);
  }
  if (name == "报告" || name == "report") {
    Type type = simple_type(Type::Kind::record);
    type.record = static_cast<std::uint16_t>(Record::report);
    return add(Op::report_root, tree, std::move(type));
  }
  if (const AspectId id = program_.find_aspect(name);
      id.valid() && context_.sees(*scope_.file, program_.aspects[id.value].origin.rulebook)) {
    if (scope_.queries_allowed) return add(Op::aspect_name, tree, simple_type(Type::Kind::text), {}, id.value);
    report(scope_.refusal, tree.span, {name});  // there is no alignment yet
    return unknown(tree);
  }

  if (find_builtin(name) != nullptr ||
      std::any_of(program_.functions.begin(), program_.functions.end(),
                  [&](const Function& f) { return f.name == name || (!name.empty() && f.english == name); })) {
    report("HG-N040", tree.span, {name});
    return unknown(tree);
  }
  if (context_.words.contains(name)) {
    report("HG-N031", tree.span, {name});
    return unknown(tree);
  }
  const auto elsewhere = [&](const auto& entries, auto id) {
    if (!id.valid()) return false;
    report("HG-N041", tree.span, {name, program_.rulebooks[entries[id.value].origin.rulebook].id});
    return true;
  };
  if (elsewhere(program_.parameters, program_.find_parameter(name)) ||
      elsewhere(program_.word_lists, program_.find_words(name)))
    return unknown(tree);

  report_unknown_reference(tree, reference.name);
  return unknown(tree);
}

// ---- fields ------------------------------------------------------------------------------------------------------

ExprId Expressions::field_node(Span span, ExprId object, const FieldRow& row) {
  syntax::Expr holder;
  holder.span = span;
  Type result = row.type;
  const Type owner = type(object);
  if (row.field == Field::fact_value && !owner.any_dimension)
    result = value_type(owner.kind == Type::Kind::list ? element_type(owner) : owner);
  if (owner.kind == Type::Kind::list && result.kind != Type::Kind::list) result = list_of(result);
  const ExprId id = add(Op::field, holder, std::move(result), {object}, static_cast<std::uint32_t>(row.field));
  program_.expressions[id.value].text = std::string(row.name);
  return id;
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::Member& member) {
  const ExprId object = check(*member.object);
  const Type owner = type(object);
  if (is_unknown(owner)) return unknown(tree);
  Type element = owner.kind == Type::Kind::list ? element_type(owner) : owner;
  if (element.kind == Type::Kind::fact_query) {
    element.kind = Type::Kind::record;
    element.record = static_cast<std::uint16_t>(Record::fact);
  } else if (element.kind == Type::Kind::section) {
    element.kind = Type::Kind::record;
    element.record = static_cast<std::uint16_t>(Record::section);
  }
  if (element.kind != Type::Kind::record) {
    std::vector<std::string> arguments;
    append_type(arguments, owner);
    arguments.push_back(member.field.text);
    report("HG-T016", member.field.span, std::move(arguments));
    return unknown(tree);
  }
  const auto record = static_cast<Record>(element.record);
  if (const FieldRow* row = find_field(record, member.field.text)) return field_node(tree.span, object, *row);
  std::string names;
  std::vector<std::string_view> known;
  for (const FieldRow& row : fields()) {
    if (row.record != record) continue;
    names += (names.empty() ? "" : "、") + std::string(row.name);
    known.push_back(row.name);
    known.push_back(row.english);
  }
  context_.report_unknown("HG-N033", *scope_.file, member.field,
                          {type_name(element, false), member.field.text, std::move(names)}, known);
  return unknown(tree);
}

}  // namespace hegui::dsl::checking
