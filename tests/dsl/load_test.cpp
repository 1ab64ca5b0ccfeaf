// From files to a program: what may be given, in which order, and what is said about files that cannot be used.
#include "dsl/load.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "tests/dsl/files.hpp"

namespace hegui::dsl::test {
namespace {

namespace fs = std::filesystem;

class RuleFolders : public ::testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  static std::string told(const LoadResult& result) {
    std::string out;
    for (const Diagnostic& diagnostic : result.diagnostics) out += render_line(diagnostic, Language::en) + "\n";
    return out;
  }
  fs::path folder_ = fs::temp_directory_path() / ("hegui-load-" + std::to_string(::getpid()));
};

const char* const taxonomy =
    "规则集 cn.t\n  版本 1.0.0\n\n维度 阶段（stage）\n  成员 决算（actual）\n  成员 预算（budget）\n";

TEST_F(RuleFolders, TakesFilesAndFoldersOnce) {
  const fs::path file = write("a/t.hegui", taxonomy);
  write("a/b/note.txt", "not a rule file");
  const LoadResult result = load({file, folder_, file});
  EXPECT_FALSE(result.has_errors()) << told(result);
  ASSERT_NE(result.program, nullptr);
  EXPECT_EQ(result.program->rulebooks.size(), 1U);
}

TEST_F(RuleFolders, ReleasedVersionsAreReadWhenNamedOnly) {
  write("t.hegui", taxonomy);
  const fs::path first = write("releases/one/r.hegui", "规则集 cn.r\n  版本 1.0.0\n  引用 cn.t 1\n");
  const fs::path second = write("releases/two/r.hegui", "规则集 cn.r\n  版本 2.0.0\n  引用 cn.t 1\n");
  const LoadResult all = load({folder_});
  EXPECT_FALSE(all.has_errors()) << told(all);
  ASSERT_NE(all.program, nullptr);
  EXPECT_EQ(all.program->rulebooks.size(), 1U);
  for (const fs::path& one : {first.parent_path(), second.parent_path()}) {
    const LoadResult named = load({folder_, one});
    EXPECT_FALSE(named.has_errors()) << told(named);
    ASSERT_NE(named.program, nullptr);
    EXPECT_EQ(named.program->rulebooks.size(), 2U);
  }
}

TEST_F(RuleFolders, IgnoresByteOrderMarkAndCarriageReturns) {
  std::string text = taxonomy;
  std::string crlf = "\xEF\xBB\xBF";
  for (const char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const LoadResult result = load({write("t.hegui", crlf)});
  EXPECT_FALSE(result.has_errors()) << told(result);
}

TEST_F(RuleFolders, ReadsTheOtherFilesWhenOneIsUnusable) {
  write("good.hegui", taxonomy);
  write("bad.hegui", "\xFF");
  const LoadResult result = load({folder_, folder_ / "missing"});
  EXPECT_TRUE(result.has_errors());
  const std::string all = told(result);
  EXPECT_NE(all.find("HG-F001"), std::string::npos) << all;
  EXPECT_NE(all.find("HG-F005"), std::string::npos) << all;
  ASSERT_NE(result.program, nullptr);
  EXPECT_EQ(result.program->rulebooks.size(), 1U);
}

TEST_F(RuleFolders, NothingGivenIsNotAnError) {
  const LoadResult result = load({});
  EXPECT_FALSE(result.has_errors()) << told(result);
  EXPECT_NE(result.program, nullptr);
}

TEST_F(RuleFolders, ANameLeftOutByASyntaxErrorIsNotAlsoUnknown) {
  const LoadResult result = load(
      {write("t.hegui",
             "规则集 cn.t\n  版本 1.0.0\n\n参数 线 = 5 5\n\n规则 A-1 “一”\n  级别 警告\n  应 线 > 3\n  说明 “线”\n")});
  int errors = 0;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    const DiagnosticCode* code = find_diagnostic_code(diagnostic.code);
    errors += code != nullptr && code->level == Level::error ? 1 : 0;
  }
  EXPECT_EQ(errors, 1) << told(result);
}

TEST_F(RuleFolders, SourcesFromMemoryAreHeldToTheSameRules) {
  std::vector<std::shared_ptr<const Source>> sources = {
      std::make_shared<const Source>("m.hegui", std::string(taxonomy)),
      std::make_shared<const Source>("n.hegui", std::string("\xFF")), nullptr};
  const LoadResult result = load_sources(sources);
  EXPECT_NE(told(result).find("n.hegui: error HG-F005"), std::string::npos) << told(result);
}

TEST_F(RuleFolders, DiagnosticsComeInOneOrder) {
  write("b.hegui", "规则 A 应\n");
  write("a.hegui", "规则 B 应\n");
  const std::string once = told(load({folder_ / "b.hegui", folder_ / "a.hegui"}));
  EXPECT_EQ(once, told(load({folder_ / "a.hegui", folder_ / "b.hegui"})));
}

}  // namespace
}  // namespace hegui::dsl::test
