#include "tests/fuzz/promise.hpp"

#include <cstdio>
#include <cstdlib>

#include "dsl/utf8.hpp"

namespace hegui::fuzz {

void promise(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

bool is_utf8(std::string_view text) { return dsl::find_invalid_utf8(text) == std::string_view::npos; }

namespace {

using document::Block;
using document::Document;

void promise_table(const Block& block) {
  std::uint32_t end = block.slice.begin;
  for (const document::Cell& cell : block.table.cells) {
    promise(end <= cell.slice.begin && cell.slice.begin <= cell.slice.end, "cells are in order");
    promise(cell.slice.end <= block.slice.end, "a cell lies inside its table");
    promise(cell.row < block.table.rows, "a cell's row is one of the table");
    promise(cell.column_span >= 1 && cell.row_span >= 1, "a cell spans something");
    promise(cell.column + cell.column_span <= block.table.columns, "a cell's columns are those of the table");
    end = cell.slice.end;
  }
}

}  // namespace

void promise_sound(const document::ReadResult& result) {
  if (!result.document) {
    promise(!result.error.code.empty() && !result.error.zh.empty() && !result.error.en.empty(), "an error says why");
    promise(is_utf8(result.error.zh) && is_utf8(result.error.en), "an error is valid text");
    promise(result.error.zh.find('\n') == std::string::npos && result.error.en.find('\n') == std::string::npos,
            "an error is one line");
    return;
  }
  const Document& document = *result.document;
  promise(document.text != nullptr, "a document has a text");
  promise(is_utf8(document.text->original()) && is_utf8(document.text->normalised()), "the text is valid");
  const auto size = static_cast<std::uint32_t>(document.text->normalised().size());
  std::uint32_t last = 0;
  for (const Block& block : document.blocks) {
    promise(last <= block.slice.begin && block.slice.begin <= block.slice.end, "blocks are in order");
    promise(block.slice.end <= size, "a block lies inside the text");
    promise(is_utf8(block.locator.sheet), "the name of a sheet is valid text");
    promise_table(block);
    last = block.slice.end;
  }
  last = 0;
  for (const document::Debris& item : document.debris) {
    promise(last <= item.slice.begin && item.slice.begin < item.slice.end && item.slice.end <= size,
            "debris is in order");
    last = item.slice.end;
  }
  for (std::uint32_t at = 0; at <= size; at += size / 16 + 1)
    promise(document.text->to_original(at) <= document.text->original().size(), "every place leads back");
}

document::Limits small_limits() {
  document::Limits limits;
  limits.max_bytes = 1U << 20U;
  limits.max_unpacked = 1U << 22U;
  limits.max_entries = 200;
  limits.max_cells = 20'000;
  limits.max_paragraphs = 20'000;
  limits.max_nodes = 50'000;
  limits.max_pages = 100;
  return limits;
}

}  // namespace hegui::fuzz
