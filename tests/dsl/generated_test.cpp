// Generated programs: parsing, printing and formatting agree on everything that the language can say.
#include <gtest/gtest.h>

#include "dsl/printer.hpp"
#include "tests/dsl/dump.hpp"
#include "tests/dsl/generator.hpp"

namespace hegui::dsl::test {
namespace {

constexpr std::uint64_t programs = 300;

std::string errors_of(const ParseResult& result) {
  std::string out;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    if (find_diagnostic_code(diagnostic.code)->level == Level::error) out += render(diagnostic, Language::zh, false);
  }
  return out;
}

constexpr Language languages[] = {Language::zh, Language::en};

TEST(GeneratedPrograms, AreUnderstood) {
  for (std::uint64_t seed = 1; seed <= programs; ++seed) {
    const std::string text = Generator(seed).file(languages[seed % 2], true);
    const ParseResult result = parse_text(text);
    ASSERT_EQ(errors_of(result), "") << "seed " << seed << "\n" << text;
    ASSERT_EQ(result.file.items.size(), 21U) << "seed " << seed << "\n" << text;
  }
}

TEST(GeneratedPrograms, PrintingAndParsingIsTheIdentity) {
  for (std::uint64_t seed = 1; seed <= programs; ++seed) {
    for (const Language language : languages) {
      const ParseResult first = parse_text(Generator(seed).file(language, false));
      const std::string printed = print(first.file, {language, nullptr});
      const ParseResult second = parse_text(printed);
      ASSERT_EQ(errors_of(second), "") << "seed " << seed << "\n" << printed;
      ASSERT_EQ(dump(second.file), dump(first.file)) << "seed " << seed << "\n" << printed;
      ASSERT_EQ(second.file.comments.size(), first.file.comments.size()) << "seed " << seed << "\n" << printed;
      ASSERT_EQ(print(second.file, {language, nullptr}), printed) << "seed " << seed << ": printed twice";
    }
  }
}

TEST(GeneratedPrograms, ComeBackFromTheOtherLanguage) {
  for (std::uint64_t seed = 1; seed <= programs; ++seed) {
    const ParseResult first = parse_text(Generator(seed).file(Language::zh, true));
    const std::string chinese = print(first.file, {Language::zh, nullptr});
    const std::string english = print(parse_text(chinese).file, {Language::en, nullptr});
    const ParseResult in_english = parse_text(english);
    ASSERT_EQ(errors_of(in_english), "") << "seed " << seed << "\n" << english;
    ASSERT_EQ(print(in_english.file, {Language::zh, nullptr}), chinese) << "seed " << seed << "\n" << english;
  }
}

}  // namespace
}  // namespace hegui::dsl::test
