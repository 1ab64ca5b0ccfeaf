#include "dsl/printer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "dsl/overloaded.hpp"
#include "dsl/printer_layout.hpp"
#include "dsl/printer_text.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {

using namespace syntax;  // NOLINT(google-build-using-namespace)

namespace {

class FilePrinter {
 public:
  FilePrinter(const File& file, const PrintOptions& options) : file_(file), t_(options), layout_(file, t_.zh()) {}

  std::string run() {
    for (const Item& item : file_.items) print_item(item);
    return layout_.finish();
  }

 private:
  // ---- clauses ----
  [[nodiscard]] std::string padded(Keyword keyword) const {
    std::string text(t_.key(keyword));
    const std::size_t column = t_.zh() ? 6 : 10;
    const std::size_t width = display_width(text);
    return text + std::string(width + 1 > column ? 1 : column - width, ' ');
  }
  [[nodiscard]] std::string spaced(Keyword keyword) const { return std::string(t_.key(keyword)) + " "; }
  // A keyword that may stand in the middle of a line, or first in the column of clauses.
  [[nodiscard]] PrintedClause::Lead lead(Keyword keyword, int indent) const {
    return {spaced(keyword), indent == 2 ? padded(keyword) : spaced(keyword)};
  }
  void simple(Keyword keyword, Span span, std::string value) {
    layout_.add({span.begin, span.end, padded(keyword) + std::move(value), false, 2, {}});
  }
  void simple(Keyword keyword, const ExprPtr& value) {
    if (value != nullptr) simple(keyword, value->span, t_.expr(*value));
  }
  void words_clause(Keyword keyword, const std::vector<Name>& names, bool translate, int indent = 2) {
    if (names.empty()) return;
    std::vector<std::string> words;
    for (const Name& name : names) words.push_back(translate ? t_.translated(name) : t_.term(name));
    layout_.add(
        {names.front().span.begin, names.back().span.end, "", true, indent, std::move(words), lead(keyword, indent)});
  }
  void terms_clause(Keyword keyword, const std::vector<QueryTerm>& terms, int indent = 2) {
    if (terms.empty()) return;
    std::vector<std::string> words;
    for (const QueryTerm& term : terms) words.push_back(t_.query_term(term));
    layout_.add(
        {terms.front().span.begin, terms.back().span.end, "", true, indent, std::move(words), lead(keyword, indent)});
  }
  void word_clause(Keyword keyword, const std::optional<Name>& name) {
    if (name) layout_.add({name->span.begin, name->span.end, t_.translated(*name), true, 2, {}, lead(keyword, 2)});
  }
  [[nodiscard]] std::string joined(const std::vector<Name>& names, bool basis = false) const {
    std::string result;
    for (const Name& name : names) {
      if (!result.empty()) result += t_.choose("、", ", ");
      result += basis ? t_.basis(name) : t_.term(name);
    }
    return result;
  }
  [[nodiscard]] static std::string ids(const std::vector<Name>& names, std::string_view separator) {
    std::string result;
    for (const Name& name : names) {
      if (!result.empty()) result += separator;
      result += name.text;
    }
    return result;
  }
  [[nodiscard]] std::string ids(const std::vector<Name>& names) const { return ids(names, t_.choose("、", ", ")); }
  void settings(const std::vector<ParamSetting>& all) {
    for (const ParamSetting& one : all) {
      simple(Keyword::param, one.span, fmt::format("{} = {}", t_.translated(one.name), t_.expr(*one.value)));
    }
  }
  [[nodiscard]] std::string severity(const SeverityClause& clause) const {
    std::string result;
    for (const Severity& grade : clause.grades) {
      const Keyword level = grade.level == "error"     ? Keyword::error
                            : grade.level == "warning" ? Keyword::warning
                                                       : Keyword::note;
      if (!result.empty()) result += t_.choose("，", ", ");
      if (!result.empty() && grade.when == nullptr) result += spaced(Keyword::else_);
      result += t_.key(level);
      if (grade.when != nullptr) result += fmt::format(" {} {}", t_.key(Keyword::when), t_.expr(*grade.when));
    }
    return result;
  }
  [[nodiscard]] std::string gathered(const Name& by) const {
    for (const Keyword word : {Keyword::whole_report, Keyword::same_value, Keyword::chapter}) {
      if (row(word).zh == by.text || row(word).en == by.text) return std::string(t_.key(word));
    }
    return by.text;
  }
  void rule_clause(const RuleClause& clause) {
    const auto line = [&](Keyword keyword, std::string value) { simple(keyword, clause.span, std::move(value)); };
    std::visit(overloaded{
                   [&](const SeverityClause& node) { line(Keyword::severity, severity(node)); },
                   [&](const BasisClause& node) { line(Keyword::basis, joined(node.bases, true)); },
                   [&](const TagsClause& node) { line(Keyword::tags, joined(node.tags)); },
                   [&](const FromClause& node) { line(Keyword::from, t_.date(node.date)); },
                   [&](const UntilClause& node) { line(Keyword::until, t_.date(node.date)); },
                   [&](const AppliesClause& node) { line(Keyword::applies, t_.expr(*node.condition)); },
                   [&](const ForEachClause& node) {
                     line(Keyword::for_each,
                          fmt::format("{} {} {}", node.variable.text, t_.key(Keyword::in), t_.expr(*node.list)));
                   },
                   [&](const LetClause& node) {
                     line(Keyword::let, fmt::format("{} = {}", node.name.text, t_.expr(*node.value)));
                   },
                   [&](const WhenClause& node) { line(Keyword::when, t_.expr(*node.condition)); },
                   [&](const UnlessClause& node) {
                     std::string text =
                         node.label ? node.label->text + std::string(t_.choose("：", ": ")) : std::string();
                     text += t_.expr(*node.condition);
                     if (node.exception != nullptr) {
                       text += fmt::format(" {} {}", t_.key(Keyword::except), t_.expr(*node.exception));
                     }
                     line(Keyword::unless, std::move(text));
                   },
                   [&](const RequireClause& node) {
                     std::string text = t_.expr(*node.condition);
                     if (node.report_missing) text += fmt::format("  {}", t_.key(Keyword::or_report));
                     line(node.forbid ? Keyword::forbid : Keyword::require, std::move(text));
                   },
                   [&](const MessageClause& node) { line(Keyword::message, t_.interpolated(node.text)); },
                   [&](const AdviceClause& node) { line(Keyword::advice, t_.interpolated(node.text)); },
                   [&](const ReplacesClause& node) { line(Keyword::replaces, ids(node.rules)); },
                   [&](const RefinesClause& node) { line(Keyword::refines, ids(node.rules)); },
                   [&](const GatherClause& node) { line(Keyword::gather, gathered(node.by)); },
                   [&](const EvidenceClause& node) {
                     std::string text;
                     for (const ExprPtr& value : node.values) {
                       if (!text.empty()) text += t_.choose("、", ", ");
                       text += t_.expr(*value);
                     }
                     line(Keyword::evidence, std::move(text));
                   },
               },
               clause.node);
  }

  // ---- items ----
  void head(const Item& item, Keyword keyword, const std::string& text) {
    layout_.begin_item(item, spaced(keyword) + text, stands_apart(item));
  }
  void head_ends(Span name, const std::optional<Name>& english) {
    layout_.head_ends(std::max(name.end, english ? english->span.end + 1 : 0U));
  }

  // Items of several lines stand apart; lines of concepts, sections and words may stand together.
  static bool stands_apart(const Item& item) {
    return !std::holds_alternative<Concept>(item.node) && !std::holds_alternative<SectionKind>(item.node) &&
           !std::holds_alternative<Words>(item.node) && !std::holds_alternative<syntax::Parameter>(item.node) &&
           !std::holds_alternative<Disable>(item.node);
  }
  void print_item(const Item& item) {
    t_.bind(item);
    std::visit([&](const auto& node) { print_node(item, node); }, item.node);
    layout_.end_item(item);
  }

  void print_node(const Item& item, const Rulebook& node) {
    head(item, Keyword::rulebook, node.id.text);
    layout_.head_ends(node.id.span.end);
    if (node.title) simple(Keyword::title, node.title->span, t_.title(*node.title));
    if (node.version) simple(Keyword::version, node.version->span, node.version->text);
    for (const Rulebook::Use& use : node.uses) {
      simple(Keyword::use, use.id.span, use.range.text.empty() ? use.id.text : use.id.text + " " + use.range.text);
    }
    simple(Keyword::applies, node.applies);
    for (const Rulebook::Change& change : node.changes) {
      simple(Keyword::change, {change.version.span.begin, change.text.span.end},
             fmt::format("{} {}", change.version.text, t_.text(change.text)));
    }
  }
  void print_node(const Item& item, const Basis& node) {
    head(item, Keyword::basis, t_.declared(node.name, node.english));
    head_ends(node.name.span, node.english);
    if (node.title) simple(Keyword::title, node.title->span, t_.title(*node.title));
    if (node.number) simple(Keyword::doc_number, node.number->span, t_.basis(*node.number));
    if (!node.articles.empty()) simple(Keyword::article, node.articles.front().span, joined(node.articles));
    // Dates have no place of their own: they follow what stands before them.
    const std::uint32_t place = layout_.clauses().empty() ? item.span.begin : layout_.clauses().back().begin;
    if (node.from) layout_.add({place, place, padded(Keyword::from) + t_.date(*node.from), false, 2, {}});
    if (node.until) layout_.add({place, place, padded(Keyword::until) + t_.date(*node.until), false, 2, {}});
    if (node.checked) simple(Keyword::checked, node.checked->span, t_.text(*node.checked));
    if (node.replaced_by) simple(Keyword::replaced_by, node.replaced_by->span, t_.translated(*node.replaced_by));
  }
  void print_node(const Item& item, const syntax::Parameter& node) {
    const bool tight = node.english.has_value() && t_.zh();  // ）needs no blank behind it
    std::string text = t_.declared(node.name, node.english) + (tight ? "= " : " = ") + t_.expr(*node.value);
    if (node.note) text += "  " + t_.text(*node.note);
    head(item, Keyword::param, text);
  }
  void print_node(const Item& item, const Words& node) {
    head(item, Keyword::words, t_.declared(node.name, node.english));
    head_ends(node.name.span, node.english);
    std::vector<std::string> words;
    for (const Name& word : node.words) words.push_back(t_.term(word));
    if (!words.empty()) {
      layout_.add({node.words.front().span.begin, node.words.back().span.end, "", true, 2, std::move(words)});
    }
  }
  void print_node(const Item& item, const Aspect& node) {
    head(item, Keyword::aspect, t_.declared(node.name, node.english));
    head_ends(node.name.span, node.english);
    word_clause(Keyword::default_, node.default_member);
    for (const AspectMember& member : node.members) {
      layout_.add({member.span.begin,
                   english_end(member),
                   spaced(Keyword::member) + t_.declared(member.name, member.english),
                   false,
                   2,
                   {}});
      words_clause(Keyword::also, member.synonyms, false, 4);
      words_clause(Keyword::parts, member.parts, true, 4);
      if (!member.prefer.empty()) {
        std::string text = spaced(Keyword::means);
        for (std::size_t i = 0; i < member.prefer.size(); ++i) {
          if (i != 0) text += fmt::format(" {} ", t_.key(Keyword::or_else));
          text += t_.translated(member.prefer[i]);
        }
        layout_.add({member.prefer.front().span.begin, member.prefer.back().span.end, std::move(text), true, 4, {}});
      }
      terms_clause(Keyword::implies, member.implies, 4);
    }
  }
  static std::uint32_t english_end(const AspectMember& member) {
    return member.english ? member.english->span.end + 1 : member.name.span.end;
  }
  void print_node(const Item& item, const Concept& node) {
    head(item, Keyword::concept_,
         t_.declared(node.name, node.english) + std::string(t_.choose("：", ": ")) + t_.type(node.type, node.nouns));
    layout_.head_ends(node.type.span.end);
    if (!node.nouns.empty()) layout_.head_ends(node.nouns.back().span.end);
    words_clause(Keyword::also, node.synonyms, false);
    if (node.formula != nullptr) {
      layout_.add({node.formula->span.begin,
                   node.formula->span.end,
                   t_.expr(*node.formula),
                   true,
                   2,
                   {},
                   lead(Keyword::formula, 2)});
    }
    words_clause(Keyword::values, node.values, false);
    terms_clause(Keyword::implies, node.implies);
    word_clause(Keyword::under, node.parent);
  }
  void print_node(const Item& item, const SectionKind& node) {
    head(item, Keyword::section, t_.declared(node.name, node.english));
    head_ends(node.name.span, node.english);
    words_clause(Keyword::also, node.synonyms, false);
    word_clause(Keyword::under, node.parent);
  }
  void print_node(const Item& item, const Phrase& node) {
    head(item, Keyword::phrase, t_.declared(node.name, node.english));
    head_ends(node.name.span, node.english);
    for (const Template& pattern : node.patterns) simple(Keyword::pattern, pattern.span, t_.raw(pattern));
    if (!node.yields.text.empty()) simple(Keyword::yields, node.yields.span, t_.translated(node.yields));
    terms_clause(Keyword::implies, node.implies);
  }
  void print_node(const Item& item, const Function& node) {
    std::string text = t_.declared(node.name, node.english) + std::string(t_.choose("（", "("));
    bool first = true;
    for (const Function::Parameter& parameter : node.parameters) {
      if (!first) text += t_.choose("、", ", ");
      text += parameter.name.text + std::string(t_.choose("：", ": ")) + t_.type(parameter.type, parameter.nouns);
      first = false;
    }
    text += std::string(t_.choose("）：", "): ")) + t_.type(node.result_type, node.result_nouns) + " =";
    head(item, Keyword::define, text);
    layout_.head_ends(node.result_type.span.end);
    if (node.body == nullptr) return;
    if (!std::holds_alternative<If>(node.body->node) || node.body->parenthesised) {
      layout_.add({node.body->span.begin, node.body->span.end, t_.expr(*node.body), false, 2, {}});
      return;
    }
    // A chain of conditions: a line each.
    std::string lead;
    const Expr* rest = node.body.get();
    while (const auto* choice = rest->parenthesised ? nullptr : std::get_if<If>(&rest->node)) {
      layout_.add({choice->condition->span.begin,
                   choice->then->span.end,
                   fmt::format("{}{} {} {} {}", lead, t_.key(Keyword::if_), t_.expr(*choice->condition),
                               t_.key(Keyword::then), t_.expr(*choice->then)),
                   false,
                   2,
                   {}});
      lead = spaced(Keyword::else_);
      rest = choice->otherwise.get();
    }
    layout_.add({rest->span.begin, rest->span.end, lead + t_.expr(*rest), false, 2, {}});
  }
  void print_node(const Item& item, const Rule& node) {
    head(item, Keyword::rule, node.title ? node.id.text + " " + t_.text(*node.title) : node.id.text);
    layout_.head_ends(node.title ? node.title->span.end : node.id.span.end);
    for (const RuleClause& clause : node.clauses) rule_clause(clause);
  }
  void print_node(const Item& item, const Profile& node) {
    head(item, Keyword::profile, t_.declared(node.name, node.english));
    head_ends(node.name.span, node.english);
    simple(Keyword::applies, node.applies);
    settings(node.settings);
    if (!node.disabled.empty()) simple(Keyword::disable, node.disabled.front().span, ids(node.disabled));
  }
  void print_node(const Item& item, const Override& node) {
    head(item, Keyword::override_, node.rule.text);
    layout_.head_ends(node.rule.span.end);
    for (const RuleClause& clause : node.clauses) rule_clause(clause);
    settings(node.settings);
  }
  void print_node(const Item& item, const Disable& node) {
    head(item, Keyword::disable, node.reason ? node.rule.text + "  " + t_.text(*node.reason) : node.rule.text);
  }
  void print_node(const Item& item, const Waiver& node) {
    head(item, Keyword::waive, node.rule.text);
    layout_.head_ends(node.rule.span.end);
    if (node.unit) simple(Keyword::unit, node.unit->span, t_.text(*node.unit));
    simple(Keyword::year, node.year);
    if (node.reason) simple(Keyword::reason, node.reason->span, t_.text(*node.reason));
    if (node.authority) simple(Keyword::authority, node.authority->span, t_.text(*node.authority));
    if (node.until) simple(Keyword::to, {item.span.end, item.span.end}, t_.date(*node.until));
  }
  [[nodiscard]] std::string report_block(const std::string& report) const {
    if (report.find('\n') == std::string::npos) return fmt::format("\"\"\"{}\"\"\"", report);
    std::string text = "\"\"\"\n";
    for (std::size_t begin = 0; begin < report.size();) {
      const std::size_t end = std::min(report.find('\n', begin), report.size());
      if (end > begin) text += "    ";
      text += report.substr(begin, end - begin);
      text += '\n';
      begin = end + 1;
    }
    return text + "    \"\"\"";
  }
  void print_node(const Item& item, const Test& node) {
    using Kind = TestExpectation::Kind;
    head(item, Keyword::test, t_.text(node.title));
    layout_.head_ends(node.title.span.end);
    if (node.report_span.end != 0 || !node.report.empty()) {
      simple(Keyword::report, node.report_span, report_block(node.report));
    }
    settings(node.settings);
    for (const TestExpectation& expected : node.expectations) {
      const Keyword keyword = expected.kind == Kind::fires            ? Keyword::expect
                              : expected.kind == Kind::silent         ? Keyword::silent
                              : expected.kind == Kind::passes         ? Keyword::passes
                              : expected.kind == Kind::undetermined   ? Keyword::undetermined
                              : expected.kind == Kind::not_applicable ? Keyword::skips
                                                                      : Keyword::fact;
      std::string text = expected.fact != nullptr ? t_.expr(*expected.fact) : ids(expected.rules);
      if (expected.at) text += fmt::format(" {} {}", t_.key(Keyword::at), t_.text(*expected.at));
      if (expected.message) {
        text +=
            fmt::format(" {} {} {}", t_.key(Keyword::message), t_.key(Keyword::contains), t_.text(*expected.message));
      }
      simple(keyword, expected.span, std::move(text));
    }
  }

  const File& file_;
  TextPrinter t_;
  Layout layout_;
};

}  // namespace

std::string print(const File& file, const PrintOptions& options) { return FilePrinter(file, options).run(); }

Language language_of(const File& file) {
  int chinese = 0;
  for (const Item& item : file.items) {
    if (file.source == nullptr || item.span.begin >= file.source->text().size()) continue;
    chinese += static_cast<unsigned char>(file.source->text()[item.span.begin]) >= 0x80 ? 1 : -1;
  }
  return chinese >= 0 ? Language::zh : Language::en;
}

}  // namespace hegui::dsl
