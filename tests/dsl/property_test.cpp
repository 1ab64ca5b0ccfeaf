// Whatever the text: the parser ends, does not throw, and every message has a code and a place inside the text.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "dsl/printer.hpp"
#include "dsl/utf8.hpp"
#include "tests/dsl/dump.hpp"
#include "tests/dsl/files.hpp"

namespace hegui::dsl::test {
namespace {

void expect_sound(const std::string& text) {
  const ParseResult result = parse_text(text);
  const auto size = static_cast<std::uint32_t>(text.size());
  for (const Diagnostic& diagnostic : result.diagnostics) {
    ASSERT_NE(find_diagnostic_code(diagnostic.code), nullptr) << diagnostic.code;
    ASSERT_LE(diagnostic.span.begin, diagnostic.span.end);
    ASSERT_LE(diagnostic.span.end, size);
    for (const Label& label : diagnostic.labels) ASSERT_LE(label.span.end, size);
    for (const Language language : {Language::zh, Language::en}) {
      const std::string shown = render(diagnostic, language, true);
      ASSERT_FALSE(shown.empty());
      ASSERT_EQ(shown.find("{0}"), std::string::npos);
    }
    ASSERT_EQ(render_line(diagnostic, Language::zh).find('\n'), std::string::npos);
  }
  std::uint32_t last = 0;
  for (const syntax::Item& item : result.file.items) {
    ASSERT_LE(last, item.span.begin);
    ASSERT_LT(item.span.begin, item.span.end);
    ASSERT_LE(item.span.end, size);
    last = item.span.end;
  }
  // What was understood can be printed and is understood again.
  const bool whole = std::all_of(
      result.diagnostics.begin(), result.diagnostics.end(),
      [](const Diagnostic& diagnostic) { return find_diagnostic_code(diagnostic.code)->level == Level::lint; });
  const std::string printed = print(result.file, {Language::zh, nullptr});
  const ParseResult again = parse_text(printed);
  std::string errors;
  for (const Diagnostic& diagnostic : again.diagnostics) errors += render(diagnostic, Language::zh, false);
  if (!whole) return;  // without its broken items a file may read differently
  ASSERT_EQ(dump(again.file), dump(result.file)) << errors << "in\n" << printed << "made of\n" << text;
}

std::string mutated(std::string text, std::mt19937& random) {
  static const std::vector<std::string> snippets = {"（",
                                                    "）",
                                                    "[",
                                                    "]",
                                                    "“",
                                                    "”",
                                                    "\"",
                                                    "\"\"\"",
                                                    "{",
                                                    "}",
                                                    "/",
                                                    "\\",
                                                    "且",
                                                    "或",
                                                    "非",
                                                    "应",
                                                    "当",
                                                    "规则",
                                                    "规则 X “y”\n",
                                                    "测试 “t”\n报告 \"\"\"\n",
                                                    "、",
                                                    "，",
                                                    "：",
                                                    "=",
                                                    "=>",
                                                    "≈",
                                                    "１",
                                                    "1,000",
                                                    "99999999999999999999999999999999",
                                                    "#",
                                                    "\n",
                                                    "\r\n",
                                                    "\t",
                                                    "　",
                                                    "有",
                                                    "缺",
                                                    "合计",
                                                    "每个",
                                                    "于",
                                                    "邻近",
                                                    "在",
                                                    "如果",
                                                    "则",
                                                    "否则",
                                                    "参数 x = 1 “n”\n",
                                                    "\xEF\xBB\xBF",
                                                    "\xE2\x80\x8B",
                                                    "👍",
                                                    "é"};
  const auto below = [&random](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  const auto boundary = [&text](std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) --at;
    return at;
  };
  for (std::size_t i = 0, n = 1 + below(3); i < n && !text.empty(); ++i) {
    const std::size_t from = boundary(below(text.size()));
    const std::size_t to = boundary(std::min(text.size(), from + below(40)));
    switch (below(5)) {
      case 0: text.erase(from, to - from); break;
      case 1: text.insert(from, snippets[below(snippets.size())]); break;
      case 2: text.insert(from, text.substr(from, to - from)); break;
      case 3: text.replace(from, to - from, snippets[below(snippets.size())]); break;
      default: text.resize(from); break;
    }
  }
  return text;
}

TEST(AnyText, MutatedRuleFilesAreHandled) {
  std::mt19937 random(20200225);  // NOLINT(cert-msc51-cpp): the same cases every time
  std::vector<RuleFile> files = rule_files_below(std::filesystem::path(HEGUI_SOURCE_DIR) / "tests" / "dsl" / "good");
  for (RuleFile& file : rule_files_below(examples_folder())) files.push_back(std::move(file));
  ASSERT_FALSE(files.empty());
  for (int round = 0; round < 60; ++round) {
    for (const RuleFile& file : files) {
      expect_sound(mutated(file.text, random));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(AnyText, EveryPrefixOfAnExampleIsHandled) {
  const auto files = rule_files_below(std::filesystem::path(HEGUI_SOURCE_DIR) / "tests" / "dsl" / "good");
  ASSERT_FALSE(files.empty());
  for (const RuleFile& file : files) {
    const std::string text = file.text.substr(0, 3000);
    for (std::size_t end = 0; end < text.size(); end += 7) {
      std::size_t cut = end;
      while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80) --cut;
      expect_sound(text.substr(0, cut));
      if (HasFatalFailure()) return;
    }
  }
}

std::string repeated(std::string_view piece, std::size_t count) {
  std::string text;
  text.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

TEST(HostileText, DeepNestingIsRefused) {
  for (const char* piece : {"（", "(", "[", "非 ", "－", "-", "有 ", "缺 ", "如果 ", "每个 x 于 y：", "邻近 ", "f（",
                            "“{", "任一（", "“"}) {
    const std::string text = "规则 A-1 “深”\n  应 " + repeated(piece, 200'000) + "\n规则 A-2 “浅”\n  应 有 [决算]\n";
    const ParseResult result = parse_text(text);
    EXPECT_EQ(result.diagnostics.size(), 1U) << piece;
    EXPECT_EQ(result.file.items.size(), 1U) << piece;
  }
  EXPECT_EQ(parse_text("规则 A-1 " + repeated("“", 200'000)).diagnostics.size(), 1U);
  EXPECT_EQ(parse_text("词集 x " + repeated("“", 200'000)).diagnostics.size(), 1U);
}

TEST(HostileText, LongChainsAreRefused) {
  for (const char* piece : {"1 ＋ ", "x 且 ", "x 或 ", "x 或无则 ", "2 × "}) {
    const ParseResult result = parse_text("规则 A-1 “长”\n  应 " + repeated(piece, 200'000) + "1\n");
    ASSERT_EQ(result.diagnostics.size(), 1U) << piece;
    EXPECT_EQ(result.diagnostics[0].code, "HG-P031");
  }
  EXPECT_EQ(parse_text("规则 A-1 “长”\n  应 报告" + repeated(".x", 200'000) + "\n").diagnostics.at(0).code, "HG-P031");
}

TEST(HostileText, StrangeBytesAreRefusedWithoutHarm) {
  expect_sound(std::string(10'000, '\0'));
  expect_sound(repeated("\xFF\xFE", 10'000));
  expect_sound("规则 A-1 “\xFF\xFF”\n  应 有 [\xE5\x86]\n");
  expect_sound("");
  expect_sound("\r\n\r\n");
  expect_sound("# 只有注释");
  expect_sound("规则 A-1 “CRLF”\r\n  应 有 [决算]\r\n");
}

TEST(HostileText, LargeFilesTakeLittleTime) {
  const auto begin = std::chrono::steady_clock::now();
  const std::string rule =
      "规则 A-1 “规则”\n  级别 错误\n  应 [决算 属于 三公经费] ≤ [预算] ＋ 1.5万元\n  说明 “{[决算]}超过{[预算]}”\n\n";
  const ParseResult good = parse_text(repeated(rule, 20'000'000 / rule.size() / 10));
  EXPECT_TRUE(good.diagnostics.empty());
  for (const char* piece :
       {"\"\"\"\n", "报告 \"\"\"\n", "（", "“", "规则 A-1 应 [\n", "测试 “t” 报告 \"\"\"\n", "x", "规则 ", "、", "#\n",
        "\n", "规则 A-1 “一", "又称 a、\n", "概念 a：金额 又称 b、\n", "依据 a\n", "参数 x\n"}) {
    const ParseResult result = parse_text(repeated(piece, 20'000'000 / std::string_view(piece).size() / 10));
    EXPECT_LE(result.diagnostics.size(), 101U) << piece;
  }
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begin).count();
  EXPECT_LT(seconds, 120) << "something is not linear";
}

}  // namespace
}  // namespace hegui::dsl::test
