// Automatic numbers as Word shows them; and, where LibreOffice shows the same, as it renders the same file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/document/office.hpp"
#include "tests/document/packages.hpp"

namespace hegui::document {
namespace {

const char* const kWord = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";

std::string level(int at, const std::string& format, const std::string& text, const std::string& more = {}) {
  return "<w:lvl w:ilvl=\"" + std::to_string(at) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/>" +
         more + "<w:lvlText w:val=\"" + text + "\"/></w:lvl>";
}

std::string abstract(int id, const std::string& levels) {
  return "<w:abstractNum w:abstractNumId=\"" + std::to_string(id) + "\">" + levels + "</w:abstractNum>";
}

std::string list(int id, int abstract, const std::string& overrides = {}) {
  return "<w:num w:numId=\"" + std::to_string(id) + "\"><w:abstractNumId w:val=\"" + std::to_string(abstract) + "\"/>" +
         overrides + "</w:num>";
}

std::string in_list(const std::string& text, int at, int id = 1) {
  return paragraph(text, "<w:numPr><w:ilvl w:val=\"" + std::to_string(at) + "\"/><w:numId w:val=\"" +
                             std::to_string(id) + "\"/></w:numPr>");
}

std::string styled(const std::string& text, const std::string& style) {
  return paragraph(text, "<w:pStyle w:val=\"" + style + "\"/>");
}

/// A paragraph style with a list; `at` below 0: the level is that of the list which names the style.
std::string list_style(const std::string& id, int at) {
  const std::string number = at < 0 ? "" : "<w:ilvl w:val=\"" + std::to_string(at) + "\"/>";
  return "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:name w:val=\"" + id + "\"/><w:pPr><w:numPr>" +
         number + "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
}

/// Complete enough for other programs to open.
std::string whole_docx(const std::string& body, const std::string& numbering, const std::string& styles) {
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const std::string type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  const std::string relations =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  return docx(
      body,
      {{"[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
        "ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"" +
            type + "document.main+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"" + type +
            "numbering+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"" + type +
            "styles+xml\"/></Types>"},
       {"_rels/.rels", relations + "<Relationship Id=\"rId1\" Type=\"" + office +
                           "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
       {"word/_rels/document.xml.rels", relations + "<Relationship Id=\"rId1\" Type=\"" + office +
                                            "numbering\" Target=\"numbering.xml\"/><Relationship Id=\"rId2\" Type=\"" +
                                            office + "styles\" Target=\"styles.xml\"/></Relationships>"},
       {"word/numbering.xml", "<w:numbering " + std::string(kWord) + ">" + numbering + "</w:numbering>"},
       {"word/styles.xml", "<w:styles " + std::string(kWord) + ">" + styles + "</w:styles>"}});
}

struct Case {
  std::string name, body, numbering, styles;
  std::string shown;          // lines joined by /, without blanks
  bool office_agrees = true;  // LibreOffice knows this of Word
};

std::string compact(std::string_view text) {
  std::string lines;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r') continue;
    if (c != '\n')
      lines += c;
    else if (!lines.empty() && lines.back() != '/')
      lines += '/';
  }
  if (lines.starts_with("\xEF\xBB\xBF")) lines.erase(0, 3);
  while (!lines.empty() && lines.back() == '/') lines.pop_back();
  return lines;
}

const std::string kThree =
    level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.");

std::string counted(const std::string& format, int count) {
  std::string body;
  for (int i = 0; i < count; ++i) body += in_list("项", 0);
  return body + "\x1F" + abstract(1, level(0, format, "%1、")) + list(1, 1);
}

Case format_case(const std::string& format, int count, const std::string& shown, bool office_agrees = true) {
  const std::string both = counted(format, count);
  const std::size_t cut = both.find('\x1F');
  return {format, both.substr(0, cut), both.substr(cut + 1), "", shown, office_agrees};
}

std::vector<Case> cases() {
  std::vector<Case> all{
      {"levels_begin_again_under_each_number",
       in_list("甲", 0) + in_list("乙", 1) + in_list("丙", 1) + in_list("丁", 2) + in_list("戊", 0) + in_list("己", 1),
       abstract(1, kThree) + list(1, 1), "", "一、甲/（一）乙/（二）丙/1.丁/二、戊/（一）己"},
      {"legal_numbers_are_arabic", in_list("甲", 0) + in_list("乙", 1) + in_list("丙", 2),
       abstract(1, level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>") +
                       level(2, "chineseCounting", "%1.%2.%3", "<w:isLgl/>")) +
           list(1, 1),
       "", "第一章甲/1.1乙/1.1.1丙", false},
      {"a_list_that_starts_anew_and_one_that_goes_on",
       in_list("甲", 0, 1) + in_list("乙", 0, 2) + in_list("丙", 0, 2) + in_list("丁", 0, 1) + in_list("戊", 0, 3),
       abstract(1, kThree) + list(1, 1) +
           list(2, 1, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>") + list(3, 1),
       "", "一、甲/五、乙/六、丙/七、丁/八、戊"},
      {"a_level_overridden_for_one_list", in_list("甲", 0, 1) + in_list("乙", 0, 2),
       abstract(1, kThree) + list(1, 1) +
           list(2, 1, "<w:lvlOverride w:ilvl=\"0\">" + level(0, "upperRoman", "%1)") + "</w:lvlOverride>"),
       "", "一、甲/II)乙"},
      {"a_list_that_names_a_style", in_list("甲", 0, 2) + in_list("乙", 1, 2) + in_list("丙", 0, 1),
       abstract(1, "<w:styleLink w:val=\"S\"/>" + kThree) + abstract(2, "<w:numStyleLink w:val=\"S\"/>") + list(1, 1) +
           list(2, 2),
       "<w:style w:type=\"numbering\" w:styleId=\"S\"><w:name w:val=\"S\"/><w:pPr><w:numPr><w:numId "
       "w:val=\"1\"/></w:numPr></w:pPr></w:style>",
       "一、甲/（一）乙/二、丙"},
      {"heading_styles_with_their_levels",
       styled("甲", "A") + styled("乙", "B") + styled("丙", "B") + styled("丁", "A"), abstract(1, kThree) + list(1, 1),
       list_style("A", 0) + list_style("B", 1), "一、甲/（一）乙/（二）丙/二、丁"},
      {"levels_that_name_their_style", styled("甲", "A") + styled("乙", "B") + styled("丙", "A"),
       abstract(1, level(0, "chineseCounting", "%1、", "<w:pStyle w:val=\"A\"/>") +
                       level(1, "chineseCounting", "（%2）", "<w:pStyle w:val=\"B\"/>")) +
           list(1, 1),
       list_style("A", -1) + list_style("B", -1), "一、甲/（一）乙/二、丙", false},
      {"a_list_that_opens_with_a_deeper_level",
       in_list("甲", 1) + in_list("乙", 0) + in_list("丙", 1) + in_list("丁", 2) + in_list("戊", 1),
       abstract(1, level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3")) +
           list(1, 1),
       "", "1.1甲/2乙/2.1丙/2.1.1丁/2.2戊"},
      {"a_level_that_never_begins_again", in_list("甲", 0) + in_list("乙", 1) + in_list("丙", 0) + in_list("丁", 1),
       abstract(1, level(0, "decimal", "%1.") + level(1, "decimal", "(%2)", "<w:lvlRestart w:val=\"0\"/>")) +
           list(1, 1),
       "", "1.甲/(1)乙/2.丙/(2)丁", false},
      {"words_around_the_number", in_list("甲", 0) + in_list("乙", 0),
       abstract(1, level(0, "chineseCountingThousand", "第%1条", "<w:suff w:val=\"space\"/>")) + list(1, 1), "",
       "第一条甲/第二条乙"},
      {"numbers_switched_off", in_list("甲", 0) + in_list("乙", 0, 0) + in_list("丙", 0),
       abstract(1, kThree) + list(1, 1), "", "一、甲/乙/二、丙"},
      {"a_format_of_ones_own", in_list("甲", 0),
       abstract(1,
                "<w:lvl w:ilvl=\"0\"><w:start w:val=\"7\"/><w:numFmt w:val=\"custom\" w:format=\"001, 002, 003, ...\"/>"
                "<w:lvlText w:val=\"%1.\"/></w:lvl>") +
           list(1, 1),
       "", "007.甲", false}};
  const std::string twelve = "一、项/二、项/三、项/四、项/五、项/六、项/七、项/八、项/九、项/十、项/十一、项/十二、项";
  for (const char* format :
       {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"})
    all.push_back(format_case(format, 12, twelve));
  all.push_back(format_case("decimalEnclosedCircle", 3, "①、项/②、项/③、项"));
  all.push_back(format_case("decimalEnclosedCircleChinese", 3, "①、项/②、项/③、项"));
  all.push_back(format_case("upperRoman", 4, "I、项/II、项/III、项/IV、项"));
  all.push_back(format_case("lowerRoman", 4, "i、项/ii、项/iii、项/iv、项"));
  all.push_back(format_case("upperLetter", 2, "A、项/B、项"));
  all.push_back(format_case("lowerLetter", 2, "a、项/b、项"));
  all.push_back(format_case("decimalZero", 2, "01、项/02、项"));
  all.push_back(format_case("ideographTraditional", 3, "甲、项/乙、项/丙、项"));
  all.push_back(format_case("ideographZodiac", 3, "子、项/丑、项/寅、项"));
  all.push_back(format_case("chineseLegalSimplified", 3, "壹、项/贰、项/叁、项"));
  all.push_back(format_case("ideographDigital", 3, "一、项/二、项/三、项"));
  all.push_back(format_case("decimalEnclosedParen", 2, "⑴、项/⑵、项", false));
  all.push_back(format_case("decimalEnclosedFullstop", 2, "⒈、项/⒉、项", false));
  return all;
}

class Numbering : public testing::TestWithParam<Case> {};

TEST_P(Numbering, IsReadAsShown) {
  const Case& each = GetParam();
  const ReadResult result = read_as(whole_docx(each.body, each.numbering, each.styles));
  ASSERT_TRUE(result.document) << result.error.zh;
  std::string text;
  for (const Block& block : result.document->blocks)
    text += std::string(result.document->text->quote(block.slice.begin, block.slice.end)) + "\n";
  EXPECT_EQ(compact(text), each.shown);
}

TEST_P(Numbering, IsWhatLibreOfficeRenders) {
  const Case& each = GetParam();
  if (!each.office_agrees) GTEST_SKIP() << "LibreOffice renders this otherwise than Word";
  if (!has_office()) GTEST_SKIP() << "LibreOffice is not installed";
  const auto rendered =
      convert_by_office(whole_docx(each.body, each.numbering, each.styles), "docx", "txt:Text (encoded):UTF8", {});
  EXPECT_EQ(compact(rendered.bytes), each.shown);
}

INSTANTIATE_TEST_SUITE_P(Docx, Numbering, testing::ValuesIn(cases()), [](const auto& chosen) { return chosen.param.name; });

TEST(DocxNumbers, TheNumbersOfATableColumnAreRead) {
  const auto cell = [](const std::string& inside) { return "<w:tc>" + inside + "</w:tc>"; };
  std::string rows;
  for (const char* name : {"房屋", "车辆"})
    rows += "<w:tr>" + cell(in_list("", 0, 2)) + cell(paragraph(name)) + "</w:tr>";
  const std::string numbering = abstract(1, kThree) + abstract(2, level(0, "decimal", "%1")) + list(1, 1) + list(2, 2);
  const ReadResult result = read_as(
      whole_docx(in_list("甲", 0) + "<w:tbl>" + rows + "</w:tbl>" + in_list("", 0) + in_list("乙", 0), numbering, ""));
  ASSERT_TRUE(result.document);
  // The paragraph without text has number 二 in Word as well.
  EXPECT_EQ(text_of(*result.document), "一、甲\n1|房屋\n2|车辆\n三、乙\n");
}

}  // namespace
}  // namespace hegui::document
