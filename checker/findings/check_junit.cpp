// The findings of a run as JUnit XML, which build servers and test dashboards show: a suite a report, a case a rule.
// A rule with open findings failed; one that could not be judged, or whose findings are all waived, was skipped.
#include <fmt/format.h>

#include <algorithm>

#include "checker/findings/html.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/wording.hpp"

namespace hegui::findings {

namespace {

std::string attribute(std::string_view name, std::string_view text) {
  return fmt::format(" {}=\"{}\"", name, html_escaped(harmless(text)));
}

class CheckJunit : public RunWriter {
 public:
  CheckJunit(RunHead head, const TextOptions& options, Sink& sink)
      : head_(std::move(head)), words_(head_, options.language), sink_(sink) {
    sink_.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", head_.tool) + ">\n");
  }

  void report(const CheckedReport& report) override {
    std::string cases;
    std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
    if (!report.readable) {
      ++tests;
      ++errors;
      cases += "    <testcase" + attribute("name", words_.say("读取文件", "reading the file")) +
               attribute("classname", report.path) + ">\n      <error" + attribute("message", words_.error(report)) +
               attribute("type", report.error_code) + "/>\n    </testcase>\n";
    }
    for (const auto& rule : report.rules) {
      ++tests;
      std::vector<const Finding*> open, waived;
      for (const auto& finding : report.findings)
        if (finding.rule == rule.rule) (finding.waived ? waived : open).push_back(&finding);
      std::string title = words_.rule_title(rule.rule);
      if (title.empty() && !open.empty()) title = open.front()->title;
      cases += "    <testcase" + attribute("name", rule.rule + (title.empty() ? "" : " " + title)) +
               attribute("classname", report.path);
      if (!open.empty()) {
        ++failures;
        cases += ">\n";
        failure(cases, report, open);
        cases += "    </testcase>\n";
      } else if (const std::string why = why_skipped(rule, waived); !why.empty()) {
        ++skipped;
        cases += ">\n      <skipped" + attribute("message", why) + "/>\n    </testcase>\n";
      } else {
        cases += "/>\n";
      }
    }
    sink_.write(
        "  <testsuite" + attribute("name", report.path) +
        fmt::format(" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n", tests, failures, errors, skipped) +
        cases + "  </testsuite>\n");
  }

  void finish() override { sink_.write("</testsuites>\n"); }

 private:
  /// One element for all findings of the rule: more than one is not understood everywhere.
  void failure(std::string& out, const CheckedReport& report, const std::vector<const Finding*>& open) const {
    const auto worst = std::max_element(open.begin(), open.end(),
                                        [](const Finding* a, const Finding* b) { return a->severity < b->severity; });
    std::string message = open.front()->message, body;
    if (open.size() > 1)
      message += fmt::format(fmt::runtime(words_.say("（共{}个发现）", " ({} findings in all)")), open.size());
    for (const auto* finding : open) {
      body += fmt::format("{} {}\n", words_.severity(*finding), harmless(finding->message));
      const auto line = [&](std::string_view name, std::string_view text) {
        if (!text.empty()) body += fmt::format("  {} {}\n", name, harmless(text));
      };
      line(words_.say("原文", "quote"), words_.quote(*finding));
      line(words_.say("位置", "place"), finding->evidence.empty()
                                            ? std::string(words_.say("全文", "the whole report"))
                                            : words_.place(report, finding->evidence.front(), true));
      line(words_.say("计算", "arithmetic"), finding->derivation);
      line(words_.say("依据", "basis"), words_.basis(*finding));
      line(words_.say("建议", "advice"), finding->advice);
      line(words_.say("编号", "id"), finding->id);
    }
    out += "      <failure" + attribute("message", message) + attribute("type", severity_name((*worst)->severity)) +
           ">" + html_escaped(body) + "</failure>\n";
  }

  [[nodiscard]] std::string why_skipped(const RuleOutcome& rule, const std::vector<const Finding*>& waived) const {
    if (!waived.empty()) return std::string(words_.say("已豁免：", "waived: ")) + waived.front()->waiver;
    if (rule.failed > 0)
      return std::string(words_.say("已并入更具体的规则的发现", "told in the finding of a more specific rule"));
    if (rule.undetermined > 0)
      return std::string(words_.say("不能判断：", "could not be judged: ")) + words_.missing(rule);
    if (!rule.skipped.empty()) return rule.skipped;
    if (rule.passed == 0)
      return std::string(words_.say("没有碰到对象，或条件不成立", "met nothing, or its condition did not hold"));
    return {};
  }

  RunHead head_;
  Wording words_;
  Sink& sink_;
};

}  // namespace

std::unique_ptr<RunWriter> check_junit_writer(RunHead head, const TextOptions& options, Sink& sink) {
  return std::make_unique<CheckJunit>(std::move(head), options, sink);
}

}  // namespace hegui::findings
