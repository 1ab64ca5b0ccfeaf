// The kept corpora, and a few mutations of each of their inputs, through every fuzz target: no crash, no broken
// promise.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/mutator.hpp"
#include "tests/fuzz/targets.hpp"

namespace hegui::fuzz {

/// Test names must not carry the bytes of a pointer.
void PrintTo(const Target& target, std::ostream* out) { *out << target.name; }

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> kept(std::string_view target) {
  std::vector<fs::path> files;
  for (const auto& each : fs::directory_iterator(fs::path(HEGUI_SOURCE_DIR "/tests/fuzz/corpus") / target))
    files.push_back(each.path());
  std::sort(files.begin(), files.end());
  return files;
}

constexpr std::size_t kMost = 1U << 16U;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string mutated(const std::string& input, unsigned seed) {
  if (input.size() < 2) return input;
  std::string changed = input;
  changed.resize(std::max(kMost, input.size()));
  changed.resize(mutate_text(changed.data(), input.size(), changed.size(), seed));
  return changed;
}

class Replay : public testing::TestWithParam<Target> {};

TEST_P(Replay, KeepsItsPromises) {
  constexpr unsigned kMutations = 3;
  const Target target = GetParam();
  const auto files = kept(target.name);
  ASSERT_FALSE(files.empty()) << "there is no corpus for " << target.name;
  for (const auto& path : files) {
    SCOPED_TRACE(path.string());
    const std::string input = read_file(path);
    target.run(input);
    for (unsigned seed = 1; seed <= kMutations; ++seed) target.run(mutated(input, seed));
  }
}

/// Mutations of mutations for HEGUI_SOAK seconds, without the guidance of a fuzzing build; asked for by
/// --gtest_also_run_disabled_tests --gtest_filter='*Soak/TARGET'.
TEST_P(Replay, DISABLED_Soak) {
  const char* const wanted = std::getenv("HEGUI_SOAK");
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(wanted == nullptr ? 60 : std::atoi(wanted));
  const auto files = kept(GetParam().name);
  std::minstd_rand random(std::random_device{}());
  std::uint64_t runs = 0;
  for (; std::chrono::steady_clock::now() < end; ++runs) {
    std::string input = read_file(files[random() % files.size()]);
    for (std::size_t i = 1 + random() % 8; i > 0; --i) input = mutated(input, static_cast<unsigned>(random()));
    if (random() % 4 == 0 && !input.empty()) input[random() % input.size()] = static_cast<char>(random());
    std::ofstream("soak-" + std::string(GetParam().name), std::ios::binary) << input;  // what a crash leaves behind
    GetParam().run(input);
  }
  std::printf("%s: %llu runs\n", std::string(GetParam().name).c_str(), static_cast<unsigned long long>(runs));
}

INSTANTIATE_TEST_SUITE_P(Corpus, Replay, testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace hegui::fuzz
