// Why an output could not be made: no room for intermediate files, a template that is no template, …
// Thrown by the writers of packaged formats; the commands tell it like any other mistake and end with status 2.
// Afterwards nothing of the output has appeared.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace hegui::findings {

class WriteError : public std::runtime_error {
 public:
  WriteError(std::string in_zh, std::string in_en)
      : std::runtime_error(in_en), zh(std::move(in_zh)), en(std::move(in_en)) {}
  std::string zh, en;
};

}  // namespace hegui::findings
