// A failed outcome, told to a person: severity, message, evidence, arithmetic, basis, advice, stable fingerprint.
// Made by tell() from the outcomes of one report; the writers beside this file print it in their formats.
// Afterwards one defect is one finding under its most specific rule, repeats are folded, waived ones are marked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/engine/outcome.hpp"

namespace hegui::findings {

struct Evidence {
  std::string role, quote, sentence, section, value, unit;  // quote: original characters; sentence: around it
  std::uint32_t line = 0, column = 0;                       // from 1
  std::uint64_t start = 0, end = 0;                         // byte offsets in the source
  std::uint32_t quote_at = 0;                               // byte offset of the quote in `sentence`
  document::Locator locator;                                // page, or sheet and cell, in formats that have them
  report::Passage at;                                       // in CheckedReport::report; empty when that is null
  std::string file;                                         // path of its file, when a report has several
  std::vector<document::PageBox> boxes;                     // in formats that have pages: where the quote stands there
};
struct BasisCited {
  std::string title, number, article;
};

/// How much money a finding is about. Absent when it is not about money.
struct Materiality {
  dsl::Number yuan;                  // never negative
  bool difference = false;           // true: so far from what it should be; false: an amount that is spoken of
  std::optional<dsl::Number> share;  // of the department's total expenditure (1 = 100%); absent: the total is unknown
};

/// What a report says of the department as a whole, in yuan; kept with the results for overviews of many reports.
struct Figures {
  std::optional<dsl::Number> budget, actual;  // total expenditure
  std::optional<dsl::Number> execution_rate;  // as stated, else actual ÷ budget
  bool rate_stated = false;
};

struct Finding {
  std::string id;  // hex; hashes rule, alignment and normalised evidence
  std::string rule, title, rulebook, rulebook_version;
  std::string overlay;  // id of the rulebook whose override changed the rule, or empty
  dsl::Severity severity = dsl::Severity::error;
  bool waived = false;
  std::string waiver;                                         // reason, authority, expiry, as one sentence
  std::string waiver_reason, waiver_authority, waiver_until;  // the same one by one; the last is 2021-12-31
  bool inferred = false;
  std::vector<std::string> because_inferred;
  std::string message, advice, derivation, hypothesis, note;
  std::optional<Materiality> materiality;
  std::vector<BasisCited> basis;
  std::vector<engine::AlignmentPart> alignment;
  std::vector<Evidence> evidence;        // main first; never empty unless something is missing from the whole report
  std::uint32_t occurrences = 1;         // how many places were folded into it
  std::vector<std::string> also;         // ids of rules whose findings it absorbed
  std::vector<engine::TraceStep> trace;  // empty in results kept from an earlier run
};

/// Something a person should know about a report that is no finding.
struct Warning {
  std::string zh, en;
  std::string code;  // not_a_report, waiver_expired
};

inline constexpr const char* kWaiverExpired = "waiver_expired";

/// How one rule came out over a report.
struct RuleOutcome {
  std::string rule;  // id
  std::uint32_t passed = 0, failed = 0, undetermined = 0, not_applicable = 0;
  engine::SharedTexts missing;
  std::string skipped;  // not run: disabled, not in force, applies to other reports (with the reason)
};

/// A file of a report that was checked together with its attachments; the report itself comes first.
struct CheckedFile {
  std::string path, sha256, format;
};

/// Stands on its own: a writer needs no program to tell it, so that results kept from an earlier run can be told too.
struct CheckedReport {
  std::string path, sha256, format;
  std::vector<CheckedFile> files;  // empty: `path` alone
  bool readable = true;
  std::string error_code, error_zh, error_en;
  std::vector<Warning> warnings;  // it does not look like a report, a waiver has expired, …
  std::string unit, region, type, title;
  std::optional<int> year;
  std::vector<Finding> findings;   // by place, then severity, then rule
  std::vector<RuleOutcome> rules;  // by rule id
  std::vector<std::string> profiles;
  std::size_t unread = 0;  // figures that no fact took
  Figures figures;
  std::size_t not_shown = 0;  // findings that the options of the run left out
  // Against an earlier run (--baseline): findings known from it, which are left out, and those of it that are gone.
  std::size_t known = 0, fixed = 0;
  // What was checked, for writers that show the report itself; null when the result was kept from an earlier run.
  std::shared_ptr<const report::Report> report;
};

struct TellOptions {
  std::optional<dsl::CivilDate> as_of;  // the law in force on this day is cited; default: the end of the fiscal year
  std::optional<dsl::CivilDate> today;  // waivers are judged on this day; default: the report's own date, else as_of
};
/// Tells one evaluated report. Reads no clock: the same report and options always give the same findings.
CheckedReport tell(const dsl::Program& program, const report::Report& report, const engine::Evaluation& evaluation,
                   const TellOptions& options = {});

enum class Order : std::uint8_t { place, severity, amount };
/// Most severe, or largest amount first; what is equal stays in the order of places, where findings stand already.
void sort_findings(std::vector<Finding>& findings, Order order);

}  // namespace hegui::findings
