// What was read from a text, as short lines that a test can compare: facts, breakdowns, changes, ratios, indicators.
// Called by the tests of the figures beside this file.
// Afterwards the text went the whole way of a plain-text file: reader, structure, figures.
#pragma once

#include <string>

#include "checker/report/understand.hpp"

namespace hegui::test {

report::Report read(const std::string& text);
report::Report read(const std::string& text, const report::Lexicon& lexicon);

/// Stage, scope, fund, flow and year of the figure written so (the `nth` of them): “决算 三公经费 财政拨款 支出 2021”;
/// “-” where the aspect does not apply. A defaulted value stands in brackets, an inherited one has a leading ~.
std::string aspects(const report::Report& report, const std::string& quote, int nth = 1);
std::string concept_name(const report::Report& report, const std::string& quote, int nth = 1);
std::string label(const report::Report& report, const std::string& quote, int nth = 1);
/// The open aspects 项目 and 指标: “项目=… 指标=…”.
std::string names(const report::Report& report, const std::string& quote, int nth = 1);

/// A line each: “100万元 = 60万元 + 40万元”; “>=” instead of “=” when the parts need not be all.
std::string breakdowns(const report::Report& report);
/// “+ 本期 < 上期 : 增减额 增减率 (上年)”; “-” for what is not stated.
std::string changes(const report::Report& report);
/// “80% = 80万元 / 100万元”.
std::string ratios(const report::Report& report);
std::string unit_costs(const report::Report& report);
/// “名称 分值 得分 目标 完成 原因”; “-” for what is not stated.
std::string indicators(const report::Report& report);
std::string conflicts(const report::Report& report);
/// Figures that no fact took.
std::string unread(const report::Report& report);

}  // namespace hegui::test
