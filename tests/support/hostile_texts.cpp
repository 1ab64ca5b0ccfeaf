// Hostile texts and files that are not what their name says, and facts files that no program of ours wrote.
#include "tests/support/hostile.hpp"
#include "tests/support/raw_zip.hpp"

namespace hegui::support {

namespace {

constexpr std::size_t kMega = 1'000'000;

std::string headed(const std::string& body) { return "石桥县渔政站\n2023年度部门整体支出绩效自评报告\n" + body + "\n"; }

/// Bytes without any order, the same ones on every machine.
std::string noise(std::size_t size) {
  std::string bytes;
  std::uint32_t state = 1;
  while (bytes.size() < size) bytes += static_cast<char>((state = state * 1664525U + 1013904223U) >> 24U);
  return bytes;
}

std::vector<HostileFile> long_texts() {
  return {
      {"too-large.txt", Fate::refused, [] { return times("预算支出12.5万元，", 100 * kMega / 25); }},
      {"one-line.txt", Fate::read, [] { return headed(times("预算支出12.5万元，", 2 * kMega / 25)); }},
      {"open-brackets.txt", Fate::read, [] { return headed(times("（", 2 * kMega / 3)); }},
      {"open-quotes.txt", Fate::read, [] { return headed(times("“《（【", kMega / 12)); }},
      {"of-which.txt", Fate::read, [] { return headed("支出80万元，" + times("其中：", 2 * kMega / 9)); }},
      {"of-which-figures.txt", Fate::read, [] { return headed(times("其中：支出5万元，", 30'000)); }},
      {"figures.txt", Fate::read, [] { return headed(times("1万元2%3件4.5分", 10'000)); }},
      {"digits.txt", Fate::read, [] { return headed("支出" + std::string(2 * kMega, '9') + "万元"); }},
      {"points.txt", Fate::read, [] { return headed("支出" + times("1.", kMega / 2) + "万元"); }},
      {"numerals.txt", Fate::read, [] { return headed("支出" + times("一亿万千百十零", kMega / 21) + "元"); }},
      {"units.txt", Fate::read, [] { return headed("支出1" + times("万亿", kMega / 6) + "元"); }},
      {"headings.txt", Fate::read, [] { return headed(times("一、\n（一）\n1.\n（1）\n①\n", 30'000)); }},
      {"numbered.txt", Fate::read, [] { return headed(times("1.1.1.1.1.1.1.1.1.1.1 支出5万元\n", 6'000)); }},
      {"empty-lines.txt", Fate::either, [] { return headed(times("\n", 5 * kMega)); }},
      {"bars.txt", Fate::either, [] { return headed(times("|", 2 * kMega)); }},
      {"wide-table.txt", Fate::either, [] { return headed(times("| 项目 " + times("| 1 ", 3'000) + "|\n", 60)); }},
      {"enumeration.txt", Fate::read,
       [] { return headed("分别为" + times("5万元、", 50'000) + "分别用于" + times("甲、", 50'000)); }},
      {"law-names.txt", Fate::read, [] { return headed(times("《", 200'000) + times("》", 200'000)); }},
      {"dates.txt", Fate::read, [] { return headed(times("2023年13月45日至", 60'000)); }},
      {"growth.txt", Fate::read, [] { return headed(times("比上年增长", 100'000) + "5%"); }},
  };
}

std::vector<HostileFile> odd_characters() {
  return {
      {"zeros.txt", Fate::refused, [] { return std::string(5 * kMega, '\0'); }},
      {"zeros-between.txt", Fate::either, [] { return headed(times(std::string("支\0", 4), 200'000)); }},
      {"odd-utf16.txt", Fate::either, [] { return "\xFF\xFE" + times(std::string("\x2F\x65", 2), 50'000) + "x"; }},
      {"lone-halves.txt", Fate::either, [] { return "\xFF\xFE" + times(std::string("\x3D\xD8", 2), 50'000); }},
      {"direction.txt", Fate::read,
       [] { return headed(times("\u202E支出\u2066 12.5\u2069万\u200F元\u202C，", 20'000)); }},
      {"invisible.txt", Fate::read,
       [] {
         return headed("支出" + times("\u200B\u200D\uFEFF\u00AD", 100'000) + "12.5" + times("\u2060", 9) + "万元");
       }},
      {"marks.txt", Fate::read, [] { return headed("支" + times("\u0301\u20E3\uFE0F", 200'000) + "出12.5万元"); }},
      {"escapes.txt", Fate::either, [] { return headed("支出\x1B[2J\x1B]0;x\x07 12.5万元\r\b\b\b\f\v"); }},
      {"bad-utf8.txt", Fate::either, [] { return headed(times("支出12.5万元\xFF。", 1'000)); }},
      {"four-bytes.txt", Fate::either, [] { return times("\x84\x31\xA4\x37", 200'000); }},
      {"noise.txt", Fate::refused, [] { return noise(kMega); }},
      {"line-ends.txt", Fate::read, [] { return headed(times("支出12万元\r\r\n\u2028\u2029\u0085", 50'000)); }},
  };
}

std::vector<HostileFile> disguised() {
  const std::string program =
      "MZ" + std::string("\x90\0\x03\0\0\0\x04\0", 8) + std::string(50, '\0') + "PE" + noise(9'000);
  return {
      {"program.docx", Fate::refused, [=] { return program; }},
      {"program.txt", Fate::refused, [=] { return program; }},
      {"program.xlsx", Fate::refused, [=] { return program; }},
      {"program.pdf", Fate::refused, [=] { return program; }},
      {"program.zip", Fate::refused, [=] { return program; }},
      {"elf.txt", Fate::refused,
       [=] {
         return "\x7F"
                "ELF" +
                program;
       }},
      {"picture.docx", Fate::refused, [=] { return std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) + program; }},
      {"empty.docx", Fate::refused, [] { return std::string(); }},
      {"one-byte.pdf", Fate::either, [] { return std::string("%"); }},
      {"compound.doc", Fate::refused,
       [] {
         std::string file("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
         file += noise(4'000);
         for (const char c : std::string("EncryptedPackage")) file += std::string(1, c) + std::string(1, '\0');
         return file;
       }},
  };
}

}  // namespace

std::vector<HostileFile> hostile_texts() {
  std::vector<HostileFile> files;
  for (auto some : {long_texts(), odd_characters(), disguised()})
    for (auto& file : some) files.push_back(std::move(file));
  return files;
}

std::vector<HostileFile> hostile_reports() {
  std::vector<HostileFile> files;
  for (auto some :
       {hostile_zips(), hostile_documents(), hostile_workbooks(), hostile_pages(), hostile_pdfs(), hostile_texts()})
    for (auto& file : some) files.push_back(std::move(file));
  return files;
}

std::string times(std::string_view piece, std::size_t times) {
  std::string all;
  all.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += piece;
  return all;
}

std::string harmless_text() {
  return headed("一、预算执行情况\n部门支出预算320万元，支出决算256.64万元，预算执行率80.2%。");
}

}  // namespace hegui::support
