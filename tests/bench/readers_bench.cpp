// How long the readers take, beside what cannot be avoided: unzipping and parsing the XML alone (docx, xlsx), running
// pdftotext (pdf).
//   readers_bench [ROUNDS [FILE…]]     without files: a docx and a workbook made here
// Not a test: nothing fails when the machine is slow. ctest runs it once, so that it stays usable.
#include <malloc.h>
#include <zip.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "checker/document/reader.hpp"
#include "checker/document/subprocess.hpp"
#include "tests/document/packages.hpp"

namespace {

using namespace hegui::document;
using Files = std::vector<std::pair<std::string, std::string>>;  // name, bytes

/// Seconds of this process's own work, which other programs on the machine do not stretch.
double own_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double best_of(int rounds, double (*now)(), const std::function<void()>& run) {
  double best = std::numeric_limits<double>::max();
  for (int i = 0; i < rounds; ++i) {
    const double begin = now();
    run();
    best = std::min(best, now() - begin);
  }
  return best;
}

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool has_ending(const std::string& name, const std::string& ending) {
  return name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
}

/// Unzips and parses the parts that hold what a reader shows.
std::size_t unzip_and_parse(const std::string& bytes) {
  std::size_t nodes = 0;
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (archive == nullptr) return 0;
  const zip_int64_t entries = zip_get_num_entries(archive, 0);
  for (zip_int64_t i = 0; i < entries; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat) != 0) continue;
    const std::string name = stat.name;
    const bool shown = has_ending(name, ".xml") && name.find("theme") == std::string::npos &&
                       (name.rfind("word/", 0) == 0 || name.rfind("xl/", 0) == 0);
    if (!shown) continue;
    std::string content(stat.size, '\0');
    zip_file_t* const file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    if (file == nullptr) continue;
    zip_fread(file, content.data(), content.size());
    zip_fclose(file);
    pugi::xml_document document;
    if (document.load_buffer(content.data(), content.size(), pugi::parse_default | pugi::parse_ws_pcdata)) ++nodes;
  }
  zip_close(archive);
  return nodes;
}

/// A paragraph as office programs write it: most of the part says how it looks.
std::string written_out(const std::string& text, const char* properties) {
  const std::string look =
      "<w:rPr><w:rFonts w:ascii=\"FangSong\" w:hAnsi=\"FangSong\" w:eastAsia=\"FangSong\" w:hint=\"eastAsia\"/>"
      "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>";
  return "<w:p w:rsidR=\"00A77B3E\" w:rsidRDefault=\"00A77B3E\"><w:pPr>" + std::string(properties) + look +
         "</w:pPr><w:r>" + look + "<w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

std::string amount(int i) { return std::to_string(100 + i * 37 % 9000) + "." + std::to_string(10 + i * 7 % 90); }

Files samples() {
  std::string body, rows;
  const char* const kBody =
      "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLine=\"640\"/><w:jc w:val=\"both\"/>";
  for (int i = 0; i < 400; ++i) {
    body += written_out("（一）全年一般公共预算支出决算" + amount(i) + "万元，完成年初预算的98.76%，比上年增加" +
                            amount(3 * i) + "万元。",
                        kBody);
    if (i % 20 != 0) continue;
    body += "<w:tbl>";
    for (int row = 0; row < 30; ++row) {
      body += "<w:tr>";
      for (const std::string& cell : {std::string("一般公共服务支出"), amount(row * i), amount(row + i), amount(row)})
        body += "<w:tc><w:tcPr><w:tcW w:w=\"2130\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>" +
                written_out(cell, "<w:jc w:val=\"center\"/>") + "</w:tc>";
      body += "</w:tr>";
    }
    body += "</w:tbl>";
  }
  for (int row = 1; row <= 2000; ++row) {
    const std::string number = std::to_string(row);
    rows += "<row r=\"" + number + "\" spans=\"1:4\" ht=\"18.75\" customHeight=\"1\"><c r=\"A" + number +
            "\" s=\"0\" t=\"inlineStr\"><is><t>办公费</t></is></c>";
    for (const char* const column : {"B", "C", "D"})
      rows += "<c r=\"" + (column + number) + "\" s=\"0\"><v>" + amount(row) + "</v></c>";
    rows += "</row>";
  }
  return {{"made.docx", docx(body)}, {"made.xlsx", xlsx(rows)}};
}

void measure(const std::string& format, const Files& files, int rounds) {
  double megabytes = 0;
  std::size_t unreadable = 0, sink = 0;
  for (const auto& [name, bytes] : files) megabytes += static_cast<double>(bytes.size()) / 1e6;
  const auto clock = format == "pdf" ? &wall_seconds : &own_seconds;  // the helpers are other processes
  const double reading = best_of(rounds, clock, [&] {
    for (const auto& [name, bytes] : files) unreadable += read_bytes(bytes, name, Limits{}).document ? 0 : 1;
  });
  double alone = 0;
  const char* what = "unzip and parse alone";
  if (format == "pdf") {
    what = "pdftotext";
    if (find_program("pdftotext").empty()) {
      std::puts("pdf: pdftotext (poppler-utils) is not installed");
      return;
    }
    alone = best_of(rounds, clock, [&] {
      for (const auto& [name, bytes] : files) sink += run_program({"pdftotext", "-", "-"}, bytes, {}).output.size();
    });
  } else {
    alone = best_of(rounds, clock, [&] {
      for (const auto& [name, bytes] : files) sink += unzip_and_parse(bytes);
    });
  }
  const auto count = static_cast<double>(files.size());
  std::printf("%-5s %4zu files %8.2f MB  %8.2f ms %8.1f MB/s %8.1f files/s   %s %8.2f ms   ratio %.2f%s\n",
              format.c_str(), files.size(), megabytes, reading * 1e3, megabytes / reading, count / reading, what,
              alone * 1e3, reading / alone, unreadable > 0 || sink == 0 ? "   SOME UNREADABLE" : "");
}

}  // namespace

int main(int argc, char** argv) {
  ::setenv("TZ", ":/etc/localtime", 0);  // as the program does
  // Memory once used is kept: else most of what is measured is the system handing out and taking back pages, of which
  // the tree of nodes that is compared with needs more.
  constexpr int kKept = 1 << 28;
  ::mallopt(M_MMAP_THRESHOLD, kKept);
  ::mallopt(M_TRIM_THRESHOLD, kKept);
  const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
  std::map<std::string, Files> by_format;
  for (int i = 2; i < argc; ++i) {
    const std::string name = argv[i];
    const std::size_t dot = name.rfind('.');
    if (dot != std::string::npos) by_format[name.substr(dot + 1)].emplace_back(name, slurp(name));
  }
  if (by_format.empty())
    for (auto& [name, bytes] : samples()) by_format[name.substr(name.rfind('.') + 1)].emplace_back(name, bytes);
  for (const auto& [format, files] : by_format) measure(format, files, rounds);
  return 0;
}
