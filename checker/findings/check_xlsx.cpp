// The findings of a run as a workbook for follow-up: findings, units, rules, what could not be judged, what could not
// be read, and how it was checked. What is needed on paper stands first.
#include <cstdlib>

#include "checker/findings/page.hpp"
#include "checker/findings/wording.hpp"
#include "checker/findings/workbook.hpp"

namespace hegui::findings {

namespace {

using Row = Workbook::Row;

/// Shown only, never calculated with: a cell of a workbook knows no other numbers.
double shown(const dsl::Number& number) { return std::strtod(number.to_text().c_str(), nullptr); }

class CheckXlsx : public RunWriter {
 public:
  CheckXlsx(RunHead head, const TextOptions& options, Sink& sink)
      : head_(std::move(head)),
        words_(head_, options.language),
        sink_(sink),
        book_(words_.say("核查结果", "Findings"), head_.tool + " " + head_.version, options.language) {
    constexpr std::uint16_t printed = 11;
    findings_ = book_.add_sheet("发现", "Findings",
                                {{"序号", "no.", 6},
                                 {"单位", "unit", 18},
                                 {"级别", "severity", 7},
                                 {"规则", "rule", 9},
                                 {"问题类别", "category", 11},
                                 {"问题描述", "message", 40},
                                 {"原文", "quote", 40},
                                 {"位置", "place", 15},
                                 {"依据", "basis", 28},
                                 {"建议", "advice", 26},
                                 {"整改情况", "follow-up", 16},
                                 {"状态", "status", 9},
                                 {"年度", "year", 7},
                                 {"文种", "type", 18},
                                 {"标题", "title", 28},
                                 {"对象", "about", 18},
                                 {"章节", "section", 26},
                                 {"计算", "arithmetic", 34},
                                 {"推测", "guess", 24},
                                 {"存疑", "inferred", 24},
                                 {"豁免", "waiver", 24},
                                 {"处数", "places", 7},
                                 {"金额（元）", "amount (yuan)", 15},
                                 {"占部门支出", "share of expenditure", 10},
                                 {"报告文件", "file", 30},
                                 {"规则集", "rulebook", 30},
                                 {"发现编号", "finding id", 19}},
                                printed);
    book_.colour_severities(findings_, 2);
    units_ = book_.add_sheet("单位", "Units",
                             {{"单位", "unit", 28},
                              {"年度", "year", 7},
                              {"文种", "type", 18},
                              {"地区", "region", 14},
                              {"预算（元）", "budget (yuan)", 15},
                              {"决算（元）", "actual (yuan)", 15},
                              {"执行率", "execution rate", 9},
                              {"错误", "errors", 8},
                              {"警告", "warnings", 9},
                              {"提示", "notes", 8},
                              {"已豁免", "waived", 9},
                              {"不能判断的规则", "rules not judged", 15},
                              {"没有读懂的数字", "figures not understood", 15},
                              {"注意", "note", 30},
                              {"报告文件", "file", 30},
                              {"文件指纹", "sha256", 26}},
                             15);
    open_ = book_.add_sheet("不能判断", "Not judged",
                            {{"单位", "unit", 28},
                             {"年度", "year", 7},
                             {"规则", "rule", 10},
                             {"标题", "title", 36},
                             {"处数", "places", 7},
                             {"缺少或读不准的内容", "missing or unsure", 70},
                             {"报告文件", "file", 30}});
    unread_ = book_.add_sheet("读不了", "Not read", {{"报告文件", "file", 50}, {"原因", "why", 80}});
    rules_ = book_.add_sheet("规则", "Rules",
                             {{"规则", "rule", 10},
                              {"标题", "title", 44},
                              {"有发现的报告", "reports with findings", 13},
                              {"不通过", "failed", 9},
                              {"通过", "passed", 9},
                              {"不能判断", "not judged", 10},
                              {"不适用", "not applicable", 10},
                              {"未启用的原因", "why not in use", 44}});
    about_ = book_.add_sheet("说明", "About", {{"项目", "item", 18}, {"内容", "content", 100}});
  }

  void report(const CheckedReport& report) override {
    totals_.add(report);
    add_to(tallies_, report);
    if (!report.readable) {
      Row(book_, unread_).text(report.path).text(words_.error(report));
      return;
    }
    for (const auto& finding : report.findings) add_finding(report, finding);
    add_unit(report);
    for (const auto& rule : report.rules) {
      if (rule.undetermined == 0) continue;
      Row row(book_, open_);
      row.text(words_.unit(report)).year(report.year).text(rule.rule).text(words_.rule_title(rule.rule));
      row.number(rule.undetermined).text(words_.missing(rule)).text(report.path);
    }
  }

  void finish() override {
    if (head_.passed_over != nullptr)
      for (const auto& file : *head_.passed_over)
        Row(book_, unread_).text(file.path).text(std::string(why_passed_over(file, words_.language())));
    for (const auto& [id, tally] : tallies_) {
      Row row(book_, rules_);
      row.text(id).text(words_.rule_title(id)).number(tally.reports_failed).number(tally.failed);
      row.number(tally.passed).number(tally.undetermined).number(tally.not_applicable).text(tally.skipped);
    }
    const auto item = [&](std::string_view zh, std::string_view en, const std::string& text) {
      Row(book_, about_).text(words_.say(zh, en)).text(text);
    };
    item("程序", "program", head_.tool + " " + head_.version);
    for (const auto& book : head_.rulebooks)
      if (book.takes_part) item("规则集", "rulebook", book.id + " " + book.version + "  sha256 " + book.sha256);
    const auto sum = [&](std::string_view zh, std::string_view en, std::size_t count) {
      Row(book_, about_).text(words_.say(zh, en)).number(count);
    };
    sum("报告份数", "reports", totals_.reports);
    sum("读不了", "unreadable", totals_.unreadable);
    sum("错误", "errors", totals_.errors);
    sum("警告", "warnings", totals_.warnings);
    sum("提示", "notes", totals_.notes);
    sum("已豁免", "waived", totals_.waived);
    if (const std::string more = words_.left_out(totals_); !more.empty()) item("另有", "besides", more);
    if (!head_.date.empty()) item("日期", "date", head_.date);
    book_.finish(sink_);
  }

 private:
  void add_finding(const CheckedReport& report, const Finding& finding) {
    const Evidence* main = finding.evidence.empty() ? nullptr : &finding.evidence.front();
    const std::string whole(words_.say("全文", "the whole report"));
    const std::uint64_t nth = book_.rows(findings_) + 1;
    Row row(book_, findings_);
    row.number(nth).text(words_.unit(report)).text(words_.severity(finding)).text(finding.rule);
    row.text(words_.category(finding)).text(finding.message).text(words_.quote(finding));
    row.text(main == nullptr ? whole : words_.place(report, *main, false));
    row.text(words_.basis(finding)).text(finding.advice).text("").text(words_.status(finding)).year(report.year);
    row.text(report.type).text(finding.title).text(words_.about(finding));
    row.text(main == nullptr ? std::string() : main->section).text(finding.derivation).text(finding.hypothesis);
    row.text(words_.review(finding)).text(finding.waiver).number(finding.occurrences);
    const auto& size = finding.materiality;
    size ? row.decimal(shown(size->yuan)) : row.text("");
    size && size->share ? row.percent(shown(*size->share)) : row.text("");
    row.text(report.path);
    row.text(finding.rulebook + " " + finding.rulebook_version).text(finding.id);
  }

  void add_unit(const CheckedReport& report) {
    Totals own;
    own.add(report);
    std::uint64_t open = 0;
    for (const auto& rule : report.rules) open += rule.undetermined > 0 ? 1 : 0;
    std::vector<std::string> warnings;
    for (const auto& warning : report.warnings) warnings.emplace_back(words_.say(warning.zh, warning.en));
    Row row(book_, units_);
    row.text(words_.unit(report)).year(report.year).text(report.type).text(report.region);
    const auto& figures = report.figures;
    figures.budget ? row.decimal(shown(*figures.budget)) : row.text("");
    figures.actual ? row.decimal(shown(*figures.actual)) : row.text("");
    figures.execution_rate ? row.percent(shown(*figures.execution_rate)) : row.text("");
    row.number(own.errors).number(own.warnings).number(own.notes).number(own.waived);
    row.number(open).number(report.unread).text(findings::joined(warnings, words_.say("；", "; ")));
    row.text(report.path).text(report.sha256);
  }

  RunHead head_;
  Wording words_;
  Sink& sink_;
  Workbook book_;
  Workbook::Sheet findings_ = 0, units_ = 0, open_ = 0, unread_ = 0, rules_ = 0, about_ = 0;
  Totals totals_;
  RuleTallies tallies_;
};

}  // namespace

std::unique_ptr<RunWriter> check_xlsx_writer(RunHead head, const TextOptions& options, Sink& sink) {
  return std::make_unique<CheckXlsx>(std::move(head), options, sink);
}

}  // namespace hegui::findings
