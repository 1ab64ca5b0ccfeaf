// The findings of a run as Markdown: a section a report, with a table of its findings in short and each one in full;
// then what could not be judged and what was not read.
#include <fmt/format.h>

#include <algorithm>

#include "checker/findings/book.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/wording.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kMostPlaces = 12;  // further places listed under a finding

class CheckMarkdown : public RunWriter {
 public:
  CheckMarkdown(RunHead head, const TextOptions& options, Sink& sink)
      : head_(std::move(head)), words_(head_, options.language), sink_(sink) {
    heading(1, words_.say("核查结果", "Findings"));
    sink_.write(out_);
    out_.clear();
  }

  void report(const CheckedReport& report) override {
    totals_.add(report);
    heading(2, report.readable ? words_.unit(report) : file_name(report.path));
    item(words_.say("文件", "file"), report.path);
    if (!report.readable) {
      unread_files_.push_back(report.path + std::string(words_.say("：", ": ")) + words_.error(report));
      item(words_.say("读不了", "cannot be read"), words_.error(report));
    } else {
      identity(report);
      out_ += '\n';
      overview(report);
      int number = 0;
      for (const auto& finding : report.findings) one(report, finding, ++number);
      if (report.findings.empty()) out_ += fmt::format("{}\n", words_.say("没有发现问题。", "No findings."));
      not_judged(report);
    }
    out_ += '\n';
    sink_.write(out_);
    out_.clear();
  }

  void finish() override {
    heading(2, words_.say("小结", "Summary"));
    row({words_.say("报告", "reports"), words_.say("读不了", "unreadable"), words_.say("错误", "errors"),
         words_.say("警告", "warnings"), words_.say("提示", "notes"), words_.say("已豁免", "waived")});
    out_ += "|---:|---:|---:|---:|---:|---:|\n";
    std::vector<std::string> sums;
    for (const auto sum :
         {totals_.reports, totals_.unreadable, totals_.errors, totals_.warnings, totals_.notes, totals_.waived})
      sums.push_back(std::to_string(sum));
    row({sums.begin(), sums.end()});
    out_ += '\n';
    if (!unread_files_.empty()) {
      heading(3, words_.say("读不了的文件", "Files that could not be read"));
      for (const auto& file : unread_files_) out_ += "- " + markdown_escaped(harmless(file)) + "\n";
      out_ += '\n';
    }
    if (head_.passed_over != nullptr && !head_.passed_over->empty()) {
      heading(3, words_.say("没有读的文件", "Files not read"));
      for (const auto& file : *head_.passed_over)
        out_ += "- " + markdown_escaped(harmless(file.path)) + std::string(words_.say("：", ": ")) +
                std::string(why_passed_over(file, words_.language())) + "\n";
      out_ += '\n';
    }
    item(words_.say("另有", "besides"), words_.left_out(totals_));
    item(words_.say("日期", "date"), head_.date);
    item(words_.say("规则集", "rulebooks"), words_.rulebooks(head_));
    sink_.write(out_);
    out_.clear();
  }

 private:
  void heading(int level, std::string_view text) {
    out_ +=
        fmt::format("{} {}\n\n", std::string(static_cast<std::size_t>(level), '#'), markdown_escaped(harmless(text)));
  }
  void row(const std::vector<std::string_view>& cells) {
    out_ += '|';
    for (const auto cell : cells) out_ += " " + markdown_escaped(harmless(cell)) + " |";
    out_ += '\n';
  }
  void item(std::string_view name, std::string_view text) {
    if (!text.empty()) out_ += fmt::format("- **{}** {}\n", name, markdown_escaped(harmless(text)));
  }

  void identity(const CheckedReport& report) {
    item(words_.say("标题", "title"), report.title);
    item(words_.say("年度", "year"), words_.year(report));
    item(words_.say("文种", "type"), report.type);
    item(words_.say("地区", "region"), report.region);
    item(words_.say("方案", "profiles"), words_.joined(report.profiles));
    for (const auto& warning : report.warnings) item(words_.say("注意", "note"), words_.say(warning.zh, warning.en));
  }

  void overview(const CheckedReport& report) {
    if (report.findings.empty()) return;
    row({words_.say("序号", "no."), words_.say("级别", "severity"), words_.say("规则", "rule"),
         words_.say("问题", "finding"), words_.say("位置", "place")});
    out_ += "|---:|---|---|---|---|\n";
    int number = 0;
    for (const auto& finding : report.findings) {
      const std::string nth = std::to_string(++number);
      const std::string severity = finding.waived ? words_.status(finding) : words_.severity(finding);
      const std::string place = finding.evidence.empty() ? std::string(words_.say("全文", "the whole report"))
                                                         : words_.place(report, finding.evidence.front(), false);
      row({nth, severity, finding.rule, finding.message, place});
    }
    out_ += '\n';
  }

  void one(const CheckedReport& report, const Finding& finding, int number) {
    heading(3, fmt::format("{}. {} {}", number, finding.rule, finding.title));
    out_ += markdown_escaped(harmless(finding.message)) + "\n\n";
    if (const std::string quote = words_.quote(finding); !quote.empty())
      out_ += "> " + markdown_escaped(quote) + "\n\n";
    item(words_.say("级别", "severity"), words_.severity(finding));
    item(words_.say("问题类别", "category"), words_.category(finding));
    item(words_.say("对象", "about"), words_.about(finding));
    std::size_t listed = 0;
    for (const auto& evidence : finding.evidence) {
      if (++listed > kMostPlaces) break;
      const std::string place = words_.place(report, evidence, true);
      item(listed == 1 ? words_.say("位置", "place") : words_.say("另据", "also"),
           listed == 1 ? place : "【" + evidence.quote.substr(0, cut(evidence.quote)) + "】 " + place);
    }
    if (finding.evidence.empty()) item(words_.say("位置", "place"), words_.say("全文", "the whole report"));
    if (finding.evidence.size() > kMostPlaces)
      item(words_.say("另据", "also"),
           fmt::format(fmt::runtime(words_.say("等，共{}处", "and more, {} places in all")), finding.evidence.size()));
    item(words_.say("计算", "arithmetic"), finding.derivation);
    item(words_.say("金额", "amount"), words_.amount(finding));
    item(words_.say("推测", "guess"), finding.hypothesis);
    item(words_.say("注意", "note"), finding.note);
    item(words_.say("依据", "basis"), words_.basis(finding));
    item(words_.say("建议", "advice"), finding.advice);
    item(words_.say("存疑", "inferred"), words_.review(finding));
    if (finding.waived) item(words_.say("豁免", "waived"), finding.waiver);
    item(words_.say("规则集", "rulebook"), finding.rulebook + " " + finding.rulebook_version);
    item(words_.say("发现编号", "finding id"), finding.id);
    out_ += '\n';
  }

  /// Where a quote of many characters is cut.
  static std::size_t cut(const std::string& quote) {
    std::size_t at = std::min<std::size_t>(quote.size(), 180);
    while (at < quote.size() && (static_cast<unsigned char>(quote[at]) & 0xC0U) == 0x80U) ++at;
    return at;
  }

  void not_judged(const CheckedReport& report) {
    const bool some = std::any_of(report.rules.begin(), report.rules.end(),
                                  [](const RuleOutcome& rule) { return rule.undetermined > 0; });
    if (some) {
      heading(3, words_.say("不能判断的规则", "Rules that could not be judged"));
      row({words_.say("规则", "rule"), words_.say("标题", "title"), words_.say("处数", "places"),
           words_.say("缺少或读不准的内容", "what was missing or unsure")});
      out_ += "|---|---|---:|---|\n";
      for (const auto& rule : report.rules) {
        if (rule.undetermined == 0) continue;
        const std::string title = words_.rule_title(rule.rule), places = std::to_string(rule.undetermined),
                          missing = words_.missing(rule);
        row({rule.rule, title, places, missing});
      }
      out_ += '\n';
    }
    if (report.unread > 0)
      out_ += fmt::format(fmt::runtime(words_.say("另有 {} 个数字没有读懂，未参加核查。\n",
                                                  "{} figures were not understood and took no part.\n")),
                          report.unread);
  }

  RunHead head_;
  Wording words_;
  Sink& sink_;
  std::string out_;
  Totals totals_;
  std::vector<std::string> unread_files_;
};

}  // namespace

std::unique_ptr<RunWriter> check_markdown_writer(RunHead head, const TextOptions& options, Sink& sink) {
  return std::make_unique<CheckMarkdown>(std::move(head), options, sink);
}

}  // namespace hegui::findings
