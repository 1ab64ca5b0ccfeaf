// How two clauses are compared, and the comparison of rules; inner to difference.cpp.
// Made there from two checked programs.
// Afterwards take() hands over the changes in the order found.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/difference.hpp"
#include "dsl/meaning.hpp"
#include "dsl/parser.hpp"

namespace hegui::dsl::difference {

/// Blanks and line ends made one blank.
std::string one_line(std::string_view text);
std::string joined_words(const std::vector<std::string>& words);
std::string date_text(const std::optional<CivilDate>& date);

class Comparer {
 public:
  Comparer(const Program& old_program, const Program& new_program)
      : old_(old_program), new_(new_program), old_meaning_(old_program), new_meaning_(new_program) {}

  [[nodiscard]] const Program& old_program() const { return old_; }
  [[nodiscard]] const Program& new_program() const { return new_; }
  void add(Change change) { changes_.push_back(std::move(change)); }
  std::vector<Change> take() { return std::move(changes_); }

  /// Two wordings, as they are; nothing when they are equal.
  void plain(ChangeKind kind, std::string_view item, const std::string& name, std::string clause, std::string before,
             std::string after, Written old_at, Written new_at);
  /// Two expressions by meaning; an invalid one is not there.
  void expression(ChangeKind kind, std::string item, const std::string& name, std::string clause, ExprId a, ExprId b,
                  Written old_at, Written new_at, const Rule* old_rule = nullptr, const Rule* new_rule = nullptr);
  /// Clauses of one kind, of which the order says nothing.
  void list(ChangeKind kind, std::string item, const std::string& name, const std::string& clause,
            std::vector<ExprId> a, std::vector<ExprId> b, const Rule* old_rule, const Rule* new_rule);
  [[nodiscard]] bool same(ExprId a, ExprId b, const Rule* old_rule, const Rule* new_rule) const;
  [[nodiscard]] const Meaning& old_meaning() const { return old_meaning_; }
  [[nodiscard]] const Meaning& new_meaning() const { return new_meaning_; }

  /// The item as written, and the whole clause that an expression stands in.
  [[nodiscard]] Written item(const Origin& origin) const { return {origin.source, origin.span}; }
  Written clause_at(const Program& program, ExprId id);
  /// The clause of a rule of the kind at this place in the variant RuleClause::node.
  Written clause_of(const Rule& rule, std::size_t kind);

 private:
  const syntax::File& parsed(const std::shared_ptr<const Source>& source);
  [[nodiscard]] std::pair<ExprId, ExprId> narrowed(ExprId a, ExprId b, const Rule* old_rule,
                                                   const Rule* new_rule) const;
  const Program& old_;
  const Program& new_;
  Meaning old_meaning_, new_meaning_;
  std::map<const Source*, ParseResult> parsed_;
  std::vector<Change> changes_;
};

void compare_rules(Comparer& comparer);

}  // namespace hegui::dsl::difference
