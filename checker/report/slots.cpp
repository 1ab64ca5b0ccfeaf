#include "checker/report/slots.hpp"

#include <algorithm>
#include <optional>

namespace hegui::report {

namespace {

constexpr std::uint32_t longest_owner_gap = 30;
constexpr std::uint32_t longest_right_label = 24;
constexpr std::uint32_t longest_list_number = 8;
constexpr std::uint32_t longest_term = 32;

bool is_mark(char32_t c) { return c == U'，' || c == U'；' || c == U'：' || c == U'。' || c == U'！' || c == U'？'; }

int strength(char32_t c) {
  switch (c) {
    case U'。':
    case U'！':
    case U'？': return 4;
    case U'；': return 3;
    case U'，':
    case U'：': return 2;
    case U'、': return 1;
    default: return 0;
  }
}

/// Brackets of the block: the partner of each, and whether figures stand inside.
struct Brackets {
  std::vector<std::uint32_t> partner;  // 0: none
  std::vector<bool> numeric;

  explicit Brackets(const Stream& stream) : partner(stream.size(), 0), numeric(stream.size(), false) {
    if (stream.chars.find_first_of(U"（）") == std::u32string::npos) return;
    std::vector<std::uint32_t> open;
    std::vector<bool> inside_skip(stream.size(), false);
    for (const auto& s : stream.skips)
      for (std::uint32_t i = s.at.begin; i < s.at.end && i < stream.size(); ++i) inside_skip[i] = true;
    for (const auto& f : stream.figures)
      for (std::uint32_t i = f.at.begin; i < f.at.end && i < stream.size(); ++i) inside_skip[i] = true;
    for (std::uint32_t i = 0; i < stream.size(); ++i) {
      if ((stream.chars[i] != U'（' && stream.chars[i] != U'）') || inside_skip[i]) continue;
      if (stream.chars[i] == U'（' && open.size() < 32) open.push_back(i);
      if (stream.chars[i] == U'）' && !open.empty()) {
        const std::uint32_t from = open.back();
        open.pop_back();
        partner[from] = i;
        partner[i] = from;
        const auto inside = std::upper_bound(stream.figures.begin(), stream.figures.end(), from,
                                             [](std::uint32_t at, const StreamFigure& f) { return at < f.at.begin; });
        numeric[from] = numeric[i] = inside != stream.figures.end() && inside->at.begin < i;
      }
    }
  }
};

class Cutter {
 public:
  explicit Cutter(const Stream& stream) : stream_(stream), brackets_(stream) {
    for (const auto& skip : stream.skips)
      if (skip.skipped.why == text::Skipped::Why::list_number) list_numbers_.push_back(skip.at);
  }

  std::vector<Slot> cut() {
    std::uint32_t from = 0;
    std::uint32_t sentence = 0, sentence_begin = 0;
    std::vector<std::uint32_t> open;
    for (std::uint32_t f = 0; f < stream_.figures.size(); ++f) {
      const auto& figure = stream_.figures[f];
      Slot slot;
      slot.figure = f;
      for (std::uint32_t i = from; i < figure.at.begin; ++i) {
        const char32_t c = stream_.chars[i];
        if (c >= 0x4E00 && c < 0xA000) continue;  // no mark
        if (is_sentence_end(stream_, i)) {
          ++sentence;
          sentence_begin = i + 1;
          slot.mark_between = U'。';
        } else if (strength(c) > strength(slot.mark_between)) {
          slot.mark_between = c;
        }
        if (c == U'（' && brackets_.numeric[i]) open.push_back(i);
        if (c == U'）' && brackets_.numeric[i] && !open.empty()) open.pop_back();
      }
      slot.sentence = sentence;
      slot.sentence_begin = sentence_begin;
      slot.depth = static_cast<int>(open.size());
      slot.bracket_open = open.empty() ? 0 : open.back();
      find_zone(slot);
      if (!open.empty()) find_owner(slot, open.back());
      find_right(slot);
      slots_.push_back(slot);
      from = std::max(figure.at.end, from);
    }
    zip();
    return std::move(slots_);
  }

 private:
  void find_zone(Slot& slot) {
    const auto& figure = stream_.figures[slot.figure];
    const std::uint32_t floor =
        slot.figure == 0 ? 0 : std::max(stream_.figures[slot.figure - 1].tail, stream_.figures[slot.figure - 1].at.end);
    const std::uint32_t end = std::max(floor, std::min(figure.hedge, figure.at.begin));
    slot.zone = {back_from(end, floor, slot.separator), end};
    if (slot.zone.begin == floor && slot.figure > 0 && slot.separator == 0) {
      slot.separator = U'#';
      if (floor < end && (stream_.chars[floor] == U'、' || stream_.cue_at(Cue::conjunctions, floor, end).end != 0))
        slot.separator = U'、';
    }
    while (slot.zone.begin < slot.zone.end && stream_.chars[slot.zone.begin] == U'、') ++slot.zone.begin;
    // 主要原因是老旧小区改造质保金67万元: what is named stands behind the words for the reason.
    constexpr std::uint32_t shortest_reason = 3;  // 因, 受 are parts of other words too often
    if (const Extent reason = stream_.last_cue(Cue::reason_cues, slot.zone);
        reason.end >= reason.begin + shortest_reason && reason.end < slot.zone.end)
      slot.zone.begin = reason.end;
    if (slot.separator == U'：' && slot.zone.begin == slot.zone.end) name_before_colon(slot, floor);
  }
  /// 自评得分：98分: the name stands before the colon, unless that is a word like 其中.
  void name_before_colon(Slot& slot, std::uint32_t floor) const {
    if (slot.zone.begin <= floor + 1) return;
    const std::uint32_t colon = slot.zone.begin - 1;
    if (stream_.cue_before(Cue::breakdown_open, colon, floor).end != 0 ||
        stream_.cue_before(Cue::breakdown_by, colon, floor).end != 0)
      return;
    char32_t separator = 0;
    const std::uint32_t begin = back_from(colon, floor, separator);
    if (begin >= colon || colon - begin > longest_owner_gap) return;
    slot.zone = {begin, colon};
    slot.separator = separator;
  }
  /// Walks left from `end` to the first mark, list number or bracket with figures; says which it was.
  std::uint32_t back_from(std::uint32_t end, std::uint32_t floor, char32_t& separator) const {
    std::uint32_t i = end;
    separator = 0;
    while (i > floor) {
      const std::uint32_t at = i - 1;
      const char32_t c = stream_.chars[at];
      if (c == U'）' && brackets_.partner[at] != 0 && !brackets_.numeric[at] && brackets_.partner[at] >= floor) {
        i = brackets_.partner[at];
        continue;
      }
      if (is_mark(c) || is_sentence_end(stream_, at) || ((c == U'（' || c == U'）') && brackets_.numeric[at])) {
        separator = c;
        return i;
      }
      if (const auto skip = list_number_ending(i); skip) {
        separator = U'；';
        return i;
      }
      --i;
    }
    return i;
  }
  [[nodiscard]] bool list_number_ending(std::uint32_t at) const {
    const auto number = std::lower_bound(list_numbers_.begin(), list_numbers_.end(), at,
                                         [](const Extent& e, std::uint32_t end) { return e.end < end; });
    return number != list_numbers_.end() && number->end == at && number->begin < at &&
           at - number->begin <= longest_list_number;
  }
  void find_owner(Slot& slot, std::uint32_t open) {
    for (std::size_t s = slots_.size(); s-- > 0;) {
      const auto& before = stream_.figures[slots_[s].figure];
      if (before.at.end > open) continue;
      const std::uint32_t gap = open - before.at.end;
      bool clear = gap <= longest_owner_gap;
      for (std::uint32_t i = before.at.end; clear && i < open; ++i)
        clear = !is_mark(stream_.chars[i]) && !(brackets_.numeric[i]);
      if (clear) slot.owner = static_cast<std::int32_t>(s);
      break;
    }
    if (slot.owner < 0 && slot.zone.begin == slot.zone.end && open > 0) {
      const std::uint32_t floor = slots_.empty() ? 0 : stream_.figures[slots_.back().figure].at.end;
      char32_t separator = 0;
      const std::uint32_t begin = back_from(open, std::min(floor, open), separator);
      slot.zone = {begin, open};
      slot.zone_before_bracket = true;
    }
  }
  void find_right(Slot& slot) const {
    const auto& figure = stream_.figures[slot.figure];
    const std::uint32_t begin = std::max(figure.at.end, figure.tail);
    const std::uint32_t limit =
        slot.figure + 1 < stream_.figures.size() ? stream_.figures[slot.figure + 1].at.begin : stream_.size();
    std::uint32_t i = begin;
    while (i < limit) {
      const char32_t c = stream_.chars[i];
      if (c == U'（' && brackets_.partner[i] != 0 && !brackets_.numeric[i]) {
        i = brackets_.partner[i] + 1;
        continue;
      }
      if (is_mark(c) || c == U'、' || c == U'（' || c == U'）' || is_sentence_end(stream_, i)) break;
      ++i;
    }
    slot.right = {begin, std::max(begin, std::min(i, limit))};
  }
  /// A、B分别为a、b: the names are shared out among the figures.
  void zip() {
    for (std::size_t s = 0; s + 1 < slots_.size(); ++s) {
      const Extent zone = slots_[s].zone;
      const Extent cue = stream_.cue_before(Cue::respectively, zone.end, zone.begin);
      if (cue.end == 0) continue;
      std::vector<Extent> names;
      std::uint32_t from = zone.begin;
      for (std::uint32_t i = zone.begin; i <= cue.begin; ++i) {
        const bool end = i == cue.begin;
        if (!end && stream_.chars[i] != U'、' && stream_.cue_at(Cue::conjunctions, i, cue.begin).end != i + 1) continue;
        if (i > from) names.push_back({from, i});
        from = i + 1;
      }
      std::size_t run = 1;
      while (s + run < slots_.size() && names_nothing(slots_[s + run].zone) &&
             slots_[s + run].sentence == slots_[s].sentence)
        ++run;
      if (share_out_years(s, run, names, cue)) {
        s += run - 1;
        continue;
      }
      if (names.size() < 2 && run >= 2) names = leading_names(slots_[s]);
      if (names.size() < 2 || names.size() != run) continue;
      for (std::size_t n = 0; n < run; ++n) {
        slots_[s + n].zone = names[n];
        slots_[s + n].zipped = true;
      }
      s += run - 1;
    }
  }

  /// 2019年、2020年预算分别为a、b，支出分别为c、d: each figure has its year, and all have the words behind the years;
  /// a list behind them that names no years has the same.
  bool share_out_years(std::size_t s, std::size_t run, const std::vector<Extent>& names, Extent cue) {
    if (run < 2) return false;
    Extent shared{slots_[s].zone.begin, cue.begin};
    if (std::vector<YearAt> years = years_named(names, shared); !years.empty()) {
      years_ = std::move(years);
      years_sentence_ = slots_[s].sentence;
    } else if (names.size() > 1 || years_sentence_ != slots_[s].sentence) {
      return false;
    }
    if (years_.size() != run) return false;
    for (std::size_t n = 0; n < run; ++n) {
      slots_[s + n].year = years_[n].year;
      slots_[s + n].year_at = years_[n].at;
      slots_[s + n].zipped = true;
      if (shared.end > shared.begin) slots_[s + n].zone = shared;
    }
    return true;
  }
  struct YearAt {
    int year = 0;
    Extent at;
  };
  /// The years that the names before 分别 are: 2019年、2020年预算, 2019年至2021年预算. `shared` becomes what stands
  /// behind the last of them.
  [[nodiscard]] std::vector<YearAt> years_named(const std::vector<Extent>& names, Extent& shared) const {
    constexpr int most_years = 10;
    constexpr std::uint32_t longest_joint = 2;
    const auto year_at = [&](Extent within) -> YearAt {
      for (const auto& skip : stream_.skips_in(within))
        if (skip.at.begin == within.begin && skip.skipped.why == text::Skipped::Why::year)
          return {skip.skipped.year, skip.at};
      return {};
    };
    std::vector<YearAt> years;
    for (const Extent& name : names) {
      const YearAt year = year_at(name);
      const bool last = years.size() + 1 == names.size();
      if (year.year == 0 || (!last && year.at.end != name.end)) return {};
      years.push_back(year);
    }
    if (years.empty()) return {};
    shared.begin = years.back().at.end;
    if (years.size() > 1) return years;
    const YearAt first = years.front();
    for (std::uint32_t joint = 1; joint <= longest_joint; ++joint) {
      const YearAt last = year_at({first.at.end + joint, shared.end});
      if (last.year <= first.year || last.year - first.year >= most_years) continue;
      for (int year = first.year + 1; year <= last.year; ++year) years.push_back({year, last.at});
      shared.begin = last.at.end;
      return years;
    }
    return {};
  }

  /// 会议费、培训费在项目经费中列支，全年分别支出2万元和4万元: the words of the taxonomy with which the sentence
  /// begins.
  [[nodiscard]] std::vector<Extent> leading_names(const Slot& slot) const {
    constexpr std::uint32_t latest = 8;  // characters: 另外，…
    std::vector<Extent> names;
    for (const auto& term : stream_.terms_in({slot.sentence_begin, slot.zone.begin})) {
      if (term.nested || term.meaning.kind != Meaning::Kind::member) continue;
      const std::uint32_t from = names.empty() ? slot.sentence_begin : names.back().end;
      if (names.empty() ? term.at.begin > from + latest : !joins(from, term.at.begin)) break;
      if (names.empty() || term.at.begin >= names.back().end) names.push_back(term.at);
    }
    return names;
  }
  /// 2万元和4万元: no words of its own before the second.
  [[nodiscard]] bool names_nothing(Extent zone) const {
    return zone.begin >= zone.end || stream_.cue_at(Cue::conjunctions, zone.begin, zone.end).end == zone.end;
  }
  /// Nothing but 、 or 和 stands between.
  [[nodiscard]] bool joins(std::uint32_t from, std::uint32_t to) const {
    if (to == from + 1 && stream_.chars[from] == U'、') return true;
    return to > from && stream_.cue_at(Cue::conjunctions, from, to).end == to;
  }

  const Stream& stream_;
  Brackets brackets_;
  std::vector<Extent> list_numbers_;  // in order
  std::vector<Slot> slots_;
  std::vector<YearAt> years_;  // the last that a list was told for, and its sentence
  std::uint32_t years_sentence_ = 0;
};

}  // namespace

std::vector<Slot> cut_slots(const Stream& stream) { return Cutter(stream).cut(); }

Extent trim_label(const Stream& stream, Extent zone) {
  const auto year_at = [&](std::uint32_t at) -> std::uint32_t {
    for (const auto& s : stream.skips_in({at, at + 1}))
      if ((s.skipped.why == text::Skipped::Why::year || s.skipped.why == text::Skipped::Why::date)) return s.at.end;
    return at;
  };
  // 因公出国 begins with 因, 节约 ends in 约: a word of the taxonomy is not cut.
  const auto cuts = [&](std::uint32_t at) {
    const auto near = stream.terms_in({at > longest_term ? at - longest_term : 0, at});
    return std::any_of(near.begin(), near.end(),
                       [at](const Term& term) { return term.at.begin < at && at < term.at.end; });
  };
  // （一）投入: the number of the heading is no part of the name.
  if (zone.begin < zone.end && stream.chars[zone.begin] == U'（') {
    std::uint32_t i = zone.begin + 1;
    while (i < zone.end &&
           std::u32string_view(U"一二三四五六七八九十0123456789").find(stream.chars[i]) != std::u32string_view::npos)
      ++i;
    if (i > zone.begin + 1 && i + 1 < zone.end && stream.chars[i] == U'）') zone.begin = i + 1;
  }
  // （南财社〔2023〕51号）、高龄津贴提标: the bracket belongs to what stands before.
  if (zone.begin < zone.end && stream.chars[zone.begin] == U'（') {
    std::uint32_t i = zone.begin;
    int depth = 0;
    do {
      depth += stream.chars[i] == U'（' ? 1 : stream.chars[i] == U'）' ? -1 : 0;
      ++i;
    } while (i < zone.end && depth > 0);
    const bool apart =
        i + 1 < zone.end && (stream.chars[i] == U'、' || stream.cue_at(Cue::conjunctions, i, zone.end).end != 0);
    if (depth == 0 && apart) zone.begin = i;
  }
  for (bool moved = true; moved && zone.begin < zone.end;) {
    moved = false;
    const Extent lead = stream.cue_at(Cue::lead_words, zone.begin, zone.end);
    // 按期完工率 begins with 按: a longer word of states is no lead.
    const bool state = stream.cue_at(Cue::state_cues, zone.begin, zone.end).end > lead.end;
    if (lead.end != 0 && lead.end < zone.end && !state && !cuts(lead.end)) {
      zone.begin = lead.end;
      moved = true;
    }
    if (const std::uint32_t year = year_at(zone.begin); year > zone.begin && year < zone.end) {
      zone.begin = year;
      const char32_t after = stream.chars[zone.begin];
      if ((after == U'度' || after == U'末' || after == U'底') && zone.begin + 1 < zone.end) ++zone.begin;
      moved = true;
    }
    const char32_t first = zone.begin < zone.end ? stream.chars[zone.begin] : U' ';
    if (first == U'、' || first == U'的' || first == U'.' || first == U'．' || first == U'）') {
      ++zone.begin;
      moved = true;
    }
  }
  for (bool moved = true; moved && zone.begin < zone.end;) {
    moved = false;
    const Extent gap = stream.cue_before(Cue::gap_words, zone.end, zone.begin);
    if (gap.end != 0 && gap.begin > zone.begin && !cuts(gap.begin)) {
      zone.end = gap.begin;
      moved = true;
    }
  }
  return zone;
}

Extent label_of(const Stream& stream, const Slot& slot) {
  const Extent left = trim_label(stream, slot.zone);
  const bool only_gap = left.end > left.begin && stream.cue_at(Cue::gap_words, left.begin, left.end).end == left.end;
  if (left.end > left.begin && !only_gap) return left;
  Extent right = slot.right;
  if (right.end > right.begin && stream.chars[right.begin] == U'的') ++right.begin;
  right.end = std::min(right.end, right.begin + longest_right_label);
  // 分别占60%、22%和18%: what joins it to the next is no name.
  if (right.end > right.begin && stream.cue_at(Cue::conjunctions, right.begin, right.end).end == right.end) return left;
  return right.end > right.begin ? right : left;
}

Passage with_quotes(const Report& report, Passage at) {
  const std::string_view all = report.document.text->normalised();
  const std::string_view words = all.substr(at.begin, at.end - at.begin);
  const auto count = [&](std::string_view mark) {
    int found = 0;
    for (std::size_t i = words.find(mark); i != std::string_view::npos; i = words.find(mark, i + mark.size())) ++found;
    return found;
  };
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>("“", "”"), {"《", "》"}}) {
    const int opened = count(open) - count(close);
    if (opened < 0 && at.begin >= open.size() && all.substr(at.begin - open.size(), open.size()) == open)
      at.begin -= static_cast<std::uint32_t>(open.size());
    if (opened > 0 && all.substr(at.end, close.size()) == close) at.end += static_cast<std::uint32_t>(close.size());
  }
  return at;
}

}  // namespace hegui::report
