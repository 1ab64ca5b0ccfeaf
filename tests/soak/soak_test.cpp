// The kill test and the soak for a few seconds each; `soak` runs them for as long as one likes.
#include <gmock/gmock.h>
#include <stdlib.h>

#include "tests/soak/invented.hpp"
#include "tests/soak/killing.hpp"
#include "tests/soak/storm.hpp"

namespace hegui::soak {
namespace {

using testing::Gt;
using testing::IsEmpty;

class Soak : public testing::Test {
 protected:
  Soak() {
    std::string name = (std::filesystem::temp_directory_path() / "hegui-soak-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Soak() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::filesystem::path folder_;
  const std::string rules_ = HEGUI_SOURCE_DIR "/tests/app/rulebooks/small.hegui";
};

TEST_F(Soak, KilledBatchesGoOnToTheSameBytes) {
  KillPlan plan{HEGUI_BINARY, folder_, {rules_}};
  plan.reports = 90;
  plan.kills = 8;
  plan.companion = true;
  const auto result = kill_and_resume(plan);
  EXPECT_THAT(result.wrong, IsEmpty());
  EXPECT_THAT(result.kills, 8);
}

TEST_F(Soak, NothingIsLostWhileFilesChange) {
  StormPlan plan{HEGUI_BINARY, folder_, {rules_}};
  plan.reports = 80;
  plan.time = std::chrono::seconds(4);
  const auto result = batches_in_a_storm(plan);
  EXPECT_THAT(result.wrong, IsEmpty());
  EXPECT_THAT(result.changes, Gt(20U));
  EXPECT_THAT(result.unreadable, Gt(0U)) << "the wind did nothing";
}

TEST(Invented, ReportsOfOneNumberAreOneText) {
  EXPECT_EQ(invented_report(7), invented_report(7));
  EXPECT_NE(invented_report(7), invented_report(7, 1));
  EXPECT_NE(invented_report(7), invented_report(8));
}

}  // namespace
}  // namespace hegui::soak
