// Hostile word-processor files: XML that explodes, styles and lists that go in circles, little that counts as much.
#include "tests/support/hostile.hpp"
#include "tests/support/raw_zip.hpp"

namespace hegui::support {

namespace {

using Parts = std::vector<RawEntry>;

std::string docx(const std::string& body, Parts further = {}) {
  further.insert(further.begin(),
                 stored("word/document.xml", "<w:document xmlns:w=\"w\"><w:body>" + body + "</w:body></w:document>"));
  return raw_zip(further);
}

std::string paragraph(const std::string& text, const std::string& properties = {}) {
  return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + "<w:r><w:t>" + text +
         "</w:t></w:r></w:p>";
}

std::string numbered(const std::string& text) {
  return paragraph(text, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>");
}

std::string odt(const std::string& body, const std::string& styles = {}) {
  return raw_zip({stored("mimetype", "application/vnd.oasis.opendocument.text"),
                  stored("content.xml", "<o:document-content><o:automatic-styles>" + styles +
                                            "</o:automatic-styles><o:body><o:text>" + body +
                                            "</o:text></o:body></o:document-content>")});
}

std::string whole(const std::string& xml) { return raw_zip({stored("word/document.xml", xml)}); }

std::string utf16(const std::string& ascii) {
  std::string wide("\xFF\xFE", 2);
  for (const char c : ascii) {
    wide += c;
    wide += '\0';
  }
  return wide;
}

std::string deep(std::size_t levels) {
  return times("<w:sdt><w:sdtContent>", levels) + paragraph("底") + times("</w:sdtContent></w:sdt>", levels);
}

std::string laughs() {
  std::string kind = "<!DOCTYPE x [<!ENTITY l0 \"哈哈哈哈哈哈哈哈哈哈\">";
  for (int i = 1; i < 12; ++i) {
    const std::string below = "&l" + std::to_string(i - 1) + ";";
    kind += "<!ENTITY l" + std::to_string(i) + " \"" + times(below, 10) + "\">";
  }
  return kind + "]>";
}

std::vector<HostileFile> broken_xml() {
  const std::string open = "<w:document><w:body>", close = "</w:body></w:document>";
  return {
      {"billion-laughs.docx", Fate::refused, [=] { return whole(laughs() + open + paragraph("&l11;") + close); }},
      {"billion-laughs-utf16.docx", Fate::either,
       [=] {
         return whole(utf16("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + open +
                            "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>" + close));
       }},
      {"external-entity.docx", Fate::refused,
       [=] {
         return whole("<!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>" + open + paragraph("&secret;") +
                      close);
       }},
      {"a-million-attributes.docx", Fate::refused,
       [] {
         std::string attributes;
         for (int i = 0; i < 1'000'000; ++i) attributes += " a" + std::to_string(i) + "=\"1\"";
         return docx("<w:p" + attributes + "/>");
       }},
      {"deep.docx", Fate::refused, [] { return docx(deep(100'000)); }},
      // What looks like the end of a comment, of a quotation, must not hide the depth of what follows.
      {"deep-behind-comment.docx", Fate::refused,
       [=] { return whole("<w:document><!--> <![CDATA[ --><w:body>" + deep(150'000) + close + "<!-- ]]> -->"); }},
      {"deep-behind-instruction.docx", Fate::refused,
       [=] { return whole("<?x \"?><w:document><w:body>" + deep(150'000) + close); }},
      {"not-xml.docx", Fate::refused, [=] { return whole(open + "<w:p><w:r><w:t>支出" + close); }},
      {"nul-in-xml.docx", Fate::either, [=] { return whole(open + paragraph(std::string("支\0出", 7)) + close); }},
      {"bad-utf8.docx", Fate::either,
       [=] { return whole(open + paragraph("\xFF\xC0\xAF\xED\xA0\x80支出12万元") + close); }},
  };
}

std::vector<HostileFile> amplified() {
  return {
      {"many-paragraphs.docx", Fate::refused, [] { return docx(times("<w:p/>", 3'000'000)); }},
      {"many-runs.docx", Fate::either,
       [] { return docx("<w:p>" + times("<w:r><w:t>万</w:t></w:r>", 600'000) + "</w:p>"); }},
      {"wide-cells.docx", Fate::either,
       [] {
         return docx("<w:tbl><w:tr>" +
                     times("<w:tc><w:tcPr><w:gridSpan w:val=\"10000\"/></w:tcPr><w:p/></w:tc>", 300'000) +
                     "</w:tr></w:tbl>");
       }},
      {"many-notes.docx", Fate::refused,
       [] {
         return docx(
             "<w:p>" + times("<w:r><w:footnoteReference w:id=\"7\"/></w:r>", 200'000) + "</w:p>",
             {stored("word/footnotes.xml", "<w:footnotes><w:footnote w:id=\"7\">" + paragraph(times("注", 200'000)) +
                                               "</w:footnote></w:footnotes>")});
       }},
      {"long-numbers.docx", Fate::refused,
       [] {
         return docx(times(numbered("节"), 100'000),
                     {stored("word/numbering.xml",
                             "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:lvlText "
                             "w:val=\"" +
                                 times("第%1", 30'000) +
                                 "\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
                                 "w:val=\"1\"/></w:num></w:numbering>")});
       }},
      {"tables-in-tables.docx", Fate::either,
       [] {
         return docx(times("<w:tbl><w:tr><w:tc>", 60) + paragraph("12.5万元") + times("</w:tc></w:tr></w:tbl>", 60));
       }},
      {"one-row-for-ever.docx", Fate::either,
       [] {
         return docx("<w:tbl>" +
                     times("<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + paragraph("1") + "</w:tc></w:tr>", 100'000) +
                     "</w:tbl>");
       }},
  };
}

std::vector<HostileFile> circles() {
  return {
      {"no-document.docx", Fate::refused, [] { return raw_zip({stored("word/styles.xml", "<w:styles/>")}); }},
      {"styles-in-circles.docx", Fate::read,
       [] {
         return docx(paragraph(harmless_text(), "<w:pStyle w:val=\"a\"/>"),
                     {stored("word/styles.xml",
                             "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"b\"/>"
                             "</w:style><w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/>"
                             "</w:style></w:styles>")});
       }},
      {"lists-in-circles.docx", Fate::read,
       [] {
         return docx(numbered(harmless_text()),
                     {stored("word/numbering.xml",
                             "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"s\"/>"
                             "<w:styleLink w:val=\"s\"/></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
                             "w:val=\"1\"/><w:lvlOverride w:ilvl=\"999999999999\"/></w:num></w:numbering>"),
                      stored("word/styles.xml",
                             "<w:styles><w:style w:type=\"numbering\" w:styleId=\"s\"><w:pPr><w:numPr><w:numId "
                             "w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>")});
       }},
      {"outside-target.docx", Fate::either,
       [] {
         return docx(paragraph(harmless_text()),
                     {stored("_rels/.rels",
                             "<Relationships><Relationship Type=\"x/officeDocument\" "
                             "Target=\"../../../../etc/passwd\"/></Relationships>"),
                      stored("word/_rels/document.xml.rels",
                             "<Relationships><Relationship Id=\"a\" Type=\"x/attachedTemplate\" "
                             "TargetMode=\"External\" Target=\"http://127.0.0.1:9/a.dotm\"/></Relationships>")});
       }},
  };
}

std::vector<HostileFile> open_documents() {
  const std::string row = "<t:table-row t:number-rows-repeated=\"2147483648\">";
  return {
      {"rows-without-end.odt", Fate::either,
       [=] {
         return odt("<t:table>" + row +
                    "<t:table-cell t:number-columns-repeated=\"2147483648\"><p>1</p></t:table-cell>" +
                    "</t:table-row></t:table>");
       }},
      {"long-cell-without-end.odt", Fate::refused,
       [=] {
         return odt("<t:table>" + row + "<t:table-cell t:number-columns-repeated=\"999999\"><x:p>" +
                    times("支出12.5万元", 20'000) + "</x:p></t:table-cell></t:table-row></t:table>");
       }},
      {"blanks-without-end.odt", Fate::either,
       [] { return odt("<x:p>支出" + times("<x:s x:c=\"4294967295\"/>", 200'000) + "</x:p>"); }},
      {"deep-lists.odt", Fate::either,
       [] { return odt(times("<x:list><x:list-item>", 90) + "<x:p>底</x:p>" + times("</x:list-item></x:list>", 90)); }},
      {"no-content.odt", Fate::refused,
       [] {
         return raw_zip({stored("mimetype", "application/vnd.oasis.opendocument.text"), stored("content.xml", "")});
       }},
  };
}

}  // namespace

std::vector<HostileFile> hostile_documents() {
  std::vector<HostileFile> files;
  for (auto some : {broken_xml(), amplified(), circles(), open_documents()})
    for (auto& file : some) files.push_back(std::move(file));
  return files;
}

}  // namespace hegui::support
