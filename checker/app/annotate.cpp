#include "checker/app/annotate.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "checker/app/output.hpp"
#include "checker/findings/annotate_docx.hpp"
#include "checker/findings/annotate_pdf.hpp"
#include "checker/findings/write_error.hpp"
#include "dsl/sha256.hpp"
#include "dsl/system_reason.hpp"

namespace hegui::app {

Annotator::Annotator(std::string folder, const findings::RunHead& head, dsl::Language language)
    : folder_(std::move(folder)), words_(head, language) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (!std::filesystem::is_directory(folder_))
    throw UsageError("不能建立文件夹“" + folder_.string() + "”：" + dsl::system_reason_zh(error.value()),
                     "cannot make the folder '" + folder_.string() + "': " + error.message());
}

std::filesystem::path Annotator::target(const std::string& path) {
  const std::filesystem::path name = findings::file_name(path);
  std::string unique = name.string();
  for (int n = 2; !used_.insert(unique).second; ++n)
    unique = name.stem().string() + "-" + std::to_string(n) + name.extension().string();
  return folder_ / unique;
}

void Annotator::add(const findings::CheckedReport& report) {
  if (!report.readable) return;  // told already
  const auto skip = [&](std::string_view zh, std::string_view en) {
    remarks_.push_back(report.path + std::string(words_.say("：没有加批注，", ": not annotated: ")) +
                       std::string(words_.say(zh, en)));
  };
  const bool pdf = report.format == "pdf";
  if (!pdf && report.format != "docx") {
    skip("只有 docx、pdf 能加批注，其他格式请用 --format html 对照原文",
         "only docx and pdf can be; use --format html for others");
    return;
  }
  std::ifstream file(report.path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (bytes.empty() || dsl::sha256_hex(bytes) != report.sha256) {
    skip("它不是单独的文件（在压缩包里，或来自标准输入）",
         "it is no file of its own (in an archive, or standard input)");
    return;
  }
  const auto copy = target(report.path);
  std::error_code error;
  if (std::filesystem::equivalent(copy, report.path, error))
    throw UsageError(
        "--annotate 的文件夹不能是报告所在的文件夹：“" + report.path + "”会被覆盖",
        "the folder of --annotate must not be that of the reports: '" + report.path + "' would be overwritten");
  try {
    findings::CheckedReport own = report;  // what stands in an attachment has no place in this file
    std::erase_if(own.findings, [&](const findings::Finding& finding) {
      return !finding.evidence.empty() && !finding.evidence.front().file.empty() &&
             finding.evidence.front().file != report.path;
    });
    const auto annotated =
        pdf ? findings::annotate_pdf(bytes, own, words_) : findings::annotate_docx(bytes, own, words_);
    Output output(copy.string());
    output.write_whole(annotated.bytes);
    ++copies_;
    comments_ += annotated.placed + annotated.unplaced;
  } catch (const findings::WriteError& problem) {
    skip(problem.zh, problem.en);
  }
}

std::vector<std::string> Annotator::remarks() const {
  auto all = remarks_;
  all.push_back(fmt::format(fmt::runtime(words_.say("“{}”里有 {} 份带批注的副本，共 {} 条批注",
                                                    "annotated copies in '{0}': {1}, with {2} comments")),
                            folder_.string(), copies_, comments_));
  return all;
}

}  // namespace hegui::app
