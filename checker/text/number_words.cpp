// Units, nouns, hedges and comparators by longest match.
// Used by the number reader.
// Afterwards nothing has been copied but the noun.
#include "checker/text/number_words.hpp"

#include <array>

#include "checker/text/numerals.hpp"
#include "dsl/utf8.hpp"

namespace hegui::text {

namespace {

using dsl::Approximation;

struct Multiplier {
  std::string_view name;
  int power;
};
constexpr std::array kMultipliers{Multiplier{"百万", 6}, Multiplier{"千万", 7}, Multiplier{"万亿", 12},
                                  Multiplier{"万", 4},   Multiplier{"亿", 8},   Multiplier{"千", 3},
                                  Multiplier{"百", 2}};

struct Comparator {
  std::string_view sign;
  Approximation approximation;
};
constexpr std::array kComparators{Comparator{"≥", Approximation::at_least},  Comparator{"≤", Approximation::at_most},
                                  Comparator{">=", Approximation::at_least}, Comparator{"<=", Approximation::at_most},
                                  Comparator{">", Approximation::at_least},  Comparator{"<", Approximation::at_most},
                                  Comparator{"=", Approximation::exact},     Comparator{"≈", Approximation::about}};

/// 万 and 亿 written as if they were units of money; otherwise they scale the word behind them.
bool is_bare_multiplier(const dsl::Unit& unit) { return unit.name == "万" || unit.name == "亿"; }

/// What must not follow a noun: 一次性, 100分制.
bool refused_after(std::string_view rest) {
  return starts_with(rest, 0, "性") || starts_with(rest, 0, "制") || starts_with(rest, 0, "之");
}

}  // namespace

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  bool wrapped = false;
  while (at < text.size() && (text[at] == ' ' || (text[at] == '\n' && !wrapped)))
    wrapped = text[at++] == '\n' || wrapped;
  return at;
}

std::size_t skip_blanks_back(std::string_view text, std::size_t at) {
  bool wrapped = false;
  while (at > 0 && (text[at - 1] == ' ' || (text[at - 1] == '\n' && !wrapped))) wrapped = text[--at] == '\n' || wrapped;
  return at;
}

NumberTables::NumberTables(const NumberLexicon& lexicon)
    : count_nouns(lexicon.count_nouns),
      not_quantities(lexicon.not_quantities),
      numeral_nouns(lexicon.numeral_nouns),
      not_hedges(lexicon.not_hedges),
      ordinal_before(lexicon.ordinal_before),
      numeral_before(lexicon.numeral_before),
      approx_before(lexicon.approx_before),
      at_least_before(lexicon.at_least_before),
      at_most_before(lexicon.at_most_before),
      at_least_after(lexicon.at_least_after),
      at_most_after(lexicon.at_most_after),
      about_after(lexicon.about_after) {
  std::vector<std::string> names;
  for (const dsl::Unit& unit : dsl::units()) {
    if (unit.name == "日") continue;
    names.emplace_back(unit.name);
    unit_of.push_back(&unit);
  }
  units = WordSet(names);
  const std::u32string_view marks = U"《》“”";
  for (char32_t c = 0; c < kTold; ++c)
    if ((c >= U'0' && c <= U'9') || is_numeral_character(c) || not_quantities.may_begin(c) ||
        marks.find(c) != std::u32string_view::npos)
      told_[c / 64] |= std::uint64_t{1} << (c % 64);
}

std::optional<UnitMatch> NumberWords::plain_unit_at(std::size_t at) const {
  UnitMatch match;
  if (const auto unit = tables_.units.at(text_, at); unit.length > 0) {
    match.unit = tables_.unit_of[unit.index];
    match.end = at + unit.length;
  }
  if (const std::size_t length = tables_.count_nouns.at(text_, at).length; at + length > match.end && length > 0) {
    match.unit = nullptr;
    match.noun = text_.substr(at, length);
    match.end = at + length;
  }
  const bool single = match.unit == nullptr || match.unit->dimension == dsl::Dimension::score;
  if (match.end == 0 || (single && refused_after(text_.substr(match.end)))) return std::nullopt;
  return match;
}

std::size_t NumberWords::skip_more(std::size_t at) const {
  constexpr std::string_view kMany = "多", kRest = "余";
  return starts_with(at, kMany) || starts_with(at, kRest) ? at + kMany.size() : at;
}

std::optional<UnitMatch> NumberWords::unit_at(std::size_t at) const {
  const std::size_t first = skip_blanks(text_, at);
  const std::size_t name = skip_more(first);  // 20余人, 2000多万元
  auto match = plain_unit_at(name);
  if (match && !(match->unit != nullptr && is_bare_multiplier(*match->unit))) {
    match->more = name != first;
    return match;
  }
  for (const Multiplier& multiplier : kMultipliers) {
    if (!starts_with(name, multiplier.name)) continue;
    const std::size_t behind = name + multiplier.name.size();
    const std::size_t end = skip_more(behind);  // 3万多, 2000万余元
    const bool more = name != first || end != behind;
    auto scaled = plain_unit_at(skip_blanks(text_, end));
    if (scaled && (scaled->unit == nullptr || scaled->unit->name == "元")) {
      scaled->multiplier = multiplier.power;
      scaled->more = more;
      return scaled;
    }
    const dsl::Unit* bare = dsl::find_unit(multiplier.name);
    if (bare == nullptr || !is_bare_multiplier(*bare)) return std::nullopt;
    return UnitMatch{bare, {}, 0, more, end};
  }
  return std::nullopt;
}

NumberWords::Hedge NumberWords::hedge_before(std::size_t begin) const {
  const std::size_t end = skip_blanks_back(text_, begin);
  const std::string_view before = text_.substr(0, end);
  const char32_t last = dsl::utf8::decode_before(text_, end).character;
  if (last < 0x80 || (last >= U'≈' && last <= U'≥')) {
    for (const Comparator& comparator : kComparators) {
      if (before.ends_with(comparator.sign)) return {end - comparator.sign.size(), comparator.approximation};
    }
  }
  Hedge hedge{begin, Approximation::exact};
  if (!tables_.may_end_hedge(last)) return hedge;
  std::size_t longest = 0;
  const auto consider = [&](const WordSet& words, Approximation approximation) {
    const std::size_t length = words.before(text_, end).length;
    if (length <= longest) return;
    longest = length;
    hedge = {end - length, approximation};
  };
  consider(tables_.approx_before, Approximation::about);
  consider(tables_.at_least_before, Approximation::at_least);
  consider(tables_.at_most_before, Approximation::at_most);
  if (longest > 0 && ends_with_any(begin, tables_.not_hedges) > longest) return {begin, Approximation::exact};
  return hedge;
}

NumberWords::Hedge NumberWords::hedge_after(std::size_t end) const {
  const std::size_t at = skip_blanks(text_, end);
  Hedge hedge{end, Approximation::exact};
  if (!tables_.may_begin_hedge(dsl::utf8::decode(text_, at).character)) return hedge;
  std::size_t longest = 0;
  const auto consider = [&](const WordSet& words, Approximation approximation) {
    const std::size_t length = words.at(text_, at).length;
    if (length <= longest) return;
    longest = length;
    hedge = {at + length, approximation};
  };
  consider(tables_.at_least_after, Approximation::at_least);
  consider(tables_.at_most_after, Approximation::at_most);
  consider(tables_.about_after, Approximation::about);
  return hedge;
}

}  // namespace hegui::text
