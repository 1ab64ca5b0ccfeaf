// One checked report in the data of the findings page.
#include <algorithm>

#include "checker/findings/html_data.hpp"
#include "checker/findings/html_text.hpp"
#include "checker/findings/materiality.hpp"
#include "checker/findings/place.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kMostPlaces = 200;  // of one finding, when the report is shown whole
constexpr std::size_t kQuotedPlaces = 8;  // when it is not
constexpr std::size_t kBriefPlaces = 3;
constexpr std::size_t kQuotedSide = 60;  // characters around what is quoted
constexpr std::size_t kBriefSide = 16;
constexpr std::size_t kBriefQuote = 60;     // a longer quote is shown by its beginning
constexpr std::size_t kMostTrace = 400;     // steps of one finding
constexpr std::size_t kMostUnread = 5000;   // figures of one report
constexpr std::size_t kMissingReasons = 3;  // of one rule, when the report is not shown whole

std::size_t places_shown(Shown shown) {
  switch (shown) {
    case Shown::whole: return kMostPlaces;
    case Shown::quoted: return kQuotedPlaces;
    case Shown::brief: return kBriefPlaces;
    case Shown::listed: break;
  }
  return 1;
}

/// The byte offset `count` characters before or after `at`.
std::size_t before(std::string_view text, std::size_t at, std::size_t count) {
  for (; count > 0 && at > 0; --count) at -= dsl::utf8::decode_before(text, at).length;
  return at;
}
std::size_t after(std::string_view text, std::size_t at, std::size_t count) {
  for (; count > 0 && at < text.size(); --count) at += dsl::utf8::decode(text, at).length;
  return at;
}

/// One letter a rule: how it came out on this report as a whole.
char state_of(const RuleOutcome& rule) {
  if (rule.failed > 0) return 'f';
  if (rule.undetermined > 0) return 'u';
  if (rule.passed > 0) return 'p';
  if (rule.not_applicable > 0) return 'n';
  return rule.skipped.empty() ? 'm' : 's';
}

}  // namespace

/// The sentences that the findings of one report quote, each once, cut to what is quoted of it.
struct HtmlData::Quotes {
  struct Sentence {
    std::size_t number = 0, from = 0, to = 0;  // bytes of it that are shown
  };
  std::map<std::string_view, Sentence> sentences;
  std::vector<std::string_view> order;
  std::map<std::string_view, std::size_t> sections;
  std::vector<std::string_view> section_order;
  std::map<std::string_view, std::size_t> files;  // by path, when the report has several

  static std::pair<std::size_t, std::size_t> range(const Evidence& evidence, Shown shown) {
    const std::size_t begin = std::min<std::size_t>(evidence.quote_at, evidence.sentence.size());
    std::size_t end = std::min(begin + evidence.quote.size(), evidence.sentence.size());
    if (shown == Shown::brief) end = std::min(end, after(evidence.sentence, begin, kBriefQuote));
    return {begin, end};
  }

  Quotes(const CheckedReport& report, Shown shown) {
    for (std::size_t i = 0; i < report.files.size(); ++i) files.emplace(report.files[i].path, i);
    const std::size_t side = shown == Shown::quoted ? kQuotedSide : kBriefSide;
    for (const auto& finding : report.findings)
      for (std::size_t i = 0; i < finding.evidence.size() && i < places_shown(shown); ++i) {
        if (shown == Shown::listed) continue;
        const Evidence& evidence = finding.evidence[i];
        if (sections.try_emplace(evidence.section, section_order.size()).second)
          section_order.push_back(sections.find(evidence.section)->first);
        const auto [begin, end] = range(evidence, shown);
        const std::size_t from = shown == Shown::whole ? 0 : before(evidence.sentence, begin, side);
        const std::size_t to = shown == Shown::whole ? evidence.sentence.size() : after(evidence.sentence, end, side);
        const auto [found, added] = sentences.try_emplace(evidence.sentence, Sentence{order.size(), from, to});
        if (added) order.push_back(found->first);
        found->second.from = std::min(found->second.from, from);
        found->second.to = std::max(found->second.to, to);
      }
  }

  void write(JsonWriter& json, HtmlStrings& strings) const {
    json.key("sections").begin_array();
    for (const auto& section : section_order) strings.write(json, section);
    json.end_array();
    json.key("quotes").begin_array();
    for (const auto& text : order) {
      const Sentence& sentence = sentences.at(text);
      std::string cut(text.substr(sentence.from, sentence.to - sentence.from));
      if (sentence.from > 0) cut.insert(0, "…");
      if (sentence.to < text.size()) cut += "…";
      json.value(cut);
    }
    json.end_array();
  }
};

void HtmlData::write_text(JsonWriter& json, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  json.key(name);
  strings_.write(json, text);
}

void HtmlData::write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  json.key(name).begin_array();
  for (const auto& text : texts) strings_.write(json, text);
  json.end_array();
}

void HtmlData::write_identity(JsonWriter& json, const CheckedReport& report) {
  json.member("path", report.path);
  if (!report.sha256.empty()) json.member("sha256", report.sha256);
  if (!report.format.empty()) json.member("format", report.format);
  if (!report.readable) {
    const bool zh = options_.language == dsl::Language::zh;
    json.member("error", zh ? report.error_zh : report.error_en).member("error_code", report.error_code);
  }
  // A report with its attachments: [name, digest, format] of each file.
  if (!report.files.empty()) {
    std::vector<std::string> paths;
    for (const auto& file : report.files) paths.push_back(file.path);
    json.key("files").begin_array();
    for (const auto& file : report.files)
      json.begin_array().value(short_path(file.path, paths)).value(file.sha256).value(file.format).end_array();
    json.end_array();
  }
  write_text(json, "unit", report.unit);
  write_text(json, "region", report.region);
  if (report.year) json.member("year", *report.year);
  write_text(json, "type", report.type);
  if (!report.title.empty()) json.member("title", report.title);
  write_texts(json, "profiles", report.profiles);
  std::vector<std::string> warnings;
  for (const auto& warning : report.warnings)
    warnings.push_back(options_.language == dsl::Language::zh ? warning.zh : warning.en);
  write_texts(json, "warnings", warnings);
  if (report.not_shown > 0) json.member("not_shown", report.not_shown);
  if (report.known > 0) json.member("known", report.known);
  if (report.fixed > 0) json.member("fixed", report.fixed);
}

/// [role, quote (-1: not kept), from, to, line, column, section (-1), page or cell, file]; further offsets of the whole
/// text are in the marks.
void HtmlData::write_evidence(JsonWriter& json, const Finding& finding, const Quotes& quotes, Shown shown) {
  if (finding.evidence.empty()) return;
  json.key("evidence").begin_array();
  for (std::size_t i = 0; i < finding.evidence.size() && i < places_shown(shown); ++i) {
    const Evidence& evidence = finding.evidence[i];
    json.begin_array();
    strings_.write(json, readable_.label(finding.rule, evidence.role));
    if (shown == Shown::listed) {
      json.value(-1).value(0).value(0);
    } else {
      const auto& sentence = quotes.sentences.at(evidence.sentence);
      const auto [begin, end] = Quotes::range(evidence, shown);
      const std::string_view text = evidence.sentence;
      const std::size_t from = utf16_units(text.substr(sentence.from, begin - sentence.from)) + (sentence.from > 0);
      json.value(sentence.number).value(from).value(from + utf16_units(text.substr(begin, end - begin)));
    }
    json.value(evidence.line).value(evidence.column);
    if (shown == Shown::listed)
      json.value(-1);
    else
      json.value(quotes.sections.at(evidence.section));
    const std::string frame = page_or_cell(evidence.locator, options_.language == dsl::Language::en);
    const auto file = quotes.files.find(evidence.file);
    if (!frame.empty() || file != quotes.files.end()) json.value(frame);
    if (file != quotes.files.end()) json.value(file->second);
    json.end_array();
  }
  json.end_array();
  if (finding.evidence.size() > places_shown(shown)) json.member("places", finding.evidence.size());
}

void HtmlData::write_finding(JsonWriter& json, const Finding& finding, const Quotes& quotes, Shown shown) {
  json.begin_object()
      .member("id", finding.id)
      .member("rule", rule_number(finding.rule))
      .member("severity", static_cast<int>(finding.severity));
  if (finding.waived) json.member("waived", true);
  write_text(json, "waiver", finding.waiver);
  if (finding.inferred) json.member("inferred", true);
  write_text(json, "message", finding.message);
  write_text(json, "advice", finding.advice);
  if (shown != Shown::listed) {
    write_text(json, "derivation", finding.derivation);
    write_text(json, "hypothesis", finding.hypothesis);
    write_text(json, "note", finding.note);
    write_texts(json, "because", finding.because_inferred);
  }
  if (finding.materiality) {
    const Materiality& size = *finding.materiality;
    json.key("amount").begin_array().value(size.yuan.truncated(0).to_int64().value_or(0)).value(money_text(size.yuan));
    json.value(size.share ? share_text(*size.share) : "").value(size.difference).end_array();
  }
  std::vector<std::string> bases;
  for (const auto& basis : finding.basis) {
    const bool zh = options_.language == dsl::Language::zh;
    const std::string number = basis.number.empty() ? "" : zh ? "（" + basis.number + "）" : " (" + basis.number + ")";
    bases.push_back(basis.title + number + basis.article);
  }
  write_texts(json, "basis", bases);
  if (!finding.alignment.empty()) {
    json.key("alignment").begin_array();
    for (const auto& part : finding.alignment) {
      json.begin_array();
      strings_.write(json, part.aspect);
      strings_.write(json, part.member);
      json.end_array();
    }
    json.end_array();
  }
  write_evidence(json, finding, quotes, shown);
  if (finding.occurrences > 1) json.member("occurrences", finding.occurrences);
  write_texts(json, "also", finding.also);
  write_text(json, "overlay", finding.overlay);
  if (shown == Shown::whole && !finding.trace.empty()) {
    json.key("trace").begin_array();
    for (std::size_t i = 0; i < finding.trace.size() && i < kMostTrace; ++i) {
      const auto& step = finding.trace[i];
      json.begin_array().value(step.depth).value(step.text).value(step.value).end_array();
    }
    json.end_array();
  }
  json.end_object();
}

void HtmlData::write_outcomes(JsonWriter& json, const CheckedReport& report, Shown shown) {
  for (const auto& rule : report.rules) rule_number(rule.rule);
  std::string states(rules_.size(), '-');
  for (const auto& rule : report.rules) states[rule_number(rule.rule)] = state_of(rule);
  json.member("states", states);
  // [rule, passed, failed, undetermined, not applicable, [missing], why it was not run]
  json.key("outcomes").begin_array();
  for (const auto& rule : report.rules) {
    const bool told = rule.undetermined > 0 || !rule.skipped.empty();
    if (shown != Shown::whole && !told) continue;
    json.begin_array().value(rule_number(rule.rule)).value(rule.passed).value(rule.failed);
    json.value(rule.undetermined).value(rule.not_applicable);
    if (told) {
      json.begin_array();
      for (std::size_t i = 0; i < rule.missing.size() && (shown == Shown::whole || i < kMissingReasons); ++i)
        strings_.write(json, readable_.operand(rule.rule, rule.missing[i]));
      json.end_array();
    }
    if (!rule.skipped.empty()) strings_.write(json, rule.skipped);
    json.end_array();
  }
  json.end_array();
}

/// [finding, evidence, block, cell, begin, end]
void HtmlData::write_marks(JsonWriter& json, const CheckedReport& report) {
  json.key("marks").begin_array();
  for (std::size_t f = 0; f < report.findings.size(); ++f) {
    const auto& all = report.findings[f].evidence;
    for (std::size_t e = 0; e < all.size() && e < kMostPlaces; ++e)
      for (const auto& at : stretches(*report.report, all[e].at))
        json.begin_array().value(f).value(e).value(at.block).value(at.cell).value(at.begin).value(at.end).end_array();
  }
  json.end_array();
}

/// [quote, why, line, column, block, cell, begin, end]
void HtmlData::write_unread(JsonWriter& json, const CheckedReport& report) {
  json.key("unread_figures").begin_array();
  std::size_t told = 0;
  for (const auto& unread : report.report->unread) {
    if (!unread.is_quantity || told == kMostUnread) continue;
    const auto at = stretches(*report.report, unread.at);
    if (at.empty()) continue;
    ++told;
    const Located place = locate(*report.report, unread.at);
    json.begin_array().value(one_line(report.report->quote(unread.at)));
    strings_.write(json, unread.why);
    json.value(place.line).value(place.column).value(at[0].block).value(at[0].cell).value(at[0].begin).value(at[0].end);
    json.end_array();
  }
  json.end_array();
}

void HtmlData::write_report(JsonWriter& json, const CheckedReport& report, Shown shown,
                            const std::function<void()>& written) {
  if (shown == Shown::whole && report.report == nullptr) shown = Shown::quoted;
  count(report);
  json.begin_object();
  write_identity(json, report);
  if (report.readable) {
    Quotes quotes(report, shown);
    quotes.write(json, strings_);
    json.key("findings").begin_array();
    for (const auto& finding : report.findings) {
      write_finding(json, finding, quotes, shown);
      written();
    }
    json.end_array();
    write_outcomes(json, report, shown);
    json.member("unread", report.unread);
    if (shown == Shown::whole) {
      write_unread(json, report);
      write_marks(json, report);
      written();
      json.key("blocks");
      write_blocks(json, *report.report, written);
    }
  }
  json.end_object();
}

}  // namespace hegui::findings
