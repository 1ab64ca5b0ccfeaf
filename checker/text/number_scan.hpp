// Digits in running text: reading one number, and recognising digits that are not quantities.
// Called by the number reader at the first digit of a run.
// Afterwards a date, a document number, a list number or a code is known as such, with its end.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "checker/text/numbers.hpp"
#include "dsl/number.hpp"

namespace hegui::text {

/// Digits with thousands separators and decimals: `145,500.00`, `2 946.25` (groups of three with decimals only).
struct Digits {
  std::size_t begin = 0, end = 0;
  dsl::Number value;
  int whole_digits = 0;  // before the point
  int decimals = 0;
  bool plain = true;      // no separators and no decimals
  bool has_zero = false;  // a leading zero of several digits: a code, not a number
  char32_t next = 0;      // what stands behind it, apart from blanks; 0: nothing

  [[nodiscard]] std::optional<int> small() const;  // the value of a plain run of at most four digits
  [[nodiscard]] bool looks_like_year() const;      // plain, 1950 … 2099
};
/// `begin` is at a digit. Nothing for runs of more than 40 digits: `end_of_run` then tells how far they go.
std::optional<Digits> read_digits(std::string_view text, std::size_t begin);
std::size_t end_of_run(std::string_view text, std::size_t begin);

/// Something that is no quantity: [begin, end) covers all of it.
using Found = std::optional<Skipped>;

/// 2021年9月28日, 10月19日, 5、6月份, 9月26日—29日, 2018.8月, 2021-12-31, 2021年度, 2020—2022年, 第1季度, 8:30.
Found read_date(std::string_view text, const Digits& digits);
/// 〔2020〕10号, [2023〕9 号, 第43号, 10号.
Found read_document_number(std::string_view text, const Digits& digits);
/// 1. 1、 1） （1） at the beginning of a paragraph or of a clause.
Found read_list_number(std::string_view text, const Digits& digits);
/// B1, C25, 5G, 0771-2861234, 000014348/2022-01539, 0.6*0.6, 3+3+1, 1:3, 1.2.3.
Found read_code_or_formula(std::string_view text, const Digits& digits);

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace hegui::text
