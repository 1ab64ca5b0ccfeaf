// The pages of the codes: each code has one, its examples do what the page says, and docs/reference holds what is
// printed from them. UPDATE_GOLDEN=1 writes the pages of the reference.
#include "dsl/code_pages.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "dsl/load.hpp"
#include "tests/dsl/files.hpp"

namespace hegui::dsl::test {
namespace {

namespace fs = std::filesystem;

fs::path reference() { return fs::path(HEGUI_SOURCE_DIR) / "docs" / "reference"; }

const std::vector<std::shared_ptr<const Source>>& taxonomy() {
  static const auto once = [] {
    std::vector<std::shared_ptr<const Source>> all;
    for (const RuleFile& file : rule_files_below(fs::path(HEGUI_SOURCE_DIR) / "rules" / "taxonomy"))
      all.push_back(std::make_shared<const Source>(file.name, file.text));
    return all;
  }();
  return once;
}

/// What checking the example says, without what may be said about the taxonomy.
std::vector<Diagnostic> told(std::string_view example) {
  std::vector<std::shared_ptr<const Source>> sources = taxonomy();
  std::set<std::string> names;
  for (const auto& source : example_sources(example)) {
    names.insert(source->name());
    sources.push_back(source);
  }
  std::vector<Diagnostic> all = load_sources(sources).diagnostics;
  std::erase_if(all, [&](const Diagnostic& diagnostic) {
    return diagnostic.source == nullptr || !names.contains(diagnostic.source->name());
  });
  // Places in the taxonomy move when it is edited; the reference does not show them.
  for (Diagnostic& diagnostic : all)
    std::erase_if(diagnostic.labels, [&](const Label& label) { return !names.contains(label.source->name()); });
  return all;
}

std::string shown(const std::vector<Diagnostic>& diagnostics, Language language) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += render(diagnostic, language, false);
  return out;
}

std::string in_one_line(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += render_line(diagnostic, Language::en) + "\n";
  return out;
}

std::string anchor(std::string_view code) {
  std::string out;
  for (const char c : code) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string page_of_group(const CodeGroup& group) {
  std::string out = fmt::format("# {}：HG-{}… / {}\n\n", group.zh, group.letter, group.en);
  out +=
      "[全部编号 / all codes](codes.md)。要自己试，在例子前面加上这三行，存成 .hegui 文件，运行 `hegui rules check "
      "文件`：\n\n"
      "To try an example, put these three lines before it, save it as a .hegui file and run `hegui rules check "
      "FILE`:\n\n"
      "```text\n规则集 cn.example\n  版本 1.0.0\n  引用 cn.taxonomy 1\n```\n";
  for (const CodePage& page : group.pages) {
    const DiagnosticCode* row = find_diagnostic_code(page.code);
    if (row == nullptr) continue;
    out += fmt::format("\n## <a id=\"{}\"></a>{} {}\n\n*{}*\n\n{}\n{}\n\n**{}** {}\n{}\n", anchor(page.code), page.code,
                       message_pattern(*row, Language::zh), message_pattern(*row, Language::en), page.zh, page.en,
                       "怎样改 / What to do:", page.fix_zh, page.fix_en);
    if (page.wrong.empty()) continue;
    const std::vector<Diagnostic> said = told(page.wrong);
    out +=
        fmt::format("\n错的 / wrong:\n\n```text\n{}```\n\n```text\n{}{}```\n\n对的 / right:\n\n```text\n{}```\n",
                    example_items(page.wrong), shown(said, Language::zh), in_one_line(said), example_items(page.right));
  }
  return out;
}

std::string index_page() {
  std::string out =
      "# 错误和提醒的编号 / Codes of errors and lints\n\n"
      "每个编号的意思固定，不会改作他用。终端里：`hegui rules code "
      "HG-P007`。本页和各组的页由程序写出：`UPDATE_GOLDEN=1 "
      "dsl_test --gtest_filter='CodePages*'`。\n\n"
      "A code keeps its meaning for good. On a terminal: `hegui rules code HG-P007`. These pages are written by the "
      "program.\n";
  for (const CodeGroup& group : code_groups()) {
    out += fmt::format("\n## {} / {}\n\n| | |\n|---|---|\n", group.zh, group.en);
    for (const CodePage& page : group.pages) {
      const DiagnosticCode* row = find_diagnostic_code(page.code);
      if (row == nullptr) continue;
      std::string zh = message_pattern(*row, Language::zh), en = message_pattern(*row, Language::en);
      for (std::string* text : {&zh, &en}) {
        for (std::size_t at = text->find('|'); at != std::string::npos; at = text->find('|', at + 2))
          text->insert(at, "\\");
      }
      out += fmt::format("| [{0}]({1}#{2}) | {3} <br> {4} |\n", page.code, group.file, anchor(page.code), zh, en);
    }
  }
  return out;
}

TEST(CodePages, EveryCodeHasOneAndNoPageIsLeftOver) {
  std::set<std::string_view> pages;
  for (const CodeGroup& group : code_groups()) {
    for (const CodePage& page : group.pages) {
      EXPECT_TRUE(pages.insert(page.code).second) << page.code << " has two pages";
      EXPECT_NE(find_diagnostic_code(page.code), nullptr) << page.code << " is no code";
      EXPECT_EQ(page.code.substr(3, 1), std::string(1, group.letter)) << page.code << " is in the wrong group";
      for (const std::string_view text : {page.zh, page.en, page.fix_zh, page.fix_en}) {
        EXPECT_FALSE(text.empty()) << page.code;
      }
      EXPECT_EQ(page.wrong.empty(), page.right.empty()) << page.code;
    }
  }
  for (const DiagnosticCode& row : diagnostic_codes()) EXPECT_TRUE(pages.contains(row.code)) << row.code;
}

TEST(CodePages, OnlyWhatIsAboutFilesAndSizesHasNoExample) {
  const std::set<std::string_view> too_long{"HG-P030", "HG-P031", "HG-P038", "HG-N052", "HG-R026", "HG-L032"};
  for (const CodeGroup& group : code_groups()) {
    for (const CodePage& page : group.pages) {
      EXPECT_EQ(page.wrong.empty(), group.letter == 'F' || too_long.contains(page.code)) << page.code;
    }
  }
}

class CodeExamples : public testing::TestWithParam<std::size_t> {};

TEST_P(CodeExamples, WrongOnesGiveTheCodeAndRightOnesNone) {
  for (const CodePage& page : code_groups()[GetParam()].pages) {
    if (page.wrong.empty()) continue;
    const std::vector<Diagnostic> said = told(page.wrong);
    EXPECT_FALSE(said.empty()) << page.code << ": its wrong example is fine";
    for (const Diagnostic& diagnostic : said)
      EXPECT_EQ(diagnostic.code, page.code) << example_items(page.wrong) << shown(said, Language::zh);
    const std::vector<Diagnostic> none = told(page.right);
    EXPECT_TRUE(none.empty()) << page.code << "\n" << example_items(page.right) << shown(none, Language::zh);
  }
}
INSTANTIATE_TEST_SUITE_P(Groups, CodeExamples, testing::Range<std::size_t>(0, 6),
                         [](const auto& entry) { return std::string(1, code_groups()[entry.param].letter); });

TEST(CodePages, TheReferenceHoldsWhatIsPrintedFromThem) {
  std::vector<std::pair<std::string, std::string>> pages{{"codes.md", index_page()}};
  for (const CodeGroup& group : code_groups()) pages.emplace_back(group.file, page_of_group(group));
  for (const auto& [name, text] : pages) {
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
      std::ofstream(reference() / name, std::ios::binary) << text;
      continue;
    }
    EXPECT_EQ(read_file(reference() / name), text) << name << ": UPDATE_GOLDEN=1 writes it";
  }
}

TEST(CodePages, AreReadOnATerminal) {
  const CodePage* page = find_code_page("HG-P007");
  ASSERT_NE(page, nullptr);
  const std::string text = code_page_text(*page, Language::zh);
  EXPECT_NE(text.find("HG-P007"), std::string::npos);
  EXPECT_NE(text.find("应 [决算 支出] ≤ [预算 支出]"), std::string::npos);
  EXPECT_EQ(find_code_page("HG-X999"), nullptr);
}

}  // namespace
}  // namespace hegui::dsl::test
