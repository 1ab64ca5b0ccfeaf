// Third pass: parameters, functions and bases by name; then types of parameters, functions and formulas of concepts.
// Types are found on demand, so that the order of declarations does not matter; circles are reported once.
#include <algorithm>
#include <functional>
#include <set>

#include "dsl/check_expressions.hpp"
#include "dsl/check_names.hpp"
#include "dsl/check_terms.hpp"

namespace hegui::dsl::checking {

namespace {

void collect_parameter(Context& context, const FileInfo& file, const syntax::Item& item,
                       const syntax::Parameter& tree) {
  if (!context.declare("参数", tree.name, file)) return;
  Parameter parameter;
  parameter.name = tree.name.text;
  merge_english(context, "参数", parameter.english, tree.english, tree.name, file);
  if (tree.note) parameter.note = plain_text(*tree.note);
  parameter.origin = context.origin(file, item.span);
  context.program->parameters.push_back(std::move(parameter));
  context.parameter_trees.push_back(&tree);
  context.parameter_files.push_back(&file);
}

void collect_function(Context& context, const FileInfo& file, const syntax::Item& item, const syntax::Function& tree) {
  if (find_builtin(tree.name.text) != nullptr) {
    context.report("HG-N042", file, tree.name.span, {tree.name.text});
    return;
  }
  if (!context.declare("定义", tree.name, file)) return;
  Function function;
  function.name = tree.name.text;
  merge_english(context, "定义", function.english, tree.english, tree.name, file);
  for (const auto& parameter : tree.parameters)
    function.parameters.push_back(named_type(context, file, parameter.type, parameter.nouns, true).value_or(Type{}));
  function.result = named_type(context, file, tree.result_type, {}, false).value_or(Type{});
  function.origin = context.origin(file, item.span);
  context.program->functions.push_back(std::move(function));
  context.function_trees.push_back(&tree);
  context.function_files.push_back(&file);
}

void collect_basis(Context& context, const FileInfo& file, const syntax::Item& item, const syntax::Basis& tree) {
  if (!context.declare("依据", tree.name, file)) return;
  Program& program = *context.program;
  Basis basis;
  basis.name = tree.name.text;
  merge_english(context, "依据", basis.english, tree.english, tree.name, file);
  if (tree.title) basis.title = plain_text(*tree.title);
  if (tree.number) basis.number = tree.number->text;
  for (const syntax::Name& article : tree.articles) basis.articles.push_back(article.text);
  if (tree.from) basis.from = civil_date(context, file, *tree.from, tree.name.span);
  if (tree.until) basis.until = civil_date(context, file, *tree.until, tree.name.span);
  if (basis.from && basis.until && *basis.until <= *basis.from) context.report("HG-R006", file, tree.name.span);
  if (tree.checked) basis.checked = plain_text(*tree.checked);
  if (basis.title.empty() && basis.number.empty()) context.report("HG-R023", file, tree.name.span, {basis.name});
  basis.origin = context.origin(file, item.span);
  if (basis.checked.empty() && !basis.articles.empty())
    context.report("HG-L006", file, tree.articles.front().span, {basis.name});

  const BasisId id{static_cast<std::uint32_t>(program.bases.size())};
  for (const std::string& key : {basis.name, basis.english, basis_key(basis.title), basis_key(basis.number)}) {
    if (key.empty()) continue;
    std::vector<BasisId>& ids = context.basis_words[key];
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  program.bases.push_back(std::move(basis));
}

void link_replacements(Context& context) {
  Program& program = *context.program;
  for_each_item<syntax::Basis>(context, [&](const FileInfo& file, const syntax::Item&, const syntax::Basis& tree) {
    if (!tree.replaced_by) return;
    const auto self = context.basis_words.find(tree.name.text);
    auto other = context.basis_words.find(tree.replaced_by->text);
    if (other == context.basis_words.end()) other = context.basis_words.find(basis_key(tree.replaced_by->text));
    if (other == context.basis_words.end()) {
      std::vector<std::string_view> known;
      for (const Basis& basis : program.bases) known.push_back(basis.name);
      context.report_unknown("HG-N038", file, *tree.replaced_by, {tree.replaced_by->text}, known);
      return;
    }
    const BasisId from = self->second.front(), to = other->second.front();
    BasisId at = to;
    for (std::size_t steps = 0; at.valid() && at != from && steps <= program.bases.size(); ++steps)
      at = program.bases[at.value].replaced_by;
    if (at == from) {
      context.report("HG-R022", file, tree.replaced_by->span, {tree.name.text, tree.replaced_by->text});
      return;
    }
    program.bases[from.value].replaced_by = to;
  });
}

/// A path of names that comes back to its beginning: “甲 → 乙 → 甲”.
std::string circle_text(const std::vector<std::string>& path, const std::string& back) {
  std::string text;
  auto at = std::find(path.begin(), path.end(), back);
  for (; at != path.end(); ++at) text += *at + " → ";
  return text + back;
}

constexpr std::size_t kDeepest = 64;  // of parameters, functions and formulas that need each other

bool too_deep(Context& context, const FileInfo& file, const syntax::Name& name) {
  if (context.open_names.size() < kDeepest) return false;
  context.report("HG-N052", file, name.span, {name.text, std::to_string(kDeepest)});
  return true;
}

}  // namespace

void ensure_parameter(Context& context, ParamId id) {
  auto& state = context.parameter_state[id.value];
  const FileInfo& file = *context.parameter_files[id.value];
  const syntax::Parameter& tree = *context.parameter_trees[id.value];
  if (state == Context::State::done) return;
  if (state == Context::State::open) {
    context.report("HG-N043", file, tree.name.span, {tree.name.text, circle_text(context.open_names, tree.name.text)});
    return;
  }
  if (too_deep(context, file, tree.name)) {
    state = Context::State::done;  // its value stays unknown
    return;
  }
  state = Context::State::open;
  context.open_names.push_back(tree.name.text);
  Scope scope;
  scope.file = &file;
  scope.queries_allowed = false;
  scope.refusal = "HG-T037";
  Expressions expressions(context, scope);
  if (tree.value) {
    const ExprId value = expressions.check(*tree.value);
    Parameter& parameter = context.program->parameters[id.value];
    parameter.value = value;
    parameter.type = expressions.type(value);
  }
  context.open_names.pop_back();
  state = Context::State::done;
}

void ensure_function(Context& context, FunctionId id) {
  auto& state = context.function_state[id.value];
  const FileInfo& file = *context.function_files[id.value];
  const syntax::Function& tree = *context.function_trees[id.value];
  if (state == Context::State::done) return;
  if (state == Context::State::open) {
    context.report("HG-N043", file, tree.name.span, {tree.name.text, circle_text(context.open_names, tree.name.text)});
    context.program->functions[id.value].result = {};
    return;
  }
  if (too_deep(context, file, tree.name)) {
    state = Context::State::done;
    context.program->functions[id.value].result = {};
    return;
  }
  state = Context::State::open;
  context.open_names.push_back(tree.name.text);
  Scope scope;
  scope.file = &file;
  Expressions expressions(context, scope);
  for (std::size_t i = 0; i < tree.parameters.size(); ++i)
    expressions.declare_local(tree.parameters[i].name, context.program->functions[id.value].parameters[i], {}, false);
  if (tree.body) {
    const ExprId body = expressions.check(*tree.body);
    Function& function = context.program->functions[id.value];
    function.body = body;
    function.slots = scope.slots;
    const Type given = value_type(expressions.type(body));
    if (!fits(function.result, given)) {
      context.report("HG-T022", file, tree.body->span,
                     {function.name, type_name(function.result, false), type_name(function.result, true),
                      type_name(given, false), type_name(given, true)});
    }
  }
  context.open_names.pop_back();
  state = Context::State::done;
}

namespace {

void check_formula(Context& context, ConceptId id) {
  const syntax::Expr* tree = context.formulas[id.value];
  if (tree == nullptr) return;
  const FileInfo& file = *context.formula_files[id.value];
  Scope scope;
  scope.file = &file;
  Expressions expressions(context, scope);
  const ExprId formula = expressions.value(*tree);
  Concept& item = context.program->concepts[id.value];
  const Type wanted = item.is_text ? simple_type(Type::Kind::text) : quantity_type(item.dimension);
  const Type given = value_type(expressions.type(formula));
  // A quotient of plain numbers is a ratio like any other.
  const bool ratio = item.dimension == Dimension::rate && is_quantity(given) && given.dimension == Dimension::number;
  if (is_unknown(given)) return;
  if (!fits(wanted, given) && !ratio) {
    context.report("HG-T020", file, tree->span,
                   {item.name, type_name(wanted, false), type_name(wanted, true), type_name(given, false),
                    type_name(given, true)});
    return;
  }
  item.formula = formula;
}

/// All queries of an expression, also those inside aggregates.
void queries_below(const Program& program, ExprId id, std::set<std::uint32_t>& seen,
                   std::vector<std::uint32_t>& found) {
  if (id.value >= program.expressions.size() || !seen.insert(id.value).second) return;
  const Expr& expr = program.expressions[id.value];
  if (expr.op == Op::query) found.push_back(expr.index);
  if (expr.op == Op::call_function) queries_below(program, program.functions[expr.index].body, seen, found);
  for (const ExprId child : expr.children) queries_below(program, child, seen, found);
}

/// A formula that needs its own concept would never end; the closing formula is dropped.
void break_formula_circles(Context& context) {
  Program& program = *context.program;
  std::vector<Context::State> state(program.concepts.size(), Context::State::fresh);
  std::vector<std::string> path;
  const std::function<void(std::uint32_t)> visit = [&](std::uint32_t index) {
    if (path.size() >= kDeepest && program.concepts[index].formula.valid()) {
      context.report("HG-N052", *context.formula_files[index], context.formulas[index]->span,
                     {program.concepts[index].name, std::to_string(kDeepest)});
      program.concepts[index].formula = {};
    }
    state[index] = Context::State::open;
    path.push_back(program.concepts[index].name);
    std::vector<std::uint32_t> queries;
    std::set<std::uint32_t> seen;
    queries_below(program, program.concepts[index].formula, seen, queries);
    for (const std::uint32_t query : queries) {
      const ConceptId needed = program.queries[query].concept_id;
      if (!needed.valid() || !program.concepts[index].formula.valid()) continue;
      if (state[needed.value] == Context::State::open) {
        context.report("HG-N043", *context.formula_files[index], context.formulas[index]->span,
                       {program.concepts[index].name, circle_text(path, program.concepts[needed.value].name)});
        program.concepts[index].formula = {};
      } else if (state[needed.value] == Context::State::fresh) {
        visit(needed.value);
      }
    }
    path.pop_back();
    state[index] = Context::State::done;
  };
  for (std::uint32_t i = 0; i < program.concepts.size(); ++i) {
    if (state[i] == Context::State::fresh) visit(i);
  }
}

}  // namespace

void collect_names(Context& context) {
  for_each_item<syntax::Parameter>(context,
                                   [&](const FileInfo& file, const syntax::Item& item, const syntax::Parameter& tree) {
                                     collect_parameter(context, file, item, tree);
                                   });
  for_each_item<syntax::Function>(context,
                                  [&](const FileInfo& file, const syntax::Item& item, const syntax::Function& tree) {
                                    collect_function(context, file, item, tree);
                                  });
  for_each_item<syntax::Basis>(context, [&](const FileInfo& file, const syntax::Item& item, const syntax::Basis& tree) {
    collect_basis(context, file, item, tree);
  });
  link_replacements(context);
  context.parameter_state.assign(context.program->parameters.size(), Context::State::fresh);
  context.function_state.assign(context.program->functions.size(), Context::State::fresh);
}

void check_formulas(Context& context) {
  for (std::uint32_t i = 0; i < context.program->parameters.size(); ++i) ensure_parameter(context, ParamId{i});
  for (std::uint32_t i = 0; i < context.program->functions.size(); ++i) ensure_function(context, FunctionId{i});
  for (std::uint32_t i = 0; i < context.program->concepts.size(); ++i) check_formula(context, ConceptId{i});
  break_formula_circles(context);
}

}  // namespace hegui::dsl::checking
