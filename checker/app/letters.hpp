// Letters of findings on the command line: the template, who signs, and one file a report when a folder is named.
// Used by `check --format docx`.
// Afterwards the letters stand in the folder under the names of the units, each whole; none replaces another.
#pragma once

#include <memory>
#include <string>

#include "checker/app/cli.hpp"
#include "checker/findings/run_writer.hpp"

namespace hegui::app {

struct LetterArguments {
  std::string template_path, sender;
};
/// --template and --sender; `arguments` lives as long as the command.
void add_letter_options(CLI::App& command, const Context& context, const std::shared_ptr<LetterArguments>& arguments);

/// Reads the template. Throws UsageError when it cannot be read, or when the format has no letters.
std::shared_ptr<const findings::LetterOptions> letter_options(const LetterArguments& arguments,
                                                              std::string_view format);

/// -o names a folder: it is there, or the name ends in a slash.
bool names_folder(const std::string& out);
/// One file a report in this format, in the folder, which is made when it is not there.
std::unique_ptr<findings::RunWriter> write_into_folder(const findings::CheckFormat& format, findings::RunHead head,
                                                       const findings::TextOptions& options, std::string folder);

}  // namespace hegui::app
