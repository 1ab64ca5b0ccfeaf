// The layout of a file that is not plain text, in a facts file: blocks, tables, what was set aside.
// Written by facts_json.cpp for such formats, read again by facts_input.cpp; plain text is simply read anew.
// Afterwards the document is as its reader made it, and every offset lies in its text.
#pragma once

#include "checker/document/document.hpp"
#include "checker/findings/facts_node.hpp"
#include "checker/findings/json.hpp"

namespace hegui::findings {

/// Offsets of the submitted text to offsets of its normalised form.
std::uint32_t normalised_offset(const text::Text& text, std::uint64_t original_offset);

/// The member "document" of the open object.
void write_document(JsonWriter& json, const document::Document& document);
/// Throws FactsError. `node` is what write_document() wrote.
document::Document read_document(const FactsNode& node, std::string text);

}  // namespace hegui::findings
