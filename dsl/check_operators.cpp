// Logic, comparison and arithmetic.
// A rate is never compared with a bare number: whether 100 means 100% is not for the engine to guess.
#include <algorithm>

#include "dsl/check_expressions.hpp"

namespace hegui::dsl::checking {

namespace {

using syntax::BinaryOp;

Op op_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::logical_or: return Op::logical_or;
    case BinaryOp::logical_and: return Op::logical_and;
    case BinaryOp::equal: return Op::equal;
    case BinaryOp::not_equal: return Op::not_equal;
    case BinaryOp::less: return Op::less;
    case BinaryOp::less_equal: return Op::less_equal;
    case BinaryOp::greater: return Op::greater;
    case BinaryOp::greater_equal: return Op::greater_equal;
    case BinaryOp::approx: return Op::approx;
    case BinaryOp::contains: return Op::contains;
    case BinaryOp::matches: return Op::matches;
    case BinaryOp::within: return Op::within;
    case BinaryOp::add: return Op::add;
    case BinaryOp::subtract: return Op::subtract;
    case BinaryOp::multiply: return Op::multiply;
    case BinaryOp::divide: return Op::divide;
    case BinaryOp::or_else: return Op::or_else;
  }
  return Op::equal;
}

bool is_ordering(BinaryOp op) {
  return op == BinaryOp::less || op == BinaryOp::less_equal || op == BinaryOp::greater || op == BinaryOp::greater_equal;
}

bool is_value(const Type& type) {
  return type.kind == Type::Kind::quantity || type.kind == Type::Kind::text || type.kind == Type::Kind::boolean;
}

const syntax::NumberLiteral* bare_literal(const syntax::Expr& tree) {
  if (const auto* literal = std::get_if<syntax::NumberLiteral>(&tree.node))
    return literal->unit.empty() ? literal : nullptr;
  if (const auto* unary = std::get_if<syntax::Unary>(&tree.node); unary && unary->op == syntax::UnaryOp::negate)
    return bare_literal(*unary->operand);
  return nullptr;
}

}  // namespace

ExprId Expressions::node(const syntax::Expr& tree, const syntax::Unary& unary) {
  switch (unary.op) {
    case syntax::UnaryOp::logical_not: {
      const ExprId operand = condition(*unary.operand);
      return add(Op::logical_not, tree, simple_type(Type::Kind::boolean), {operand});
    }
    case syntax::UnaryOp::negate: {
      const ExprId operand = value(*unary.operand);
      const Type shown = value_type(type(operand));
      if (is_unknown(shown)) return unknown(tree);
      if (!is_quantity(shown)) {
        std::vector<std::string> arguments{"－"};
        append_type(arguments, shown);
        report("HG-T015", tree.span, std::move(arguments));
        return unknown(tree);
      }
      return add(Op::negate, tree, shown, {operand});
    }
    case syntax::UnaryOp::exists:
    case syntax::UnaryOp::missing: {
      if (const auto* words = std::get_if<syntax::TextLiteral>(&unary.operand->node)) {
        const std::string plain = plain_text(words->text);
        Diagnostic& problem = report("HG-T042", unary.operand->span, {"“" + plain + "”"});
        if (context_.section_words.contains(plain)) problem.suggestion = "章节（" + plain + "）";
        return unknown(tree);
      }
      const ExprId operand = check(*unary.operand);
      if (is_boolean(type(operand))) report("HG-T023", tree.span, {quote(*unary.operand)});
      const Op op = unary.op == syntax::UnaryOp::exists ? Op::exists : Op::missing;
      return add(op, tree, simple_type(Type::Kind::boolean), {operand});
    }
  }
  return unknown(tree);
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::Binary& binary) {
  switch (binary.op) {
    case BinaryOp::logical_or:
    case BinaryOp::logical_and: return logical(tree, binary);
    case BinaryOp::contains:
    case BinaryOp::matches: return search(tree, binary);
    case BinaryOp::within: return within(tree, binary);
    case BinaryOp::add:
    case BinaryOp::subtract:
    case BinaryOp::multiply:
    case BinaryOp::divide: return arithmetic(tree, binary);
    case BinaryOp::or_else: return or_else(tree, binary);
    default: return comparison(tree, binary);
  }
}

ExprId Expressions::logical(const syntax::Expr& tree, const syntax::Binary& binary) {
  const auto is_and = [](const syntax::Expr& side) {
    const auto* inner = std::get_if<syntax::Binary>(&side.node);
    return inner != nullptr && inner->op == BinaryOp::logical_and && !side.parenthesised;
  };
  if (binary.op == BinaryOp::logical_or && (is_and(*binary.left) || is_and(*binary.right)))
    report("HG-L026", tree.span);
  const ExprId left = condition(*binary.left);
  const ExprId right = check(*binary.right);
  if (is_unknown(type(right)) || is_boolean(type(right)))
    return add(op_of(binary.op), tree, simple_type(Type::Kind::boolean), {left, right});
  // [评价等级] = “优” 或 “良”: the second comparison lacks its left side.
  const syntax::Expr* before = binary.left.get();
  while (const auto* inner = std::get_if<syntax::Binary>(&before->node)) {
    if (inner->op != BinaryOp::logical_or && inner->op != BinaryOp::logical_and) break;
    before = inner->right.get();
  }
  const auto* comparison = std::get_if<syntax::Binary>(&before->node);
  const bool compares =
      comparison != nullptr && (comparison->op == BinaryOp::contains || is_ordering(comparison->op) ||
                                comparison->op == BinaryOp::equal || comparison->op == BinaryOp::not_equal);
  if (compares) {
    const Source& source = *scope_.file->file->source;
    const std::string_view head =
        source.text({comparison->left->span.begin, comparison->right->span.begin});  // up to the operator
    report("HG-T040", binary.right->span, {quote(*binary.right)}).suggestion =
        std::string(head) + std::string(source.text(binary.right->span));
  } else {
    std::vector<std::string> arguments{quote(*binary.right)};
    append_type(arguments, type(right));
    report("HG-T008", binary.right->span, std::move(arguments));
  }
  return add(op_of(binary.op), tree, simple_type(Type::Kind::boolean), {left, right});
}

// ---- agreement of two sides --------------------------------------------------------------------------------------

void Expressions::adapt_zero(ExprId literal, const Type& other) {
  Expr& expr = program_.expressions[literal.value];
  if (expr.op != Op::literal_quantity || expr.quantity.dimension != Dimension::number) return;
  if (!expr.quantity.value.is_zero() || !is_quantity(other) || other.any_dimension) return;
  if (other.dimension == Dimension::date || other.dimension == Dimension::year) return;
  expr.quantity.dimension = other.dimension;
  expr.quantity.noun = other.noun;
  expr.type = other;
}

void Expressions::report_bare_number(const syntax::Expr& literal_tree, const syntax::NumberLiteral& literal,
                                     const Type& other) {
  if (other.dimension == Dimension::rate || other.dimension == Dimension::points) {
    // 0.95 beside a rate is meant as 95%, 95 as 95%.
    const bool fraction = literal.decimals > 0 && literal.value <= Number(1);
    const std::string written = fraction ? (literal.value * Number(100)).to_text() : literal.digits;
    report("HG-T003", literal_tree.span, {literal.digits, written + "%"});
    return;
  }
  std::vector<std::string> arguments;
  append_type(arguments, other);
  arguments.push_back(literal.digits);
  std::string unit;
  for (const Unit& candidate : units()) {
    if (candidate.dimension == other.dimension && candidate.power_of_ten == 0) unit = std::string(candidate.name);
  }
  arguments.push_back(other.dimension == Dimension::money ? "元" : unit);
  report("HG-T004", literal_tree.span, std::move(arguments));
}

bool Expressions::agree(const syntax::Expr& left_tree, ExprId left, const syntax::Expr& right_tree, ExprId right,
                        std::string_view code) {
  adapt_zero(left, value_type(type(right)));
  adapt_zero(right, value_type(type(left)));
  const Type l = value_type(type(left)), r = value_type(type(right));
  switch (agreement(l, r)) {
    case Agreement::yes: return true;
    case Agreement::nouns_differ:
      report("HG-T005", {left_tree.span.begin, right_tree.span.end}, {l.noun, r.noun});
      return false;
    case Agreement::bare_number: {
      const bool left_is_bare = l.dimension == Dimension::number;
      const syntax::Expr& bare = left_is_bare ? left_tree : right_tree;
      const Type& other = left_is_bare ? r : l;
      if (const auto* literal = bare_literal(bare)) {
        report_bare_number(bare, *literal, other);
        return false;
      }
      // A quotient of plain numbers is a ratio like any other.
      if (other.dimension == Dimension::rate) return true;
      break;
    }
    case Agreement::no: break;
  }
  std::vector<std::string> arguments;
  append_type(arguments, l);
  append_type(arguments, r);
  report(code, {left_tree.span.begin, right_tree.span.end}, std::move(arguments));
  return false;
}

// ---- comparison --------------------------------------------------------------------------------------------------

ExprId Expressions::comparison(const syntax::Expr& tree, const syntax::Binary& binary) {
  ExprId left = check(*binary.left);
  ExprId right;
  // 报告.地区 = 湖南省: a bare word beside something that takes members is one of them.
  const auto* word = std::get_if<syntax::Reference>(&binary.right->node);
  const std::string_view aspect = aspect_of(left);
  const bool equality = binary.op == BinaryOp::equal || binary.op == BinaryOp::not_equal;
  const AspectId aspect_id = aspect.empty() ? AspectId{} : program_.find_aspect(aspect);
  if (word != nullptr && equality && aspect_id.valid() &&
      context_.member_words.contains({aspect_id.value, word->name.text})) {
    right = member_constant(*binary.right, word->name, aspect);
  } else {
    text_expected_ = is_text(value_type(type(left)));
    right = check(*binary.right);
    text_expected_ = false;
  }
  const Type result = simple_type(Type::Kind::boolean);
  // Two passages are equal when their words are.
  const auto is_passage = [](const Type& t) {
    return value_type(t).kind == Type::Kind::record && text_field(static_cast<Record>(t.record)) != nullptr;
  };
  if (equality && is_passage(type(left)) && is_passage(type(right)) && type(left).record == type(right).record) {
    left = as_text(*binary.left, left, false);
    right = as_text(*binary.right, right, false);
  }
  const Type l = value_type(type(left)), r = value_type(type(right));
  if (is_unknown(l) || is_unknown(r)) return add(op_of(binary.op), tree, result, {left, right});

  const auto mismatch = [&](std::string_view code) {
    std::vector<std::string> arguments;
    append_type(arguments, l);
    append_type(arguments, r);
    report(code, {binary.left->span.begin, binary.right->span.end}, std::move(arguments));
  };
  if (!is_value(l) || !is_value(r) || l.kind != r.kind) {
    // 等级 = 任一（“优”、“良”）, 节.级次 = 任一（1、2）
    const auto* group = std::get_if<syntax::AnyOf>(&binary.right->node);
    const bool figures = r.element == Type::Kind::quantity;
    const bool one_of = group != nullptr && equality && r.kind == Type::Kind::words && figures == is_quantity(l) &&
                        (figures || is_text(l));
    if (one_of && figures) {
      const std::vector<ExprId> entries = program_.expressions[right.value].children;
      for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!is_unknown(type(entries[i]))) agree(*binary.left, left, *group->values[i], entries[i], "HG-T002");
      }
    }
    // 标.目标值 may be words or a figure; only the report tells.
    const bool open = (is_text(l) && r.any_dimension) || (is_text(r) && l.any_dimension);
    if (!one_of && (!open || !equality)) mismatch("HG-T002");
  } else if (is_quantity(l)) {
    agree(*binary.left, left, *binary.right, right, binary.op == BinaryOp::approx ? "HG-T018" : "HG-T002");
  } else if (binary.op == BinaryOp::approx) {
    std::vector<std::string> arguments;
    append_type(arguments, l);
    report("HG-T031", tree.span, std::move(arguments));
  } else if (is_ordering(binary.op)) {
    if (is_text(l)) {
      report("HG-T030", tree.span);
    } else {
      mismatch("HG-T002");
    }
  } else if (is_text(l)) {
    check_known_value(left, right, *binary.right);
    check_known_value(right, left, *binary.left);
  }
  const auto* quotient = std::get_if<syntax::Binary>(&binary.right->node);
  if (binary.op == BinaryOp::equal && quotient != nullptr && quotient->op == BinaryOp::divide && is_quantity(l) &&
      program_.expressions[left.value].op == Op::query)
    report("HG-L027", tree.span, {quote(*binary.left), quote(*binary.right)});
  const ExprId id = add(op_of(binary.op), tree, result, {left, right});
  check_tolerance(binary, id, l);
  return id;
}

void Expressions::check_tolerance(const syntax::Binary& binary, ExprId comparison_node, const Type& compared) {
  if (binary.tolerance_rounding) program_.expressions[comparison_node.value].flag = true;
  if (!binary.tolerance) return;
  const ExprId tolerance = value(*binary.tolerance);
  adapt_zero(tolerance, compared);
  const Type allowed = value_type(type(tolerance));
  // 误差 0.5% between amounts is in proportion to them.
  const bool proportion = is_quantity(allowed) && !allowed.any_dimension && allowed.dimension == Dimension::rate;
  if (!is_unknown(allowed) && !proportion &&
      (!is_quantity(allowed) || agreement(compared, allowed) != Agreement::yes)) {
    std::vector<std::string> arguments;
    append_type(arguments, allowed);
    append_type(arguments, compared);
    report("HG-T019", binary.tolerance->span, std::move(arguments));
  }
  program_.expressions[comparison_node.value].children.push_back(tolerance);
}

/// A text that is compared with a word that its concept never takes.
void Expressions::check_known_value(ExprId side, ExprId other, const syntax::Expr& other_tree) {
  const Expr& query = program_.expressions[side.value];
  const Expr& literal = program_.expressions[other.value];
  if (query.op != Op::query || literal.op != Op::literal_text) return;
  const ConceptId id = program_.queries[query.index].concept_id;
  if (!id.valid()) return;
  const Concept& item = program_.concepts[id.value];
  if (item.values.empty() || std::find(item.values.begin(), item.values.end(), literal.text) != item.values.end())
    return;
  std::string values;
  for (const std::string& known : item.values) values += (values.empty() ? "" : "、") + known;
  report("HG-L016", other_tree.span, {literal.text, item.name, std::move(values)});
}

// ---- arithmetic --------------------------------------------------------------------------------------------------

ExprId Expressions::arithmetic(const syntax::Expr& tree, const syntax::Binary& binary) {
  const ExprId left = value(*binary.left);
  const ExprId right = value(*binary.right);
  const bool sum = binary.op == BinaryOp::add || binary.op == BinaryOp::subtract;
  if (sum) {
    adapt_zero(left, value_type(type(right)));
    adapt_zero(right, value_type(type(left)));
  }
  const Type l = value_type(type(left)), r = value_type(type(right));
  if (is_unknown(l) || is_unknown(r)) return unknown(tree);
  const Arithmetic operation = binary.op == BinaryOp::add        ? Arithmetic::add
                               : binary.op == BinaryOp::subtract ? Arithmetic::subtract
                               : binary.op == BinaryOp::multiply ? Arithmetic::multiply
                                                                 : Arithmetic::divide;
  std::optional<Type> result;
  if (is_quantity(l) && is_quantity(r)) result = arithmetic_type(operation, l, r);
  if (result) return add(op_of(binary.op), tree, *result, {left, right});

  if (sum && is_quantity(l) && is_quantity(r)) {
    const Agreement how = agreement(l, r);
    const bool left_is_bare = l.dimension == Dimension::number;
    const auto* literal =
        how == Agreement::bare_number ? bare_literal(left_is_bare ? *binary.left : *binary.right) : nullptr;
    if (literal != nullptr) {
      report_bare_number(left_is_bare ? *binary.left : *binary.right, *literal, left_is_bare ? r : l);
      return unknown(tree);
    }
    if (how == Agreement::nouns_differ) {
      report("HG-T005", tree.span, {l.noun, r.noun});
      return unknown(tree);
    }
  }
  std::vector<std::string> arguments;
  append_type(arguments, l);
  append_type(arguments, r);
  report(sum ? "HG-T001" : operation == Arithmetic::multiply ? "HG-T006" : "HG-T007", tree.span, std::move(arguments));
  return unknown(tree);
}

// ---- choices -----------------------------------------------------------------------------------------------------

Type Expressions::common_type(const syntax::Expr& tree, const syntax::Expr& left_tree, ExprId left,
                              const syntax::Expr& right_tree, ExprId right, std::string_view code) {
  if (type(left) == type(right)) return type(left);
  adapt_zero(left, value_type(type(right)));
  adapt_zero(right, value_type(type(left)));
  const Type l = value_type(type(left)), r = value_type(type(right));
  if (is_unknown(l)) return r;
  if (is_unknown(r)) return l;
  if (l.kind == r.kind) {
    if (is_quantity(l)) {
      const Agreement how = agreement(l, r);
      if (how == Agreement::yes) return l.any_dimension || l.noun.empty() ? l : r;
      const auto* literal = bare_literal(l.dimension == Dimension::number ? left_tree : right_tree);
      if (how == Agreement::bare_number && literal != nullptr) {
        const bool left_is_bare = l.dimension == Dimension::number;
        report_bare_number(left_is_bare ? left_tree : right_tree, *literal, left_is_bare ? r : l);
        return {};
      }
    } else if (is_text(l) || is_boolean(l) || l == r) {
      return l;
    }
  }
  std::vector<std::string> arguments;
  if (code == "HG-T036") arguments = {quote(left_tree), quote(right_tree)};
  append_type(arguments, l);
  append_type(arguments, r);
  report(code, tree.span, std::move(arguments));
  return {};
}

ExprId Expressions::or_else(const syntax::Expr& tree, const syntax::Binary& binary) {
  const ExprId left = value(*binary.left);
  const ExprId right = value(*binary.right);
  Type common = common_type(tree, *binary.left, left, *binary.right, right, "HG-T036");
  if (is_unknown(common)) return unknown(tree);
  return add(Op::or_else, tree, std::move(common), {left, right});
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::DefaultIfMissing& fallback) {
  const ExprId operand = value(*fallback.operand);
  const ExprId substitute = value(*fallback.value);
  // 缺 报告.指标.得分 按 0分: each missing item of the list.
  const Type whole = type(operand);
  if (whole.kind == Type::Kind::list) {
    const Type item = value_type(element_type(whole));
    adapt_zero(substitute, item);
    if (fits(item, type(substitute))) return add(Op::default_if_missing, tree, whole, {operand, substitute});
  }
  Type common = common_type(tree, *fallback.operand, operand, *fallback.value, substitute, "HG-T036");
  if (is_unknown(common)) return unknown(tree);
  return add(Op::default_if_missing, tree, std::move(common), {operand, substitute});
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::If& choice) {
  const ExprId when = condition(*choice.condition);
  const ExprId then = check(*choice.then);
  const ExprId otherwise = check(*choice.otherwise);
  Type common = common_type(tree, *choice.then, then, *choice.otherwise, otherwise, "HG-T017");
  if (is_unknown(common)) return unknown(tree);
  return add(Op::if_then_else, tree, std::move(common), {when, then, otherwise});
}

}  // namespace hegui::dsl::checking
