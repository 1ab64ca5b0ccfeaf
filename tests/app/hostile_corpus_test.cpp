// The hostile corpus before the program, each file alone and all in one batch: one line of error or a harmless reading,
// in bounded memory, nothing left behind, and the honest reports beside them are checked as ever.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/app/program.hpp"
#include "tests/support/hostile.hpp"

namespace hegui::app {
namespace {

namespace fs = std::filesystem;
using support::Fate;
using support::HostileFile;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

// What a file with the limits as they are may take at most; docs/reliability.md promises it. Sanitizers need more.
constexpr std::uint64_t kMostMemory = (kSanitized ? std::uint64_t{8} : std::uint64_t{1}) << 30U;
// Only a guard against hangs: no file needs a tenth of it.
constexpr std::uint32_t kHangSeconds = kSanitized ? 600 : 120;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& each : fs::recursive_directory_iterator(folder)) names.insert(each.path().string());
  return names;
}

/// Text that could be shown on a terminal: valid UTF-8, no control characters but line ends and tabs.
bool is_harmless(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x20 ? c != 0x7F : c == '\n' || c == '\t'; });
}

class HostileCorpus : public testing::Test {
 protected:
  /// A folder of its own for temporary files: whatever the program or a converter leaves is seen.
  HostileCorpus() { fs::create_directory(scratch_.path() / "temporary"); }

  [[nodiscard]] Ran run(std::vector<std::string> arguments) const {
    How how;
    how.environment = {{"TMPDIR", (scratch_.path() / "temporary").string()}};
    how.processor_seconds = kHangSeconds;
    if (!kSanitized) how.address_space = kMostMemory * 6;  // a mistake must not take the machine with it
    arguments.insert(arguments.begin(), {"check", "-r", small_rules()});
    return run_program(arguments, how);
  }

  void expect_nothing_left() const { EXPECT_THAT(names_in(scratch_.path() / "temporary"), IsEmpty()); }

  void check_alone(const HostileFile& file, const std::string& option) const {
    SCOPED_TRACE(file.name);
    const std::string path = scratch_.file(file.name, file.make());
    const auto before = names_in(scratch_.path());
    const Ran ran = run(option.empty() ? std::vector<std::string>{path} : std::vector<std::string>{option, path});
    EXPECT_LE(ran.status, 3) << ran.err;
    if (file.fate == Fate::refused) {
      EXPECT_EQ(ran.status, 3) << ran.out;
    } else if (file.fate == Fate::read) {
      EXPECT_LT(ran.status, 2) << ran.err;
    }
    const bool archive = file.name.ends_with(".zip") || file.name.ends_with(".tar") || file.name.ends_with("z");
    auto lines = lines_of(ran.err);
    if (archive)  // of what is in it and no report, one line
      std::erase_if(lines, [](const std::string& line) { return line.find("个文件没有读：") != std::string::npos; });
    if (ran.status == 3) {
      EXPECT_FALSE(lines.empty());
      if (!archive) {
        EXPECT_EQ(lines.size(), 1U) << ran.err;
      }
      for (const std::string& line : lines) EXPECT_THAT(line, HasSubstr(path));
    } else {
      EXPECT_THAT(lines, IsEmpty());
    }
    EXPECT_TRUE(is_harmless(ran.out + ran.err)) << ran.out << ran.err;
    EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("root:")));  // of a file outside
    EXPECT_LT(ran.peak_memory, kMostMemory);
    EXPECT_EQ(names_in(scratch_.path()), before);
    fs::remove(path);
  }

  void check_each(const std::vector<HostileFile>& files, const std::string& option = {}) const {
    for (const HostileFile& file : files) check_alone(file, option);
    expect_nothing_left();
  }

  Scratch scratch_;
};

TEST_F(HostileCorpus, HasAtLeastAHundredAndFiftyFiles) { EXPECT_GE(support::hostile_reports().size(), 150U); }

TEST_F(HostileCorpus, Archives) { check_each(support::hostile_zips()); }
TEST_F(HostileCorpus, Documents) { check_each(support::hostile_documents()); }
TEST_F(HostileCorpus, Workbooks) { check_each(support::hostile_workbooks()); }
TEST_F(HostileCorpus, Pages) { check_each(support::hostile_pages()); }
TEST_F(HostileCorpus, Pdfs) { check_each(support::hostile_pdfs()); }
TEST_F(HostileCorpus, Texts) { check_each(support::hostile_texts()); }
TEST_F(HostileCorpus, FactsFiles) { check_each(support::hostile_facts(), "--facts"); }

TEST_F(HostileCorpus, AnArchiveOfItselfIsOneLine) {
  const auto told = [&](const char* name) {
    for (const HostileFile& file : support::hostile_zips())
      if (file.name == name) {
        // It holds itself: the deeper ones have its name too.
        const std::string path = scratch_.file("r.zip", file.make());
        const Ran ran = run({path});
        EXPECT_EQ(ran.status, 3);
        EXPECT_THAT(names_in(scratch_.path()), Contains(path));
        return ran.err;
      }
    return std::string();
  };
  const std::string path = (scratch_.path() / "r.zip").string();
  EXPECT_EQ(told("itself.zip"),
            "hegui: " + path +
                "/r.zip/r.zip/r.zip：压缩包套压缩包超过了 3 层的上限，没有再打开；确有需要时用 --max-nesting 放宽。\n");
  EXPECT_EQ(told("itself.gz"), "hegui: " + path + "：压缩包反复压缩了许多层，没有打开；请只压缩一层后再提交。\n");
  expect_nothing_left();
}

TEST_F(HostileCorpus, ABatchGoesOn) {
  constexpr std::size_t kSlow = 300'000;  // large ones that are read have been read alone
  std::set<std::string> refused;
  for (const HostileFile& file : support::hostile_reports()) {
    const std::string bytes = file.make();
    if (file.fate == Fate::read && bytes.size() > kSlow) continue;
    const std::string path = scratch_.file("in/" + file.name, bytes);
    if (file.fate == Fate::refused) refused.insert(path);
  }
  const std::string first = scratch_.file("in/000.txt", small_report()),
                    last = scratch_.file("in/zzz.txt", small_report());
  const auto before = names_in(scratch_.path());
  const Ran ran = run({(scratch_.path() / "in").string(), "--format", "json", "--jobs", "2"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_LT(ran.peak_memory, kMostMemory * 2);
  const auto json = nlohmann::json::parse(ran.out);
  const auto honest = nlohmann::json::parse(run({first, "--format", "json"}).out)["reports"][0]["findings"];
  ASSERT_FALSE(honest.empty());
  for (const auto& report : json["reports"]) {
    const std::string path = report["path"];
    if (path == first || path == last) {
      EXPECT_EQ(report["findings"], honest) << path;
    } else if (refused.erase(path) > 0) {
      EXPECT_EQ(report["status"], "unreadable") << path;
    }
  }
  // An archive that is refused may be told by the files inside.
  for (const std::string& path : refused) EXPECT_THAT(ran.err, HasSubstr(path + "/"));
  EXPECT_EQ(names_in(scratch_.path()), before);
  expect_nothing_left();
}

TEST_F(HostileCorpus, OddNamesOfFiles) {
  const std::vector<std::string> names{"换\n行.txt",         "\x1B[31m红.txt", "\xFF\xFE.txt",
                                       "--format.txt",       " .txt",          std::string(240, 'n') + ".txt",
                                       "\xE2\x80\xAE倒.txt", "$(id);`id`.txt", "%s%n.txt",

                                       "\"引号\".txt"};
  for (const std::string& name : names) scratch_.file("in/" + name, small_report());
  scratch_.file("in/坏\n的.docx", "PK\x03\x04 and no more");
  fs::create_directory(scratch_.path() / "in/folder.docx");
  fs::create_symlink(scratch_.path() / "in", scratch_.path() / "in/loop");
  fs::create_symlink("/etc/passwd", scratch_.path() / "in/outside.dat");
  fs::create_symlink("nowhere", scratch_.path() / "in/nowhere.txt");
  const Ran text = run({(scratch_.path() / "in").string()});
  EXPECT_EQ(text.status, 3) << text.err;
  EXPECT_EQ(lines_of(text.err).size(), 2U) << text.err;
  EXPECT_THAT(text.err, HasSubstr("outside.dat"));
  EXPECT_TRUE(is_harmless(text.out + text.err));
  const Ran json = run({(scratch_.path() / "in").string(), "--format", "json"});
  const auto reports = nlohmann::json::parse(json.out)["reports"];  // throws for bytes that are no UTF-8
  EXPECT_EQ(reports.size(), names.size() + 1);
  expect_nothing_left();
}

}  // namespace
}  // namespace hegui::app
