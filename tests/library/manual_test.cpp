// The manual page that is installed: says all that --help says, in the reader's language, and troff can read it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The page without troff's marks.
std::string plain(std::string page) {
  for (const auto& [mark, text] :
       {std::pair("\\-", "-"), std::pair("\\:", ""), std::pair("\\fR", ""), std::pair("\\&", "")})
    for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at))
      page.replace(at, 2 + (mark[1] == 'f' ? 1 : 0), text);
  return page;
}

TEST(Manual, NamesEveryOptionOfEveryCommand) {
  const std::string page = plain(run_program({"manual", "--lang", "en"}).out);
  for (const char* command : {"check", "facts", "explain", "compare", "summary", "template", "rules"}) {
    EXPECT_THAT(page, HasSubstr(std::string(".SS hegui ") + command + '\n'));
    const std::string help = run_program({command, "--help", "--lang", "en"}).out;
    const std::regex name("--[a-z-]+");
    for (std::sregex_iterator at(help.begin(), help.end(), name), end; at != end; ++at)
      EXPECT_THAT(page, HasSubstr(at->str())) << command;
  }
}

TEST(Manual, IsWrittenInBothLanguages) {
  EXPECT_THAT(plain(run_program({"manual", "--lang", "zh"}).out), HasSubstr("核查报告，列出发现"));
  EXPECT_THAT(plain(run_program({"manual", "--lang", "en"}).out), HasSubstr("check reports and list the findings"));
}

TEST(Manual, IsNoCommandForEverydayUse) {
  EXPECT_THAT(run_program({"--help", "--lang", "en"}).out, Not(HasSubstr("manual")));
}

TEST(Manual, NoLineOfTextIsARequest) {
  std::istringstream lines(run_program({"manual", "--lang", "en"}).out);
  const std::regex ours("^\\.(TH|SH|SS|TP|B|ad)\\b");
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] != '.') continue;
    EXPECT_TRUE(std::regex_search(line, ours)) << line;
  }
}

}  // namespace
}  // namespace hegui::app
