// Each step of the tutorial is a rulebook that checks, whose tests hold, and that its page shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/app/program.hpp"
#include "tests/docs/page.hpp"

namespace hegui::docs {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::vector<fs::path> steps() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(app::source_path("docs/tutorial/steps")))
    if (entry.path().extension() == ".hegui") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

TEST(Tutorial, HasTenStepsThatCheckAndWhoseTestsHold) {
  const auto files = steps();
  EXPECT_EQ(files.size(), 10U);
  for (const auto& file : files) {
    const app::Ran checked = app::run_program({"rules", "check", file.string()});
    EXPECT_EQ(checked.status, 0) << file << "\n" << checked.out << checked.err;
    const app::Ran tested = app::run_program({"rules", "test", file.string()});
    EXPECT_EQ(tested.status, 0) << file << "\n" << tested.out << tested.err;
  }
}

TEST(Tutorial, BothLanguagesShowEachStep) {
  for (const char* name : {"docs/tutorial/README.md", "docs/tutorial/README.en.md"}) {
    const std::string page = app::slurp(app::source_path(name));
    for (const auto& file : steps()) EXPECT_THAT(page, HasSubstr("steps/" + file.filename().string())) << name;
  }
}

}  // namespace
}  // namespace hegui::docs
