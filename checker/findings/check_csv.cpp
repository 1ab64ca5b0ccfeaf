// Findings as one table for spreadsheets: a row a finding, all reports below each other; a report that could not be
// read has a row of its own, so that it is not taken for one without findings.
#include "checker/findings/csv.hpp"
#include "checker/findings/materiality.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/wording.hpp"

namespace hegui::findings {

namespace {

class CheckCsv : public RunWriter {
 public:
  CheckCsv(const RunHead& head, const TextOptions& options, Sink& sink) : words_(head, options.language), sink_(sink) {
    for (const auto& name : {words_.say("报告", "report"),
                             words_.say("单位", "unit"),
                             words_.say("年度", "year"),
                             words_.say("文种", "type"),
                             words_.say("级别", "severity"),
                             words_.say("状态", "status"),
                             words_.say("规则", "rule"),
                             words_.say("标题", "title"),
                             words_.say("问题类别", "category"),
                             words_.say("对象", "about"),
                             words_.say("问题描述", "message"),
                             words_.say("原文", "quote"),
                             words_.say("位置", "place"),
                             words_.say("章节", "section"),
                             words_.say("计算", "arithmetic"),
                             words_.say("推测", "guess"),
                             words_.say("依据", "basis"),
                             words_.say("建议", "advice"),
                             words_.say("存疑", "inferred"),
                             words_.say("豁免", "waiver"),
                             words_.say("处数", "places"),
                             words_.say("金额（元）", "amount (yuan)"),
                             words_.say("占部门支出", "share of expenditure"),
                             words_.say("规则集", "rulebook"),
                             words_.say("版本", "version"),
                             words_.say("发现编号", "finding id")})
      csv_.field(name);
    csv_.end_row();
  }

  void report(const CheckedReport& report) override {
    const std::string year = words_.year(report);
    const auto begin_row = [&] { csv_.field(report.path).field(report.unit).field(year).field(report.type); };
    if (!report.readable) {
      begin_row();
      csv_.field("").field(words_.say("读不了", "unreadable")).field("").field("").field("").field("");
      csv_.field(words_.error(report));
      for (int rest = 0; rest < 15; ++rest) csv_.field("");
      csv_.end_row();
    }
    for (const auto& finding : report.findings) {
      begin_row();
      const Evidence* main = finding.evidence.empty() ? nullptr : &finding.evidence.front();
      csv_.field(words_.severity(finding)).field(words_.status(finding));
      csv_.field(finding.rule).field(finding.title).field(words_.category(finding)).field(words_.about(finding));
      csv_.field(harmless(finding.message)).field(words_.quote(finding));
      csv_.field(main == nullptr ? std::string(words_.say("全文", "the whole report"))
                                 : words_.place(report, *main, false));
      csv_.field(main == nullptr ? std::string() : main->section);
      csv_.field(harmless(finding.derivation)).field(harmless(finding.hypothesis));
      csv_.field(words_.basis(finding)).field(harmless(finding.advice)).field(words_.review(finding));
      csv_.field(finding.waiver).field(std::to_string(finding.occurrences));
      const auto& size = finding.materiality;
      csv_.field(size ? size->yuan.to_text() : "").field(size && size->share ? share_text(*size->share) : "");
      csv_.field(finding.rulebook).field(finding.rulebook_version).field(finding.id);
      csv_.end_row();
    }
    sink_.write(csv_.take());
  }

  void finish() override { sink_.write(csv_.take()); }

 private:
  Wording words_;
  Sink& sink_;
  CsvWriter csv_;
};

}  // namespace

std::unique_ptr<RunWriter> check_csv_writer(RunHead head, const TextOptions& options, Sink& sink) {
  return std::make_unique<CheckCsv>(head, options, sink);
}

}  // namespace hegui::findings
