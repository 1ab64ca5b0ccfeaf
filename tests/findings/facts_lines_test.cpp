// Lines of plain figures read straight into a batch come out as the same lines read in full and evaluated one by one.
#include "checker/findings/facts_lines.hpp"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "checker/engine/plan.hpp"
#include "checker/findings/facts_input.hpp"
#include "checker/findings/line_reader.hpp"
#include "dsl/load.hpp"

namespace hegui::findings {
namespace {

const char* const kRules = R"(规则集 t.lines
  名称 “数”
  版本 1.0.0

参数 下限（floor）= 60% “低于此数要说明”

概念 支出（spent）：金额
概念 预算（planned）：金额
概念 比例（ratio）：比率
概念 得分（points）：分
概念 件数（cases）：数量（件）
概念 倍数（times）：数
概念 等级（grade）：文本 取值 优、良

规则 L-1 “一”
  级别 错误
  应 [支出] ÷ [预算] ≈ [比例]
  说明 “不符”
规则 L-2 “二”
  级别 错误
  当 [比例] < 下限
  应 [得分] = 0分 或 [件数] > 3件
  说明 “不符”
规则 L-3 “三”
  级别 错误
  应 [支出] ≤ [预算] 误差 5%
  说明 “不符”
规则 L-4 “四”
  级别 错误
  应 （缺 [支出] 按 0元） ＋ [预算] ≠ 100元
  除非 少：[倍数] < 2
  说明 “不符”
规则 L-5 “五”
  级别 错误
  应 [倍数] ≥ 1 且 有 [件数]
  说明 “不符”
)";

class Lines : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto loaded = dsl::load_sources({std::make_shared<const dsl::Source>("rules.hegui", kRules)});
    ASSERT_FALSE(loaded.has_errors());
    program_ = loaded.program;
    plan_ = engine::make_plan(*program_);
    options_.keep_plain = false;
    options_.use_programs = false;
  }

  /// Reads the line both ways; true when it went into the batch.
  bool agrees(const std::string& line) {
    engine::Batch batch(*plan_, options_);
    FactsLines lines(*program_, batch);
    std::string padded = line;
    padded.resize(line.size() + FactsLines::padding());
    const bool taken = lines.take(padded.data(), line.size());
    if (!taken) {
      EXPECT_EQ(batch.size(), 0U) << line;
      return false;
    }
    const ReadReport read = read_facts_line(line, 1, "lines", *program_, {});
    EXPECT_NE(read.report, nullptr) << line << read.error_en;
    if (read.report == nullptr) return true;
    EXPECT_EQ(read.path, lines.path());
    const auto evaluation = engine::evaluate(*plan_, *read.report, options_);
    for (std::uint32_t rule = 0; rule < program_->rules.size(); ++rule) {
      const engine::Proofs proofs = batch.judge(rule, 0);
      const auto& counts = evaluation.rules[rule];
      SCOPED_TRACE(program_->rules[rule].id + " " + line);
      EXPECT_EQ((proofs.passed[0] | proofs.failed[0] | proofs.not_applicable[0]) & ~1ULL, 0U) << "only one report";
      EXPECT_LE(proofs.passed[0], counts.passed);
      EXPECT_LE(proofs.failed[0], counts.failed);
      EXPECT_LE(proofs.not_applicable[0], counts.not_applicable);
      proved_ += ((proofs.passed[0] | proofs.failed[0] | proofs.not_applicable[0]) & 1U) != 0 ? 1 : 0;
    }
    return true;
  }

  std::shared_ptr<const dsl::Program> program_;
  std::shared_ptr<const engine::Plan> plan_;
  engine::Options options_;
  std::size_t proved_ = 0;
};

std::string random_line(std::mt19937& random) {
  const auto below = [&](unsigned count) { return static_cast<unsigned>(random() % count); };
  const char* const names[] = {"spent", "planned", "预算", "ratio", "points", "cases", "times", "支出"};
  std::string facts;
  for (unsigned count = below(9); count > 0; --count) {
    const std::string name = names[below(8)];
    std::string value = (below(12) == 0 ? "-" : "") + std::to_string(below(3) == 0 ? below(4) : below(120));
    if (below(2) == 0) value += "." + std::to_string(below(1000));
    if (below(20) == 0) value += "00000000000000";
    std::string unit;
    if (name == "ratio" && below(4) != 0) unit = below(8) == 0 ? "‰" : "%";
    if ((name == "spent" || name == "planned") && below(2) == 0) unit = below(2) == 0 ? "元" : "万元";
    facts += (facts.empty() ? "{" : ",{") + (R"("concept":")" + name) + R"(","value":")" + value + "\"";
    if (!unit.empty()) facts += R"(,"unit":")" + unit + "\"";
    facts += "}";
  }
  return R"({"path":"甲","facts":[)" + facts + "]}";
}

TEST_F(Lines, PlainFiguresComeOutAsReadInFull) {
  std::mt19937 random(20240607);
  for (int i = 0; i < 3000; ++i) {
    const std::string line = random_line(random);
    EXPECT_TRUE(agrees(line) || line.find("0000000") != std::string::npos) << line;
    if (HasFailure()) return;
  }
  EXPECT_GT(proved_, 2000U) << "programs prove something";
}

TEST_F(Lines, WhatIsNotPlainIsLeftAlone) {
  for (const char* const line :
       {R"({"path":"a","facts":[{"concept":"spent","value":"1","aspects":{}}]})",
        R"({"path":"a","facts":[{"concept":"grade","value":"优"}]})",
        R"({"path":"a","facts":[{"concept":"spent","value":"1","unit":"%"}]})",
        R"({"path":"a","facts":[{"concept":"nothing","value":"1"}]})",
        R"({"path":"a","facts":[{"concept":"spent","value":1}]})",
        R"({"path":"a","facts":[{"concept":"spent","value":"1e3"}]})",
        R"({"path":"a","facts":[{"concept":"spent","value":"."}]})",
        R"({"path":"a","facts":[{"concept":"spent","value":"1."}]})", R"({"path":"a","facts":[{"concept":"spent"}]})",
        R"({"path":"a","facts":[]} {})", R"({"path":"a","facts":[],"identity":{"year":2021}})", R"({"path":"a"})",
        R"({"facts":[]})", R"({"path":"a","facts":[}])", R"({"path":"a","facts":[)", R"([])", ""})
    EXPECT_FALSE(agrees(line)) << line;
}

TEST_F(Lines, ChangedLinesAreReadAlikeOrLeftAlone) {
  std::mt19937 random(7);
  std::size_t taken = 0;
  for (int i = 0; i < 6000; ++i) {
    std::string line = random_line(random);
    const std::size_t at = random() % line.size();
    const char pieces[] = "\"\\{}[]:,.-0aé \n\x01";
    if (i % 2 == 0) {
      line[at] = pieces[random() % (sizeof pieces - 1)];
    } else {
      line.erase(at, 1 + random() % 3);
    }
    taken += agrees(line) ? 1 : 0;
    if (HasFailure()) return;
  }
  EXPECT_GT(taken, 100U);
}

TEST(LineReader, GivesEveryLineWhateverItsLength) {
  std::string text, expected;
  for (int i = 0; i < 400; ++i) {
    const std::string line(static_cast<std::size_t>(i * 37 % 5000), static_cast<char>('a' + i % 26));
    text += line + (i % 3 == 0 ? "\r\n" : "\n");
    if (!line.empty()) expected += line + "|";
  }
  text += "last";
  std::istringstream in(text);
  LineReader lines(in, 1 << 20U, 64);
  std::string found;
  while (lines.next()) found += std::string(lines.line()) + "|";
  EXPECT_EQ(found, expected + "last|");
  EXPECT_EQ(lines.number(), 401U);
}

TEST(LineReader, ALineThatIsTooLongConcernsNoOther) {
  std::istringstream in("one\n" + std::string(3'000'000, 'x') + "\ntwo\n");
  LineReader lines(in, 1000, 64);
  ASSERT_TRUE(lines.next());
  EXPECT_EQ(lines.line(), "one");
  ASSERT_TRUE(lines.next());
  EXPECT_TRUE(lines.too_long());
  ASSERT_TRUE(lines.next());
  EXPECT_FALSE(lines.too_long());
  EXPECT_EQ(lines.line(), "two");
  EXPECT_EQ(lines.number(), 3U);
  EXPECT_FALSE(lines.next());
}

}  // namespace
}  // namespace hegui::findings
