// Word files made by hand, and what stands in the files that we write.
// Used by the tests of letters and of comments.
// Afterwards a test looks at words and parts, not at bytes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "checker/document/package.hpp"
#include "checker/document/reader.hpp"
#include "checker/findings/zip_editor.hpp"

namespace hegui::findings {

inline std::string docx_of(const std::string& body, const std::map<std::string, std::string>& more = {}) {
  const std::string word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/";
  ZipEditor zip;
  zip.put(
      "[Content_Types].xml",
      "<Types xmlns=\"" + package +
          "content-types\"><Default Extension=\"rels\" "
          "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
          "ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" "
          "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
  zip.put("_rels/.rels", "<Relationships xmlns=\"" + package + "relationships\"><Relationship Id=\"r1\" Type=\"" +
                             office + "/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
  zip.put("word/document.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document xmlns:w=\"" + word +
                                   "\"><w:body>" + body + "<w:sectPr/></w:body></w:document>");
  for (const auto& [name, content] : more) zip.put(name, content);
  return zip.finish();
}

inline std::string part_of(std::string_view bytes, std::string_view name) {
  document::ReadError error;
  auto package = document::Package::open(bytes, {}, error);
  return package ? package->part(name).value_or("") : "";
}

inline std::vector<std::string> parts_of(std::string_view bytes) {
  document::ReadError error;
  auto package = document::Package::open(bytes, {}, error);
  return package ? package->names() : std::vector<std::string>();
}

/// All that our reader reads.
inline std::string text_of(std::string bytes, const std::string& name) {
  const auto read = document::read_bytes(std::move(bytes), name, {});
  return read.document ? std::string(read.document->text->original()) : "unreadable: " + read.error.en;
}

}  // namespace hegui::findings
