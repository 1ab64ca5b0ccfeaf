// No digit is lost: whatever a report is put together from, each run of digits is a fact, part of one, or listed in
// `unread` with a reason.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "dsl/utf8.hpp"
#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits of the normalised text that nothing accounts for, as text.
std::string lost_digits(const report::Report& report) {
  const std::string_view text = report.document.text->normalised();
  std::vector<bool> known(text.size() + 1, false);
  const auto mark = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && i < known.size(); ++i) known[i] = true;
  };
  for (const auto& fact : report.facts) mark(fact.at.begin, fact.at.end);
  for (const auto& unread : report.unread) mark(unread.at.begin, unread.at.end);
  for (const auto& debris : report.document.debris) mark(debris.slice.begin, debris.slice.end);
  std::string lost;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_digit(text[i]) && !known[i]) lost += std::string(text.substr(i > 12 ? i - 12 : 0, 30)) + "\n";
  return lost;
}

TEST(Digits, NoneIsLostInTextsOfFragments) {
  const std::vector<std::string> fragments{"2021年度",
                                           "年初预算",
                                           "1,234.56万元",
                                           "3万多元",
                                           "5、6月份",
                                           "，",
                                           "。",
                                           "；",
                                           "（一）",
                                           "\n1.",
                                           "\n3.2 ",
                                           "\n一、",
                                           "12345热线",
                                           "〔2020〕10号",
                                           "86.5%",
                                           "1.75‰",
                                           "2—3次",
                                           "第3批",
                                           "分值10分",
                                           "得分9.5分",
                                           "≥90%",
                                           "0.6*0.6",
                                           "3+3+1",
                                           "20人",
                                           "其中：",
                                           "基本支出",
                                           "| 1 | 2 |\n",
                                           "|---|---|\n",
                                           "附件1",
                                           "0771-2861234",
                                           "B1",
                                           "100",
                                           "2 946.25万元",
                                           "1O0万元",
                                           "\t",
                                           " ",
                                           "2021-12-31",
                                           "8:30",
                                           "叁拾万元",
                                           "两千余人",
                                           "\n合计 12 3\n",
                                           "— 3 —\n",
                                           "约5%",
                                           "1.2.3",
                                           "12,34",
                                           "７８．９％",
                                           "①",
                                           "2080505",
                                           "\n项目\t预算\t决算\n",
                                           "接待费\t1.00\t0.80\n",
                                           "“三公”经费",
                                           "占",
                                           "增长",
                                           "3个百分点",
                                           "1:3",
                                           "15.",
                                           ".5",
                                           "（15分）"};
  std::mt19937 random(20240117);
  const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random()) % count; };
  for (int round = 0; round < 400; ++round) {
    std::string text = "云溪县水利局2021年度部门整体支出绩效自评报告\n";
    for (std::size_t length = 5 + pick(60); length > 0; --length) text += fragments[pick(fragments.size())];
    const auto report = read(text);
    ASSERT_EQ(lost_digits(report), "") << text;
  }
}

TEST(Digits, EveryReasonIsSaid) {
  const auto r = read(
      "云溪县水利局2021年度部门整体支出绩效自评报告\n一、概况\n依据财预〔2020〕10号，2021年5月拨付，拨打12345热线。\n");
  std::string reasons;
  for (const auto& unread : r.unread) reasons += std::string(r.quote(unread.at)) + " " + unread.why + "\n";
  EXPECT_EQ(reasons, "2021年度 year\n2020〕10号 document_number\n2021年5月 date\n12345热线 slogan\n");
}

/// Mutations of a text: what is cut, doubled and swapped is bounded work and leaves nothing lost.
TEST(Digits, MutatedReportsAreReadWithoutLosses) {
  const std::string base =
      "云溪县水利局2021年度部门整体支出绩效自评报告\n一、预算执行\n全年预算120.00万元，支出108."
      "00万元，其中：基本支出63.00万元，项目支出45.00万元。\n"
      "单位：万元\n| 支出类别 | 全年预算数 | 全年执行数 | 执行率 |\n|---|---|---|---|\n| 基本支出 | 70.00 | 63.00 | "
      "90% |\n"
      "| 其中：人员经费 | 50.00 | 45.00 | 90% |\n| 项目支出 | 50.00 | 45.00 | 90% |\n| 合计 | 120.00 | 108.00 | 90% |\n"
      "1.1 产出\n完成3项。\n1.2 效益\n惠及2000余户。\n指标\t分值\t得分\n数量\t60\t58\n质量\t40\t40\n合计\t100\t98\n";
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    std::string text = base;
    for (int change = 0; change < 1 + round % 6; ++change) {
      const std::size_t at = random() % text.size();
      const std::size_t length = 1 + random() % 30;
      switch (random() % 4) {
        case 0: text.erase(at, length); break;
        case 1: text.insert(at, text.substr(at, length)); break;
        case 2: text.insert(at, "|"); break;
        default: text.insert(at, "\n"); break;
      }
      if (text.empty()) text = base;
    }

    for (std::size_t i = 0; i < text.size();) {  // halves of characters are another test's
      const auto next = dsl::utf8::decode(text, i);
      if (!next.valid) text.erase(i, 1);
      i += next.valid ? next.length : 0;
    }
    const auto report = read(text + "。");
    ASSERT_EQ(lost_digits(report), "") << text;
  }
}

}  // namespace
}  // namespace hegui::test
