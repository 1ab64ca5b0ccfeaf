#include "checker/document/ofd.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/document/flow.hpp"
#include "checker/document/package.hpp"
#include "checker/document/page_lines.hpp"
#include "checker/document/xml.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

constexpr int kDeepestBlock = 32;

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
    const double number = std::strtod(word.c_str(), nullptr);
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

class OfdReader {
 public:
  OfdReader(Package& package, const Limits& limits) : package_(package), limits_(limits) {}

  std::optional<ReadError> read(Flow& flow) {
    flow.page_layout = true;
    pugi::xml_document entry;
    if (!load(entry_name(), entry)) return error_or("OFD.xml");
    std::uint32_t bodies = 0;
    for (const auto& body : entry.document_element().children()) {
      if (local_name(body) != "DocBody") continue;
      ++bodies;
      read_document(resolve_part(entry_name(), text_below(child(body, "DocRoot"))), flow);
      if (error_) return error_;
    }
    if (bodies == 0) return error_or("DocBody");
    return error_;
  }

 private:
  ReadError error_or(const std::string& name) const {
    if (error_) return *error_;
    return {"damaged", "OFD 文件已损坏：没有“" + name + "”。请重新导出后再提交。",
            "the OFD file is damaged: it has no '" + name + "'; export it again"};
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

  bool load(const std::string& name, pugi::xml_document& document) {
    const std::string part = find_part(name);
    if (error_ || part.empty()) return false;
    const auto content = package_.part(part);
    if (!content) {
      error_ = package_.error();
      return false;
    }
    error_ = parse_xml(*content, part, limits_, document);
    return !error_;
  }

  void read_document(const std::string& name, Flow& flow) {
    pugi::xml_document document;
    if (!load(name, document)) {
      error_ = error_or(name);
      return;
    }
    const auto root = document.document_element();
    std::map<std::string, std::string> templates;
    for (const auto& each : child(root, "CommonData").children())
      if (local_name(each) == "TemplatePage")
        templates[std::string(attribute(each, "ID"))] = resolve_part(name, attribute(each, "BaseLoc"));
    for (const auto& page : child(root, "Pages").children()) {
      if (local_name(page) != "Page") continue;
      if (++pages_ > limits_.max_pages) {
        error_ = ReadError{"too_large", "文件的页数太多，不像一份报告。", "the file has too many pages to be a report"};
        return;
      }
      read_page(resolve_part(name, attribute(page, "BaseLoc")), templates, flow);
      if (error_) return;
    }
  }

  void read_page(const std::string& name, const std::map<std::string, std::string>& templates, Flow& flow) {
    pugi::xml_document page;
    if (!load(name, page)) {
      if (!error_)
        flow.remarks.push_back({"missing_page", "第 " + std::to_string(pages_) + " 页缺失，没有读。",
                                "page " + std::to_string(pages_) + " is missing and was not read"});
      return;
    }
    for (const auto& each : page.document_element().children()) {
      const auto found =
          local_name(each) == "Template" ? templates.find(std::string(attribute(each, "TemplateID"))) : templates.end();
      pugi::xml_document frame;
      if (found != templates.end() && load(found->second, frame)) emit(frame, Role::furniture, flow);
    }
    emit(page, Role::body, flow);
  }

  void emit(const pugi::xml_document& page, Role role, Flow& flow) {
    std::vector<PlacedWord> words;
    collect(child(page.document_element(), "Content"), words, 0);
    std::uint32_t number = 0;
    for (PageLine& line : lines_of_page(std::move(words))) {
      FlowItem item;
      item.role = role;
      item.text = std::move(line.text);
      item.locator.page = pages_;
      item.locator.line = ++number;
      flow.items.push_back(std::move(item));
    }
  }

  void collect(const pugi::xml_node& node, std::vector<PlacedWord>& words, int depth) {
    if (depth > kDeepestBlock) return;
    for (const auto& each : node.children()) {
      if (local_name(each) == "TextObject") {
        text_object(each, words);
      } else if (local_name(each) == "Layer" || local_name(each) == "PageBlock") {
        collect(each, words, depth + 1);
      }
    }
  }

  void text_object(const pugi::xml_node& node, std::vector<PlacedWord>& words) {
    const auto boundary = read_numbers(attribute(node, "Boundary"), 4);
    const double left = boundary.empty() ? 0 : boundary[0], top = boundary.size() < 2 ? 0 : boundary[1];
    auto matrix = read_numbers(attribute(node, "CTM"), 6);
    if (matrix.size() != 6) matrix = {1, 0, 0, 1, 0, 0};
    const double size = number_or(attribute(node, "Size"), 3.5);
    double x = 0, y = 0;
    for (const auto& code : node.children()) {
      if (local_name(code) != "TextCode") continue;
      // A code without a place of its own goes on where the last one stood.
      x = number_or(attribute(code, "X"), x);
      y = number_or(attribute(code, "Y"), y);
      const std::string text = text_below(code);
      const auto along = read_numbers(attribute(code, "DeltaX"), text.size() + 1);
      const auto down = read_numbers(attribute(code, "DeltaY"), text.size() + 1);
      double at_x = x, at_y = y;
      std::size_t index = 0;
      for (std::size_t at = 0; at < text.size(); ++index) {
        const auto character = dsl::utf8::decode(text, at);
        PlacedWord word;
        word.text = text.substr(at, character.length);
        at += character.length;
        word.x = left + matrix[0] * at_x + matrix[2] * at_y + matrix[4];
        word.baseline = top + matrix[1] * at_x + matrix[3] * at_y + matrix[5];
        word.size = size * std::max(std::abs(matrix[3]), 0.01);
        const double em = size * std::max(std::abs(matrix[0]), 0.01);
        word.width = word.text.size() == 1 ? em / 2 : em;
        const bool blank = word.text == " " || word.text == "\n" || word.text == "\t" || word.text == "\r";
        const double step = along.empty() ? 0 : along[std::min(index, along.size() - 1)];
        const double drop = down.empty() ? 0 : down[std::min(index, down.size() - 1)];
        // Without steps the characters of a code stand side by side.
        at_x += step != 0 || drop != 0 ? step : (word.text.size() == 1 ? size / 2 : size);
        at_y += drop;
        if (!blank) words.push_back(std::move(word));
      }
      x = at_x;
    }
  }

  Package& package_;
  const Limits& limits_;
  std::optional<ReadError> error_;
  std::uint32_t pages_ = 0;
};

}  // namespace

bool recognises_ofd(std::string_view bytes, std::string_view /*path*/) {
  return zip_holds(bytes, "OFD.xml") || zip_holds(bytes, "ofd.xml");
}

ReadResult read_ofd(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  return read_packaged<OfdReader, Package>(bytes, "ofd", std::move(path), limits, words);
}

}  // namespace hegui::document
