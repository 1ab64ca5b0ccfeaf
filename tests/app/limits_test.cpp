// Each limit: an option, a documented default, and a message that names the option.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/app/limit_options.hpp"
#include "tests/app/program.hpp"
#include "tests/document/packages.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(Limits, TheHandbookStatesTheDefaultsOfTheProgram) {
  const std::string page = slurp(source_path("docs/how-to/limits.md"));
  const document::Limits standard;
  std::size_t rows = 0;
  for (std::size_t at = page.find("| `--max-"); at != std::string::npos; at = page.find("| `--max-", at + 1)) ++rows;
  EXPECT_EQ(rows, all_limit_options().size());
  for (const LimitOption& option : all_limit_options()) {
    const std::string value = std::to_string(option.get(standard)) + (*option.unit == '\0' ? "" : " ") + option.unit;
    EXPECT_THAT(page, HasSubstr("| `" + std::string(option.name) + "` | " + value + " |"));
  }
}

TEST(Limits, TheHelpStatesThemToo) {
  const Ran ran = run_program({"check", "--help"});
  for (const LimitOption& option : all_limit_options()) EXPECT_THAT(ran.out, HasSubstr(option.name));
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

/// Long, and not so even that it would pack to nothing.
std::string counted(int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += std::to_string(i * 7919 % 1'000'003);
  return all;
}

struct Case {
  const char* option;
  const char* value;
  std::string name, bytes;
};

class LimitIsTold : public testing::TestWithParam<Case> {};

TEST_P(LimitIsTold, WithItsOptionAndWidenedByIt) {
  const Case& each = GetParam();
  const Scratch scratch;
  scratch.file(each.name, each.bytes);
  const How how{"", scratch.path(), {}};
  const Ran narrow = run_program({"check", each.name, each.option, each.value, "-r", small_rules()}, how);
  EXPECT_EQ(narrow.status, 3);
  EXPECT_THAT(narrow.err, AllOf(HasSubstr(each.option), HasSubstr("放宽")));
  const Ran english =
      run_program({"check", each.name, each.option, each.value, "-r", small_rules(), "--lang", "en"}, how);
  EXPECT_THAT(english.err, AllOf(HasSubstr(each.option), HasSubstr("raise the limit")));
  const Ran wide = run_program({"check", each.name, "-r", small_rules()}, how);
  EXPECT_NE(wide.status, 3) << wide.err;
}

std::string report_docx(const std::string& more) {
  return document::docx(document::paragraph("2023年度部门整体支出绩效自评报告") + more);
}

std::string small_table() {
  const std::string cell = "<w:tc>" + document::paragraph("支出") + "</w:tc>";
  return "<w:tbl>" + repeated("<w:tr>" + cell + cell + "</w:tr>", 3) + "</w:tbl>";
}

INSTANTIATE_TEST_SUITE_P(
    All, LimitIsTold,
    testing::Values(
        Case{"--max-size", "1", "a.txt", small_report() + repeated("支出10万元。\n", 100'000)},
        Case{"--max-unpacked", "1", "a.docx", report_docx(document::paragraph(counted(250'000)))},
        Case{"--max-entries", "2", "a.docx",
             document::docx(document::paragraph("支出"), {{"word/a.xml", "<a/>"}, {"word/b.xml", "<b/>"}})},
        Case{"--max-nesting", "1", "a.zip", document::zip({{"b.zip", document::zip({{"c.txt", small_report()}})}})},
        Case{"--max-depth", "10", "a.docx", report_docx(repeated("<w:sdt>", 12) + repeated("</w:sdt>", 12))},
        Case{"--max-attributes", "2", "a.docx", report_docx(R"(<w:p a="1" b="2" c="3"/>)")},
        Case{"--max-tags", "5", "a.docx", report_docx(repeated("<w:p/>", 8))},
        Case{"--max-cells", "5", "a.docx", report_docx(small_table())},
        Case{"--max-paragraphs", "3", "a.docx", report_docx(repeated(document::paragraph("支出"), 8))}),
    [](const auto& chosen) {
      std::string name = chosen.param.option + 2;
      for (char& c : name)
        if (c == '-') c = '_';
      return name;
    });

TEST(Limits, ARatioIsBoundBesidesTheSize) {
  const Scratch scratch;
  scratch.file("a.docx", report_docx(document::paragraph(repeated(" ", 3 << 20))));
  const Ran ran = run_program({"check", "a.docx", "--max-ratio", "10", "-r", small_rules()}, {"", scratch.path(), {}});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("--max-ratio"));
}

TEST(Limits, ALongParagraphIsReadInPiecesAndThatIsSaid) {
  const Scratch scratch;
  scratch.file("a.txt", small_report() + repeated("支出顺利。", 200) + "\n");
  const Ran ran =
      run_program({"check", "a.txt", "--max-paragraph", "400", "-r", small_rules()}, {"", scratch.path(), {}});
  EXPECT_NE(ran.status, 3) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("分开来读"), HasSubstr("--max-paragraph")));
}

}  // namespace
}  // namespace hegui::app
