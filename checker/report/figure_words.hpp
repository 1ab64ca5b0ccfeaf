// What the words around a figure say: the kinds of figures they name, targets, changes, words of the budget.
// Asked by concepts.cpp, which decides of what kind the figure is.
// Afterwards nothing is decided: each answer is about words and where they stand.
#pragma once

#include "checker/report/reading.hpp"

namespace hegui::report {

class FigureWords {
 public:
  FigureWords(const Reading& reading, const Stream& stream, const Slot& slot, const dsl::Quantity& quantity);

 protected:
  struct Named {
    dsl::ConceptId id;
    Extent at;
  };

  /// The last word for a target in the zone; 绩效目标管理, 目标编制 speak of none.
  [[nodiscard]] Extent last_target() const;
  [[nodiscard]] bool is_target(bool in_targets) const;
  /// The last concept named in the extent that measures such a quantity; the longest where several end together.
  [[nodiscard]] Named last_named(Extent within) const { return last_named(within, quantity_); }
  [[nodiscard]] Named last_named(Extent within, const dsl::Quantity& quantity) const;
  [[nodiscard]] Named first_named(Extent within) const;
  /// 增加, 下降 … right before the figure.
  [[nodiscard]] Extent change_word() const;
  [[nodiscard]] bool right_starts(Cue cue) const;
  [[nodiscard]] bool has_fiscal_word(Extent within) const;

  static bool fits(const dsl::Concept& item, const dsl::Quantity& quantity);

  const Reading& r_;
  const Lexicon::Tables& t_;
  const Stream& stream_;
  const Slot& slot_;
  const dsl::Quantity& quantity_;
  Extent zone_;
  std::uint32_t tail_ = 0;  // the end of the zone without the words that only fill the gap before the figure

 private:
  [[nodiscard]] std::uint32_t trimmed_end() const;
  /// 森林防火能力提升9124万元: 能力提升 is the end of a name, nothing rose.
  [[nodiscard]] bool ends_a_name(Extent change) const;
};

}  // namespace hegui::report
