#include "checker/document/ofd.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "checker/document/flow.hpp"
#include "checker/document/packaged.hpp"
#include "checker/document/page_flow.hpp"
#include "checker/document/page_lines.hpp"
#include "checker/document/page_marks.hpp"
#include "checker/document/xml_tree.hpp"
#include "checker/text/shown.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

constexpr int kDeepestBlock = 32;
constexpr double kPoints = 72 / 25.4;  // in a millimetre
constexpr std::size_t kMostRulings = 100'000;

/// No place is further away than a kilometre; what is no number at all is nothing.
double sane(double number) {
  constexpr double kFarthest = 1e6;
  return std::isfinite(number) ? std::clamp(number, -kFarthest, kFarthest) : 0;
}

/// Numbers separated by blanks. “g n v” stands for n times v (in DeltaX).
std::vector<double> read_numbers(std::string_view text, std::size_t most) {
  std::vector<double> numbers;
  std::size_t repeat = 0;
  int expected = 0;  // behind “g”: 1 the count, 2 the value
  for (std::size_t at = 0; at < text.size() && numbers.size() < most;) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n", at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    const std::string word(text.substr(begin, end - begin));
    at = end;
    if (word == "g" || word == "G") {
      expected = 1;
      continue;
    }
    const double number = sane(std::strtod(word.c_str(), nullptr));
    if (expected == 1) {
      repeat = number > 0 && number < static_cast<double>(most) ? static_cast<std::size_t>(number) : 0;
      expected = 2;
    } else if (expected == 2) {
      numbers.insert(numbers.end(), std::min(repeat, most - numbers.size()), number);
      expected = 0;
    } else {
      numbers.push_back(number);
    }
  }
  return numbers;
}

double number_or(std::string_view text, double otherwise) {
  const auto numbers = read_numbers(text, 1);
  return numbers.empty() ? otherwise : numbers.front();
}

class OfdReader : private PartReader {
 public:
  OfdReader(Package& package, const Limits& limits) : PartReader(package, limits), room_(limits.max_bytes / 4) {}

  std::optional<ReadError> read(Flow& flow) {
    XmlTree entry;
    if (!load(entry_name(), entry)) return error_or("OFD.xml");
    std::uint32_t bodies = 0;
    for (const auto& body : entry.document_element().children()) {
      if (local_name(body) != "DocBody") continue;
      ++bodies;
      read_document(resolve_part(entry_name(), text_below(child(body, "DocRoot"))), flow);
      if (error_) return error_;
    }
    if (bodies == 0) return error_or("DocBody");
    if (!error_) lay_out(std::move(pages_), limits_, flow);
    return error_;
  }

 private:
  ReadError error_or(const std::string& name) const {
    if (error_) return *error_;
    const std::string shown = text::shown(name);
    return {"damaged", "OFD 文件已损坏：没有“" + shown + "”。请重新导出后再提交。",
            "the OFD file is damaged: it has no '" + shown + "'; export it again"};
  }

  /// Some writers use other cases for the names of parts than for the references to them.
  std::string find_part(const std::string& name) const {
    if (package_.has(name)) return name;
    const auto same = [&](const std::string& other) {
      return other.size() == name.size() && std::equal(name.begin(), name.end(), other.begin(), [](char a, char b) {
               const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
               return lower(a) == lower(b);
             });
    };
    const auto found = std::find_if(package_.names().begin(), package_.names().end(), same);
    return found == package_.names().end() ? std::string() : *found;
  }
  std::string entry_name() const { return find_part("OFD.xml"); }

  bool load(const std::string& name, XmlTree& document) {
    const std::string part = find_part(name);
    return !part.empty() && PartReader::load(part, document);
  }

  void read_document(const std::string& name, Flow& flow) {
    XmlTree document;
    if (!load(name, document)) {
      error_ = error_or(name);
      return;
    }
    const auto root = document.document_element();
    Templates templates;
    for (const auto& each : child(root, "CommonData").children())
      if (local_name(each) == "TemplatePage")
        templates[std::string(attribute(each, "ID"))].part = resolve_part(name, attribute(each, "BaseLoc"));
    if (const auto box = page_box(child(child(root, "CommonData"), "PageArea"))) paper_ = *box;
    for (const auto& page : child(root, "Pages").children()) {
      if (local_name(page) != "Page") continue;
      if (pages_.size() >= limits_.max_pages) {
        error_ = too_many_pages(limits_);
        return;
      }
      read_page(resolve_part(name, attribute(page, "BaseLoc")), templates, flow);
      if (error_) return;
    }
  }

  /// What a template page puts on each page that names it; read when the first one does.
  struct Template {
    std::string part;
    bool read = false;
    std::vector<PlacedWord> words;
    std::vector<Ruling> rulings;
  };
  using Templates = std::map<std::string, Template>;

  void use(Template& frame, PageInk& ink) {
    if (!std::exchange(frame.read, true)) {
      XmlTree document;
      if (load(frame.part, document))
        collect(child(document.document_element(), "Content"), frame.words, frame.rulings, 0);
    }
    // Forms print their labels by a template, and what was filled in by the page; heads and feet stand at the edge.
    constexpr double kEdge = 0.1;
    for (const PlacedWord& word : frame.words) {
      if (!spend(word.text.size())) return;
      const bool edge = word.baseline < ink.height * kEdge || word.baseline > ink.height * (1 - kEdge);
      (edge ? ink.furniture : ink.words).push_back(word);
    }
    if (spend(frame.rulings.size())) ink.rulings.insert(ink.rulings.end(), frame.rulings.begin(), frame.rulings.end());
  }

  /// Text that a file of this size would not have.
  bool spend(std::size_t bytes) {
    if (bytes > room_ && !error_) error_ = too_much_text(limits_);
    room_ -= std::min<std::uint64_t>(room_, bytes);
    return !error_;
  }

  void read_page(const std::string& name, Templates& templates, Flow& flow) {
    PageInk& ink = pages_.emplace_back();
    ink.number = static_cast<std::uint32_t>(pages_.size());
    ink.width = paper_[0];
    ink.height = paper_[1];
    XmlTree page;
    if (!load(name, page)) {
      const std::string number = std::to_string(ink.number);
      if (!error_)
        flow.remarks.push_back(
            {"missing_page", "第 " + number + " 页缺失，没有读。", "page " + number + " is missing and was not read"});
      return;
    }
    if (const auto box = page_box(child(page.document_element(), "Area"))) {
      ink.width = (*box)[0];
      ink.height = (*box)[1];
    }
    std::set<std::string> used;
    for (const auto& each : page.document_element().children()) {
      if (local_name(each) != "Template" || error_) continue;
      const std::string id(attribute(each, "TemplateID"));
      const auto found = templates.find(id);
      if (found != templates.end() && used.insert(id).second) use(found->second, ink);
    }
    aside_.clear();
    collect(child(page.document_element(), "Content"), ink.words, ink.rulings, 0);
    ink.asides = std::exchange(aside_, {});
  }

  /// Width and height in points of the area that a page, or the document, shows.
  static std::optional<std::array<double, 2>> page_box(const XmlNode& area) {
    for (const char* const name : {"PhysicalBox", "ApplicationBox", "ContentBox"}) {
      const auto box = read_numbers(text_below(child(area, name)), 4);
      if (box.size() == 4 && box[2] > 0 && box[3] > 0) return std::array{box[2] * kPoints, box[3] * kPoints};
    }
    return std::nullopt;
  }

  void collect(const XmlNode& node, std::vector<PlacedWord>& words, std::vector<Ruling>& rulings, int depth) {
    if (depth > kDeepestBlock) return;
    for (const auto& each : node.children()) {
      const XmlName name = local_name(each);
      if (name == "TextObject") {
        text_object(each, is_aslant(each) ? aside_ : words);
      } else if (name == "PathObject") {
        path_object(each, rulings);
      } else if (name == "Layer" || name == "PageBlock") {
        collect(each, words, rulings, depth + 1);
      }
    }
  }

  /// Level and upright lines of a path: “M x y L x y …”, in the coordinates of its boundary.
  void path_object(const XmlNode& node, std::vector<Ruling>& rulings) {
    constexpr std::size_t kMostNumbers = 2'000;
    const auto boundary = read_numbers(attribute(node, "Boundary"), 4);
    if (boundary.size() < 4 || rulings.size() > kMostRulings) return;
    auto matrix = read_numbers(attribute(node, "CTM"), 6);
    if (matrix.size() != 6) matrix = {1, 0, 0, 1, 0, 0};
    const std::string data = text_below(child(node, "AbbreviatedData"));
    const bool filled = attribute(node, "Fill") == "true" && attribute(node, "Stroke") == "false";
    double x = 0, y = 0, start_x = 0, start_y = 0, left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    const auto place = [&](double from_x, double from_y) {
      return std::array{(boundary[0] + matrix[0] * from_x + matrix[2] * from_y + matrix[4]) * kPoints,
                        (boundary[1] + matrix[1] * from_x + matrix[3] * from_y + matrix[5]) * kPoints};
    };
    const auto line_to = [&](double to_x, double to_y) {
      const auto from = place(x, y), to = place(to_x, to_y);
      left = std::min({left, from[0], to[0]});
      right = std::max({right, from[0], to[0]});
      top = std::min({top, from[1], to[1]});
      bottom = std::max({bottom, from[1], to[1]});
      if (!filled) rulings.push_back({from[0], from[1], to[0], to[1]});
      x = to_x;
      y = to_y;
    };
    std::size_t steps = 0;
    for (std::size_t at = 0; at < data.size() && ++steps < kMostNumbers;) {
      const char command = data[at++];
      const std::size_t end = std::min(data.find_first_of("SMLQBACsmlqbac", at), data.size());
      const auto numbers = read_numbers(std::string_view(data).substr(at, end - at), 8);
      if ((command == 'M' || command == 'S') && numbers.size() >= 2) {
        start_x = x = numbers[0];
        start_y = y = numbers[1];
      } else if (command == 'L' && numbers.size() >= 2) {
        line_to(numbers[0], numbers[1]);
      } else if (command == 'C') {
        line_to(start_x, start_y);
      } else if (numbers.size() >= 2 && (command == 'Q' || command == 'B' || command == 'A')) {
        x = numbers[numbers.size() - 2];
        y = numbers.back();
      }
      at = end;
    }
    // A thin filled box is a line too.
    constexpr double kThinnest = 3;
    if (filled && right - left > bottom - top && bottom - top <= kThinnest)
      rulings.push_back({left, (top + bottom) / 2, right, (top + bottom) / 2});
    if (filled && bottom - top > right - left && right - left <= kThinnest)
      rulings.push_back({(left + right) / 2, top, (left + right) / 2, bottom});
  }

  void text_object(const XmlNode& node, std::vector<PlacedWord>& words) {
    const auto boundary = read_numbers(attribute(node, "Boundary"), 4);
    const double left = boundary.empty() ? 0 : boundary[0], top = boundary.size() < 2 ? 0 : boundary[1];
    auto matrix = read_numbers(attribute(node, "CTM"), 6);
    if (matrix.size() != 6) matrix = {1, 0, 0, 1, 0, 0};
    const double size = number_or(attribute(node, "Size"), 3.5);
    const double wide = size * std::clamp(number_or(attribute(node, "HScale"), 1), 0.1, 10.0);
    const double stretch = std::max(std::hypot(matrix[0], matrix[1]), 0.01) * kPoints;
    double x = 0, y = 0;
    for (const auto& code : node.children()) {
      if (local_name(code) != "TextCode") continue;
      // A code without a place of its own goes on where the last one stood.
      x = number_or(attribute(code, "X"), x);
      y = number_or(attribute(code, "Y"), y);
      const std::string text = without_radicals(text_below(code));
      if (!spend(text.size())) return;
      const auto along = read_numbers(attribute(code, "DeltaX"), text.size() + 1);
      const auto down = read_numbers(attribute(code, "DeltaY"), text.size() + 1);
      double at_x = x, at_y = y;
      std::size_t index = 0;
      bool behind_blank = false, first = true;
      std::vector<double> begins;  // of the last word's characters
      for (std::size_t at = 0; at < text.size(); ++index) {
        const auto character = dsl::utf8::decode(text, at);
        const bool narrow = character.character < 0x80, blank = is_blank(character.character);
        const double own = narrow ? wide / 2 : wide;
        const double step = along.empty() ? 0 : along[std::min(index, along.size() - 1)];
        const double drop = down.empty() ? 0 : down[std::min(index, down.size() - 1)];
        PlacedWord word;
        word.text = text.substr(at, character.length);
        at += character.length;
        word.x = (left + matrix[0] * at_x + matrix[2] * at_y + matrix[4]) * kPoints;
        word.baseline = (top + matrix[1] * at_x + matrix[3] * at_y + matrix[5]) * kPoints;
        word.size = size * std::max(std::hypot(matrix[2], matrix[3]), 0.01) * kPoints;
        // Letters are as wide as the step behind them, unless they are set apart.
        word.width = (narrow && step > wide * 0.2 && step < wide * 0.75 ? step : own) * stretch;
        // Without steps the characters of a code stand side by side.
        at_x += step != 0 || drop != 0 ? step : own;
        at_y += drop;
        if (!blank) {
          word.blank = behind_blank;
          const double begin = word.x;
          if (first || behind_blank || !append_word(words.back(), word)) {
            if (!first) end_word(words.back(), begins);
            words.push_back(std::move(word));
          }
          begins.push_back(begin - words.back().x);
          first = false;
        }
        behind_blank = blank;
      }
      if (!first) end_word(words.back(), begins);
      x = at_x;
    }
  }

  static void end_word(PlacedWord& word, std::vector<double>& begins) {
    word.bends = find_bends(word.text, begins, word.width);
    begins.clear();
  }

  /// Watermarks are.
  static bool is_aslant(const XmlNode& node) {
    const auto matrix = read_numbers(attribute(node, "CTM"), 6);
    if (matrix.size() != 6) return false;
    const double along = std::abs(matrix[0]), across = std::abs(matrix[1]);
    return across > 0.2 * along && along > 0.2 * across;
  }

  static bool is_blank(char32_t c) { return c <= U' ' || c == 0xA0 || c == 0x3000; }

  /// The next character of a run that stands close to it.
  static bool append_word(PlacedWord& run, const PlacedWord& next) {
    const double gap = next.x - run.x - run.width;
    if (std::abs(run.baseline - next.baseline) > 0.08 * next.size || run.text.size() > 1'000) return false;
    if (gap > 0.6 * next.size || gap < -0.4 * next.size) return false;
    run.text += next.text;
    run.width = std::max(run.width, next.x + next.width - run.x);
    return true;
  }

  std::vector<PageInk> pages_;
  std::vector<PlacedWord> aside_;
  std::uint64_t room_ = 0;                                     // bytes of text that may still come
  std::array<double, 2> paper_{210 * kPoints, 297 * kPoints};  // of pages that say nothing of their own
};

}  // namespace

bool recognises_ofd(std::string_view bytes, std::string_view /*path*/) {
  return zip_holds(bytes, "OFD.xml") || zip_holds(bytes, "ofd.xml");
}

ReadResult read_ofd(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  return read_packaged<OfdReader>(bytes, "ofd", std::move(path), limits, words);
}

}  // namespace hegui::document
