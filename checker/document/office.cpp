#include "checker/document/office.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <sstream>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "checker/document/leftovers.hpp"

namespace hegui::document {

namespace {

namespace fs = std::filesystem;

constexpr auto kLongestStart = std::chrono::seconds(60);
constexpr int kMostStarts = 3;

bool write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return !file.fail();
}

std::string read_whole(const fs::path& path, std::uint64_t most) {
  std::error_code error;
  if (fs::file_size(path, error) > most || error) return {};
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The socket in the file system on which a process listens: LibreOffice does not remove it when it is killed.
std::vector<std::string> sockets_of(pid_t process) {
  std::set<std::string> own;
  std::error_code error;
  const fs::path files = fs::path("/proc") / std::to_string(process) / "fd";
  for (fs::directory_iterator at(files, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    const std::string target = fs::read_symlink(at->path(), ignored).string();
    if (target.starts_with("socket:[")) own.insert(target.substr(8, target.size() - 9));
  }
  std::vector<std::string> paths;
  std::ifstream table("/proc/net/unix");
  for (std::string line; std::getline(table, line);) {
    std::istringstream words(line);
    std::string number, count, protocol, flags, type, state, inode, path;
    words >> number >> count >> protocol >> flags >> type >> state >> inode >> path;
    if (path.starts_with("/") && own.contains(inode)) paths.push_back(path);
  }
  return paths;
}

class Office {
 public:
  ~Office() { stop(); }

  Converted convert(const std::string& bytes, const std::string& from, const std::string& to, const Limits& limits) {
    const std::lock_guard guard(lock_);
    Converted result;
    if (!start(limits)) return result;
    const fs::path work = folder_->path() / "work", input = work / ("report." + from);
    std::error_code error;
    fs::create_directory(work, error);
    if (error || !write_file(input, bytes)) return result;
    RunLimits run_limits;
    run_limits.seconds = limits.max_seconds;
    run_limits.environment = environment();
    const RunResult run = run_program({program(), profile(), "--headless", "--norestore", "--nologo", "--convert-to",
                                       to, "--outdir", (work / "out").string(), input.string()},
                                      {}, run_limits);
    result.end = run.end;
    if (run.end == RunResult::End::done)
      result.bytes = read_whole(work / "out" / ("report." + to.substr(0, to.find(':'))), limits.max_unpacked);
    fs::remove_all(work, error);
    // What hangs or has died is of no use to the next file.
    if (run.end != RunResult::End::done || !still_runs(server_)) stop();
    return result;
  }

 private:
  [[nodiscard]] static std::string program() { return find_program("soffice"); }
  [[nodiscard]] std::string profile() const {
    return "-env:UserInstallation=file://" + (folder_->path() / "profile").string();
  }
  [[nodiscard]] std::vector<std::string> environment() const { return {"HOME=" + folder_->path().string()}; }

  /// The program itself rather than the script around it, so that it is our own child; else the script.
  [[nodiscard]] static std::string server_program() {
    std::error_code error;
    const fs::path script = fs::canonical(program(), error);
    const fs::path binary = script.parent_path() / "soffice.bin";
    return !error && ::access(binary.c_str(), X_OK) == 0 ? binary.string() : program();
  }

  bool start(const Limits& limits) {
    if (server_ != 0 && still_runs(server_)) return true;
    stop();
    folder_ = std::make_unique<TemporaryFolder>();
    if (folder_->path().empty()) return false;
    // An open document keeps it from ending with the first conversion.
    const fs::path open = folder_->path() / "open.rtf";
    if (!write_file(open, "{\\rtf1 open}")) return false;
    RunLimits run_limits;
    run_limits.data = limits.max_helper_memory;
    run_limits.environment = environment();
    const auto launch = [&] {
      server_ = start_program({server_program(), profile(), "--headless", "--norestore", "--nologo", open.string()},
                              run_limits);
    };
    launch();
    const auto deadline = std::chrono::steady_clock::now() + kLongestStart;
    std::error_code error;
    int starts = 1;
    while (server_ != 0 && std::chrono::steady_clock::now() < deadline) {
      // It ends once, asking to be started again, when it has made its new profile.
      if (!still_runs(server_)) {
        end_program(std::exchange(server_, 0));
        if (++starts <= kMostStarts) launch();
        continue;
      }
      // Before its document is open it would end with the first conversion; the lock beside it says that it is.
      if (fs::exists(folder_->path() / ".~lock.open.rtf#", error)) sockets_ = sockets_of(server_);
      if (!sockets_.empty()) {
        std::string list;
        for (const std::string& path : sockets_) {
          remember_path(path);
          list += path + "\n";
        }
        write_file(folder_->path() / kSocketList, list);
        return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    // Conversions work without a server, only slower: each starts the program anew.
    end_program(std::exchange(server_, 0));
    return true;
  }

  void stop() {
    end_program(std::exchange(server_, 0));
    for (const std::string& path : sockets_) {
      ::unlink(path.c_str());
      forget_path(path);
    }
    sockets_.clear();
    folder_.reset();
  }

  std::mutex lock_;
  std::unique_ptr<TemporaryFolder> folder_;
  std::vector<std::string> sockets_;
  pid_t server_ = 0;
};

}  // namespace

bool has_office() { return !find_program("soffice").empty(); }

Converted convert_by_office(const std::string& bytes, const std::string& from, const std::string& to,
                            const Limits& limits) {
  static Office office;
  return office.convert(bytes, from, to, limits);
}

}  // namespace hegui::document
