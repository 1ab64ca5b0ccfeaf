#include "checker/findings/facts_places.hpp"

#include <algorithm>

#include "checker/findings/facts_document.hpp"
#include "checker/text/shown.hpp"

namespace hegui::findings {

FactsPlaces::FactsPlaces(const report::Report& report) : report_(report), text_(*report.document.text) {
  switch (text_.encoding()) {
    case text::Encoding::utf8_bom: before_ = 3; break;
    case text::Encoding::utf16le:
    case text::Encoding::utf16be: before_ = 2; break;
    default: break;
  }
}

report::Passage FactsPlaces::passage(const FactsNode& node) const {
  const auto size = static_cast<std::int64_t>(text_.original().size() + before_);
  const std::int64_t from = node.has("file") ? begin_of(node["file"]) : 0;
  const std::int64_t start = from + node["start"].whole(0, size - from);
  const std::int64_t end = from + node["end"].whole(start - from, size - from);
  report::Passage found;
  found.begin = normalised(start);
  found.end = std::max(found.begin, normalised(end));
  found.block = report_.document.block_at(found.begin);
  if (node.has("quote") && node["quote"].view() != report_.quote(found)) {
    const std::string there = text::shown(report_.quote(found), 40);
    node["quote"].fail("与 text 中这个位置的文字“" + there + "”不同",
                       "differs from the text at this place: '" + there + "'");
  }
  return found;
}

report::Passage FactsPlaces::figure(const FactsNode& node) const {
  const report::Passage at = passage(node);
  const auto& blocks = report_.document.blocks;
  if (at.block >= blocks.size() || at.begin < blocks[at.block].slice.begin || at.end > blocks[at.block].slice.end)
    node.fail("这个位置（start、end）不在一段文字之内", "this place (start, end) is not within one paragraph");
  return at;
}

std::optional<report::Passage> FactsPlaces::passage(const FactsNode& node, const char* key) const {
  if (!node.has(key)) return std::nullopt;
  return passage(node[key]);
}

std::uint32_t FactsPlaces::normalised(std::int64_t byte) const {
  const auto before = static_cast<std::int64_t>(before_);
  return normalised_offset(text_, static_cast<std::uint64_t>(std::max<std::int64_t>(byte - before, 0)));
}

/// Where a file of the report begins in its text, less its byte order mark: offsets of the file count from there.
std::int64_t FactsPlaces::begin_of(const FactsNode& file) const {
  const auto& sources = report_.document.sources;
  for (std::size_t i = 0; i < sources.size(); ++i)
    if (sources[i].path == file.view())
      return static_cast<std::int64_t>(text_.parts()[i].original) -
             static_cast<std::int64_t>(text_.parts()[i].bom_bytes);
  file.fail("不是这份报告的文件", "is no file of this report");
  return 0;
}

}  // namespace hegui::findings
