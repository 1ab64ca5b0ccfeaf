// Programs that hegui starts: scans through tesseract, old formats through LibreOffice. They get no network, end in
// time, and nothing of them stays.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "checker/document/office.hpp"
#include "checker/document/subprocess.hpp"
#include "dsl/utf8.hpp"
#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> entries(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& each : std::filesystem::directory_iterator(folder)) names.push_back(each.path().filename().string());
  return names;
}

/// A program of this name that does what the script says, found before the real one.
std::string stand_in(const Scratch& scratch, const std::string& name, const std::string& script) {
  const std::string path = scratch.file("bin/" + name, "#!/bin/sh\n" + script);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return (scratch.path() / "bin").string() + ":/usr/bin:/bin";
}

/// A document of one paragraph, as an old word processor saves it.
std::string rtf(std::string_view text) {
  std::string body = "{\\rtf1\\ansi\\uc1 ";
  while (!text.empty()) {
    const auto [code, length] = dsl::decode(text);
    text.remove_prefix(length);
    body += code < 0x80 ? std::string(1, static_cast<char>(code))
                        : "\\u" + std::to_string(static_cast<std::int16_t>(code)) + "?";
  }
  return body + "\\par}";
}

std::string small_rtf() { return rtf("2023年部门支出预算320万元。"); }

TEST(Office, OldFormatsAreReadAndNothingIsLeft) {
  if (!document::has_office()) GTEST_SKIP() << "LibreOffice is not installed";
  const Scratch scratch;
  std::filesystem::create_directories(scratch.path() / "tmp");
  for (const char* name : {"r/a.rtf", "r/b.rtf", "r/c.rtf"}) scratch.file(name, small_rtf());
  const Ran ran = run_program({"facts", "r", "--format", "json", "-r", small_rules()},
                              {"", scratch.path(), {{"TMPDIR", (scratch.path() / "tmp").string()}}});
  EXPECT_EQ(ran.status, 0) << ran.err;
  const json facts = json::parse(ran.out);
  ASSERT_EQ(facts["reports"].size(), 3U);
  for (const auto& report : facts["reports"]) {
    EXPECT_EQ(report["format"], "rtf");
    EXPECT_THAT(report["text"].get<std::string>(), HasSubstr("支出预算"));
  }
  EXPECT_THAT(entries(scratch.path() / "tmp"), IsEmpty());
  EXPECT_EQ(entries(scratch.path() / "r").size(), 3U);
}

TEST(Office, WithoutItThePackageIsNamed) {
  const Scratch scratch;
  scratch.file("a.rtf", small_rtf());
  const Ran ran =
      run_program({"check", "a.rtf", "-r", small_rules()}, {"", scratch.path(), {{"PATH", scratch.path().string()}}});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("libreoffice-writer-nogui"));
}

TEST(Office, AConverterThatHangsIsStoppedAndTheOthersAreChecked) {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.path() / "tmp");
  scratch.file("r/a.rtf", small_rtf());
  scratch.file("r/b.txt", small_report());
  const std::string path = stand_in(scratch, "soffice", "sleep 600\n");
  const Ran ran = run_program({"check", "r", "--max-seconds", "1", "-r", small_rules(), "--format", "json"},
                              {"", scratch.path(), {{"PATH", path}, {"TMPDIR", (scratch.path() / "tmp").string()}}});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("--max-seconds"));
  EXPECT_EQ(json::parse(ran.out)["reports"][1]["status"], "checked");
  EXPECT_THAT(entries(scratch.path() / "tmp"), IsEmpty());
}

TEST(Leftovers, AreRemovedWhenTheProgramIsTerminated) {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.path() / "tmp");
  scratch.file("a.rtf", small_rtf());
  const std::string path = stand_in(scratch, "soffice", "sleep 600\n");
  for (const int number : {SIGTERM, SIGINT}) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::setenv("PATH", path.c_str(), 1);
      ::setenv("TMPDIR", (scratch.path() / "tmp").c_str(), 1);
      ::signal(SIGINT, SIG_DFL);
      if (::chdir(scratch.path().c_str()) != 0) ::_exit(126);
      const int nowhere = ::open("/dev/null", O_RDWR);
      ::dup2(nowhere, 1);
      ::dup2(nowhere, 2);
      const std::string rules = small_rules();
      ::execl(HEGUI_BINARY, "hegui", "check", "a.rtf", "-r", rules.c_str(), "-o", "out.txt", nullptr);
      ::_exit(127);
    }
    // It is at work when its folder stands there.
    for (int i = 0; i < 3000 && entries(scratch.path() / "tmp").empty(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_FALSE(entries(scratch.path() / "tmp").empty());
    // Once: end with what is done; the converter would go on. Twice: at once.
    ::kill(child, number);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    ::kill(child, number);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == number);
    EXPECT_THAT(entries(scratch.path() / "tmp"), IsEmpty());
    for (const auto& name : entries(scratch.path())) EXPECT_THAT(name, Not(HasSubstr("out.txt")));
  }
}

TEST(Leftovers, OfAKilledProcessAreRemovedByTheNextOne) {
  const Scratch scratch;
  scratch.file("a.rtf", small_rtf());
  // No process has the number 0x7FFFFFFE.
  scratch.file("tmp/hegui-2147483646-abcdef/report.rtf", "x");
  const std::string socket = scratch.file("OSL_PIPE_0_left", "");
  scratch.file("tmp/hegui-2147483646-abcdef/sockets", socket + "\n");
  scratch.file("tmp/hegui-notes/mine.txt", "x");
  const std::string path = stand_in(scratch, "soffice", "exit 1\n");
  run_program({"check", "a.rtf", "-r", small_rules()},
              {"", scratch.path(), {{"PATH", path}, {"TMPDIR", (scratch.path() / "tmp").string()}}});
  EXPECT_THAT(entries(scratch.path() / "tmp"), testing::ElementsAre("hegui-notes"));
  EXPECT_FALSE(std::filesystem::exists(socket));
}

TEST(Helpers, HaveNoNetwork) {
  if (document::find_program("python3").empty()) GTEST_SKIP() << "python3 is not installed";
  const auto run = document::run_program(
      {"python3", "-c",
       "import socket\ntry:\n socket.socket(socket.AF_INET)\n print('open')\nexcept OSError:\n print('closed')"},
      {}, {});
  EXPECT_EQ(run.output, "closed\n");
}

// ---- scans

/// A PDF of one page that is a picture of the text, as a scanner makes it.
std::string scan_of(const Scratch& scratch, const std::string& text) {
  const auto converted = document::convert_by_office(rtf(text), "rtf", "pdf", {});
  document::RunLimits limits;
  auto picture =
      document::run_program({"pdftoppm", "-r", "300", "-gray", "-f", "1", "-l", "1", "-"}, converted.bytes, limits);
  scratch.file("page.pgm", picture.output);
  // Width and height stand in the picture's second line.
  const std::size_t line = picture.output.find('\n') + 1, blank = picture.output.find(' ', line),
                    end = picture.output.find('\n', blank);
  const std::string width = picture.output.substr(line, blank - line),
                    height = picture.output.substr(blank + 1, end - blank - 1);
  const std::string pixels = picture.output.substr(picture.output.find('\n', end + 1) + 1);
  std::string pdf = "%PDF-1.4\n";
  std::vector<std::size_t> places;
  const auto object = [&](const std::string& content) {
    places.push_back(pdf.size());
    pdf += std::to_string(places.size()) + " 0 obj\n" + content + "\nendobj\n";
  };
  const std::string wide = std::to_string(std::stoi(width) * 72 / 300),
                    high = std::to_string(std::stoi(height) * 72 / 300);
  const std::string draw = wide + " 0 0 " + high + " 0 0 cm /P Do";
  object("<</Type/Catalog/Pages 2 0 R>>");
  object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
  object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + wide + " " + high +
         "]/Resources<</XObject<</P 5 0 R>>>>/Contents 4 0 R>>");
  object("<</Length " + std::to_string(draw.size()) + ">>stream\n" + draw + "\nendstream");
  object("<</Type/XObject/Subtype/Image/Width " + width + "/Height " + height +
         "/ColorSpace/DeviceGray/BitsPerComponent 8/Length " + std::to_string(pixels.size()) + ">>stream\n" + pixels +
         "\nendstream");
  const std::size_t table = pdf.size();
  pdf += "xref\n0 6\n0000000000 65535 f \n";
  for (const std::size_t place : places) {
    std::string number = std::to_string(place);
    pdf += std::string(10 - number.size(), '0') + number + " 00000 n \n";
  }
  return pdf + "trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

class Scans : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* program : {"tesseract", "pdftoppm", "soffice"})
      if (document::find_program(program).empty()) GTEST_SKIP() << program << " is not installed";
    const auto languages = document::run_program({"tesseract", "--list-langs"}, {}, {});
    if ((languages.output + languages.errors).find("chi_sim") == std::string::npos)
      GTEST_SKIP() << "tesseract has no Chinese";
    scratch_.file("scan.pdf", scan_of(scratch_, "2023年三公经费预算3万元，三公经费决算5万元。"));
  }
  Ran run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"-r", small_rules()});
    return run_program(arguments, {"", scratch_.path(), {}});
  }
  Scratch scratch_;
};

TEST_F(Scans, AreToldAsScansWithTheOptionThatReadsThem) {
  const Ran ran = run({"check", "scan.pdf"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("扫描"), HasSubstr("--ocr")));
}

TEST_F(Scans, AreReadWithOcrAndEveryFindingIsToBeReviewed) {
  const Ran facts = run({"facts", "scan.pdf", "--ocr", "--format", "json"});
  ASSERT_EQ(facts.status, 0) << facts.err;
  const json report = json::parse(facts.out)["reports"][0];
  EXPECT_THAT(report["text"].get<std::string>(), HasSubstr("决算5万元"));
  bool any = false;
  for (const auto& fact : report["facts"]) {
    if (fact["line"].is_null()) continue;
    any = true;
    EXPECT_EQ(fact.value("recognised", false), true);
  }
  EXPECT_TRUE(any);
  // The picture shows the line once, from the left: the boxes lie where the figures stand in it, on the same line.
  std::map<std::string, json> boxes;
  for (const auto& fact : report["facts"])
    if (fact.contains("box")) boxes[fact["quote"].get<std::string>()] = fact["box"];
  ASSERT_TRUE(boxes.contains("3万元") && boxes.contains("5万元")) << report["facts"];
  const json &first = boxes["3万元"], &second = boxes["5万元"];
  EXPECT_LT(first[2], second[0]);
  EXPECT_LT(first[1], second[3]);
  EXPECT_LT(second[1], first[3]);
  EXPECT_LT(second[2], 612) << "in points of the page, not in dots of the picture";
  const json checked = json::parse(run({"check", "scan.pdf", "--ocr", "--format", "json"}).out)["reports"][0];
  EXPECT_THAT(checked["warnings"].dump(), HasSubstr("OCR"));
  std::size_t quoted = 0;
  for (const auto& finding : checked["findings"]) {
    if (finding["evidence"].empty()) continue;
    ++quoted;
    EXPECT_EQ(finding["certainty"], "inferred") << finding;
  }
  EXPECT_GT(quoted, 0U);
}

TEST_F(Scans, WithoutTesseractThePackageIsNamed) {
  const Ran ran = run_program({"check", "scan.pdf", "--ocr", "-r", small_rules()},
                              {"", scratch_.path(), {{"PATH", scratch_.path().string()}}});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("poppler-utils"));
}

TEST_F(Scans, PicturesInAFolderAreReadWithOcrOnly) {
  const auto bytes = document::run_program({"pdftoppm", "-png", "-r", "300", "-f", "1", "-l", "1", "-"},
                                           slurp(scratch_.path() / "scan.pdf"), {});
  scratch_.file("f/a.txt", small_report());
  scratch_.file("f/b.png", bytes.output);
  EXPECT_EQ(json::parse(run({"facts", "f", "--format", "json"}).out)["reports"].size(), 1U);
  const json with = json::parse(run({"facts", "f", "--ocr", "--format", "json"}).out);
  ASSERT_EQ(with["reports"].size(), 2U);
  EXPECT_EQ(with["reports"][1]["format"], "image");
  EXPECT_THAT(with["reports"][1]["text"].get<std::string>(), HasSubstr("预算3万元"));
}

}  // namespace
}  // namespace hegui::app
