#include "checker/findings/workbook.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include "checker/findings/page.hpp"
#include "checker/findings/write_error.hpp"
#include "checker/findings/writers.hpp"
#include "dsl/system_reason.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kMostUnits = 32'767;  // UTF-16 units that a cell can hold
constexpr std::uint32_t kMostRows = 1'048'576;
constexpr time_t kCreated = 946'684'800;  // 2000-01-01: a file says nothing of when it was made

/// A file for the library to write to; gone with the object.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::error_code error;
    auto folder = std::filesystem::temp_directory_path(error);
    if (error) folder = "/tmp";
    path_ = (folder / "hegui-XXXXXX").string();
    const int file = ::mkstemp(path_.data());
    if (file < 0) {
      const int why = errno;
      throw WriteError("不能在“" + folder.string() + "”中建立临时文件：" + dsl::system_reason_zh(why),
                       "cannot make a temporary file in '" + folder.string() + "': " + dsl::system_reason_en(why));
    }
    ::close(file);
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct SheetState {
  lxw_worksheet* sheet = nullptr;
  std::uint32_t rows = 0;  // with the head
  std::uint16_t columns = 0, printed = 0;
  std::vector<std::uint16_t> coloured;
  std::vector<double> widths;
  std::vector<std::size_t> longest;  // figure of each column, in characters
};

constexpr std::size_t kMostDecimals = 4;  // that are shown
// Characters: what a figure leaves free in its column, and the widest column that there can be.
constexpr double kBeside = 1, kWidest = 255;

// Rows are as high as their longest text needs: not every program works that out when it opens a file.
constexpr double kLineHeight = 13.5, kHighest = 162;  // points

WriteError no_memory() { return {"没有内存可用", "out of memory"}; }

}  // namespace

std::string cell_text(std::string_view raw) {
  std::string text = harmless(raw);
  const std::string_view sign = "……（已截断 / cut）";
  constexpr std::size_t most = kMostUnits - 20;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = dsl::utf8::decode(text, at);
    const std::size_t more = next.character > 0xFFFF ? 2 : 1;
    if (units + more > most) {
      text.resize(at);
      text += sign;
      break;
    }
    units += more;
    at += next.length;
  }
  return text;
}

struct Workbook::State {
  State() = default;
  ~State() {
    if (book != nullptr) lxw_workbook_free(book);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  dsl::Language language = dsl::Language::zh;
  TemporaryFile file;
  lxw_workbook* book = nullptr;
  lxw_format *wrapped = nullptr, *number = nullptr, *plain = nullptr, *percent = nullptr, *exact = nullptr,
             *header = nullptr;
  std::array<lxw_format*, kMostDecimals - 1> decimals{};  // from two on
  std::array<lxw_format*, 3> tints{};                     // by severity
  std::vector<SheetState> sheets;

  void make_formats() {
    const auto make = [&](const char* shape) {
      lxw_format* format = workbook_add_format(book);
      format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
      format_set_border(format, LXW_BORDER_HAIR);
      format_set_font_size(format, 10);
      if (shape == nullptr)
        format_set_text_wrap(format);
      else
        format_set_num_format(format, shape);
      return format;
    };
    wrapped = make(nullptr);
    number = make("#,##0");
    plain = make("0");
    std::string shape = "#,##0.0";
    for (auto& format : decimals) format = make((shape += '0').c_str());
    percent = make("0.00%");
    exact = make("@");
    format_set_align(exact, LXW_ALIGN_RIGHT);
    header = make(nullptr);
    format_set_bold(header);
    format_set_align(header, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(header, 0xDCE6F1);
    const auto tint = [&](lxw_color_t background, lxw_color_t text) {
      lxw_format* format = workbook_add_format(book);
      format_set_bg_color(format, background);
      format_set_font_color(format, text);
      return format;
    };
    tints = {tint(0xDDEBF7, 0x1F4E79), tint(0xFFF2CC, 0x7F6000), tint(0xF8CBAD, 0x9C0006)};
  }

  void colour(const SheetState& sheet, std::uint16_t column) const {
    for (const auto severity : {dsl::Severity::note, dsl::Severity::warning, dsl::Severity::error}) {
      std::string value = "\"" + std::string(severity_name(severity, language)) + "\"";
      lxw_conditional_format format{};
      format.type = LXW_CONDITIONAL_TYPE_CELL;
      format.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
      format.value_string = value.data();
      format.format = tints.at(static_cast<std::size_t>(severity));
      worksheet_conditional_format_range(sheet.sheet, 1, column, std::max<std::uint32_t>(sheet.rows, 2) - 1, column,
                                         &format);
    }
  }

  /// The library keeps rows in temporary files and does not notice when the disk was full: they are counted again.
  void require_whole() const {
    const WriteError torn("临时文件没有写全（磁盘满？），工作簿没有写出",
                          "the intermediate files are incomplete (is the disk full?); no workbook was written");
    std::unique_ptr<zip_t, decltype(&zip_discard)> package(zip_open(file.path().c_str(), ZIP_RDONLY, nullptr),
                                                           &zip_discard);
    if (package == nullptr) throw torn;
    int nth = 0;
    for (const auto& each : sheets) {
      const std::string name = "xl/worksheets/sheet" + std::to_string(++nth) + ".xml";
      std::unique_ptr<zip_file_t, decltype(&zip_fclose)> part(zip_fopen(package.get(), name.c_str(), 0), &zip_fclose);
      if (part == nullptr) throw torn;
      constexpr std::string_view sign = "</row>";
      std::array<char, 65'536> piece{};
      std::string rest;  // of the piece before, as a sign may lie across two
      std::uint64_t rows = 0;
      for (zip_int64_t read = 0; (read = zip_fread(part.get(), piece.data(), piece.size())) > 0;) {
        rest.append(piece.data(), static_cast<std::size_t>(read));
        std::size_t at = 0;
        for (std::size_t found = 0; (found = rest.find(sign, at)) != std::string::npos; at = found + sign.size())
          ++rows;
        rest.erase(0, std::max(at, rest.size() - std::min(rest.size(), sign.size() - 1)));
      }
      if (rows != each.rows) throw torn;
    }
  }

  void copy_out(Sink& sink) const {
    std::ifstream written(file.path(), std::ios::binary);
    std::array<char, 65'536> piece{};
    while (written.read(piece.data(), piece.size()) || written.gcount() > 0)
      sink.write({piece.data(), static_cast<std::size_t>(written.gcount())});
    if (written.bad()) throw WriteError("不能读回写出的工作簿", "the workbook that was written cannot be read back");
  }
};

Workbook::Workbook(std::string_view title, std::string_view author, dsl::Language language)
    : state_(std::make_unique<State>()) {
  state_->language = language;
  lxw_workbook_options choices{};
  choices.constant_memory = LXW_TRUE;
  state_->book = workbook_new_opt(state_->file.path().c_str(), &choices);
  if (state_->book == nullptr) throw no_memory();
  lxw_doc_properties properties{};
  std::string title_text(title), author_text(author);
  properties.title = title_text.data();
  properties.author = author_text.data();
  properties.created = kCreated;
  workbook_set_properties(state_->book, &properties);
  state_->make_formats();
}

Workbook::~Workbook() = default;

Workbook::Sheet Workbook::add_sheet(std::string_view zh, std::string_view en, const std::vector<Column>& columns,
                                    std::uint16_t printed) {
  const auto say = [&](std::string_view in_zh, std::string_view in_en) {
    return std::string(state_->language == dsl::Language::zh ? in_zh : in_en);
  };
  SheetState made;
  made.sheet = workbook_add_worksheet(state_->book, say(zh, en).c_str());
  if (made.sheet == nullptr) throw no_memory();
  for (const auto& column : columns) {
    worksheet_set_column(made.sheet, made.columns, made.columns, column.width, nullptr);
    worksheet_write_string(made.sheet, 0, made.columns, say(column.zh, column.en).c_str(), state_->header);
    made.widths.push_back(column.width);
    made.longest.push_back(0);
    ++made.columns;
  }
  made.rows = 1;
  made.printed = printed;
  worksheet_freeze_panes(made.sheet, 1, 0);
  worksheet_set_landscape(made.sheet);
  worksheet_set_paper(made.sheet, 9);  // A4
  worksheet_set_margins(made.sheet, 0.4, 0.4, 0.5, 0.6);
  worksheet_fit_to_pages(made.sheet, 1, 0);
  worksheet_repeat_rows(made.sheet, 0, 0);
  worksheet_set_footer(made.sheet, "&C&P / &N");
  state_->sheets.push_back(made);
  return state_->sheets.size() - 1;
}

void Workbook::colour_severities(Sheet sheet, std::uint16_t column) {
  state_->sheets.at(sheet).coloured.push_back(column);
}

std::uint64_t Workbook::rows(Sheet sheet) const { return state_->sheets.at(sheet).rows - 1; }

Workbook::Row::Row(Workbook& book, Sheet sheet) : book_(book), sheet_(sheet) {
  if (book.state_->sheets.at(sheet).rows >= kMostRows)
    throw WriteError("工作簿的一张表放不下这么多行（最多1048576行），请用 csv 格式",
                     "more rows than a sheet can hold (1048576); use the csv format");
}

Workbook::Row::~Row() {
  auto& sheet = book_.state_->sheets[sheet_];
  if (lines_ > 1)
    worksheet_set_row(sheet.sheet, sheet.rows, std::min(kHighest, static_cast<double>(lines_) * kLineHeight + 2),
                      nullptr);
  ++sheet.rows;
}

Workbook::Row& Workbook::Row::text(std::string_view content) {
  const auto& sheet = book_.state_->sheets[sheet_];
  const std::string cell = cell_text(content);
  if (cell.empty())
    worksheet_write_blank(sheet.sheet, sheet.rows, column_, book_.state_->wrapped);
  else
    worksheet_write_string(sheet.sheet, sheet.rows, column_, cell.c_str(), book_.state_->wrapped);
  if (column_ < sheet.widths.size()) {
    const auto fits = std::max<std::size_t>(1, static_cast<std::size_t>(sheet.widths[column_]));
    lines_ = std::max(lines_, (dsl::display_width(cell) + fits - 1) / fits);
  }
  ++column_;
  return *this;
}

void Workbook::Row::make_room(std::size_t characters) {
  auto& sheet = book_.state_->sheets[sheet_];
  if (column_ < sheet.longest.size()) sheet.longest[column_] = std::max(sheet.longest[column_], characters);
}

Workbook::Row& Workbook::Row::number(std::uint64_t value) {
  const auto& sheet = book_.state_->sheets[sheet_];
  make_room(fmt::format("{}", value).size() * 4 / 3);
  worksheet_write_number(sheet.sheet, sheet.rows, column_++, static_cast<double>(value), book_.state_->number);
  return *this;
}

Workbook::Row& Workbook::Row::decimal(double value, std::size_t decimals) {
  const auto& sheet = book_.state_->sheets[sheet_];
  const std::size_t shown = std::clamp<std::size_t>(decimals, 2, kMostDecimals);
  make_room(fmt::format("{:.0f}", value).size() * 4 / 3 + 1 + shown);
  worksheet_write_number(sheet.sheet, sheet.rows, column_++, value, book_.state_->decimals.at(shown - 2));
  return *this;
}

Workbook::Row& Workbook::Row::exact(std::string_view number) {
  const auto& sheet = book_.state_->sheets[sheet_];
  const std::string cell = cell_text(number);
  make_room(cell.size());
  worksheet_write_string(sheet.sheet, sheet.rows, column_++, cell.c_str(), book_.state_->exact);
  return *this;
}

Workbook::Row& Workbook::Row::percent(double share) {
  const auto& sheet = book_.state_->sheets[sheet_];
  make_room(fmt::format("{:.2f}%", share * 100).size());
  worksheet_write_number(sheet.sheet, sheet.rows, column_++, share, book_.state_->percent);
  return *this;
}

Workbook::Row& Workbook::Row::year(std::optional<int> year) {
  if (!year) return text("");
  const auto& sheet = book_.state_->sheets[sheet_];
  worksheet_write_number(sheet.sheet, sheet.rows, column_++, *year, book_.state_->plain);
  return *this;
}

void Workbook::finish(Sink& sink) {
  for (const auto& sheet : state_->sheets) {
    for (std::uint16_t c = 0; c < sheet.columns; ++c)
      if (const double room = static_cast<double>(sheet.longest[c]) + kBeside; room > sheet.widths[c])
        worksheet_set_column(sheet.sheet, c, c, std::min(room, kWidest), nullptr);
    const std::uint32_t last = std::max<std::uint32_t>(sheet.rows, 2) - 1;
    worksheet_autofilter(sheet.sheet, 0, 0, last, static_cast<lxw_col_t>(sheet.columns - 1));
    if (sheet.printed > 0) worksheet_print_area(sheet.sheet, 0, 0, last, static_cast<lxw_col_t>(sheet.printed - 1));
    for (const auto column : sheet.coloured) state_->colour(sheet, column);
  }
  const lxw_error error = workbook_close(state_->book);
  state_->book = nullptr;
  if (error != LXW_NO_ERROR)
    throw WriteError(std::string("不能写出工作簿：") + lxw_strerror(error),
                     std::string("cannot write the workbook: ") + lxw_strerror(error));
  state_->require_whole();
  state_->copy_out(sink);
}

}  // namespace hegui::findings
