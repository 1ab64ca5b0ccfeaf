// Names with a partner in the other language, and the names that an item binds itself.
#include "dsl/builtin.hpp"
#include "dsl/overloaded.hpp"
#include "dsl/printer_text.hpp"
#include "dsl/records.hpp"

namespace hegui::dsl {

using namespace syntax;  // NOLINT(google-build-using-namespace)

// ---- partners
// --------------------------------------------------------------------------------------------------------
void NameMap::Directions::pair(std::string_view zh, std::string_view en) {
  if (zh.empty() || en.empty()) return;
  const auto put = [](Partners& to, std::string_view from, std::string_view partner) {
    const auto [at, fresh] = to.try_emplace(std::string(from), partner);
    if (!fresh && at->second != partner) at->second.clear();
  };
  put(to_en, zh, en);
  put(to_zh, en, zh);
}

bool NameMap::Directions::knows(std::string_view name, Language to) const {
  const Partners& partners = to == Language::en ? to_en : to_zh;
  return partners.find(name) != partners.end();
}

std::string_view NameMap::Directions::look_up(std::string_view name, Language to) const {
  const Partners& partners = to == Language::en ? to_en : to_zh;
  const auto found = partners.find(name);
  return found != partners.end() && !found->second.empty() ? std::string_view(found->second) : name;
}

// A partner only where the way back is as clear: otherwise two names would become one.
std::string_view NameMap::Directions::translate(std::string_view name, Language to) const {
  const std::string_view other = look_up(name, to);
  return look_up(other, to == Language::en ? Language::zh : Language::en) == name ? other : name;
}

NameMap::NameMap() {
  for (const RecordRow& record : records()) add(record.name, record.english);
  for (const FieldRow& field : fields()) add_field(field.name, field.english);
  for (const BuiltinRow& builtin : builtins()) add(builtin.name, builtin.english);
}

void NameMap::add(std::string_view zh, std::string_view en, NameKind kind) {
  kinds_[static_cast<std::size_t>(kind)].pair(zh, en);
}

void NameMap::add_field(std::string_view zh, std::string_view en) { fields_.pair(zh, en); }

void NameMap::add(const File& file) {
  const auto declare = [this](const Name& name, const std::optional<Name>& english, NameKind kind = NameKind::other) {
    if (english) add(name.text, english->text, kind);
  };
  for (const Item& item : file.items) {
    std::visit(overloaded{
                   [&](const Basis& made) { declare(made.name, made.english, NameKind::apart); },
                   [&](const syntax::Parameter& made) { declare(made.name, made.english); },
                   [&](const Words& made) { declare(made.name, made.english); },
                   [&](const Aspect& made) {
                     declare(made.name, made.english);
                     for (const AspectMember& member : made.members)
                       declare(member.name, member.english, NameKind::term);
                   },
                   [&](const Concept& made) { declare(made.name, made.english, NameKind::term); },
                   [&](const SectionKind& made) { declare(made.name, made.english, NameKind::section); },
                   [&](const Phrase& made) { declare(made.name, made.english, NameKind::apart); },
                   [&](const Function& made) { declare(made.name, made.english); },
                   [&](const Profile& made) { declare(made.name, made.english, NameKind::apart); },
                   [](const Rulebook&) {},
                   [](const Rule&) {},
                   [](const Override&) {},
                   [](const Disable&) {},
                   [](const Waiver&) {},
                   [](const Test&) {},
               },
               item.node);
  }
}

std::string_view NameMap::translate(std::string_view name, Language to, NameKind kind) const {
  return of_kind(kind).translate(name, to);
}

const NameMap::Directions& NameMap::of_reference(std::string_view name, Language to) const {
  const Directions &others = of_kind(NameKind::other), &terms = of_kind(NameKind::term);
  return others.knows(name, to) || !terms.knows(name, to) ? others : terms;
}

std::string_view NameMap::translate(std::string_view name, Language to) const {
  const Directions& known = of_reference(name, to);
  const std::string_view other = known.translate(name, to);
  // Read back, the partner must be found where this name was.
  return &of_reference(other, to == Language::en ? Language::zh : Language::en) == &known ? other : name;
}

std::string_view NameMap::translate_field(std::string_view name, Language to) const {
  return fields_.translate(name, to);
}

// ---- bound names
// -----------------------------------------------------------------------------------------------------
namespace {

// Bound names in the order written, with the list they run over (null: not a loop).
using Names = std::vector<std::pair<std::string, const Expr*>>;

void bound_in(const Expr& expression, Names& names);
void bound_in(const ExprPtr& expression, Names& names) {
  if (expression != nullptr) bound_in(*expression, names);
}
void bound_in(const std::vector<ExprPtr>& expressions, Names& names) {
  for (const ExprPtr& expression : expressions) bound_in(expression, names);
}
void bound_in(const Template& text, Names& names) {
  for (const TemplatePart& part : text.parts) bound_in(part.value, names);
}

void bound_in(const Expr& expression, Names& names) {
  std::visit(overloaded{
                 [](const NumberLiteral&) {},
                 [](const DateLiteral&) {},
                 [&](const TextLiteral& node) { bound_in(node.text, names); },
                 [](const RegexLiteral&) {},
                 [](const BoolLiteral&) {},
                 [](const Reference&) {},
                 [&](const Member& node) { bound_in(node.object, names); },
                 [&](const Call& node) { bound_in(node.arguments, names); },
                 [](const Query&) {},
                 [&](const Unary& node) { bound_in(node.operand, names); },
                 [&](const Binary& node) {
                   bound_in(node.left, names);
                   bound_in(node.right, names);
                   bound_in(node.tolerance, names);
                 },
                 [&](const DefaultIfMissing& node) {
                   bound_in(node.operand, names);
                   bound_in(node.value, names);
                 },
                 [&](const If& node) {
                   bound_in(node.condition, names);
                   bound_in(node.then, names);
                   bound_in(node.otherwise, names);
                 },
                 [&](const Quantifier& node) {
                   names.emplace_back(node.variable.text, node.list.get());
                   bound_in(node.list, names);
                   bound_in(node.body, names);
                 },
                 [&](const AnyOf& node) { bound_in(node.values, names); },
                 [](const SectionRef&) {},
                 [](const WordsRef&) {},
                 [&](const Near& node) {
                   bound_in(node.anchor, names);
                   bound_in(node.sought, names);
                 },
             },
             expression.node);
}

void bound_in(const std::vector<RuleClause>& clauses, Names& names) {
  for (const RuleClause& clause : clauses) {
    std::visit(overloaded{
                   [&](const SeverityClause& node) {
                     for (const Severity& grade : node.grades) bound_in(grade.when, names);
                   },
                   [&](const AppliesClause& node) { bound_in(node.condition, names); },
                   [&](const ForEachClause& node) {
                     names.emplace_back(node.variable.text, node.list.get());
                     bound_in(node.list, names);
                   },
                   [&](const LetClause& node) {
                     names.emplace_back(node.name.text, nullptr);
                     bound_in(node.value, names);
                   },
                   [&](const WhenClause& node) { bound_in(node.condition, names); },
                   [&](const UnlessClause& node) {
                     bound_in(node.condition, names);
                     bound_in(node.exception, names);
                   },
                   [&](const RequireClause& node) { bound_in(node.condition, names); },
                   [&](const MessageClause& node) { bound_in(node.text, names); },
                   [&](const AdviceClause& node) { bound_in(node.text, names); },
                   [&](const EvidenceClause& node) { bound_in(node.values, names); },
                   [](const BasisClause&) {},
                   [](const TagsClause&) {},
                   [](const FromClause&) {},
                   [](const UntilClause&) {},
                   [](const ReplacesClause&) {},
                   [](const RefinesClause&) {},
                   [](const GatherClause&) {},
               },
               clause.node);
  }
}

}  // namespace

void TextPrinter::bind(const Item& item) {
  bound_.clear();
  bound_records_.clear();
  Names names;
  if (const auto* rule = std::get_if<Rule>(&item.node)) bound_in(rule->clauses, names);
  if (const auto* change = std::get_if<Override>(&item.node)) bound_in(change->clauses, names);
  if (const auto* function = std::get_if<Function>(&item.node)) {
    for (const Function::Parameter& parameter : function->parameters) names.emplace_back(parameter.name.text, nullptr);
    bound_in(function->body, names);
  }
  for (const auto& [name, list] : names) {
    const auto record = list != nullptr ? record_of(*list) : std::nullopt;
    if (bound_.insert(name).second) {
      if (record) bound_records_.emplace(name, *record);
      continue;
    }
    const auto before = bound_records_.find(name);  // bound again: known only when to the same kind of record
    if (before != bound_records_.end() && record != before->second) bound_records_.erase(before);
  }
}

}  // namespace hegui::dsl
