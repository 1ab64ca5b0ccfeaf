// Input made to break the reader: it answers, in bounded time and memory, and its blocks are in order.
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "dsl/utf8.hpp"
#include "tests/document/layout.hpp"

namespace hegui::document {
namespace {

void expect_sound(const Document& document) {
  std::uint32_t last = 0;
  for (const Block& block : document.blocks) {
    ASSERT_LE(last, block.slice.begin);
    ASSERT_LE(block.slice.begin, block.slice.end);
    ASSERT_LE(block.slice.end, document.text->normalised().size());
    last = block.slice.end;
    std::uint32_t cell_end = block.slice.begin;
    for (const Cell& cell : block.table.cells) {
      ASSERT_LE(cell_end, cell.slice.begin);
      ASSERT_LE(cell.slice.end, block.slice.end);
      ASSERT_LT(cell.row, block.table.rows);
      ASSERT_LE(cell.column + cell.column_span, block.table.columns);
      ASSERT_GE(cell.column_span, 1U);
      cell_end = cell.slice.end;
    }
  }
  last = 0;
  for (const Debris& item : document.debris) {
    ASSERT_LE(last, item.slice.begin);
    ASSERT_LT(item.slice.begin, item.slice.end);
    last = item.slice.end;
  }
}

TEST(Hostile, RandomLinesOfTableStuff) {
  static const std::u32string alphabet = U"|||\n\n\n  12.0,—-表万元单位：合计目录…&;<b>[（ǎ）—第页";
  std::mt19937 random(77);
  for (int round = 0; round < 1'500; ++round) {
    std::string text = "一";
    for (std::size_t n = random() % 120; n > 0; --n) dsl::utf8::append(text, alphabet[random() % alphabet.size()]);
    const Document document = read(text);
    expect_sound(document);
    ASSERT_FALSE(document.blocks.empty());
  }
}

TEST(Hostile, TenMegabytesInOneLineAreCutIntoPieces) {
  std::string text;
  while (text.size() < 10'000'000) text += "预算支出12.5万元，";
  const auto begin = std::chrono::steady_clock::now();
  const Document document = read(text);
  expect_sound(document);
  EXPECT_GT(document.blocks.size(), 10U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

TEST(Hostile, RepeatedFragmentsTakeLinearTime) {
  for (const std::string part : {"|\n", "a |\n", "| a | b |\n", "目录\n", "[bookmark", "&a", "<a", "单位：万元\n甲 1\n",
                                 "— 1 —\n", "（a", "PAGEREF ", "甲 1 2\n", "\n", "1 2 3 4 5 6 7 8 9 0 ", "索引号\n"}) {
    std::string text = "标题\n";
    while (text.size() < 120'000) text += part;
    const auto begin = std::chrono::steady_clock::now();
    const ReadResult result = read_bytes(text, "x.txt", Limits{});
    if (result.document) expect_sound(*result.document);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << part;
  }
}

TEST(Hostile, TooManyParagraphsOrCellsAreRefused) {
  std::string lines;
  for (int i = 0; i < 600'000; ++i) lines += "a\n";
  EXPECT_EQ(read_bytes(lines, "x.txt", Limits{}).error.code, "too_large");
  std::string cells = "| a | b |\n";
  for (int i = 0; i < 1'000; ++i) cells += "| 1 | 2 |\n";
  Limits limits;
  limits.max_cells = 100;
  EXPECT_EQ(read_bytes(cells, "x.txt", limits).error.code, "too_large");
}

TEST(Hostile, NulsAndHalvesOfCharacters) {
  for (const std::string& bytes : {std::string(100, '\0'), std::string("\xFF\xFE\x3D\xD8", 4), std::string("\x80"),
                                   std::string("\xF0\x9F\x98"), std::string("\xED\xA0\x80"), std::string("a\0b", 3)}) {
    const ReadResult result = read_bytes(bytes, "x.txt", Limits{});
    EXPECT_TRUE(result.document.has_value() || !result.error.code.empty());
  }
}

}  // namespace
}  // namespace hegui::document
