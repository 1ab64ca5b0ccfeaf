#include "checker/findings/html_text.hpp"

#include <algorithm>
#include <map>

namespace hegui::findings {

namespace {

using document::Block;
using document::Slice;

std::string_view original(const report::Report& report, Slice slice) {
  return report.document.text->quote(slice.begin, slice.end);
}

/// Where the passage's part within the slice stands in the slice's original characters; empty when it has none.
std::pair<std::size_t, std::size_t> within(const report::Report& report, Slice slice, Slice passage) {
  passage.begin = std::max(passage.begin, slice.begin);
  passage.end = std::min(passage.end, slice.end);
  if (passage.begin >= passage.end) return {0, 0};
  const text::Text& text = *report.document.text;
  const std::uint32_t first = text.to_original(slice.begin);
  const std::uint32_t from = std::max(first, text.to_original(passage.begin));
  const std::size_t begin = utf16_units(text.original().substr(first, from - first));
  return {begin, begin + utf16_units(text.quote(passage.begin, passage.end))};
}

/// What the outline says of a block.
struct Heading {
  std::uint32_t level = 0;  // 0: no heading
  Slice slice;
};

std::map<std::uint32_t, Heading> headings(const report::Report& report) {
  std::map<std::uint32_t, Heading> all;
  for (const auto& section : report.sections)
    if (!section.list_item)
      all.try_emplace(section.heading.block, Heading{section.level, {section.heading.begin, section.heading.end}});
  for (const auto& line : report.identity.title_lines)
    all.insert_or_assign(line.block, Heading{0, {line.begin, line.end}});
  return all;
}

std::string_view role_name(document::Role role) {
  switch (role) {
    case document::Role::body: break;
    case document::Role::furniture: return "furniture";
    case document::Role::metadata: return "metadata";
    case document::Role::contents: return "contents";
  }
  return {};
}

class Blocks {
 public:
  Blocks(JsonWriter& json, const report::Report& report)
      : json_(json), report_(report), headings_(headings(report)), debris_(report.document.debris.begin()) {}

  void write(std::uint32_t index) {
    const Block& block = report_.document.blocks[index];
    json_.begin_object();
    const auto& sources = report_.document.sources;
    for (std::size_t file = 0; file < sources.size(); ++file)
      if (sources[file].first_block == index) json_.member("file", file);
    if (block.recognised) json_.member("recognised", true);
    if (const auto role = role_name(block.role); !role.empty()) json_.member("role", role);
    if (block.locator.page > 0) json_.member("page", block.locator.page);
    if (!block.locator.sheet.empty()) json_.member("sheet", block.locator.sheet);
    json_.member("line", report_.document.text->line(block.slice.begin));
    if (block.kind == Block::Kind::table)
      write_table(block);
    else
      write_paragraph(index, block);
    json_.end_object();
  }

 private:
  void write_paragraph(std::uint32_t index, const Block& block) {
    if (!block.numbering.empty()) json_.member("number", block.numbering);
    if (block.centred) json_.member("centred", true);
    if (block.bold) json_.member("bold", true);
    if (const auto found = headings_.find(index); found != headings_.end()) {
      const Heading& heading = found->second;
      if (heading.level == 0) {
        json_.member("title", true);
      } else {
        // A heading that the text follows in the same paragraph ends where the text begins.
        json_.member("level", heading.level);
        json_.member("heading", within(report_, block.slice, {block.slice.begin, heading.slice.end}).second);
      }
    }
    json_.member("text", original(report_, block.slice));
    write_debris(block.slice);
  }

  void write_table(const Block& block) {
    json_.member("rows", block.table.rows).member("columns", block.table.columns);
    json_.member("header_rows", block.table.header_rows);
    json_.key("cells").begin_array();
    for (const auto& cell : block.table.cells)
      json_.begin_array()
          .value(cell.row)
          .value(cell.column)
          .value(cell.row_span)
          .value(cell.column_span)
          .value(original(report_, cell.slice))
          .end_array();
    json_.end_array();
  }

  /// Blocks come in the order of the text, and so does debris.
  void write_debris(Slice slice) {
    const auto end = report_.document.debris.end();
    while (debris_ != end && debris_->slice.end <= slice.begin) ++debris_;
    if (debris_ == end || debris_->slice.begin >= slice.end) return;
    json_.key("debris").begin_array();
    for (auto item = debris_; item != end && item->slice.begin < slice.end; ++item) {
      const auto [from, to] = within(report_, slice, item->slice);
      json_.begin_array().value(from).value(to).value(item->kind).end_array();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  const report::Report& report_;
  std::map<std::uint32_t, Heading> headings_;
  std::vector<document::Debris>::const_iterator debris_;
};

}  // namespace

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::vector<Stretch> stretches(const report::Report& report, const report::Passage& passage) {
  std::vector<Stretch> all;
  if (passage.block >= report.document.blocks.size() || passage.begin >= passage.end) return all;
  const Block& block = report.document.blocks[passage.block];
  const auto add = [&](std::int64_t cell, Slice slice) {
    const auto [begin, end] = within(report, slice, {passage.begin, passage.end});
    if (begin < end) all.push_back({passage.block, cell, begin, end});
  };
  if (block.kind != Block::Kind::table) {
    add(-1, block.slice);
    return all;
  }
  const auto& cells = block.table.cells;
  auto cell = std::upper_bound(cells.begin(), cells.end(), passage.begin,
                               [](std::uint32_t at, const document::Cell& c) { return at < c.slice.begin; });
  if (cell != cells.begin()) --cell;
  for (; cell != cells.end() && cell->slice.begin < passage.end; ++cell) add(cell - cells.begin(), cell->slice);
  return all;
}

void write_blocks(JsonWriter& json, const report::Report& report, const std::function<void()>& written) {
  Blocks blocks(json, report);
  json.begin_array();
  for (std::uint32_t index = 0; index < report.document.blocks.size(); ++index) {
    blocks.write(index);
    written();
  }
  json.end_array();
}

}  // namespace hegui::findings
