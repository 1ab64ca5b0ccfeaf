// Character sets of submitted files, and files that are no text.
#include "checker/text/decode.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "dsl/utf8.hpp"

namespace hegui::text {
namespace {

const std::string& sample() {
  static const std::string text = "部门预算收入总额3894.42万元，其中基本支出471.87万元。\n执行率74.27%。\n";
  return text;
}

std::string utf16(std::string_view text, bool big_endian) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = dsl::utf8::decode(text, at);
    at += next.length;
    const char high = static_cast<char>(next.character >> 8U);
    const char low = static_cast<char>(next.character & 0xFFU);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

// “部门整体支出绩效自评报告，预算执行率95%。” in GB18030.
const std::string kGb18030 =
    "\xB2\xBF\xC3\xC5\xD5\xFB\xCC\xE5\xD6\xA7\xB3\xF6\xBC\xA8\xD0\xA7\xD7\xD4\xC6\xC0\xB1\xA8\xB8\xE6\xA3\xAC"
    "\xD4\xA4\xCB\xE3\xD6\xB4\xD0\xD0\xC2\xCA"
    "95%\xA1\xA3\n";

void expect_text(const std::string& bytes, Encoding encoding, std::string_view want) {
  const DecodeResult result = decode(bytes);
  ASSERT_TRUE(result.text.has_value()) << result.error.en;
  EXPECT_EQ(result.text->original(), want);
  EXPECT_EQ(result.text->encoding(), encoding);
  EXPECT_EQ(result.replaced, 0U);
  EXPECT_FALSE(result.cut_off);
}

void expect_error(const std::string& bytes, std::string_view code) {
  const DecodeResult result = decode(bytes);
  EXPECT_FALSE(result.text.has_value());
  EXPECT_EQ(result.error.code, code);
  EXPECT_FALSE(result.error.zh.empty());
  EXPECT_FALSE(result.error.en.empty());
}

TEST(Decode, Utf8WithAndWithoutMark) {
  expect_text(sample(), Encoding::utf8, sample());
  expect_text("\xEF\xBB\xBF" + sample(), Encoding::utf8_bom, sample());
}

TEST(Decode, Gb18030) { expect_text(kGb18030, Encoding::gb18030, "部门整体支出绩效自评报告，预算执行率95%。\n"); }

TEST(Decode, Utf16WithAndWithoutMark) {
  expect_text("\xFF\xFE" + utf16(sample(), false), Encoding::utf16le, sample());
  expect_text("\xFE\xFF" + utf16(sample(), true), Encoding::utf16be, sample());
  expect_text(utf16(sample(), false), Encoding::utf16le, sample());
  expect_text(utf16(sample(), true), Encoding::utf16be, sample());
}

TEST(Decode, OtherKindsOfFileAreNamed) {
  EXPECT_NE(decode("%PDF-1.7 x").error.zh.find("PDF"), std::string::npos);
  EXPECT_NE(decode(std::string("PK\x03\x04\0\0", 6)).error.zh.find("docx"), std::string::npos);
  expect_error("%PDF-1.7 x", "binary");
  expect_error(std::string("\x7F"
                           "ELF\x02\x01\0\0",
                           8),
               "binary");
  expect_error("\x89PNG\r\n\x1A\n", "binary");
  expect_error("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "binary");
}

TEST(Decode, EmptyFilesAreSaidToBeEmpty) {
  expect_error("", "empty");
  expect_error("\xEF\xBB\xBF", "empty");
  expect_error("\xFF\xFE", "empty");
}

TEST(Decode, NoiseAndNulsAreRefused) {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::string noise;
    for (int i = 0; i < 2000; ++i) noise += static_cast<char>(random());
    EXPECT_FALSE(decode(noise).text.has_value());
  }
  expect_error(std::string(1000, '\0'), "binary");
}

TEST(Decode, ACutOffEndIsToleratedAndTold) {
  const DecodeResult result = decode(sample() + "\xE9\xA2");
  ASSERT_TRUE(result.text.has_value());
  EXPECT_TRUE(result.cut_off);
  EXPECT_EQ(result.text->original(), sample() + "\xEF\xBF\xBD");
  EXPECT_TRUE(decode("\xFF\xFE" + utf16(sample(), false) + "x").cut_off);
}

TEST(Decode, OneDamagedByteAmongManyIsToleratedAndTold) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += sample();
  const DecodeResult result = decode(text + "\xFF" + sample());
  ASSERT_TRUE(result.text.has_value());
  EXPECT_EQ(result.replaced, 1U);
  EXPECT_FALSE(result.cut_off);
}

TEST(Decode, LoneSurrogatesNeverReachTheText) {
  std::string bytes = "\xFF\xFE" + utf16(sample(), false);
  bytes += "\x3D\xD8";  // a high half alone, at the end
  const DecodeResult result = decode(bytes);
  if (result.text) {
    EXPECT_NE(result.text->original().find("\xEF\xBF\xBD"), std::string_view::npos);
  }
  std::string halves = "\xFF\xFE";
  for (int i = 0; i < 500; ++i) halves += "\x3D\xD8";
  expect_error(halves, "binary");
}

TEST(Decode, LargeFilesAreFast) {
  std::string line;
  while (line.size() < 10'000'000) line += "预算支出";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(decode(line).text.has_value());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace hegui::text
