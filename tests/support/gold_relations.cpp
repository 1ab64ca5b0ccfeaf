#include "tests/support/gold_relations.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>

namespace hegui::testing_support {

namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, at);) out.push_back(part);
  return out;
}

bool contains(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

/// Two figures of one name, not two things that happen to be equal (收入 and 支出, of the unit and of all its units).
bool same_thing(const std::string& expression, const std::string& remark) {
  if (contains(remark, "同一")) return !contains(remark, "非同一");
  std::vector<std::string> names;
  for (std::size_t at = expression.find('['); at != std::string::npos; at = expression.find('[', at + 1))
    names.push_back(expression.substr(at + 1, expression.find(']', at) - at - 1));
  for (auto& name : names) {
    const std::size_t place = name.find("(L");
    if (place != std::string::npos) name.erase(place);
  }
  const bool scores = std::all_of(names.begin(), names.end(), [](const auto& name) { return contains(name, "分"); });
  const bool constants =
      std::any_of(names.begin(), names.end(), [](const auto& name) { return contains(name, "常数"); });
  return scores || constants ||
         std::all_of(names.begin(), names.end(), [&](const auto& name) { return name == names.front(); });
}

/// A figure that the report holds as the same fact as one of the term stands for it.
void add_repeats(const report::Report& report, GoldTerm& term) {
  std::vector<std::size_t> more;
  for (std::size_t f = 0; f < report.facts.size(); ++f) {
    const auto& fact = report.facts[f];
    const auto repeats = [&](const report::Fact& of, const report::Fact& at) {
      return std::find(of.repeated_at.begin(), of.repeated_at.end(), at.at) != of.repeated_at.end();
    };
    const bool same = std::any_of(term.facts.begin(), term.facts.end(), [&](std::size_t known) {
      const auto& other = report.facts[known];
      if (repeats(fact, other) || repeats(other, fact)) return true;
      return std::any_of(report.facts.begin(), report.facts.end(),
                         [&](const report::Fact& first) { return repeats(first, fact) && repeats(first, other); });
    });
    if (same) more.push_back(f);
  }
  term.facts.insert(term.facts.end(), more.begin(), more.end());
}

/// “1862.40[部门收入预算]=1412.40[一般公共预算]+450.00[…]”: the numbers before brackets, but for constants.
std::vector<GoldTerm> terms_of(const std::string& expression) {
  std::vector<GoldTerm> terms;
  std::size_t at = 0;
  while (at < expression.size()) {
    if (expression[at] < '0' || expression[at] > '9') {
      // A label is skipped with its digits.
      if (expression[at] == '[') at = expression.find(']', at);
      if (at == std::string::npos) break;
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < expression.size() && (std::isdigit(static_cast<unsigned char>(expression[end])) != 0 ||
                                       expression[end] == '.' || expression[end] == ','))
      ++end;
    std::string value = expression.substr(at, end - at);
    value.erase(std::remove(value.begin(), value.end(), ','), value.end());
    if (end < expression.size() && expression[end] == '%') ++end;
    const bool labelled = end < expression.size() && expression[end] == '[';
    const std::size_t close = labelled ? expression.find(']', end) : end;
    const std::string label = labelled ? expression.substr(end, close - end) : "";
    if (labelled && !contains(label, "常数")) terms.push_back({value, {}, 0});
    at = close == std::string::npos ? expression.size() : std::max(close, at + 1);
  }
  return terms;
}

bool has(const GoldTerm& term, report::FactId id) {
  return id.valid() && std::find(term.facts.begin(), term.facts.end(), id.value) != term.facts.end();
}

/// Each of `ids` is another one of the terms.
bool assign(const std::vector<report::FactId>& ids, std::vector<const GoldTerm*> terms) {
  for (const auto id : ids) {
    const auto at = std::find_if(terms.begin(), terms.end(), [&](const GoldTerm* term) { return has(*term, id); });
    if (at == terms.end()) return false;
    terms.erase(at);
  }
  return true;
}

std::vector<const GoldTerm*> rest(const GoldRelation& r, std::size_t from) {
  std::vector<const GoldTerm*> terms;
  for (std::size_t i = from; i < r.terms.size(); ++i) terms.push_back(&r.terms[i]);
  return terms;
}

using Ids = std::vector<report::FactId>;

Ids as_breakdown(const report::Report& report, const GoldRelation& r) {
  const bool leftover = r.type == "difference" && r.terms.size() == 3;  // left = whole - used
  for (const auto& b : report.breakdowns) {
    const bool found =
        leftover && has(r.terms[1], b.total)
            ? assign(b.parts, {&r.terms[0], &r.terms[2]})
            : has(r.terms.front(), b.total) && b.parts.size() + 1 == r.terms.size() && assign(b.parts, rest(r, 1));
    if (!found) continue;
    Ids ids = b.parts;
    ids.insert(ids.begin(), b.total);
    return ids;
  }
  return {};
}

Ids as_change(const report::Report& report, const GoldRelation& r) {
  const auto& first = r.terms.front();
  for (const auto& c : report.changes) {
    Ids known;
    if (has(first, c.rate)) {
      if (c.delta.valid() && assign({c.delta}, rest(r, 1))) return {c.rate, c.delta};
      known = {c.current, c.previous};
    } else if (has(first, c.delta)) {
      known = {c.current, c.previous};
    } else if (has(first, c.current)) {
      known = {c.previous, c.delta};
    }
    if (known.empty() || !known[0].valid() || !known[1].valid() || !assign(known, rest(r, 1))) continue;
    known.push_back(has(first, c.rate) ? c.rate : has(first, c.delta) ? c.delta : c.current);
    return known;
  }
  return {};
}

Ids as_ratio(const report::Report& report, const GoldRelation& r) {
  if (r.terms.size() != 3) return {};
  for (const auto& ratio : report.ratios)
    if (has(r.terms[0], ratio.rate) && has(r.terms[1], ratio.numerator) && has(r.terms[2], ratio.denominator))
      return {ratio.rate, ratio.numerator, ratio.denominator};
  return {};
}

Ids as_indicator(const report::Report& report, const GoldRelation& r) {
  if (r.terms.size() != 3) return {};
  for (const auto& i : report.indicators) {
    if (has(r.terms[1], i.target) && has(r.terms[2], i.actual)) return {i.target, i.actual};
    if (has(r.terms[1], i.weight) && has(r.terms[0], i.score)) return {i.weight, i.score};
  }
  return {};
}

Ids as_enumeration(const report::Report& report, const GoldRelation& r) {
  for (const auto& e : report.enumerations)
    if (has(r.terms.front(), e.count) && e.items.size() + 1 == r.terms.size()) return {e.count};
  return {};
}

/// All places at which the same fact stands, or stands with another value.
Ids as_repeat(const report::Report& report, const GoldRelation& r) {
  const auto same = [&](std::size_t a, std::size_t b) {
    const auto places = [&](std::size_t f) {
      const auto& fact = report.facts[f];
      return std::find(fact.repeated_at.begin(), fact.repeated_at.end(), report.facts[f == a ? b : a].at) !=
             fact.repeated_at.end();
    };
    if (places(a) || places(b)) return true;
    for (const auto& fact : report.facts) {
      const auto there = [&](std::size_t f) {
        return std::find(fact.repeated_at.begin(), fact.repeated_at.end(), report.facts[f].at) !=
               fact.repeated_at.end();
      };
      if (there(a) && there(b)) return true;
    }
    return std::any_of(report.conflicts.begin(), report.conflicts.end(), [&](const report::Conflict& conflict) {
      const auto there = [&](std::size_t f) {
        return std::any_of(conflict.facts.begin(), conflict.facts.end(), [&](report::FactId id) {
          const auto& first = report.facts[id.value];
          return id.value == f || std::find(first.repeated_at.begin(), first.repeated_at.end(), report.facts[f].at) !=
                                      first.repeated_at.end();
        });
      };
      return there(a) && there(b);
    });
  };
  Ids ids;
  for (std::size_t t = 1; t < r.terms.size(); ++t) {
    bool found = false;
    for (const auto a : r.terms.front().facts)
      for (const auto b : r.terms[t].facts)
        if (!found && a != b && same(a, b)) {
          found = true;
          if (ids.empty()) ids.push_back(report::FactId{static_cast<std::uint32_t>(a)});
          ids.push_back(report::FactId{static_cast<std::uint32_t>(b)});
        }
    if (!found) return {};
  }
  return ids;
}

}  // namespace

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<GoldRelation> gold_relations(const std::filesystem::path& file, const report::Report& report) {
  std::vector<GoldRelation> out;
  std::stringstream in(slurp(file));
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto row = split(line, '\t');
    if (row.size() < 6 || row[0] == "compare") continue;
    const std::string remark = row.size() > 6 ? row[6] : "";
    if (row[0] == "equal" && row[5] == "exact" && !same_thing(row[1], remark)) continue;
    // A part named beside the whole (编制8名，设局长1名) is no sum; a rate whose whole is not said is no ratio.
    if (row[5] == "partial_list" || contains(remark, "分母未写明")) continue;
    if (contains(row[1], "枚举") && contains(row[2], ",")) continue;
    if (contains(row[1], "推断") || contains(row[1], "字面") || contains(remark, "推得") ||
        contains(remark, "非同一指标"))
      continue;
    GoldRelation r;
    r.type = row[0] == "diff" ? "difference" : row[0];
    r.expression = row[1];
    r.lines = row[2];
    r.holds = row[5] != "wrong";
    r.enumeration = contains(row[1], "枚举");
    r.terms = terms_of(row[1]);
    // The annotator's own reckoning over the whole report: no words say it.
    if (r.type == "equal" && r.terms.size() > 2 && (contains(row[1], "*") || contains(row[1], "/4"))) continue;
    std::set<std::uint32_t> lines;
    for (const auto& n : split(row[2], ',')) lines.insert(static_cast<std::uint32_t>(std::stoul(n)));
    for (auto& term : r.terms) {
      const auto value = dsl::Number::parse(term.value);
      if (!value) continue;
      for (std::size_t f = 0; f < report.facts.size(); ++f) {
        const auto& fact = report.facts[f];
        if (!fact.derived_from.empty() || !fact.text_value.empty()) continue;
        const std::uint32_t at = report.place(fact.at).line;
        // Cells that stand one a line are annotated by their row now and then; a zero is not always given its line.
        const bool near = (fact.in_table && (lines.contains(at - 1) || lines.contains(at + 1)));
        if (fact.quantity.written != *value) continue;
        if (lines.contains(at))
          term.facts.insert(term.facts.begin() + static_cast<std::ptrdiff_t>(term.on_lines++), f);
        else if (near || value->is_zero())
          term.facts.push_back(f);
      }
    }
    for (auto& term : r.terms) add_repeats(report, term);
    if (!r.terms.empty()) out.push_back(std::move(r));
  }
  return out;
}

Ids figures_of(const report::Report& report, const GoldRelation& relation) {
  if (relation.enumeration) return as_enumeration(report, relation);
  if (relation.type == "equal" && relation.terms.size() == 2) return as_repeat(report, relation);
  for (auto* const as : {as_breakdown, as_change, as_ratio, as_indicator})
    if (Ids ids = as(report, relation); !ids.empty()) return ids;
  return relation.type == "equal" ? as_repeat(report, relation) : Ids{};
}

bool holds(const report::Report& report, const GoldRelation& relation) { return !figures_of(report, relation).empty(); }

}  // namespace hegui::testing_support
