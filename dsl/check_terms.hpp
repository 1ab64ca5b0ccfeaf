// The halves of the taxonomy pass and what they share: English names, implied bindings, names of types.
// Used by check_taxonomy.cpp, check_terms.cpp and check_bindings.cpp.
// Afterwards the taxonomy part of the program is complete but for the formulas of concepts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/check_context.hpp"

namespace hegui::dsl::checking {

void collect_concepts(Context& context);
void collect_sections(Context& context);
void collect_phrases(Context& context);
void collect_words(Context& context);
void resolve_term_implications(Context& context);  // of concepts and phrases

/// Sets the English name of something that may be declared in several places; a different one is reported.
void merge_english(Context& context, std::string_view kind, std::string& english,
                   const std::optional<syntax::Name>& declared, const syntax::Name& name, const FileInfo& file);

/// 金额/money, 比率/rate, 数量（件）…; for parameters of functions also names of records. Unknown names are reported.
std::optional<Type> named_type(Context& context, const FileInfo& file, const syntax::Name& name,
                               const std::vector<syntax::Name>& nouns, bool allow_records);

// ---- check_bindings.cpp ------------------------------------------------------------------------------------------
/// 范围=基本支出, 年度=2020, 项目=“公租房”, 范围=任意. Reports unknown aspects and members.
std::optional<Binding> resolve_binding(Context& context, const FileInfo& file, const syntax::QueryTerm& term);
/// A term after 蕴含: a binding, or a word that names one member.
std::optional<Binding> resolve_implied(Context& context, const FileInfo& file, const syntax::QueryTerm& term);
void add_implied(Context& context, const FileInfo& file, std::vector<Binding>& implied, const Binding& binding,
                 Span span);

/// The meaning of a query word. Names win over synonyms; an ambiguous or unknown word is reported with a hint.
std::optional<WordMeaning> find_meaning(Context& context, const FileInfo& file, const syntax::Name& word);
/// All names of members, concepts and their synonyms that the file may use for figures.
std::vector<std::string_view> visible_words(const Context& context, const FileInfo& file);
/// Words for figures without blanks between them, written apart: 会议费决算 is 会议费 决算. Empty when it is not made
/// of such words.
std::string spaced_words(const Context& context, const FileInfo& file, std::string_view word);
/// 《范围 三公经费》 for messages: the aspect and the member that a meaning stands for.
std::string describe(const Context& context, const WordMeaning& meaning);

}  // namespace hegui::dsl::checking
