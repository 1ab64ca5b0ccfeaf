// The canonical layout of a rule file, with a check that nothing was lost.
// Called by `rules fmt` with the text of one file.
// Afterwards there is either the file's canonical text, which formats to itself, or the reason why the file stays as
// it is.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/printer.hpp"
#include "dsl/source.hpp"

namespace hegui::dsl {

struct FormatResult {
  enum class Status : std::uint8_t {
    formatted,
    syntax_errors,  // see `diagnostics`
    not_faithful,   // the canonical text does not read back as the same file: a mistake of ours
  };
  Status status = Status::formatted;
  std::string text;
  std::vector<Diagnostic> diagnostics;
};

/// `language`: null means the file's own. `names`: null leaves names as they are.
FormatResult format(const std::shared_ptr<const Source>& source, const Language* language, const NameMap* names);

}  // namespace hegui::dsl
