// What was understood of reports, for people: identity, outline, facts by section with how each aspect is known,
// breakdowns as trees with their sums, and what was not read.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "checker/findings/page.hpp"
#include "checker/findings/place.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kValueWidth = 16;
constexpr std::size_t kLabelCharacters = 24;
constexpr int kDeepestBreakdown = 12;

struct Words {
  std::string_view code, zh, en;
};
/// Why digits are no fact, and what was set aside or repaired while reading.
constexpr std::array kWords{Words{"year", "年度", "years"},
                            Words{"date", "日期", "dates"},
                            Words{"document_number", "文号", "document numbers"},
                            Words{"list_number", "序号", "list numbers"},
                            Words{"code", "编码", "codes"},
                            Words{"slogan", "名称", "names"},
                            Words{"name", "表中名称", "names in tables"},
                            Words{"ordinal", "序数、栏次", "ordinals"},
                            Words{"misplaced", "错位的表", "tables out of line"},
                            Words{"hotline", "热线", "hotlines"},
                            Words{"formula", "式子", "formulas"},
                            Words{"other", "其他", "other"},
                            Words{"no_fact", "没有读懂", "not understood"},
                            Words{"page_furniture", "页眉页脚", "page furniture"},
                            Words{"bookmark", "书签", "bookmark"},
                            Words{"field_code", "域代码", "field code"},
                            Words{"entity", "网页字符", "entity"},
                            Words{"tag", "网页标签", "tag"},
                            Words{"phonetic", "注音", "phonetics"},
                            Words{"line_break", "断行", "line break"},
                            Words{"page_break", "跨页", "page break"},
                            Words{"traditional", "繁体字", "traditional characters"},
                            Words{"look_alike", "形近字", "look-alike"}};

std::string_view in_words(std::string_view code, const Page& page) {
  for (const Words& words : kWords)
    if (words.code == code) return page.say(words.zh, words.en);
  return code;
}

class FactsPage {
 public:
  FactsPage(Page& page, const dsl::Program& program, const report::Report& report)
      : page_(page), program_(program), report_(report) {
    for (const auto& each : report.breakdowns) by_total_.emplace(each.total.value, &each);
  }
  void write() {
    identity();
    outline();
    facts();
    breakdowns();
    relations();
    unread();
    repaired();
  }

 private:
  void identity();
  void outline();
  void facts();
  void breakdowns();
  void breakdown(const report::Breakdown& breakdown, std::size_t indent, int depth);
  void relations();
  void unread();
  void repaired();
  [[nodiscard]] std::string fact_text(report::FactId id) const;
  [[nodiscard]] std::string label_of(const report::Fact& fact) const;
  [[nodiscard]] std::string aspects_of(const report::Fact& fact) const;
  [[nodiscard]] std::string where(const report::Passage& at) const;
  void heading(std::string_view zh, std::string_view en, std::size_t count);

  Page& page_;
  const dsl::Program& program_;
  const report::Report& report_;
  std::map<std::uint32_t, const report::Breakdown*> by_total_;
  std::set<const report::Breakdown*> printed_;
};

void FactsPage::heading(std::string_view zh, std::string_view en, std::size_t count) {
  page_.blank().line(2, page_.tinted(fmt::format("{} {}", page_.say(zh, en), count), Tone::strong));
}

std::string FactsPage::where(const report::Passage& at) const {
  if (at.end <= at.begin) return "";
  const Located place = locate(report_, at);
  return fmt::format("{}{}:{}", file_mark(report_, at), place.line, place.column);
}

std::string value_of(const report::Fact& fact) {
  if (!fact.text_value.empty()) return fact.text_value;
  if (!fact.derived_from.empty())
    return dsl::to_text(fact.quantity.value, fact.quantity.dimension, fact.quantity.noun, fact.quantity.unit);
  return fact.quantity.text();
}

std::string FactsPage::label_of(const report::Fact& fact) const {
  std::string label = one_line(fact.name.empty() ? fact.label : fact.name);
  if (label.empty() && fact.concept_id.valid()) label = program_.concepts[fact.concept_id.value].name;
  if (dsl::count_characters(label) > kLabelCharacters) {
    std::size_t at = 0;
    for (std::size_t n = 0; n < kLabelCharacters; ++n) at += dsl::utf8::decode(label, at).length;
    label = label.substr(0, at) + "…";
  }
  return harmless(label.empty() ? std::string(page_.say("（无名称）", "(unnamed)")) : label);
}

std::string FactsPage::fact_text(report::FactId id) const {
  if (!id.valid() || id.value >= report_.facts.size()) return "—";
  const auto& fact = report_.facts[id.value];
  return label_of(fact) + " " + value_of(fact);
}

/// Members as stated; a mark tells what was not: 承上文 ^, 缺省 ~, 推算 =.
std::string FactsPage::aspects_of(const report::Fact& fact) const {
  std::vector<std::string> parts;
  for (const auto& value : fact.aspects) {
    std::string part = value.member.valid() ? program_.members[value.member.value].name : harmless(value.name);
    switch (value.how) {
      case report::How::stated: break;
      case report::How::inherited: part += "^"; break;
      case report::How::defaulted: part += "~"; break;
      case report::How::derived: part += "="; break;
    }
    parts.push_back(std::move(part));
  }
  return joined(parts, " ");
}

void FactsPage::identity() {
  const auto& id = report_.identity;
  page_.field(2, page_.say("标题", "title"), harmless(one_line(id.title)));
  page_.field(2, page_.say("单位", "unit"), harmless(id.unit));
  page_.field(2, page_.say("地区", "region"),
              id.region.valid() ? program_.members[id.region.value].name : harmless(id.region_text));
  page_.field(2, page_.say("年度", "year"), id.year ? std::to_string(*id.year) : "");
  page_.field(2, page_.say("类型", "type"), id.type.valid() ? program_.members[id.type.value].name : "");
  if (id.date)
    page_.field(2, page_.say("日期", "date"),
                fmt::format("{}-{:02}-{:02}", id.date->year, id.date->month, id.date->day));
  page_.field(2, page_.say("落款", "signed"), harmless(id.signature));
  std::vector<std::string> files;
  for (const auto& source : report_.document.sources) files.push_back(source.path);
  for (std::size_t i = 1; i < files.size(); ++i)
    page_.field(2, page_.say("附件", "attached"), fmt::format("[{}] {}", i + 1, harmless(short_path(files[i], files))));
  for (const auto& remark : report_.document.remarks)
    page_.field(2, page_.say("注意", "note"), harmless(page_.say(remark.zh, remark.en)));
}

void FactsPage::outline() {
  const auto count = std::count_if(report_.sections.begin(), report_.sections.end(),
                                   [](const report::Section& s) { return !s.list_item && !s.attached; });
  heading("提纲", "Outline", static_cast<std::size_t>(count));
  for (const auto& section : report_.sections) {
    if (section.list_item || section.attached) continue;
    std::string text = one_line(section.number) + harmless(one_line(section.title));
    if (!section.kinds.empty())
      text += page_.tinted("  [" + program_.section_kinds[section.kinds.front().value].name + "]", Tone::faint);
    text += page_.tinted(fmt::format("  {}", where(section.heading)), Tone::faint);
    page_.line(2 + 2 * std::min<std::size_t>(section.level, 10), text);
  }
}

void FactsPage::facts() {
  heading("事实", "Facts", report_.facts.size());
  page_.line(4, page_.tinted(page_.say("^ 承上文　~ 缺省　= 推算；无标记的是本句写明",
                                       "^ inherited  ~ default  = derived; without a mark: stated there"),
                             Tone::faint));
  std::string last = "\x1F";
  for (const auto& fact : report_.facts) {
    std::string path = fact.derived_from.empty() ? section_path(report_, fact.section)
                                                 : std::string(page_.say("按公式推算", "derived by formula"));
    if (path != last) {
      page_.line(4, page_.tinted(path.empty() ? page_.say("（标题之前）", "(before any heading)") : harmless(path),
                                 Tone::note));
      last = path;
    }
    const std::string kind = fact.concept_id.valid() ? program_.concepts[fact.concept_id.value].name : "—";
    std::string text = padded(where(fact.at), 8) + padded(harmless(value_of(fact)), kValueWidth) + " " + kind + "  " +
                       aspects_of(fact) + "  " + page_.tinted("“" + label_of(fact) + "”", Tone::faint);
    if (!fact.repeated_at.empty()) {
      std::vector<std::string> places;
      for (const auto& again : fact.repeated_at) places.push_back(where(again));
      text += page_.tinted(fmt::format("  {} {}", page_.say("又见", "again at"), joined(places, " ")), Tone::faint);
    }
    page_.line(6, text);
  }
}

void FactsPage::breakdown(const report::Breakdown& breakdown, std::size_t indent, int depth) {
  printed_.insert(&breakdown);
  page_.line(indent, fact_text(breakdown.total) +
                         page_.tinted(fmt::format("  {}{}", harmless(breakdown.cue),
                                                  breakdown.exhaustive ? page_.say("（列尽）", " (exhaustive)")
                                                                       : page_.say("（未必列尽）", " (open)")),
                                      Tone::faint));
  dsl::Number sum;
  bool same = true;
  const report::Fact* total = breakdown.total.valid() ? &report_.facts[breakdown.total.value] : nullptr;
  for (const auto part : breakdown.parts) {
    if (!part.valid()) continue;
    const auto& fact = report_.facts[part.value];
    sum = sum + fact.quantity.value;
    same = same && total != nullptr && fact.quantity.dimension == total->quantity.dimension;
    const auto found = by_total_.find(part.value);
    const auto* nested = found == by_total_.end() || printed_.contains(found->second) ? nullptr : found->second;
    if (nested != nullptr && depth < kDeepestBreakdown)
      this->breakdown(*nested, indent + 2, depth + 1);
    else
      page_.line(indent + 2, fact_text(part));
  }
  if (total == nullptr || !same || breakdown.parts.empty()) return;
  const dsl::Number rest = total->quantity.value - sum;
  const auto amount = [&](const dsl::Number& n) {
    return dsl::to_text(n, total->quantity.dimension, total->quantity.noun, total->quantity.unit);
  };
  std::string text = fmt::format("{} {}", page_.say("合计", "sum"), amount(sum));
  if (!rest.is_zero())
    text += fmt::format("{}{}", page_.say("，与总数相差", ", differs from the total by "), amount(rest));
  page_.line(indent + 2, page_.tinted(text, rest.is_zero() ? Tone::good : Tone::warning));
}

void FactsPage::breakdowns() {
  heading("分解", "Breakdowns", report_.breakdowns.size());
  std::set<std::uint32_t> parts;
  for (const auto& breakdown : report_.breakdowns)
    for (const auto part : breakdown.parts) parts.insert(part.value);
  for (const auto& each : report_.breakdowns)
    if (!parts.contains(each.total.value)) breakdown(each, 4, 0);
  for (const auto& each : report_.breakdowns)  // second lists of one total, and totals that are parts of each other
    if (!printed_.contains(&each)) breakdown(each, 4, 0);
}

void FactsPage::relations() {
  if (!report_.indicators.empty()) {
    heading("指标", "Indicators", report_.indicators.size());
    for (const auto& indicator : report_.indicators) {
      std::string text = harmless(one_line(indicator.name));
      const auto add = [&](std::string_view label, report::FactId id, const std::string& words) {
        const std::string value = id.valid() ? value_of(report_.facts[id.value]) : harmless(one_line(words));
        if (!value.empty()) text += fmt::format("  {} {}", label, value);
      };
      add(page_.say("分值", "weight"), indicator.weight, "");
      add(page_.say("目标", "target"), indicator.target, indicator.target_text);
      add(page_.say("完成", "actual"), indicator.actual, indicator.actual_text);
      add(page_.say("得分", "score"), indicator.score, "");
      page_.line(4, text);
    }
  }
  if (!report_.changes.empty()) {
    heading("变动", "Changes", report_.changes.size());
    for (const auto& change : report_.changes)
      page_.line(4, fmt::format("{}  {}", padded(where(change.at), 8), harmless(one_line(report_.quote(change.at)))));
  }
  if (!report_.ratios.empty()) {
    heading("比率", "Ratios", report_.ratios.size());
    for (const auto& ratio : report_.ratios)
      page_.line(4, fmt::format("{} ＝ {} ÷ {}", fact_text(ratio.rate), fact_text(ratio.numerator),
                                fact_text(ratio.denominator)));
  }
  if (!report_.unit_costs.empty()) {
    heading("单价", "Unit costs", report_.unit_costs.size());
    for (const auto& cost : report_.unit_costs)
      page_.line(4, fmt::format("{} ＝ {} ÷ {}", fact_text(cost.rate), fact_text(cost.numerator),
                                fact_text(cost.denominator)));
  }
  if (!report_.conflicts.empty()) {
    heading("互相矛盾的数字", "Conflicting figures", report_.conflicts.size());
    for (const auto& conflict : report_.conflicts) {
      std::vector<std::string> values;
      for (const auto id : conflict.facts)
        values.push_back(value_of(report_.facts[id.value]) + " (" + where(report_.facts[id.value].at) + ")");
      page_.line(4, harmless(conflict.name) + "  " + joined(values, " ≠ "));
    }
  }
  if (!report_.citations.empty()) {
    heading("引文", "Citations", report_.citations.size());
    for (const auto& citation : report_.citations)
      page_.line(4, padded(where(citation.at), 8) + harmless(citation.title) + harmless(citation.number));
  }
}

void FactsPage::unread() {
  const auto missed = std::count_if(report_.unread.begin(), report_.unread.end(),
                                    [](const report::Unread& u) { return u.is_quantity; });
  heading("没有读懂的数字", "Figures not understood", static_cast<std::size_t>(missed));
  std::map<std::string, std::size_t> other;
  for (const auto& each : report_.unread) {
    if (!each.is_quantity) {
      ++other[each.why];
      continue;
    }
    const Surroundings around = surroundings(report_, each.at);
    const auto end = around.quote_at + static_cast<std::uint32_t>(report_.quote(each.at).size());
    page_.line(4, padded(where(each.at), 8) + page_.emphasised(around.text, {{around.quote_at, end}}) +
                      page_.tinted("  " + std::string(in_words(each.why, page_)), Tone::faint));
  }
  std::vector<std::string> counts;
  for (const auto& [why, count] : other) counts.push_back(fmt::format("{} {}", in_words(why, page_), count));
  if (!counts.empty())
    page_.line(4, page_.tinted(std::string(page_.say("不是数量的数字：", "digits that are no quantities: ")) +
                                   joined(counts, page_.say("、", ", ")),
                               Tone::faint));
}

/// Breaks of lines are counted; everything else is told with its place.
void FactsPage::repaired() {
  constexpr std::size_t kMost = 200;
  const auto& document = report_.document;
  if (document.debris.empty() && document.repairs.empty()) return;
  heading("读取时剔除和修补的地方", "Left out or repaired while reading",
          document.debris.size() + document.repairs.size());
  std::map<std::string, std::size_t> breaks;
  std::size_t told = 0;
  const auto tell = [&](document::Slice slice, std::string_view kind, const std::string& read_as) {
    if (++told > kMost) return;
    std::string text = padded(where({document.block_at(slice.begin), slice.begin, slice.end}), 8) + "“" +
                       harmless(one_line(document.text->quote(slice.begin, slice.end))) + "”";
    if (!read_as.empty()) text += fmt::format("{}“{}”", page_.say("读作", " read as "), harmless(read_as));
    page_.line(4, text + page_.tinted(fmt::format("  {}", in_words(kind, page_)), Tone::faint));
  };
  for (const auto& each : document.debris) {
    if (each.kind == "line_break" || each.kind == "page_break")
      ++breaks[each.kind];
    else
      tell(each.slice, each.kind, "");
  }
  for (const auto& each : document.repairs) tell(each.slice, each.kind, std::string(document.text_of(each.slice)));
  std::vector<std::string> counts;
  for (const auto& [kind, count] : breaks) counts.push_back(fmt::format("{} {}", in_words(kind, page_), count));
  if (!counts.empty()) page_.line(4, page_.tinted(joined(counts, page_.say("、", ", ")), Tone::faint));
  if (told > kMost)
    page_.line(4, page_.tinted(fmt::format("{} {}", page_.say("另有", "more:"), told - kMost), Tone::faint));
}

}  // namespace

std::string facts_text(const FactsRun& run, const TextOptions& options) {
  Page page(options);
  bool first = true;
  for (const auto& read : run.reports) {
    if (!std::exchange(first, false)) page.blank();
    page.line(0, page.tinted(harmless(read.path), Tone::strong));
    if (read.report == nullptr) {
      page.line(2, page.tinted(page.say("读不了：", "cannot be read: "), Tone::error) +
                       harmless(page.say(read.error_zh, read.error_en)));
      continue;
    }
    FactsPage(page, *run.program, *read.report).write();
  }
  return page.take();
}

}  // namespace hegui::findings
