// Money told under a heading or a table's name that is the name of a project (2.内涝治理 … 全年预算96万元; 表5
// 照明维护项目支出 绩效自评表), or under the name by which the report has called it before: it is that project's.
// Called by find_facts() when all figures are read. Afterwards such facts have the aspect 项目.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "checker/report/passes.hpp"
#include "checker/report/reading.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t shortest_name = 3, longest_name = 30;  // characters
constexpr std::size_t shortest_mention = 3;
constexpr std::size_t fewest = 2;  // projects of a report that tells of several
constexpr std::size_t most = 400;  // names
constexpr std::size_t few_figures = 2;

class Namer {
 public:
  explicit Namer(Reading& reading) : r_(reading), t_(reading.tables), report_(reading.report) {
    if (const auto words = reading.program.find_words("project_suffix"); words.valid())
      for (const std::string& word : reading.program.word_lists[words.value].words)
        suffixes_.push_back(matching_form(word));
  }

  void name() {
    if (!t_.project.valid() || !t_.project_spending.valid() || report_.sections.empty()) return;
    facts_in_.resize(report_.sections.size());
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (is_about_money(report_.facts[f]))
        for (SectionId id = report_.facts[f].section; id.valid(); id = report_.sections[id.value].parent)
          facts_in_[id.value].push_back(FactId{f});
    from_headings();
    from_captions();
    if (names_.size() < fewest) names_.clear();
    from_facts();
    if (names_.empty()) return;
    for (std::uint32_t s = 0; s < report_.sections.size(); ++s) {
      const auto own = captions_.contains(s) ? captions_.at(s) : name_of(report_.sections[s]);
      if (own.empty() || !names_.contains(own)) continue;
      for (const FactId id : facts_in_[s]) give(id, names_.at(own), report_.sections[s].heading, Reason::heading);
    }
    by_mention();
    in_full();
  }

 private:
  [[nodiscard]] bool is_about_money(const Fact& fact) const {
    const auto kind = fact.concept_id;
    const bool price = fact.quantity.dimension == dsl::Dimension::money && (kind == t_.unit_cost || kind == t_.target);
    return kind.valid() && (t_.is_fiscal(kind) || kind == t_.total_score || r_.is_relative(kind) || price);
  }
  /// The bare title, or nothing when it is too short or too long to be a name.
  [[nodiscard]] std::u32string name_of(const Section& section) const {
    std::u32string name = matching_form(section.title);
    for (const std::u32string& tail : suffixes_)
      if (name.size() > tail.size() + shortest_name && name.ends_with(tail)) name.erase(name.size() - tail.size());
    return name.size() >= shortest_name && name.size() <= longest_name ? name : std::u32string();
  }
  [[nodiscard]] Stream heading_words(const Section& section) const {
    return scan_slice(report_.document, section.heading.block, {section.heading.begin, section.heading.end}, t_, false,
                      true);
  }
  /// A title that names a thing of its own: no kind of section, no scope, no clause.
  [[nodiscard]] bool names_a_thing(const Section& section) const {
    if (!section.kinds.empty() || name_of(section).empty()) return false;
    const Stream words = heading_words(section);
    if (!words.figures.empty() || words.chars.find(U'，') != std::u32string::npos) return false;
    if (words.cue_before(Cue::not_items, words.size(), 0).end != 0) return false;
    if (words.cue_before(Cue::project_nouns, words.size(), 0).end != 0) return true;
    const OwnWords own = r_.own_words(words, {0, words.size()}, false);
    return !own.context.scope && !own.context.fund && own.residual.end >= own.residual.begin + shortest_name;
  }
  /// Figures of a budget and what came of it, or a score.
  [[nodiscard]] bool tells_of_money(std::uint32_t section) const {
    std::size_t sums = 0;
    for (const FactId id : facts_in_[section]) {
      const Fact& fact = r_.fact(id);
      if (fact.aspect(t_.project) != nullptr) continue;
      if (fact.concept_id == t_.total_score) return true;
      sums += fact.concept_id == t_.amount || fact.concept_id == t_.execution_rate ? 1 : 0;
    }
    return sums >= few_figures;
  }
  void from_headings() {
    const bool of_projects = r_.title.scope && r_.title.scope->member == t_.project_spending;
    for (const Section& section : report_.sections) {
      if (section.children.size() < fewest || section.list_item) continue;
      const bool said = t_.says(Cue::project_nouns, section.title);
      if (!said && !of_projects) continue;
      std::vector<SectionId> found;
      std::size_t others = 0;
      for (const SectionId child : section.children) {
        if (names_a_thing(report_.sections[child.value]) && tells_of_money(child.value))
          found.push_back(child);
        else
          ++others;
      }
      if (found.size() < fewest || found.size() < others) continue;
      for (const SectionId child : found)
        note(report_.sections[child.value].title, name_of(report_.sections[child.value]));
    }
  }
  /// 表5 照明维护项目支出绩效自评表: one form for each of several projects.
  void from_captions() {
    std::map<std::uint32_t, std::pair<std::u32string, std::string>> found;
    std::set<std::u32string> several;
    for (std::uint32_t s = 0; s < report_.sections.size(); ++s) {
      const Section& section = report_.sections[s];
      if (facts_in_[s].empty() || section.list_item) continue;
      const Stream words = heading_words(section);
      const Extent noun = words.first_cue(Cue::project_nouns, {0, words.size()});
      if (noun.end == 0 || noun.begin < shortest_name || noun.begin > longest_name || !words.figures.empty()) continue;
      const bool in_tables =
          std::all_of(facts_in_[s].begin(), facts_in_[s].end(), [&](FactId id) { return r_.fact(id).in_table; });
      if (!in_tables || words.cue_before(Cue::organisation_tails, noun.begin, 0).end != 0) continue;
      const OwnWords own = r_.own_words(words, {0, noun.begin}, false);
      if (own.context.scope || own.residual.end < own.residual.begin + shortest_name) continue;
      const std::string text = without_gaps(report_.quote(words.passage({0, noun.begin})));
      found[s] = {matching_form(text), text};
      several.insert(matching_form(text));
    }
    if (several.size() < fewest) return;
    for (const auto& [section, name] : found) {
      captions_[section] = name.first;
      note(name.second, name.first);
    }
  }
  /// Names that the report has given to projects in its lists and tables.
  void from_facts() {
    for (const Fact& fact : report_.facts) {
      const AspectValue* project = fact.aspect(t_.project);
      if (project == nullptr || member_of(fact, t_.scope) != t_.project_spending || fact.concept_id != t_.amount)
        continue;
      const std::u32string name = matching_form(project->name);
      if (name.size() > shortest_name && name.size() <= longest_name) note(project->name, name);
    }
  }
  void note(const std::string& text, const std::u32string& name) {
    if (!name.empty() && names_.size() < most) names_.try_emplace(name, text);
  }
  void give(FactId id, const std::string& name, const Passage& at, Reason reason) {
    Fact& fact = r_.fact(id);
    if (fact.aspect(t_.project) != nullptr || r_.is_relative(fact.concept_id)) return;
    const AspectValue* scope = fact.aspect(t_.scope);
    // 包括电费362万元: an item of every purpose is this project's, and keeps its own scope.
    if (reason == Reason::heading && scope != nullptr && scope->member.valid() && fact.of.valid() &&
        std::any_of(t_.economic.begin(), t_.economic.end(),
                    [&](dsl::MemberId root) { return r_.program.is_within(scope->member, root); })) {
      r_.set(fact, r_.named(t_.project, name, How::inherited, reason, at));
      return;
    }
    const bool whole = scope == nullptr || scope->member == t_.project_spending ||
                       (scope->member == t_.department && scope->how != How::stated);
    if (!whole) return;
    if (scope == nullptr || scope->member != t_.project_spending)
      r_.set(fact, r_.value(t_.scope, t_.project_spending, How::inherited, reason, at));
    r_.set(fact, r_.named(t_.project, name, How::inherited, reason, at));
    if (!fact.in_table)
      r_.set_name(fact);
    else if (fact.name.find(name) == std::string::npos)
      fact.name = name + fact.name;
  }
  /// 教师培训和教研上年花了15.36万元; 政法转移支付因尾款须考核后支付，结转5.28万元: between the sum before, or the
  /// beginning of the sentence, and the sum stands the name of one project that the report knows.
  void by_mention() {
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& fact = report_.facts[f];
      const bool sum = fact.concept_id == t_.amount || t_.is_concept(fact.concept_id, t_.carryover);
      if (!sum || fact.in_table || fact.aspect(t_.project) != nullptr) continue;
      const std::string* const found = only_name(words_before(f));
      if (found == nullptr) continue;
      const Passage at = fact.label_at;
      give(FactId{f}, *found, at, Reason::own_clause);
      // 老年助餐1236460元，执行率99.08%: its rate too.
      if (f + 1 < report_.facts.size() && same_sentence(report_, report_.facts[f], report_.facts[f + 1]) &&
          report_.facts[f + 1].concept_id == t_.execution_rate)
        give(FactId{f + 1}, *found, at, Reason::sentence);
    }
  }
  [[nodiscard]] std::u32string words_before(std::uint32_t f) const {
    constexpr std::uint32_t reach = 180;  // bytes
    const Fact& fact = report_.facts[f];
    std::uint32_t begin =
        std::max(report_.document.blocks[fact.at.block].slice.begin, fact.at.begin > reach ? fact.at.begin - reach : 0);
    if (f > 0 && report_.facts[f - 1].at.block == fact.at.block) begin = std::max(begin, report_.facts[f - 1].at.end);
    const std::string_view all = report_.document.text->normalised();
    while (begin < fact.at.begin && (static_cast<unsigned char>(all[begin]) & 0xC0U) == 0x80U) ++begin;
    std::string_view words = all.substr(begin, fact.at.begin - begin);
    for (const std::string_view mark : {"。", "；", ";"})
      if (const auto last = words.rfind(mark); last != std::string_view::npos) words.remove_prefix(last + mark.size());
    // （…用于水毁公路修复），全年预算…: what a bracket says is no name of what follows.
    const std::u32string form = matching_form(words);
    std::u32string outside;
    for (const char32_t c : form) {
      if (c == U'）' || c == U')') {
        const auto open = outside.find_last_of(U"（(");
        outside.erase(open == std::u32string::npos ? 0 : open);
      } else {
        outside += c;
      }
    }
    return outside;
  }
  /// The longest name in the words, when no other stands beside it.
  [[nodiscard]] const std::string* only_name(std::u32string words) const {
    const std::string* found = nullptr;
    if (words.size() < shortest_mention) return found;
    std::size_t longest = 0;
    std::u32string_view name;
    for (const auto& [form, text] : names_)
      if (form.size() > longest && words.find(form) != std::u32string::npos)
        longest = form.size(), found = &text, name = form;
    if (found == nullptr) return found;
    words.erase(words.find(name), name.size());
    for (const auto& [form, text] : names_)
      if (words.find(form) != std::u32string::npos) return nullptr;
    return found;
  }
  /// 营房维修执行率90%: short for 派出所营房维修补助, the one project of the report's tables and lists with these
  /// words.
  void in_full() {
    std::map<std::u32string, std::string> known;
    for (const Fact& fact : report_.facts)
      if (const AspectValue* project = fact.aspect(t_.project);
          project != nullptr && known.size() < most && (fact.in_table || project->reason == Reason::heading) &&
          member_of(fact, t_.scope) == t_.project_spending && !project->name.empty())
        known.try_emplace(matching_form(project->name), project->name);
    for (const auto& [form, text] : names_) known.try_emplace(form, text);
    for (Fact& fact : report_.facts) {
      const AspectValue* project = fact.aspect(t_.project);
      const bool sum = fact.concept_id == t_.amount || fact.concept_id == t_.unit_cost;
      const bool rate = fact.concept_id == t_.execution_rate;
      if (project == nullptr || fact.in_table || project->how != How::stated || (!sum && !rate)) continue;
      if (fact.of.valid() && r_.aspect(fact.of, t_.project) != nullptr) continue;
      const std::u32string name = matching_form(project->name);
      constexpr std::size_t shortest_rate = 2;
      if (name.size() < (rate ? shortest_rate : shortest_name) || (known.contains(name) && !rate)) continue;
      const std::string* full = nullptr;
      std::size_t fits = 0;
      for (const auto& [form, text] : known)
        if (form.size() > name.size() && form.find(name) != std::u32string::npos) full = &text, ++fits;
      if (fits != 1) continue;
      AspectValue v = *project;
      v.name = *full;
      v.how = How::inherited;
      r_.set(fact, v);
      r_.set_name(fact);
    }
  }

  Reading& r_;
  const Lexicon::Tables& t_;
  Report& report_;
  std::vector<std::u32string> suffixes_;              // 项目 behind the name of one
  std::vector<std::vector<FactId>> facts_in_;         // by section, with those of its subsections
  std::map<std::u32string, std::string> names_;       // as compared, as written
  std::map<std::uint32_t, std::u32string> captions_;  // names of tables, by section
};

}  // namespace

void name_projects(Reading& reading) { Namer(reading).name(); }

namespace {

/// 自评总分100分，其中预算执行10分、产出50分…，自评得分95.23分: a hundred and its parts are full marks where the report
/// has another score.
void full_marks(Reading& reading) {
  const auto& t = reading.tables;
  auto& facts = reading.report.facts;
  const dsl::Number hundred(100);
  const bool scored = t.weight.valid() && std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
                        return fact.concept_id == t.total_score && !fact.in_table && fact.quantity.value < hundred;
                      });
  if (!scored) return;
  for (std::uint32_t f = 0; f < facts.size(); ++f) {
    if (facts[f].concept_id != t.total_score || facts[f].in_table || facts[f].quantity.value != hundred) continue;
    dsl::Number sum(0);
    std::vector<std::uint32_t> parts;
    for (std::uint32_t k = f + 1; k < facts.size() && facts[k].at.block == facts[f].at.block; ++k)
      if (facts[k].of == FactId{f} && facts[k].concept_id == t.indicator_score) {
        sum = sum + facts[k].quantity.value;
        parts.push_back(k);
      }
    if (parts.size() < 2 || sum != hundred) continue;
    facts[f].concept_id = t.weight;
    for (const std::uint32_t k : parts) facts[k].concept_id = t.weight;
  }
}

}  // namespace

void tell_item_scores(Reading& reading) {
  constexpr int least_total = 60, most_item = 30, whole = 100;  // of a report that is scored by a hundred
  const auto kind = reading.tables.total_score;
  if (!kind.valid() || !reading.tables.indicator_score.valid()) return;
  auto& facts = reading.report.facts;
  const auto total = [&](const Fact& fact) { return fact.concept_id == kind && !fact.in_table; };
  if (std::none_of(facts.begin(), facts.end(),
                   [&](const Fact& fact) { return total(fact) && fact.quantity.value >= dsl::Number(least_total); }))
    return;
  full_marks(reading);
  for (std::size_t f = 0; f < facts.size(); ++f) {
    Fact& fact = facts[f];
    if (!total(fact)) continue;
    // 该指标满分50分，自评得分48.50分: what stands before says of how much.
    const bool of_weight =
        f > 0 && facts[f - 1].concept_id == reading.tables.weight && facts[f - 1].quantity.value < dsl::Number(whole) &&
        fact.quantity.value <= facts[f - 1].quantity.value && same_sentence(reading.report, facts[f - 1], fact);
    if (of_weight || fact.quantity.value < dsl::Number(most_item)) fact.concept_id = reading.tables.indicator_score;
  }
}

}  // namespace hegui::report
