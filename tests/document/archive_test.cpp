// Archives are folders: every report inside is found, and what is wrong with one is said of that one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/document/archive.hpp"
#include "tests/document/packages.hpp"

namespace hegui::document {
namespace {

using testing::ElementsAre;

std::vector<std::string> contents(const std::string& bytes, const Limits& limits = {}) {
  std::vector<std::string> list;
  for (const ArchivedFile& file : open_archive(bytes, "报送.zip", limits))
    list.push_back(file.path + (file.error ? " " + file.error->code : ""));
  return list;
}

TEST(Archives, ReportsInsideAreSortedAndOthersLeftOut) {
  EXPECT_THAT(
      contents(zip(
          {{"乙/报告.txt", "甲"}, {"甲.docx", docx(paragraph("支出"))}, {"照片.jpg", "x"}, {"__MACOSX/a.txt", "x"}})),
      ElementsAre("报送.zip/乙/报告.txt", "报送.zip/甲.docx"));
}

TEST(Archives, NestedOnesAreOpenedToALimit) {
  std::string inner = zip({{"a.txt", "支出"}});
  EXPECT_THAT(contents(zip({{"内.zip", inner}})), ElementsAre("报送.zip/内.zip/a.txt"));
  for (int i = 0; i < 4; ++i) inner = zip({{"n.zip", inner}});
  EXPECT_THAT(contents(inner), ElementsAre("报送.zip/n.zip/n.zip/n.zip too_large"));
}

TEST(Archives, BombsAreRefused) {
  Limits limits;
  limits.max_unpacked = 1U << 20U;
  EXPECT_THAT(contents(zip({{"a.txt", "x"}, {"b.txt", std::string(8U << 20U, ' ')}, {"c.txt", "x"}}), limits),
              ElementsAre("报送.zip/a.txt", "报送.zip/b.txt too_large"));
  limits.max_entries = 2;
  EXPECT_THAT(contents(zip({{"a.txt", "x"}, {"b.txt", "x"}, {"c.txt", "x"}}), limits),
              ElementsAre("报送.zip too_large", "报送.zip/a.txt", "报送.zip/b.txt"));
}

TEST(Archives, NamesNeverLeadAnywhere) {
  EXPECT_THAT(contents(zip({{"../../etc/报告.txt", "x"}, {"a\nb.txt", "x"}})),
              ElementsAre("报送.zip/../../etc/报告.txt", "报送.zip/a_b.txt"));
}

TEST(Archives, FilesOfOneNameStayApartAndInOrder) {
  EXPECT_THAT(contents(zip({{"a\nb.txt", "x"}, {"a\tb.txt", "y"}, {"a.txt", "z"}, {"a\rb.txt", "x"}})),
              ElementsAre("报送.zip/a.txt", "报送.zip/a_b.txt", "报送.zip/a_b.txt (2)", "报送.zip/a_b.txt (3)"));
  // Archives that go too deep are told under their names, whatever these are.
  std::string inner = zip({{"a.txt", "支出"}});
  for (int i = 0; i < 2; ++i) inner = zip({{"n.zip", inner}});
  EXPECT_THAT(contents(zip({{"a\nb", inner}, {"a_b (2)", inner}, {"a\tb", inner}})),
              ElementsAre("报送.zip/a_b (2)/n.zip/n.zip too_large", "报送.zip/a_b/n.zip/n.zip too_large",
                          "报送.zip/a_b/n.zip/n.zip (2) too_large"));
}

TEST(Archives, ADamagedOneSaysSo) {
  const std::string whole = zip({{"a.txt", "支出"}, {"b.txt", std::string(5000, 'b')}});
  EXPECT_EQ(contents(whole.substr(0, whole.size() / 2)).empty(), false);
  EXPECT_TRUE(recognises_archive(whole));
  EXPECT_FALSE(recognises_archive(docx(paragraph("支出"))));
  EXPECT_THAT(contents(zip({{"照片.jpg", "x"}})), ElementsAre("报送.zip empty"));
}

}  // namespace
}  // namespace hegui::document
