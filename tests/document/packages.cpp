#include "tests/document/packages.hpp"

#include <zip.h>

#include <stdexcept>

#include "tests/document/layout.hpp"

namespace hegui::document {

namespace {

const char* const kWord = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";

const char* const kOfficeNames =
    R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
    R"(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")";

}  // namespace

std::string zip(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(buffer);
  zip_t* const archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("cannot make a zip file");
  for (const auto& [name, content] : parts) {
    zip_source_t* const source = zip_source_buffer(archive, content.data(), content.size(), 0);
    zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("cannot write a zip file");
  zip_stat_t stat;
  zip_stat_init(&stat);
  zip_source_stat(buffer, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(buffer);
  zip_source_read(buffer, bytes.data(), bytes.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  return bytes;
}

std::string paragraph(std::string_view text, std::string_view properties) {
  std::string xml = "<w:p>";
  if (!properties.empty()) xml += "<w:pPr>" + std::string(properties) + "</w:pPr>";
  return xml + "<w:r><w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r></w:p>";
}

std::string docx(std::string_view body, const Parts& further) {
  Parts parts{{"word/document.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document " + std::string(kWord) +
                                        "><w:body>" + std::string(body) + "</w:body></w:document>"}};
  parts.insert(parts.end(), further.begin(), further.end());
  return zip(parts);
}

std::string xlsx(std::string_view rows, std::string_view behind, const Parts& further) {
  Parts parts{{"xl/workbook.xml",
               R"(<workbook xmlns:r="r"><sheets><sheet name="自评表" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
              {"xl/_rels/workbook.xml.rels",
               R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>)"
               R"(<Relationship Id="rId2" Type="x/styles" Target="styles.xml"/>)"
               R"(<Relationship Id="rId3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>)"},
              {"xl/worksheets/sheet1.xml",
               "<worksheet><sheetData>" + std::string(rows) + "</sheetData>" + std::string(behind) + "</worksheet>"}};
  parts.insert(parts.end(), further.begin(), further.end());
  return zip(parts);
}

std::string odt(std::string_view body, std::string_view styles) {
  return zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
              {"content.xml", "<office:document-content " + std::string(kOfficeNames) + "><office:automatic-styles>" +
                                  std::string(styles) + "</office:automatic-styles><office:body><office:text>" +
                                  std::string(body) + "</office:text></office:body></office:document-content>"}});
}

std::string ofd(std::string_view objects) {
  const std::string space = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
  return zip({{"OFD.xml", "<ofd:OFD" + space +
                              "><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"},
              {"Doc_0/Document.xml",
               "<ofd:Document" + space +
                   "><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages></ofd:Document>"},
              {"Doc_0/Pages/Page_0/Content.xml", "<ofd:Page" + space + "><ofd:Content><ofd:Layer>" +
                                                     std::string(objects) + "</ofd:Layer></ofd:Content></ofd:Page>"}});
}

ReadResult read_as(std::string bytes, const Limits& limits) { return read_bytes(std::move(bytes), "report", limits); }

std::string text_of(const Document& document) {
  std::string text;
  std::size_t table = 0;
  for (const Block& block : document.blocks) {
    if (block.kind == Block::Kind::table) {
      for (const std::string& row : rows(document, table)) text += row + "\n";
      ++table;
    } else if (block.role == Role::body) {
      text += document.clean_text_of(block.slice) + "\n";
    }
  }
  return text;
}

}  // namespace hegui::document
