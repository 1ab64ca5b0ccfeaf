// The fuzz targets of the readers: any bytes give a sound document or an error in plain words, within the limits.
#include <utility>

#include "checker/document/archive.hpp"
#include "checker/document/docx.hpp"
#include "checker/document/html.hpp"
#include "checker/document/mht.hpp"
#include "checker/document/odt.hpp"
#include "checker/document/ofd.hpp"
#include "checker/document/pdf.hpp"
#include "checker/document/txt.hpp"
#include "checker/document/xlsx.hpp"
#include "tests/fuzz/parts.hpp"
#include "tests/fuzz/promise.hpp"
#include "tests/fuzz/targets.hpp"

namespace hegui::fuzz {

namespace {

using document::Limits;
using document::PageWords;
using document::ReadResult;

using Read = ReadResult (*)(std::string, std::string, const Limits&, const PageWords&);

const PageWords& page_words() {
  static const PageWords words = [] {
    PageWords some;
    some.metadata_labels = {"索引号", "发布机构", "发布日期"};
    some.footer_marks = {"版权所有", "网站地图"};
    some.navigation = {"首页", "当前位置"};
    some.content_marks = {"万元", "预算"};
    some.contents_titles = {"目录"};
    some.unit_captions = {"单位", "金额单位"};
    return some;
  }();
  return words;
}

void read(Read reader, std::string bytes) {
  if (bytes.empty()) return;
  promise_sound(reader(std::move(bytes), "report", small_limits(), page_words()));
}

}  // namespace

void txt(std::string_view input) { read(&document::read_txt, std::string(input)); }
void docx(std::string_view input) { read(&document::read_docx, pack(input)); }
void xlsx(std::string_view input) { read(&document::read_xlsx, pack(input)); }
void odt(std::string_view input) { read(&document::read_odt, pack(input)); }
void ofd(std::string_view input) { read(&document::read_ofd, pack(input)); }
void html(std::string_view input) { read(&document::read_html, std::string(input)); }
void mht(std::string_view input) { read(&document::read_mht, std::string(input)); }

void pages(std::string_view input) {
  promise_sound(document::lay_out_pages(input, "report", small_limits(), page_words()));
}

void package(std::string_view input) {
  if (!input.starts_with("PK")) return;
  promise_sound(document::read_bytes(std::string(input), "report", small_limits(), page_words()));
}

void archive(std::string_view input) {
  const Limits limits = small_limits();
  std::uint64_t bytes = 0;
  std::string last;
  for (const auto& file : document::open_archive(input, "reports.zip", limits)) {
    promise(is_utf8(file.path), "names are valid text");
    for (const char c : file.path)
      promise(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F, "names have no control characters");
    promise(last <= file.path, "files are in the order of their names");
    last = file.path;
    promise((file.bytes != nullptr) != file.error.has_value(), "a file has bytes or an error");
    if (file.bytes != nullptr) bytes += file.bytes->size();
    if (file.error) promise(!file.error->zh.empty() && is_utf8(file.error->zh), "an error says why");
  }
  promise(bytes <= limits.max_unpacked, "no more is unpacked than the limit");
}

}  // namespace hegui::fuzz
