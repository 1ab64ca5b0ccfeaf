// What is wrong with a file that is read back, and where: reports[0].facts[12].canonical.
// Thrown by the readers of facts and of results, caught where the file was asked for.
// Afterwards the file is refused with one error in both languages that names the place.
#pragma once

#include <exception>
#include <string>
#include <utility>

namespace hegui::findings {

struct FactsError : std::exception {
  std::string place, zh, en;
  FactsError(std::string at, std::string chinese, std::string english)
      : place(std::move(at)), zh(std::move(chinese)), en(std::move(english)) {}
};

}  // namespace hegui::findings
