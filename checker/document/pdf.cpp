#include "checker/document/pdf.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/document/flow.hpp"
#include "checker/document/page_lines.hpp"
#include "checker/document/subprocess.hpp"

namespace hegui::document {

namespace {

namespace fs = std::filesystem;

struct Page {
  std::uint32_t number = 0;
  double width = 0, height = 0;
  std::vector<PageLine> lines;
};

/// The helper lies beside the program, or beside the programs of the build folder when a test runs.
std::string find_helper() {
  if (const char* named = std::getenv("HEGUI_PDF"); named != nullptr && *named != '\0') return named;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  fs::path at = program.parent_path();
  for (int up = 0; !error && up < 4 && at.has_relative_path(); ++up, at = at.parent_path())
    for (const char* const place : {"hegui-pdf", "bin/hegui-pdf", "libexec/hegui/hegui-pdf"})
      if (::access((at / place).c_str(), X_OK) == 0) return (at / place).string();
  return find_program("hegui-pdf");
}

double next_number(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  double number = 0;
  std::from_chars(rest.data(), rest.data() + end, number);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return number;
}

struct Words {
  std::vector<Page> pages;
  std::string error;  // what the helper says
  bool complete = false;
};

Words read_words(std::string_view output) {
  Words result;
  std::vector<PlacedWord> words;
  const auto finish = [&] {
    if (!result.pages.empty()) result.pages.back().lines = lines_of_page(std::move(words));
    words.clear();
  };
  while (!output.empty()) {
    const std::size_t end = std::min(output.find('\n'), output.size());
    std::string_view line = output.substr(0, end);
    output.remove_prefix(std::min(end + 1, output.size()));
    if (line.starts_with("word ") && !result.pages.empty()) {
      line.remove_prefix(5);
      PlacedWord word;
      word.x = next_number(line);
      word.baseline = next_number(line);
      word.width = next_number(line);
      word.size = next_number(line);
      word.text = line;
      words.push_back(std::move(word));
    } else if (line.starts_with("page ")) {
      finish();
      line.remove_prefix(5);
      Page page;
      page.number = static_cast<std::uint32_t>(std::max(0.0, next_number(line)));
      page.width = next_number(line);
      page.height = next_number(line);
      result.pages.push_back(std::move(page));
    } else if (line.starts_with("error ")) {
      result.error = line.substr(6);
    } else if (line == "end") {
      result.complete = true;
    }
  }
  finish();
  return result;
}

/// Digits do not tell running heads apart: “第 3 页” and “第 4 页” are the same line.
std::string shape_of(std::string_view line) {
  std::string shape;
  for (const char c : line) {
    if (c == ' ') continue;
    const bool digit = c >= '0' && c <= '9';
    if (!(digit && !shape.empty() && shape.back() == '0')) shape += digit ? '0' : c;
  }
  return shape;
}

/// Lines at the same edge of most pages that say the same thing.
std::map<std::string, int> running_lines(const std::vector<Page>& pages) {
  std::map<std::string, int> seen;
  for (const Page& page : pages) {
    std::vector<std::string> edge;
    for (const PageLine& line : page.lines)
      if (line.baseline < page.height * 0.1 || line.baseline > page.height * 0.9) edge.push_back(shape_of(line.text));
    std::sort(edge.begin(), edge.end());
    edge.erase(std::unique(edge.begin(), edge.end()), edge.end());
    for (const std::string& shape : edge) ++seen[shape];
  }
  return seen;
}

ReadResult no_text(std::size_t pages) {
  return refuse(
      "scanned",
      "这份 PDF（" + std::to_string(pages) + " 页）是扫描的图像，没有文字，读不了。请提交文字版，或先做文字识别。",
      "this PDF (" + std::to_string(pages) + " pages) is a scan without text; submit a text version");
}

ReadResult damaged() {
  return refuse("damaged", "PDF 已损坏，读不了。请重新导出后再提交。",
                "the PDF is damaged and cannot be read; export it again");
}

ReadResult failure(const RunResult& run, const Limits& limits) {
  switch (run.end) {
    case RunResult::End::timed_out:
      return refuse(
          "too_slow",
          "PDF 读了 " + std::to_string(limits.max_seconds) + " 秒还没有读完，已停止；可用 --max-seconds 放宽。",
          "the PDF could not be read within " + std::to_string(limits.max_seconds) +
              " seconds; raise the limit with --max-seconds");
    case RunResult::End::too_much_output:
      return refuse("too_large", "PDF 里的文字太多，不像一份报告。", "the PDF has too much text to be a report");
    case RunResult::End::not_started:
      return refuse("unsupported", "读 PDF 的程序 hegui-pdf 没有装好。请重新编译或安装合规。",
                    "the program that reads PDF files, hegui-pdf, is not installed; build or install Hegui again");
    default: return damaged();
  }
}

}  // namespace

bool recognises_pdf(std::string_view bytes, std::string_view /*path*/) {
  return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

ReadResult read_pdf(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  RunLimits run_limits;
  run_limits.seconds = limits.max_seconds;
  run_limits.memory = limits.max_helper_memory;
  run_limits.output = limits.max_unpacked;
  const RunResult run = run_program({find_helper()}, bytes, run_limits);
  if (run.end != RunResult::End::done) return failure(run, limits);
  return lay_out_pages(run.output, std::move(path), limits, words);
}

ReadResult lay_out_pages(std::string_view output, std::string path, const Limits& limits, const PageWords& words) {
  Words found = read_words(output);
  if (found.error == "encrypted")
    return refuse("encrypted", "PDF 设有密码，读不了。请去掉密码后再提交。",
                  "the PDF is protected by a password; submit it without one");
  if (found.error == "pages")
    return refuse("too_large", "PDF 的页数太多，不像一份报告。", "the PDF has too many pages to be a report");
  if (!found.complete || !found.error.empty()) return damaged();

  Flow flow;
  flow.page_layout = true;
  const auto running = running_lines(found.pages);
  const bool several = found.pages.size() >= 3;
  std::size_t characters = 0, empty_pages = 0;
  for (Page& page : found.pages) {
    if (page.lines.empty()) ++empty_pages;
    std::uint32_t number = 0;
    for (PageLine& line : page.lines) {
      FlowItem item;
      characters += line.text.size();
      const bool edge = line.baseline < page.height * 0.1 || line.baseline > page.height * 0.9;
      const auto times = running.find(shape_of(line.text));
      const bool repeats = times != running.end() && times->second * 2 > static_cast<int>(found.pages.size());
      if (several && edge && repeats) item.role = Role::furniture;
      item.text = std::move(line.text);
      item.locator.page = page.number;
      item.locator.line = ++number;
      flow.items.push_back(std::move(item));
    }
  }
  if (characters < found.pages.size() * 10) return no_text(found.pages.size());
  if (empty_pages > 0)
    flow.remarks.push_back({"scanned_pages", "有 " + std::to_string(empty_pages) + " 页是图像，没有读。",
                            std::to_string(empty_pages) + " pages are pictures and were not read"});
  return compose(std::move(flow), "pdf", std::move(path), limits, words);
}

}  // namespace hegui::document
