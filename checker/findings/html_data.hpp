// The data of the findings page as JSON: one piece a report, and one piece for the run with its index.
// Made by the page writer (html_writer.cpp); read by html/data.js, which says what each member means.
// Afterwards the pieces hold every finding; the index is small and needs no report to be looked into.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "checker/findings/html_strings.hpp"
#include "checker/findings/readable.hpp"
#include "checker/findings/run_writer.hpp"
#include "checker/findings/writers.hpp"

namespace hegui::findings {

/// How much of a report is shown.
enum class Shown : std::uint8_t {
  whole,   // the report itself, the traces, every outcome
  quoted,  // the findings with the passages they quote, what could not be judged
  brief,   // the same with shorter passages and the first places only
  listed,  // message, advice, basis and the first place of each finding, without its passages and arithmetic
};

class HtmlData {
 public:
  HtmlData(RunHead head, const TextOptions& options);

  /// `written` is called when a part of the text is in the output, so that it can be passed on.
  void write_report(JsonWriter& json, const CheckedReport& report, Shown shown, const std::function<void()>& written);
  /// After the last report.
  void write_run(JsonWriter& json);
  [[nodiscard]] const HtmlStrings& strings() const { return strings_; }

 private:
  struct RuleRow {
    std::string id, title, why, group;
    std::vector<std::string> tags;
    std::vector<std::pair<std::size_t, std::string>> examples;  // report, message
  };
  struct Hits {
    std::array<std::uint32_t, 3> open{};  // by severity
    std::uint32_t waived = 0;
  };
  struct Row {
    std::string path, unit, region, type;
    std::int64_t year = 0;  // 0: not known
    bool readable = true;
    std::uint32_t review = 0, undetermined = 0;
    std::size_t unread = 0;
    std::map<std::size_t, Hits> hits;  // by rule
    dsl::Number yuan;                  // of the open findings about money
  };
  struct Quotes;

  std::size_t rule_number(const std::string& id);
  void count(const CheckedReport& report);
  void write_identity(JsonWriter& json, const CheckedReport& report);
  void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts);
  void write_text(JsonWriter& json, std::string_view name, std::string_view text);
  void write_finding(JsonWriter& json, const Finding& finding, const Quotes& quotes, Shown shown);
  void write_evidence(JsonWriter& json, const Finding& finding, const Quotes& quotes, Shown shown);
  void write_outcomes(JsonWriter& json, const CheckedReport& report, Shown shown);
  void write_marks(JsonWriter& json, const CheckedReport& report);
  void write_unread(JsonWriter& json, const CheckedReport& report);
  void write_rules(JsonWriter& json);
  void write_row(JsonWriter& json, const Row& row);

  RunHead head_;
  Readable readable_;
  TextOptions options_;
  HtmlStrings strings_;
  std::vector<RuleRow> rules_;
  std::map<std::string, std::size_t> rule_numbers_;
  std::vector<Row> rows_;
  Totals totals_;
};

}  // namespace hegui::findings
