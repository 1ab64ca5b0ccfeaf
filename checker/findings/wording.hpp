// The phrases that several output formats share: where a passage stands, on what basis, about what, in the reader's
// language. Made once a run by the writers of tables and letters.
// Afterwards every text is one line without signs that could steer a program that shows it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "checker/findings/readable.hpp"
#include "checker/findings/writers.hpp"

namespace hegui::findings {

class Wording {
 public:
  Wording(const RunHead& head, dsl::Language language);

  /// The Chinese or the English wording.
  [[nodiscard]] std::string_view say(std::string_view zh, std::string_view en) const { return zh_ ? zh : en; }
  [[nodiscard]] dsl::Language language() const { return zh_ ? dsl::Language::zh : dsl::Language::en; }
  /// The rule's title; empty when neither the program nor a finding told it.
  [[nodiscard]] std::string rule_title(std::string_view rule) const;
  /// The kind of problem: the rule's first tag, else the title of its rulebook, else its id.
  [[nodiscard]] std::string category(const Finding& finding) const;
  [[nodiscard]] std::string severity(const Finding& finding) const;
  /// 未处理, 已豁免 / open, waived.
  [[nodiscard]] std::string status(const Finding& finding) const;
  /// “第7行第25字”, “第3页”, “自评表!C12”; with the section when wanted.
  [[nodiscard]] std::string place(const CheckedReport& report, const Evidence& evidence, bool section) const;
  /// All bases, with numbers and articles.
  [[nodiscard]] std::string basis(const Finding& finding) const;
  /// What the finding is about: “项目支出、一般公共预算”.
  [[nodiscard]] std::string about(const Finding& finding) const;
  /// “需人工复核：范围取自标题”, or empty.
  [[nodiscard]] std::string review(const Finding& finding) const;
  /// “相差10万元，相当于部门支出的3.9%”; empty when it is not about money.
  [[nodiscard]] std::string amount(const Finding& finding) const;
  /// “另有：未列出2个，基准已有3个，已消除1个，过期豁免1个”: what the findings listed leave out; empty when nothing.
  [[nodiscard]] std::string left_out(const Totals& totals) const;
  /// The sentence of the main evidence with its quotes in 【】, cut to about `side` characters around them.
  [[nodiscard]] std::string quote(const Finding& finding, std::size_t side = 60) const;
  /// “石桥县渔政站”, else the report's title, else the file's name.
  [[nodiscard]] std::string unit(const CheckedReport& report) const;
  [[nodiscard]] std::string year(const CheckedReport& report) const;  // “2023”, or empty
  [[nodiscard]] std::string error(const CheckedReport& report) const;
  /// 规则集 cn.national.sangong 1.1.0、…: those that take part.
  [[nodiscard]] std::string rulebooks(const RunHead& head) const;
  [[nodiscard]] std::string joined(const std::vector<std::string>& texts) const;  // 、 or ", "
  /// What a rule lacked where it could not be judged, one after the other; empty when nothing is told.
  [[nodiscard]] std::string missing(const RuleOutcome& rule) const;
  /// The same as a clause: “缺少或读不准……”.
  [[nodiscard]] std::string lacking(const RuleOutcome& rule) const {
    return readable_.lacking(rule.rule, rule.missing);
  }

 private:
  bool zh_;
  Readable readable_;
  std::map<std::string, std::string, std::less<>> rules_, tags_, books_;  // by id: titles, first tags
};

/// A file's name without its folders.
std::string file_name(std::string_view path);

/// How every rule came out over all reports; for sheets and summaries at the end.
struct RuleTally {
  std::uint64_t passed = 0, failed = 0, undetermined = 0, not_applicable = 0, reports_failed = 0, reports_open = 0;
  std::string skipped;
};
using RuleTallies = std::map<std::string, RuleTally>;
void add_to(RuleTallies& tallies, const CheckedReport& report);

}  // namespace hegui::findings
