// Changes: figures that say by how much another grew or fell, and figures that replace another (由X压缩至Y).
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "checker/report/block_streams.hpp"
#include "checker/report/change_words.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t look_back = 12;

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon, BlockStreams& streams)
      : report_(report),
        streams_(streams),
        says_(report, lexicon, streams),
        t_(lexicon.tables()),
        program_(lexicon.program()),
        ceiling_(program_.find_concept("ceiling_price")),
        transaction_(program_.find_concept("transaction")),
        saving_(program_.find_concept("saving")) {}

  void find() {
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& fact = report_.facts[f];
      if (fact.in_table) continue;
      if (fact.concept_id.valid() && fact.concept_id == t_.delta)
        delta(f);
      else if (says_.count_delta(f))
        delta(f);
      else if (fact.concept_id.valid() && fact.concept_id == saving_)
        saving(f);
      else if (fact.quantity.dimension == dsl::Dimension::points)
        of_rates(f);
      else if (fact.concept_id.valid() && fact.concept_id == t_.growth_rate)
        of_rates(f) ? void() : rate(f);
      else
        replaced(f);
    }
    by_phrases();
    for (auto& change : report_.changes)
      if (!in_table(change)) give_reason(change);
  }

 private:
  [[nodiscard]] const Fact& fact(FactId id) const { return report_.facts[id.value]; }
  /// Told by the columns of a table, with the reason in its row.
  [[nodiscard]] bool in_table(const Change& change) const {
    const FactId said = change.delta.valid() ? change.delta : change.rate;
    return said.valid() && fact(said).in_table;
  }
  /// 合格率96%，比上年90%增加6%; 由90%提高到96%，提高6个百分点: rates that changed.
  bool of_rates(std::uint32_t f) {
    if (f == 0) return false;
    const Fact& by = report_.facts[f];
    const auto plain_rate = [&](FactId id) {
      const bool measured = !says_.relative(fact(id)) || fact(id).concept_id == t_.share;  // 占比76%，上年73%
      return fact(id).quantity.dimension == dsl::Dimension::rate && measured && same_sentence(report_, fact(id), by);
    };
    const FactId last{f - 1};
    if (!plain_rate(last)) return false;
    const bool points = by.quantity.dimension == dsl::Dimension::points;
    // Only what was found at the figure before has it as its last value.
    constexpr std::size_t newest = 4;
    for (std::size_t c = report_.changes.size() - std::min(newest, report_.changes.size()); c < report_.changes.size();
         ++c)
      if (Change& known = report_.changes[c];
          known.current == last && known.previous.valid() && !known.rate.valid() && !known.delta.valid()) {
        (points ? known.delta : known.rate) = FactId{f};
        return true;
      }
    Change change;
    (points ? change.delta : change.rate) = FactId{f};
    const Stream words = says_.words_before(f);
    change.direction = says_.direction_of(words);
    change.at = by.at;
    if (change.direction == 0) return false;
    // 2019年、2020年分别为86.4%和88.9%，2020年比2019年提高2.5个百分点: each year has its rate.
    const ComparedYears years = says_.years_compared(f);
    if (years.current != 0 && years.base != 0 && plain_rate(FactId{f - 2}) && last.value != 0 &&
        says_.is_of_year(fact(last), years.current) && says_.is_of_year(fact(FactId{f - 2}), years.base)) {
      change.current = last;
      change.previous = FactId{f - 2};
    } else if (says_.is_last_year(fact(last)) || says_.is_base(fact(last))) {
      if (last.value == 0 || !plain_rate(FactId{f - 2})) return false;
      change.previous = last;
      change.current = FactId{f - 2};
      change.base = says_.base_of(says_.words_before(last.value));
    } else if (points) {
      change.current = last;
      change.base = says_.base_of(words);
      if (change.base.empty()) return false;
    } else {
      return false;
    }
    change.name = fact(change.current).name;
    report_.changes.push_back(std::move(change));
    return true;
  }
  void delta(std::uint32_t f) {
    if (goes_on(f)) return;
    const Stream words = says_.words_before(f);
    Change change;
    change.delta = FactId{f};
    change.direction = says_.direction_of(words);
    change.base = says_.base_of(words);
    change.at = report_.facts[f].at;
    const dsl::MemberId subject = change_subject(words, t_, program_);
    const ComparedYears years = says_.years_compared(f);
    std::u32string named = ChangeWords::subject_of(words);
    bool named_by_base = false;  // 新收案件比上年的370件增加58件
    const bool rest = says_.of_the_rest(words);
    FactId contrast;
    std::tie(change.current, change.previous) = says_.of_years(f, words);
    for (std::uint32_t k = 1; k <= f && k <= look_back && !change.current.valid(); ++k) {
      const Fact& before = report_.facts[f - k];
      if (before.at.block != report_.facts[f].at.block) break;
      if (says_.relative(before) || before.optional || !same_measure(t_, before.quantity, report_.facts[f].quantity) ||
          is_measure(report_, t_, FactId{f - k}) || says_.saved_against_budget(FactId{f - k}))
        continue;
      // 比预算10万元节约3万元，比去年减少1万元: the base of another comparison.
      if (!change.base.empty() && !says_.is_last_year(before) && says_.is_base(before)) continue;
      // 2021年比2020年增加8337万元: neither grew what the sentence tells of 2022.
      if (years.current != 0 && !says_.is_base(before) && !says_.is_of_year(before, years.current)) {
        if (!change.previous.valid() && says_.is_of_year(before, years.base) && !says_.relative(before) &&
            same_sentence(report_, before, report_.facts[f]) && before.at.block == report_.facts[f].at.block &&
            same_measure(t_, before.quantity, report_.facts[f].quantity))
          change.previous = FactId{f - k};
        continue;
      }
      const bool base =
          same_sentence(report_, before, report_.facts[f]) && (says_.is_last_year(before) || says_.is_base(before));
      if (base && change.previous.valid()) continue;  // the base of another comparison
      if (base && !says_.compares_other_year(words, before)) {
        change.previous = FactId{f - k};
        if (std::u32string subject_of_base = ChangeWords::subject_of(says_.words_before(f - k));
            !subject_of_base.empty())
          named = std::move(subject_of_base), named_by_base = true;
        if (change.base.empty()) change.base = says_.base_of(says_.words_before(f - k));
        if (change.base.empty() && t_.last_year.valid() && says_.is_last_year(before))
          change.base = program_.members[t_.last_year.value].name;
        continue;
      }
      // The parts of the figure stand between it and its change: step over them, unless the base is that of a part.
      if (before.of.valid() && !same_subject(before, report_.facts[f], change.base.empty()) &&
          !(change.previous.valid() && like_base(report_, t_, before, change.previous)))
        continue;
      if (is_contrast(report_, t_, before) && same_sentence(report_, before, report_.facts[f])) {
        if (!contrast.valid()) contrast = FactId{f - k};
        continue;
      }
      if (contrast.valid() && !same_sentence(report_, before, report_.facts[f])) break;
      if (rest && !t_.says(Cue::remainder_words, before.label)) continue;
      const bool other = before.of.valid() || !same_sentence(report_, before, report_.facts[f]);
      // 基本支出收回46万元。结转资金比上年减少64万元: behind another sentence the words say themselves what has
      // changed.
      const bool called_so = ChangeWords::goes_by(before, named);
      if ((named_by_base || !same_sentence(report_, before, report_.facts[f])) && !called_so) continue;
      // 清理175万元。与上年支出4920万元相比: a new sentence about the whole goes not by the project told last.
      if (t_.project.valid() && before.aspect(t_.project) != nullptr && change.previous.valid() &&
          fact(change.previous).aspect(t_.project) == nullptr && !same_sentence(report_, before, report_.facts[f]))
        continue;
      if (other && !(named_by_base && before.quantity.dimension == dsl::Dimension::count) &&
          !like_base(report_, t_, before, change.previous))
        continue;
      if (states_other_scope(before, subject, t_)) continue;
      // 2020年项目支出6065万元。2021年…项目支出较上年减少546万元: the sentence before told of last year.
      if (!change.previous.valid() && told_of_last_year(before, f, change)) {
        change.previous = FactId{f - k};
        change.current = says_.this_year_of(before);
        break;
      }
      change.current = FactId{f - k};
      break;
    }
    if (!change.current.valid() && !change.previous.valid()) change.current = contrast;
    if (change.direction == 0 && change.base.empty() && !change.previous.valid()) return;  // 追加 and the like
    if (change.base.empty() && !change.previous.valid() && change.current.valid())
      if (change.previous = says_.target_named(change.current, words); change.previous.valid())
        change.base = program_.concepts[t_.target.value].name;
    if (const FactId fits = fitting_current(report_, t_, change, look_back); fits.valid()) change.current = fits;
    if (!change.current.valid()) change.current = spent_on(report_, t_, FactId{f});
    if (change.current.valid() && !change.previous.valid() && says_.names_budget(words))
      change.previous = planned_for(report_, t_, change.current, FactId{f});
    finish(change, f);
  }
  [[nodiscard]] bool told_of_last_year(const Fact& before, std::uint32_t f, const Change& change) const {
    const AspectValue* year = before.aspect(t_.year);
    const bool told = year != nullptr && (year->how == How::stated || year->reason == Reason::sentence ||
                                          year->reason == Reason::own_clause);
    return told && says_.is_last_year(before) && before.concept_id == t_.amount &&
           !same_sentence(report_, before, report_.facts[f]) && t_.last_year.valid() &&
           change.base == program_.members[t_.last_year.value].name &&
           same_aspect(before, report_.facts[f], t_.scope, false) &&
           same_aspect(before, report_.facts[f], t_.flow, true);
  }
  /// `stage`: also of the same stage. What is compared with the budget has that of the budget:
  /// 决算3万元，比预算减少1万元.
  [[nodiscard]] bool same_subject(const Fact& a, const Fact& b, bool stage) const {
    return same_aspect(a, b, t_.scope, true) && same_aspect(a, b, t_.fund, true) &&
           (!stage || same_aspect(a, b, t_.stage, true)) &&
           (!t_.project.valid() || same_aspect(a, b, t_.project, false));
  }

  /// 中标价比预算价少989万元: the price, what it is compared with, and the difference.
  void saving(std::uint32_t f) {
    Change change;
    change.delta = FactId{f};
    change.at = report_.facts[f].at;
    for (std::uint32_t k = 1; k <= f && k <= look_back; ++k) {
      const Fact& before = report_.facts[f - k];
      if (!same_sentence(report_, before, report_.facts[f])) break;
      if (before.optional) continue;  // said again in capitals, and differently
      if (!same_aspect(before, report_.facts[f], t_.project, false)) break;
      if (before.concept_id == transaction_ && !change.current.valid()) change.current = FactId{f - k};
      if (before.concept_id == ceiling_ && !change.previous.valid()) {
        change.previous = FactId{f - k};
        change.base = program_.concepts[ceiling_.value].name;
      }
    }
    if (!change.current.valid() || !change.previous.valid()) return;
    change.direction = says_.direction_of(says_.words_before(f));
    if (change.direction == 0)
      change.direction = fact(change.current).quantity.value < fact(change.previous).quantity.value ? -1 : 1;
    if (fact(change.current).quantity.value < fact(change.previous).quantity.value)
      change.direction = change.direction > 0 && !says_.compared(f) ? -1 : change.direction;
    finish(change, f);
  }
  void finish(Change& change, std::uint32_t f) {
    for (std::uint32_t k = 1; k <= 2 && f + k < report_.facts.size(); ++k) {
      const Fact& next = report_.facts[f + k];
      if (!same_sentence(report_, report_.facts[f], next)) break;
      if (next.concept_id == t_.growth_rate) {
        // 比预算少4.65万元，比上年下降6.45%: of another comparison.
        if (const std::string base = says_.base_of(says_.words_before(f + k)); !base.empty() && base != change.base)
          break;
        change.rate = FactId{f + k};
        used_.insert(change.rate);
        break;
      }
      if (!says_.relative(next)) break;
      // 比预算增加0万元，比上年增加1.55万元，增长39.4%: the rate is of the second comparison.
      if (next.concept_id == t_.delta)
        if (const std::string base = says_.base_of(says_.words_before(f + k)); !base.empty() && base != change.base)
          break;
    }
    find_previous_behind(change);
    if (const FactId fits = says_.fitting_rate(change); fits.valid()) change.current = fits;
    change.name = change.current.valid() ? fact(change.current).name : report_.facts[f].name;
    report_.changes.push_back(change);
  }

  /// 由1.18万元提高到1.37万元，提高0.19万元，增长16.10%: of the two figures that were just told.
  [[nodiscard]] bool goes_on(std::uint32_t f) {
    constexpr std::size_t newest = 3;
    const std::size_t known = report_.changes.size();
    for (std::size_t c = known - std::min(newest, known); c < known; ++c) {
      Change& change = report_.changes[c];
      if (!change.current.valid() || !change.previous.valid() || change.current < change.previous ||
          !same_sentence(report_, fact(change.current), fact(FactId{f})))
        continue;
      const bool grown = fact(FactId{f}).concept_id == t_.growth_rate;
      const FactId last = grown && change.delta.valid() ? change.delta : change.current;
      if (last.value + 1 != f || (grown ? change.rate : change.delta).valid()) continue;
      if (!grown && !same_measure(t_, fact(FactId{f}).quantity, fact(change.current).quantity)) continue;
      if (!says_.base_of(says_.words_before(f)).empty()) continue;
      (grown ? change.rate : change.delta) = FactId{f};
      if (const int direction = says_.direction_of(says_.words_before(f)); direction != 0) change.direction = direction;
      used_.insert(FactId{f});
      return true;
    }
    return false;
  }
  void rate(std::uint32_t f) {
    if (used_.contains(FactId{f}) || goes_on(f)) return;
    Change change;
    change.rate = FactId{f};
    const Stream words = says_.words_before(f);
    change.direction = says_.direction_of(words);
    change.base = says_.base_of(words);
    change.at = report_.facts[f].at;
    const ComparedYears years = says_.years_compared(f);
    FactId contrast;
    for (std::uint32_t k = 1; k <= f && k <= look_back; ++k) {
      const Fact& before = report_.facts[f - k];
      if (!same_sentence(report_, before, report_.facts[f])) break;
      if (years.current != 0 && !says_.is_base(before) && !says_.is_of_year(before, years.current)) continue;
      if (says_.relative(before) || before.quantity.dimension == dsl::Dimension::rate ||
          is_measure(report_, t_, FactId{f - k}))
        continue;
      // 人次减少161人次（2021年为3025人次），下降5.32%: by how many, not of how many.
      if (says_.count_delta(f - k) || says_.ends_in_change(f - k)) {
        if (!change.delta.valid()) change.delta = FactId{f - k};
        continue;
      }
      // 接待812万人次，目标780万人次，比上年498万人次增长63%: what was aimed at did not grow; and like is held against
      // like.
      const FactId base = change.previous;
      if (base.valid() && (before.concept_id == t_.target || !same_measure(t_, before.quantity, fact(base).quantity)))
        continue;
      // 接待21批次、168人次，接待费比上年下降26.25%: the rate is of money.
      const AspectValue* scope = report_.facts[f].aspect(t_.scope);
      if (before.quantity.dimension == dsl::Dimension::count && scope != nullptr && scope->how == How::stated) continue;
      // 全年预算7950万元，比年初调增1530万元，增幅23.83%: by how much, not what it is compared with.
      if (t_.is_concept(before.concept_id, t_.budget_adjustment) && says_.is_base(before)) {
        if (!change.delta.valid()) change.delta = FactId{f - k};
        continue;
      }
      if (says_.is_last_year(before) || says_.is_base(before)) {
        if (change.previous.valid()) continue;
        change.previous = FactId{f - k};
        if (change.base.empty()) change.base = says_.base_of(says_.words_before(f - k));
        continue;
      }
      if (is_contrast(report_, t_, before)) {
        if (!contrast.valid()) contrast = FactId{f - k};
        continue;
      }
      if (saving_.valid() && before.concept_id == saving_) continue;  // 节约0.54万元；上年4.12万元，下降3.88%
      if (before.of.valid() && !like_base(report_, t_, before, change.previous)) continue;
      change.current = FactId{f - k};
      break;
    }
    if (!change.current.valid()) change.current = contrast;
    // 支出178.40万元。这笔钱上年没有，今年增长100%: of the sum in the sentence before.
    for (std::uint32_t k = 1; k <= f && k <= look_back && !change.current.valid() && !change.previous.valid(); ++k) {
      const Fact& before = report_.facts[f - k];
      if (before.at.block != report_.facts[f].at.block || before.in_table) break;
      if (before.quantity.dimension == dsl::Dimension::rate) continue;
      if (before.concept_id != t_.amount) break;
      change.current = FactId{f - k};
    }
    if (!change.current.valid() && t_.last_year.valid() && change.base == program_.members[t_.last_year.value].name)
      std::tie(change.current, change.previous) = two_years_in_table(report_, t_, FactId{f});
    if (!change.current.valid()) return;
    find_previous_behind(change);
    change.name = fact(change.current).name;
    report_.changes.push_back(change);
  }

  /// 比上年增加415人次，增长14.82%，上年为2800人次: what it is compared with is said last.
  void find_previous_behind(Change& change) const {
    if (change.previous.valid()) return;
    const FactId last = change.rate.valid() ? change.rate : change.delta;
    const FactId measured = change.current.valid() ? change.current : change.delta;
    if (!last.valid() || !measured.valid() || last.value + 1 >= report_.facts.size()) return;
    const FactId next{last.value + 1};
    // 较预算减少0.88万元；较上年8.46万元减少0.34万元: the figure behind is the base of the next comparison.
    if (says_.is_base(fact(next))) return;
    // 下降14%，主要原因是2020年有一个项目收支2000万元: why, not from what.
    if (says_.has_reason(last, next)) return;
    if (same_sentence(report_, fact(last), fact(next)) && says_.is_last_year(fact(next)) &&
        !says_.relative(fact(next)) && same_measure(t_, fact(next).quantity, fact(measured).quantity))
      change.previous = next;
  }
  /// The reason stands behind the change in its sentence, or the next sentence begins with it.
  void give_reason(Change& change) const {
    const auto& slice = report_.document.blocks[change.at.block].slice;
    std::uint32_t begin = change.at.end;
    for (const FactId id : {change.delta, change.rate, change.current, change.previous})
      if (id.valid() && fact(id).at.block == change.at.block) begin = std::max(begin, fact(id).at.end);
    const std::string_view text = report_.document.text->normalised().substr(0, slice.end);
    const auto stop_after = [&](std::uint32_t from) {
      const std::size_t at = text.find("。", from);
      return at == std::string_view::npos ? slice.end : static_cast<std::uint32_t>(at);
    };
    const std::uint32_t stop = stop_after(begin);
    // Up to the next change: its reason is its own.
    std::uint32_t limit = stop;
    const auto later = std::upper_bound(
        report_.changes.begin(), report_.changes.end(), begin, [&](std::uint32_t at, const Change& other) {
          return std::pair{change.at.block, at} < std::pair{other.at.block, other.at.begin};
        });
    if (later != report_.changes.end() && later->at.block == change.at.block) limit = std::min(limit, later->at.begin);
    change.reason_at = reason_in(report_, t_, change.at.block, begin, limit);
    constexpr std::uint32_t stop_mark = 3;  // bytes of 。
    if (!change.reason_at && stop + stop_mark < slice.end) {
      const std::uint32_t next = stop + stop_mark;
      auto at = reason_in(report_, t_, change.at.block, next, stop_after(next));
      if (at && at->begin == next) change.reason_at = at;
    }
    if (change.reason_at) change.reason = std::string(report_.quote(*change.reason_at));
  }

  /// 由21份精减至7份; 从4个工作日压缩至1个工作日.
  void replaced(std::uint32_t f) {
    if (f == 0) return;
    const Fact& now = report_.facts[f];
    const Fact& before = report_.facts[f - 1];
    if (!same_sentence(report_, before, now) || !same_measure(t_, before.quantity, now.quantity)) return;
    if (!says_.in_block(now, Cue::change_to)) return;
    const Stream words = says_.words_before(f);
    const Extent cue = words.last_cue(Cue::change_to, {0, words.size()});
    // 提高到2020年的1.37万元: the year may stand between.
    std::uint32_t begin = cue.end;
    for (const auto& skip : words.skips)
      if (skip.at.begin == begin && skip.skipped.year != 0) begin = skip.at.end;
    if (cue.end == 0 || begin + 4 < words.size()) return;
    Change change;
    change.previous = FactId{f - 1};
    change.current = FactId{f};
    change.at = now.at;
    change.direction = now.quantity.value > before.quantity.value   ? 1
                       : now.quantity.value < before.quantity.value ? -1
                                                                    : 0;
    change.name = before.name;
    report_.changes.push_back(change);
  }

  void by_phrases() {
    // What the changes known so far are made of.
    std::set<FactId> deltas, rates;
    std::set<std::pair<FactId, FactId>> replaced;  // current, previous
    const auto note = [&](const Change& change) {
      if (change.delta.valid()) deltas.insert(change.delta);
      if (change.rate.valid()) rates.insert(change.rate);
      if (change.current.valid() && change.previous.valid()) replaced.emplace(change.current, change.previous);
    };
    for (const Change& change : report_.changes) note(change);
    for (std::uint32_t b = 0; b < report_.document.blocks.size(); ++b) {
      const auto& block = report_.document.blocks[b];
      if (block.kind != document::Block::Kind::paragraph || block.role != document::Role::body) continue;
      const auto matches = streams_.matches(b);
      if (matches->empty()) continue;
      const auto kept = streams_.at(b);
      const Stream& stream = *kept;
      for (const auto& match : *matches) {
        if (match.phrase->yields != "change") continue;
        Change change;
        for (const auto& [element, index] : match.holes) {
          const FactId id = fact_at(b, stream.figures[index].figure.begin);
          if (element->role == HoleRole::delta) change.delta = id;
          if (element->role == HoleRole::rate) change.rate = id;
          if (element->role == HoleRole::current) change.current = id;
          if (element->role == HoleRole::previous) change.previous = id;
          if (id.valid()) change.at = fact(id).at;
        }
        const bool known = deltas.contains(change.delta) || rates.contains(change.rate) ||
                           replaced.contains({change.current, change.previous});
        if (known ||
            !(change.delta.valid() || change.rate.valid() || (change.current.valid() && change.previous.valid())))
          continue;
        change.direction = says_.direction_of(stream);
        change.name = program_.phrases[match.phrase->id.value].name;
        note(change);
        report_.changes.push_back(change);
      }
    }
    std::stable_sort(report_.changes.begin(), report_.changes.end(), [](const Change& a, const Change& b) {
      return a.at.block != b.at.block ? a.at.block < b.at.block : a.at.begin < b.at.begin;
    });
  }
  [[nodiscard]] FactId fact_at(std::uint32_t block, std::uint32_t begin) const {
    if (places_.empty())
      for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
        places_.emplace(std::pair{report_.facts[f].at.block, report_.facts[f].at.begin}, FactId{f});
    const auto found = places_.find({block, begin});
    return found == places_.end() ? FactId{} : found->second;
  }

  Report& report_;
  BlockStreams& streams_;
  const ChangeWords says_;
  const Lexicon::Tables& t_;
  const dsl::Program& program_;
  mutable std::map<std::pair<std::uint32_t, std::uint32_t>, FactId> places_;  // of the facts, once asked for
  dsl::ConceptId ceiling_, transaction_, saving_;
  std::set<FactId> used_;  // rates that a change has taken
};

}  // namespace

void find_changes(Report& report, const Lexicon& lexicon, BlockStreams& streams) {
  Finder(report, lexicon, streams).find();
  find_budget_changes(report, lexicon, streams);
  find_counted_changes(report, lexicon);
  find_movements(report, lexicon, streams);
  std::stable_sort(report.changes.begin(), report.changes.end(), [](const Change& a, const Change& b) {
    return a.at.block != b.at.block ? a.at.block < b.at.block : a.at.begin < b.at.begin;
  });
  find_change_parts(report, lexicon);
}

}  // namespace hegui::report
