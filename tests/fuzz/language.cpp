// The fuzz targets of the rule language: any text is parsed, checked, told and laid out without harm.
#include <algorithm>

#include "dsl/format.hpp"
#include "dsl/load.hpp"
#include "dsl/parser.hpp"
#include "dsl/printer.hpp"
#include "tests/fuzz/promise.hpp"
#include "tests/fuzz/targets.hpp"

namespace hegui::fuzz {

namespace {

using dsl::Diagnostic;
using dsl::Language;

std::shared_ptr<const dsl::Source> source_of(std::string text) {
  return std::make_shared<const dsl::Source>("rules.hegui", std::move(text));
}

void promise_told(const Diagnostic& diagnostic, std::size_t size) {
  promise(dsl::find_diagnostic_code(diagnostic.code) != nullptr, "every message has a code");
  promise(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= size, "a message has a place");
  for (const auto& label : diagnostic.labels) promise(label.span.end <= size, "a mark has a place");
  for (const Language language : {Language::zh, Language::en}) {
    promise(is_utf8(dsl::render(diagnostic, language, false)), "a message is valid text");
    promise(dsl::render_line(diagnostic, language).find('\n') == std::string::npos, "a short message is one line");
  }
}

bool is_error(const Diagnostic& diagnostic) {
  return dsl::find_diagnostic_code(diagnostic.code)->level != dsl::Level::lint;
}

}  // namespace

void grammar(std::string_view input) {
  if (!is_utf8(input)) return;
  const auto source = source_of(std::string(input));
  const auto parsed = dsl::parse(source);
  for (const Diagnostic& diagnostic : parsed.diagnostics) promise_told(diagnostic, input.size());
  std::uint32_t last = 0;
  for (const auto& item : parsed.file.items) {
    promise(last <= item.span.begin && item.span.begin < item.span.end && item.span.end <= input.size(),
            "items are in order");
    last = item.span.end;
  }
  const auto loaded = dsl::load_sources({source});
  for (const Diagnostic& diagnostic : loaded.diagnostics) promise_told(diagnostic, input.size());
  promise(loaded.program != nullptr || loaded.has_errors(), "there is a program or an error");
}

void formatter(std::string_view input) {
  if (!is_utf8(input)) return;
  const auto source = source_of(std::string(input));
  const auto parsed = dsl::parse(source);
  if (std::any_of(parsed.diagnostics.begin(), parsed.diagnostics.end(), is_error)) return;
  for (const Language language : {Language::zh, Language::en}) {
    const auto once = dsl::format(source, &language, nullptr);
    promise(once.status == dsl::FormatResult::Status::formatted, "what is sound can be laid out, and reads the same");
    const auto twice = dsl::format(source_of(once.text), &language, nullptr);
    promise(twice.status == dsl::FormatResult::Status::formatted && twice.text == once.text,
            "what is laid out stays as it is");
    const Language other = language == Language::zh ? Language::en : Language::zh;
    const auto there = dsl::format(source_of(once.text), &other, nullptr);
    promise(there.status == dsl::FormatResult::Status::formatted, "it can be laid out in the other language");
    const auto back = dsl::format(source_of(there.text), &language, nullptr);
    promise(back.text == once.text, "there and back changes nothing");
  }
}

}  // namespace hegui::fuzz
