// Hostile PDF files: pages that hold themselves, objects that refer to themselves, tables that point nowhere.
#include <zlib.h>

#include "tests/support/hostile.hpp"
#include "tests/support/raw_zip.hpp"

namespace hegui::support {

namespace {

/// Objects 1, 2, 3 … with a correct table of where they stand.
std::string pdf(const std::vector<std::string>& objects, const std::string& trailer = {}) {
  std::string file = "%PDF-1.7\n";
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    places.push_back(file.size());
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t table = file.size();
  file += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t place : places) {
    const std::string digits = std::to_string(place);
    file += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  return file + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R " + trailer +
         " >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

const char* const kCatalog = "<< /Type /Catalog /Pages 2 0 R >>";
const char* const kFont = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

std::string page_of(const std::string& further) {
  return "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 "
         "R " +
         further + ">>";
}

std::string stream_of(const std::string& content, const std::string& further = {}) {
  return "<< /Length " + std::to_string(content.size()) + " " + further + ">>\nstream\n" + content + "\nendstream";
}

std::string one_page(const std::string& stream, const std::string& page_further = {}, const std::string& trailer = {}) {
  return pdf({kCatalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page_of(page_further), stream, kFont}, trailer);
}

/// As the format packs its streams: deflated with a head.
std::string packed_blanks(std::uint32_t megabytes) {
  const RawEntry entry = repeated("", std::string(1U << 20U, ' '), megabytes);
  return std::string("\x78\x9C", 2) + entry.packed + std::string(4, '\0');
}

std::string words(std::size_t count) {
  return "BT /F1 8 Tf 20 800 Td " + times("(Budget 12.5) Tj 0 -1 Td ", count) + "ET";
}

}  // namespace

std::vector<HostileFile> hostile_pdfs() {
  const std::string report = "BT /F1 12 Tf 72 700 Td (Expenditure budget 320, final accounts 256.64) Tj ET";
  return {
      {"pages-in-circles.pdf", Fate::refused,
       [] {
         return pdf({kCatalog, "<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
                     "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 9 >>"});
       }},
      {"pages-parent-of-itself.pdf", Fate::either,
       [] {
         return pdf({kCatalog, "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R] /Count 2147483647 >>"});
       }},
      {"objects-in-circles.pdf", Fate::refused,
       [] {
         return pdf({"<< /Type /Catalog /Pages 2 0 R /Outlines 1 0 R >>", "3 0 R", "4 0 R", "2 0 R"});
       }},
      {"catalog-in-circles.pdf", Fate::refused, [] { return pdf({"1 0 R"}); }},
      {"huge-count.pdf", Fate::refused,
       [=] {
         return pdf(
             {kCatalog, "<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", page_of(""), stream_of(report), kFont});
       }},
      {"negative-count.pdf", Fate::refused,
       [=] {
         return pdf({kCatalog, "<< /Type /Pages /Kids [3 0 R] /Count -5 >>", page_of(""), stream_of(report), kFont});
       }},
      {"broken-table.pdf", Fate::either,
       [=] {
         std::string file = one_page(stream_of(report));
         const std::size_t at = file.rfind("startxref");
         return file.substr(0, at) + "startxref\n99999999\n%%EOF\n";
       }},
      {"table-in-circles.pdf", Fate::either, [=] { return one_page(stream_of(report), {}, "/Prev 9 /XRefStm 9"); }},
      {"table-is-itself.pdf", Fate::either,
       [=] {
         const std::string file = one_page(stream_of(report));
         const std::size_t at = file.rfind("xref\n0");
         return one_page(stream_of(report), {}, "/Prev " + std::to_string(at));
       }},
      {"cut.pdf", Fate::either, [=] { return one_page(stream_of(report)).substr(0, 300); }},
      {"only-a-head.pdf", Fate::refused, [] { return std::string("%PDF-1.7\n"); }},
      {"zeros-behind-head.pdf", Fate::refused, [] { return "%PDF-1.7\n" + std::string(3'000'000, '\0'); }},
      {"encrypted.pdf", Fate::refused,
       [=] {
         const std::string key = std::string(64, 'a');
         return one_page(stream_of(report), {},
                         "/ID [<" + key.substr(0, 32) + "><" + key.substr(0, 32) +
                             ">] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <" + key + "> /U <" +
                             key + "> >>");
       }},
      {"packed-bomb.pdf", Fate::either,
       [] { return one_page(stream_of(packed_blanks(300), "/Filter /FlateDecode ")); }},
      {"many-words.pdf", Fate::either, [] { return one_page(stream_of(words(300'000))); }},
      {"filters-on-filters.pdf", Fate::either,
       [=] { return one_page(stream_of(report, "/Filter [" + times("/ASCIIHexDecode /FlateDecode ", 5'000) + "] ")); }},
      {"form-in-itself.pdf", Fate::either,
       [] {
         return pdf({kCatalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >> "
                     "/Contents 4 0 R >>",
                     stream_of("/X Do"),
                     stream_of("/X Do /X Do",
                               "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X "
                               "5 0 R >> >> ")});
       }},
      {"endless-paper.pdf", Fate::either,
       [=] {
         return pdf({kCatalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                     "<< /Type /Page /Parent 2 0 R /MediaBox [-1e30 -1e30 1e38 1e38] /Rotate 77 /UserUnit 1e30 "
                     "/Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
                     stream_of(report), kFont});
       }},
      {"deep-arrays.pdf", Fate::either,
       [=] { return one_page(stream_of(report), "/Annots " + times("[", 200'000) + times("]", 200'000)); }},
      {"many-empty-pages.pdf", Fate::refused,
       [] {
         std::string kids;
         std::vector<std::string> objects{kCatalog, ""};
         for (int i = 0; i < 20'000; ++i) {
           kids += std::to_string(i + 3) + " 0 R ";
           objects.emplace_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>");
         }
         objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count 20000 >>";
         return pdf(objects);
       }},
      {"actions.pdf", Fate::either,
       [=] {
         return one_page(stream_of(report), "/AA << /O << /S /Launch /F (/bin/sh) >> >> ",
                         "/OpenAction << /S /URI /URI (http://127.0.0.1:9/) >>");
       }},
  };
}

}  // namespace hegui::support
