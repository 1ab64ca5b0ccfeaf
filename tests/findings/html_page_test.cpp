// The data of the findings page: marks on the right words, texts kept once, nothing that a browser would run, a size
// that a batch can afford. How the page behaves is tested in a browser (tests/browser).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "checker/findings/html_data.hpp"
#include "checker/findings/html_text.hpp"
#include "tests/findings/sample.hpp"

namespace hegui::findings {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string page_of(Sample& sample, std::size_t copies = 1) {
  Run run = sample.run();
  run.reports.front().report = std::make_shared<const report::Report>(sample.report);
  while (run.reports.size() < copies) run.reports.push_back(run.reports.front());
  TextOptions options;
  options.expected_reports = copies;
  return written("html", run, options);
}

json data_of(const std::string& page, const std::string& id) {
  const std::string open = "<script type=\"application/json\" id=\"" + id + "\">";
  const std::size_t from = page.find(open) + open.size();
  return json::parse(page.substr(from, page.find("</script>", from) - from));
}

TEST(HtmlPage, AMarkStandsOnTheQuotedCharactersWhateverCameBefore) {
  // Full-width digits, a character beyond U+FFFF and a carriage return: offsets count what a browser counts.
  Sample sample("石桥县渔政站\n　𠮷祥小区１２０户，支出预算320.00万元。\r\n");
  sample.fails("ZX-01", "不符", {sample.fact("320.00万元")});
  const json report = data_of(page_of(sample), "report-0");
  ASSERT_EQ(report["marks"].size(), 1U);
  const auto mark = report["marks"][0].get<std::vector<int>>();  // finding, evidence, block, cell, begin, end
  EXPECT_THAT(std::vector<int>(mark.begin(), mark.begin() + 4), ElementsAre(0, 0, 1, -1));
  const std::string text = report["blocks"][1]["text"];
  const std::size_t at = text.find("320.00万元");
  EXPECT_EQ(mark[4], static_cast<int>(utf16_units(std::string_view(text).substr(0, at))));
  EXPECT_EQ(mark[5] - mark[4], 8);
}

TEST(HtmlPage, APassageAcrossCellsIsMarkedInEachOfThem) {
  Sample sample("合计 100 200\n");
  document::Block& block = sample.report.document.blocks[0];
  block.kind = document::Block::Kind::table;
  block.table.rows = 1;
  block.table.columns = 3;
  const auto cell = [&](std::string_view words, std::uint32_t column) {
    const auto at = sample.at(words);
    document::Cell made;
    made.slice = {at.begin, at.end};
    made.column = column;
    return made;
  };
  block.table.cells = {cell("合计", 0), cell("100", 1), cell("200", 2)};
  sample.fails_at("ZX-01", "不符", sample.at("100 200"));
  const json report = data_of(page_of(sample), "report-0");
  EXPECT_EQ(report["marks"], json::parse("[[0,0,0,1,0,3],[0,0,0,2,0,3]]"));
  EXPECT_EQ(report["blocks"][0]["cells"][1], json::parse("[0,1,1,1,\"100\"]"));
}

TEST(HtmlPage, NothingOfAReportEndsItsElement) {
  Sample sample("甲</script><script>alert(1)</script><!-- <![CDATA[ \xE2\x80\xA8\xE2\x80\xA9 乙\n");
  sample.fails_at("ZX-01", "“</script><img src=x onerror=alert(1)>”不是单位", sample.at("甲"));
  const std::string page = page_of(sample);
  EXPECT_THAT(page, Not(HasSubstr("alert(1)<")));
  EXPECT_THAT(page, Not(HasSubstr("<!--")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("\xE2\x80\xA8")));
  EXPECT_EQ(data_of(page, "report-0")["blocks"][0]["text"],
            "甲</script><script>alert(1)</script><!-- <![CDATA[ \xE2\x80\xA8\xE2\x80\xA9 乙");
}

TEST(HtmlPage, AllowsItsOwnScriptAndStyleOnly) {
  Sample sample("石桥县渔政站\n");
  const std::string page = page_of(sample);
  EXPECT_TRUE(
      std::regex_search(page, std::regex("content=\"default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}='; "
                                         "style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; "
                                         "form-action 'none'\"")));
  for (const char* address : {"src=", "href=\"h", "url(", "@import", "http://", "https://"}) {
    const std::size_t at = page.find(address);
    EXPECT_TRUE(at == std::string::npos || page.substr(at, 22) == "http://www.w3.org/2000") << address;
  }
}

TEST(HtmlPage, AFewReportsAreShownWholeManyByWhatTheirFindingsQuote) {
  Sample sample("石桥县渔政站\n没有人引用的一句。\n支出预算320.00万元。\n");
  sample.fails("ZX-01", "不符", {sample.fact("320.00万元")});
  EXPECT_THAT(page_of(sample, 3), HasSubstr("没有人引用的一句"));
  const std::string many = page_of(sample, 60);
  EXPECT_THAT(many, Not(HasSubstr("没有人引用的一句")));
  const json report = data_of(many, "report-59");
  EXPECT_EQ(report["quotes"], json::parse("[\"支出预算320.00万元。\"]"));
  EXPECT_FALSE(report.contains("blocks"));
}

TEST(HtmlPage, ATextThatRepeatsIsKeptOnce) {
  Sample sample("石桥县渔政站\n支出预算320.00万元。\n");
  sample.fails("ZX-01", "不符", {sample.fact("320.00万元")}).advice = "核对两处的数，改正错的一处。";
  const std::string page = page_of(sample, 5);
  const json strings = data_of(page, "run")["strings"];
  EXPECT_EQ(data_of(page, "report-0")["findings"][0]["advice"], "核对两处的数，改正错的一处。");
  const json later = data_of(page, "report-4")["findings"][0]["advice"];
  ASSERT_TRUE(later.is_number());
  EXPECT_EQ(strings[later.get<std::size_t>()], "核对两处的数，改正错的一处。");
}

TEST(HtmlPage, TheIndexCountsEveryReportAndTellsWhichCouldNotBeRead) {
  Sample sample("石桥县渔政站\n支出预算320.00万元。\n");
  sample.fails("ZX-01", "不符", {sample.fact("320.00万元")});
  hegui::findings::Run run = sample.run();
  CheckedReport broken;
  broken.path = "坏.docx";
  broken.readable = false;
  broken.error_zh = "文件损坏";
  run.reports.push_back(broken);
  const std::string page = written("html", run, {});
  const json index = data_of(page, "run");
  EXPECT_EQ(index["totals"]["reports"], 2);
  EXPECT_EQ(index["totals"]["unreadable"], 1);
  EXPECT_EQ(index["reports"][0][9], json::parse("[0,1,0,0,0]"));  // rule 0: one error
  EXPECT_EQ(index["reports"][1][5], false);
  EXPECT_EQ(data_of(page, "report-1")["error"], "文件损坏");
}

TEST(HtmlPage, MoneyIsToldInWordsAndAddedUpForTheIndex) {
  Sample sample("石桥县渔政站\n支出预算320.00万元。\n");
  sample.fails("ZX-01", "不符", {sample.fact("320.00万元")});
  hegui::findings::Run run = sample.run();
  run.reports[0].findings[0].materiality = Materiality{dsl::Number(123456, 10), true, dsl::Number(1, 40)};
  run.reports[0].findings.push_back(run.reports[0].findings[0]);
  const std::string page = written("html", run, {});
  EXPECT_EQ(data_of(page, "report-0")["findings"][0]["amount"], json::parse("[12345,\"1.2346万元\",\"2.5%\",true]"));
  const json row = data_of(page, "run")["reports"][0];
  EXPECT_EQ(row[10], 24691);
  EXPECT_EQ(row[11], "2.4691万元");
}

/// A report as bad as they come: thirty findings, each with its own words and figures.
CheckedReport long_report(std::size_t number) {
  CheckedReport report;
  const std::string n = std::to_string(number);
  report.path = "报送/" + n + "/部门整体支出绩效自评报告.docx";
  report.sha256 = std::string(64, 'a');
  report.unit = "第" + n + "号县卫生健康局";
  report.title = report.unit + "2021年度部门整体支出绩效自评报告";
  report.year = 2021;
  for (std::size_t i = 0; i < 30; ++i) {
    const std::string figure = n + "." + std::to_string(i) + "万元";
    Finding finding;
    finding.id = std::string(16, static_cast<char>('a' + i % 6));
    finding.rule = "ZX-" + std::to_string(i);
    finding.title = "支出超过预算的，应说明追加或调整";
    finding.message = "年初预算" + figure + "，全年751.85万元，调增260.22万元（52.93%），没有列明调整数、事由和文号。";
    finding.advice = "写明追加（调整）的数额、事由和批准文号。";
    finding.derivation = "（751.85万元 － " + figure + "） ÷ " + figure + " ＝ 52.93% ＞ 10%";
    for (std::size_t e = 0; e < 4; ++e) {
      Evidence evidence;
      evidence.role = "[决算 支出]";
      evidence.quote = figure;
      evidence.sentence = "2021年度年初预算本年收入、支出" + figure +
                          "，收、支总计与上年年初预算数比增加76.03万元，与上年对比增加" + std::to_string(e) +
                          "8.29%，增减变化的主要原因是：人员增加，工资调标，单位职能调整增加，业务工作经费增加等。";
      evidence.quote_at = static_cast<std::uint32_t>(evidence.sentence.find(figure));
      evidence.section =
          "二、一般公共预算支出情况 › （一）基本支出情况 › " + std::to_string(i) + ".收入支出预、决算执行情况";
      evidence.line = 20;
      finding.evidence.push_back(evidence);
    }
    report.findings.push_back(finding);
  }
  return report;
}

TEST(HtmlPage, ThreeThousandLongReportsStayUnderThirtyMegabytes) {
  struct Counted : Sink {
    void write(std::string_view bytes) override { size += bytes.size(); }
    std::size_t size = 0;
  } sink;
  TextOptions options;
  options.expected_reports = 3000;
  for (const auto& format : check_formats()) {
    if (format.name != "html") continue;
    const auto writer = format.make({}, options, sink);
    for (std::size_t i = 0; i < 3000; ++i) writer->report(long_report(i));
    writer->finish();
  }
  EXPECT_GT(sink.size, 10'000'000U);
  EXPECT_LT(sink.size, 30'000'000U);
}

}  // namespace
}  // namespace hegui::findings
