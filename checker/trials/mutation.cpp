#include "checker/trials/mutation.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "checker/engine/plan.hpp"

namespace hegui::trials {

namespace {

/// The rule and those that can take its findings away: rules that refine or replace it, directly or through others.
std::vector<std::string> bearing_on(const dsl::Program& program, const std::string& rule) {
  std::vector<std::string> found{rule};
  for (std::size_t next = 0; next < found.size(); ++next)
    for (const dsl::Rule& other : program.rules) {
      const auto names = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), found[next]) != ids.end();
      };
      if ((names(other.refines) || names(other.replaces)) &&
          std::find(found.begin(), found.end(), other.id) == found.end())
        found.push_back(other.id);
    }
  return found;
}

/// A test as far as it speaks of one rule.
struct Case {
  std::size_t test = 0;
  const std::string* rule = nullptr;
  const std::vector<std::string>* run = nullptr;
};

/// One worker: a program of its own to plant mutants in.
class Bench {
 public:
  Bench(const dsl::Program& program, const std::vector<TestReading>& readings)
      : program_(program),
        plan_(std::const_pointer_cast<engine::Plan>(engine::make_plan(program_))),
        readings_(readings) {}

  [[nodiscard]] bool holds(const Case& c) const {
    const TestReading& reading = readings_[c.test];
    return reading.report != nullptr && holds_for(*plan_, program_.tests[c.test], *reading.report, *c.rule, *c.run);
  }

  Trial run(Suspect suspect) {
    Trial trial;
    std::vector<std::vector<std::string>> runs;
    for (const std::string& rule : suspect.rules) runs.push_back(bearing_on(program_, rule));
    std::vector<Case> cases;
    for (std::size_t t = 0; t < program_.tests.size(); ++t) {
      if (readings_[t].report == nullptr) continue;
      const auto named = rules_named(program_.tests[t]);
      for (std::size_t r = 0; r < suspect.rules.size(); ++r)
        if (std::find(named.begin(), named.end(), suspect.rules[r]) != named.end())
          cases.push_back({t, &suspect.rules[r], &runs[r]});
    }
    const std::size_t all = cases.size();
    std::erase_if(cases, [&](const Case& c) { return !holds(c); });
    trial.tests = cases.size();
    trial.failing = all - cases.size();
    for (std::size_t m = 0; m < suspect.mutants.size(); ++m) {
      const auto killer = [&] {
        const Planted planted(program_, suspect.mutants[m]);
        engine::renew_constants(*plan_);
        return std::find_if(cases.begin(), cases.end(), [&](const Case& c) { return !holds(c); });
      }();
      engine::renew_constants(*plan_);
      if (killer == cases.end()) {
        trial.survivors.push_back(m);
      } else {
        std::rotate(cases.begin(), killer, killer + 1);  // who noticed one mistake often notices the next
      }
    }
    trial.suspect = std::move(suspect);
    return trial;
  }

 private:
  dsl::Program program_;
  std::shared_ptr<engine::Plan> plan_;
  const std::vector<TestReading>& readings_;
};

}  // namespace

std::uint32_t MutationReport::mutants() const {
  std::uint32_t total = 0;
  for (const Trial& trial : trials) total += trial.mutants();
  return total;
}
std::uint32_t MutationReport::killed() const {
  std::uint32_t total = 0;
  for (const Trial& trial : trials) total += trial.killed();
  return total;
}

MutationReport try_mutants(const std::shared_ptr<const dsl::Program>& program, const std::vector<std::string>& only,
                           const std::function<bool(const dsl::Test&)>& wanted, unsigned threads,
                           const std::function<void(const std::string&)>& progress) {
  std::vector<TestReading> readings;
  {
    const report::Lexicon lexicon(program);
    for (const dsl::Test& test : program->tests)
      readings.push_back(wanted(test) ? read_test(lexicon, test) : TestReading{});
  }
  auto suspects = suspects_of(*program, only);
  MutationReport report;
  report.trials.resize(suspects.size());
  std::atomic<std::size_t> next{0};
  std::mutex telling;
  const auto work = [&] {
    Bench bench(*program, readings);
    for (std::size_t at = next++; at < suspects.size(); at = next++) {
      if (progress) {
        const std::lock_guard lock(telling);
        progress(suspects[at].name);
      }
      report.trials[at] = bench.run(std::move(suspects[at]));
    }
  };
  std::vector<std::thread> workers;
  for (unsigned i = 1; i < std::min<std::size_t>(threads, suspects.size()); ++i) workers.emplace_back(work);
  work();
  for (std::thread& worker : workers) worker.join();
  return report;
}

}  // namespace hegui::trials
