#include "dsl/term.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "dsl/builtin.hpp"
#include "dsl/fold.hpp"
#include "dsl/keyword.hpp"
#include "dsl/nearest.hpp"
#include "dsl/records.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {

namespace {

using By = TermMeaning::By;

/// Calls `visit` with every name that something has: sort, index, how it is called, the name.
using Visit = std::function<void(TermSort, std::size_t, By, std::string_view)>;

void each_synonym(TermSort sort, std::size_t index, const std::vector<std::string>& words, const Visit& visit) {
  for (const std::string& word : words) visit(sort, index, By::synonym, word);
}

template <class Entry>
void each_name(TermSort sort, const std::vector<Entry>& entries, const Visit& visit) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    visit(sort, i, By::name, entries[i].name);
    visit(sort, i, By::english, entries[i].english);
    if constexpr (requires { entries[i].synonyms; }) each_synonym(sort, i, entries[i].synonyms, visit);
  }
}

void each_word_of_program(const Program& program, const Visit& visit) {
  each_name(TermSort::aspect, program.aspects, visit);
  each_name(TermSort::member, program.members, visit);
  each_name(TermSort::concept_, program.concepts, visit);
  each_name(TermSort::section, program.section_kinds, visit);
  each_name(TermSort::phrase, program.phrases, visit);
  each_name(TermSort::words, program.word_lists, visit);
  each_name(TermSort::parameter, program.parameters, visit);
  each_name(TermSort::function, program.functions, visit);
  each_name(TermSort::basis, program.bases, visit);
  for (std::size_t i = 0; i < program.bases.size(); ++i) {
    visit(TermSort::basis, i, By::synonym, program.bases[i].title);
    visit(TermSort::basis, i, By::synonym, program.bases[i].number);
  }
  each_name(TermSort::profile, program.profiles, visit);
  for (std::size_t i = 0; i < program.rules.size(); ++i) visit(TermSort::rule, i, By::name, program.rules[i].id);
  for (std::size_t i = 0; i < program.concepts.size(); ++i)
    each_synonym(TermSort::value, i, program.concepts[i].values, visit);
  for (std::size_t i = 0; i < program.word_lists.size(); ++i)
    each_synonym(TermSort::listed, i, program.word_lists[i].words, visit);
}

void each_word_of_language(const Visit& visit) {
  const auto pair = [&](TermSort sort, std::size_t index, std::string_view name, std::string_view english) {
    visit(sort, index, By::name, name);
    visit(sort, index, By::english, english);
  };
  for (std::size_t i = 0; i < records().size(); ++i) pair(TermSort::record, i, records()[i].name, records()[i].english);
  for (std::size_t i = 0; i < fields().size(); ++i) pair(TermSort::field, i, fields()[i].name, fields()[i].english);
  for (std::size_t i = 0; i < builtins().size(); ++i)
    pair(TermSort::builtin, i, builtins()[i].name, builtins()[i].english);
  for (std::size_t i = 0; i < keywords().size(); ++i) pair(TermSort::keyword, i, keywords()[i].zh, keywords()[i].en);
}

/// Walks expressions with what they call; each one once.
class Search {
 public:
  Search(const Program& program, const TermMeaning& meaning) : program_(program), meaning_(meaning) {}

  [[nodiscard]] bool in(ExprId id) {
    if (id.value >= program_.expressions.size() || !seen_.insert(id.value).second) return false;
    const Expr& expr = program_.expressions[id.value];
    if (means(expr)) return true;
    if (expr.op == Op::call_function && expr.index < program_.functions.size() &&
        in(program_.functions[expr.index].body))
      return true;
    if (expr.op == Op::parameter && expr.index < program_.parameters.size() &&
        in(program_.parameters[expr.index].value))
      return true;
    return std::any_of(expr.children.begin(), expr.children.end(), [&](ExprId child) { return in(child); });
  }
  [[nodiscard]] bool in(const std::vector<ExprId>& ids) {
    return std::any_of(ids.begin(), ids.end(), [&](ExprId id) { return in(id); });
  }
  [[nodiscard]] bool in(const Rule& rule) {
    seen_.clear();
    if (meaning_.sort == TermSort::basis)
      return std::find(rule.bases.begin(), rule.bases.end(), BasisId{meaning_.index}) != rule.bases.end();
    if (meaning_.sort == TermSort::rule) {
      const std::string& id = program_.rules[meaning_.index].id;
      return std::find(rule.refines.begin(), rule.refines.end(), id) != rule.refines.end() ||
             std::find(rule.replaces.begin(), rule.replaces.end(), id) != rule.replaces.end();
    }
    bool found = in(rule.applies) || in(rule.when) || in(rule.evidence) || in(rule.message) || in(rule.advice);
    for (const auto& grade : rule.severity) found = found || in(grade.when);
    for (const auto& each : rule.for_each) found = found || in(each.list);
    for (const auto& let : rule.lets) found = found || in(let.value);
    for (const auto& unless : rule.unless) found = found || in(unless.condition) || in(unless.exception);
    for (const auto& require : rule.require) found = found || in(require.condition);
    return found;
  }

 private:
  [[nodiscard]] bool means(const Expr& expr) const {
    switch (meaning_.sort) {
      case TermSort::aspect:
        return (expr.op == Op::aspect_name && expr.index == meaning_.index) ||
               query(expr, [&](const Query& q) { return binds(q, AspectId{meaning_.index}); });
      case TermSort::member:
        return (expr.op == Op::member_constant && expr.index == meaning_.index) ||
               query(expr, [&](const Query& q) { return binds(q, MemberId{meaning_.index}); });
      case TermSort::concept_:
      case TermSort::value:
        return query(expr, [&](const Query& q) { return q.concept_id == ConceptId{meaning_.index}; });
      case TermSort::section: {
        if (expr.op != Op::section || expr.index >= program_.section_refs.size()) return false;
        const auto& kinds = program_.section_refs[expr.index];
        return std::find(kinds.begin(), kinds.end(), SectionKindId{meaning_.index}) != kinds.end();
      }
      case TermSort::words:
      case TermSort::listed: return expr.op == Op::words && expr.index == meaning_.index;
      case TermSort::parameter: return expr.op == Op::parameter && expr.index == meaning_.index;
      case TermSort::function: return expr.op == Op::call_function && expr.index == meaning_.index;
      case TermSort::builtin: return expr.op == Op::call_builtin && expr.index == meaning_.index;
      case TermSort::field:
        return expr.op == Op::field && expr.index == static_cast<std::uint32_t>(fields()[meaning_.index].field);
      default: return false;
    }
  }
  template <class Holds>
  bool query(const Expr& expr, const Holds& holds) const {
    return expr.op == Op::query && expr.index < program_.queries.size() && holds(program_.queries[expr.index]);
  }
  static bool binds(const Query& query, MemberId member) {
    return query.range_member == member ||
           std::any_of(query.fixed.begin(), query.fixed.end(), [&](const Binding& b) { return b.member == member; });
  }
  static bool binds(const Query& query, AspectId aspect) {
    return std::any_of(query.fixed.begin(), query.fixed.end(), [&](const Binding& b) { return b.aspect == aspect; });
  }

  const Program& program_;
  const TermMeaning meaning_;
  std::set<std::uint32_t> seen_;
};

}  // namespace

std::vector<TermMeaning> find_term(const Program& program, std::string_view word) {
  std::vector<TermMeaning> found;
  const std::string wanted = fold(word);
  if (wanted.empty()) return found;
  const Visit visit = [&](TermSort sort, std::size_t index, By by, std::string_view name) {
    if (name != word && fold(name) != wanted) return;
    const auto at = static_cast<std::uint32_t>(index);
    if (!found.empty() && found.back().sort == sort && found.back().index == at) return;
    found.push_back({sort, at, by});
  };
  each_word_of_program(program, visit);
  each_word_of_language(visit);
  return found;
}

std::vector<std::string> nearest_terms(const Program& program, std::string_view word, std::size_t most) {
  std::set<std::pair<Likeness, std::string>> near;
  const std::string wanted = fold(word);
  const std::size_t length = count_characters(wanted);
  if (length == 0 || length > 64) return {};
  const Visit visit = [&](TermSort sort, std::size_t /*index*/, By /*by*/, std::string_view name) {
    if (name.empty() || sort == TermSort::listed) return;
    const std::size_t size = count_characters(name);
    if (size == 1 && length > 1) return;  // a single character is like everything
    const bool around = length >= 2 && name.find(wanted) != std::string_view::npos;
    auto alike = around ? Likeness{size - length, true, Likeness::Shape::longer} : likeness(wanted, name);
    if (!alike) return;
    if (alike->shape == Likeness::Shape::as_long) alike->other_sound = !sounds_alike(wanted, name);
    near.emplace(*alike, name);
  };
  each_word_of_program(program, visit);
  each_word_of_language(visit);
  std::vector<std::string> names;
  for (const auto& [alike, name] : near) {
    if (names.size() == most) break;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

std::vector<std::string> rules_using(const Program& program, const TermMeaning& meaning) {
  std::vector<std::string> ids;
  Search search(program, meaning);
  for (const Rule& rule : program.rules)
    if (search.in(rule)) ids.push_back(rule.id);
  return ids;
}

std::vector<std::string> formulas_using(const Program& program, const TermMeaning& meaning) {
  std::vector<std::string> names;
  for (const Concept& each : program.concepts)
    if (Search(program, meaning).in(each.formula)) names.push_back(each.name);
  for (const Function& each : program.functions)
    if (Search(program, meaning).in(each.body)) names.push_back(each.name);
  return names;
}

}  // namespace hegui::dsl
