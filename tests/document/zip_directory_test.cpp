// Packages are read alike, whether the program reads their directory itself or leaves it to libzip.
#include "checker/document/zip_directory.hpp"

#include <gtest/gtest.h>

#include "tests/document/packages.hpp"

namespace hegui::document {
namespace {

constexpr std::size_t kEndSize = 22;

std::string report() { return docx(paragraph("全年支出决算数为159.60万元。") + paragraph("预算执行率95%。")); }

std::string read_text(const std::string& bytes) {
  const ReadResult result = read_as(bytes);
  return result.document ? text_of(*result.document) : result.error.code;
}

/// The directory's entries again with more fields behind the name of the first.
std::string with_fields(std::string bytes, const std::string& fields) {
  const std::size_t end = bytes.size() - kEndSize, entry = bytes.find("PK\x01\x02");
  const auto put = [&](std::size_t at, std::size_t value) {
    bytes[at] = static_cast<char>(value & 0xFFU);
    bytes[at + 1] = static_cast<char>(value >> 8U & 0xFFU);
  };
  put(end + 12, end - entry + fields.size());
  put(entry + 30, fields.size());
  bytes.insert(entry + 46 + static_cast<unsigned char>(bytes[entry + 28]), fields);
  return bytes;
}

TEST(ZipDirectory, WhatOfficeProgramsWriteIsPlain) {
  const std::string bytes = report();
  const auto parts = plain_directory(bytes);
  ASSERT_TRUE(parts);
  std::size_t mains = 0;
  for (const ZipPart& part : *parts) {
    EXPECT_TRUE(packed_bytes(bytes, part)) << part.name;
    mains += part.name == "word/document.xml" ? 1 : 0;
  }
  EXPECT_EQ(mains, 1U);
  using std::string_literals::operator""s;
  EXPECT_TRUE(plain_directory(with_fields(bytes, "UT\x05\x00\x01\x00\x00\x00\x00"s)));  // times
}

TEST(ZipDirectory, UnusualPackagesAreReadAllTheSame) {
  using std::string_literals::operator""s;
  const std::string bytes = report(), text = read_text(bytes);
  EXPECT_EQ(text, "全年支出决算数为159.60万元。\n预算执行率95%。\n");
  std::string commented = bytes;
  commented[commented.size() - 2] = 4;
  const std::string other_name = "up\x06\x00\x01\x00\x00\x00\x00x"s;
  for (const std::string& unusual : {commented + "note", with_fields(bytes, other_name)}) {
    EXPECT_FALSE(plain_directory(unusual));
    EXPECT_EQ(read_text(unusual), text);
  }
}

TEST(ZipDirectory, DirectoriesThatLieAreNotPlain) {
  const std::string bytes = report();
  const std::size_t end = bytes.size() - kEndSize, entry = bytes.find("PK\x01\x02");
  for (const std::size_t at :
       {end + 4, end + 8, end + 10, end + 12, end + 16, end + 20, entry, entry + 8, entry + 28}) {
    std::string lying = bytes;
    lying[at] = static_cast<char>(lying[at] ^ 1);
    EXPECT_FALSE(plain_directory(lying)) << at;
  }
  EXPECT_FALSE(plain_directory(bytes + bytes));  // two ends
  EXPECT_FALSE(plain_directory(bytes.substr(0, bytes.size() - 1)));
  EXPECT_FALSE(plain_directory(""));
}

TEST(ZipDirectory, PartsThatAreNotWhatTheirDirectorySaysAreDamaged) {
  const std::string bytes = report();
  const auto parts = plain_directory(bytes);
  ASSERT_TRUE(parts);
  for (const ZipPart& part : *parts) {
    if (part.name != "word/document.xml") continue;
    std::string damaged = bytes;
    damaged[part.place + 30 + part.name.size() + part.packed / 2] ^= 0x55;
    EXPECT_EQ(read_text(damaged), "damaged");
  }
}

}  // namespace
}  // namespace hegui::document
