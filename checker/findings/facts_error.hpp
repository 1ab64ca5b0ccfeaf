// What is wrong with a file that is read back, and where: reports[0].facts[12].canonical.
// Thrown by the readers of facts and of results, caught where the file was asked for.
// Afterwards the file is refused with one error in both languages that names the place: one line, whatever it quotes.
#pragma once

#include <exception>
#include <string>

#include "checker/text/shown.hpp"

namespace hegui::findings {

struct FactsError : std::exception {
  std::string place, zh, en;
  FactsError(const std::string& at, const std::string& chinese, const std::string& english)
      : place(text::shown(at, text::kLongestSentence)),
        zh(text::shown(chinese, text::kLongestSentence)),
        en(text::shown(english, text::kLongestSentence)) {}
};

}  // namespace hegui::findings
