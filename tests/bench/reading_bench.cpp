// How fast a text becomes facts, beside what no reader can avoid: its bytes, their normal form, one scan for the words.
//   reading_bench [ROUNDS [REPORT…]]     7 rounds over the sample reports when not given; the best of each step
//   reading_bench grow [MEGABYTES…]      one report of each size, made of the samples: the time must grow with it
// Not a test: nothing fails when the machine is slow. ctest runs it once, so that it stays usable.
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "checker/document/reader.hpp"
#include "checker/report/lexicon.hpp"
#include "checker/report/understand.hpp"
#include "dsl/load.hpp"

namespace {

namespace fs = std::filesystem;
using hegui::document::Limits;
using hegui::document::read_bytes;
using hegui::report::Lexicon;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> samples(const std::vector<std::string>& names) {
  std::vector<fs::path> paths(names.begin(), names.end());
  if (paths.empty())
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(HEGUI_SOURCE_DIR) / "tests/reports"))
      if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const auto& path : paths) texts.push_back(read(path));
  return texts;
}

double best_of(int rounds, const std::function<void()>& work) {
  double best = std::numeric_limits<double>::max();
  for (int i = 0; i < rounds; ++i) {
    const std::clock_t begin = std::clock();  // of this process alone: other programs may be running
    work();
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

std::uint64_t checksum = 0;  // keeps the compiler from leaving the work out

void normalise(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::Normalizer2::getNFKCInstance(status)->normalizeUTF8(
      0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, status);
  checksum += out.size();
}

std::size_t facts_of(const std::string& text, const Lexicon& lexicon, const Limits& limits) {
  auto result = read_bytes(text, "report.txt", limits, lexicon.page_words());
  if (!result.document) return 0;
  return hegui::report::understand(std::move(*result.document), lexicon).facts.size();
}

struct Step {
  const char* name;
  double seconds;
};

void compare(const std::vector<std::string>& texts, const Lexicon& lexicon, int rounds) {
  const Limits limits;
  std::size_t bytes = 0, facts = 0;
  for (const auto& text : texts) bytes += text.size();
  const auto each = [&](const std::function<void(const std::string&)>& work) {
    return best_of(rounds, [&] {
      for (const auto& text : texts) work(text);
    });
  };
  std::vector<Step> steps;
  steps.push_back({"reading the bytes", each([](const std::string& text) {
                     std::uint64_t sum = 0;
                     for (const char c : text) sum = sum * 31 + static_cast<unsigned char>(c);
                     checksum += sum;
                   })});
  steps.push_back({"ICU NFKC", each(normalise)});
  steps.push_back({"one scan for all words", each([&](const std::string& text) {
                     checksum += lexicon.tables().automaton.find(hegui::report::matching_form(text)).size();
                   })});
  steps.push_back({"text to blocks", each([&](const std::string& text) {
                     const auto result = read_bytes(text, "report.txt", limits, lexicon.page_words());
                     checksum += result.document ? result.document->blocks.size() : 0;
                   })});
  steps.push_back({"text to facts", each([&](const std::string& text) { facts += facts_of(text, lexicon, limits); })});
  std::printf("%zu reports, %.2f MB, %zu facts\n", texts.size(), static_cast<double>(bytes) / 1e6,
              facts / static_cast<std::size_t>(rounds));
  const double all = steps.back().seconds;
  for (const Step& step : steps)
    std::printf("  %-24s %9.3f ms %9.1f MB/s   text to facts takes %8.1f times as long\n", step.name,
                step.seconds * 1e3, static_cast<double>(bytes) / 1e6 / step.seconds, all / step.seconds);
  std::printf("  %.3f ms a report\n", all * 1e3 / static_cast<double>(std::max<std::size_t>(1, texts.size())));
}

/// The samples one behind another, again and again: figures differ within a round and repeat from round to round.
void grow(const std::vector<std::string>& texts, const Lexicon& lexicon, const std::vector<std::string>& sizes) {
  Limits limits;
  limits.max_paragraphs = 10'000'000;
  limits.max_cells = 10'000'000;
  for (const std::string& size : sizes) {
    std::size_t megabytes = 1;
    std::from_chars(size.data(), size.data() + size.size(), megabytes);
    std::string whole;
    for (std::size_t i = 0; whole.size() < megabytes * 1'000'000; ++i) whole += texts[i % texts.size()] + "\n";
    std::size_t facts = 0;
    const double seconds = best_of(1, [&] { facts = facts_of(whole, lexicon, limits); });
    std::printf("  %8.1f MB %10.1f ms %8.2f MB/s  %zu facts\n", static_cast<double>(whole.size()) / 1e6, seconds * 1e3,
                static_cast<double>(whole.size()) / 1e6 / seconds, facts);
    std::fflush(stdout);
  }
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  const auto loaded = hegui::dsl::load({fs::path(HEGUI_SOURCE_DIR) / "rules"});
  if (loaded.program == nullptr) return 1;
  const double start = best_of(3, [&] { const Lexicon lexicon(loaded.program); });
  const Lexicon lexicon(loaded.program);
  std::printf("the taxonomy made ready for reading: %.3f ms\n", start * 1e3);
  if (!arguments.empty() && arguments.front() == "grow") {
    std::vector<std::string> sizes(arguments.begin() + 1, arguments.end());
    if (sizes.empty()) sizes = {"1", "5", "10", "50"};
    grow(samples({}), lexicon, sizes);
    return 0;
  }
  int rounds = 7;
  if (!arguments.empty()) {
    const std::string& text = arguments.front();
    std::from_chars(text.data(), text.data() + text.size(), rounds);
  }
  const std::vector<std::string> names(arguments.begin() + (arguments.empty() ? 0 : 1), arguments.end());
  compare(samples(names), lexicon, std::max(1, rounds));
  return checksum == 0 ? 1 : 0;
}
