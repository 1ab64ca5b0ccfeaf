// Tables as a workbook: a sheet a table, and one in front that says what it is about.
#include <algorithm>
#include <cstdlib>
#include <set>

#include "checker/findings/tables.hpp"
#include "checker/findings/workbook.hpp"
#include "dsl/number.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kLongestName = 26;  // characters; a sheet's name has at most 31, some of them for a number

/// Sheet names are short, each once, and without some signs.
std::string sheet_name(const std::string& title, std::set<std::string>& used) {
  std::string name;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < title.size() && characters < kLongestName; ++characters) {
    const auto next = dsl::utf8::decode(title, at);
    const bool allowed = std::string_view("[]:*?/\\'").find(title[at]) == std::string_view::npos;
    name += allowed ? title.substr(at, next.length) : " ";
    at += next.length;
  }
  std::string unique = name;
  for (int number = 2; !used.insert(unique).second; ++number) unique = name + " " + std::to_string(number);
  return unique;
}

/// Digits that say something; a workbook's numbers hold fifteen of them.
std::size_t significant_digits(std::string_view number) {
  std::size_t digits = 0;
  for (const char c : number)
    if (c >= '0' && c <= '9' && (digits > 0 || c != '0')) ++digits;
  return digits;
}

void write_cell(Workbook::Row& row, const std::string& text, const TableColumn& column) {
  constexpr std::size_t kMostDigits = 15, kMostDecimals = 4;
  const bool percent = text.ends_with('%');
  const std::string written = percent ? text.substr(0, text.size() - 1) : text;
  const auto number = column.number ? dsl::Number::parse(written) : std::optional<dsl::Number>();
  if (!number) {
    row.text(text);
    return;
  }
  const std::size_t point = written.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : written.size() - point - 1;
  // A workbook knows no numbers but floating ones.
  if (significant_digits(written) > kMostDigits || decimals > (percent ? 2 : kMostDecimals)) {
    row.exact(text);
  } else if (percent) {
    row.percent(std::strtod((*number / dsl::Number(100)).to_text().c_str(), nullptr));
  } else if (const auto whole = number->to_int64(); whole && *whole >= 0) {
    if (column.year)
      row.year(static_cast<int>(std::min<std::int64_t>(*whole, 9999)));
    else
      row.number(static_cast<std::uint64_t>(*whole));
  } else {
    row.decimal(std::strtod(written.c_str(), nullptr), decimals);
  }
}

}  // namespace

void tables_xlsx(const Tables& tables, const TextOptions& options, const std::string& author, Sink& sink) {
  Workbook book(tables.title, author, options.language);
  std::set<std::string> names;
  const auto about = book.add_sheet("说明", "About", {{"项目", "item", 24}, {"内容", "content", 100}});
  names.insert(options.language == dsl::Language::zh ? "说明" : "About");
  Workbook::Row(book, about).text(tables.title).text("");
  for (const auto& [label, text] : tables.lines) Workbook::Row(book, about).text(label).text(text);
  for (const auto& table : tables.tables) {
    if (table.rows.empty()) continue;
    const std::string name = sheet_name(table.title, names);
    std::vector<Workbook::Column> columns;
    for (const auto& column : table.columns) columns.push_back({column.title, column.title, column.width});
    const auto sheet = book.add_sheet(name, name, columns);
    for (const auto& cells : table.rows) {
      Workbook::Row row(book, sheet);
      for (std::size_t c = 0; c < cells.size() && c < table.columns.size(); ++c)
        write_cell(row, cells[c], table.columns[c]);
    }
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (table.columns[c].severity) book.colour_severities(sheet, static_cast<std::uint16_t>(c));
  }
  book.finish(sink);
}

}  // namespace hegui::findings
