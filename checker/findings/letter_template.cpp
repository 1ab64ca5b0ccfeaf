#include "checker/findings/letter_template.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "checker/findings/html.hpp"
#include "checker/findings/zip_editor.hpp"

namespace hegui::findings {

namespace {

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";

std::string escaped(std::string_view text) { return html_escaped(text); }

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
  return fmt::format("<Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, kOffice, type, target);
}

std::string content_types() {
  const auto part = [](std::string_view name, std::string_view type) {
    return fmt::format(
        "<Override PartName=\"/word/{}.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml\"/>",
        name, type);
  };
  return std::string(kXml) + fmt::format("<Types xmlns=\"{}content-types\">", kPackage) +
         "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
         part("document", "document.main") + part("styles", "styles") + part("settings", "settings") +
         part("fontTable", "fontTable") + part("footer1", "footer") + part("footer2", "footer") +
         "<Override PartName=\"/docProps/core.xml\" "
         "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
}

std::string core_properties(std::string_view title) {
  return std::string(kXml) +
         "<cp:coreProperties "
         "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
         escaped(title) + "</dc:title><dc:creator>hegui</dc:creator></cp:coreProperties>";
}

/// Fonts of official documents, with what stands in for them where they are not installed.
std::string font_table() {
  struct Font {
    std::string_view name, other, family;
  };
  constexpr std::array<Font, 6> fonts = {{{"方正小标宋简体", "宋体", "roman"},
                                          {"仿宋_GB2312", "仿宋", "modern"},
                                          {"楷体_GB2312", "楷体", "modern"},
                                          {"黑体", "SimHei", "swiss"},
                                          {"宋体", "SimSun", "roman"},
                                          {"Times New Roman", "", "roman"}}};
  std::string xml = std::string(kXml) + fmt::format("<w:fonts xmlns:w=\"{}\">", kMain);
  for (const auto& font : fonts) {
    xml += fmt::format("<w:font w:name=\"{}\">", font.name);
    if (!font.other.empty()) xml += fmt::format("<w:altName w:val=\"{}\"/>", font.other);
    xml += fmt::format("<w:family w:val=\"{}\"/></w:font>", font.family);
  }
  return xml + "</w:fonts>";
}

struct Style {
  std::string_view id, name, font;
  int half_points;
  std::string_view paragraph;  // properties of the paragraph
  bool bold = false;
};

// Sizes: 二号 22, 三号 16, 四号 14, 五号 10.5 points. Lines of 28 points, 22 to a page.
constexpr std::string_view kLine = "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/>";
constexpr std::array<Style, 12> kStyles = {
    {{"LetterTitle", "公文标题", "方正小标宋简体", 44,
      "<w:spacing w:before=\"560\" w:after=\"560\" w:line=\"640\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>"},
     {"LetterTo", "主送机关", "仿宋_GB2312", 32, kLine},
     {"LetterBody", "公文正文", "仿宋_GB2312", 32,
      "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>"},
     {"LetterHeading", "公文一级标题", "黑体", 32,
      "<w:keepNext/><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" "
      "w:firstLine=\"640\"/><w:outlineLvl w:val=\"0\"/>"},
     {"LetterAnnex", "附件说明", "仿宋_GB2312", 32,
      "<w:spacing w:before=\"560\" w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" "
      "w:firstLine=\"640\"/>"},
     {"LetterSender", "发文机关署名", "仿宋_GB2312", 32,
      "<w:keepNext/><w:spacing w:before=\"1120\" w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:rightChars=\"200\" "
      "w:right=\"640\"/><w:jc w:val=\"right\"/>"},
     {"LetterDate", "成文日期", "仿宋_GB2312", 32,
      "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:rightChars=\"400\" w:right=\"1280\"/>"
      "<w:jc w:val=\"right\"/>"},
     {"AnnexMark", "附件标识", "黑体", 32, kLine},
     {"AnnexTitle", "附件标题", "方正小标宋简体", 44,
      "<w:spacing w:after=\"200\" w:line=\"640\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>"},
     {"TableNote", "表注", "仿宋_GB2312", 24, "<w:spacing w:after=\"80\"/>"},
     {"TableHead", "表头", "黑体", 21, "<w:jc w:val=\"center\"/>"},
     {"TableText", "表文", "仿宋_GB2312", 21, ""}}};

std::string styles() {
  std::string xml = std::string(kXml) + fmt::format("<w:styles xmlns:w=\"{}\">", kMain) +
                    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New "
                    "Roman\" w:eastAsia=\"仿宋_GB2312\" w:cs=\"Times New Roman\"/><w:kern w:val=\"2\"/><w:sz "
                    "w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>"
                    "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
                    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
                    "<w:qFormat/></w:style>";
  for (const auto& style : kStyles)
    xml += fmt::format(
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn "
        "w:val=\"Normal\"/><w:qFormat/><w:pPr>{}</w:pPr><w:rPr><w:rFonts w:eastAsia=\"{}\"/>{}<w:sz w:val=\"{}\"/>"
        "<w:szCs w:val=\"{}\"/></w:rPr></w:style>",
        style.id, style.name, style.paragraph, style.font, style.bold ? "<w:b/>" : "", style.half_points,
        style.half_points);
  return xml + "</w:styles>";
}

std::string settings() {
  return std::string(kXml) + fmt::format("<w:settings xmlns:w=\"{}\">", kMain) +
         "<w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>"
         "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
         "w:val=\"15\"/></w:compat></w:settings>";
}

/// “— 1 —” in 四号宋体, on the outer side, one character from the edge.
std::string footer(bool odd) {
  const std::string font =
      "<w:rPr><w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr>";
  const auto run = [&](std::string_view content) { return "<w:r>" + font + std::string(content) + "</w:r>"; };
  return std::string(kXml) + fmt::format("<w:ftr xmlns:w=\"{}\"><w:p><w:pPr>", kMain) +
         (odd ? "<w:ind w:right=\"280\"/><w:jc w:val=\"right\"/>" : "<w:ind w:left=\"280\"/><w:jc w:val=\"left\"/>") +
         "</w:pPr>" + run("<w:t xml:space=\"preserve\">— </w:t>") + run("<w:fldChar w:fldCharType=\"begin\"/>") +
         run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>") +
         run("<w:fldChar w:fldCharType=\"separate\"/>") + run("<w:t>1</w:t>") +
         run("<w:fldChar w:fldCharType=\"end\"/>") + run("<w:t xml:space=\"preserve\"> —</w:t>") + "</w:p></w:ftr>";
}

std::string paragraph(std::string_view style, std::string_view text) {
  return fmt::format(
      "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", style,
      escaped(text));
}

/// Margins of GB/T 9704: 37 mm above, 28 mm on the inner side, a text area of 156 by 225 mm; turned for wide tables.
std::string section(bool wide, bool restart) {
  return std::string("<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>") +
         "<w:footerReference w:type=\"even\" r:id=\"rId5\"/><w:type w:val=\"nextPage\"/>" +
         (wide ? "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1588\" w:right=\"1985\" "
                 "w:bottom=\"1474\" w:left=\"2098\" w:header=\"851\" w:footer=\"1020\" w:gutter=\"0\"/>"
               : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" "
                 "w:left=\"1588\" w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/>") +
         (restart ? "<w:pgNumType w:start=\"1\"/>" : "") + "</w:sectPr>";
}

struct Column {
  std::string_view zh, en, zh_cell, en_cell;
  int width;  // twentieths of a point
  bool centred = false;
};
constexpr std::array<Column, 9> kColumns = {
    {{"序号", "No.", "{{序号}}", "{{no}}", 600, true},
     {"问题类别", "Category", "{{类别}}", "{{category}}", 1150, true},
     {"规则", "Rule", "{{规则}}", "{{rule}}", 1000, true},
     {"问题描述", "Finding", "{{问题}}", "{{finding}}", 2450},
     {"原文及位置", "Passage and place", "{{原文及位置}}", "{{passage_and_place}}", 2700},
     {"依据", "Basis", "{{依据}}", "{{basis}}", 1750},
     {"建议", "Advice", "{{建议}}", "{{advice}}", 1450},
     {"级别", "Severity", "{{级别}}", "{{severity}}", 700, true},
     {"整改情况", "Follow-up", "", "", 956}}};

std::string body(bool zh) {
  const auto say = [&](std::string_view in_zh, std::string_view in_en) { return zh ? in_zh : in_en; };
  const auto text = [&](std::string_view style, std::string_view in_zh, std::string_view in_en) {
    return paragraph(style, say(in_zh, in_en));
  };
  std::string xml =
      text("LetterTitle", "关于{{单位}}{{年度}}年度绩效报告的核查意见书",
           "Findings on the {{year}} report of {{unit}}") +
      text("LetterTo", "{{单位}}：", "{{unit}}:") +
      text("LetterBody", "我们对你单位报送的《{{报告}}》进行了核查。现将核查意见函告如下。",
           "We have checked your report “{{report}}”. These are our findings.") +
      text("LetterHeading", "一、核查结果", "1. Outcome") +
      text("LetterBody",
           "{{有发现}}共发现问题{{发现数}}个，其中错误{{错误数}}个、警告{{警告数}}个、提示{{提示数}}个。各问题的原文、"
           "依据和建议见附件。",
           "{{if_findings}}There are {{findings}} findings: {{errors}} errors, {{warnings}} warnings and {{notes}} "
           "notes. The annex gives the passage, the basis and our advice for each.") +
      text("LetterBody", "{{没有发现}}没有发现需要整改的问题。",
           "{{if_no_findings}}We found nothing that needs to be corrected.") +
      text("LetterBody", "{{有豁免}}另有{{豁免数}}个问题已获豁免，不要求整改。",
           "{{if_waived}}Findings that are waived and need no correction: {{waived}}.") +
      text("LetterHeading", "二、需要更正的错误", "2. Errors to be corrected") +
      text("LetterBody", "{{仅错误}}{{问题}}（附件第{{序号}}项）", "{{errors_only}}{{finding}} (annex, no. {{no}})") +
      text("LetterHeading", "三、未能判断的事项", "3. What could not be judged") +
      text("LetterBody", "{{有不能判断}}以下各项，报告没有写或写得不清楚，无法核对；没有列为问题，也不等于没有问题：",
           "{{if_not_judged}}The report leaves these open or unclear. They are no findings, and no confirmation "
           "either:") +
      text("LetterBody", "{{不能判断}}", "{{not_judged}}") +
      text("LetterHeading", "四、整改要求", "4. What we ask of you") +
      text("LetterBody", "{{没有发现}}没有要求整改的事项。未能判断的事项，请核对后书面说明或在报告中补充写明。",
           "{{if_no_findings}}There is nothing to correct. Where something could not be judged, please tell us in "
           "writing or complete the report.") +
      text("LetterBody",
           "{{有发现}}"
           "请你单位对照附件逐项核实、更正，填写整改情况，连同修改后的报告一并报送我们。对核查意见有不同看法的，请书面"
           "说明"
           "理由和依据。",
           "{{if_findings}}Please verify and correct each item, fill in the follow-up column, and send it to us "
           "together with the "
           "corrected report. Where you disagree, please give your reasons in writing.") +
      text("LetterAnnex", "附件：核查发现问题表", "Annex: table of findings") +
      text("LetterSender", "{{核查单位}}", "{{sender}}");
  // The date's paragraph ends the upright section.
  std::string date = text("LetterDate", "{{日期}}", "{{date}}");
  date.insert(date.find("</w:pPr>"), section(false, true));
  xml += date;
  xml += text("AnnexMark", "附件", "Annex") + text("AnnexTitle", "核查发现问题表", "Table of findings") +
         text("TableNote", "报送单位：{{单位}}　　年度：{{年度}}　　文种：{{文种}}",
              "Unit: {{unit}}  Year: {{year}}  Kind: {{type}}") +
         letter_table_xml(zh ? dsl::Language::zh : dsl::Language::en) +
         text("TableText", "规则集：{{规则集}}", "Rulebooks: {{rulebooks}}");
  return xml + section(true, false);
}

}  // namespace

std::string letter_table_xml(dsl::Language language) {
  const bool zh = language == dsl::Language::zh;
  std::string xml = "<w:tbl><w:tblPr><w:tblW w:w=\"12756\" w:type=\"dxa\"/><w:tblBorders>";
  for (const std::string_view side : {"top", "left", "bottom", "right", "insideH", "insideV"})
    xml += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", side);
  xml +=
      "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"57\" w:type=\"dxa\"/><w:right "
      "w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>";
  for (const auto& column : kColumns) xml += fmt::format("<w:gridCol w:w=\"{}\"/>", column.width);
  xml += "</w:tblGrid>";
  const auto cell = [&](const Column& column, std::string_view style, std::string_view text, bool centred) {
    return fmt::format(
        "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{}</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{}\"/>{}</w:pPr>"
        "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:tc>",
        column.width, centred ? "<w:vAlign w:val=\"center\"/>" : "", style, centred ? "<w:jc w:val=\"center\"/>" : "",
        escaped(text));
  };
  xml += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
  for (const auto& column : kColumns) xml += cell(column, "TableHead", zh ? column.zh : column.en, true);
  xml += "</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>";
  for (const auto& column : kColumns)
    xml += cell(column, "TableText", zh ? column.zh_cell : column.en_cell, column.centred);
  return xml + "</w:tr></w:tbl>";
}

std::string letter_template(dsl::Language language) {
  const bool zh = language == dsl::Language::zh;
  ZipEditor zip;
  zip.put("[Content_Types].xml", content_types());
  zip.put("_rels/.rels", std::string(kXml) + fmt::format("<Relationships xmlns=\"{}relationships\">", kPackage) +
                             relation("rId1", "officeDocument", "word/document.xml") +
                             fmt::format("<Relationship Id=\"rId2\" Type=\"{}relationships/metadata/core-properties\" "
                                         "Target=\"docProps/core.xml\"/></Relationships>",
                                         kPackage));
  zip.put("docProps/core.xml", core_properties(zh ? "核查意见书" : "Findings"));
  zip.put("word/document.xml", std::string(kXml) +
                                   fmt::format("<w:document xmlns:w=\"{}\" xmlns:r=\"{}\"><w:body>", kMain, kOffice) +
                                   body(zh) + "</w:body></w:document>");
  zip.put("word/_rels/document.xml.rels",
          std::string(kXml) + fmt::format("<Relationships xmlns=\"{}relationships\">", kPackage) +
              relation("rId1", "styles", "styles.xml") + relation("rId2", "settings", "settings.xml") +
              relation("rId3", "fontTable", "fontTable.xml") + relation("rId4", "footer", "footer1.xml") +
              relation("rId5", "footer", "footer2.xml") + "</Relationships>");
  zip.put("word/styles.xml", styles());
  zip.put("word/settings.xml", settings());
  zip.put("word/fontTable.xml", font_table());
  zip.put("word/footer1.xml", footer(true));
  zip.put("word/footer2.xml", footer(false));
  return zip.finish();
}

}  // namespace hegui::findings
