#include "dsl/format.hpp"

#include "dsl/parser.hpp"

namespace hegui::dsl {

FormatResult format(const std::shared_ptr<const Source>& source, const Language* language, const NameMap* names) {
  FormatResult result;
  ParseResult parsed = parse(source);
  if (!parsed.diagnostics.empty()) {
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
