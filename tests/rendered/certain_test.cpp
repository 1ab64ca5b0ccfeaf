// Real reports that are known as text, turned by LibreOffice into other formats as they stand, and by our own writer
// into OFD: the same findings, and every defect of certainty A that is found in the text is found there too.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "checker/document/reader.hpp"
#include "checker/document/subprocess.hpp"
#include "checker/report/understand.hpp"
#include "dsl/load.hpp"
#include "tests/app/program.hpp"
#include "tests/support/render_ofd.hpp"

namespace hegui::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Findings = std::map<std::string, json>;  // by report

struct Defect {
  std::string report, rule, line;
};

/// Of certainty A; columns report, rule, severity, certainty, line, quote, computation.
std::vector<Defect> certain_defects(const fs::path& table) {
  std::vector<Defect> defects;
  std::ifstream file(table);
  for (std::string row; std::getline(file, row);) {
    std::vector<std::string> cells;
    std::istringstream columns(row);
    for (std::string cell; std::getline(columns, cell, '\t');) cells.push_back(cell);
    if (cells.size() > 4 && cells[3] == "A") defects.push_back({cells[0], cells[1], cells[4]});
  }
  return defects;
}

Findings check(const std::vector<std::string>& files) {
  std::vector<std::string> arguments{"check", "--format", "json"};
  arguments.insert(arguments.end(), files.begin(), files.end());
  How how;
  how.environment = {{"HEGUI_RULES", source_path("rules")}};
  Findings found;
  const json all = json::parse(run_program(arguments, how).out);
  for (const json& report : all.at("reports"))
    found[fs::path(report.at("path").get<std::string>()).stem().string()] = report.value("findings", json::array());
  return found;
}

std::string value_of(const json& finding) {
  const json& evidence = finding.at("evidence");
  if (evidence.empty() || !evidence.at(0).at("value").is_string()) return {};
  return evidence.at(0).at("value").get<std::string>();
}

std::multiset<std::string> rules_and_values(const json& findings) {
  std::multiset<std::string> all;
  for (const json& each : findings) all.insert(each.at("rule").get<std::string>() + " " + value_of(each));
  return all;
}

/// The findings that tell this defect of the text.
std::vector<json> telling(const json& findings, const Defect& defect) {
  std::vector<json> told;
  for (const json& each : findings) {
    const json& evidence = each.at("evidence");
    const bool there = std::any_of(evidence.begin(), evidence.end(), [&](const json& piece) {
      return piece.contains("line") && piece.at("line").is_number() &&
             std::to_string(piece.at("line").get<int>()) == defect.line;
    });
    if (each.at("rule") == defect.rule && (defect.line == "0" || there)) told.push_back(each);
  }
  return told;
}

class Certain : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path shared = fs::path(HEGUI_SOURCE_DIR) / "../shared";
    if (!fs::exists(shared / "reports")) GTEST_SKIP() << "the reports (../shared/reports) are not there";
    defects_ = certain_defects(shared / "domain/expected.tsv");
    for (const auto& entry : fs::directory_iterator(shared / "reports"))
      if (entry.path().extension() == ".txt") reports_.push_back(entry.path().string());
    std::sort(reports_.begin(), reports_.end());
    text_ = check(reports_);
    ASSERT_FALSE(defects_.empty());
  }

  [[nodiscard]] std::vector<std::string> converted(const std::string& ending, const std::string& filter) const {
    const std::string office = document::find_program("soffice");
    if (office.empty()) return {};
    std::vector<std::string> command{office,
                                     "-env:UserInstallation=file://" + (folder_.path() / "profile").string(),
                                     "--headless",
                                     "--norestore",
                                     "--infilter=Text (encoded):UTF8,LF,,,",
                                     "--convert-to",
                                     ending + ":" + filter,
                                     "--outdir",
                                     folder_.path().string()};
    command.insert(command.end(), reports_.begin(), reports_.end());
    document::RunLimits limits;
    limits.seconds = 300;
    limits.environment = {"HOME=" + folder_.path().string()};
    if (document::run_program(command, {}, limits).end != document::RunResult::End::done) return {};
    std::vector<std::string> files;
    for (const std::string& report : reports_)
      files.push_back((folder_.path() / fs::path(report).stem()).string() + "." + ending);
    return files;
  }

  void expect_same(const std::vector<std::string>& files) const {
    const Findings found = check(files);
    std::size_t defects = 0, told = 0;
    for (const auto& [name, findings] : text_) {
      ASSERT_TRUE(found.contains(name)) << name;
      const auto expected = rules_and_values(findings), here = rules_and_values(found.at(name));
      EXPECT_EQ(here, expected) << name;
      for (const Defect& defect : defects_) {
        if (defect.report != name) continue;
        const auto in_text = telling(findings, defect);
        if (in_text.empty()) continue;
        ++defects;
        // Found there: every finding that tells it in the text has its like, by rule and value.
        const bool all = std::all_of(in_text.begin(), in_text.end(), [&](const json& each) {
          return here.contains(each.at("rule").get<std::string>() + " " + value_of(each));
        });
        told += all ? 1 : 0;
        EXPECT_TRUE(all) << name << " " << defect.rule << " line " << defect.line;
      }
    }
    RecordProperty("certain", std::to_string(told) + " of " + std::to_string(defects));
    EXPECT_GT(defects, 90U);
  }

  void expect_converted(const std::string& ending, const std::string& filter) const {
    if (document::find_program("soffice").empty())
      GTEST_SKIP() << "LibreOffice (libreoffice-writer-nogui) is not installed";
    const auto files = converted(ending, filter);
    ASSERT_FALSE(files.empty());
    expect_same(files);
  }

  std::vector<Defect> defects_;
  std::vector<std::string> reports_;
  Findings text_;
  Scratch folder_;
};

TEST_F(Certain, Docx) { expect_converted("docx", "MS Word 2007 XML"); }
TEST_F(Certain, Doc) { expect_converted("doc", "MS Word 97"); }
TEST_F(Certain, Html) { expect_converted("html", "HTML (StarWriter)"); }
TEST_F(Certain, Pdf) {
  if (!HEGUI_PDF_LINES) GTEST_SKIP() << "without libpoppler-private-dev the lines of tables are not seen";
  expect_converted("pdf", "writer_pdf_Export");
}

TEST_F(Certain, Ofd) {
  const auto loaded = dsl::load({source_path("rules")});
  ASSERT_TRUE(loaded.program);
  const report::Lexicon lexicon(loaded.program);
  std::vector<std::string> files;
  for (const std::string& report : reports_) {
    const auto read = document::read_file(report, {}, lexicon.page_words());
    ASSERT_TRUE(read.document) << report;
    document::OfdLook look;
    look.as_submitted = true;
    files.push_back(folder_.file(fs::path(report).stem().string() + ".ofd", document::to_ofd(*read.document, look)));
  }
  expect_same(files);
}

}  // namespace
}  // namespace hegui::app
