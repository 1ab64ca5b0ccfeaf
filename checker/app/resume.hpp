// Going on where an earlier run ended (--resume): what was checked before with the same rules is taken from the cache.
// Made once a run beside its Pipeline; check() may be called on many threads.
// Afterwards results are those of a run from the beginning, byte for byte, and new ones are kept for the next run.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/app/cache.hpp"
#include "checker/app/cli.hpp"
#include "checker/app/digests.hpp"
#include "checker/app/pipeline.hpp"
#include "checker/app/together.hpp"

namespace hegui::app {

struct ResumeOptions {
  bool resume = false;
  std::string cache;  // --cache FILE; empty: the standard place
  std::uint64_t most_mebibytes = 4096;
  [[nodiscard]] bool wanted() const { return resume || !cache.empty(); }
};
/// `options` lives as long as the command.
void add_resume_options(CLI::App& command, const Context& context, const std::shared_ptr<ResumeOptions>& options);

class Resume {
 public:
  /// `with_text`: the writers need the reports themselves, so each is read, and the outcomes of its rules are taken
  /// from the cache. Throws UsageError when no place for the cache is known.
  Resume(const Pipeline& pipeline, const ResumeOptions& options, bool with_text);

  [[nodiscard]] std::vector<findings::CheckedReport> check(const Work& work, const Submission& submission);
  /// Writes what is still to be kept, and tells how much was found.
  void finish(const Context& context);

 private:
  /// Reads the bytes of the files. False when one of them cannot simply be read: the reader says what is wrong with it.
  [[nodiscard]] bool load(Submission& submission) const;
  [[nodiscard]] std::string key_of(const Work& work, const Submission& submission) const;
  std::vector<findings::CheckedReport> recheck(const Work& work, const Submission& submission, Cache::Entry entry,
                                               const std::optional<std::string>& rules);

  const Pipeline& pipeline_;
  bool with_text_;
  RuleDigests digests_;
  std::string settings_, run_;    // what the results depend on besides the submission
  std::string traced_, reading_;  // what the outcomes of rules depend on: with their traces, and as they are here
  Cache cache_;
  std::atomic<std::size_t> taken_{0}, partly_{0}, checked_{0};
};

}  // namespace hegui::app
