// The mutants that no test notices, as text for people and as JSON.
#include <fmt/format.h>

#include "checker/findings/json.hpp"
#include "checker/findings/page.hpp"
#include "checker/trials/coverage.hpp"
#include "checker/trials/mutation.hpp"

namespace hegui::trials {

namespace {

using findings::Page;
using findings::Tone;

/// What kind of test would notice it.
std::string_view remedy(const Page& page, const Mutant& mutant) {
  switch (mutant.kind) {
    case MutantKind::threshold:
      return page.say("没有测试的数落在改动前后两个值之间", "no test has a figure between the two values");
    case MutantKind::comparator:
      if (mutant.to == "≤" || mutant.to == "≥" || mutant.to == "<" || mutant.to == ">")
        return page.say("没有测试恰好取界限上的值", "no test stands exactly on the limit");
      return page.say("没有测试能分出两者", "no test tells the two apart");
    case MutantKind::unit: return page.say("没有测试落在两个单位之间", "no test lies between the two units");
    case MutantKind::polarity: return page.say("没有测试能分出正反", "no test tells the two apart");
  }
  return {};
}

void write_trial(Page& page, const Trial& trial, bool all) {
  if (trial.survivors.empty() && !all) return;
  std::string head = page.tinted(trial.suspect.name, Tone::strong) + "  " + trial.suspect.title + "  " +
                     page.tinted(fmt::format("{}/{}", trial.killed(), trial.mutants()),
                                 trial.survivors.empty() ? Tone::good : Tone::warning);
  if (trial.suspect.shared)
    head += page.tinted(
        page.say("  用于 ", "  used by ").data() + findings::joined(trial.suspect.rules, page.say("、", ", ")),
        Tone::faint);
  page.line(0, head);
  if (trial.tests == 0)
    page.line(2, page.tinted(page.say("没有可用的测试", "there is no test to notice it"), Tone::warning));
  if (trial.failing > 0)
    page.line(2, fmt::format(fmt::runtime(page.say("有 {} 个测试不改动也不通过，没有用上",
                                                   "{} tests fail without any change and were not used")),
                             trial.failing));
  if (trial.suspect.left_out > 0)
    page.line(2, fmt::format(fmt::runtime(page.say("改法太多，另有 {} 种没有试", "{} further mutants were not tried")),
                             trial.suspect.left_out));
  for (const std::size_t at : trial.survivors) {
    const Mutant& mutant = trial.suspect.mutants[at];
    page.line(2, page.tinted(mutant.place, Tone::faint));
    page.line(4, fmt::format(fmt::runtime(page.say("{}：{} 改为 {}", "{}: {} made {}")),
                             kind_name(mutant.kind, page.language()), mutant.from, mutant.to) +
                     page.tinted(page.say("，", ", ").data() + std::string(remedy(page, mutant)), Tone::faint));
    page.line(4, page.tinted(mutant.clause, Tone::faint));
  }
}

}  // namespace

std::string mutation_text(const MutationReport& report, const findings::TextOptions& options, bool all) {
  Page page(options);
  if (report.killed() < report.mutants()) {
    page.line(0, page.say("没有测试发现的改动：", "changes that no test notices:"));
    page.blank();
  }
  for (const Trial& trial : report.trials) write_trial(page, trial, all);
  page.blank();
  for (const MutantKind kind :
       {MutantKind::threshold, MutantKind::comparator, MutantKind::unit, MutantKind::polarity}) {
    std::uint32_t mutants = 0, survived = 0;
    for (const Trial& trial : report.trials) {
      for (const Mutant& mutant : trial.suspect.mutants) mutants += mutant.kind == kind ? 1U : 0U;
      for (const std::size_t at : trial.survivors) survived += trial.suspect.mutants[at].kind == kind ? 1U : 0U;
    }
    page.line(0, findings::padded(kind_name(kind, page.language()), 12) +
                     findings::padded(fmt::format("{}/{}", mutants - survived, mutants), 14) +
                     percent(mutants - survived, mutants));
  }
  page.line(0, findings::padded(page.say("合计", "all"), 12) +
                   findings::padded(fmt::format("{}/{}", report.killed(), report.mutants()), 14) +
                   percent(report.killed(), report.mutants()));
  return page.take();
}

std::string mutation_json(const MutationReport& report) {
  std::string out;
  findings::JsonWriter json(out);
  json.begin_object();
  json.key("summary")
      .begin_object()
      .member("mutants", report.mutants())
      .member("killed", report.killed())
      .member("percent", percent(report.killed(), report.mutants()))
      .end_object();
  json.key("rules").begin_array();
  for (const Trial& trial : report.trials) {
    json.begin_object()
        .member("name", trial.suspect.name)
        .member("title", trial.suspect.title)
        .member("shared", trial.suspect.shared)
        .member("tests", trial.tests)
        .member("mutants", trial.mutants())
        .member("killed", trial.killed());
    json.key("survivors").begin_array();
    for (const std::size_t at : trial.survivors) {
      const Mutant& mutant = trial.suspect.mutants[at];
      json.begin_object()
          .member("kind", kind_name(mutant.kind))
          .member("place", mutant.place)
          .member("from", mutant.from)
          .member("to", mutant.to)
          .member("clause", mutant.clause)
          .end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  out += '\n';
  return out;
}

}  // namespace hegui::trials
