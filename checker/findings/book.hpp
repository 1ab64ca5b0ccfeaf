// A long document in pieces: headings, paragraphs, lists, tables, quoted source; as Markdown or as HTML.
// Filled from top to bottom by who writes a handbook.
// Afterwards the text of the pieces shows as it is: no sign in it is taken for markup.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace hegui::findings {

class Book {
 public:
  virtual ~Book() = default;
  /// `anchor`: what links name, of ASCII letters, digits and '-'; empty: none.
  virtual void heading(int level, std::string_view text, std::string_view anchor) = 0;
  virtual void paragraph(std::string_view text) = 0;
  /// A paragraph with a name before it: 依据：…
  virtual void named(std::string_view name, std::string_view text) = 0;
  virtual void list(const std::vector<std::string>& items) = 0;
  /// Links with what stands behind each.
  struct Link {
    std::string text, anchor, behind;
  };
  virtual void links(const std::vector<Link>& items) = 0;
  virtual void source(std::string_view text) = 0;
  virtual void table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) = 0;
  [[nodiscard]] virtual std::string take(std::string_view title) = 0;
};

std::unique_ptr<Book> markdown_book();
std::unique_ptr<Book> html_book(dsl::Language language);

/// Text for a paragraph, list item or cell of Markdown.
std::string markdown_escaped(std::string_view text);

}  // namespace hegui::findings
