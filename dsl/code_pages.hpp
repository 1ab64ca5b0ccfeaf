// The page of each diagnostic code: what it means, why it matters, how to mend it, a wrong and a right example.
// Kept beside the code table (pages_*.cpp); docs/reference/codes*.md and `hegui rules code` are made from it.
// Afterwards no explanation of a code is written anywhere else; a test proves that each example does what its page says.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace hegui::dsl {

struct CodePage {
  std::string_view code;
  std::string_view zh, en;          // what it means and why
  std::string_view fix_zh, fix_en;  // how to mend it
  /// Items of a rulebook that gives this code and no other, and the same without mistake. Lines that begin with blanks
  /// are clauses of a plain rule. Both empty where no short text can show it (files, sizes).
  std::string_view wrong, right;
};

const CodePage* find_code_page(std::string_view code);

/// The groups of codes, each a page of the reference: its letter, the name of its file, its titles and its rows.
struct CodeGroup {
  char letter;
  std::string_view file, zh, en;
  std::span<const CodePage> pages;
};
std::span<const CodeGroup> code_groups();

/// The example as it is shown: whole items.
std::string example_items(std::string_view example);
/// The example as it is checked: a rulebook (or several, from `#=== name` on) that uses the national taxonomy.
std::vector<std::shared_ptr<const Source>> example_sources(std::string_view example);

/// A message of the table as a title: what stands for its arguments becomes an ellipsis.
std::string message_pattern(const DiagnosticCode& row, Language language);
/// The page of one code for a terminal.
std::string code_page_text(const CodePage& page, Language language);

}  // namespace hegui::dsl
