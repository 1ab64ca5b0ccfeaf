#include "checker/report/block_streams.hpp"

#include <algorithm>

namespace hegui::report {

namespace {

constexpr std::size_t most_characters = 4'000'000;  // in streams that are kept; of the rest only what they hold
constexpr std::size_t most_cell_digits = 2'000'000;

template <class Figures, class Skips, class OfFigure, class OfSkip>
void list(std::vector<BlockStreams::Digits>& out, const Figures& figures, const Skips& skips, const OfFigure& figure_of,
          const OfSkip& skip_of) {
  for (const auto& f : figures) out.push_back({figure_of(f).begin, figure_of(f).end, std::nullopt});
  for (const auto& s : skips) out.push_back({skip_of(s).begin, skip_of(s).end, skip_of(s).why});
}

void list(std::vector<BlockStreams::Digits>& out, const Stream& stream) {
  list(
      out, stream.figures, stream.skips, [](const StreamFigure& f) -> const text::Figure& { return f.figure; },
      [](const StreamSkip& s) -> const text::Skipped& { return s.skipped; });
}

}  // namespace

BlockStreams::BlockStreams(const document::Document& document, const Lexicon::Tables& tables)
    : document_(document), tables_(tables), kept_(document.blocks.size()) {}

std::shared_ptr<const Stream> BlockStreams::at(std::uint32_t block) {
  Kept& kept = kept_[block];
  if (kept.stream) return kept.stream;
  auto stream =
      std::make_shared<const Stream>(scan_slice(document_, block, document_.blocks[block].slice, tables_, false));
  const bool first = !kept.seen.known;
  // Residue in the text may be part of what looks like a name, and a name may stand behind the end of the stream.
  const bool text_concept = stream->text_concept_seen || stream->cut_off || !tables_.text_concepts_found ||
                            document_.touches_debris(document_.blocks[block].slice);
  const bool place = stream->place_seen || stream->cut_off || !tables_.places_found;
  kept.seen = {stream->cues_seen, stream->other_source_seen, text_concept, place, true};
  if (first && characters_ + stream->size() <= most_characters) {
    characters_ += stream->size();
    kept.stream = stream;
  } else if (first) {  // what later passes ask of every block
    kept.matches = matches_in(*stream);
    if (!stream->cut_off) {
      auto digits = std::make_unique<std::vector<Digits>>();
      list(*digits, *stream);
      kept.digits = std::move(digits);
    }
  }
  return stream;
}

std::shared_ptr<const std::vector<PhraseMatch>> BlockStreams::matches_in(const Stream& stream) const {
  static const auto none = std::make_shared<const std::vector<PhraseMatch>>();
  if (stream.figures.empty()) return none;  // most blocks
  return std::make_shared<const std::vector<PhraseMatch>>(
      match_phrases(tables_.phrases, tables_.phrase_starts, stream));
}

std::shared_ptr<const std::vector<PhraseMatch>> BlockStreams::matches(std::uint32_t block) {
  Kept& kept = kept_[block];
  if (kept.matches) return kept.matches;
  const auto stream = at(block);
  if (!kept.matches) kept.matches = matches_in(*stream);
  return kept.matches;
}

void BlockStreams::digits_of(std::uint32_t block, document::Slice slice, bool table_cell, std::vector<Digits>& out) {
  out.clear();
  if (table_cell) {
    const auto before = [](const auto& a, const auto& b) { return a.first < b.first; };
    if (!sorted_) std::stable_sort(cells_.begin(), cells_.end(), before);
    sorted_ = true;
    const auto known = std::upper_bound(cells_.begin(), cells_.end(), std::pair{key(slice), Cell{}}, before);
    if (known != cells_.begin() && std::prev(known)->first == key(slice)) {  // the last that was noted
      const Cell& cell = std::prev(known)->second;
      const auto first = cell_digits_.begin() + static_cast<std::ptrdiff_t>(cell.first);
      out.assign(first, first + static_cast<std::ptrdiff_t>(cell.count));
      return;
    }
  } else if (kept_[block].stream && !kept_[block].stream->cut_off) {
    list(out, *kept_[block].stream);
    return;
  } else if (kept_[block].digits) {
    out = *kept_[block].digits;
    return;
  }
  const auto found = figures_of(CleanText(document_, slice), tables_.numbers, table_cell);
  const auto same = [](const auto& item) -> const auto& { return item; };
  list(out, found.figures, found.skipped, same, same);
}

void BlockStreams::note_cell(document::Slice slice, const Stream& stream) {
  if (stream.cut_off || cell_digits_.size() + stream.figures.size() + stream.skips.size() > most_cell_digits) return;
  Cell cell;
  cell.first = cell_digits_.size();
  list(cell_digits_, stream);
  cell.count = cell_digits_.size() - cell.first;
  sorted_ = sorted_ && (cells_.empty() || cells_.back().first <= key(slice));
  cells_.emplace_back(key(slice), cell);
}

}  // namespace hegui::report
