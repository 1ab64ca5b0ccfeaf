// The syntax tree of a rulebook, exactly as written: items, clauses, expressions, queries, comments.
// Made by the parser, never changed afterwards; the checker reads it, the printer writes it back.
// Afterwards every node has its span, and printing a tree and parsing it again gives an equal tree.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dsl/number.hpp"
#include "dsl/source.hpp"

namespace hegui::dsl::syntax {

/// A word with its place. `text` is width-folded (（境） and (境) are one name) and free of blanks at the ends.
struct Name {
  std::string text;
  Span span;
};

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

// ---- strings -----------------------------------------------------------------------------------------------------
/// “执行率为{[执行率]}。”: literal pieces and interpolated expressions in order.
struct TemplatePart {
  std::string text;  // literal piece, when `value` is null
  ExprPtr value;
};
struct Template {
  std::vector<TemplatePart> parts;
  Span span;
};

// ---- queries -----------------------------------------------------------------------------------------------------
/// One term inside square brackets.
struct QueryTerm {
  enum class Kind : std::uint8_t {
    word,     // 决算, 三公经费, 执行率, 上年: a member or concept, found by name
    within,   // 属于 三公经费: the member or any part below it
    parts,    // 三公经费 的 分项: the direct parts of the member
    binding,  // 范围=基本支出: a member of a named aspect; or 范围=任意 to leave it free
  };
  Kind kind = Kind::word;
  Name aspect;  // binding only
  Name word;
  Span span;
};

// ---- expressions -------------------------------------------------------------------------------------------------
enum class BinaryOp : std::uint8_t {
  logical_or,
  logical_and,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  approx,    // ≈ 一致, by interval arithmetic
  contains,  // 包含
  matches,   // 匹配
  within,    // 属于
  add,
  subtract,
  multiply,
  divide,
  or_else,  // X 或无则 Y
};
enum class UnaryOp : std::uint8_t {
  negate,
  logical_not,
  exists,   // 有 X
  missing,  // 缺 X
};
enum class NearScope : std::uint8_t { sentence, paragraph, section, chapter };  // 句 段 节 章
enum class QuantifierKind : std::uint8_t { every, some };                       // 每个, 有个

struct NumberLiteral {
  Number value;  // as written
  int decimals = 0;
  std::string unit;    // 万元, %, 分, 件, … or empty
  std::string digits;  // as written, for printing
};
struct DateLiteral {
  int year = 0, month = 0, day = 0;
};
struct TextLiteral {
  Template text;
};
struct RegexLiteral {
  std::string pattern;
};
struct BoolLiteral {
  bool value = false;
};
struct Reference {
  Name name;
};  // a parameter, let, loop variable, record root, word list
struct Member {
  ExprPtr object;
  Name field;
};  // 组.总数
struct Call {
  Name function;
  std::vector<ExprPtr> arguments;
  bool brackets = true;
};  // 合计（x） or 合计 [x]
struct Query {
  std::vector<QueryTerm> terms;
};
struct Unary {
  UnaryOp op;
  ExprPtr operand;
};
struct Binary {
  BinaryOp op;
  ExprPtr left;
  ExprPtr right;
  ExprPtr tolerance;
  bool tolerance_rounding = false;
};  // 误差 …, 误差 舍入
struct DefaultIfMissing {
  ExprPtr operand;
  ExprPtr value;
};  // 缺 X 按 0元
struct If {
  ExprPtr condition;
  ExprPtr then;
  ExprPtr otherwise;
};
struct Quantifier {
  QuantifierKind kind;
  Name variable;
  ExprPtr list;
  ExprPtr body;
};  // 每个 项 于 list：body
struct AnyOf {
  std::vector<ExprPtr> values;
  bool all = false;
};  // 任一（…）, 全部（…）
struct SectionRef {
  std::vector<Name> kinds;
};  // 章节（改进措施）
struct WordsRef {
  Name list;
};  // 词 原因词
struct Near {
  ExprPtr anchor;
  NearScope scope;
  ExprPtr sought;
};  // 邻近 X 在 节 内 有 词 W

struct Expr {
  Span span;
  std::variant<NumberLiteral, DateLiteral, TextLiteral, RegexLiteral, BoolLiteral, Reference, Member, Call, Query,
               Unary, Binary, DefaultIfMissing, If, Quantifier, AnyOf, SectionRef, WordsRef, Near>
      node;
  bool parenthesised = false;  // kept for printing
};

// ---- comments ----------------------------------------------------------------------------------------------------
/// `# …` anywhere, or `## …` above an item (doc comment). `own_line`: nothing but blanks before it on its line.
struct Comment {
  std::string text;
  Span span;
  bool doc = false;
  bool own_line = true;
};

// ---- clauses shared by several items -----------------------------------------------------------------------------
struct Severity {
  std::string level;  // 错误/error, 警告/warning, 提示/note: canonical "error" | "warning" | "note"
  ExprPtr when;       // null: the last, unconditional grade (否则)
  Span span;
};
struct VersionRange {
  std::string text;
  Span span;
};  // "1", "1.1", "1.0.0"
struct ParamSetting {
  Name name;
  ExprPtr value;
  Span span;
};

// ---- rule clauses ------------------------------------------------------------------------------------------------
struct LetClause {
  Name name;
  ExprPtr value;
};
struct ForEachClause {
  Name variable;
  ExprPtr list;
};
struct WhenClause {
  ExprPtr condition;
};
/// 除非 名：条件 (the name may be missing: it is then numbered); may itself have an exception (除外 …).
struct UnlessClause {
  std::optional<Name> label;
  ExprPtr condition;
  ExprPtr exception;
};
/// 应 / 禁止; `report_missing`: 缺则报 turns undetermined into a finding.
struct RequireClause {
  ExprPtr condition;
  bool forbid = false;
  bool report_missing = false;
};
struct MessageClause {
  Template text;
};
struct AdviceClause {
  Template text;
};
struct SeverityClause {
  std::vector<Severity> grades;
};
struct BasisClause {
  std::vector<Name> bases;
};  // ids or titles of bases, or a bare document number
struct TagsClause {
  std::vector<Name> tags;
};
struct FromClause {
  DateLiteral date;
};
struct UntilClause {
  DateLiteral date;
};
struct AppliesClause {
  ExprPtr condition;
};
struct ReplacesClause {
  std::vector<Name> rules;
};  // 取代: an older rule that this one follows in time
struct RefinesClause {
  std::vector<Name> rules;
};  // 细化: more general rules; one defect is told once, by the finer rule
/// 归并 全文|同值|章: findings of this rule with the same … become one finding with all places.
struct GatherClause {
  Name by;
};
/// 证据 expr、expr: what to quote first when it is not what the condition read.
struct EvidenceClause {
  std::vector<ExprPtr> values;
};

struct RuleClause {
  Span span;
  std::variant<SeverityClause, BasisClause, TagsClause, FromClause, UntilClause, AppliesClause, ForEachClause,
               LetClause, WhenClause, UnlessClause, RequireClause, MessageClause, AdviceClause, ReplacesClause,
               RefinesClause, GatherClause, EvidenceClause>
      node;
};

// ---- items -------------------------------------------------------------------------------------------------------
/// 规则集 id … (the header of a file).
struct Rulebook {
  Name id;
  std::optional<Template> title;
  std::optional<Name> version;
  struct Use {
    Name id;
    VersionRange range;
  };
  std::vector<Use> uses;
  ExprPtr applies;
  struct Change {
    Name version;
    Template text;
  };  // 变更 1.1.0 “…”
  std::vector<Change> changes;
};

struct Basis {
  Name name;
  std::optional<Name> english;
  std::optional<Template> title;     // 名称 《…》
  std::optional<Name> number;        // 文号
  std::vector<Name> articles;        // 条文 第十一条、第二十七条
  std::optional<DateLiteral> from;   // 生效
  std::optional<DateLiteral> until;  // 失效
  std::optional<Template> checked;   // 已核 “谁，何时”; absent: 条号待核
  std::optional<Name> replaced_by;   // 由 … 取代
};

struct Parameter {
  Name name;
  std::optional<Name> english;
  ExprPtr value;
  std::optional<Template> note;
};
struct Words {
  Name name;
  std::optional<Name> english;
  std::vector<Name> words;
};

struct AspectMember {
  Name name;
  std::optional<Name> english;
  std::vector<Name> synonyms;      // 又称
  std::vector<Name> parts;         // 分项 (direct parts; each becomes a member if not declared itself)
  std::vector<Name> prefer;        // 即 A 或无则 B: an umbrella member, in order of preference
  std::vector<QueryTerm> implies;  // 蕴含 阶段=决算、方向=支出
  Span span;
};
struct Aspect {
  Name name;
  std::optional<Name> english;
  std::optional<Name> default_member;  // 缺省
  std::vector<AspectMember> members;
};

struct Concept {
  Name name;
  std::optional<Name> english;
  Name type;                       // 金额, 比率, 分, 文本, 数量 …
  std::vector<Name> nouns;         // 数量（件、项）
  std::vector<Name> synonyms;      // 又称
  std::vector<Name> values;        // 取值
  ExprPtr formula;                 // 公式
  std::vector<QueryTerm> implies;  // 蕴含
  std::optional<Name> parent;      // 属于 (a more general concept)
};

struct SectionKind {
  Name name;
  std::optional<Name> english;
  std::vector<Name> synonyms;
  std::optional<Name> parent;
};

/// 句式: text with holes. `{增减额：金额}` binds a quantity, `{…}` skips within the clause, (a|b) alternatives.
struct Phrase {
  Name name;
  std::optional<Name> english;
  std::vector<Template> patterns;  // 文, raw text with holes kept verbatim in one literal part
  Name yields;                     // 得 变动|占比|比率|声明|…
  std::vector<QueryTerm> implies;  // 蕴含
};

struct Function {
  Name name;
  std::optional<Name> english;
  struct Parameter {
    Name name;
    Name type;
    std::vector<Name> nouns;
  };
  std::vector<Parameter> parameters;
  Name result_type;
  std::vector<Name> result_nouns;
  ExprPtr body;
};

struct Rule {
  Name id;
  std::optional<Template> title;
  std::vector<RuleClause> clauses;
};

/// 方案 name: parameter settings and switches that hold where `applies` does, or when asked for by name.
struct Profile {
  Name name;
  std::optional<Name> english;
  ExprPtr applies;
  std::vector<ParamSetting> settings;
  std::vector<Name> disabled;
};

struct Override {
  Name rule;
  std::vector<RuleClause> clauses;
  std::vector<ParamSetting> settings;
};
struct Disable {
  Name rule;
  std::optional<Template> reason;
};
struct Waiver {
  Name rule;
  std::optional<Template> unit;       // 单位
  ExprPtr year;                       // 年度
  std::optional<Template> reason;     // 理由 (mandatory; the checker says so)
  std::optional<Template> authority;  // 批准
  std::optional<DateLiteral> until;   // 至 (mandatory)
};

struct TestExpectation {
  enum class Kind : std::uint8_t {
    fires,
    silent,
    passes,
    undetermined,
    not_applicable,
    fact
  };  // 应报 不报 通过 不明 不适用 应得
  Kind kind;
  std::vector<Name> rules;
  std::optional<Template> at;       // 于 “80%”: the evidence contains this text
  std::optional<Template> message;  // 说明 包含 “…”
  std::string level;                // 级别 错误: as in Severity; empty: any
  ExprPtr fact;                     // 应得 [决算 支出] = 80万元
  Span span;
};
struct Test {
  Template title;
  std::string report;  // the text between """ """, common indentation removed
  Span report_span;
  std::vector<TestExpectation> expectations;
  std::vector<ParamSetting> settings;
};

using ItemNode = std::variant<Rulebook, Basis, Parameter, Words, Aspect, Concept, SectionKind, Phrase, Function, Rule,
                              Profile, Override, Disable, Waiver, Test>;
struct Item {
  Span span;
  std::string doc;  // joined `##` lines above it
  ItemNode node;
};

struct File {
  std::shared_ptr<const Source> source;
  std::vector<Item> items;
  std::vector<Comment> comments;  // every comment of the file, in order
  std::vector<Name> broken;       // names of items that were left out because of a syntax error: known, but unread
};

}  // namespace hegui::dsl::syntax
