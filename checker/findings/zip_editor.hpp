// A zip package being written in memory: new parts, or parts put into a package that is there already.
// Made by the writers of packaged formats (docx); equal parts give equal bytes, as no part carries a time.
// Afterwards the parts that were not touched are the bytes that they were.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::findings {

class ZipEditor {
 public:
  ZipEditor();                                   // an empty package
  explicit ZipEditor(std::string_view package);  // throws WriteError when it is none
  ~ZipEditor();
  ZipEditor(const ZipEditor&) = delete;
  ZipEditor& operator=(const ZipEditor&) = delete;
  /// Adds the part, or puts it in the place of the one that has its name.
  void put(const std::string& name, std::string content);
  [[nodiscard]] bool has(const std::string& name) const;
  /// The whole package. Once.
  [[nodiscard]] std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hegui::findings
