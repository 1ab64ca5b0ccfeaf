// Through poppler-cpp, which tells words and their boxes but no ruling lines: used where the headers of poppler's core
// are not installed.
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>

#include "checker/pdf/ink.hpp"

namespace hegui::pdf {

namespace {

/// Where the characters that clean() leaves begin.
std::vector<float> begins_of(const poppler::text_box& box) {
  const poppler::ustring text = box.text();
  std::vector<float> begins;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool second_half = text[i] >= 0xDC00 && text[i] < 0xE000;
    if (text[i] >= 0x20 && text[i] != 0x7F && !second_half)
      begins.push_back(static_cast<float>(box.char_bbox(i).left() - box.bbox().left()));
  }
  return begins;
}

std::string clean(const poppler::ustring& word) {
  const poppler::byte_array bytes = word.to_utf8();
  std::string text;
  for (const char c : bytes)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) text += c;
  return text;
}

class WordsFile : public File {
 public:
  explicit WordsFile(std::unique_ptr<poppler::document> document) : document_(std::move(document)) {}
  [[nodiscard]] int pages() const override { return document_->pages(); }
  Page page(int number) override {
    Page result;
    const std::unique_ptr<poppler::page> page(document_->create_page(number - 1));
    if (!page) return result;
    const poppler::rectf paper = page->page_rect(poppler::crop_box);
    result.width = paper.width();
    result.height = paper.height();
    for (const poppler::text_box& box : page->text_list()) {
      if (result.runs.size() >= kMostRuns) break;
      const poppler::rectf at = box.bbox();
      Run run;
      run.text = clean(box.text());
      run.x = at.left();
      run.width = at.width();
      run.size = std::abs(at.height());
      run.begins = begins_of(box);
      run.baseline = at.bottom() - run.size * 0.2;
      if (!run.text.empty()) result.runs.push_back(std::move(run));
    }
    return result;
  }

 private:
  std::unique_ptr<poppler::document> document_;
};

}  // namespace

std::unique_ptr<File> open(std::string_view bytes, std::string& error) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
      bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 30U))));
  if (!document || document->is_locked()) {
    error = document ? "encrypted" : "damaged";
    return nullptr;
  }
  return std::make_unique<WordsFile>(std::move(document));
}

}  // namespace hegui::pdf
