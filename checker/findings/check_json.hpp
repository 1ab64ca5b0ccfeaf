// The pieces of the JSON contract (docs/schema/check.json) that several formats write.
// Used by the writers of JSON and of JSON lines.
// Afterwards a report has the same members in each of them.
#pragma once

#include "checker/findings/json.hpp"
#include "checker/findings/outcome_json.hpp"
#include "checker/findings/run_writer.hpp"

namespace hegui::findings {

/// `tool` and `rulebooks`: members of the open object.
void write_tool_members(JsonWriter& json, const RunHead& head, bool with_titles);
/// The same with the titles of the rulebooks, and the date.
void write_head_members(JsonWriter& json, const RunHead& head);
/// `path` to `unread`: members of the open object. `outcomes`: of the writer, for all of its reports.
void write_report_members(JsonWriter& json, const CheckedReport& report, OutcomesJson& outcomes);
/// `reports` to `waived`: members of the open object.
/// Files of named folders and archives that were not read; nothing when there are none.
void write_passed_over_member(JsonWriter& json, const RunHead& head);
void write_totals_members(JsonWriter& json, const Totals& totals);

}  // namespace hegui::findings
