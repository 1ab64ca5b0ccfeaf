// Last pass: what is not wrong but hardly meant: unused names, names that look alike, rules that replace each other.
// A lint never stops a run; each has its own code, so that a bureau can decide which it wants to see.
// What is looked at rule by rule (conditions, messages, sums) is in check_rule_lints.cpp.
#include <algorithm>
#include <functional>

#include "dsl/check_names.hpp"
#include "dsl/check_rules.hpp"

namespace hegui::dsl::checking {

namespace {

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

// ---- names that look alike ---------------------------------------------------------------------------------------

/// Two names that are told apart only by characters that look alike: one of them is a slip of the keyboard or of OCR.
class LookAlikes {
 public:
  explicit LookAlikes(Context& context) : context_(context) {}

  void collect() {
    for_each_item<syntax::Aspect>(context_, [&](const FileInfo& file, const syntax::Item&, const syntax::Aspect& tree) {
      for (const syntax::AspectMember& member : tree.members) {
        add("term", file, member.name, member.name.text);
        for (const syntax::Name& synonym : member.synonyms) add("term", file, synonym, member.name.text);
      }
    });
    for_each_item<syntax::Concept>(context_,
                                   [&](const FileInfo& file, const syntax::Item&, const syntax::Concept& tree) {
                                     add("term", file, tree.name, tree.name.text);
                                     for (const syntax::Name& synonym : tree.synonyms)
                                       add("term", file, synonym, tree.name.text);
                                   });
    each<syntax::Words>("name");
    each<syntax::Parameter>("name");
    each<syntax::Function>("function");
    each<syntax::Basis>("basis");
    each<syntax::SectionKind>("section");
    for_each_item<syntax::Rule>(context_, [&](const FileInfo& file, const syntax::Item&, const syntax::Rule& tree) {
      add("rule", file, tree.id, tree.id.text);
    });
  }

 private:
  struct First {
    std::string name, owner;
    Where at;
  };
  template <class Node>
  void each(std::string_view kind) {
    for_each_item<Node>(context_, [&](const FileInfo& file, const syntax::Item&, const Node& tree) {
      add(kind, file, tree.name, tree.name.text);
    });
  }
  void add(std::string_view kind, const FileInfo& file, const syntax::Name& name, const std::string& owner) {
    std::u32string key(kind.begin(), kind.end());
    key += U' ';
    key += skeleton(name.text);
    const auto [at, fresh] = first_.try_emplace(std::move(key), First{name.text, owner, {&file, name.span}});
    // Synonyms of one thing may be spelt in every way that reports spell it.
    if (fresh || at->second.name == name.text || at->second.owner == owner) return;
    context_.label(context_.report("HG-L023", file, name.span, {name.text, at->second.name}), at->second.at,
                   "另一个在这里", "the other one is here");
  }

  Context& context_;
  std::map<std::u32string, First> first_;
};

// ---- rules that replace each other -------------------------------------------------------------------------------

/// A replaces B replaces A: neither would ever report.
void check_circles(Context& context) {
  const Program& program = *context.program;
  const auto walk_kind = [&](auto targets, std::string_view zh, std::string_view en) {
    std::map<std::string_view, int> mark;  // 1: on the path, 2: done
    std::vector<std::string_view> path;
    const std::function<void(std::string_view)> visit = [&](std::string_view id) {
      const auto at = context.rules->entries.find(id);
      if (at == context.rules->entries.end() || path.size() > 1000) return;
      mark[id] = 1;
      path.push_back(id);
      for (const std::string& next : targets(program.rules[at->second.index])) {
        if (next == id) continue;  // reported with the clause
        if (mark[next] == 0) visit(next);
        if (mark[next] != 1) continue;
        std::string circle;
        for (auto step = std::find(path.begin(), path.end(), next); step != path.end(); ++step)
          circle += std::string(*step) + " → ";
        context.report("HG-R025", *at->second.file, at->second.tree->id.span,
                       {std::string(id), circle + next, std::string(zh), std::string(en)});
      }
      path.pop_back();
      mark[id] = 2;
    };
    for (const auto& [id, entry] : context.rules->entries) {
      if (mark[id] == 0) visit(id);
    }
  };
  walk_kind([](const Rule& rule) -> const std::vector<std::string>& { return rule.replaces; }, "取代", "replaces");
  walk_kind([](const Rule& rule) -> const std::vector<std::string>& { return rule.refines; }, "细化", "refines");
}

}  // namespace

void check_lints(Context& context) {
  // What a broken item uses is not known, so nothing is called unused while there are errors.
  const bool whole = std::none_of(context.parsed().begin(), context.parsed().end(),
                                  [](const syntax::File& file) { return !file.broken.empty(); }) &&
                     std::all_of(context.diagnostics.begin(), context.diagnostics.end(),
                                 [](const Diagnostic& problem) { return problem.code.starts_with("HG-L"); });
  if (whole) lint_unused(context);
  // Nor is there more to say about a rule that has an error: its lints may be consequences.
  std::map<const Source*, std::set<std::uint32_t>> errors;
  for (const Diagnostic& problem : context.diagnostics) {
    if (!problem.code.starts_with("HG-L")) errors[problem.source.get()].insert(problem.span.begin);
  }
  const auto has_error = [&errors](const Rule& rule, const FileInfo& file) {
    const auto places = errors.find(file.file->source.get());
    if (places == errors.end()) return false;
    const auto at = places->second.lower_bound(rule.origin.span.begin);
    return at != places->second.end() && *at < rule.origin.span.end;
  };
  for (const auto& [id, entry] : context.rules->entries) {
    if (has_error(context.program->rules[entry.index], *entry.file)) continue;
    lint_rule(context, entry, context.program->rules[entry.index]);
  }
  lint_tags(context);
  lint_mentions(context);
  LookAlikes(context).collect();
  check_circles(context);
}

}  // namespace hegui::dsl::checking
