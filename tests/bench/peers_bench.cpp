// Hegui in the side-by-side of rule engines: the same 100 rules over the same documents of 60 facts.
//   peers_bench FOLDER [--findings] [--cpu]     FOLDER has peers.hegui and facts.jsonl
//   (tests/bench/peers/make_rules.py)
// Prints one line of JSON: seconds to read the facts and to judge, the number of findings and their checksum. Verdicts
// only, like the other engines; with --findings every finding is told in full (message, derivation, evidence) instead.
#include <bit>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "checker/engine/compiled_batch.hpp"
#include "checker/engine/plan.hpp"
#include "checker/findings/facts_input.hpp"
#include "checker/findings/facts_lines.hpp"
#include "checker/findings/line_reader.hpp"
#include "checker/findings/writers.hpp"
#include "dsl/load.hpp"

namespace {

using namespace hegui;

/// By the clock, or by what the process used of a processor: on a busy machine only that can be compared.
bool of_processor = false;
double now() {
  timespec time{};
  clock_gettime(of_processor ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// Since the kernel started the process (field 22 of /proc/self/stat).
double since_start() {
  std::ifstream file("/proc/self/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream fields(line.substr(line.rfind(')') + 2));
  std::string field;
  for (int i = 0; i < 20; ++i) fields >> field;
  timespec time{};
  clock_gettime(CLOCK_BOOTTIME, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9 - std::stod(field) / 100.0;
}

constexpr std::uint64_t kLongestLine = 64 << 20U;

struct Found {
  std::size_t count = 0;
  std::int64_t checksum = 0;
  void add(std::int64_t document, std::int64_t rule) {
    ++count;
    checksum += document * 1000 + rule;
  }
};

/// The number in P-017.
std::int64_t number_of(const dsl::Rule& rule) { return std::stoll(rule.id.substr(rule.id.find('-') + 1)); }

class Bench {
 public:
  explicit Bench(const std::string& folder) : folder_(folder) {
    const auto loaded = dsl::load({folder + "/peers.hegui"});
    if (loaded.has_errors()) throw std::runtime_error("peers.hegui");
    program_ = loaded.program;
    plan_ = engine::make_plan(*program_);
    options_.keep_plain = false;
  }

  /// All rules by their programs, document by document only where those do not know.
  void verdicts() {
    const double ready = since_start(), begin = now();
    engine::Batch batch(*plan_, options_);
    findings::FactsLines reader(*program_, batch);
    read(reader);
    const double loaded = now();
    Found found;
    std::vector<std::int64_t> numbers;
    for (const dsl::Rule& rule : program_->rules) numbers.push_back(number_of(rule));
    for (std::size_t block = 0; block < batch.blocks(); ++block)  // its figures stay at hand for all rules
      for (std::uint32_t rule = 0; rule < numbers.size(); ++rule) {
        if (batch.skips(rule)) continue;
        const engine::Proofs proofs = batch.judge(rule, block);
        std::size_t proved = 0;
        for (std::size_t word = 0; word < proofs.failed.size(); ++word) {
          proved += static_cast<std::size_t>(
              std::popcount(proofs.passed[word] | proofs.failed[word] | proofs.not_applicable[word]));
          for (std::uint64_t rest = proofs.failed[word]; rest != 0; rest &= rest - 1)
            found.add(plain_[block * engine::kWidth + word * 64 + static_cast<std::size_t>(std::countr_zero(rest))],
                      numbers[rule]);
        }
        if (proved != batch.reports_of(block)) throw std::runtime_error("left to the evaluator: use --findings");
      }
    for (const auto& [id, report] : others_)
      for (std::uint32_t rule = 0; rule < numbers.size(); ++rule)
        if (fails(*report, rule)) found.add(id, numbers[rule]);
    const double done = now();
    print("Hegui", ready, loaded - begin, done - loaded, found);
  }

  /// Reports with findings in full.
  void findings() {
    const double ready = since_start(), begin = now();
    std::ifstream file(folder_ + "/facts.jsonl", std::ios::binary);
    findings::LineReader lines(file, kLongestLine, 0);
    while (lines.next()) others_.push_back(document(lines));
    const double loaded = now();
    Found found;
    for (const auto& [id, report] : others_) {
      const auto evaluation = engine::evaluate(*plan_, *report, options_);
      const auto checked = findings::tell(*program_, *report, evaluation, {});
      for (const auto& finding : checked.findings)
        found.add(id, std::stoll(finding.rule.substr(finding.rule.find('-') + 1)));
    }
    print("Hegui, findings told", ready, loaded - begin, now() - loaded, found);
  }

 private:
  void read(findings::FactsLines& reader) {
    std::ifstream file(folder_ + "/facts.jsonl", std::ios::binary);
    if (!file) throw std::runtime_error("facts.jsonl");
    findings::LineReader lines(file, kLongestLine, findings::FactsLines::padding());
    while (lines.next()) {
      if (reader.take(lines.line().data(), lines.line().size())) {
        plain_.push_back(0);
        std::from_chars(reader.path().data(), reader.path().data() + reader.path().size(), plain_.back());
      } else {
        others_.push_back(document(lines));
      }
    }
  }

  /// A line that is read in full.
  std::pair<std::int64_t, std::shared_ptr<const report::Report>> document(const findings::LineReader& lines) const {
    const auto read = findings::read_facts_line(lines.line(), lines.number(), "facts", *program_, {});
    if (read.report == nullptr) throw std::runtime_error(read.error_en);
    return {std::stoll(read.path), read.report};
  }

  bool fails(const report::Report& report, std::uint32_t rule) const {
    engine::Options only = options_;
    only.only_rules = {program_->rules[rule].id};
    return engine::evaluate(*plan_, report, only).rules[rule].failed > 0;
  }

  void print(const char* name, double ready, double load, double judged, const Found& found) const {
    std::printf(
        "{\"engine\":\"%s\",\"docs\":%zu,\"rules\":%zu,\"ready_s\":%.6f,\"load_s\":%.6f,\"eval_s\":%.6f,"
        "\"findings\":%zu,\"checksum\":%lld}\n",
        name, plain_.size() + others_.size(), program_->rules.size(), ready, load, judged, found.count,
        static_cast<long long>(found.checksum));
  }

  std::string folder_;
  std::shared_ptr<const dsl::Program> program_;
  std::shared_ptr<const engine::Plan> plan_;
  engine::Options options_;
  std::vector<std::int64_t> plain_;  // by number in the batch: the document
  std::vector<std::pair<std::int64_t, std::shared_ptr<const report::Report>>> others_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "peers_bench FOLDER [--findings] [--cpu]\n";
    return 2;
  }
  bool in_full = false;
  for (int i = 2; i < count; ++i) {
    in_full = in_full || std::string_view(arguments[i]) == "--findings";
    of_processor = of_processor || std::string_view(arguments[i]) == "--cpu";
  }
  try {
    Bench bench(arguments[1]);
    if (in_full) {
      bench.findings();
    } else {
      bench.verdicts();
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
