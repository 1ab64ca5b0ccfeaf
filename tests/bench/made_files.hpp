// One file of every format that can be made without an office program, all with the same content: a long report of
// sentences with amounts, and tables.
// Used by readers_bench when it is given no files.
// Afterwards the files look as office programs write them: most of a part says how things look.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/samples.hpp"

namespace hegui::bench {

/// docx, xlsx, odt, ofd, html, mht, txt.
std::vector<Sample> made_files();

}  // namespace hegui::bench
