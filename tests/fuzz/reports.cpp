// The fuzz targets behind the readers: texts as reports, facts files, and every output format, with the taxonomy of the
// project and a small rulebook.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "checker/document/txt.hpp"
#include "checker/engine/outcome.hpp"
#include "checker/findings/facts_input.hpp"
#include "checker/findings/finding.hpp"
#include "checker/findings/writers.hpp"
#include "checker/report/understand.hpp"
#include "dsl/load.hpp"
#include "tests/fuzz/promise.hpp"
#include "tests/fuzz/targets.hpp"

namespace hegui::fuzz {

namespace {

struct World {
  World()
      : program(dsl::load({HEGUI_SOURCE_DIR "/rules/taxonomy", HEGUI_SOURCE_DIR "/tests/app/rulebooks/small.hegui"})
                    .program),
        lexicon(program),
        plan(engine::make_plan(*program)) {}
  std::shared_ptr<const dsl::Program> program;
  report::Lexicon lexicon;
  std::shared_ptr<const engine::Plan> plan;
};

const World& world() {
  static const World world;
  return world;
}

findings::ReadReport read(document::ReadResult result, const std::string& path) {
  findings::ReadReport read;
  read.path = path;
  if (result.document) {
    read.report =
        std::make_shared<const report::Report>(report::understand(*std::move(result.document), world().lexicon));
  } else {
    read.error_code = result.error.code;
    read.error_zh = result.error.zh;
    read.error_en = result.error.en;
  }
  return read;
}

findings::ReadReport read_text(std::string text, const std::string& path) {
  if (text.empty()) return read({}, path);
  return read(document::read_txt(std::move(text), path, small_limits(), world().lexicon.page_words()), path);
}

void promise_inside(const report::Report& report, const report::Passage& at) {
  promise(at.block < report.document.blocks.size(), "a place is in a block");
  const auto& slice = report.document.blocks[at.block].slice;
  promise(slice.begin <= at.begin && at.begin <= at.end && at.end <= slice.end, "a place is inside its block");
  promise(is_utf8(report.quote(at)), "a quote is whole characters");
}

void promise_sound(const report::Report& report) {
  const auto known = [&](report::FactId id) { return !id.valid() || id.value < report.facts.size(); };
  for (const report::Fact& fact : report.facts) {
    promise_inside(report, fact.at);
    for (const auto& again : fact.repeated_at) promise_inside(report, again);
    for (const auto id : fact.derived_from) promise(known(id), "a fact is derived from facts");
    promise(known(fact.of), "a part has a whole");
    promise(is_utf8(fact.label) && is_utf8(fact.name), "a label is valid text");
  }
  for (const auto& breakdown : report.breakdowns) {
    promise(known(breakdown.total), "a breakdown has a total");
    for (const auto part : breakdown.parts) promise(part.valid() && known(part), "a breakdown has parts");
  }
  for (const auto& ratio : report.ratios)
    promise(known(ratio.rate) && known(ratio.numerator) && known(ratio.denominator), "a ratio is of facts");
  for (const auto& cost : report.unit_costs)
    promise(cost.rate.valid() && known(cost.rate) && cost.numerator.valid() && known(cost.numerator) &&
                cost.denominator.valid() && known(cost.denominator),
            "a unit cost is of facts");
  for (const auto& conflict : report.conflicts)
    for (const auto id : conflict.facts) promise(id.valid() && known(id), "a conflict is of facts");
  for (const auto& section : report.sections)
    promise(section.first_block <= section.last_block && section.last_block < report.document.blocks.size(),
            "a section is blocks");
  for (const auto& sentence : report.sentences) promise_inside(report, sentence.at);
}

findings::CheckedReport check(const findings::ReadReport& read) {
  findings::CheckedReport checked;
  if (read.report == nullptr) {
    checked.path = read.path;
    checked.readable = false;
    checked.error_code = read.error_code;
    checked.error_zh = read.error_zh;
    checked.error_en = read.error_en;
    return checked;
  }
  const auto evaluation = engine::evaluate(*world().plan, *read.report, {});
  return findings::tell(*world().program, *read.report, evaluation, {});
}

void promise_shown(std::string_view format, const std::string& output) {
  if (format == "xlsx" || format == "docx") return;  // packed
  promise(is_utf8(output), "an output is valid text");
  promise(std::none_of(output.begin(), output.end(),
                       [](char c) {
                         return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') ||
                                c == 0x7F;
                       }),
          "an output steers no terminal");
  if (format == "json") promise(nlohmann::json::accept(output), "JSON is JSON");
}

}  // namespace

void extraction(std::string_view input) {
  const auto once = read_text(std::string(input), "报告.txt");
  if (once.report == nullptr) return;
  promise_sound(*once.report);
}

void facts(std::string_view input) {
  findings::ReadAgain again;
  again.text = [](std::string text, const std::string& name) { return read_text(std::move(text), name); };
  again.document = [](document::Document document) {
    const std::string name = document.path;
    return read({std::move(document), {}}, name);
  };
  const auto file = findings::read_facts(std::string(input), *world().program, again);
  promise(is_utf8(file.error_zh) && file.error_zh.find('\n') == std::string::npos, "an error is one line of text");
  for (const auto& each : file.reports) {
    if (each.report != nullptr) promise_sound(*each.report);
    promise_shown("json", findings::written("json", {findings::head_of(world().program, "0"), {check(each)}}, {}));
  }
}

void writers(std::string_view input) {
  // The path is a stranger's as well.
  const std::size_t line = std::min(input.find('\n'), input.size());
  const std::string path(input.substr(0, line));
  const auto report = read_text(std::string(input.substr(std::min(line + 1, input.size()))), path);
  const findings::Run run{findings::head_of(world().program, "0"), {check(report)}};
  for (const dsl::Language language : {dsl::Language::zh, dsl::Language::en}) {
    findings::TextOptions options;
    options.language = language;
    for (const auto& format : findings::check_formats())
      if (!format.binary) promise_shown(format.name, findings::written(format.name, run, options));
    const findings::FactsRun facts_run{world().program, {report}};
    for (const auto& format : findings::facts_formats()) promise_shown(format.name, format.write(facts_run, options));
  }
}

}  // namespace hegui::fuzz
