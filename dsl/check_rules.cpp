// Fourth pass: rules, clause by clause.
// Loops and lets are named first, so that the other clauses may come in any order.
#include "dsl/check_rules.hpp"

#include <algorithm>

#include "dsl/check_names.hpp"

namespace hegui::dsl::checking {

Severity severity_of(std::string_view level) {
  return level == "error" ? Severity::error : level == "warning" ? Severity::warning : Severity::note;
}

namespace {

std::string_view severity_name(Severity severity, bool english) {
  switch (severity) {
    case Severity::error: return english ? "error" : "错误";
    case Severity::warning: return english ? "warning" : "警告";
    case Severity::note: return english ? "note" : "提示";
  }
  return {};
}

}  // namespace

void RuleBuilder::build(const std::vector<syntax::RuleClause>& clauses) {
  locals(clauses);
  for (const syntax::RuleClause& entry : clauses)
    std::visit([&](const auto& node) { clause(entry, node); }, entry.node);
  if (rule_.from && rule_.until && *rule_.until <= *rule_.from) {
    for (const syntax::RuleClause& entry : clauses) {
      if (std::holds_alternative<syntax::UntilClause>(entry.node)) report("HG-R006", entry.span);
    }
  }
  rule_.slots = scope_.slots;
}

void RuleBuilder::locals(const std::vector<syntax::RuleClause>& clauses) {
  std::ptrdiff_t loops = std::count_if(clauses.begin(), clauses.end(), [](const syntax::RuleClause& entry) {
    return std::holds_alternative<syntax::ForEachClause>(entry.node);
  });
  for (const syntax::RuleClause& entry : clauses) {
    if (const auto* loop = std::get_if<syntax::ForEachClause>(&entry.node)) {
      if (is_override_) {
        report("HG-R013", entry.span, {"对每个"});
        expressions_.declare_local(loop->variable, {}, {}, false);  // so that its uses are not unknown as well
        continue;
      }
      scope_.before_loops = true;
      const ExprId list = expressions_.list(*loop->list);
      --loops;
      scope_.before_loops = false;
      const std::uint32_t slot = expressions_.declare_local(loop->variable, expressions_.loop_type(list), {}, false);
      rule_.for_each.push_back({slot, loop->variable.text, list});
    } else if (const auto* let = std::get_if<syntax::LetClause>(&entry.node)) {
      scope_.before_loops = loops > 0;
      const ExprId value = expressions_.check(*let->value);
      scope_.before_loops = false;
      const auto same = std::find_if(scope_.locals.begin(), scope_.locals.end(), [&](const Local& local) {
        return is_override_ && local.is_let && local.name == let->name.text;
      });
      if (same != scope_.locals.end()) {
        if (!fits(value_type(same->type), expressions_.type(value))) {
          report("HG-T017", let->value->span,
                 {type_name(same->type, false), type_name(same->type, true), type_name(expressions_.type(value), false),
                  type_name(expressions_.type(value), true)});
        }
        rule_.lets.push_back({same->slot, let->name.text, value});
        continue;
      }
      const Type type = expressions_.type(value);
      const std::uint32_t slot = expressions_.declare_local(let->name, type, value, true);
      rule_.lets.push_back({slot, let->name.text, value});
    }
  }
}

void RuleBuilder::clause(const syntax::RuleClause&, const syntax::SeverityClause& node) {
  bool closed = false;
  for (const syntax::Severity& grade : node.grades) {
    if (closed) {
      report("HG-R004", grade.span);
      break;
    }
    SeverityGrade checked;
    checked.severity = severity_of(grade.level);
    if (grade.when) {
      checked.when = expressions_.condition(*grade.when);
    } else {
      closed = true;
    }
    rule_.severity.push_back(checked);
  }
  if (closed || rule_.severity.empty()) return;
  Severity mildest = Severity::error;
  for (const SeverityGrade& grade : rule_.severity) mildest = std::min(mildest, grade.severity);
  report("HG-L013", node.grades.back().span,
         {std::string(severity_name(mildest, false)), std::string(severity_name(mildest, true))});
  rule_.severity.push_back({{}, mildest});
}

void RuleBuilder::clause(const syntax::RuleClause&, const syntax::BasisClause& node) {
  for (const syntax::Name& name : node.bases) {
    const auto id = find_basis(context_, *scope_.file, name);
    if (id && std::find(rule_.bases.begin(), rule_.bases.end(), *id) == rule_.bases.end()) rule_.bases.push_back(*id);
  }
}

void RuleBuilder::clause(const syntax::RuleClause&, const syntax::TagsClause& node) {
  for (const syntax::Name& tag : node.tags) {
    if (std::find(rule_.tags.begin(), rule_.tags.end(), tag.text) != rule_.tags.end()) continue;
    rule_.tags.push_back(tag.text);
    context_.tags.emplace_back(tag.text, Where{scope_.file, tag.span});
  }
}

void RuleBuilder::clause(const syntax::RuleClause& clause, const syntax::FromClause& node) {
  if (!rule_.from) rule_.from = civil_date(context_, *scope_.file, node.date, clause.span);
}

void RuleBuilder::clause(const syntax::RuleClause& clause, const syntax::UntilClause& node) {
  if (!rule_.until) rule_.until = civil_date(context_, *scope_.file, node.date, clause.span);
}

void RuleBuilder::clause(const syntax::RuleClause&, const syntax::AppliesClause& node) {
  rule_.applies.push_back(check_applies(context_, *scope_.file, *node.condition));
}

void RuleBuilder::clause(const syntax::RuleClause&, const syntax::WhenClause& node) {
  rule_.when.push_back(expressions_.condition(*node.condition));
}

void RuleBuilder::clause(const syntax::RuleClause&, const syntax::UnlessClause& node) {
  Unless unless;
  unless.condition = expressions_.condition(*node.condition);
  if (node.exception) unless.exception = expressions_.condition(*node.exception);
  if (node.label) {
    unless.label = node.label->text;
    const bool taken = std::any_of(rule_.unless.begin(), rule_.unless.end(),
                                   [&](const Unless& other) { return other.label == unless.label; });
    if (taken) report("HG-N010", node.label->span, {unless.label});
  } else {
    unless.label = "除非" + std::to_string(rule_.unless.size() + 1);
  }
  rule_.unless.push_back(std::move(unless));
}

void RuleBuilder::clause(const syntax::RuleClause& clause, const syntax::RequireClause& node) {
  rule_.require.push_back({expressions_.condition(*node.condition), node.forbid, node.report_missing, clause.span});
}

void RuleBuilder::clause(const syntax::RuleClause& clause, const syntax::MessageClause& node) {
  if (!rule_.message.valid()) rule_.message = expressions_.text(node.text, clause.span);
}

void RuleBuilder::clause(const syntax::RuleClause& clause, const syntax::AdviceClause& node) {
  if (!rule_.advice.valid()) rule_.advice = expressions_.text(node.text, clause.span);
}

void RuleBuilder::clause(const syntax::RuleClause&, const syntax::ReplacesClause& node) {
  for (const syntax::Name& name : node.rules) {
    if (name.text == rule_.id) report("HG-R020", name.span, {rule_.id, "取代", "replaces"});
    rule_.replaces.push_back(name.text);
    context_.rule_mentions.push_back({name.text, "取代", "replaces", {scope_.file, name.span}});
  }
}

void RuleBuilder::clause(const syntax::RuleClause&, const syntax::RefinesClause& node) {
  for (const syntax::Name& name : node.rules) {
    if (name.text == rule_.id) report("HG-R020", name.span, {rule_.id, "细化", "refines"});
    rule_.refines.push_back(name.text);
    context_.rule_mentions.push_back({name.text, "细化", "refines", {scope_.file, name.span}});
  }
}

void RuleBuilder::clause(const syntax::RuleClause&, const syntax::GatherClause& node) {
  const std::string& by = node.by.text;
  if (by == "全文" || by == "report") {
    rule_.gather = Gather::report;
  } else if (by == "同值" || by == "value") {
    rule_.gather = Gather::same_value;
  } else if (by == "章" || by == "chapter") {
    rule_.gather = Gather::chapter;
  }
}

void RuleBuilder::clause(const syntax::RuleClause&, const syntax::EvidenceClause& node) {
  for (const syntax::ExprPtr& value : node.values) rule_.evidence.push_back(expressions_.check(*value));
}

// ---- helpers -----------------------------------------------------------------------------------------------------

ExprId check_applies(Context& context, const FileInfo& file, const syntax::Expr& tree) {
  Scope scope;
  scope.file = &file;
  scope.queries_allowed = false;
  scope.refusal = "HG-T032";
  Expressions expressions(context, scope);
  return expressions.condition(tree);
}

std::optional<BasisId> find_basis(Context& context, const FileInfo& file, const syntax::Name& name) {
  Program& program = *context.program;
  const std::string key = basis_key(name.text);
  for (const std::string& spelling : {name.text, key}) {
    const auto at = context.basis_words.find(spelling);
    if (at == context.basis_words.end()) continue;
    for (const BasisId id : at->second) {
      if (context.sees(file, program.bases[id.value].origin.rulebook)) return id;
    }
    if (!looks_like_document_number(name.text)) {
      const std::uint32_t rulebook = program.bases[at->second.front().value].origin.rulebook;
      context.report("HG-N041", file, name.span, {name.text, program.rulebooks[rulebook].id});
      return std::nullopt;
    }
  }
  if (looks_like_document_number(name.text)) {
    context.report("HG-L017", file, name.span, {name.text});
    const BasisId id{static_cast<std::uint32_t>(program.bases.size())};
    Basis basis;
    basis.name = basis.number = name.text;
    basis.origin = context.origin(file, name.span);
    program.bases.push_back(std::move(basis));
    context.basis_words[key].push_back(id);
    return id;
  }
  std::vector<std::string_view> known;
  for (const Basis& basis : program.bases) {
    known.push_back(basis.name);
    known.push_back(basis.title);
  }
  context.report_unknown("HG-N038", file, name, {name.text}, known);
  return std::nullopt;
}

std::optional<ParamSetting> check_setting(Context& context, const FileInfo& file, const syntax::ParamSetting& tree) {
  Program& program = *context.program;
  const ParamId id = program.find_parameter(tree.name.text);
  if (!id.valid()) {
    std::vector<std::string_view> known;
    for (const Parameter& parameter : program.parameters) known.push_back(parameter.name);
    context.report_unknown("HG-N036", file, tree.name, {tree.name.text}, known);
    return std::nullopt;
  }
  const Parameter& parameter = program.parameters[id.value];
  if (!context.sees(file, parameter.origin.rulebook)) {
    context.report("HG-N041", file, tree.name.span, {tree.name.text, program.rulebooks[parameter.origin.rulebook].id});
    return std::nullopt;
  }
  ensure_parameter(context, id);
  Scope scope;
  scope.file = &file;
  scope.queries_allowed = false;
  scope.refusal = "HG-T037";
  Expressions expressions(context, scope);
  const ExprId value = expressions.check(*tree.value);
  const Type wanted = program.parameters[id.value].type;
  const Type given = expressions.type(value);
  const bool words = wanted.kind == Type::Kind::words && is_text(given);
  if (!fits(wanted, given) && !words) {
    context.report("HG-T021", file, tree.value->span,
                   {tree.name.text, type_name(wanted, false), type_name(wanted, true), type_name(given, false),
                    type_name(given, true)});
    return std::nullopt;
  }
  return ParamSetting{id, value, context.origin(file, tree.span)};
}

std::vector<ParamSetting> check_settings(Context& context, const FileInfo& file,
                                         const std::vector<syntax::ParamSetting>& trees) {
  std::vector<ParamSetting> settings;
  for (const syntax::ParamSetting& tree : trees) {
    std::optional<ParamSetting> setting = check_setting(context, file, tree);
    if (!setting) continue;
    const bool twice = std::any_of(settings.begin(), settings.end(),
                                   [&](const ParamSetting& other) { return other.parameter == setting->parameter; });
    if (twice) {
      context.report("HG-R016", file, tree.name.span, {tree.name.text});
    } else {
      settings.push_back(std::move(*setting));
    }
  }
  return settings;
}

RuleEntry* find_rule(Context& context, const FileInfo& file, const syntax::Name& id) {
  auto& entries = context.rules->entries;
  const auto at = entries.find(id.text);
  if (at == entries.end()) {
    std::vector<std::string_view> known;
    for (const auto& [name, entry] : entries) known.push_back(name);
    context.report_unknown("HG-N037", file, id, {id.text}, known);
    return nullptr;
  }
  if (!context.sees(file, at->second.file->rulebook)) {
    context.report("HG-R014", file, id.span, {id.text, context.program->rulebooks[at->second.file->rulebook].id});
    return nullptr;
  }
  return &at->second;
}

void check_rules(Context& context) {
  Program& program = *context.program;
  context.rules = std::make_shared<RuleTable>();
  context.rules->rulebook_applies.resize(program.rulebooks.size());
  for (const FileInfo& file : context.files) {
    if (file.header != nullptr && file.header->applies)
      context.rules->rulebook_applies[file.rulebook].push_back(check_applies(context, file, *file.header->applies));
  }
  for_each_item<syntax::Rule>(context, [&](const FileInfo& file, const syntax::Item& item, const syntax::Rule& tree) {
    auto [at, fresh] = context.rules->entries.try_emplace(tree.id.text);
    if (!fresh) {
      context.label(context.report("HG-R005", file, tree.id.span, {tree.id.text}),
                    {at->second.file, at->second.tree->id.span}, "第一次用在这里", "first used here");
      return;
    }
    RuleEntry& entry = at->second;
    entry.file = &file;
    entry.tree = &tree;
    entry.scope.file = &file;
    Rule rule;
    rule.id = tree.id.text;
    if (tree.title) rule.title = plain_text(*tree.title);
    rule.doc = item.doc;
    rule.applies = context.rules->rulebook_applies[file.rulebook];
    rule.origin = context.origin(file, item.span);
    RuleBuilder(context, entry.scope, rule, false).build(tree.clauses);
    if (rule.severity.empty()) {
      context.report("HG-R002", file, tree.id.span, {rule.id});
      rule.severity.push_back({{}, Severity::warning});
    }
    rule.queries = program.rule_queries(rule);
    entry.index = static_cast<std::uint32_t>(program.rules.size());
    program.rules.push_back(std::move(rule));
  });
}

}  // namespace hegui::dsl::checking
