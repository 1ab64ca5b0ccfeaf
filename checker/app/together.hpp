// Files that are one submission: a report with its attachments, checked as one (--together).
// group_inputs() cuts what was named on the command line into submissions; read_together() reads one of them.
// Afterwards every file is the report, an attachment of it, a report of its own, or an error; which is said.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "checker/app/cli.hpp"
#include "checker/app/inputs.hpp"
#include "checker/app/pipeline.hpp"

namespace hegui::app {

struct Submission {
  std::string name;  // the folder, archive or file
  std::vector<Input> files;
};

/// Files named on the command line are one submission together. A folder (or archive) that holds a text document is
/// one, with everything below it; else each folder in it is looked at in the same way.
std::vector<Submission> group_inputs(const std::vector<std::string>& names, const document::Limits& limits,
                                     PassedOverList passed_over = nullptr);

/// The report with its attachments first; then files that are reports of another matter; then those that cannot be
/// read.
std::vector<findings::ReadReport> read_together(const Pipeline& pipeline, const Submission& submission);

/// The inputs as the commands go through them: each by itself, or by submission.
struct Work {
  std::vector<Submission> submissions;
  bool together = false;
  document::Limits limits = {};
  // Files of folders, and of the archives opened so far, that nobody reads.
  std::shared_ptr<std::vector<findings::PassedOver>> passed_over =
      std::make_shared<std::vector<findings::PassedOver>>();
};
/// `Archives::later`: an archive is one submission until open_submission() opens it; else it is opened at once.
enum class Archives : std::uint8_t { now, later };
Work plan_work(const std::vector<std::string>& names, bool together, const document::Limits& limits,
               Archives archives = Archives::now);
/// What a submission of that work comes to: itself, or the files of its archive.
std::vector<Submission> open_submission(const Work& work, const Submission& submission);
/// How many there will be when all archives are open; opens each, one after the other.
std::size_t count_opened(const Work& work);
std::vector<findings::ReadReport> read_work(const Pipeline& pipeline, const Work& work, const Submission& submission);

/// The same, checked.
std::vector<findings::CheckedReport> check_work(const Pipeline& pipeline, const Work& work,
                                                const Submission& submission);

/// Tells on standard error which files of named folders and archives were not read, and why.
void tell_passed_over(const Context& context, const Work& work);

void add_together_option(CLI::App& command, const Context& context, bool& together);

}  // namespace hegui::app
