// How long the reader of each format takes, beside what cannot be avoided: ICU NFKC over the text in the files, and
// unzipping and parsing the XML alone (docx, xlsx, odt, ofd), Gumbo alone (html), pdftotext (pdf).
//   readers_bench [OPTION…] [FILE…]     without files: one of every format made here; options are Google Benchmark's
// PDF files are read by the program that $HEGUI_PDF names (bin/hegui-pdf of a build folder).
// Not a test: nothing fails when the machine is slow. ctest runs it once, so that it stays usable.
#include <gumbo.h>
#include <malloc.h>
#include <zip.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "checker/document/reader.hpp"
#include "checker/document/subprocess.hpp"
#include "tests/bench/bounds.hpp"
#include "tests/bench/made_files.hpp"
#include "tests/bench/ratios.hpp"

namespace {

using namespace hegui;
using bench::Sample;
using Files = std::shared_ptr<const std::vector<Sample>>;

bool has_ending(const std::string& name, const std::string& ending) {
  return name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
}

/// The parts that hold what a reader shows.
bool is_shown(const std::string& part) {
  if (!has_ending(part, ".xml") || part.find("theme") != std::string::npos) return false;
  return part.rfind("word/", 0) == 0 || part.rfind("xl/", 0) == 0 || part.rfind("Doc_", 0) == 0 ||
         part == "content.xml" || part == "styles.xml";
}

std::size_t unzip_and_parse(const std::string& bytes) {
  std::size_t nodes = 0;
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (archive == nullptr) return 0;
  const zip_int64_t entries = zip_get_num_entries(archive, 0);
  for (zip_int64_t i = 0; i < entries; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat) != 0 || !is_shown(stat.name)) continue;
    std::string content(stat.size, '\0');
    zip_file_t* const file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    if (file == nullptr) continue;
    zip_fread(file, content.data(), content.size());
    zip_fclose(file);
    pugi::xml_document document;
    if (document.load_buffer(content.data(), content.size(), pugi::parse_default | pugi::parse_ws_pcdata)) ++nodes;
  }
  zip_close(archive);
  return nodes;
}

std::size_t parse_page(const std::string& bytes) {
  GumboOutput* const page = gumbo_parse_with_options(&kGumboDefaultOptions, bytes.data(), bytes.size());
  const std::size_t nodes = page->document->v.document.children.length;
  gumbo_destroy_output(&kGumboDefaultOptions, page);
  return nodes;
}

std::size_t print_text(const std::string& bytes) {
  return document::run_program({"pdftotext", "-", "-"}, bytes, {}).output.size();
}

struct Alone {
  const char* what;
  std::size_t (*run)(const std::string& bytes);
};
Alone alone(const std::string& format) {
  if (format == "docx" || format == "xlsx" || format == "odt" || format == "ofd")
    return {"unzip and parse alone", unzip_and_parse};
  if (format == "html" || format == "htm") return {"Gumbo alone", parse_page};
  if (format == "pdf" && !document::find_program("pdftotext").empty()) return {"pdftotext", print_text};
  return {nullptr, nullptr};
}

/// One round is all files. Helpers are other processes: for them the clock counts.
template <class Work>
void add(const std::string& name, const Files& files, bool by_the_clock, const Work& work) {
  auto* const made = benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    double bytes = 0;
    for (const Sample& file : *files) bytes += static_cast<double>(file.bytes.size());
    for (auto _ : state)
      for (const Sample& file : *files) benchmark::DoNotOptimize(work(file));
    state.counters[bench::kBytes] = bytes;
  });
  if (by_the_clock) made->UseRealTime();
}

void add_format(const std::string& format, const Files& files) {
  std::vector<Sample> texts;
  std::size_t unreadable = 0;
  for (const Sample& file : *files) {
    const auto read = document::read_bytes(file.bytes, file.path, {});
    if (read.document) {
      texts.push_back({file.path, std::string(read.document->text->normalised())});
    } else {
      ++unreadable;
    }
  }
  if (unreadable > 0) std::printf("%s: %zu of %zu cannot be read\n", format.c_str(), unreadable, files->size());
  if (texts.empty()) return;
  const std::string group = format + "/";
  const bool by_the_clock = format == "pdf" || format == "doc";
  add(group + std::string(bench::kBound) + "ICU NFKC over the text", std::make_shared<const std::vector<Sample>>(texts),
      by_the_clock, [](const Sample& text) { return bench::normalise(text.bytes); });
  if (const Alone bound = alone(format); bound.run != nullptr)
    add(group + std::string(bench::kBound) + bound.what, files, by_the_clock,
        [bound](const Sample& file) { return bound.run(file.bytes); });
  add(group + "read", files, by_the_clock, [](const Sample& file) {
    const auto read = document::read_bytes(file.bytes, file.path, {});
    return read.document ? read.document->blocks.size() : 0;
  });
}

}  // namespace

int main(int argc, char** argv) {
  ::setenv("TZ", ":/etc/localtime", 0);  // as the program does
  // Memory once used is kept: else most of what is measured is the system handing out and taking back pages, of which
  // the tree of nodes that is compared with needs more.
  constexpr int kKept = 1 << 28;
  ::mallopt(M_MMAP_THRESHOLD, kKept);
  ::mallopt(M_TRIM_THRESHOLD, kKept);
  const auto [options, paths] = bench::split_arguments(argc, argv);
  std::map<std::string, std::vector<Sample>> by_format;
  for (const Sample& file : paths.empty() ? bench::made_files() : bench::samples(paths))
    by_format[file.path.substr(file.path.rfind('.') + 1)].push_back(file);
  for (auto& [format, files] : by_format)
    add_format(format, std::make_shared<const std::vector<Sample>>(std::move(files)));
  return bench::run_and_compare(options);
}
