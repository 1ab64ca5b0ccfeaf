// Coverage as text for people and as JSON.
#include <fmt/format.h>

#include <map>

#include "checker/findings/json.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/place.hpp"
#include "checker/trials/coverage.hpp"

namespace hegui::trials {

namespace {

using findings::Page;
using findings::Tone;

/// “从未成立、从未不成立”: which outcomes of a clause no test reaches.
std::vector<std::string> lacking(const Page& page, const CoveredClause& clause) {
  std::vector<std::string> lacking;
  const auto need = [&](bool wanted, std::uint32_t seen, std::string_view zh, std::string_view en) {
    if (wanted && seen == 0) lacking.emplace_back(page.say(zh, en));
  };
  switch (clause.kind) {
    case ClauseKind::require:
    case ClauseKind::forbid:
      need(clause.wanted.yes, clause.seen.yes, "从未做到", "never kept");
      need(clause.wanted.no, clause.seen.no, "从未违反", "never broken");
      break;
    case ClauseKind::last_grade: need(clause.wanted.yes, clause.seen.yes, "从未用到", "never given"); break;
    default:
      need(clause.wanted.yes, clause.seen.yes, "从未成立", "never true");
      need(clause.wanted.no, clause.seen.no, "从未不成立", "never false");
      break;
  }
  need(clause.wanted.missing, clause.seen.missing, "从未缺数", "never without its figures");
  return lacking;
}

std::string counts(const Page& page, const engine::Seen& seen) {
  return fmt::format(fmt::runtime(page.say("真 {} 假 {} 不明 {}", "true {} false {} unknown {}")), seen.yes, seen.no,
                     seen.unknown);
}

void write_clause(Page& page, const CoveredClause& clause, bool all) {
  const auto missing = lacking(page, clause);
  if (missing.empty() && !all) return;
  std::string text(clause_word(clause.kind, page.language()));
  text += " ";
  if (!clause.label.empty()) text += clause.label + page.say("：", ": ").data();
  text += findings::one_line(clause.text);
  if (!clause.overlay.empty())
    text += fmt::format(fmt::runtime(page.say("（{} 覆盖）", " (override in {})")), clause.overlay);
  page.line(2, page.tinted(clause.place, Tone::faint));
  page.line(4, text);
  if (!missing.empty()) page.line(6, page.tinted(findings::joined(missing, page.say("、", ", ")), Tone::warning));
  if (all) page.line(6, page.tinted(counts(page, clause.seen), Tone::faint));
}

void write_rule(Page& page, const RuleCoverage& rule, bool all) {
  const bool complete = rule.reached() == rule.to_reach();
  if (complete && !all) return;
  page.line(
      0, page.tinted(rule.id, Tone::strong) + "  " + rule.title + "  " +
             page.tinted(fmt::format("{}/{}", rule.reached(), rule.to_reach()), complete ? Tone::good : Tone::warning));
  std::vector<std::string> lacks;
  if (rule.verdicts.tests == 0) {
    lacks.emplace_back(page.say("没有测试提到它", "no test names it"));
  } else {
    if (rule.verdicts.failed == 0) lacks.emplace_back(page.say("没有一例不通过", "it fails in no test"));
    if (rule.verdicts.passed == 0) lacks.emplace_back(page.say("没有一例通过", "it passes in no test"));
  }
  if (!lacks.empty())
    page.line(2, page.tinted(rule.place, Tone::faint) + "  " +
                     page.tinted(findings::joined(lacks, page.say("；", "; ")), Tone::warning));
  if (rule.verdicts.tests == 0 && !all) return;  // what else nobody reaches goes without saying
  for (const CoveredClause& clause : rule.clauses) write_clause(page, clause, all);
}

struct Tally {
  std::uint32_t rules = 0, failing = 0, passing = 0, reached = 0, to_reach = 0;
  void add(const RuleCoverage& rule) {
    ++rules;
    failing += rule.verdicts.failed > 0 ? 1U : 0U;
    passing += rule.verdicts.passed > 0 ? 1U : 0U;
    reached += rule.reached();
    to_reach += rule.to_reach();
  }
};

/// By rulebook, in the order of the program; the last is the whole.
std::vector<std::pair<std::string, Tally>> tallies(const dsl::Program& program, const CoverageReport& coverage) {
  std::map<std::uint32_t, Tally> by_book;
  Tally total;
  for (const RuleCoverage& rule : coverage.rules) {
    by_book[rule.rulebook].add(rule);
    total.add(rule);
  }
  std::vector<std::pair<std::string, Tally>> all;
  for (const auto& [book, tally] : by_book)
    all.emplace_back(book < program.rulebooks.size() ? program.rulebooks[book].id : std::string(), tally);
  all.emplace_back(std::string(), total);
  return all;
}

void write_tally(findings::JsonWriter& json, const Tally& tally) {
  json.member("rules", tally.rules)
      .member("failing", tally.failing)
      .member("passing", tally.passing)
      .member("outcomes", tally.to_reach)
      .member("reached", tally.reached)
      .member("percent", percent(tally.reached, tally.to_reach));
}

}  // namespace

std::string coverage_text(const dsl::Program& program, const CoverageReport& coverage,
                          const findings::TextOptions& options, bool all) {
  Page page(options);
  if (coverage.reached() < coverage.to_reach() || all) {
    page.line(0, page.say(all ? "每条规则的测试覆盖：" : "没有测试到的：",
                          all ? "coverage of every rule:" : "reached by no test:"));
    page.blank();
  }
  for (const RuleCoverage& rule : coverage.rules) write_rule(page, rule, all);
  page.blank();
  const auto books = tallies(program, coverage);
  std::size_t width = 8;
  for (const auto& book : books) width = std::max(width, book.first.size());
  const auto row = [&](std::string_view name, std::string_view rules, std::string_view failing,
                       std::string_view passing, std::string_view outcomes, std::string_view share) {
    page.line(0, findings::padded(name, width + 2) + findings::padded(rules, 8) + findings::padded(failing, 12) +
                     findings::padded(passing, 12) + findings::padded(outcomes, 16) + std::string(share));
  };
  row(page.say("规则集", "rulebook"), page.say("规则", "rules"), page.say("有不通过", "failing"),
      page.say("有通过", "passing"), page.say("分支（测到）", "outcomes"), page.say("覆盖率", "covered"));
  for (const auto& [name, tally] : books)
    row(name.empty() ? page.say("合计", "all") : std::string_view(name), std::to_string(tally.rules),
        std::to_string(tally.failing), std::to_string(tally.passing),
        fmt::format("{}/{}", tally.reached, tally.to_reach), percent(tally.reached, tally.to_reach));
  return page.take();
}

std::string coverage_json(const dsl::Program& program, const CoverageReport& coverage) {
  std::string out;
  findings::JsonWriter json(out);
  json.begin_object();
  const auto books = tallies(program, coverage);
  json.key("summary").begin_object();
  write_tally(json, books.back().second);
  json.end_object();
  json.key("rulebooks").begin_array();
  for (std::size_t i = 0; i + 1 < books.size(); ++i) {
    json.begin_object().member("id", books[i].first);
    write_tally(json, books[i].second);
    json.end_object();
  }
  json.end_array();
  json.key("rules").begin_array();
  for (const RuleCoverage& rule : coverage.rules) {
    json.begin_object()
        .member("rule", rule.id)
        .member("place", rule.place)
        .member("tests", rule.verdicts.tests)
        .member("failing", rule.verdicts.failed)
        .member("passing", rule.verdicts.passed)
        .member("outcomes", rule.to_reach())
        .member("reached", rule.reached());
    json.key("clauses").begin_array();
    for (const CoveredClause& clause : rule.clauses) {
      json.begin_object()
          .member("clause", clause_word(clause.kind, dsl::Language::en))
          .member("label", clause.label)
          .member("text", clause.text)
          .member("override", clause.overlay)
          .member("place", clause.place)
          .member("true", clause.seen.yes)
          .member("false", clause.seen.no)
          .member("unknown", clause.seen.unknown)
          .member("covered", clause.reached() == clause.to_reach());
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  out += '\n';
  return out;
}

}  // namespace hegui::trials
