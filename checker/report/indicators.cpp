// Indicators of running text: 名称（15分）… 得分15分, 履职效能50分得46.5分, 目标80场，实际92场. Those of tables are
// made there.
#include <algorithm>
#include <map>
#include <set>

#include "checker/report/indicator_names.hpp"
#include "checker/report/label_words.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t look_ahead = 4;
constexpr std::int64_t whole_score = 100;

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon) : report_(report), t_(lexicon.tables()), names_(report, t_) {
    if (const auto words = t_.program.find_words("this_indicator"); words.valid())
      these_.insert(t_.program.word_lists[words.value].words.begin(), t_.program.word_lists[words.value].words.end());
  }

  void find() {
    by_weights();
    drop_some_parts();
    by_headings();
    by_targets();
    give_parents();
    total_of_scores();
    join_table_and_text();
    std::stable_sort(report_.indicators.begin(), report_.indicators.end(), [](const Indicator& a, const Indicator& b) {
      const Passage x = a.at.value_or(Passage{}), y = b.at.value_or(Passage{});
      return x.block != y.block ? x.block < y.block : x.begin < y.begin;
    });
  }

 private:
  [[nodiscard]] bool is(const Fact& fact, dsl::ConceptId id) const { return id.valid() && fact.concept_id == id; }
  void find_reason(Indicator& indicator, std::uint32_t block, std::uint32_t begin, std::uint32_t end) const {
    const auto at = reason_in(report_, t_, block, begin, end);
    if (!at) return;
    indicator.reason = std::string(report_.quote(*at));
    indicator.reason_at = at;
  }
  void mark(FactId id, const std::string& name, const std::optional<Passage>& at) {
    if (!id.valid() || name.empty() || !t_.indicator.valid()) return;
    Fact& fact = report_.facts[id.value];
    if (fact.aspect(t_.indicator) != nullptr) return;
    AspectValue v;
    v.aspect = t_.indicator;
    v.name = name;
    v.how = How::inherited;
    v.reason = fact.in_heading ? Reason::own_clause : Reason::heading;
    v.source = at;
    fact.aspects.push_back(std::move(v));
    std::sort(fact.aspects.begin(), fact.aspects.end(),
              [](const AspectValue& a, const AspectValue& b) { return a.aspect < b.aspect; });
  }

  void by_weights() {
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& weight = report_.facts[f];
      if (!is(weight, t_.weight) || weight.in_table) continue;
      const Stream label = names_.words(weight.label_at);
      const bool bare = std::any_of(label.terms.begin(), label.terms.end(), [&](const Term& term) {
        return term.meaning.kind == Meaning::Kind::concept_word && dsl::ConceptId{term.meaning.id} == t_.weight &&
               term.at.begin == 0 && term.at.end == label.size();
      });
      Indicator indicator;
      indicator.weight = FactId{f};
      indicator.name = names_.without_weight(weight);
      indicator.at = weight.label_at;
      indicator.section = weight.section;
      if (const FactId before = bare ? names_.scored_before(f) : FactId{}; before.valid()) {
        const Fact& score = report_.facts[before.value];
        indicator.name = score.label;
        indicator.at = score.label_at;
        indicator.score = before;
        for (const FactId id : {indicator.weight, indicator.score}) mark(id, indicator.name, indicator.at);
        report_.indicators.push_back(std::move(indicator));
        continue;
      }
      if (bare) {  // 年末保障户数，分值8分: named before; （满分100分） is the weight of the whole
        auto name = names_.name_before(weight);
        if (!name) name = names_.run_in_heading(weight);
        if (!name || weight.quantity.value >= dsl::Number(whole_score)) continue;
        indicator.name = std::string(report_.quote(*name));
        indicator.at = name;
      }
      // 1.整体效能。该指标满分50分: called by the heading that opens the paragraph.
      if (!bare && these_.contains(indicator.name))
        if (const auto name = names_.run_in_heading(weight)) {
          indicator.name = std::string(report_.quote(*name));
          indicator.at = name;
        }
      const bool heading = weight.in_heading && !bare;
      std::uint32_t last = f;
      for (std::uint32_t g = f + 1; g < report_.facts.size(); ++g) {
        const Fact& next = report_.facts[g];
        if (is(next, t_.weight)) break;
        if (bare      ? !names_.told_under(weight, next)
            : heading ? !names_.inside(next.section, weight.section)
                      : !same_sentence(report_, weight, next))
          break;
        if (is(next, t_.total_score)) break;
        if (is(next, t_.indicator_score) && !next.quantity.takes_part_in_equations()) break;  // 90分以上为优
        if (is(next, t_.target) && !indicator.target.valid()) indicator.target = FactId{g};
        if (indicator.target.valid() && !indicator.actual.valid() && g > indicator.target.value &&
            same_measure(t_, next.quantity, report_.facts[indicator.target.value].quantity))
          indicator.actual = FactId{g};
        last = g;
        if (is(next, t_.indicator_score)) {
          indicator.score = FactId{g};
          break;
        }
      }
      if (indicator.score.valid()) {
        const Fact& score = report_.facts[indicator.score.value];
        const auto& block = report_.document.blocks[score.at.block];
        const bool apart = heading || score.at.block != weight.at.block;
        const std::uint32_t begin = apart ? block.slice.begin : weight.at.end;
        std::uint32_t end = apart || bare ? block.slice.end : score.at.end;
        if (!apart)
          for (std::uint32_t g = last + 1; g < report_.facts.size(); ++g) {
            if (report_.facts[g].at.block != score.at.block) break;
            if (bare && !is(report_.facts[g], t_.weight)) continue;  // up to the next indicator
            end = report_.facts[g].label_at.begin;
            break;
          }
        find_reason(indicator, score.at.block, begin, end);
      }
      if (!bare && !report_.indicators.empty() && indicator.score.valid() && names_.behind_among(weight)) {
        const Indicator& whole = report_.indicators.back();
        if (whole.weight.valid() && same_sentence(report_, report_.facts[whole.weight.value], weight))
          indicator.parent = whole.parent.empty() ? whole.name : whole.parent, among_.insert(indicator.weight);
      }
      for (const FactId id : {indicator.weight, indicator.score, indicator.target, indicator.actual})
        mark(id, indicator.name, indicator.at);
      if (indicator.target.valid()) taken_.insert(indicator.target);
      fill_texts(indicator);
      report_.indicators.push_back(std::move(indicator));
    }
  }
  /// 产出（30分）得28分，其中造林任务（10分）得8分: the parts that are named are not all; the whole counts, they do
  /// not.
  void drop_some_parts() {
    std::map<std::string, dsl::Number> parts, wholes;
    for (const Indicator& indicator : report_.indicators) {
      if (!indicator.weight.valid() || indicator.from_table) continue;
      const auto& weight = report_.facts[indicator.weight.value].quantity.value;
      const bool part = among_.contains(indicator.weight);
      auto& sum =
          (part ? parts : wholes).try_emplace(part ? indicator.parent : indicator.name, dsl::Number(0)).first->second;
      sum = sum + weight;
    }
    std::erase_if(report_.indicators, [&](const Indicator& indicator) {
      if (!among_.contains(indicator.weight)) return false;
      const auto whole = wholes.find(indicator.parent);
      return whole == wholes.end() || parts.at(indicator.parent) < whole->second;
    });
  }
  /// 满分100分，其中预算执行率10分、…, and under the heading 预算执行率: “…，得9.80分”.
  void by_headings() {
    std::map<std::string, FactId> weights;  // by name
    FactId whole;                           // 满分100分 of the sentence at hand
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& fact = report_.facts[f];
      if (fact.quantity.dimension != dsl::Dimension::score || fact.in_table || fact.in_heading) continue;
      if (is(fact, t_.weight) && fact.quantity.value >= dsl::Number(whole_score)) {
        whole = FactId{f};
      } else if (whole.valid() && same_sentence(report_, report_.facts[whole.value], fact)) {
        weights.emplace(fact.label, FactId{f});
      }
    }
    if (weights.empty()) return;
    std::map<SectionId, std::vector<FactId>> scores;  // that no indicator has taken, by section
    std::set<FactId> taken;
    for (const auto& i : report_.indicators) taken.insert(i.score);
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& fact = report_.facts[f];
      if (is(fact, t_.indicator_score) && !fact.in_table && fact.section.valid() && !taken.contains(FactId{f}))
        scores[fact.section].push_back(FactId{f});
    }
    for (const auto& [section, own] : scores) {
      const Section& heading = report_.sections[section.value];
      const auto weight = weights.find(heading.title);
      if (weight == weights.end() || own.size() != 1 || heading.list_item) continue;
      const Fact& score = report_.facts[own.front().value];
      if (own.front() <= weight->second || score.quantity.value > report_.facts[weight->second.value].quantity.value)
        continue;
      Indicator indicator;
      indicator.name = heading.title;
      indicator.at = heading.heading;
      indicator.section = section;
      indicator.weight = weight->second;
      indicator.score = own.front();
      const auto& slice = report_.document.blocks[score.at.block].slice;
      find_reason(indicator, score.at.block, slice.begin, slice.end);
      mark(indicator.score, indicator.name, indicator.at);
      report_.indicators.push_back(std::move(indicator));
    }
  }
  /// 1.整体效能。满分50分，得48.50分。 and below it （3）支出率。满分10分，得9.95分: counted once, with what it is part
  /// of.
  void give_parents() {
    constexpr int deepest = 8;
    std::map<SectionId, std::string> scored;
    for (const Indicator& indicator : report_.indicators)
      if (!indicator.from_table && indicator.weight.valid() && indicator.section.valid())
        scored.try_emplace(indicator.section, indicator.name);
    for (Indicator& indicator : report_.indicators) {
      if (indicator.from_table || !indicator.weight.valid() || !indicator.parent.empty() || !indicator.section.valid())
        continue;
      int depth = 0;
      for (SectionId id = report_.sections[indicator.section.value].parent; id.valid() && depth < deepest;
           id = report_.sections[id.value].parent, ++depth)
        if (const auto above = scored.find(id); above != scored.end() && above->second != indicator.name) {
          indicator.parent = above->second;
          break;
        }
    }
  }
  void fill_texts(Indicator& indicator) const {
    if (indicator.target.valid())
      indicator.target_text = std::string(report_.quote(report_.facts[indicator.target.value].at));
    if (indicator.actual.valid())
      indicator.actual_text = std::string(report_.quote(report_.facts[indicator.actual.value].at));
  }

  void by_targets() {
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& target = report_.facts[f];
      if (!is(target, t_.target) || target.in_table) continue;
      if (taken_.contains(FactId{f})) continue;
      Indicator indicator;
      indicator.target = FactId{f};
      indicator.section = target.section;
      std::uint32_t end_fact = f;
      const std::string own_name = names_.name_of(target);
      // 平均每公里6820元，低于7000元的控制标准: the bound follows the cost.
      const bool bound = f > 0 && target.quantity.dimension == dsl::Dimension::money &&
                         !target.quantity.takes_part_in_equations() && t_.unit_cost.valid() &&
                         is(report_.facts[f - 1], t_.unit_cost);
      const bool bare = own_name.empty() || bound;
      // 播发新闻3842条，目标为3600条: the target follows and names nothing.
      if (bare && f > 0 && !is(report_.facts[f - 1], t_.target) &&
          same_sentence(report_, report_.facts[f - 1], target) &&
          same_measure(t_, report_.facts[f - 1].quantity, target.quantity) &&
          no_semicolon(report_.facts[f - 1], target)) {
        indicator.actual = FactId{f - 1};
        // 由2.41平方米提高到2.56平方米，增加0.15平方米，达到年度目标2.55平方米: what it grew by is not what it came to.
        if (f > 1 && only_grew(report_.facts[f - 1]) && same_sentence(report_, report_.facts[f - 2], target) &&
            same_measure(t_, report_.facts[f - 2].quantity, target.quantity))
          indicator.actual = FactId{f - 2};
        // 接待观众486300人次，其中散客…、团队124400人次，目标450000人次: of the whole, not of its last part.
        const FactId whole = report_.facts[indicator.actual.value].of;
        if (whole.valid() && same_sentence(report_, report_.facts[whole.value], target) &&
            same_measure(t_, report_.facts[whole.value].quantity, target.quantity))
          indicator.actual = whole;
        indicator.name = names_.name_of(report_.facts[indicator.actual.value]);
        indicator.at = report_.facts[indicator.actual.value].label_at;
      } else {
        for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead; ++g) {
          const Fact& next = report_.facts[g];
          if (!same_sentence(report_, target, next) || is(next, t_.target) || !no_semicolon(target, next)) break;
          if (!same_measure(t_, target.quantity, next.quantity) || next.of == FactId{f}) continue;
          indicator.actual = FactId{g};
          end_fact = g;
          break;
        }
        indicator.name = own_name;
        indicator.at = target.label_at;
        if (indicator.name.empty() && target.section.valid()) {
          indicator.name = report_.sections[target.section.value].title;
          indicator.at = report_.sections[target.section.value].heading;
        }
      }
      if (!indicator.actual.valid() && !own_name.empty()) {
        indicator.actual = told_elsewhere(f, own_name);
        if (!indicator.actual.valid()) indicator.actual = told_under_name(f, own_name);
        if (indicator.actual.valid()) end_fact = indicator.actual.value;
      }
      if (!indicator.actual.valid() && indicator.name.empty()) continue;
      const Fact& last = report_.facts[end_fact];
      std::uint32_t end = report_.document.blocks[last.at.block].slice.end;
      for (std::uint32_t g = end_fact + 1; g < report_.facts.size() && report_.facts[g].at.block == last.at.block; ++g)
        if (is(report_.facts[g], t_.target)) {
          end = report_.facts[g].label_at.begin;
          break;
        }
      find_reason(indicator, last.at.block, last.at.end, end);
      mark(indicator.target, indicator.name, indicator.at);
      mark(indicator.actual, indicator.name, indicator.at);
      fill_texts(indicator);
      report_.indicators.push_back(std::move(indicator));
    }
  }
  /// 增加0.15平方米: nothing but the word in front of it.
  [[nodiscard]] bool only_grew(const Fact& fact) const {
    return is_word(report_.document, t_, fact.label_at, Cue::increase_words) ||
           is_word(report_.document, t_, fact.label_at, Cue::decrease_words);
  }
  /// 绩效目标：…认知障碍初筛3000人; paragraphs later 认知障碍初筛2640人: what was done of it, where just one figure
  /// bears the same name.
  [[nodiscard]] FactId told_elsewhere(std::uint32_t target, const std::string& name) {
    const Fact& planned = report_.facts[target];
    const std::u32string wanted = matching_form(name);
    if (wanted.size() < shortest_told) return {};
    FactId found;
    /// The figure bears the name; false: it is the second that does.
    const auto take = [&](std::uint32_t g) {
      const Fact& next = report_.facts[g];
      if (next.in_table || next.at.block == planned.at.block || is(next, t_.target) || next.of.valid() ||
          !same_measure(t_, planned.quantity, next.quantity) || !next.quantity.takes_part_in_equations())
        return true;
      const std::u32string label = matching_form(names_.name_of(next));
      if (label != wanted && !(label.size() > wanted.size() && label.ends_with(wanted))) return true;
      if (found.valid()) return false;
      found = FactId{g};
      return true;
    };
    if (++asked_ <= asked_one_by_one) {
      for (std::uint32_t g = target + 1; g < report_.facts.size(); ++g)
        if (!take(g)) return {};
      return found;
    }
    // So many targets: what a figure's name ends with is worked out once, not at each of them.
    if (asked_ == asked_one_by_one + 1) note_names();
    const auto alike = by_name_end_.find(wanted.substr(wanted.size() - shortest_told));
    if (alike == by_name_end_.end()) return {};
    const std::vector<std::uint32_t>& facts = alike->second;
    for (auto g = std::upper_bound(facts.begin(), facts.end(), target); g != facts.end(); ++g)
      if (!take(*g)) return {};
    return found;
  }
  /// 目标：开展应急演练30场, and later “2.应急演练。…各类演练36场”: the first figure of its kind under the one heading
  /// that the name of the target ends with.
  [[nodiscard]] FactId told_under_name(std::uint32_t target, const std::string& name) const {
    const Fact& planned = report_.facts[target];
    const std::u32string wanted = matching_form(name);
    if (asked_ > asked_one_by_one || wanted.size() < shortest_told || planned.quantity.noun.empty()) return {};
    SectionId under;
    for (std::uint32_t s = 0; s < report_.sections.size(); ++s) {
      const Section& section = report_.sections[s];
      const std::u32string title = matching_form(section.title);
      if (section.heading.block <= planned.at.block || title.size() < shortest_told || !wanted.ends_with(title))
        continue;
      if (under.valid()) return {};
      under = SectionId{s};
    }
    if (!under.valid()) return {};
    const auto behind = std::partition_point(
        report_.facts.begin() + target, report_.facts.end(),
        [&](const Fact& fact) { return fact.at.block < report_.sections[under.value].heading.block; });
    for (auto fact = behind; fact != report_.facts.end() && names_.inside(fact->section, under); ++fact)
      if (!fact->in_table && !fact->of.valid() && !is(*fact, t_.target) &&
          same_measure(t_, planned.quantity, fact->quantity) && fact->quantity.takes_part_in_equations())
        return FactId{static_cast<std::uint32_t>(fact - report_.facts.begin())};
    return {};
  }
  void note_names() {
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      if (report_.facts[f].in_table) continue;
      const std::u32string label = matching_form(names_.name_of(report_.facts[f]));
      if (label.size() >= shortest_told) by_name_end_[label.substr(label.size() - shortest_told)].push_back(f);
    }
  }
  /// A table without a row for the sum, or scores chapter by chapter: they make up the total that the text gives.
  void total_of_scores() {
    std::set<FactId> wholes;
    for (const auto& b : report_.breakdowns) wholes.insert(b.total);
    const auto is_total = [&](FactId id) { return wholes.contains(id); };
    std::vector<FactId> totals;
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (is(report_.facts[f], t_.total_score) && !report_.facts[f].in_table && !report_.facts[f].of.valid())
        totals.push_back(FactId{f});
    if (totals.empty() || std::any_of(totals.begin(), totals.end(), is_total)) return;
    std::vector<FactId> from_table, from_text;
    std::set<std::string_view> parents;  // of which the parts have their own scores
    for (const auto& other : report_.indicators)
      if (other.score.valid() && !other.parent.empty()) parents.insert(other.parent);
    dsl::Number weights(0);
    for (const auto& indicator : report_.indicators) {
      if (indicator.from_table && indicator.total_row) return;
      if (!indicator.score.valid() || indicator.total_row || report_.facts[indicator.score.value].of.valid()) continue;
      if (parents.contains(indicator.name)) continue;
      (indicator.from_table ? from_table : from_text).push_back(indicator.score);
      if (!indicator.from_table && indicator.weight.valid())
        weights = weights + report_.facts[indicator.weight.value].quantity.value;
    }
    const bool whole = weights == dsl::Number(100);
    auto& parts = from_table.empty() ? from_text : from_table;
    if (parts.size() < 2 || (from_table.empty() && !whole)) return;
    Breakdown b;
    b.total = totals.front();
    // 平均得分94.6分 above, 甲项目自评得96.72分：预算执行9.72分（满分10分）、…: the scores are of the total in their
    // block.
    if (from_table.empty())
      for (const FactId total : totals) {
        const auto block = report_.facts[total.value].at.block;
        if (std::all_of(parts.begin(), parts.end(),
                        [&](FactId p) { return report_.facts[p.value].at.block == block && p > total; }))
          b.total = total;
      }
    b.from_table = !from_table.empty();
    for (const FactId part : parts) report_.facts[part.value].of = b.total;
    b.parts = std::move(parts);
    b.exhaustive = true;
    report_.breakdowns.push_back(std::move(b));
  }

  /// 服务响应及时率 | 5 | 5 in the table, 4.服务响应及时率。…及时率91.20%，目标为不低于95% in the text: the heading of
  /// that name tells what was aimed at and reached.
  void join_table_and_text() {
    std::map<std::string_view, SectionId> titled;  // invalid: of several sections
    for (std::uint32_t s = 0; s < report_.sections.size(); ++s)
      if (const auto [at, fresh] = titled.emplace(report_.sections[s].title, SectionId{s}); !fresh) at->second = {};
    std::map<SectionId, const Indicator*> told;  // nullptr: several
    for (const Indicator& each : report_.indicators)
      if (!each.from_table && each.section.valid() && each.target.valid() && each.actual.valid())
        if (const auto [at, fresh] = told.emplace(each.section, &each); !fresh) at->second = nullptr;
    for (Indicator& row : report_.indicators) {
      const bool scored = row.from_table && !row.total_row && row.weight.valid() && row.score.valid();
      if (!scored || row.target.valid() || row.actual.valid() || !row.target_text.empty() || !row.actual_text.empty())
        continue;
      const auto section = titled.find(row.name);
      if (section == titled.end() || !section->second.valid()) continue;
      const auto found = told.find(section->second);
      if (found == told.end() || found->second == nullptr) continue;
      row.target = found->second->target;
      row.actual = found->second->actual;
      row.target_text = found->second->target_text;
      row.actual_text = found->second->actual_text;
      if (row.reason.empty()) row.reason = found->second->reason, row.reason_at = found->second->reason_at;
    }
  }

  [[nodiscard]] bool no_semicolon(const Fact& a, const Fact& b) const {
    if (a.at.end >= b.at.begin) return true;
    const auto between = report_.document.text->normalised().substr(a.at.end, b.at.begin - a.at.end);
    return between.find("；") == std::string_view::npos;
  }

  Report& report_;
  const Lexicon::Tables& t_;
  const IndicatorNames names_;
  static constexpr std::size_t shortest_told = 4;      // characters of a name told elsewhere
  static constexpr std::size_t asked_one_by_one = 32;  // targets; for a few it is quicker
  std::size_t asked_ = 0;
  std::map<std::u32string, std::vector<std::uint32_t>> by_name_end_;  // facts of the text, in order
  std::set<FactId> taken_, among_;  // among_: weights of indicators that 其中 puts below another
  std::set<std::string> these_;     // 该指标, 本项: words instead of a name
};

}  // namespace

void find_indicators(Report& report, const Lexicon& lexicon) { Finder(report, lexicon).find(); }

}  // namespace hegui::report
