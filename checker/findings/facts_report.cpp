#include "checker/findings/facts_report.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/findings/facts_places.hpp"
#include "checker/findings/place.hpp"
#include "checker/findings/writers.hpp"
#include "checker/report/passes.hpp"
#include "checker/text/shown.hpp"

namespace hegui::findings {

namespace {

class ReportReader {
 public:
  ReportReader(const FactsNode& node, const dsl::Program& program, report::Report& report)
      : node_(node), program_(program), report_(report), places_(report) {}

  void read() {
    if (node_.has("identity") || node_.has("text")) identity(node_["identity"]);
    facts(node_["facts"]);
    breakdowns();
    indicators();
    changes();
    ratios_and_conflicts();
    citations_and_attachments();
    unread();
  }

 private:
  template <class Each>
  void each(const char* key, const Each& visit) const {
    if (node_.has(key)) node_[key].each(visit);
  }

  [[nodiscard]] static dsl::Number number(const FactsNode& node) {
    const auto parsed = dsl::Number::parse(node.view());
    if (!parsed)
      node.fail("“" + text::shown(node.text(), 30) + "”不是数", "'" + text::shown(node.text(), 30) + "' is no number");
    return *parsed;
  }
  [[nodiscard]] report::FactId fact_id(const FactsNode& node) const {
    if (node.is_null()) return {};
    const auto count = static_cast<std::int64_t>(count_);
    return report::FactId{static_cast<std::uint32_t>(node.whole(0, count - 1))};
  }
  [[nodiscard]] report::FactId fact_id(const FactsNode& node, const char* key) const {
    return node.has(key) ? fact_id(node[key]) : report::FactId{};
  }
  [[nodiscard]] std::vector<report::FactId> fact_ids(const FactsNode& node, const char* key) const {
    std::vector<report::FactId> ids;
    if (node.has(key)) node[key].each([&](const FactsNode& id) { ids.push_back(fact_id(id)); });
    return ids;
  }
  [[nodiscard]] report::SectionId section_of(const report::Passage& at) const {
    return at.block < report_.document.blocks.size() ? report::section_at(report_, at.block) : report::SectionId{};
  }

  void identity(const FactsNode& node);
  void facts(const FactsNode& node);
  void fact(const FactsNode& node, report::Fact& fact);
  void quantity(const FactsNode& node, dsl::Quantity& quantity, const report::Fact& fact) const;
  static std::optional<dsl::Approximation> stated_approximation(const FactsNode& node);
  static void as_written(const FactsNode& node, dsl::Quantity& quantity, dsl::Approximation approximation);
  void aspects(const FactsNode& node, report::Fact& fact) const;
  void breakdowns();
  void indicators();
  void changes();
  void ratios_and_conflicts();
  void citations_and_attachments();
  void unread();

  const FactsNode& node_;
  const dsl::Program& program_;
  report::Report& report_;
  const FactsPlaces places_;
  std::size_t count_ = 0;  // of facts
};

/// Sets `target` when the file says otherwise; its place in the text is then unknown.
template <class Value>
void settle(Value& target, Value given, std::optional<report::Passage>& at) {
  if (target == given) return;
  target = std::move(given);
  at.reset();
}

void ReportReader::identity(const FactsNode& node) {
  report::Identity& own = report_.identity;
  if (node.has("title") && node["title"].text() != one_line(own.title))
    settle(own.title, node["title"].text(), own.title_at);
  settle(own.unit, node.text_or_empty("unit"), own.unit_at);
  settle(own.signature, node.text_or_empty("signature"), own.signature_at);
  std::optional<int> year;
  if (node.has("year")) year = static_cast<int>(node["year"].whole(1, 9999));
  settle(own.year, year, own.year_at);
  own.region_text = node.text_or_empty("region_text");
  const auto member = [&](const char* aspect, const char* key, bool must) {
    const std::string name = node.text_or_empty(key);
    const auto found = program_.find_member(program_.find_aspect(aspect), name);
    if (must && !name.empty() && !found.valid())
      node[key].fail("“" + name + "”不是规则里的名称", "'" + name + "' is no name of the rulebooks");
    return found;
  };
  own.region = member("region", "region", false);
  own.type = member("report_type", "type", true);
  std::optional<dsl::CivilDate> date;
  if (node.has("date")) {
    const std::string text = node["date"].text();
    const auto part = [&](std::size_t at, std::size_t length) {
      int value = 0;
      for (const char c : text.substr(std::min(at, text.size()), length))
        value = c >= '0' && c <= '9' ? value * 10 + c - '0' : -1000;
      return value;
    };
    date = dsl::CivilDate{part(0, 4), part(5, 2), part(8, 2)};
    if (text.size() != 10 || date->year < 1 || date->month < 1 || date->month > 12 || date->day < 1 || date->day > 31)
      node["date"].fail("应为 2024-04-22 这样的日期", "should be a date such as 2024-04-22");
  }
  settle(own.date, date, own.date_at);
}

void ReportReader::facts(const FactsNode& node) {
  count_ = node.size();
  std::vector<report::Fact> own = std::exchange(report_.facts, {});
  report_.facts.resize(count_);
  std::size_t at = 0;
  node.each([&](const FactsNode& each) {
    const auto number = static_cast<std::int64_t>(at);
    if (each.has("id")) static_cast<void>(each["id"].whole(number, number));
    fact(each, report_.facts[at++]);
  });
  // What else the text says of its own facts now speaks of the file's facts at the same places.
  for (auto& enumeration : report_.enumerations) {
    if (!enumeration.count.valid() || enumeration.count.value >= own.size()) continue;
    const report::Passage place = own[enumeration.count.value].at;
    const auto same =
        std::find_if(report_.facts.begin(), report_.facts.end(), [&](const auto& f) { return f.at == place; });
    enumeration.count = same == report_.facts.end()
                            ? report::FactId{}
                            : report::FactId{static_cast<std::uint32_t>(same - report_.facts.begin())};
  }
}

void ReportReader::fact(const FactsNode& node, report::Fact& fact) {
  const std::string concept_name = node["concept"].text();
  fact.concept_id = concept_name.empty() ? dsl::ConceptId{} : program_.find_concept(concept_name);
  if (!concept_name.empty() && !fact.concept_id.valid())
    node["concept"].fail("规则里没有概念“" + concept_name + "”",
                         "the rulebooks have no concept '" + concept_name + "'");
  if (node.has("start")) {
    if (!node_.has("text")) without_text(node_);
    fact.at = places_.figure(node);
    fact.section = section_of(fact.at);
  } else if (const auto& blocks = report_.document.blocks; !blocks.empty()) {
    fact.at = {0, blocks.front().slice.begin, blocks.front().slice.begin};  // no words: its place is not known
  }
  const bool is_text = fact.concept_id.valid() && program_.concepts[fact.concept_id.value].is_text;
  if (is_text)
    fact.text_value = node["value"].text();
  else
    quantity(node, fact.quantity, fact);
  if (node.has("aspects")) aspects(node["aspects"], fact);
  fact.label = node.text_or_empty("label");
  fact.name = node.has("name") ? node["name"].text() : fact.label;
  fact.in_table = node.flag_or_no("in_table");
  fact.in_heading = node.flag_or_no("in_heading");
  fact.optional = node.flag_or_no("optional");
  fact.entity = node.text_or_empty("entity");
  fact.of = fact_id(node, "of");
  fact.derived_from = fact_ids(node, "derived_from");
  if (node.has("repeated_at"))
    node["repeated_at"].each([&](const FactsNode& again) { fact.repeated_at.push_back(places_.figure(again)); });
}

void ReportReader::quantity(const FactsNode& node, dsl::Quantity& quantity, const report::Fact& fact) const {
  quantity.written = number(node["value"]);
  quantity.unit = node.text_or_empty("unit");
  const dsl::Unit* unit = dsl::find_unit(quantity.unit);
  if (node.has("dimension")) {
    const std::string name = node["dimension"].text();
    std::size_t at = 0;
    const auto last = static_cast<std::size_t>(dsl::Dimension::duration);
    while (at <= last && dsl::dimension_name(static_cast<dsl::Dimension>(at), true) != name) ++at;
    if (at > last) node["dimension"].fail("没有“" + name + "”这种数", "there is no dimension '" + name + "'");
    quantity.dimension = static_cast<dsl::Dimension>(at);
  } else if (fact.concept_id.valid()) {
    quantity.dimension = program_.concepts[fact.concept_id.value].dimension;
  } else if (unit != nullptr) {
    quantity.dimension = unit->dimension;
  }
  const bool counted = quantity.dimension == dsl::Dimension::count;
  quantity.noun = node.has("noun") ? node["noun"].text() : counted ? quantity.unit : std::string();
  const std::string_view written = node["value"].view();
  const std::size_t point = written.find('.');
  const auto stated = point == std::string::npos ? 0 : static_cast<std::int64_t>(written.size() - point - 1);
  quantity.decimals = static_cast<int>(node.has("decimals") ? node["decimals"].whole(0, 60) : stated);
  quantity.power_of_ten = static_cast<int>(node.has("power_of_ten") ? node["power_of_ten"].whole(-60, 60)
                                           : unit != nullptr        ? unit->power_of_ten
                                                                    : 0);
  const auto approximation = stated_approximation(node);
  if (!node.has("interval")) return as_written(node, quantity, approximation.value_or(dsl::Approximation::rounded));

  quantity.value = number(node["canonical"]);
  const FactsNode interval = node["interval"];
  if (interval.size() != 2) interval.fail("应有两个界", "should have two bounds");
  if (!interval.at(0).is_null()) quantity.interval.low = number(interval.at(0));
  if (!interval.at(1).is_null()) quantity.interval.high = number(interval.at(1));
  if (node.has("interval_open")) {
    const FactsNode open = node["interval_open"];
    if (open.size() != 2) open.fail("应有两个值", "should have two values");
    quantity.interval.low_open = open.at(0).flag();
    quantity.interval.high_open = open.at(1).flag();
  }
  const bool exact = quantity.interval.is_exact();
  quantity.approximation = approximation.value_or(exact ? dsl::Approximation::exact : dsl::Approximation::rounded);
}

std::optional<dsl::Approximation> ReportReader::stated_approximation(const FactsNode& node) {
  if (!node.has("approximation"))
    return node.flag_or_no("approximate") ? std::optional(dsl::Approximation::about) : std::nullopt;
  const std::string name = node["approximation"].text();
  std::size_t at = 0;
  const auto last = static_cast<std::size_t>(dsl::Approximation::range);
  while (at <= last && approximation_name(static_cast<dsl::Approximation>(at)) != name) ++at;
  if (at > last) node["approximation"].fail("没有“" + name + "”这种约数", "there is no approximation '" + name + "'");
  return static_cast<dsl::Approximation>(at);
}

/// Without an interval the figure stands for what it would stand for in a report: 74.27% is rounded, 3件 is exact.
void ReportReader::as_written(const FactsNode& node, dsl::Quantity& quantity, dsl::Approximation approximation) {
  const bool counted = quantity.dimension == dsl::Dimension::count;
  const dsl::Unit unit{{}, {}, quantity.dimension, quantity.power_of_ten};
  dsl::Quantity made =
      counted ? dsl::make_count(quantity.written, quantity.decimals, {}, quantity.power_of_ten, approximation)
              : dsl::make_quantity(quantity.written, quantity.decimals, unit, approximation);
  if (node.has("canonical") && number(node["canonical"]) != made.value)
    node["canonical"].fail("与 value 和 unit 不符", "does not agree with value and unit");
  quantity.value = std::move(made.value);
  quantity.interval = std::move(made.interval);
  quantity.approximation = made.approximation;
}

void ReportReader::aspects(const FactsNode& node, report::Fact& fact) const {
  node.each_member([&](std::string_view key, const FactsNode& each) {
    const std::string name(key);
    report::AspectValue read;
    read.aspect = program_.find_aspect(name);
    if (!read.aspect.valid()) each.fail("规则里没有维度“" + name + "”", "the rulebooks have no aspect '" + name + "'");
    const std::string member = each.is_text() ? each.text() : each["member"].text();
    read.member = program_.find_member(read.aspect, member);
    if (!read.member.valid()) read.name = member;
    const auto find = [&](const char* key_of, std::size_t count, const auto& name_of) {
      const std::string wanted = each[key_of].text();
      for (std::size_t at = 0; at < count; ++at)
        if (name_of(at) == wanted) return at;
      each[key_of].fail("不认识“" + wanted + "”", "'" + wanted + "' is not known");
    };
    if (each.is_text()) {  // nothing but the member: the report says so
      read.how = report::How::stated;
      read.reason = report::Reason::own_clause;
      fact.aspects.push_back(std::move(read));
      return;
    }
    read.how =
        static_cast<report::How>(find("how", 4, [](std::size_t at) { return how_name(static_cast<report::How>(at)); }));
    if (each.has("from"))
      read.reason = static_cast<report::Reason>(
          find("from", 13, [](std::size_t at) { return reason_name(static_cast<report::Reason>(at)); }));
    fact.aspects.push_back(std::move(read));
  });
  std::sort(fact.aspects.begin(), fact.aspects.end(),
            [](const report::AspectValue& a, const report::AspectValue& b) { return a.aspect < b.aspect; });
}

void ReportReader::breakdowns() {
  report_.breakdowns.clear();
  each("breakdowns", [&](const FactsNode& node) {
    report::Breakdown read;
    read.total = fact_id(node, "total");
    read.parts = fact_ids(node, "parts");
    read.exhaustive = node.flag_or_no("exhaustive");
    read.cue = node.text_or_empty("cue");
    read.from_table = node.flag_or_no("from_table");
    read.shares = fact_ids(node, "shares");
    if (!read.total.valid()) node["total"].fail("分解要有总数", "a breakdown needs its total");
    report_.breakdowns.push_back(std::move(read));
  });
}

void ReportReader::indicators() {
  report_.indicators.clear();
  each("indicators", [&](const FactsNode& node) {
    report::Indicator read;
    read.name = node["name"].text();
    if (node.has("level")) read.level = static_cast<std::uint32_t>(node["level"].whole(0, 9));
    read.parent = node.text_or_empty("parent");
    read.weight = fact_id(node, "weight");
    read.score = fact_id(node, "score");
    read.target = fact_id(node, "target");
    read.actual = fact_id(node, "actual");
    read.target_text = node.text_or_empty("target_text");
    read.actual_text = node.text_or_empty("actual_text");
    read.reason = node.text_or_empty("reason");
    read.total_row = node.flag_or_no("total");
    read.from_table = node.flag_or_no("from_table");
    read.at = places_.passage(node, "at");
    read.reason_at = places_.passage(node, "reason_at");
    if (read.at) read.section = section_of(*read.at);
    for (const report::FactId id : {read.weight, read.score, read.target, read.actual})
      if (!read.section.valid() && id.valid()) read.section = report_.facts[id.value].section;
    report_.indicators.push_back(std::move(read));
  });
}

void ReportReader::changes() {
  report_.changes.clear();
  each("changes", [&](const FactsNode& node) {
    report::Change read;
    read.name = node.text_or_empty("name");
    read.current = fact_id(node, "current");
    read.previous = fact_id(node, "previous");
    read.delta = fact_id(node, "delta");
    read.rate = fact_id(node, "rate");
    read.additions = fact_ids(node, "additions");
    read.reductions = fact_ids(node, "reductions");
    const std::string direction = node.text_or_empty("direction");
    if (!direction.empty() && direction != "up" && direction != "down" && direction != "flat")
      node["direction"].fail("应为 up、down 或 flat", "should be up, down or flat");
    read.direction = direction == "up" ? 1 : direction == "down" ? -1 : 0;
    read.base = node.text_or_empty("base");
    read.reason = node.text_or_empty("reason");
    read.reason_at = places_.passage(node, "reason_at");
    if (node.has("start")) read.at = places_.passage(node);
    report_.changes.push_back(std::move(read));
  });
}

void ReportReader::ratios_and_conflicts() {
  report_.ratios.clear();
  each("ratios", [&](const FactsNode& node) {
    report::Ratio read;
    read.name = node.text_or_empty("name");
    read.rate = fact_id(node, "rate");
    read.numerator = fact_id(node, "numerator");
    read.denominator = fact_id(node, "denominator");
    read.share = node.flag_or_no("share");
    report_.ratios.push_back(std::move(read));
  });
  report_.unit_costs.clear();
  each("unit_costs", [&](const FactsNode& node) {
    report::Ratio read{fact_id(node, "rate"), fact_id(node, "numerator"), fact_id(node, "denominator"),
                       node.text_or_empty("name"), false};
    report_.unit_costs.push_back(std::move(read));
  });
  report_.conflicts.clear();
  each("conflicts", [&](const FactsNode& node) {
    report_.conflicts.push_back({fact_ids(node, "facts"), node.text_or_empty("name")});
  });
}

void ReportReader::citations_and_attachments() {
  report_.citations.clear();
  each("citations", [&](const FactsNode& node) {
    report::Citation read;
    read.title = node["title"].text();
    read.number = node["number"].text();
    if (node.has("year")) read.year = static_cast<int>(node["year"].whole(1, 9999));
    read.at = places_.passage(node);
    report_.citations.push_back(std::move(read));
  });
  report_.attachments.clear();
  each("attachments", [&](const FactsNode& node) {
    report::Attachment read;
    read.name = node.text_or_empty("name");
    read.is_list_entry = node.flag_or_no("listed");
    read.is_reference = node.flag_or_no("reference");
    read.at = places_.passage(node);
    report_.attachments.push_back(std::move(read));
  });
}

void ReportReader::unread() {
  report_.unread.clear();
  each("unread", [&](const FactsNode& node) {
    report_.unread.push_back({places_.passage(node), node.text_or_empty("why"), node.flag_or_no("quantity")});
  });
}

}  // namespace

void without_text(const FactsNode& node) {
  node.fail("没有报告的全文（text）：请用这个版本的 hegui facts --format json 重新生成",
            "the report's text is missing: make the file again with hegui facts --format json of this version");
}

void take_facts(const FactsNode& node, const dsl::Program& program, report::Report& report) {
  ReportReader(node, program, report).read();
}

}  // namespace hegui::findings
