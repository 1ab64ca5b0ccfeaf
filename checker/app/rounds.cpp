#include "checker/app/rounds.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <thread>

#include "checker/app/batches.hpp"
#include "checker/app/interrupt.hpp"
#include "checker/app/progress.hpp"
#include "checker/app/together.hpp"
#include "checker/findings/run_input.hpp"

namespace hegui::app {

namespace {

bool ends_with(const std::string& name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  return std::equal(ending.begin(), ending.end(), name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b); });
}

/// The rulebooks of several runs together; the first of equal ones is kept.
void join(findings::RunHead& head, findings::RunHead more) {
  if (head.version.empty()) {
    head = std::move(more);
    return;
  }
  for (auto& book : more.rulebooks)
    if (std::none_of(head.rulebooks.begin(), head.rulebooks.end(),
                     [&](const auto& known) { return known.id == book.id && known.sha256 == book.sha256; }))
      head.rulebooks.push_back(std::move(book));
  if (head.program == nullptr) head.program = std::move(more.program);
}

}  // namespace

bool is_kept_run(const std::string& name) { return ends_with(name, ".json") || ends_with(name, ".jsonl"); }

findings::RunHead read_kept_run(const std::string& path, const GiveReport& give) {
  findings::RunHead head;
  std::ifstream file;
  if (path != "-") {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) throw UsageError("没有这个文件：" + path, "there is no such file: " + path);
    file.open(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(status))
      throw UsageError("这个文件打不开：" + path, "this file cannot be opened: " + path);
  }
  const auto wrong = findings::read_run(
      path == "-" ? std::cin : static_cast<std::istream&>(file), [&](const findings::RunHead& read) { head = read; },
      [&](auto&& report) { give(std::move(report)); });
  if (wrong) throw UsageError(path + "：" + wrong->zh, path + ": " + wrong->en);
  return head;
}

findings::RunHead run_round(const Context& context, const std::vector<std::string>& names,
                            const std::shared_ptr<const dsl::Program>& program, const PipelineOptions& options,
                            bool together, const GiveReport& give, const ResumeOptions* resume_options) {
  findings::RunHead head;
  std::vector<std::string> kept, reports;
  for (const auto& name : names) (is_kept_run(name) ? kept : reports).push_back(name);
  for (const auto& name : kept) join(head, read_kept_run(name, give));
  if (reports.empty()) return head;
  const Pipeline pipeline(program, options);
  join(head, findings::head_of(program, HEGUI_VERSION));
  const Work work = plan_work(reports, together, options.limits, Archives::later);
  std::optional<Resume> resume;
  if (resume_options != nullptr && resume_options->wanted()) resume.emplace(pipeline, *resume_options, false);
  const Interrupt interrupt;
  Progress progress(context, work.submissions.size());
  go_through(
      work, std::max(1U, std::thread::hardware_concurrency()), progress,
      [&](const Submission& submission) {
        auto checked = resume ? resume->check(work, submission) : check_work(pipeline, work, submission);
        for (auto& report : checked) report.report = nullptr;  // texts are not kept until their turn comes
        return checked;
      },
      [&](const Submission&, std::vector<findings::CheckedReport> checked) {
        for (auto& report : checked) give(std::move(report));
      },
      [] { return !Interrupt::asked(); });
  if (resume) resume->finish(context);
  tell_passed_over(context, work);
  if (Interrupt::asked() && resume)
    throw UsageError("已中断，没有写出结果；再运行同一条命令，就接着做",
                     "interrupted, nothing was written; run the same command again to go on");
  if (Interrupt::asked()) throw UsageError("已中断，没有写出结果", "interrupted, nothing was written");
  return head;
}

}  // namespace hegui::app
