// What was understood of reports as JSON, in the shape that docs/schema/facts.json fixes.
// Facts are numbered; breakdowns, changes, ratios, indicators and conflicts refer to them by these numbers.
#include "checker/findings/facts_json.hpp"

#include <fmt/format.h>

#include <utility>

#include "checker/findings/facts_document.hpp"
#include "checker/findings/place.hpp"

namespace hegui::findings {

namespace {

/// "3894.42", or a fraction where no finite decimal exists: 1/3 of a derived rate.
std::string decimal(const dsl::Number& number) {
  if (auto exact = number.to_exact_decimal()) return *exact;
  return number.to_fixed(12);
}

class FactsWriter {
 public:
  FactsWriter(JsonWriter& json, const dsl::Program& program, const report::Report& report)
      : json_(json), program_(program), report_(report) {}

  void identity();
  void outline();
  void facts();
  void relations();
  void texts();

 private:
  void fact(const report::Fact& fact, std::size_t number);
  void aspects(const report::Fact& fact);
  void bound(const std::optional<dsl::Number>& value);
  void id(std::string_view name, report::FactId id);
  void ids(std::string_view name, const std::vector<report::FactId>& all);
  void passage(const report::Passage& at);
  void passage(std::string_view name, const std::optional<report::Passage>& at);
  void quantity(const report::Fact& fact);
  void indicator(const report::Indicator& indicator);

  JsonWriter& json_;
  const dsl::Program& program_;
  const report::Report& report_;
};

/// The members quote, line, column, start and end of the open object.
void FactsWriter::passage(const report::Passage& at) {
  const Located place = locate(report_, at);
  if (const std::string file = file_of(report_, at); !file.empty()) json_.member("file", file);
  json_.member("quote", report_.quote(at))
      .member("line", place.line)
      .member("column", place.column)
      .member("start", place.start)
      .member("end", place.end);
  if (place.locator.page > 0) json_.member("page", place.locator.page);
  write_boxes(json_, place.boxes);
}

/// An object of its own, or null.
void FactsWriter::passage(std::string_view name, const std::optional<report::Passage>& at) {
  json_.key(name);
  if (!at) {
    json_.null();
    return;
  }
  json_.begin_object();
  passage(*at);
  json_.end_object();
}

void FactsWriter::id(std::string_view name, report::FactId id) {
  json_.key(name);
  if (id.valid())
    json_.value(id.value);
  else
    json_.null();
}

void FactsWriter::ids(std::string_view name, const std::vector<report::FactId>& all) {
  json_.key(name).begin_array();
  for (const auto id : all) json_.value(id.value);
  json_.end_array();
}

void FactsWriter::bound(const std::optional<dsl::Number>& value) {
  if (value)
    json_.value(decimal(*value));
  else
    json_.null();
}

void FactsWriter::identity() {
  const auto& identity = report_.identity;
  const std::string region =
      identity.region.valid() ? program_.members[identity.region.value].name : identity.region_text;
  json_.key("identity").begin_object().member("unit", identity.unit).member("region", region);
  json_.key("year");
  if (identity.year)
    json_.value(*identity.year);
  else
    json_.null();
  json_.member("type", identity.type.valid() ? program_.members[identity.type.value].name : "")
      .member("title", one_line(identity.title))
      .member("region_text", identity.region_text)
      .member("signature", identity.signature);
  json_.key("date");
  if (identity.date)
    json_.value(fmt::format("{:04}-{:02}-{:02}", identity.date->year, identity.date->month, identity.date->day));
  else
    json_.null();
  json_.end_object();
}

void FactsWriter::outline() {
  json_.key("outline").begin_array();
  for (const auto& section : report_.sections) {
    if (section.list_item || section.attached) continue;
    json_.begin_object()
        .member("number", one_line(section.number))
        .member("level", section.level)
        .member("title", one_line(section.title))
        .member("kind", section.kinds.empty() ? "" : program_.section_kinds[section.kinds.front().value].name)
        .member("line", report_.place(section.heading).line)
        .member("run_in", section.run_in);
    const Located place = locate(report_, section.heading);
    if (place.locator.page > 0) json_.member("page", place.locator.page);
    write_boxes(json_, place.boxes);
    json_.end_object();
  }
  json_.end_array();
}

void FactsWriter::aspects(const report::Fact& fact) {
  json_.key("aspects").begin_object();
  for (const auto& value : fact.aspects) {
    if (!value.aspect.valid()) continue;
    json_.key(program_.aspects[value.aspect.value].name)
        .begin_object()
        .member("member", value.member.valid() ? program_.members[value.member.value].name : value.name)
        .member("how", how_name(value.how))
        .member("from", reason_name(value.reason))
        .end_object();
  }
  json_.end_object();
}

/// What the figure measures and how closely, beyond its value: enough to compute with it again.
void FactsWriter::quantity(const report::Fact& fact) {
  const dsl::Quantity& quantity = fact.quantity;
  json_.key("interval_open")
      .begin_array()
      .value(quantity.interval.low_open)
      .value(quantity.interval.high_open)
      .end_array();
  json_.member("dimension", dsl::dimension_name(quantity.dimension, true))
      .member("noun", quantity.noun)
      .member("decimals", quantity.decimals)
      .member("power_of_ten", quantity.power_of_ten)
      .member("approximation", approximation_name(quantity.approximation));
}

void FactsWriter::fact(const report::Fact& fact, std::size_t number) {
  const dsl::Quantity& quantity = fact.quantity;
  json_.begin_object().member("id", number);
  json_.member("concept", fact.concept_id.valid() ? program_.concepts[fact.concept_id.value].name : "");
  if (!fact.text_value.empty()) {
    json_.member("value", fact.text_value).member("unit", "").member("canonical", fact.text_value);
    json_.key("interval").begin_array().null().null().end_array();
  } else {
    const bool derived = !fact.derived_from.empty();
    json_.member("value", derived ? decimal(quantity.written) : quantity.written.to_fixed(quantity.decimals))
        .member("unit", quantity.unit)
        .member("canonical", decimal(quantity.value));
    json_.key("interval").begin_array();
    bound(quantity.interval.low);
    bound(quantity.interval.high);
    json_.end_array();
  }
  json_.member("approximate", fact.text_value.empty() && !quantity.takes_part_in_equations());
  if (fact.text_value.empty()) this->quantity(fact);
  json_.member("in_table", fact.in_table).member("in_heading", fact.in_heading).member("optional", fact.optional);
  if (fact.at.block < report_.document.blocks.size() && report_.document.blocks[fact.at.block].recognised)
    json_.member("recognised", true);
  json_.member("entity", fact.entity);
  aspects(fact);
  json_.member("label", fact.label).member("name", fact.name);
  if (fact.at.end > fact.at.begin) {
    passage(fact.at);
  } else {
    json_.member("quote", "");
    for (const char* name : {"line", "column", "start", "end"}) json_.key(name).null();
  }
  json_.member("section", section_path(report_, fact.section));
  ids("derived_from", fact.derived_from);
  json_.key("repeated_at").begin_array();
  for (const auto& again : fact.repeated_at) {
    json_.begin_object();
    passage(again);
    json_.end_object();
  }
  json_.end_array();
  id("of", fact.of);
  json_.end_object();
}

void FactsWriter::facts() {
  json_.key("facts").begin_array();
  for (std::size_t i = 0; i < report_.facts.size(); ++i) fact(report_.facts[i], i);
  json_.end_array();
}

void FactsWriter::indicator(const report::Indicator& indicator) {
  json_.begin_object()
      .member("name", indicator.name)
      .member("level", indicator.level)
      .member("parent", indicator.parent);
  id("weight", indicator.weight);
  id("score", indicator.score);
  id("target", indicator.target);
  id("actual", indicator.actual);
  json_.member("target_text", indicator.target_text)
      .member("actual_text", indicator.actual_text)
      .member("reason", indicator.reason)
      .member("total", indicator.total_row)
      .member("section", section_path(report_, indicator.section))
      .member("from_table", indicator.from_table);
  passage("at", indicator.at);
  passage("reason_at", indicator.reason_at);
  json_.end_object();
}

void FactsWriter::relations() {
  json_.key("breakdowns").begin_array();
  for (const auto& breakdown : report_.breakdowns) {
    json_.begin_object();
    id("total", breakdown.total);
    ids("parts", breakdown.parts);
    json_.member("exhaustive", breakdown.exhaustive)
        .member("cue", breakdown.cue)
        .member("from_table", breakdown.from_table);
    ids("shares", breakdown.shares);
    json_.end_object();
  }
  json_.end_array();
  json_.key("indicators").begin_array();
  for (const auto& each : report_.indicators) indicator(each);
  json_.end_array();
  json_.key("changes").begin_array();
  for (const auto& change : report_.changes) {
    json_.begin_object().member("name", change.name);
    id("current", change.current);
    id("previous", change.previous);
    id("delta", change.delta);
    id("rate", change.rate);
    if (!change.additions.empty()) ids("additions", change.additions);
    if (!change.reductions.empty()) ids("reductions", change.reductions);
    json_.member("direction", change.direction > 0   ? "up"
                              : change.direction < 0 ? "down"
                                                     : "flat")
        .member("base", change.base)
        .member("reason", change.reason);
    passage("reason_at", change.reason_at);
    passage(change.at);
    json_.end_object();
  }
  json_.end_array();
  json_.key("ratios").begin_array();
  for (const auto& ratio : report_.ratios) {
    json_.begin_object().member("name", ratio.name);
    id("rate", ratio.rate);
    id("numerator", ratio.numerator);
    id("denominator", ratio.denominator);
    json_.member("share", ratio.share).end_object();
  }
  json_.end_array();
  json_.key("unit_costs").begin_array();
  for (const auto& cost : report_.unit_costs) {
    json_.begin_object().member("name", cost.name);
    id("rate", cost.rate);
    id("numerator", cost.numerator);
    id("denominator", cost.denominator);
    json_.end_object();
  }
  json_.end_array();
  json_.key("conflicts").begin_array();
  for (const auto& conflict : report_.conflicts) {
    json_.begin_object().member("name", conflict.name);
    ids("facts", conflict.facts);
    json_.end_object();
  }
  json_.end_array();
}

void FactsWriter::texts() {
  json_.key("citations").begin_array();
  for (const auto& citation : report_.citations) {
    json_.begin_object().member("title", citation.title).member("number", citation.number);
    json_.key("year");
    if (citation.year)
      json_.value(*citation.year);
    else
      json_.null();
    passage(citation.at);
    json_.end_object();
  }
  json_.end_array();
  json_.key("attachments").begin_array();
  for (const auto& attachment : report_.attachments) {
    json_.begin_object()
        .member("name", attachment.name)
        .member("listed", attachment.is_list_entry)
        .member("reference", attachment.is_reference);
    passage(attachment.at);
    json_.end_object();
  }
  json_.end_array();
  json_.key("unread").begin_array();
  for (const auto& unread : report_.unread) {
    json_.begin_object();
    passage(unread.at);
    json_.member("why", unread.why).member("quantity", unread.is_quantity).end_object();
  }
  json_.end_array();
  const auto set_aside = [&](document::Slice slice, std::string_view kind) -> JsonWriter& {
    json_.begin_object();
    passage({report_.document.block_at(slice.begin), slice.begin, slice.end});
    return json_.member("kind", kind);
  };
  json_.key("debris").begin_array();
  for (const auto& each : report_.document.debris) set_aside(each.slice, each.kind).end_object();
  json_.end_array();
  json_.key("repairs").begin_array();
  for (const auto& each : report_.document.repairs)
    set_aside(each.slice, each.kind).member("read_as", report_.document.text_of(each.slice)).end_object();
  json_.end_array();
}

void write_report(JsonWriter& json, const dsl::Program& program, const ReadReport& read) {
  json.member("path", read.path);
  if (read.report == nullptr) {
    json.member("status", "unreadable").member("error", read.error_zh).member("error_code", read.error_code);
    // The members that readers of this format rely on are there, empty.
    json.key("identity").begin_object().end_object();
    for (const char* name : {"outline", "facts", "breakdowns", "indicators", "changes", "ratios", "unit_costs",
                             "conflicts", "citations", "attachments", "unread", "debris", "repairs"})
      json.key(name).begin_array().end_array();
    return;
  }
  const document::Document& document = read.report->document;
  FactsWriter writer(json, program, *read.report);
  json.member("sha256", document.sha256)
      .member("format", document.format)
      .member("status", "read")
      .member("encoding", text::encoding_name(document.text->encoding()))
      .member("text", document.text->original());
  if (document.format != "txt" || !document.sources.empty()) write_document(json, document);
  writer.identity();
  writer.outline();
  writer.facts();
  writer.relations();
  writer.texts();
}

std::string written_in(FactsJsonWriter::Form form, const FactsRun& run) {
  struct Kept : Sink {
    void write(std::string_view bytes) override { text.append(bytes); }
    std::string text;
  } kept;
  FactsJsonWriter writer(run.program, form, kept);
  for (const auto& read : run.reports) writer.report(read);
  writer.finish();
  return std::move(kept.text);
}

}  // namespace

FactsJsonWriter::FactsJsonWriter(std::shared_ptr<const dsl::Program> program, Form form, Sink& sink)
    : program_(std::move(program)), form_(form), sink_(sink) {
  if (form_ == Form::document) json_.begin_object().key("reports").begin_array();
}

void FactsJsonWriter::report(const ReadReport& read) {
  if (form_ == Form::lines) {
    JsonWriter json(out_, 0);
    json.begin_object().member("kind", "report");
    write_report(json, *program_, read);
    json.end_object();
    out_ += '\n';
  } else {
    json_.begin_object();
    write_report(json_, *program_, read);
    json_.end_object();
  }
  flush();
}

void FactsJsonWriter::finish() {
  if (form_ == Form::lines) return;
  json_.end_array().end_object();
  out_ += '\n';
  flush();
}

void FactsJsonWriter::flush() {
  sink_.write(out_);
  out_.clear();
}

std::string facts_json(const FactsRun& run, const TextOptions& /*options*/) {
  return written_in(FactsJsonWriter::Form::document, run);
}

std::string facts_jsonl(const FactsRun& run, const TextOptions& /*options*/) {
  return written_in(FactsJsonWriter::Form::lines, run);
}

}  // namespace hegui::findings
