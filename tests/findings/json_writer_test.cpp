#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "checker/findings/json.hpp"

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

}  // namespace
}  // namespace hegui::findings
