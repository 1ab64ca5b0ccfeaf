// Groups by key: what belongs together, in the order in which it came, however many there are.
#include "checker/report/key_groups.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace hegui::report {
namespace {

TEST(KeyGroups, GroupsAndItemsKeepTheOrderInWhichTheyCame) {
  KeyGroups groups;
  groups.add("b", 7);
  groups.add("a", 5);
  groups.add("b", 2);
  groups.add(std::string("b\0c", 3), 9);
  groups.add("", 1);
  ASSERT_EQ(groups.size(), 4U);
  EXPECT_EQ(groups.key(0), "b");
  EXPECT_EQ(groups.count(0), 2U);
  std::vector<std::uint32_t> items{99};
  groups.items(0, items);
  EXPECT_EQ(items, (std::vector<std::uint32_t>{7, 2}));
  groups.items(3, items);
  EXPECT_EQ(items, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(groups.key(3), "");
}

TEST(KeyGroups, ManyKeysAreGroupedAsByAMap) {
  std::mt19937 random(3);
  KeyGroups groups;
  std::map<std::string, std::vector<std::uint32_t>> expected;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const std::string key = "k" + std::to_string(random() % 1500);
    groups.add(key, i);
    expected[key].push_back(i);
  }
  ASSERT_EQ(groups.size(), expected.size());
  std::vector<std::uint32_t> items;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    groups.items(g, items);
    EXPECT_EQ(items, expected[std::string(groups.key(g))]);
  }
}

}  // namespace
}  // namespace hegui::report
