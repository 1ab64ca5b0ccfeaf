// How long checking takes, step by step, and writing what was found in every format, beside what cannot be avoided.
//   check_bench [OPTION…] [REPORT…]     the sample reports and all built-in rules; options are Google Benchmark's
// Not a test: nothing fails when the machine is slow. ctest runs it once over one report, so that it stays usable.
#include <zip.h>
#include <zlib.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "checker/app/pipeline.hpp"
#include "checker/report/lexicon.hpp"
#include "dsl/load.hpp"
#include "tests/bench/bounds.hpp"
#include "tests/bench/ratios.hpp"
#include "tests/bench/samples.hpp"

namespace {

using namespace hegui;

/// Everything that the benchmarks go through, made before the first of them runs.
struct World {
  explicit World(const std::vector<std::string>& paths)
      : program(dsl::load({std::string(HEGUI_SOURCE_DIR "/rules")}, dsl::Purpose::running).program),
        samples(bench::samples(paths)),
        scan(bench::words_of(*program)),
        lexicon(program),
        pipeline(program, as_the_command()),
        options(pipeline.options().engine) {
    run.head = findings::head_of(program, "0");
    for (const auto& sample : samples) {
      bytes += static_cast<double>(sample.bytes.size());
      auto read = document::read_bytes(sample.bytes, sample.path, {}, lexicon.page_words());
      if (!read.document) continue;
      documents.push_back(*read.document);
      reports.push_back(std::make_shared<const report::Report>(report::understand(*read.document, lexicon)));
      evaluations.push_back(engine::evaluate(pipeline.plan(), *reports.back(), options));
      run.reports.push_back(findings::tell(*program, *reports.back(), evaluations.back()));
      run.reports.back().report = reports.back();
      facts += reports.back()->facts.size();
      found += run.reports.back().findings.size();
    }
  }
  static app::PipelineOptions as_the_command() {
    app::PipelineOptions options;
    options.engine.traces = false;
    return options;
  }

  std::shared_ptr<const dsl::Program> program;
  std::vector<bench::Sample> samples;
  bench::WordScan scan;
  report::Lexicon lexicon;
  app::Pipeline pipeline;
  engine::Options options;
  std::vector<document::Document> documents;
  std::vector<std::shared_ptr<const report::Report>> reports;
  std::vector<engine::Evaluation> evaluations;
  findings::Run run;
  double bytes = 0;
  std::size_t facts = 0, found = 0;
};

/// One round of a step is all reports.
template <class Work>
void add(const std::string& name, double bytes, const Work& work) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(work());
    state.counters[bench::kBytes] = bytes;
  });
}
template <class Work>
void add_for_samples(const std::string& name, const World& world, const Work& work) {
  add(name, world.bytes, [&world, work] {
    std::size_t all = 0;
    for (const auto& sample : world.samples) all += static_cast<std::size_t>(work(sample));
    return all;
  });
}

void add_steps(const World& world) {
  const std::string group = "from text to findings/";
  const auto bound = [&](const char* name) { return group + std::string(bench::kBound) + name; };
  add_for_samples(bound("reading the bytes"), world, [](const auto& each) { return bench::read_all(each.bytes); });
  add_for_samples(bound("ICU NFKC"), world, [](const auto& each) { return bench::normalise(each.bytes); });
  add_for_samples(bound("one scan for all words, Aho-Corasick"), world,
                  [&](const auto& each) { return world.scan.count(each.bytes); });
  add_for_samples(group + "one scan for the taxonomy, as the program does", world, [&](const auto& each) {
    return world.lexicon.tables().automaton.find(report::matching_form(each.bytes)).size();
  });
  add_for_samples(group + "text to blocks", world, [&](const auto& each) {
    const auto read = document::read_bytes(each.bytes, each.path, {}, world.lexicon.page_words());
    return read.document ? read.document->blocks.size() : 0;
  });
  add_for_samples(group + "text to facts", world, [&](const auto& each) {
    auto read = document::read_bytes(each.bytes, each.path, {}, world.lexicon.page_words());
    return read.document ? report::understand(std::move(*read.document), world.lexicon).facts.size() : 0;
  });
  add(group + "facts to outcomes, all rules", world.bytes, [&world] {
    std::size_t all = 0;
    for (const auto& report : world.reports)
      all += engine::evaluate(world.pipeline.plan(), *report, world.options).rules.size();
    return all;
  });
  add(group + "outcomes to findings", world.bytes, [&world] {
    std::size_t all = 0;
    for (std::size_t i = 0; i < world.reports.size(); ++i)
      all += findings::tell(*world.program, *world.reports[i], world.evaluations[i]).findings.size();
    return all;
  });
  const auto whole = [&world](const bench::Sample& each) {
    return world.pipeline.check(world.pipeline.read_text(each.bytes, each.path));
  };
  add_for_samples(group + "whole check, text to findings", world,
                  [whole](const auto& each) { return whole(each).findings.size(); });
  add(group + "whole check, text to written JSON lines", world.bytes, [&world, whole] {
    findings::Run run;
    run.head = world.run.head;
    for (const auto& sample : world.samples) run.reports.push_back(whole(sample));
    return findings::written("jsonl", run, {}).size();
  });
}

/// The parts of a package, unpacked.
std::vector<std::string> parts_of(const std::string& package) {
  std::vector<std::string> parts;
  zip_source_t* const source = zip_source_buffer_create(package.data(), package.size(), 0, nullptr);
  zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (archive == nullptr) return parts;
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat) != 0) continue;
    std::string part(stat.size, '\0');
    if (zip_file_t* const file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0)) {
      zip_fread(file, part.data(), part.size());
      zip_fclose(file);
    }
    parts.push_back(std::move(part));
  }
  zip_close(archive);
  return parts;
}

std::size_t packed_size(const std::vector<std::string>& parts) {
  std::size_t all = 0;
  std::string packed;
  for (const std::string& part : parts) {
    uLongf size = compressBound(part.size());
    packed.resize(size);
    compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(part.data()), part.size());
    all += size;
  }
  return all;
}

void add_writers(const World& world) {
  for (const auto& format : findings::check_formats()) {
    const std::string name(format.name), group = "writing " + name + "/";
    const auto bound = [&](const char* what) { return group + std::string(bench::kBound) + what; };
    const std::string output = findings::written(format.name, world.run, {});
    const auto bytes = static_cast<double>(output.size());
    add(bound("copying what is written"), bytes, [output] {
      std::string copy = output;
      benchmark::DoNotOptimize(copy.data());
      return copy.size();
    });
    const std::vector<std::string> parts = format.binary ? parts_of(output) : std::vector<std::string>();
    if (parts.empty()) {
      add(bound("ICU NFKC over it"), bytes, [output] { return bench::normalise(output); });
    } else {
      add(bound("packing its parts"), bytes, [parts] { return packed_size(parts); });
    }
    add(group + "findings to " + name, bytes, [&world, name] { return findings::written(name, world.run, {}).size(); });
  }
}

}  // namespace

int main(int count, char** values) {
  const auto [options, paths] = bench::split_arguments(count, values);
  const World world(paths);
  if (world.reports.empty()) return 1;
  std::printf("%zu reports, %.2f MB, %zu facts, %zu rules, %zu findings; the scan has %zu states\n",
              world.reports.size(), world.bytes / 1e6, world.facts, world.program->rules.size(), world.found,
              world.scan.states());
  add_steps(world);
  add_writers(world);
  return bench::run_and_compare(options);
}
