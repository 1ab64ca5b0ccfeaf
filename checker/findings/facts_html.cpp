// What was understood of reports as a page to read and print: identity, outline, facts, breakdowns, what was not read.
#include <fmt/format.h>

#include "checker/findings/fact_cells.hpp"
#include "checker/findings/html.hpp"
#include "checker/findings/place.hpp"

namespace hegui::findings {

namespace {

class HtmlFacts {
 public:
  HtmlFacts(const FactsRun& run, dsl::Language language)
      : run_(run), program_(*run.program), language_(language), aspects_(used_aspects(run)) {}

  std::string write() {
    body_ = html_element("h1", say("读懂了什么", "What was understood"));
    if (run_.reports.size() > 1) contents();
    for (std::size_t i = 0; i < run_.reports.size(); ++i) report(run_.reports[i], i);
    return html_page(say("读懂了什么", "What was understood"), language_, body_);
  }

 private:
  [[nodiscard]] std::string say(const char* zh, const char* en) const {
    return language_ == dsl::Language::zh ? zh : en;
  }

  void contents() {
    body_ += "<ol>\n";
    for (std::size_t i = 0; i < run_.reports.size(); ++i)
      body_ += fmt::format("<li><a href=\"#r{}\">{}</a></li>\n", i, html_escaped(run_.reports[i].path));
    body_ += "</ol>\n";
  }

  void table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) {
    if (rows.empty()) {
      body_ += html_element("p class=\"faint\"", say("没有", "none"));
      return;
    }
    body_ += "<div class=\"scroll\"><table>\n" + html_row(head, "th");
    for (const auto& row : rows) body_ += html_row(row);
    body_ += "</table></div>\n";
  }
  void heading(const char* zh, const char* en, std::size_t count) {
    body_ += html_element("h3", fmt::format("{} {}", say(zh, en), count)) + "\n";
  }

  void report(const ReadReport& read, std::size_t index) {
    body_ += html_element(fmt::format("h2 id=\"r{}\"", index), read.path) + "\n";
    if (read.report == nullptr) {
      body_ += html_element("p class=\"error\"", language_ == dsl::Language::zh ? read.error_zh : read.error_en) + "\n";
      return;
    }
    const report::Report& it = *read.report;
    identity(it);
    heading("提纲", "Outline", outline(it).size());
    table({say("级次", "level"), say("序号", "number"), say("标题", "title"), say("类别", "kind"), say("行", "line")},
          outline(it));
    heading("数据", "Facts", it.facts.size());
    std::vector<std::vector<std::string>> rows;
    for (const auto& fact : it.facts) rows.push_back(fact_cells(program_, it, fact, aspects_, language_));
    table(fact_columns(program_, aspects_, language_), rows);
    breakdowns(it);
    unread(it);
  }

  void identity(const report::Report& it) {
    const auto& identity = it.identity;
    const auto member = [&](dsl::MemberId id) { return id.valid() ? program_.members[id.value].name : std::string(); };
    body_ += "<dl>\n";
    const auto item = [&](const char* zh, const char* en, const std::string& text) {
      if (!text.empty()) body_ += html_element("dt", say(zh, en)) + html_element("dd", text) + "\n";
    };
    item("标题", "title", one_line(identity.title));
    item("单位", "unit", identity.unit);
    item("地区", "region", identity.region.valid() ? member(identity.region) : identity.region_text);
    item("年度", "year", identity.year ? std::to_string(*identity.year) : "");
    item("文种", "type", member(identity.type));
    item("落款", "signature", identity.signature);
    item("SHA-256", "SHA-256", it.document.sha256);
    for (std::size_t i = 1; i < it.document.sources.size(); ++i)
      item("附件", "attached", "[" + std::to_string(i + 1) + "] " + it.document.sources[i].path);
    for (const auto& remark : it.document.remarks) item("注意", "note", say(remark.zh.c_str(), remark.en.c_str()));
    body_ += "</dl>\n";
  }

  [[nodiscard]] std::vector<std::vector<std::string>> outline(const report::Report& it) const {
    std::vector<std::vector<std::string>> rows;
    for (const auto& section : it.sections) {
      if (section.list_item || section.attached) continue;
      rows.push_back({std::to_string(section.level), one_line(section.number), one_line(section.title),
                      section.kinds.empty() ? "" : program_.section_kinds[section.kinds.front().value].name,
                      std::to_string(it.place(section.heading).line)});
    }
    return rows;
  }

  [[nodiscard]] static std::string shown(const report::Report& it, report::FactId id) {
    if (!id.valid() || id.value >= it.facts.size()) return "—";
    const auto& fact = it.facts[id.value];
    const std::string name = one_line(fact.name.empty() ? fact.label : fact.name);
    return name + " " + (fact.text_value.empty() ? fact.quantity.text() : fact.text_value);
  }

  void breakdowns(const report::Report& it) {
    heading("分解", "Breakdowns", it.breakdowns.size());
    std::vector<std::vector<std::string>> rows;
    for (const auto& breakdown : it.breakdowns) {
      std::string parts;
      for (const auto part : breakdown.parts) parts += (parts.empty() ? "" : say("；", "; ")) + shown(it, part);
      rows.push_back({shown(it, breakdown.total), parts, breakdown.cue,
                      breakdown.exhaustive ? say("是", "yes") : say("否", "no")});
    }
    table({say("总数", "total"), say("各项", "parts"), say("引导词", "cue"), say("列尽", "exhaustive")}, rows);
  }

  void unread(const report::Report& it) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& each : it.unread) {
      if (!each.is_quantity) continue;
      const Located place = locate(it, each.at);
      rows.push_back({one_line(it.quote(each.at)), fmt::format("{}{}:{}", file_mark(it, each.at), place.line, place.column), each.why,
                      one_line(surroundings(it, each.at).text)});
    }
    heading("没有读懂的数", "Figures not understood", rows.size());
    table({say("原文", "quote"), say("位置", "place"), say("原因", "why"), say("所在句", "sentence")}, rows);
  }

  const FactsRun& run_;
  const dsl::Program& program_;
  dsl::Language language_;
  std::vector<dsl::AspectId> aspects_;
  std::string body_;
};

}  // namespace

std::string facts_html(const FactsRun& run, const TextOptions& options) {
  return HtmlFacts(run, options.language).write();
}

}  // namespace hegui::findings
