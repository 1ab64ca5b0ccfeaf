#include "tests/bench/ratios.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace hegui::bench {

bool Ratios::ReportContext(const Context&) { return true; }

void Ratios::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.error_occurred) {
      std::fprintf(stderr, "%s: %s\n", run.benchmark_name().c_str(), run.error_message.c_str());
      failed_ = true;
      continue;
    }
    if (run.run_type != Run::RT_Iteration) continue;  // means of a busy machine say little: the best is taken
    const std::string& full = run.run_name.function_name;
    const std::size_t cut = full.find('/');
    const std::string group = full.substr(0, cut), name = cut == std::string::npos ? full : full.substr(cut + 1);
    const bool by_the_clock = run.run_name.time_type == "real_time";
    const double seconds = (by_the_clock ? run.real_accumulated_time : run.cpu_accumulated_time) /
                           static_cast<double>(std::max<std::int64_t>(1, run.iterations));
    const auto known = std::find_if(steps_.begin(), steps_.end(),
                                    [&](const Step& step) { return step.group == group && step.name == name; });
    if (known != steps_.end()) {
      known->seconds = std::min(known->seconds, seconds);
      continue;
    }
    const auto bytes = run.counters.find(kBytes);
    steps_.push_back({group, name, seconds, bytes == run.counters.end() ? 0 : bytes->second.value,
                      name.compare(0, kBound.size(), kBound) == 0, run.family_index});
  }
}

void Ratios::print_group(std::size_t first, std::size_t last) const {
  std::printf("%s\n", steps_[first].group.c_str());
  char mark = 'a';
  for (std::size_t i = first; i < last; ++i) {
    const Step& step = steps_[i];
    std::printf("  %-44s %10.3f ms", step.name.c_str(), step.seconds * 1e3);
    if (step.bytes > 0 && step.seconds > 0) {
      std::printf(" %9.1f MB/s", step.bytes / 1e6 / step.seconds);
    } else {
      std::printf(" %14s", "");
    }
    if (step.is_bound) {
      std::printf("   (%c)", mark++);
    } else {
      char of = 'a';
      for (std::size_t k = first; k < last; ++k)
        if (steps_[k].is_bound) std::printf("  %9.2f x (%c)", step.seconds / steps_[k].seconds, of++);
    }
    std::putchar('\n');
  }
}

void Ratios::Finalize() {
  std::sort(steps_.begin(), steps_.end(), [](const Step& a, const Step& b) { return a.place < b.place; });
  for (std::size_t first = 0; first < steps_.size();) {
    std::size_t last = first;
    while (last < steps_.size() && steps_[last].group == steps_[first].group) ++last;
    print_group(first, last);
    first = last;
  }
  if (failed_ || steps_.empty()) std::puts("SOMETHING FAILED");
}

std::pair<std::vector<char*>, std::vector<std::string>> split_arguments(int count, char** values) {
  std::vector<char*> options{values[0]};
  std::vector<std::string> rest;
  for (int i = 1; i < count; ++i) {
    if (std::strncmp(values[i], "--", 2) == 0) {
      options.push_back(values[i]);
    } else {
      rest.emplace_back(values[i]);
    }
  }
  return {options, rest};
}

int run_and_compare(std::vector<char*> arguments) {
  // In turns, so that a busy moment of the machine does not fall on one of them alone.
  static char repetitions[] = "--benchmark_repetitions=10", least[] = "--benchmark_min_time=0.1",
              turns[] = "--benchmark_enable_random_interleaving=true";
  arguments.insert(arguments.begin() + 1, {repetitions, least, turns});  // what is given behind them counts
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
  Ratios ratios;
  const std::size_t ran = benchmark::RunSpecifiedBenchmarks(&ratios);
  benchmark::Shutdown();
  return ran == 0 ? 1 : 0;
}

}  // namespace hegui::bench
