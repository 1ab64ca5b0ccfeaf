// Facts as JSON, report by report: one document (json), or one line a report (jsonl).
// Made by the command facts; docs/schema/facts.json fixes the members of a report.
// Afterwards the sink has them all, and memory held one report at a time.
#pragma once

#include <memory>
#include <string>

#include "checker/findings/json.hpp"
#include "checker/findings/writers.hpp"

namespace hegui::findings {

class FactsJsonWriter {
 public:
  enum class Form : std::uint8_t { document, lines };
  /// The sink must outlive it.
  FactsJsonWriter(std::shared_ptr<const dsl::Program> program, Form form, Sink& sink);
  void report(const ReadReport& read);
  void finish();

 private:
  void flush();
  std::shared_ptr<const dsl::Program> program_;
  Form form_;
  Sink& sink_;
  std::string out_;
  JsonWriter json_{out_};  // of the document
};

std::string facts_jsonl(const FactsRun& run, const TextOptions& options);

}  // namespace hegui::findings
