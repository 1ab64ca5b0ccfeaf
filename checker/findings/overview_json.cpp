// The overview of a year as JSON, in the shape that docs/schema/summary.json fixes.
#include "checker/findings/json.hpp"
#include "checker/findings/overview.hpp"

namespace hegui::findings {

namespace {

void write_counts(JsonWriter& json, const Counts& counts) {
  json.member("reports", counts.reports)
      .member("errors", counts.errors)
      .member("warnings", counts.warnings)
      .member("notes", counts.notes)
      .member("waived", counts.waived)
      .member("materiality", counts.yuan.to_text());
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const auto& text : texts) json.value(text);
  json.end_array();
}

void write_amount(JsonWriter& json, std::string_view name, const std::optional<dsl::Number>& amount) {
  if (amount) json.member(name, amount->to_text());
}

void write_row(JsonWriter& json, const OverviewRow& row) {
  json.begin_object().member("path", row.path).member("status", row.readable ? "checked" : "unreadable");
  json.key("error");
  if (row.readable)
    json.null();
  else
    json.value(row.error_zh);
  json.key("identity").begin_object().member("unit", row.unit).member("region", row.region).key("year");
  if (row.year)
    json.value(*row.year);
  else
    json.null();
  json.member("type", row.type).member("title", row.title).end_object();
  json.member("errors", row.counts.errors)
      .member("warnings", row.counts.warnings)
      .member("notes", row.counts.notes)
      .member("waived", row.counts.waived)
      .member("materiality", row.counts.yuan.to_text());
  write_amount(json, "largest", row.largest);
  write_amount(json, "budget", row.figures.budget);
  write_amount(json, "actual", row.figures.actual);
  if (row.figures.execution_rate)
    json.member("execution_rate", (*row.figures.execution_rate * dsl::Number(100)).to_text())
        .member("execution_rate_from", row.figures.rate_stated ? "stated" : "computed");
  json.end_object();
}

void write_defects(JsonWriter& json, const Overview& overview) {
  json.key("defects").begin_array();
  for (const auto& id : overview.top_defects()) {
    const Defect& defect = overview.defects.at(id);
    json.begin_object().member("rule", id).member("title", defect.title).member("rulebook", defect.rulebook);
    write_counts(json, defect.counts);
    json.key("examples").begin_array();
    for (const auto& example : defect.examples)
      json.begin_object()
          .member("unit", example.unit)
          .member("message", example.message)
          .member("quote", example.quote)
          .end_object();
    json.end_array().end_object();
  }
  json.end_array();
}

void write_units(JsonWriter& json, const UnitsMatched& units) {
  json.key("units").begin_object().member("listed", units.listed).member("submitted", units.submitted);
  json.key("missing").begin_array();
  for (const auto& one : units.missing) {
    json.begin_object().member("name", one.unit.name).member("region", one.unit.region).member("line", one.unit.line);
    write_texts(json, "near", one.near_names);
    json.end_object();
  }
  json.end_array();
  write_texts(json, "unlisted", units.unlisted);
  write_texts(json, "doubled", units.doubled);
  json.end_object();
}

}  // namespace

std::string overview_json(const Overview& overview) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("tool").begin_object().member("name", overview.head.tool).member("version", overview.head.version);
  json.end_object().key("rulebooks").begin_array();
  for (const auto& book : overview.head.rulebooks)
    json.begin_object()
        .member("id", book.id)
        .member("version", book.version)
        .member("sha256", book.sha256)
        .member("title", book.title)
        .end_object();
  json.end_array();
  if (!overview.head.date.empty()) json.member("date", overview.head.date);
  json.key("total").begin_object();
  write_counts(json, overview.total);
  json.member("unreadable", overview.unreadable)
      .member("clean", overview.clean)
      .member("expired_waivers", overview.expired_waivers)
      .member("not_shown", overview.not_shown)
      .member("unread", overview.unread_figures)
      .end_object();
  for (const bool region : {true, false}) {
    json.key(region ? "regions" : "groups").begin_array();
    for (const auto& [name, counts] : region ? overview.by_region : overview.by_group) {
      json.begin_object().member(region ? "region" : "rulebook", name);
      write_counts(json, counts);
      json.end_object();
    }
    json.end_array();
  }
  write_defects(json, overview);
  json.key("execution_rates").begin_array();
  for (const auto& band : rate_bands(overview))
    json.begin_object().member("band", band.en).member("reports", band.reports).end_object();
  json.end_array();
  if (overview.listed) write_units(json, overview.units);
  json.key("repeated").begin_array();
  for (const auto& group : overview.repeated) {
    json.begin_object().member("same_file", group.same_file).key("paths").begin_array();
    for (const std::size_t row : group.rows) json.value(overview.rows[row].path);
    json.end_array().end_object();
  }
  json.end_array().key("not_judged").begin_array();
  for (const auto& [rule, reports] : overview.not_judged)
    json.begin_object().member("rule", rule).member("reports", reports).end_object();
  json.end_array().key("reports").begin_array();
  for (const auto& row : overview.rows) write_row(json, row);
  json.end_array().end_object();
  return out + '\n';
}

}  // namespace hegui::findings
