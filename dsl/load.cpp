#include "dsl/load.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fstream>
#include <future>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "dsl/check.hpp"
#include "dsl/head_of_tests.hpp"
#include "dsl/parser.hpp"
#include "dsl/system_reason.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {
namespace {

namespace fs = std::filesystem;

// A rule takes 300 bytes: one file may hold 25 000 of them. The trees of 32 MiB of rules take 2 GiB of memory.
constexpr std::uintmax_t largest_file = std::uintmax_t{8} << 20U;
constexpr std::uintmax_t largest_together = std::uintmax_t{32} << 20U;
constexpr int deepest_folder = 16;
constexpr std::size_t most_files = 2'000;
// Versions of a rulebook that were released one after another stand side by side in a folder of this name. Only one of
// them can be loaded, so they are read when named, never as part of a larger folder.
constexpr std::string_view releases_folder = "releases";

struct Gathered {
  std::vector<std::pair<std::string, fs::path>> files;  // shown name, place
  std::vector<Diagnostic> diagnostics;

  void report(std::string_view code, const fs::path& path, std::vector<std::string> arguments = {}) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.path = path.generic_string();
    diagnostic.arguments = std::move(arguments);
    diagnostics.push_back(std::move(diagnostic));
  }
  void refused(const fs::path& path, int error) {
    report("HG-F003", path, {system_reason_zh(error), system_reason_en(error)});
  }
};

void gather_folder(Gathered& gathered, const fs::path& folder) {
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
  if (error) return gathered.refused(folder, error.value());
  std::size_t found = 0;
  for (const fs::recursive_directory_iterator end; entry != end; entry.increment(error)) {
    if (error) return gathered.refused(folder, error.value());
    std::error_code ignored;
    if (entry.depth() >= deepest_folder ||
        (entry->path().filename() == releases_folder && entry->is_directory(ignored)))
      entry.disable_recursion_pending();
    if (entry->path().extension() != ".hegui" || entry->is_directory(ignored)) continue;
    if (found >= most_files) {  // surely not the folder that was meant: none of it is read
      gathered.files.resize(gathered.files.size() - found);
      return gathered.report("HG-F008", folder, {std::to_string(most_files)});
    }
    gathered.files.emplace_back(entry->path().generic_string(), entry->path());
    ++found;
  }
  if (error) return gathered.refused(folder, error.value());
  if (found == 0) gathered.report("HG-F007", folder);
}

// The text of a file made fit for the parser, or a diagnostic about the whole file.
std::shared_ptr<const Source> accept(Gathered& gathered, const std::string& name, std::string bytes) {
  if (bytes.size() > largest_file) {
    gathered.report("HG-F004", name, {std::to_string(largest_file >> 20U)});
    return nullptr;
  }
  const std::string_view text = bytes;
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    gathered.report("HG-F009", name, {"UTF-16"});
    return nullptr;
  }
  if (text.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  const std::size_t nul = bytes.find('\0');
  const std::size_t invalid = find_invalid_utf8(bytes);
  const std::size_t bad = std::min(nul, invalid);
  if (bad != std::string::npos) {
    // Lines and columns without a Source: its bytes must be valid.
    const std::string_view before = std::string_view(bytes).substr(0, bad);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const std::size_t column = 1 + count_characters(before.substr(start));
    gathered.report(nul < invalid ? "HG-F006" : "HG-F005", name, {std::to_string(line), std::to_string(column)});
    return nullptr;
  }
  return std::make_shared<const Source>(name, std::move(bytes));
}

std::shared_ptr<const Source> read(Gathered& gathered, const std::string& name, const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error) {
    gathered.refused(name, error.value());
    return nullptr;
  }
  if (!fs::is_regular_file(status)) {  // a device or a pipe may never end
    gathered.report("HG-F002", name);
    return nullptr;
  }
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > largest_file) {
    gathered.report("HG-F004", name, {std::to_string(largest_file >> 20U)});
    return nullptr;
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes;
  if (in) {
    bytes.resize(static_cast<std::size_t>(error ? 0 : size));
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
  }
  if (!in || bytes.size() != size) {
    gathered.refused(name, errno);
    return nullptr;
  }
  return accept(gathered, name, std::move(bytes));
}

// A name of an item that was left out is not unknown: what the checker says about it would only distract.
void drop_consequences(std::vector<Diagnostic>& diagnostics, const std::set<std::string, std::less<>>& broken) {
  if (broken.empty()) return;
  const auto follows = [&broken](const Diagnostic& diagnostic) {
    if (find_diagnostic_code(diagnostic.code) == nullptr) return false;
    return std::any_of(diagnostic.arguments.begin(), diagnostic.arguments.end(),
                       [&broken](const std::string& argument) { return broken.contains(argument); });
  };
  diagnostics.erase(std::remove_if(diagnostics.begin(), diagnostics.end(), follows), diagnostics.end());
}

ParseResult parse_for(Purpose purpose, std::shared_ptr<const Source> source) {
  const auto head =
      purpose == Purpose::running ? head_of_tests(source->name(), source->text()) : std::optional<std::string_view>();
  if (!head) return parse(std::move(source));
  ParseResult parsed = parse(std::make_shared<const Source>(source->name(), std::string(*head)));
  parsed.file.source = std::move(source);
  return parsed;
}

/// Files are parsed side by side: each is read for itself, and the results stand in the order of the files.
std::vector<ParseResult> parse_all(Purpose purpose, std::vector<std::shared_ptr<const Source>> sources) {
  std::vector<ParseResult> results(sources.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < sources.size(); i = next++) results[i] = parse_for(purpose, std::move(sources[i]));
  };
  // Where there is no other thread to be had, get() does what is left, which is nothing.
  auto helper = sources.size() > 1 ? std::async(std::launch::async | std::launch::deferred, work) : std::future<void>();
  work();
  if (helper.valid()) helper.get();
  return results;
}

LoadResult finish(std::vector<Diagnostic> diagnostics, std::vector<std::shared_ptr<const Source>> sources,
                  Purpose purpose) {
  LoadResult result;
  result.diagnostics = std::move(diagnostics);
  std::uintmax_t together = 0;
  for (auto source = sources.begin(); source != sources.end(); ++source) {
    together += (*source)->text().size();
    if (together <= largest_together) continue;
    Diagnostic& problem = result.diagnostics.emplace_back();
    problem.code = "HG-F010";
    problem.path = (*source)->name();
    problem.arguments = {std::to_string(largest_together >> 20U)};
    sources.erase(source, sources.end());
    break;
  }
  std::vector<syntax::File> files;
  std::set<std::string, std::less<>> broken;
  for (ParseResult& parsed : parse_all(purpose, std::move(sources))) {
    for (Diagnostic& diagnostic : parsed.diagnostics) result.diagnostics.push_back(std::move(diagnostic));
    for (const syntax::Name& name : parsed.file.broken) broken.insert(name.text);
    files.push_back(std::move(parsed.file));
  }
  CheckResult checked = check(std::move(files), purpose == Purpose::everything);
  drop_consequences(checked.diagnostics, broken);
  for (Diagnostic& diagnostic : checked.diagnostics) result.diagnostics.push_back(std::move(diagnostic));
  result.program = std::move(checked.program);
  sort_and_unique(result.diagnostics);
  return result;
}

}  // namespace

bool LoadResult::has_errors() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    const DiagnosticCode* code = find_diagnostic_code(diagnostic.code);
    return code == nullptr || code->level == Level::error;
  });
}

SourceFiles read_sources(const std::vector<fs::path>& paths) {
  Gathered gathered;
  for (const fs::path& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
      gathered.report("HG-F001", path);
    } else if (fs::is_directory(status)) {
      gather_folder(gathered, path);
    } else {
      gathered.files.emplace_back(path.generic_string(), path);
    }
  }
  // The order of the arguments and of the folder does not matter; a file that was named twice is read once.
  std::sort(gathered.files.begin(), gathered.files.end());
  std::set<std::string> seen;
  SourceFiles result;
  for (const auto& [name, path] : gathered.files) {
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(path, error);
    if (!seen.insert(error ? name : canonical.generic_string()).second) continue;
    if (auto source = read(gathered, name, path)) result.sources.push_back(std::move(source));
  }
  result.diagnostics = std::move(gathered.diagnostics);
  return result;
}

SourceFiles read_source(const std::string& name, std::string bytes) {
  Gathered gathered;
  SourceFiles result;
  if (auto source = accept(gathered, name, std::move(bytes))) result.sources.push_back(std::move(source));
  result.diagnostics = std::move(gathered.diagnostics);
  return result;
}

LoadResult load(const std::vector<fs::path>& paths, Purpose purpose) {
  SourceFiles read = read_sources(paths);
  return finish(std::move(read.diagnostics), std::move(read.sources), purpose);
}

LoadResult load_sources(std::vector<std::shared_ptr<const Source>> sources) {
  Gathered gathered;
  std::vector<std::shared_ptr<const Source>> accepted;
  for (const auto& source : sources) {
    if (source == nullptr) continue;
    const std::string_view text = source->text();
    const bool fit = text.size() <= largest_file && !text.starts_with("\xEF\xBB\xBF") &&
                     text.find('\0') == std::string_view::npos && find_invalid_utf8(text) == std::string_view::npos;
    auto usable = fit ? source : accept(gathered, source->name(), std::string(text));
    if (usable != nullptr) accepted.push_back(std::move(usable));
  }
  return finish(std::move(gathered.diagnostics), std::move(accepted), Purpose::everything);
}

}  // namespace hegui::dsl
