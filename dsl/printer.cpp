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
  using Join = PrintedClause::Join;

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
  // Where what follows the keyword begins, in cells.
  [[nodiscard]] std::size_t column(Keyword keyword) const { return 2 + display_width(padded(keyword)); }
  void simple(Keyword keyword, Span span, std::string value) {
    layout_.add({span.begin, span.end, padded(keyword) + std::move(value)});
  }
  void simple(Keyword keyword, const ExprPtr& value) {
    if (value != nullptr) simple(keyword, value->span, condition(keyword, *value));
  }
  // An expression behind a keyword and what stands between the two, broken into lines where it is long.
  [[nodiscard]] std::string condition(Keyword keyword, const Expr& value, std::string before = {},
                                      std::string_view behind = {}) const {
    const std::size_t begin = column(keyword);
    before += t_.wrapped(value, begin + display_width(before), begin, display_width(behind));
    return before.append(behind);
  }
  void list(Keyword keyword, Span span, std::vector<std::string> words, Join join = Join::own_line, int indent = 2) {
    if (words.empty()) return;
    layout_.add({span.begin, span.end, "", join, indent, std::move(words), lead(keyword, indent)});
  }
  static Span span_of(const std::vector<Name>& names) {
    return names.empty() ? Span{} : Span{names.front().span.begin, names.back().span.end};
  }
  void words_clause(Keyword keyword, const std::vector<Name>& names, bool translate, Join join, int indent = 2) {
    std::vector<std::string> words;
    for (const Name& name : names) words.push_back(translate ? t_.translated(name, NameKind::term) : t_.term(name));
    list(keyword, span_of(names), std::move(words), join, indent);
  }
  void terms_clause(Keyword keyword, const std::vector<QueryTerm>& terms, Join join, int indent = 2) {
    std::vector<std::string> words;
    for (const QueryTerm& term : terms) words.push_back(t_.query_term(term));
    if (!terms.empty())
      list(keyword, {terms.front().span.begin, terms.back().span.end}, std::move(words), join, indent);
  }
  void word_clause(Keyword keyword, const std::optional<Name>& name, NameKind kind, Join join) {
    if (name) list(keyword, name->span, {t_.translated(*name, kind)}, join);
  }
  [[nodiscard]] std::vector<std::string> terms(const std::vector<Name>& names, bool basis = false) const {
    std::vector<std::string> result;
    for (const Name& name : names) result.push_back(basis ? t_.basis(name) : t_.term(name));
    return result;
  }
  static std::vector<std::string> ids(const std::vector<Name>& names) {
    std::vector<std::string> result;
    for (const Name& name : names) result.push_back(name.text);
    return result;
  }
  void settings(const std::vector<ParamSetting>& all) {
    for (const ParamSetting& one : all) {
      simple(Keyword::param, one.span,
             fmt::format("{} = {}", t_.translated(one.name, NameKind::other), t_.expr(*one.value)));
    }
  }
  static Keyword level(const std::string& name) {
    return name == "error" ? Keyword::error : name == "warning" ? Keyword::warning : Keyword::note;
  }
  [[nodiscard]] std::string severity(const SeverityClause& clause) const {
    std::string result;
    for (const Severity& grade : clause.grades) {
      if (!result.empty()) result += t_.choose("，", ", ");
      if (!result.empty() && grade.when == nullptr) result += spaced(Keyword::else_);
      result += t_.key(level(grade.level));
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
  // The exception of an exception begins a line where the two do not fit on one.
  [[nodiscard]] std::string unless(const UnlessClause& node) const {
    const std::size_t begin = column(Keyword::unless);
    std::string text = node.label ? node.label->text + std::string(t_.choose("：", ": ")) : std::string();
    const std::size_t labelled = begin + display_width(text);
    if (node.exception == nullptr) return text + t_.wrapped(*node.condition, labelled, begin, 0);
    const std::string except = spaced(Keyword::except);
    const std::string flat = fmt::format("{} {}{}", t_.expr(*node.condition), except, t_.expr(*node.exception));
    if (labelled + display_width(flat) <= widest_line) return text + flat;
    text += t_.wrapped(*node.condition, labelled, begin, 0);
    const std::size_t excepted = begin + display_width(except);
    return text + "\n" + std::string(begin, ' ') + except + t_.wrapped(*node.exception, excepted, excepted, 0);
  }
  void rule_clause(const RuleClause& clause) {
    const auto line = [&](Keyword keyword, std::string value) { simple(keyword, clause.span, std::move(value)); };
    std::visit(
        overloaded{
            [&](const SeverityClause& node) { line(Keyword::severity, severity(node)); },
            [&](const BasisClause& node) { list(Keyword::basis, clause.span, terms(node.bases, true)); },
            [&](const TagsClause& node) { list(Keyword::tags, clause.span, terms(node.tags)); },
            [&](const FromClause& node) { line(Keyword::from, t_.date(node.date)); },
            [&](const UntilClause& node) { line(Keyword::until, t_.date(node.date)); },
            [&](const AppliesClause& node) { line(Keyword::applies, condition(Keyword::applies, *node.condition)); },
            [&](const ForEachClause& node) {
              line(Keyword::for_each, condition(Keyword::for_each, *node.list,
                                                fmt::format("{} {} ", node.variable.text, t_.key(Keyword::in))));
            },
            [&](const LetClause& node) {
              line(Keyword::let, condition(Keyword::let, *node.value, node.name.text + " = "));
            },
            [&](const WhenClause& node) { line(Keyword::when, condition(Keyword::when, *node.condition)); },
            [&](const UnlessClause& node) { line(Keyword::unless, unless(node)); },
            [&](const RequireClause& node) {
              const Keyword keyword = node.forbid ? Keyword::forbid : Keyword::require;
              const std::string behind = node.report_missing ? "  " + std::string(t_.key(Keyword::or_report)) : "";
              line(keyword, condition(keyword, *node.condition, "", behind));
            },
            [&](const MessageClause& node) { line(Keyword::message, t_.interpolated(node.text)); },
            [&](const AdviceClause& node) { line(Keyword::advice, t_.interpolated(node.text)); },
            [&](const ReplacesClause& node) { list(Keyword::replaces, clause.span, ids(node.rules)); },
            [&](const RefinesClause& node) { list(Keyword::refines, clause.span, ids(node.rules)); },
            [&](const GatherClause& node) { line(Keyword::gather, gathered(node.by)); },
            [&](const EvidenceClause& node) {
              std::vector<std::string> values;
              for (const ExprPtr& value : node.values) values.push_back(t_.expr(*value));
              list(Keyword::evidence, clause.span, std::move(values));
            },
        },
        clause.node);
  }

  // ---- items ----
  void head(const Item& item, Keyword keyword, const std::string& text, Column column = Column::none,
            std::string behind = {}) {
    layout_.begin_item(item, spaced(keyword) + text, stands_apart(item), column, std::move(behind));
  }
  void head_ends(Span name, const std::optional<Name>& english) {
    layout_.head_ends(std::max(name.end, english ? english->span.end + 1 : 0U));
  }

  // Items that are read one by one stand apart; those that are read as a list may stand together.
  static bool stands_apart(const Item& item) {
    return std::holds_alternative<Rulebook>(item.node) || std::holds_alternative<Aspect>(item.node) ||
           std::holds_alternative<Function>(item.node) || std::holds_alternative<Rule>(item.node) ||
           std::holds_alternative<Profile>(item.node) || std::holds_alternative<Override>(item.node) ||
           std::holds_alternative<Waiver>(item.node) || std::holds_alternative<Test>(item.node);
  }
  void print_item(const Item& item) {
    t_.bind(item);
    std::visit([&](const auto& node) { print_node(item, node); }, item.node);
    layout_.end_item(item);
  }

  // The tree does not say where the dates of an item stand: behind their keyword, outside of comments.
  [[nodiscard]] Span dated(const Item& item, Keyword keyword) const {
    const std::string_view text = file_.source != nullptr ? file_.source->text() : std::string_view();
    auto comment = file_.comments.begin();
    for (std::uint32_t at = item.span.begin; at < std::min<std::size_t>(item.span.end, text.size()); ++at) {
      while (comment != file_.comments.end() && comment->span.end <= at) ++comment;
      if (comment != file_.comments.end() && comment->span.begin <= at) {
        at = comment->span.end - 1;
        continue;
      }
      const std::size_t length = match_keyword(text.substr(at), keyword);
      const std::size_t digit = length == 0 ? length : text.find_first_not_of(" \t", at + length);
      const bool after_blank = at > 0 && std::string_view(" \t\n").find(text[at - 1]) != std::string_view::npos;
      if (length == 0 || !after_blank || digit == std::string_view::npos || text[digit] < '0' || text[digit] > '9')
        continue;
      return {at, static_cast<std::uint32_t>(std::min(text.find_first_of(" \t\r\n#", digit), text.size()))};
    }
    return {item.span.end, item.span.end};
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
    if (!node.articles.empty()) list(Keyword::article, span_of(node.articles), terms(node.articles));
    if (node.from) simple(Keyword::from, dated(item, Keyword::from), t_.date(*node.from));
    if (node.until) simple(Keyword::until, dated(item, Keyword::until), t_.date(*node.until));
    if (node.checked) simple(Keyword::checked, node.checked->span, t_.text(*node.checked));
    if (node.replaced_by)
      simple(Keyword::replaced_by, node.replaced_by->span, t_.translated(*node.replaced_by, NameKind::apart));
  }
  void print_node(const Item& item, const syntax::Parameter& node) {
    const bool tight = node.english.has_value() && t_.zh();  // ）needs no blank behind it
    std::string text = t_.declared(node.name, node.english) + (tight ? "= " : " = ") + t_.expr(*node.value);
    head(item, Keyword::param, text, Column::parameter, node.note ? t_.text(*node.note) : std::string());
  }
  void print_node(const Item& item, const Words& node) {
    head(item, Keyword::words, t_.declared(node.name, node.english), Column::words);
    head_ends(node.name.span, node.english);
    const Span span = span_of(node.words);
    if (!node.words.empty()) layout_.add({span.begin, span.end, "", Join::if_alone, 2, terms(node.words)});
  }
  void print_node(const Item& item, const Aspect& node) {
    head(item, Keyword::aspect, t_.declared(node.name, node.english));
    head_ends(node.name.span, node.english);
    word_clause(Keyword::default_, node.default_member, NameKind::term, Join::after_head);
    for (const AspectMember& member : node.members) {
      PrintedClause head_of_member{member.span.begin, english_end(member),
                                   spaced(Keyword::member) + t_.declared(member.name, member.english)};
      head_of_member.head = Column::member;
      layout_.add(std::move(head_of_member));
      words_clause(Keyword::also, member.synonyms, false, Join::after_head, 4);
      words_clause(Keyword::parts, member.parts, true, Join::own_line, 4);
      std::string preferred;
      for (const Name& each : member.prefer) {
        if (!preferred.empty()) preferred += fmt::format(" {} ", t_.key(Keyword::or_else));
        preferred += t_.translated(each, NameKind::term);
      }
      if (!preferred.empty()) list(Keyword::means, span_of(member.prefer), {preferred}, Join::after_head, 4);
      terms_clause(Keyword::implies, member.implies, Join::after_head, 4);
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
    words_clause(Keyword::also, node.synonyms, false, Join::if_alone);
    if (node.formula != nullptr) {
      PrintedClause clause{node.formula->span.begin, node.formula->span.end, condition(Keyword::formula, *node.formula),
                           Join::if_alone};
      clause.lead = lead(Keyword::formula, 2);
      clause.joined_text = t_.expr(*node.formula);
      layout_.add(std::move(clause));
    }
    words_clause(Keyword::values, node.values, false, Join::if_alone);
    terms_clause(Keyword::implies, node.implies, Join::if_alone);
    word_clause(Keyword::under, node.parent, NameKind::term, Join::if_alone);
  }
  void print_node(const Item& item, const SectionKind& node) {
    head(item, Keyword::section, t_.declared(node.name, node.english));
    head_ends(node.name.span, node.english);
    words_clause(Keyword::also, node.synonyms, false, Join::if_alone);
    word_clause(Keyword::under, node.parent, NameKind::section, Join::if_alone);
  }
  void print_node(const Item& item, const Phrase& node) {
    head(item, Keyword::phrase, t_.declared(node.name, node.english));
    head_ends(node.name.span, node.english);
    for (const Template& pattern : node.patterns) simple(Keyword::pattern, pattern.span, t_.raw(pattern));
    if (!node.yields.text.empty())
      simple(Keyword::yields, node.yields.span, t_.translated(node.yields, NameKind::other));
    terms_clause(Keyword::implies, node.implies, Join::own_line);
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
    // A chain of conditions: a line each.
    std::string lead;
    const Expr* rest = node.body.get();
    while (const auto* choice = rest->parenthesised ? nullptr : std::get_if<If>(&rest->node)) {
      const std::string condition = fmt::format("{}{} ", lead, t_.key(Keyword::if_));
      const std::string then = fmt::format(" {} {}", t_.key(Keyword::then), t_.expr(*choice->then));
      const std::size_t begin = 2 + display_width(condition);
      layout_.add({choice->condition->span.begin, choice->then->span.end,
                   condition + t_.wrapped(*choice->condition, begin, begin, display_width(then)) + then});
      lead = spaced(Keyword::else_);
      rest = choice->otherwise.get();
    }
    const std::size_t begin = 2 + display_width(lead);
    layout_.add({rest->span.begin, rest->span.end, lead + t_.wrapped(*rest, begin, begin, 0)});
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
    if (!node.disabled.empty()) list(Keyword::disable, span_of(node.disabled), ids(node.disabled));
  }
  void print_node(const Item& item, const Override& node) {
    head(item, Keyword::override_, node.rule.text);
    layout_.head_ends(node.rule.span.end);
    for (const RuleClause& clause : node.clauses) rule_clause(clause);
    settings(node.settings);
  }
  void print_node(const Item& item, const Disable& node) {
    head(item, Keyword::disable, node.rule.text, Column::disable, node.reason ? t_.text(*node.reason) : std::string());
  }
  void print_node(const Item& item, const Waiver& node) {
    head(item, Keyword::waive, node.rule.text);
    layout_.head_ends(node.rule.span.end);
    if (node.unit) simple(Keyword::unit, node.unit->span, t_.text(*node.unit));
    simple(Keyword::year, node.year);
    if (node.reason) simple(Keyword::reason, node.reason->span, t_.text(*node.reason));
    if (node.authority) simple(Keyword::authority, node.authority->span, t_.text(*node.authority));
    if (node.until) simple(Keyword::to, dated(item, Keyword::to), t_.date(*node.until));
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
      std::string behind;
      if (!expected.level.empty())
        behind += fmt::format(" {} {}", t_.key(Keyword::severity), t_.key(level(expected.level)));
      if (expected.at) behind += fmt::format(" {} {}", t_.key(Keyword::at), t_.text(*expected.at));
      if (expected.message) {
        behind +=
            fmt::format(" {} {} {}", t_.key(Keyword::message), t_.key(Keyword::contains), t_.text(*expected.message));
      }
      if (expected.fact != nullptr) {
        simple(keyword, expected.span, t_.expr(*expected.fact) + behind);
        continue;
      }
      std::vector<std::string> rules = ids(expected.rules);
      if (!rules.empty()) rules.back() += behind;
      list(keyword, expected.span, std::move(rules));
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
