#include "checker/report/stream.hpp"

#include <algorithm>

#include "checker/text/character_at.hpp"
#include "dsl/utf8.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t max_block_characters = 400'000;
constexpr std::uint32_t longest_cue = 24;  // no word of a list is longer

/// What is used again for each of the thousands of short streams of a report.
struct Scratch {
  std::vector<char32_t> chars;
  std::vector<std::uint32_t> offsets, marks;
  std::vector<char> masked;
  std::vector<Hit> hits, terms;
  std::vector<std::pair<Cue, Extent>> cues;
  std::vector<Term> picked;
};
Scratch& scratch() {
  thread_local Scratch own;
  return own;
}

/// The characters of a stream; with `numbers` the places of those that matter to figures, too. Whether a title begins.
bool read_characters(Stream& stream, const CleanText& clean, const text::NumberTables* numbers) {
  const std::string_view text = clean.text();
  auto& [chars, offsets, marks, masked, hits, terms, cues, picked] = scratch();
  const std::size_t most = std::min<std::size_t>(text.size(), max_block_characters);
  if (chars.size() < most) {
    chars.resize(most);
    offsets.resize(most + 1);
  }
  marks.clear();
  char32_t* const c = chars.data();
  std::uint32_t* const at = offsets.data();
  const bool cleaned = clean.cleaned();
  const std::uint32_t first = clean.begin_of(0);
  const auto place_of = [&](std::uint32_t i) { return cleaned ? clean.begin_of(i) : first + i; };
  bool title = false;
  std::size_t n = 0;
  std::uint32_t i = 0;
  while (i < text.size() && n < max_block_characters) {
    if (const char32_t chinese = text::chinese_at(text, i); chinese != 0) {
      if (numbers != nullptr && numbers->matters(chinese)) marks.push_back(i);
      c[n] = chinese;
      at[n++] = place_of(i);
      i += 3;
      continue;
    }
    const auto next = text::character_at(text, i);
    if (numbers != nullptr && numbers->matters(next.character)) marks.push_back(i);
    if (const char32_t m = matching_character(next.character); m != 0) {
      title = title || m == U'《';
      c[n] = m;
      at[n++] = place_of(i);
    }
    i += next.length;
  }
  if (offsets.size() <= n) offsets.resize(n + 1);
  offsets[n] = clean.end_of(i);
  stream.chars.assign(chars.data(), n);
  stream.offsets.assign(offsets.begin(), offsets.begin() + static_cast<std::ptrdiff_t>(n) + 1);
  stream.cut_off = i < text.size();
  return title;
}

/// Positions that no word may touch: figures, numbers that are none, and the insides of book titles 《…》. Empty when
/// there are none.
void mask_positions(const Stream& stream, bool titles, std::vector<char>& masked) {
  masked.clear();
  const auto mask = [&](Extent e) {
    if (masked.empty()) masked.assign(stream.chars.size(), 0);
    for (std::uint32_t i = e.begin; i < e.end && i < masked.size(); ++i) masked[i] = 1;
  };
  for (const auto& f : stream.figures) mask(f.at);
  for (const auto& s : stream.skips)
    if (s.skipped.why == text::Skipped::Why::document_number) mask(s.at);
  if (!titles) return;
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

/// Words of lists in the order of the text become list by list; most streams have a few of a few lists.
void arrange_cues(Stream& stream, const std::vector<std::pair<Cue, Extent>>& cues) {
  std::array<std::uint32_t, cue_count + 1> counts{};
  std::uint8_t lists = 0;
  const auto list_of = [&](Cue cue) -> std::uint8_t& { return stream.cue_lists[static_cast<std::size_t>(cue)]; };
  for (const auto& [cue, place] : cues) {
    if (list_of(cue) == 0) list_of(cue) = ++lists;
    ++counts[list_of(cue)];
  }
  auto& places = stream.cue_places;
  places.resize(lists + cues.size());
  std::uint32_t begin = lists;
  for (std::size_t list = 1; list <= lists; begin += counts[list++]) places[list - 1] = {begin, begin};
  for (const auto& [cue, place] : cues) places[places[list_of(cue) - 1U].end++] = place;
}

/// Terms and cues of a stream whose characters and figures are known.
void find_words(Stream& stream, bool titles, const Lexicon::Tables& tables) {
  auto& [chars, offsets, marks, masked, hits, terms, cues, picked] = scratch();
  mask_positions(stream, titles, masked);
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
        const auto cue = static_cast<Cue>(meaning.id);
        stream.cues_seen.set(meaning.id);
        if (!hidden) cues.push_back({cue, {hit.begin, hit.end}});
        // 预算绩效, 预算单位: they hide the shorter word inside and say nothing themselves.
        term = term || cue == Cue::neutral_words;
      } else {
        stream.other_source_seen = stream.other_source_seen || meaning.other_source;
        stream.text_concept_seen = stream.text_concept_seen || meaning.of_text;
        stream.place_seen = stream.place_seen || meaning.place;
        term = term || meaning.term;
      }
    }
    if (term && !hidden) terms.push_back(hit);
  }
  if (!cues.empty()) arrange_cues(stream, cues);
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

namespace {

/// Offsets in the clean text become offsets in the normalised one.
void place_figures(text::Figures& found, const CleanText& clean) {
  for (auto& f : found.figures) {
    for (auto* offset : {&f.begin, &f.hedge_begin}) *offset = clean.begin_of(*offset);
    for (auto* offset : {&f.end, &f.number_end, &f.tail_end}) *offset = clean.end_of(*offset);
  }
  for (auto& s : found.skipped) {
    s.begin = clean.begin_of(s.begin);
    s.end = clean.end_of(s.end);
  }
}

}  // namespace

text::Figures figures_of(const CleanText& clean, const text::NumberTables& numbers, bool table_cell) {
  auto found = text::find_figures(clean.text(), numbers, table_cell);
  place_figures(found, clean);
  return found;
}

text::Figures figures_of(const CleanText& clean, const text::NumberTables& numbers, bool table_cell,
                         std::span<const std::uint32_t> marks) {
  auto found = text::find_figures(clean.text(), numbers, table_cell, marks);
  place_figures(found, clean);
  return found;
}

Stream scan_slice(const document::Document& document, std::uint32_t block, document::Slice slice,
                  const Lexicon::Tables& tables, bool table_cell, bool words_only) {
  Stream stream;
  stream.block = block;
  const CleanText clean(document, slice);
  const bool titles = read_characters(stream, clean, words_only ? nullptr : &tables.numbers);
  if (!words_only) {
    auto found = stream.cut_off ? figures_of(clean, tables.numbers, table_cell)
                                : figures_of(clean, tables.numbers, table_cell, scratch().marks);
    stream.figures.reserve(found.figures.size());
    stream.skips.reserve(found.skipped.size());
    for (auto& f : found.figures) {
      const std::uint32_t begin = stream.position(f.begin);
      if (begin >= stream.size()) continue;
      StreamFigure& figure = stream.figures.emplace_back();
      figure.at = {begin, stream.position(f.end)};
      figure.hedge = f.hedge_begin == f.begin ? begin : stream.position(f.hedge_begin);
      figure.tail = f.tail_end == f.end ? figure.at.end : stream.position(f.tail_end);
      figure.figure = std::move(f);
    }
    for (auto& s : found.skipped) {
      stream.skips.push_back({s, {stream.position(s.begin), stream.position(s.end)}});
    }
  }
  find_words(stream, titles, tables);
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
