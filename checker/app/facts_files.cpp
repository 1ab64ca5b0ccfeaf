#include "checker/app/facts_files.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/app/ordered.hpp"

namespace hegui::app {

namespace {

constexpr std::size_t kLinesPerThread = 16;          // read ahead of those that are being checked
constexpr std::uint64_t kLinesAhead = 64ULL << 20U;  // and so many bytes of them

/// The next line with its end; of one that is longer than allowed the rest is passed over.
std::string next_line(std::istream& in, std::uint64_t most) {
  std::string line;
  for (int c = 0; line.size() <= most && (c = in.rdbuf()->sbumpc()) != std::char_traits<char>::eof();) {
    line += static_cast<char>(c);
    if (c == '\n') return line;
  }
  if (line.size() > most)
    for (int c = 0; c != '\n' && c != std::char_traits<char>::eof();) c = in.rdbuf()->sbumpc();
  return line;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// A report by itself, as the first line of a file that has one a line.
bool is_report(std::string_view line) { return line.starts_with("{\"kind\"") || line.starts_with("{\"path\""); }

struct Line {
  std::string text;
  std::uint64_t number = 0;
};

class Lines {
 public:
  Lines(const Pipeline& pipeline, const std::string& path, std::size_t jobs,
        const std::function<void(findings::CheckedReport&&)>& give, const std::function<bool()>& go_on)
      : pipeline_(pipeline), path_(path), jobs_(jobs), give_(give), go_on_(go_on) {}

  bool check(std::istream& in, std::string line, std::uint64_t most) {
    std::uint64_t bytes = 0;
    for (std::uint64_t number = 1; !line.empty(); ++number, line = next_line(in, most)) {
      if (is_blank(line)) continue;
      bytes += line.size();
      batch_.push_back({std::move(line), number});
      if (batch_.size() < jobs_ * kLinesPerThread && bytes < kLinesAhead) continue;
      if (!check_batch()) return false;
      bytes = 0;
    }
    return check_batch();
  }

 private:
  bool check_batch() {
    std::size_t done = 0;
    in_order(
        batch_.size(), jobs_, [&](std::size_t i) { return pipeline_.check(read(batch_[i])); },
        [&](std::size_t, findings::CheckedReport report) {
          give_(std::move(report));
          ++done;
        },
        go_on_);
    const bool all = done == batch_.size();
    batch_.clear();
    return all;
  }
  findings::ReadReport read(const Line& line) const {
    const std::string number = std::to_string(line.number);
    if (line.text.size() > pipeline_.most_facts_bytes())
      return Pipeline::failed(path_, {"too_large", "第 " + number + " 行太长；确有需要时用 --max-size 放宽",
                                      "line " + number + " is too long; raise the limit with --max-size if need be"});
    auto reports = pipeline_.read_facts("{\"reports\":[" + line.text + "]}", path_);
    if (reports.size() != 1)
      return Pipeline::failed(path_,
                              {"bad_facts", "第 " + number + " 行不是一份报告", "line " + number + " is no report"});
    findings::ReadReport& read = reports.front();
    if (read.report == nullptr && read.error_code == "bad_facts") {
      read.error_zh = "第 " + number + " 行：" + read.error_zh;
      read.error_en = "line " + number + ": " + read.error_en;
    }
    return std::move(read);
  }

  const Pipeline& pipeline_;
  const std::string& path_;
  std::size_t jobs_;
  const std::function<void(findings::CheckedReport&&)>& give_;
  const std::function<bool()>& go_on_;
  std::vector<Line> batch_;
};

}  // namespace

bool check_facts(const Pipeline& pipeline, const std::string& path, std::size_t jobs,
                 const std::function<void(findings::CheckedReport&&)>& give, const std::function<bool()>& go_on) {
  const std::uint64_t most = pipeline.most_facts_bytes();
  const auto refuse = [&](const char* code, const char* zh, const char* en) {
    give(pipeline.check(Pipeline::failed(path, {code, zh, en})));
    return true;
  };
  std::ifstream file;
  if (path != "-") {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
      return refuse("missing", "没有这个文件，请核对名称", "there is no such file; check the name");
    file.open(path, std::ios::binary);
    if ((!std::filesystem::is_regular_file(status) && !std::filesystem::is_fifo(status)) || !file)
      return refuse("unreadable", "这个文件打不开", "this file cannot be opened");
  }
  std::istream& in = path == "-" ? std::cin : static_cast<std::istream&>(file);
  std::string bytes = next_line(in, most);
  if (is_report(bytes)) return Lines(pipeline, path, jobs, give, go_on).check(in, std::move(bytes), most);
  std::string chunk(std::size_t{1} << 16U, '\0');
  while (in && bytes.size() <= most) {
    in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    bytes.append(chunk, 0, static_cast<std::size_t>(in.gcount()));
  }
  if (bytes.size() > most)
    return refuse("too_large", "文件太大；确有需要时用 --max-size 放宽",
                  "the file is too large; raise the limit with --max-size if need be");
  const auto reports = pipeline.read_facts(std::move(bytes), path);
  std::size_t done = 0;
  in_order(
      reports.size(), jobs, [&](std::size_t i) { return pipeline.check(reports[i]); },
      [&](std::size_t, findings::CheckedReport report) {
        give(std::move(report));
        ++done;
      },
      go_on);
  return done == reports.size();
}

}  // namespace hegui::app
