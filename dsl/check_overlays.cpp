// Fifth pass: what changes rules from outside: 覆盖, 停用, profiles, waivers.
// Two that may meet and say different things are a conflict unless one is the more special: it uses the other's
// rulebook, or applies to fewer reports. The order of files never decides.
#include <algorithm>
#include <tuple>

#include "dsl/check_guards.hpp"
#include "dsl/check_rules.hpp"

namespace hegui::dsl::checking {

namespace {

/// One thing that an overlay or profile sets, for finding conflicts: what it is, and how it was written.
struct Stated {
  std::string zh, english, text;
  Span span;
};

struct Candidate {
  const FileInfo* file = nullptr;
  Span span;
  Guard guard;
  std::vector<Stated> stated;
  Overlay overlay;  // for overlays
  Profile profile;  // for profiles
};

std::string text_at(const FileInfo& file, Span span) {
  std::string text;
  for (const char c : file.file->source->text(span)) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') text += c;
  }
  return text;
}

/// The things of which a rule has one; what is only added (bases, tags …) never conflicts.
std::pair<std::string, std::string> exclusive_clause(const syntax::RuleClause& clause) {
  struct Visitor {
    using Names = std::pair<std::string, std::string>;
    Names operator()(const syntax::SeverityClause&) const { return {"级别", "the severity"}; }
    Names operator()(const syntax::FromClause&) const { return {"生效", "the beginning"}; }
    Names operator()(const syntax::UntilClause&) const { return {"失效", "the end"}; }
    Names operator()(const syntax::WhenClause&) const { return {"当", "the conditions"}; }
    Names operator()(const syntax::RequireClause&) const { return {"应", "the requirements"}; }
    Names operator()(const syntax::MessageClause&) const { return {"说明", "the message"}; }
    Names operator()(const syntax::AdviceClause&) const { return {"建议", "the advice"}; }
    Names operator()(const syntax::GatherClause&) const { return {"归并", "the gathering"}; }
    Names operator()(const syntax::LetClause& let) const { return {"令 " + let.name.text, "let " + let.name.text}; }
    Names operator()(const syntax::UnlessClause& unless) const {
      if (!unless.label) return {};
      return {"除非 " + unless.label->text, "unless " + unless.label->text};
    }
    Names operator()(const syntax::BasisClause&) const { return {}; }
    Names operator()(const syntax::TagsClause&) const { return {}; }
    Names operator()(const syntax::AppliesClause&) const { return {}; }
    Names operator()(const syntax::ForEachClause&) const { return {}; }
    Names operator()(const syntax::ReplacesClause&) const { return {}; }
    Names operator()(const syntax::RefinesClause&) const { return {}; }
    Names operator()(const syntax::EvidenceClause&) const { return {}; }
  };
  return std::visit(Visitor{}, clause.node);
}

void state_settings(Candidate& candidate, const std::vector<syntax::ParamSetting>& settings) {
  for (const syntax::ParamSetting& setting : settings) {
    candidate.stated.push_back({"参数 " + setting.name.text, "parameter " + setting.name.text,
                                text_at(*candidate.file, setting.value->span), setting.span});
  }
}

/// Which of two that may meet comes later and wins: −1 the first is the more special, 1 the second, 0 neither.
int more_special(const Context& context, const Candidate& a, const Candidate& b) {
  const Program& program = *context.program;
  const std::uint32_t x = a.file->rulebook, y = b.file->rulebook;
  if (x != y && context.visible[x][y]) return -1;
  if (x != y && context.visible[y][x]) return 1;
  if (is_narrower(program, a.guard, b.guard)) return -1;
  if (is_narrower(program, b.guard, a.guard)) return 1;
  return 0;
}

std::size_t guard_depth(const Program& program, const Guard& guard) {
  std::size_t depth = 0;
  for (const auto& [field, members] : guard.members) {
    std::size_t deepest = 1;
    for (MemberId at : members) {
      std::size_t steps = 1;
      while (program.members[at.value].parent.valid() && steps < program.members.size()) {
        at = program.members[at.value].parent;
        ++steps;
      }
      deepest = std::max(deepest, steps);
    }
    depth += deepest;
  }
  return depth + (guard.first_year ? 1 : 0) + (guard.last_year ? 1 : 0);
}

/// General before special; otherwise by rulebook id and place, which only decides the order of equals.
void sort_by_speciality(const Context& context, std::vector<Candidate>& candidates) {
  const Program& program = *context.program;
  const auto key = [&](const Candidate& candidate) {
    return std::tuple(context.depth[candidate.file->rulebook], guard_depth(program, candidate.guard),
                      std::string_view(program.rulebooks[candidate.file->rulebook].id), candidate.file->source,
                      candidate.span.begin);
  };
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](const Candidate& a, const Candidate& b) { return key(a) < key(b); });
}

/// What both candidates set.
std::vector<std::pair<const Stated*, const Stated*>> common_statements(const Candidate& a, const Candidate& b) {
  std::vector<std::pair<const Stated*, const Stated*>> found;
  for (const Stated& one : a.stated) {
    for (const Stated& other : b.stated) {
      if (one.zh == other.zh) found.emplace_back(&one, &other);
    }
  }
  return found;
}

// ---- overlays ----------------------------------------------------------------------------------------------------

Candidate read_override(Context& context, const FileInfo& file, const syntax::Item& item, const syntax::Override& tree,
                        RuleEntry& entry) {
  Candidate candidate;
  candidate.file = &file;
  candidate.span = item.span;
  Overlay& overlay = candidate.overlay;
  overlay.rule = tree.rule.text;
  overlay.origin = context.origin(file, item.span);
  overlay.applies = context.rules->rulebook_applies[file.rulebook];

  // The clauses of an override may use the lets and loops of the rule they change.
  const FileInfo* rule_file = entry.scope.file;
  entry.scope.file = &file;
  overlay.changes.id = tree.rule.text;
  RuleBuilder(context, entry.scope, overlay.changes, true).build(tree.clauses);
  entry.scope.file = rule_file;
  overlay.changes.settings = check_settings(context, file, tree.settings);

  for (const syntax::RuleClause& clause : tree.clauses) {
    const auto [zh, english] = exclusive_clause(clause);
    if (zh.empty()) continue;
    const auto same = std::find_if(candidate.stated.begin(), candidate.stated.end(),
                                   [&, name = zh](const Stated& stated) { return stated.zh == name; });
    if (same == candidate.stated.end()) {
      candidate.stated.push_back({zh, english, text_at(file, clause.span), clause.span});
    } else {
      same->text += text_at(file, clause.span);  // several 当 count as one statement
    }
  }
  state_settings(candidate, tree.settings);
  return candidate;
}

void report_overlay_conflicts(Context& context, const std::vector<Candidate>& overlays) {
  for (std::size_t i = 0; i < overlays.size(); ++i) {
    for (std::size_t j = i + 1; j < overlays.size(); ++j) {
      const Candidate &a = overlays[i], &b = overlays[j];
      if (a.overlay.rule != b.overlay.rule) continue;
      if (exclude_each_other(*context.program, a.guard, b.guard)) continue;
      const int order = more_special(context, a, b);
      for (const auto& [one, other] : common_statements(a, b)) {
        if (order == 0 && one->text != other->text) {
          context.label(context.report("HG-R012", *b.file, other->span, {b.overlay.rule, other->zh, other->english}),
                        {a.file, one->span}, "与这里矛盾", "contradicts this");
        } else if (one->zh == "级别") {
          context.label(context.report("HG-L005", *b.file, other->span, {b.overlay.rule}), {a.file, one->span},
                        "另一处在这里", "the other one is here");
        }
      }
    }
  }
}

std::vector<Candidate> collect_overlays(Context& context) {
  std::vector<Candidate> overlays;
  for_each_item<syntax::Override>(context,
                                  [&](const FileInfo& file, const syntax::Item& item, const syntax::Override& tree) {
                                    if (RuleEntry* entry = find_rule(context, file, tree.rule))
                                      overlays.push_back(read_override(context, file, item, tree, *entry));
                                  });
  for_each_item<syntax::Disable>(context,
                                 [&](const FileInfo& file, const syntax::Item& item, const syntax::Disable& tree) {
                                   if (find_rule(context, file, tree.rule) == nullptr) return;
                                   Candidate candidate;
                                   candidate.file = &file;
                                   candidate.span = item.span;
                                   candidate.overlay.rule = tree.rule.text;
                                   candidate.overlay.applies = context.rules->rulebook_applies[file.rulebook];
                                   candidate.overlay.disable = true;
                                   candidate.overlay.origin = context.origin(file, item.span);
                                   if (tree.reason) candidate.overlay.disabled_reason = plain_text(*tree.reason);
                                   if (candidate.overlay.disabled_reason.empty())
                                     context.report("HG-L012", file, tree.rule.span, {tree.rule.text});
                                   overlays.push_back(std::move(candidate));
                                 });
  for (Candidate& candidate : overlays) candidate.guard = guard_of(*context.program, candidate.overlay.applies);
  sort_by_speciality(context, overlays);
  return overlays;
}

void apply_overlays(Context& context, std::vector<Candidate>& overlays) {
  Program& program = *context.program;
  for (auto& [id, entry] : context.rules->entries) {
    // One frame fits the rule and everything that overlays add to it.
    program.rules[entry.index].slots = entry.scope.slots;
  }
  for (Candidate& candidate : overlays) {
    // What holds everywhere is part of the rule from now on; an overlay with conditions waits for the report.
    const RuleEntry& entry = context.rules->entries.find(candidate.overlay.rule)->second;
    if (candidate.overlay.applies.empty()) {
      Rule& rule = program.rules[entry.index];
      rule = program.apply_overlay(rule, candidate.overlay);
    } else {
      program.overlays.push_back(std::move(candidate.overlay));
    }
  }
}

// ---- profiles ----------------------------------------------------------------------------------------------------

void collect_profiles(Context& context) {
  std::vector<Candidate> profiles;
  for_each_item<syntax::Profile>(context,
                                 [&](const FileInfo& file, const syntax::Item& item, const syntax::Profile& tree) {
                                   if (!context.declare("方案", tree.name, file)) return;
                                   Candidate candidate;
                                   candidate.file = &file;
                                   candidate.span = item.span;
                                   Profile& profile = candidate.profile;
                                   profile.name = tree.name.text;
                                   if (tree.english) profile.english = tree.english->text;
                                   profile.applies = context.rules->rulebook_applies[file.rulebook];
                                   if (tree.applies)
                                     profile.applies.push_back(check_applies(context, file, *tree.applies));
                                   profile.settings = check_settings(context, file, tree.settings);
                                   for (const syntax::Name& rule : tree.disabled) {
                                     if (find_rule(context, file, rule) != nullptr)
                                       profile.disabled.push_back(rule.text);
                                   }
                                   profile.origin = context.origin(file, item.span);
                                   candidate.guard = guard_of(*context.program, profile.applies);
                                   state_settings(candidate, tree.settings);
                                   profiles.push_back(std::move(candidate));
                                 });
  sort_by_speciality(context, profiles);
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    for (std::size_t j = i + 1; j < profiles.size(); ++j) {
      const Candidate &a = profiles[i], &b = profiles[j];
      // A profile without 适用 is only ever chosen by name.
      if (a.profile.applies.empty() || b.profile.applies.empty()) continue;
      if (exclude_each_other(*context.program, a.guard, b.guard) || more_special(context, a, b) != 0) continue;
      for (const auto& [one, other] : common_statements(a, b)) {
        if (one->text == other->text) continue;
        context.label(context.report("HG-R015", *b.file, other->span,
                                     {other->zh.substr(other->zh.find(' ') + 1), a.profile.name, b.profile.name}),
                      {a.file, one->span}, "与这里矛盾", "contradicts this");
      }
    }
  }
  for (Candidate& candidate : profiles) context.program->profiles.push_back(std::move(candidate.profile));
}

// ---- waivers -----------------------------------------------------------------------------------------------------

void collect_waivers(Context& context) {
  for_each_item<syntax::Waiver>(context,
                                [&](const FileInfo& file, const syntax::Item& item, const syntax::Waiver& tree) {
                                  const bool known = find_rule(context, file, tree.rule) != nullptr;
                                  Waiver waiver;
                                  waiver.rule = tree.rule.text;
                                  if (tree.unit) waiver.unit = plain_text(*tree.unit);
                                  if (tree.reason) waiver.reason = plain_text(*tree.reason);
                                  if (tree.authority) waiver.authority = plain_text(*tree.authority);
                                  waiver.origin = context.origin(file, item.span);
                                  if (waiver.reason.empty()) context.report("HG-R010", file, tree.rule.span);
                                  if (waiver.unit.empty())
                                    context.report("HG-L030", file, tree.rule.span, {waiver.rule});
                                  if (tree.year) {
                                    const auto* literal = std::get_if<syntax::NumberLiteral>(&tree.year->node);
                                    const auto year = literal != nullptr ? literal->value.to_int64() : std::nullopt;
                                    if (year && *year >= 1900 && *year <= 2200) {
                                      waiver.year = static_cast<int>(*year);
                                    } else {
                                      context.report("HG-R019", file, tree.year->span);
                                    }
                                  }
                                  if (!tree.until) {
                                    context.report("HG-R011", file, tree.rule.span);
                                    return;
                                  }
                                  const auto until = civil_date(context, file, *tree.until, tree.rule.span);
                                  if (!until || !known) return;
                                  waiver.until = *until;
                                  context.program->waivers.push_back(std::move(waiver));
                                });
}

}  // namespace

void check_overlays(Context& context) {
  std::vector<Candidate> overlays = collect_overlays(context);
  report_overlay_conflicts(context, overlays);
  apply_overlays(context, overlays);
  collect_profiles(context);
  collect_waivers(context);
}

}  // namespace hegui::dsl::checking
