#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/characters.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/words.hpp"

namespace hegui::report {
namespace {

constexpr int max_count = 60;
constexpr std::size_t max_item = 60;     // characters
constexpr std::size_t max_list = 1'500;  // characters
constexpr std::size_t max_noun = 14;     // 5个内设机构：
constexpr std::size_t min_items = 2;
constexpr std::size_t shortest_subject = 2;  // characters of who set something up

struct Range {
  std::size_t begin = 0, end = 0;
};

struct Cues {
  explicit Cues(const Lexicon& lexicon)
      : openers(lexicon.words("enumeration_openers")),
        heads(lexicon.words("enumeration_heads")),
        joiners(lexicon.words("enumeration_joiners")),
        open(lexicon.words("enumeration_open")),
        more(lexicon.words("enumeration_more")),
        totals(lexicon.words("enumeration_totals")),
        each(lexicon.words("enumeration_each")),
        units(lexicon.words("enumeration_units")),
        counters(lexicon.words("numeral_nouns")),
        people(lexicon.words("enumeration_people")),
        person_endings(lexicon.words("enumeration_person_endings")) {}
  const Words& openers;         // 包括, 分别为, 即: between the count and the list
  const Words& heads;           // 内设, 下设: before the first item of a list
  const Words& joiners;         // 和, 及, 以及: before the last item
  const Words& open;            // 等
  const Words& more;            // 等其他: within the last item
  const Words& totals;          // 共, 共计: between the list and the count
  const Words& each;            // 各有, 均有: each thing of the list has so many
  const Words& units;           // 个, 家, 项: what is counted, in lists that come first
  const Words& counters;        // 道, 个: behind a count inside a list
  const Words& people;          // 名, 位: what counts persons
  const Words& person_endings;  // 员, 师: how the name of a person's post ends
};

bool ends_list(char32_t c) { return is_stop(c) || is_semicolon(c) || is_comma(c) || is_colon(c); }

/// Depth-aware walk: positions in [from, to) outside brackets and quotes.
std::vector<bool> outside(const Chars& s, std::size_t from, std::size_t to) {
  std::vector<bool> out(to - from, true);
  std::size_t depth = 0;
  for (std::size_t i = from; i < to; ++i) {
    if (is_closing(s.c[i]) && depth > 0) {
      --depth;
      out[i - from] = false;
      continue;
    }
    out[i - from] = depth == 0;
    if (is_opening(s.c[i])) {
      ++depth;
      out[i - from] = false;
    }
  }
  return out;
}

std::vector<Range> split(const Chars& s, std::size_t from, std::size_t to) {
  const auto plain = outside(s, from, to);
  std::vector<Range> items;
  std::size_t begin = from;
  for (std::size_t i = from; i <= to; ++i) {
    if (i < to && !(s.c[i] == U'、' && plain[i - from])) continue;
    const std::size_t b = s.skip_blanks(begin);
    const std::size_t e = s.trim_end(b, i);
    if (e > b) items.push_back({b, e});
    begin = i + 1;
  }
  return items;
}

char32_t last_character(const Chars& s, const Range& item) {
  std::size_t end = item.end;
  if (end > item.begin && is_closing(s.c[end - 1]))  // 办公室（党建办）
    while (end > item.begin && !is_opening(s.c[end])) --end;
  return end > item.begin ? s.c[end - 1] : 0;
}

/// Splits the last item at 和 where both sides are names: by their like endings, or when nothing in the list is alike
/// and only so the count comes out right.
void split_last(const Chars& s, std::vector<Range>& items, const Cues& cues, int count) {
  if (items.empty()) return;
  const Range last = items.back();
  const auto plain = outside(s, last.begin, last.end);
  std::map<char32_t, int> endings;
  for (const auto& item : items) ++endings[last_character(s, item)];
  const bool alike = std::any_of(endings.begin(), endings.end(), [](const auto& e) { return e.second > 1; });
  for (std::size_t i = last.begin + 1; i + 1 < last.end; ++i) {
    const std::size_t n = plain[i - last.begin] ? cues.joiners.at(s, i) : 0;
    if (n == 0 || i + n >= last.end) continue;
    const Range left{last.begin, s.trim_end(last.begin, i)};
    const Range right{s.skip_blanks(i + n), last.end};
    const bool same = last_character(s, left) == last_character(s, right);
    const bool known = endings.contains(last_character(s, left)) && items.size() > 1;
    const bool fits = !alike && left.end - left.begin >= 2 && right.end - right.begin >= 2 &&
                      static_cast<int>(items.size()) + 1 == count;
    if (!same && !known && !fits) continue;
    items.back() = left;
    items.push_back(right);
    return;
  }
}

/// 局机关本级和公路中心、执法大队、客运中心: the first item is two only where the count comes out right so.
void split_first(const Chars& s, std::vector<Range>& items, const Cues& cues, int count) {
  constexpr std::size_t shortest = 4;  // characters on either side
  if (items.size() < 2 || static_cast<int>(items.size()) + 1 != count) return;
  const Range first = items.front();
  const auto plain = outside(s, first.begin, first.end);
  for (std::size_t i = first.begin + shortest; i + shortest < first.end; ++i) {
    const std::size_t n = plain[i - first.begin] ? cues.joiners.at(s, i) : 0;
    if (n == 0 || i + n + shortest > first.end) continue;
    items.front() = {s.skip_blanks(i + n), first.end};
    items.insert(items.begin(), {first.begin, s.trim_end(first.begin, i)});
    return;
  }
}

/// 乡党委、政府设办公室、财政所2个: who set them up is no part of the list, where the rest of it is as long as is said.
void drop_subjects(const Chars& s, std::vector<Range>& items, const Cues& cues, int count) {
  const auto wanted = static_cast<std::size_t>(count);
  if (items.size() <= wanted || wanted < min_items) return;
  Range& first = items[items.size() - wanted];
  for (std::size_t i = first.begin + shortest_subject; i + 1 < first.end; ++i)
    if (const std::size_t n = cues.heads.at(s, i); n > 0 && i + n < first.end) {
      first.begin = i + n;
      items.erase(items.begin(), items.end() - static_cast<std::ptrdiff_t>(wanted));
      return;
    }
}

bool has_figures(const Chars& s, const std::vector<Range>& items) {
  return std::any_of(items.begin(), items.end(), [&](const Range& item) {
    for (std::size_t i = item.begin; i < item.end; ++i)
      if (is_digit(s.c[i]) && !(i > item.begin && is_letter(s.c[i - 1]))) {
        std::size_t k = i;
        while (k < item.end && (is_digit(s.c[k]) || s.c[k] == U'.')) ++k;
        if (k == item.end || !is_letter(s.c[k])) return true;
      }
    return false;
  });
}

struct Found {
  std::vector<Range> items;
  Range at;
  bool open = false;
};

bool plausible(const Chars& s, const std::vector<Range>& items, std::size_t least = min_items) {
  if (items.size() < least || has_figures(s, items)) return false;
  return std::all_of(items.begin(), items.end(), [](const Range& i) { return i.end - i.begin <= max_item; });
}

/// N个…：a、b、c. The count ends at `end`.
std::optional<Found> list_after(const Chars& s, std::size_t begin, std::size_t end, int count, const Cues& cues) {
  // The noun that is counted, then a cue: 5个内设机构，分别为 …; 3个科室（…）.
  std::size_t k = end;
  std::size_t from = 0;
  bool colon = false;
  char32_t close = 0;
  while (k < s.size() && k - end <= max_noun) {
    if (is_colon(s.c[k])) {
      colon = true;
      from = k + 1;
      break;
    }
    if (s.c[k] == U'（' || s.c[k] == U'(') {
      from = k + 1;
      close = s.c[k] == U'(' ? U')' : U'）';
      break;
    }
    const std::size_t at = is_comma(s.c[k]) ? s.skip_blanks(k + 1) : k;
    if (const std::size_t n = cues.openers.at(s, at); n > 0) {
      from = at + n;
      if (from < s.size() && is_colon(s.c[from])) ++from;
      break;
    }
    if (is_comma(s.c[k]) || is_stop(s.c[k]) || is_semicolon(s.c[k]) || s.c[k] == U'、' || is_digit(s.c[k]))
      return std::nullopt;
    ++k;
  }
  if (from == 0) return std::nullopt;
  from = s.skip_blanks(from);
  if (const std::size_t n = cues.openers.at(s, from); n > 0) from = s.skip_blanks(from + n);
  std::size_t to = from;
  std::size_t depth = 0;
  while (to < s.size() && to - from <= max_list) {
    const char32_t c = s.c[to];
    if (depth == 0 && ((close != 0 && c == close) || ends_list(c))) break;
    if (is_opening(c)) ++depth;
    if (is_closing(c) && depth > 0) --depth;
    ++to;
  }
  if (to - from > max_list) return std::nullopt;
  Found found;
  found.at = {begin, to};
  found.items = split(s, from, to);
  if (!found.items.empty()) {  // a、b、c等
    auto& last = found.items.back();
    if (const std::size_t n = cues.open.ending_at(s, last.begin, last.end); n > 0) {
      found.open = true;
      last.end -= n;
      if (last.begin == last.end) found.items.pop_back();
    }
  }
  // 5个县（市、区）: the bracket belongs to the word.
  if (close != 0 &&
      std::all_of(found.items.begin(), found.items.end(), [](const Range& item) { return item.end == item.begin + 1; }))
    return std::nullopt;
  split_last(s, found.items, cues, count);
  split_first(s, found.items, cues, count);
  // 所属单位1个：云岭县政务服务中心。
  const std::size_t least = count == 1 && colon ? 1 : min_items;
  if (!plausible(s, found.items, least)) return std::nullopt;
  return found;
}

/// 公诉一处、公诉二处、公诉三处: the same name with another number beside it; it orders, it does not count.
bool is_one_of_a_row(const Chars& s, std::size_t from, std::size_t to, std::size_t at) {
  if (at == from || at + 1 >= to || !is_han(s.c[at - 1])) return false;
  for (std::size_t i = from + 1; i + 1 < to; ++i)
    if (i != at && s.c[i - 1] == s.c[at - 1] && s.c[i + 1] == s.c[at + 1] && s.c[i] != s.c[at] &&
        chinese_number(s, i).length == 1)
      return true;
  return false;
}

/// a、b、c三道程序和d、e两个环节: what stands before an earlier count is counted by that; the list begins behind it.
std::size_t behind_count(const Chars& s, std::size_t from, std::size_t to, const Cues& cues) {
  std::size_t begin = from;
  const auto plain = outside(s, from, to);
  for (std::size_t i = from; i < to; ++i) {
    if (!plain[i - from]) continue;
    const auto numeral = chinese_number(s, i);
    std::size_t k = i + numeral.length;
    while (numeral.length == 0 && k < to && is_digit(s.c[k])) ++k;
    if (k == i || k >= to || cues.counters.at(s, k) == 0) continue;
    // 第三个, 一个: an ordinal, or no count at all.
    if (i > from && s.c[i - 1] == U'第') continue;
    if (numeral.length == 1 && (numeral.value == 1 || is_one_of_a_row(s, from, to, i))) continue;
    std::size_t next = k;
    while (next < to && s.c[next] != U'、' && cues.joiners.at(s, next) == 0) ++next;
    const std::size_t joiner = next < to ? cues.joiners.at(s, next) : 0;
    begin = s.skip_blanks(std::min(to, next + std::max<std::size_t>(joiner, 1)));
    i = next - 1;  // other counts before the same joiner say the same
  }
  return std::min(begin, to);
}

/// 发改局、财政局、林草局7名专家: persons are counted; the list says where they come from.
bool persons_of_places(const Chars& s, std::size_t unit, const std::vector<Range>& items, const Cues& cues) {
  if (cues.people.at(s, unit) == 0 || cues.person_endings.empty()) return false;
  return std::none_of(items.begin(), items.end(),
                      [&](const Range& item) { return cues.person_endings.ending_at(s, item.begin, item.end) > 0; });
}

/// a、b、c等N个; a、b和c N个. The count begins at `begin`.
std::optional<Found> list_before(const Chars& s, std::size_t begin, std::size_t end, int count, const Cues& cues) {
  std::size_t to = s.trim_end(0, begin);
  Found found;
  if (const std::size_t n = cues.open.ending_at(s, 0, to); n > 0) {
    found.open = true;
    to -= n;
  } else if (const std::size_t t = cues.totals.ending_at(s, 0, to); t > 0) {
    to = s.trim_end(0, to - t);
  }
  // 肉蛋奶由县级统一招标确定的6家企业: what stands before describes them.
  if (!found.open && to > 0 && s.c[to - 1] == U'的') return std::nullopt;
  // 机关、直属大队、4个派出中队: a count behind the mark of a list is an item of it.
  if (to > 0 && s.c[to - 1] == U'、') return std::nullopt;
  // 骨科、脾胃科各有1名: each of them has so many.
  if (!found.open && cues.each.ending_at(s, 0, to) > 0) return std::nullopt;
  std::size_t from = to;
  std::size_t depth = 0;
  while (from > 0 && to - from <= max_list) {
    const char32_t c = s.c[from - 1];
    if (is_closing(c)) ++depth;
    if (is_opening(c)) {
      if (depth == 0) break;
      --depth;
    }
    if (depth == 0 && ends_list(c)) break;
    --from;
  }
  from = behind_count(s, from, to, cues);
  found.items = split(s, from, to);
  if (found.items.empty()) return std::nullopt;
  // 燃气、通信等其他管线3处: 等 within the last of them, too, says that there are more.
  for (std::size_t i = found.items.back().begin + 1; !found.open && i + 2 < found.items.back().end; ++i)
    if (cues.more.at(s, i) > 0) {
      found.open = true;
      found.items.back().end = i;
    }
  std::size_t unit = begin;
  while (unit < end && (is_digit(s.c[unit]) || chinese_digit_value(s.c[unit]) >= 0 || s.c[unit] == U'十' ||
                        is_blank(s.c[unit]) || s.c[unit] == U'两'))
    ++unit;
  // Without 等 the counted things must be named by a noun: 4个科室, not 发放米、面300份.
  if (!found.open && (cues.units.at(s, unit) == 0 || persons_of_places(s, unit, found.items, cues)))
    return std::nullopt;
  auto& first = found.items.front();  // 内设办公室: the verb is no part of the name
  const Range whole = first;
  const auto plain = outside(s, whole.begin, whole.end);
  for (std::size_t i = whole.begin; i < whole.end;) {
    const std::size_t n = plain[i - whole.begin] ? cues.heads.at(s, i) : 0;
    // One character is a verb only where the clause begins: 设办公室、…, but not 新设企业.
    if (n > 0 && i + n < whole.end && (n > 1 || i == first.begin)) {
      i += n;
      first.begin = s.skip_blanks(i);
    } else {
      ++i;
    }
  }
  found.at = {first.begin, end};
  split_last(s, found.items, cues, count);  // may move the items: `first` is no more
  split_first(s, found.items, cues, count);
  drop_subjects(s, found.items, cues, count);
  if (!plausible(s, found.items)) return std::nullopt;
  const auto n = static_cast<int>(found.items.size());
  if (!found.open && (n * 2 < count || n > count * 2)) return std::nullopt;
  return found;
}

/// The figure as a small whole number, if it is one that can be counted out.
std::optional<int> count_of(const dsl::Quantity& quantity) {
  if (quantity.dimension != dsl::Dimension::count || quantity.approximation != dsl::Approximation::exact ||
      quantity.power_of_ten != 0 || quantity.decimals != 0)
    return std::nullopt;
  const auto n = quantity.written.to_int64();
  return n && *n >= 1 && *n <= max_count ? std::optional<int>(static_cast<int>(*n)) : std::nullopt;
}

}  // namespace

void find_enumerations(Report& report, const Lexicon& lexicon) {
  const Cues cues(lexicon);
  std::optional<Chars> chars;
  for (std::uint32_t f = 0; f < report.facts.size(); ++f) {
    const auto& fact = report.facts[f];
    if (fact.in_table || !fact.derived_from.empty()) continue;
    const auto count = count_of(fact.quantity);
    if (!count) continue;
    if (!chars || chars->block != fact.at.block) chars = characters(report.document, fact.at.block);
    const std::size_t begin = chars->index_of(fact.at.begin);
    const std::size_t end = chars->index_of(fact.at.end);
    if (chinese_number(*chars, begin).length == 1 && is_one_of_a_row(*chars, 0, chars->size(), begin)) continue;
    auto found = list_after(*chars, begin, end, *count, cues);
    if (!found) found = list_before(*chars, begin, end, *count, cues);
    if (!found) continue;
    Enumeration enumeration;
    enumeration.count = FactId{f};
    enumeration.open = found->open;
    enumeration.at = chars->passage(found->at.begin, found->at.end);
    for (const auto& item : found->items) enumeration.items.push_back(chars->passage(item.begin, item.end));
    report.enumerations.push_back(std::move(enumeration));
  }
}

}  // namespace hegui::report
