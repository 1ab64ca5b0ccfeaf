// The findings of a run as official letters (核查意见书): one for each report that was read, from the bureau's template
// or the built-in one. Waived findings are counted and not asked to be corrected.
#include <fmt/format.h>

#include <algorithm>

#include "checker/findings/letter.hpp"
#include "checker/findings/letter_template.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/wording.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kMostBytes = 12'000;  // of one value in a letter

std::string letter_text(std::string_view raw) {
  std::string text = harmless(raw);
  if (text.size() <= kMostBytes) return text;
  std::size_t cut = kMostBytes;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  text.resize(cut);
  return text + "……";
}

class CheckDocx : public RunWriter {
 public:
  CheckDocx(RunHead head, const TextOptions& options, Sink& sink)
      : head_(std::move(head)),
        words_(head_, options.language),
        sink_(sink),
        letter_(options.letter == nullptr ? LetterOptions() : *options.letter),
        filler_(letter_.template_bytes.empty() ? letter_template(options.language) : letter_.template_bytes,
                letter_.template_name, options.language) {}

  void report(const CheckedReport& report) override {
    if (report.readable) filler_.add(content(report));
  }
  void finish() override { sink_.write(filler_.finish()); }

 private:
  /// 2024年4月22日
  [[nodiscard]] std::string date() const {
    const std::string& date = head_.date;  // 2024-04-22
    if (words_.language() == dsl::Language::en || date.size() != 10) return date;
    const auto number = [&](std::size_t from) {
      return date.substr(date[from] == '0' ? from + 1 : from, date[from] == '0' ? 1 : 2);
    };
    return date.substr(0, 4) + "年" + number(5) + "月" + number(8) + "日";
  }

  [[nodiscard]] LetterContent content(const CheckedReport& report) const {
    LetterContent content;
    Totals totals;
    totals.add(report);
    const auto number = [](std::size_t n) { return std::to_string(n); };
    const auto or_blank = [](std::string text, std::string_view blank) {
      return text.empty() ? std::string(blank) : letter_text(text);
    };
    content.report = {{"unit", letter_text(words_.unit(report))},
                      {"year", or_blank(words_.year(report), "____")},
                      {"type", letter_text(report.type)},
                      {"report", or_blank(report.title, file_name(report.path))},
                      {"region", letter_text(report.region)},
                      {"file", letter_text(file_name(report.path))},
                      {"findings", number(totals.errors + totals.warnings + totals.notes)},
                      {"errors", number(totals.errors)},
                      {"warnings", number(totals.warnings)},
                      {"notes", number(totals.notes)},
                      {"waived", number(totals.waived)},
                      {"not_understood", number(report.unread)},
                      {"rulebooks", words_.rulebooks(head_)},
                      {"program", head_.tool + " " + head_.version},
                      {"sender", or_blank(letter_.sender, words_.say("（核查单位名称）", "(name of the sender)"))},
                      {"date", or_blank(date(), words_.say("　　　年　月　日", "____-__-__"))}};
    const auto hold = [&](const char* condition, bool holds) {
      if (holds) content.report[condition] = "";
    };
    const std::size_t open = totals.errors + totals.warnings + totals.notes;
    hold("if_findings", open > 0);
    hold("if_no_findings", open == 0);
    hold("if_waived", totals.waived > 0);
    hold("if_not_judged", std::any_of(report.rules.begin(), report.rules.end(),
                                      [](const RuleOutcome& rule) { return rule.undetermined > 0; }));
    std::size_t nth = 0;
    for (const auto& finding : report.findings) {
      if (finding.waived) continue;
      content.findings.push_back({item(report, finding, ++nth), finding.severity == dsl::Severity::error});
    }
    for (const auto& rule : report.rules) {
      if (rule.undetermined == 0) continue;
      const std::string title = words_.rule_title(rule.rule);
      std::string text = rule.rule + (title.empty() ? "" : " " + title);
      if (!rule.missing.empty()) text += std::string(words_.say("：", ": ")) + words_.lacking(rule);
      content.not_judged.push_back(letter_text(text + std::string(words_.say("。", "."))));
    }
    return content;
  }

  [[nodiscard]] LetterValues item(const CheckedReport& report, const Finding& finding, std::size_t nth) const {
    const std::string passage = words_.quote(finding, 30);
    const std::string place = finding.evidence.empty() ? std::string(words_.say("全文", "the whole report"))
                                                       : words_.place(report, finding.evidence.front(), true);
    std::string both = passage;
    if (!both.empty()) both += std::string(words_.say("（", " (")) + place + std::string(words_.say("）", ")"));
    return {{"no", std::to_string(nth)},
            {"category", letter_text(words_.category(finding))},
            {"rule", finding.rule},
            {"title", letter_text(finding.title)},
            {"finding", letter_text(finding.message)},
            {"passage", letter_text(passage)},
            {"place", letter_text(place)},
            {"passage_and_place", letter_text(both.empty() ? place : both)},
            {"arithmetic", letter_text(finding.derivation)},
            {"amount", words_.amount(finding)},
            {"basis", letter_text(words_.basis(finding))},
            {"advice", letter_text(finding.advice)},
            {"severity", words_.severity(finding)},
            {"about", words_.about(finding)},
            {"review", letter_text(words_.review(finding))},
            {"id", finding.id}};
  }

  RunHead head_;
  Wording words_;
  Sink& sink_;
  LetterOptions letter_;
  LetterFiller filler_;
};

}  // namespace

std::unique_ptr<RunWriter> check_docx_writer(RunHead head, const TextOptions& options, Sink& sink) {
  return std::make_unique<CheckDocx>(std::move(head), options, sink);
}

}  // namespace hegui::findings
