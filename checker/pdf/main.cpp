// hegui-pdf: the words of a PDF, with their places, from standard input to standard output.
// Started by the PDF reader for each file; once the input is read, the process can open nothing for writing and no
// network. Afterwards every page was written as one line “page …” and its words as lines “word …”, and the last line is
// “end”.
//
//   pages COUNT
//   page NUMBER WIDTH HEIGHT PICTURES     points; PICTURES: 1 when the page has no text
//   word X BASELINE WIDTH SIZE TEXT       y grows downwards; TEXT is UTF-8 without control characters
//   end | error encrypted | error damaged | error pages
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "checker/pdf/confine.hpp"

namespace {

constexpr int kMostPages = 5'000;
constexpr std::size_t kMostWordsOfPage = 200'000;

std::string read_all() {
  std::string bytes;
  std::vector<char> chunk(1U << 16U);
  for (std::size_t got = 0; (got = std::fread(chunk.data(), 1, chunk.size(), stdin)) > 0;)
    bytes.append(chunk.data(), got);
  return bytes;
}

std::string clean(const poppler::ustring& word) {
  const poppler::byte_array bytes = word.to_utf8();
  std::string text;
  for (const char c : bytes)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) text += c;
  return text;
}

void write_page(const poppler::page& page, int number) {
  const poppler::rectf paper = page.page_rect(poppler::crop_box);
  const std::vector<poppler::text_box> boxes = page.text_list();
  std::printf("page %d %.2f %.2f %d\n", number, paper.width(), paper.height(), boxes.empty() ? 1 : 0);
  std::size_t words = 0;
  for (const poppler::text_box& box : boxes) {
    if (++words > kMostWordsOfPage) break;
    const std::string text = clean(box.text());
    if (text.empty()) continue;
    const poppler::rectf at = box.bbox();
    // Words set upright on a turned page come turned as well; their places are those of the page as shown.
    std::printf("word %.2f %.2f %.2f %.2f %s\n", at.left(), at.bottom(), at.width(), std::abs(at.height()),
                text.c_str());
  }
}

int run() {
  const std::string bytes = read_all();
  hegui::pdf::confine();
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
      bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 30U))));
  if (!document) {
    std::puts("error damaged");
    return 0;
  }
  if (document->is_locked()) {
    std::puts("error encrypted");
    return 0;
  }
  const int pages = document->pages();
  if (pages > kMostPages) {
    std::puts("error pages");
    return 0;
  }
  std::printf("pages %d\n", pages);
  for (int i = 0; i < pages; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (page) {
      write_page(*page, i + 1);
    } else {
      std::printf("page %d 0 0 0\n", i + 1);
    }
    std::fflush(stdout);
  }
  std::puts("end");
  return 0;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (...) {
    std::puts("error damaged");
    return 0;
  }
}
