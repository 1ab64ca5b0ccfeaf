#include "checker/app/resume.hpp"

#include <fmt/format.h>

#include <new>
#include <unordered_map>
#include <utility>

#include "checker/app/limit_options.hpp"
#include "checker/app/output.hpp"
#include "checker/findings/packed_results.hpp"
#include "dsl/sha256.hpp"

namespace hegui::app {

namespace {

using findings::CheckedReport;
using findings::KeptRule;
using findings::KeptRules;
using findings::Packer;

std::string date_text(const std::optional<dsl::CivilDate>& date) {
  return date ? fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day) : "";
}

/// Which rulebooks, whatever their version: results with other ones stand beside each other, versions replace each
/// other.
std::string settings_of(const Pipeline& pipeline) {
  Packer pack;
  for (const auto& book : pipeline.program().rulebooks) pack(book.id);
  const auto& options = pipeline.options();
  pack(options.engine.profile, options.engine.only_rules, date_text(options.engine.as_of));
  for (const LimitOption& limit : all_limit_options()) pack(limit.get(options.limits));
  pack(options.limits.ocr);
  return pack.take();
}

std::string run_of(const Pipeline& pipeline, const std::string& reading) {
  Packer pack;
  pack(reading, date_text(pipeline.options().tell.as_of), date_text(pipeline.options().tell.today));
  for (const auto& book : pipeline.program().rulebooks) pack(book.version, book.sha256);
  return dsl::sha256_hex(pack.bytes());
}

/// What the rules of one report came to in an earlier run, and the digests of those that run in this one.
class Memory : public engine::RuleMemory {
 public:
  Memory(const RuleDigests& digests, std::size_t rules, const KeptRules* kept) : digests_(digests), used_(rules) {
    if (kept == nullptr) return;
    for (const KeptRule& rule : *kept) kept_.emplace(rule.digest, &rule);
  }

  bool recall(dsl::RuleId id, const dsl::Rule& rule, const std::vector<dsl::ExprId>& parameters,
              engine::RuleSummary& summary, std::vector<engine::Outcome>& outcomes) override {
    if (!parameters_) parameters_ = digests_.of(parameters);
    used_.at(id.value) = digests_.of(rule) ^ *parameters_;
    const auto found = kept_.find(used_[id.value]);
    if (found == kept_.end()) return false;
    ++recalled_;
    summary = found->second->summary;
    summary.rule = id;
    for (engine::Outcome outcome : found->second->outcomes) {
      outcome.rule = id;
      outcomes.push_back(std::move(outcome));
    }
    return true;
  }
  [[nodiscard]] std::size_t recalled() const { return recalled_; }

  /// What is worth keeping of an evaluation that asked this memory.
  [[nodiscard]] KeptRules of(const engine::Evaluation& evaluation) const {
    KeptRules kept;
    auto outcome = evaluation.outcomes.begin();
    for (const auto& summary : evaluation.rules) {
      // A rule that was not asked about did not need to run: a program of plain figures has judged it.
      if (!summary.skipped.empty() || used_.at(summary.rule.value) == 0) continue;
      KeptRule rule;
      rule.digest = used_[summary.rule.value];
      rule.summary = summary;
      for (; outcome != evaluation.outcomes.end() && outcome->rule == summary.rule; ++outcome)
        rule.outcomes.push_back(*outcome);
      kept.push_back(std::move(rule));
    }
    return kept;
  }

 private:
  const RuleDigests& digests_;
  std::unordered_map<std::uint64_t, const KeptRule*> kept_;
  std::vector<std::uint64_t> used_;
  std::optional<std::uint64_t> parameters_;
  std::size_t recalled_ = 0;
};

std::string_view name_of(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

/// A report may have been kept under another path of the same name. False when the path may stand elsewhere in it too.
bool move_to(const std::string& path, std::vector<CheckedReport>& reports) {
  if (reports.size() != 1) return false;
  CheckedReport& report = reports.front();
  if (report.path != path && !report.files.empty()) return false;
  report.path = path;
  return true;
}

}  // namespace

Resume::Resume(const Pipeline& pipeline, const ResumeOptions& options, bool with_text)
    : pipeline_(pipeline),
      with_text_(with_text),
      digests_(pipeline.program()),
      settings_(settings_of(pipeline)),
      traced_(dsl::sha256_hex(program_digest() + reading_digest(pipeline.program()))),
      reading_(pipeline.options().engine.traces ? traced_ : dsl::sha256_hex(traced_ + " without traces")),
      cache_(options.cache.empty() ? Cache::standard_path() : options.cache, options.cache.empty(),
             options.most_mebibytes << 20U) {
  run_ = run_of(pipeline, traced_);  // what is told of a report has no traces
  if (cache_.path().empty())
    throw UsageError("不知道结果存在哪里：没有设置 HOME，请用 --cache 文件 写明",
                     "no place for the results is known, HOME is not set: name a file with --cache FILE");
}

bool Resume::load(Submission& submission) const {
  const std::uint64_t most = pipeline_.options().limits.max_bytes;
  for (Input& input : submission.files) {
    if (input.error) return false;
    if (input.bytes != nullptr) continue;
    if (input.path == "-") {
      input.bytes = std::make_shared<const std::string>(read_standard_input(most));
      continue;
    }
    auto bytes = read_plain_file(input.path, most);
    if (!bytes) return false;
    input.bytes = std::make_shared<const std::string>(std::move(*bytes));
  }
  return true;
}

std::string Resume::key_of(const Work& work, const Submission& submission) const {
  Packer pack;
  pack(settings_, work.together && submission.files.size() > 1);
  for (const Input& input : submission.files)
    // How a file is read may depend on its name alone; where several belong together, results tell their paths.
    pack(submission.files.size() > 1 ? input.path : std::string(name_of(input.path)), dsl::sha256_hex(*input.bytes));
  return dsl::sha256_hex(pack.bytes());
}

std::vector<CheckedReport> Resume::check(const Work& work, const Submission& submission) {
  Submission full = submission;
  bool loaded = false;
  try {
    loaded = load(full);
  } catch (const std::bad_alloc&) {  // told of the report, when it is read
  }
  if (!loaded) {
    ++checked_;
    return check_work(pipeline_, work, full);
  }
  Cache::Entry entry{key_of(work, full), run_, reading_, {}, {}};
  const auto found = cache_.find(entry.key, with_text_ ? "" : run_, reading_, traced_);
  if (found.told) {
    try {
      auto reports = findings::unpack_told(findings::inflated(*found.told));
      if (full.files.size() > 1 || move_to(full.files.front().path, reports)) {
        ++taken_;
        return reports;
      }
    } catch (const findings::Damaged&) {  // checked anew
    } catch (const std::bad_alloc&) {
    }
  }
  return recheck(work, full, std::move(entry), found.rules);
}

std::vector<CheckedReport> Resume::recheck(const Work& work, const Submission& submission, Cache::Entry entry,
                                           const std::optional<std::string>& rules) {
  std::vector<KeptRules> before, now;
  if (rules) {
    try {
      before = findings::unpack_rules(findings::inflated(*rules));
    } catch (const findings::Damaged&) {
      before.clear();
    }
  }
  std::vector<CheckedReport> reports;
  bool whole = true, any = false, all = true;
  for (const auto& read : read_work(pipeline_, work, submission)) {
    const std::size_t i = reports.size();
    const bool known = i < before.size() && read.report != nullptr && findings::lie_within(before[i], *read.report);
    Memory memory(digests_, pipeline_.program().rules.size(), known ? &before[i] : nullptr);
    now.emplace_back();
    reports.push_back(pipeline_.check(read, &memory, [&](const engine::Evaluation& evaluation) {
      whole = whole && !evaluation.bounded;
      now.back() = memory.of(evaluation);
    }));
    whole = whole && reports.back().readable;
    any = any || memory.recalled() > 0;
    all = all && memory.recalled() == now.back().size();
  }
  ++(!whole ? checked_ : all ? taken_ : any ? partly_ : checked_);
  if (!whole) return reports;
  try {
    if (!with_text_ || !all || !rules) {
      entry.told = findings::deflated(findings::pack_told(reports));
      entry.rules = findings::deflated(findings::pack_rules(now));
      cache_.keep(std::move(entry));
    }
  } catch (const findings::Damaged&) {  // too large to be kept
  } catch (const std::bad_alloc&) {
  }
  return reports;
}

void Resume::finish(const Context& context) {
  cache_.flush();
  for (const auto& remark : cache_.remarks())
    tell(std::string("hegui: ") + context.say(remark.zh.c_str(), remark.en.c_str()));
  std::string counts = fmt::format(
      fmt::runtime(context.say("hegui：{} 份取自以前的结果", "hegui: {} taken from earlier results")), taken_.load());
  if (partly_ > 0)
    counts +=
        fmt::format(fmt::runtime(context.say("，{} 份只重跑了改过的规则", ", {} with the changed rules run again")),
                    partly_.load());
  counts += fmt::format(fmt::runtime(context.say("，{} 份重新核查（{}）", ", {} checked anew ({})")), checked_.load(),
                        cache_.path());
  tell(counts);
}

void add_resume_options(CLI::App& command, const Context& context, const std::shared_ptr<ResumeOptions>& options) {
  command.add_flag(
      "--resume", options->resume,
      context.say("接着上次做：文件和规则都没有变的，取上次保存的结果；变了的规则才重跑。输出与从头核查逐字节相同",
                  "go on from an earlier run: results of files and rules that have not changed are taken "
                  "from it, changed rules alone run again. The output is that of a run from the beginning"));
  command
      .add_option("--cache", options->cache,
                  context.say("--resume 的结果保存在这个文件，缺省 ~/.cache/hegui/results.sqlite",
                              "the file where --resume keeps results, default ~/.cache/hegui/results.sqlite"))
      ->option_text("FILE");
  command
      .add_option("--cache-size", options->most_mebibytes,
                  context.say("这个文件里最多保存多少，久未用到的先去掉，缺省 4096 MiB",
                              "how much is kept there; what was not used for longest goes first; default 4096 MiB"))
      ->option_text("MiB")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 30U));
}

}  // namespace hegui::app
