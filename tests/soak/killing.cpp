#include "tests/soak/killing.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <optional>
#include <random>

#include "tests/soak/child.hpp"
#include "tests/soak/invented.hpp"

namespace hegui::soak {

namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

/// How many results a cache holds, or what is wrong with it. A cache that is not there yet holds none.
std::pair<std::int64_t, std::string> look_into(const fs::path& cache) {
  if (!fs::exists(cache)) return {0, ""};
  sqlite3* file = nullptr;
  std::string verdict = "cannot be opened";
  std::int64_t entries = 0;
  if (::sqlite3_open_v2(cache.c_str(), &file, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
    ::sqlite3_busy_timeout(file, 10'000);
    const auto first = [&](const char* sql) {
      sqlite3_stmt* statement = nullptr;
      std::string text;
      if (::sqlite3_prepare_v2(file, sql, -1, &statement, nullptr) == SQLITE_OK &&
          ::sqlite3_step(statement) == SQLITE_ROW)
        text = reinterpret_cast<const char*>(::sqlite3_column_text(statement, 0));
      ::sqlite3_finalize(statement);
      return text;
    };
    verdict = first("PRAGMA integrity_check");
    // Killed before its tables were made, it is empty.
    const std::string count = first("SELECT count(*) FROM entry JOIN value USING(id)");
    entries = count.empty() ? 0 : std::stoll(count);
  }
  ::sqlite3_close(file);
  return {entries, verdict == "ok" ? "" : verdict};
}

class Killing {
 public:
  explicit Killing(const KillPlan& plan)
      : plan_(plan),
        reports_(plan.folder / "reports"),
        out_(plan.folder / "out.json"),
        cache_(plan.folder / "cache"),
        random_(plan.seed) {}

  KillResult run() {
    write_invented(reports_, plan_.reports);
    Child undisturbed(plan_.program, arguments(false, out_), plan_.folder, "undisturbed");
    status_ = undisturbed.wait().status;
    expected_ = bytes_of(out_);
    if (status_ > 1 || expected_.empty()) {
      wrong(fmt::format("the undisturbed run ends with {}", status_));
      return result_;
    }
    const microseconds whole = time_of_first_batch();
    while (result_.kills < plan_.kills && result_.wrong.size() < 10) {
      clear();
      while (result_.kills < plan_.kills && !batch_ends(whole)) {
      }
    }
    return result_;
  }

 private:
  [[nodiscard]] std::vector<std::string> arguments(bool resume, const fs::path& out) const {
    std::vector<std::string> all{"check", reports_.string(), "--format", "json", "-o", out.string(), "--jobs", "2"};
    for (const auto& rule : plan_.rules) all.insert(all.end(), {"-r", rule});
    if (resume) all.insert(all.end(), {"--cache", cache_.string()});
    return all;
  }
  void clear() {
    fs::remove(out_);
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(cache_.string() + ending);
  }
  microseconds time_of_first_batch() {
    clear();
    const auto begin = std::chrono::steady_clock::now();
    Child child(plan_.program, arguments(true, out_), plan_.folder, "first");
    compare(child.wait());
    const auto time = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - begin);
    // Once more, with everything kept.
    Child again(plan_.program, arguments(true, out_), plan_.folder, "again");
    compare(again.wait());
    return time;
  }
  /// One start of the program: true when it came to its end before it was to be killed.
  bool batch_ends(microseconds whole) {
    const auto span = static_cast<std::uint64_t>(whole.count());
    const microseconds delay(static_cast<std::int64_t>(random_() % (span + span / 10 + 1)));
    std::unique_ptr<Child> companion;
    if (plan_.companion && result_.kills % 3 == 2)
      companion = std::make_unique<Child>(plan_.program, arguments(true, plan_.folder / "companion.json"), plan_.folder,
                                          "companion");
    Child child(plan_.program, arguments(true, out_), plan_.folder, "killed");
    const auto ended = child.wait_for(delay);
    if (ended) {
      compare(*ended);
      return true;
    }
    const bool before = fs::exists(out_);
    child.kill();
    companion.reset();  // killed as well
    ++result_.kills;
    look_around(before);
    return false;
  }
  void compare(const Ended& ended) {
    ++result_.batches;
    if (ended.status != status_) wrong(fmt::format("status {} instead of {}: {}", ended.status, status_, ended.err));
    if (bytes_of(out_) != expected_) wrong("the output is another one");
    look_around(true);
  }
  /// What the program left: the output is whole or not there, the cache is sound, and nothing else lies about.
  void look_around(bool may_have_output) {
    const auto [entries, damage] = look_into(cache_);
    if (!damage.empty()) wrong("the cache: " + damage);
    if (entries > 0) ++result_.late;
    if (fs::exists(out_) && (!may_have_output || bytes_of(out_) != expected_) && bytes_of(out_) != expected_)
      wrong("half an output");
    for (const auto& entry : fs::directory_iterator(plan_.folder)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with("out.json.") || name.find("damaged") != std::string::npos) {
        wrong("left behind: " + name);
        fs::remove(entry.path());
      }
    }
  }
  void wrong(std::string what) { result_.wrong.push_back(fmt::format("after {} kills: {}", result_.kills, what)); }

  const KillPlan& plan_;
  fs::path reports_, out_, cache_;
  std::mt19937_64 random_;
  KillResult result_;
  std::string expected_;
  int status_ = 0;
};

}  // namespace

KillResult kill_and_resume(const KillPlan& plan) { return Killing(plan).run(); }

}  // namespace hegui::soak
