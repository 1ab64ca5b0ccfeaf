#include "checker/report/stream.hpp"

#include <algorithm>

#include "checker/text/character_at.hpp"
#include "dsl/utf8.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t max_block_characters = 400'000;
constexpr std::uint32_t longest_cue = 24;  // no word of a list is longer

void read_characters(Stream& stream, const CleanText& clean) {
  const std::string_view text = clean.text();
  const std::size_t likely = std::min<std::size_t>(text::count_starts(text), max_block_characters);
  auto& chars = stream.chars;
  auto& offsets = stream.offsets;
  chars.resize(likely);
  offsets.reserve(likely + 1);
  offsets.resize(likely);
  char32_t* c = chars.data();
  std::uint32_t* at = offsets.data();
  std::size_t n = 0;
  std::uint32_t i = 0;
  for (; i < text.size() && n < max_block_characters;) {
    if (const char32_t chinese = text::chinese_at(text, i); chinese != 0 && n < likely) {
      c[n] = chinese;
      at[n++] = clean.begin_of(i);
      i += 3;
      continue;
    }
    const auto next = text::character_at(text, i);
    if (const char32_t m = matching_character(next.character); m != 0) {
      if (n == chars.size()) {  // malformed
        chars.push_back(0);
        offsets.push_back(0);
        c = chars.data();
        at = offsets.data();
      }
      c[n] = m;
      at[n++] = clean.begin_of(i);
    }
    i += next.length;
  }
  chars.resize(n);
  offsets.resize(n);
  offsets.push_back(clean.end_of(i));
  stream.cut_off = i < text.size();
}

/// Positions that no word may touch: figures, numbers that are none, and the insides of book titles 《…》. Empty when
/// there are none.
void mask_positions(const Stream& stream, std::vector<char>& masked) {
  masked.clear();
  const auto mask = [&](Extent e) {
    if (masked.empty()) masked.assign(stream.chars.size(), 0);
    for (std::uint32_t i = e.begin; i < e.end && i < masked.size(); ++i) masked[i] = 1;
  };
  for (const auto& f : stream.figures) mask(f.at);
  for (const auto& s : stream.skips)
    if (s.skipped.why == text::Skipped::Why::document_number) mask(s.at);
  std::uint32_t open = 0;
  bool inside = false;
  for (std::uint32_t i = 0; i < stream.size(); ++i) {
    if (stream.chars[i] == U'《') {
      if (!inside) open = i;
      inside = true;
    } else if (stream.chars[i] == U'》' && inside) {
      mask({open, i + 1});
      inside = false;
    }
  }
}

/// The aspect of a member, or an invalid id for a concept.
dsl::AspectId aspect_of(const Meaning& meaning, const dsl::Program& program) {
  return meaning.kind == Meaning::Kind::member ? program.members[meaning.id].aspect : dsl::AspectId{};
}

struct TermPicker {
  const Lexicon::Tables& tables;
  const std::vector<Hit>& hits;  // words of members and concepts, sorted by begin, longer first

  /// Which words inside a longer one still say something: the direction nearly always, the source in names of
  /// carry-overs and totals; but the 预算 in 政府性基金预算 is not a stage.
  [[nodiscard]] bool survives(const Meaning& outer, const Meaning& inner) const {
    const auto in = aspect_of(inner, tables.program);
    if (!in.valid() || in == tables.year) return false;
    const auto out = aspect_of(outer, tables.program);
    // 完成预算120万元: the budget in the word for a rate is a budget all the same; 国内公务接待46批次，支出4.30万元:
    // what the people were counted for is what the money was spent on; 公用经费控制率 is the rate of that scope.
    if (!out.valid()) {
      if (outer.kind != Meaning::Kind::concept_word) return in == tables.fund;
      const auto dimension = tables.program.concepts[outer.id].dimension;
      return in == tables.fund || (in == tables.stage && dimension == dsl::Dimension::rate) ||
             (in == tables.scope && (dimension == dsl::Dimension::count || dimension == dsl::Dimension::rate ||
                                     dsl::ConceptId{outer.id} == tables.unit_cost));
    }
    if (in == out) return false;
    if (out == tables.fund) return in == tables.flow;
    return true;
  }
  void pick(std::vector<Term>& picked) const {
    std::uint32_t free_from = 0;
    for (std::size_t h = 0; h < hits.size(); ++h) {
      const auto& hit = hits[h];
      if (hit.begin < free_from) continue;
      free_from = hit.end;
      const auto outer = tables.meanings(hit.word);
      bool taken = false;
      for (const auto& meaning : outer)
        if (meaning.term) {
          picked.push_back({{hit.begin, hit.end}, meaning, false});
          taken = true;
        }
      if (!taken) continue;
      std::vector<std::pair<dsl::AspectId, std::uint32_t>> ends;
      for (std::size_t n = h + 1; n < hits.size() && hits[n].begin < hit.end; ++n) {
        if (hits[n].end > hit.end) continue;
        for (const auto& inner : tables.meanings(hits[n].word)) {
          if (inner.kind != Meaning::Kind::member || !inner.term) continue;
          if (!std::all_of(outer.begin(), outer.end(),
                           [&](const Meaning& o) { return o.kind == Meaning::Kind::list_word || survives(o, inner); }))
            continue;
          const auto aspect = aspect_of(inner, tables.program);
          if (std::any_of(ends.begin(), ends.end(),
                          [&](const auto& e) { return e.first == aspect && hits[n].begin < e.second; }))
            continue;
          ends.emplace_back(aspect, hits[n].end);
          picked.push_back({{hits[n].begin, hits[n].end}, inner, true});
        }
      }
    }
  }
};

/// Terms and cues of a stream whose characters and figures are known.
void find_words(Stream& stream, const Lexicon::Tables& tables) {
  struct Scratch {
    std::vector<char> masked;
    std::vector<Hit> hits, terms;
    std::vector<std::pair<std::uint32_t, Extent>> cues;
    std::vector<Term> picked;
  };
  thread_local Scratch scratch;  // a report has thousands of short streams
  auto& [masked, hits, terms, cues, picked] = scratch;
  mask_positions(stream, masked);
  tables.automaton.find(stream.chars, hits);
  terms.clear();
  cues.clear();
  const TermPicker picker{tables, terms};
  for (const auto& hit : hits) {
    const bool hidden = !masked.empty() &&
                        std::find(masked.begin() + hit.begin, masked.begin() + hit.end, 1) != masked.begin() + hit.end;
    bool term = false;
    for (const auto& meaning : tables.meanings(hit.word)) {
      if (meaning.kind == Meaning::Kind::list_word) {
        stream.cues_seen.set(meaning.id);
        if (!hidden) cues.push_back({meaning.id, {hit.begin, hit.end}});
        // 预算绩效, 预算单位: they hide the shorter word inside and say nothing themselves.
        term = term || meaning.id == static_cast<std::uint32_t>(Cue::neutral_words);
      } else {
        stream.other_source_seen = stream.other_source_seen || meaning.other_source;
        term = term || meaning.term;
      }
    }
    if (term && !hidden) terms.push_back(hit);
  }
  // Only the lists that have a word here are touched: most streams are a few characters long.
  for (const auto& cue : cues) ++stream.cue_ranges[cue.first].end;
  stream.cue_places.resize(cues.size());
  std::uint32_t begin = 0;
  for (const auto& [list, place] : cues) {
    auto& range = stream.cue_ranges[list];
    if (!stream.cues_found.test(list)) {
      const std::uint32_t count = range.end;
      range = {begin, begin};
      begin += count;
      stream.cues_found.set(list);
    }
    stream.cue_places[range.end++] = place;
  }
  picked.clear();
  picker.pick(picked);
  const auto by_begin = [](const Term& a, const Term& b) { return a.at.begin < b.at.begin; };
  if (!std::is_sorted(picked.begin(), picked.end(), by_begin)) std::stable_sort(picked.begin(), picked.end(), by_begin);
  stream.terms.assign(picked.begin(), picked.end());
}

}  // namespace

CleanText::CleanText(const document::Document& document, document::Slice slice)
    : whole_(document.text_of(slice)), begin_(slice.begin) {
  if (!document.touches_debris(slice)) return;
  auto item = std::lower_bound(document.debris.begin(), document.debris.end(), slice.begin,
                               [](const document::Debris& d, std::uint32_t at) { return d.slice.end <= at; });
  own_.reserve(whole_.size());
  for (std::uint32_t i = 0; i < whole_.size();) {
    while (item != document.debris.end() && item->slice.end <= slice.begin + i) ++item;
    if (item != document.debris.end() && item->slice.begin <= slice.begin + i) {
      i = item->slice.end - slice.begin;
      continue;
    }
    own_ += whole_[i];
    at_.push_back(slice.begin + i++);
  }
  cleaned_ = true;
}

std::uint32_t CleanText::begin_of(std::uint32_t offset) const {
  if (!cleaned_) return begin_ + offset;
  if (offset < at_.size()) return at_[offset];
  return begin_ + static_cast<std::uint32_t>(whole_.size());
}

std::uint32_t CleanText::end_of(std::uint32_t offset) const {
  if (!cleaned_) return begin_ + offset;
  return offset == 0 ? begin_of(0) : at_.empty() ? begin_ : at_[std::min<std::size_t>(offset, at_.size()) - 1] + 1;
}

text::Figures figures_of(const CleanText& clean, const text::NumberTables& numbers, bool table_cell) {
  auto found = text::find_figures(clean.text(), numbers, table_cell);
  for (auto& f : found.figures) {
    for (auto* offset : {&f.begin, &f.hedge_begin}) *offset = clean.begin_of(*offset);
    for (auto* offset : {&f.end, &f.number_end, &f.tail_end}) *offset = clean.end_of(*offset);
  }
  for (auto& s : found.skipped) {
    s.begin = clean.begin_of(s.begin);
    s.end = clean.end_of(s.end);
  }
  return found;
}

Stream scan_slice(const document::Document& document, std::uint32_t block, document::Slice slice,
                  const Lexicon::Tables& tables, bool table_cell, bool words_only) {
  Stream stream;
  stream.block = block;
  const CleanText clean(document, slice);
  read_characters(stream, clean);
  if (!words_only) {
    auto found = figures_of(clean, tables.numbers, table_cell);
    stream.figures.reserve(found.figures.size());
    stream.skips.reserve(found.skipped.size());
    for (auto& f : found.figures) {
      StreamFigure figure;
      figure.at = {stream.position(f.begin), stream.position(f.end)};
      figure.hedge = stream.position(f.hedge_begin);
      figure.tail = stream.position(f.tail_end);
      if (figure.at.begin >= stream.size()) continue;
      figure.figure = std::move(f);
      stream.figures.push_back(std::move(figure));
    }
    for (auto& s : found.skipped) {
      stream.skips.push_back({s, {stream.position(s.begin), stream.position(s.end)}});
    }
  }
  find_words(stream, tables);
  return stream;
}

namespace {

/// The part of a list sorted by begin whose elements begin inside the extent.
template <class T, class Begin>
std::span<const T> begins_in(std::span<const T> all, Extent within, Begin begin) {
  const auto first = std::lower_bound(all.begin(), all.end(), within.begin,
                                      [&](const T& t, std::uint32_t at) { return begin(t) < at; });
  const auto last = std::lower_bound(first, all.end(), std::max(within.begin, within.end),
                                     [&](const T& t, std::uint32_t at) { return begin(t) < at; });
  return {first, last};
}

}  // namespace

std::span<const Term> Stream::terms_in(Extent within) const {
  return begins_in(std::span<const Term>(terms), within, [](const Term& t) { return t.at.begin; });
}
std::span<const StreamSkip> Stream::skips_in(Extent within) const {
  return begins_in(std::span<const StreamSkip>(skips), within, [](const StreamSkip& s) { return s.at.begin; });
}
std::span<const Extent> Stream::cues_in(Cue cue, Extent within) const {
  if (!cues_found.test(static_cast<std::size_t>(cue))) return {};
  return begins_in(cues_of(cue), within, [](const Extent& e) { return e.begin; });
}

std::uint32_t Stream::position(std::uint32_t offset) const {
  const auto found = std::lower_bound(offsets.begin(), offsets.end(), offset);
  return std::min(static_cast<std::uint32_t>(found - offsets.begin()), size());
}

Passage Stream::passage(Extent extent) const {
  if (extent.end <= extent.begin || extent.begin >= size()) {
    const std::uint32_t at = extent.begin < offsets.size() ? offsets[extent.begin] : offsets.back();
    return {block, at, at};
  }
  // The last character is decoded for its length by looking at where the next one could begin at the latest.
  const std::uint32_t last = offsets[extent.end - 1];
  const char32_t c = chars[extent.end - 1];
  const std::uint32_t width = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  return {block, offsets[extent.begin], std::min(last + width, offsets[std::min(extent.end, size())])};
}

namespace {

/// The first that begins at or behind a place.
const Extent* first_from(std::span<const Extent> all, std::uint32_t begin) {
  return std::lower_bound(all.data(), all.data() + all.size(), begin,
                          [](const Extent& e, std::uint32_t b) { return e.begin < b; });
}

}  // namespace

Extent Stream::cue_at(Cue cue, std::uint32_t begin, std::uint32_t limit) const {
  const auto all = cues_of(cue);
  const Extent* const end = all.data() + all.size();
  for (const Extent* it = first_from(all, begin); it != end && it->begin == begin; ++it)  // longer ones come first
    if (it->end <= limit) return *it;
  return {};
}

Extent Stream::cue_before(Cue cue, std::uint32_t end, std::uint32_t limit) const {
  if (!cues_found.test(static_cast<std::size_t>(cue))) return {};
  for (const auto& e : cues_in(cue, {end > longest_cue ? std::max(limit, end - longest_cue) : limit, end}))
    if (e.end == end) return e;  // the first that ends there is the longest
  return {};
}

Extent Stream::first_cue(Cue cue, Extent within) const {
  const auto all = cues_of(cue);
  const Extent* const end = all.data() + all.size();
  for (const Extent* it = first_from(all, within.begin); it != end && it->begin < within.end; ++it)
    if (it->end <= within.end) return *it;
  return {};
}

Extent Stream::last_cue(Cue cue, Extent within) const {
  Extent last{};
  const auto all = cues_of(cue);
  const Extent* const end = all.data() + all.size();
  for (const Extent* it = first_from(all, within.begin); it != end && it->begin < within.end; ++it)
    if (it->end <= within.end && it->begin >= last.end) last = *it;
  return last;
}

}  // namespace hegui::report
