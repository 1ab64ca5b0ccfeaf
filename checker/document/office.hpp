// LibreOffice, kept warm: one process for all files of a run, in a private profile, without network and macros.
// Used for formats that nothing else here reads (rtf, wps, xls, et …); started with the first such file.
// Afterwards each file is converted or refused in time; the process is killed and started again when it hangs, and ends
// with the run, leaving nothing behind.
#pragma once

#include <string>

#include "checker/document/reader.hpp"
#include "checker/document/subprocess.hpp"

namespace hegui::document {

struct Converted {
  RunResult::End end = RunResult::End::not_started;
  std::string bytes;  // empty: not converted
};

/// The program is installed.
bool has_office();
/// `from` and `to` are endings of file names; a filter may stand behind the latter (“txt:Text (encoded):UTF8”). May be called from many threads; one file is converted at a time.
Converted convert_by_office(const std::string& bytes, const std::string& from, const std::string& to,
                            const Limits& limits);

}  // namespace hegui::document
