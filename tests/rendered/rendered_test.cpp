// Reports that are known as text, rendered to every other format by LibreOffice and by our own writer of OFD: what is
// read must be the same facts, and the same findings.
//   HEGUI_RENDERED=all   the reports of the other sets too
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "checker/document/reader.hpp"
#include "checker/document/subprocess.hpp"
#include "checker/report/understand.hpp"
#include "dsl/load.hpp"
#include "tests/app/program.hpp"
#include "tests/rendered/places.hpp"
#include "tests/support/render_ofd.hpp"
#include "tests/support/render_office.hpp"
#include "tests/support/schema.hpp"

namespace hegui::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Findings about the form of the text file, which other formats do not have; by report (empty: any) and rule.
struct Exception {
  const char* report;
  const char* rule;
  const char* why;
};
constexpr Exception kExceptions[] = {
    {"", "GS-11", "residue of bookmarks and page breaks is left out when the report is rendered"},
    {"", "WZ-21", "residue of page breaks is left out when the report is rendered"},
    {"48-chengshui-yingji-sheets-pdf", "GS-12", "lines that the text file broke off became paragraphs of their own"},
    {"48-chengshui-yingji-sheets-pdf", "GS-01", "its contents list lost its page breaks"},
};

bool excepted(const std::string& report, const std::string& rule) {
  return std::any_of(std::begin(kExceptions), std::end(kExceptions), [&](const Exception& each) {
    return (*each.report == '\0' || report == each.report) && rule == each.rule;
  });
}

bool everything() {
  const char* const wish = std::getenv("HEGUI_RENDERED");
  return wish != nullptr && std::string_view(wish) == "all";
}

/// The invented reports by name, with their paths.
std::map<std::string, fs::path> reports() {
  std::map<std::string, fs::path> found;
  std::vector<std::string> sets{"invented", "second"};
  if (everything()) sets.insert(sets.end(), {"third", "fourth"});
  for (const std::string& set : sets) {
    const fs::path folder = source_path("tests/reports/" + set);
    if (!fs::exists(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".txt") found[entry.path().stem().string()] = entry.path();
  }
  return found;
}

using Bag = std::multiset<std::string>;
struct Understood {
  Bag facts, findings;
};

std::string text_of(const json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }

json run_on(const char* command, const std::vector<std::string>& files) {
  std::vector<std::string> arguments{command, "--format", "json"};
  arguments.insert(arguments.end(), files.begin(), files.end());
  How how;
  how.environment = {{"HEGUI_RULES", source_path("rules")}};
  const Ran ran = run_program(arguments, how);
  if (ran.out.empty()) throw std::runtime_error(ran.err);
  return json::parse(ran.out);
}

/// What is read from each file, by the file's name without its ending.
std::map<std::string, Understood> understand(const std::vector<std::string>& files) {
  std::map<std::string, Understood> result;
  for (const json& report : run_on("facts", files).at("reports")) {
    Bag& facts = result[fs::path(text_of(report.at("path"))).stem().string()].facts;
    if (!report.contains("facts")) continue;
    for (const json& fact : report.at("facts")) {
      std::string key = text_of(fact.at("concept")) + " " + text_of(fact.at("value")) + text_of(fact.at("unit"));
      for (const auto& [aspect, value] : fact.at("aspects").items())
        key += " " + aspect + "=" + (value.contains("member") ? text_of(value.at("member")) : "");
      facts.insert(std::move(key));
    }
  }
  for (const json& report : run_on("check", files).at("reports")) {
    const std::string name = fs::path(text_of(report.at("path"))).stem().string();
    if (!report.contains("findings")) continue;
    for (const json& finding : report.at("findings")) {
      const std::string rule = text_of(finding.at("rule"));
      if (excepted(name, rule)) continue;
      const json& evidence = finding.at("evidence");
      result[name].findings.insert(rule + " " + (evidence.empty() ? "" : text_of(evidence.at(0).at("value"))));
    }
  }
  return result;
}

Bag without(Bag bag, const Bag& other) {
  for (const std::string& each : other)
    if (const auto found = bag.find(each); found != bag.end()) bag.erase(found);
  return bag;
}

std::string list(const Bag& bag) {
  std::string text;
  for (const std::string& each : bag) text += "    " + each + "\n";
  return text;
}

class Rendered : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Scratch();
    const auto loaded = dsl::load({source_path("rules")});
    ASSERT_TRUE(loaded.program);
    const report::Lexicon lexicon(loaded.program);
    std::vector<std::string> files;
    for (const auto& [name, path] : reports()) {
      auto read = document::read_file(path, {}, lexicon.page_words());
      ASSERT_TRUE(read.document) << path;
      files.push_back(path.string());
      folder_->file(name + ".fodt", document::to_flat_text(*read.document));
      folder_->file(name + ".fods", document::to_flat_workbook(*read.document));
      folder_->file("ofd/" + name + ".ofd", document::to_ofd(*read.document));
      folder_->file("ofd-whole/" + name + ".ofd", document::to_ofd(*read.document, {true, true}));
    }
    text_ = new std::map<std::string, Understood>(understand(files));
  }
  static void TearDownTestSuite() {
    delete text_;
    delete folder_;
    text_ = nullptr;
    folder_ = nullptr;
  }

  /// One start of LibreOffice for all files of a format.
  static bool convert(const char* from, const std::string& to) {
    const std::string office = document::find_program("soffice");
    if (office.empty()) return false;
    std::vector<std::string> command{
        office,         "-env:UserInstallation=file://" + (folder_->path() / "profile").string(),
        "--headless",   "--norestore",
        "--convert-to", to,
        "--outdir",     (folder_->path() / to).string()};
    for (const auto& [name, path] : reports()) command.push_back((folder_->path() / (name + from)).string());
    document::RunLimits limits;
    limits.seconds = 300;
    limits.environment = {"HOME=" + folder_->path().string()};
    return document::run_program(command, {}, limits).end == document::RunResult::End::done;
  }

  static void expect_same(const std::string& folder, const std::string& ending, double least) {
    std::vector<std::string> files;
    for (const auto& [name, path] : reports()) {
      files.push_back((folder_->path() / folder / (name + ending)).string());
      ASSERT_TRUE(fs::exists(files.back())) << files.back();
    }
    const auto found = understand(files);
    for (const auto& [name, expected] : *text_) {
      const Understood& here = found.at(name);
      const Bag lost = without(expected.facts, here.facts), more = without(here.facts, expected.facts);
      EXPECT_LE(static_cast<double>(lost.size()), static_cast<double>(expected.facts.size()) * (1 - least))
          << name << " as " << ending << " lost\n"
          << list(lost) << "  and has\n"
          << list(more);
      EXPECT_EQ(here.findings, expected.findings) << name << " as " << ending << " lost the findings\n"
                                                  << list(without(expected.findings, here.findings)) << "  and has\n"
                                                  << list(without(here.findings, expected.findings));
    }
  }

  static void expect_converted(const char* from, const std::string& to, double least) {
    if (document::find_program("soffice").empty())
      GTEST_SKIP() << "LibreOffice (libreoffice-writer-nogui, libreoffice-calc-nogui) is not installed";
    ASSERT_TRUE(convert(from, to));
    expect_same(to, "." + to, least);
  }

  static Scratch* folder_;
  static std::map<std::string, Understood>* text_;
};
Scratch* Rendered::folder_ = nullptr;
std::map<std::string, Understood>* Rendered::text_ = nullptr;

TEST_F(Rendered, Docx) { expect_converted(".fodt", "docx", 0.99); }
TEST_F(Rendered, Doc) { expect_converted(".fodt", "doc", 0.99); }
TEST_F(Rendered, Odt) { expect_converted(".fodt", "odt", 0.99); }
TEST_F(Rendered, Html) { expect_converted(".fodt", "html", 0.99); }
TEST_F(Rendered, Pdf) {
  if (!HEGUI_PDF_LINES) GTEST_SKIP() << "without libpoppler-private-dev the lines of tables are not seen";
  expect_converted(".fodt", "pdf", 0.97);
}
TEST_F(Rendered, BoxesInPdfHoldTheFacts) {
  if (!HEGUI_PDF_LINES) GTEST_SKIP() << "without libpoppler-private-dev the lines of tables are not seen";
  if (document::find_program("pdftotext").empty()) GTEST_SKIP() << "pdftotext (poppler-utils) is not installed";
  constexpr std::size_t kEvery = 5;  // pdftotext runs for each fact
  std::size_t at = 0;
  for (const auto& [name, path] : reports()) {
    const fs::path file = folder_->path() / "pdf" / (name + ".pdf");
    if (!fs::exists(file)) GTEST_SKIP() << "no LibreOffice";
    if (everything() || at++ % kEvery == 0) expect_places_in_pdf(file.string());
  }
}
TEST_F(Rendered, Xlsx) { expect_converted(".fods", "xlsx", 0.99); }
TEST_F(Rendered, Ofd) { expect_same("ofd", ".ofd", 0.99); }
TEST_F(Rendered, BoxesInOfdHoldTheFacts) {
  for (const auto& [name, path] : reports()) {
    expect_places_in_ofd((folder_->path() / "ofd" / (name + ".ofd")).string());
    expect_places_in_ofd((folder_->path() / "ofd-whole" / (name + ".ofd")).string());
  }
}
TEST_F(Rendered, BoxesGoThroughAFileOfFacts) {
  const std::string file = (folder_->path() / "ofd" / (reports().begin()->first + ".ofd")).string();
  How how;
  how.environment = {{"HEGUI_RULES", source_path("rules")}};
  const Ran facts = run_program({"facts", "--format", "json", file}, how);
  EXPECT_EQ(testing_support::mismatch(facts.out, "facts"), "");
  const std::string kept = folder_->file("facts.json", facts.out);
  const Ran straight = run_program({"check", "--format", "json", file}, how);
  EXPECT_EQ(testing_support::mismatch(straight.out, "check"), "");
  EXPECT_NE(straight.out.find("\"box\""), std::string::npos);
  EXPECT_EQ(run_program({"check", "--facts", kept, "--format", "json"}, how).out, straight.out);
}
TEST_F(Rendered, OfdWithWholeParagraphs) { expect_same("ofd-whole", ".ofd", 0.99); }

}  // namespace
}  // namespace hegui::app
