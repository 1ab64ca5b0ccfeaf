// Facts files with one report a line, read straight into a batch: lines that hold plain figures and nothing else.
// Used where many small reports are judged at once (engine/compiled_batch.hpp).
// Afterwards a line is in the batch as read_facts_line() would have read it, or is left to read_facts_line().
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "checker/engine/compiled_batch.hpp"
#include "dsl/program.hpp"

namespace hegui::findings {

class FactsLines {
 public:
  FactsLines(const dsl::Program& program, engine::Batch& batch);
  ~FactsLines();
  FactsLines(const FactsLines&) = delete;
  FactsLines& operator=(const FactsLines&) = delete;

  /// Bytes that must be readable (whatever they are) behind the line.
  static std::size_t padding();
  /// Adds the report of the line to the batch. False: the line says something else than plain figures, or is wrong;
  /// the batch is as before.
  bool take(const char* line, std::size_t length);
  /// "path" of the line taken last.
  [[nodiscard]] std::string_view path() const;

 private:
  struct Reader;
  std::unique_ptr<Reader> reader_;
};

}  // namespace hegui::findings
