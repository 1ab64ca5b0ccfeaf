// The checked rulebooks: taxonomy, expressions with types and resolved names, rules, profiles, tests. Immutable.
// Made by check() from syntax trees without errors; shared by all threads of a run.
// Afterwards every name is an index, every expression has a type, and nothing needs the rule text but messages.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/number.hpp"
#include "dsl/quantity.hpp"
#include "dsl/source.hpp"

namespace hegui::dsl {

template <class Tag>
struct Id {  // an index into one of Program's vectors; invalid by default
  std::uint32_t value = std::numeric_limits<std::uint32_t>::max();
  [[nodiscard]] bool valid() const { return value != std::numeric_limits<std::uint32_t>::max(); }
  friend bool operator==(const Id&, const Id&) = default;
  friend auto operator<=>(const Id&, const Id&) = default;
};
using AspectId = Id<struct AspectTag>;
using MemberId = Id<struct MemberTag>;
using ConceptId = Id<struct ConceptTag>;
using SectionKindId = Id<struct SectionKindTag>;
using PhraseId = Id<struct PhraseTag>;
using WordsId = Id<struct WordsTag>;
using ParamId = Id<struct ParamTag>;
using ExprId = Id<struct ExprTag>;
using RuleId = Id<struct RuleTag>;
using BasisId = Id<struct BasisTag>;
using FunctionId = Id<struct FunctionTag>;

struct Origin {                // where something was declared
  std::uint32_t rulebook = 0;  // index into Program::rulebooks
  std::shared_ptr<const Source> source;
  Span span;
};

struct CivilDate {
  int year = 0, month = 0, day = 0;
  friend auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

// ---- taxonomy ----------------------------------------------------------------------------------------------------
/// An aspect whose value a word fixes: (阶段, 决算). An invalid member with a valid aspect means "left free".
/// An open aspect (项目, 指标, a year) has no member but the `name` that the report uses: (项目, “公租房”), (年度,
/// 2020).
struct Binding {
  AspectId aspect;
  MemberId member;
  std::string name = {};
};
struct Member {
  std::string name, english;
  AspectId aspect;
  MemberId parent;                    // the member of which it is a part (the first declared one, if of several)
  std::vector<MemberId> parts;        // direct parts, in order
  std::vector<std::string> synonyms;  // without its own name
  std::vector<MemberId> prefer;       // 即 A 或无则 B: stands for the first of these that is known
  std::vector<Binding> implies;
  Origin origin;
};
struct Aspect {
  std::string name, english;
  MemberId default_member;
  std::vector<MemberId> members;
  Origin origin;
};
struct Concept {
  std::string name, english;
  Dimension dimension = Dimension::number;
  bool is_text = false;            // 文本: its value is one of `values`
  std::vector<std::string> nouns;  // dimension count: nouns that may follow
  std::vector<std::string> synonyms;
  std::vector<std::string> values;
  ExprId formula;
  std::vector<Binding> implies;
  ConceptId parent;
  Origin origin;
};
struct SectionKind {
  std::string name, english;
  std::vector<std::string> synonyms;
  SectionKindId parent;
  Origin origin;
};
struct Phrase {
  std::string name, english;
  std::vector<std::string> patterns;  // raw, width-folded; holes as written
  std::string yields;                 // English id of what it yields: change, share, ratio, claim, …
  std::vector<Binding> implies;
  Origin origin;
};
struct WordList {
  std::string name, english;
  std::vector<std::string> words;
  Origin origin;
};

// ---- expressions -------------------------------------------------------------------------------------------------
enum class Op : std::uint8_t {
  literal_quantity,
  literal_text,
  literal_regex,
  literal_bool,
  literal_date,
  text_template,  // children: parts (literal_text or any expression)
  parameter,      // index: ParamId
  local,          // index: slot of a let, loop variable or function parameter
  report_root,    // 报告
  field,          // child 0: record (or list of records: maps over it); index: Field
  call_builtin,   // index: builtin; children: arguments
  call_function,  // index: FunctionId; children: arguments, which become slots 0… of a frame of its own
  query,          // index: into Program::queries
  negate,
  logical_not,
  exists,
  missing,
  logical_or,
  logical_and,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  approx,  // approx: child 2 = tolerance, if any
  contains,
  matches,
  within,
  add,
  subtract,
  multiply,
  divide,
  or_else,
  default_if_missing,
  if_then_else,
  every,
  some,  // child 0: list, child 1: body; index: slot of the variable
  any_of,
  all_of,           // children: values (texts, word lists)
  section,          // index: into Program::section_refs
  words,            // index: WordsId
  near,             // child 0: anchor, child 1: sought; index: NearScope
  member_constant,  // a member of an aspect used as a value (湖南省, 绩效自评); index: MemberId
  aspect_name,      // {范围}: what the alignment at hand says of an aspect, as text; index: AspectId
};

/// One term set of a query, resolved. Aspects not mentioned are free.
struct Query {
  ConceptId concept_id;        // invalid: 金额 (any money concept that is a plain amount)
  std::vector<Binding> fixed;  // stated in the brackets or implied by the words
  enum class Range : std::uint8_t { one, within, parts };
  Range range = Range::one;  // how range_member restricts its aspect: the subtree, or its direct parts
  MemberId range_member;
  int year_offset = 0;  // 上年: -1
  bool any_concept = false;
};

/// A node of a checked expression. Children are indices into Program::expressions.
struct Expr {
  Op op = Op::literal_bool;
  std::uint32_t index = 0;
  Type type;
  std::vector<ExprId> children;
  Span span;
  std::uint32_t source = 0;  // index into Program::sources, to print the expression as written
  Quantity quantity;         // literal_quantity
  std::string text;          // literal_text, literal_regex; builtin or field name for traces
  CivilDate date;            // literal_date
  bool flag = false;         // literal_bool; approx: tolerance 舍入
};

// ---- rules -------------------------------------------------------------------------------------------------------
enum class Severity : std::uint8_t { note, warning, error };

struct Basis {
  std::string name, english, title, number;
  std::vector<std::string> articles;
  std::optional<CivilDate> from, until;
  std::string checked;  // who and when; empty: article numbers are not cited
  BasisId replaced_by;
  Origin origin;
};
struct Parameter {
  std::string name, english, note;
  ExprId value;
  Type type;
  Origin origin;
};
struct Function {  // never recursive; the body sees nothing of its caller but the arguments
  std::string name, english;
  std::vector<Type> parameters;
  std::uint32_t first_slot = 0;  // of the parameters within the call's own frame
  std::uint32_t slots = 0;       // size of that frame: parameters and loop variables
  ExprId body;
  Type result;
  Origin origin;
};

struct SeverityGrade {
  ExprId when;
  Severity severity = Severity::error;
};  // invalid `when`: unconditional
struct Unless {
  std::string label;
  ExprId condition;
  ExprId exception;
};
struct Require {
  ExprId condition;
  bool forbid = false;
  bool report_missing = false;
  Span span;
};
struct Let {
  std::uint32_t slot = 0;
  std::string name;
  ExprId value;
};

struct ParamSetting {
  ParamId parameter;
  ExprId value;
  Origin origin;
};

enum class Gather : std::uint8_t { none, report, same_value, chapter };

struct Rule {
  std::string id, title, doc;
  std::vector<SeverityGrade> severity;  // in order; the first whose condition holds; never empty
  std::vector<BasisId> bases;
  std::vector<std::string> tags;
  std::optional<CivilDate> from, until;
  std::vector<ExprId> applies;  // the rulebook's and the rule's own; all must hold
  // In the order written: loops, lets and conditions that come before the requirement.
  struct ForEach {
    std::uint32_t slot = 0;
    std::string name;
    ExprId list;
  };
  std::vector<ForEach> for_each;
  std::vector<Let> lets;
  std::vector<ExprId> when;
  std::vector<Unless> unless;
  std::vector<Require> require;
  std::vector<ExprId> evidence;
  ExprId message, advice;  // text templates, may be invalid (advice)
  std::vector<std::string> replaces, refines;
  Gather gather = Gather::none;
  std::uint32_t slots = 0;  // how many local slots an evaluation needs
  // The queries that make the alignments: those of 当, 应, 禁止 and the lets they use, unless closed over by an
  // aggregate. Queries of 除非, 级别, 说明 … are looked up within an alignment and never open one.
  std::vector<std::uint32_t> queries;
  std::vector<ParamSetting> settings;  // parameters as this rule alone sees them (参数 in a 覆盖)
  std::string overridden_by;           // id of the rulebook whose 覆盖 changed it, or empty
  bool disabled = false;
  std::string disabled_reason;
  Origin origin;
};

/// What an overlay rulebook (覆盖, 停用) changes in a rule where the overlay applies. Overlays that hold everywhere are
/// already part of their Rule; the others stand in Program::overlays, general before special: apply in that order.
struct Overlay {
  std::string rule;             // the rule's id
  std::vector<ExprId> applies;  // conditions on the report; all must hold
  Rule changes;                 // only what the overlay states is filled; see apply_overlay()
  bool disable = false;
  std::string disabled_reason;
  Origin origin;
};
/// Profiles stand general before special as well: a later one that applies wins over an earlier one.
struct Profile {
  std::string name, english;
  std::vector<ExprId> applies;  // all must hold for it to be chosen by the report's identity
  std::vector<ParamSetting> settings;
  std::vector<std::string> disabled;  // rule ids
  Origin origin;
};
struct Waiver {
  std::string rule, unit, reason, authority;
  std::optional<int> year;
  CivilDate until;
  Origin origin;
};

struct Expectation {
  enum class Kind : std::uint8_t { fires, silent, passes, undetermined, not_applicable, fact };
  Kind kind = Kind::fires;
  std::vector<std::string> rules;
  std::string at, message;           // empty: any
  std::optional<Severity> severity;  // of the finding
  ExprId fact;
  Span span;
};
struct Test {
  std::string title, report;
  std::vector<Expectation> expectations;
  std::vector<ParamSetting> settings;
  Span report_span;
  Origin origin;
};

struct RulebookInfo {
  std::string id, title, version, sha256, path;
  std::shared_ptr<const Source> source;
  std::vector<std::pair<std::string, std::string>> uses;     // id, version range
  std::vector<std::pair<std::string, std::string>> changes;  // version, what changed
};

struct Program {
  std::vector<RulebookInfo> rulebooks;
  std::vector<std::shared_ptr<const Source>> sources;
  std::vector<Aspect> aspects;
  std::vector<Member> members;
  std::vector<Concept> concepts;
  std::vector<SectionKind> section_kinds;
  std::vector<Phrase> phrases;
  std::vector<WordList> word_lists;
  std::vector<Parameter> parameters;
  std::vector<Function> functions;
  std::vector<Basis> bases;
  std::vector<Expr> expressions;
  std::vector<Query> queries;
  std::vector<std::vector<SectionKindId>> section_refs;
  std::vector<Rule> rules;  // sorted by id
  std::vector<Overlay> overlays;
  std::vector<Profile> profiles;
  std::vector<Waiver> waivers;
  std::vector<Test> tests;

  // Well-known things are found by their English name, so that C++ names no Chinese term of the field.
  [[nodiscard]] AspectId find_aspect(std::string_view name_or_english) const;
  [[nodiscard]] ConceptId find_concept(std::string_view name_or_english) const;
  [[nodiscard]] MemberId find_member(AspectId aspect, std::string_view name_or_english) const;
  [[nodiscard]] SectionKindId find_section_kind(std::string_view name_or_english) const;
  [[nodiscard]] WordsId find_words(std::string_view name_or_english) const;
  [[nodiscard]] ParamId find_parameter(std::string_view name_or_english) const;
  [[nodiscard]] const Rule* find_rule(std::string_view id) const;
  /// True when `member` is `ancestor` or lies below it in the tree of parts.
  [[nodiscard]] bool is_within(MemberId member, MemberId ancestor) const;
  /// The rule as an overlay leaves it: grades, 当, 应/禁止, texts and dates are replaced, bases, tags and 适用 added,
  /// exceptions replaced by label or added.
  [[nodiscard]] Rule apply_overlay(Rule rule, const Overlay& overlay) const;
  /// Queries below `expression` that are not closed over by an aggregate, a loop or 个数 …; in order, without doubles.
  [[nodiscard]] std::vector<std::uint32_t> aligned_queries(ExprId expression) const;
  /// What Rule::queries holds: the aligned queries of the rule's conditions and of the lets they use.
  [[nodiscard]] std::vector<std::uint32_t> rule_queries(const Rule& rule) const;
  /// The expression as it was written in its rulebook.
  [[nodiscard]] std::string_view text_of(ExprId expression) const;
};

}  // namespace hegui::dsl
