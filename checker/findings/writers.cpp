#include "checker/findings/writers.hpp"

#include <array>

#include "checker/findings/facts_json.hpp"

namespace hegui::findings {

namespace {

struct Name {
  std::string_view id, zh, en;
  [[nodiscard]] std::string_view in(dsl::Language language) const { return language == dsl::Language::zh ? zh : en; }
};

// Rows in the order of the enumerations.
constexpr std::array<Name, 3> kSeverities = {
    {{"note", "提示", "note"}, {"warning", "警告", "warning"}, {"error", "错误", "error"}}};
constexpr std::array<Name, 4> kHows = {{{"stated", "写明", "stated"},
                                        {"inherited", "承上文", "inherited"},
                                        {"default", "缺省", "default"},
                                        {"derived", "推算", "derived"}}};
constexpr std::array<Name, 13> kReasons = {{{"own_clause", "本分句", "own clause"},
                                            {"sentence", "本句", "sentence"},
                                            {"list", "列举", "list"},
                                            {"breakdown", "所属合计", "breakdown"},
                                            {"paragraph", "本段", "paragraph"},
                                            {"heading", "标题", "heading"},
                                            {"table_header", "表头", "table header"},
                                            {"table_row", "表行", "table row"},
                                            {"caption", "表题", "caption"},
                                            {"document", "全文", "document"},
                                            {"concept_default", "概念的约定", "default of the concept"},
                                            {"taxonomy_default", "词表的约定", "default of the taxonomy"},
                                            {"formula", "公式", "formula"}}};
constexpr std::array<std::string_view, 6> kApproximations = {"exact",    "rounded", "about",
                                                             "at_least", "at_most", "range"};
constexpr std::array<Name, 4> kVerdicts = {{{"passed", "通过", "passed"},
                                            {"failed", "不通过", "failed"},
                                            {"not_applicable", "不适用", "not applicable"},
                                            {"undetermined", "不能判断", "undetermined"}}};

template <std::size_t N, class Enum>
const Name& row(const std::array<Name, N>& rows, Enum value) {
  return rows.at(static_cast<std::size_t>(value));
}

constexpr CheckFormat kCheckFormats[] = {
    {"text", check_text_writer},
    {"html", check_html_writer, false, true},
    {"docx", check_docx_writer, true},
    {"xlsx", check_xlsx_writer, true},
    {"md", check_markdown_writer},
    {"csv", check_csv_writer},
    {"json", check_json_writer},
    {"jsonl", check_jsonl_writer},
    {"sarif", check_sarif_writer, false, true},
    {"junit", check_junit_writer},
};
constexpr std::array<FactsFormat, 5> kFactsFormats = {
    {{"text", facts_text}, {"json", facts_json}, {"jsonl", facts_jsonl}, {"csv", facts_csv}, {"html", facts_html}}};

}  // namespace

std::span<const CheckFormat> check_formats() { return kCheckFormats; }
std::span<const FactsFormat> facts_formats() { return kFactsFormats; }

std::string written(std::string_view format, const Run& run, const TextOptions& options) {
  struct Kept : Sink {
    void write(std::string_view bytes) override { text.append(bytes); }
    std::string text;
  } kept;
  for (const auto& known : check_formats()) {
    if (known.name != format) continue;
    const auto writer = known.make(run.head, options, kept);
    for (const auto& report : run.reports) writer->report(report);
    writer->finish();
  }
  return std::move(kept.text);
}

std::string_view severity_name(dsl::Severity severity) { return row(kSeverities, severity).id; }
std::string_view severity_name(dsl::Severity severity, dsl::Language language) {
  return row(kSeverities, severity).in(language);
}
std::string_view how_name(report::How how) { return row(kHows, how).id; }
std::string_view how_name(report::How how, dsl::Language language) { return row(kHows, how).in(language); }
std::string_view reason_name(report::Reason reason) { return row(kReasons, reason).id; }
std::string_view reason_name(report::Reason reason, dsl::Language language) {
  return row(kReasons, reason).in(language);
}
std::string_view approximation_name(dsl::Approximation approximation) {
  return kApproximations.at(static_cast<std::size_t>(approximation));
}
std::string_view verdict_name(engine::Verdict verdict, dsl::Language language) {
  return row(kVerdicts, verdict).in(language);
}

}  // namespace hegui::findings
