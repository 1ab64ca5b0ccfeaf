// Second pass, second half: concepts, kinds of sections and word lists; phrases are in check_phrases.cpp.
// Like members, a concept or a section kind may be extended by rulebooks that use the one declaring it.
#include "dsl/check_terms.hpp"

#include <algorithm>
#include <array>

#include "dsl/check_names.hpp"
#include "dsl/records.hpp"

namespace hegui::dsl::checking {

namespace {

constexpr std::array kQuantityTypes{Dimension::money, Dimension::rate,     Dimension::points,
                                    Dimension::score, Dimension::count,    Dimension::date,
                                    Dimension::year,  Dimension::duration, Dimension::number};

template <class T>
void append_new(std::vector<T>& to, const T& value) {
  if (std::find(to.begin(), to.end(), value) == to.end()) to.push_back(value);
}

}  // namespace

void merge_english(Context& context, std::string_view kind, std::string& english,
                   const std::optional<syntax::Name>& declared, const syntax::Name& name, const FileInfo& file) {
  if (!declared || declared->text == english) return;
  if (!english.empty()) {
    context.report("HG-N014", file, declared->span, {name.text, english, declared->text});
    return;
  }
  const std::string key = std::string(kind) + " en " + declared->text;
  const auto [at, fresh] = context.declared.emplace(key, Where{&file, declared->span});
  if (!fresh) {
    context.label(context.report("HG-N011", file, declared->span, {declared->text}), at->second, "第一次用在这里",
                  "first used here");
    return;
  }
  english = declared->text;
}

std::optional<Type> named_type(Context& context, const FileInfo& file, const syntax::Name& name,
                               const std::vector<syntax::Name>& nouns, bool allow_records) {
  std::vector<std::string_view> known{"文本", "是非"};
  if (name.text == "文本" || name.text == "text") return Type{.kind = Type::Kind::text};
  if (name.text == "是非" || name.text == "boolean") return Type{.kind = Type::Kind::boolean};
  for (const Dimension dimension : kQuantityTypes) {
    known.push_back(dimension_name(dimension, false));
    if (name.text != dimension_name(dimension, false) && name.text != dimension_name(dimension, true)) continue;
    Type type{.kind = Type::Kind::quantity, .dimension = dimension};
    if (nouns.size() == 1) type.noun = nouns.front().text;
    return type;
  }
  if (allow_records) {
    for (const RecordRow& row : records()) {
      known.push_back(row.name);
      if (name.text != row.name && name.text != row.english) continue;
      Type type{.kind = Type::Kind::record, .record = static_cast<std::uint16_t>(row.record)};
      type.any_dimension = row.record == Record::fact;
      return type;
    }
  }
  std::string list;
  for (const std::string_view entry : known) list += (list.empty() ? "" : "、") + std::string(entry);
  context.report_unknown("HG-N018", file, name, {name.text, list}, known);
  return std::nullopt;
}

// ---- concepts ----------------------------------------------------------------------------------------------------

namespace {

void add_concept_word(Context& context, ConceptId id, const std::string& word, WordMeaning::Strength strength,
                      const Where& at) {
  const Program& program = *context.program;
  const Concept& item = program.concepts[id.value];
  for (const WordMeaning& other : context.words[word]) {
    if (other.kind != WordMeaning::Kind::concept_word) continue;
    if (other.id == id.value) return;
    // One word may name figures of different kinds (目标值 as a rate and as a count): the unit tells them apart.
    const Concept& rival = program.concepts[other.id];
    if (rival.dimension != item.dimension || rival.is_text != item.is_text || rival.nouns != item.nouns) continue;
    const auto first = context.declared.find("概念 " + rival.name);
    context.label(context.report("HG-N012", *at.file, at.span, {word, rival.name, item.name}),
                  first == context.declared.end() ? Where{} : first->second, "另一个概念在这里",
                  "the other concept is here");
    return;
  }
  context.words[word].push_back({WordMeaning::Kind::concept_word, id.value, strength, at.file->rulebook});
}

void extend_concept(Context& context, const FileInfo& file, ConceptId id, const syntax::Concept& tree) {
  Program& program = *context.program;
  Concept& item = program.concepts[id.value];
  const std::string before = item.english;
  merge_english(context, "概念", item.english, tree.english, tree.name, file);
  if (before != item.english)
    add_concept_word(context, id, item.english, WordMeaning::Strength::english, {&file, tree.english->span});
  for (const syntax::Name& noun : tree.nouns) append_new(item.nouns, noun.text);
  for (const syntax::Name& value : tree.values) append_new(item.values, value.text);
  for (const syntax::Name& synonym : tree.synonyms) {
    if (synonym.text == item.name) continue;
    const std::vector<WordMeaning>& meanings = context.words[synonym.text];
    const bool known = std::any_of(meanings.begin(), meanings.end(), [&](const WordMeaning& meaning) {
      return meaning.kind == WordMeaning::Kind::concept_word && meaning.id == id.value;
    });
    if (!known) item.synonyms.push_back(synonym.text);
    add_concept_word(context, id, synonym.text, WordMeaning::Strength::synonym, {&file, synonym.span});
  }
  if (tree.formula) {
    if (context.formulas[id.value] != nullptr) {
      context.label(context.report("HG-N019", file, tree.formula->span, {item.name}),
                    {context.formula_files[id.value], context.formulas[id.value]->span}, "另一个公式在这里",
                    "the other formula is here");
    } else {
      context.formulas[id.value] = tree.formula.get();
      context.formula_files[id.value] = &file;
    }
  }
}

void resolve_parents(Context& context) {
  Program& program = *context.program;
  for_each_item<syntax::Concept>(context, [&](const FileInfo& file, const syntax::Item&, const syntax::Concept& tree) {
    if (!tree.parent) return;
    const ConceptId id = program.find_concept(tree.name.text);
    const ConceptId parent = program.find_concept(tree.parent->text);
    if (!parent.valid()) {
      std::vector<std::string_view> known;
      for (const Concept& item : program.concepts) known.push_back(item.name);
      context.report_unknown("HG-N020", file, *tree.parent, {tree.parent->text}, known);
      return;
    }
    ConceptId above = parent;
    while (above.valid() && above != id) above = program.concepts[above.value].parent;
    if (above == id) {
      context.report("HG-N015", file, tree.parent->span, {tree.name.text});
      return;
    }
    program.concepts[id.value].parent = parent;
  });
}

}  // namespace

void collect_concepts(Context& context) {
  Program& program = *context.program;
  for_each_item<syntax::Concept>(
      context, [&](const FileInfo& file, const syntax::Item& entry, const syntax::Concept& tree) {
        const std::optional<Type> type = named_type(context, file, tree.type, tree.nouns, false);
        ConceptId id = program.find_concept(tree.name.text);
        if (id.valid()) {
          const Concept& known = program.concepts[id.value];
          if (known.origin.rulebook == file.rulebook) {
            context.declare("概念", tree.name, file);
            return;
          }
          const bool same = type && (type->kind == Type::Kind::text) == known.is_text &&
                            (known.is_text || type->dimension == known.dimension);
          if (type && !same) context.report("HG-N021", file, tree.type.span, {tree.name.text});
        } else {
          context.declare("概念", tree.name, file);
          id.value = static_cast<std::uint32_t>(program.concepts.size());
          Concept item;
          item.name = tree.name.text;
          if (type) {
            item.dimension = type->dimension;
            item.is_text = type->kind == Type::Kind::text;
          }
          item.origin = context.origin(file, entry.span);
          for (const syntax::Name& noun : tree.nouns) append_new(item.nouns, noun.text);
          program.concepts.push_back(std::move(item));
          context.formulas.push_back(nullptr);
          context.formula_files.push_back(nullptr);
          add_concept_word(context, id, tree.name.text, WordMeaning::Strength::name, {&file, tree.name.span});
        }
        extend_concept(context, file, id, tree);
      });
  resolve_parents(context);
}

// ---- sections ----------------------------------------------------------------------------------------------------

void collect_sections(Context& context) {
  Program& program = *context.program;
  for_each_item<syntax::SectionKind>(
      context, [&](const FileInfo& file, const syntax::Item& item, const syntax::SectionKind& tree) {
        SectionKindId id = program.find_section_kind(tree.name.text);
        if (!id.valid()) {
          context.declare("章节", tree.name, file);
          id.value = static_cast<std::uint32_t>(program.section_kinds.size());
          SectionKind kind;
          kind.name = tree.name.text;
          kind.origin = context.origin(file, item.span);
          program.section_kinds.push_back(std::move(kind));
          context.section_words.emplace(tree.name.text, id);
        } else if (program.section_kinds[id.value].origin.rulebook == file.rulebook) {
          context.declare("章节", tree.name, file);
          return;
        }
        SectionKind& kind = program.section_kinds[id.value];
        merge_english(context, "章节", kind.english, tree.english, tree.name, file);
        if (!kind.english.empty()) context.section_words.emplace(kind.english, id);
        for (const syntax::Name& synonym : tree.synonyms) {
          append_new(kind.synonyms, synonym.text);
          context.section_words.emplace(synonym.text, id);
        }
      });
  for_each_item<syntax::SectionKind>(
      context, [&](const FileInfo& file, const syntax::Item&, const syntax::SectionKind& tree) {
        if (!tree.parent) return;
        const SectionKindId id = program.find_section_kind(tree.name.text);
        const SectionKindId parent = program.find_section_kind(tree.parent->text);
        if (!parent.valid()) {
          std::vector<std::string_view> known;
          for (const SectionKind& kind : program.section_kinds) known.push_back(kind.name);
          context.report_unknown("HG-N034", file, *tree.parent, {tree.parent->text}, known);
          return;
        }
        SectionKindId above = parent;
        while (above.valid() && above != id) above = program.section_kinds[above.value].parent;
        if (above == id) {
          context.report("HG-N015", file, tree.parent->span, {tree.name.text});
        } else {
          program.section_kinds[id.value].parent = parent;
        }
      });
}

// ---- word lists ----------------------------------------------------------------------------------------------------

void collect_words(Context& context) {
  Program& program = *context.program;
  for_each_item<syntax::Words>(context, [&](const FileInfo& file, const syntax::Item& item, const syntax::Words& tree) {
    if (!context.declare("词集", tree.name, file)) return;
    WordList list;
    list.name = tree.name.text;
    merge_english(context, "词集", list.english, tree.english, tree.name, file);
    std::set<std::string_view> seen;
    for (const syntax::Name& word : tree.words) {
      if (seen.insert(word.text).second) list.words.push_back(word.text);
    }
    list.origin = context.origin(file, item.span);
    program.word_lists.push_back(std::move(list));
  });
}

void resolve_term_implications(Context& context) {
  Program& program = *context.program;
  for_each_item<syntax::Concept>(context, [&](const FileInfo& file, const syntax::Item&, const syntax::Concept& tree) {
    const ConceptId id = program.find_concept(tree.name.text);
    for (const syntax::QueryTerm& term : tree.implies) {
      if (const auto binding = resolve_implied(context, file, term))
        add_implied(context, file, program.concepts[id.value].implies, *binding, term.span);
    }
  });
  for_each_item<syntax::Phrase>(context,
                                [&](const FileInfo& file, const syntax::Item& item, const syntax::Phrase& tree) {
                                  for (Phrase& phrase : program.phrases) {
                                    if (phrase.origin.source != file.file->source || phrase.origin.span != item.span)
                                      continue;
                                    for (const syntax::QueryTerm& term : tree.implies) {
                                      if (const auto binding = resolve_implied(context, file, term))
                                        add_implied(context, file, phrase.implies, *binding, term.span);
                                    }
                                  }
                                });
}

}  // namespace hegui::dsl::checking
