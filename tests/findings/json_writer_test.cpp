#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "checker/findings/json.hpp"
#include "checker/findings/outcome_json.hpp"

namespace hegui::findings {
namespace {

std::string as_json(std::string_view text) {
  std::string out;
  JsonWriter(out).value(text);
  return out;
}

TEST(JsonWriter, KeepsMembersInTheOrderWritten) {
  std::string out;
  JsonWriter json(out, 0);
  json.begin_object().member("b", 1).member("a", "x");
  json.key("list").begin_array().value(true).null().value(std::int64_t{-5}).end_array();
  json.key("empty").begin_object().end_object();
  json.end_object();
  EXPECT_EQ(out, R"({"b":1,"a":"x","list":[true,null,-5],"empty":{}})");
}

TEST(JsonWriter, IndentsForPeople) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("a").begin_array().value(1).value(2).end_array().end_object();
  EXPECT_EQ(out, "{\n  \"a\": [\n    1,\n    2\n  ]\n}");
}

TEST(JsonWriter, ARowIsOneLineWithItsDecimals) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("box").row({9006, -5, 0, 120}, 2).key("empty").row({});
  json.member("behind", 1).end_object();
  EXPECT_EQ(out, "{\n  \"box\": [90.06, -0.05, 0.00, 1.20],\n  \"empty\": [],\n  \"behind\": 1\n}");
  std::string short_out;
  JsonWriter(short_out, 0).row({1, 20}, 0);
  EXPECT_EQ(short_out, "[1,20]");
}

TEST(JsonWriter, EscapesWhatJsonForbids) {
  EXPECT_EQ(as_json("\"\\\n\t\x01\x7F"), R"("\"\\\n\t\u0001\u007f")");
  EXPECT_EQ(as_json("执行率“80%”"), "\"执行率“80%”\"");
}

TEST(JsonWriter, ReplacesBrokenCharacters) {
  EXPECT_EQ(as_json("\xE6\x89"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");      // cut in the middle of 执
  EXPECT_EQ(as_json("\xED\xA0\x80z").substr(0, 4), "\"\xEF\xBF\xBD");  // half of a surrogate pair
  EXPECT_EQ(as_json("\xC0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");      // overlong
}

TEST(JsonWriter, AnyBytesGiveJsonThatCanBeReadBack) {
  std::uint32_t state = 12345;
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    for (int i = 0; i < 64; ++i) {
      state = state * 1664525U + 1013904223U;
      bytes += static_cast<char>(state >> 24U);
    }
    EXPECT_FALSE(nlohmann::json::parse(as_json(bytes), nullptr, false).is_discarded()) << round;
  }
}

std::string outcomes_of(const std::vector<RuleOutcome>& rules, int indent, OutcomesJson& kept) {
  std::string out;
  JsonWriter json(out, indent);
  json.begin_object().key("outcomes");
  kept.write(json, rules);
  json.member("behind", 1).end_object();
  return out;
}

TEST(JsonWriter, OutcomesKeptFromOtherReportsAreThoseOfThisOne) {
  const std::vector<std::vector<RuleOutcome>> reports = {
      {{"A-01", 0, 0, 1, 0, {"没有找到[预算]"}, ""}, {"A-02", 3, 0, 0, 0, {}, ""}},
      {{"A-01", 0, 0, 1, 0, {"没有找到[预算]"}, ""}, {"A-02", 1200, 7, 0, 15, {}, ""}},  // other counts, more digits
      {{"A-01", 0, 0, 2, 0, {"没有找到[决算]"}, ""}, {"A-02", 0, 0, 0, 0, {}, "已停用：“x”"}},
      {},
      {{"B-01", 9, 0, 0, 0, {}, ""}, {"A-02", 0, 1, 0, 0, {}, ""}, {"C-01", 0, 0, 0, 1, {}, ""}},  // other rules
      {{"A-01", 0, 0, 1, 0, {"没有找到[预算]"}, ""}},
  };
  for (const int indent : {0, 2}) {
    OutcomesJson kept;
    for (const auto& rules : reports) {
      OutcomesJson fresh;
      EXPECT_EQ(outcomes_of(rules, indent, kept), outcomes_of(rules, indent, fresh));
    }
  }
  OutcomesJson kept;
  static_cast<void>(outcomes_of(reports[0], 0, kept));
  EXPECT_EQ(outcomes_of(reports[1], 0, kept),
            R"({"outcomes":[{"rule":"A-01","passed":0,"failed":0,"undetermined":1,"not_applicable":0,)"
            R"("missing":["没有找到[预算]"],"skipped":""},{"rule":"A-02","passed":1200,"failed":7,"undetermined":0,)"
            R"("not_applicable":15,"missing":[],"skipped":""}],"behind":1})");
}

}  // namespace
}  // namespace hegui::findings
