// The tables of the language reference are those of the program. UPDATE_GOLDEN=1 rewrites them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "dsl/builtin.hpp"
#include "dsl/check_types.hpp"
#include "dsl/keyword.hpp"
#include "dsl/records.hpp"
#include "tests/app/program.hpp"

namespace hegui::docs {
namespace {

const char* const kPage = "docs/reference/language.md";

/// The table stands between “<!-- begin NAME -->” and “<!-- end NAME -->”.
void expect_table(const std::string& name, const std::string& table) {
  const std::string path = app::source_path(kPage);
  const std::string page = app::slurp(path), begin = "<!-- begin " + name + " -->\n", end = "<!-- end " + name + " -->";
  const std::size_t from = page.find(begin), to = page.find(end);
  ASSERT_TRUE(from != std::string::npos && to != std::string::npos) << name;
  const std::size_t inside = from + begin.size();
  if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && *update != '\0') {
    std::ofstream(path, std::ios::binary) << page.substr(0, inside) + table + page.substr(to);
    return;
  }
  EXPECT_EQ(page.substr(inside, to - inside), table) << "UPDATE_GOLDEN=1 rewrites it";
}

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

TEST(ReferenceTables, Keywords) {
  static constexpr std::string_view groups[] = {"条目", "规则集", "依据",     "词库", "规则", "豁免",
                                                "测试", "级别",   "归并范围", "算式", "类型"};
  std::string table = "| 用在 | 中文 / English |\n|---|---|\n";
  std::size_t at = 0;
  for (std::size_t group = 0; group < std::size(groups); ++group) {
    table += "| " + std::string(groups[group]) + " | ";
    std::string row;
    for (const dsl::KeywordRow& keyword : dsl::keywords()) {
      if (static_cast<std::size_t>(keyword.group) != group) continue;
      if (!row.empty()) row += " · ";
      row += code(keyword.zh) + " " + std::string(keyword.en);
      ++at;
    }
    table += row + " |\n";
  }
  EXPECT_EQ(at, dsl::keywords().size());
  expect_table("keywords", table);
}

TEST(ReferenceTables, Builtins) {
  std::string table = "| 函数 | English | 说明 |\n|---|---|---|\n";
  for (const dsl::BuiltinRow& row : dsl::builtins())
    table += "| " + code(row.name) + " | " + code(row.english) + " | " + std::string(row.doc) + " |\n";
  expect_table("builtins", table);
}

TEST(ReferenceTables, Records) {
  std::string table;
  for (const dsl::RecordRow& record : dsl::records()) {
    table += "### " + std::string(record.name) + " " + std::string(record.english) + "\n\n";
    table += "| 字段 | English | 类型 | 说明 |\n|---|---|---|---|\n";
    for (const dsl::FieldRow& field : dsl::fields()) {
      if (field.record != record.record) continue;
      table += "| " + code(field.name) + " | " + code(field.english) + " | " +
               dsl::checking::type_name(field.type, false) + " | " + std::string(field.doc) + " |\n";
    }
    table += "\n";
  }
  expect_table("records", table);
}

}  // namespace
}  // namespace hegui::docs
