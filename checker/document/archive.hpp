// Archives (zip, 7z, tar and their compressed forms) as folders of files.
// Called when a named input turns out to be one; everything stays in memory.
// Afterwards every report inside has its bytes and a path of its own, or an error; nothing was written to disk, and
// what is no report was named.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/document/reader.hpp"

namespace hegui::document {

struct ArchivedFile {
  std::string path;  // “报送.zip/局/报告.docx”
  std::shared_ptr<const std::string> bytes;
  std::optional<ReadError> error;  // instead of bytes
};

/// Whether the bytes are an archive, and not a document that happens to be packed (docx, ofd …).
bool recognises_archive(std::string_view bytes);
/// Whether a file of this name is one that archives and folders are searched for.
bool has_known_ending(std::string_view name);

/// What systems and office programs leave beside the files of people: Thumbs.db, desktop.ini, ~$报告.docx (small).
bool is_leftover(std::string_view name, std::uint64_t size);
/// A name without an ending, or with one that is none (报告（终稿）, 2.0版): only the content tells its kind.
bool has_no_ending(std::string_view name);
/// Whether a file begins like a document of a kind that is read, texts left out. The first bytes are enough.
bool begins_like_document(std::string_view bytes);

/// The reports inside, in the order of their names; archives inside archives are opened up to three deep. Paths of
/// files that are no report by their name go to the end of `passed_over`.
std::vector<ArchivedFile> open_archive(std::string_view bytes, const std::string& path, const Limits& limits,
                                       std::vector<std::string>* passed_over = nullptr);

}  // namespace hegui::document
