// Tables as a workbook: a sheet a table, frozen headings, filters, real numbers; cells are texts and numbers only,
// never formulas or links.
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <system_error>

#include "checker/findings/page.hpp"
#include "checker/findings/tables.hpp"
#include "checker/findings/write_error.hpp"
#include "dsl/number.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kMostUnits = 32'000;  // UTF-16 units; a cell holds 32767
constexpr std::size_t kMostRows = 1'048'000;
constexpr time_t kCreated = 946'684'800;  // 2000-01-01: a file says nothing of when it was made

/// Text cut to so many UTF-16 units.
std::string cut(std::string_view text, std::size_t most) {
  std::size_t units = 0, at = 0;
  while (at < text.size()) {
    const auto next = dsl::utf8::decode(text, at);
    units += next.character > 0xFFFF ? 2 : 1;
    if (units > most) return std::string(text.substr(0, at)) + "…";
    at += next.length;
  }
  return std::string(text);
}

/// A file for the library to write to; gone with the object.
class Intermediate {
 public:
  Intermediate() {
    std::error_code error;
    auto folder = std::filesystem::temp_directory_path(error);
    path_ = ((error ? std::filesystem::path("/tmp") : folder) / "hegui-XXXXXX").string();
    const int file = ::mkstemp(path_.data());
    if (file < 0) throw WriteError("不能建立临时文件：" + path_, "cannot make a temporary file: " + path_);
    ::close(file);
  }
  ~Intermediate() { ::unlink(path_.c_str()); }
  Intermediate(const Intermediate&) = delete;
  Intermediate& operator=(const Intermediate&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Formats {
  lxw_format *text = nullptr, *number = nullptr, *header = nullptr;
};

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text, bool number,
                const Formats& formats) {
  // A workbook knows no numbers but floating ones; the exact decimals are in the other formats.
  if (number && text.size() < 18 && dsl::Number::parse(text)) {
    worksheet_write_number(sheet, row, column, std::strtod(text.c_str(), nullptr), formats.number);
    return;
  }
  worksheet_write_string(sheet, row, column, cut(harmless(text), kMostUnits).c_str(), formats.text);
}

/// Sheet names are short, each once, and without some signs.
std::string sheet_name(const std::string& title, std::set<std::string>& used) {
  std::string name;
  for (const char c : title) name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  name = cut(name, 26);
  for (int number = 2; !used.insert(name).second; ++number) name = cut(title, 22) + " " + std::to_string(number);
  return name;
}

void write_sheet(lxw_worksheet* sheet, const Table& table, const Formats& formats) {
  lxw_col_t column = 0;
  for (const auto& each : table.columns) {
    worksheet_set_column(sheet, column, column, each.width, nullptr);
    worksheet_write_string(sheet, 0, column, each.title.c_str(), formats.header);
    ++column;
  }
  const std::size_t rows = std::min(table.rows.size(), kMostRows);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < table.rows[r].size() && c < table.columns.size(); ++c)
      write_cell(sheet, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), table.rows[r][c],
                 table.columns[c].number, formats);
  worksheet_freeze_panes(sheet, 1, 0);
  if (!table.columns.empty() && rows > 0)
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(rows), static_cast<lxw_col_t>(table.columns.size() - 1));
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 0, 0);
}

Formats make_formats(lxw_workbook* book) {
  const auto make = [&] {
    lxw_format* format = workbook_add_format(book);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_border(format, LXW_BORDER_HAIR);
    format_set_text_wrap(format);
    format_set_font_size(format, 10);
    return format;
  };
  Formats formats{make(), make(), make()};
  format_set_bold(formats.header);
  format_set_bg_color(formats.header, 0xDCE6F1);
  return formats;
}

}  // namespace

void tables_xlsx(const Tables& tables, const TextOptions& options, const std::string& author, Sink& sink) {
  const bool zh = options.language == dsl::Language::zh;
  const Intermediate file;
  std::unique_ptr<lxw_workbook, decltype(&lxw_workbook_free)> book(workbook_new(file.path().c_str()),
                                                                   &lxw_workbook_free);
  if (book == nullptr) throw WriteError("没有内存可用", "out of memory");
  std::string title = tables.title, by = author;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = by.data();
  properties.created = kCreated;
  workbook_set_properties(book.get(), &properties);
  const Formats formats = make_formats(book.get());
  std::set<std::string> names;
  Table about;
  about.title = zh ? "说明" : "About";
  about.columns = {{zh ? "项目" : "item", 24, false}, {zh ? "内容" : "content", 100, false}};
  about.rows.push_back({tables.title, ""});
  for (const auto& [label, text] : tables.lines) about.rows.push_back({label, text});
  const auto add = [&](const Table& table) {
    auto* sheet = workbook_add_worksheet(book.get(), sheet_name(table.title, names).c_str());
    if (sheet == nullptr) throw WriteError("不能写出工作簿", "cannot write the workbook");
    write_sheet(sheet, table, formats);
  };
  add(about);
  for (const auto& table : tables.tables)
    if (!table.rows.empty()) add(table);
  const lxw_error error = workbook_close(book.release());
  if (error != LXW_NO_ERROR)
    throw WriteError(std::string("不能写出工作簿：") + lxw_strerror(error),
                     std::string("cannot write the workbook: ") + lxw_strerror(error));
  std::ifstream written(file.path(), std::ios::binary);
  std::array<char, 65'536> piece{};
  while (written.read(piece.data(), piece.size()) || written.gcount() > 0)
    sink.write({piece.data(), static_cast<std::size_t>(written.gcount())});
  if (written.bad()) throw WriteError("不能读回写出的工作簿", "the workbook that was written cannot be read back");
}

}  // namespace hegui::findings
