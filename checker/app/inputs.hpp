// What the user named on the command line, as the list of files to read: files, folders, globs and "-".
// Called by the commands that take reports.
// Afterwards every name is either an input or an error of its own; the order depends on the names only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/document/reader.hpp"
#include "checker/findings/run_writer.hpp"

namespace hegui::app {

struct Input {
  std::string path;                          // as given, or below the folder as given; "-" is standard input
  std::optional<document::ReadError> error;  // set when there is nothing to read
  std::shared_ptr<const std::string> bytes;  // of a file inside an archive; else the path is read
};

/// Files in folders and archives that were not read; null: nobody wants to know.
using PassedOverList = std::vector<findings::PassedOver>*;

/// Folders and archives are searched for files of the known formats (hidden ones and links to folders left out), sorted
/// by name.
std::vector<Input> expand_inputs(const std::vector<std::string>& names, const document::Limits& limits = {},
                                 PassedOverList passed_over = nullptr);

/// The same without opening archives: each is one input.
std::vector<Input> list_inputs(const std::vector<std::string>& names, const document::Limits& limits = {},
                               PassedOverList passed_over = nullptr);
/// The files of an archive; of anything else itself.
std::vector<Input> open_input(const Input& input, const document::Limits& limits, PassedOverList passed_over = nullptr);

/// Names with their globs replaced by what they match; a glob that matches nothing stays as it is.
std::vector<std::string> expand_globs(const std::vector<std::string>& names);

/// The bytes of a regular file of at most so many bytes; nothing when it is none, or cannot be read: then the reader
/// says why. Never waits: what has become a pipe in the meantime is not opened.
std::optional<std::string> read_plain_file(const std::string& path, std::uint64_t max_bytes);

/// All of standard input, cut one byte above the limit so that the reader sees that it is too large.
std::string read_standard_input(std::uint64_t max_bytes);

}  // namespace hegui::app
