// Functions, loops inside expressions, words, sections, nearness, membership.
// An aggregate takes lists and queries and closes over them; a let that holds one fact is no list.
#include <algorithm>

#include "dsl/check_expressions.hpp"
#include "dsl/check_names.hpp"
#include "dsl/check_terms.hpp"
#include "dsl/keyword.hpp"
#include "dsl/slips.hpp"

namespace hegui::dsl::checking {

namespace {

Type words_type() { return simple_type(Type::Kind::words); }
Type boolean_type() { return simple_type(Type::Kind::boolean); }

}  // namespace

// ---- functions ---------------------------------------------------------------------------------------------------

ExprId Expressions::node(const syntax::Expr& tree, const syntax::Call& call) {
  const std::string& name = call.function.text;
  if (const BuiltinRow* row = find_builtin(name)) return builtin(tree, call, *row);
  for (std::uint32_t i = 0; i < program_.functions.size(); ++i) {
    const Function& candidate = program_.functions[i];
    if (candidate.name != name && candidate.english != name) continue;
    if (context_.sees(*scope_.file, candidate.origin.rulebook)) return function(tree, call, FunctionId{i});
    report("HG-N041", call.function.span, {name, program_.rulebooks[candidate.origin.rulebook].id});
    return unknown(tree);
  }
  // 有章节（改进措施）: a keyword without a blank behind it.
  for (const Keyword keyword : {Keyword::has, Keyword::lacks, Keyword::not_}) {
    const std::string_view zh = row(keyword).zh;
    if (!name.starts_with(zh)) continue;
    const std::string_view called = std::string_view(name).substr(zh.size());
    if (called != row(Keyword::section).zh && find_builtin(called) == nullptr) continue;
    const Span span{call.function.span.begin, static_cast<std::uint32_t>(call.function.span.begin + zh.size())};
    report("HG-P011", span, {std::string(zh)}).suggestion = std::string(zh) + " " + quote(tree).substr(zh.size());
    return unknown(tree);
  }
  if (const WordSlip* slip = word_slip_at(name, false); slip != nullptr && slip->written == name) {  // 没有 [会议费]
    report("HG-P010", call.function.span, {name}).suggestion = std::string(slip->meant_zh);
    for (const auto& argument : call.arguments) check(*argument);
    return unknown(tree);
  }
  std::vector<std::string_view> known;
  for (const BuiltinRow& row : builtins()) {
    known.push_back(row.name);
    known.push_back(row.english);
  }
  for (const Function& candidate : program_.functions) known.push_back(candidate.name);
  context_.report_unknown("HG-N032", *scope_.file, call.function, {name}, known);
  for (const auto& argument : call.arguments) check(*argument);
  return unknown(tree);
}

ExprId Expressions::function(const syntax::Expr& tree, const syntax::Call& call, FunctionId id) {
  ensure_function(context_, id);
  context_.used_functions.insert(id.value);
  std::vector<ExprId> arguments;
  for (const auto& argument : call.arguments) arguments.push_back(check(*argument));
  const Function& function = program_.functions[id.value];
  if (arguments.size() != function.parameters.size()) {
    report("HG-T014", tree.span,
           {function.name, std::to_string(function.parameters.size()), std::to_string(arguments.size())});
    return unknown(tree);
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    adapt_zero(arguments[i], function.parameters[i]);
    const Type given = type(arguments[i]);
    if (fits(function.parameters[i], given)) continue;
    std::vector<std::string> problem{function.name, std::to_string(i + 1)};
    append_type(problem, function.parameters[i]);
    append_type(problem, value_type(given));
    report("HG-T035", call.arguments[i]->span, std::move(problem));
    return unknown(tree);
  }
  if (is_unknown(function.result)) return unknown(tree);
  return add(Op::call_function, tree, function.result, std::move(arguments), id.value);
}

ExprId Expressions::aggregate_argument(const syntax::Expr& tree, bool single) {
  const ExprId id = check(tree);
  const Type given = type(id);
  if (is_unknown(given) || given.kind == Type::Kind::list || given.kind == Type::Kind::section) return id;
  // A report may have several sections of one kind, so a field of them is a list.
  const Expr& expr = program_.expressions[id.value];
  if (expr.op == Op::field && type(expr.children.front()).kind == Type::Kind::section) return id;
  if (given.kind == Type::Kind::fact_query && program_.expressions[id.value].op == Op::query) return id;
  if (!single && is_quantity(value_type(given))) return id;
  std::vector<std::string> arguments{quote(tree)};
  append_type(arguments, given);
  report("HG-T013", tree.span, std::move(arguments));
  return unknown(tree);
}

ExprId Expressions::builtin(const syntax::Expr& tree, const syntax::Call& call, const BuiltinRow& row) {
  const std::size_t count = call.arguments.size();
  const std::string name(row.name);
  if (count < row.min_arguments || count > row.max_arguments) {
    const std::string wanted = row.min_arguments == row.max_arguments
                                   ? std::to_string(row.min_arguments)
                                   : std::to_string(row.min_arguments) + "～" + std::to_string(row.max_arguments);
    report("HG-T014", tree.span, {name, wanted, std::to_string(count)});
    for (const auto& argument : call.arguments) check(*argument);
    return unknown(tree);
  }
  std::vector<ExprId> arguments;
  for (const auto& argument : call.arguments) {
    if (row.aggregate) {
      arguments.push_back(aggregate_argument(*argument, count == 1));
    } else if (row.builtin == Builtin::length) {
      arguments.push_back(as_text(*argument, check(*argument), false));
    } else {
      arguments.push_back(value(*argument));
    }
  }
  if (std::any_of(arguments.begin(), arguments.end(), [&](ExprId id) { return is_unknown(type(id)); }))
    return unknown(tree);

  // The type of one element, the same for all arguments.
  const auto element = [&](std::size_t i) {
    const Type given = type(arguments[i]);
    return value_type(given.kind == Type::Kind::list ? element_type(given) : given);
  };
  const auto refuse = [&](std::size_t i) {
    std::vector<std::string> problem{name};
    append_type(problem, element(i));
    report("HG-T015", call.arguments[i]->span, std::move(problem));
    return unknown(tree);
  };
  const auto index = static_cast<std::uint32_t>(&row - builtins().data());
  const auto result = [&](Type type) {
    const ExprId id = add(Op::call_builtin, tree, std::move(type), arguments, index);
    program_.expressions[id.value].text = name;
    return id;
  };
  switch (row.result) {
    case ResultRule::same_as_elements: {
      Type common = element(0);
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (!is_quantity(element(i))) return refuse(i);
        if (i == 0) continue;
        if (!agree(*call.arguments[0], arguments[0], *call.arguments[i], arguments[i], "HG-T001")) return unknown(tree);
        if (common.any_dimension) common = element(i);
      }
      return result(std::move(common));
    }
    case ResultRule::same_as_argument: {
      if (!is_quantity(element(0))) return refuse(0);
      if (arguments.size() > 1 &&
          (!is_quantity(element(1)) || (element(1).dimension != Dimension::number && !element(1).any_dimension)))
        return refuse(1);
      return result(element(0));
    }
    case ResultRule::item_count: return result(quantity_type(Dimension::count));
    case ResultRule::boolean: {
      if (!is_quantity(element(0)) && !is_text(element(0))) return refuse(0);
      return result(boolean_type());
    }
    case ResultRule::number: return result(quantity_type(Dimension::number));
    case ResultRule::year: {
      const Type given = element(0);
      const bool dated = is_quantity(given) && (given.any_dimension || given.dimension == Dimension::date ||
                                                given.dimension == Dimension::year);
      return dated ? result(quantity_type(Dimension::year)) : refuse(0);
    }
    case ResultRule::list: {
      Type given = type(arguments[0]);
      return result(given.kind == Type::Kind::list ? given : list_of(loop_type(arguments[0])));
    }
  }
  return unknown(tree);
}

// ---- loops -------------------------------------------------------------------------------------------------------

ExprId Expressions::list(const syntax::Expr& tree) { return aggregate_argument(tree, true); }

Type Expressions::loop_type(ExprId list) const {
  const Type given = type(list);
  if (given.kind == Type::Kind::list) return element_type(given);
  if (given.kind == Type::Kind::section) {
    Type section = simple_type(Type::Kind::record);
    section.record = static_cast<std::uint16_t>(Record::section);
    return section;
  }
  if (given.kind != Type::Kind::fact_query) return given;
  Type fact = given;
  fact.kind = Type::Kind::record;
  fact.record = static_cast<std::uint16_t>(Record::fact);
  fact.element = Type::Kind::unknown;
  return fact;
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::Quantifier& quantifier) {
  const ExprId over = list(*quantifier.list);
  const std::uint32_t slot = declare_local(quantifier.variable, loop_type(over), {}, false);
  const ExprId body = condition(*quantifier.body);
  undeclare_local();
  const Op op = quantifier.kind == syntax::QuantifierKind::every ? Op::every : Op::some;
  return add(op, tree, boolean_type(), {over, body}, slot);
}

// ---- words and text ----------------------------------------------------------------------------------------------

ExprId Expressions::node(const syntax::Expr& tree, const syntax::WordsRef& words) {
  const WordsId id = program_.find_words(words.list.text);
  if (id.valid() && context_.sees(*scope_.file, program_.word_lists[id.value].origin.rulebook)) {
    context_.used_word_lists.insert(id.value);
    return add(Op::words, tree, words_type(), {}, id.value);
  }
  if (id.valid()) {
    report("HG-N041", words.list.span,
           {words.list.text, program_.rulebooks[program_.word_lists[id.value].origin.rulebook].id});
    return unknown(tree);
  }
  std::vector<std::string_view> known;
  for (const WordList& list : program_.word_lists) known.push_back(list.name);
  context_.report_unknown("HG-N035", *scope_.file, words.list, {words.list.text}, known);
  return unknown(tree);
}

/// Of conditions a condition; of words and values a group for the operator on its left.
ExprId Expressions::node(const syntax::Expr& tree, const syntax::AnyOf& any) {
  std::vector<ExprId> values;
  bool conditions = !any.values.empty(), figures = conditions;
  for (const auto& entry : any.values) {
    values.push_back(check(*entry));
    const Type given = value_type(type(values.back()));
    conditions = conditions && (is_boolean(given) || is_unknown(given));
    figures = figures && (is_quantity(given) || is_unknown(given));
  }
  const Op op = any.all ? Op::all_of : Op::any_of;
  if (conditions) return add(op, tree, boolean_type(), std::move(values));
  Type group = words_type();
  if (figures) {
    group.element = Type::Kind::quantity;
    return add(op, tree, std::move(group), std::move(values));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Type given = value_type(type(values[i]));
    const bool list_of_text = given.kind == Type::Kind::list && is_text(element_type(given));
    if (is_unknown(given) || is_text(given) || given.kind == Type::Kind::words || list_of_text) continue;
    std::vector<std::string> arguments{quote(*any.values[i])};
    append_type(arguments, given);
    report("HG-T026", any.values[i]->span, std::move(arguments));
    values[i] = unknown(*any.values[i]);
  }
  return add(op, tree, std::move(group), std::move(values));
}

ExprId Expressions::as_text(const syntax::Expr& tree, ExprId id, bool lists) {
  const Type given = type(id);
  if (is_unknown(given) || is_text(value_type(given))) return id;
  if (given.kind == Type::Kind::section) return field_node(tree.span, id, *field_row(Field::section_text));
  Type element = given;
  if (lists && given.kind == Type::Kind::list) {
    element = element_type(given);
    if (is_text(element)) return id;
  }
  if (element.kind == Type::Kind::record) {
    if (const FieldRow* row = text_field(static_cast<Record>(element.record))) return field_node(tree.span, id, *row);
  }
  std::vector<std::string> arguments{quote(tree)};
  append_type(arguments, given);
  report("HG-T010", tree.span, std::move(arguments));
  return unknown(tree);
}

ExprId Expressions::sought(const syntax::Expr& tree, std::string_view code) {
  text_expected_ = true;
  const ExprId id = check(tree);
  text_expected_ = false;
  const Type given = type(id);
  const bool words = given.kind == Type::Kind::words && given.element != Type::Kind::quantity;
  if (is_unknown(given) || is_text(value_type(given)) || words) return id;
  std::vector<std::string> arguments;
  if (code == "HG-T010") {
    arguments.push_back(quote(tree));
    append_type(arguments, given);
  }
  report(code, tree.span, std::move(arguments));
  return unknown(tree);
}

ExprId Expressions::search(const syntax::Expr& tree, const syntax::Binary& binary) {
  const ExprId left = as_text(*binary.left, check(*binary.left), true);
  ExprId right;
  if (binary.op == syntax::BinaryOp::matches) {
    right = check(*binary.right);
    const Op op = program_.expressions[right.value].op;
    if (op != Op::literal_regex && op != Op::any_of && op != Op::all_of && !is_unknown(type(right)))
      report("HG-T011", binary.right->span);
  } else {
    right = sought(*binary.right, "HG-T010");
  }
  const Op op = binary.op == syntax::BinaryOp::matches ? Op::matches : Op::contains;
  return add(op, tree, boolean_type(), {left, right});
}

// ---- membership --------------------------------------------------------------------------------------------------

std::string_view Expressions::aspect_of(ExprId id) const {
  const Expr& expr = program_.expressions[id.value];
  if (expr.op == Op::field) return field_aspect(static_cast<Field>(expr.index));
  if (expr.op == Op::aspect_name) return program_.aspects[expr.index].english;
  if (expr.op == Op::local) {
    for (const Local& local : scope_.locals) {
      if (local.slot == expr.index) return local.aspect;
    }
  }
  return {};
}

ExprId Expressions::member_constant(const syntax::Expr& tree, const syntax::Name& name, std::string_view aspect) {
  const AspectId id = program_.find_aspect(aspect);
  if (!id.valid()) {
    // The taxonomy at hand does not have the aspect at all.
    report("HG-N027", name.span, {std::string(aspect)});
    return unknown(tree);
  }
  const auto at = context_.member_words.find({id.value, name.text});
  if (at != context_.member_words.end())
    return add(Op::member_constant, tree, simple_type(Type::Kind::text), {}, at->second.value);
  std::vector<std::string_view> known;
  for (const auto& [key, member] : context_.member_words) {
    if (key.first == id.value) known.push_back(key.second);
  }
  context_.report_unknown("HG-N039", *scope_.file, name, {name.text, program_.aspects[id.value].name}, known);
  return unknown(tree);
}

ExprId Expressions::within(const syntax::Expr& tree, const syntax::Binary& binary) {
  const ExprId left = check(*binary.left);
  const std::string_view aspect = aspect_of(left);
  if (is_unknown(type(left))) return add(Op::within, tree, boolean_type(), {left, unknown(*binary.right)});
  if (aspect.empty()) {
    report("HG-T024", binary.left->span, {quote(*binary.left)});
    return add(Op::within, tree, boolean_type(), {left, unknown(*binary.right)});
  }
  const auto constant = [&](const syntax::Expr& word) {
    if (const auto* reference = std::get_if<syntax::Reference>(&word.node))
      return member_constant(word, reference->name, aspect);
    if (const auto* literal = std::get_if<syntax::TextLiteral>(&word.node)) {
      syntax::Name name;
      name.text = plain_text(literal->text);
      name.span = word.span;
      return member_constant(word, name, aspect);
    }
    report("HG-T025", word.span);
    return unknown(word);
  };
  ExprId right;
  if (const auto* any = std::get_if<syntax::AnyOf>(&binary.right->node)) {
    std::vector<ExprId> values;
    for (const auto& entry : any->values) values.push_back(constant(*entry));
    right = add(any->all ? Op::all_of : Op::any_of, *binary.right, words_type(), std::move(values));
  } else {
    right = constant(*binary.right);
  }
  return add(Op::within, tree, boolean_type(), {left, right});
}

// ---- sections and nearness ---------------------------------------------------------------------------------------

ExprId Expressions::node(const syntax::Expr& tree, const syntax::SectionRef& section) {
  if (!scope_.queries_allowed) {
    report(scope_.refusal, tree.span, {quote(tree)});
    return unknown(tree);
  }
  std::vector<SectionKindId> kinds;
  for (const syntax::Name& name : section.kinds) {
    const auto at = context_.section_words.find(name.text);
    if (at == context_.section_words.end()) {
      std::vector<std::string_view> known;
      for (const auto& [word, id] : context_.section_words) known.push_back(word);
      context_.report_unknown("HG-N034", *scope_.file, name, {name.text}, known);
    } else if (!context_.sees(*scope_.file, program_.section_kinds[at->second.value].origin.rulebook)) {
      report("HG-N041", name.span,
             {name.text, program_.rulebooks[program_.section_kinds[at->second.value].origin.rulebook].id});
    } else {
      kinds.push_back(at->second);
    }
  }
  if (kinds.size() != section.kinds.size()) return unknown(tree);
  const auto index = static_cast<std::uint32_t>(program_.section_refs.size());
  program_.section_refs.push_back(std::move(kinds));
  Type type = simple_type(Type::Kind::section);
  type.record = static_cast<std::uint16_t>(Record::section);
  return add(Op::section, tree, std::move(type), {}, index);
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::Near& near) {
  const ExprId anchor = check(*near.anchor);
  const Type given = type(anchor);
  const bool placed = given.kind == Type::Kind::fact_query || given.kind == Type::Kind::section ||
                      (given.kind == Type::Kind::record && given.record != static_cast<std::uint16_t>(Record::report));
  if (!is_unknown(given) && !placed) {
    std::vector<std::string> arguments{quote(*near.anchor)};
    append_type(arguments, given);
    report("HG-T028", near.anchor->span, std::move(arguments));
  }
  const ExprId what = sought(*near.sought, "HG-T027");
  return add(Op::near, tree, boolean_type(), {anchor, what}, static_cast<std::uint32_t>(near.scope));
}

}  // namespace hegui::dsl::checking
