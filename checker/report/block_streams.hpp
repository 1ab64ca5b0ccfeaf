// The running text of a report, each block scanned once for all passes over figures.
// Made by understand(), dropped when the report is understood; passes ask for the blocks that they look at.
// Afterwards no block has been scanned twice, unless the report is so long that its streams are not all kept.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "checker/report/stream.hpp"

namespace hegui::report {

class BlockStreams {
 public:
  BlockStreams(const document::Document& document, const Lexicon::Tables& tables);

  /// The block as scan_slice() gives it for running text.
  [[nodiscard]] std::shared_ptr<const Stream> at(std::uint32_t block);
  /// A word of the list stands in the block, whatever it is part of.
  [[nodiscard]] bool sees(std::uint32_t block, Cue cue) { return seen(block).cues.test(static_cast<std::size_t>(cue)); }
  /// So does a word for a fund that is not the public purse.
  [[nodiscard]] bool sees_other_source(std::uint32_t block) { return seen(block).other_source; }
  /// A name of a concept whose facts are words may stand in it.
  [[nodiscard]] bool sees_text_concept(std::uint32_t block) { return seen(block).text_concept; }
  /// A name of a region may stand in it.
  [[nodiscard]] bool sees_place(std::uint32_t block) { return seen(block).place; }
  /// The matches of the taxonomy's phrases in it.
  [[nodiscard]] std::shared_ptr<const std::vector<PhraseMatch>> matches(std::uint32_t block);

  /// Where digits stand in a slice, and why they are no figure.
  struct Digits {
    std::uint32_t begin = 0, end = 0;
    std::optional<text::Skipped::Why> why;  // none: a figure
  };
  /// Figures, then numbers that are none, as find_figures() gives them.
  void digits_of(std::uint32_t block, document::Slice slice, bool table_cell, std::vector<Digits>& out);
  /// Remembers the digits of a cell of a table that has been scanned as such.
  void note_cell(document::Slice slice, const Stream& stream);

 private:
  /// What is left of a block that has been scanned, also when its stream is not kept.
  struct Seen {
    CueSet cues;
    bool other_source = false;
    bool text_concept = false;
    bool place = false;
    bool known = false;
  };
  struct Kept {
    std::shared_ptr<const Stream> stream;
    std::shared_ptr<const std::vector<PhraseMatch>> matches;
    std::unique_ptr<const std::vector<Digits>> digits;  // when the stream is not kept
    Seen seen;
  };
  [[nodiscard]] const Seen& seen(std::uint32_t block) {
    if (!kept_[block].seen.known) static_cast<void>(at(block));
    return kept_[block].seen;
  }
  struct Cell {
    std::size_t first = 0, count = 0;  // in cell_digits_
  };
  static std::uint64_t key(document::Slice slice) { return std::uint64_t{slice.begin} << 32U | slice.end; }

  [[nodiscard]] std::shared_ptr<const std::vector<PhraseMatch>> matches_in(const Stream& stream) const;

  const document::Document& document_;
  const Lexicon::Tables& tables_;
  std::vector<Kept> kept_;                             // by block
  std::size_t characters_ = 0;                         // in all streams that are kept
  std::vector<Digits> cell_digits_;                    // cell by cell
  std::vector<std::pair<std::uint64_t, Cell>> cells_;  // by key, once all of a table are noted
  bool sorted_ = true;
};

}  // namespace hegui::report
