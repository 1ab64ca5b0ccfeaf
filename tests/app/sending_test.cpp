// Findings sent out: letters in a folder, templates, copies with comments; outputs appear whole or not at all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "checker/document/subprocess.hpp"
#include "checker/findings/writers.hpp"
#include "dsl/utf8.hpp"
#include "tests/app/program.hpp"
#include "tests/findings/packages.hpp"

namespace hegui::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::string kReport = source_path("docs/samples/defects.txt");

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& each : fs::directory_iterator(folder)) names.push_back(each.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// The sample report as a Word file: a paragraph a line.
std::string report_as_docx() {
  std::string body, line;
  std::istringstream lines(slurp(kReport));
  while (std::getline(lines, line)) body += "<w:p><w:r><w:t>" + line + "</w:t></w:r></w:p>";
  return findings::docx_of(body);
}

bool office(const std::vector<std::string>& files, const fs::path& to, const std::string& format = "pdf") {
  const std::string program = document::find_program("soffice");
  if (program.empty()) return false;
  std::vector<std::string> arguments = {program,      "-env:UserInstallation=file://" + (to / "profile").string(),
                                        "--headless", "--convert-to",
                                        format,       "--outdir",
                                        to.string()};
  arguments.insert(arguments.end(), files.begin(), files.end());
  document::RunLimits limits;
  limits.seconds = 300;
  limits.environment = {"HOME=" + to.string()};
  EXPECT_EQ(document::run_program(arguments, "", limits).end, document::RunResult::End::done);
  return true;
}

TEST(Sending, OneLetterAFileInAFolder) {
  const Scratch scratch;
  const auto twin = scratch.file("同名.txt", slurp(kReport));
  const auto folder = scratch.path() / "意见书";
  const auto ran = run_program({"check", kReport, twin, "没有.txt", "-r", small_rules(), "--format", "docx", "-o",
                                folder.string() + "/", "--sender", "某县财政局"});
  EXPECT_EQ(ran.status, 3) << ran.err;
  EXPECT_EQ(names_in(folder),
            (std::vector<std::string>{"石桥县渔政站-2023-核查意见书-2.docx", "石桥县渔政站-2023-核查意见书.docx"}));
  const std::string text = findings::text_of(slurp(folder / "石桥县渔政站-2023-核查意见书.docx"), "a.docx");
  EXPECT_THAT(text, HasSubstr("某县财政局"));
  EXPECT_THAT(text, HasSubstr("报告写执行率82.20%，应为80.2%。"));
}

TEST(Sending, TheTemplateWrittenOutMakesTheSameLetter) {
  const Scratch scratch;
  const std::string own = (scratch.path() / "模板.docx").string();
  EXPECT_EQ(run_program({"template", "-o", own}).status, 0);
  const auto built_in = run_program({"check", kReport, "-r", small_rules(), "--format", "docx"});
  const auto from_own = run_program({"check", kReport, "-r", small_rules(), "--format", "docx", "--template", own});
  EXPECT_EQ(built_in.status, 1);
  EXPECT_TRUE(built_in.out == from_own.out);
}

TEST(Sending, BadTemplatesEndTheRun) {
  const Scratch scratch;
  const auto check = [&](const std::string& own, const std::string& format = "docx") {
    return run_program({"check", kReport, "-r", small_rules(), "--format", format, "--template", own, "-o",
                        (scratch.path() / "out").string()});
  };
  const auto none = check("没有.docx");
  EXPECT_EQ(none.status, 2);
  EXPECT_THAT(none.err, HasSubstr("不能读模板“没有.docx”"));
  const auto text = check(scratch.file("模板.docx", "text"));
  EXPECT_EQ(text.status, 2);
  EXPECT_THAT(text.err, HasSubstr("不是 docx 文件"));
  EXPECT_THAT(check("x.docx", "csv").err, HasSubstr("只用于 --format docx"));
  EXPECT_EQ(names_in(scratch.path()), std::vector<std::string>{"模板.docx"}) << "nothing was left behind";
}

TEST(Sending, AFullDiskIsAnErrorInEveryFormat) {
  for (const auto& format : findings::check_formats()) {
    const auto ran =
        run_program({"check", kReport, "-r", small_rules(), "--format", std::string(format.name), "-o", "/dev/full"});
    EXPECT_EQ(ran.status, 2) << format.name;
    EXPECT_THAT(ran.err, HasSubstr("不能写入“/dev/full”")) << format.name;
  }
}

TEST(Sending, ALimitOnFileSizesLeavesNothingBehind) {
  const Scratch scratch;
  for (const std::string format : {"sarif", "xlsx", "docx", "html"}) {
    const std::string command = "cd '" + scratch.path().string() +
                                "' && ulimit -f 2 && env -u HEGUI_RULES LANG=zh_CN.UTF-8 '" +
                                std::string(HEGUI_BINARY) + "' check '" + kReport + "' '" + kReport + "' -r '" +
                                small_rules() + "' --format " + format + " -o out." + format + " 2> /dev/null";
    const int status = std::system(("sh -c \"" + command + "\"").c_str());
    EXPECT_TRUE(WIFEXITED(status)) << format;
    EXPECT_EQ(WEXITSTATUS(status), 2) << format;
    EXPECT_TRUE(names_in(scratch.path()).empty()) << format;
  }
}

TEST(Sending, CommentedCopyStandsBesideTheUntouchedOriginal) {
  const Scratch scratch;
  const std::string bytes = report_as_docx();
  const auto report = scratch.file("报告.docx", bytes);
  const auto folder = scratch.path() / "批注";
  const auto ran = run_program({"check", report, kReport, "-r", small_rules(), "--annotate", folder.string()});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, HasSubstr("只有 docx、pdf 能加批注"));
  EXPECT_THAT(ran.err, HasSubstr("有 1 份带批注的副本，共 3 条批注"));
  EXPECT_TRUE(slurp(report) == bytes);
  const std::string copy = slurp(folder / "报告.docx");
  EXPECT_EQ(findings::text_of(copy, "a.docx"), findings::text_of(bytes, "a.docx"));
  EXPECT_THAT(findings::part_of(copy, "word/document.xml"),
              HasSubstr("<w:commentRangeStart w:id=\"0\"/><w:r><w:t xml:space=\"preserve\">82.20%</w:t></w:r>"
                        "<w:commentRangeEnd w:id=\"0\"/>"));
  const auto same = run_program({"check", report, "-r", small_rules(), "--annotate", scratch.path().string()});
  EXPECT_EQ(same.status, 2);
  EXPECT_THAT(same.err, HasSubstr("会被覆盖"));
  EXPECT_TRUE(slurp(report) == bytes);
}

TEST(Sending, PackagesOpenInLibreOffice) {
  const Scratch scratch;
  const auto report = scratch.file("报告.docx", report_as_docx());
  const auto copies = scratch.path() / "批注";
  const std::string letter = (scratch.path() / "letter.docx").string(), book = (scratch.path() / "book.xlsx").string();
  run_program({"check", report, "-r", small_rules(), "--format", "docx", "-o", letter, "--annotate", copies.string()});
  run_program({"check", report, "-r", small_rules(), "--format", "xlsx", "-o", book});
  fs::copy_file(copies / "报告.docx", scratch.path() / "copy.docx");
  const auto to = scratch.path() / "pdf";
  fs::create_directory(to);
  if (!office({letter, book, (scratch.path() / "copy.docx").string()}, to)) GTEST_SKIP() << "no LibreOffice";
  for (const auto* name : {"letter.pdf", "book.pdf", "copy.pdf"}) {
    const auto text = document::run_program({"pdftotext", "-q", (to / name).string(), "-"}, {}, {}).output;
    EXPECT_GT(dsl::count_characters(text), 100U) << name;
  }
}

/// What pdftotext finds in the boxes of a highlight on the first page, which is `height` points high.
std::string letters_under(const nlohmann::json& quads, const std::string& path, double height) {
  constexpr double kDots = 20;  // in a point
  const auto dots = [](double points) { return std::to_string(std::lround(points * kDots)); };
  std::string letters;
  for (std::size_t q = 0; q + 7 < quads.size(); q += 8) {
    const double top = quads[q + 1], bottom = quads[q + 5];
    const double inside = (top - bottom) * 0.2;  // what touches the box is taken: its neighbours must not
    const double left = quads[q].get<double>() + inside, right = quads[q + 2].get<double>() - inside;
    const auto found =
        document::run_program({"pdftotext", "-q", "-r", dots(72), "-f", "1", "-l", "1", "-x", dots(left), "-y",
                               dots(height - top), "-W", dots(right - left), "-H", dots(top - bottom), path, "-"},
                              {}, {});
    for (const char c : found.output)
      if (static_cast<unsigned char>(c) > ' ') letters += c;
  }
  return letters;
}

TEST(Sending, HighlightsInAPdfLieOnTheWords) {
  const std::string qpdf = document::find_program("qpdf");
  const Scratch scratch;
  const auto report = scratch.file("报告.docx", report_as_docx());
  if (qpdf.empty() || document::find_program("pdftotext").empty() || !office({report}, scratch.path()))
    GTEST_SKIP() << "no LibreOffice, qpdf or pdftotext";
  const auto copies = scratch.path() / "批注";
  const std::string original = slurp(scratch.path() / "报告.pdf");
  const auto ran = run_program(
      {"check", (scratch.path() / "报告.pdf").string(), "-r", small_rules(), "--annotate", copies.string()});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_TRUE(slurp(scratch.path() / "报告.pdf") == original);
  const auto checked = document::run_program({qpdf, "--check", (copies / "报告.pdf").string()}, "", {});
  EXPECT_EQ(checked.status, 0) << checked.output;
  const auto json = nlohmann::json::parse(
      document::run_program({qpdf, "--json=2", "--json-key=qpdf", (copies / "报告.pdf").string()}, "", {}).output);
  double height = 0;
  for (const auto& object : json["qpdf"][1])
    if (object.contains("value") && object["value"].is_object() && object["value"].contains("/MediaBox"))
      height = object["value"]["/MediaBox"][3].get<double>();
  std::size_t highlights = 0, notes = 0;
  for (const auto& object : json["qpdf"][1]) {
    if (!object.contains("value") || !object["value"].is_object()) continue;
    const auto& value = object["value"];
    const std::string kind = value.value("/Subtype", "");
    notes += kind == "/Text" ? 1 : 0;
    if (kind != "/Highlight") continue;
    ++highlights;
    const std::string contents = value["/Contents"];
    const std::string letters = letters_under(value["/QuadPoints"], (copies / "报告.pdf").string(), height);
    const bool rate = contents.find("XX-01") != std::string::npos;
    EXPECT_EQ(letters, rate ? "82.20%" : "2.35万元") << contents;
  }
  EXPECT_EQ(highlights, 2U);
  EXPECT_EQ(notes, 1U) << "the finding about the whole report";
}

}  // namespace
}  // namespace hegui::app
