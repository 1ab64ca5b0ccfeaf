#include "checker/findings/run_node.hpp"

#include <cmath>
#include <limits>

#include "checker/findings/writers.hpp"
#include "checker/text/shown.hpp"

namespace hegui::findings {

namespace {

template <class Integer>
Integer whole(const RunNode& node) {
  constexpr auto most = std::numeric_limits<Integer>::max();
  constexpr auto signed_most = std::numeric_limits<std::int64_t>::max();
  const auto bound = static_cast<std::uint64_t>(most) > static_cast<std::uint64_t>(signed_most)
                         ? signed_most
                         : static_cast<std::int64_t>(most);
  return static_cast<Integer>(node.whole(0, bound));
}

template <class Integer>
void take(const RunNode& node, const char* key, Integer& into) {
  if (node.has(key)) into = whole<Integer>(node[key]);
}

std::vector<std::string> texts(const RunNode& node, const char* key) {
  std::vector<std::string> all;
  if (!node.has(key)) return all;
  const RunNode list = node[key];
  for (std::size_t i = 0; i < list.size(); ++i) all.push_back(list.at(i).text());
  return all;
}

dsl::Number decimal(const RunNode& node) {
  const auto number = dsl::Number::parse(node.text());
  if (!number) node.fail("应为小数", "should be a decimal number");
  return *number;
}

std::optional<dsl::Number> decimal_if(const RunNode& node, const char* key, std::int64_t divisor = 1) {
  if (!node.has(key)) return std::nullopt;
  return decimal(node[key]) / dsl::Number(divisor);
}

dsl::Severity severity(const RunNode& node) {
  for (const auto each : {dsl::Severity::error, dsl::Severity::warning, dsl::Severity::note})
    if (node.text() == severity_name(each)) return each;
  node.fail("应为 error、warning 或 note", "should be error, warning or note");
}

/// “自评表!C12”: the sheet, and the cell behind the last mark when there is one.
void read_cell(const std::string& text, document::Locator& locator) {
  locator.sheet = text;
  const std::size_t mark = text.rfind('!');
  if (mark == std::string::npos) return;
  std::uint64_t row = 0, column = 0;
  std::size_t at = mark + 1;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && column < 100'000; ++at)
    column = column * 26 + static_cast<std::uint64_t>(text[at] - 'A') + 1;
  const std::size_t digits = at;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && row < 100'000'000; ++at)
    row = row * 10 + static_cast<std::uint64_t>(text[at] - '0');
  if (at != text.size() || column == 0 || at == digits || row == 0) return;
  locator.sheet = text.substr(0, mark);
  locator.row = static_cast<std::uint32_t>(row);
  locator.column = static_cast<std::uint32_t>(column);
}

document::PageBox read_box(const RunNode& corners, std::uint32_t page) {
  const auto place = [&](std::size_t index) {
    constexpr double kFarthest = 1e7;  // points
    const RunNode corner = corners.at(index);
    const bool fits = corner.json().is_number() && std::abs(corner.json().get<double>()) <= kFarthest;
    if (!fits) corner.fail("应是页面上的位置", "should be a place on a page");
    return static_cast<std::int32_t>(std::lround(corner.json().get<double>() * 100));
  };
  if (corners.size() != 4) corners.fail("应有四个数", "should have four numbers");
  return {page, place(0), place(1), place(2), place(3)};
}

void read_boxes(const RunNode& node, Evidence& evidence) {
  constexpr std::int64_t kMostPages = 100'000'000;
  if (node.has("box")) evidence.boxes.push_back(read_box(node["box"], evidence.locator.page));
  if (!node.has("boxes")) return;
  const RunNode boxes = node["boxes"];
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const RunNode each = boxes.at(i);
    evidence.boxes.push_back(read_box(each["box"], static_cast<std::uint32_t>(each["page"].whole(1, kMostPages))));
  }
}

Evidence read_evidence(const RunNode& node) {
  Evidence evidence;
  evidence.role = node["role"].text();
  evidence.quote = node["quote"].text();
  evidence.sentence = node.text_or_empty("sentence");
  evidence.section = node["section"].text();
  evidence.value = node["value"].text();
  evidence.unit = node["unit"].text();
  take(node, "line", evidence.line);
  take(node, "column", evidence.column);
  take(node, "start", evidence.start);
  take(node, "end", evidence.end);
  take(node, "quote_at", evidence.quote_at);
  // What a writer emphasises must lie within the sentence, whoever wrote the file.
  if (evidence.quote_at > evidence.sentence.size() ||
      evidence.sentence.compare(evidence.quote_at, evidence.quote.size(), evidence.quote) != 0) {
    const std::size_t found = evidence.sentence.find(evidence.quote);
    evidence.quote_at = found == std::string::npos ? 0 : static_cast<std::uint32_t>(found);
  }
  evidence.file = node.text_or_empty("file");
  take(node, "page", evidence.locator.page);
  read_boxes(node, evidence);
  if (node.has("cell")) read_cell(node["cell"].text(), evidence.locator);
  return evidence;
}

Materiality read_materiality(const RunNode& node) {
  Materiality size;
  size.yuan = decimal(node["yuan"]);
  size.difference = node.text_or_empty("kind") == "difference";
  size.share = decimal_if(node, "share", 100);
  return size;
}

Finding read_finding(const RunNode& node) {
  Finding finding;
  finding.id = node["id"].text();
  finding.rule = node["rule"].text();
  finding.title = node.text_or_empty("title");
  finding.rulebook = node["rulebook"].text();
  finding.rulebook_version = node.text_or_empty("rulebook_version");
  finding.overlay = node.text_or_empty("overlay");
  finding.severity = severity(node["severity"]);
  finding.waived = node["status"].text() == "waived";
  finding.waiver = node.text_or_empty("waiver");
  if (node.has("waived_by")) {
    const RunNode by = node["waived_by"];
    finding.waiver_reason = by.text_or_empty("reason");
    finding.waiver_authority = by.text_or_empty("authority");
    finding.waiver_until = by.text_or_empty("until");
  }
  finding.inferred = node["certainty"].text() == "inferred";
  finding.because_inferred = texts(node, "because_inferred");
  finding.message = node["message"].text();
  finding.advice = node["advice"].text();
  finding.derivation = node["derivation"].text();
  finding.hypothesis = node["hypothesis"].text();
  finding.note = node.text_or_empty("note");
  if (node.has("materiality")) finding.materiality = read_materiality(node["materiality"]);
  take(node, "occurrences", finding.occurrences);
  finding.also = texts(node, "also");
  const RunNode bases = node["basis"];
  for (std::size_t i = 0; i < bases.size(); ++i) {
    const RunNode basis = bases.at(i);
    finding.basis.push_back({basis["title"].text(), basis["number"].text(), basis["article"].text()});
  }
  const RunNode alignment = node["alignment"];
  if (!alignment.json().is_object()) alignment.fail("应为对象", "should be an object");
  for (const auto& [aspect, member] : alignment.json().items())
    finding.alignment.push_back({aspect, RunNode(member).text()});
  const RunNode evidence = node["evidence"];
  for (std::size_t i = 0; i < evidence.size(); ++i) finding.evidence.push_back(read_evidence(evidence.at(i)));
  return finding;
}

RuleOutcome read_outcome(const RunNode& node) {
  RuleOutcome rule;
  rule.rule = node["rule"].text();
  take(node, "passed", rule.passed);
  take(node, "failed", rule.failed);
  take(node, "undetermined", rule.undetermined);
  take(node, "not_applicable", rule.not_applicable);
  rule.missing = texts(node, "missing");
  rule.skipped = node.text_or_empty("skipped");
  return rule;
}

Figures read_figures(const RunNode& node) {
  Figures figures;
  figures.budget = decimal_if(node, "budget");
  figures.actual = decimal_if(node, "actual");
  figures.execution_rate = decimal_if(node, "execution_rate", 100);
  figures.rate_stated = node.text_or_empty("execution_rate_from") == "stated";
  return figures;
}

}  // namespace

std::vector<RulebookUsed> read_rulebooks(const RunNode& node) {
  std::vector<RulebookUsed> all;
  for (std::size_t i = 0; i < node.size(); ++i) {
    const RunNode book = node.at(i);
    all.push_back({book["id"].text(), book["version"].text(), book["sha256"].text(),
                   !book.has("takes_part") || book["takes_part"].flag(), book.text_or_empty("title")});
  }
  return all;
}

CheckedReport read_checked_report(const RunNode& node) {
  CheckedReport report;
  report.path = node["path"].text();
  report.sha256 = node["sha256"].text();
  report.format = node["format"].text();
  report.readable = node["status"].text() != "unreadable";
  if (!report.readable) {
    const auto told = [&](const char* key) { return text::shown(node[key].text(), text::kLongestSentence); };
    report.error_zh = node.has("error") ? told("error") : "";
    report.error_en = node.has("error_en") ? told("error_en") : report.error_zh;
    report.error_code = node.text_or_empty("error_code");
  }
  if (node.has("files")) {
    const RunNode files = node["files"];
    for (std::size_t i = 0; i < files.size(); ++i) {
      const RunNode file = files.at(i);
      report.files.push_back({file["path"].text(), file["sha256"].text(), file["format"].text()});
    }
  }
  const auto zh = texts(node, "warnings"), en = texts(node, "warnings_en"), codes = texts(node, "warning_codes");
  for (std::size_t i = 0; i < zh.size(); ++i)
    report.warnings.push_back({zh[i], i < en.size() ? en[i] : zh[i], i < codes.size() ? codes[i] : ""});
  const RunNode identity = node["identity"];
  report.unit = identity["unit"].text();
  report.region = identity["region"].text();
  report.type = identity["type"].text();
  report.title = identity["title"].text();
  if (identity.has("year")) report.year = static_cast<int>(identity["year"].whole(1, 9999));
  report.profiles = texts(node, "profiles");
  const RunNode findings = node["findings"];
  for (std::size_t i = 0; i < findings.size(); ++i) report.findings.push_back(read_finding(findings.at(i)));
  const RunNode outcomes = node["outcomes"];
  for (std::size_t i = 0; i < outcomes.size(); ++i) report.rules.push_back(read_outcome(outcomes.at(i)));
  take(node, "unread", report.unread);
  if (node.has("figures")) report.figures = read_figures(node["figures"]);
  take(node, "not_shown", report.not_shown);
  take(node, "known", report.known);
  take(node, "fixed", report.fixed);
  return report;
}

}  // namespace hegui::findings
