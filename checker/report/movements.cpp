// What there was, what came and went, what there is: 年初120户，新增30户，退出10户，年末140户;
// 原值662万元（年初486万元， 本年增加219万元，本年减少45万元）. Part of find_changes(); called when all other changes
// have been found. Afterwards such a change lists all that came and all that went, and a movement is nobody else's
// difference.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "checker/report/block_streams.hpp"
#include "checker/report/change_words.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t look_ahead = 12;  // figures
constexpr std::uint32_t most_noun = 10;   // characters between 新增 and its figure

/// What the words in front of a figure make it.
enum class Role { none, before, after, came, went, aside };

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon, BlockStreams& streams)
      : report_(report), streams_(streams), says_(report, lexicon, streams), t_(lexicon.tables()) {}

  void find() {
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (fits(fact(f)) && in_block(f) && role_of(f) == Role::before) opened(f);
    if (found_.empty()) return;
    drop_contradicted();
    report_.changes.insert(report_.changes.end(), found_.begin(), found_.end());
  }

 private:
  [[nodiscard]] const Fact& fact(std::uint32_t f) const { return report_.facts[f]; }
  /// Money of a budget moves by income and spending, which other rules hold together.
  [[nodiscard]] bool fits(const Fact& of) const {
    return !of.in_table && !of.optional && of.quantity.takes_part_in_equations() &&
           of.quantity.dimension != dsl::Dimension::rate && of.quantity.dimension != dsl::Dimension::points &&
           (of.quantity.dimension != dsl::Dimension::money || !states_stage(of));
  }
  [[nodiscard]] bool states_stage(const Fact& of) const {
    const AspectValue* stage = of.aspect(t_.stage);
    return stage != nullptr && stage->how != How::defaulted;
  }
  [[nodiscard]] bool in_block(std::uint32_t f) const {
    const std::uint32_t block = fact(f).at.block;
    return (streams_.sees(block, Cue::opening_words) || streams_.sees(block, Cue::stock_before)) &&
           (streams_.sees(block, Cue::inflow_words) || streams_.sees(block, Cue::added_words) ||
            streams_.sees(block, Cue::removed_words));
  }

  /// The clause in front of the figure: 全年新增 of “年初120户，全年新增30户”.
  static Extent clause_of(const Stream& words) {
    std::uint32_t end = words.size(), begin = end;
    while (begin > 0) {
      const char32_t c = words.chars[begin - 1];
      if (c == U'，' || c == U'；' || c == U',' || c == U';' || c == U'：' || c == U':' || c == U'（' || c == U'(' ||
          c == U'、' || is_sentence_end(words, begin - 1))
        break;
      --begin;
    }
    return {begin, end};
  }
  static Extent first_of(const Stream& words, std::initializer_list<Cue> cues, Extent within) {
    Extent first{};
    for (const Cue cue : cues)
      if (const Extent e = words.first_cue(cue, within); e.end != 0 && (first.end == 0 || e.begin < first.begin))
        first = e;
    return first;
  }
  static Extent last_of(const Stream& words, std::initializer_list<Cue> cues, Extent within) {
    Extent last{};
    for (const Cue cue : cues)
      if (const Extent e = words.last_cue(cue, within); e.end > last.end) last = e;
    return last;
  }
  /// Words of time in front: 本年 of 本年增加, 当年 of 当年招生.
  static std::uint32_t behind_period(const Stream& words, Extent clause) {
    std::uint32_t begin = clause.begin;
    for (bool moved = true; moved && begin < clause.end;) {
      moved = false;
      if (const Extent e = words.cue_at(Cue::period_words, begin, clause.end); e.end != 0) {
        begin = e.end;
        moved = true;
      }
      for (const auto& skip : words.skips)
        if (skip.at.begin == begin && skip.at.end > begin) {
          begin = skip.at.end;
          moved = true;
        }
    }
    return begin;
  }

  [[nodiscard]] Role role_of(std::uint32_t f) const {
    const Stream words = says_.words_before(f);
    Extent clause = clause_of(words);
    const std::uint32_t begin = behind_period(words, clause);
    const Extent came = last_of(words, {Cue::inflow_words, Cue::added_words}, {begin, clause.end});
    const Extent went = last_of(words, {Cue::removed_words}, {begin, clause.end});
    const Extent after = first_of(words, {Cue::stock_after, Cue::closing_words}, {begin, clause.end});
    const Extent before = first_of(words, {Cue::opening_words, Cue::stock_before}, clause);
    const bool moves = came.end != 0 || went.end != 0;
    // 增加到, 年末未办结: the longer word counts.
    const Extent last = came.end > went.end ? came : went;
    const bool inside = moves && after.end != 0 && after.begin <= last.begin && after.end >= last.end;
    if (moves && !inside) {
      if (before.end != 0 && before.begin >= last.end) return Role::before;  // 新收案件比上年的5984件
      if (came.end != 0 && went.end != 0) return Role::none;
      if (before.end != 0) return says_.count_delta(f) ? Role::aside : Role::none;  // 比上年增加, 上年新增
      if (after.end != 0 || words.has_cue(Cue::compare_words, clause) || not_done(words, last)) return Role::none;
      if (clause.end - last.end > most_noun) return Role::none;
      return came.end != 0 ? Role::came : Role::went;
    }
    // 年初在册, 年末原值: what stands first says the time.
    if (before.end != 0 && (after.end == 0 || before.begin <= after.begin)) return Role::before;
    if (after.end != 0) return Role::after;
    // 2022年年初，全县有企业470家: the time stands in the clause before.
    if (clause.begin == 0 || (f > 0 && same_sentence(report_, fact(f - 1), fact(f)))) return Role::none;
    if (first_of(words, {Cue::opening_words, Cue::stock_before}, {0, clause.begin}).end != 0) return Role::before;
    return Role::none;
  }
  static bool not_done(const Stream& words, Extent verb) {
    return words.cue_before(Cue::not_done, verb.begin, 0).end != 0;
  }
  /// 新增停车位20个 is no movement of 社区12个: what is named behind the verb is named at the stock, too.
  [[nodiscard]] bool same_thing(std::uint32_t movement, std::uint32_t a, std::uint32_t b) const {
    const Stream words = says_.words_before(movement);
    const Extent clause = clause_of(words);
    const Extent verb = last_of(words, {Cue::inflow_words, Cue::added_words, Cue::removed_words}, clause);
    std::uint32_t begin = verb.end, end = clause.end;
    while (begin < end && words.cue_at(Cue::gap_words, begin, end).end != 0)
      begin = words.cue_at(Cue::gap_words, begin, end).end;
    while (end > begin && words.cue_before(Cue::gap_words, end, begin).end != 0)
      end = words.cue_before(Cue::gap_words, end, begin).begin;
    if (begin == end) return true;
    // The last two characters of what is named: 低保对象 and 对象.
    const std::u32string noun(words.text({std::max(begin, end - std::min(end, 2U)), end}));
    for (const std::uint32_t of : {a, b}) {
      const Stream other = says_.words_before(of);
      if (std::u32string_view(other.chars).find(noun) != std::u32string_view::npos) return true;
    }
    return false;
  }

  void opened(std::uint32_t opening) {
    std::vector<std::uint32_t> came, went;
    std::optional<std::uint32_t> closing;
    // 全年新收案件110件，加上上年结转的783件，共受理案件893件: what came is told first.
    if (opening > 0 && fits(fact(opening - 1)) && same_sentence(report_, fact(opening - 1), fact(opening)) &&
        same_measure(t_, fact(opening - 1).quantity, fact(opening).quantity) && role_of(opening - 1) == Role::came)
      came.push_back(opening - 1);
    for (std::uint32_t g = opening + 1; g < report_.facts.size() && g <= opening + look_ahead && !closing; ++g) {
      const Fact& next = fact(g);
      if (!same_sentence(report_, fact(opening), next)) break;
      if (!same_measure(t_, next.quantity, fact(opening).quantity)) continue;
      if (is_part_of(next, came) || is_part_of(next, went)) continue;
      if (!fits(next)) return;
      switch (role_of(g)) {
        case Role::came: came.push_back(g); break;
        case Role::went: went.push_back(g); break;
        case Role::after: closing = g; break;
        case Role::aside: break;
        case Role::before:
        case Role::none: return;
      }
    }
    if (came.empty() && went.empty()) closing = told_before(opening, came, went);
    if (came.empty() && went.empty()) return;
    if (!closing && !came.empty() && came.front() < opening) return;
    // 现有693户，比年初的562户新增131户; 原值662万元（年初486万元，本年增加219万元…）: the stock of today stands in
    // front.
    if (!closing && opening > 0 && fits(fact(opening - 1)) &&
        same_sentence(report_, fact(opening - 1), fact(opening)) &&
        same_measure(t_, fact(opening - 1).quantity, fact(opening).quantity) && stands_behind(opening, came, went))
      closing = whole_of(opening - 1);
    if (!closing) return;
    // 助餐142.60万客次，比上年118.40万客次增加24.20万客次: the words of comparison have said it all.
    if (came.size() + went.size() == 1 && is_difference(FactId{came.empty() ? went.front() : came.front()})) return;
    for (const auto& moved : {came, went})
      for (const std::uint32_t m : moved)
        if (m > opening && !same_thing(m, opening, *closing)) return;  // told first, it names the thing for the others
    Change change;
    change.name = fact(*closing).name;
    change.current = FactId{*closing};
    change.previous = FactId{opening};
    for (const std::uint32_t m : came) change.additions.push_back(FactId{m});
    for (const std::uint32_t m : went) change.reductions.push_back(FactId{m});
    if (came.size() + went.size() == 1) {  // it is the difference
      change.delta = FactId{came.empty() ? went.front() : came.front()};
      change.direction = came.empty() ? -1 : 1;
    } else {  // the words say of neither direction that it is the whole one
      const auto &now = fact(*closing).quantity.value, &then = fact(opening).quantity.value;
      change.direction = then < now ? 1 : now < then ? -1 : 0;
    }
    change.at = fact(*closing).at;
    found_.push_back(std::move(change));
  }
  /// 原值12640万元（本年新增365万元，报废58万元，年初12333万元）: what came and went, and in front of the bracket what
  /// there is.
  [[nodiscard]] std::optional<std::uint32_t> told_before(std::uint32_t opening, std::vector<std::uint32_t>& came,
                                                         std::vector<std::uint32_t>& went) const {
    std::vector<std::uint32_t> in, out;
    for (std::uint32_t g = opening; g > 0 && opening - g < look_ahead; --g) {
      const Fact& next = fact(g - 1);
      if (!same_sentence(report_, next, fact(opening)) || !fits(next) ||
          !same_measure(t_, next.quantity, fact(opening).quantity))
        return {};
      if (g < opening && opens_bracket(g)) {
        came = in;
        went = out;
        return g - 1;
      }
      const Role role = role_of(g - 1);
      if (role != Role::came && role != Role::went) {
        const bool told = g < opening && (role == Role::after || role == Role::none);
        if (!told) return {};
        came = in;
        went = out;
        return g - 1;
      }
      (role == Role::came ? in : out).push_back(g - 1);
    }
    return {};
  }
  [[nodiscard]] static bool is_part_of(const Fact& part, const std::vector<std::uint32_t>& of) {
    return part.of.valid() && std::find(of.begin(), of.end(), part.of.value) != of.end();
  }
  /// 1862台，其中区内1204台、区外658台，比年初的1790台新增72台: the stock is the whole.
  [[nodiscard]] std::uint32_t whole_of(std::uint32_t f) const {
    const FactId whole = fact(f).of;
    return whole.valid() && whole.value < f && same_sentence(report_, fact(whole.value), fact(f)) ? whole.value : f;
  }
  /// Of two known figures.
  [[nodiscard]] bool is_difference(FactId moved) const {
    return std::any_of(report_.changes.begin(), report_.changes.end(), [&](const Change& known) {
      return known.delta == moved && known.current.valid() && known.previous.valid();
    });
  }
  /// It is what the figure before is compared with, or opens the bracket behind it.
  [[nodiscard]] bool stands_behind(std::uint32_t opening, const std::vector<std::uint32_t>& came,
                                   const std::vector<std::uint32_t>& went) const {
    const Stream words = says_.words_before(opening);
    const Extent clause = clause_of(words);
    if (!words.has_cue(Cue::compare_words, clause)) return opens_bracket(opening);
    // 诊疗132万人次，较上年128万人次增长3.45%，出院3.68万人次: no words between what it is compared with and the
    // movement.
    const std::uint32_t next = opening + 1;
    const bool moved = (!came.empty() && came.front() == next) || (!went.empty() && went.front() == next);
    return clause.begin <= 1 && moved && clause_of(says_.words_before(next)).begin == 0;
  }
  [[nodiscard]] bool opens_bracket(std::uint32_t f) const {
    const Stream words = says_.words_before(f);
    return words.size() > 1 && (words.chars[0] == U'（' || words.chars[0] == U'(');
  }
  /// What the movements explain is no difference of two years: 本年增加219万元 beside 本年减少45万元.
  void drop_contradicted() {
    std::set<FactId> moved;
    std::set<std::pair<FactId, FactId>> stocks;
    for (const Change& change : found_) {
      moved.insert(change.additions.begin(), change.additions.end());
      moved.insert(change.reductions.begin(), change.reductions.end());
      stocks.emplace(change.current, change.previous);
    }
    std::erase_if(report_.changes, [&](const Change& known) {
      if (known.delta.valid() && moved.contains(known.delta)) return true;
      return !known.delta.valid() && !known.rate.valid() && stocks.contains({known.current, known.previous});
    });
  }

  Report& report_;
  BlockStreams& streams_;
  const ChangeWords says_;
  const Lexicon::Tables& t_;
  std::vector<Change> found_;
};

}  // namespace

void find_movements(Report& report, const Lexicon& lexicon, BlockStreams& streams) {
  Finder(report, lexicon, streams).find();
}

}  // namespace hegui::report
