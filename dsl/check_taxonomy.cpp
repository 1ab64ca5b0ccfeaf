// Second pass, first half: aspects and their members, with parts, umbrella members and what they imply.
// Several rulebooks may add to one aspect, and to one member declared in a rulebook that they use.
// Afterwards every member knows its aspect, its direct parts and the bindings it brings into a query.
#include <algorithm>

#include "dsl/check_context.hpp"
#include "dsl/check_names.hpp"
#include "dsl/check_terms.hpp"

namespace hegui::dsl::checking {

namespace {

struct PendingMember {
  MemberId id;
  const syntax::AspectMember* tree;
  const FileInfo* file;
};

class Aspects {
 public:
  explicit Aspects(Context& context) : context_(context), program_(*context.program) {}

  void collect() {
    for_each_item<syntax::Aspect>(context_, [&](const FileInfo& file, const syntax::Item& item,
                                                const syntax::Aspect& tree) { add_aspect(file, item, tree); });
    for (const PendingMember& pending : pending_) add_synonyms(pending);
    for (const PendingMember& pending : pending_) add_parts(pending);
    for (const PendingMember& pending : pending_) add_preferences(pending);
    for (const auto& [tree, file] : defaults_) set_default(*tree, *file);
    break_circles();
  }
  /// What members imply may name members of any aspect, so it is resolved when all are known.
  void resolve_implications() {
    for (const PendingMember& pending : pending_) {
      for (const syntax::QueryTerm& term : pending.tree->implies) {
        if (const auto binding = resolve_implied(context_, *pending.file, term))
          add_implied(context_, *pending.file, program_.members[pending.id.value].implies, *binding, term.span);
      }
    }
  }

 private:
  void add_aspect(const FileInfo& file, const syntax::Item& item, const syntax::Aspect& tree) {
    AspectId id = program_.find_aspect(tree.name.text);
    if (!id.valid()) {
      id.value = static_cast<std::uint32_t>(program_.aspects.size());
      Aspect aspect;
      aspect.name = tree.name.text;
      aspect.origin = context_.origin(file, item.span);
      program_.aspects.push_back(std::move(aspect));
    }
    merge_english(context_, "维度", program_.aspects[id.value].english, tree.english, tree.name, file);
    if (tree.default_member) defaults_.emplace_back(&tree, &file);
    for (const syntax::AspectMember& member : tree.members) add_member(file, id, member);
  }

  void add_member(const FileInfo& file, AspectId aspect, const syntax::AspectMember& tree) {
    const MemberId known = find_by_name(aspect, tree.name.text);
    MemberId id = known;
    const std::string kind = "成员 " + program_.aspects[aspect.value].name;
    if (!known.valid()) {
      context_.declare(kind, tree.name, file);
      id = create(file, aspect, tree.name);
    } else if (program_.members[known.value].origin.rulebook == file.rulebook) {
      context_.declare(kind, tree.name, file);  // the same rulebook says it twice: reported there
      return;
    }
    Member& member = program_.members[id.value];
    const std::string before = member.english;
    merge_english(context_, kind, member.english, tree.english, tree.name, file);
    if (before.empty() && !member.english.empty()) {
      add_word(id, member.english, WordMeaning::Strength::english, {&file, tree.english->span}, file.rulebook);
    }
    pending_.push_back({id, &tree, &file});
  }

  MemberId create(const FileInfo& file, AspectId aspect, const syntax::Name& name) {
    const MemberId id{static_cast<std::uint32_t>(program_.members.size())};
    Member member;
    member.name = name.text;
    member.aspect = aspect;
    member.origin = context_.origin(file, name.span);
    program_.members.push_back(std::move(member));
    program_.aspects[aspect.value].members.push_back(id);
    add_word(id, name.text, WordMeaning::Strength::name, {&file, name.span}, file.rulebook);
    return id;
  }

  void add_synonyms(const PendingMember& pending) {
    for (const syntax::Name& synonym : pending.tree->synonyms) {
      Member& member = program_.members[pending.id.value];
      if (synonym.text == member.name) continue;
      if (std::find(member.synonyms.begin(), member.synonyms.end(), synonym.text) != member.synonyms.end()) continue;
      if (!add_word(pending.id, synonym.text, WordMeaning::Strength::synonym, {pending.file, synonym.span},
                    pending.file->rulebook))
        continue;
      member.synonyms.push_back(synonym.text);
    }
  }

  void add_parts(const PendingMember& pending) {
    for (const syntax::Name& part : pending.tree->parts) {
      const AspectId aspect = program_.members[pending.id.value].aspect;
      MemberId child = find_word(aspect, part.text);
      if (!child.valid()) child = create(*pending.file, aspect, part);
      if (child == pending.id) {
        context_.report("HG-N015", *pending.file, part.span, {part.text});
        continue;
      }
      std::vector<MemberId>& parts = program_.members[pending.id.value].parts;
      if (std::find(parts.begin(), parts.end(), child) == parts.end()) parts.push_back(child);
      MemberId& parent = program_.members[child.value].parent;
      if (!parent.valid()) parent = pending.id;
    }
  }

  void add_preferences(const PendingMember& pending) {
    Member& member = program_.members[pending.id.value];
    for (const syntax::Name& name : pending.tree->prefer) {
      const MemberId preferred = find_word(member.aspect, name.text);
      if (!preferred.valid()) {
        unknown_member(*pending.file, member.aspect, name);
      } else if (preferred == pending.id || !program_.members[preferred.value].prefer.empty()) {
        context_.report("HG-N016", *pending.file, name.span, {member.name, name.text});
      } else {
        member.prefer.push_back(preferred);
      }
    }
  }

  void set_default(const syntax::Aspect& tree, const FileInfo& file) {
    Aspect& aspect = program_.aspects[program_.find_aspect(tree.name.text).value];
    const AspectId id = program_.find_aspect(tree.name.text);
    const MemberId member = find_word(id, tree.default_member->text);
    if (!member.valid()) {
      unknown_member(file, id, *tree.default_member);
    } else if (aspect.default_member.valid() && aspect.default_member != member) {
      context_.report("HG-N017", file, tree.default_member->span,
                      {aspect.name, program_.members[aspect.default_member.value].name, tree.default_member->text});
    } else {
      aspect.default_member = member;
    }
  }

  /// A member that is a part of its own part would make the tree endless: the closing link is dropped.
  void break_circles() {
    std::vector<std::uint8_t> mark(program_.members.size(), 0);  // 1: being walked, 2: done
    struct Step {
      std::uint32_t member;
      std::size_t next = 0;
    };
    for (std::uint32_t root = 0; root < program_.members.size(); ++root) {
      if (mark[root] != 0) continue;
      std::vector<Step> path{{root}};
      mark[root] = 1;
      while (!path.empty()) {
        Member& member = program_.members[path.back().member];
        if (path.back().next == member.parts.size()) {
          mark[path.back().member] = 2;
          path.pop_back();
          continue;
        }
        const std::uint32_t child = member.parts[path.back().next].value;
        if (mark[child] == 1) {
          const Where at = place_of(MemberId{path.back().member});
          context_.report("HG-N015", *at.file, at.span, {program_.members[child].name});
          member.parts.erase(member.parts.begin() + static_cast<std::ptrdiff_t>(path.back().next));
          continue;
        }
        ++path.back().next;
        if (mark[child] == 0) {
          mark[child] = 1;
          path.push_back({child});
        }
      }
    }
  }

  // ---- names -------------------------------------------------------------------------------------------------
  MemberId find_by_name(AspectId aspect, const std::string& name) const {
    for (const MemberId id : program_.aspects[aspect.value].members) {
      if (program_.members[id.value].name == name) return id;
    }
    return {};
  }
  MemberId find_word(AspectId aspect, const std::string& word) const {
    const auto at = context_.member_words.find({aspect.value, word});
    return at == context_.member_words.end() ? MemberId{} : at->second;
  }
  Where place_of(MemberId id) const {
    const auto at = places_.find(id.value);
    return at == places_.end() ? Where{&context_.files.front(), {}} : at->second;
  }

  /// False when the word already names another member of the same aspect (reported).
  bool add_word(MemberId id, const std::string& word, WordMeaning::Strength strength, const Where& at,
                std::uint32_t rulebook) {
    if (strength == WordMeaning::Strength::name) places_.emplace(id.value, at);
    const AspectId aspect = program_.members[id.value].aspect;
    const auto [found, fresh] = context_.member_words.emplace(std::pair{aspect.value, word}, id);
    if (!fresh) {
      if (found->second == id) return false;
      const Member& other = program_.members[found->second.value];
      context_.label(context_.report("HG-N012", *at.file, at.span, {word, other.name, program_.members[id.value].name}),
                     place_of(found->second), "另一个成员在这里", "the other member is here");
      return false;
    }
    context_.words[word].push_back({WordMeaning::Kind::member, id.value, strength, rulebook});
    return true;
  }

  void unknown_member(const FileInfo& file, AspectId aspect, const syntax::Name& name) {
    std::vector<std::string_view> known;
    for (const MemberId id : program_.aspects[aspect.value].members) known.push_back(program_.members[id.value].name);
    context_.report_unknown("HG-N013", file, name, {program_.aspects[aspect.value].name, name.text}, known);
  }

  Context& context_;
  Program& program_;
  std::vector<PendingMember> pending_;
  std::vector<std::pair<const syntax::Aspect*, const FileInfo*>> defaults_;
  std::map<std::uint32_t, Where> places_;
};

}  // namespace

void collect_taxonomy(Context& context) {
  Aspects aspects(context);
  aspects.collect();
  collect_concepts(context);
  collect_sections(context);
  collect_phrases(context);
  collect_words(context);
  aspects.resolve_implications();
  resolve_term_implications(context);
}

}  // namespace hegui::dsl::checking
