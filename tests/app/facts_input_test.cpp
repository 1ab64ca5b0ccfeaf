// `hegui check --facts`: rules over what `facts --format json` wrote come out as over the report itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "checker/app/pipeline.hpp"
#include "checker/app/rulebooks.hpp"
#include "dsl/load.hpp"
#include "dsl/utf8.hpp"
#include "tests/app/program.hpp"
#include "tests/support/schema.hpp"

namespace hegui::app {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

/// Facts of the reports, then the check of both; equal but for nothing.
void expect_equal_checks(const Scratch& scratch, const std::vector<std::string>& reports) {
  const auto facts = (scratch.path() / "facts.json").string();
  std::vector<std::string> arguments = {"facts", "--format", "json", "-o", facts};
  arguments.insert(arguments.end(), reports.begin(), reports.end());
  ASSERT_EQ(run_program(arguments).status, 0);
  std::vector<std::string> direct = {"check", "--format", "json"};
  direct.insert(direct.end(), reports.begin(), reports.end());
  const Ran from_reports = run_program(direct);
  const Ran from_facts = run_program({"check", "--format", "json", "--facts", facts});
  ASSERT_LE(from_reports.status, 1) << from_reports.err;
  EXPECT_EQ(from_facts.status, from_reports.status) << from_facts.err;
  const json one = json::parse(from_reports.out), other = json::parse(from_facts.out);
  ASSERT_EQ(one.at("reports").size(), other.at("reports").size());
  for (std::size_t i = 0; i < one.at("reports").size(); ++i) {
    const json &left = one["reports"][i], &right = other["reports"][i];
    SCOPED_TRACE(left.at("path").get<std::string>());
    ASSERT_EQ(left.at("findings").size(), right.at("findings").size());
    for (std::size_t j = 0; j < left["findings"].size(); ++j) EXPECT_EQ(left["findings"][j], right["findings"][j]);
    EXPECT_EQ(left.at("outcomes"), right.at("outcomes"));
    EXPECT_EQ(left.at("sha256"), right.at("sha256"));
  }
}

TEST(FactsInput, EveryReportOfTheTestsIsCheckedAlike) {
  const Scratch scratch;
  expect_equal_checks(scratch, {source_path("tests/reports"), source_path("docs/samples")});
}

TEST(FactsInput, EveryReportAtHandIsCheckedAlike) {
  const auto folder = source_path("../shared/reports");
  if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "../shared/reports is not here";
  const Scratch scratch;
  expect_equal_checks(scratch, {folder});
}

TEST(FactsInput, PlacesHoldInEveryEncoding) {
  const Scratch scratch;
  const std::string report =
      "\xEF\xBB\xBF石桥县渔政站\r\n２０２３年度部门整体支出绩效自评报告\r\n一、预算执行情况\r\n"
      "2023年部门支出预算３２０万元，支出决算256.64万元，\xE2\x80\x8B预算执行率82.20％。\r\n";
  scratch.file("bom.txt", report);
  std::string wide;  // the same in UTF-16
  for (std::string_view rest = report; !rest.empty();) {
    const auto [code, length] = dsl::decode(rest);
    rest.remove_prefix(length);
    wide += static_cast<char>(code & 0xFFU);
    wide += static_cast<char>(code >> 8U);
  }
  scratch.file("wide.txt", wide);
  expect_equal_checks(scratch, {scratch.path().string()});
}

const char* const kPage =
    "<html><body><h1>石桥县渔政站2023年度部门整体支出绩效自评报告</h1><p>一、预算执行情况</p>"
    "<p>2023年部门支出预算320万元，支出决算256.64万元，预算执行率82.20%。</p><p>单位：万元</p>"
    "<table><tr><th>项目</th><th>预算数</th><th>决算数</th></tr><tr><td>基本支出</td><td>100.00</td><td>80.00</td></tr>"
    "<tr><td>项目支出</td><td></td><td>176.64</td></tr><tr><td>合计</td><td>320.00</td><td>250.00</td></tr></table>"
    "</body></html>";

TEST(FactsInput, TablesOfOtherFormatsKeepTheirCells) {
  const Scratch scratch;
  const auto page = scratch.file("page.html", kPage);
  expect_equal_checks(scratch, {page});
  const Ran facts = run_program({"facts", "--format", "json", page});
  EXPECT_EQ(testing_support::mismatch(facts.out, "facts"), "");
  json file = json::parse(facts.out);
  auto& table = file["reports"][0]["document"]["blocks"].back()["table"];
  table["cells"][3]["at"] = 77;
  const Ran ran = run_program({"check", "--facts", scratch.file("bad.json", file.dump())});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("reports[0].document.blocks["), HasSubstr("].table.cells[3].at：应在 0 至 3 之间")));
}

class FactsFiles : public ::testing::Test {
 protected:
  void SetUp() override { facts_ = facts_of("report.txt", small_report()); }
  json facts_of(const std::string& name, const std::string& text) const {
    return json::parse(run_program({"facts", "--format", "json", scratch_.file(name, text), "-r", small_rules()}).out);
  }
  Ran check(const std::string& text) const {
    const auto path = scratch_.file("facts.json", text);
    return run_program({"check", "--facts", path, "-r", small_rules()});
  }
  void expect_error(const std::string& text, const std::string& place) const {
    const Ran ran = check(text);
    EXPECT_EQ(ran.status, 3) << ran.err;
    EXPECT_THAT(ran.err, AllOf(HasSubstr("facts.json："), HasSubstr(place)));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << "one error: " << ran.err;
  }
  json& report() { return facts_["reports"][0]; }
  json& rate() {
    for (auto& fact : report()["facts"])
      if (fact["concept"] == "执行率") return fact;
    throw std::runtime_error("no rate");
  }
  Scratch scratch_;
  json facts_;
};

TEST_F(FactsFiles, TheFactsOfTheFileGovern) {
  EXPECT_THAT(check(facts_.dump()).out, HasSubstr("XX-01"));
  rate()["value"] = "80.20";
  rate()["canonical"] = "0.802";
  rate()["interval"] = {"0.80195", "0.80205"};
  const Ran ran = check(facts_.dump());
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, testing::Not(HasSubstr("XX-01  ")));
}

TEST_F(FactsFiles, WhatTheSchemaDoesNotDemandMayBeAbsent) {
  for (auto& fact : report()["facts"])
    for (const char* key :
         {"interval_open", "dimension", "noun", "decimals", "power_of_ten", "approximation", "in_table", "in_heading",
          "optional", "entity", "section", "name", "id", "of", "repeated_at"})
      fact.erase(key);
  const Ran ran = check(facts_.dump());
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("XX-01"), HasSubstr("256.64万元 ÷ 320万元 ＝ 80.2%")));
}

TEST_F(FactsFiles, FiguresAloneAreEnough) {
  const Ran ran = check(R"({"reports":[{"path":"数.json","facts":[
    {"concept":"金额","value":"320","unit":"万元","aspects":{"阶段":"预算","方向":"支出"}},
    {"concept":"金额","value":"256.64","unit":"万元","aspects":{"阶段":"决算","方向":"支出"}},
    {"concept":"执行率","value":"82.20","unit":"%"}]}]})");
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("XX-01"), HasSubstr("256.64万元 ÷ 320万元 ＝ 80.2%")));
  expect_error(R"({"reports":[{"path":"x","facts":[{"concept":"金额","value":"3","unit":"万元","canonical":"3"}]}]})",
               "reports[0].facts[0].canonical：与 value 和 unit 不符");
  expect_error(R"({"reports":[{"path":"x","facts":[{"concept":"金额","value":"3","start":0,"end":0}]}]})",
               "reports[0]：没有报告的全文");
}

TEST_F(FactsFiles, WithoutATextRulesThatReadOneDoNotRun) {
  const auto path = scratch_.file("facts.json", R"({"reports":[{"path":"x","facts":[]}]})");
  const Ran ran = run_program({"check", "--facts", path, "--format", "json"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  const json report = json::parse(ran.out)["reports"][0];
  std::size_t skipped = 0;
  for (const json& outcome : report["outcomes"]) skipped += outcome["skipped"] == "只有数据，没有报告全文" ? 1 : 0;
  EXPECT_GT(skipped, 50U);
  EXPECT_EQ(report["findings"].size(), 0U) << report["findings"].dump();
}

TEST_F(FactsFiles, AnUnreadableReportStaysOne) {
  report() = {{"path", "lost.docx"}, {"status", "unreadable"}, {"error", "打不开"}, {"error_code", "unreadable"}};
  const Ran ran = check(facts_.dump());
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("lost.docx：打不开"));
}

TEST_F(FactsFiles, MistakesAreToldWithTheirPlace) {
  const json good = facts_;
  const auto broken = [&](const std::function<void(json&)>& change) {
    facts_ = good;
    change(report());
    return facts_.dump();
  };
  expect_error(broken([](json& r) { r.erase("text"); }), "reports[0]：没有报告的全文");
  expect_error(broken([](json& r) { r.erase("identity"); }), "reports[0]：缺少“identity”");
  expect_error(broken([](json& r) { r["facts"][0]["canonical"] = 12; }), "reports[0].facts[0].canonical：应为字符串");
  expect_error(broken([](json& r) { r["facts"][0]["value"] = "1e9"; }), "reports[0].facts[0].value：“1e9”不是数");
  expect_error(broken([](json& r) { r["facts"][0]["concept"] = "没有的"; }),
               "reports[0].facts[0].concept：规则里没有概念“没有的”");
  expect_error(broken([](json& r) {
                 r["facts"][0]["aspects"]["没有的"] = {{"member", "x"}, {"how", "stated"}};
               }),
               "reports[0].facts[0].aspects.没有的：");
  expect_error(broken([](json& r) { r["facts"][0]["end"] = 99999999; }), "reports[0].facts[0].end：应在");
  expect_error(broken([](json& r) { r["facts"][0]["quote"] = "别的"; }), "reports[0].facts[0].quote：与 text 中");
  // From within its paragraph to the end of the text.
  expect_error(broken([](json& r) {
                 r["facts"][0].erase("quote");
                 r["facts"][0]["end"] = r["text"].get<std::string>().size();
               }),
               "reports[0].facts[0]：这个位置（start、end）不在一段文字之内");
  expect_error(broken([](json& r) { r["facts"][0]["of"] = 4000; }), "reports[0].facts[0].of：应在");
  expect_error(broken([](json& r) {
                 r["breakdowns"] = {{{"total", -1}, {"parts", json::array()}}};
               }),
               "reports[0].breakdowns[0].total：");
  expect_error(broken([](json& r) { r["facts"] = 3; }), "reports[0].facts：应为数组");
  expect_error(broken([](json& r) { r["identity"]["year"] = 1e300; }), "reports[0].identity.year：应为整数");
}

// What the file says is told, but its line ends, half characters and control characters steer nothing.
TEST_F(FactsFiles, MistakesAreOneLineWhateverTheyQuote) {
  const std::string sly = "甲\n\x1b[31m\u202e";
  const json good = facts_;
  const auto broken = [&](const std::function<void(json&)>& change) {
    facts_ = good;
    change(report());
    return facts_.dump();
  };
  expect_error(broken([](json& r) {
                 r["facts"][0]["start"] = 1;
                 r["facts"][0]["end"] = r["text"].get<std::string>().size() - 2;
               }),
               "reports[0].facts[0].quote：与 text 中");
  expect_error(broken([&](json& r) { r["facts"][0]["concept"] = sly; }), "甲__[31m_");
  expect_error(broken([&](json& r) {
                 r["facts"][0]["aspects"][sly] = {{"member", "x"}, {"how", "stated"}};
               }),
               "甲__[31m_");
  report() = {{"path", "lost.docx"}, {"status", "unreadable"}, {"error", sly}};
  EXPECT_EQ(check(facts_.dump()).err, "hegui: lost.docx：甲__[31m_\n");
}

TEST_F(FactsFiles, WhatIsNoFactsFileIsRefused) {
  expect_error("", "1:1：不是 JSON");
  expect_error("{\"reports\": [\n  {\"path\": }\n]}", "2:12：不是 JSON");
  expect_error("[]", "应为对象");
  expect_error("{}", "缺少“reports”");
  expect_error(std::string(200000, '['), "嵌套太深");
  expect_error(std::string("\0\xFF\xFE{", 4), "不是 JSON");
  expect_error(small_report(), "不是 JSON");
  const Ran missing = run_program({"check", "--facts", "/no/such.json"});
  EXPECT_EQ(missing.status, 3);
  EXPECT_THAT(missing.err, HasSubstr("/no/such.json"));
}

// Whatever stands in the file: an error or a check, never a crash, and every place lies in the text.
TEST_F(FactsFiles, ChangedFilesNeverCrash) {
  const auto loaded = dsl::load(choose_rulebooks({small_rules()}));
  ASSERT_FALSE(loaded.has_errors());
  const Pipeline pipeline(loaded.program, {});
  const std::string texts[] = {facts_.dump(), facts_of("page.html", kPage).dump()};
  std::mt19937 random(20240607);
  const std::string pieces[] = {"null", "-1", "\"\"", "[]", "{}", "99999999999999999999", "true", "0", "\"甲\"", "1.5"};
  std::size_t read = 0;
  for (int round = 0; round < 400; ++round) {
    std::string changed = texts[round / 4 % 2];
    for (int change = round % 4; change < 4; ++change) {
      const std::size_t at = random() % changed.size();
      if (round % 2 == 0) {
        changed[at] = static_cast<char>(random());
      } else if (const std::size_t colon = changed.find(':', at); colon != std::string::npos) {
        const std::size_t end = changed.find_first_of(",}", colon);
        changed.replace(colon + 1, end - colon - 1, pieces[random() % std::size(pieces)]);
      }
    }
    for (const auto& report : pipeline.read_facts(changed, "changed.json")) {
      const auto checked = pipeline.check(report);
      read += checked.readable ? 1 : 0;
      for (const auto& finding : checked.findings)
        for (const auto& evidence : finding.evidence) EXPECT_LE(evidence.start, evidence.end);
    }
  }
  EXPECT_GT(read, 10U) << "some changes leave a file that can be checked";
}

}  // namespace
}  // namespace hegui::app
