// Tables for spreadsheets: UTF-8 with BOM, fields quoted where needed, nothing that a spreadsheet would compute.
// Used by the writers whose rows people open in Excel or WPS.
// Afterwards every field shows as the text it is, whatever a report contained.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace hegui::findings {

class CsvWriter {
 public:
  /// Begins with the byte order mark, by which spreadsheets know UTF-8.
  CsvWriter() : out_("\xEF\xBB\xBF") {}
  /// Text from anywhere. What a spreadsheet would take for a formula gets an apostrophe in front; line ends and control
  /// characters become blanks.
  CsvWriter& field(std::string_view text);
  CsvWriter& end_row();
  /// What was written since the last call.
  [[nodiscard]] std::string take() { return std::exchange(out_, {}); }

 private:
  std::string out_;
  bool first_ = true;
};

}  // namespace hegui::findings
