#include "checker/app/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "checker/document/leftovers.hpp"
#include "dsl/system_reason.hpp"

namespace hegui::app {

namespace {

UsageError cannot_write(const std::string& path, int error) {
  const std::string zh = path.empty() ? "标准输出" : "“" + path + "”";
  const std::string en = path.empty() ? "standard output" : "'" + path + "'";
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code none;
  if (error == ENOENT && !folder.empty() && !std::filesystem::exists(folder, none))
    return {"不能写入" + zh + "：没有文件夹“" + folder.string() + "”，请先建立",
            "cannot write to " + en + ": there is no folder '" + folder.string() + "'; make it first"};
  return {"不能写入" + zh + "：" + dsl::system_reason_zh(error),
          "cannot write to " + en + ": " + dsl::system_reason_en(error)};
}

constexpr const char* kOpenFiles = "/proc/self/fd";

void write_all(int file, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw cannot_write(path, errno);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Output::Output(std::string path) : path_(std::move(path)) {
  if (path_.empty() || path_ == "-") {
    path_.clear();
    return;
  }
  std::error_code error;
  const auto status = std::filesystem::status(path_, error);
  if (std::filesystem::is_directory(status)) throw cannot_write(path_, EISDIR);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    // A device or pipe cannot be replaced by renaming.
    file_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (file_ < 0) throw cannot_write(path_, errno);
    return;
  }
  // A file without a name, where the system has them: nothing of it stays even when the program is killed.
  const auto folder = std::filesystem::path(path_).parent_path();
  if (::access(kOpenFiles, X_OK) == 0)
    file_ = ::open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (file_ >= 0) {
    nameless_ = true;
    return;
  }
  temporary_ = path_ + ".XXXXXX";
  file_ = ::mkstemp(temporary_.data());
  if (file_ < 0) {
    const int why = errno;
    temporary_.clear();
    throw cannot_write(path_, why);
  }
  document::remember_path(temporary_);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(file_, 0666U & ~mask);
}

Output::~Output() {
  if (file_ >= 0) ::close(file_);
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  document::forget_path(temporary_);
}

void Output::write(std::string_view text) {
  if (path_.empty()) {
    write_all(STDOUT_FILENO, text, path_);
    return;
  }
  write_all(file_, text, path_);
}

void Output::finish() {
  if (path_.empty()) return;
  if (nameless_) give_name();
  const int closed = ::close(file_);
  file_ = -1;
  if (closed != 0) throw cannot_write(path_, errno);
  if (!temporary_.empty() && ::rename(temporary_.c_str(), path_.c_str()) != 0) throw cannot_write(path_, errno);
  if (!temporary_.empty()) document::forget_path(temporary_);
  temporary_.clear();
}

/// Straight under its own name when nothing stands there; else beside it, to replace it at once.
void Output::give_name() {
  nameless_ = false;
  const std::string own = std::string(kOpenFiles) + "/" + std::to_string(file_);
  const auto link = [&](const std::string& name) {
    return ::linkat(AT_FDCWD, own.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
  };
  if (link(path_)) return;
  if (errno != EEXIST) throw cannot_write(path_, errno);
  for (int n = 0; n < 100; ++n) {
    std::string beside = path_ + "." + std::to_string(::getpid()) + "-" + std::to_string(n);
    document::remember_path(beside);
    if (link(beside)) {
      temporary_ = std::move(beside);
      return;
    }
    const int why = errno;
    document::forget_path(beside);
    if (why != EEXIST) throw cannot_write(path_, why);
  }
  throw cannot_write(path_, EEXIST);
}

bool wants_colour(const Context& context, bool to_file) {
  if (context.color == "always") return true;
  if (context.color == "never" || to_file) return false;
  const char* term = std::getenv("TERM");
  const char* no_color = std::getenv("NO_COLOR");
  return ::isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0') && term != nullptr &&
         std::strcmp(term, "dumb") != 0;
}

findings::TextOptions text_options(const Context& context, bool to_file) {
  return {context.language, wants_colour(context, to_file)};
}

void tell(std::string_view text) {
  std::string line(text);
  if (line.empty() || line.back() != '\n') line += '\n';
  try {
    write_all(STDERR_FILENO, line, "");
  } catch (const UsageError&) {  // nobody is listening
  }
}

}  // namespace hegui::app
