// Whole outputs, reviewed once and kept beside this file. UPDATE_GOLDEN=1 rewrites them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/app/program.hpp"
#include "tests/findings/packages.hpp"

namespace hegui::app {
namespace {

void expect_golden(const std::string& name, const std::string& actual) {
  const auto path = source_path("tests/app/golden/" + name);
  if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && *update != '\0') {
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(slurp(path), actual) << path << "\nUPDATE_GOLDEN=1 rewrites it";
}

/// The output with paths as seen from the root of the checkout.
Ran run_at_root(const std::vector<std::string>& arguments, const std::string& language = "zh_CN.UTF-8") {
  return run_program(arguments, {"", source_path(""), {{"LANG", language}}});
}

const char* const kRules = "tests/app/rulebooks/small.hegui";
const char* const kReport = "docs/samples/defects.txt";

TEST(Golden, CheckForPeople) {
  expect_golden("check.txt", run_at_root({"check", kReport, "-r", kRules}).out);
  expect_golden("check.en.txt", run_at_root({"check", kReport, "-r", kRules}, "en_GB.UTF-8").out);
}

/// The digests of the rulebooks in use change whenever a word is added to the taxonomy: only their form is compared.
std::string without_rulebook_digests(std::string json) {
  const std::size_t end = json.find("\"reports\"");
  const std::string key = "\"sha256\": \"";
  for (std::size_t at = json.find(key); at < end; at = json.find(key, at + 1))
    json.replace(at + key.size(), 64, 64, '0');
  return json;
}

TEST(Golden, CheckAsJson) {
  expect_golden("check.json",
                without_rulebook_digests(run_at_root({"check", kReport, "-r", kRules, "--format", "json"}).out));
}

/// What the findings page holds as data, of the rulebooks those that have rules; how it is shown is tested in a
/// browser.
std::string page_data(const std::string& page) {
  using nlohmann::ordered_json;
  ordered_json data = ordered_json::object();
  for (const std::string id : {"report-0", "run"}) {
    const std::string open = "<script type=\"application/json\" id=\"" + id + "\">";
    const std::size_t from = page.find(open) + open.size();
    data[id] = ordered_json::parse(page.substr(from, page.find("</script>", from) - from));
  }
  auto books = ordered_json::array();
  for (auto& book : data["run"]["rulebooks"]) {
    book["sha256"] = std::string(64, '0');
    if (book["takes_part"]) books.push_back(book);
  }
  data["run"]["rulebooks"] = books;
  return data.dump(1) + "\n";
}

TEST(Golden, CheckAsPageData) {
  expect_golden("page.json", page_data(run_at_root({"check", kReport, "-r", kRules, "--format", "html"}).out));
}

/// A findings format over a report with findings and one that cannot be read.
std::string as(const std::string& format, const std::string& language = "zh_CN.UTF-8") {
  return run_at_root({"check", kReport, "docs/samples/没有.txt", "-r", kRules, "--format", format}, language).out;
}

TEST(Golden, CheckAsTables) {
  expect_golden("check.csv", as("csv"));
  expect_golden("check.en.csv", as("csv", "en_GB.UTF-8"));
  expect_golden("check.md", as("md"));
  expect_golden("check.en.md", as("md", "en_GB.UTF-8"));
}

TEST(Golden, CheckForPrograms) {
  const std::string lines = as("jsonl");
  EXPECT_THAT(lines, testing::StartsWith("{\"kind\":\"run\",\"tool\":{\"name\":\"hegui\""));
  expect_golden("check.jsonl", lines.substr(lines.find('\n') + 1));  // the first line names all rulebooks
  expect_golden("check.junit.xml", as("junit"));
  std::string sarif = as("sarif");
  // The digests of the rulebooks stand behind the results.
  const std::size_t tool = sarif.find("\"extensions\"");
  const std::size_t end = sarif.find("\"artifacts\"");
  const std::string indented = "\"sha256\": \"";
  for (std::size_t at = sarif.find(indented, tool); at < end; at = sarif.find(indented, at + 1))
    sarif.replace(at + indented.size(), 64, 64, '0');
  expect_golden("check.sarif", sarif);
}

/// A part of a package, a line a paragraph or row.
std::string part_lines(const std::string& package, const std::string& part, const std::string& end) {
  std::string xml = findings::part_of(package, part);
  for (std::size_t at = xml.find(end); at != std::string::npos; at = xml.find(end, at + end.size() + 1))
    xml.insert(at + end.size(), "\n");
  return xml;
}

TEST(Golden, LetterAndWorkbook) {
  expect_golden("letter.xml", part_lines(as("docx"), "word/document.xml", "</w:p>"));
  const std::string book = as("xlsx");
  std::string sheets;
  for (const auto* const sheet : {"sheet1", "sheet2", "sheet3", "sheet4", "sheet5"})
    sheets += part_lines(book, "xl/worksheets/" + std::string(sheet) + ".xml", "</row>") + "\n";
  expect_golden("workbook.xml", sheets);  // the sixth sheet holds the digests of the rulebooks
}

TEST(Golden, Explain) { expect_golden("explain.txt", run_at_root({"explain", kReport, "XX-01", "-r", kRules}).out); }

TEST(Golden, RuleShown) { expect_golden("rules-show.txt", run_at_root({"rules", "show", "XX-01", "-r", kRules}).out); }

TEST(Golden, RulesListed) { expect_golden("rules-list.txt", run_at_root({"rules", "list", "-r", kRules}).out); }

/// A corrected report against the one before it.
TEST(Golden, Comparison) {
  const auto compared = [](const std::string& format, const std::string& language = "zh_CN.UTF-8") {
    return run_at_root({"compare", kReport, "tests/app/golden/resubmitted.txt", "-r", kRules, "--format", format},
                       language)
        .out;
  };
  expect_golden("compare.txt", compared("text"));
  expect_golden("compare.en.txt", compared("text", "en_GB.UTF-8"));
  expect_golden("compare.csv", compared("csv"));
  expect_golden("compare.md", compared("md"));
  expect_golden("compare.html", compared("html"));
  expect_golden("compare.json", without_rulebook_digests(compared("json")));
}

TEST(Golden, Overview) {
  const auto summed_up = [](const std::string& format, const std::string& language = "zh_CN.UTF-8") {
    return run_at_root({"summary", kReport, "docs/samples/clean.txt", "docs/samples/没有.txt", "-r", kRules, "--units",
                        "tests/app/golden/units.csv", "--date", "2024-06-30", "--format", format},
                       language)
        .out;
  };
  expect_golden("summary.txt", summed_up("text"));
  expect_golden("summary.en.txt", summed_up("text", "en_GB.UTF-8"));
  expect_golden("summary.csv", summed_up("csv"));
  expect_golden("summary.md", summed_up("md"));
  expect_golden("summary.html", summed_up("html"));
  expect_golden("summary.json", without_rulebook_digests(summed_up("json")));
}

TEST(Golden, HelpInBothLanguages) {
  expect_golden("help.txt", run_at_root({"check", "--help"}).out);
  expect_golden("help.en.txt", run_at_root({"check", "--help"}, "en_GB.UTF-8").out);
}

}  // namespace
}  // namespace hegui::app
