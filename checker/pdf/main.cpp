// hegui-pdf: the words and ruling lines of a PDF, with their places, from standard input to standard output.
// Started by the PDF reader for each file; once the input is read, the process can open nothing for writing and no
// network. Afterwards every page was written as one line “page …” with its words and rules, and the last line is “end”.
//
//   pages COUNT
//   page NUMBER WIDTH HEIGHT TURN   TURN: quarters by which it was turned clockwise to be read, places being those then
//   word X BASELINE WIDTH SIZE BLANK TEXT   BLANK: 1 when a blank character stands before it; TEXT: UTF-8
//   steps STEP …    where a word's characters are not as wide as their kinds: from each left end to the next
//   aside X BASELINE WIDTH SIZE BLANK TEXT  a word set aslant or on its side
//   rule X1 Y1 X2 Y2
//   end | error encrypted | error damaged | error pages
//
// Places are whole hundredths of a point from the top left corner of the page, y growing downwards.
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "checker/pdf/confine.hpp"
#include "checker/pdf/ink.hpp"

namespace {

constexpr int kMostPages = 5'000;  // unless the argument says otherwise

std::string read_all() {
  std::string bytes;
  std::vector<char> chunk(1U << 16U);
  for (std::size_t got = 0; (got = std::fread(chunk.data(), 1, chunk.size(), stdin)) > 0;)
    bytes.append(chunk.data(), got);
  return bytes;
}

class Output {
 public:
  Output& operator<<(std::string_view text) {
    text_ += text;
    return *this;
  }
  Output& operator<<(double points) {
    constexpr double kFarthest = 1e9;
    const double hundredths = std::isfinite(points) ? std::fmax(-kFarthest, std::fmin(kFarthest, points * 100)) : 0;
    return whole(std::lround(hundredths));
  }
  Output& whole(long number) {
    char digits[24] = {' '};
    const auto end = std::to_chars(digits + 1, digits + sizeof digits, number);
    text_.append(digits, end.ptr);
    return *this;
  }
  void flush() {
    std::fwrite(text_.data(), 1, text_.size(), stdout);
    std::fflush(stdout);
    text_.clear();
  }

 private:
  std::string text_;
};

/// Letters and digits are taken to be half as wide as other characters; what comes near to that is not worth telling.
void write_steps(const hegui::pdf::Run& run, Output& out) {
  constexpr double kNear = 0.1;  // of the characters' size
  std::vector<unsigned> widths;
  unsigned all = 0;
  for (std::size_t at = 0; at < run.text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(run.text[at]);
    if ((byte & 0xC0U) == 0x80U) continue;
    widths.push_back(byte < 0xE2 ? 1 : 2);
    all += widths.back();
  }
  if (widths.size() != run.begins.size()) return;
  bool near = true;
  unsigned before = 0;
  for (std::size_t i = 0; i < widths.size() && near; ++i) {
    near = std::abs(run.begins[i] - run.width * before / all) <= kNear * run.size;
    before += widths[i];
  }
  if (near) return;
  out << "steps";
  for (std::size_t i = 1; i < run.begins.size(); ++i) out << static_cast<double>(run.begins[i] - run.begins[i - 1]);
  out << "\n";
}

void write_page(const hegui::pdf::Page& page, int number, Output& out) {
  (out << "page").whole(number) << page.width << page.height;
  out.whole(page.turn) << "\n";
  for (const hegui::pdf::Run& run : page.runs) {
    (out << (run.turned ? "aside" : "word") << run.x << run.baseline << run.width << run.size).whole(run.blank ? 1 : 0)
        << " " << run.text << "\n";
    if (!run.turned) write_steps(run, out);
  }
  for (const hegui::pdf::Rule& rule : page.rules) out << "rule" << rule.x1 << rule.y1 << rule.x2 << rule.y2 << "\n";
  out.flush();
}

int run(int most_pages) {
  const std::string bytes = read_all();
  hegui::pdf::confine();
  Output out;
  std::string error;
  const auto file = hegui::pdf::open(bytes, error);
  const int pages = file ? file->pages() : 0;
  if (pages > most_pages) error = "pages";
  if (!error.empty()) {
    (out << "error " << error << "\n").flush();
    return 0;
  }
  (out << "pages").whole(pages) << "\n";
  for (int number = 1; number <= pages; ++number) write_page(file->page(number), number, out);
  (out << "end\n").flush();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  int most_pages = kMostPages;
  if (argc > 1) std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), most_pages);
  try {
    return run(most_pages);
  } catch (...) {
    std::puts("error damaged");
    return 0;
  }
}
