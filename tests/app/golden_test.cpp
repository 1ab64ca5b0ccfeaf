// Whole outputs, reviewed once and kept beside this file. UPDATE_GOLDEN=1 rewrites them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/app/program.hpp"

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

TEST(Golden, Explain) { expect_golden("explain.txt", run_at_root({"explain", kReport, "XX-01", "-r", kRules}).out); }

TEST(Golden, RuleShown) { expect_golden("rules-show.txt", run_at_root({"rules", "show", "XX-01", "-r", kRules}).out); }

TEST(Golden, RulesListed) { expect_golden("rules-list.txt", run_at_root({"rules", "list", "-r", kRules}).out); }

TEST(Golden, HelpInBothLanguages) {
  expect_golden("help.txt", run_at_root({"check", "--help"}).out);
  expect_golden("help.en.txt", run_at_root({"check", "--help"}, "en_GB.UTF-8").out);
}

}  // namespace
}  // namespace hegui::app
