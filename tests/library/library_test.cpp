// What another program sees of the checker through its one header.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "checker/library/hegui.hpp"
#include "tests/app/program.hpp"

namespace {

using hegui::Checker;
using hegui::app::run_program;
using hegui::app::Scratch;
using hegui::app::source_path;
using nlohmann::json;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kDefects = source_path("docs/samples/defects.txt");

const Checker& checker() {
  static const Checker made;
  return made;
}

/// The report's object as the command writes it, without what the line says of its kind.
json from_command(const std::string& path) {
  const auto ran = run_program({"check", "--format", "jsonl", path});
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) {
    auto object = json::parse(line);
    if (object.at("kind") != "report") continue;
    object.erase("kind");
    return object;
  }
  return {};
}

std::string message_of(const hegui::Options& options) {
  try {
    const Checker made(options);
    return {};
  } catch (const hegui::Error& error) {
    return error.what();
  }
}

TEST(Library, TellsWhatTheCommandTells) {
  const auto result = checker().check_file(kDefects);
  ASSERT_TRUE(result.readable());
  EXPECT_EQ(json::parse(result.json), from_command(kDefects));
  const auto listed = json::parse(result.json).at("findings");
  ASSERT_EQ(result.findings.size(), listed.size());
  ASSERT_THAT(result.findings, Not(IsEmpty()));
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const auto& finding = result.findings[i];
    EXPECT_EQ(finding.id, listed[i].at("id"));
    EXPECT_EQ(finding.rule, listed[i].at("rule"));
    EXPECT_EQ(finding.message, listed[i].at("message"));
    ASSERT_EQ(finding.evidence.size(), listed[i].at("evidence").size());
    for (std::size_t j = 0; j < finding.evidence.size(); ++j) {
      EXPECT_EQ(finding.evidence[j].quote, listed[i]["evidence"][j].at("quote"));
      EXPECT_EQ(finding.evidence[j].line, listed[i]["evidence"][j].at("line"));
    }
  }
}

TEST(Library, BytesAreReadLikeTheFile) {
  auto from_bytes = json::parse(checker().check_bytes(hegui::app::slurp(kDefects), kDefects).json);
  EXPECT_EQ(from_bytes, json::parse(checker().check_file(kDefects).json));
}

TEST(Library, FactsCanBeKeptAndCheckedLater) {
  const Scratch scratch;
  const auto results = checker().check_facts(scratch.file("facts.json", checker().facts_of_file(kDefects)));
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(json::parse(results[0].json).at("findings"),
            json::parse(checker().check_file(kDefects).json).at("findings"));
}

TEST(Library, AFileThatCannotBeReadIsAResult) {
  const auto result = checker().check_file("没有这个文件.docx");
  EXPECT_FALSE(result.readable());
  EXPECT_EQ(result.error_code, "missing");
  EXPECT_THAT(result.error, HasSubstr("找不到这个文件"));
  EXPECT_THAT(result.findings, IsEmpty());
}

TEST(Library, ADashIsAFileAndNotStandardInput) { EXPECT_EQ(checker().check_file("-").error_code, "missing"); }

TEST(Library, ManyThreadsShareOneChecker) {
  const std::string alone = checker().check_file(kDefects).json;
  std::vector<std::string> results(8);
  {
    std::vector<std::jthread> threads;
    for (auto& result : results) threads.emplace_back([&result] { result = checker().check_file(kDefects).json; });
  }
  for (const auto& result : results) EXPECT_EQ(result, alone);
}

TEST(Library, OnlyTheNamedRulesRun) {
  hegui::Options options;
  options.rules = {"GJ-10"};
  const Checker narrow(options);
  for (const auto& finding : narrow.check_file(kDefects).findings) EXPECT_EQ(finding.rule, "GJ-10");
  EXPECT_EQ(narrow.rules(), checker().rules());
}

TEST(Library, MistakesOfTheCallerAreTold) {
  hegui::Options options;
  options.rules = {"GJ-1O"};
  EXPECT_THAT(message_of(options), HasSubstr("GJ-1O"));
  options.language = hegui::Language::english;
  EXPECT_THAT(message_of(options), HasSubstr("there is no rule"));
  options = {};
  options.as_of = "2023-02-30";
  EXPECT_THAT(message_of(options), HasSubstr("2023-02-30"));
  options = {};
  options.profile = "没有的方案";
  EXPECT_THAT(message_of(options), HasSubstr("没有的方案"));
}

TEST(Library, MistakesInARulebookAreToldWithTheirPlace) {
  const Scratch scratch;
  hegui::Options options;
  options.rulebooks = {scratch.file("坏.hegui", "规则集 坏\n版本 \"1.0.0\"\n规则 甲：\n")};
  EXPECT_THAT(message_of(options), HasSubstr("坏.hegui"));
}

}  // namespace
