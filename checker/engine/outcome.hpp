// How each rule came out at each place it applies to, with what was read and how the verdict was reached.
// Made by evaluate(); findings are told from the failed ones, `explain` shows all.
// Afterwards every rule has at least one outcome or is listed as bound to nothing; silence never means fine.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/engine/shared_texts.hpp"
#include "checker/report/report.hpp"
#include "dsl/program.hpp"

namespace hegui::engine {

enum class Verdict : std::uint8_t { passed, failed, not_applicable, undetermined };

/// One line of the trace: an expression, what it came to, and where its values stand.
struct TraceStep {
  dsl::ExprId expression;
  std::uint32_t depth = 0;
  std::string text;   // the expression as written
  std::string value;  // as shown to people: “74.27%”, “真”, “不明：没有找到[预算]”
  std::vector<report::FactId> facts;  // the facts it read directly
};

/// A piece of evidence: a passage with its role in the finding.
struct Evidence {
  std::string role;  // the operand as written in the rule ([决算 支出]), “章节”, “句” …
  report::Passage at;
  report::FactId fact;  // invalid when the evidence is words
};

struct AlignmentPart {
  std::string aspect;  // 范围
  std::string member;  // 项目支出
};

struct Outcome {
  dsl::RuleId rule;
  Verdict verdict = Verdict::not_applicable;
  std::vector<AlignmentPart> alignment;
  std::vector<std::string> missing;  // undetermined: operands not found, as written in the rule, or other reasons
  std::string unless;                // the label of the exception that held, if one did
  dsl::Severity severity = dsl::Severity::error;
  bool inferred = false;                      // rests on an aspect or default that the report does not state
  std::vector<std::string> because_inferred;  // “范围取自标题”, “参数为缺省值” …
  std::vector<Evidence> evidence;             // main first
  std::string message, advice;                // rendered
  std::string derivation;                     // “274.7万元 ÷ 347.49万元 ＝ 79.05%”
  std::string hypothesis;                     // “若1589.42元为1589.42万元，则相符”
  std::string note;                           // “相差一个末位：可能是截尾而非四舍五入”
  std::optional<dsl::Number> difference;      // what the derivation shows misses by so many yuan, never negative
  std::vector<TraceStep> trace;               // empty unless failed or asked for
};

struct RuleSummary {
  dsl::RuleId rule;
  std::uint32_t passed = 0, failed = 0, undetermined = 0, not_applicable = 0;
  SharedTexts missing;
  std::string skipped;      // not run: disabled, not in force, applies to other reports (with the reason)
  std::uint64_t tries = 0;  // suppositions tried in search of slips: all rules of a report share a bound on them
};

struct Evaluation {
  // By rule id, then place. A rule that passes or does not apply in more than a thousand places lists the first ones
  // only, unless all traces are asked for; the summaries count them all.
  std::vector<Outcome> outcomes;
  std::vector<RuleSummary> rules;     // one per rule of the program, by id
  std::vector<std::string> profiles;  // names of the profiles that were chosen
  // Rules that an overlay changed for this report, as they ran: other bases, another severity, overridden_by.
  std::vector<std::pair<dsl::RuleId, std::shared_ptr<const dsl::Rule>>> overlaid;
  // A bound on the work was reached: how a rule came out may depend on which others ran before it.
  bool bounded = false;
};

/// What rules came to on the same report in an earlier run, for runs that go on where one ended.
class RuleMemory {
 public:
  virtual ~RuleMemory() = default;
  /// What the rule, in the form in which it would run now and with these values of the program's parameters, came to:
  /// counts and missing operands go into `summary`, what is worth telling to the end of `outcomes`. False: not known.
  virtual bool recall(dsl::RuleId id, const dsl::Rule& rule, const std::vector<dsl::ExprId>& parameters,
                      RuleSummary& summary, std::vector<Outcome>& outcomes) = 0;
};

class Coverage;  // coverage.hpp

struct Options {
  bool trace_all = false;    // keep traces of passed outcomes too
  bool traces = true;        // of failed and open outcomes; the findings of most formats show none
  bool keep_plain = true;    // list outcomes that did not fail, too; the summaries count them all the same
  bool use_programs = true;  // what spares running a rule, and values of conditions; the outcomes are the same
  std::vector<std::string> only_rules;  // empty: all
  std::optional<dsl::CivilDate> as_of;  // the law in force on this day; default: the end of the report's fiscal year
  std::string profile;                  // chosen by name; default: by the report's identity
  std::vector<dsl::ParamSetting> settings;  // of a test
  Coverage* coverage = nullptr;             // told how every condition came out; null: nobody asks
  RuleMemory* memory = nullptr;             // asked before a rule is run; null: every rule runs
};
Evaluation evaluate(const dsl::Program& program, const report::Report& report, const Options& options);

/// What can be worked out of a program before any report is seen (plan.hpp); for many reports make it once.
struct Plan;
std::shared_ptr<const Plan> make_plan(const dsl::Program& program);
Evaluation evaluate(const Plan& plan, const report::Report& report, const Options& options);

/// The rule as it ran on this report: with the overlays that apply to it.
const dsl::Rule& rule_of(const dsl::Program& program, const Evaluation& evaluation, dsl::RuleId id);

}  // namespace hegui::engine
