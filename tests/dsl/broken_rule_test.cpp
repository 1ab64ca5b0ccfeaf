// One broken rule is one error, and never hides or adds one elsewhere; half-written files and huge ones are refused
// where they go wrong.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "dsl/load.hpp"
#include "tests/dsl/dump.hpp"
#include "tests/dsl/files.hpp"

namespace hegui::dsl::test {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const Source> base() {
  return std::make_shared<const Source>(
      "base.hegui", read_file(fs::path(HEGUI_SOURCE_DIR) / "tests" / "dsl" / "golden_check" / "base.hegui"));
}

/// Six rules of different shapes, each with one mistake of its own; the header comes first.
const std::vector<std::string>& parts() {
  static const std::vector<std::string> all{
      "规则集 t.case\n  版本 1.0.0\n  引用 cn.base 1\n\n",
      "规则 A-1 “比率”\n  级别 警告\n  当 有 [预算 支出]\n  应 [执行率] ≤ 100\n  说明 “执行率{[执行率]}”\n\n",
      "规则 A-2 “名称”\n  级别 错误\n  令 超支 = [决算 支出] － [预算 支出]\n  应 超支 ≤ 0元 且 [决祘 支出] ≥ 0元\n  "
      "说明 “超出{超支}”\n\n",
      "规则 A-3 “循环”\n  级别 警告\n  对每个 组 于 报告.分解\n  应 合计（组.各项） ≈ 组.总额\n  说明 “{组.总数}”\n\n",
      "测试 “甲”\n  报告 \"\"\"\n    某局2021年度报告\n    \"\"\"\n  应报 A-9\n\n",
      "规则 A-5 “例外”\n  级别 错误 当 [执行率] < 80%，否则 提示\n  除非 较小：[决算 支出] < [执行率]\n  应 有 "
      "章节（改进措施）\n  说明 “{[执行率]}”\n\n",
      "规则 A-6 “加减”\n  级别 提示\n  应 [决算 支出] ＋ [执行率] ≤ 1万元\n  说明 “相差”\n",
  };
  return all;
}

/// What is said about each part: the codes of errors, by the part they stand in.
std::vector<std::multiset<std::string>> told(const std::vector<std::string>& texts) {
  std::string whole;
  std::vector<std::size_t> ends;
  for (const std::string& text : texts) {
    whole += text;
    ends.push_back(whole.size());
  }
  std::vector<std::multiset<std::string>> result(texts.size());
  const LoadResult loaded = load_sources({base(), std::make_shared<const Source>("x.hegui", whole)});
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    if (diagnostic.source == nullptr || diagnostic.source->name() != "x.hegui") continue;
    if (find_diagnostic_code(diagnostic.code)->level != Level::error) continue;
    // What is missing at the end of a part is told at its end.
    const auto part = std::lower_bound(ends.begin(), ends.end(), diagnostic.span.begin) - ends.begin();
    result[std::min<std::size_t>(static_cast<std::size_t>(part), texts.size() - 1)].emplace(diagnostic.code);
  }
  return result;
}

std::string without(std::string text, std::string_view piece) {
  const std::size_t at = text.find(piece);
  return at == std::string::npos ? std::string() : text.erase(at, piece.size());
}
std::string instead(std::string text, std::string_view piece, std::string_view other) {
  const std::size_t at = text.find(piece);
  return at == std::string::npos ? std::string() : text.replace(at, piece.size(), other);
}

/// Ways to break a rule; an empty text: this rule has nothing to break so.
std::vector<std::string> broken(const std::string& text) {
  std::vector<std::string> ways{
      without(text, "”"),                       // quote not closed
      without(text, "“"),                       // quote not opened
      instead(text, "级别", "级另"),            // misspelt keyword
      instead(text, "  应 ", "  应当 "),        // a word that is no keyword
      instead(text, "  应 ", "  应"),           // glued
      instead(text, "≤", "=<"),                 // no such sign
      instead(text, "]", ""),                   // bracket not closed
      instead(text, "）", ""),                  // bracket not closed
      instead(text, "[", "【"),                 // wrong bracket
      instead(text, "{", "{{"),                 // brace
      instead(text, "  说明", "  说明："),      // colon
      instead(text, "  应 ", "  应 （"),        // stray bracket
      instead(text, "\n  应 ", "\n  应 应 "),   // twice
      instead(text, "错误", "严重"),            // no such grade
      instead(text, "\n  级别", "\n  。级别"),  // stop
  };
  // Half-written: cut anywhere behind the head of the item.
  for (std::size_t at = text.find('\n'); at != std::string::npos && at + 1 < text.size();
       at = text.find('\n', at + 1)) {
    const std::string cut = text.substr(0, at);
    const ParseResult parsed = parse_text(parts()[0] + cut + "\n");
    if (!parsed.diagnostics.empty()) ways.push_back(cut + "\n\n");
  }
  ways.erase(std::remove(ways.begin(), ways.end(), std::string()), ways.end());
  return ways;
}

TEST(BrokenRule, IsOneErrorAndLeavesTheOthersAlone) {
  const auto whole = told(parts());
  for (std::size_t i = 1; i < parts().size(); ++i) ASSERT_EQ(whole[i].size(), 1U) << parts()[i];
  int tried = 0;
  for (std::size_t i = 1; i < parts().size(); ++i) {
    for (const std::string& way : broken(parts()[i])) {
      auto texts = parts();
      texts[i] = way;
      const auto now = told(texts);
      for (std::size_t k = 0; k < parts().size(); ++k) {
        if (k == i) continue;
        EXPECT_EQ(now[k], whole[k]) << "breaking\n" << way << "changed what is said about\n" << parts()[k];
      }
      EXPECT_EQ(now[i].size(), 1U) << way;
      ++tried;
    }
  }
  EXPECT_GT(tried, 50);
}

TEST(HalfWritten, EveryPrefixOfAGoodFileHasAtMostOneErrorOfWritingAndItIsNearTheEnd) {
  const std::string text = read_file(fs::path(HEGUI_SOURCE_DIR) / "tests" / "dsl" / "golden_check" / "base.hegui");
  std::size_t last_item = 0;
  for (std::size_t end = 0; end <= text.size(); ++end) {
    if (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) continue;
    if (end > 0 && text[end - 1] == '\n' && end < text.size() && text[end] != ' ' && text[end] != '\n') last_item = end;
    const ParseResult result = parse_text(text.substr(0, end));
    ASSERT_LE(result.diagnostics.size(), 1U) << text.substr(0, end);
    if (result.diagnostics.empty()) continue;
    EXPECT_GE(result.diagnostics[0].span.begin + 2, last_item) << text.substr(0, end);
  }
}

TEST(HalfWritten, EveryPrefixIsChecked) {
  const std::string text = parts()[0] + parts()[1] + parts()[2] + parts()[5];
  for (std::size_t end = 0; end < text.size(); ++end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) continue;
    const LoadResult result = load_sources({base(), std::make_shared<const Source>("x.hegui", text.substr(0, end))});
    for (const Diagnostic& diagnostic : result.diagnostics) {
      ASSERT_NE(find_diagnostic_code(diagnostic.code), nullptr);
      if (diagnostic.source != nullptr) {
        ASSERT_LE(diagnostic.span.end, diagnostic.source->text().size());
      }
    }
  }
}

// ---- more than anybody writes
// ------------------------------------------------------------------------------------------
std::set<std::string> codes_of(const std::string& text) {
  std::set<std::string> codes;
  for (const Diagnostic& diagnostic : load_sources({std::make_shared<const Source>("x.hegui", text)}).diagnostics)
    codes.emplace(diagnostic.code);
  return codes;
}
std::string many(int count, const std::function<std::string(const std::string&, const std::string&)>& item) {
  std::string text = "规则集 t.many\n  版本 1.0.0\n\n";
  for (int i = 0; i < count; ++i) text += item("甲" + std::to_string(i), "甲" + std::to_string(i + 1));
  return text;
}

TEST(TooMuch, LongChainsAreRefused) {
  using Item = std::string (*)(const std::string&, const std::string&);
  const Item chains[] = {
      [](const std::string& a, const std::string& b) { return "参数 " + a + " = " + b + "\n"; },
      [](const std::string& a, const std::string& b) { return "定义 " + a + "（x：数）：数 = " + b + "（x）\n"; },
      [](const std::string& a, const std::string& b) { return "概念 " + a + "：金额 公式 [" + b + "]\n"; },
  };
  for (const Item chain : chains) EXPECT_TRUE(codes_of(many(4900, chain)).contains("HG-N052"));
}

TEST(TooMuch, EndlessDeclarationsAreCutOff) {
  using Item = std::string (*)(const std::string&, const std::string&);
  const Item items[] = {
      [](const std::string& a, const std::string&) { return "概念 " + a + "：金额\n"; },
      [](const std::string& a, const std::string& b) { return "概念 " + a + "：金额 属于 " + b + "\n"; },
      [](const std::string& a, const std::string&) { return "词集 " + a + " 一、二\n"; },
      [](const std::string& a, const std::string&) { return "章节 " + a + "\n"; },
      [](const std::string& a, const std::string&) { return "句式 " + a + " 文 “a” 得 声明\n"; },
      [](const std::string& a, const std::string&) { return "参数 " + a + " = 1\n"; },
  };
  for (const Item item : items) {
    const std::set<std::string> codes = codes_of(many(10'100, item));
    EXPECT_TRUE(codes.contains("HG-R026")) << item("甲", "乙");
    EXPECT_FALSE(codes.contains("HG-N030")) << "what was left out is not unknown";
  }
  EXPECT_TRUE(codes_of(many(2'100, [](const std::string&, const std::string&) {
                return std::string("停用 ZX-1 “x”\n");
              })).contains("HG-R026"));
}

TEST(TooMuch, RulebooksThatUseEachOtherInALongChain) {
  std::vector<std::shared_ptr<const Source>> sources;
  for (int i = 0; i < 200; ++i) {
    sources.push_back(std::make_shared<const Source>(
        std::to_string(i) + ".hegui",
        "规则集 t.b" + std::to_string(i) + "\n  版本 1.0.0\n  引用 t.b" + std::to_string((i + 1) % 200) + "\n"));
  }
  std::set<std::string> codes;
  for (const Diagnostic& diagnostic : load_sources(sources).diagnostics) codes.emplace(diagnostic.code);
  EXPECT_TRUE(codes.contains("HG-N052") || codes.contains("HG-N003"));
}

}  // namespace
}  // namespace hegui::dsl::test
