#include "checker/app/inputs.hpp"

#include <fcntl.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "checker/document/archive.hpp"
#include "checker/document/ocr.hpp"

namespace hegui::app {

namespace {

namespace fs = std::filesystem;

constexpr int kDeepestFolder = 32;
constexpr std::size_t kMostFiles = 2'000'000;
constexpr std::size_t kMostPassedOver = 200'000;

bool has_archive_ending(const fs::path& path) {
  static constexpr std::array endings{".zip", ".7z", ".tar", ".tgz", ".gz", ".xz", ".bz2"};
  std::string ending = path.extension().string();
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

bool has_ending_to_check(const fs::path& path, bool pictures) {
  const std::string name = path.filename().string();
  return document::has_known_ending(name) || has_archive_ending(path) ||
         (pictures && document::has_picture_ending(name));
}

/// Whether a folder's file is one to check: its ending names a format that is read, or it has none and begins like one.
bool is_to_check(const fs::path& path, bool pictures) {
  if (has_ending_to_check(path, pictures)) return true;
  std::error_code error;
  if (!document::has_no_ending(path.filename().native()) || !fs::is_regular_file(path, error)) return false;
  std::array<char, 8> first{};
  std::ifstream file(path, std::ios::binary);
  file.read(first.data(), first.size());
  return document::begins_like_document({first.data(), static_cast<std::size_t>(file.gcount())});
}

/// A link to a file that lies outside the folder that was named.
bool leads_outside(const fs::path& entry, const fs::file_status& status, const fs::path& root) {
  if (!fs::is_symlink(status)) return false;
  std::error_code error;
  const std::string target = fs::canonical(entry, error).string() + "/";
  return !error && !target.starts_with(root.string() + "/");
}

void pass_over(const std::string& path, PassedOverList passed_over) {
  if (passed_over != nullptr && passed_over->size() < kMostPassedOver)
    passed_over->push_back({path, document::has_picture_ending(path)});
}

void walk(const fs::path& folder, int depth, bool pictures, const fs::path& root, std::vector<std::string>& found,
          std::vector<Input>& broken, PassedOverList passed_over) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    entries.push_back(at->path());
  if (error) {
    broken.push_back({folder.string(),
                      document::ReadError{"unreadable", "这个文件夹打不开，请检查访问权限",
                                          "this folder cannot be opened; check its permissions"},
                      nullptr});
    return;
  }
  std::sort(entries.begin(), entries.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  for (const auto& entry : entries) {
    if (entry.filename().native().front() == '.' || found.size() >= kMostFiles) continue;
    const auto status = fs::symlink_status(entry, error);
    if (fs::is_directory(status)) {
      if (depth < kDeepestFolder) walk(entry, depth + 1, pictures, root, found, broken, passed_over);
      continue;
    }
    if (document::is_leftover(entry.filename().native(), fs::is_regular_file(status) ? fs::file_size(entry, error) : 0))
      continue;
    const bool outside = leads_outside(entry, status, root);
    // What lies outside is not opened, not even to see what it is.
    if (outside ? !has_ending_to_check(entry, pictures) : !is_to_check(entry, pictures)) {
      if (fs::is_regular_file(fs::status(entry, error))) pass_over(entry.string(), passed_over);
    } else if (outside) {
      broken.push_back({entry.string(),
                        document::ReadError{"link", "这是指向文件夹之外的链接，没有读；要读就直接写出那个文件",
                                            "this link leads out of the folder and was not read; name the file itself"},
                        nullptr});
    } else if (fs::is_regular_file(fs::status(entry, error))) {
      found.push_back(entry.string());
    }
  }
}

std::vector<std::string> expand_glob(const std::string& pattern) {
  std::vector<std::string> found;
  glob_t result{};
  if (glob(pattern.c_str(), GLOB_NOSORT | GLOB_BRACE, nullptr, &result) == 0)
    for (std::size_t i = 0; i < result.gl_pathc; ++i) found.emplace_back(result.gl_pathv[i]);
  globfree(&result);
  std::sort(found.begin(), found.end());
  return found;
}

/// The bytes of an archive; nothing when the file is none, or cannot be read (then the reader says why).
std::optional<std::string> archive_bytes(const std::string& name, const document::Limits& limits) {
  std::error_code error;
  if (!fs::is_regular_file(name, error) || fs::file_size(name, error) > limits.max_bytes || error) return std::nullopt;
  std::ifstream file(name, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!document::recognises_archive(bytes)) return std::nullopt;
  return bytes;
}

class Expansion {
 public:
  Expansion(const document::Limits& limits, PassedOverList passed_over) : limits_(limits), passed_over_(passed_over) {}

  void add(const std::string& name, bool may_be_glob) {
    if (name == "-") return add_file(name);
    std::error_code error;
    const auto status = fs::status(name, error);
    if (fs::is_directory(status)) return add_folder(name);
    if (fs::exists(status)) return add_file(name);
    if (may_be_glob && name.find_first_of("*?[") != std::string::npos) {
      const auto names = expand_glob(name);
      for (const auto& each : names) add(each, false);
      if (!names.empty()) return;
      return fail(name, {"missing", "没有与“" + name + "”相符的文件", "no file matches '" + name + "'"});
    }
    if (name.empty()) return fail(name, {"missing", "文件名是空的", "the file name is empty"});
    fail(name, {"missing", "没有这个文件或文件夹，请核对名称", "there is no such file or folder; check the name"});
  }
  std::vector<Input> take() { return std::move(inputs_); }

 private:
  void add_file(const std::string& name) {
    if (seen_.insert(name).second) inputs_.push_back({name, std::nullopt, nullptr});
  }
  void add_folder(const std::string& name) {
    std::vector<std::string> found;
    std::vector<Input> broken;
    std::error_code error;
    walk(name, 0, limits_.ocr, fs::canonical(name, error), found, broken, passed_over_);
    for (const auto& each : found) add_file(each);
    for (auto& each : broken) inputs_.push_back(std::move(each));
    if (found.empty() && broken.empty()) {
      std::string formats;
      for (const auto& reader : document::readers())
        if (reader.format != "image") formats += (formats.empty() ? "" : ", ") + std::string(reader.format);
      fail(name, {"no_reports", "这个文件夹里没有可以核查的报告（能读的格式：" + formats + "）",
                  "there is no report in this folder (formats that can be read: " + formats + ")"});
    }
  }
  void fail(const std::string& name, document::ReadError error) {
    if (seen_.insert(name).second) inputs_.push_back({name, std::move(error), nullptr});
  }
  const document::Limits& limits_;
  PassedOverList passed_over_;
  std::vector<Input> inputs_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<Input> list_inputs(const std::vector<std::string>& names, const document::Limits& limits,
                               PassedOverList passed_over) {
  Expansion expansion(limits, passed_over);
  for (const auto& name : names) expansion.add(name, true);
  return expansion.take();
}

std::vector<Input> open_input(const Input& input, const document::Limits& limits, PassedOverList passed_over) {
  if (input.error || input.bytes != nullptr || !has_archive_ending(input.path)) return {input};
  const auto bytes = archive_bytes(input.path, limits);
  if (!bytes) return {input};
  std::vector<Input> inputs;
  std::vector<std::string> others;
  for (auto& file : document::open_archive(*bytes, input.path, limits, &others))
    inputs.push_back({std::move(file.path), std::move(file.error), std::move(file.bytes)});
  std::sort(others.begin(), others.end());
  for (const auto& path : others) pass_over(path, passed_over);
  return inputs;
}

std::vector<Input> expand_inputs(const std::vector<std::string>& names, const document::Limits& limits,
                                 PassedOverList passed_over) {
  std::vector<Input> inputs;
  for (const Input& listed : list_inputs(names, limits, passed_over))
    for (Input& input : open_input(listed, limits, passed_over)) inputs.push_back(std::move(input));
  return inputs;
}

std::vector<std::string> expand_globs(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  for (const auto& name : names) {
    std::error_code error;
    const bool glob = name.find_first_of("*?[") != std::string::npos && !fs::exists(fs::status(name, error));
    const auto found = glob ? expand_glob(name) : std::vector<std::string>();
    if (found.empty()) all.push_back(name);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

std::optional<std::string> read_plain_file(const std::string& path, std::uint64_t max_bytes) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  struct stat status {};
  std::optional<std::string> bytes;
  if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
      static_cast<std::uint64_t>(status.st_size) <= max_bytes) {
    bytes.emplace();
    std::array<char, 65536> buffer{};
    ssize_t got = 0;
    while (bytes->size() <= max_bytes && (got = ::read(file, buffer.data(), buffer.size())) > 0)
      bytes->append(buffer.data(), static_cast<std::size_t>(got));
    if (got < 0 || bytes->size() > max_bytes) bytes.reset();
  }
  ::close(file);
  return bytes;
}

std::string read_standard_input(std::uint64_t max_bytes) {
  std::string bytes;
  std::array<char, 65536> buffer{};
  while (bytes.size() <= max_bytes) {
    const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got <= 0) break;
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return bytes;
}

}  // namespace hegui::app
