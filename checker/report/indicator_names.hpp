// What an indicator told in running text is called, and which figures stand with its weight.
// Asked by the pass that finds indicators; reads the labels, headings and brackets around the weight.
// Afterwards a name is words of the report, in the place where they stand; nothing where none can be told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "checker/report/lexicon.hpp"
#include "checker/report/report.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

class IndicatorNames {
 public:
  /// Both must outlive it.
  IndicatorNames(const Report& report, const Lexicon::Tables& tables) : report_(report), t_(tables) {}

  /// The name of an indicator: the label without the words for target and actual value.
  [[nodiscard]] std::string name_of(const Fact& fact) const;
  /// 满意度指标满分: the name without the word for the weight.
  [[nodiscard]] std::string without_weight(const Fact& weight) const;
  /// “1.年末保障户数，分值8分。”: the clause before the word for the weight, without its number.
  [[nodiscard]] std::optional<Passage> name_before(const Fact& weight) const;
  /// （一）项目决策情况。指标分值20分，得分18分: the heading that opens the paragraph.
  [[nodiscard]] std::optional<Passage> run_in_heading(const Fact& weight) const;
  /// In the same paragraph, or in the one below when the weight ends its own.
  [[nodiscard]] bool told_under(const Fact& weight, const Fact& next) const;
  /// The section, or one above it, is `top`.
  [[nodiscard]] bool inside(SectionId id, SectionId top) const;
  /// 产出48分（满分50分，…）: the score right before the bracket whose first words are the weight.
  [[nodiscard]] FactId scored_before(std::uint32_t weight) const;
  /// 过程（35分）得33.45分，其中预算执行率（10分）得8.95分: a part of the one before.
  [[nodiscard]] bool behind_among(const Fact& weight) const;
  /// The words of a label, with figures left in.
  [[nodiscard]] Stream words(const Passage& p) const;

 private:
  const Report& report_;
  const Lexicon::Tables& t_;
};

}  // namespace hegui::report
