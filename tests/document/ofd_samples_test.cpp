// OFD files that other programs wrote (../shared/formats/ofd): every character that they show is read.
#include <gtest/gtest.h>
#include <zip.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "checker/document/reader.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {
namespace {

namespace fs = std::filesystem;

const fs::path& samples() {
  static const fs::path folder = HEGUI_SOURCE_DIR "/../shared/formats/ofd";
  return folder;
}

using Count = std::map<char32_t, int>;

void count(std::string_view text, Count& characters, int by) {
  for (std::size_t at = 0; at < text.size();) {
    const auto next = dsl::utf8::decode(text, at);
    if (next.character > U' ' && next.character != 0x3000) characters[next.character] += by;
    at += next.length;
  }
}

void collect(const pugi::xml_node& node, Count& characters) {
  for (const pugi::xml_node& each : node.children()) {
    const std::string_view name = each.name();
    if (name.ends_with("TextCode")) count(each.text().get(), characters, 1);
    collect(each, characters);
  }
}

/// The characters of all text objects of all pages and templates, straight from the parts.
Count written(const fs::path& path) {
  Count characters;
  zip_t* const archive = zip_open(path.c_str(), ZIP_RDONLY, nullptr);
  if (archive == nullptr) return characters;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    const std::string name = zip_get_name(archive, static_cast<zip_uint64_t>(i), 0);
    if (name.find("Content") == std::string::npos || !name.ends_with(".xml")) continue;
    zip_stat_t stat;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
    std::string content(stat.size, '\0');
    zip_file_t* const file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    zip_fread(file, content.data(), content.size());
    zip_fclose(file);
    pugi::xml_document part;
    if (part.load_buffer(content.data(), content.size())) collect(part, characters);
  }
  zip_close(archive);
  return characters;
}

Document read(const fs::path& path) {
  ReadResult result = read_file(path, {});
  EXPECT_TRUE(result.document) << path << " " << result.error.en;
  return result.document ? *std::move(result.document) : Document{};
}

TEST(OfdSamples, EveryCharacterIsRead) {
  if (!fs::exists(samples())) GTEST_SKIP() << "the samples are not here";
  int files = 0;
  for (const auto& entry : fs::directory_iterator(samples())) {
    if (entry.path().extension() != ".ofd") continue;
    ++files;
    Count characters = written(entry.path());
    int all = 0;
    for (const auto& [character, times] : characters) all += times;
    EXPECT_GT(all, 0) << entry.path();
    count(read(entry.path()).text->original(), characters, -1);
    for (const auto& [character, times] : characters) {
      std::string utf8;
      dsl::append_utf8(utf8, character);
      EXPECT_EQ(times, 0) << entry.path().filename() << " " << utf8;
    }
  }
  EXPECT_EQ(files, 8);
}

TEST(OfdSamples, TextIsInReadingOrder) {
  if (!fs::exists(samples())) GTEST_SKIP() << "the samples are not here";
  const auto stand_in_order = [](const char* file, std::initializer_list<const char*> words) {
    const Document document = read(samples() / file);
    std::string text;
    for (const Block& block : document.blocks)
      if (block.role == Role::body) text += document.text_of(block.slice);
    std::size_t at = 0;
    for (const char* const word : words) {
      const std::size_t found = text.find(word, at);
      ASSERT_NE(found, std::string::npos) << file << " " << word << "\n" << text;
      at = found + 1;
    }
  };
  stand_in_order("keyword.ofd",
                 {"中国建设银行", "李伟", "25号楼1单元601室", "不动产权证书号", "抵押方式", "担保债权数额"});
  stand_in_order("path-nonstandard.ofd",
                 {"立案决定书", "第", "条之规定", "立案侦查", "案件名称", "案件编号", "出生日期", "填发人"});
  stand_in_order("no-page-container.ofd", {"发票代码", "购买方", "项目名称", "价税合计", "销售方"});
}

TEST(OfdSamples, RowsOfAFormWhoseLinesAreAPictureAreParagraphs) {
  if (!fs::exists(samples())) GTEST_SKIP() << "the samples are not here";
  const Document document = read(samples() / "keyword.ofd");
  std::vector<std::string> rows;
  for (const Block& block : document.blocks) rows.emplace_back(document.text_of(block.slice));
  for (const char* const row : {"中国建设银行股份有限公司泰安分行", "李伟",
                                "岱岳区青春创业开发区鑫源小区25号楼1单元601室", "370911002006GB00183F00250081"})
    EXPECT_NE(std::find(rows.begin(), rows.end(), row), rows.end()) << row;
}

}  // namespace
}  // namespace hegui::document
