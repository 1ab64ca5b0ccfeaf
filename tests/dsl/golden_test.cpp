// Messages as people see them: every case in golden/ and the exact rendering beside it, in both languages.
// UPDATE_GOLDEN=1 rewrites the expectations; review the difference like code.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "dsl/codes.hpp"
#include "dsl/parser.hpp"
#include "tests/dsl/dump.hpp"
#include "tests/dsl/files.hpp"
#include "tests/dsl/unreadable.hpp"

namespace hegui::dsl::test {
namespace {

namespace fs = std::filesystem;

fs::path golden_folder() { return fs::path(HEGUI_SOURCE_DIR) / "tests" / "dsl" / "golden"; }
bool updating() { return std::getenv("UPDATE_GOLDEN") != nullptr; }

std::string rendered(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Language language : {Language::zh, Language::en}) {
    out += language == Language::zh ? "==== zh ====\n" : "==== en ====\n";
    for (const Diagnostic& diagnostic : diagnostics) out += render(diagnostic, language, false);
  }
  return out;
}

/// The name of each case and what it renders to today.
const std::map<std::string, std::string>& cases() {
  static const std::map<std::string, std::string> once = [] {
    std::map<std::string, std::string> all;
    for (const RuleFile& file : rule_files_below(golden_folder())) {
      const fs::path path(file.name);
      const auto source = std::make_shared<const Source>(path.filename().string(), file.text);
      const ParseResult result = parse(source);
      all[path.stem().string()] = rendered(result.diagnostics);
    }
    for (auto& [name, diagnostics] : unreadable_inputs()) all[name] = rendered(diagnostics);
    return all;
  }();
  return once;
}

TEST(Golden, EveryCaseRendersAsExpected) {
  for (const auto& [name, now] : cases()) {
    SCOPED_TRACE(name);
    const fs::path path = golden_folder() / (name + ".txt");
    if (updating()) {
      std::ofstream(path, std::ios::binary) << now;
      continue;
    }
    ASSERT_TRUE(fs::exists(path)) << "no expectation; UPDATE_GOLDEN=1 writes it";
    EXPECT_EQ(now, read_file(path));
  }
}

TEST(Golden, NoExpectationWithoutItsCase) {
  const auto& all = cases();
  for (const auto& entry : fs::directory_iterator(golden_folder())) {
    if (entry.path().extension() != ".txt") continue;
    EXPECT_TRUE(all.contains(entry.path().stem().string())) << entry.path() << " has no case";
  }
}

TEST(Golden, EveryCodeHasACase) {
  std::string shown;
  for (const auto& [name, text] : cases()) shown += text;
  for (const auto codes : {parse_codes(), file_codes()}) {
    for (const DiagnosticCode& code : codes) {
      EXPECT_NE(shown.find(code.code), std::string::npos) << code.code << " is shown by no case";
    }
  }
}

TEST(Golden, EveryCaseOfTheParserFindsSomething) {
  for (const auto& [name, text] : cases()) EXPECT_NE(text.find("HG-"), std::string::npos) << name;
}

TEST(Golden, TheTableOfCodesIsWellFormed) {
  std::set<std::string_view> seen;
  for (const DiagnosticCode& code : diagnostic_codes()) {
    EXPECT_TRUE(seen.insert(code.code).second) << code.code << " stands twice";
    EXPECT_FALSE(code.zh.empty()) << code.code;
    EXPECT_FALSE(code.en.empty()) << code.code;
    EXPECT_EQ(code.hint_zh.empty(), code.hint_en.empty()) << code.code << " has a hint in one language only";
    EXPECT_FALSE(code.en.ends_with('.')) << code.code;
    EXPECT_FALSE(code.zh.ends_with("。")) << code.code;
    EXPECT_EQ(std::string(code.zh).find('\n'), std::string::npos) << code.code;
    Diagnostic diagnostic;
    diagnostic.code = code.code;
    diagnostic.path = "x";
    diagnostic.arguments = {"@0", "@1", "@2", "@3", "@4"};
    for (const Language language : {Language::zh, Language::en}) {
      const std::string line = render(diagnostic, language, false);
      for (const char* leftover : {"{0}", "{1}", "{2}", "{3}"}) {
        EXPECT_EQ(line.find(leftover), std::string::npos) << code.code << ": a format that fmt refuses";
      }
    }
  }
}

}  // namespace
}  // namespace hegui::dsl::test
