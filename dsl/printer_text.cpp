#include "dsl/printer_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dsl/overloaded.hpp"
#include "dsl/quantity.hpp"
#include "dsl/records.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {

using namespace syntax;  // NOLINT(google-build-using-namespace)

namespace {

// “ and ” in pairs, none of them closing before it opens.
bool balanced_quotes(std::string_view text, int& depth) {
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    if (text.substr(at, 3) == "“") ++depth;
    if (text.substr(at, 3) == "”" && --depth < 0) return false;
  }
  return true;
}
bool balanced_quotes(std::string_view text) {
  int depth = 0;
  return balanced_quotes(text, depth) && depth == 0;
}

std::string escaped(std::string_view text, bool braces, bool ascii_quotes, bool han_quotes) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (c == '\\' || (c == '"' && ascii_quotes) || (c == '{' && braces)) {
      result += '\\';
      result += c;
    } else if (han_quotes && (text.substr(at, 3) == "“" || text.substr(at, 3) == "”")) {
      result += '\\';
      result += text.substr(at, 3);
      at += 2;
    } else {
      result += c;
    }
  }
  return result;
}

std::string plain_text(const Template& text) {
  std::string joined;
  for (const TemplatePart& part : text.parts) joined += part.text;
  return joined;
}

// Conservative: what the grammar takes for one term and gives back unchanged. Everything else is quoted.
bool is_term(std::string_view text) {
  struct Group {
    std::string_view open, close;
    bool may_begin;
  };
  static constexpr Group groups[] = {{"（", "）", false}, {"《", "》", true}, {"〔", "〕", true}, {"“", "”", true}};
  static constexpr std::string_view joints[] = {"-", "+", "/", ".", "·", "—", "%"};
  bool after_piece = false;  // a name character or a group has just been read
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view here = text.substr(at);
    if (const std::size_t length = name_character(here)) {
      at += length;
      after_piece = any = true;
      continue;
    }
    bool moved = false;
    for (const Group& group : groups) {
      if (!here.starts_with(group.open) || (!group.may_begin && !after_piece)) continue;
      const std::size_t end = here.find(group.close);
      const std::string_view inside = end == std::string_view::npos ? "" : here.substr(3, end - 3);
      const bool english =
          group.open == "（" && static_cast<signed char>(inside.empty() ? 0 : inside[0]) > '9' &&
          std::all_of(inside.begin(), inside.end(), [](char c) { return static_cast<signed char>(c) > 0; });
      const bool bad = inside.empty() || english || inside.find_first_of("()\n") != std::string_view::npos ||
                       inside.find(group.open) != std::string_view::npos || inside.find("（") != std::string_view::npos;
      const bool whole = group.open == "“" && at == 0 && end + 3 == here.size();  // its quotes would be taken off
      if (bad || whole) return false;
      at += end + 3;
      after_piece = any = moved = true;
      break;
    }
    if (moved) continue;
    for (const std::string_view joint : joints) {
      if (here.starts_with(joint) && after_piece && here.size() > joint.size() &&
          name_character(here.substr(joint.size())) != 0) {
        at += joint.size();
        moved = true;
        break;
      }
    }
    if (!moved) return false;
    after_piece = false;
  }
  return any;
}

}  // namespace

// ---- names
// -----------------------------------------------------------------------------------------------------------
std::string TextPrinter::term(const Name& name) const {
  if (is_term(name.text)) return name.text;
  return balanced_quotes(name.text) && (zh() || name.text.find('"') != std::string::npos)
             ? fmt::format("“{}”", name.text)
             : fmt::format("\"{}\"", name.text);
}

std::string TextPrinter::translated(const Name& name, NameKind kind) const {
  if (options_.names == nullptr) return term(name);
  return term({std::string(options_.names->translate(name.text, options_.language, kind)), name.span});
}

std::string TextPrinter::reference(const Name& name) const {
  if (options_.names == nullptr || bound_.contains(name.text)) return name.text;
  const std::string_view other = options_.names->translate(name.text, options_.language);
  return std::string(name_run(other) == other.size() && !is_reserved(other) ? other : std::string_view(name.text));
}

std::string TextPrinter::basis(const Name& name) const {
  if (options_.names != nullptr) {
    const std::string_view partner = options_.names->translate(name.text, options_.language, NameKind::apart);
    if (partner != name.text) return term({std::string(partner), name.span});
  }
  // A document number may hold blanks: GB/T 9704-2012.
  bool chunks = true;
  for (std::size_t at = 0; at <= name.text.size();) {
    const std::size_t end = std::min(name.text.find(' ', at), name.text.size());
    const std::string_view chunk = std::string_view(name.text).substr(at, end - at);
    const bool keyword = at > 0 && (is_reserved(chunk) || match_keyword(chunk, Keyword::title) == chunk.size() ||
                                    match_keyword(chunk, Keyword::article) == chunk.size() ||
                                    match_keyword(chunk, Keyword::checked) == chunk.size());
    chunks = chunks && is_term(chunk) && !keyword;
    at = end + 1;
  }
  return chunks ? name.text : term(name);
}

std::string TextPrinter::declared(const Name& name, const std::optional<Name>& english) const {
  std::string result = term(name);
  if (english) result += zh() ? fmt::format("（{}）", english->text) : fmt::format(" ({})", english->text);
  return result;
}

std::string TextPrinter::type(const Name& name, const std::vector<Name>& nouns) const {
  std::string result = name.text;
  for (const KeywordRow& known : keywords()) {
    if (known.group == KeywordGroup::type && (known.zh == name.text || known.en == name.text)) {
      result = spelling(known.keyword, options_.language);
      break;
    }
  }
  if (nouns.empty()) return result;
  std::string inside;
  for (const Name& noun : nouns) {
    if (!inside.empty()) inside += choose("、", ", ");
    inside += term(noun);
  }
  return result + bracketed(inside);
}

std::string TextPrinter::bracketed(std::string_view inside) const {
  return zh() ? fmt::format("（{}）", inside) : fmt::format("({})", inside);
}

// ---- quotes
// ----------------------------------------------------------------------------------------------------------
std::string TextPrinter::text(const Template& text) const {
  const std::string plain = plain_text(text);
  const bool balanced = balanced_quotes(plain);
  if (zh()) return fmt::format("“{}”", escaped(plain, false, false, !balanced));
  return fmt::format("\"{}\"", escaped(plain, false, true, false));
}

std::string TextPrinter::title(const Template& written) const {
  const std::string plain = plain_text(written);
  const std::size_t close = plain.find("》");
  const bool book = plain.starts_with("《") && close != std::string::npos && close > 3 &&
                    plain.find("《", 3) == std::string::npos && plain.find('\n') == std::string::npos;
  if (!book) return text(written);
  // 《…》, perhaps with Chinese bracket groups behind it
  std::string_view behind = std::string_view(plain).substr(close + 3);
  while (behind.starts_with("（")) {
    const std::size_t end = behind.find("）");
    if (end == std::string_view::npos || !is_term(std::string("x") + std::string(behind.substr(0, end + 3)))) break;
    behind.remove_prefix(end + 3);
  }
  return behind.empty() ? plain : text(written);
}

std::string TextPrinter::raw(const Template& text) const {
  const std::string plain = plain_text(text);
  return balanced_quotes(plain) ? fmt::format("“{}”", plain) : fmt::format("\"{}\"", plain);
}

std::string TextPrinter::interpolated(const Template& text) const {
  int depth = 0;
  bool balanced = true;
  for (const TemplatePart& part : text.parts) balanced = balanced && balanced_quotes(part.text, depth);
  balanced = balanced && depth == 0;
  std::string body;
  for (const TemplatePart& part : text.parts) {
    if (part.value != nullptr) {
      body += fmt::format("{{{}}}", expr(*part.value));
    } else {
      body += escaped(part.text, true, !zh(), zh() && !balanced);
    }
  }
  return zh() ? fmt::format("“{}”", body) : fmt::format("\"{}\"", body);
}

std::string TextPrinter::date(const DateLiteral& date) const {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

// ---- queries and expressions
// -----------------------------------------------------------------------------------------
std::string TextPrinter::query_term(const QueryTerm& written) const {
  const std::string word = translated(written.word, NameKind::term);
  switch (written.kind) {
    case QueryTerm::Kind::word: return word;
    case QueryTerm::Kind::within: return fmt::format("{} {}", key(Keyword::within), word);
    case QueryTerm::Kind::parts:
      return zh() ? fmt::format("{} {} {}", word, key(Keyword::of), key(Keyword::parts))
                  : fmt::format("{} {} {}", key(Keyword::parts), key(Keyword::of), word);
    case QueryTerm::Kind::binding: {
      const bool any = match_keyword(written.word.text, Keyword::any) == written.word.text.size();
      return fmt::format("{}={}", translated(written.aspect, NameKind::other),
                         any ? std::string(key(Keyword::any)) : word);
    }
  }
  return word;
}

std::string_view TextPrinter::field(const Member& member) const {
  if (options_.names == nullptr) return member.field.text;
  if (const auto record = record_of(*member.object)) {
    if (const FieldRow* known = find_field(*record, member.field.text)) return zh() ? known->name : known->english;
  }
  return options_.names->translate_field(member.field.text, options_.language);
}

// The record that an expression is, or is a list of, as far as names alone can tell.
std::optional<Record> TextPrinter::record_of(const Expr& expression) const {
  if (const auto* reference = std::get_if<Reference>(&expression.node)) {
    const auto bound = bound_records_.find(reference->name.text);
    if (bound != bound_records_.end()) return bound->second;
    const std::string_view name = reference->name.text;
    const RecordRow& report = records().front();
    if (!bound_.contains(name) && (name == report.name || name == report.english)) return report.record;
  }
  if (const auto* member = std::get_if<Member>(&expression.node)) {
    const auto owner = record_of(*member->object);
    const FieldRow* known = owner ? find_field(*owner, member->field.text) : nullptr;
    const bool leads_on =
        known != nullptr && (known->type.kind == Type::Kind::record ||
                             (known->type.kind == Type::Kind::list && known->type.element == Type::Kind::record));
    if (leads_on && known->type.record < records().size()) return records()[known->type.record].record;
  }
  if (std::holds_alternative<Query>(expression.node)) return Record::fact;
  return std::nullopt;
}

std::string TextPrinter::list(const std::vector<ExprPtr>& values) const {
  std::string result;
  for (const ExprPtr& value : values) {
    if (!result.empty()) result += choose("、", ", ");
    result += expr(*value);
  }
  return result;
}

std::string TextPrinter::expr(const Expr& expression) const {
  return expression.parenthesised ? bracketed(bare(expression)) : bare(expression);
}

namespace {
std::string_view sign(BinaryOp op, bool zh) {
  switch (op) {
    case BinaryOp::logical_or: return spelling(Keyword::or_, zh ? Language::zh : Language::en);
    case BinaryOp::logical_and: return spelling(Keyword::and_, zh ? Language::zh : Language::en);
    case BinaryOp::equal: return "=";
    case BinaryOp::not_equal: return zh ? "≠" : "!=";
    case BinaryOp::less: return "<";
    case BinaryOp::less_equal: return zh ? "≤" : "<=";
    case BinaryOp::greater: return ">";
    case BinaryOp::greater_equal: return zh ? "≥" : ">=";
    case BinaryOp::approx: return zh ? "≈" : "~=";
    case BinaryOp::contains: return spelling(Keyword::contains, zh ? Language::zh : Language::en);
    case BinaryOp::matches: return spelling(Keyword::matches, zh ? Language::zh : Language::en);
    case BinaryOp::within: return spelling(Keyword::within, zh ? Language::zh : Language::en);
    case BinaryOp::add: return zh ? "＋" : "+";
    case BinaryOp::subtract: return zh ? "－" : "-";
    case BinaryOp::multiply: return zh ? "×" : "*";
    case BinaryOp::divide: return zh ? "÷" : "/";
    case BinaryOp::or_else: return spelling(Keyword::or_else, zh ? Language::zh : Language::en);
  }
  return "";
}

// Behind a whole number a field that begins with a digit would be its decimals: `6. 5甲`, not `6.5甲`.
bool reads_as_decimals(const Expr& object, std::string_view field) {
  const auto* number = std::get_if<NumberLiteral>(&object.node);
  return number != nullptr && !object.parenthesised && number->unit.empty() && number->decimals == 0 &&
         !field.empty() && field.front() >= '0' && field.front() <= '9';
}
}  // namespace

std::string TextPrinter::bare(const Expr& expression) const {
  const auto near_scope = [this](NearScope scope) {
    switch (scope) {
      case NearScope::sentence: return key(Keyword::sentence);
      case NearScope::paragraph: return key(Keyword::paragraph);
      case NearScope::section: return key(Keyword::section_scope);
      case NearScope::chapter: return key(Keyword::chapter_scope);
    }
    return std::string_view();
  };
  return std::visit(
      overloaded{
          [this](const NumberLiteral& number) {
            std::string unit = number.unit;
            if (const Unit* known = find_unit(unit); known != nullptr && unit != "%" && unit != "‰") {
              if (options_.names != nullptr) unit = zh() ? known->name : known->english;
            }
            const bool ascii = !unit.empty() && unit != "%" && static_cast<unsigned char>(unit[0]) < 0x80;
            return number.digits + (ascii ? " " : "") + unit;
          },
          [this](const DateLiteral& written) { return date(written); },
          [this](const TextLiteral& written) { return interpolated(written.text); },
          [](const RegexLiteral& regex) { return fmt::format("/{}/", regex.pattern); },
          [this](const BoolLiteral& value) { return std::string(key(value.value ? Keyword::true_ : Keyword::false_)); },
          [this](const Reference& written) { return reference(written.name); },
          [this](const Member& member) {
            const std::string_view name = field(member);
            return expr(*member.object) + (reads_as_decimals(*member.object, name) ? ". " : ".") + std::string(name);
          },
          [this](const Call& call) {
            if (!call.brackets) return fmt::format("{} {}", reference(call.function), expr(*call.arguments.at(0)));
            return reference(call.function) + bracketed(list(call.arguments));
          },
          [this](const Query& query) {
            std::string inside;
            for (const QueryTerm& written : query.terms) {
              if (!inside.empty()) inside += ' ';
              inside += query_term(written);
            }
            return fmt::format("[{}]", inside);
          },
          [this](const Unary& unary) {
            const std::string operand = expr(*unary.operand);
            switch (unary.op) {
              case UnaryOp::negate: return std::string(choose("－", "-")) + operand;
              case UnaryOp::logical_not: return fmt::format("{} {}", key(Keyword::not_), operand);
              case UnaryOp::exists: return fmt::format("{} {}", key(Keyword::has), operand);
              case UnaryOp::missing: return fmt::format("{} {}", key(Keyword::lacks), operand);
            }
            return operand;
          },
          [this](const Binary& binary) {
            std::string result =
                fmt::format("{} {} {}", expr(*binary.left), sign(binary.op, zh()), expr(*binary.right));
            if (binary.tolerance_rounding) {
              result += fmt::format("  {} {}", key(Keyword::tolerance), key(Keyword::rounding));
            } else if (binary.tolerance != nullptr) {
              result += fmt::format("  {} {}", key(Keyword::tolerance), expr(*binary.tolerance));
            }
            return result;
          },
          [this](const DefaultIfMissing& choice) {
            return fmt::format("{} {} {} {}", key(Keyword::lacks), expr(*choice.operand), key(Keyword::as),
                               expr(*choice.value));
          },
          [this](const If& choice) {
            return fmt::format("{} {} {} {} {} {}", key(Keyword::if_), expr(*choice.condition), key(Keyword::then),
                               expr(*choice.then), key(Keyword::else_), expr(*choice.otherwise));
          },
          [this](const Quantifier& quantifier) {
            const Keyword word = quantifier.kind == QuantifierKind::every ? Keyword::every : Keyword::some;
            return fmt::format("{} {} {} {}{}{}", key(word), quantifier.variable.text, key(Keyword::in),
                               expr(*quantifier.list), choose("：", ": "), expr(*quantifier.body));
          },
          [this](const AnyOf& any) {
            return std::string(key(any.all ? Keyword::all_of : Keyword::any_of)) + bracketed(list(any.values));
          },
          [this](const SectionRef& section) {
            std::string inside;
            for (const Name& kind : section.kinds) {
              if (!inside.empty()) inside += choose("、", ", ");
              inside += translated(kind, NameKind::section);
            }
            return std::string(key(Keyword::section)) + bracketed(inside);
          },
          [this](const WordsRef& words) {
            return fmt::format("{} {}", key(Keyword::word_list), reference(words.list));
          },
          [this, near_scope](const Near& near) {
            return fmt::format("{} {} {} {} {}{} {}", key(Keyword::near), expr(*near.anchor), key(Keyword::near_in),
                               near_scope(near.scope), zh() ? "内 " : "", key(Keyword::has), expr(*near.sought));
          },
      },
      expression.node);
}

std::string print(const Expr& expression, const PrintOptions& options) { return TextPrinter(options).expr(expression); }

}  // namespace hegui::dsl
