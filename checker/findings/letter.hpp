// Letters of findings: a docx template whose {{placeholders}} are filled, once for each report.
// Made by the docx writer; the template is the built-in one or a bureau's own (--template).
// Afterwards everything in the template that is no placeholder is as it was; a text can add no markup to it.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace hegui::findings {

struct Placeholder {
  std::string_view zh, en;
  enum class Kind : std::uint8_t {
    report,      // one value a letter
    finding,     // its row or paragraph is repeated for each finding
    errors,      // says nothing, but repeats for the findings of the grade 错误 only
    not_judged,  // its row or paragraph is repeated for each rule that could not be judged
    table,       // the built-in table
    condition,   // says nothing; its row or paragraph stays in letters that have a value for it, and goes from others
  } kind = Kind::report;
};
/// All that a template may hold.
std::span<const Placeholder> placeholders();

/// Values by the English name of the placeholder.
using LetterValues = std::map<std::string, std::string, std::less<>>;
struct LetterContent {
  LetterValues report;
  struct Item {
    LetterValues values;
    bool error = false;
  };
  std::vector<Item> findings;
  std::vector<std::string> not_judged;
};

class LetterFiller {
 public:
  /// Throws WriteError when the template is no docx, has no placeholder or one that is not known. `name` is for
  /// messages.
  LetterFiller(std::string package, const std::string& name, dsl::Language language);
  ~LetterFiller();
  LetterFiller(const LetterFiller&) = delete;
  LetterFiller& operator=(const LetterFiller&) = delete;
  /// One more letter, on a new page.
  void add(const LetterContent& content);
  [[nodiscard]] std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hegui::findings
