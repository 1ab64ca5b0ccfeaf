// The part of the builder that makes expressions and queries.
#include <algorithm>
#include <array>

#include "dsl/builder_internal.hpp"
#include "dsl/fold.hpp"
#include "dsl/quantity.hpp"

namespace hegui::dsl {

using namespace syntax;  // NOLINT(google-build-using-namespace)

Builder::Built Builder::pop_built() {
  Built last = std::move(exprs_.back());
  exprs_.pop_back();
  return last;
}

ExprPtr Builder::pop() { return pop_built().expr; }

void Builder::push_built(Span s, Built built) {
  if (built.height > max_height) fail("HG-P031", {s.end, s.end}, {std::to_string(max_height)});
  exprs_.push_back(std::move(built));
}

// ---- literals
// --------------------------------------------------------------------------------------------------------
void Builder::unit(Span s) {
  // The whole run is a unit, or a count noun; a unit with a keyword glued to it is a slip (`80%` has no such trouble).
  unit_ = fold(text(s));
  for (const Unit& known : units()) {
    if (known.name.empty() || unit_.size() <= known.name.size() || !unit_.starts_with(known.name)) continue;
    if (find_unit(unit_) != nullptr) break;
    const std::string_view tail = std::string_view(unit_).substr(known.name.size());
    for (const KeywordRow& candidate : keywords()) {
      if (candidate.reserved && tail.starts_with(candidate.zh)) {
        const auto at = static_cast<std::uint32_t>(s.end - tail.size());
        fail("HG-P011", {at, static_cast<std::uint32_t>(at + candidate.zh.size())}, {std::string(candidate.zh)});
      }
    }
    break;
  }
}

void Builder::number(Span s) {
  const std::string digits = fold(text(figure_));
  std::string plain;
  for (const char c : digits) {
    if ((c >= '0' && c <= '9') || c == '.') plain += c;
  }
  const auto value = Number::parse(plain);
  if (!value) fail("HG-P023", figure_, {std::to_string(60)});
  NumberLiteral literal;
  literal.value = *value;
  const std::size_t point = plain.find('.');
  literal.decimals = point == std::string::npos ? 0 : static_cast<int>(plain.size() - point - 1);
  literal.unit = std::exchange(unit_, {});
  literal.digits = std::string(text(figure_));
  if (digits.size() != literal.digits.size()) {
    literal.digits = digits;
    report("HG-P037", figure_, {std::string(text(figure_)), digits});
  }
  push(s, std::move(literal));
}

void Builder::date(Span s) {
  s = trimmed(s.begin, s.end);
  std::array<int, 3> part{};
  std::size_t index = 0;
  bool in_digits = false;
  for (const char c : text(s)) {
    if (c >= '0' && c <= '9') {
      if (index < 3) part[index] = part[index] * 10 + (c - '0');
      in_digits = true;
    } else if (in_digits) {
      ++index;
      in_digits = false;
    }
  }
  const bool leap = (part[0] % 4 == 0 && part[0] % 100 != 0) || part[0] % 400 == 0;
  const std::array<int, 12> days = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (part[0] == 0 || part[1] < 1 || part[1] > 12 || part[2] < 1 ||
      part[2] > days[static_cast<std::size_t>(part[1] - 1)]) {
    fail("HG-P021", s, {std::string(text(s))});
  }
  date_ = {part[0], part[1], part[2]};
}

void Builder::date_literal(Span s) { push(s, date_); }

void Builder::text_literal(Span s) { push(s, TextLiteral{std::move(template_)}); }

void Builder::regex_body(Span s) { push({s.begin - 1, s.end + 1}, RegexLiteral{std::string(text(s))}); }

void Builder::true_value(Span s) { push(s, BoolLiteral{true}); }

void Builder::false_value(Span s) { push(s, BoolLiteral{false}); }

// ---- queries
// ---------------------------------------------------------------------------------------------------------
void Builder::query_open(Span s) {
  open(trimmed(s.begin, s.end));
  terms_.clear();
}

void Builder::query_name(Span s) {
  term_ = {};
  term_.word = name(s);
}

void Builder::within_term(Span) { term_.kind = QueryTerm::Kind::within; }

void Builder::parts_term(Span) { term_.kind = QueryTerm::Kind::parts; }

void Builder::binding_value(Span s) {
  term_.kind = QueryTerm::Kind::binding;
  term_.aspect = std::exchange(term_.word, name(s));
}

void Builder::query_term(Span s) {
  term_.span = s;
  terms_.push_back(std::exchange(term_, {}));
}

void Builder::query(Span s) {
  close(s);
  push(s, Query{std::exchange(terms_, {})});
}

// ---- primaries
// -------------------------------------------------------------------------------------------------------
void Builder::parenthesised(Span s) {
  exprs_.back().expr->parenthesised = true;
  exprs_.back().expr->span = s;
}

void Builder::plain_reference(Span) {
  Name name = std::move(references_.back());
  references_.pop_back();
  const Span s = name.span;
  push(s, Reference{std::move(name)});
}

void Builder::mark(Span s) {
  open(trimmed(s.begin, s.end));
  marks_.push_back(exprs_.size());
}

void Builder::call(Span s) {
  Call made;
  made.function = std::move(references_.back());
  references_.pop_back();
  std::uint32_t height = 0;
  for (std::size_t i = marks_.back(); i < exprs_.size(); ++i) {
    height = std::max(height, exprs_[i].height);
    made.arguments.push_back(std::move(exprs_[i].expr));
  }
  exprs_.resize(marks_.back());
  marks_.pop_back();
  const Span whole{made.function.span.begin, s.end};
  push(whole, std::move(made), height + 1);
}

void Builder::aggregate(Span s) {
  Call made;
  made.function = std::move(references_.back());
  references_.pop_back();
  for (const Keyword keyword : {Keyword::and_, Keyword::or_}) {  // 执行率且 [决算]
    const std::string_view glued = row(keyword).zh;
    if (made.function.text.size() <= glued.size() || !made.function.text.ends_with(glued)) continue;
    const std::uint32_t end = made.function.span.end;
    fail("HG-P011", {static_cast<std::uint32_t>(end - glued.size()), end}, {std::string(glued)});
  }
  made.arguments.push_back(pop());
  made.brackets = false;
  const Span whole{made.function.span.begin, s.end};
  push(whole, std::move(made), 2);
}

void Builder::any_of(Span s) {
  AnyOf made;
  std::uint32_t height = 0;
  for (std::size_t i = marks_.back(); i < exprs_.size(); ++i) {
    height = std::max(height, exprs_[i].height);
    made.values.push_back(std::move(exprs_[i].expr));
  }
  exprs_.resize(marks_.back());
  marks_.pop_back();
  push(s, std::move(made), height + 1);
}

void Builder::all_of(Span s) {
  any_of(s);
  std::get<AnyOf>(exprs_.back().expr->node).all = true;
}

void Builder::section_ref(Span s) { push(s, SectionRef{take_words()}); }

void Builder::word_list(Span s) { push(s, WordsRef{std::move(list_)}); }

void Builder::every(Span s) {
  Built body = pop_built();
  Built list = pop_built();
  const std::uint32_t height = std::max(body.height, list.height) + 1;
  Quantifier made{QuantifierKind::every, std::move(bound_.back()), std::move(list.expr), std::move(body.expr)};
  bound_.pop_back();
  push(s, std::move(made), height);
}

void Builder::some(Span s) {
  every(s);
  std::get<Quantifier>(exprs_.back().expr->node).kind = QuantifierKind::some;
}

void Builder::near(Span s) {
  Built sought = pop_built();
  Built anchor = pop_built();
  const std::uint32_t height = std::max(sought.height, anchor.height) + 1;
  Near made{std::move(anchor.expr), scopes_.back(), std::move(sought.expr)};
  scopes_.pop_back();
  push(s, std::move(made), height);
}

// ---- operators
// -------------------------------------------------------------------------------------------------------
void Builder::binary(Span s) {
  Built right = pop_built();
  Built left = pop_built();
  const Span whole{left.expr->span.begin, s.end};
  const std::uint32_t height = std::max(left.height, right.height) + 1;
  const BinaryOp made = ops_.back();
  ops_.pop_back();
  push(whole, Binary{made, std::move(left.expr), std::move(right.expr), nullptr, false}, height);
}

void Builder::tolerance_value(Span s) {
  Built tolerance = pop_built();
  exprs_.back().height = std::max(exprs_.back().height, tolerance.height + 1);
  exprs_.back().expr->span.end = s.end;
  std::get<Binary>(exprs_.back().expr->node).tolerance = std::move(tolerance.expr);
}

void Builder::rounding(Span s) {
  exprs_.back().expr->span.end = s.end;
  std::get<Binary>(exprs_.back().expr->node).tolerance_rounding = true;
}

void Builder::unary(UnaryOp op, Span s) {
  Built operand = pop_built();
  push(s, Unary{op, std::move(operand.expr)}, operand.height + 1);
}

void Builder::lacks_alone(Span s) { unary(UnaryOp::missing, s); }

void Builder::default_value(Span s) {
  Built value = pop_built();
  Built operand = pop_built();
  const Span whole{operand.expr->span.begin, s.end};
  const std::uint32_t height = std::max(value.height, operand.height) + 1;
  push(whole, DefaultIfMissing{std::move(operand.expr), std::move(value.expr)}, height);
}

void Builder::field_name(Span s) {
  Built object = pop_built();
  const Span whole{object.expr->span.begin, s.end};
  push(whole, Member{std::move(object.expr), name(s)}, object.height + 1);
}

void Builder::if_then(Span s) {
  Built otherwise = pop_built();
  Built then = pop_built();
  Built condition = pop_built();
  const std::uint32_t height = std::max({otherwise.height, then.height, condition.height}) + 1;
  push(s, If{std::move(condition.expr), std::move(then.expr), std::move(otherwise.expr)}, height);
}

}  // namespace hegui::dsl
