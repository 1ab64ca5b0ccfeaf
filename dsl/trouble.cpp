#include "dsl/trouble.hpp"

namespace hegui::dsl {

Diagnostic diagnose(const Builder& builder, std::uint32_t offset, std::string_view code, std::string_view expected_zh,
                    std::string_view expected_en) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  const std::uint32_t end = builder.end_of_token(offset);
  diagnostic.span = {end, end};
  diagnostic.arguments = {"", std::string(expected_zh), std::string(expected_en)};
  return diagnostic;
}

}  // namespace hegui::dsl
