// The characters of a docx in the order in which the reader reads them, each with its place in word/document.xml.
// Made by annotate_docx() from the bytes of that part.
// Afterwards a passage of the report can be found again in the XML, byte by byte.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::findings {

/// One visible character that is no blank.
struct DocxCharacter {
  std::uint32_t text = 0;            // index into DocxCharacters::texts
  std::uint32_t paragraph = 0;       // number of the paragraph, from 0
  std::uint64_t begin = 0, end = 0;  // bytes of the part; an entity such as &amp; is one character
};

/// One <w:t>.
struct DocxText {
  pugi::xml_node node, run;
  std::uint64_t begin = 0, end = 0;  // bytes between its tags
};

struct DocxCharacters {
  std::string letters;                    // all characters, UTF-8, without blanks
  std::vector<std::uint32_t> starts;      // where each character begins in `letters`
  std::vector<DocxCharacter> characters;  // as many as starts
  std::vector<DocxText> texts;
};

/// Blanks differ between a file and what was read of it; they are passed over.
bool is_blank_character(char32_t character);

/// `document` was parsed from `xml` (UTF-8).
DocxCharacters docx_characters(const pugi::xml_document& document, std::string_view xml);

}  // namespace hegui::findings
