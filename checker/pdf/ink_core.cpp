// Through poppler's core: an output device that is told of every character and every path. Quicker than poppler-cpp,
// which puts a page's words into an order that the reader does not need, and it sees the lines of tables.
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <Object.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <UTF.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "checker/pdf/ink.hpp"

namespace hegui::pdf {

namespace {

// In parts of the characters' size.
constexpr double kSameRun = 0.3;   // characters further apart are runs of their own
constexpr double kSameWord = 0.1;  // and so are letters and digits this far apart
constexpr double kOverlap = 0.4;
// Points.
constexpr double kThinnest = 3.0;  // a filled box no thicker than this is a line
constexpr double kShortest = 0.4;

enum class Way : unsigned char { right, down, left, up, aslant };

struct Glyph {
  double x = 0, y = 0, advance = 0, size = 0;
  Way way = Way::right;
  bool blank_before = false, upright = false;
  std::array<char, 16> text{};
  unsigned char length = 0;
};

void append(std::string& text, Unicode c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return;
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0U | (c >> 6U));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0U | (c >> 12U));
    text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    text += static_cast<char>(0xF0U | (c >> 18U));
    text += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

bool is_blank(Unicode c) { return c == 0x20 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 9; }

class Recorder : public OutputDev {
 public:
  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return false; }

  void updateFont(GfxState* state) override { measure(state); }
  void updateTextMat(GfxState* state) override { measure(state); }
  void updateCTM(GfxState* state, double, double, double, double, double, double) override { measure(state); }
  void restoreState(GfxState* state) override { measure(state); }

  void beginActualText(GfxState*, const GooString* text) override {
    spoken_.emplace();
    const std::string& bytes = text->toStr();
    Unicode* characters = nullptr;
    const int length = TextStringToUCS4(bytes, &characters);
    for (int i = 0; i < length; ++i) append(*spoken_, characters[i]);
    gfree(characters);
    spoken_glyph_.reset();
  }
  void endActualText(GfxState*) override {
    if (!spoken_) return;
    if (spoken_glyph_ && !spoken_->empty()) {
      Glyph glyph = *spoken_glyph_;
      for (const char c : *spoken_) {
        if (glyph.length == glyph.text.size()) break;
        glyph.text[glyph.length++] = c;
      }
      add(glyph);
    }
    spoken_.reset();
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double, double, CharCode, int,
                const Unicode* unicode, int length) override {
    if (stale_) measure_now(state);
    bool blank = length == 1 && is_blank(unicode[0]);
    if (blank && !spoken_) {
      blank_ = true;
      return;
    }
    double spacing_x = 0, spacing_y = 0, width = 0, height = 0, left = 0, top = 0;
    state->textTransformDelta(state->getCharSpace() * state->getHorizScaling(), 0, &spacing_x, &spacing_y);
    state->transformDelta(dx - spacing_x, dy - spacing_y, &width, &height);
    state->transform(x, y, &left, &top);
    Glyph glyph;
    glyph.x = left;
    glyph.y = top;
    glyph.size = size_;
    glyph.way = way_;
    glyph.advance = std::hypot(width, height);
    if (state->getFont() && state->getFont()->getWMode() != 0) {
      glyph.upright = true;
      glyph.x -= size_ / 2;
      glyph.y += size_ * 0.88;
      glyph.advance = size_;
    }
    if (type3_ && length == 1 && unicode[0] >= 0x2E80 && glyph.advance > 0) glyph.size = size_ = glyph.advance;
    if (spoken_) {
      if (spoken_glyph_) {
        spoken_glyph_->advance = std::max(spoken_glyph_->advance, glyph.x + glyph.advance - spoken_glyph_->x);
      } else {
        spoken_glyph_ = glyph;
      }
      return;
    }
    std::string text;
    for (int i = 0; i < length && text.size() + 4 <= glyph.text.size(); ++i)
      if (!is_blank(unicode[i])) append(text, unicode[i]);
    if (text.empty()) return;
    std::copy(text.begin(), text.end(), glyph.text.begin());
    glyph.length = static_cast<unsigned char>(text.size());
    add(glyph);
  }

  void stroke(GfxState* state) override {
    const GfxPath* const path = state->getPath();
    for (int s = 0; s < path->getNumSubpaths(); ++s) {
      const GfxSubpath* const part = path->getSubpath(s);
      for (int i = 1; i < part->getNumPoints(); ++i) {
        if (part->getCurve(i) || part->getCurve(i - 1)) continue;
        Rule rule;
        state->transform(part->getX(i - 1), part->getY(i - 1), &rule.x1, &rule.y1);
        state->transform(part->getX(i), part->getY(i), &rule.x2, &rule.y2);
        add(rule);
      }
    }
  }
  void fill(GfxState* state) override {
    const GfxPath* const path = state->getPath();
    for (int s = 0; s < path->getNumSubpaths(); ++s) {
      const GfxSubpath* const part = path->getSubpath(s);
      if (part->getNumPoints() < 3 || part->getNumPoints() > 8) continue;
      double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
      for (int i = 0; i < part->getNumPoints(); ++i) {
        double x = 0, y = 0;
        state->transform(part->getX(i), part->getY(i), &x, &y);
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
      }
      const double width = right - left, height = bottom - top;
      if (height <= kThinnest && width > height) {
        add(Rule{left, (top + bottom) / 2, right, (top + bottom) / 2});
      } else if (width <= kThinnest && height > width) {
        add(Rule{(left + right) / 2, top, (left + right) / 2, bottom});
      }
    }
  }
  void eoFill(GfxState* state) override { fill(state); }

  Page take(double width, double height) {
    Page page;
    page.width = width;
    page.height = height;
    turn_page(page);
    for (const Glyph& glyph : glyphs_) place(page, glyph);
    page.rules = std::move(rules_);
    return page;
  }

 private:
  /// What the current font and matrices make of a character; worked out when the next one comes.
  void measure(GfxState*) { stale_ = true; }
  void measure_now(GfxState* state) {
    stale_ = false;
    size_ = state->getTransformedFontSize();
    std::array<double, 4> m{};
    state->getFontTransMat(&m[0], &m[1], &m[2], &m[3]);
    const double along = std::hypot(m[0], m[1]);
    const auto& font = state->getFont();
    type3_ = font && font->getType() == fontType3;
    if (type3_) {
      // The size of such a font says nothing without its own matrix; a Chinese character will tell it better.
      const double* const own = font->getFontMatrix();
      if (own[0] != 0) size_ *= std::abs(own[3] / own[0]);
      const double* const box = font->getFontBBox();
      const double height = std::abs(box[3] - box[1]) * std::abs(own[3]);
      if (height > 0.05 && height < 20) size_ = state->getTransformedFontSize() * height / 1.3;
    }
    if (along == 0) return;
    if (std::abs(m[1]) < 0.1 * along) {
      way_ = m[0] > 0 ? Way::right : Way::left;
    } else if (std::abs(m[0]) < 0.1 * along) {
      way_ = m[1] > 0 ? Way::up : Way::down;
    } else {
      way_ = Way::aslant;
    }
  }

  void add(Glyph glyph) {
    if (glyphs_.size() >= kMostRuns * 4 || !std::isfinite(glyph.x) || !std::isfinite(glyph.y)) return;
    glyph.blank_before = blank_;
    blank_ = false;
    glyphs_.push_back(glyph);
  }
  void add(const Rule& rule) {
    const double width = std::abs(rule.x2 - rule.x1), height = std::abs(rule.y2 - rule.y1);
    if (rules_.size() >= kMostRules || !(width + height >= kShortest) || !(std::min(width, height) <= 1)) return;
    rules_.push_back(rule);
  }

  /// A page whose text all stands on its side is read turned.
  void turn_page(Page& page) {
    std::array<std::size_t, 5> count{};
    for (const Glyph& glyph : glyphs_) ++count[static_cast<std::size_t>(glyph.way)];
    const auto most = std::max_element(count.begin(), count.end());
    const Way way = static_cast<Way>(most - count.begin());
    if (way == Way::right || way == Way::aslant || *most * 10 < glyphs_.size() * 6) return;
    const double width = page.width, height = page.height;
    const auto turn = [&](double& x, double& y) {
      const double old_x = x, old_y = y;
      if (way == Way::left) {
        x = width - old_x;
        y = height - old_y;
      } else if (way == Way::up) {
        x = height - old_y;
        y = old_x;
      } else {
        x = old_y;
        y = width - old_x;
      }
    };
    for (Glyph& glyph : glyphs_) {
      turn(glyph.x, glyph.y);
      glyph.way = glyph.way == way ? Way::right : Way::aslant;
    }
    for (Rule& rule : rules_) {
      turn(rule.x1, rule.y1);
      turn(rule.x2, rule.y2);
    }
    if (way != Way::left) std::swap(page.width, page.height);
    page.turn = way == Way::up ? 1 : way == Way::left ? 2 : 3;
  }

  static bool is_letter(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  static bool continues(const Run& run, const Glyph& glyph) {
    if (run.turned || glyph.way != Way::right || glyph.upright || glyph.blank_before) return false;
    const double size = std::max(run.size, glyph.size);
    const double gap = glyph.x - (run.x + run.width);
    if (std::abs(run.baseline - glyph.y) > 0.08 * size || std::min(run.size, glyph.size) < 0.9 * size) return false;
    const bool letters = is_letter(run.text.back()) && is_letter(glyph.text[0]);
    return gap < (letters ? kSameWord : kSameRun) * size && gap > -kOverlap * size;
  }

  /// Several characters may share a glyph: each has its part of it.
  static void add_begins(Run& run, const Glyph& glyph) {
    const auto is_first = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    const auto count = std::count_if(glyph.text.begin(), glyph.text.begin() + glyph.length, is_first);
    for (std::ptrdiff_t i = 0; i < count; ++i)
      run.begins.push_back(
          static_cast<float>(glyph.x - run.x + glyph.advance * static_cast<double>(i) / static_cast<double>(count)));
  }

  static void place(Page& page, const Glyph& glyph) {
    const std::string_view text(glyph.text.data(), glyph.length);
    if (!page.runs.empty() && continues(page.runs.back(), glyph)) {
      Run& run = page.runs.back();
      run.width = std::max(run.width, glyph.x + glyph.advance - run.x);
      run.text += text;
      add_begins(run, glyph);
      return;
    }
    if (page.runs.size() >= kMostRuns) return;
    Run run;
    run.x = glyph.x;
    run.baseline = glyph.y;
    run.width = glyph.advance;
    run.size = glyph.size;
    run.blank = glyph.blank_before;
    run.turned = glyph.way != Way::right;
    run.text = text;
    add_begins(run, glyph);
    page.runs.push_back(std::move(run));
  }

  std::vector<Glyph> glyphs_;
  std::vector<Rule> rules_;
  std::optional<std::string> spoken_;  // what a span of characters stands for
  std::optional<Glyph> spoken_glyph_;
  double size_ = 0;
  Way way_ = Way::right;
  bool stale_ = true, blank_ = false, type3_ = false;
};

class CoreFile : public File {
 public:
  explicit CoreFile(std::unique_ptr<PDFDoc> document) : document_(std::move(document)) {}
  [[nodiscard]] int pages() const override { return document_->getNumPages(); }
  Page page(int number) override {
    Recorder recorder;
    if (document_->getPage(number) == nullptr) return {};
    document_->displayPage(&recorder, number, 72, 72, 0, false, true, false);
    const bool turned = document_->getPageRotate(number) % 180 != 0;
    const double width = document_->getPageCropWidth(number), height = document_->getPageCropHeight(number);
    return recorder.take(turned ? height : width, turned ? width : height);
  }

 private:
  std::unique_ptr<PDFDoc> document_;
};

}  // namespace

std::unique_ptr<File> open(std::string_view bytes, std::string& error) {
  setErrorCallback([](ErrorCategory, Goffset, const char*) {});
  globalParams = std::make_unique<GlobalParams>();
  auto document =
      std::make_unique<PDFDoc>(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
  if (!document->isOk()) {
    error = document->getErrorCode() == errEncrypted ? "encrypted" : "damaged";
    return nullptr;
  }
  return std::make_unique<CoreFile>(std::move(document));
}

}  // namespace hegui::pdf
