#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "checker/findings/finding.hpp"
#include "checker/findings/fold.hpp"
#include "checker/findings/materiality.hpp"
#include "checker/findings/place.hpp"
#include "dsl/sha256.hpp"

namespace hegui::findings {

namespace {

std::string fingerprint(const std::string& text) { return dsl::sha256_hex(text).substr(0, 16); }

void add_once(std::string& text, const std::string& more) {
  if (more.empty() || text == more || text.find(more) != std::string::npos) return;
  text += (text.empty() ? "" : "；") + more;
}

template <class T>
void add_missing(std::vector<T>& all, const std::vector<T>& more) {
  for (const auto& each : more)
    if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
}

Evidence quote_evidence(const report::Report& report, const std::string& role, const report::Passage& at,
                        report::FactId fact) {
  Evidence evidence;
  evidence.role = role;
  evidence.at = at;
  evidence.quote = report.quote(at);
  const Surroundings around = surroundings(report, at);
  evidence.sentence = around.text;
  evidence.quote_at = around.quote_at;
  const report::Fact* figure = fact_of(report, fact);
  const auto section = figure != nullptr ? figure->section : report::SectionId{};
  evidence.section = section_path(report, section.valid() ? section : section_at(report, at));
  const Located place = locate(report, at);
  evidence.line = place.line;
  evidence.column = place.column;
  evidence.start = place.start;
  evidence.end = place.end;
  evidence.locator = place.locator;
  evidence.boxes = place.boxes;
  evidence.file = file_of(report, at);
  if (figure != nullptr) {
    const auto& quantity = figure->quantity;
    evidence.value = figure->text_value.empty() ? quantity.written.to_fixed(quantity.decimals) : figure->text_value;
    evidence.unit = quantity.unit;
  }
  return evidence;
}

/// All passages of the group's outcomes, each place once, the first outcome's main evidence first. A main fact that is
/// stated again elsewhere brings those places along (operands do not: that would bury the matter).
std::vector<Evidence> gather_evidence(const report::Report& report, const Group& group) {
  std::vector<Evidence> all;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  const auto add = [&](const std::string& role, const report::Passage& at, report::FactId fact) {
    if (at.end > at.begin && seen.emplace(at.begin, at.end).second)
      all.push_back(quote_evidence(report, role, at, fact));
  };
  for (const auto* outcome : group.outcomes)
    for (const auto& e : outcome->evidence) add(e.role, e.at, e.fact);
  for (const auto* outcome : group.outcomes) {
    if (outcome->evidence.empty()) continue;
    const auto& main = outcome->evidence.front();
    if (const auto* fact = fact_of(report, main.fact))
      for (const auto& again : fact->repeated_at) add(main.role, again, main.fact);
  }
  return all;
}

/// What the finding is about, without its place: equal before and after edits elsewhere in the report.
std::string identity_text(const report::Report& report, const Finding& finding, const Group& group) {
  std::string text = finding.rule;
  for (const auto& part : finding.alignment) text += "\x1F" + part.aspect + "=" + part.member;
  std::set<std::string> seen;
  for (const auto* outcome : group.outcomes)
    for (const auto& e : outcome->evidence) {
      std::string words = e.role + "\x1E" + normalised_words(report, e.at);
      if (seen.insert(words).second) text += "\x1F" + words;
    }
  return seen.empty() ? text + "\x1F" + finding.message : text;
}

/// The bases of the rule as in force on the day; one that was replaced is followed to what replaced it.
std::vector<BasisCited> cite(const dsl::Program& program, const std::vector<dsl::BasisId>& bases,
                             const std::optional<dsl::CivilDate>& day) {
  std::vector<BasisCited> cited;
  for (dsl::BasisId id : bases) {
    for (int steps = 0; day && id.valid() && steps < 8; ++steps) {
      const dsl::Basis& basis = program.bases[id.value];
      if (!basis.until || *day <= *basis.until || !basis.replaced_by.valid()) break;
      id = basis.replaced_by;
    }
    if (!id.valid()) continue;
    const dsl::Basis& basis = program.bases[id.value];
    if (day && ((basis.from && *day < *basis.from) || (basis.until && *basis.until < *day))) continue;
    std::string articles;
    if (!basis.checked.empty())  // article numbers that nobody held against the official text are not cited
      for (const auto& article : basis.articles) articles += (articles.empty() ? "" : "、") + article;
    cited.push_back({basis.title.empty() ? basis.name : basis.title, basis.number, articles});
  }
  return cited;
}

std::string date_text(const dsl::CivilDate& date) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(date.year) + "-" + two(date.month) + "-" + two(date.day);
}

/// Marks the finding when a waiver covers it; an expired one leaves it open and is told once as a warning.
void apply_waivers(const dsl::Program& program, const report::Report& report, const std::optional<dsl::CivilDate>& day,
                   Finding& finding, std::map<std::string, Warning>& warnings) {
  for (const auto& waiver : program.waivers) {
    if (waiver.rule != finding.rule) continue;
    if (!waiver.unit.empty() && waiver.unit != report.identity.unit) continue;
    if (waiver.year && waiver.year != report.identity.year) continue;
    const std::string until = date_text(waiver.until);
    if (day && waiver.until < *day) {
      warnings[waiver.rule + until] = {
          "对 " + waiver.rule + " 的豁免已于 " + until + " 到期，仍按发现报告",
          "the waiver of " + waiver.rule + " ended on " + until + ", so the finding stays open", kWaiverExpired};
      continue;
    }
    finding.waived = true;
    finding.waiver_reason = finding.waiver = waiver.reason;
    finding.waiver_authority = waiver.authority;
    finding.waiver_until = until;
    if (!waiver.authority.empty()) finding.waiver += "（批准：" + waiver.authority + "）";
    finding.waiver += "，至 " + until;
    return;
  }
}

/// Characters read from a picture may be wrong: what rests on them is for a person to review.
void mark_recognised(const report::Report& report, const Group& group, Finding& finding) {
  const auto recognised = [&](const engine::Evidence& e) {
    return e.at.block < report.document.blocks.size() && report.document.blocks[e.at.block].recognised;
  };
  for (const auto* outcome : group.outcomes) {
    if (std::none_of(outcome->evidence.begin(), outcome->evidence.end(), recognised)) continue;
    finding.inferred = true;
    add_missing(finding.because_inferred, {std::string("原文由扫描图像识别（OCR）而来，请对照原件")});
    return;
  }
}

Finding make_finding(const dsl::Program& program, const report::Report& report, const dsl::Rule& rule,
                     const Group& group, const std::optional<dsl::CivilDate>& law_day) {
  const engine::Outcome& first = *group.outcomes.front();
  Finding finding;
  finding.rule = rule.id;
  finding.title = rule.title;
  if (rule.origin.rulebook < program.rulebooks.size()) {
    finding.rulebook = program.rulebooks[rule.origin.rulebook].id;
    finding.rulebook_version = program.rulebooks[rule.origin.rulebook].version;
  }
  finding.overlay = rule.overridden_by;
  finding.severity = first.severity;
  finding.message = first.message;
  finding.advice = first.advice;
  finding.note = first.note;
  finding.alignment = first.alignment;
  finding.trace = first.trace;
  finding.occurrences = static_cast<std::uint32_t>(group.outcomes.size());
  finding.also = group.absorbed;
  for (const auto* outcome : group.outcomes) {
    finding.severity = std::max(finding.severity, outcome->severity);
    finding.inferred = finding.inferred || outcome->inferred;
    add_missing(finding.because_inferred, outcome->because_inferred);
    add_once(finding.derivation, outcome->derivation);
    add_once(finding.hypothesis, outcome->hypothesis);
    // What the places of a gathered finding do not share is not said of all of them.
    std::erase_if(finding.alignment, [&](const engine::AlignmentPart& part) {
      return std::none_of(outcome->alignment.begin(), outcome->alignment.end(), [&](const auto& other) {
        return other.aspect == part.aspect && other.member == part.member;
      });
    });
  }
  finding.basis = cite(program, rule.bases, law_day);
  finding.evidence = gather_evidence(report, group);
  mark_recognised(report, group, finding);
  finding.id = fingerprint(identity_text(report, finding, group));
  return finding;
}

/// Findings about nothing that stands in the report come last; those of an attachment after those of the report.
auto place_key(const Finding& finding, const std::vector<CheckedFile>& files) {
  const bool nowhere = finding.evidence.empty();
  const auto line = nowhere ? 0 : finding.evidence.front().line;
  const auto column = nowhere ? 0 : finding.evidence.front().column;
  const auto own = std::find_if(files.begin(), files.end(), [&](const CheckedFile& file) {
    return !nowhere && file.path == finding.evidence.front().file;
  });
  return std::tuple(nowhere, own - files.begin(), line, column, -static_cast<int>(finding.severity),
                    std::string_view(finding.rule));
}

/// Findings of one rule on the same words are told apart by their messages, and at last by their order.
void make_ids_unique(std::vector<Finding>& findings) {
  std::map<std::string, int> uses;
  for (const auto& finding : findings) ++uses[finding.id];
  std::set<std::string> taken;
  for (auto& finding : findings) {
    const std::string basis = uses[finding.id] > 1 ? finding.id + "\x1F" + finding.message : "";
    if (!basis.empty()) finding.id = fingerprint(basis);
    for (int n = 2; !taken.insert(finding.id).second; ++n) finding.id = fingerprint(basis + "\x1F" + std::to_string(n));
  }
}

}  // namespace

CheckedReport tell(const dsl::Program& program, const report::Report& report, const engine::Evaluation& evaluation,
                   const TellOptions& options) {
  CheckedReport told;
  told.path = report.document.path;
  told.sha256 = report.document.sha256;
  told.format = report.document.format;
  for (const auto& source : report.document.sources) told.files.push_back({source.path, source.sha256, source.format});
  told.unit = report.identity.unit;
  told.region =
      report.identity.region.valid() ? program.members[report.identity.region.value].name : report.identity.region_text;
  told.type = report.identity.type.valid() ? program.members[report.identity.type.value].name : "";
  told.title = one_line(report.identity.title);
  told.year = report.identity.year;
  told.profiles = evaluation.profiles;
  told.rules.reserve(evaluation.rules.size());
  for (const auto& rule : evaluation.rules) {
    RuleOutcome& one = told.rules.emplace_back();
    one.rule = program.rules[rule.rule.value].id;
    one.passed = rule.passed;
    one.failed = rule.failed;
    one.undetermined = rule.undetermined;
    one.not_applicable = rule.not_applicable;
    if (!rule.missing.empty()) one.missing = rule.missing;
    if (!rule.skipped.empty()) one.skipped = rule.skipped;
  }
  for (const auto& unread : report.unread) told.unread += unread.is_quantity ? 1U : 0U;
  if (!report.looks_like_report)
    told.warnings.push_back({"这份文件看起来不是绩效自评报告或决算说明，请核对文件",
                             "this does not look like a performance self-evaluation or final accounts report",
                             "not_a_report"});

  for (const auto& remark : report.document.remarks) told.warnings.push_back({remark.zh, remark.en, remark.code});

  std::optional<dsl::CivilDate> law_day = options.as_of;
  if (!law_day && report.identity.year) law_day = dsl::CivilDate{*report.identity.year, 12, 31};
  std::optional<dsl::CivilDate> waiver_day = options.today;
  if (!waiver_day) waiver_day = report.identity.date ? report.identity.date : law_day;

  told.figures = figures_of(program, report);
  std::map<std::string, Warning> waiver_warnings;
  for (const Group& group : fold(program, report, evaluation.outcomes)) {
    const dsl::Rule& rule = engine::rule_of(program, evaluation, group.outcomes.front()->rule);
    told.findings.push_back(make_finding(program, report, rule, group, law_day));
    told.findings.back().materiality = materiality_of(report, group, told.figures);
    apply_waivers(program, report, waiver_day, told.findings.back(), waiver_warnings);
  }
  std::stable_sort(told.findings.begin(), told.findings.end(), [&](const Finding& a, const Finding& b) {
    return place_key(a, told.files) < place_key(b, told.files);
  });
  make_ids_unique(told.findings);
  for (const auto& [key, warning] : waiver_warnings) told.warnings.push_back(warning);
  return told;
}

}  // namespace hegui::findings
