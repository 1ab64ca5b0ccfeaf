// A report and its attachments, each read by its own reader, as one document.
// Called when files are checked together; the first document is the report itself.
// Afterwards blocks, debris and offsets run through all files, and every place is that in its own file.
#pragma once

#include <vector>

#include "checker/document/document.hpp"

namespace hegui::document {

/// Document of the first's path, fingerprint and format. Remarks of the others name their file.
Document join(std::vector<Document> documents);

/// How much of its text a document shares with another, in hundredths of its long lines: copies of one report in two
/// formats share nearly all.
int shared_text(const Document& document, const Document& other);
/// Characters of running text: paragraphs of the body that are long enough to be sentences.
std::size_t prose_length(const Document& document);

}  // namespace hegui::document
