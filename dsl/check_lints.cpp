// Last pass: what is not wrong but hardly meant: unused names, conditions that never hold, messages without backing.
// A lint never stops a run; each has its own code, so that a bureau can decide which it wants to see.
#include <algorithm>
#include <functional>

#include "dsl/check_limits.hpp"
#include "dsl/check_names.hpp"
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

// ---- unused names ------------------------------------------------------------------------------------------------

void lint_unused(Context& context) {
  const Program& program = *context.program;
  std::vector<bool> has_rules(program.rulebooks.size(), false);
  for (const auto& [id, entry] : context.rules->entries) has_rules[entry.file->rulebook] = true;

  for (std::uint32_t i = 0; i < program.parameters.size(); ++i) {
    if (!context.used_parameters.contains(i))
      context.report("HG-L001", *context.parameter_files[i], context.parameter_trees[i]->name.span,
                     {program.parameters[i].name});
  }
  for (std::uint32_t i = 0; i < program.functions.size(); ++i) {
    if (!context.used_functions.contains(i))
      context.report("HG-L019", *context.function_files[i], context.function_trees[i]->name.span,
                     {program.functions[i].name});
  }
  // Lists of the taxonomy are read by the extraction, which finds them by English name.
  for_each_item<syntax::Words>(context, [&](const FileInfo& file, const syntax::Item&, const syntax::Words& tree) {
    const WordsId id = program.find_words(tree.name.text);
    if (id.valid() && has_rules[file.rulebook] && !context.used_word_lists.contains(id.value))
      context.report("HG-L002", file, tree.name.span, {tree.name.text});
  });
  for (const auto& [id, entry] : context.rules->entries) {
    for (const Local& local : entry.scope.locals) {
      if (!local.used && !is_unknown(local.type))
        context.report(local.is_let ? "HG-L010" : "HG-L011", *entry.file, local.span, {local.name});
    }
  }
}

// ---- conditions that cannot hold ---------------------------------------------------------------------------------

void lint_conditions(Context& context, const RuleEntry& entry, const Rule& rule) {
  const Program& program = *context.program;
  Limits limits(program);
  for (const ExprId id : rule.when) {
    const std::string contradiction = limits.add(id);
    if (contradiction.empty()) continue;
    context.report("HG-L004", *entry.file, program.expressions[id.value].span, {contradiction});
    break;
  }
  const auto constant = [&](ExprId id) {
    const Expr& expr = program.expressions[id.value];
    if (expr.op != Op::literal_bool || is_unknown(expr.type)) return;
    context.report("HG-L020", *entry.file, expr.span,
                   {std::string(program.text_of(id)), expr.flag ? "真" : "假", expr.flag ? "true" : "false"});
  };
  for (const ExprId id : rule.when) constant(id);
  for (const Require& require : rule.require) constant(require.condition);

  std::vector<ExprId> earlier;
  for (const SeverityGrade& grade : rule.severity) {
    if (!grade.when.valid()) continue;
    const bool covered =
        std::any_of(earlier.begin(), earlier.end(), [&](ExprId other) { return implies(program, grade.when, other); });
    if (covered) {
      const std::string_view zh = grade.severity == Severity::error     ? "错误"
                                  : grade.severity == Severity::warning ? "警告"
                                                                        : "提示";
      const std::string_view english = grade.severity == Severity::error     ? "error"
                                       : grade.severity == Severity::warning ? "warning"
                                                                             : "note";
      context.report("HG-L018", *entry.file, program.expressions[grade.when.value].span,
                     {std::string(zh), std::string(english)});
    }
    earlier.push_back(grade.when);
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

// ---- across rules ------------------------------------------------------------------------------------------------

/// Tags that differ only in case, blanks or one character of four and more are one tag written in two ways.
void lint_tags(Context& context) {
  std::map<std::string, std::size_t> counts;
  for (const auto& [tag, place] : context.tags) ++counts[tag];
  std::vector<std::string_view> common;
  for (const auto& [tag, count] : counts) {
    if (count > 1) common.push_back(tag);
  }
  for (const auto& [tag, place] : context.tags) {
    if (counts[tag] > 1) continue;
    const auto same = look_alike(tag, common);
    const auto close = same ? same : context.nearest(tag, common);
    // Short tags that differ in one character are mostly different words.
    if (close && (same || tag.size() >= 12)) context.report("HG-L009", *place.file, place.span, {tag, *close});
  }
}

void lint_mentions(Context& context) {
  for (const Context::RuleMention& mention : context.rule_mentions) {
    if (context.rules->entries.contains(mention.rule)) continue;
    std::vector<std::string_view> known;
    for (const auto& [id, entry] : context.rules->entries) known.push_back(id);
    Diagnostic& problem =
        context.report("HG-L021", *mention.at.file, mention.at.span, {mention.rule, mention.zh, mention.english});
    if (const auto hint = look_alike(mention.rule, known)) problem.suggestion = *hint;
  }
}

}  // namespace

void check_lints(Context& context) {
  // What a broken item uses is not known, so nothing is called unused while there are errors.
  const bool whole = std::none_of(context.parsed().begin(), context.parsed().end(),
                                  [](const syntax::File& file) { return !file.broken.empty(); }) &&
                     std::all_of(context.diagnostics.begin(), context.diagnostics.end(),
                                 [](const Diagnostic& problem) { return problem.code.starts_with("HG-L"); });
  if (whole) lint_unused(context);
  for (const auto& [id, entry] : context.rules->entries) {
    const Rule& rule = context.program->rules[entry.index];
    lint_conditions(context, entry, rule);
    lint_message(context, entry, rule);
    lint_sums(context, entry, rule);
  }
  lint_tags(context);
  lint_mentions(context);
}

}  // namespace hegui::dsl::checking
