// Every message of the checker, as people see it: each case in golden_check/ is checked together with base.hegui, and
// what comes out is compared with the file beside it. UPDATE_GOLDEN=1 writes the files; review them like code.
// A line `#=== name` begins another file of the same case.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "dsl/codes.hpp"
#include "dsl/load.hpp"

namespace hegui::dsl {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(HEGUI_SOURCE_DIR) / "tests/dsl/golden_check";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".hegui" && entry.path().stem() != "base") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::shared_ptr<const Source>> sources_of(const fs::path& path) {
  std::vector<std::shared_ptr<const Source>> sources{
      std::make_shared<Source>("base.hegui", read(kFolder / "base.hegui"))};
  std::istringstream lines(read(path));
  std::string line, text, name = path.filename().string();
  while (std::getline(lines, line)) {
    if (!line.starts_with("#=== ")) {
      text += line + "\n";
      continue;
    }
    sources.push_back(std::make_shared<Source>(name, std::move(text)));
    text.clear();
    name = line.substr(5);
  }
  sources.push_back(std::make_shared<Source>(name, std::move(text)));
  return sources;
}

std::string messages_of(const LoadResult& result) {
  std::string text;
  for (const Diagnostic& diagnostic : result.diagnostics) text += render(diagnostic, Language::zh, false) + "\n";
  if (!text.empty()) text += "==== en ====\n";
  for (const Diagnostic& diagnostic : result.diagnostics) text += render(diagnostic, Language::en, false);
  return text.empty() ? "(nothing)\n" : text;
}

/// More unused parameters than anybody wants to read about.
std::vector<std::shared_ptr<const Source>> too_many_lints() {
  std::string text = "规则集 t.case\n  版本 1.0.0\n\n";
  for (int i = 0; i < 2100; ++i) text += "参数 线" + std::to_string(i) + " = 1% “x”\n";
  return {std::make_shared<Source>("many.hegui", std::move(text))};
}

class CheckGolden : public testing::TestWithParam<fs::path> {};

TEST_P(CheckGolden, SaysWhatItShould) {
  const fs::path expected = fs::path(GetParam()).replace_extension(".txt");
  const std::string actual = messages_of(load_sources(sources_of(GetParam())));
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(actual, read(expected));
}

TEST_P(CheckGolden, DoesNotDependOnTheOrderOfFiles) {
  std::vector<std::shared_ptr<const Source>> sources = sources_of(GetParam());
  const std::string forward = messages_of(load_sources(sources));
  std::reverse(sources.begin(), sources.end());
  EXPECT_EQ(forward, messages_of(load_sources(sources)));
}

INSTANTIATE_TEST_SUITE_P(Cases, CheckGolden, testing::ValuesIn(cases()),
                         [](const auto& entry) { return entry.param.stem().string(); });

/// Every code has a case; n023_unknown_word.hegui shows HG-N023, whatever else it shows.
TEST(CheckGoldenFolder, CasesShowTheCodesTheyAreNamedFor) {
  std::set<std::string> covered;
  for (const fs::path& path : cases()) {
    std::set<std::string> shown;
    for (const Diagnostic& diagnostic : load_sources(sources_of(path)).diagnostics) shown.emplace(diagnostic.code);
    covered.insert(shown.begin(), shown.end());
    std::string code = path.stem().string().substr(0, 4);
    code[0] = static_cast<char>(code[0] - 'a' + 'A');
    const std::string stem = path.stem().string();
    if (!stem.starts_with("good_") && !stem.starts_with("mistakes_")) {
      EXPECT_TRUE(shown.contains("HG-" + code)) << path.filename();
    }
  }
  for (const Diagnostic& diagnostic : load_sources(too_many_lints()).diagnostics) covered.emplace(diagnostic.code);
  for (const DiagnosticCode& row : check_codes()) EXPECT_TRUE(covered.contains(std::string(row.code))) << row.code;
}

TEST(CheckGoldenFolder, TooManyMessagesAreCutShortAndSaid) {
  const LoadResult result = load_sources(too_many_lints());
  EXPECT_FALSE(result.has_errors());
  const auto told = [&](std::string_view code) {
    return std::count_if(result.diagnostics.begin(), result.diagnostics.end(),
                         [code](const Diagnostic& diagnostic) { return diagnostic.code == code; });
  };
  EXPECT_EQ(told("HG-L001"), 2000);
  EXPECT_EQ(told("HG-L032"), 1);
}

TEST(CheckGoldenFolder, NoExpectationIsLeftOver) {
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".txt") {
      EXPECT_TRUE(fs::exists(fs::path(entry.path()).replace_extension(".hegui"))) << entry.path();
    }
  }
}

TEST(CheckCodes, RowsAreSortedAndCompleteInBothLanguages) {
  std::string last;
  for (const DiagnosticCode& row : check_codes()) {
    if (last.substr(0, 4) == row.code.substr(0, 4)) {
      EXPECT_LT(last, row.code);
    }
    last = row.code;
    EXPECT_FALSE(row.zh.empty()) << row.code;
    EXPECT_FALSE(row.en.empty()) << row.code;
    EXPECT_EQ(row.hint_zh.empty(), row.hint_en.empty()) << row.code;
    EXPECT_EQ(row.level == Level::lint, row.code.substr(0, 4) == "HG-L") << row.code;
  }
}

}  // namespace
}  // namespace hegui::dsl
