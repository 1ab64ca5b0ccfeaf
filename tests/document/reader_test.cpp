// Reading files: what is refused, with which words, and what is noted.
#include "checker/document/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/document/layout.hpp"

namespace hegui::document {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("hegui-reader-" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& bytes) const {
    const fs::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  static std::string code(const fs::path& path, const Limits& limits = Limits{}) {
    const ReadResult result = read_file(path, limits);
    EXPECT_FALSE(result.document.has_value() && !result.error.code.empty());
    if (!result.document) {
      EXPECT_FALSE(result.error.zh.empty());
      EXPECT_FALSE(result.error.en.empty());
    }
    return result.document ? "ok" : result.error.code;
  }

  fs::path folder_;
};

TEST_F(Files, ReportsKeepTheirPathAndFingerprint) {
  const fs::path path = write("报告.txt", "abc");
  const ReadResult result = read_file(path, Limits{});
  ASSERT_TRUE(result.document.has_value());
  EXPECT_EQ(result.document->path, path.string());
  EXPECT_EQ(result.document->format, "txt");
  EXPECT_EQ(result.document->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_TRUE(result.document->remarks.empty());
}

TEST_F(Files, WhatCannotBeReadIsSaidPlainly) {
  EXPECT_EQ(code(folder_ / "none.txt"), "missing");
  EXPECT_EQ(code(folder_), "directory");
  EXPECT_EQ(code(write("empty.txt", "")), "empty");
  EXPECT_EQ(code(write("blank.txt", " \r\n\t\n")), "empty");
  EXPECT_EQ(code(write("a.html", "<!DOCTYPE html><html><body></body></html>")), "empty");
  EXPECT_EQ(code(write("a.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16))), "scanned");
  EXPECT_EQ(code(write("a.exe", std::string("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", 16))), "binary");
  EXPECT_EQ(code("/dev/zero"), "unreadable");
  const fs::path locked = write("locked.txt", "x");
  fs::permissions(locked, fs::perms::none);
  if (::geteuid() != 0) {  // root reads everything
    EXPECT_EQ(code(locked), "unreadable");
  }
}

TEST_F(Files, LargeFilesAreRefusedBeforeReading) {
  Limits limits;
  limits.max_bytes = 10;
  EXPECT_EQ(code(write("large.txt", "0123456789x"), limits), "too_large");
  EXPECT_EQ(code(write("small.txt", "0123456789"), limits), "ok");
}

TEST_F(Files, DamageIsNoted) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "预算执行情况良好。\n";
  const Document damaged = read(text + "\xFF" + text);
  ASSERT_EQ(damaged.remarks.size(), 1U);
  EXPECT_EQ(damaged.remarks[0].code, "damaged");
  const Document cut = read(text + "\xE9\xA2");
  ASSERT_EQ(cut.remarks.size(), 1U);
  EXPECT_EQ(cut.remarks[0].code, "cut_off");
}

}  // namespace
}  // namespace hegui::document
