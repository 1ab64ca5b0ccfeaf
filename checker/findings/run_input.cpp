#include "checker/findings/run_input.hpp"

#include <iterator>
#include <new>
#include <vector>

#include "checker/findings/run_node.hpp"

namespace hegui::findings {

namespace {

constexpr int kDeepest = 32;               // a finding's evidence lies seven deep
constexpr std::size_t kMostMembers = 256;  // of one object: each new member is looked for among the others

/// The bytes of the stream, counted, so that an error can name its line and no report is longer than allowed.
struct Counted {
  std::istream& in;
  std::uint64_t limit = 0;
  std::uint64_t since_report = 0;
  std::uint64_t line = 1, column = 0;                // of the byte at hand; columns count characters
  std::uint64_t line_before = 1, column_before = 0;  // and of the one before, which the parser has seen
  int current = std::char_traits<char>::eof();

  void advance() {
    line_before = line;
    column_before = column;
    current = in.rdbuf()->sbumpc();
    if (current == std::char_traits<char>::eof()) return;
    if (++since_report > limit)
      throw FactsError(place(), "一份报告的结果太长", "the results of one report are too long");
    if (current == '\n') {
      ++line;
      column = 0;
    } else if ((static_cast<unsigned>(current) & 0xC0U) != 0x80U) {
      ++column;
    }
  }
  [[nodiscard]] std::string place() const { return std::to_string(line_before) + ":" + std::to_string(column_before); }
};

/// An input iterator over it; one past the end has no source.
class Bytes {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;
  Bytes() = default;
  explicit Bytes(Counted& source) : source_(&source) {}
  char operator*() const { return static_cast<char>(source_->current); }
  Bytes& operator++() {
    source_->advance();
    return *this;
  }
  Bytes operator++(int) {
    const Bytes before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Bytes& a, const Bytes& b) { return a.at_end() == b.at_end(); }

 private:
  [[nodiscard]] bool at_end() const { return source_ == nullptr || source_->current == std::char_traits<char>::eof(); }
  Counted* source_ = nullptr;
};

/// Refuses what no result needs and a hostile file may hold: deep nesting and objects with endless members.
class Shape {
 public:
  void see(int depth, RunJson::parse_event_t event) {
    if (depth > kDeepest) throw FactsError("", "嵌套太深", "nested too deep");
    using Event = RunJson::parse_event_t;
    if (event == Event::object_start) {
      members_.resize(static_cast<std::size_t>(depth) + 2, 0);
      members_[static_cast<std::size_t>(depth) + 1] = 0;
    }
    if (event == Event::key && ++members_[static_cast<std::size_t>(depth)] > kMostMembers)
      throw FactsError("", "一个对象的成员太多", "an object has too many members");
  }

 private:
  std::vector<std::size_t> members_;  // of the open object at each depth
};

class Reading {
 public:
  Reading(const std::function<void(const RunHead&)>& head, const std::function<void(CheckedReport&&)>& give,
          const RunInputLimits& limits)
      : head_(head), give_(give), limits_(limits) {}

  void run(Counted& source) {
    Shape shape;
    std::string member;
    bool reports_seen = false;
    const auto see = [&](int depth, RunJson::parse_event_t event, RunJson& value) {
      using Event = RunJson::parse_event_t;
      shape.see(depth, event);
      if (depth == 0 && event == Event::array_start) not_a_run();
      if (depth == 1 && event == Event::key) member = value.get<std::string>();
      if (depth == 1 && member == "reports" && event == Event::array_start) {
        reports_seen = true;
        begin();
      }
      const bool closed = event == Event::object_end || event == Event::array_end || event == Event::value;
      if (depth == 1 && closed) {
        if (member == "tool" || member == "rulebooks" || member == "date") read_head(member, value);
        return member == "reports";  // nothing else is needed
      }
      if (depth == 2 && closed && member == "reports") {
        report(value);
        source.since_report = 0;
        return false;  // told already: forget it
      }
      return true;
    };
    source.advance();
    const auto root = RunJson::parse(Bytes(source), Bytes(), see);
    if (!reports_seen) not_a_run();
  }

  /// One line each: about the run, a report, the sums.
  void lines(Counted& source) {
    source.advance();
    while (source.current != std::char_traits<char>::eof()) {
      std::string line;
      const std::uint64_t number = source.line;
      for (; source.current != '\n' && source.current != std::char_traits<char>::eof(); source.advance())
        line += static_cast<char>(source.current);
      if (source.current == '\n') source.advance();
      source.since_report = 0;
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      try {
        one_line(line);
      } catch (const RunJson::parse_error&) {
        throw FactsError(std::to_string(number) + ":1", "这一行不是完整的 JSON", "this line is no complete JSON");
      } catch (FactsError& error) {
        error.place = std::to_string(number) + ":1" + (error.place.empty() ? "" : " ") + error.place;
        throw;
      }
    }
    if (!begun_) not_a_run();
  }

 private:
  void one_line(const std::string& line) {
    Shape shape;
    const auto see = [&](int depth, RunJson::parse_event_t event, const RunJson& /*value*/) {
      shape.see(depth, event);
      return true;
    };
    const auto value = RunJson::parse(line, see);
    const RunNode node(value);
    const std::string kind = node["kind"].text();
    if (kind == "run") {
      for (const char* member : {"tool", "rulebooks", "date"})
        if (node.has(member)) read_head(member, node[member].json());
      begin();
    } else if (kind == "report") {
      report(value);
    }
  }
  [[noreturn]] static void not_a_run() {
    throw FactsError("", "这不是 hegui check --format json 的结果", "this is no result of hegui check --format json");
  }
  void read_head(const std::string& member, const RunJson& value) {
    const RunNode node(value);
    try {
      if (member == "date") run_.date = node.text();
      if (member == "tool") {
        run_.tool = node["name"].text();
        run_.version = node["version"].text();
      }
      if (member == "rulebooks") {
        run_.rulebooks = read_rulebooks(node);
        rulebooks_known_ = true;
      }
    } catch (FactsError& error) {
      error.place = member + (error.place.empty() || error.place[0] == '[' ? "" : ".") + error.place;
      throw;
    }
  }
  void begin() {
    if (!rulebooks_known_) not_a_run();  // of a file of facts, for example
    if (!begun_) head_(run_);
    begun_ = true;
  }
  void report(const RunJson& value) {
    if (!begun_) not_a_run();
    const std::string place = "reports[" + std::to_string(reports_) + "]";
    if (++reports_ > limits_.reports) throw FactsError(place, "报告太多", "too many reports");
    CheckedReport report;
    try {
      report = read_checked_report(RunNode(value));
    } catch (FactsError& error) {
      error.place = place + (error.place.empty() ? "" : ".") + error.place;
      throw;
    }
    give_(std::move(report));
  }

  const std::function<void(const RunHead&)>& head_;
  const std::function<void(CheckedReport&&)>& give_;
  const RunInputLimits& limits_;
  RunHead run_;
  std::size_t reports_ = 0;
  bool rulebooks_known_ = false, begun_ = false;
};

/// JSON lines begin with an object that names its kind first; the other form has line breaks or other members there.
bool is_lines(std::istream& in) {
  std::string begin(16, '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(in.gcount()));
  in.clear();
  for (std::size_t i = begin.size(); i > 0; --i) in.rdbuf()->sungetc();
  std::erase_if(begin, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  return begin.rfind("{\"kind\"", 0) == 0;
}

}  // namespace

std::optional<RunInputError> read_run(std::istream& in, const std::function<void(const RunHead&)>& head,
                                      const std::function<void(CheckedReport&&)>& give, const RunInputLimits& limits) {
  const auto error = [](const std::string& place, const std::string& zh, const std::string& en) {
    return RunInputError{(place.empty() ? "" : place + "：") + zh, (place.empty() ? "" : place + ": ") + en};
  };
  Counted source{in, limits.bytes_of_report};
  try {
    Reading reading(head, give, limits);
    if (is_lines(in))
      reading.lines(source);
    else
      reading.run(source);
    return std::nullopt;
  } catch (const FactsError& wrong) {
    return error(wrong.place, wrong.zh, wrong.en);
  } catch (const RunJson::parse_error&) {
    return error(source.place(), "不是完整的 JSON", "this is no complete JSON");
  } catch (const RunJson::exception&) {
    return error(source.place(), "读不懂", "cannot be read");
  } catch (const std::bad_alloc&) {
    return error("", "内存不足，文件太大", "out of memory, the file is too large");
  }
}

}  // namespace hegui::findings
