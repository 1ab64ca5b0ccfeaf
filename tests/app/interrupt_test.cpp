// A run that is interrupted from the keyboard, and output that does not suit a terminal.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using Arguments = std::vector<std::string>;

[[noreturn]] void become(const Arguments& arguments) {
  std::vector<char*> raw;
  Arguments all = arguments;
  all.insert(all.begin(), HEGUI_BINARY);
  for (auto& each : all) raw.push_back(each.data());
  raw.push_back(nullptr);
  ::execv(HEGUI_BINARY, raw.data());
  ::_exit(127);
}

void attach(const fs::path& file, int as) {
  if (const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600); opened >= 0) ::dup2(opened, as);
}

int status_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// A folder of reports, the third of which needs a converter that works until it is let go.
class Interrupted : public testing::Test {
 protected:
  Interrupted() {
    fs::create_directories(scratch_.path() / "tmp");
    for (const char* const name : {"1.txt", "2.txt", "4.txt"})
      scratch_.file(std::string("reports/") + name, std::string("石桥县渔政站") + name + "\n" + small_report());
    scratch_.file("reports/3.rtf", "{\\rtf1\\ansi Budget\\par}");
    const std::string office = scratch_.file(
        "bin/soffice", "#!/bin/sh\nwhile [ ! -e '" + (scratch_.path() / "go").string() + "' ]; do sleep 0.05; done\n");
    fs::permissions(office, fs::perms::owner_all);
  }

  [[nodiscard]] std::string path() const { return (scratch_.path() / "bin").string() + ":/usr/bin:/bin"; }

  /// Ctrl-C while the third report is at work; then that one is let go.
  Ran interrupt(const Arguments& arguments) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::setenv("PATH", path().c_str(), 1);
      ::setenv("TMPDIR", (scratch_.path() / "tmp").c_str(), 1);
      ::setenv("LANG", "zh_CN.UTF-8", 1);
      ::signal(SIGINT, SIG_DFL);
      attach(scratch_.path() / "out", STDOUT_FILENO);
      attach(scratch_.path() / "err", STDERR_FILENO);
      become(arguments);
    }
    const auto pause = [] { std::this_thread::sleep_for(std::chrono::milliseconds(10)); };
    for (int i = 0; i < 3000 && fs::is_empty(scratch_.path() / "tmp"); ++i) pause();
    EXPECT_FALSE(fs::is_empty(scratch_.path() / "tmp"));
    ::kill(child, SIGINT);
    scratch_.file("go", "");
    Ran ran;
    ran.status = status_of(child);
    ran.out = slurp(scratch_.path() / "out");
    ran.err = slurp(scratch_.path() / "err");
    return ran;
  }

  [[nodiscard]] Arguments check(const Arguments& more) const {
    Arguments arguments{
        "check", (scratch_.path() / "reports").string(), "-r", small_rules(), "--format", "json", "--jobs", "1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }

  const Scratch scratch_;
};

TEST_F(Interrupted, WhatWasDoneIsWrittenWholeAndTheNextRunGoesOn) {
  const Arguments resume{"--cache", (scratch_.path() / "cache").string()};
  const Ran first = interrupt(check(resume));
  EXPECT_EQ(first.status, 3);
  EXPECT_THAT(first.err, AllOf(HasSubstr("已中断，1 份没有核查"), HasSubstr("再运行同一条命令")));
  const json part = json::parse(first.out);
  ASSERT_EQ(part["reports"].size(), 3U);
  EXPECT_EQ(part["summary"]["reports"], 3);
  EXPECT_TRUE(fs::is_empty(scratch_.path() / "tmp"));

  How same_converter;  // results are taken from runs with the same programs only
  same_converter.environment = {{"PATH", path()}};
  const Ran second = run_program(check(resume), same_converter), fresh = run_program(check({}), same_converter);
  EXPECT_THAT(second.err, AllOf(HasSubstr("2 份取自以前的结果"), Not(HasSubstr("中断"))));
  EXPECT_EQ(second.out, fresh.out);
  EXPECT_EQ(second.status, fresh.status);
  EXPECT_EQ(json::parse(second.out)["reports"].size(), 4U);
}

TEST_F(Interrupted, WithoutACacheTheOptionThatGoesOnIsNamed) {
  const Ran ran = interrupt(check({}));
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("已中断，1 份没有核查"), HasSubstr("--resume")));
}

/// Runs the program with a terminal as its standard output; `out` is what shows there.
Ran run_on_terminal(const Arguments& arguments, const Scratch& scratch) {
  int terminal = 0;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child == 0) {
    ::setenv("LANG", "zh_CN.UTF-8", 1);
    ::setenv("TERM", "dumb", 1);
    attach(scratch.path() / "err", STDERR_FILENO);
    become(arguments);
  }
  Ran ran;
  char piece[4096];
  for (ssize_t got = 0; (got = ::read(terminal, piece, sizeof piece)) > 0;)
    ran.out.append(piece, static_cast<std::size_t>(got));
  ::close(terminal);
  ran.status = status_of(child);
  ran.err = slurp(scratch.path() / "err");
  return ran;
}

TEST(Terminal, AWorkbookIsNotWrittenOnIt) {
  const Scratch scratch;
  const auto report = scratch.file("报告.txt", small_report());
  const Arguments check{"check", report, "-r", small_rules(), "--format", "xlsx"};
  const Ran refused = run_on_terminal(check, scratch);
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.out, "");
  EXPECT_THAT(refused.err, AllOf(HasSubstr("xlsx"), HasSubstr("-o")));

  Arguments to_file = check;
  const auto book = scratch.path() / "结果.xlsx";
  to_file.insert(to_file.end(), {"-o", book.string()});
  const Ran written = run_on_terminal(to_file, scratch);
  EXPECT_EQ(written.status, 1) << written.err;
  EXPECT_EQ(slurp(book).substr(0, 2), "PK");
  EXPECT_EQ(run_program(check).out.substr(0, 2), "PK") << "a pipe takes it";
}

TEST(Terminal, TextIsWrittenOnIt) {
  const Scratch scratch;
  const auto report = scratch.file("报告.txt", small_report());
  const Ran ran = run_on_terminal({"check", report, "-r", small_rules()}, scratch);
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("执行率"));
}

}  // namespace
}  // namespace hegui::app
