// The rulebooks of the program over every report at hand: judged by programs and without, everything is the same.
#include <gtest/gtest.h>

#include <filesystem>

#include "checker/app/pipeline.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/engine/compiled.hpp"
#include "checker/engine/plan.hpp"
#include "dsl/load.hpp"
#include "tests/app/program.hpp"
#include "tests/engine/same_evaluation.hpp"

namespace hegui::app {
namespace {

void expect_same(const std::vector<std::string>& folders) {
  const auto loaded = dsl::load(choose_rulebooks({}));
  ASSERT_FALSE(loaded.has_errors());
  const Pipeline pipeline(loaded.program, {});
  EXPECT_GE(pipeline.plan().compiled->count(), 10U) << "rules of the rulebooks are programs";
  engine::Options with = pipeline.options().engine, without = with;
  without.use_programs = false;
  std::size_t checked = 0;
  for (const std::string& folder : folders)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const auto extension = entry.path().extension();
      if (!entry.is_regular_file() || (extension != ".txt" && extension != ".md" && extension != ".html")) continue;
      const auto read = pipeline.read(Input{entry.path().string(), {}, {}});
      if (read.report == nullptr) continue;
      ++checked;
      EXPECT_EQ(engine::test::difference(*loaded.program, engine::evaluate(pipeline.plan(), *read.report, with),
                                         engine::evaluate(pipeline.plan(), *read.report, without)),
                "")
          << entry.path();
    }
  EXPECT_GE(checked, 3U);
}

TEST(Programs, ReportsOfTheTestsComeOutTheSame) {
  expect_same({source_path("tests/reports"), source_path("docs/samples")});
}

TEST(Programs, ReportsAtHandComeOutTheSame) {
  const auto folder = source_path("../shared/reports");
  if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "../shared/reports is not here";
  expect_same({folder});
}

}  // namespace
}  // namespace hegui::app
