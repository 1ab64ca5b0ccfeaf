#include "dsl/diagnostic.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "dsl/codes.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {
namespace {

const std::vector<DiagnosticCode>& table() {
  static const std::vector<DiagnosticCode> joined = [] {
    std::vector<DiagnosticCode> all;
    for (const auto part : {file_codes(), parse_codes(), check_codes()})
      all.insert(all.end(), part.begin(), part.end());
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
    return all;
  }();
  return joined;
}

constexpr std::size_t longest_argument = 200;  // characters; a message stays a line
constexpr std::size_t longest_excerpt = 160;   // cells

// Arguments are pieces of the user's text: one line, bounded.
std::string tidy(std::string_view argument) {
  std::string result;
  std::size_t count = 0;
  for (std::size_t at = 0; at < argument.size();) {
    const auto [code, length] = decode(argument.substr(at));
    if (++count > longest_argument) return result + "…";
    if (code < 0x20 || code == 0x7F) {
      result += ' ';
    } else {
      result += argument.substr(at, length);
    }
    at += length;
  }
  return result;
}

std::string filled(std::string_view pattern, const Diagnostic& diagnostic) {
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (const std::string& argument : diagnostic.arguments) arguments.push_back(tidy(argument));
  for (std::size_t i = diagnostic.arguments.size(); i < 6; ++i) arguments.push_back(std::string());
  try {
    return fmt::vformat(fmt::string_view(pattern.data(), pattern.size()), arguments);
  } catch (const fmt::format_error&) {
    return std::string(pattern);  // a row of the table is wrong; a test finds it
  }
}

std::string_view level_word(Level level, Language language) {
  if (level == Level::error) return language == Language::zh ? "错误" : "error";
  return language == Language::zh ? "提醒" : "lint";
}

std::string message_of(const Diagnostic& diagnostic, Language language) {
  const DiagnosticCode* code = find_diagnostic_code(diagnostic.code);
  if (code == nullptr) return std::string(diagnostic.code);
  return filled(language == Language::zh ? code->zh : code->en, diagnostic);
}

std::string_view file_of(const Diagnostic& diagnostic) {
  return diagnostic.source != nullptr ? std::string_view(diagnostic.source->name()) : std::string_view(diagnostic.path);
}

std::string place_of(const Diagnostic& diagnostic) {
  if (diagnostic.source == nullptr) return diagnostic.path;
  const Position at = diagnostic.source->position(diagnostic.span.begin);
  return fmt::format("{}:{}:{}", diagnostic.source->name(), at.line, at.column);
}

struct Paint {
  bool on;
  [[nodiscard]] std::string_view error() const { return on ? "\x1b[1;31m" : ""; }
  [[nodiscard]] std::string_view lint() const { return on ? "\x1b[1;33m" : ""; }
  [[nodiscard]] std::string_view frame() const { return on ? "\x1b[34m" : ""; }
  [[nodiscard]] std::string_view hint() const { return on ? "\x1b[36m" : ""; }
  [[nodiscard]] std::string_view off() const { return on ? "\x1b[0m" : ""; }
};

// A line of the source and, below it, a line made from it: wide characters give wide blanks and wide marks, tabs give
// tabs, so that the marks stand below the right characters in any font. Long lines are cut around the place.
struct Excerpt {
  std::string text, marks;
};
Excerpt excerpt(const Source& source, Span span) {
  const Position from = source.position(span.begin);
  const std::string_view line = source.line(from.line);
  const auto line_begin = static_cast<std::size_t>(line.data() - source.text().data());
  const std::size_t begin = std::min<std::size_t>(span.begin - line_begin, line.size());
  const std::size_t end = std::clamp<std::size_t>(span.end - line_begin, begin, line.size());

  Excerpt result;
  std::size_t first = 0;
  if (display_width(line.substr(0, begin)) + 20 > longest_excerpt) {  // keep half a screen of what stands before
    std::size_t width = 0;
    first = begin;
    while (first > 0 && width < longest_excerpt / 2) {
      --first;
      while (first > 0 && (static_cast<unsigned char>(line[first]) & 0xC0U) == 0x80) --first;
      width += static_cast<std::size_t>(display_width(decode(line.substr(first)).first));
    }
    result.text = "…";
    result.marks = " ";
  }
  std::size_t cells = 0;
  bool marked = false;
  for (std::size_t at = first; at < line.size();) {
    const auto [code, length] = decode(line.substr(at));
    const int width = display_width(code);
    cells += static_cast<std::size_t>(width);
    if (cells > longest_excerpt) {
      result.text += "…";
      break;
    }
    const bool control = code < 0x20 && code != '\t';
    if (control) {
      result.text += "␀";  // shown, never sent to a terminal
    } else {
      result.text += line.substr(at, length);
    }
    const bool inside = (at >= begin && at < end) || (begin == end && at == begin);
    if (inside) {
      if (width > 0) result.marks += width == 2 ? "＾" : "^";
      marked = true;
    } else if (!marked) {
      result.marks += code == '\t' ? "\t" : width == 2 ? "　" : width == 1 ? " " : "";
    }
    at += length;
  }
  if (!marked) result.marks += "^";  // at the end of the line
  return result;
}

void append_excerpt(std::string& out, const Source& source, Span span, std::string_view label, const Paint& paint,
                    std::string_view marker_paint, bool with_place) {
  const Position at = source.position(span.begin);
  const std::string number = std::to_string(at.line);
  const std::string margin(number.size(), ' ');
  const Excerpt shown = excerpt(source, span);
  if (with_place) {
    out += fmt::format("{}{}--> {}{}:{}:{}\n", margin, paint.frame(), paint.off(), source.name(), at.line, at.column);
  }
  out += fmt::format("{}{} | {}{}\n", paint.frame(), number, paint.off(), shown.text);
  out += fmt::format("{}{} | {}{}{}{}{}{}\n", paint.frame(), margin, paint.off(), marker_paint, shown.marks,
                     label.empty() ? "" : " ", label, paint.off());
}

}  // namespace

std::span<const DiagnosticCode> diagnostic_codes() { return table(); }

const DiagnosticCode* find_diagnostic_code(std::string_view code) {
  const auto& all = table();
  const auto found =
      std::lower_bound(all.begin(), all.end(), code,
                       [](const DiagnosticCode& row, std::string_view wanted) { return row.code < wanted; });
  return found != all.end() && found->code == code ? &*found : nullptr;
}

std::string render_line(const Diagnostic& diagnostic, Language language) {
  const DiagnosticCode* code = find_diagnostic_code(diagnostic.code);
  const Level level = code != nullptr ? code->level : Level::error;
  return fmt::format("{}: {} {}: {}", place_of(diagnostic), level_word(level, language), diagnostic.code,
                     message_of(diagnostic, language));
}

std::string render(const Diagnostic& diagnostic, Language language, bool colour) {
  const bool zh = language == Language::zh;
  const Paint paint{colour};
  const DiagnosticCode* code = find_diagnostic_code(diagnostic.code);
  const Level level = code != nullptr ? code->level : Level::error;
  const std::string_view level_paint = level == Level::error ? paint.error() : paint.lint();
  std::string out = fmt::format("{}: {}{} {}{}: {}\n", place_of(diagnostic), level_paint, level_word(level, language),
                                diagnostic.code, paint.off(), message_of(diagnostic, language));
  if (diagnostic.source != nullptr) {
    append_excerpt(out, *diagnostic.source, diagnostic.span, "", paint, level_paint, false);
  }
  for (const Label& label : diagnostic.labels) {
    if (label.source == nullptr) continue;
    append_excerpt(out, *label.source, label.span, zh ? label.zh : label.en, paint, paint.frame(), true);
  }
  const auto say = [&](std::string_view text) {
    if (!text.empty()) out += fmt::format("  {}{}{}{}\n", paint.hint(), zh ? "提示：" : "hint: ", text, paint.off());
  };
  if (const std::string& meant = diagnostic.suggestion; !meant.empty()) {
    const bool quote = meant.starts_with("“") || meant == "”" || meant.starts_with("\"");  // no quotes around quotes
    if (zh) {
      say(quote ? fmt::format("您是不是要写 {} ？", meant) : fmt::format("您是不是要写“{}”？", meant));
    } else {
      say(quote ? fmt::format("did you mean {} ?", meant) : fmt::format("did you mean `{}`?", meant));
    }
  }
  if (code != nullptr) say(filled(zh ? code->hint_zh : code->hint_en, diagnostic));
  return out;
}

void sort_and_unique(std::vector<Diagnostic>& diagnostics) {
  const auto key = [](const Diagnostic& d) {
    return std::make_tuple(file_of(d), d.span.begin, d.span.end, d.code, std::cref(d.arguments));
  };
  const auto less = [&key](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); };
  std::stable_sort(diagnostics.begin(), diagnostics.end(), less);
  const auto same = [&less](const Diagnostic& a, const Diagnostic& b) { return !less(a, b) && !less(b, a); };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
}

}  // namespace hegui::dsl
