// Pages of words and lines, as the PDF helper hands them over: what paragraphs and tables become of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "checker/document/pdf.hpp"
#include "tests/document/layout.hpp"
#include "tests/document/packages.hpp"

namespace hegui::document {
namespace {

/// What the helper would write of a page; sizes and places in points.
class Sheet {
 public:
  explicit Sheet(int number, double width = 400, double height = 842) {
    out_ = "page " + std::to_string(number) + hundredths({width, height}) + "\n";
  }
  Sheet& text(double x, double y, const std::string& words, double size = 10) {
    std::size_t half = 0;
    for (const char c : words)
      if (const auto byte = static_cast<unsigned char>(c); byte < 0x80 || byte >= 0xC0) half += byte < 0x80 ? 1 : 2;
    out_ += "word" + hundredths({x, y, static_cast<double>(half) * size / 2, size}) + " 0 " + words + "\n";
    return *this;
  }
  /// Words whose characters are as wide as `widths` say.
  Sheet& spaced(double x, double y, const std::string& words, const std::vector<double>& widths, double size = 10) {
    double all = 0;
    for (const double each : widths) all += each;
    out_ += "word" + hundredths({x, y, all, size}) + " 0 " + words + "\n";
    out_ += "steps" + hundredths({widths.begin(), widths.end() - 1}) + "\n";
    return *this;
  }
  Sheet& turned(int quarters) {
    out_.insert(out_.find('\n'), " " + std::to_string(quarters));
    return *this;
  }
  Sheet& rule(double x1, double y1, double x2, double y2) {
    out_ += "rule" + hundredths({x1, y1, x2, y2}) + "\n";
    return *this;
  }
  /// Lines around cells: columns at `xs`, rows at `ys`.
  Sheet& grid(const std::vector<double>& xs, const std::vector<double>& ys) {
    for (const double x : xs) rule(x, ys.front(), x, ys.back());
    for (const double y : ys) rule(xs.front(), y, xs.back(), y);
    return *this;
  }
  [[nodiscard]] const std::string& out() const { return out_; }

 private:
  static std::string hundredths(const std::vector<double>& points) {
    std::string text;
    for (const double each : points) text += " " + std::to_string(std::lround(each * 100));
    return text;
  }
  std::string out_;
};

Document laid_out(const std::vector<Sheet>& sheets) {
  std::string output = "pages " + std::to_string(sheets.size()) + "\n";
  for (const Sheet& sheet : sheets) output += sheet.out();
  ReadResult result = lay_out_pages(output + "end\n", "report.pdf", {}, {});
  EXPECT_TRUE(result.document) << result.error.en;
  return result.document ? *std::move(result.document) : Document{};
}

std::string text_of(const std::vector<Sheet>& sheets) { return text_of(laid_out(sheets)); }

// Thirty characters and marks: a full line of 300 points at size 10.
const char* const kFull = "全年支出预算一千二百万元，其中基本支出八百万元，项目支出四百";

TEST(PageLayout, LinesThatThePaperBrokeAreOneParagraph) {
  EXPECT_EQ(text_of({Sheet(1)
                         .text(70, 100, "一、预算执行情况")
                         .text(70, 120, kFull)
                         .text(50, 140, "万元，均已下达各预算单位执行。")
                         .text(70, 160, "二、绩效情况")
                         .text(70, 180, kFull)
                         .text(50, 200, "万元。")}),
            "一、预算执行情况\n" + std::string(kFull) + "万元，均已下达各预算单位执行。\n二、绩效情况\n" + kFull +
                "万元。\n");
}

TEST(PageLayout, RowsOfAFormWithoutLinesStandApart) {
  // The lines of the form are in a picture: a long name fills its row, a long number would not have fitted behind.
  const std::string number = "370911002006GB00183F00250081370911002006GB00183F";
  EXPECT_EQ(text_of({Sheet(1)
                         .text(50, 100, kFull)
                         .text(50, 138, "李伟")
                         .text(50, 176, kFull)
                         .text(50, 187, "五十万元")
                         .text(50, 208, number)
                         .text(50, 246, kFull)
                         .text(50, 257, "六十万元")
                         .text(50, 280, "一般抵押")
                         .text(50, 318, kFull)
                         .text(50, 329, "七十万元")}),
            std::string(kFull) + "\n李伟\n" + kFull + "五十万元\n" + number + "\n" + kFull + "六十万元\n一般抵押\n" +
                kFull + "七十万元\n");
}

TEST(PageLayout, EntriesOfAFormStandApartFromALineThatIsFullByChance) {
  // The long number fills its line; what is below are entries of their own, not its end.
  const auto form = [](const std::string& second, const std::string& third) {
    return text_of({Sheet(1)
                        .text(50, 112, "证书号")
                        .text(50, 124, kFull)
                        .text(50, 136, second)
                        .text(50, 148, third)
                        .text(50, 300, kFull)});
  };
  const std::string full = kFull;
  EXPECT_EQ(form("抵押方式：一般抵押", "担保债权数额：35万元"),
            "证书号\n" + full + "\n抵押方式：一般抵押\n担保债权数额：35万元\n" + full + "\n");
  // One line with a colon alone may well be the end of a sentence.
  EXPECT_EQ(form("绩效目标：按期完成。", "三、其他情况"),
            "证书号\n" + full + "绩效目标：按期完成。\n三、其他情况\n" + full + "\n");
}

TEST(PageLayout, WideLinesOfAParagraphStayTogetherBesideNarrowOnes) {
  Sheet sheet(1);
  std::string body;
  for (int line = 0; line < 10; ++line) {
    sheet.text(line == 0 ? 70 : 50, 100 + 26 * line, kFull);
    body += kFull;
  }
  for (int line = 0; line < 6; ++line) sheet.text(50, 400 + 13 * line, "注：按年末数");
  EXPECT_THAT(text_of({sheet}), testing::StartsWith(body + "\n"));
}

TEST(PageLayout, AParagraphGoesOnBehindThePageNumber) {
  const Document document = laid_out({Sheet(1).text(70, 100, "一、情况").text(70, 700, kFull).text(290, 800, "— 1 —"),
                                      Sheet(2).text(50, 100, "万元，已下达。").text(290, 800, "— 2 —"),
                                      Sheet(3).text(70, 100, "二、其他").text(290, 800, "— 3 —")});
  EXPECT_EQ(text_of(document), "一、情况\n" + std::string(kFull) + "万元，已下达。\n二、其他\n");
  for (const Block& block : document.blocks) EXPECT_GE(block.locator.page, 1U);
  EXPECT_THAT(layout(document), testing::Contains(testing::StartsWith("furniture ")).Times(3));
}

TEST(PageLayout, RunningHeadsAreFurnitureAndTitlesOfFormsAreNot) {
  std::vector<Sheet> sheets;
  for (int page = 1; page <= 4; ++page)
    sheets.push_back(Sheet(page)
                         .text(50, 40, "石桥县渔政站", 9)
                         .text(200, 70, "项目支出绩效自评表", 18)
                         .text(50, 300, "项目" + std::to_string(page) + "支出决算56.64万元。"));
  EXPECT_EQ(text_of(sheets),
            "项目支出绩效自评表\n项目1支出决算56.64万元。\n项目支出绩效自评表\n项目2支出决算56.64万元。\n"
            "项目支出绩效自评表\n项目3支出决算56.64万元。\n项目支出绩效自评表\n项目4支出决算56.64万元。\n");
}

TEST(PageLayout, CellsOverSeveralLinesAndMergedCells) {
  EXPECT_EQ(text_of({Sheet(1)
                         .grid({50, 120, 200, 280}, {100, 120, 160})
                         .text(53, 113, "项目")
                         .text(123, 113, "预算数")
                         .text(203, 113, "决算数")
                         .text(53, 133, "因公出国（境）")
                         .text(53, 147, "费")
                         .text(143, 139, "1,234,567.8")
                         .text(143, 152, "9")
                         .text(240, 139, "0.00")}),
            "项目|预算数|决算数\n因公出国（境）费|1,234,567.89|0.00\n");
  Sheet merged(1);
  merged.rule(50, 100, 250, 100).rule(50, 140, 250, 140).rule(150, 120, 250, 120);
  merged.rule(50, 100, 50, 140).rule(150, 100, 150, 140).rule(250, 100, 250, 140);
  merged.text(53, 123, "产出指标").text(153, 114, "数量12件").text(153, 134, "质量100%");
  const Document document = laid_out({merged});
  ASSERT_EQ(document.blocks.size(), 1U);
  EXPECT_EQ(document.blocks[0].table.cells.at(0).row_span, 2U);
  EXPECT_EQ(rows(document), (std::vector<std::string>{"产出指标|数量12件", "|质量100%"}));
}

TEST(PageLayout, WordsAcrossALineBelongToTwoCells) {
  EXPECT_EQ(text_of({Sheet(1)
                         .grid({50, 100, 150}, {100, 120, 140})
                         .text(52, 113, "预算决算差异", 16)
                         .text(52, 133, "12.00")
                         .text(102, 133, "11.50")}),
            "预算决|算差异\n12.00|11.50\n");
}

TEST(PageLayout, UnderlinedWordsAndFramesAreNoTables) {
  EXPECT_EQ(text_of({Sheet(1)
                         .text(50, 100, "单位：石桥县渔政站")
                         .rule(80, 102, 150, 102)
                         .grid({40, 400}, {90, 300})
                         .text(50, 120, "支出决算56.64万元。")}),
            "单位：石桥县渔政站\n支出决算56.64万元。\n");
}

TEST(PageLayout, TablesGoOnOverPagesWithTheirHeadingOnce) {
  const std::vector<double> xs{50, 200, 300};
  Sheet first(1), second(2);
  first.grid(xs, {700, 720, 740, 760}).text(53, 713, "科目").text(203, 713, "金额").text(53, 733, "办公费");
  first.text(203, 733, "3.20").text(53, 753, "印刷费").text(203, 753, "1.10");
  second.grid(xs, {80, 100, 120})
      .text(53, 93, "科目")
      .text(203, 93, "金额")
      .text(53, 113, "差旅费")
      .text(203, 113, "2.00");
  EXPECT_EQ(text_of({first, second}), "科目|金额\n办公费|3.20\n印刷费|1.10\n差旅费|2.00\n");
}

TEST(PageLayout, ARowThatThePageCutIsOneRow) {
  const std::vector<double> xs{50, 200, 300};
  Sheet first(1), second(2);
  first.grid(xs, {700, 720, 760}).text(53, 713, "原因").text(203, 713, "金额").text(53, 733, "因采购流程较长，设备");
  first.text(203, 733, "3.20");
  second.grid(xs, {80, 100, 120}).text(53, 93, "次年到货。").text(53, 113, "其他").text(203, 113, "2.00");
  EXPECT_EQ(text_of({first, second}), "原因|金额\n因采购流程较长，设备次年到货。|3.20\n其他|2.00\n");
}

TEST(PageLayout, TablesWithoutLinesAreToldByTheirGaps) {
  Sheet sheet(1);
  sheet.text(50, 100, "科目").text(200, 100, "预算数").text(300, 100, "决算数");
  sheet.text(50, 118, "办公费").text(210, 118, "3.20").text(310, 118, "3.10");
  sheet.text(50, 136, "因公出国").text(50, 148, "（境）费").text(210, 136, "2.00").text(310, 136, "1.90");
  sheet.text(50, 166, "合计").text(210, 166, "5.20").text(310, 166, "5.00");
  EXPECT_EQ(text_of({sheet}), "科目|预算数|决算数\n办公费|3.20|3.10\n因公出国（境）费|2.00|1.90\n合计|5.20|5.00\n");
}

TEST(PageLayout, TwoColumnsOfTextAreReadOneAfterTheOther) {
  Sheet sheet(1);
  for (int i = 0; i < 8; ++i) {
    sheet.text(50, 100 + i * 20, "左栏的文字逐行排满这一栏的宽度", 10);
    sheet.text(230, 100 + i * 20, "右栏的文字逐行排满这一栏的宽度", 10);
  }
  const std::string text = text_of({sheet});
  EXPECT_GT(text.find("右栏"), text.rfind("左栏"));
}

TEST(PageLayout, TitlesSpreadOutAndWordsPrintedTwice) {
  EXPECT_EQ(text_of({Sheet(1)
                         .text(200, 100, "决", 20)
                         .text(260, 100, "算", 20)
                         .text(320, 100, "表", 20)
                         .text(50, 150, "支出合计")
                         .text(50.3, 150, "支出合计")
                         .text(90.5, 150, "12.5")
                         .text(113, 150, "万元")}),
            "决算表\n支出合计12.5万元\n");
}

TEST(PageLayout, RadicalsAreReadAsTheCharactersTheyLookLike) {
  EXPECT_EQ(text_of({Sheet(1).text(50, 100, "\u2F00、项\u2F6C资\u2FA6支出12.5万元，\u2ED3期")}),
            "一、项目资金支出12.5万元，长期\n");
}

TEST(PageLayout, NonsenseFromTheHelperIsBounded) {
  const ReadResult result = lay_out_pages(
      "pages 1\npage 99999999999999999999 nan inf\nword 1e300 -99999999999999 nan 9 0 预算支出决算执行率\nrule 1 "
      "2\nend\n",
      "report.pdf", {}, {});
  EXPECT_TRUE(result.document || !result.error.code.empty());
}

/// Page and corners in points of each box of the first place where the words stand.
std::vector<std::string> boxes(const Document& document, const std::string& words) {
  std::vector<std::string> all;
  const auto at = static_cast<std::uint32_t>(document.text->normalised().find(words));
  for (const PageBox& box : document.boxes_of({at, at + static_cast<std::uint32_t>(words.size())})) {
    std::string told = std::to_string(box.page) + ":";
    for (const std::int32_t each : {box.left, box.top, box.right, box.bottom})
      told += " " + std::to_string(std::lround(each / 100.0));
    all.push_back(told);
  }
  return all;
}

using testing::ElementsAre;

TEST(PlacesOnPages, AFigureHasTheBoxOfItsCharacters) {
  const Document document = laid_out({Sheet(1).text(50, 100, "一、收支情况").text(50, 130, "全年支出108.45万元。")});
  EXPECT_THAT(boxes(document, "108.45"), ElementsAre("1: 90 121 120 132"));
  EXPECT_THAT(boxes(document, "全年支出108.45万元"), ElementsAre("1: 50 121 140 132"));
  EXPECT_THAT(boxes(document, "一、收支情况"), ElementsAre("1: 50 91 110 102"));
}

TEST(PlacesOnPages, CharactersStandWhereTheFontPutsThem) {
  // Digits as wide as in a broad font, the point narrow.
  const Document document =
      laid_out({Sheet(1)
                    .text(50, 100, "一、收支情况，共有三项支出")
                    .spaced(50, 130, "支出11108.45万元8.4元", {10, 10, 7, 7, 7, 7, 7, 2, 7, 7, 10, 10, 7, 2, 7, 10})});
  EXPECT_THAT(boxes(document, "11108.45"), ElementsAre("1: 70 121 121 132"));
  EXPECT_THAT(boxes(document, "45万元"), ElementsAre("1: 107 121 141 132"));
  EXPECT_THAT(boxes(document, "8.4元"), ElementsAre("1: 141 121 167 132"));
}

TEST(PlacesOnPages, WhatRunsOverLinesAndPagesHasABoxInEach) {
  const Document document = laid_out({Sheet(1).text(70, 100, "一、情况").text(70, 700, kFull).text(290, 800, "— 1 —"),
                                      Sheet(2).text(50, 100, "21万元，已下达。").text(290, 800, "— 2 —"),
                                      Sheet(3).text(70, 100, "二、其他").text(290, 800, "— 3 —")});
  EXPECT_THAT(boxes(document, "四百21万元"), ElementsAre("1: 350 691 370 702", "2: 50 91 80 102"));
  EXPECT_THAT(boxes(document, "21万元"), ElementsAre("2: 50 91 80 102")) << "not the page where its paragraph begins";
  EXPECT_THAT(boxes(document, "— 3 —"), ElementsAre("3: 290 791 325 802"));
}

TEST(PlacesOnPages, ACellHasThePlaceOfItsWords) {
  const std::vector<double> columns{50, 150, 200, 300};
  const Document document = laid_out({Sheet(1)
                                          .text(50, 80, "收支情况表")
                                          .grid(columns, {100, 120, 150, 170})
                                          .text(55, 114, "科目")
                                          .text(155, 114, "年初数")
                                          .text(205, 114, "年末数")
                                          .text(55, 132, "办公费")
                                          .text(155, 132, "12345")
                                          .text(155, 144, "67.89")
                                          .text(205, 132, "5.30")
                                          .text(55, 164, "合计")
                                          .text(205, 164, "5.30")});
  EXPECT_THAT(rows(document), ElementsAre("科目|年初数|年末数", "办公费|1234567.89|5.30", "合计||5.30"));
  EXPECT_THAT(boxes(document, "1234567.89"), ElementsAre("1: 155 123 180 134", "1: 155 135 180 146"));
  EXPECT_THAT(boxes(document, "合计"), ElementsAre("1: 55 155 75 166"));
}

TEST(PlacesOnPages, ATurnedPageIsToldAsItIsShown) {
  // Read, the page is 842 wide and 595 high; shown, its lines run upwards.
  const auto sheet = [](int quarters) {
    const bool swapped = quarters != 2;
    Sheet page(1, swapped ? 842 : 595, swapped ? 595 : 842);
    return page.text(100, 50, "一、收支情况").text(100, 80, "全年支出12.5万元，全部执行完毕。").turned(quarters);
  };
  EXPECT_THAT(boxes(laid_out({sheet(1)}), "12.5"), ElementsAre("1: 71 682 82 702"));
  EXPECT_THAT(boxes(laid_out({sheet(2)}), "12.5"), ElementsAre("1: 435 760 455 771"));
  EXPECT_THAT(boxes(laid_out({sheet(3)}), "12.5"), ElementsAre("1: 513 140 524 160"));
}

TEST(PlacesOnPages, ALongPassageHasOneBoxAPage) {
  std::vector<Sheet> sheets;
  for (int page = 1; page <= 3; ++page) {
    sheets.emplace_back(page);
    for (int line = 0; line < 38; ++line) sheets.back().text(page + line == 1 ? 70 : 50, 120 + line * 16, kFull);
  }
  sheets.back().text(70, 120 + 39 * 16, "二、其他情况");
  const Document document = laid_out(sheets);
  const Slice whole{0, static_cast<std::uint32_t>(document.text->normalised().size())};
  const auto all = document.boxes_of(whole);
  ASSERT_EQ(all.size(), 3U);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].page, i + 1);
  EXPECT_LT(all[0].top, 12'000);
  EXPECT_GT(all[0].bottom, 71'000);
}

}  // namespace
}  // namespace hegui::document
