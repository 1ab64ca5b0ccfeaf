#include "checker/document/ocr.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "checker/document/flow.hpp"
#include "checker/document/joined.hpp"
#include "checker/document/page_marks.hpp"
#include "checker/document/subprocess.hpp"

namespace hegui::document {

namespace {

constexpr const char* kDotsPerInch = "300";
constexpr double kPoints = 72.0 / 300;  // in a dot
constexpr std::uint64_t kLargestPicture = 512ULL << 20;
// In parts of the characters' height.
constexpr double kBlank = 0.35;
constexpr double kColumnGap = 1.6;

struct RecognisedLine {
  std::string text;
  std::vector<TextMark> marks;
};

struct RecognisedPage {
  std::uint32_t number = 0;
  std::vector<RecognisedLine> lines;
};

struct Recognition {
  std::vector<RecognisedPage> pages;
  double confidence = 0;  // summed over words
  std::size_t words = 0;
  std::optional<ReadError> error;
};

ReadError missing(const char* program, const char* packages) {
  return {
      "unsupported", std::string("识别扫描件要用到 ") + program + "，没有安装。请安装软件包 " + packages + "。",
      std::string("recognising scans needs ") + program + ", which is not installed; install the packages " + packages};
}

/// One row of tesseract's table of words.
struct Word {
  std::array<long, 3> line{};  // block, paragraph, line
  double left = 0, top = 0, width = 0, height = 0, confidence = 0;
  std::string_view text;
};

std::optional<Word> read_word(std::string_view row) {
  std::array<std::string_view, 12> fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t end = i + 1 < fields.size() ? row.find('\t') : row.size();
    if (end == std::string_view::npos) return std::nullopt;
    fields.at(i) = row.substr(0, end);
    row.remove_prefix(std::min(end + 1, row.size()));
  }
  const auto number = [&](std::size_t field) {
    double value = 0;
    std::from_chars(fields.at(field).data(), fields.at(field).data() + fields.at(field).size(), value);
    return std::clamp(value, -1e7, 1e7);
  };
  if (fields[0] != "5" || fields[11].find_first_not_of(' ') == std::string_view::npos) return std::nullopt;
  Word word;
  for (std::size_t i = 0; i < 3; ++i) word.line.at(i) = static_cast<long>(number(2 + i));
  word.left = number(6);
  word.top = number(7);
  word.width = number(8);
  word.height = number(9);
  word.confidence = number(10);
  word.text = fields[11];
  return word;
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// 80 .20 %: the marks of a figure stand a little apart in print.
bool inside_figure(char before, char after) {
  const auto mark = [](char c) { return c == '.' || c == ',' || c == '%'; };
  return mark(after) || before == '.' || before == ',';
}

/// Chinese words follow one another; others keep their blank; a wide gap is one between columns.
void append(std::string& line, const Word& word, double gap, double height) {
  if (!line.empty()) {
    if (gap > height * kColumnGap) {
      line += "    ";
    } else if (gap > height * kBlank && is_ascii(line.back()) && is_ascii(word.text.front()) &&
               !inside_figure(line.back(), word.text.front())) {
      line += ' ';
    }
  }
  line += word.text;
}

TextMark mark_of(const Word& word, std::uint32_t page, double unit) {
  TextMark mark;
  mark.bytes = static_cast<std::uint32_t>(word.text.size());
  mark.box = {page, hundredths(word.left * unit), hundredths(word.top * unit),
              hundredths((word.left + word.width) * unit), hundredths((word.top + word.height) * unit)};
  return mark;
}

/// `unit`: of the places that are told, in pixels.
std::vector<RecognisedLine> lines_of(std::string_view table, std::uint32_t page, double unit, Recognition& sum) {
  std::vector<RecognisedLine> lines;
  std::array<long, 3> last{-1, -1, -1};
  double right = 0, height = 0;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    const auto word = read_word(table.substr(0, end));
    table.remove_prefix(std::min(end + 1, table.size()));
    if (!word) continue;
    if (word->line != last) {
      lines.emplace_back();
      last = word->line;
      height = 0;
    }
    height = std::max(height, word->height);
    append(lines.back().text, *word, word->left - right, height);
    lines.back().marks.push_back(mark_of(*word, page, unit));
    right = word->left + word->width;
    sum.confidence += std::max(0.0, word->confidence);
    ++sum.words;
  }
  return lines;
}

class Recogniser {
 public:
  explicit Recogniser(const Limits& limits)
      : limits_(limits), deadline_(std::chrono::steady_clock::now() + std::chrono::seconds(limits.max_ocr_seconds)) {}

  /// `wanted` says which pages.
  Recognition pages_of_pdf(const std::string& pdf, const std::function<bool(std::uint32_t)>& wanted) {
    if (find_program("pdftoppm").empty()) {
      result_.error = missing("pdftoppm", "poppler-utils");
      return std::move(result_);
    }
    for (std::uint32_t page = 1; page <= limits_.max_pages && !result_.error; ++page) {
      if (!wanted(page)) continue;
      const std::string number = std::to_string(page);
      RunLimits limits = run_limits();
      limits.output = kLargestPicture;
      const RunResult run = run_program(
          {"pdftoppm", "-q", "-gray", "-cropbox", "-r", kDotsPerInch, "-f", number, "-l", number, "-"}, pdf, limits);
      if (run.end == RunResult::End::timed_out) {
        result_.error = too_slow();
      } else if (run.output.empty()) {
        return std::move(result_);  // behind the last page
      } else {
        recognise(run.output, page, kPoints);
      }
    }
    return std::move(result_);
  }

  Recognition picture(const std::string& bytes) {
    recognise(bytes, 1, 1);
    return std::move(result_);
  }

 private:
  [[nodiscard]] RunLimits run_limits() const {
    RunLimits limits;
    const auto left = std::chrono::duration_cast<std::chrono::seconds>(deadline_ - std::chrono::steady_clock::now());
    limits.seconds = static_cast<std::uint32_t>(std::max<std::int64_t>(left.count(), 0));
    limits.memory = limits_.max_helper_memory;
    limits.writes_files = false;
    limits.environment = {"OMP_THREAD_LIMIT=1"};
    return limits;
  }

  [[nodiscard]] ReadError too_slow() const {
    const std::string most = std::to_string(limits_.max_ocr_seconds);
    ReadError error = beyond("识别这份扫描件用了 " + most + " 秒还没有完成，已停止",
                             "the scan could not be recognised within " + most + " seconds", "--max-ocr-seconds");
    error.code = "too_slow";
    return error;
  }

  void recognise(const std::string& picture, std::uint32_t page, double unit) {
    const char* const packages = "tesseract-ocr、tesseract-ocr-chi-sim";
    if (find_program("tesseract").empty()) {
      result_.error = missing("tesseract", packages);
      return;
    }
    RunLimits limits = run_limits();
    limits.output = 64ULL << 20;
    const RunResult run =
        run_program({"tesseract", "stdin", "stdout", "-l", "chi_sim", "--psm", "3", "tsv"}, picture, limits);
    if (run.end == RunResult::End::timed_out) {
      result_.error = too_slow();
    } else if (run.errors.find("loading language") != std::string::npos ||
               run.errors.find("load any languages") != std::string::npos) {
      result_.error = missing("tesseract 的中文数据", packages);
    } else if (run.end != RunResult::End::done || run.status != 0) {
      result_.error = ReadError{"damaged", "第 " + std::to_string(page) + " 页的图像识别不了。",
                                "the picture of page " + std::to_string(page) + " cannot be recognised"};
    } else {
      result_.pages.push_back({page, lines_of(run.output, page, unit, result_)});
    }
  }

  const Limits& limits_;
  std::chrono::steady_clock::time_point deadline_;
  Recognition result_;
};

Remark remark_of(const Recognition& recognition) {
  const auto sure =
      static_cast<int>(recognition.confidence / static_cast<double>(std::max<std::size_t>(recognition.words, 1)));
  const std::string pages = std::to_string(recognition.pages.size()), percent = std::to_string(sure);
  return {"recognised",
          "有 " + pages + " 页的文字由扫描图像识别（OCR）而来，平均可信度 " + percent +
              "%；可能有错字、漏字，据此的发现都要对照原件复核。",
          pages + " pages were read from pictures by character recognition (confidence " + percent +
              "% on average); findings that rest on them are to be reviewed against the original"};
}

ReadResult document_of(Recognition recognition, std::string format, std::string path, const Limits& limits,
                       const PageWords& words) {
  if (recognition.error) return {std::nullopt, *recognition.error};
  Flow flow;
  flow.page_layout = true;
  flow.remarks.push_back(remark_of(recognition));
  for (RecognisedPage& page : recognition.pages) {
    std::uint32_t number = 0;
    for (RecognisedLine& line : page.lines) {
      FlowItem item;
      item.text = std::move(line.text);
      item.marks = std::move(line.marks);
      item.locator.page = page.number;
      item.locator.line = ++number;
      flow.items.push_back(std::move(item));
    }
  }
  if (flow.items.empty()) return refuse("empty", "图像里没有认出文字。", "no text was recognised in the picture");
  ReadResult result = compose(std::move(flow), std::move(format), std::move(path), limits, words);
  if (result.document)
    for (Block& block : result.document->blocks) block.recognised = true;
  return result;
}

}  // namespace

bool recognises_picture(std::string_view bytes, std::string_view /*path*/) {
  return bytes.starts_with("\x89PNG\r\n\x1A\n") || bytes.starts_with("\xFF\xD8\xFF") ||
         bytes.starts_with(std::string_view("II*\0", 4)) || bytes.starts_with(std::string_view("MM\0*", 4));
}

bool has_picture_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string ending(name.substr(dot + 1));
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  constexpr std::array<std::string_view, 5> endings{"png", "jpg", "jpeg", "tif", "tiff"};
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

ReadResult read_picture(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  if (!limits.ocr)
    return refuse("scanned", "这是图片，没有文字，读不了。请提交文字版；装有 tesseract 时，也可以用 --ocr 识别。",
                  "this is a picture without text; submit a text version, or use --ocr with tesseract installed");
  return document_of(Recogniser(limits).picture(bytes), "image", std::move(path), limits, words);
}

ReadResult read_scanned_pdf(const std::string& bytes, std::string path, const Limits& limits, const PageWords& words) {
  return document_of(Recogniser(limits).pages_of_pdf(bytes, [](std::uint32_t) { return true; }), "pdf", std::move(path),
                     limits, words);
}

Document with_scanned_pages(Document document, const std::string& bytes, const Limits& limits, const PageWords& words) {
  std::set<std::uint32_t> read;
  for (const Block& block : document.blocks) read.insert(block.locator.page);
  auto scanned =
      document_of(Recogniser(limits).pages_of_pdf(bytes, [&](std::uint32_t page) { return !read.contains(page); }),
                  "pdf", document.path + "（扫描页）", limits, words);
  if (!scanned.document) {
    if (scanned.error.code != "empty")
      document.remarks.push_back({"scanned_pages", scanned.error.zh, scanned.error.en});
    return document;
  }
  std::erase_if(document.remarks, [](const Remark& remark) { return remark.code == "scanned_pages"; });
  scanned.document->sha256 = document.sha256;
  std::vector<Document> both;
  both.push_back(std::move(document));
  both.push_back(*std::move(scanned.document));
  return join(std::move(both));
}

}  // namespace hegui::document
