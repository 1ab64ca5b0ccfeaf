// The findings of a run as JSON lines: one line about the run, one a report, one with the sums. Every line names its
// `kind`; a program that reads them as they come needs to keep no more than one report.
#include "checker/findings/check_json.hpp"
#include "checker/findings/writers.hpp"

namespace hegui::findings {

namespace {

class CheckJsonLines : public RunWriter {
 public:
  CheckJsonLines(RunHead head, Sink& sink) : head_(std::move(head)), sink_(sink) {
    line("run", [&](JsonWriter& json) { write_head_members(json, head_); });
  }
  void report(const CheckedReport& report) override {
    totals_.add(report);
    line("report", [&](JsonWriter& json) { write_report_members(json, report, outcomes_); });
  }
  void finish() override {
    line("summary", [&](JsonWriter& json) {
      write_totals_members(json, totals_);
      write_passed_over_member(json, head_);
    });
  }

 private:
  template <typename Members>
  void line(std::string_view kind, const Members& members) {
    line_.clear();
    JsonWriter json(line_, 0);
    json.begin_object().member("kind", kind);
    members(json);
    json.end_object();
    line_ += '\n';
    sink_.write(line_);
  }
  RunHead head_;
  Sink& sink_;
  std::string line_;  // its room is used again
  OutcomesJson outcomes_;
  Totals totals_;
};

}  // namespace

std::unique_ptr<RunWriter> check_jsonl_writer(RunHead head, const TextOptions& /*options*/, Sink& sink) {
  return std::make_unique<CheckJsonLines>(std::move(head), sink);
}

}  // namespace hegui::findings
