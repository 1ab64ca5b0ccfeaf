// What the words around a figure say of a change: grown or fallen, compared with what, and whether the figure is the
// base. Asked by the finder of changes, figure by figure, once the facts of the running text are known. Afterwards
// nothing is changed: the same report gives the same answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/block_streams.hpp"
#include "checker/report/lexicon.hpp"
#include "checker/report/report.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

/// 2021年比2020年的…增加: the year whose figure grew, told before the word that compares, and the one behind it; 0
/// where none is told.
struct ComparedYears {
  int current = 0;
  int base = 0;
};

class ChangeWords {
 public:
  ChangeWords(const Report& report, const Lexicon& lexicon, BlockStreams& streams);

  /// The words from the figure before to this one.
  [[nodiscard]] Stream words_before(std::uint32_t f) const;
  /// 2019年452万元，2020年503万元，比2019年增加51万元: the figures of the years that the words compare, the later one
  /// first; both or none.
  [[nodiscard]] std::pair<FactId, FactId> of_years(std::uint32_t f, const Stream& words) const;
  /// Another year than that of the figure is named as what it is compared with: 2020年…，比2019年增加.
  [[nodiscard]] bool compares_other_year(const Stream& words, const Fact& of) const;
  /// What the words in front of the comparison say to have changed: 结转资金 of “…。结转资金比上年减少64万元”.
  [[nodiscard]] static std::u32string subject_of(const Stream& words);
  /// 剔除购置费后，其余支出比上年减少1万元: what remains of a sum has changed.
  [[nodiscard]] bool of_the_rest(const Stream& words) const;
  /// The name of the figure and the subject have two characters in common; without a subject every figure will do.
  [[nodiscard]] static bool goes_by(const Fact& of, const std::u32string& subject);
  /// Of the sentence's figures the one that fits difference and rate, where that which was taken does not.
  [[nodiscard]] FactId fitting_rate(const Change& change) const;
  /// A word of the list stands somewhere in the fact's block; most questions end here.
  [[nodiscard]] bool in_block(const Fact& of, Cue cue) const;
  [[nodiscard]] int direction_of(const Stream& words) const;
  /// Name of the member of 年度 or 阶段 with which it is compared.
  [[nodiscard]] std::string base_of(const Stream& words) const;
  [[nodiscard]] bool is_last_year(const Fact& of) const;
  /// 比年初预算45万元减少…: named as what another figure is compared with.
  [[nodiscard]] bool is_base(const Fact& of) const;
  [[nodiscard]] ComparedYears years_compared(std::uint32_t f) const;
  [[nodiscard]] bool is_of_year(const Fact& of, int year) const;
  /// The one amount of this year that was spent on the same; none where the report tells several.
  [[nodiscard]] FactId this_year_of(const Fact& last) const;
  /// 完成生活污水治理15个村，较目标少3个村: the target stands in the chapter of the targets, under the same name.
  [[nodiscard]] FactId target_named(FactId current, const Stream& words) const;
  /// 人次减少161人次: a count right behind the word for growing or falling.
  [[nodiscard]] bool ends_in_change(std::uint32_t f) const;
  /// Between the two figures it is said why.
  [[nodiscard]] bool has_reason(FactId before, FactId after) const;
  /// By how much, or which part of another: no amount of its own.
  [[nodiscard]] bool relative(const Fact& of) const;
  /// 比上年增加415人次, 较目标少3个: a count that says by how much another differs.
  [[nodiscard]] bool count_delta(std::uint32_t f) const;
  /// 决算数较预算数减少2.48万元: the budget is what it is compared with.
  [[nodiscard]] bool names_budget(const Stream& words) const;
  /// 比预算10万元节约3万元: what was saved of the budget, of which the next comparison does not speak.
  [[nodiscard]] bool saved_against_budget(FactId id) const;
  [[nodiscard]] bool compared(std::uint32_t f) const;

 private:
  [[nodiscard]] const Fact& fact(FactId id) const { return report_.facts[id.value]; }
  /// The targets that running text states; no report has many.
  [[nodiscard]] const std::vector<FactId>& targets() const;

  const Report& report_;
  BlockStreams& streams_;
  const Lexicon::Tables& t_;
  const dsl::Program& program_;
  dsl::ConceptId saving_;
  mutable std::optional<std::vector<FactId>> targets_;
  mutable std::size_t asked_ = 0;  // this_year_of()
};

}  // namespace hegui::report
