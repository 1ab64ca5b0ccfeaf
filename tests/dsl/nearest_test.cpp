// Which name a misspelt word is taken for.
#include "dsl/nearest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hegui::dsl::test {
namespace {

struct Case {
  std::string_view written;
  std::vector<std::string_view> known;
  std::string_view meant;  // empty: none of them
};

std::string_view nearest(const Case& c) {
  const auto at = nearest_name(c.written, c.known);
  return at ? c.known[*at] : std::string_view();
}

TEST(Nearest, PrefersTheNameThatWasMeant) {
  const std::vector<Case> cases = {
      // one character mistaken for another before one too many, wherever the names stand in the list
      {"执行律", {"执行", "执行率"}, "执行率"},
      {"执行律", {"执行率", "执行"}, "执行率"},
      {"满意渡", {"满意", "满意度", "不满意渡"}, "满意度"},
      {"改进错施", {"改进", "整改措施", "改进措施"}, "改进措施"},
      // one left out before one too many
      {"三公经", {"三公", "三公经费"}, "三公经费"},
      {"执行率数", {"执行率"}, "执行率"},
      // of characters mistaken for others the one that sounds alike
      {"执行律", {"执行数", "执行率", "执行额"}, "执行率"},
      {"予算", {"决算", "预算", "核算"}, "预算"},
      {"在职人树", {"在职人员", "在职人数"}, "在职人数"},
      {"决蒜", {"决算", "预算"}, "决算"},
      {"公务接呆费", {"公务接送费", "公务接待费"}, "公务接待费"},
      // two neighbours swapped, left out, several wrong in a long name
      {"率执行", {"执行率"}, ""},
      {"执率行", {"执行率"}, "执行率"},
      {"公务用车运行维费", {"公务用车运行维护费", "公务用车购置费"}, "公务用车运行维护费"},
      {"绩效目标完成清况", {"绩效目标完成情况", "绩效目标"}, "绩效目标完成情况"},
      {"预算执行", {"部门预算执行"}, "部门预算执行"},
      // nothing near
      {"执行律", {"满意度", "预算"}, ""},
      {"率", {"率先", "执行率"}, ""},
      {"执行率", {}, ""},
      // letters
      {"severty", {"sections", "severity"}, "severity"},
      {"requi", {"require", "report"}, "require"},
      {"chekc", {"compare", "check"}, "check"},
  };
  for (const Case& c : cases) EXPECT_EQ(nearest(c), c.meant) << c.written;
}

TEST(Nearest, TheFirstOfEqualsIsTaken) {
  EXPECT_EQ(nearest({"执行山", {"执行数", "执行率"}, ""}), "执行数");
  EXPECT_EQ(nearest({"执行山", {"执行率", "执行数"}, ""}), "执行率");
}

TEST(Nearest, ChineseIsComparedBySoundWithoutTones) {
  EXPECT_TRUE(sounds_alike("执行律", "执行率"));
  EXPECT_TRUE(sounds_alike("予算", "预算"));
  EXPECT_FALSE(sounds_alike("执行数", "执行率"));
  EXPECT_FALSE(sounds_alike("lü", "lu"));
  EXPECT_FALSE(sounds_alike("", ""));
}

}  // namespace
}  // namespace hegui::dsl::test
