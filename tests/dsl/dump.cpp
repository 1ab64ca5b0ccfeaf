#include "tests/dsl/dump.hpp"

#include <fmt/format.h>

#include "dsl/keyword.hpp"
#include "dsl/overloaded.hpp"

namespace hegui::dsl::test {

using namespace syntax;  // NOLINT(google-build-using-namespace)

static std::string list(const std::string& head, const std::vector<std::string>& parts) {
  std::string out = "(" + head;
  for (const std::string& part : parts) out += " " + part;
  return out + ")";
}
static std::string dump(const ExprPtr& expression) { return expression == nullptr ? "-" : dump(*expression); }
static std::string dump(const Name& name) { return name.text; }
static std::string dump(const std::optional<Name>& name) { return name ? name->text : "-"; }
static std::string dump(const std::vector<Name>& names) {
  std::string out = "{";
  for (const Name& name : names) out += (out.size() > 1 ? "|" : "") + name.text;
  return out + "}";
}
static std::string dump(const Template& text) {
  std::string out = "“";
  for (const TemplatePart& part : text.parts) out += part.value ? "{" + dump(*part.value) + "}" : part.text;
  return out + "”";
}
static std::string dump(const std::optional<Template>& text) { return text ? dump(*text) : "-"; }
static std::string dump(const DateLiteral& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}
static std::string dump(const std::optional<DateLiteral>& date) { return date ? dump(*date) : "-"; }
static std::string dump(const QueryTerm& term) {
  switch (term.kind) {
    case QueryTerm::Kind::word: return term.word.text;
    case QueryTerm::Kind::within: return "within:" + term.word.text;
    case QueryTerm::Kind::parts: return "parts:" + term.word.text;
    case QueryTerm::Kind::binding: return term.aspect.text + "=" + (term.word.text == "any" ? "任意" : term.word.text);
  }
  return "?";
}
static std::string dump(const std::vector<QueryTerm>& terms) {
  std::string out = "[";
  for (const QueryTerm& term : terms) out += (out.size() > 1 ? " " : "") + dump(term);
  return out + "]";
}
static std::vector<std::string> dump(const std::vector<ExprPtr>& all) {
  std::vector<std::string> out;
  for (const ExprPtr& one : all) out.push_back(dump(one));
  return out;
}
static std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " ") + part;
  return out;
}
static std::string dump(const std::vector<ParamSetting>& settings) {
  std::vector<std::string> out;
  for (const ParamSetting& one : settings) out.push_back(list("set", {one.name.text, dump(one.value)}));
  return joined(out);
}

static const char* sign(BinaryOp op) {
  static constexpr const char* signs[] = {"or",       "and",     "=",      "≠", "<", "≤", ">", "≥",      "≈",
                                          "contains", "matches", "within", "+", "-", "*", "/", "or-else"};
  return signs[static_cast<std::size_t>(op)];
}

static std::string node(const Expr& expression) {
  return std::visit(
      overloaded{
          [](const NumberLiteral& n) {
            return n.value.to_text() + n.unit + (n.decimals != 0 ? fmt::format("@{}", n.decimals) : "");
          },
          [](const DateLiteral& n) { return dump(n); },
          [](const TextLiteral& n) { return dump(n.text); },
          [](const RegexLiteral& n) { return "/" + n.pattern + "/"; },
          [](const BoolLiteral& n) { return std::string(n.value ? "true" : "false"); },
          [](const Reference& n) { return n.name.text; },
          [](const Member& n) { return dump(n.object) + "." + n.field.text; },
          [](const Call& n) { return list((n.brackets ? "call " : "over ") + n.function.text, dump(n.arguments)); },
          [](const Query& n) { return dump(n.terms); },
          [](const Unary& n) {
            static constexpr const char* names[] = {"neg", "not", "has", "lacks"};
            return list(names[static_cast<std::size_t>(n.op)], {dump(n.operand)});
          },
          [](const Binary& n) {
            std::vector<std::string> parts = {dump(n.left), dump(n.right)};
            if (n.tolerance != nullptr) parts.push_back("±" + dump(n.tolerance));
            if (n.tolerance_rounding) parts.emplace_back("±rounding");
            return list(sign(n.op), parts);
          },
          [](const DefaultIfMissing& n) {
            return list("default", {dump(n.operand), dump(n.value)});
          },
          [](const If& n) {
            return list("if", {dump(n.condition), dump(n.then), dump(n.otherwise)});
          },
          [](const Quantifier& n) {
            return list(n.kind == QuantifierKind::every ? "every" : "some",
                        {n.variable.text, dump(n.list), dump(n.body)});
          },
          [](const AnyOf& n) { return list(n.all ? "all-of" : "any-of", dump(n.values)); },
          [](const SectionRef& n) { return list("section", {dump(n.kinds)}); },
          [](const WordsRef& n) { return list("words", {n.list.text}); },
          [](const Near& n) {
            static constexpr const char* scopes[] = {"sentence", "paragraph", "section", "chapter"};
            return list("near", {dump(n.anchor), scopes[static_cast<std::size_t>(n.scope)], dump(n.sought)});
          },
      },
      expression.node);
}

static std::string dump(const RuleClause& clause) {
  return std::visit(overloaded{
                        [](const SeverityClause& n) {
                          std::vector<std::string> grades;
                          for (const Severity& grade : n.grades)
                            grades.push_back(grade.level + (grade.when ? "?" + dump(grade.when) : ""));
                          return list("severity", grades);
                        },
                        [](const BasisClause& n) { return list("basis", {dump(n.bases)}); },
                        [](const TagsClause& n) { return list("tags", {dump(n.tags)}); },
                        [](const FromClause& n) { return list("from", {dump(n.date)}); },
                        [](const UntilClause& n) { return list("until", {dump(n.date)}); },
                        [](const AppliesClause& n) { return list("applies", {dump(n.condition)}); },
                        [](const ForEachClause& n) {
                          return list("for-each", {n.variable.text, dump(n.list)});
                        },
                        [](const LetClause& n) {
                          return list("let", {n.name.text, dump(n.value)});
                        },
                        [](const WhenClause& n) { return list("when", {dump(n.condition)}); },
                        [](const UnlessClause& n) {
                          std::vector<std::string> parts = {dump(n.label), dump(n.condition)};
                          if (n.exception) parts.push_back("except:" + dump(n.exception));
                          return list("unless", parts);
                        },
                        [](const RequireClause& n) {
                          return list(n.forbid ? "forbid" : "require",
                                      {dump(n.condition) + (n.report_missing ? " or-report" : "")});
                        },
                        [](const MessageClause& n) { return list("message", {dump(n.text)}); },
                        [](const AdviceClause& n) { return list("advice", {dump(n.text)}); },
                        [](const ReplacesClause& n) { return list("replaces", {dump(n.rules)}); },
                        [](const RefinesClause& n) { return list("refines", {dump(n.rules)}); },
                        [](const GatherClause& n) {
                          const KeywordRow* word = keyword_at(n.by.text, KeywordGroup::gather);
                          return list("gather", {std::string(word->en)});
                        },
                        [](const EvidenceClause& n) { return list("evidence", dump(n.values)); },
                    },
                    clause.node);
}
static std::string dump(const std::vector<RuleClause>& clauses) {
  std::vector<std::string> out;
  for (const RuleClause& clause : clauses) out.push_back(dump(clause));
  return joined(out);
}

std::string dump(const Expr& expression) {
  return expression.parenthesised ? "<" + node(expression) + ">" : node(expression);
}

std::string dump(const Item& item) {
  const std::string made = std::visit(
      overloaded{
          [](const Rulebook& n) {
            std::vector<std::string> parts = {n.id.text, dump(n.title), dump(n.version)};
            for (const auto& use : n.uses) parts.push_back("use:" + use.id.text + "@" + use.range.text);
            parts.push_back(dump(n.applies));
            for (const auto& change : n.changes) parts.push_back(change.version.text + dump(change.text));
            return list("rulebook", parts);
          },
          [](const Basis& n) {
            return list("basis", {dump(n.name), dump(n.english), dump(n.title), dump(n.number), dump(n.articles),
                                  dump(n.from), dump(n.until), dump(n.checked), dump(n.replaced_by)});
          },
          [](const syntax::Parameter& n) {
            return list("param", {dump(n.name), dump(n.english), dump(n.value), dump(n.note)});
          },
          [](const Words& n) {
            return list("words", {dump(n.name), dump(n.english), dump(n.words)});
          },
          [](const Aspect& n) {
            std::vector<std::string> parts = {dump(n.name), dump(n.english), dump(n.default_member)};
            for (const AspectMember& m : n.members) {
              parts.push_back(list("member", {dump(m.name), dump(m.english), dump(m.synonyms), dump(m.parts),
                                              dump(m.prefer), dump(m.implies)}));
            }
            return list("aspect", parts);
          },
          [](const Concept& n) {
            return list("concept", {dump(n.name), dump(n.english), dump(n.type), dump(n.nouns), dump(n.synonyms),
                                    dump(n.values), dump(n.formula), dump(n.implies), dump(n.parent)});
          },
          [](const SectionKind& n) {
            return list("section", {dump(n.name), dump(n.english), dump(n.synonyms), dump(n.parent)});
          },
          [](const Phrase& n) {
            std::vector<std::string> parts = {dump(n.name), dump(n.english)};
            for (const Template& pattern : n.patterns) parts.push_back(dump(pattern));
            parts.push_back(dump(n.yields));
            parts.push_back(dump(n.implies));
            return list("phrase", parts);
          },
          [](const Function& n) {
            std::vector<std::string> parts = {dump(n.name), dump(n.english)};
            for (const auto& p : n.parameters) parts.push_back(p.name.text + ":" + p.type.text + dump(p.nouns));
            parts.push_back(n.result_type.text + dump(n.result_nouns));
            parts.push_back(dump(n.body));
            return list("define", parts);
          },
          [](const Rule& n) {
            return list("rule", {dump(n.id), dump(n.title), dump(n.clauses)});
          },
          [](const Profile& n) {
            return list("profile",
                        {dump(n.name), dump(n.english), dump(n.applies), dump(n.settings), dump(n.disabled)});
          },
          [](const Override& n) {
            return list("override", {dump(n.rule), dump(n.clauses), dump(n.settings)});
          },
          [](const Disable& n) {
            return list("disable", {dump(n.rule), dump(n.reason)});
          },
          [](const Waiver& n) {
            return list("waive",
                        {dump(n.rule), dump(n.unit), dump(n.year), dump(n.reason), dump(n.authority), dump(n.until)});
          },
          [](const Test& n) {
            std::vector<std::string> parts = {dump(n.title), "«" + n.report + "»"};
            static constexpr const char* kinds[] = {"fires", "silent", "passes", "undetermined", "skips", "fact"};
            for (const TestExpectation& e : n.expectations) {
              parts.push_back(list(kinds[static_cast<std::size_t>(e.kind)],
                                   {dump(e.rules), e.level, dump(e.at), dump(e.message), dump(e.fact)}));
            }
            parts.push_back(dump(n.settings));
            return list("test", parts);
          },
      },
      item.node);
  return item.doc.empty() ? made : "#" + item.doc + "# " + made;
}

std::string dump(const File& file) {
  std::string out;
  for (const Item& item : file.items) out += dump(item) + "\n";
  return out;
}

ParseResult parse_text(std::string text) {
  return parse(std::make_shared<const Source>("test.hegui", std::move(text)));
}

namespace {
std::string errors(const ParseResult& result) {
  std::string out;
  for (const Diagnostic& diagnostic : result.diagnostics) out += render_line(diagnostic, Language::zh) + "\n";
  return out;
}
}  // namespace

std::string expression(std::string_view text) {
  const ParseResult result = parse_text("规则 A-1 “一”\n  应 " + std::string(text) + "\n");
  if (!result.diagnostics.empty() || result.file.items.size() != 1) return errors(result);
  const auto& rule = std::get<Rule>(result.file.items[0].node);
  return dump(std::get<RequireClause>(rule.clauses.at(0).node).condition);
}

std::string item(std::string_view text) {
  const ParseResult result = parse_text(std::string(text));
  if (!result.diagnostics.empty() || result.file.items.size() != 1) return errors(result);
  return dump(result.file.items[0]);
}

}  // namespace hegui::dsl::test
