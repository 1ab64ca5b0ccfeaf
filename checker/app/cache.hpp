// Results kept between runs, in one SQLite file: by what was checked, and with what.
// Opened by commands with --resume (resume.hpp); may be used on many threads, and by several programs at once.
// Afterwards whatever was kept and not crowded out is found again; a file that is damaged, foreign or not writable is
// told once and never stops a run, and a killed program leaves a sound one.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace hegui::app {

/// Both wordings.
struct Remark {
  std::string zh, en;
};

class Cache {
 public:
  /// $XDG_CACHE_HOME/hegui/results.sqlite, else below ~/.cache; empty when there is no such place.
  static std::string standard_path();

  /// `own`: the place is ours alone, so that whatever else lies there may be moved aside.
  Cache(std::string path, bool own, std::uint64_t most_bytes);
  ~Cache();
  Cache(const Cache&) = delete;
  Cache& operator=(const Cache&) = delete;

  struct Found {
    std::optional<std::string> told;   // kept under the same `run`
    std::optional<std::string> rules;  // else kept under the same `reading`, or under `other_reading`
  };
  /// `run` empty: only the rules are wanted.
  Found find(const std::string& key, const std::string& run, const std::string& reading,
             const std::string& other_reading);
  struct Entry {
    std::string key, run, reading, told, rules;
  };
  /// Replaces what stands under the key. Written soon: with others, a second later, or when the object ends.
  void keep(Entry entry);
  void flush();

  [[nodiscard]] const std::string& path() const { return path_; }
  /// What a person should know: the file was damaged, nothing can be kept …
  std::vector<Remark> remarks();

 private:
  class Statement;
  void open();
  bool prepare();
  bool run(const char* sql);
  std::int64_t number(const char* sql);
  void write();  // what waits
  void make_room();
  void failed(int code);  // of SQLite
  void give_up(Remark remark);
  bool move_aside();
  void close();

  std::string path_;
  bool own_;
  std::uint64_t most_bytes_;
  std::mutex mutex_;
  sqlite3* file_ = nullptr;  // null: nothing is kept
  std::unique_ptr<Statement> find_, put_entry_, put_value_, touch_;
  std::int64_t this_run_ = 0;
  std::vector<Entry> waiting_;
  std::vector<std::int64_t> seen_;  // entries that were found, to be marked as used
  std::size_t waiting_bytes_ = 0;
  std::chrono::steady_clock::time_point written_;
  std::vector<Remark> remarks_;
};

}  // namespace hegui::app
