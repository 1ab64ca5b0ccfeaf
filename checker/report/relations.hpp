// Small questions about facts that the passes for breakdowns, changes, ratios and indicators share.
// Pure functions of a Report; none of them changes anything.
// Afterwards nothing: they only answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "checker/report/lexicon.hpp"
#include "checker/report/report.hpp"

namespace hegui::report {

/// 车辆购置费比上年减少34万元; 接待费与预算持平，比上年增加1万元: the scope that the words before a difference name: in
/// its clause, or in the one before where its own only compares. Reasons (主要是接待费减少) name none; invalid if there
/// is none.
dsl::MemberId change_subject(const Stream& words, const Lexicon::Tables& tables, const dsl::Program& program);
/// The figure states a scope that is not the subject of the difference: it is not what grew or fell.
bool states_other_scope(const Fact& figure, dsl::MemberId subject, const Lexicon::Tables& tables);

/// Both stand in one paragraph with no 。 between them.
bool same_sentence(const Report& report, const Fact& a, const Fact& b);
/// Money with money, a count with the same noun (people with people).
bool same_measure(const Lexicon::Tables& tables, const dsl::Quantity& a, const dsl::Quantity& b);
/// Equal member or name of an aspect; a defaulted or absent value agrees with anything when `lenient`.
bool same_aspect(const Fact& a, const Fact& b, dsl::AspectId aspect, bool lenient);
dsl::MemberId member_of(const Fact& fact, dsl::AspectId aspect);
/// 货物 as a part of 政府采购: the part of the whole in whose name these words stand, if there is just one.
/// 中央 of 中央资金: the one source whose name these words are, but for its last two characters.
[[nodiscard]] dsl::MemberId fund_in_short(const dsl::Program& program, dsl::AspectId fund, const std::string& name);
[[nodiscard]] dsl::MemberId part_named(const dsl::Program& program, dsl::MemberId whole, const std::string& name);
/// The digits of a figure as they are written: 38240 of 38,240人次.
std::string digits_of(const Report& report, const Fact& fact);
/// 486 and 468: of the same digits, two neighbours have changed places.
/// The amount is the figure's with two neighbouring digits exchanged, of four or more.
bool digits_exchanged(const dsl::Number& amount, const dsl::Quantity& figure);
bool digits_exchanged(std::string_view a, std::string_view b);
bool is_budget_stage(const Lexicon::Tables& tables, const Fact& fact);
/// The difference of two sums of long figures is one digit in one place: 1706.86 for 1705.86.
bool one_digit_off(const dsl::Number& a, const dsl::Number& b, const dsl::Quantity& like);
/// numerator ÷ denominator agrees with the stated rate within what rounding (or cutting off) allows.
bool divides_to(const Fact& rate, const Fact& numerator, const Fact& denominator);
/// 完成年初预算12万元的83.33%: the budget against which something is held, not what the sentence speaks of.
bool is_contrast(const Report& report, const Lexicon::Tables& tables, const Fact& fact);
/// The same count written with one digit changed: 875 for 885.
bool one_digit_off(std::string_view a, std::string_view b);
/// The total of the breakdown in the sentence before that a count measures: 承办961件，其中…。已答复912件，答复率94.9%.
FactId whole_before(const Report& report, const Lexicon::Tables& tables, FactId part);
/// 应填写877项，已填写875项，完成率99.77%: the counts of the sentence that one wrong digit keeps from giving the rate.
struct CompletedPair {
  FactId done, whole;
};
CompletedPair dividing_pair(const Report& report, const Lexicon::Tables& tables, FactId rate);  // that give it
CompletedPair completed_pair(const Report& report, const Lexicon::Tables& tables, FactId rate);
/// The quotient differs from the rate in one digit.
/// 收入合计8205万元…。财政拨款5862万元，占71.45%；事业收入1930万元，占23.52%: the sum of a sentence before of which
/// another share of the same sentence is right; invalid without one.
FactId shared_whole(const Report& report, const Lexicon::Tables& tables, FactId rate, FactId part);
bool nearly_divides(const Fact& rate, const Fact& done, const Fact& whole);
/// 三项分别占60%、30%、10%: the part of which this share is, when the last breakdown before it has as many parts.
FactId respective_part(const Report& report, const Lexicon::Tables& tables, const Passage& label, std::size_t order,
                       std::size_t of);
/// 决算17万元，为预算20万元的88%: the budget there, by which the rate behind it is measured; another figure is before
/// it.
bool is_measure(const Report& report, const Lexicon::Tables& tables, FactId id);
/// 年末结转7.70万元。基本支出比上年305万元增加…: what is compared is of the kind of its base, where one is given.
bool like_base(const Report& report, const Lexicon::Tables& tables, const Fact& before, FactId base);
/// 上半年支付占比31%: not of the year's figures.
bool is_interim(const Report& report, const Lexicon::Tables& tables, const Fact& rate);
/// 较目标多8公里: by how much, not how many.
bool is_distance(const Report& report, const Lexicon::Tables& tables, const Fact& of);
/// The figure before the rate, in its paragraph, that goes by these words, or whose words end theirs.
FactId figure_called(const Report& report, const std::u32string& name, std::uint32_t rate);
/// The words that give a reason in a range of one block, from the first of them to the end of the sentence or the ；.
std::optional<Passage> reason_in(const Report& report, const Lexicon::Tables& tables, std::uint32_t block,
                                 std::uint32_t begin, std::uint32_t end);
/// 预算13.00万元，决算10.52万元…，决算数较预算数减少2.48万元: the budget of what was spent, if its paragraph has just
/// one.
[[nodiscard]] FactId planned_for(const Report& report, const Lexicon::Tables& tables, FactId spent, FactId change);
/// 与上年相比，三公经费减少1.24万元, a paragraph after its sum: what was spent on the scope that the change names.
[[nodiscard]] FactId spent_on(const Report& report, const Lexicon::Tables& tables, FactId change);
/// 接待费比上年下降26.25%, and only a table says how much it was in either year: this year's sum and last year's of the
/// scope that the rate names, invalid unless there is one of each.
[[nodiscard]] std::pair<FactId, FactId> two_years_in_table(const Report& report, const Lexicon::Tables& tables,
                                                           FactId rate);
/// The figure is the last part of its total, and the parts of it that were told make up all of it.
[[nodiscard]] bool ends_its_list(const Report& report, const Lexicon::Tables& tables, FactId last);
/// 花了19.42万元，车17.30万元、接待2.12万元。上年20.35万元，少花0.93万元: of the sums before, the one that differs by
/// so much is meant, where the last of them does not; invalid where that one fits, or none.
[[nodiscard]] FactId fitting_current(const Report& report, const Lexicon::Tables& tables, const Change& change,
                                     std::uint32_t look_back);
std::string aspect_key(const Fact& fact, dsl::AspectId aspect);

}  // namespace hegui::report
