// Files that no honest user submits: every one ends in a clear message or a normal result, never in a crash.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>


#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::HasSubstr;
using testing::Not;

Ran check(const std::string& path) { return run_program({"check", path, "-r", small_rules()}); }

TEST(Hostile, MissingEmptyAndBinaryFilesAreUnreadable) {
  const Scratch scratch;
  std::string noise;
  for (int i = 0; i < 4096; ++i) noise += static_cast<char>((i * 7919) >> 3);
  for (const auto& path :
       {(scratch.path() / "gone.txt").string(), scratch.file("empty.txt", ""), scratch.file("noise.txt", noise),
        scratch.file("image.txt", std::string_view("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16))}) {
    const Ran ran = check(path);
    EXPECT_EQ(ran.status, 3) << path << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(path));
  }
}

TEST(Hostile, TruncatedUtf8IsToldOrRead) {
  const Scratch scratch;
  const std::string text = small_report();
  const Ran ran = check(scratch.file("cut.txt", text.substr(0, text.size() - 2)));
  EXPECT_TRUE(ran.status == 3 || ran.status == 1) << ran.status << ran.err;
}

TEST(Hostile, NulBytesDoNoHarm) {
  const Scratch scratch;
  std::string text = small_report();
  text.insert(text.find("预算"), 1, '\0');
  const Ran ran = check(scratch.file("nul.txt", text));
  EXPECT_TRUE(ran.status == 3 || ran.status == 1 || ran.status == 0) << ran.status;
  EXPECT_THAT(ran.out, Not(HasSubstr(std::string(1, '\0'))));
}

TEST(Hostile, OneEndlessLineAndManyLinesAreBounded) {
  const Scratch scratch;
  std::string line;
  while (line.size() < (1U << 18U)) line += "支出80万元，";
  EXPECT_LE(check(scratch.file("line.txt", line)).status, 3);
  std::string lines;
  while (lines.size() < (1U << 18U)) lines += "（一）支出80万元。\n";
  EXPECT_LE(check(scratch.file("lines.txt", lines)).status, 3);
  std::string nested;
  for (int i = 0; i < 20000; ++i) nested += "（";
  EXPECT_LE(check(scratch.file("nested.txt", nested)).status, 3);
}

TEST(Hostile, AFileAboveTheLimitIsRefused) {
  const Scratch scratch;
  const auto path = scratch.file("big.txt", small_report());
  std::filesystem::resize_file(path, 70ULL << 20U);
  EXPECT_EQ(check(path).status, 3);
}

TEST(Hostile, DevicesAndPipesDoNotHang) {
  EXPECT_EQ(check("/dev/null").status, 3);
  EXPECT_EQ(check("/dev/zero").status, 3);
  const Scratch scratch;
  const auto pipe = (scratch.path() / "pipe.txt").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(run_program({"check", scratch.path().string(), "-r", small_rules()}).status, 3);
}

TEST(Hostile, ARulebookWithManyMistakesTellsThemAll) {
  const Scratch scratch;
  std::string rules = "规则集 bad\n  版本  1.0.0\n  引用  cn.taxonomy 1\n";
  for (int i = 1; i <= 10; ++i)
    rules += "\n规则 B-" + std::to_string(i) + " “坏”\n  级别  错误\n  应    [没有这个词" + std::to_string(i) +
             "] > 1万元\n  说明  “x”\n";
  const auto report = scratch.file("a.txt", small_report());
  const auto book = scratch.file("bad.hegui", rules);
  const Ran ran = run_program({"check", report, "-r", book});
  EXPECT_EQ(ran.status, 2);
  for (int i = 1; i <= 10; ++i) EXPECT_THAT(ran.err, HasSubstr("没有这个词" + std::to_string(i)));
  EXPECT_EQ(ran.out, "");
}

TEST(Hostile, DivisionByZeroIsUndeterminedNotACrash) {
  const Scratch scratch;
  const auto book = scratch.file("zero.hegui",
                                 "规则集 zero\n  版本  1.0.0\n  引用  cn.taxonomy 1\n\n"
                                 "规则 Z-1 “除以零”\n  级别  错误\n"
                                 "  应    [决算 支出] ÷ （[决算 支出] － [决算 支出]） > 100%\n  说明  “x”\n");
  const auto report = scratch.file("a.txt", small_report());
  const Ran ran = run_program({"check", report, "-r", book});
  EXPECT_EQ(ran.status, 0) << ran.err << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("不能判断 1"));
}

TEST(Hostile, MutatedReportsNeverCrash) {
  const Scratch scratch;
  const std::string sample = slurp(source_path("docs/samples/defects.txt"));
  ASSERT_FALSE(sample.empty());
  std::uint32_t state = 7;
  const auto next = [&state] { return (state = state * 1664525U + 1013904223U) >> 8U; };
  std::vector<std::string> arguments = {"check", "-r", small_rules()};
  for (int round = 0; round < 40; ++round) {
    std::string text = sample;
    for (int i = 0; i < 12; ++i) {
      const std::size_t at = next() % text.size();
      switch (next() % 3) {
        case 0: text[at] = static_cast<char>(next()); break;
        case 1: text.erase(at, next() % 40); break;
        default: text.insert(at, text.substr(next() % text.size(), next() % 60));
      }
    }
    arguments.push_back(scratch.file(std::to_string(round) + ".txt", text));
  }
  const Ran ran = run_program(arguments);
  EXPECT_LE(ran.status, 3) << ran.err;
}

}  // namespace
}  // namespace hegui::app
