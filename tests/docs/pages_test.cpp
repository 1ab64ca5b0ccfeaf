// The documentation keeps its word: what a page shows is what the program does.
//   ```console            each “$ hegui …” is run in the page's folder; the output is what stands below it (… = some
//   lines)
//   ```hegui FILE          the block stands like that in FILE, a path from the page's folder
//   ```hegui ok            the items check without error, and their tests hold
//   ```hegui error CODE…   the items give exactly these codes, in this order
//   ```cpp FILE            each line stands like that in FILE, a path from the root
// Other blocks (```text, ```sh) claim nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "tests/app/program.hpp"
#include "tests/docs/page.hpp"

namespace hegui::docs {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string place(const Page& page, const Block& block) {
  return page.path.string() + ":" + std::to_string(block.line);
}

/// Items of an example as a whole rulebook.
std::string as_rulebook(const std::string& text) {
  static const std::regex header("(^|\n)(规则集|rulebook) ");
  if (std::regex_search(text, header)) return text;
  return "规则集 example.page\n  版本  1.0.0\n  引用  cn.taxonomy 1\n\n" + text;
}

std::vector<std::string> codes_in(const std::string& output) {
  static const std::regex code("HG-[A-Z][0-9]+");
  std::vector<std::string> codes;
  std::istringstream in(output);
  for (std::string line; std::getline(in, line);) {
    std::smatch found;
    if (std::regex_search(line, found, code)) codes.push_back(found[0].str());
  }
  return codes;
}

TEST(Pages, ConsoleBlocksShowWhatTheCommandsPrint) {
  int ran = 0;
  for (const auto& path : all_pages()) {
    const Page page = read_page(path);
    for (const Block& block : page.blocks) {
      if (block.language != "console") continue;
      for (const Command& command : commands(block)) {
        ASSERT_FALSE(command.words.empty()) << place(page, block);
        ASSERT_THAT(command.words.front(), testing::AnyOf("hegui", "./hegui")) << place(page, block);
        const app::Ran result = app::run_program({command.words.begin() + 1, command.words.end()},
                                                 {.input = {}, .folder = path.parent_path(), .environment = {}});
        EXPECT_TRUE(same_output(command.expected, result.out + result.err))
            << place(page, block) << "\n--- the page shows\n"
            << command.expected << "--- the command prints\n"
            << result.out << result.err;
        ++ran;
      }
    }
  }
  EXPECT_GT(ran, 10);
}

TEST(Pages, QuotedFilesAreQuotedAsTheyAre) {
  for (const auto& path : all_pages()) {
    const Page page = read_page(path);
    for (const Block& block : page.blocks) {
      if (block.language != "hegui" || block.claims.empty() || !block.claims.front().ends_with(".hegui")) continue;
      EXPECT_THAT(app::slurp(path.parent_path() / block.claims.front()), HasSubstr(block.text)) << place(page, block);
    }
  }
}

TEST(Pages, QuotedSourceLinesAreInTheSource) {
  for (const auto& path : all_pages()) {
    const Page page = read_page(path);
    for (const Block& block : page.blocks) {
      if (block.language != "cpp" || block.claims.empty()) continue;
      const std::string source = "\n" + app::slurp(app::source_path(block.claims.front()));
      std::istringstream in(block.text);
      for (std::string line; std::getline(in, line);)
        EXPECT_THAT(source, HasSubstr("\n" + line + "\n")) << place(page, block);
    }
  }
}

TEST(Pages, ExamplesOfTheLanguageDoWhatThePageSays) {
  const app::Scratch scratch;
  int good = 0, bad = 0;
  for (const auto& path : all_pages()) {
    const Page page = read_page(path);
    for (const Block& block : page.blocks) {
      if (block.language != "hegui" || block.claims.empty()) continue;
      const bool ok = block.claims.front() == "ok", error = block.claims.front() == "error";
      if (!ok && !error) continue;
      const std::string file = scratch.file("example.hegui", as_rulebook(block.text));
      const app::Ran checked = app::run_program({"rules", "check", "--brief", file});
      if (ok) {
        EXPECT_EQ(checked.status, 0) << place(page, block) << "\n" << checked.out << checked.err;
        const app::Ran tested = app::run_program({"rules", "test", file});
        EXPECT_EQ(tested.status, 0) << place(page, block) << "\n" << tested.out << tested.err;
        ++good;
      } else {
        EXPECT_EQ(codes_in(checked.out), std::vector<std::string>(block.claims.begin() + 1, block.claims.end()))
            << place(page, block) << "\n"
            << checked.out << checked.err;
        ++bad;
      }
    }
  }
  EXPECT_GE(good, 10);
  EXPECT_GE(bad, 3);
}

TEST(Pages, EveryHeguiBlockClaimsSomething) {
  for (const auto& path : all_pages()) {
    const Page page = read_page(path);
    for (const Block& block : page.blocks) {
      if (block.language != "hegui") continue;
      EXPECT_FALSE(block.claims.empty()) << place(page, block);
    }
  }
}

TEST(Pages, LinksLeadToFiles) {
  for (const auto& path : all_pages()) {
    for (const std::string& link : read_page(path).links) {
      if (link.find("://") != std::string::npos) continue;
      EXPECT_TRUE(fs::exists(path.parent_path() / link)) << path << ": " << link;
    }
  }
}

}  // namespace
}  // namespace hegui::docs
