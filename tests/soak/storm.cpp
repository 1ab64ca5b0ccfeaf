#include "tests/soak/storm.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "tests/soak/child.hpp"
#include "tests/soak/invented.hpp"

namespace hegui::soak {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

bool is_restless(std::uint32_t number) { return number % 2 == 1; }

/// Changes the restless files of a folder until it is destroyed.
class Wind {
 public:
  Wind(fs::path folder, std::uint32_t reports, std::uint64_t seed)
      : folder_(std::move(folder)), reports_(reports), random_(seed), thread_([this] { blow(); }) {}
  ~Wind() {
    stop_ = true;
    thread_.join();
  }
  Wind(const Wind&) = delete;
  Wind& operator=(const Wind&) = delete;
  [[nodiscard]] std::uint64_t changes() const { return changes_; }

 private:
  void blow() {
    while (!stop_) {
      const auto number = static_cast<std::uint32_t>(random_() % reports_);
      if (is_restless(number)) change(number), ++changes_;
      std::this_thread::sleep_for(std::chrono::microseconds(random_() % 3000));
    }
  }
  void change(std::uint32_t number) {
    const fs::path path = folder_ / invented_name(number);
    std::error_code ignored;
    const auto write = [&](std::string_view text) {
      fs::remove_all(path, ignored);
      std::ofstream(path, std::ios::binary) << text;
    };
    const std::string text = invented_report(number, static_cast<std::uint32_t>(random_() % 3));
    switch (random_() % 11) {
      case 0: fs::remove_all(path, ignored); break;
      case 1: write(std::string_view(text).substr(0, random_() % text.size())); break;  // cut off, even in a character
      case 2: write(""); break;
      case 3: write(std::string("PK\x03\x04") + text.substr(0, 200)); break;  // a package that is none
      case 4:
        fs::remove_all(path, ignored);
        fs::create_directory(path, ignored);
        break;
      case 5:
        fs::remove_all(path, ignored);
        fs::create_symlink("/nowhere/at/all", path, ignored);
        break;
      case 6:
        fs::remove_all(path, ignored);
        ::mkfifo(path.c_str(), 0600);
        break;
      case 7: ::chmod(path.c_str(), 0); break;
      case 8: fs::resize_file(path, random_() % 300, ignored); break;  // under the reader's feet
      case 9: fs::rename(path, folder_ / invented_name((number + 2) % reports_ | 1U), ignored); break;
      default: write(text); break;
    }
  }

  fs::path folder_;
  std::uint32_t reports_;
  std::mt19937_64 random_;
  std::atomic<bool> stop_{false};
  std::atomic<std::uint64_t> changes_{0};
  std::thread thread_;
};

class Storm {
 public:
  explicit Storm(const StormPlan& plan) : plan_(plan), reports_(plan.folder / "reports") {}

  StormResult run() {
    write_invented(reports_, plan_.reports);
    remember_still_ones();
    const auto end = std::chrono::steady_clock::now() + plan_.time;
    {
      const Wind wind(reports_, plan_.reports, plan_.seed);
      while (result_.wrong.size() < 10 &&
             (std::chrono::steady_clock::now() < end || result_.batches < plan_.least_batches))
        batch(result_.batches);
      result_.changes = wind.changes();
    }
    calm();
    return result_;
  }

 private:
  [[nodiscard]] std::vector<std::string> arguments(std::uint32_t variant, const fs::path& out) const {
    std::vector<std::string> all{"check", reports_.string(), "--format", "jsonl", "-o", out.string()};
    all.insert(all.end(), {"--jobs", variant % 2 == 0 ? "2" : "1"});
    for (const auto& rule : plan_.rules) all.insert(all.end(), {"-r", rule});
    if (variant % 3 != 0) all.insert(all.end(), {"--cache", (plan_.folder / "cache").string()});
    return all;
  }
  std::string run_once(std::uint32_t variant, Ended& ended) {
    const fs::path out = plan_.folder / "out.jsonl";
    fs::remove(out);
    Child child(plan_.program, arguments(variant, out), plan_.folder, "run");
    ended = child.wait();
    return bytes_of(out);
  }
  void remember_still_ones() {
    Ended ended;
    std::istringstream lines(run_once(0, ended));
    for (std::string line; std::getline(lines, line);) {
      const json value = json::parse(line, nullptr, false);
      if (value.is_object() && value.value("kind", "") == "report" && is_still(value["path"]))
        still_[value["path"]] = line;
    }
    if (still_.size() != (plan_.reports + 1) / 2) wrong("the quiet folder is not told whole");
  }
  static bool is_still(const std::string& path) {
    const std::string name = fs::path(path).stem().string();
    return !name.empty() && name.find_first_not_of("0123456789") == std::string::npos &&
           !is_restless(static_cast<std::uint32_t>(std::stoul(name)));
  }
  /// Holds a batch to what it must be whatever happened in the folder.
  void batch(std::uint32_t variant) {
    Ended ended;
    std::istringstream lines(run_once(variant, ended));
    ++result_.batches;
    std::set<std::string> told;
    std::size_t unreadable = 0, still = 0, summed = 0;
    bool error = false;
    for (std::string line; std::getline(lines, line);) {
      const json value = json::parse(line, nullptr, false);
      if (!value.is_object()) {
        wrong("a line is no JSON");
        continue;
      }
      if (value["kind"] == "summary") summed = value["reports"];
      if (value["kind"] != "report") continue;
      const std::string path = value["path"];
      if (!told.insert(path).second) wrong("told twice: " + path);
      if (const auto known = still_.find(path); known != still_.end()) {
        ++still;
        if (line != known->second) wrong("told otherwise than in the quiet folder: " + path);
      }
      if (value["status"] == "unreadable") {
        ++unreadable;
        if (ended.err.find(path + "：") == std::string::npos) wrong("no line of error for " + path);
      }
      for (const auto& finding : value["findings"])
        error = error || (finding["severity"] == "error" && finding["status"] == "open");
    }
    result_.reports += static_cast<std::uint32_t>(told.size());
    result_.unreadable += static_cast<std::uint32_t>(unreadable);
    if (still != still_.size()) wrong(fmt::format("{} files that stayed are not told", still_.size() - still));
    if (summed != told.size()) wrong("the summary counts another number of reports");
    const int expected = unreadable > 0 ? 3 : error ? 1 : 0;
    if (ended.status != expected) wrong(fmt::format("status {} instead of {}", ended.status, expected));
  }
  /// Nothing changes any more: whatever the threads and the cache, the bytes are the same.
  void calm() {
    Ended ended;
    const std::string expected = run_once(0, ended);
    const int status = ended.status;
    for (std::uint32_t variant = 1; variant < 6; ++variant)
      if (run_once(variant, ended) != expected || ended.status != status)
        wrong(fmt::format("the quiet folder comes out otherwise in variant {}", variant));
  }
  void wrong(const std::string& what) { result_.wrong.push_back(fmt::format("batch {}: {}", result_.batches, what)); }

  const StormPlan& plan_;
  fs::path reports_;
  std::map<std::string, std::string> still_;  // line by path
  StormResult result_;
};

}  // namespace

StormResult batches_in_a_storm(const StormPlan& plan) { return Storm(plan).run(); }

}  // namespace hegui::soak
