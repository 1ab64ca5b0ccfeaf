// One limit a kind. They are generous: the national rulebooks hold 150 rules, 200 members and 160 word lists.
#include "dsl/check_sizes.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace hegui::dsl::checking {

namespace {

struct Kind {
  std::string_view zh, en;
  std::size_t most;
};

constexpr Kind kRules{"规则", "rules", 50'000};
constexpr Kind kMembers{"维度的成员", "members of aspects", 20'000};
constexpr Kind kAspects{"维度", "aspects", 200};
constexpr Kind kConcepts{"概念", "concepts", 10'000};
constexpr Kind kSections{"章节", "section kinds", 10'000};
constexpr Kind kPhrases{"句式", "phrases", 10'000};
constexpr Kind kLists{"词集", "word lists", 10'000};
constexpr Kind kParameters{"参数", "parameters", 10'000};
constexpr Kind kFunctions{"定义", "functions", 5'000};
constexpr Kind kBases{"依据", "bases", 10'000};
constexpr Kind kProfiles{"方案", "profiles", 500};
constexpr Kind kOverlays{"覆盖和停用", "overrides and disabled rules", 2'000};
constexpr Kind kWaivers{"豁免", "waivers", 20'000};
constexpr Kind kTests{"测试", "tests", 50'000};
constexpr Kind kBooks{"规则集的引用", "rulebooks in use", 500};
constexpr Kind kClauses{"一条规则的子句", "clauses of one rule", 500};
constexpr Kind kGrades{"一条规则的级别", "grades of one rule", 50};
constexpr Kind kWords{"一处所列的词语", "words in one list", 20'000};
constexpr Kind kSettings{"一处所设的参数", "settings in one place", 500};

class Limiter {
 public:
  explicit Limiter(std::vector<Diagnostic>& diagnostics) : diagnostics_(diagnostics) {}

  void limit(syntax::File& file) {
    source_ = file.source;
    const auto too_many = [&](syntax::Item& item) {
      const bool fits = std::visit([&](auto& node) { return keep(node, item.span); }, item.node);
      if (!fits) {
        std::visit([&](const auto& node) { leave_out(file, node); }, item.node);
      }
      return !fits;
    };
    file.items.erase(std::remove_if(file.items.begin(), file.items.end(), too_many), file.items.end());
  }

 private:
  bool count(const Kind& kind, Span span, std::size_t more = 1) {
    std::size_t& so_far = counts_[kind.en];
    so_far += more;
    if (so_far <= kind.most) return true;
    if (so_far - more <= kind.most) report(kind, span);
    return false;
  }
  void report(const Kind& kind, Span span) {
    Diagnostic problem;
    problem.code = "HG-R026";
    problem.source = source_;
    problem.path = source_ ? source_->name() : std::string();
    problem.span = span;
    problem.arguments = {std::string(kind.zh), std::to_string(kind.most), std::string(kind.en)};
    diagnostics_.push_back(std::move(problem));
  }
  /// Of a list that belongs to one item.
  template <class T>
  void shorten(const Kind& kind, std::vector<T>& list, Span span) {
    if (list.size() <= kind.most) return;
    report(kind, span);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(kind.most), list.end());
  }
  void clauses(std::vector<syntax::RuleClause>& list) {
    if (list.size() > kClauses.most) shorten(kClauses, list, list[kClauses.most].span);
    for (syntax::RuleClause& clause : list) {
      if (auto* severity = std::get_if<syntax::SeverityClause>(&clause.node))
        shorten(kGrades, severity->grades, clause.span);
    }
  }

  bool keep(syntax::Rulebook& node, Span span) {
    shorten(kBooks, node.uses, span);
    return true;
  }
  bool keep(syntax::Basis&, Span span) { return count(kBases, span); }
  bool keep(syntax::Parameter&, Span span) { return count(kParameters, span); }
  bool keep(syntax::Words& node, Span span) {
    shorten(kWords, node.words, span);
    return count(kLists, span);
  }
  bool keep(syntax::Aspect& node, Span span) {
    for (syntax::AspectMember& member : node.members) {
      shorten(kWords, member.synonyms, member.name.span);
      shorten(kWords, member.parts, member.name.span);
    }
    std::size_t names = node.members.size();
    for (const syntax::AspectMember& member : node.members) names += member.parts.size();
    return count(kAspects, span) && count(kMembers, span, names);
  }
  bool keep(syntax::Concept& node, Span span) {
    shorten(kWords, node.synonyms, span);
    return count(kConcepts, span);
  }
  bool keep(syntax::SectionKind& node, Span span) {
    shorten(kWords, node.synonyms, span);
    return count(kSections, span);
  }
  bool keep(syntax::Phrase&, Span span) { return count(kPhrases, span); }
  bool keep(syntax::Function& node, Span span) {
    shorten(kSettings, node.parameters, span);
    return count(kFunctions, span);
  }
  bool keep(syntax::Rule& node, Span span) {
    clauses(node.clauses);
    return count(kRules, span);
  }
  bool keep(syntax::Profile& node, Span span) {
    shorten(kSettings, node.settings, span);
    return count(kProfiles, span);
  }
  bool keep(syntax::Override& node, Span span) {
    clauses(node.clauses);
    shorten(kSettings, node.settings, span);
    return count(kOverlays, span);
  }
  bool keep(syntax::Disable&, Span span) { return count(kOverlays, span); }
  bool keep(syntax::Waiver&, Span span) { return count(kWaivers, span); }
  bool keep(syntax::Test& node, Span span) {
    shorten(kSettings, node.settings, span);
    return count(kTests, span);
  }

  // A name that was left out is not unknown.
  template <class Node>
  static void leave_out(syntax::File& file, const Node& node) {
    if constexpr (requires { node.name; }) file.broken.push_back(node.name);
    if constexpr (requires { node.id; }) file.broken.push_back(node.id);
  }

  std::vector<Diagnostic>& diagnostics_;
  std::shared_ptr<const Source> source_;
  std::map<std::string_view, std::size_t> counts_;
};

}  // namespace

void limit_sizes(std::vector<syntax::File>& files, std::vector<Diagnostic>& diagnostics) {
  Limiter limiter(diagnostics);
  for (syntax::File& file : files) limiter.limit(file);
}

}  // namespace hegui::dsl::checking
