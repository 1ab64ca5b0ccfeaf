// What one costs, held to the sum and the count beside it: 采购7320只，单价每只345元，计252.54万元;
// 接待费2.88万元，接待 246人次，人均117元. Called by understand() behind the ratios. Afterwards Report::unit_costs is
// complete: only figures that stand next to one another and whose words tie them together, so that a rule may divide
// them.
#include <algorithm>
#include <optional>
#include <string>

#include "checker/report/block_streams.hpp"
#include "checker/report/label_words.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t counts_between = 2;  // 接待费2.88万元，接待32批次、246人次，人均117元

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon, BlockStreams& streams)
      : report_(report), streams_(streams), t_(lexicon.tables()) {}

  void find() {
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      if (!is_money(f)) continue;
      const std::uint32_t block = fact(f).at.block;
      if (!streams_.sees(block, Cue::each_words) && !streams_.sees(block, Cue::price_words) &&
          !streams_.sees(block, Cue::average_words))
        continue;
      if (const auto price = price_of(f)) take(*price);
    }
  }

 private:
  struct Price {
    std::uint32_t fact = 0;
    std::string thing;     // what one is of; empty: not said
    bool average = false;  // 人均: worked out, not agreed upon
  };
  struct Pair {
    std::uint32_t sum = 0, count = 0;
  };

  [[nodiscard]] const Fact& fact(std::uint32_t f) const { return report_.facts[f]; }
  [[nodiscard]] bool plain(std::uint32_t f) const {
    const Fact& of = fact(f);
    return !of.in_table && of.derived_from.empty() && of.quantity.takes_part_in_equations() &&
           of.quantity.value > dsl::Number(0);
  }
  [[nodiscard]] bool is_money(std::uint32_t f) const {
    return plain(f) && fact(f).quantity.dimension == dsl::Dimension::money;
  }
  [[nodiscard]] bool is_count(std::uint32_t f) const {
    return plain(f) && fact(f).quantity.dimension == dsl::Dimension::count;
  }
  /// No 。 and no ； between them: what stands behind either is another thing.
  [[nodiscard]] bool together(std::uint32_t a, std::uint32_t b) const {
    const Fact& first = fact(std::min(a, b));
    const Fact& last = fact(std::max(a, b));
    if (!same_sentence(report_, first, last)) return false;
    return report_.document.text_of({first.at.end, std::max(first.at.end, last.at.begin)}).find("；") ==
           std::string_view::npos;
  }

  [[nodiscard]] std::optional<Price> price_of(std::uint32_t f) const {
    const Fact& of = fact(f);
    if (of.concept_id.valid() && (of.concept_id == t_.target || of.concept_id == t_.ceiling_price)) return std::nullopt;
    const auto kept = streams_.at(of.at.block);
    const Stream& stream = *kept;
    const Extent words{stream.position(of.label_at.begin), stream.position(of.label_at.end)};
    const std::uint32_t behind = stream.position(of.at.end);
    if (of.label_at.block != of.at.block || words.end <= words.begin || of.label_at.end > of.at.begin)
      return std::nullopt;
    // 每人450元/月: a second thing that it is of.
    if (behind < stream.size() &&
        (stream.chars[behind] == U'/' || stream.cue_at(Cue::each_words, behind, stream.size()).end != 0))
      return std::nullopt;
    const auto each = stream.cues_in(Cue::each_words, words);
    if (const Extent average = stream.cue_before(Cue::average_words, words.end, words.begin); average.end != 0)
      return each.empty() ? std::optional<Price>({f, text_in(stream, {average.begin, average.end - 1}), true})
                          : std::nullopt;
    // 每人每月; 平均每辆 is one place, found as a word and as the end of it.
    std::uint32_t end = 0;
    for (const Extent& one : each) {
      if (end != 0 && one.begin >= end) return std::nullopt;
      end = std::max(end, one.end);
    }
    Extent price = stream.cue_before(Cue::price_words, words.end, words.begin);
    if (end == 0) return price.end == 0 ? std::nullopt : std::optional<Price>({f, {}, false});
    const std::uint32_t limit = price.end == 0 ? words.end : price.begin;
    if (limit <= end) return std::nullopt;
    return Price{f, text_in(stream, {end, limit}), false};
  }

  [[nodiscard]] std::string text_in(const Stream& stream, Extent words) const {
    return std::string(report_.document.text_of({stream.offsets[words.begin], stream.offsets[words.end]}));
  }
  /// 人均 of 246人次 and of 20名: averages are of whatever begins with their noun, and of people.
  [[nodiscard]] bool counts(const Price& price, std::uint32_t f) const {
    if (!is_count(f)) return false;
    const dsl::Quantity& quantity = fact(f).quantity;
    if (price.thing.empty() || quantity.noun == price.thing) return true;
    if (!price.average) return false;
    dsl::Quantity thing = quantity;
    thing.noun = price.thing;
    return quantity.noun.starts_with(price.thing) || same_measure(t_, quantity, thing);
  }
  /// 培训12期、860人，其中新学员300人，人均: of which?
  [[nodiscard]] bool one_such_count(const Price& price, std::uint32_t count) const {
    for (std::uint32_t f = count; f-- > 0 && same_sentence(report_, fact(f), fact(count));)
      if (counts(price, f)) return false;
    for (std::uint32_t f = count + 1; f < report_.facts.size() && same_sentence(report_, fact(count), fact(f)); ++f)
      if (counts(price, f)) return false;
    return true;
  }
  [[nodiscard]] bool same_thing(std::uint32_t a, std::uint32_t b) const {
    return fact(a).quantity.dimension == dsl::Dimension::count && same_measure(t_, fact(a).quantity, fact(b).quantity);
  }
  [[nodiscard]] bool reckoned(std::uint32_t sum) const {
    return is_word(report_.document, t_, fact(sum).label_at, Cue::reckoned_words);
  }
  /// 每人3000元，发放助学金22.20万元: what was paid out, told by a verb.
  [[nodiscard]] bool paid(std::uint32_t sum) const {
    return begins_with(report_.document, t_, fact(sum).label_at, Cue::spending_verbs) ||
           begins_with(report_.document, t_, fact(sum).label_at, Cue::reckoned_words);
  }

  /// The count and the sum of these two figures, if that is what they are.
  [[nodiscard]] std::optional<Pair> pair(const Price& price, std::int64_t a, std::int64_t b) const {
    const auto size = static_cast<std::int64_t>(report_.facts.size());
    if (a < 0 || b < 0 || a >= size || b >= size) return std::nullopt;
    auto sum = static_cast<std::uint32_t>(a), count = static_cast<std::uint32_t>(b);
    if (!is_money(sum)) std::swap(sum, count);
    if (!is_money(sum) || !counts(price, count)) return std::nullopt;
    if (!together(sum, price.fact) || !together(count, price.fact)) return std::nullopt;
    if (price_of(sum)) return std::nullopt;
    // 申请458人，未通过27人，平均每人2000元: of which of them?
    for (const std::uint32_t other : {count - 1, count + 1})  // before the first: past all facts
      if (other < report_.facts.size() && together(other, count) && same_thing(other, count)) return std::nullopt;
    if (price.thing.empty() && count + 1 != price.fact && price.fact + 1 != count) return std::nullopt;
    return Pair{sum, count};
  }
  /// 接待费2.88万元，接待32批次、246人次，人均117元.
  [[nodiscard]] std::optional<Pair> averaged(const Price& price) const {
    if (price.fact < 2 || !counts(price, price.fact - 1)) return std::nullopt;
    std::uint32_t sum = price.fact - 2;
    for (std::uint32_t k = 0; k < counts_between && sum > 0 && is_count(sum) && !counts(price, sum); ++k) --sum;
    return pair(price, sum, price.fact - 1);
  }
  [[nodiscard]] std::optional<Pair> next_to(const Price& price) const {
    const auto p = static_cast<std::int64_t>(price.fact);
    // 采购20台，单价5200元，计10.40万元; 单价5200元，采购20台，计10.40万元; 低保457户，发放186.42万元，户均4079元
    std::optional<Pair> found;
    const auto keep = [&](const std::optional<Pair>& other, bool told) {
      if (!other || !told) return true;
      if (found) return false;
      found = other;
      return true;
    };
    const auto around = pair(price, p - 1, p + 1);
    const auto ahead = pair(price, p + 1, p + 2);
    const auto back = pair(price, p - 2, p - 1);
    const bool one = keep(around, around && (reckoned(around->sum) || (around->sum > price.fact &&
                                                                       !price.thing.empty() && paid(around->sum)))) &&
                     keep(ahead, ahead && ahead->sum > ahead->count && reckoned(ahead->sum)) &&
                     keep(back, back && (reckoned(back->sum) || (price.average && back->sum > back->count)));
    return one ? found : std::nullopt;
  }

  /// Of months or days: a factor that neither price nor count speaks of.
  [[nodiscard]] bool is_time(std::uint32_t f) const {
    const dsl::Quantity& quantity = fact(f).quantity;
    return quantity.dimension == dsl::Dimension::duration ||
           (quantity.dimension == dsl::Dimension::count && t_.says(Cue::time_nouns, quantity.noun, true));
  }
  [[nodiscard]] bool qualified(std::uint32_t first, std::uint32_t last) const {
    for (const std::uint32_t f : {first - 1, last + 1})  // before the first: past all facts
      if (f < report_.facts.size() && together(first, f) && is_time(f)) return true;
    for (std::uint32_t f = first; f <= last; ++f)
      if (is_time(f)) return true;
    const auto kept = streams_.at(fact(first).at.block);
    const Passage& label = fact(first).label_at;
    const std::uint32_t begin =
        label.block == fact(first).at.block ? std::min(label.begin, fact(first).at.begin) : fact(first).at.begin;
    return kept->has_cue(Cue::no_unit_cost, {kept->position(begin), kept->position(fact(last).at.end)});
  }

  void take(const Price& price) {
    auto found = next_to(price);
    if (!found && price.average) found = averaged(price);
    if (!found || (price.average && !one_such_count(price, found->count))) return;
    if (qualified(std::min({price.fact, found->sum, found->count}), std::max({price.fact, found->sum, found->count})))
      return;
    report_.unit_costs.push_back(
        {FactId{price.fact}, FactId{found->sum}, FactId{found->count}, fact(price.fact).name, false});
  }

  Report& report_;
  BlockStreams& streams_;
  const Lexicon::Tables& t_;
};

}  // namespace

void find_unit_costs(Report& report, const Lexicon& lexicon, BlockStreams& streams) {
  Finder(report, lexicon, streams).find();
}

}  // namespace hegui::report
