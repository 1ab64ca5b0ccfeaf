// `hegui rules doc`: the handbook.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

/// What stands between `open` and the next quote, everywhere.
std::multiset<std::string> quoted_after(const std::string& text, const std::string& open) {
  std::multiset<std::string> found;
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
    const std::size_t begin = at + open.size();
    found.insert(text.substr(begin, text.find('"', begin) - begin));
  }
  return found;
}

class Handbook : public ::testing::Test {
 protected:
  Ran doc(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {"rules", "doc", "-r", book_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
  Scratch scratch_;
  const std::string book_ = scratch_.file("my.hegui",
                                          "## 本局的补充规则。\n规则集 my.rules\n  名称  “补充规则”\n  版本  1.1.0\n  "
                                          "变更  1.1.0 “下限改为60%”\n  变更  1.0.0 “首次发布”\n"
                                          "  引用  cn.taxonomy 1\n\n"
                                          "依据 某办法\n  名称  《某办法》\n  文号  某财〔2020〕1号\n  条文  第三条\n\n"
                                          "参数 下限（my_line）= 60%  “低于此值要说明”\n\n"
                                          "## 为什么：<b>执行</b>得少要说明。\n## 怎么办：写 *原因*。\n"
                                          "规则 MY-1 “执行率过低 <script>alert(1)</script>”\n  级别  警告\n  依据  "
                                          "某办法\n  标签  执行\n  应    [执行率] ≥ 下限\n"
                                          "  说明  “只有{[执行率]}。”\n\n"
                                          "测试 “过低”\n  报告  \"\"\"\n    某局2023年度部门整体支出绩效自评报告\n    "
                                          "2023年预算100万元，支出50万元，执行率50%。<img src=x>\n"
                                          "    ```\n    \"\"\"\n  应报  MY-1 于 “50%”\n\n"
                                          "测试 “不低”\n  报告  \"\"\"\n    某局2023年度部门整体支出绩效自评报告\n    "
                                          "2023年预算100万元，支出90万元，执行率90%。\n    \"\"\"\n"
                                          "  通过  MY-1\n");
};

TEST_F(Handbook, ARuleIsToldInWordsWithBasisTextAndExamples) {
  const Ran ran = doc({});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("# 规则手册\n"), HasSubstr("## 补充规则\n"), HasSubstr("本局的补充规则。"),
                    HasSubstr("- 1.1.0 下限改为60%\n- 1.0.0 首次发布\n"), HasSubstr("**级别：** 警告"),
                    HasSubstr("《某办法》（某财〔2020〕1号）第三条（条号待核）"), HasSubstr("**参数：** 下限 = 60%"),
                    HasSubstr("  应    [执行率] ≥ 下限\n"), HasSubstr("**应报的例子：** 过低；报在“50%”")));
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("**通过的例子：** 不低"), HasSubstr("支出90万元"), HasSubstr("[MY-1 执行率过低 ")));
}

TEST_F(Handbook, NothingInARulebookBecomesMarkup) {
  const Ran markdown = doc({"--format", "md"});
  EXPECT_THAT(markdown.out, AllOf(HasSubstr("为什么：\\<b\\>执行\\</b\\>"), HasSubstr("写 \\*原因\\*。"),
                                  HasSubstr("````\n某局2023年度"), Not(HasSubstr("\n<script>"))));
  const Ran html = doc({"--format", "html"});
  EXPECT_THAT(html.out, AllOf(HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"), HasSubstr("&lt;img src=x&gt;"),
                              Not(HasSubstr("<script")), Not(HasSubstr("<img")), Not(HasSubstr("<b>")),
                              HasSubstr("default-src 'none'")));
}

TEST_F(Handbook, TheFormatFollowsTheFileName) {
  const auto path = (scratch_.path() / "book.html").string();
  EXPECT_EQ(doc({"-o", path}).status, 0);
  EXPECT_THAT(slurp(path), testing::StartsWith("<!DOCTYPE html>"));
  EXPECT_EQ(doc({"--format", "docx"}).status, 2);
}

TEST(HandbookOfTheBuiltInRules, HasEveryRuleWithBothExamplesAndNoDeadLink) {
  const Ran list = run_program({"rules", "list"});
  const Ran html = run_program({"rules", "doc", "--format", "html"});
  ASSERT_EQ(html.status, 0) << html.err;
  const auto ids = quoted_after(html.out, " id=\""), links = quoted_after(html.out, "href=\"#");
  for (const auto& link : links) EXPECT_EQ(ids.count(link), 1U) << link;
  const std::string last = list.out.substr(list.out.rfind('\n', list.out.size() - 2) + 1);  // “143 条规则”
  EXPECT_EQ(links.size(), static_cast<std::size_t>(std::stoul(last)));
  EXPECT_EQ(count(html.out, "测试里没有"), 0U) << "every rule has a failing and a passing test";
  EXPECT_EQ(run_program({"rules", "doc", "--format", "html"}).out, html.out);
}

}  // namespace
}  // namespace hegui::app
