#include "checker/findings/annotate_pdf.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "checker/document/pdf.hpp"
#include "checker/document/subprocess.hpp"
#include "checker/findings/docx_characters.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/write_error.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

using Json = nlohmann::json;

constexpr std::uint32_t kSeconds = 120;

WriteError not_marked(const std::string& zh, const std::string& en) {
  return {"不能加批注：" + zh, "cannot add notes: " + en};
}

struct Box {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;  // points from the top left corner of the page as shown
};

/// The letters of a page in the order of its words.
struct PageLetters {
  std::string letters;
  std::vector<std::uint32_t> starts;               // of each letter in `letters`
  std::vector<std::pair<std::size_t, Box>> boxes;  // of each letter: its word and its place
};

PageLetters letters_of(const document::PageInk& page) {
  PageLetters all;
  for (std::size_t w = 0; w < page.words.size(); ++w) {
    const auto& word = page.words[w];
    const double whole = std::max<double>(1, static_cast<double>(dsl::display_width(word.text)));
    double before = 0;
    for (std::size_t at = 0; at < word.text.size();) {
      const auto next = dsl::utf8::decode(word.text, at);
      const double wide = dsl::display_width(next.character);
      if (!is_blank_character(next.character)) {
        all.starts.push_back(static_cast<std::uint32_t>(all.letters.size()));
        all.letters += std::string_view(word.text).substr(at, next.length);
        const double left = word.x + word.width * before / whole, right = word.x + word.width * (before + wide) / whole;
        all.boxes.emplace_back(w, Box{left, word.baseline - word.size * 0.88, right, word.baseline + word.size * 0.18});
      }
      before += wide;
      at += next.length;
    }
  }
  return all;
}

std::string without_blanks(std::string_view text) {
  std::string letters;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = dsl::utf8::decode(text, at);
    if (!is_blank_character(next.character)) letters += text.substr(at, next.length);
    at += next.length;
  }
  return letters;
}

std::vector<std::size_t> places_of(std::string_view words, std::string_view text) {
  std::vector<std::size_t> all;
  for (std::size_t at = text.find(words); at != std::string_view::npos && all.size() < 10'000;
       at = text.find(words, at + 1))
    all.push_back(at);
  return all;
}

/// The boxes of a passage on its page, a line each. Of equal words, the one that stands as many places behind the first
/// as in the text; nothing when page and text do not tell which one it is.
std::vector<Box> find_boxes(const report::Report& report, const report::Passage& at, const PageLetters& page) {
  const auto& blocks = report.document.blocks;
  const std::uint32_t number = blocks[at.block].locator.page;
  const auto& text = *report.document.text;
  const std::string words = without_blanks(text.quote(at.begin, at.end));
  if (words.empty()) return {};
  const auto found = places_of(words, page.letters);
  if (found.empty()) return {};
  std::size_t nth = 0;
  if (found.size() > 1) {
    std::string before, all;
    for (const auto& block : blocks) {
      if (block.locator.page != number) continue;
      const std::string letters = without_blanks(text.quote(block.slice.begin, block.slice.end));
      if (&block == &blocks[at.block]) before = all + without_blanks(text.quote(block.slice.begin, at.begin));
      all += letters;
    }
    const auto in_text = places_of(words, all);
    const auto own = std::find(in_text.begin(), in_text.end(), before.size());
    if (in_text.size() != found.size() || own == in_text.end()) return {};
    nth = static_cast<std::size_t>(own - in_text.begin());
  }
  const auto index = [&](std::size_t offset) {
    return static_cast<std::size_t>(std::lower_bound(page.starts.begin(), page.starts.end(), offset) -
                                    page.starts.begin());
  };
  std::vector<Box> boxes;
  for (std::size_t i = index(found[nth]); i < index(found[nth] + words.size()); ++i) {
    const Box& box = page.boxes[i].second;
    // Letters of one line make one box.
    if (!boxes.empty() && std::abs(boxes.back().y2 - box.y2) < 1 && box.x1 >= boxes.back().x1 &&
        box.x1 - boxes.back().x2 < (box.y2 - box.y1) * 3) {
      boxes.back().x2 = box.x2;
      boxes.back().y1 = std::min(boxes.back().y1, box.y1);
    } else {
      boxes.push_back(box);
    }
  }
  return boxes;
}

/// A folder for the files that qpdf reads and writes; gone with the object.
class Workplace {
 public:
  Workplace() {
    std::error_code error;
    auto above = std::filesystem::temp_directory_path(error);
    path_ = ((error ? std::filesystem::path("/tmp") : above) / "hegui-XXXXXX").string();
    if (::mkdtemp(path_.data()) == nullptr) throw not_marked("不能建立临时文件夹", "cannot make a temporary folder");
  }
  ~Workplace() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }
  void write(const std::string& name, std::string_view bytes) const {
    std::ofstream out(file(name), std::ios::binary);
    out << bytes;
    out.close();
    if (!out) throw not_marked("临时文件写不下", "no room for temporary files");
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::string path_;
};

/// qpdf as a program of its own: 0 fine, 3 fine with warnings.
std::string qpdf(std::vector<std::string> arguments) {
  const std::string program = document::find_program("qpdf");
  if (program.empty())
    throw not_marked("标注 PDF 要用 qpdf，请安装（apt install qpdf）",
                     "marking PDF files needs qpdf (apt install qpdf)");
  arguments.insert(arguments.begin(), program);
  document::RunLimits limits;
  limits.seconds = kSeconds;
  const auto run = document::run_program(arguments, "", limits);
  if (run.end != document::RunResult::End::done || (run.status != 0 && run.status != 3))
    throw not_marked("qpdf 处理不了这份 PDF", "qpdf cannot handle this PDF");
  return run.output;
}

/// One page as the file describes it, and how places on it as shown become places in its own coordinates.
class PdfPage {
 public:
  PdfPage(const Json& objects, const std::string& reference, const document::PageInk& ink) : reference_(reference) {
    value_ = objects.at("obj:" + reference).at("value");
    auto box = inherited(objects, "/CropBox");
    if (!box || !fits(*box, ink)) {
      const auto media = inherited(objects, "/MediaBox");
      if (media && (!box || fits(*media, ink))) box = media;
    }
    if (const auto turn = inherited(objects, "/Rotate"); turn && turn->is_number())
      turn_ = ((turn->get<int>() % 360) + 360) % 360;
    if (box && box->is_array() && box->size() == 4)
      for (std::size_t i = 0; i < 4; ++i) corners_.at(i) = box->at(i).is_number() ? box->at(i).get<double>() : 0;
    if (corners_[0] > corners_[2]) std::swap(corners_[0], corners_[2]);
    if (corners_[1] > corners_[3]) std::swap(corners_[1], corners_[3]);
  }

  [[nodiscard]] Json& value() { return value_; }
  [[nodiscard]] const std::string& reference() const { return reference_; }

  [[nodiscard]] std::pair<double, double> own(double x, double y) const {
    switch (turn_) {
      case 90: return {corners_[0] + y, corners_[1] + x};
      case 180: return {corners_[2] - x, corners_[1] + y};
      case 270: return {corners_[2] - y, corners_[3] - x};
      default: return {corners_[0] + x, corners_[3] - y};
    }
  }

 private:
  [[nodiscard]] std::optional<Json> inherited(const Json& objects, const std::string& key) const {
    Json node = value_;
    for (int depth = 0; depth < 50 && node.is_object(); ++depth) {
      if (node.contains(key)) return resolved(objects, node.at(key));
      if (!node.contains("/Parent")) break;
      node = resolved(objects, node.at("/Parent"));
    }
    return std::nullopt;
  }
  static Json resolved(const Json& objects, const Json& value) {
    if (!value.is_string() || !value.get<std::string>().ends_with(" R")) return value;
    const auto found = objects.find("obj:" + value.get<std::string>());
    return found != objects.end() && found->contains("value") ? found->at("value") : Json();
  }
  static bool fits(const Json& box, const document::PageInk& ink) {
    if (!box.is_array() || box.size() != 4) return false;
    for (const auto& each : box)
      if (!each.is_number()) return false;
    const double width = std::abs(box[2].get<double>() - box[0].get<double>());
    const double height = std::abs(box[3].get<double>() - box[1].get<double>());
    const auto near = [](double a, double b) { return std::abs(a - b) < 1.5; };
    return (near(width, ink.width) && near(height, ink.height)) || (near(width, ink.height) && near(height, ink.width));
  }

  std::string reference_;
  Json value_;
  std::array<double, 4> corners_ = {0, 0, 595, 842};
  int turn_ = 0;
};

double rounded(double points) { return std::round(points * 100) / 100; }

Json colour_of(dsl::Severity severity) {
  switch (severity) {
    case dsl::Severity::error: return {1.0, 0.6, 0.55};
    case dsl::Severity::warning: return {1.0, 0.87, 0.4};
    case dsl::Severity::note: break;
  }
  return {0.6, 0.8, 1.0};
}

/// What is added to the file: the marks, and the pages that hold them.
class Marks {
 public:
  Marks(Json file, const std::vector<document::PageInk>& ink) : objects_(file.at("qpdf").at(1)) {
    highest_ = file.at("qpdf").at(0).at("maxobjectid").get<long>();
    header_ = file.at("qpdf").at(0);
    const auto& pages = file.at("pages");
    for (std::size_t i = 0; i < pages.size() && i < ink.size(); ++i)
      pages_.emplace_back(objects_, pages.at(i).at("object").get<std::string>(), ink[i]);
  }

  [[nodiscard]] std::size_t pages() const { return pages_.size(); }

  void highlight(std::size_t page, const std::vector<Box>& boxes, dsl::Severity severity, const std::string& text) {
    const PdfPage& on = pages_.at(page);
    Json quads = Json::array();
    double left = 1e9, low = 1e9, right = -1e9, high = -1e9;
    for (const Box& box : boxes) {
      // Top left, top right, bottom left, bottom right, as every reader expects them.
      for (const auto& [x, y] :
           {on.own(box.x1, box.y1), on.own(box.x2, box.y1), on.own(box.x1, box.y2), on.own(box.x2, box.y2)}) {
        quads.push_back(rounded(x));
        quads.push_back(rounded(y));
        left = std::min(left, x), right = std::max(right, x), low = std::min(low, y), high = std::max(high, y);
      }
    }
    add(page, {{"/Type", "/Annot"},
               {"/Subtype", "/Highlight"},
               {"/Rect", {rounded(left), rounded(low), rounded(right), rounded(high)}},
               {"/QuadPoints", quads},
               {"/C", colour_of(severity)},
               {"/CA", 0.6},
               {"/F", 4},
               {"/T", "u:hegui"},
               {"/Contents", "u:" + text}});
  }

  /// A note at the top of the page; each further one a little to the right.
  void note(std::size_t page, dsl::Severity severity, const std::string& text) {
    const double x = 18 + 22 * static_cast<double>(notes_[page]++ % 24);
    const auto [x1, y1] = pages_.at(page).own(x, 16);
    const auto [x2, y2] = pages_.at(page).own(x + 18, 34);
    add(page,
        {{"/Type", "/Annot"},
         {"/Subtype", "/Text"},
         {"/Name", "/Note"},
         {"/Rect",
          {rounded(std::min(x1, x2)), rounded(std::min(y1, y2)), rounded(std::max(x1, x2)), rounded(std::max(y1, y2))}},
         {"/C", colour_of(severity)},
         {"/F", 28},  // printed, neither turned nor enlarged with the page
         {"/T", "u:hegui"},
         {"/Contents", "u:" + text}});
  }

  [[nodiscard]] std::string update() {
    Json changed = std::move(added_);
    for (auto& [page, references] : references_) {
      Json& value = pages_.at(page).value();
      Json all = Json::array();
      if (value.contains("/Annots")) {
        Json old = value.at("/Annots");
        if (old.is_string() && objects_.contains("obj:" + old.get<std::string>()))
          old = objects_.at("obj:" + old.get<std::string>()).value("value", Json::array());
        if (old.is_array()) all = old;
      }
      for (auto& reference : references) all.push_back(reference);
      value["/Annots"] = all;
      changed["obj:" + pages_.at(page).reference()] = {{"value", value}};
    }
    header_["maxobjectid"] = highest_;
    return Json{{"qpdf", Json::array({header_, changed})}}.dump();
  }

 private:
  void add(std::size_t page, Json annotation) {
    annotation["/P"] = pages_.at(page).reference();
    const std::string reference = std::to_string(++highest_) + " 0 R";
    added_["obj:" + reference] = {{"value", std::move(annotation)}};
    references_[page].push_back(reference);
  }

  Json objects_, header_, added_ = Json::object();
  long highest_ = 0;
  std::vector<PdfPage> pages_;
  std::map<std::size_t, std::vector<std::string>> references_;
  std::map<std::size_t, int> notes_;
};

std::string note_text(const CheckedReport& report, const Finding& finding, const Wording& words) {
  return findings::joined(comment_lines(report, finding, words), "\n");
}

}  // namespace

Annotated annotate_pdf(std::string_view bytes, const CheckedReport& report, const Wording& words) {
  if (report.report == nullptr) throw not_marked("没有读出的报告", "there is no report to compare with");
  const auto ink = document::pdf_words(bytes, {});
  if (ink.empty()) throw not_marked("PDF 读不了", "the PDF cannot be read");
  const Workplace place;
  place.write("in.pdf", bytes);
  const Json file = Json::parse(
      qpdf({"--json=2", "--json-key=qpdf", "--json-key=pages", "--json-stream-data=none", place.file("in.pdf")}),
      nullptr, false);
  if (file.is_discarded()) throw not_marked("qpdf 处理不了这份 PDF", "qpdf cannot handle this PDF");
  Annotated result;
  try {
    Marks marks(file, ink);
    std::map<std::size_t, PageLetters> letters;
    for (const auto& finding : report.findings) {
      const std::string text = note_text(report, finding, words);
      std::size_t page = 0;
      std::vector<Box> boxes;
      if (!finding.evidence.empty()) {
        const auto& at = finding.evidence.front().at;
        const auto& blocks = report.report->document.blocks;
        const std::size_t number = at.block < blocks.size() ? blocks[at.block].locator.page : 0;
        // A paragraph that runs over the end of its page goes on on the next one.
        for (std::size_t p = number; number > 0 && boxes.empty() && p <= number + 1 && p <= marks.pages(); ++p) {
          if (!letters.contains(p)) letters[p] = letters_of(ink[p - 1]);
          boxes = find_boxes(*report.report, at, letters[p]);
          page = boxes.empty() ? number - 1 : p - 1;
        }
      }
      if (page >= marks.pages()) continue;
      if (boxes.empty())
        marks.note(page, finding.severity, text);
      else
        marks.highlight(page, boxes, finding.severity, text);
      ++(boxes.empty() ? result.unplaced : result.placed);
    }
    place.write("update.json", marks.update());
  } catch (const Json::exception&) {
    throw not_marked("PDF 的结构不寻常", "the PDF is made in an unusual way");
  }
  qpdf({"--deterministic-id", "--update-from-json=" + place.file("update.json"), place.file("in.pdf"),
        place.file("out.pdf")});
  result.bytes = place.read("out.pdf");
  if (result.bytes.empty()) throw not_marked("qpdf 没有写出副本", "qpdf wrote no copy");
  return result;
}

}  // namespace hegui::findings
