#include "checker/findings/fold.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

#include "checker/findings/place.hpp"

namespace hegui::findings {

namespace {

using engine::Outcome;

constexpr char kSeparator = '\x1F';  // cannot stand in report text: control characters are dropped when read

/// For each rule the rules it refines, directly or through others. Ids that no rule has are harmless.
class Refinements {
 public:
  /// Of the rules that failed somewhere: most reports break few of many rules.
  Refinements(const dsl::Program& program, const std::vector<const Outcome*>& failed) : program_(program) {
    for (const auto* outcome : failed)
      if (const auto [at, fresh] = all_.try_emplace(outcome->rule.value); fresh)
        collect(program.rules[outcome->rule.value], at->second);
  }
  /// True when `finer` refines `general` and not the other way round.
  [[nodiscard]] bool refines(dsl::RuleId finer, dsl::RuleId general) const {
    return finer != general && all_.at(finer.value).contains(program_.rules[general.value].id) &&
           !all_.at(general.value).contains(program_.rules[finer.value].id);
  }
  [[nodiscard]] bool any(dsl::RuleId rule) const { return !all_.at(rule.value).empty(); }

 private:
  void collect(const dsl::Rule& rule, std::set<std::string>& into) const {
    for (const auto& id : rule.refines) {
      if (!into.insert(id).second) continue;
      if (const auto* next = program_.find_rule(id)) collect(*next, into);
    }
  }
  const dsl::Program& program_;
  std::map<std::uint32_t, std::set<std::string>> all_;
};

bool overlap(const report::Passage& a, const report::Passage& b) {
  return a.block == b.block && a.begin < b.end && b.begin < a.end;
}

/// Whether `finer` has read what `general` is mainly about.
bool reads_main_of(const Outcome& finer, const Outcome& general) {
  if (general.evidence.empty()) return finer.evidence.empty() && finer.alignment.size() == general.alignment.size();
  const engine::Evidence& main = general.evidence.front();
  return std::any_of(finer.evidence.begin(), finer.evidence.end(), [&](const engine::Evidence& e) {
    if (main.fact.valid() && e.fact.valid()) return e.fact == main.fact;
    return overlap(e.at, main.at);
  });
}

/// Outcomes of rules that refine others, found by what they have read: a report may fail in thousands of places.
class FinerOutcomes {
 public:
  FinerOutcomes(const std::vector<const Outcome*>& failed, const Refinements& refinements) {
    for (const auto* outcome : failed) {
      if (!refinements.any(outcome->rule)) continue;
      if (outcome->evidence.empty()) nowhere_.push_back(outcome);
      for (const auto& e : outcome->evidence) {
        auto& there = by_block_[e.at.block];
        if (there.empty() || there.back() != outcome) there.push_back(outcome);
      }
    }
  }
  /// Those that may have read the main evidence of `general`, in their order.
  [[nodiscard]] const std::vector<const Outcome*>& near(const Outcome& general) const {
    if (general.evidence.empty()) return nowhere_;
    const auto found = by_block_.find(general.evidence.front().at.block);
    return found == by_block_.end() ? none_ : found->second;
  }

 private:
  std::vector<const Outcome*> nowhere_, none_;
  std::map<std::uint32_t, std::vector<const Outcome*>> by_block_;
};

std::string words_of(const report::Report& report, const Outcome& outcome) {
  std::string words;
  for (const auto& e : outcome.evidence) words += normalised_words(report, e.at) + kSeparator;
  return words;
}

/// The top-level heading above the main evidence.
std::string chapter_of(const report::Report& report, const Outcome& outcome) {
  if (outcome.evidence.empty()) return "";
  auto id = section_at(report, outcome.evidence.front().at);
  while (id.valid() && report.sections[id.value].parent.valid()) id = report.sections[id.value].parent;
  return id.valid() ? std::to_string(id.value) : "";
}

/// Outcomes with equal keys are one finding.
std::string key_of(const dsl::Program& program, const report::Report& report, const Outcome& outcome) {
  const dsl::Rule& rule = program.rules[outcome.rule.value];
  std::string key = rule.id + kSeparator;
  switch (rule.gather) {
    case dsl::Gather::report: return key;
    case dsl::Gather::chapter: return key + chapter_of(report, outcome);
    case dsl::Gather::same_value:
      if (!outcome.evidence.empty()) {
        const auto& main = outcome.evidence.front();
        const auto* fact = fact_of(report, main.fact);
        return key + (fact != nullptr ? fact->quantity.text() : normalised_words(report, main.at));
      }
      return key;
    case dsl::Gather::none: break;
  }
  for (const auto& part : outcome.alignment) key += part.aspect + "=" + part.member + kSeparator;
  return key + outcome.message + kSeparator + words_of(report, outcome);
}

}  // namespace

std::vector<Group> fold(const dsl::Program& program, const report::Report& report,
                        const std::vector<Outcome>& outcomes) {
  std::vector<const Outcome*> failed;
  for (const auto& outcome : outcomes)
    if (outcome.verdict == engine::Verdict::failed) failed.push_back(&outcome);

  // An outcome is absorbed by the first finer one that is not absorbed itself by a still finer one of the same matter:
  // since refinement is transitive here, any absorber that stays will do.
  const Refinements refinements(program, failed);
  const FinerOutcomes finer(failed, refinements);
  std::map<const Outcome*, const Outcome*> absorber;
  for (const auto* general : failed)
    for (const auto* candidate : finer.near(*general))
      if (refinements.refines(candidate->rule, general->rule) && reads_main_of(*candidate, *general)) {
        absorber[general] = candidate;
        break;
      }

  std::vector<Group> groups;
  std::map<std::string, std::size_t> by_key;
  std::map<const Outcome*, std::size_t> group_of;
  for (const auto* outcome : failed) {
    if (absorber.contains(outcome)) continue;
    const auto [entry, fresh] = by_key.emplace(key_of(program, report, *outcome), groups.size());
    if (fresh) groups.emplace_back();
    groups[entry->second].outcomes.push_back(outcome);
    group_of[outcome] = entry->second;
  }
  for (const auto* outcome : failed) {
    auto step = absorber.find(outcome);
    if (step == absorber.end()) continue;
    const Outcome* last = step->second;
    while ((step = absorber.find(last)) != absorber.end()) last = step->second;
    groups[group_of.at(last)].absorbed.push_back(program.rules[outcome->rule.value].id);
  }
  for (auto& group : groups) {
    std::sort(group.absorbed.begin(), group.absorbed.end());
    group.absorbed.erase(std::unique(group.absorbed.begin(), group.absorbed.end()), group.absorbed.end());
  }
  return groups;
}

}  // namespace hegui::findings
