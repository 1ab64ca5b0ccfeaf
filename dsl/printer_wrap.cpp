// Long expressions as several lines: conditions break before 且 and 或, choices before 否则, lists behind 、.
#include <fmt/format.h>

#include <optional>

#include "dsl/overloaded.hpp"
#include "dsl/printer_layout.hpp"
#include "dsl/printer_text.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {

using namespace syntax;  // NOLINT(google-build-using-namespace)

namespace {

/// A line break with the blanks of the next line.
std::string next_line(std::size_t indent) { return "\n" + std::string(indent, ' '); }

/// Where the text ends, when it begins in cell `used`.
std::size_t end_of(std::string_view text, std::size_t used) {
  const std::size_t at = text.rfind('\n');
  return at == std::string_view::npos ? used + display_width(text) : display_width(text.substr(at + 1));
}

/// The operator of a chain: a 且 b 且 c.
std::optional<BinaryOp> chain_of(const Expr& expression) {
  const auto* binary = std::get_if<Binary>(&expression.node);
  if (binary == nullptr) return std::nullopt;
  const bool chains = binary->op == BinaryOp::logical_and || binary->op == BinaryOp::logical_or;
  return chains ? std::optional(binary->op) : std::nullopt;
}

/// The operands of a chain from left to right. Deep on the left only, so that a loop will do.
std::vector<const Expr*> operands_of(const Expr& expression, BinaryOp op) {
  std::vector<const Expr*> operands;
  const Expr* at = &expression;
  for (bool first = true; chain_of(*at) == op && (first || !at->parenthesised); first = false) {
    const auto& binary = std::get<Binary>(at->node);
    operands.insert(operands.begin(), binary.right.get());
    at = binary.left.get();
  }
  operands.insert(operands.begin(), at);
  return operands;
}

}  // namespace

std::string TextPrinter::wrapped(const Expr& expression, std::size_t used, std::size_t indent,
                                 std::size_t behind) const {
  std::string flat = expr(expression);
  if (used + display_width(flat) + behind <= widest_line) return flat;
  if (!expression.parenthesised) return wrapped_bare(expression, used, indent, behind);
  const std::string_view open = choose("（", "("), close = choose("）", ")");
  const std::size_t inside = used + display_width(open);
  return fmt::format("{}{}{}", open, wrapped_bare(expression, inside, inside, behind + display_width(close)), close);
}

std::string TextPrinter::wrapped_bare(const Expr& expression, std::size_t used, std::size_t indent,
                                      std::size_t behind) const {
  if (const auto op = chain_of(expression)) {
    const std::string sign = fmt::format("{} ", key(*op == BinaryOp::logical_and ? Keyword::and_ : Keyword::or_));
    const std::size_t next = indent + display_width(sign);
    std::string text;
    const auto operands = operands_of(expression, *op);
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const std::size_t room = i + 1 == operands.size() ? behind : 0;
      text += i == 0 ? wrapped(*operands[i], used, used, room)
                     : next_line(indent) + sign + wrapped(*operands[i], next, next, room);
    }
    return text;
  }
  const auto behind_head = [&](std::string head, const Expr& body, std::size_t body_indent) {
    const std::size_t begin = used + display_width(head);
    return head + wrapped(body, begin, body_indent, behind);
  };
  if (const auto* choice = std::get_if<If>(&expression.node)) {
    std::string text = fmt::format("{} ", key(Keyword::if_));
    const std::size_t begin = used + display_width(text);
    text += wrapped(*choice->condition, begin, begin, 0);
    text += fmt::format("{}{} ", next_line(indent), key(Keyword::then));
    text += wrapped(*choice->then, end_of(text, used), indent + 2, 0);
    text += fmt::format("{}{} ", next_line(indent), key(Keyword::else_));
    return text + wrapped(*choice->otherwise, end_of(text, used), indent, behind);
  }
  if (const auto* each = std::get_if<Quantifier>(&expression.node)) {
    const Keyword word = each->kind == QuantifierKind::every ? Keyword::every : Keyword::some;
    return behind_head(fmt::format("{} {} {} {}{}", key(word), each->variable.text, key(Keyword::in), expr(*each->list),
                                   choose("：", ": ")),
                       *each->body, indent + 2);
  }
  if (const auto* unary = std::get_if<Unary>(&expression.node); unary != nullptr && unary->op != UnaryOp::negate) {
    const Keyword word = unary->op == UnaryOp::logical_not ? Keyword::not_
                         : unary->op == UnaryOp::exists    ? Keyword::has
                                                           : Keyword::lacks;
    return behind_head(fmt::format("{} ", key(word)), *unary->operand, indent + 2);
  }
  if (const auto* any = std::get_if<AnyOf>(&expression.node)) {
    return wrapped_list(std::string(key(any->all ? Keyword::all_of : Keyword::any_of)), any->values, used, indent + 2);
  }
  if (const auto* near = std::get_if<Near>(&expression.node)) {
    const std::string sought = expr(*near->sought);
    std::string head = bare(expression);       // its own brackets are written around it
    head.resize(head.size() - sought.size());  // the passage that is sought stands last
    return behind_head(head, *near->sought, indent + 2);
  }
  if (const auto* binary = std::get_if<Binary>(&expression.node); binary != nullptr && binary->op < BinaryOp::add) {
    // The sides of a comparison stay together; one of them may have something to break.
    std::string text = wrapped(*binary->left, used, indent, 0);
    const std::string flat = bare(expression).substr(expr(*binary->left).size());  // sign, right side, tolerance
    const std::string right = expr(*binary->right);
    const std::size_t at = flat.find(right);
    const std::string rest = flat.substr(at + right.size());
    text += flat.substr(0, at);
    text += wrapped(*binary->right, end_of(text, used), indent + 2, behind + display_width(rest));
    return text + rest;
  }
  return bare(expression);
}

// Words in quotes behind a head with brackets. A line begins with a quote, never with what may be a keyword.
std::string TextPrinter::wrapped_list(std::string head, const std::vector<ExprPtr>& values, std::size_t used,
                                      std::size_t indent) const {
  std::string text = std::move(head) + std::string(choose("（", "("));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string value = expr(*values[i]);
    if (i != 0) text += zh() ? "、" : ",";
    const bool full = end_of(text, used) + display_width(value) + 2 > widest_line;
    if (i != 0 && full && std::holds_alternative<TextLiteral>(values[i]->node)) {
      text += next_line(indent);
    } else if (i != 0 && !zh()) {
      text += ' ';
    }
    text += value;
  }
  return text + std::string(choose("）", ")"));
}

}  // namespace hegui::dsl
