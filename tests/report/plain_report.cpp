#include "tests/report/plain_report.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

#include "checker/report/block_streams.hpp"
#include "dsl/load.hpp"

namespace hegui::test {

const report::Lexicon& lexicon() {
  static const report::Lexicon instance = [] {
    auto loaded = dsl::load({HEGUI_SOURCE_DIR "/rules/taxonomy"});
    if (!loaded.program || loaded.has_errors()) throw std::runtime_error("the taxonomy has errors");
    return report::Lexicon(std::move(loaded.program));
  }();
  return instance;
}

document::Document plain_document(std::string text) {
  document::Document document;
  document.format = "txt";
  document.text = std::make_shared<const text::Text>(text::Text::from_utf8(std::move(text)));
  const std::string_view all = document.text->normalised();
  bool in_table = false;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    const std::string_view line = all.substr(begin, end - begin);
    const document::Slice slice{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    begin = end + 1;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const bool row = line.front() == '|';
    if (const auto open = line.find("[bookmark"); open != std::string_view::npos)
      document.debris.push_back({{slice.begin + static_cast<std::uint32_t>(open),
                                  slice.begin + static_cast<std::uint32_t>(line.find(']', open)) + 1},
                                 "bookmark"});
    if (row && in_table) {
      document.blocks.back().slice.end = slice.end;
      continue;
    }
    in_table = row;
    document::Block block;
    block.kind = row ? document::Block::Kind::table : document::Block::Kind::paragraph;
    block.slice = slice;
    document.blocks.push_back(std::move(block));
  }
  return document;
}

report::Report plain_report(std::string text) {
  report::Report report;
  report.document = plain_document(std::move(text));
  report::BlockChars chars(report.document);
  report::BlockStreams streams(report.document, lexicon().tables());
  find_identity(report, lexicon(), chars, streams);
  find_outline(report, lexicon(), chars);
  assign_section_kinds(report, lexicon());
  find_sentences(report, chars);
  find_citations(report, lexicon(), chars);
  find_attachments(report, lexicon(), chars);
  find_claims(report, lexicon(), chars);
  return report;
}

std::string outline_of(const report::Report& report) {
  std::string out;
  for (const auto& section : report.sections) {
    if (section.list_item) out += "-";
    out += std::to_string(section.level) + "|" + section.number + "|" + section.title + "\n";
  }
  return out;
}

std::uint32_t line_of(const report::Report& report, const report::Passage& passage) {
  return report.place(passage).line;
}

std::string kinds_of(const report::Section& section) {
  std::string out;
  for (const auto kind : section.kinds) {
    if (!out.empty()) out += " ";
    out += lexicon().program().section_kinds[kind.value].english;
  }
  return out;
}

}  // namespace hegui::test
