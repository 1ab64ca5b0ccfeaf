// What the checker's passes share: files in order, the program under construction, names, diagnostics.
// Made once per check() call; each pass fills its part of the program and reports into the same list.
// Afterwards files are ordered by use (a rulebook after all that it uses), so results never depend on file order.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/program.hpp"
#include "dsl/syntax.hpp"

namespace hegui::dsl::checking {

/// One file of a rulebook; a rulebook may be spread over several files with the same id and version.
struct FileInfo {
  const syntax::File* file = nullptr;
  const syntax::Rulebook* header = nullptr;
  std::uint32_t rulebook = 0;  // index into Program::rulebooks
  std::uint32_t source = 0;    // index into Program::sources
};

/// A place in a file, for labels and for comparing declarations.
struct Where {
  const FileInfo* file = nullptr;
  Span span;
};

/// A name of the taxonomy that a query word can mean.
struct WordMeaning {
  enum class Kind : std::uint8_t { member, concept_word };
  enum class Strength : std::uint8_t { name, english, synonym };
  Kind kind = Kind::member;
  std::uint32_t id = 0;
  Strength strength = Strength::name;
  std::uint32_t rulebook = 0;  // where it was declared: visible only from there and from what uses it
  friend bool operator==(const WordMeaning&, const WordMeaning&) = default;
};

/// A local name of a rule or a function: let, loop variable, parameter.
struct Local {
  std::string name;
  std::uint32_t slot = 0;
  Type type;
  ExprId value;               // lets: their expression, for use before the loops
  std::string_view aspect{};  // English id of the aspect whose members it takes, if known
  Span span{};
  bool is_let = false;
  bool used = false;
};

/// How names are looked up inside one item.
struct Scope {
  const FileInfo* file = nullptr;
  std::vector<Local> locals;
  std::uint32_t slots = 0;      // size of the frame so far
  bool queries_allowed = true;  // not in parameters and 适用
  std::string_view refusal{};   // the code that says so
  bool before_loops = false;    // in a 对每个 list: a let stands for its expression
};

struct RuleTable;  // check_rules.hpp

class Context {
 public:
  explicit Context(std::vector<syntax::File> parsed)
      : files_(std::move(parsed)), program(std::make_shared<Program>()) {}

 private:
  static constexpr std::size_t most_problems = 2000;  // of errors, and of lints
  std::size_t hints_left_ = 300, errors_ = 0, lints_ = 0;
  std::optional<Diagnostic> first_error_left_out_, first_lint_left_out_;
  Diagnostic left_out_;
  std::vector<syntax::File> files_;  // owns the trees that everything below points into

 public:
  std::shared_ptr<Program> program;
  std::vector<FileInfo> files;  // in order of use
  std::vector<Diagnostic> diagnostics;
  std::vector<std::vector<bool>> visible;  // [from][to]: rulebook `from` is `to` or uses it, directly or not
  std::vector<std::uint32_t> depth;        // per rulebook: length of the longest chain of rulebooks that it uses

  // Names. Ordered maps: hints and messages walk them.
  std::map<std::string, std::vector<WordMeaning>, std::less<>> words;        // members and concepts
  std::map<std::string, SectionKindId, std::less<>> section_words;           // names and synonyms of sections
  std::map<std::pair<std::uint32_t, std::string>, MemberId> member_words;    // (aspect, word)
  std::map<std::string, std::vector<BasisId>, std::less<>> basis_words;      // basis_key of name, title, number
  std::map<std::string, Where> declared;                                     // kind + name: first declaration
  std::set<std::uint32_t> used_parameters, used_word_lists, used_functions;  // for lints
  std::vector<const syntax::Expr*> formulas;                                 // per concept, null if none
  std::vector<const FileInfo*> formula_files;
  std::vector<const syntax::Function*> function_trees;  // per function
  std::vector<const FileInfo*> function_files;
  std::vector<const syntax::Parameter*> parameter_trees;  // per parameter
  std::vector<const FileInfo*> parameter_files;

  // Types on demand, with circles found: what is being typed at the moment, innermost last.
  enum class State : std::uint8_t { fresh, open, done };
  std::vector<State> parameter_state, function_state;
  std::vector<std::string> open_names;

  // Rules and what lints ask about them.
  struct RuleMention {
    std::string rule, zh, english;  // the clause that names it
    Where at;
  };
  std::shared_ptr<RuleTable> rules;
  std::vector<std::pair<std::string, Where>> tags;
  std::vector<RuleMention> rule_mentions;

  [[nodiscard]] const std::vector<syntax::File>& parsed() const { return files_; }
  [[nodiscard]] Origin origin(const FileInfo& file, Span span) const;
  [[nodiscard]] bool sees(const FileInfo& from, std::uint32_t rulebook) const {
    return visible[from.rulebook][rulebook];
  }

  /// Reports a mistake; fill labels and suggestion of the returned diagnostic if there are any. Beyond a number that
  /// nobody reads nothing is kept; finish() says so.
  Diagnostic& report(std::string_view code, const FileInfo& file, Span span, std::vector<std::string> arguments = {});
  void finish();
  void label(Diagnostic& diagnostic, const Where& place, std::string zh, std::string en) const;
  /// The nearest known name, for a hint; a file full of unknown words gets hints for the first ones only.
  [[nodiscard]] std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string_view>& known);
  /// Reports a name that is not known under `code`, with the nearest known one as a hint; or, where a known name
  /// differs by look-alike characters only, says just that.
  Diagnostic& report_unknown(std::string_view code, const FileInfo& file, const syntax::Name& name,
                             std::vector<std::string> arguments, const std::vector<std::string_view>& known);
  /// Remembers a declaration; reports a second one of the same kind and name, and says so by returning false.
  bool declare(std::string_view kind, const syntax::Name& name, const FileInfo& file);
};

/// Literal text of a template without holes; holes are kept out.
std::string plain_text(const syntax::Template& text);
std::optional<CivilDate> civil_date(Context& context, const FileInfo& file, const syntax::DateLiteral& date, Span span);
/// "1" takes any 1.x, "1.1" takes 1.1 up to below 2, "1.0.0" takes exactly that.
bool version_matches(std::string_view version, std::string_view range);
bool is_version(std::string_view text, std::size_t parts);

/// Calls `visit(file, item, node)` for every item of one kind, in order.
template <class Node, class Visit>
void for_each_item(const Context& context, const Visit& visit) {
  for (const FileInfo& file : context.files) {
    for (const syntax::Item& item : file.file->items) {
      if (const auto* node = std::get_if<Node>(&item.node)) visit(file, item, *node);
    }
  }
}

// ---- passes, in order --------------------------------------------------------------------------------------------
void check_rulebooks(Context& context);   // headers, versions, uses, order of files
void collect_taxonomy(Context& context);  // aspects, members, concepts, sections, phrases, words
void collect_names(Context& context);     // parameters, functions, bases
void check_formulas(Context& context);    // types of parameters, functions, formulas of concepts
void check_rules(Context& context);       // rules, then overlays on them
void check_overlays(Context& context);    // 覆盖, 停用, profiles, waivers
void check_tests(Context& context);
void check_lints(Context& context);

}  // namespace hegui::dsl::checking
