// The overview of a year in every output format.
#include <fmt/format.h>

#include "checker/findings/json.hpp"
#include "checker/findings/materiality.hpp"
#include "checker/findings/names.hpp"
#include "checker/findings/overview.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/tables.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kTopDefects = 20;   // with examples
constexpr std::size_t kLowestRates = 20;  // units named
constexpr std::size_t kMostBars = 20;

std::string number(std::size_t n) { return std::to_string(n); }

std::string percent(const dsl::Number& rate) { return (rate * dsl::Number(100)).rounded(2).to_text() + "%"; }

class Writer {
 public:
  Writer(const Overview& overview, dsl::Language language) : o_(overview), language_(language) {}

  [[nodiscard]] Tables tables() const {
    Tables all;
    all.title = say("绩效报告核查汇总", "Overview of the reports");
    all.lines = lines();
    all.tables = {severities(), regions(),  groups(),   defects(),    examples(),   rates(),  lowest(),
                  missing(),    unlisted(), repeated(), unreadable(), not_judged(), reports()};
    return all;
  }

 private:
  [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
    return std::string(language_ == dsl::Language::zh ? zh : en);
  }
  [[nodiscard]] TableColumn text(std::string_view zh, std::string_view en, double width) const {
    return {say(zh, en), width};
  }
  [[nodiscard]] TableColumn year_column() const { return {say("年度", "year"), 7, true, true}; }
  [[nodiscard]] TableColumn figure(std::string_view zh, std::string_view en, double width = 10) const {
    return {say(zh, en), width, true, false};
  }
  [[nodiscard]] std::string unit(const OverviewRow& row) const {
    return !row.unit.empty() ? row.unit : !row.title.empty() ? row.title : file_of(row.path);
  }
  [[nodiscard]] std::string group_title(const std::string& id) const {
    for (const auto& book : o_.head.rulebooks)
      if (book.id == id && !book.title.empty()) return book.title;
    return id;
  }
  [[nodiscard]] std::string unnamed(const std::string& name) const {
    return name.empty() ? say("（未写明）", "(not said)") : name;
  }
  static std::string year(const OverviewRow& row) { return row.year ? std::to_string(*row.year) : ""; }
  static std::string money(const dsl::Number& yuan) { return (yuan / dsl::Number(10'000)).rounded(4).to_text(); }
  static std::string money(const std::optional<dsl::Number>& yuan) { return yuan ? money(*yuan) : ""; }

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> lines() const {
    std::vector<std::pair<std::string, std::string>> all;
    const auto add = [&](std::string_view zh, std::string_view en, std::string content) {
      all.emplace_back(say(zh, en), std::move(content));
    };
    add("报告", "Reports",
        fmt::format(
            fmt::runtime(say("{} 份（读不了 {} 份）；没有发现问题的 {} 份", "{} (unreadable {}); without findings {}")),
            o_.rows.size(), o_.unreadable, o_.clean));
    add("发现", "Findings",
        fmt::format(fmt::runtime(say("{} 条（错误 {}，警告 {}，提示 {}）；已豁免 {}",
                                     "{} (errors {}, warnings {}, notes {}); waived {}")),
                    o_.total.open(), o_.total.errors, o_.total.warnings, o_.total.notes, o_.total.waived));
    if (o_.total.yuan.sign() > 0)
      add("查出的差额相加", "Differences found, added up",
          money_text(o_.total.yuan) +
              say("（同一笔钱可能涉及几条发现）", " (several findings may be about the same money)"));
    if (o_.listed)
      add("提交情况", "Submitted",
          fmt::format(fmt::runtime(say("名单上 {} 个单位，已提交 {}，未提交 {}；名单之外的 {}",
                                       "of {} listed units {} have, {} have not; not on the list {}")),
                      o_.units.listed, o_.units.submitted, o_.units.missing.size(), o_.units.unlisted.size()));
    if (o_.listed && !o_.units.doubled.empty())
      add("名单中重复", "Twice on the list", joined(o_.units.doubled, say("、", ", ")));
    if (!o_.repeated.empty()) add("提交不止一次", "Submitted more than once", number(o_.repeated.size()));
    if (o_.expired_waivers > 0) add("已到期的豁免", "Waivers that have ended", number(o_.expired_waivers));
    if (o_.unread_figures > 0) add("没有读懂的数字", "Figures that were not understood", number(o_.unread_figures));
    if (o_.not_shown > 0) add("按选项没有列出的发现", "Findings left out by the options", number(o_.not_shown));
    std::vector<std::string> books;
    for (const auto& book : o_.head.rulebooks)
      if (book.takes_part) books.push_back(book.id + " " + book.version);
    if (!books.empty()) add("规则集", "Rulebooks", joined(books, say("、", ", ")));
    if (!o_.head.date.empty()) add("日期", "Date", o_.head.date);
    return all;
  }

  [[nodiscard]] Table severities() const {
    Table table;
    table.title = say("按级别", "By severity");
    table.columns = {text("级别", "severity", 14), figure("发现", "findings")};
    const auto row = [&](dsl::Severity severity, std::size_t count) {
      const std::string name(severity_name(severity, language_));
      table.rows.push_back({name, number(count)});
      table.chart.push_back({name, count});
    };
    row(dsl::Severity::error, o_.total.errors);
    row(dsl::Severity::warning, o_.total.warnings);
    row(dsl::Severity::note, o_.total.notes);
    return table;
  }

  [[nodiscard]] std::vector<TableColumn> count_columns(TableColumn first) const {
    return {std::move(first),
            figure("报告", "reports"),
            figure("错误", "errors"),
            figure("警告", "warnings"),
            figure("提示", "notes"),
            figure("已豁免", "waived"),
            figure("差额（万元）", "differences (10k yuan)", 16)};
  }
  static std::vector<std::string> count_row(std::string name, const Counts& counts) {
    return {std::move(name),      number(counts.reports), number(counts.errors), number(counts.warnings),
            number(counts.notes), number(counts.waived),  money(counts.yuan)};
  }

  [[nodiscard]] Table regions() const {
    Table table;
    table.title = say("按地区", "By region");
    table.columns = count_columns(text("地区", "region", 20));
    for (const auto& [region, counts] : o_.by_region) {
      table.rows.push_back(count_row(unnamed(region), counts));
      if (o_.by_region.size() <= kMostBars) table.chart.push_back({unnamed(region), counts.open()});
    }
    return table;
  }
  [[nodiscard]] Table groups() const {
    Table table;
    table.title = say("按规则类别", "By group of rules");
    table.columns = count_columns(text("类别", "group", 32));
    for (const auto& [group, counts] : o_.by_group) {
      table.rows.push_back(count_row(group_title(group), counts));
      if (o_.by_group.size() <= kMostBars) table.chart.push_back({group_title(group), counts.open()});
    }
    return table;
  }
  [[nodiscard]] Table defects() const {
    Table table;
    table.title = say("最常见的问题", "Most frequent defects");
    table.columns = {text("规则", "rule", 10),  text("标题", "title", 40),
                     figure("报告", "reports"), figure("发现", "findings"),
                     figure("错误", "errors"),  figure("警告", "warnings"),
                     figure("提示", "notes"),   figure("差额（万元）", "differences (10k yuan)", 16)};
    table.most_in_text = kTopDefects;
    for (const auto& id : o_.top_defects()) {
      const Defect& defect = o_.defects.at(id);
      if (table.chart.size() < 10) table.chart.push_back({id + " " + defect.title, defect.counts.reports});
      table.rows.push_back({id, defect.title, number(defect.counts.reports), number(defect.counts.open()),
                            number(defect.counts.errors), number(defect.counts.warnings), number(defect.counts.notes),
                            money(defect.counts.yuan)});
    }
    return table;
  }
  [[nodiscard]] Table examples() const {
    Table table;
    table.title = say("问题举例", "Examples");
    table.columns = {text("规则", "rule", 10), text("单位", "unit", 24), text("问题描述", "message", 50),
                     text("原文", "quote", 60)};
    table.most_in_text = 10;
    std::size_t shown = 0;
    for (const auto& id : o_.top_defects()) {
      if (++shown > kTopDefects) break;
      for (const auto& example : o_.defects.at(id).examples)
        table.rows.push_back({id, example.unit, example.message, example.quote});
    }
    return table;
  }
  [[nodiscard]] Table rates() const {
    Table table;
    table.title = say("预算执行率的分布", "Execution rates");
    table.columns = {text("执行率", "rate", 14), figure("报告", "reports")};
    for (const auto& band : rate_bands(o_)) {
      table.rows.push_back({say(band.zh, band.en), number(band.reports)});
      table.chart.push_back({say(band.zh, band.en), band.reports});
    }
    return table;
  }
  [[nodiscard]] Table lowest() const {
    Table table;
    table.title = say("执行率最低的单位", "Lowest execution rates");
    table.columns = {text("单位", "unit", 28),
                     year_column(),
                     figure("执行率", "rate"),
                     text("来源", "from", 12),
                     figure("预算（万元）", "budget (10k yuan)", 16),
                     figure("决算（万元）", "spent (10k yuan)", 16)};
    for (const std::size_t i : o_.by_rate) {
      if (table.rows.size() == kLowestRates) break;
      const OverviewRow& row = o_.rows[i];
      table.rows.push_back({unit(row), year(row), percent(*row.figures.execution_rate),
                            row.figures.rate_stated ? say("报告写明", "stated") : say("推算", "computed"),
                            money(row.figures.budget), money(row.figures.actual)});
    }
    return table;
  }
  [[nodiscard]] Table missing() const {
    Table table;
    table.title = say("尚未提交的单位", "Not yet submitted");
    if (!o_.listed) return table;
    table.empty = say("名单上的单位都已提交。", "All listed units have submitted.");
    table.columns = {text("单位", "unit", 28), text("地区", "region", 16),
                     text("名称相近的报告（请核对是不是同一单位）", "reports under a near name (please check)", 44)};
    for (const auto& one : o_.units.missing)
      table.rows.push_back({one.unit.name, one.unit.region, joined(one.near_names, say("、", ", "))});
    return table;
  }
  [[nodiscard]] Table unlisted() const {
    Table table;
    table.title = say("名单之外的单位", "Not on the list");
    table.columns = {text("单位", "unit", 40)};
    for (const auto& name : o_.units.unlisted) table.rows.push_back({name});
    return table;
  }
  [[nodiscard]] Table repeated() const {
    Table table;
    table.title = say("提交不止一次的报告", "Submitted more than once");
    table.columns = {text("单位", "unit", 28), year_column(), text("说明", "remarks", 20), text("文件", "files", 60)};
    for (const auto& group : o_.repeated) {
      std::vector<std::string> files;
      for (const std::size_t i : group.rows) files.push_back(o_.rows[i].path);
      const OverviewRow& first = o_.rows[group.rows.front()];
      table.rows.push_back(
          {unit(first), year(first),
           group.same_file ? say("文件完全相同", "the same file") : say("同一份报告的几次提交", "several versions"),
           joined(files, say("、", ", "))});
    }
    return table;
  }
  [[nodiscard]] Table unreadable() const {
    Table table;
    table.title = say("读不了的文件", "Files that could not be read");
    table.columns = {text("文件", "file", 50), text("原因", "why", 60)};
    for (const auto& row : o_.rows)
      if (!row.readable) table.rows.push_back({row.path, say(row.error_zh, row.error_en)});
    return table;
  }
  [[nodiscard]] Table not_judged() const {
    Table table;
    table.title = say("不能判断的规则", "Rules that could not be judged");
    table.columns = {text("规则", "rule", 10), figure("报告", "reports")};
    table.most_in_text = 10;
    for (const auto& [rule, count] : o_.not_judged) table.rows.push_back({rule, number(count)});
    return table;
  }
  [[nodiscard]] Table reports() const {
    Table table;
    table.title = say("各报告", "Reports");
    table.columns = {text("单位", "unit", 28),
                     text("地区", "region", 14),
                     year_column(),
                     text("文种", "type", 16),
                     figure("错误", "errors"),
                     figure("警告", "warnings"),
                     figure("提示", "notes"),
                     figure("已豁免", "waived"),
                     figure("执行率（%）", "rate (%)"),
                     figure("决算（万元）", "spent (10k yuan)", 16),
                     figure("最大一笔（万元）", "largest (10k yuan)", 16),
                     text("文件", "file", 40)};
    table.most_in_text = 30;
    for (const auto& row : o_.rows) {
      const auto& rate = row.figures.execution_rate;
      table.rows.push_back({unit(row), row.region, year(row), row.type, number(row.counts.errors),
                            number(row.counts.warnings), number(row.counts.notes), number(row.counts.waived),
                            rate ? (*rate * dsl::Number(100)).rounded(2).to_text() : "", money(row.figures.actual),
                            money(row.largest), row.path});
    }
    return table;
  }

  const Overview& o_;
  dsl::Language language_;
};

}  // namespace

const std::vector<std::string>& overview_formats() {
  static const std::vector<std::string> formats = {"text", "json", "html", "md", "csv", "xlsx"};
  return formats;
}

void write_overview(std::string_view format, const Overview& overview, const TextOptions& options, Sink& sink) {
  if (format == "json") return sink.write(overview_json(overview));
  const Tables tables = Writer(overview, options.language).tables();
  if (format == "text") return sink.write(tables_text(tables, options));
  if (format == "md") return sink.write(tables_markdown(tables, options));
  if (format == "csv") return sink.write(tables_csv(tables, options));
  if (format == "html") return sink.write(tables_html(tables, options));
  if (format == "xlsx") tables_xlsx(tables, options, overview.head.tool + " " + overview.head.version, sink);
}

}  // namespace hegui::findings
