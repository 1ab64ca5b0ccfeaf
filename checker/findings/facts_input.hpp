// Facts from a file, as `facts --format json` writes them or as another program found them.
// Called by `check --facts`. The text that the file carries is read again for outline, sentences and quotes; identity,
// facts and their relations are the file's own.
// Afterwards each report of the file is ready to be checked, or there is one error naming the place in the file.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/findings/writers.hpp"

namespace hegui::findings {

struct FactsFile {
  std::vector<ReadReport> reports;
  std::string error_zh, error_en;  // not empty: the file is of no use
};

/// How a report is understood again, from plain text or from the document that the file holds.
struct ReadAgain {
  std::function<ReadReport(std::string text, const std::string& name)> text;
  std::function<ReadReport(document::Document document)> document;
};

/// Neither throws, whatever the bytes are.
FactsFile read_facts(std::string bytes, const dsl::Program& program, const ReadAgain& again);
/// A line that is a report by itself; one that says what is wrong is named after the file and the line.
ReadReport read_facts_line(std::string_view line, std::uint64_t number, const std::string& name,
                           const dsl::Program& program, const ReadAgain& again);

}  // namespace hegui::findings
