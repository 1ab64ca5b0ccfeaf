// Web pages, office texts and fixed layouts: what they show, in the order in which it is read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/document/page_lines.hpp"
#include "tests/document/packages.hpp"

namespace hegui::document {
namespace {

std::string read_text(std::string bytes) {
  const ReadResult result = read_as(std::move(bytes));
  EXPECT_TRUE(result.document) << result.error.zh;
  return result.document ? text_of(*result.document) : std::string();
}

TEST(Html, ParagraphsTablesAndNothingHidden) {
  EXPECT_EQ(
      read_text(
          "<!DOCTYPE html><html><head><title>门户</title><style>p{}</style></head><body>"
          "<script>var 预算 = 1;</script><p>一、基本\n情况</p><p>支出<b>12.5</b>万元<span "
          "hidden>秘密</span><br>第二行</p>"
          "<table><tr><th>项目</th><th>金额</th></tr><tr><td>办公费</td><td>3.20</td></tr></table></body></html>"),
      "一、基本情况\n支出12.5万元\n第二行\n项目|金额\n办公费|3.20\n");
}

TEST(Html, LayoutTablesAreNoTables) {
  EXPECT_EQ(read_text("<html><body><table><tr><td><p>一、概况</p><table><tr><td>甲</td><td>1</td></tr></table></td></"
                      "tr></table></body></html>"),
            "一、概况\n甲|1\n");
}

TEST(Html, SpansOfCells) {
  EXPECT_EQ(read_text("<html><body><table><tr><td rowspan=2>项目</td><td "
                      "colspan=2>金额</td></tr><tr><td>预算</td><td>决算</td></tr>"
                      "<tr><td>甲</td><td>1</td><td>2</td></tr></table></body></html>"),
            "项目|金额+2\n|预算|决算\n甲|1|2\n");
}

TEST(Html, MenusArePageFurniture) {
  const ReadResult result = read_as(
      "<html><body><div><a href=1>首页</a> <a href=2>新闻</a> <a "
      "href=3>公开</a></div><nav>导航</nav><p>正文一段。</p></body></html>");
  ASSERT_TRUE(result.document);
  EXPECT_EQ(text_of(*result.document), "正文一段。\n");
}

TEST(Html, GbkPagesAndPreformattedText) {
  EXPECT_EQ(read_text("<html><body><pre>\xD2\xBB\xA1\xA2\xBB\xF9\xB1\xBE\n12\xCD\xF2\xD4\xAA</pre></body></html>"),
            "一、基本\n12万元\n");
}

TEST(Mht, TheHtmlPartIsRead) {
  EXPECT_EQ(
      read_text(
          "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; "
          "charset=\"utf-8\"\r\nContent-Transfer-Encoding: "
          "quoted-printable\r\n\r\n<html><body><p>=E6=94=AF=E5=87=BA12=\r\n.5</p></body></html>\r\n--b--\r\n"),
      "支出12.5\n");
}

TEST(Odt, ListsHeadingsAndTables) {
  const char* const styles =
      R"(<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:list-style>)";
  EXPECT_EQ(
      read_text(odt("<text:h text:outline-level=\"1\">标题</text:h><text:list "
                    "text:style-name=\"L1\"><text:list-item><text:p>甲</text:p></text:list-item>"
                    "<text:list-item><text:p>乙<text:s text:c=\"2\"/>丙</text:p></text:list-item></text:list>"
                    "<table:table><table:table-row><table:table-cell "
                    "table:number-columns-spanned=\"2\"><text:p>合并</text:p></table:table-cell>"
                    "<table:covered-table-cell/></table:table-row><table:table-row><table:table-cell><text:p>办公费</"
                    "text:p></table:table-cell>"
                    "<table:table-cell><text:p>3.20</text:p></table:table-cell></table:table-row></table:table>",
                    styles)),
      "标题\n一、甲\n二、乙  丙\n合并+2\n办公费|3.20\n");
}

TEST(Ofd, LinesByPlaceNotByOrder) {
  const auto object = [](int x, int y, std::string_view text) {
    return "<ofd:TextObject Boundary=\"" + std::to_string(x) + " " + std::to_string(y) +
           " 100 6\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"g 3 5\">" + std::string(text) +
           "</ofd:TextCode></ofd:TextObject>";
  };
  EXPECT_EQ(read_text(ofd(object(10, 40, "第二行字") + object(10, 20, "第一行字") + object(80, 20, "右栏"))),
            "第一行字    右栏\n第二行字\n");
}

TEST(PageLines, BlanksStandWhereThePageShowsGaps) {
  const auto lines = lines_of_page(
      {{"预算", 10, 20, 10, 5}, {"12.5", 20.2, 20.3, 8, 5}, {"万元", 30.5, 20, 10, 5}, {"下行", 10, 27, 10, 5}});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].text, "预算12.5 万元");
  EXPECT_EQ(lines[1].text, "下行");
}

}  // namespace
}  // namespace hegui::document
