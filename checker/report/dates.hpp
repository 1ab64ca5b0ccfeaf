// Years and dates as written in running text: 2021年, 2021 年度, 二〇二一年, 2022年4月20日, 2022-04-20.
// Used by the identity and the citations.
// Afterwards the value and its characters are known; a number that is no plausible year is none.
#pragma once

#include <cstddef>
#include <optional>

#include "checker/report/characters.hpp"

namespace hegui::report {

struct FoundYear {
  int year = 0;
  std::size_t begin = 0, end = 0;  // with 年 or 年度
};
/// The first year in [from, to) that is marked as one by 年 (or is the whole of a bracket).
std::optional<FoundYear> find_year(const Chars& chars, std::size_t from, std::size_t to);

struct FoundDate {
  dsl::CivilDate date;
  std::size_t begin = 0, end = 0;
};
/// The last full date in [from, to).
std::optional<FoundDate> find_date(const Chars& chars, std::size_t from, std::size_t to);

}  // namespace hegui::report
