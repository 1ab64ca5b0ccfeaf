// The findings of a run as SARIF 2.1.0, the format in which checkers hand their results to other programs. Results are
// written as they come; the rules, the files and what went wrong follow them.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "checker/findings/json.hpp"
#include "checker/findings/materiality.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/place.hpp"
#include "checker/findings/wording.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::size_t kMostRelated = 100;  // further places of one finding

/// A reference by RFC 3986; absolute paths become file: URIs.
std::string uri_of(std::string_view path) {
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path)
    uri += plain.find(c) != std::string_view::npos ? std::string(1, c)
                                                   : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return uri;
}

/// Characters before each line of a text.
class LineStarts {
 public:
  explicit LineStarts(const CheckedReport& report) {
    // Offsets are told where the file itself is the text; lines of other formats are our own.
    if (report.report == nullptr || report.report->document.text == nullptr || report.format != "txt") return;
    const std::string_view text = report.report->document.text->original();
    starts_.push_back(0);
    std::uint64_t characters = 0;
    for (const char c : text) {
      characters += dsl::utf8::is_continuation(c) ? 0 : 1;
      if (c == '\n') starts_.push_back(characters);
    }
  }
  [[nodiscard]] std::optional<std::uint64_t> offset(std::uint32_t line, std::uint32_t column) const {
    if (line == 0 || column == 0 || line > starts_.size()) return std::nullopt;
    return starts_[line - 1] + column - 1;
  }

 private:
  std::vector<std::uint64_t> starts_;
};

class CheckSarif : public RunWriter {
 public:
  CheckSarif(RunHead head, const TextOptions& options, Sink& sink)
      : head_(std::move(head)), words_(head_, options.language), sink_(sink) {
    json_.begin_object().member("$schema", kSchema).member("version", "2.1.0");
    json_.key("runs").begin_array().begin_object();
    json_.member("columnKind", "unicodeCodePoints").member("defaultEncoding", "utf-8");
    json_.member("language", words_.say("zh-CN", "en"));
    json_.key("results").begin_array();
    if (head_.program != nullptr)
      for (const auto& rule : head_.program->rules) index_of(rule.id, rule.title);
  }

  void report(const CheckedReport& report) override {
    const std::size_t artifact = artifacts_.size();
    artifacts_.push_back({report.path, report.sha256});
    if (!report.readable)
      notes_.push_back(
          {artifact, "error", report.error_code, std::string(words_.say(report.error_zh, report.error_en))});
    for (const auto& warning : report.warnings)
      notes_.push_back({artifact, "warning", "", std::string(words_.say(warning.zh, warning.en))});
    const LineStarts lines(report);
    for (const auto& finding : report.findings) result(report, finding, artifact, lines);
    for (const auto& rule : report.rules)
      if (rule.undetermined > 0) open(rule, artifact);
    flush();
  }

  void finish() override {
    json_.end_array();
    tool();
    json_.key("artifacts").begin_array();
    for (const auto& artifact : artifacts_) {
      json_.begin_object().key("location").begin_object().member("uri", uri_of(artifact.path)).end_object();
      json_.key("roles").begin_array().value("analysisTarget").end_array();
      if (!artifact.sha256.empty()) json_.key("hashes").begin_object().member("sha-256", artifact.sha256).end_object();
      json_.end_object();
    }
    json_.end_array();
    invocation();
    json_.end_object().end_array().end_object();
    out_ += '\n';
    flush();
  }

 private:
  struct Artifact {
    std::string path, sha256;
  };
  struct Note {
    std::size_t artifact;
    std::string_view level;
    std::string code, text;
  };
  struct RuleRow {
    std::string id, title;
  };

  void flush() {
    sink_.write(out_);
    out_.clear();
  }

  std::size_t index_of(const std::string& id, const std::string& title) {
    const auto [found, added] = rule_index_.emplace(id, rules_.size());
    if (added) rules_.push_back({id, title});
    return found->second;
  }

  void text_member(std::string_view name, std::string_view text) {
    json_.key(name).begin_object().member("text", text).end_object();
  }

  void artifact_location(std::size_t artifact) {
    json_.key("artifactLocation").begin_object().member("uri", uri_of(artifacts_[artifact].path));
    json_.member("index", artifact).end_object();
  }

  void location(const CheckedReport& report, const Evidence& evidence, std::size_t artifact, const LineStarts& lines) {
    json_.key("physicalLocation").begin_object();
    artifact_location(artifact);
    if (evidence.line > 0 && evidence.column > 0) {
      // Where the quote ends: behind its last character.
      std::uint64_t end_line = evidence.line, end_column = evidence.column, length = 0;
      for (std::size_t at = 0; at < evidence.quote.size();) {
        const auto next = dsl::utf8::decode(evidence.quote, at);
        ++length;
        ++end_column;
        if (next.character == '\n') {
          ++end_line;
          end_column = 1;
        }
        at += next.length;
      }
      json_.key("region").begin_object();
      json_.member("startLine", evidence.line).member("startColumn", evidence.column);
      json_.member("endLine", end_line).member("endColumn", end_column);
      if (const auto offset = lines.offset(evidence.line, evidence.column))
        json_.member("charOffset", *offset).member("charLength", length);
      text_member("snippet", evidence.quote);
      json_.end_object();
    }
    json_.end_object();
    if (!evidence.section.empty())
      json_.key("logicalLocations")
          .begin_array()
          .begin_object()
          .member("fullyQualifiedName", evidence.section)
          .member("kind", "section")
          .end_object()
          .end_array();
    if (evidence.locator.page > 0) {
      json_.key("properties").begin_object().member("page", evidence.locator.page);
      write_boxes(json_, evidence.boxes);
      json_.end_object();
    }
    const std::string place = words_.place(report, evidence, false);
    text_member("message", place.empty() ? std::string(evidence.role)
                                         : evidence.role + (evidence.role.empty() ? "" : " ") + place);
  }

  void result(const CheckedReport& report, const Finding& finding, std::size_t artifact, const LineStarts& lines) {
    json_.begin_object().member("ruleId", finding.rule);
    json_.member("ruleIndex", index_of(finding.rule, finding.title));
    json_.member("kind", "fail").member("level", severity_name(finding.severity));
    std::string message = finding.message;
    if (message.empty()) message = finding.title.empty() ? finding.rule : finding.title;
    text_member("message", message);
    json_.key("locations").begin_array().begin_object();
    if (finding.evidence.empty()) {
      json_.key("physicalLocation").begin_object();
      artifact_location(artifact);
      json_.end_object();
    } else {
      location(report, finding.evidence.front(), artifact, lines);
    }
    json_.end_object().end_array();
    if (finding.evidence.size() > 1) {
      json_.key("relatedLocations").begin_array();
      for (std::size_t i = 1; i < finding.evidence.size() && i <= kMostRelated; ++i) {
        json_.begin_object().member("id", i);
        location(report, finding.evidence[i], artifact, lines);
        json_.end_object();
      }
      json_.end_array();
    }
    json_.key("partialFingerprints").begin_object().member("heguiFinding/v1", finding.id).end_object();
    json_.member("occurrenceCount", std::max<std::uint32_t>(finding.occurrences, 1));
    if (head_.against) json_.member("baselineState", "new");  // those known before are left out
    if (finding.waived)
      json_.key("suppressions")
          .begin_array()
          .begin_object()
          .member("kind", "external")
          .member("status", "accepted")
          .member("justification", finding.waiver)
          .end_object()
          .end_array();
    json_.key("properties").begin_object();
    json_.member("certainty", finding.inferred ? "inferred" : "stated");
    const auto some = [&](std::string_view name, const std::string& text) {
      if (!text.empty()) json_.member(name, text);
    };
    some("review", words_.review(finding));
    some("about", words_.about(finding));
    some("derivation", finding.derivation);
    some("hypothesis", finding.hypothesis);
    some("note", finding.note);
    if (finding.materiality) {
      json_.member("amountYuan", finding.materiality->yuan.to_text());
      json_.member("amountKind", finding.materiality->difference ? "difference" : "amount");
      if (finding.materiality->share) json_.member("shareOfExpenditure", share_text(*finding.materiality->share));
    }
    some("basis", words_.basis(finding));
    some("advice", finding.advice);
    json_.member("rulebook", finding.rulebook).member("rulebookVersion", finding.rulebook_version);
    json_.end_object().end_object();
  }

  /// A rule that could not be judged is a result too: open, neither passed nor failed.
  void open(const RuleOutcome& rule, std::size_t artifact) {
    json_.begin_object().member("ruleId", rule.rule).member("ruleIndex", index_of(rule.rule, ""));
    json_.member("kind", "open").member("level", "none");
    text_member("message", fmt::format(fmt::runtime(words_.say("有{}处不能判断，缺少或读不准：{}",
                                                               "{} places could not be judged; missing or unsure: {}")),
                                       rule.undetermined, words_.missing(rule)));
    json_.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
    artifact_location(artifact);
    json_.end_object().end_object().end_array().end_object();
  }

  void tool() {
    json_.key("tool").begin_object().key("driver").begin_object();
    json_.member("name", head_.tool).member("version", head_.version).member("semanticVersion", head_.version);
    json_.key("rules").begin_array();
    for (const auto& row : rules_) rule(row);
    json_.end_array();
    json_.end_object();
    json_.key("extensions").begin_array();
    for (const auto& book : head_.rulebooks) {
      if (!book.takes_part) continue;
      json_.begin_object().member("name", book.id).member("version", book.version);
      json_.key("properties").begin_object().member("sha256", book.sha256).end_object().end_object();
    }
    json_.end_array().end_object();
  }

  void rule(const RuleRow& row) {
    const dsl::Rule* known = nullptr;
    if (head_.program != nullptr) {
      const auto& all = head_.program->rules;
      const auto found = std::find_if(all.begin(), all.end(), [&](const dsl::Rule& r) { return r.id == row.id; });
      if (found != all.end()) known = &*found;
    }
    json_.begin_object().member("id", row.id);
    const std::string title = row.title.empty() ? row.id : row.title;
    text_member("shortDescription", title);
    if (known != nullptr) describe(*known, title);
    json_.end_object();
  }

  void describe(const dsl::Rule& rule, const std::string& title) {
    const std::string doc = rule.doc.empty() ? title : harmless(rule.doc);
    text_member("fullDescription", doc);
    std::vector<std::string> bases;
    for (const auto id : rule.bases) {
      const auto& basis = head_.program->bases[id.value];
      const std::string name = basis.title.empty() ? basis.name : basis.title;
      bases.push_back(basis.number.empty() ? name
                                           : name + std::string(words_.say("（", " (")) + basis.number +
                                                 std::string(words_.say("）", ")")));
    }
    std::string text = doc, markdown = "**" + title + "**\n\n" + doc;
    if (!bases.empty()) {
      const std::string cited = findings::joined(bases, words_.say("；", "; "));
      text += "\n" + std::string(words_.say("依据：", "Basis: ")) + cited;
      markdown += "\n\n" + std::string(words_.say("**依据** ", "**Basis** ")) + cited;
    }
    json_.key("help").begin_object().member("text", text).member("markdown", markdown).end_object();
    auto severity = dsl::Severity::note;
    for (const auto& grade : rule.severity) severity = std::max(severity, grade.severity);
    json_.key("defaultConfiguration").begin_object().member("enabled", !rule.disabled);
    json_.member("level", severity_name(severity)).end_object();
    json_.key("properties").begin_object().key("tags").begin_array();
    std::vector<std::string> tags = rule.tags;  // SARIF wants each once
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    for (const auto& tag : tags) json_.value(tag);
    json_.end_array();
    if (rule.origin.rulebook < head_.program->rulebooks.size()) {
      const auto& book = head_.program->rulebooks[rule.origin.rulebook];
      json_.member("rulebook", book.id).member("rulebookVersion", book.version);
    }
    json_.end_object();
  }

  void invocation() {
    const bool all_read =
        std::none_of(notes_.begin(), notes_.end(), [](const Note& note) { return note.level == "error"; });
    json_.key("invocations").begin_array().begin_object().member("executionSuccessful", all_read);
    json_.key("toolExecutionNotifications").begin_array();
    for (const auto& note : notes_) {
      json_.begin_object();
      if (!note.code.empty()) json_.key("descriptor").begin_object().member("id", note.code).end_object();
      json_.member("level", note.level);
      text_member("message", note.text);
      json_.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
      artifact_location(note.artifact);
      json_.end_object().end_object().end_array().end_object();
    }
    json_.end_array().end_object().end_array();
  }

  RunHead head_;
  Wording words_;
  Sink& sink_;
  std::string out_;
  JsonWriter json_{out_};
  std::vector<Artifact> artifacts_;
  std::vector<Note> notes_;
  std::vector<RuleRow> rules_;
  std::map<std::string, std::size_t, std::less<>> rule_index_;
};

}  // namespace

std::unique_ptr<RunWriter> check_sarif_writer(RunHead head, const TextOptions& options, Sink& sink) {
  return std::make_unique<CheckSarif>(std::move(head), options, sink);
}

}  // namespace hegui::findings
