// Facts as a spreadsheet and as a web page: whatever a report contains, it is shown and never computed or run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/findings/csv.hpp"
#include "checker/findings/html.hpp"
#include "tests/findings/sample.hpp"

namespace hegui::findings {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string cell(std::string_view text) {
  CsvWriter csv;
  csv.field(text);
  return csv.take().substr(3);
}

TEST(Csv, FieldsAreQuotedWhereNeeded) {
  EXPECT_EQ(cell("三公经费"), "三公经费");
  EXPECT_EQ(cell("甲,乙"), "\"甲,乙\"");
  EXPECT_EQ(cell("他说\"好\""), "\"他说\"\"好\"\"\"");
  EXPECT_EQ(cell("上\n下\t右"), "上 下 右");
  EXPECT_EQ(cell(std::string("\x01\xFF", 2)), " \xEF\xBF\xBD");
}

TEST(Csv, FormulasBecomeText) {
  for (const char* text : {"=1+1", "@SUM(A1)", "+A1", "-2+3", "＝1", "  =cmd|' /C calc'!A0", "|x"})
    EXPECT_THAT(cell(text), testing::AnyOf(StartsWith("'"), StartsWith("\"'"))) << text;
  for (const char* number : {"-12.5", "+3", "100", "-0.01"}) EXPECT_EQ(cell(number), number);
}

TEST(Html, EverythingIsEscaped) {
  EXPECT_EQ(html_escaped("<script>alert('x')</script> & \"y\""),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;");
  EXPECT_EQ(html_escaped(std::string("a\x01\x1B\x7F\xC3z", 6)), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(html_escaped("\xE2\x80\xAE"
                         "abc"),
            "\xEF\xBF\xBD"
            "abc")
      << "marks of writing direction";
  EXPECT_EQ(html_element("td class=\"x\"", "<b>"), "<td class=\"x\">&lt;b&gt;</td>");
  const std::string page = html_page("<甲>", dsl::Language::zh, "<p>乙</p>");
  EXPECT_THAT(page, AllOf(HasSubstr("<title>&lt;甲&gt;</title>"), HasSubstr("lang=\"zh-CN\""),
                          HasSubstr("default-src 'none'"), Not(HasSubstr("http://")), Not(HasSubstr("https://"))));
}

class FactsTables : public ::testing::Test {
 protected:
  FactsTables() {
    dsl::Aspect stage;
    stage.name = "阶段";
    stage.english = "stage";
    sample_.program->aspects = {stage};
    dsl::Member actual;
    actual.name = "决算";
    sample_.program->members = {actual};
    const auto id = sample_.fact("80万元");
    auto& fact = sample_.report.facts[id.value];
    fact.name = "=HYPERLINK(\"x\")<i>";
    fact.section = sample_.section("收支", "一、", "支出");
    fact.aspects.push_back(
        {dsl::AspectId{0}, dsl::MemberId{0}, "", report::How::inherited, report::Reason::sentence, {}});
    sample_.report.unread.push_back({sample_.at("7个"), "没有名称", true});
    run_.program = sample_.program;
    ReadReport good, bad;
    good.path = "甲<乙>.txt";
    good.report = std::make_shared<const report::Report>(sample_.report);
    bad.path = "坏.docx";
    bad.error_zh = "打不开";
    bad.error_en = "cannot be opened";
    run_.reports = {good, bad};
  }
  Sample sample_{"一、收支\n支出80万元。另有7个。"};
  FactsRun run_;
};

TEST_F(FactsTables, CsvHasARowAFactWithItsAspectsAndPlace) {
  EXPECT_EQ(facts_csv(run_, {}),
            "\xEF\xBB\xBF报告,编号,名称,数值,单位,规范值,约数,概念,阶段,不是写明的,章节,行,列,原文,所在句\r\n"
            "甲<乙>.txt,0,\"'=HYPERLINK(\"\"x\"\")<i>\",80,万元,800000,,,决算,阶段：承上文,一、收支,2,3,80万元,"
            "支出80万元。另有7个。\r\n");
  EXPECT_THAT(facts_csv(run_, {dsl::Language::en, false}), HasSubstr(",stage,not stated,"));
}

TEST_F(FactsTables, HtmlStandsAloneAndShowsWhatIsMissing) {
  const std::string page = facts_html(run_, {});
  EXPECT_THAT(page, AllOf(StartsWith("<!DOCTYPE html>"), HasSubstr("甲&lt;乙&gt;.txt"), HasSubstr("&lt;i&gt;"),
                          Not(HasSubstr("<i>")), Not(HasSubstr("<script")), HasSubstr("打不开"),
                          HasSubstr("没有读懂的数 1"), HasSubstr("没有名称")));
  EXPECT_THAT(facts_html(run_, {dsl::Language::en, false}),
              AllOf(HasSubstr("lang=\"en\""), HasSubstr("cannot be opened")));
}

}  // namespace
}  // namespace hegui::findings
