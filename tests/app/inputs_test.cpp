// Files, folders, globs and standard input.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> paths_of(const Ran& ran) {
  std::vector<std::string> paths;
  const auto output = nlohmann::json::parse(ran.out);
  for (const auto& report : output["reports"]) paths.push_back(report["path"]);
  return paths;
}

Ran check_in(const Scratch& scratch, std::vector<std::string> names) {
  names.insert(names.begin(), {"check", "--format", "json", "-r", small_rules()});
  return run_program(names, {"", scratch.path(), {}});
}

TEST(Inputs, FoldersAreSearchedInOrder) {
  const Scratch scratch;
  for (const char* name : {"d/b.txt", "d/a.txt", "d/sub/c.txt", "d/.hidden.txt", "d/photo.jpg", "d/.git/x.txt"})
    scratch.file(name, small_report());
  EXPECT_THAT(paths_of(check_in(scratch, {"d"})), ElementsAre("d/a.txt", "d/b.txt", "d/sub/c.txt"));
}

TEST(Inputs, FilesAreTakenOnceInTheOrderGiven) {
  const Scratch scratch;
  scratch.file("b.txt", small_report());
  scratch.file("a.txt", small_report());
  EXPECT_THAT(paths_of(check_in(scratch, {"b.txt", "a.txt", "b.txt"})), ElementsAre("b.txt", "a.txt"));
}

TEST(Inputs, GlobsAreExpanded) {
  const Scratch scratch;
  for (const char* name : {"r2.txt", "r1.txt", "other.txt"}) scratch.file(name, small_report());
  EXPECT_THAT(paths_of(check_in(scratch, {"r*.txt"})), ElementsAre("r1.txt", "r2.txt"));
  const Ran none = check_in(scratch, {"z*.txt"});
  EXPECT_EQ(none.status, 3);
  EXPECT_THAT(none.err, HasSubstr("没有与“z*.txt”相符的文件"));
}

TEST(Inputs, AFileWhoseNameLooksLikeAGlobIsTakenAsItIs) {
  const Scratch scratch;
  scratch.file("r[1].txt", small_report());
  EXPECT_THAT(paths_of(check_in(scratch, {"r[1].txt"})), ElementsAre("r[1].txt"));
}

TEST(Inputs, AFolderWithoutReportsIsTold) {
  const Scratch scratch;
  scratch.file("d/photo.jpg", "x");
  const Ran ran = check_in(scratch, {"d"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("没有可以核查的报告"));
}

TEST(Inputs, FilesThatAreNotReadAreNamed) {
  const Scratch scratch;
  for (const char* name : {"d/a.txt", "d/sub/b.txt"}) scratch.file(name, small_report());
  scratch.file("d/扫描.jpg", "\xFF\xD8\xFF");
  scratch.file("d/sub/表.csv", "a,b");
  for (const char* name : {"d/Thumbs.db", "d/.DS_Store", "d/~$a.docx"}) scratch.file(name, "x");
  const Ran ran = run_program({"check", "-r", small_rules(), "d"}, {"", scratch.path(), {}});
  EXPECT_THAT(ran.out, HasSubstr("没有读的文件 2 个"));
  EXPECT_THAT(ran.out, HasSubstr("d/扫描.jpg：图片，加上 --ocr 才读"));
  EXPECT_THAT(ran.out, HasSubstr("d/sub/表.csv：不是能读的格式"));
  EXPECT_THAT(ran.err, HasSubstr("2 个文件没有读：表.csv、扫描.jpg"));
  for (const char* name : {"Thumbs", ".DS_Store", "~$"}) EXPECT_THAT(ran.out + ran.err, Not(HasSubstr(name)));
  const auto json = nlohmann::json::parse(check_in(scratch, {"d"}).out);
  EXPECT_EQ(json["reports"].size(), 2U) << "they are no reports";
  EXPECT_EQ(json["passed_over"][1]["reason"], "picture");
  EXPECT_EQ(json["passed_over"][0]["path"], "d/sub/表.csv");
  EXPECT_THAT(check_in(scratch, {"d/a.txt"}).out, Not(HasSubstr("passed_over")));
}

TEST(Inputs, ADocumentWithoutAnEndingIsKnownByItsContent) {
  const Scratch scratch;
  scratch.file("d/a.txt", small_report());
  scratch.file("d/自评报告（终稿）", "PK\x03\x04 broken off");
  scratch.file("d/报告2.0", "%PDF-1.4 broken off");
  scratch.file("d/README", "words");
  const Ran ran = run_program({"check", "-r", small_rules(), "d"}, {"", scratch.path(), {}});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.out, HasSubstr("d/自评报告（终稿）\n  读不了"));
  EXPECT_THAT(ran.out, HasSubstr("d/报告2.0\n  读不了"));
  EXPECT_THAT(ran.out, HasSubstr("d/README：不是能读的格式"));
}

TEST(Inputs, StandardInputIsRead) {
  const Ran ran = run_program({"check", "-", "--format", "json", "-r", small_rules()}, {small_report(), "", {}});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(paths_of(ran), ElementsAre("-"));
}

TEST(Inputs, ALoopOfFoldersEnds) {
  const Scratch scratch;
  scratch.file("d/a.txt", small_report());
  std::filesystem::create_directory_symlink("..", scratch.path() / "d/loop");
  EXPECT_THAT(paths_of(check_in(scratch, {"d"})), ElementsAre("d/a.txt"));
}

TEST(Inputs, AFileNamedLikeACommandIsAFile) {
  const Scratch scratch;
  scratch.file("facts", small_report());
  EXPECT_THAT(paths_of(check_in(scratch, {"facts"})), ElementsAre("facts"));
}

}  // namespace
}  // namespace hegui::app
