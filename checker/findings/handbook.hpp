// The handbook of the loaded rulebooks: what each rule demands, on what basis, with an example of each outcome.
// Made from the rules themselves by `rules doc`; nothing of it is kept in the repository.
// Afterwards every rule of the program is in it once, under its rulebook, and every link leads to one.
#pragma once

#include <string>

#include "dsl/program.hpp"

namespace hegui::findings {

enum class HandbookFormat : std::uint8_t { markdown, html };

std::string handbook(const dsl::Program& program, HandbookFormat format, dsl::Language language);

}  // namespace hegui::findings
