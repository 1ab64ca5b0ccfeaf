// Lints of one rule at a time: conditions that never hold or always do, messages without backing, sums without policy.
// Everything said here is certain from the text of the rulebook alone; what only a report can tell is left to the run.
#include <algorithm>
#include <functional>

#include "dsl/check_limits.hpp"
#include "dsl/check_rules.hpp"

namespace hegui::dsl::checking {

namespace {

using Visit = std::function<void(ExprId, const Expr&)>;

void walk(const Program& program, ExprId id, const Visit& visit, std::set<std::uint32_t>& seen) {
  if (id.value >= program.expressions.size() || !seen.insert(id.value).second) return;
  const Expr& expr = program.expressions[id.value];
  visit(id, expr);
  for (const ExprId child : expr.children) walk(program, child, visit, seen);
}
void walk(const Program& program, ExprId id, const Visit& visit) {
  std::set<std::uint32_t> seen;
  walk(program, id, visit, seen);
}

// ---- conditions that cannot hold ---------------------------------------------------------------------------------

/// The file that an expression was written in: a rule's conditions may come from the header of its rulebook.
const FileInfo& file_of(const Context& context, const RuleEntry& entry, const Expr& expr) {
  for (const FileInfo& file : context.files) {
    if (file.source == expr.source) return file;
  }
  return *entry.file;
}

/// What the rule takes for granted before it demands anything; reports where that cannot be.
std::optional<Assumptions> premises(Context& context, const RuleEntry& entry, const Rule& rule) {
  const Program& program = *context.program;
  Assumptions assumed(program);
  for (const ExprId id : rule.applies) {
    const std::string contradiction = assumed.add(id);
    if (contradiction.empty()) continue;
    const Expr& expr = program.expressions[id.value];
    context.report("HG-L025", file_of(context, entry, expr), expr.span, {contradiction});
    return std::nullopt;
  }
  for (const ExprId id : rule.when) {
    const std::string contradiction = assumed.add(id);
    if (contradiction.empty()) continue;
    context.report("HG-L004", *entry.file, program.expressions[id.value].span, {contradiction});
    return std::nullopt;
  }
  return assumed;
}

void lint_grades(Context& context, const RuleEntry& entry, const Rule& rule,
                 const std::optional<Assumptions>& assumed) {
  const Program& program = *context.program;
  std::vector<ExprId> earlier;
  for (const SeverityGrade& grade : rule.severity) {
    if (!grade.when.valid()) continue;
    Assumptions here(program);
    here.add(grade.when);
    const bool covered = std::any_of(earlier.begin(), earlier.end(), [&](ExprId other) { return here.imply(other); });
    const bool excluded = !covered && assumed && assumed->exclude(grade.when);
    if (covered || excluded) {
      const bool is_error = grade.severity == Severity::error, is_warning = grade.severity == Severity::warning;
      context.report("HG-L018", *entry.file, program.expressions[grade.when.value].span,
                     {is_error     ? "错误"
                      : is_warning ? "警告"
                                   : "提示",
                      is_error     ? "error"
                      : is_warning ? "warning"
                                   : "note",
                      covered ? "前面的级别已经包括它" : "“当”已经排除它",
                      covered ? "an earlier one covers it" : "`when` excludes it"});
    }
    earlier.push_back(grade.when);
  }
}

void lint_conditions(Context& context, const RuleEntry& entry, const Rule& rule) {
  const Program& program = *context.program;
  const auto constant = [&](ExprId id) {
    const Expr& expr = program.expressions[id.value];
    if (expr.op != Op::literal_bool || is_unknown(expr.type)) return;
    context.report("HG-L020", file_of(context, entry, expr), expr.span,
                   {std::string(program.text_of(id)), expr.flag ? "真" : "假", expr.flag ? "true" : "false"});
  };
  for (const ExprId id : rule.when) constant(id);
  for (const Unless& unless : rule.unless) constant(unless.condition);
  for (const Require& require : rule.require) constant(require.condition);

  const std::optional<Assumptions> assumed = premises(context, entry, rule);
  lint_grades(context, entry, rule, assumed);
  if (!assumed) return;  // the rule never fires: said once is enough
  const auto span_of = [&](ExprId id) { return program.expressions[id.value].span; };
  for (const Unless& unless : rule.unless) {
    if (assumed->exclude(unless.condition)) {
      context.report("HG-L031", *entry.file, span_of(unless.condition), {unless.label});
    } else if (!unless.exception.valid() && assumed->imply(unless.condition)) {
      context.report("HG-L024", *entry.file, span_of(unless.condition),
                     {"“当”成立时，“除非”也总成立", "whenever `when` holds, so does `unless`"});
    }
  }
  for (const Require& require : rule.require) {
    if (require.forbid ? assumed->exclude(require.condition) : assumed->imply(require.condition)) {
      context.report("HG-L024", *entry.file, span_of(require.condition),
                     {require.forbid ? "“当”成立时，这里禁止的总不出现" : "“当”成立时，这里要求的总成立",
                      require.forbid ? "whenever `when` holds, what is forbidden cannot be"
                                     : "whenever `when` holds, what is required holds too"});
    }
  }
}

/// A basis that was repealed before the rule takes effect supports nothing that the rule will find.
void lint_dates(Context& context, const RuleEntry& entry, const Rule& rule) {
  const Program& program = *context.program;
  if (!rule.from) return;
  for (const syntax::RuleClause& clause : entry.tree->clauses) {
    const auto* bases = std::get_if<syntax::BasisClause>(&clause.node);
    if (bases == nullptr) continue;
    for (const BasisId id : rule.bases) {
      const Basis& basis = program.bases[id.value];
      if (!basis.until || *rule.from < *basis.until) continue;
      context.report("HG-L028", *entry.file, clause.span, {basis.name});
    }
    return;
  }
}

// ---- messages ----------------------------------------------------------------------------------------------------

bool aspects_agree(const Query& a, const Query& b) {
  return std::all_of(a.fixed.begin(), a.fixed.end(), [&](const Binding& one) {
    return std::all_of(b.fixed.begin(), b.fixed.end(), [&](const Binding& other) {
      return one.aspect != other.aspect || !one.member.valid() || !other.member.valid() || one.member == other.member;
    });
  });
}

void lint_message(Context& context, const RuleEntry& entry, const Rule& rule) {
  const Program& program = *context.program;
  if (!rule.message.valid()) {
    context.report("HG-L014", *entry.file, entry.tree->id.span, {rule.id});
    return;
  }
  std::vector<std::uint32_t> known;  // queries that anything but the texts reads
  const Visit collect = [&](ExprId, const Expr& expr) {
    if (expr.op == Op::query) known.push_back(expr.index);
    if (expr.op == Op::call_function)
      walk(program, program.functions[expr.index].body, [&](ExprId, const Expr& inner) {
        if (inner.op == Op::query) known.push_back(inner.index);
      });
  };
  for (const Rule::ForEach& loop : rule.for_each) walk(program, loop.list, collect);
  for (const Let& let : rule.lets) walk(program, let.value, collect);
  for (const ExprId id : rule.when) walk(program, id, collect);
  for (const Unless& unless : rule.unless) {
    walk(program, unless.condition, collect);
    walk(program, unless.exception, collect);
  }
  for (const Require& require : rule.require) walk(program, require.condition, collect);
  for (const SeverityGrade& grade : rule.severity) walk(program, grade.when, collect);
  for (const ExprId id : rule.evidence) walk(program, id, collect);

  // What the author guards against being missing needs no backing.
  std::vector<ExprId> guarded;
  const Visit note_guards = [&](ExprId, const Expr& expr) {
    if (expr.op == Op::or_else || expr.op == Op::default_if_missing || expr.op == Op::if_then_else)
      guarded.insert(guarded.end(), expr.children.begin(), expr.children.end());
  };
  walk(program, rule.message, note_guards);
  // A rule that asks for no figure has no alignment: {范围} would always be the default.
  const bool aligned = !known.empty();
  walk(program, rule.message, [&](ExprId, const Expr& expr) {
    if (expr.op != Op::aspect_name || aligned) return;
    context.report("HG-L029", *entry.file, expr.span, {program.aspects[expr.index].name});
  });
  walk(program, rule.message, [&](ExprId id, const Expr& expr) {
    if (expr.op != Op::query || std::find(guarded.begin(), guarded.end(), id) != guarded.end()) return;
    const Query& query = program.queries[expr.index];
    const bool backed = std::any_of(known.begin(), known.end(), [&](std::uint32_t index) {
      const Query& other = program.queries[index];
      return other.concept_id == query.concept_id && other.year_offset == query.year_offset &&
             aspects_agree(query, other);
    });
    if (backed) return;
    std::string words(program.text_of(id));
    if (words.size() > 2) words = words.substr(1, words.size() - 2);
    context.report("HG-L007", *entry.file, expr.span, {std::move(words)});
  });
}

// ---- sums --------------------------------------------------------------------------------------------------------

void collect_addends(const Program& program, ExprId id, std::vector<ExprId>& addends) {
  const Expr& expr = program.expressions[id.value];
  if (expr.op == Op::add) {
    collect_addends(program, expr.children[0], addends);
    collect_addends(program, expr.children[1], addends);
  } else {
    addends.push_back(id);
  }
}

/// A sum of three figures or more in an equation: units that lack one of them would never be checked.
void lint_sums(Context& context, const RuleEntry& entry, const Rule& rule) {
  const Program& program = *context.program;
  std::vector<std::string_view> tested;  // queries after 有 in 当
  for (const ExprId id : rule.when) {
    walk(program, id, [&](ExprId, const Expr& expr) {
      if (expr.op == Op::exists) tested.push_back(program.text_of(expr.children[0]));
    });
  }
  for (const Require& require : rule.require) {
    if (require.report_missing) continue;
    const Expr& equation = program.expressions[require.condition.value];
    if (equation.op != Op::approx && equation.op != Op::equal) continue;
    for (const ExprId side : equation.children) {
      if (program.expressions[side.value].op != Op::add) continue;
      std::vector<ExprId> addends;
      collect_addends(program, side, addends);
      const auto open = std::count_if(addends.begin(), addends.end(), [&](ExprId id) {
        return program.expressions[id.value].op == Op::query &&
               std::find(tested.begin(), tested.end(), program.text_of(id)) == tested.end();
      });
      if (open >= 3)
        context.report("HG-L008", *entry.file, program.expressions[side.value].span,
                       {std::string(program.text_of(side))});
    }
  }
}

}  // namespace

void lint_rule(Context& context, const RuleEntry& entry, const Rule& rule) {
  lint_conditions(context, entry, rule);
  lint_message(context, entry, rule);
  lint_sums(context, entry, rule);
  lint_dates(context, entry, rule);
}

}  // namespace hegui::dsl::checking
