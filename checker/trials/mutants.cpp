#include "checker/trials/mutants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "checker/findings/place.hpp"

namespace hegui::trials {

namespace {

using dsl::Dimension;
using dsl::Expr;
using dsl::ExprId;
using dsl::Number;
using dsl::Op;

constexpr std::size_t kMostMutants = 300;  // of one suspect
constexpr std::size_t kClauseShown = 240;  // bytes

struct Comparator {
  Op op, boundary, reversed;
  std::string_view sign;
};
constexpr Comparator kComparators[] = {
    {Op::less, Op::less_equal, Op::greater, "<"},    {Op::less_equal, Op::less, Op::greater_equal, "≤"},
    {Op::greater, Op::greater_equal, Op::less, ">"}, {Op::greater_equal, Op::greater, Op::less_equal, "≥"},
    {Op::equal, Op::not_equal, Op::not_equal, "="},  {Op::not_equal, Op::equal, Op::equal, "≠"},
};
const Comparator* comparator(Op op) {
  for (const Comparator& row : kComparators)
    if (row.op == op) return &row;
  return nullptr;
}

/// Operators that say the contrary, or nearly.
struct Turn {
  Op op, other;
  std::string_view from, to;
};
constexpr Turn kTurns[] = {
    {Op::logical_and, Op::logical_or, "且", "或"}, {Op::logical_or, Op::logical_and, "或", "且"},
    {Op::exists, Op::missing, "有", "缺"},         {Op::missing, Op::exists, "缺", "有"},
    {Op::every, Op::some, "每个", "有个"},         {Op::some, Op::every, "有个", "每个"},
    {Op::any_of, Op::all_of, "任一", "全部"},      {Op::all_of, Op::any_of, "全部", "任一"},
};

struct UnitSlip {
  std::string_view from, to;
};
constexpr UnitSlip kUnitSlips[] = {
    {"万元", "元"}, {"元", "万元"}, {"亿元", "万元"}, {"千元", "万元"}, {"百万元", "万元"}, {"%", "‰"}, {"百分点", "%"},
};

/// Walks the expressions that decide a rule and plants one mistake after the other.
class Planter {
 public:
  Planter(const dsl::Program& program, Suspect& into) : program_(program), into_(into) {}

  /// A whole clause. `turned`: 应 ↔ 禁止, or a negated 当, 除非, 适用.
  void clause(ExprId id, std::string_view from, std::string_view to) {
    if (id.value >= program_.expressions.size()) return;
    clause_ = id;
    if (program_.expressions[id.value].op != Op::logical_not) negate(id, from, to);
    walk(id);
  }
  void value(ExprId id) {
    clause_ = id;
    walk(id);
  }
  /// Slots of lets, parameters and functions that were met: they decide as well.
  std::set<std::uint32_t> slots, parameters, functions;

 private:
  void walk(ExprId id) {
    if (id.value >= program_.expressions.size() || !seen_.insert(id.value).second) return;
    const Expr& expr = program_.expressions[id.value];
    switch (expr.op) {
      case Op::local: slots.insert(expr.index); break;
      case Op::parameter: parameters.insert(expr.index); break;
      case Op::call_function: functions.insert(expr.index); break;
      case Op::literal_quantity: quantity(id, expr); break;
      case Op::literal_date: date(id, expr); break;
      case Op::logical_not: drop_not(id, expr); break;
      case Op::approx: approx(id, expr); break;
      default: break;
    }
    if (const Comparator* row = comparator(expr.op)) compare(id, expr, *row);
    for (const Turn& turn : kTurns)
      if (turn.op == expr.op && (expr.op != Op::any_of || of_conditions(expr)) &&
          (expr.op != Op::all_of || of_conditions(expr)))
        with_op(id, expr, MutantKind::polarity, turn.other, turn.from, turn.to);
    // The tolerance of an equation is loosened and dropped as a whole; its figure is no threshold.
    const bool compares = expr.op == Op::approx || comparator(expr.op) != nullptr;
    const std::size_t children = compares ? std::min<std::size_t>(2, expr.children.size()) : expr.children.size();
    for (std::size_t i = 0; i < children; ++i) walk(expr.children[i]);
  }

  [[nodiscard]] bool of_conditions(const Expr& expr) const {
    return std::all_of(expr.children.begin(), expr.children.end(), [&](ExprId child) {
      return program_.expressions[child.value].type.kind == dsl::Type::Kind::boolean;
    });
  }

  void add(MutantKind kind, ExprId at, Expr replacement, bool wraps, std::string from, std::string to) {
    if (into_.mutants.size() >= kMostMutants) {
      ++into_.left_out;
      return;
    }
    Mutant mutant;
    mutant.kind = kind;
    mutant.at = at;
    mutant.replacement = std::move(replacement);
    mutant.wraps = wraps;
    mutant.from = std::move(from);
    mutant.to = std::move(to);
    mutant.clause = findings::one_line(program_.text_of(clause_));
    if (mutant.clause.size() > kClauseShown) {
      std::size_t cut = kClauseShown;
      while (cut > 0 && (static_cast<unsigned char>(mutant.clause[cut]) & 0xC0U) == 0x80U) --cut;
      mutant.clause.resize(cut);
      mutant.clause += "…";
    }
    const Expr& expr = program_.expressions[at.value];
    if (expr.source < program_.sources.size()) {
      const auto& source = *program_.sources[expr.source];
      const auto position = source.position(expr.span.begin);
      mutant.place = fmt::format("{}:{}:{}", source.name(), position.line, position.column);
    }
    into_.mutants.push_back(std::move(mutant));
  }

  void with_op(ExprId at, const Expr& expr, MutantKind kind, Op op, std::string_view from, std::string_view to) {
    Expr changed = expr;
    changed.op = op;
    add(kind, at, std::move(changed), false, std::string(from), std::string(to));
  }

  void negate(ExprId at, std::string_view from, std::string_view to) {
    Expr wrapped = program_.expressions[at.value];
    wrapped.op = Op::logical_not;
    add(MutantKind::polarity, at, std::move(wrapped), true, std::string(from), std::string(to));
  }

  void drop_not(ExprId at, const Expr& expr) {
    add(MutantKind::polarity, at, program_.expressions[expr.children.front().value], false, "非", "（删去）");
  }

  void compare(ExprId at, const Expr& expr, const Comparator& row) {
    const auto change = [&](Op op) { with_op(at, expr, MutantKind::comparator, op, row.sign, comparator(op)->sign); };
    // With a tolerance nobody stands exactly on the limit.
    if (!is_tolerant(expr) || row.reversed == row.boundary) change(row.boundary);
    if (row.reversed != row.boundary) change(row.reversed);
    tolerance(at, expr);
  }

  void approx(ExprId at, const Expr& expr) {
    with_op(at, expr, MutantKind::comparator, Op::not_equal, "≈", "≠");
    tolerance(at, expr);
  }

  static bool is_tolerant(const Expr& expr) { return expr.flag || expr.children.size() > 2; }

  void tolerance(ExprId at, const Expr& expr) {
    if (expr.children.size() < 3) return;
    const ExprId amount = expr.children[2];
    Expr strict = expr;
    strict.children.resize(2);
    add(MutantKind::threshold, at, std::move(strict), false, "误差 " + std::string(program_.text_of(amount)),
        "（删去）");
    const Expr& literal = program_.expressions[amount.value];
    if (literal.op == Op::literal_quantity) figure(amount, literal, literal.quantity.written * Number(10));
    if (literal.op == Op::parameter) parameters.insert(literal.index);
  }

  void quantity(ExprId at, const Expr& expr) {
    const Number& written = expr.quantity.written;
    if (written.is_zero()) return;  // zero is no limit that somebody chose, and the same in every unit
    const bool whole = written.is_integer() && expr.quantity.dimension != Dimension::money &&
                       (written.abs() <= Number(10) || expr.quantity.dimension == Dimension::year);
    const Number step = whole ? Number(1) : written.abs() * Number(1, 10);
    figure(at, expr, written + step);
    figure(at, expr, written - step);
    units(at, expr);
  }

  void figure(ExprId at, const Expr& expr, const Number& written) {
    Expr changed = expr;
    dsl::Quantity& q = changed.quantity;
    q.written = written;
    q.value = written * Number::power_of_ten(q.power_of_ten);
    q.interval = dsl::Interval::exactly(q.value);
    const std::string digits = written.to_text();
    const std::size_t point = digits.find('.');
    q.decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
    add(MutantKind::threshold, at, std::move(changed), false, expr.quantity.text(), q.text());
  }

  void units(ExprId at, const Expr& expr) {
    const dsl::Quantity& q = expr.quantity;
    for (const UnitSlip& slip : kUnitSlips) {
      const dsl::Unit* unit = dsl::find_unit(slip.to);
      if (q.unit != slip.from || unit == nullptr) continue;
      Expr changed = expr;
      changed.quantity = dsl::make_quantity(q.written, q.decimals, *unit, dsl::Approximation::exact);
      changed.quantity.dimension = q.dimension;
      // A percentage and a point are the same number: the slip that changes something is by a hundred.
      if (q.dimension == Dimension::points) changed.quantity.value = q.written;
      if (q.dimension == Dimension::points) changed.quantity.interval = dsl::Interval::exactly(q.written);
      const std::string to = q.dimension == Dimension::points ? q.written.to_text() : changed.quantity.text();
      add(MutantKind::unit, at, std::move(changed), false, q.text(), to);
    }
    if (q.unit != "%") return;
    Expr bare = expr;
    bare.quantity.value = q.written;
    bare.quantity.interval = dsl::Interval::exactly(q.written);
    add(MutantKind::unit, at, std::move(bare), false, q.text(), q.written.to_text());
  }

  void date(ExprId at, const Expr& expr) {
    for (const int step : {1, -1}) {
      Expr changed = expr;
      changed.date.year += step;
      const auto text = [](const dsl::CivilDate& d) {
        return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day);
      };
      const std::string to = text(changed.date);
      add(MutantKind::threshold, at, std::move(changed), false, text(expr.date), to);
    }
  }

  const dsl::Program& program_;
  Suspect& into_;
  ExprId clause_;
  std::set<std::uint32_t> seen_;
};

/// Which rules use a parameter or a function, directly or through others.
struct Users {
  std::map<std::uint32_t, std::set<std::string>> parameters, functions;
};

void plant_rule(Planter& planter, const dsl::Program& program, const dsl::Rule& rule, const dsl::Origin& origin) {
  const auto own = [&](ExprId id) {
    const Expr& expr = program.expressions[id.value];
    return expr.source < program.sources.size() && program.sources[expr.source] == origin.source &&
           expr.span.begin >= origin.span.begin && expr.span.end <= origin.span.end;
  };
  for (const ExprId id : rule.applies)
    if (own(id)) planter.clause(id, "适用", "适用 非");
  for (const ExprId id : rule.when) planter.clause(id, "当", "当 非");
  for (const dsl::Unless& unless : rule.unless) {
    planter.clause(unless.condition, "除非", "除非 非");
    if (unless.exception.valid()) planter.clause(unless.exception, "除外", "除外 非");
  }
  for (const dsl::Require& require : rule.require)
    planter.clause(require.condition, require.forbid ? "禁止" : "应", require.forbid ? "应" : "禁止");
  for (const dsl::SeverityGrade& grade : rule.severity)
    if (grade.when.valid()) planter.value(grade.when);
  for (const dsl::Rule::ForEach& each : rule.for_each) planter.value(each.list);
  for (const dsl::ParamSetting& setting : rule.settings) planter.value(setting.value);
}

/// Lets count where a condition reads them, also through each other; what only a message reads decides nothing.
void plant_lets(Planter& planter, const std::vector<dsl::Let>& lets) {
  std::set<std::uint32_t> done;
  for (bool more = true; more;) {
    more = false;
    for (const dsl::Let& let : lets)
      if (planter.slots.contains(let.slot) && done.insert(let.value.value).second) {
        planter.value(let.value);
        more = true;
      }
  }
}

void note_users(Planter& planter, const dsl::Program& program, const std::string& rule, Users& users) {
  // Functions call functions and read parameters: walked with a planter whose mutants nobody keeps.
  std::vector<std::uint32_t> open(planter.functions.begin(), planter.functions.end());
  std::set<std::uint32_t> seen;
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (at >= program.functions.size() || !seen.insert(at).second) continue;
    users.functions[at].insert(rule);
    Suspect nobody;
    Planter inner(program, nobody);
    inner.value(program.functions[at].body);
    planter.parameters.insert(inner.parameters.begin(), inner.parameters.end());
    open.insert(open.end(), inner.functions.begin(), inner.functions.end());
  }
  for (const std::uint32_t parameter : planter.parameters) users.parameters[parameter].insert(rule);
}

}  // namespace

std::string_view kind_name(MutantKind kind) { return kind_name(kind, dsl::Language::en); }
std::string_view kind_name(MutantKind kind, dsl::Language language) {
  const bool zh = language == dsl::Language::zh;
  switch (kind) {
    case MutantKind::threshold: return zh ? "数值" : "threshold";
    case MutantKind::comparator: return zh ? "比较" : "comparator";
    case MutantKind::unit: return zh ? "单位" : "unit";
    case MutantKind::polarity: return zh ? "正反" : "polarity";
  }
  return {};
}

std::vector<Suspect> suspects_of(const dsl::Program& program, const std::vector<std::string>& only) {
  std::vector<Suspect> suspects;
  Users users;
  for (const dsl::Rule& rule : program.rules) {
    if (rule.disabled) continue;
    Suspect suspect;
    suspect.name = rule.id;
    suspect.title = rule.title;
    suspect.rules = {rule.id};
    Planter planter(program, suspect);
    plant_rule(planter, program, rule, rule.origin);
    std::vector<dsl::Let> lets = rule.lets;
    for (const dsl::Overlay& overlay : program.overlays)
      if (overlay.rule == rule.id && !overlay.disable) {
        plant_rule(planter, program, overlay.changes, overlay.origin);
        lets.insert(lets.end(), overlay.changes.lets.begin(), overlay.changes.lets.end());
      }
    plant_lets(planter, lets);
    note_users(planter, program, rule.id, users);
    if (only.empty() || std::find(only.begin(), only.end(), rule.id) != only.end())
      suspects.push_back(std::move(suspect));
  }
  // What several rules share is tried where one of the chosen rules uses it, on the tests of the chosen ones.
  const auto shared = [&](std::string name, std::string title, const std::set<std::string>& users_of, ExprId value) {
    std::set<std::string> rules;
    for (const std::string& rule : users_of)
      if (only.empty() || std::find(only.begin(), only.end(), rule) != only.end()) rules.insert(rule);
    if (rules.empty()) return;
    Suspect suspect;
    suspect.name = std::move(name);
    suspect.title = std::move(title);
    suspect.shared = true;
    suspect.rules.assign(rules.begin(), rules.end());
    Planter(program, suspect).value(value);
    if (!suspect.mutants.empty()) suspects.push_back(std::move(suspect));
  };
  for (const auto& [id, rules] : users.parameters)
    shared(program.parameters[id].name, "参数", rules, program.parameters[id].value);
  for (const auto& [id, rules] : users.functions)
    shared(program.functions[id].name, "定义", rules, program.functions[id].body);
  for (const dsl::Profile& profile : program.profiles)
    for (const dsl::ParamSetting& setting : profile.settings)
      if (const auto used = users.parameters.find(setting.parameter.value); used != users.parameters.end())
        shared(program.parameters[setting.parameter.value].name, "方案 " + profile.name, used->second, setting.value);
  return suspects;
}

Planted::Planted(dsl::Program& program, const Mutant& mutant)
    : program_(program), mutant_(mutant), old_(program.expressions[mutant.at.value]) {
  Expr changed = mutant.replacement;
  if (mutant.wraps) {
    changed.children = {ExprId{static_cast<std::uint32_t>(program.expressions.size())}};
    program.expressions.push_back(old_);
  }
  program.expressions[mutant.at.value] = std::move(changed);
}

Planted::~Planted() {
  program_.expressions[mutant_.at.value] = std::move(old_);
  if (mutant_.wraps) program_.expressions.pop_back();
}

}  // namespace hegui::trials
