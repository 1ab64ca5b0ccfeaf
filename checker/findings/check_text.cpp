// The findings of a run for people: by report and severity, each with its quote, arithmetic and basis; then what
// passed, what could not be judged and why, and the rules that met nothing.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <unordered_set>

#include "checker/findings/materiality.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/place.hpp"
#include "checker/findings/readable.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kShownEvidence = 6;     // places listed after the main one
constexpr std::size_t kMainSide = 100;        // characters shown around the main quote
constexpr std::size_t kOtherSide = 24;        // and around the others
constexpr std::size_t kLongestQuote = 160;    // a longer passage is cut
constexpr std::size_t kShownPassedOver = 20;  // files named
constexpr std::size_t kShownMissing = 3;      // operands named per undetermined rule
constexpr std::size_t kShownIds = 40;         // rules named in one line

using Files = std::vector<std::string>;  // paths of the report's files, when it has several

std::string place_text(const Page& page, const Evidence& evidence, const Files& files) {
  const std::string frame = page_or_cell(evidence.locator, page.language() == dsl::Language::en);
  std::string text = evidence.file.empty() ? "" : harmless(short_path(evidence.file, files)) + " ";
  text += harmless(frame) + (frame.empty() ? "" : " ") + fmt::format("{}:{}", evidence.line, evidence.column);
  if (!evidence.section.empty()) text += "  " + harmless(evidence.section);
  return page.tinted(text, Tone::faint);
}

/// All quotes of one sentence.
struct Quoted {
  const Evidence* first = nullptr;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;  // in the sentence
};

std::vector<Quoted> by_sentence(const std::vector<Evidence>& evidence) {
  std::vector<Quoted> all;
  for (const auto& each : evidence) {
    auto found = std::find_if(all.begin(), all.end(), [&](const Quoted& q) {
      return q.first->sentence == each.sentence && q.first->section == each.section && q.first->file == each.file;
    });
    if (found == all.end()) found = all.insert(all.end(), {&each, {}});
    found->ranges.emplace_back(each.quote_at, each.quote_at + static_cast<std::uint32_t>(each.quote.size()));
  }
  return all;
}

/// The sentence with its quotes emphasised, cut to `side` characters before the first and after the last quote.
std::string quoted_text(const Page& page, const Quoted& quoted, std::size_t side) {
  const std::string& sentence = quoted.first->sentence;
  std::uint32_t begin = quoted.ranges.front().first, end = begin;
  for (const auto& range : quoted.ranges) {
    begin = std::min(begin, range.first);
    end = std::max(end, range.second);
  }
  std::size_t from = begin, to = std::min<std::size_t>(end, sentence.size());
  for (std::size_t n = 0; n < side && from > 0; ++n) from -= dsl::utf8::decode_before(sentence, from).length;
  for (std::size_t n = 0; n < side && to < sentence.size(); ++n) to += dsl::utf8::decode(sentence, to).length;
  // A long passage is shown by its beginning.
  std::size_t longest = from;
  for (std::size_t n = 0; n < kLongestQuote + 2 * side && longest < to; ++n)
    longest += dsl::utf8::decode(sentence, longest).length;
  to = std::min(to, longest);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
  for (const auto& range : quoted.ranges)
    if (range.first < to) ranges.emplace_back(range.first - from, std::min<std::size_t>(range.second, to) - from);
  return (from > 0 ? "…" : "") +
         page.emphasised(std::string_view(sentence).substr(from, to - from), std::move(ranges)) +
         (to < sentence.size() ? "…" : "");
}

/// The main evidence with its sentence, then the other places in short.
void write_quotes(Page& page, const Finding& finding, const Files& files) {
  if (finding.evidence.empty()) {
    page.field(6, page.say("位置", "where"), page.say("全文", "the whole report"));
    return;
  }
  const auto sentences = by_sentence(finding.evidence);
  for (std::size_t i = 0; i < sentences.size() && i <= kShownEvidence; ++i) {
    const std::string text = quoted_text(page, sentences[i], i == 0 ? kMainSide : kOtherSide);
    if (i == 0) {
      page.field(6, page.say("原文", "quote"), text);
      page.field(6, page.say("位置", "where"), place_text(page, *sentences[i].first, files));
    } else {
      page.field(6, i == 1 ? page.say("另据", "also") : " ",
                 text + "  " + place_text(page, *sentences[i].first, files));
    }
  }
  if (sentences.size() > kShownEvidence + 1)
    page.field(6, " ",
               fmt::format(fmt::runtime(page.say("等，共{}处", "and more, {} places in all")), sentences.size()));
}

std::string basis_text(const Page& page, const BasisCited& basis) {
  std::string text = basis.title;
  if (!basis.number.empty())
    text += page.language() == dsl::Language::zh ? "（" + basis.number + "）" : " (" + basis.number + ")";
  return text + basis.article;
}

std::string size_text(const Page& page, const Finding& finding) {
  if (!finding.materiality) return {};
  const auto& size = *finding.materiality;
  std::string text = std::string(size.difference ? page.say("相差", "differs by ") : page.say("涉及", "concerns ")) +
                     money_text(size.yuan);
  if (size.share)
    text += fmt::format(fmt::runtime(page.say("，相当于部门支出的{}", ", {} of the department's expenditure")),
                        share_text(*size.share));
  return text;
}

void write_finding(Page& page, const Finding& finding, const Files& files, bool with_severity = false) {
  std::string head =
      (with_severity ? page.tinted(severity_name(finding.severity, page.language()), tone_of(finding.severity)) + "  "
                     : std::string()) +
      page.tinted(finding.rule, tone_of(finding.severity)) + "  " + page.tinted(harmless(finding.title), Tone::strong);
  std::string alignment;
  for (const auto& part : finding.alignment) alignment += (alignment.empty() ? "" : "、") + part.member;
  if (!alignment.empty()) head += "  " + page.tinted("［" + harmless(alignment) + "］", Tone::faint);
  page.line(4, head);
  page.line(6, harmless(finding.message));
  write_quotes(page, finding, files);
  page.field(6, page.say("计算", "arithmetic"), harmless(finding.derivation));
  page.field(6, page.say("金额", "amount"), size_text(page, finding));
  page.field(6, page.say("推测", "guess"), harmless(finding.hypothesis));
  page.field(6, page.say("注意", "note"), harmless(finding.note));
  std::vector<std::string> bases;
  for (const auto& basis : finding.basis) bases.push_back(basis_text(page, basis));
  page.field(6, page.say("依据", "basis"), joined(bases, page.say("；", "; ")));
  page.field(6, page.say("建议", "advice"), harmless(finding.advice));
  if (finding.inferred) {
    const std::string why = joined(finding.because_inferred, page.say("；", "; "));
    page.field(6, page.say("存疑", "inferred"),
               std::string(page.say("需人工复核", "to be reviewed by a person")) +
                   (why.empty() ? "" : std::string(page.say("：", ": ")) + harmless(why)));
  }
  if (finding.occurrences > 1)
    page.field(
        6, page.say("次数", "repeated"),
        fmt::format(fmt::runtime(page.say("同类问题共{}处", "{} places with the same matter")), finding.occurrences));
  page.field(6, page.say("并入", "absorbed"), joined(finding.also, page.say("、", ", ")));
  std::string book = finding.rulebook + " " + finding.rulebook_version;
  if (!finding.overlay.empty())
    book += std::string(page.say("，由 ", ", changed by ")) + finding.overlay + std::string(page.say(" 覆盖", ""));
  page.field(6, page.say("规则集", "rulebook"), harmless(book));
  if (finding.waived) page.field(6, page.say("豁免", "waived"), harmless(finding.waiver));
  page.blank();
}

/// Under a heading a severity, or as they come: then each tells its own severity.
void write_open(Page& page, const CheckedReport& report, const Files& files, bool flat) {
  for (const auto severity : {dsl::Severity::error, dsl::Severity::warning, dsl::Severity::note}) {
    const auto shown = [&](const Finding& f) { return !f.waived && (flat || f.severity == severity); };
    const auto count = std::count_if(report.findings.begin(), report.findings.end(), shown);
    if (count == 0) continue;
    page.line(2, flat ? fmt::format("{} {}", page.say("按金额从大到小", "by amount, largest first"), count)
                      : page.tinted(fmt::format("{} {}", severity_name(severity, page.language()), count),
                                    tone_of(severity)));
    page.blank();
    for (const auto& finding : report.findings)
      if (shown(finding)) write_finding(page, finding, files, flat);
    if (flat) return;
  }
}

/// Rules without a verdict on this report; false when there are none. What they lacked stands in the summary.
bool write_not_judged(Page& page, const CheckedReport& report) {
  std::vector<std::string> open;
  for (const auto& rule : report.rules)
    if (rule.undetermined > 0 && rule.failed == 0) open.push_back(rule.rule);
  if (open.empty()) return false;
  const std::size_t count = open.size();
  if (count > kShownIds) open.resize(kShownIds);
  page.line(2, fmt::format(fmt::runtime(page.say("不能判断的规则 {} 条，要人工看：{}{}",
                                                 "rules that could not be judged, for a person to look at: {}: {}{}")),
                           count, joined(open, page.say("、", ", ")), count > kShownIds ? "……" : ""));
  return true;
}

/// What of this report is not in the list.
void write_left_out(Page& page, const CheckedReport& report, bool against) {
  if (against)
    page.line(2, fmt::format(fmt::runtime(page.say("与上次相比：已知 {} 条不再列出，上次的 {} 条已不存在",
                                                   "against the earlier run: {} known findings are not listed, {} of "
                                                   "it are gone")),
                             report.known, report.fixed));
  if (report.not_shown > 0)
    page.line(2, fmt::format(fmt::runtime(page.say("另有 {} 条发现按选项没有列出",
                                                   "{} more findings are left out by the options")),
                             report.not_shown));
  if (against || report.not_shown > 0) page.blank();
}

void write_report(Page& page, const CheckedReport& report, const RunHead& run) {
  page.line(0, page.tinted(harmless(report.path), Tone::strong));
  if (!report.readable) {
    page.line(2, page.tinted(page.say("读不了：", "cannot be read: "), Tone::error) +
                     harmless(page.say(report.error_zh, report.error_en)));
    page.blank();
    return;
  }
  Files files;
  for (const auto& file : report.files) files.push_back(file.path);
  std::vector<std::string> identity;
  for (const auto* text : {&report.unit, &report.type, &report.region})
    if (!text->empty()) identity.push_back(harmless(*text));
  if (report.year)
    identity.insert(identity.begin() + (report.unit.empty() ? 0 : 1),
                    fmt::format(fmt::runtime(page.say("{}年度", "{}")), *report.year));
  for (const auto& profile : report.profiles)
    identity.push_back(std::string(page.say("方案：", "profile: ")) + profile);
  if (!identity.empty()) page.line(2, joined(identity, page.say("，", ", ")));
  for (std::size_t i = 1; i < files.size(); ++i)
    page.line(2, std::string(page.say("附件：", "attachment: ")) + harmless(short_path(files[i], files)));
  for (const auto& warning : report.warnings)
    page.line(2, page.tinted(page.say("注意：", "note: "), Tone::warning) + harmless(page.say(warning.zh, warning.en)));
  page.blank();
  write_open(page, report, files, run.flat);
  const auto waived =
      std::count_if(report.findings.begin(), report.findings.end(), [](const Finding& f) { return f.waived; });
  if (waived > 0) {
    page.line(2, page.tinted(fmt::format("{} {}", page.say("已豁免", "waived"), waived), Tone::faint));
    page.blank();
    for (const auto& finding : report.findings)
      if (finding.waived) write_finding(page, finding, files);
  }
  const bool clean = report.findings.empty() && report.not_shown == 0;
  const bool doubtful = std::any_of(report.warnings.begin(), report.warnings.end(),
                                    [](const Warning& warning) { return warning.code == "not_a_report"; });
  if (clean && doubtful)
    page.line(2, page.say("没有发现；它看起来不是报告，不能当作查过了。",
                          "No findings; but it does not look like a report and cannot count as checked."));
  else if (clean)
    page.line(2, page.tinted(run.against ? page.say("没有新的问题。", "No new findings.")
                                         : page.say("没有发现问题。", "No findings."),
                             Tone::good));
  const bool open = write_not_judged(page, report);
  if (clean || open) page.blank();
  write_left_out(page, report, run.against);
}

/// How a rule came out over all reports of the run.
struct RuleTotal {
  std::uint64_t passed = 0, failed = 0, undetermined = 0, not_applicable = 0;
  std::vector<std::string> missing;               // the first ones, which are shown
  std::unordered_set<std::size_t> missing_kinds;  // of all: they name figures of the reports, so there may be many
  std::string skipped;
  [[nodiscard]] bool met_nothing() const { return passed + failed + undetermined + not_applicable == 0; }
};

using RuleTotals = std::map<std::string, RuleTotal>;
/// Reports of a run list the same rules in the same order: a rule is where it was the last time.
using RulePlaces = std::vector<RuleTotals::value_type*>;

RuleTotal& total_of(RuleTotals& totals, RulePlaces& places, std::size_t place, const std::string& rule) {
  if (place >= places.size()) places.resize(place + 1);
  if (places[place] == nullptr || places[place]->first != rule) places[place] = &*totals.try_emplace(rule).first;
  return places[place]->second;
}

void add_rules(RuleTotals& totals, RulePlaces& places, const CheckedReport& report, const Readable& readable) {
  for (std::size_t i = 0; i < report.rules.size(); ++i) {
    const auto& rule = report.rules[i];
    RuleTotal& total = total_of(totals, places, i, rule.rule);
    total.passed += rule.passed;
    total.failed += rule.failed;
    total.undetermined += rule.undetermined;
    total.not_applicable += rule.not_applicable;
    if (!rule.skipped.empty()) total.skipped = rule.skipped;
    for (const auto& missing : rule.missing) {
      if (!total.missing_kinds.insert(std::hash<std::string>()(missing)).second) continue;
      if (total.missing.size() >= kShownMissing) continue;
      std::string told = readable.operand(rule.rule, missing);
      if (std::find(total.missing.begin(), total.missing.end(), told) == total.missing.end())
        total.missing.push_back(std::move(told));
    }
  }
}

/// `all`: how many there are, when not all of them are at hand.
std::string shortened(const Page& page, std::vector<std::string> texts, std::size_t most, std::size_t all = 0) {
  all = std::max(all, texts.size());
  if (texts.size() > most) texts.resize(most);
  std::string out = joined(texts, page.say("、", ", "));
  if (all > most) out += fmt::format(fmt::runtime(page.say(" 等{}项", " and more, {} in all")), all);
  return out;
}

void write_outcomes(Page& page, const RuleTotals& totals) {
  if (totals.empty()) return;
  std::size_t clean = 0, failed = 0, open = 0, idle = 0;
  std::vector<std::string> nothing, skipped;
  for (const auto& [id, total] : totals) {
    if (total.failed > 0)
      ++failed;
    else if (total.undetermined > 0)
      ++open;
    else if (total.passed > 0)
      ++clean;
    else if (!total.met_nothing())
      ++idle;
    else
      (total.skipped.empty() ? nothing : skipped).push_back(id);
  }
  std::string counts = fmt::format(fmt::runtime(page.say("规则 {} 条：", "rules {}: ")), totals.size());
  bool any = false;
  const auto count = [&](std::size_t n, std::string_view zh, std::string_view en) {
    if (n == 0) return;
    counts += (std::exchange(any, true) ? page.say("，", ", ") : "");
    counts += fmt::format("{} {}", page.say(zh, en), n);
  };
  count(failed, "有发现", "with findings");
  count(clean, "全部通过", "passed everywhere");
  count(open, "不能判断", "undetermined");
  count(idle, "条件不成立", "condition nowhere met");
  count(nothing.size(), "没有碰到对象", "met nothing");
  count(skipped.size(), "未启用或不适用于这些报告", "not in use for these reports");
  page.line(2, counts);
  bool first = true;
  for (const auto& [id, total] : totals) {
    if (total.undetermined == 0) continue;
    if (std::exchange(first, false))
      page.line(2, page.say("不能判断的（处数，缺少或读不准的内容）：",
                            "Undetermined (places left open; what was missing or unsure):"));
    const auto decided = total.passed + total.failed + total.not_applicable;
    std::string places = fmt::format(fmt::runtime(page.say("{}处", "{} open")), total.undetermined);
    if (decided > 0) places += fmt::format(fmt::runtime(page.say("（其余{}处已判断）", " ({} judged)")), decided);
    page.line(4, fmt::format("{}  {}  {}", padded(id, 10), padded(places, 24),
                             harmless(shortened(page, total.missing, kShownMissing, total.missing_kinds.size()))));
  }
  if (!nothing.empty())
    page.line(2, std::string(page.say("没有碰到任何对象的规则：", "Rules that met nothing: ")) +
                     shortened(page, nothing, kShownIds));
}

/// Files of folders and archives that nobody read: what was not checked is said.
void write_passed_over(Page& page, const RunHead& head) {
  if (head.passed_over == nullptr || head.passed_over->empty()) return;
  const auto& files = *head.passed_over;
  page.line(2, fmt::format(fmt::runtime(page.say("没有读的文件 {} 个：", "files not read: {}")), files.size()));
  for (std::size_t i = 0; i < files.size() && i < kShownPassedOver; ++i)
    page.line(4, harmless(files[i].path) + std::string(page.say("：", ": ")) +
                     std::string(why_passed_over(files[i], page.language())));
  if (files.size() > kShownPassedOver) page.line(4, page.say("……", "…"));
}

class CheckText : public RunWriter {
 public:
  CheckText(RunHead head, const TextOptions& options, Sink& sink)
      : head_(std::move(head)), options_(options), sink_(sink), readable_(head_.program.get(), options.language) {}

  void report(const CheckedReport& report) override {
    totals_.add(report);
    add_rules(rules_, places_, report, readable_);
    unread_ += report.unread;
    Page page(options_);
    write_report(page, report, head_);
    sink_.write(page.take());
  }

  void finish() override {
    Page page(options_);
    page.line(0, page.tinted(page.say("小结", "Summary"), Tone::strong));
    write_outcomes(page, rules_);
    if (unread_ > 0)
      page.line(2,
                fmt::format(fmt::runtime(page.say("有 {} 个数字没有读懂，未参加核查；用 hegui facts 查看",
                                                  "{} figures were not understood and took no part; see hegui facts")),
                            unread_));
    std::vector<std::string> books;
    for (const auto& book : head_.rulebooks)
      if (book.takes_part) books.push_back(book.id + " " + book.version);
    if (!books.empty())
      page.line(2, std::string(page.say("规则集：", "Rulebooks: ")) + joined(books, page.say("、", ", ")));
    if (!head_.date.empty()) page.line(2, std::string(page.say("日期：", "Date: ")) + head_.date);
    if (totals_.yuan.sign() > 0)
      page.line(2, fmt::format(fmt::runtime(page.say("查出的差额相加 {}（同一笔钱可能涉及几条发现）",
                                                     "differences found, added up: {} (several findings may be "
                                                     "about the same money)")),
                               money_text(totals_.yuan)));
    if (totals_.expired_waivers > 0)
      page.line(2, fmt::format(fmt::runtime(page.say("已到期的豁免 {} 项，所涉问题仍按发现报告",
                                                     "waivers that have ended: {}; what they covered is reported")),
                               totals_.expired_waivers));
    if (totals_.same_content > 0)
      page.line(2, fmt::format(fmt::runtime(page.say("与别的文件内容完全相同的报告 {} 份，发现也算在下面的总数里",
                                                     "reports that are equal to another file: {}; their findings "
                                                     "count in the totals below")),
                               totals_.same_content));
    if (head_.against)
      page.line(2, fmt::format(fmt::runtime(page.say("与上次相比：已知 {} 条未列出，已消除 {} 条",
                                                     "against the earlier run: {} known and not listed, {} fixed")),
                               totals_.known, totals_.fixed));
    if (totals_.not_shown > 0)
      page.line(2,
                fmt::format(fmt::runtime(page.say("按选项未列出的发现 {} 条", "findings left out by the options: {}")),
                            totals_.not_shown));
    write_passed_over(page, head_);
    page.line(
        2, fmt::format(
               fmt::runtime(page.say("报告 {} 份（读不了 {}）：错误 {}，警告 {}，提示 {}；已豁免 {}",
                                     "reports {} (unreadable {}): errors {}, warnings {}, notes {}; waived {}")),
               totals_.reports, totals_.unreadable, totals_.errors, totals_.warnings, totals_.notes, totals_.waived));
    sink_.write(page.take());
  }

 private:
  RunHead head_;
  TextOptions options_;
  Sink& sink_;
  Readable readable_;
  Totals totals_;
  RuleTotals rules_;
  RulePlaces places_;
  std::uint64_t unread_ = 0;
};

}  // namespace

std::unique_ptr<RunWriter> check_text_writer(RunHead head, const TextOptions& options, Sink& sink) {
  return std::make_unique<CheckText>(std::move(head), options, sink);
}

}  // namespace hegui::findings
