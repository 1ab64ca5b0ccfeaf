// Hostile web pages, saved messages and OFD files: open tags without end, boundaries within boundaries, templates that
// show themselves.
#include "tests/support/hostile.hpp"
#include "tests/support/raw_zip.hpp"

namespace hegui::support {

namespace {

std::string page(const std::string& body) { return "<!DOCTYPE html><html><body>" + body + "</body></html>"; }

std::string distinct_tags(const std::string& name, int count) {
  std::string tags;
  for (int i = 0; i < count; ++i) tags += "<" + name + " a=" + std::to_string(i) + ">";
  return tags;
}

std::vector<HostileFile> web_pages() {
  return {
      {"open-tags.html", Fate::refused, [] { return page(times("<div>", 100'000) + "底"); }},
      {"open-spans.html", Fate::refused, [] { return page(times("<span>", 100'000) + "底"); }},
      {"open-paragraphs.html", Fate::either, [] { return page(times("<p><li><td>", 100'000) + "支出12.5万元"); }},
      {"closing-tags.html", Fate::either, [] { return page(times("</div></p></br></table>", 100'000) + "支出"); }},
      {"tables-in-tables.html", Fate::either, [] { return page(times("<table><tr><td>", 600) + "12.5万元"); }},
      {"tables-without-rows.html", Fate::either, [] { return page(times("<table>", 1'900) + "12.5万元"); }},
      {"wide-cells.html", Fate::either,
       [] {
         return page("<table><tr><td>甲<td>乙<tr>" + times("<td colspan=1000 rowspan=1000>1", 300'000) + "</table>");
       }},
      {"styles-carried-on.html", Fate::either,
       [] { return page("<p>" + distinct_tags("font", 1'900) + times("<p>1", 50'000)); }},
      {"crossed-tags.html", Fate::either, [] { return page(times("<b><i><a><p></b></i></a>1", 20'000)); }},
      {"a-million-attributes.html", Fate::either,
       [] {
         std::string attributes;
         for (int i = 0; i < 300'000; ++i) attributes += " a" + std::to_string(i) + "=1";
         return page("<p" + attributes + ">支出12.5万元</p>");
       }},
      {"entities.html", Fate::either, [] { return page("<p>" + times("&nbsp;&#x10FFFF;&#0;&#xD800;&lt", 200'000)); }},
      {"never-closed.html", Fate::either,
       [] { return page("<p>支出12.5万元</p><!-- " + std::string(3'000'000, '-')); }},
      {"script.html", Fate::either,
       [] { return page("<script>" + times("<div>", 300'000) + "</script><p>支出12.5万元</p>"); }},
      {"frames.html", Fate::either,
       [] {
         return page(
             "<p>支出12.5万元</p><iframe src=\"file:///etc/passwd\"></iframe><object "
             "data=\"http://127.0.0.1:9/\"></object>");
       }},
      {"foreign.html", Fate::either,
       [] { return page(times("<svg><math><foreignObject><mi><annotation-xml>", 300) + "支出12.5万元"); }},
      {"selects.html", Fate::either, [] { return page(times("<select><option><optgroup><template>", 400) + "支出"); }},
  };
}

std::string message(const std::string& rest) {
  return "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"B\"\r\n\r\n" + rest;
}

std::vector<HostileFile> messages() {
  return {
      {"parts-in-parts.mht", Fate::refused,
       [] { return message(times("--B\r\nContent-Type: multipart/mixed; boundary=\"B\"\r\n\r\n", 50'000)); }},
      {"bad-base64.mht", Fate::either,
       [] {
         return message("--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
                        std::string(2'000'000, '*') + "\r\n--B--");
       }},
      {"bad-quoted.mht", Fate::either,
       [] {
         return message("--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html>" +
                        times("=G=1=", 500'000));
       }},
      {"no-html.mht", Fate::refused, [] { return message("--B\r\nContent-Type: image/png\r\n\r\nx\r\n--B--"); }},
      {"no-end-of-head.mht", Fate::refused,
       [] { return "MIME-Version: 1.0\r\nContent-Type: text/html" + times("\r\nX: y", 1'000'000); }},
      {"deep.mht", Fate::refused,
       [] { return message("--B\r\nContent-Type: text/html\r\n\r\n<html>" + times("<div>", 100'000)); }},
  };
}

std::string ofd(const std::string& common, const std::string& pages, std::vector<RawEntry> further = {}) {
  further.push_back(stored("OFD.xml", "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>"));
  further.push_back(stored("D/Document.xml",
                           "<Document><CommonData>" + common + "</CommonData><Pages>" + pages + "</Pages></Document>"));
  return raw_zip(further);
}

std::string content(const std::string& objects, const std::string& before = {}) {
  return "<Page>" + before + "<Content><Layer>" + objects + "</Layer></Content></Page>";
}

std::string text_object(const std::string& attributes, const std::string& code, const std::string& text) {
  return "<TextObject " + attributes + "><TextCode " + code + ">" + text + "</TextCode></TextObject>";
}

std::vector<HostileFile> ofd_files() {
  const std::string one_page = "<Page ID=\"1\" BaseLoc=\"P.xml\"/>";
  return {
      {"paths-outside.ofd", Fate::refused,
       [] {
         return raw_zip({stored("OFD.xml", "<OFD><DocBody><DocRoot>../../../../etc/passwd</DocRoot></DocBody></OFD>"),
                         stored("../../etc/passwd", "<x/>")});
       }},
      {"templates-in-circles.ofd", Fate::either,
       [=] {
         return ofd("<TemplatePage ID=\"1\" BaseLoc=\"T.xml\"/><TemplatePage ID=\"2\" BaseLoc=\"T.xml\"/>", one_page,
                    {stored("D/P.xml",
                            content(text_object("Size=\"5\"", "", harmless_text()), "<Template TemplateID=\"1\"/>")),
                     stored("D/T.xml", content(text_object("Size=\"5\"", "", "眉"),
                                               "<Template TemplateID=\"1\"/><Template TemplateID=\"2\"/>"))});
       }},
      {"template-everywhere.ofd", Fate::either,
       [] {
         return ofd("<TemplatePage ID=\"1\" BaseLoc=\"T.xml\"/>", times("<Page BaseLoc=\"P.xml\"/>", 500),
                    {stored("D/P.xml",
                            content(text_object("Size=\"5\"", "", "支出"), times("<Template TemplateID=\"1\"/>", 20))),
                     stored("D/T.xml", content(text_object("Size=\"5\"", "", times("眉", 2'000))))});
       }},
      {"many-pages.ofd", Fate::refused,
       [] {
         return ofd("", times("<Page BaseLoc=\"P.xml\"/>", 100'000),
                    {stored("D/P.xml", content(text_object("Size=\"5\"", "", "支出")))});
       }},
      {"itself-as-page.ofd", Fate::refused, [] { return ofd("", times("<Page BaseLoc=\"Document.xml\"/>", 10)); }},
      {"steps-without-end.ofd", Fate::either,
       [=] {
         return ofd("", one_page,
                    {stored("D/P.xml",
                            content(text_object("Size=\"5\"", "DeltaX=\"" + times("g 4294967295 1e308 ", 50'000) + "\"",
                                                times("支出", 50'000))))});
       }},
      {"places-nowhere.ofd", Fate::either,
       [=] {
         return ofd("", one_page,
                    {stored("D/P.xml",
                            content(text_object("Size=\"nan\" Boundary=\"inf nan 1e999 -1e999\"",
                                                "X=\"nan\" Y=\"-inf\" DeltaX=\"nan inf\"", "支出12.5万元") +
                                    text_object("Size=\"-5\" CTM=\"0 0 0 0 nan inf\"", "X=\"1e308\"", "预算") +
                                    text_object("Size=\"1e308\" CTM=\"1e308 1e308 1e308 1e308 1 1\"", "", "决算")))});
       }},
      {"many-characters.ofd", Fate::refused,
       [=] {
         std::string objects;
         const std::string object = text_object("Size=\"5\"", "", times("万", 50'000));
         return ofd("", one_page, {repeated("D/P.xml", object, 2'000)});
       }},
      {"a-page-of-characters.ofd", Fate::either,
       [=] {
         return ofd("", one_page,
                    {stored("D/P.xml", content(times(text_object("Size=\"5\"", "", times("万", 1'000)), 2'000)))});
       }},
      {"deep.ofd", Fate::refused,
       [=] { return ofd("", one_page, {stored("D/P.xml", content(times("<PageBlock>", 50'000)))}); }},
  };
}

}  // namespace

std::vector<HostileFile> hostile_pages() {
  std::vector<HostileFile> files;
  for (auto some : {web_pages(), messages(), ofd_files()})
    for (auto& file : some) files.push_back(std::move(file));
  return files;
}

}  // namespace hegui::support
