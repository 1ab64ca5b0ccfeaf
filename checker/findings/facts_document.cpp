#include "checker/findings/facts_document.hpp"

#include <array>

#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::array<std::string_view, 4> kRoles = {"body", "furniture", "metadata", "contents"};
constexpr std::size_t kMostCells = 1'000'000;
constexpr std::int64_t kMostLines = 100'000'000;
constexpr std::int64_t kFarthest = 1'000'000'000;  // hundredths of a point

// ---- writing
// -----------------------------------------------------------------------------------------------------
void slice(JsonWriter& json, const document::Document& document, document::Slice at) {
  const std::uint64_t start = document.text->to_original(at.begin);
  json.member("start", start).member("end", start + document.text->quote(at.begin, at.end).size());
}

void locator(JsonWriter& json, const document::Locator& at) {
  json.member("line", at.line);
  if (!at.sheet.empty()) json.member("sheet", at.sheet);
  if (at.row != 0) json.member("row", at.row);
  if (at.column != 0) json.member("column", at.column);
  if (at.page != 0) json.member("page", at.page);
}

void table(JsonWriter& json, const document::Document& document, const document::Table& table) {
  json.key("table").begin_object();
  json.member("rows", table.rows).member("columns", table.columns).member("header_rows", table.header_rows);
  json.key("cells").begin_array();
  for (const auto& cell : table.cells) {
    json.begin_object();
    slice(json, document, cell.slice);
    json.member("at", cell.row).member("across", cell.column);
    if (cell.row_span != 1) json.member("row_span", cell.row_span);
    if (cell.column_span != 1) json.member("column_span", cell.column_span);
    locator(json, cell.locator);
    json.end_object();
  }
  json.end_array().end_object();
}

// ---- reading
// -----------------------------------------------------------------------------------------------------
class DocumentReader {
 public:
  DocumentReader(const FactsNode& node, const text::Text& text) : node_(node), text_(text) {}

  void read(document::Document& document) {
    const FactsNode blocks = node_["blocks"];
    blocks.each([&](const FactsNode& each) {
      document.blocks.push_back(block(each));
      const document::Slice at = document.blocks.back().slice;
      if (at.begin < last_)
        each["start"].fail("各块应依次排列，不相交", "blocks should stand in order and not overlap");
      last_ = at.end;
    });
    if (document.blocks.empty()) blocks.fail("没有内容", "is empty");
    std::uint32_t behind = 0;
    node_["debris"].each([&](const FactsNode& each) {
      const document::Slice at = slice(each);
      if (at.begin < behind) each["start"].fail("应依次排列，不相交", "should stand in order and not overlap");
      behind = at.end;
      document.debris.push_back({at, each["kind"].text()});
    });
    if (node_.has("placed")) read_placed(node_["placed"], document);
  }

 private:
  void read_placed(const FactsNode& node, document::Document& document) const {
    constexpr std::size_t kNumbers = 8;
    std::uint32_t behind = 0;
    node.each([&](const FactsNode& each) {
      if (each.size() != kNumbers) each.fail("应有八个数", "should have eight numbers");
      const auto place = [&](std::size_t index) {
        return static_cast<std::int32_t>(each.at(index).whole(-kFarthest, kFarthest));
      };
      document::PlacedText placed;
      placed.slice = slice(each.at(0), each.at(1));
      if (placed.slice.begin < behind) each.fail("应依次排列，不相交", "should stand in order and not overlap");
      behind = placed.slice.end;
      placed.box.page = static_cast<std::uint32_t>(each.at(2).whole(1, kMostLines));
      placed.box.left = place(3);
      placed.box.top = place(4);
      placed.box.right = place(5);
      placed.box.bottom = place(6);
      placed.turn = static_cast<std::uint8_t>(each.at(7).whole(0, 3));
      document.placed.push_back(placed);
    });
  }
  [[nodiscard]] document::Slice slice(const FactsNode& node) const { return slice(node["start"], node["end"]); }
  [[nodiscard]] document::Slice slice(const FactsNode& from, const FactsNode& to) const {
    const auto size = static_cast<std::int64_t>(text_.original().size());
    const std::int64_t start = from.whole(0, size);
    const std::int64_t end = to.whole(start, size);
    document::Slice at;
    at.begin = normalised_offset(text_, static_cast<std::uint64_t>(start));
    at.end = start == end ? at.begin : normalised_offset(text_, static_cast<std::uint64_t>(end));
    return at;
  }
  [[nodiscard]] static std::uint32_t number(const FactsNode& node, const char* key, std::int64_t most,
                                            std::uint32_t otherwise) {
    return node.has(key) ? static_cast<std::uint32_t>(node[key].whole(0, most)) : otherwise;
  }
  [[nodiscard]] static document::Locator locator(const FactsNode& node) {
    document::Locator at;
    at.line = number(node, "line", kMostLines, 0);
    at.sheet = node.text_or_empty("sheet");
    at.row = number(node, "row", kMostLines, 0);
    at.column = number(node, "column", kMostLines, 0);
    at.page = number(node, "page", kMostLines, 0);
    return at;
  }
  [[nodiscard]] document::Block block(const FactsNode& node) {
    document::Block read;
    read.slice = slice(node);
    read.locator = locator(node);
    const std::string role = node["role"].text();
    std::size_t at = 0;
    while (at < kRoles.size() && kRoles.at(at) != role) ++at;
    if (at == kRoles.size()) node["role"].fail("不认识“" + role + "”", "'" + role + "' is not known");
    read.role = static_cast<document::Role>(at);
    read.numbering = node.text_or_empty("numbering");
    read.heading_level = static_cast<int>(number(node, "heading_level", 99, 0));
    read.centred = node.flag_or_no("centred");
    read.bold = node.flag_or_no("bold");
    read.recognised = node.flag_or_no("recognised");
    if (node.has("table")) {
      read.kind = document::Block::Kind::table;
      table(node["table"], read);
    }
    return read;
  }
  void table(const FactsNode& node, document::Block& block) {
    document::Table& read = block.table;
    read.rows = number(node, "rows", kMostCells, 0);
    read.columns = number(node, "columns", kMostCells, 0);
    read.header_rows = number(node, "header_rows", read.rows, 0);
    const FactsNode cells = node["cells"];
    std::uint32_t last = block.slice.begin;
    cells.each([&](const FactsNode& each) {
      if (++cells_ > kMostCells) cells.fail("单元格太多", "has too many cells");
      document::Cell cell;
      cell.slice = slice(each);
      if (cell.slice.begin < last || cell.slice.end > block.slice.end)
        each["start"].fail("单元格应在表内依次排列", "cells should stand in order within their table");
      last = cell.slice.begin;
      cell.row = static_cast<std::uint32_t>(each["at"].whole(0, read.rows == 0 ? 0 : read.rows - 1));
      cell.column = static_cast<std::uint32_t>(each["across"].whole(0, read.columns == 0 ? 0 : read.columns - 1));
      cell.row_span = number(each, "row_span", read.rows - cell.row, 1);
      cell.column_span = number(each, "column_span", read.columns - cell.column, 1);
      cell.locator = locator(each);
      read.cells.push_back(std::move(cell));
    });
  }

  const FactsNode& node_;
  const text::Text& text_;
  std::uint32_t last_ = 0;
  std::size_t cells_ = 0;
};

}  // namespace

std::uint32_t normalised_offset(const text::Text& text, std::uint64_t original_offset) {
  const std::string_view normalised = text.normalised();
  std::uint32_t low = 0, high = static_cast<std::uint32_t>(normalised.size());
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (text.to_original(middle) < original_offset)
      low = middle + 1;
    else
      high = middle;
  }
  while (low > 0 && low < normalised.size() && dsl::utf8::is_continuation(normalised[low])) ++low;
  return low;
}

void write_document(JsonWriter& json, const document::Document& document) {
  json.key("document").begin_object().key("blocks").begin_array();
  for (const auto& block : document.blocks) {
    json.begin_object();
    slice(json, document, block.slice);
    json.member("role", kRoles.at(static_cast<std::size_t>(block.role)));
    locator(json, block.locator);
    if (!block.numbering.empty()) json.member("numbering", block.numbering);
    if (block.heading_level != 0) json.member("heading_level", block.heading_level);
    if (block.centred) json.member("centred", true);
    if (block.bold) json.member("bold", true);
    if (block.recognised) json.member("recognised", true);
    if (block.kind == document::Block::Kind::table) table(json, document, block.table);
    json.end_object();
  }
  json.end_array().key("debris").begin_array();
  for (const auto& debris : document.debris) {
    json.begin_object();
    slice(json, document, debris.slice);
    json.member("kind", debris.kind).end_object();
  }
  json.end_array();
  if (!document.placed.empty()) {
    json.key("placed").begin_array();
    for (const auto& each : document.placed) {
      const std::int64_t start = document.text->to_original(each.slice.begin);
      const auto size = static_cast<std::int64_t>(document.text->quote(each.slice.begin, each.slice.end).size());
      const document::PageBox& box = each.box;
      json.row({start, start + size, box.page, box.left, box.top, box.right, box.bottom, each.turn});
    }
    json.end_array();
  }
  json.key("remarks").begin_array();
  for (const auto& remark : document.remarks)
    json.begin_object().member("code", remark.code).member("zh", remark.zh).member("en", remark.en).end_object();
  json.end_array();
  if (!document.sources.empty()) {
    json.key("files").begin_array();
    for (std::size_t i = 0; i < document.sources.size(); ++i) {
      const auto& source = document.sources[i];
      json.begin_object()
          .member("path", source.path)
          .member("sha256", source.sha256)
          .member("format", source.format)
          .member("first_block", source.first_block)
          .member("start", document.text->parts()[i].original)
          .member("bom_bytes", document.text->parts()[i].bom_bytes)
          .end_object();
    }
    json.end_array();
  }
  json.end_object();
}

namespace {

/// The text of several files, cut where each begins and joined again, so that places are those in the files.
std::shared_ptr<const text::Text> joined_text(const FactsNode& files, const std::string& text,
                                              std::vector<document::Source>& sources) {
  constexpr std::size_t kMostFiles = 10'000;
  const auto size = static_cast<std::int64_t>(text.size());
  if (files.size() == 0 || files.size() > kMostFiles) files.fail("文件数不对", "has a wrong number of files");
  std::vector<std::int64_t> starts;
  std::vector<std::uint64_t> marks;
  files.each([&](const FactsNode& each) {
    const std::int64_t start = each["start"].whole(starts.empty() ? 0 : starts.back(), size);
    const bool between = start < size && dsl::utf8::is_continuation(text[static_cast<std::size_t>(start)]);
    const bool own_line = start == 0 || text[static_cast<std::size_t>(start) - 1] == '\n';
    if (between || !own_line || (starts.empty() && start != 0))
      each["start"].fail("应是一行的开头", "should be the beginning of a line");
    starts.push_back(start);
    marks.push_back(static_cast<std::uint64_t>(each["bom_bytes"].whole(0, 4)));
    sources.push_back({each["path"].text(), each.text_or_empty("sha256"), each.text_or_empty("format"),
                       static_cast<std::uint32_t>(each["first_block"].whole(0, kMostCells))});
  });
  std::vector<text::Text> texts;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::int64_t end = i + 1 < starts.size() ? starts[i + 1] : size;
    texts.push_back(text::Text::from_utf8(
        text.substr(static_cast<std::size_t>(starts[i]), static_cast<std::size_t>(end - starts[i])),
        text::Encoding::utf8, marks[i]));
  }
  std::vector<const text::Text*> parts;
  for (const auto& part : texts) parts.push_back(&part);
  return std::make_shared<const text::Text>(text::Text::join(parts));
}

}  // namespace

document::Document read_document(const FactsNode& node, std::string text) {
  document::Document document;
  document.text = node.has("files") ? joined_text(node["files"], text, document.sources)
                                    : std::make_shared<const text::Text>(text::Text::from_utf8(std::move(text)));
  DocumentReader(node, *document.text).read(document);
  for (const auto& repair : document.text->repairs())
    document.repairs.push_back({{repair.begin, repair.end}, std::string(repair.kind)});
  std::uint32_t first = 0;
  for (const auto& source : document.sources) {
    if (source.first_block < first || source.first_block >= document.blocks.size() ||
        (&source == &document.sources.front() && source.first_block != 0))
      node["files"].fail("first_block 不对", "has a wrong first_block");
    first = source.first_block;
  }
  if (!node.has("remarks")) return document;
  node["remarks"].each([&](const FactsNode& each) {
    document.remarks.push_back({each["code"].text(), each["zh"].text(), each["en"].text()});
  });
  return document;
}

}  // namespace hegui::findings
