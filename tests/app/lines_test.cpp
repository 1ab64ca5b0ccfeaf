#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// Three reports, the second of which cannot be read.
class Lines : public testing::Test {
 protected:
  Lines() {
    scratch_.file("reports/a.txt", small_report());
    scratch_.file("reports/b.txt", "");
    scratch_.file("reports/c.txt", small_report() + "“三公”经费决算2万元。\n");
  }
  const Scratch scratch_;
  const std::string reports_ = (scratch_.path() / "reports").string();
};

TEST_F(Lines, FactsAreOneLineAReport) {
  const auto whole = json::parse(run_program({"facts", reports_, "--format", "json"}).out)["reports"];
  const Ran ran = run_program({"facts", reports_, "--format", "jsonl"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("b.txt"));
  std::istringstream lines(ran.out);
  std::size_t i = 0;
  for (std::string line; std::getline(lines, line); ++i) {
    auto report = json::parse(line);
    EXPECT_EQ(report["kind"], "report");
    report.erase("kind");
    ASSERT_LT(i, whole.size());
    EXPECT_EQ(report, whole[i]);
  }
  EXPECT_EQ(i, 3U);
}

TEST_F(Lines, FactsGoThroughAPipeToTheFindingsOfTheReports) {
  How how;
  how.input = run_program({"facts", reports_, "--format", "jsonl"}).out;
  const auto check = [&](const How& with, const char* jobs) {
    return run_program({"check", "--facts", "-", "-r", small_rules(), "--format", "json", "--jobs", jobs}, with);
  };
  const Ran ran = check(how, "2");
  const auto piped = json::parse(ran.out)["reports"];
  const auto direct =
      json::parse(run_program({"check", reports_, "-r", small_rules(), "--format", "json"}).out)["reports"];
  ASSERT_EQ(piped.size(), 3U);
  EXPECT_EQ(piped[0], direct[0]);
  EXPECT_EQ(piped[1]["status"], "unreadable");
  EXPECT_EQ(piped[2], direct[2]);
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(check(how, "1").out, ran.out);
  // One bad line concerns no other.
  const std::size_t second = how.input.find('\n') + 1;
  how.input.replace(second, 1, "[");
  const auto mended = json::parse(check(how, "2").out)["reports"];
  ASSERT_EQ(mended.size(), 3U);
  EXPECT_EQ(mended[0], direct[0]);
  EXPECT_THAT(mended[1]["error"].get<std::string>(), HasSubstr("第 2 行"));
  EXPECT_EQ(mended[2], direct[2]);
}

TEST_F(Lines, FactsAreTheSameOnAnyNumberOfThreads) {
  const auto facts = [&](const char* jobs) {
    return run_program({"facts", reports_, "--format", "json", "--jobs", jobs}).out;
  };
  EXPECT_EQ(facts("1"), facts("4"));
}

}  // namespace
}  // namespace hegui::app
