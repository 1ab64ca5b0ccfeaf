#include "tests/document/layout.hpp"

#include <gtest/gtest.h>

namespace hegui::document {

namespace {

const PageWords& sample_words() {
  static const PageWords words{{"索引号", "发布机构", "发布日期", "来源"},
                               {"公网安备", "ICP备", "版权所有", "技术支持", "主办单位", "网站标识码"},
                               {"首页", "长者模式", "网站地图", "联系我们", "打印", "关闭", "政务服务"},
                               {"年", "附件"},
                               {"目录", "目次"},
                               {"单位", "金额单位"}};
  return words;
}

}  // namespace

Document read(const std::string& text) {
  ReadResult result = read_bytes(text, "report.txt", Limits{}, sample_words());
  EXPECT_TRUE(result.document.has_value()) << result.error.en;
  return result.document ? *std::move(result.document) : Document{};
}

std::vector<std::string> layout(const Document& document) {
  constexpr const char* kRoles[] = {"", "furniture ", "metadata ", "contents "};
  std::vector<std::string> lines;
  for (const Block& block : document.blocks) {
    std::string line = kRoles[static_cast<std::size_t>(block.role)] + std::to_string(block.locator.line) + " ";
    if (block.kind == Block::Kind::table) {
      line += "table " + std::to_string(block.table.rows) + "x" + std::to_string(block.table.columns);
    } else {
      line += document.clean_text_of(block.slice);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> rows(const Document& document, std::size_t table) {
  std::vector<std::string> result;
  for (const Block& block : document.blocks) {
    if (block.kind != Block::Kind::table || table-- > 0) continue;
    result.resize(block.table.rows);
    for (const Cell& cell : block.table.cells) {
      std::string& row = result[cell.row];
      if (cell.column > 0) row += "|";
      row += document.text_of(cell.slice);
      if (cell.column_span > 1) row += "+" + std::to_string(cell.column_span);
    }
    break;
  }
  return result;
}

std::vector<std::string> debris(const Document& document) {
  std::vector<std::string> result;
  for (const Debris& item : document.debris)
    result.push_back(item.kind + ":" + std::string(document.text_of(item.slice)));
  return result;
}

}  // namespace hegui::document
