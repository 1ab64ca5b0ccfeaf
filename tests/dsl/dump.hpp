// A syntax tree as one line of text, without places: what the tests of the parser compare.
// Independent of the printer, so that a slip of the printer cannot hide one of the parser.
// Afterwards two trees are equal exactly when their dumps are.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dsl/parser.hpp"

namespace hegui::dsl::test {

std::string dump(const syntax::Expr& expression);
std::string dump(const syntax::Item& item);
std::string dump(const syntax::File& file);

ParseResult parse_text(std::string text);
/// The dump of the expression behind 应 in a rule; or the rendered errors.
std::string expression(std::string_view text);
/// The dump of the only item; or the rendered errors.
std::string item(std::string_view text);

}  // namespace hegui::dsl::test
