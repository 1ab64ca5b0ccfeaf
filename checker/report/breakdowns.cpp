// Breakdowns that no cue opens: states of one total, members of the taxonomy under one total, a total after its parts.
// Those of running text with a cue and of tables are made while the facts are read.
#include <algorithm>

#include "checker/report/label_words.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"
#include "dsl/utf8.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t look_ahead = 40;

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon) : report_(report), t_(lexicon.tables()), program_(lexicon.program()) {}

  void find() {
    has_parts_.assign(report_.facts.size(), false);
    for (const auto& b : report_.breakdowns)
      if (b.total.valid()) has_parts_[b.total.value] = true;
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      if (report_.facts[f].in_table) continue;
      if (has_parts(FactId{f})) continue;
      by_state(f);
      if (!has_parts(FactId{f})) by_grades(f);
      if (!has_parts(FactId{f})) by_members(f);
    }
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (!report_.facts[f].in_table && !has_parts(FactId{f})) {
        after_parts(f);
        sum_behind(f);
      }
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (!report_.facts[f].in_table && !has_parts(FactId{f})) by_sum(f);
    for (const auto& b : report_.breakdowns)
      if (!b.from_table) name_by_parts(b);
    for (const auto& b : report_.breakdowns)
      for (const FactId part : b.parts)
        if (!report_.facts[part.value].of.valid()) report_.facts[part.value].of = b.total;
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (t_.is_concept(report_.facts[f].concept_id, t_.carryover)) left_over(f);
    std::stable_sort(report_.breakdowns.begin(), report_.breakdowns.end(),
                     [](const Breakdown& a, const Breakdown& b) { return a.total < b.total; });
  }

 private:
  [[nodiscard]] bool has_parts(FactId id) const { return has_parts_[id.value]; }
  void emit(std::uint32_t total, std::vector<FactId> parts, bool exhaustive, std::string cue) {
    Breakdown b;
    b.total = FactId{total};
    b.parts = std::move(parts);
    b.exhaustive = exhaustive;
    b.cue = std::move(cue);
    has_parts_[total] = true;
    report_.breakdowns.push_back(std::move(b));
  }
  [[nodiscard]] bool starts_with_state(std::uint32_t f) {
    if (states_.empty()) states_.resize(report_.facts.size());
    if (states_[f]) return *states_[f];
    const Fact& fact = report_.facts[f];
    states_[f] = begins_with(report_.document, t_, fact.label_at, Cue::state_cues) || is_class(fact);
    return *states_[f];
  }
  /// 32个村卫生室中已联网29个, 10件实事办结9件: what is counted and its state, right behind the total.
  [[nodiscard]] bool state_of(const Fact& total, const Fact& part) const {
    if (part.label_at.block != total.at.block || part.label_at.begin != total.at.end) return false;
    const Stream s =
        scan_slice(report_.document, part.label_at.block, {part.label_at.begin, part.label_at.end}, t_, false, true);
    if (const Extent among = s.last_cue(Cue::among_words, {0, s.size()}); among.end != 0)
      return among.end == s.size() || s.cue_at(Cue::state_cues, among.end, s.size()).end != 0;
    return s.has_cue(Cue::state_cues, {0, s.size()});
  }

  [[nodiscard]] bool is_remainder(const Fact& fact) const {
    return begins_with(report_.document, t_, fact.label_at, Cue::remainder_words);
  }

  [[nodiscard]] bool is_class(const Fact& fact) const {
    return ends_with(report_.document, t_, fact.label_at, Cue::class_tails);
  }

  /// 共受理961件，已归档908件，已办结4件，办理中49件: states of the count before them.
  void by_state(std::uint32_t f) {
    const Fact& total = report_.facts[f];
    if (total.quantity.dimension != dsl::Dimension::count || total.concept_id == t_.target || starts_with_state(f))
      return;  // 目标60个，完成57个: the target is no whole
    std::vector<FactId> parts;
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead; ++g) {
      const Fact& next = report_.facts[g];
      if (!same_sentence(report_, total, next)) break;
      if (next.quantity.dimension == dsl::Dimension::rate) continue;
      if (next.quantity.dimension != dsl::Dimension::count) continue;
      const bool general = t_.says(Cue::general_nouns, total.quantity.noun, true) &&
                           t_.says(Cue::general_nouns, next.quantity.noun, true) && g == f + 1 + parts.size();
      if (!same_measure(t_, total.quantity, next.quantity) && !general) continue;
      const bool state = starts_with_state(g) || (g == f + 1 && state_of(total, next));
      if (!state || next.of.valid() || next.quantity.value > total.quantity.value) break;
      parts.push_back(FactId{g});
    }
    if (parts.size() < 2) return;
    // 完成32个，部分完成2个，未完成2个: with a word for the rest the states are all there are.
    // 办件268个，审批类38件，备案类229件，核准类1件: so do classes right behind the count.
    const bool classes = parts.front().value == f + 1 && std::all_of(parts.begin(), parts.end(), [&](FactId p) {
                           return is_class(report_.facts[p.value]);
                         });
    const bool all = classes || std::any_of(parts.begin(), parts.end(),
                                            [&](FactId p) { return is_remainder(report_.facts[p.value]); });
    // Without such a word nothing says so; they are parts only as far as they fit.
    dsl::Number sum(0);
    for (const FactId p : parts) sum = sum + report_.facts[p.value].quantity.value;
    if (sum > total.quantity.value && !all) return;
    emit(f, std::move(parts), all, "");
  }

  /// 对6个项目开展自评，5个为“优”、1个为“良”: every one has its grade.
  void by_grades(std::uint32_t f) {
    const Fact& total = report_.facts[f];
    if (!t_.grade.valid() || total.quantity.dimension != dsl::Dimension::count || graded(total)) return;
    std::vector<FactId> parts;
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead; ++g) {
      const Fact& next = report_.facts[g];
      if (!same_sentence(report_, total, next)) break;
      if (next.quantity.dimension != dsl::Dimension::count) continue;
      if (!same_measure(t_, total.quantity, next.quantity) || next.of.valid() || is_remainder(next)) return;
      if (!graded(next)) return;  // another count between: whose grades they are is not sure
      parts.push_back(FactId{g});
    }
    if (parts.size() >= 2) emit(f, std::move(parts), true, "");
  }
  /// A grade stands right behind the count: 5个为“优”, 3个优秀.
  [[nodiscard]] bool graded(const Fact& fact) const {
    constexpr std::size_t reach = 12;  // bytes: 评为“
    const auto& slice = report_.document.blocks[fact.at.block].slice;
    std::string_view text = report_.document.text->normalised().substr(
        fact.at.end, std::min<std::size_t>(slice.end - fact.at.end, 2 * reach));
    const auto& values = program_.concepts[t_.grade.value].values;
    // 自评结果为优10个: the grade may stand before the count.
    constexpr std::size_t short_label = 36;
    if (fact.label.size() <= short_label &&
        std::any_of(values.begin(), values.end(), [&](const auto& value) { return fact.label.ends_with(value); }))
      return true;
    for (std::size_t skipped = 0; skipped < reach && !text.empty(); ++skipped, text.remove_prefix(1)) {
      if (dsl::utf8::is_continuation(text.front())) continue;  // no word begins inside a character
      for (const std::string_view mark : {"，", "。", "；", "、"})
        if (text.starts_with(mark)) return false;
      if (std::any_of(values.begin(), values.end(), [&](const auto& value) { return text.starts_with(value); }))
        return true;
    }
    return false;
  }

  /// “三公经费决算10.35万元。因公出国（境）费0万元；…；公务接待费1.40万元。”: members below the total's member.
  void by_members(std::uint32_t f) {
    const Fact& total = report_.facts[f];
    const auto scope = member_of(total, t_.scope);
    if (total.concept_id != t_.amount || !t_.amount.valid() || !scope.valid()) return;
    if (program_.members[scope.value].parts.empty()) return;
    if (scope == t_.department) {
      by_sections(f);
      return;
    }
    const AspectValue* scope_value = total.aspect(t_.scope);
    if (scope_value->how == How::defaulted) return;
    std::vector<FactId> parts = members_below(f, section_of(total));
    if (parts.size() < 2) parts = members_below(f, {});
    if (parts.size() < 2) return;
    spread_fund(f, scope);
    std::vector<dsl::MemberId> seen;
    for (const FactId p : parts) seen.push_back(member_of(report_.facts[p.value], t_.scope));
    const auto covered = [&](dsl::MemberId m) {
      if (std::find(seen.begin(), seen.end(), m) != seen.end()) return true;
      const auto& kids = program_.members[m.value].parts;
      return !kids.empty() && std::all_of(kids.begin(), kids.end(), [&](dsl::MemberId k) {
        return std::find(seen.begin(), seen.end(), k) != seen.end();
      });
    };
    const auto& kids = program_.members[scope.value].parts;
    const bool all = std::all_of(kids.begin(), kids.end(), covered);
    emit(f, std::move(parts), all, "");
  }
  /// 支出决算1236万元 in one section, 基本支出 and 项目支出 in the sections behind it: all parts of the whole, of the
  /// same source, and only when nothing else was given as its parts.
  void by_sections(std::uint32_t f) {
    const Fact& total = report_.facts[f];
    if (total.aspect(t_.project) != nullptr) return;
    if (total.of.valid() || member_of(total, t_.flow) != t_.expenditure || member_of(total, t_.stage) != t_.actual)
      return;
    const auto& kids = program_.members[t_.department.value].parts;
    std::vector<FactId> parts(kids.size());
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead; ++g) {
      const Fact& next = report_.facts[g];
      if (next.in_table) break;
      if (next.concept_id != t_.amount || next.of.valid() || !same_aspect(total, next, t_.stage, false) ||
          !same_aspect(total, next, t_.fund, false) || !same_aspect(total, next, t_.year, true) ||
          next.aspect(t_.project) != nullptr)
        continue;
      if (member_of(next, t_.scope) == t_.department) break;
      for (std::size_t k = 0; k < kids.size(); ++k)
        if (member_of(next, t_.scope) == kids[k] && !parts[k].valid()) parts[k] = FactId{g};
    }
    if (parts.size() < 2 || std::any_of(parts.begin(), parts.end(), [](FactId p) { return !p.valid(); })) return;
    dsl::Number sum(0);
    for (const FactId part : parts) sum = sum + report_.facts[part.value].quantity.value;
    if (sum > total.quantity.value * dsl::Number(2)) return;  // 剩余75万元: some other sum of the department
    emit(f, std::move(parts), true, "");
  }

  /// 实际采购142万元，货物96.40万元、服务45.60万元: a whole that says itself what it is by no word for it is known by
  /// its parts, where they all are parts of one member that has but a few.
  void name_by_parts(const Breakdown& b) {
    constexpr std::size_t most_parts = 3;
    Fact& total = report_.facts[b.total.value];
    const AspectValue* scope = total.aspect(t_.scope);
    if (total.concept_id != t_.amount || !t_.amount.valid() || b.parts.size() < 2 || scope == nullptr ||
        scope->how == How::stated || (t_.project.valid() && total.aspect(t_.project) != nullptr))
      return;
    for (std::uint32_t m = 0; m < program_.members.size(); ++m) {
      const dsl::MemberId whole{m};
      const auto& kids = program_.members[m].parts;
      if (program_.members[m].aspect != t_.scope || kids.size() < 2 || kids.size() > most_parts) continue;
      std::vector<dsl::MemberId> named;
      for (const FactId part : b.parts) {
        const AspectValue* own = report_.facts[part.value].aspect(t_.scope);
        const dsl::MemberId member = own != nullptr && own->how == How::stated
                                         ? own->member
                                         : part_named(program_, whole, report_.facts[part.value].label);
        if (std::find(kids.begin(), kids.end(), member) == kids.end() ||
            std::find(named.begin(), named.end(), member) != named.end())
          break;
        named.push_back(member);
      }
      if (named.size() < b.parts.size()) continue;
      const auto put = [&](Fact& fact, dsl::MemberId member) {
        for (auto& a : fact.aspects)
          if (a.aspect == t_.scope && a.how != How::stated && a.member != member) {
            a.member = member;
            a.how = How::inherited;
            a.reason = Reason::breakdown;
          }
        std::erase_if(fact.aspects, [&](const AspectValue& a) { return t_.project.valid() && a.aspect == t_.project; });
      };
      put(total, whole);
      for (std::size_t p = 0; p < named.size(); ++p) put(report_.facts[b.parts[p].value], named[p]);
      return;
    }
  }

  /// 比上年3150人, 增加270人: held against the count, no part of it.
  [[nodiscard]] bool compared(const Fact& fact) const {
    const Stream s =
        scan_slice(report_.document, fact.label_at.block, {fact.label_at.begin, fact.label_at.end}, t_, false, true);
    const Extent change = s.cue_at(Cue::increase_words, 0, s.size());
    const Extent less = s.cue_at(Cue::decrease_words, 0, s.size());
    return s.cue_at(Cue::compare_words, 0, s.size()).end != 0 ||
           (s.size() > 0 && (change.end == s.size() || less.end == s.size()));
  }
  /// 自评等级5个为“优”、1个为“良” of 6个项目: counts behind a count that make it up exactly.
  void by_sum(std::uint32_t f) {
    const Fact& total = report_.facts[f];
    if (total.quantity.dimension != dsl::Dimension::count || !total.quantity.takes_part_in_equations() ||
        total.concept_id == t_.target)
      return;
    dsl::Number sum(0);
    std::vector<FactId> parts;
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead; ++g) {
      const Fact& next = report_.facts[g];
      if (!same_sentence(report_, total, next)) break;
      if (next.quantity.dimension != dsl::Dimension::count) continue;
      if (!same_measure(t_, total.quantity, next.quantity) || next.of.valid() ||
          !next.quantity.takes_part_in_equations() || next.concept_id == t_.target || compared(next))
        break;
      sum = sum + next.quantity.value;
      parts.push_back(FactId{g});
      if (sum > total.quantity.value) return;
      if (sum == total.quantity.value) break;
    }
    if (parts.size() >= 2 && sum == total.quantity.value) emit(f, std::move(parts), false, "");
  }

  /// Money of earlier years was at hand too.
  [[nodiscard]] bool carried_in(const Fact& left) const {
    return std::any_of(report_.facts.begin(), report_.facts.end(), [&](const Fact& other) {
      return t_.is_concept(other.concept_id, t_.carryover_in) && !other.quantity.value.is_zero() &&
             same_aspect(other, left, t_.fund, true);
    });
  }

  /// So much money came in: what was spent and what is left make that, not the budget.
  [[nodiscard]] bool came_in(const dsl::Number& sum, const dsl::Quantity& like) const {
    return std::any_of(report_.facts.begin(), report_.facts.end(), [&](const Fact& other) {
      return t_.is_concept(other.concept_id, t_.funds_received) && other.quantity.dimension == like.dimension &&
             other.quantity.value == sum;
    });
  }

  /// 拨入20万元，上级补助48.41万元，支出68.41万元: with another sum it is exactly what was spent.
  [[nodiscard]] bool makes_up(const std::vector<FactId>& wholes, FactId whole, const dsl::Number& sum) const {
    const Fact& own = report_.facts[whole.value];
    for (std::uint32_t k = 1; k <= whole.value && k <= look_ahead; ++k) {
      const Fact& other = report_.facts[whole.value - k];
      if (other.quantity.dimension == dsl::Dimension::money && !other.in_table &&
          other.quantity.value + own.quantity.value == sum)
        return true;
    }
    return std::any_of(wholes.begin(), wholes.end(), [&](FactId other) {
      return other != whole && report_.facts[other.value].quantity.value + own.quantity.value == sum;
    });
  }

  /// 项目支出未支出64.90万元 is not left of 三公经费.
  [[nodiscard]] bool of_another_scope(const Fact& left, const Fact& used) const {
    const AspectValue* own = left.aspect(t_.scope);
    return own != nullptr && own->member.valid() && own->how != How::defaulted && left.at.block != used.at.block &&
           !same_aspect(left, used, t_.scope, false);
  }

  /// 收入决算1706万元，支出决算1620万元，年末结转86万元: what came in was spent or is left. Only as far as it fits:
  /// other money may have been carried in.
  void left_over(std::uint32_t f) {
    const Fact& left = report_.facts[f];
    if (left.of.valid() || left.in_table || t_.is_concept(left.concept_id, t_.carryover_in)) return;
    FactId spent;
    std::vector<FactId> wholes;
    for (std::uint32_t k = 1; k <= f && k <= look_ahead; ++k) {
      const Fact& before = report_.facts[f - k];
      if (before.concept_id != t_.amount || before.in_table || !same_aspect(before, left, t_.year, true) ||
          before.of.valid())
        continue;
      const auto stage = member_of(before, t_.stage);
      if (stage == t_.actual && member_of(before, t_.flow) == t_.expenditure) {
        if (!spent.valid()) spent = FactId{f - k};
      } else if (spent.valid() || before.at.block == left.at.block) {
        wholes.push_back(FactId{f - k});
      }
    }
    if (!spent.valid()) return;
    const Fact& used = report_.facts[spent.value];
    for (const FactId whole : wholes) {
      const Fact& of = report_.facts[whole.value];
      if (!same_aspect(of, used, t_.scope, true) || of_another_scope(left, used)) continue;
      const dsl::Number sum = used.quantity.value + left.quantity.value;
      // Nothing but the figures says that they belong together: they must fit, or all but one digit of them,
      // or with two digits exchanged, which is no chance whatever else was carried in.
      const bool slip =
          (one_digit_off(of.quantity.value, sum, left.quantity) && !carried_in(left) && !came_in(sum, left.quantity)) ||
          (!digits_of(report_, left).empty() &&
           digits_exchanged(of.quantity.value - used.quantity.value, left.quantity));
      if (sum != of.quantity.value && (!slip || makes_up(wholes, whole, sum))) continue;
      Breakdown b;
      b.exhaustive = slip;
      b.total = whole;
      b.parts = {spent, FactId{f}};
      report_.breakdowns.push_back(std::move(b));
      return;
    }
  }

  /// Amounts after the total, in its section (or anywhere, without one), whose members lie below the total's.
  [[nodiscard]] std::vector<FactId> members_below(std::uint32_t f, SectionId top) const {
    const Fact& total = report_.facts[f];
    const auto scope = member_of(total, t_.scope);
    std::vector<FactId> parts;
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead; ++g) {
      const Fact& next = report_.facts[g];
      if (next.in_table || (top.valid() && !below(section_of(next), top))) break;
      if (next.concept_id != t_.amount) continue;
      const auto part = member_of(next, t_.scope);
      if (part == scope && same_aspect(total, next, t_.stage, false) && same_aspect(total, next, t_.year, true)) break;
      if (!part.valid() || part == scope || !program_.is_within(part, scope)) continue;
      if (!same_aspect(total, next, t_.stage, false) || !same_aspect(total, next, t_.year, true) ||
          !same_aspect(total, next, t_.fund, true))
        continue;
      if (next.of.valid() && !same_scope(report_.facts[next.of.value], scope)) continue;
      if (std::any_of(parts.begin(), parts.end(), [&](FactId p) {
            const auto other = member_of(report_.facts[p.value], t_.scope);
            return other == part || program_.is_within(part, other);
          }))
        continue;
      parts.push_back(FactId{g});
    }
    return parts;
  }
  /// The parts are paid from where the total is, unless they say otherwise.
  void spread_fund(std::uint32_t f, dsl::MemberId scope) {
    const AspectValue* fund = t_.fund.valid() ? report_.facts[f].aspect(t_.fund) : nullptr;
    if (fund == nullptr || fund->how == How::defaulted) return;
    AspectValue value = *fund;
    value.how = How::inherited;
    value.reason = Reason::breakdown;
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead; ++g) {
      Fact& next = report_.facts[g];
      const auto part = member_of(next, t_.scope);
      if (!part.valid() || !program_.is_within(part, scope)) continue;
      for (auto& a : next.aspects)
        if (a.aspect == t_.fund && a.how == How::defaulted) a = value;
    }
  }
  [[nodiscard]] bool same_scope(const Fact& fact, dsl::MemberId scope) const {
    return member_of(fact, t_.scope) == scope;
  }
  [[nodiscard]] SectionId section_of(const Fact& fact) const {
    SectionId id = fact.section;
    while (id.valid() && report_.sections[id.value].list_item) id = report_.sections[id.value].parent;
    return id;
  }
  [[nodiscard]] bool below(SectionId id, SectionId top) const {
    for (int depth = 0; depth < 16; ++depth) {
      if (id == top) return true;
      if (!id.valid()) return false;
      id = report_.sections[id.value].parent;
    }
    return false;
  }

  /// “行政编制实有4人，编外人员9人，实有人员13人”: a wider concept after the narrower ones.
  void after_parts(std::uint32_t f) {
    const Fact& total = report_.facts[f];
    if (total.quantity.dimension != dsl::Dimension::count || !total.concept_id.valid()) return;
    std::vector<FactId> parts;
    for (std::uint32_t g = f; g-- > 0;) {
      const Fact& before = report_.facts[g];
      if (!same_sentence(report_, total, before)) break;
      if (!same_measure(t_, total.quantity, before.quantity) || before.of.valid()) break;
      if (before.concept_id == total.concept_id || !t_.is_concept(before.concept_id, total.concept_id)) break;
      parts.insert(parts.begin(), FactId{g});
    }
    if (parts.size() >= 2) emit(f, std::move(parts), false, "");
  }

  /// 中央资金3580万元，地方配套420万元，合计4000万元: what they come to, of all sources and of none of the parts'
  /// names. Only where the figures agree, or all but one digit of them.
  void sum_behind(std::uint32_t f) {
    Fact& total = report_.facts[f];
    if (total.concept_id != t_.amount || !t_.amount.valid() || !t_.says(Cue::total_row, total.label, true)) return;
    std::vector<FactId> parts;
    dsl::Number sum(0);
    for (std::uint32_t g = f; g-- > 0 && f - g <= look_ahead;) {
      const Fact& before = report_.facts[g];
      if (!same_sentence(report_, total, before) || before.concept_id != t_.amount || before.of.valid()) break;
      parts.insert(parts.begin(), FactId{g});
      sum = sum + before.quantity.value;
      if (sum == total.quantity.value) break;
    }
    if (parts.size() < 2 || (sum != total.quantity.value && !one_digit_off(total.quantity.value, sum, total.quantity)))
      return;
    for (auto& aspect : total.aspects)
      if (aspect.aspect == t_.fund && aspect.how != How::stated &&
          !same_aspect(report_.facts[parts.front().value], report_.facts[parts.back().value], t_.fund, false)) {
        aspect.member = t_.fund_total;
        aspect.how = How::inherited;
        aspect.reason = Reason::breakdown;
      }
    std::erase_if(total.aspects, [&](const AspectValue& aspect) {
      return t_.project.valid() && aspect.aspect == t_.project && aspect.how != How::stated;
    });
    emit(f, std::move(parts), true, "");
  }

  Report& report_;
  const Lexicon::Tables& t_;
  const dsl::Program& program_;
  std::vector<bool> has_parts_;              // by fact
  std::vector<std::optional<bool>> states_;  // by fact: its label begins or ends as that of a state; once asked for
};

}  // namespace

void find_breakdowns(Report& report, const Lexicon& lexicon) {
  Finder(report, lexicon).find();
  find_exact_lists(report, lexicon);
  find_among(report, lexicon);
}

}  // namespace hegui::report
