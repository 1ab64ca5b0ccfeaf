// One output format of a checking run, written report by report: what every writer of findings is.
// A command makes one by its format's name (writers.hpp), gives it each report as soon as it is checked, then finishes.
// Afterwards the sink has the whole output; memory does not grow with the number of reports unless the format needs it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "checker/findings/finding.hpp"

namespace hegui::findings {

/// Where a writer's bytes go. write() throws what the owner of the sink throws (a full disk, a closed pipe).
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;
};

struct RulebookUsed {
  std::string id, version, sha256;
  bool takes_part = true;  // has rules, or changes those of others (vocabulary alone does not count)
  std::string title;       // what people call it
};

/// A file of a folder or archive that was named, which nobody read.
struct PassedOver {
  std::string path;
  bool picture = false;  // --ocr would read it; else its kind is not one that is read
};

/// “图片，加上 --ocr 就读” or “不是能读的格式”.
std::string_view why_passed_over(const PassedOver& file, dsl::Language language);

/// What is known before the first report.
struct RunHead {
  std::string tool = "hegui", version;
  std::vector<RulebookUsed> rulebooks;
  std::shared_ptr<const dsl::Program> program;  // null: the results come from a file
  std::string date;      // 2021-12-31, for outputs that carry a date; empty: none is written, there is no clock
  bool flat = false;     // findings are sorted by amount: list them as they come, not by severity
  bool against = false;  // compared with an earlier run: only what is new is here
  std::shared_ptr<const std::vector<PassedOver>> passed_over;  // complete when the writer finishes; null: nothing
};
RunHead head_of(std::shared_ptr<const dsl::Program> program, std::string version);

struct Totals {
  std::size_t reports = 0, unreadable = 0, errors = 0, warnings = 0, notes = 0, waived = 0;
  std::size_t expired_waivers = 0, same_content = 0, not_shown = 0, known = 0, fixed = 0;
  dsl::Number yuan;  // differences of the open findings, added up
  /// Counts open findings by severity; waived ones apart.
  void add(const CheckedReport& report);
};

class RunWriter {
 public:
  virtual ~RunWriter() = default;
  /// In the order of the output; the report may be forgotten afterwards.
  virtual void report(const CheckedReport& report) = 0;
  /// After the last report, once.
  virtual void finish() = 0;
};

}  // namespace hegui::findings
