// Text for a terminal: the reader's language, colours where they are wanted, quotes that stand out.
// Used by the text writers and by commands that print for people.
// Afterwards the same text reads well without colours: emphasis then shows as 【 】.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/findings/writers.hpp"

namespace hegui::findings {

enum class Tone : std::uint8_t { plain, strong, faint, error, warning, note, good };

class Page {
 public:
  explicit Page(const TextOptions& options) : options_(options) {}

  /// The Chinese or the English wording.
  [[nodiscard]] std::string_view say(std::string_view zh, std::string_view en) const {
    return options_.language == dsl::Language::zh ? zh : en;
  }
  [[nodiscard]] dsl::Language language() const { return options_.language; }
  [[nodiscard]] std::string tinted(std::string_view text, Tone tone) const;
  /// `text` with the given byte ranges emphasised; ranges that overlap are joined.
  [[nodiscard]] std::string emphasised(std::string_view text,
                                       std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges) const;
  Page& line(std::size_t indent, std::string_view text);
  Page& blank();
  /// `label` and `text` in two columns; nothing when the text is empty.
  Page& field(std::size_t indent, std::string_view label, std::string_view text);
  /// Lines that another page has made.
  Page& text(std::string_view lines) {
    out_ += lines;
    return *this;
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  TextOptions options_;
  std::string out_;
};

Tone tone_of(dsl::Severity severity);
/// `text` filled with blanks to `width` columns of a terminal, where a Chinese character takes two.
std::string padded(std::string_view text, std::size_t width);
std::string joined(const std::vector<std::string>& texts, std::string_view separator);
/// A control character, or a mark that turns the direction of writing: what could make a text read otherwise.
bool steers(char32_t character);
/// Such characters and broken bytes of report text made visible, so that no report can steer the reader's terminal; the
/// ends of lines within a quote are left out.
std::string harmless(std::string_view text);

}  // namespace hegui::findings
