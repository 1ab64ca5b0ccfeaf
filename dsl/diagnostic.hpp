// A message about a rulebook: stable code, severity, place, what was expected, and a hint.
// Made by the loader, the parser and the checker; rendered for people in one place.
// Afterwards every message can stand alone on one line and points at the right character.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/source.hpp"

namespace hegui::dsl {

enum class Level : std::uint8_t { error, lint };
enum class Language : std::uint8_t { zh, en };

/// One row of the table of codes: HG-P… parsing, HG-N… names, HG-T… types, HG-R… rules, HG-L… lints, HG-F… files.
/// Message texts are fmt format strings; `{0}`, `{1}` … are the diagnostic's arguments.
struct DiagnosticCode {
  std::string_view code;
  Level level;
  std::string_view zh;
  std::string_view en;
  std::string_view hint_zh;
  std::string_view hint_en;
};
std::span<const DiagnosticCode> diagnostic_codes();
const DiagnosticCode* find_diagnostic_code(std::string_view code);

/// A second place that a message speaks of ("第一次定义在这里").
struct Label {
  std::shared_ptr<const Source> source;
  Span span;
  std::string zh;
  std::string en;
};

struct Diagnostic {
  std::string_view code;                 // points into diagnostic_codes()
  std::shared_ptr<const Source> source;  // null: about a file that could not be read; then `path` names it
  std::string path;
  Span span;
  std::vector<std::string> arguments;
  std::vector<Label> labels;
  std::string suggestion;  // the nearest known name, or empty
};

/// Message, excerpt with caret, labels and hint, ending in a newline. `colour` adds terminal escapes.
std::string render(const Diagnostic& diagnostic, Language language, bool colour);
/// The one-line form: `file:line:column: 错误 HG-P001: message`.
std::string render_line(const Diagnostic& diagnostic, Language language);
/// By file, then place, then code; duplicates removed.
void sort_and_unique(std::vector<Diagnostic>& diagnostics);

}  // namespace hegui::dsl
