#include "dsl/format.hpp"

#include <algorithm>

#include "dsl/parser.hpp"

namespace hegui::dsl {

namespace {

// What is only untidy (full-width digits) is no mistake: laying it out is the remedy that its hint promises.
bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    const DiagnosticCode* code = find_diagnostic_code(diagnostic.code);
    return code == nullptr || code->level == Level::error;
  });
}

}  // namespace

FormatResult format(const std::shared_ptr<const Source>& source, const Language* language, const NameMap* names) {
  FormatResult result;
  ParseResult parsed = parse(source);
  if (has_errors(parsed.diagnostics)) {
    result.status = FormatResult::Status::syntax_errors;
    result.diagnostics = std::move(parsed.diagnostics);
    sort_and_unique(result.diagnostics);
    return result;
  }
  const PrintOptions options{language != nullptr ? *language : language_of(parsed.file), names};
  result.text = print(parsed.file, options);
  const ParseResult again = parse(std::make_shared<const Source>(source->name(), result.text));
  const bool faithful = again.diagnostics.empty() && again.file.items.size() == parsed.file.items.size() &&
                        again.file.comments.size() == parsed.file.comments.size() &&
                        print(again.file, options) == result.text;
  if (!faithful) result.status = FormatResult::Status::not_faithful;
  return result;
}

}  // namespace hegui::dsl
