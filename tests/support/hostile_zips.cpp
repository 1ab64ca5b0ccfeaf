// Hostile packages and archives: what comes out is more than it seems, is somewhere else, or has another name.
#include "tests/support/archive_quine.hpp"
#include "tests/support/hostile.hpp"
#include "tests/support/raw_zip.hpp"

namespace hegui::support {

namespace {

constexpr std::uint32_t kMegabyte = 1U << 20U;

std::string document_xml(const std::string& text) {
  return "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:body></w:document>";
}

std::string sound_docx() { return raw_zip({deflated("word/document.xml", document_xml(harmless_text()))}); }

/// Entries that all lie upon the first one: small in the file, as large as one likes when unpacked.
std::string overlapping(const std::string& first, const std::string& stem, const std::string& ending, int entries,
                        std::uint32_t megabytes_each) {
  std::vector<RawEntry> all{repeated(first, std::string(kMegabyte, ' '), megabytes_each)};
  for (int i = 0; i < entries; ++i) {
    RawEntry copy = all.front();
    copy.name = stem + std::to_string(i) + ending;
    copy.claimed_packed = static_cast<std::uint32_t>(copy.packed.size());
    copy.packed.clear();
    copy.claimed_place = 0;
    copy.only_in_directory = true;
    all.push_back(copy);
  }
  return raw_zip(all);
}

std::string nested(int deep, int wide) {
  std::string inner = raw_zip({deflated("报告.txt", harmless_text())});
  for (int level = 0; level < deep; ++level) {
    std::vector<RawEntry> copies;
    for (int i = 0; i < wide; ++i) copies.push_back(deflated("套" + std::to_string(i) + ".zip", inner));
    inner = raw_zip(copies);
  }
  return inner;
}

/// A gzip file that unpacks to another one, and so on.
std::string layers_of_gzip(int layers) {
  std::string inner = harmless_text();
  for (int i = 0; i < layers; ++i) inner = gzip_bytes(inner);
  return inner;
}

std::string tar_header(const std::string& name, char type, const std::string& size, const std::string& link = {}) {
  std::string head(512, '\0');
  const auto put = [&head](std::size_t at, std::string_view text) { head.replace(at, text.size(), text); };
  put(0, name.substr(0, 100));
  put(100, "0000644");
  put(124, size);
  put(148, "        ");
  put(156, std::string(1, type));
  put(157, link.substr(0, 100));
  put(257, std::string_view("ustar\00000", 8));
  unsigned sum = 0;
  for (const char c : head) sum += static_cast<unsigned char>(c);
  std::string octal;
  for (int shift = 15; shift >= 0; shift -= 3)
    octal += static_cast<char>('0' + ((sum >> static_cast<unsigned>(shift)) & 7U));
  put(148, octal + std::string("\0 ", 2));
  return head;
}

std::string tar_of_odd_entries() {
  std::string body = harmless_text();
  const std::string size = "00000000" + [&] {
    std::string octal;
    for (int shift = 6; shift >= 0; shift -= 3)
      octal += static_cast<char>('0' + ((body.size() >> static_cast<unsigned>(shift)) & 7U));
    return octal;
  }();
  body.resize(512, '\0');
  return tar_header("../../逃.txt", '0', size) + body + tar_header("/etc/绝对.txt", '0', size) + body +
         tar_header("link.txt", '2', "00000000000", "/etc/passwd") +
         tar_header("hard.txt", '1', "00000000000", "/etc/passwd") + tar_header("pipe.txt", '6', "00000000000") +
         tar_header("device.txt", '3', "00000000000") + std::string(1024, '\0');
}

std::vector<HostileFile> lies() {
  return {
      {"lying-size.docx", Fate::either,
       [] {
         auto entry = deflated("word/document.xml", document_xml(times(harmless_text(), 1000)));
         entry.claimed_size = 10;
         return raw_zip({entry});
       }},
      {"lying-checksum.docx", Fate::refused,
       [] {
         auto entry = deflated("word/document.xml", document_xml(harmless_text()));
         entry.checksum ^= 1U;
         return raw_zip({entry});
       }},
      {"lying-place.docx", Fate::refused,
       [] {
         auto entry = deflated("word/document.xml", document_xml(harmless_text()));
         entry.claimed_place = 0xFFFFFFF0U;
         return raw_zip({entry});
       }},
      {"lying-count.docx", Fate::either,
       [] {
         RawDirectory directory;
         directory.entries = 65'000;
         return raw_zip({deflated("word/document.xml", document_xml(harmless_text()))}, directory);
       }},
      {"lying-directory.zip", Fate::either,
       [] {
         RawDirectory directory;
         directory.place = 0x7FFFFFFFU;
         directory.size = 0xFFFFFFF0U;
         return raw_zip({deflated("报告.txt", harmless_text())}, directory);
       }},
      {"unknown-method.docx", Fate::refused,
       [] {
         auto entry = deflated("word/document.xml", document_xml(harmless_text()));
         entry.method = 97;
         return raw_zip({entry});
       }},
      {"encrypted.docx", Fate::refused,
       [] {
         auto entry = deflated("word/document.xml", document_xml(harmless_text()));
         entry.flags |= 1;
         return raw_zip({entry});
       }},
      {"two-of-a-name.docx", Fate::either,
       [] {
         return raw_zip({deflated("word/document.xml", document_xml(harmless_text())),
                         deflated("word/document.xml", document_xml("另一份"))});
       }},
      {"two-of-a-name.zip", Fate::read,
       [] {
         return raw_zip({deflated("报告.txt", harmless_text()), deflated("报告.txt", harmless_text())});
       }},
      {"garbage-behind.docx", Fate::either,
       [] {
         RawDirectory directory;
         directory.behind = std::string(70'000, 'x');
         return raw_zip({deflated("word/document.xml", document_xml(harmless_text()))}, directory);
       }},
  };
}

std::vector<HostileFile> cut() {
  std::vector<HostileFile> files;
  for (const int percent : {5, 25, 50, 75, 99})
    files.push_back({"cut-at-" + std::to_string(percent) + ".docx", Fate::refused, [percent] {
                       const std::string whole = sound_docx();
                       return whole.substr(0, whole.size() * static_cast<std::size_t>(percent) / 100);
                     }});
  for (const int percent : {30, 90})
    files.push_back({"cut-at-" + std::to_string(percent) + ".zip", Fate::either, [percent] {
                       const std::string whole = nested(1, 3);
                       return whole.substr(0, whole.size() * static_cast<std::size_t>(percent) / 100);
                     }});
  return files;
}

}  // namespace

std::vector<HostileFile> hostile_zips() {
  std::vector<HostileFile> files{
      {"bomb-flat.docx", Fate::refused,
       [] { return raw_zip({repeated("word/document.xml", std::string(kMegabyte, ' '), 4000)}); }},
      {"bomb-flat.xlsx", Fate::refused,
       [] { return raw_zip({repeated("xl/workbook.xml", times("<a/>", kMegabyte / 4), 4000)}); }},
      {"bomb-flat.zip", Fate::refused,
       [] { return raw_zip({repeated("报告.txt", std::string(kMegabyte, 'a'), 4000)}); }},
      {"bomb-overlapping.docx", Fate::refused,
       [] { return overlapping("word/document.xml", "word/header", ".xml", 15'000, 2); }},
      {"bomb-overlapping.zip", Fate::refused, [] { return overlapping("报告.txt", "报告", ".txt", 15'000, 4); }},
      {"bomb-nested.zip", Fate::refused, [] { return nested(8, 8); }},
      {"bomb.tar.gz", Fate::refused, [] { return gzip_bytes(std::string(kMegabyte, '\0'), 8000); }},
      {"itself.zip", Fate::refused, [] { return zip_quine(); }},
      {"itself.gz", Fate::refused, [] { return gzip_quine(); }},
      {"layers.gz", Fate::either, [] { return layers_of_gzip(40); }},
      {"many-entries.zip", Fate::refused,
       [] {
         std::vector<RawEntry> all;
         for (int i = 0; i < 60'000; ++i) all.push_back(stored("图" + std::to_string(i) + ".bin", "支出"));
         return raw_zip(all);
       }},
      {"many-entries.docx", Fate::refused,
       [] {
         std::vector<RawEntry> all{deflated("word/document.xml", document_xml(harmless_text()))};
         for (int i = 0; i < 60'000; ++i) all.push_back(stored("x" + std::to_string(i), ""));
         return raw_zip(all);
       }},
      {"names.zip", Fate::read,
       [] {
         std::vector<RawEntry> all;
         for (const std::string& name :
              {std::string("../../../tmp/逃出.txt"), std::string("/etc/绝对.txt"), std::string("C:\\windows\\盘.txt"),
               std::string("换\n行\x1B[31m红.txt"), std::string("\xFF\xFE\x80坏.txt"),
               std::string(60'000, 'n') + ".txt", std::string("\0空.txt", 8), std::string("..\\..\\反.txt"),
               std::string("\xE2\x80\xAE倒txt.txt")})
           all.push_back(deflated(name, harmless_text()));
         return raw_zip(all);
       }},
      {"no-report.zip", Fate::refused,
       [] {
         return raw_zip({stored("a.bin", "x"), stored("b/", "")});
       }},
      {"odd-entries.tar", Fate::either, &tar_of_odd_entries},
      {"endless-entry.tar", Fate::refused,
       [] { return tar_header("大.txt", '0', "77777777777") + std::string(2048, 'x'); }},
      {"garbage.7z", Fate::refused,
       [] { return std::string("7z\xBC\xAF\x27\x1C\0\x04", 8) + std::string(4096, '\xFF'); }},
      {"parts-outside.docx", Fate::refused,
       [] {
         return raw_zip({deflated("../word/document.xml", "<x/>"), deflated("word/styles.xml", "<x/>")});
       }},
  };
  for (auto& file : lies()) files.push_back(std::move(file));
  for (auto& file : cut()) files.push_back(std::move(file));
  return files;
}

}  // namespace hegui::support
