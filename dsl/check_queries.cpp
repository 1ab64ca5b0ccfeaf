// Square brackets: words become a concept, fixed aspects, a range and a year.
// What a word implies (三公经费: 方向=支出) holds unless the brackets say otherwise.
#include <algorithm>

#include "dsl/check_expressions.hpp"
#include "dsl/check_terms.hpp"

namespace hegui::dsl::checking {

namespace {

/// Years are counted from the report's year by the members with these English ids.
std::optional<int> year_offset(const Member& member) {
  if (member.english == "this_year") return 0;
  if (member.english == "last_year") return -1;
  if (member.english == "next_year") return 1;
  return std::nullopt;
}

bool is_stated(const Query& query, const Program& program, AspectId aspect) {
  if (query.range_member.valid() && program.members[query.range_member.value].aspect == aspect) return true;
  return std::any_of(query.fixed.begin(), query.fixed.end(),
                     [&](const Binding& binding) { return binding.aspect == aspect; });
}

/// True when `umbrella` is declared as 即 … `member` ….
bool stands_for(const Program& program, MemberId umbrella, MemberId member) {
  if (!umbrella.valid() || !member.valid()) return false;
  const std::vector<MemberId>& prefer = program.members[umbrella.value].prefer;
  return std::find(prefer.begin(), prefer.end(), member) != prefer.end();
}

std::string binding_text(const Program& program, const Binding& binding) {
  return binding.member.valid() ? program.members[binding.member.value].name : binding.name;
}

}  // namespace

bool Expressions::resolve_term(const syntax::QueryTerm& term, Query& query, std::vector<Binding>& implied) {
  using Kind = syntax::QueryTerm::Kind;
  const auto set_concept = [&](ConceptId id) {
    if (query.concept_id.valid() && query.concept_id != id) {
      report("HG-N046", term.span, {program_.concepts[query.concept_id.value].name, program_.concepts[id.value].name});
      return false;
    }
    query.concept_id = id;
    const auto& more = program_.concepts[id.value].implies;
    implied.insert(implied.end(), more.begin(), more.end());
    return true;
  };
  const auto fix = [&](Binding binding) {
    for (Binding& known : query.fixed) {
      if (known.aspect != binding.aspect) continue;
      if (known.member == binding.member && known.name == binding.name) return true;
      // [预算 年初预算]: the umbrella says nothing more than its member.
      if (stands_for(program_, known.member, binding.member)) {
        known.member = binding.member;
        return true;
      }
      if (stands_for(program_, binding.member, known.member)) return true;
      report("HG-L003", term.span, {quote_terms_, binding_text(program_, known), binding_text(program_, binding)});
      return true;
    }
    if (query.range_member.valid() && program_.members[query.range_member.value].aspect == binding.aspect &&
        !program_.is_within(binding.member, query.range_member)) {
      report("HG-L003", term.span,
             {quote_terms_, program_.members[query.range_member.value].name, binding_text(program_, binding)});
    }
    query.fixed.push_back(std::move(binding));
    return true;
  };
  const auto use_member = [&](MemberId id) {
    const Member& member = program_.members[id.value];
    if (program_.aspects[member.aspect.value].english == "year") {
      if (const auto offset = year_offset(member)) {
        if (year_stated_ && query.year_offset != *offset)
          report("HG-L003", term.span, {quote_terms_, first_year_, member.name});
        year_stated_ = true;
        first_year_ = member.name;
        query.year_offset = *offset;
        return true;
      }
    }
    implied.insert(implied.end(), member.implies.begin(), member.implies.end());
    return fix({member.aspect, id});
  };

  if (term.kind == Kind::binding) {
    if (term.aspect.text == "概念" || term.aspect.text == "concept") {
      const ConceptId id = program_.find_concept(term.word.text);
      if (!id.valid()) {
        report("HG-N020", term.word.span, {term.word.text});
        return false;
      }
      return set_concept(id);
    }
    const std::optional<Binding> binding = resolve_binding(context_, *scope_.file, term);
    if (!binding) return false;
    return binding->member.valid() ? use_member(binding->member) : fix(*binding);
  }

  const std::optional<WordMeaning> meaning = find_meaning(context_, *scope_.file, term.word);
  if (!meaning) return false;
  if (meaning->kind == WordMeaning::Kind::concept_word) {
    if (term.kind == Kind::word) return set_concept(ConceptId{meaning->id});
    report("HG-N045", term.word.span, {term.word.text});
    return false;
  }
  const MemberId id{meaning->id};
  if (term.kind == Kind::word) return use_member(id);
  if (query.range_member.valid()) {
    report("HG-T034", term.span, {quote_terms_});
    return false;
  }
  const Member& member = program_.members[id.value];
  if (term.kind == Kind::parts && member.parts.empty()) {
    report("HG-N044", term.span, {term.word.text});
    return false;
  }
  for (const Binding& known : query.fixed) {
    if (known.aspect != member.aspect || !known.member.valid() || program_.is_within(known.member, id)) continue;
    report("HG-L003", term.span, {quote_terms_, binding_text(program_, known), member.name});
  }
  query.range = term.kind == Kind::parts ? Query::Range::parts : Query::Range::within;
  query.range_member = id;
  implied.insert(implied.end(), member.implies.begin(), member.implies.end());
  return true;
}

ExprId Expressions::node(const syntax::Expr& tree, const syntax::Query& query_tree) {
  quote_terms_.clear();
  for (const syntax::QueryTerm& term : query_tree.terms) {
    quote_terms_ += (quote_terms_.empty() ? "" : " ") + std::string(scope_.file->file->source->text(term.span));
  }
  if (!scope_.queries_allowed) {
    report(scope_.refusal, tree.span, {quote(tree)});
    return unknown(tree);
  }
  year_stated_ = false;
  Query query;
  std::vector<Binding> implied;
  bool resolved = true;
  for (const syntax::QueryTerm& term : query_tree.terms) resolved = resolve_term(term, query, implied) && resolved;
  if (!resolved) return unknown(tree);

  if (!query.concept_id.valid()) query.concept_id = program_.find_concept("amount");
  if (query.concept_id.valid() && program_.concepts[query.concept_id.value].english == "amount") {
    const auto& more = program_.concepts[query.concept_id.value].implies;
    implied.insert(implied.end(), more.begin(), more.end());
  }
  for (const Binding& binding : implied) {
    const bool own_year = year_stated_ && program_.aspects[binding.aspect.value].english == "year";
    if (!own_year && !is_stated(query, program_, binding.aspect)) query.fixed.push_back(binding);
  }

  Type type{.kind = Type::Kind::fact_query, .dimension = Dimension::money, .element = Type::Kind::quantity};
  if (query.concept_id.valid()) {
    const Concept& item = program_.concepts[query.concept_id.value];
    type.dimension = item.dimension;
    if (item.nouns.size() == 1) type.noun = item.nouns.front();
    if (item.is_text) type.element = Type::Kind::text;
  }
  const auto index = static_cast<std::uint32_t>(program_.queries.size());
  program_.queries.push_back(std::move(query));
  return add(Op::query, tree, std::move(type), {}, index);
}

}  // namespace hegui::dsl::checking
