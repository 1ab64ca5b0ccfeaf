#include "tests/dsl/unreadable.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "dsl/load.hpp"

namespace hegui::dsl::test {
namespace {

namespace fs = std::filesystem;

// The diagnostics about files, with the name of the temporary folder taken off their paths.
std::vector<Diagnostic> loaded(const fs::path& folder, const fs::path& path) {
  std::vector<Diagnostic> result;
  for (Diagnostic& diagnostic : load({path}).diagnostics) {
    if (!diagnostic.code.starts_with("HG-F")) continue;
    diagnostic.path = fs::path(diagnostic.path).lexically_relative(folder).generic_string();
    result.push_back(std::move(diagnostic));
  }
  return result;
}

void write(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

}  // namespace

std::map<std::string, std::vector<Diagnostic>> unreadable_inputs() {
  const fs::path folder = fs::temp_directory_path() / ("hegui-unreadable-" + std::to_string(::getpid()));
  fs::create_directories(folder / "empty");
  fs::create_directories(folder / "many");
  std::map<std::string, std::vector<Diagnostic>> all;
  const auto with = [&](const std::string& name, const std::string& bytes) {
    const fs::path path = folder / (name + ".hegui");
    write(path, bytes);
    all[name] = loaded(folder, path);
  };
  all["f001_missing"] = loaded(folder, folder / "missing.hegui");
  fs::create_symlink("/dev/null", folder / "f002_device.hegui");
  all["f002_not_a_file"] = loaded(folder, folder / "f002_device.hegui");
  fs::create_symlink("f003_loop.hegui", folder / "f003_loop.hegui");
  all["f003_link_to_itself"] = loaded(folder, folder / "f003_loop.hegui");
  {
    const fs::path path = folder / "f004_too_large.hegui";
    write(path, "");
    fs::resize_file(path, (std::uintmax_t{50} << 20U));  // sparse
    all["f004_too_large"] = loaded(folder, path);
  }
  with("f005_not_utf8", "规则集 cn.demo\n  名称  “\xB9\xE6\xD4\xF2”\n");
  with("f006_nul", std::string("规则集 cn.demo\n  版本\0", 27));
  all["f007_empty_folder"] = loaded(folder, folder / "empty");
  for (int i = 0; i < 2'001; ++i) write(folder / "many" / (std::to_string(i) + ".hegui"), "");
  all["f008_too_many"] = loaded(folder, folder / "many");
  with("f009_utf16", std::string("\xFF\xFE\xC4\x89", 4));
  fs::create_directories(folder / "together");
  for (int i = 1; i <= 5; ++i) {
    const fs::path path = folder / "together" / (std::to_string(i) + ".hegui");
    write(path, std::string(7U << 20U, '\n'));
  }
  all["f010_too_large_together"] = loaded(folder, folder / "together");
  fs::remove_all(folder);
  return all;
}

}  // namespace hegui::dsl::test
