// Lists that must add up though no breakdown of figures says so: counts told of “有效问卷中”, changes of all parts
// behind the change of their whole, shares of one list that come to more than all of it. Called by
// find_breakdowns(), find_changes() and find_ratios(). Afterwards each is a breakdown like any other.
#include <algorithm>
#include <map>
#include <set>

#include "checker/report/label_words.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t look_ahead = 12;       // figures
constexpr std::uint32_t longest_between = 96;  // bytes of words between a whole and the first of its parts

class Lists {
 public:
  Lists(Report& report, const Lexicon& lexicon) : report_(report), t_(lexicon.tables()), program_(lexicon.program()) {}

 protected:
  [[nodiscard]] const Fact& fact(FactId id) const { return report_.facts[id.value]; }
  [[nodiscard]] Stream between(std::uint32_t before, std::uint32_t after) const {
    const Fact& a = report_.facts[before];
    const Fact& b = report_.facts[after];
    const std::uint32_t end = std::max(a.at.end, std::min(b.at.begin, a.at.end + longest_between));
    return scan_slice(report_.document, a.at.block, {a.at.end, end}, t_, false, true);
  }
  void emit(FactId total, std::vector<FactId> parts, std::vector<FactId> shares) {
    Breakdown b;
    b.total = total;
    b.parts = std::move(parts);
    b.shares = std::move(shares);
    b.exhaustive = true;
    report_.breakdowns.push_back(std::move(b));
  }
  void sort() {
    std::stable_sort(report_.breakdowns.begin(), report_.breakdowns.end(),
                     [](const Breakdown& a, const Breakdown& b) { return a.total < b.total; });
  }

  Report& report_;
  const Lexicon::Tables& t_;
  const dsl::Program& program_;
};

/// 有效问卷中，满意312份、基本满意58份、不满意16份: with those of whom the contrary is said, all are told.
class Among : private Lists {
 public:
  using Lists::Lists;

  void find() {
    for (Breakdown& b : report_.breakdowns) {
      if (b.exhaustive || b.from_table || b.parts.size() < 2 || !b.total.valid()) continue;
      if (fact(b.total).quantity.dimension != dsl::Dimension::count || !t_.says(Cue::among_words, b.cue, true))
        continue;
      b.exhaustive = std::any_of(b.parts.begin(), b.parts.end(), [&](FactId part) {
        return begins_with(report_.document, t_, fact(part).label_at, Cue::remainder_words) ||
               begins_with(report_.document, t_, fact(part).label_at, Cue::negations);
      });
    }
  }
};

/// 自然保护区6个、森林公园11个、湿地公园7个，其中国家级自然保护区1个、国家森林公园4个: of each of them its own.
class PartsOfSeveral : private Lists {
 public:
  using Lists::Lists;

  void find() {
    std::erase_if(report_.breakdowns, [&](const Breakdown& b) {
      if (b.from_table || !b.total.valid() || fact(b.total).quantity.dimension != dsl::Dimension::count) return false;
      const bool several =
          std::any_of(b.parts.begin(), b.parts.end(), [&](FactId part) { return of_another(b.total, part); });
      if (several)
        for (const FactId part : b.parts) report_.facts[part.value].of = {};
      return several;
    });
  }

 private:
  static constexpr std::uint32_t before = 6;  // figures
  static constexpr std::size_t shortest = 3;  // characters of a name

  /// The name of the part ends in that of a figure told right before the total, and not in the total's.
  [[nodiscard]] bool of_another(FactId total, FactId part) const {
    const std::u32string name = matching_form(fact(part).label);
    if (name.ends_with(matching_form(fact(total).label))) return false;
    for (std::uint32_t k = 1; k <= before && k <= total.value; ++k) {
      const FactId id{total.value - k};
      if (!same_sentence(report_, fact(id), fact(total)) ||
          !same_measure(t_, fact(id).quantity, fact(total).quantity) || fact(id).of.valid())
        return false;
      const std::u32string other = matching_form(fact(id).label);
      if (other.size() >= shortest && name.size() > other.size() && name.ends_with(other)) return true;
    }
    return false;
  }
};

/// a、b和c，合计d: figures of one kind with no words between them, and behind them their sum.
class SumsBehind : private Lists {
 public:
  using Lists::Lists;

  void find() {
    const std::size_t known = report_.breakdowns.size();
    std::set<FactId> totals;
    for (const Breakdown& b : report_.breakdowns) totals.insert(b.total);
    for (std::uint32_t f = 2; f < report_.facts.size(); ++f) {
      const Fact& total = report_.facts[f];
      if (total.in_table || !total.quantity.takes_part_in_equations() || totals.contains(FactId{f}) ||
          !is_word(report_.document, t_, total.label_at, Cue::total_row) ||
          total.quantity.dimension == dsl::Dimension::rate)
        continue;
      std::vector<FactId> parts;
      for (std::uint32_t k = f; k-- > 0;) {
        const Fact& part = report_.facts[k];
        if (part.in_table || part.of.valid() || !same_sentence(report_, part, total) ||
            !same_measure(t_, part.quantity, total.quantity) || !part.quantity.takes_part_in_equations())
          break;
        parts.insert(parts.begin(), FactId{k});
        if (k == 0 || !joined(k - 1, k)) break;
      }
      if (parts.size() >= least && joined_by_comma(parts.back().value, f)) emit(FactId{f}, std::move(parts), {});
    }
    if (report_.breakdowns.size() > known) sort();
  }

 private:
  static constexpr std::size_t least = 3;

  /// Nothing but 、 or 和 between the two.
  [[nodiscard]] bool joined(std::uint32_t before, std::uint32_t after) const {
    if (report_.facts[before].at.block != report_.facts[after].at.block) return false;
    const Stream words = between(before, after);
    return (words.size() == 1 && words.chars[0] == U'、') ||
           (words.size() > 0 && words.cue_at(Cue::conjunctions, 0, words.size()).end == words.size());
  }
  [[nodiscard]] bool joined_by_comma(std::uint32_t before, std::uint32_t after) const {
    const Stream words = between(before, after);
    return words.size() > 0 && words.chars[0] == U'，' &&
           words.cue_at(Cue::total_row, 1, words.size()).end == words.size();
  }
};

/// 在职99人，其中法官32人、辅助人员58人、行政人员11人，辅助人员中法官助理24人、书记员34人: what a part is told to be
/// among which, it and those behind it are parts of that.
class PartsOfAPart : private Lists {
 public:
  using Lists::Lists;

  void find() {
    const std::size_t before = report_.breakdowns.size();
    for (std::size_t b = 0; b < before; ++b) {
      const std::vector<FactId>& parts = report_.breakdowns[b].parts;
      if (report_.breakdowns[b].from_table) continue;
      for (std::size_t k = 1; k < parts.size(); ++k)
        if (const FactId whole = told_among(parts, k); whole.valid()) {
          std::vector<FactId> own(parts.begin() + static_cast<std::ptrdiff_t>(k), parts.end());
          report_.breakdowns[b].parts.resize(k);
          report_.breakdowns[b].shares.clear();
          for (const FactId part : own) report_.facts[part.value].of = whole;
          if (own.size() > 1) emit(whole, std::move(own), {});
          break;
        }
    }
    if (report_.breakdowns.size() > before) sort();
  }

 private:
  /// The earlier part whose name stands before 中 in the name of this one.
  [[nodiscard]] FactId told_among(const std::vector<FactId>& parts, std::size_t k) const {
    const Passage& at = fact(parts[k]).label_at;
    const Stream words = scan_slice(report_.document, at.block, {at.begin, at.end}, t_, false, true);
    const Extent among = words.first_cue(Cue::among_words, {0, words.size()});
    if (among.end == 0 || among.begin == 0 || among.end >= words.size()) return {};
    const std::u32string name = words.chars.substr(0, among.begin);
    for (std::size_t j = 0; j < k; ++j)
      if (matching_form(fact(parts[j]).label) == name) return parts[j];
    return {};
  }
};

/// 投入10分、产出50分、效益40分。投入得9分，产出…得48分，效益得38分，总得分95分: as many scores as weights that make a
/// hundred, in one paragraph with the total, or each right behind its weight.
class ScoresOfATotal : private Lists {
 public:
  using Lists::Lists;

  void find() {
    const std::size_t before = report_.breakdowns.size();
    for (std::uint32_t f = 0; f < report_.facts.size();) {
      const std::uint32_t first = f;
      const std::uint32_t block = report_.facts[first].at.block;
      while (f < report_.facts.size() && report_.facts[f].at.block == block) ++f;
      if (!report_.facts[first].in_table) look_at(first, f);
    }
    if (report_.breakdowns.size() > before) sort();
  }

 private:
  static constexpr std::size_t least = 3;   // indicators
  static constexpr std::size_t most = 100;  // scores in a paragraph
  static constexpr int whole = 100;

  void look_at(std::uint32_t first, std::uint32_t last) {
    if (!t_.total_score.valid() || !t_.indicator_score.valid()) return;
    FactId total;
    std::vector<FactId> scores;
    for (std::uint32_t k = first; k < last; ++k) {
      const Fact& each = report_.facts[k];
      if (each.concept_id == t_.total_score && total.valid()) return;  // which of them?
      if (each.concept_id == t_.total_score) total = FactId{k};
      const bool score = each.concept_id == t_.indicator_score || each.concept_id == t_.weight;
      // 合计100分, 满分100分: of them all.
      if (score && each.quantity.takes_part_in_equations() && each.quantity.value != dsl::Number(whole))
        scores.push_back(FactId{k});
    }
    const std::size_t n = scores.size() / 2;
    if (!total.valid() || n < least || n * 2 != scores.size() || scores.size() > most) return;
    for (const Breakdown& b : report_.breakdowns)
      if (b.total == total) return;
    std::vector<FactId> behind(scores.begin() + static_cast<std::ptrdiff_t>(n), scores.end()), beside;
    dsl::Number front(0), even(0);
    for (std::size_t k = 0; k < scores.size(); ++k) {
      if (k < n) front = front + fact(scores[k]).quantity.value;
      if (k % 2 == 0)
        even = even + fact(scores[k]).quantity.value;
      else
        beside.push_back(scores[k]);
    }
    if (even == dsl::Number(whole))
      emit(total, std::move(beside), {});
    else if (front == dsl::Number(whole))
      emit(total, std::move(behind), {});
  }
};

/// 支出比上年增加50万元，其中基本支出增加65万元，项目支出减少15万元.
class ChangeParts : private Lists {
 public:
  using Lists::Lists;

  void find() {
    for (const Change& change : report_.changes)
      if (change.delta.valid() && change.direction != 0 && !fact(change.delta).in_table)
        by_delta_.try_emplace(change.delta, change.direction);
    const std::size_t before = report_.breakdowns.size();
    for (const auto& [delta, direction] : by_delta_) parts_of(delta, direction);
    if (report_.breakdowns.size() > before) sort();
  }

 private:
  void parts_of(FactId whole, int direction) {
    std::uint32_t last = whole.value;  // of the figures of the whole change
    if (last + 1 < report_.facts.size() && report_.facts[last + 1].concept_id == t_.growth_rate) ++last;
    if (last + 1 >= report_.facts.size() || !same_sentence(report_, fact(whole), report_.facts[last + 1])) return;
    const Stream words = between(last, last + 1);
    std::uint32_t begin = 0;
    while (begin < words.size() && (words.chars[begin] == U'，' || words.chars[begin] == U'（')) ++begin;
    if (words.cue_at(Cue::breakdown_open, begin, words.size()).end == 0) return;
    std::vector<FactId> alike, against;
    std::set<dsl::MemberId> scopes;
    for (std::uint32_t g = last + 1; g < report_.facts.size() && g <= last + look_ahead; ++g) {
      const Fact& part = report_.facts[g];
      if (!same_sentence(report_, fact(whole), part)) break;
      if (part.concept_id != t_.delta) continue;
      const auto known = by_delta_.find(FactId{g});
      const auto scope = member_of(part, t_.scope);
      if (known == by_delta_.end() || !scope.valid() || !scopes.insert(scope).second ||
          !same_measure(t_, part.quantity, fact(whole).quantity))
        return;
      (known->second == direction ? alike : against).push_back(FactId{g});
    }
    if (scopes.size() < 2 || !are_all(scopes, fact(whole))) return;
    if (against.empty()) {
      emit(whole, std::move(alike), {});
    } else if (alike.size() == 1) {  // 65 = 50 + 15
      against.insert(against.begin(), whole);
      emit(alike.front(), std::move(against), {});
    }
  }
  /// The scopes are all parts of one member, which the whole does not contradict.
  [[nodiscard]] bool are_all(const std::set<dsl::MemberId>& scopes, const Fact& whole) const {
    const AspectValue* own = whole.aspect(t_.scope);
    for (std::uint32_t m = 0; m < program_.members.size(); ++m) {
      const auto& parts = program_.members[m].parts;
      if (program_.members[m].aspect != t_.scope || parts.size() != scopes.size()) continue;
      if (!std::all_of(parts.begin(), parts.end(), [&](dsl::MemberId part) { return scopes.contains(part); })) continue;
      return own == nullptr || own->how != How::stated || own->member == dsl::MemberId{m};
    }
    return false;
  }
  std::map<FactId, int> by_delta_;  // direction
};

/// 肢体、视力、听力、言语残疾分别占42.6%、31.3%、18.4%和8.7%: one list cannot come to more than all there is.
class ShareLists : private Lists {
 public:
  using Lists::Lists;

  void find() {
    constexpr std::size_t fewest = 3;
    const std::size_t before = report_.breakdowns.size();
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const bool bare = is_rate(f) && !report_.facts[f].concept_id.valid() && begins_respectively(f);
      if (!bare && !is_share(f)) continue;
      std::vector<FactId> run{FactId{f}};
      std::uint32_t g = f + 1;
      const auto goes_on = [&] { return bare ? is_rate(g) && !report_.facts[g].concept_id.valid() : is_share(g); };
      while (g < report_.facts.size() && goes_on() && same_list(g - 1, g)) run.push_back(FactId{g++});
      if (run.size() >= fewest && slightly_more_than_all(run)) tell(f, std::move(run));
      f = g - 1;
    }
    if (report_.breakdowns.size() > before) sort();
  }

 private:
  [[nodiscard]] bool is_rate(std::uint32_t f) const {
    const dsl::Quantity& quantity = report_.facts[f].quantity;
    return !report_.facts[f].in_table && quantity.dimension == dsl::Dimension::rate &&
           quantity.takes_part_in_equations();
  }
  [[nodiscard]] bool is_share(std::uint32_t f) const {
    const auto kind = report_.facts[f].concept_id;
    return is_rate(f) && kind.valid() && kind == t_.share;
  }
  /// 分别占 right before the first of them: each goes by the name of its own part.
  [[nodiscard]] bool begins_respectively(std::uint32_t f) const {
    constexpr std::uint32_t longest = 24;  // bytes
    const Fact& first = report_.facts[f];
    std::uint32_t begin = report_.document.blocks[first.at.block].slice.begin;
    if (first.at.begin > begin + longest) begin = first.at.begin - longest;
    const std::string_view text = report_.document.text->normalised();
    while (begin < first.at.begin && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
    const Stream words = scan_slice(report_.document, first.at.block, {begin, first.at.begin}, t_, false, true);
    const Extent cue = words.cue_before(Cue::respectively, words.size(), 0);
    return cue.end != 0 && words.cue_before(Cue::share_words, cue.end, cue.begin).end != 0;
  }
  /// Nothing but names and commas between them, and no whole named anew.
  [[nodiscard]] bool same_list(std::uint32_t before, std::uint32_t after) const {
    if (!same_sentence(report_, report_.facts[before], report_.facts[after])) return false;
    const Stream words = between(before, after);
    const Extent all{0, words.size()};
    if (words.has_cue(Cue::breakdown_open, all) ||
        words.text(all).find_first_of(U"；（）") != std::u32string_view::npos)
      return false;
    const Extent share = words.last_cue(Cue::share_words, all);
    return share.end == 0 || share.end == words.size();
  }
  [[nodiscard]] bool slightly_more_than_all(const std::vector<FactId>& run) const {
    dsl::Number sum, slack;
    for (const FactId share : run) {
      sum = sum + fact(share).quantity.value;
      slack = slack + fact(share).quantity.last_place() * dsl::Number(1, 2);
    }
    return sum > dsl::Number(1) + slack && sum <= dsl::Number(105, 100);
  }
  void tell(std::uint32_t first, std::vector<FactId> run) {
    for (const Breakdown& b : report_.breakdowns)
      if (b.shares == run) return;
    for (std::uint32_t k = 1; k <= first && k <= look_ahead;
         ++k) {  // what the list is of, by the last figure before it
      const Fact& whole = report_.facts[first - k];
      if (whole.in_table) break;
      if (whole.quantity.dimension != dsl::Dimension::count && whole.quantity.dimension != dsl::Dimension::money)
        continue;
      emit(FactId{first - k}, {}, std::move(run));
      return;
    }
  }
};

}  // namespace

void find_among(Report& report, const Lexicon& lexicon) {
  PartsOfSeveral(report, lexicon).find();
  PartsOfAPart(report, lexicon).find();
  SumsBehind(report, lexicon).find();
  Among(report, lexicon).find();
  ScoresOfATotal(report, lexicon).find();
}

void find_change_parts(Report& report, const Lexicon& lexicon) { ChangeParts(report, lexicon).find(); }

void find_share_lists(Report& report, const Lexicon& lexicon) { ShareLists(report, lexicon).find(); }

}  // namespace hegui::report
