#include "checker/app/lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "checker/app/output.hpp"

namespace hegui::app {

namespace {

constexpr std::string_view kFirstLine = "hegui-lock 1";
constexpr std::string_view kMethod = "sha256:";
constexpr std::uintmax_t kLargestLock = std::uintmax_t{4} << 20U;

std::vector<LockEntry> entries_of(const dsl::Program& program) {
  std::vector<LockEntry> entries;
  for (const auto& book : program.rulebooks) entries.push_back({book.id, book.version, book.sha256, book.path});
  std::sort(entries.begin(), entries.end(), [](const LockEntry& a, const LockEntry& b) {
    return std::tie(a.id, a.version, a.sha256) < std::tie(b.id, b.version, b.sha256);
  });
  return entries;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = line.find_first_not_of(" \t\r", at);
    if (begin == std::string_view::npos) break;
    at = std::min(line.find_first_of(" \t\r", begin), line.size());
    words.emplace_back(line.substr(begin, at - begin));
  }
  return words;
}

bool is_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

UsageError bad_line(const std::string& path, std::size_t line) {
  return {fmt::format("锁定文件{}第{}行读不懂：应为“规则集编号 版本 sha256:指纹”。请用 hegui rules lock 重新写", path,
                      line),
          fmt::format("{}:{}: not understood; a line is 'id version sha256:digest'. Write the file again with hegui "
                      "rules lock",
                      path, line)};
}

std::string read_lock(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::is_regular_file(status))
    throw UsageError("没有锁定文件“" + path + "”。先用 hegui rules lock 写一个",
                     "there is no lock file '" + path + "'; write one with hegui rules lock");
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > kLargestLock)
    throw UsageError("锁定文件“" + path + "”太大，不是 hegui rules lock 写的",
                     "the lock file '" + path + "' is too large to be one");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw UsageError("锁定文件“" + path + "”打不开", "the lock file '" + path + "' cannot be opened");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::string lock_text(const dsl::Program& program) {
  std::string text = fmt::format(
      "{}\n# 由 hegui rules lock 写成；hegui check --locked 只用这些规则集。\n"
      "# Written by hegui rules lock; hegui check --locked uses these rulebooks only.\n",
      kFirstLine);
  for (const auto& entry : entries_of(program))
    text += fmt::format("{} {} {}{}\n", entry.id, entry.version, kMethod, entry.sha256);
  return text;
}

std::vector<LockEntry> parse_lock(std::string_view text, const std::string& path) {
  std::vector<LockEntry> entries;
  std::size_t number = 0;
  bool begun = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const auto words = words_of(text.substr(begin, end - begin));
    begin = end + 1;
    ++number;
    if (!begun) {
      if (words.size() != 2 || words[0] + " " + words[1] != kFirstLine) throw bad_line(path, number);
      begun = true;
      continue;
    }
    if (words.empty() || words[0][0] == '#') continue;
    if (words.size() != 3 || words[2].rfind(kMethod, 0) != 0 || !is_digest(words[2].substr(kMethod.size())))
      throw bad_line(path, number);
    entries.push_back({words[0], words[1], words[2].substr(kMethod.size())});
  }
  if (!begun) throw bad_line(path, 1);
  return entries;
}

void require_locked(const Context& context, const dsl::Program& program, const std::string& path) {
  std::map<std::string, std::pair<const LockEntry*, const LockEntry*>> books;  // locked, in use
  const auto locked = parse_lock(read_lock(path), path);
  const auto used = entries_of(program);
  for (const auto& entry : locked) books[entry.id].first = &entry;
  for (const auto& entry : used) books[entry.id].second = &entry;
  std::size_t differing = 0;
  const auto differs = [&](const std::string& text) {
    ++differing;
    tell("hegui: " + text);
  };
  const auto shown = [](const LockEntry& entry) {
    const std::string place = entry.path.empty() ? "" : fmt::format("  ({})", entry.path);
    return fmt::format("{} sha256:{}{}", entry.version, entry.sha256, place);
  };
  for (const auto& [id, pair] : books) {
    const auto [wanted, present] = pair;
    if (wanted == nullptr) {
      differs(fmt::format(fmt::runtime(context.say("规则集 {} 不在锁定文件里：现为 {}",
                                                   "rulebook {} is not in the lock "
                                                   "file: it is {}")),
                          id, shown(*present)));
    } else if (present == nullptr) {
      differs(fmt::format(fmt::runtime(context.say("锁定的规则集 {} 没有用上：应为 {}",
                                                   "locked rulebook {} is not in use: expected {}")),
                          id, shown(*wanted)));
    } else if (wanted->sha256 != present->sha256 || wanted->version != present->version) {
      differs(fmt::format(fmt::runtime(context.say("规则集 {} 与锁定的不同：应为 {}，现为 {}",
                                                   "rulebook {} differs from the locked one: expected {}, it is {}")),
                          id, shown(*wanted), shown(*present)));
    }
  }
  if (differing == 0) return;
  const std::string count = std::to_string(differing);
  throw UsageError(
      count + " 个规则集与锁定文件“" + path + "”不符，没有核查任何报告。确认改动后用 hegui rules lock 重新锁定",
      count + " rulebooks differ from the lock file '" + path +
          "'; no report was checked. When the change is meant, lock again with hegui rules lock");
}

}  // namespace hegui::app
