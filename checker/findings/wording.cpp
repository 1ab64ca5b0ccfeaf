#include "checker/findings/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checker/findings/materiality.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/place.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kLongestQuote = 300;  // characters of a quoted passage that are shown
constexpr std::string_view kCut = "…";

/// `count` characters further, or the end.
std::size_t forward(std::string_view text, std::size_t at, std::size_t count) {
  for (; count > 0 && at < text.size(); --count) at += dsl::utf8::decode(text, at).length;
  return std::min(at, text.size());
}
std::size_t backward(std::string_view text, std::size_t at, std::size_t count) {
  for (; count > 0 && at > 0; --count) at -= dsl::utf8::decode_before(text, at).length;
  return at;
}

bool is_line_format(std::string_view format) { return format == "txt" || format == "html" || format == "mht"; }

}  // namespace

Wording::Wording(const RunHead& head, dsl::Language language)
    : zh_(language == dsl::Language::zh), readable_(head.program.get(), language) {
  for (const auto& book : head.rulebooks) books_[book.id] = book.title;
  if (head.program == nullptr) return;
  for (const auto& rule : head.program->rules) {
    rules_[rule.id] = rule.title;
    if (!rule.tags.empty()) tags_[rule.id] = rule.tags.front();
  }
}

std::string Wording::rule_title(std::string_view rule) const {
  const auto found = rules_.find(rule);
  return found == rules_.end() ? std::string() : harmless(found->second);
}

std::string Wording::category(const Finding& finding) const {
  if (const auto tag = tags_.find(finding.rule); tag != tags_.end()) return harmless(tag->second);
  const auto found = books_.find(finding.rulebook);
  return harmless(found == books_.end() || found->second.empty() ? finding.rulebook : found->second);
}

std::string Wording::missing(const RuleOutcome& rule) const {
  std::vector<std::string> told;
  for (const auto& text : rule.missing) {
    std::string operand = readable_.operand(rule.rule, text);
    if (std::find(told.begin(), told.end(), operand) == told.end()) told.push_back(std::move(operand));
  }
  return joined(told);
}

std::string Wording::severity(const Finding& finding) const {
  return std::string(severity_name(finding.severity, language()));
}

std::string Wording::status(const Finding& finding) const {
  return std::string(finding.waived ? say("已豁免", "waived") : say("未处理", "open"));
}

std::string Wording::place(const CheckedReport& report, const Evidence& evidence, bool section) const {
  std::string text = harmless(page_or_cell(evidence.locator, !zh_));
  if (text.empty() && evidence.line > 0) {
    const bool lines = is_line_format(report.format);
    text = zh_ ? fmt::format("第{}{}第{}字", evidence.line, lines ? "行" : "段", evidence.column)
               : fmt::format("{} {}, character {}", lines ? "line" : "paragraph", evidence.line, evidence.column);
  }
  if (!evidence.file.empty() && evidence.file != report.path)  // an attachment is named, the report itself goes without
    text = harmless(short_path(evidence.file, {evidence.file})) +
           (text.empty() ? "" : std::string(say("，", ", ")) + text);
  if (section && !evidence.section.empty())
    text = harmless(evidence.section) + (text.empty() ? "" : std::string(say("，", ", ")) + text);
  return text;
}

std::string Wording::basis(const Finding& finding) const {
  std::string text;
  for (const auto& basis : finding.basis) {
    if (!text.empty()) text += say("；", "; ");
    text += basis.title;
    if (!basis.number.empty()) text += zh_ ? "（" + basis.number + "）" : " (" + basis.number + ")";
    text += basis.article;
  }
  return harmless(text);
}

std::string Wording::about(const Finding& finding) const {
  std::vector<std::string> members;
  for (const auto& part : finding.alignment) members.push_back(harmless(part.member));
  return joined(members);
}

std::string Wording::review(const Finding& finding) const {
  if (!finding.inferred) return {};
  std::string text(say("需人工复核", "to be reviewed by a person"));
  if (!finding.because_inferred.empty())
    text += std::string(say("：", ": ")) + harmless(findings::joined(finding.because_inferred, say("；", "; ")));
  return text;
}

std::string Wording::amount(const Finding& finding) const {
  if (!finding.materiality) return {};
  const auto& size = *finding.materiality;
  std::string text =
      std::string(size.difference ? say("相差", "differs by ") : say("涉及", "concerns ")) + money_text(size.yuan);
  if (size.share)
    text += fmt::format(fmt::runtime(say("，相当于部门支出的{}", ", {} of the department's expenditure")),
                        share_text(*size.share));
  return text;
}

std::string Wording::left_out(const Totals& totals) const {
  std::vector<std::string> parts;
  const auto part = [&](std::size_t count, std::string_view zh, std::string_view en) {
    if (count > 0) parts.push_back(fmt::format(fmt::runtime(say(zh, en)), count));
  };
  part(totals.not_shown, "按选项没有列出的发现{}个", "{} findings not shown by options");
  part(totals.known, "上次已有的发现{}个", "{} findings known before");
  part(totals.fixed, "已消除的发现{}个", "{} findings fixed");
  part(totals.same_content, "与别的文件内容完全相同的报告{}份", "{} reports that are equal to another file");
  part(totals.expired_waivers, "过期的豁免{}个", "{} expired waivers");
  return joined(parts);
}

std::string Wording::quote(const Finding& finding, std::size_t side) const {
  if (finding.evidence.empty()) return {};
  const Evidence& main = finding.evidence.front();
  const std::string_view sentence = main.sentence;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
  std::size_t begin = main.quote_at, end = main.quote_at;
  for (const auto& each : finding.evidence) {
    if (each.sentence != main.sentence || each.section != main.section) continue;
    const std::size_t to = std::min(sentence.size(), each.quote_at + each.quote.size());
    if (to <= each.quote_at) continue;
    ranges.emplace_back(each.quote_at, static_cast<std::uint32_t>(to));
    begin = std::min<std::size_t>(begin, each.quote_at);
    end = std::max(end, to);
  }
  const std::size_t from = backward(sentence, begin, side);
  const std::size_t to = std::min(forward(sentence, end, side), forward(sentence, from, kLongestQuote + 2 * side));
  std::erase_if(ranges, [&](const auto& range) { return range.first >= to; });
  for (auto& [first, last] : ranges) {
    first -= static_cast<std::uint32_t>(from);
    last = static_cast<std::uint32_t>(std::min<std::size_t>(last, to) - from);
  }
  const Page page({language(), false});
  return std::string(from > 0 ? kCut : "") + page.emphasised(sentence.substr(from, to - from), std::move(ranges)) +
         std::string(to < sentence.size() ? kCut : "");
}

std::string Wording::unit(const CheckedReport& report) const {
  for (const auto* text : {&report.unit, &report.title})
    if (!text->empty()) return harmless(*text);
  return harmless(file_name(report.path));
}

std::string Wording::year(const CheckedReport& report) const {
  return report.year ? std::to_string(*report.year) : std::string();
}

std::string Wording::error(const CheckedReport& report) const {
  return report.readable ? std::string() : harmless(say(report.error_zh, report.error_en));
}

std::string Wording::rulebooks(const RunHead& head) const {
  std::vector<std::string> books;
  for (const auto& book : head.rulebooks)
    if (book.takes_part) books.push_back(harmless(book.id + " " + book.version));
  return joined(books);
}

std::string Wording::joined(const std::vector<std::string>& texts) const {
  return findings::joined(texts, say("、", ", "));
}

std::string file_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

void add_to(RuleTallies& tallies, const CheckedReport& report) {
  for (const auto& rule : report.rules) {
    RuleTally& tally = tallies[rule.rule];
    tally.passed += rule.passed;
    tally.failed += rule.failed;
    tally.undetermined += rule.undetermined;
    tally.not_applicable += rule.not_applicable;
    tally.reports_failed += rule.failed > 0 ? 1 : 0;
    tally.reports_open += rule.undetermined > 0 ? 1 : 0;
    if (!rule.skipped.empty()) tally.skipped = rule.skipped;
  }
}

}  // namespace hegui::findings
