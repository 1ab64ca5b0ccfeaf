// The tables that rule writers rely on: records, fields, built-in functions.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "dsl/builtin.hpp"
#include "dsl/records.hpp"

namespace hegui::dsl {
namespace {

TEST(RecordTable, EveryRecordHasNamesInBothLanguages) {
  std::set<std::string_view> names;
  for (const RecordRow& row : records()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_TRUE(names.insert(row.english).second) << row.english;
  }
}

TEST(FieldTable, EveryFieldHasOneRow) {
  for (std::uint16_t i = 0; i <= static_cast<std::uint16_t>(Field::repetition_length); ++i) {
    int rows = 0;
    for (const FieldRow& row : fields()) rows += row.field == static_cast<Field>(i) ? 1 : 0;
    EXPECT_EQ(rows, 1) << "field " << i;
  }
}

TEST(FieldTable, NamesAreUniqueWithinARecordAndExplained) {
  std::set<std::string> names;
  for (const FieldRow& row : fields()) {
    const std::string record = std::to_string(static_cast<int>(row.record)) + " ";
    EXPECT_TRUE(names.insert(record + std::string(row.name)).second) << row.name;
    EXPECT_TRUE(names.insert(record + std::string(row.english)).second) << row.english;
    EXPECT_TRUE(row.doc.ends_with("。")) << row.name;
  }
}

TEST(FieldTable, FieldsAreFoundByEitherName) {
  ASSERT_NE(find_field(Record::breakdown, "总数"), nullptr);
  EXPECT_EQ(find_field(Record::breakdown, "总数"), find_field(Record::breakdown, "total"));
  EXPECT_EQ(find_field(Record::report, "总数"), nullptr);
}

TEST(BuiltinTable, NamesAreUniqueAndExplained) {
  std::set<std::string_view> names;
  for (const BuiltinRow& row : builtins()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_TRUE(names.insert(row.english).second) << row.english;
    EXPECT_LE(row.min_arguments, row.max_arguments);
    EXPECT_EQ(find_builtin(row.name), find_builtin(row.english));
    EXPECT_TRUE(row.doc.ends_with("。"));
  }
}

}  // namespace
}  // namespace hegui::dsl
