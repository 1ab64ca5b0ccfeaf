// Rulebook files from disk to a checked Program.
// Called by every command; reads the files, decodes and bounds them, parses, follows 引用 within the given folders,
// checks. Afterwards all mistakes of all files are known at once; nothing was thrown for bad input.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/program.hpp"

namespace hegui::dsl {

struct LoadResult {
  std::shared_ptr<const Program> program;
  std::vector<Diagnostic> diagnostics;
  [[nodiscard]] bool has_errors() const;
};
struct SourceFiles {
  std::vector<std::shared_ptr<const Source>> sources;  // named as they were given, sorted, each file once
  std::vector<Diagnostic> diagnostics;                 // about files that cannot be read as text
};
/// Reads what load() would load, and goes no further.
SourceFiles read_sources(const std::vector<std::filesystem::path>& paths);
/// The same for bytes in memory under a name: decoded and bounded.
SourceFiles read_source(const std::string& name, std::string bytes);
/// What a program is loaded for. Who runs its rules needs neither lints nor the files that hold nothing but tests
/// (*.tests.hegui): of these the head is read, so that the program still knows which rulebooks there are.
enum class Purpose : std::uint8_t { everything, running };
/// Loads every `*.hegui` file below the given files and folders (sorted; folders recursively, depth ≤ 16).
LoadResult load(const std::vector<std::filesystem::path>& paths, Purpose purpose = Purpose::everything);
/// Loads from memory; for tests and for reading one file beside others.
LoadResult load_sources(std::vector<std::shared_ptr<const Source>> sources);

}  // namespace hegui::dsl
