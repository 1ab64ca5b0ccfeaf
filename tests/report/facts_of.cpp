#include "tests/report/facts_of.hpp"

#include <stdexcept>

#include "checker/document/reader.hpp"
#include "tests/report/plain_report.hpp"

namespace hegui::test {

namespace {

const report::Fact& find(const report::Report& report, const std::string& quote, int nth) {
  for (const auto& fact : report.facts)
    if (report.quote(fact.at) == quote && --nth == 0) return fact;
  throw std::runtime_error("no fact is written " + quote);
}

std::string quote(const report::Report& report, report::FactId id) {
  return id.valid() ? std::string(report.quote(report.facts[id.value].at)) : "-";
}

std::string one(const report::Fact& fact, const char* english) {
  const auto& program = lexicon().program();
  const auto* value = fact.aspect(program.find_aspect(english));
  if (value == nullptr) return "-";
  const std::string name = value->member.valid() ? program.members[value->member.value].name : value->name;
  if (value->how == report::How::defaulted) return "(" + name + ")";
  return value->how == report::How::stated ? name : "~" + name;
}

}  // namespace

report::Report read(const std::string& text, const report::Lexicon& with) {
  auto result = document::read_bytes(text, "test.txt", {}, with.page_words());
  if (!result.document) throw std::runtime_error("the text was not read: " + result.error.en);
  return report::understand(std::move(*result.document), with);
}

report::Report read(const std::string& text) { return read(text, lexicon()); }

std::string aspects(const report::Report& report, const std::string& quote_text, int nth) {
  const auto& fact = find(report, quote_text, nth);
  std::string out;
  for (const char* english : {"stage", "scope", "fund", "flow", "year"}) {
    if (!out.empty()) out += " ";
    out += one(fact, english);
  }
  return out;
}

std::string names(const report::Report& report, const std::string& quote_text, int nth) {
  const auto& fact = find(report, quote_text, nth);
  return one(fact, "project") + " " + one(fact, "indicator");
}

std::string concept_name(const report::Report& report, const std::string& quote_text, int nth) {
  const auto& fact = find(report, quote_text, nth);
  return fact.concept_id.valid() ? lexicon().program().concepts[fact.concept_id.value].english : "";
}

std::string label(const report::Report& report, const std::string& quote_text, int nth) {
  return find(report, quote_text, nth).label;
}

std::string breakdowns(const report::Report& report) {
  std::string out;
  for (const auto& b : report.breakdowns) {
    out += quote(report, b.total) + (b.exhaustive ? " = " : " >= ");
    for (std::size_t p = 0; p < b.parts.size(); ++p) out += (p == 0 ? "" : " + ") + quote(report, b.parts[p]);
    out += "\n";
  }
  return out;
}

std::string changes(const report::Report& report) {
  std::string out;
  for (const auto& c : report.changes) {
    out += std::string(c.direction > 0   ? "+ "
                       : c.direction < 0 ? "- "
                                         : "= ") +
           quote(report, c.current) + " < " + quote(report, c.previous) + " : " + quote(report, c.delta) + " " +
           quote(report, c.rate) + " (" + c.base + ")";
    for (const auto id : c.additions) out += " +" + quote(report, id);
    for (const auto id : c.reductions) out += " -" + quote(report, id);
    out += "\n";
  }
  return out;
}

static std::string quotients(const report::Report& report, const std::vector<report::Ratio>& of) {
  std::string out;
  for (const auto& r : of)
    out += quote(report, r.rate) + " = " + quote(report, r.numerator) + " / " + quote(report, r.denominator) + "\n";
  return out;
}

std::string ratios(const report::Report& report) { return quotients(report, report.ratios); }
std::string unit_costs(const report::Report& report) { return quotients(report, report.unit_costs); }

std::string indicators(const report::Report& report) {
  std::string out;
  for (const auto& i : report.indicators)
    out += i.name + " " + quote(report, i.weight) + " " + quote(report, i.score) + " " + quote(report, i.target) + " " +
           quote(report, i.actual) + " " + (i.reason.empty() ? "-" : i.reason) + (i.total_row ? " total" : "") + "\n";
  return out;
}

std::string conflicts(const report::Report& report) {
  std::string out;
  for (const auto& c : report.conflicts) {
    for (std::size_t f = 0; f < c.facts.size(); ++f) out += (f == 0 ? "" : " <> ") + quote(report, c.facts[f]);
    out += "\n";
  }
  return out;
}

std::string unread(const report::Report& report) {
  std::string out;
  for (const auto& u : report.unread)
    if (u.is_quantity) out += std::string(report.quote(u.at)) + "\n";
  return out;
}

}  // namespace hegui::test
