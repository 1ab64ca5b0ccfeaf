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

#include "checker/document/subprocess.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/write_error.hpp"

namespace hegui::findings {

namespace {

using Json = nlohmann::json;

constexpr std::uint32_t kSeconds = 120;

WriteError not_marked(const std::string& zh, const std::string& en) {
  return {"不能加批注：" + zh, "cannot add notes: " + en};
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

using Corners = std::array<double, 4>;  // left, low, right, high

/// One page as the file describes it, and how places on it as shown become places in its own coordinates.
class PdfPage {
 public:
  PdfPage(const Json& objects, const std::string& reference) : reference_(reference) {
    value_ = objects.at("obj:" + reference).at("value");
    if (const auto media = corners(inherited(objects, "/MediaBox"))) shown_ = *media;
    // What is shown is the part of the crop box that lies on the paper.
    if (auto crop = corners(inherited(objects, "/CropBox"))) {
      for (const std::size_t i : {0U, 1U}) {
        crop->at(i) = std::max(crop->at(i), shown_.at(i));
        crop->at(i + 2) = std::min(crop->at(i + 2), shown_.at(i + 2));
      }
      if ((*crop)[0] < (*crop)[2] && (*crop)[1] < (*crop)[3]) shown_ = *crop;
    }
    if (const auto turn = inherited(objects, "/Rotate"); turn && turn->is_number())
      turn_ = ((turn->get<int>() % 360) + 360) % 360;
  }

  [[nodiscard]] Json& value() { return value_; }
  [[nodiscard]] const std::string& reference() const { return reference_; }

  [[nodiscard]] std::pair<double, double> own(double x, double y) const {
    switch (turn_) {
      case 90: return {shown_[0] + y, shown_[1] + x};
      case 180: return {shown_[2] - x, shown_[1] + y};
      case 270: return {shown_[2] - y, shown_[3] - x};
      default: return {shown_[0] + x, shown_[3] - y};
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
  static std::optional<Corners> corners(const std::optional<Json>& box) {
    if (!box || !box->is_array() || box->size() != 4) return std::nullopt;
    Corners read{};
    for (std::size_t i = 0; i < 4; ++i) {
      if (!box->at(i).is_number()) return std::nullopt;
      read.at(i) = box->at(i).get<double>();
    }
    if (read[0] > read[2]) std::swap(read[0], read[2]);
    if (read[1] > read[3]) std::swap(read[1], read[3]);
    return read;
  }

  std::string reference_;
  Json value_;
  Corners shown_ = {0, 0, 595, 842};
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
  explicit Marks(const Json& file) : objects_(file.at("qpdf").at(1)) {
    highest_ = file.at("qpdf").at(0).at("maxobjectid").get<long>();
    header_ = file.at("qpdf").at(0);
    for (const auto& page : file.at("pages")) pages_.emplace_back(objects_, page.at("object").get<std::string>());
  }

  [[nodiscard]] std::size_t pages() const { return pages_.size(); }

  /// What runs over the end of a page is marked on both.
  void highlight(const std::vector<document::PageBox>& boxes, dsl::Severity severity, const std::string& text) {
    for (auto box = boxes.begin(); box != boxes.end() && box->page <= pages_.size();) {
      const auto behind =
          std::find_if(box, boxes.end(), [&](const document::PageBox& other) { return other.page != box->page; });
      highlight(box->page - 1, {box, behind}, severity, text);
      box = behind;
    }
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
  void highlight(std::size_t page, const std::vector<document::PageBox>& boxes, dsl::Severity severity,
                 const std::string& text) {
    const PdfPage& on = pages_.at(page);
    Json quads = Json::array();
    double left = 1e9, low = 1e9, right = -1e9, high = -1e9;
    for (const auto& box : boxes) {
      const double x1 = box.left / 100.0, y1 = box.top / 100.0, x2 = box.right / 100.0, y2 = box.bottom / 100.0;
      // Top left, top right, bottom left, bottom right, as every reader expects them.
      for (const auto& [x, y] : {on.own(x1, y1), on.own(x2, y1), on.own(x1, y2), on.own(x2, y2)}) {
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
  const Workplace place;
  place.write("in.pdf", bytes);
  const Json file = Json::parse(
      qpdf({"--json=2", "--json-key=qpdf", "--json-key=pages", "--json-stream-data=none", place.file("in.pdf")}),
      nullptr, false);
  if (file.is_discarded()) throw not_marked("qpdf 处理不了这份 PDF", "qpdf cannot handle this PDF");
  Annotated result;
  try {
    Marks marks(file);
    for (const auto& finding : report.findings) {
      const std::string text = note_text(report, finding, words);
      std::size_t page = 0;
      std::vector<document::PageBox> boxes;
      if (!finding.evidence.empty()) {
        const auto& main = finding.evidence.front();
        boxes = main.boxes;
        page = std::max(main.locator.page, 1U) - 1;
      }
      if (page >= marks.pages()) continue;
      if (boxes.empty())
        marks.note(page, finding.severity, text);
      else
        marks.highlight(boxes, finding.severity, text);
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
