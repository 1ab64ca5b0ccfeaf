#include "checker/findings/compare_writers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checker/findings/materiality.hpp"
#include "checker/findings/names.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/place.hpp"

namespace hegui::findings {

namespace {

struct Say {
  bool zh;
  explicit Say(dsl::Language language) : zh(language == dsl::Language::zh) {}
  std::string operator()(std::string_view chinese, std::string_view english) const {
    return std::string(zh ? chinese : english);
  }
};

std::string number(std::size_t n) { return std::to_string(n); }

std::string alignment_of(const Finding& finding) {
  std::string text;
  for (const auto& part : finding.alignment) text += (text.empty() ? "" : "、") + part.member;
  return text;
}

std::string place_of(const Finding& finding, bool english) {
  if (finding.evidence.empty()) return english ? "the whole report" : "全文";
  const Evidence& main = finding.evidence.front();
  const std::string frame = page_or_cell(main.locator, english);
  return (frame.empty() ? "" : frame + " ") + fmt::format("{}:{}", main.line, main.column) +
         (main.section.empty() ? "" : "  " + main.section);
}

/// The sums, as lines of label and text.
std::vector<std::pair<std::string, std::string>> sums(const ComparedRuns& runs, const CompareTotals& totals,
                                                      const Say& say) {
  std::vector<std::pair<std::string, std::string>> lines;
  const auto add = [&](std::string_view zh, std::string_view en, std::string text) {
    lines.emplace_back(say(zh, en), std::move(text));
  };
  add("报告", "Reports",
      fmt::format(fmt::runtime(say("{} 份（两次都有 {}，只在上次 {}，只在这次 {}，读不了 {}）",
                                   "{} (in both rounds {}, only before {}, only now {}, unreadable {})")),
                  totals.reports, totals.both, totals.only_before, totals.only_after, totals.unreadable));
  add("新出现", "New",
      fmt::format(fmt::runtime(say("{}（错误 {}，警告 {}，提示 {}）", "{} (errors {}, warnings {}, notes {})")),
                  totals.added, totals.added_errors, totals.added_warnings, totals.added_notes));
  add("仍在", "Remaining",
      fmt::format(fmt::runtime(say("{}，其中数字或文字已变动 {}", "{}, of which figures or words changed: {}")),
                  totals.remaining + totals.changed, totals.changed));
  std::string fixed = number(totals.fixed);
  if (totals.fixed_unsure > 0)
    fixed += fmt::format(fmt::runtime(say("，其中这次没有核查或不能判断、不能认定已改的 {}",
                                          ", of which not judged this time and so not sure: {}")),
                         totals.fixed_unsure);
  add("已消除", "Fixed", fixed);
  const auto some = [&](std::size_t count, std::string_view zh, std::string_view en) {
    if (count > 0) add(zh, en, number(count));
  };
  some(totals.moved, "换了位置", "Moved");
  some(totals.severity_changed, "级别变化", "Severity changed");
  some(totals.waived_now, "这次获得豁免", "Waived now");
  some(totals.reopened, "豁免不再有效", "No longer waived");
  some(totals.waived, "这次已豁免的发现", "Waived findings this time");
  some(totals.gone, "没有再次提交的报告里未处理的发现", "Open findings of reports not submitted again");
  const auto books = [](const RunHead& head) {
    std::vector<std::string> names;
    for (const auto& book : head.rulebooks)
      if (book.takes_part) names.push_back(book.id + " " + book.version);
    return joined(names, "、");
  };
  const std::string before = books(runs.before), after = books(runs.after);
  bool same = runs.before.rulebooks.size() == runs.after.rulebooks.size();
  for (std::size_t i = 0; same && i < runs.after.rulebooks.size(); ++i)
    same = runs.before.rulebooks[i].sha256 == runs.after.rulebooks[i].sha256;
  if (same) {
    add("规则集", "Rulebooks", after);
  } else {
    add("上次的规则集", "Rulebooks before", before);
    add("这次的规则集", "Rulebooks now", after);
    if (before == after)
      add("注意", "Note",
          say("版本号相同，但规则集的内容不同", "the versions are equal, but the texts of the rulebooks differ"));
  }
  if (!runs.after.date.empty()) add("日期", "Date", runs.after.date);
  return lines;
}

Tables compare_tables(const ComparedRuns& runs, dsl::Language language, bool only_findings) {
  const Say say(language);
  CompareTotals totals;
  for (const auto& report : runs.reports) totals.add(report);
  Tables tables;
  tables.title = say("两次核查的比较", "Comparison of two rounds");
  tables.lines = sums(runs, totals, say);
  Table list;
  list.title = say("发现", "Findings");
  list.empty = say("两次都没有未处理的发现。", "No open findings in either round.");
  list.columns = {{say("单位", "unit"), 24},
                  {say("年度", "year"), 7, true, true},
                  {say("变化", "fate"), 10},
                  {say("级别", "severity"), 8, false, false, true},
                  {say("规则", "rule"), 10},
                  {say("标题", "title"), 26},
                  {say("对象", "about"), 14},
                  {say("问题描述", "message"), 50},
                  {say("上次的描述", "message before"), 40},
                  {say("位置", "place"), 24},
                  {say("说明", "remarks"), 32},
                  {say("金额（元）", "yuan"), 16, true},
                  {say("上次的文件", "file before"), 26},
                  {say("这次的文件", "file now"), 26},
                  {say("发现编号", "finding id"), 20}};
  Table units;
  units.title = say("各报告", "Reports");
  units.columns = {{say("单位", "unit"), 28},           {say("年度", "year"), 7, true, true},
                   {say("新出现", "new"), 8, true},     {say("有变动", "changed"), 8, true},
                   {say("仍在", "remaining"), 8, true}, {say("已消除", "fixed"), 8, true},
                   {say("说明", "remarks"), 44}};
  for (const auto& report : runs.reports) {
    const std::string year = report.year ? std::to_string(*report.year) : "";
    CompareTotals own;
    own.add(report);
    const Warning& trouble = report.unreadable.zh.empty() ? report.mismatch : report.unreadable;
    std::string remark = say(trouble.zh, trouble.en);
    if (report.rounds == ReportChange::Rounds::only_before)
      remark = fmt::format(
          fmt::runtime(say("没有再次提交，上次未处理的发现 {}", "not submitted again; open findings before: {}")),
          report.gone);
    if (report.rounds == ReportChange::Rounds::only_after) remark = say("上次没有这份报告", "not in the earlier round");
    units.rows.push_back({unit_of(report), year, number(own.added), number(own.changed), number(own.remaining),
                          number(own.fixed), remark});
    for (const auto& change : report.findings) {
      const Finding& finding = change.finding;
      list.rows.push_back({unit_of(report), year, std::string(fate_name(change.fate, language)),
                           std::string(severity_name(finding.severity, language)), finding.rule, finding.title,
                           alignment_of(finding), finding.message, change.message_before, place_of(finding, !say.zh),
                           remarks_of(change, language), finding.materiality ? finding.materiality->yuan.to_text() : "",
                           report.path_before, report.path_after, finding.id});
    }
  }
  if (!only_findings && runs.reports.size() > 1) tables.tables.push_back(std::move(units));
  tables.tables.push_back(std::move(list));
  return tables;
}

void write_change(Page& page, const FindingChange& change) {
  const Finding& finding = change.finding;
  const std::string about = alignment_of(finding);
  page.line(4, page.tinted(finding.rule, tone_of(finding.severity)) + "  " +
                   page.tinted(harmless(finding.title), Tone::strong) +
                   (about.empty() ? "" : "  " + page.tinted("［" + harmless(about) + "］", Tone::faint)));
  page.line(6, harmless(finding.message));
  if (change.fate == Fate::changed || !change.message_before.empty())
    page.field(6, page.say("上次", "before"), harmless(change.message_before));
  page.field(6, change.fate == Fate::fixed ? page.say("原位置", "was at") : page.say("位置", "where"),
             harmless(place_of(finding, page.language() == dsl::Language::en)));
  if (change.fate != Fate::fixed && finding.materiality)
    page.field(6, page.say("金额", "amount"), money_text(finding.materiality->yuan));
  page.field(6, page.say("说明", "remarks"), harmless(remarks_of(change, page.language())));
}

void write_report(Page& page, const ReportChange& report) {
  page.line(0, page.tinted(harmless(unit_of(report)), Tone::strong) +
                   (report.year ? "  " + std::to_string(*report.year) : std::string()));
  if (!report.path_before.empty()) page.field(2, page.say("上次", "before"), harmless(report.path_before));
  if (!report.path_after.empty()) page.field(2, page.say("这次", "now"), harmless(report.path_after));
  if (!report.unreadable.zh.empty())
    page.line(2, page.tinted(page.say("读不了：", "cannot be read: "), Tone::error) +
                     harmless(page.say(report.unreadable.zh, report.unreadable.en)));
  if (!report.mismatch.zh.empty())
    page.line(2, page.tinted(page.say("注意：", "note: "), Tone::warning) +
                     harmless(page.say(report.mismatch.zh, report.mismatch.en)));
  if (report.rounds == ReportChange::Rounds::only_before)
    page.line(2, fmt::format(fmt::runtime(page.say("没有再次提交；上次未处理的发现 {} 条",
                                                   "not submitted again; open findings before: {}")),
                             report.gone));
  if (report.rounds == ReportChange::Rounds::only_after)
    page.line(2, page.say("上次没有这份报告", "not in the earlier round"));
  page.blank();
  for (const auto fate : {Fate::added, Fate::changed, Fate::remaining, Fate::fixed}) {
    const auto count = std::count_if(report.findings.begin(), report.findings.end(),
                                     [&](const FindingChange& change) { return change.fate == fate; });
    if (count == 0) continue;
    const Tone tone = fate == Fate::added ? Tone::error : fate == Fate::fixed ? Tone::good : Tone::strong;
    page.line(2, page.tinted(fmt::format("{} {}", fate_name(fate, page.language()), count), tone));
    for (const auto& change : report.findings)
      if (change.fate == fate) write_change(page, change);
    page.blank();
  }
}

}  // namespace

std::string_view fate_name(Fate fate) {
  switch (fate) {
    case Fate::added: return "new";
    case Fate::changed: return "changed";
    case Fate::remaining: return "remaining";
    case Fate::fixed: return "fixed";
  }
  return "";
}

std::string_view fate_name(Fate fate, dsl::Language language) {
  const bool zh = language == dsl::Language::zh;
  switch (fate) {
    case Fate::added: return zh ? "新出现" : "new";
    case Fate::changed: return zh ? "仍在，已变动" : "remaining, changed";
    case Fate::remaining: return zh ? "仍在" : "remaining";
    case Fate::fixed: return zh ? "已消除" : "fixed";
  }
  return "";
}

std::string remarks_of(const FindingChange& change, dsl::Language language) {
  const Say say(language);
  std::vector<std::string> parts;
  if (change.fate == Fate::changed && !change.finding.evidence.empty() && !change.quote_before.empty() &&
      change.quote_before != change.finding.evidence.front().quote)
    parts.push_back(say("原写“", "was “") + change.quote_before + "”");
  if (change.severity_before)
    parts.push_back(say("级别原为", "severity was ") + std::string(severity_name(*change.severity_before, language)));
  if (change.moved) {
    const std::string from = change.section_before.empty() ? std::to_string(change.line_before) : change.section_before;
    parts.push_back(say("原在 ", "moved from ") + from);
  }
  if (change.waived_now) parts.push_back(say("这次获得豁免：", "waived now: ") + change.finding.waiver);
  if (change.reopened) parts.push_back(say("上次豁免，这次豁免不再有效", "was waived, no longer is"));
  if (!change.doubt.zh.empty())
    parts.push_back(say("不能认定已改：", "not sure: ") + (say.zh ? change.doubt.zh : change.doubt.en));
  return joined(parts, say.zh ? "；" : "; ");
}

std::string unit_of(const ReportChange& report) {
  if (!report.unit.empty()) return report.unit;
  if (!report.title.empty()) return report.title;
  return file_of(report.path_after.empty() ? report.path_before : report.path_after);
}

std::string compare_text(const ComparedRuns& runs, const TextOptions& options) {
  Page page(options);
  CompareTotals totals;
  for (const auto& report : runs.reports) {
    totals.add(report);
    write_report(page, report);
  }
  page.line(0, page.tinted(page.say("小结", "Summary"), Tone::strong));
  for (const auto& [label, text] : sums(runs, totals, Say(options.language)))
    page.line(2, label + std::string(page.say("：", ": ")) + harmless(text));
  return page.take();
}

const std::vector<std::string>& compare_formats() {
  static const std::vector<std::string> formats = {"text", "json", "md", "csv", "html", "xlsx"};
  return formats;
}

void write_comparison(std::string_view format, const ComparedRuns& runs, const TextOptions& options, Sink& sink) {
  if (format == "json") return sink.write(compare_json(runs));
  if (format == "text") return sink.write(compare_text(runs, options));
  const Tables tables = compare_tables(runs, options.language, format == "csv");
  if (format == "md") return sink.write(tables_markdown(tables, options));
  if (format == "csv") return sink.write(tables_csv(tables, options));
  if (format == "html") return sink.write(tables_html(tables, options));
  if (format == "xlsx") tables_xlsx(tables, options, runs.after.tool + " " + runs.after.version, sink);
}

}  // namespace hegui::findings
