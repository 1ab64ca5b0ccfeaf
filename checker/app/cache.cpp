#include "checker/app/cache.hpp"
#include "dsl/system_reason.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

namespace hegui::app {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kOurs = 0x48454755;  // “HEGU”, in the header of the file
constexpr std::int64_t kForm = 1;           // of the tables
constexpr std::size_t kHeader = 72;         // bytes up to and with the mark
constexpr int kPatience = 10'000;           // milliseconds that another program may keep the file for itself
// What waits to be written: lost when the program is killed, so not much; but each writing waits for the disk.
constexpr std::size_t kMostWaiting = 64;
constexpr std::size_t kMostWaitingBytes = 16U << 20U;
constexpr std::size_t kMostSeen = 4096;
constexpr std::chrono::milliseconds kLongestWait{1000};

constexpr const char* kTables =
    "CREATE TABLE IF NOT EXISTS entry(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, run BLOB NOT NULL, "
    "reading BLOB NOT NULL, used INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS value(id INTEGER PRIMARY KEY, told BLOB NOT NULL, rules BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS counter(runs INTEGER NOT NULL)";
constexpr const char* kFind =
    "SELECT e.id, CASE WHEN e.run = ?2 THEN v.told END, CASE WHEN e.run <> ?2 AND e.reading IN (?3, ?4) THEN v.rules "
    "END "
    "FROM entry e JOIN value v ON v.id = e.id WHERE e.key = ?1";
constexpr const char* kPutEntry =
    "INSERT INTO entry(key, run, reading, used) VALUES(?1, ?2, ?3, ?4) "
    "ON CONFLICT(key) DO UPDATE SET run = ?2, reading = ?3, used = ?4 RETURNING id";
constexpr const char* kPutValue = "INSERT OR REPLACE INTO value(id, told, rules) VALUES(?1, ?2, ?3)";
constexpr const char* kTouch = "UPDATE entry SET used = ?2 WHERE id = ?1 AND used < ?2";

/// It lies in what the file holds, not in the machine around it.
bool is_damage(int code) {
  switch (code & 0xFF) {
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_NOMEM: return false;
    default: return true;
  }
}

enum class Kind : std::uint8_t { none, ours, foreign };

/// What lies at the place, by the first bytes.
Kind kind_of(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno == ENOENT ? Kind::none : Kind::foreign;
  unsigned char head[kHeader] = {};
  const ssize_t got = ::read(file, head, sizeof head);
  ::close(file);
  if (got == 0) return Kind::none;
  if (got < static_cast<ssize_t>(sizeof head) || std::memcmp(head, "SQLite format 3", 16) != 0) return Kind::foreign;
  const std::int64_t mark = (std::int64_t{head[68]} << 24U) | (head[69] << 16U) | (head[70] << 8U) | head[71];
  return mark == kOurs ? Kind::ours : Kind::foreign;
}

}  // namespace

/// One prepared statement; every use ends with reset().
class Cache::Statement {
 public:
  Statement(sqlite3* file, const char* sql) {
    ::sqlite3_prepare_v3(file, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  }
  ~Statement() { ::sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  [[nodiscard]] bool good() const { return statement_ != nullptr; }

  Statement& bind(int at, const std::string& bytes) {
    ::sqlite3_bind_blob64(statement_, at, bytes.data(), bytes.size(), SQLITE_STATIC);
    return *this;
  }
  Statement& bind(int at, std::int64_t number) {
    ::sqlite3_bind_int64(statement_, at, number);
    return *this;
  }
  int step() { return ::sqlite3_step(statement_); }
  int reset() {
    const int code = ::sqlite3_reset(statement_);
    ::sqlite3_clear_bindings(statement_);
    return code;
  }
  [[nodiscard]] std::int64_t number(int at) const { return ::sqlite3_column_int64(statement_, at); }
  [[nodiscard]] std::optional<std::string> bytes(int at) const {
    if (::sqlite3_column_type(statement_, at) != SQLITE_BLOB) return std::nullopt;
    const auto* data = static_cast<const char*>(::sqlite3_column_blob(statement_, at));
    return std::string(data == nullptr ? "" : data, static_cast<std::size_t>(::sqlite3_column_bytes(statement_, at)));
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

std::string Cache::standard_path() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return std::string(cache) + "/hegui/results.sqlite";
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? std::string(home) + "/.cache/hegui/results.sqlite" : "";
}

Cache::Cache(std::string path, bool own, std::uint64_t most_bytes)
    : path_(std::move(path)), own_(own), most_bytes_(most_bytes), written_(std::chrono::steady_clock::now()) {
  open();
}

Cache::~Cache() {
  flush();
  close();
}

void Cache::open() {
  Kind kind = kind_of(path_);
  if (kind == Kind::foreign && !own_)
    return give_up({"“" + path_ + "”不是存放核查结果的文件，没有动它；这次的结果不保存",
                    "'" + path_ + "' is no file of kept results and was left alone; nothing is kept this time"});
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (kind == Kind::foreign && !move_aside()) return;
    if (kind != Kind::ours) {
      std::error_code error;
      if (own_) fs::create_directories(fs::path(path_).parent_path(), error);
      // What is kept quotes the reports: it is for their reader alone.
      const int made = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (made < 0)
        return give_up({"不能建立“" + path_ + "”（" + dsl::system_reason_zh(errno) + "）；这次的结果不保存",
                        "cannot make '" + path_ + "' (" + std::strerror(errno) + "); nothing is kept this time"});
      ::close(made);
    }
    const int opened = ::sqlite3_open_v2(path_.c_str(), &file_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (opened == SQLITE_OK && prepare()) return;
    const int code = file_ == nullptr ? opened : ::sqlite3_errcode(file_);
    close();
    if (!is_damage(code)) {
      const char* why = ::sqlite3_errstr(code);
      return give_up({"不能使用“" + path_ + "”（" + why + "）；这次的结果不保存",
                      "cannot use '" + path_ + "' (" + why + "); nothing is kept this time"});
    }
    kind = Kind::foreign;
    if (attempt > 0)
      return give_up(
          {"“" + path_ + "”不能使用；这次的结果不保存", "'" + path_ + "' cannot be used; nothing is kept this time"});
  }
}

/// The file is open: looks whether it is as it should be, and makes it so when it is new.
bool Cache::prepare() {
  ::sqlite3_busy_timeout(file_, kPatience);
  // The file may come from anywhere: nothing in it is to be executed.
  ::sqlite3_db_config(file_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  ::sqlite3_db_config(file_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  ::sqlite3_db_config(file_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  ::sqlite3_db_config(file_, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  // A write-ahead log: readers and the writer do not wait for each other, and a killed program leaves a sound file.
  if (!run("PRAGMA journal_mode = WAL") || !run("PRAGMA synchronous = NORMAL")) return false;
  run("PRAGMA journal_size_limit = 33554432");
  run("PRAGMA cache_size = -8192");
  run("PRAGMA temp_store = MEMORY");
  if (!run("BEGIN IMMEDIATE")) return false;
  const std::int64_t form = number("PRAGMA user_version");
  const bool fresh = form == 0 && number("PRAGMA application_id") == 0;
  if (!fresh && form != kForm) {
    run("ROLLBACK");
    return false;
  }
  const std::string marks =
      "PRAGMA application_id = " + std::to_string(kOurs) + ";" + "PRAGMA user_version = " + std::to_string(kForm);
  if (fresh && (!run(marks.c_str()) || !run(kTables) || !run("INSERT INTO counter VALUES(0)"))) return false;
  if (!run("UPDATE counter SET runs = runs + 1")) return false;
  this_run_ = number("SELECT runs FROM counter");
  if (!run("COMMIT")) return false;
  find_ = std::make_unique<Statement>(file_, kFind);
  put_entry_ = std::make_unique<Statement>(file_, kPutEntry);
  put_value_ = std::make_unique<Statement>(file_, kPutValue);
  touch_ = std::make_unique<Statement>(file_, kTouch);
  return find_->good() && put_entry_->good() && put_value_->good() && touch_->good() && this_run_ > 0;
}

Cache::Found Cache::find(const std::string& key, const std::string& run, const std::string& reading,
                         const std::string& other_reading) {
  const std::lock_guard lock(mutex_);
  if (file_ == nullptr) return {};
  Found found;
  find_->bind(1, key).bind(2, run).bind(3, reading).bind(4, other_reading);
  const int code = find_->step();
  if (code == SQLITE_ROW) {
    found.told = find_->bytes(1);
    found.rules = find_->bytes(2);
    if (found.told || found.rules) seen_.push_back(find_->number(0));
  }
  find_->reset();
  if (code != SQLITE_ROW && code != SQLITE_DONE) failed(code);
  if (seen_.size() >= kMostSeen) write();
  return found;
}

void Cache::keep(Entry entry) {
  const std::lock_guard lock(mutex_);
  if (file_ == nullptr) return;
  waiting_bytes_ += entry.told.size() + entry.rules.size();
  waiting_.push_back(std::move(entry));
  const bool late = std::chrono::steady_clock::now() - written_ >= kLongestWait;
  if (late || waiting_.size() >= kMostWaiting || waiting_bytes_ >= kMostWaitingBytes) write();
}

void Cache::flush() {
  const std::lock_guard lock(mutex_);
  write();
}

void Cache::write() {
  written_ = std::chrono::steady_clock::now();
  if (file_ == nullptr || (waiting_.empty() && seen_.empty())) return;
  if (!run("BEGIN IMMEDIATE")) return failed(::sqlite3_errcode(file_));
  int code = SQLITE_DONE;
  for (const Entry& entry : waiting_) {
    put_entry_->bind(1, entry.key).bind(2, entry.run).bind(3, entry.reading).bind(4, this_run_);
    code = put_entry_->step();
    const std::int64_t id = code == SQLITE_ROW ? put_entry_->number(0) : 0;
    if (code == SQLITE_ROW) code = put_entry_->step();
    put_entry_->reset();
    if (code != SQLITE_DONE) break;
    put_value_->bind(1, id).bind(2, entry.told).bind(3, entry.rules);
    code = put_value_->step();
    put_value_->reset();
    if (code != SQLITE_DONE) break;
  }
  for (std::size_t i = 0; i < seen_.size() && code == SQLITE_DONE; ++i) {
    touch_->bind(1, seen_[i]).bind(2, this_run_);
    code = touch_->step();
    touch_->reset();
  }
  waiting_.clear();
  seen_.clear();
  waiting_bytes_ = 0;
  if (code == SQLITE_DONE) {
    make_room();
    if (run("COMMIT")) return;
    code = ::sqlite3_errcode(file_);
  }
  run("ROLLBACK");
  failed(code);
}

/// Leaves out what was not used for longest. The file itself does not shrink: its free pages are used again.
void Cache::make_room() {
  const auto used = [&] {
    return static_cast<std::uint64_t>((number("PRAGMA page_count") - number("PRAGMA freelist_count")) *
                                      number("PRAGMA page_size"));
  };
  for (int i = 0; i < 20 && used() > most_bytes_; ++i) {
    // A tenth at a time: finding the oldest looks at all.
    run("CREATE TEMP TABLE IF NOT EXISTS oldest(id INTEGER PRIMARY KEY)");
    run("DELETE FROM oldest");
    run("INSERT INTO oldest SELECT id FROM entry ORDER BY used, id LIMIT (SELECT count(*) / 10 + 1 FROM entry)");
    run("DELETE FROM value WHERE id IN oldest");
    run("DELETE FROM entry WHERE id IN oldest");
  }
}

/// Something went wrong on the way. What was kept so far stays; nothing more is read or written.
void Cache::failed(int code) {
  const int kind = code & 0xFF;
  if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED) {
    if (remarks_.empty())
      remarks_.push_back({"另一个程序长时间占用“" + path_ + "”，有些结果没有保存",
                          "another program kept '" + path_ + "' to itself: some results were not kept"});
    return;
  }
  close();
  if (is_damage(code)) {
    if (move_aside()) remarks_.push_back({"这次的结果没有保存，下次从头开始", "nothing more is kept this time"});
    return;
  }
  const char* why = ::sqlite3_errstr(code);
  give_up({"不能再用“" + path_ + "”（" + why + "）；以后的结果没有保存",
           "'" + path_ + "' cannot be used any more (" + why + "); later results are not kept"});
}

void Cache::give_up(Remark remark) {
  close();
  remarks_.push_back(std::move(remark));
}

/// The file is none of ours, damaged, or of another version: out of the way, but not lost.
bool Cache::move_aside() {
  const std::string aside = path_ + ".damaged";
  if (::rename(path_.c_str(), aside.c_str()) != 0) {
    give_up(
        {"“" + path_ + "”已损坏，也不能改名（" + dsl::system_reason_zh(errno) + "）；这次的结果不保存",
         "'" + path_ + "' is damaged and cannot be renamed (" + std::strerror(errno) + "); nothing is kept this time"});
    return false;
  }
  ::unlink((path_ + "-wal").c_str());
  ::unlink((path_ + "-shm").c_str());
  remarks_.push_back(
      {"“" + path_ + "”已损坏或版本不同，已改名为“" + aside + "”，结果重新积累",
       "'" + path_ + "' was damaged or of another version; it was renamed to '" + aside + "', and a new one begun"});
  return true;
}

void Cache::close() {
  find_.reset(), put_entry_.reset(), put_value_.reset(), touch_.reset();
  if (file_ != nullptr) ::sqlite3_close_v2(file_);
  file_ = nullptr;
}

bool Cache::run(const char* sql) { return ::sqlite3_exec(file_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

std::int64_t Cache::number(const char* sql) {
  Statement statement(file_, sql);
  return statement.good() && statement.step() == SQLITE_ROW ? statement.number(0) : 0;
}

std::vector<Remark> Cache::remarks() {
  const std::lock_guard lock(mutex_);
  return std::exchange(remarks_, {});
}

}  // namespace hegui::app
