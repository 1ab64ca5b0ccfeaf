// What one version of rulebooks says otherwise than another: rule by rule and clause by clause, by meaning.
// Made by `rules diff` from two checked programs.
// Afterwards every change has the words and places of both sides; layout, comments, spelling and language count
// nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::dsl {

enum class ChangeKind : std::uint8_t {
  added,    // a whole item is new
  removed,  // … is gone
  renamed,  // the new rule 取代 the old one, or says the same under another id
  severity,
  threshold,   // a figure, and nothing else of its clause
  comparator,  // < made ≤ …
  condition,   // 适用, 当, 对每个, 令, 应, 禁止 otherwise
  exception,   // 除非, 除外
  message,     // 说明, 建议, 证据, 归并: how it is told
  basis,
  dates,     // 生效, 失效
  relation,  // 取代, 细化, 标签, the title
  words      // an item of the taxonomy: words, synonyms, parts, patterns
};
std::string_view change_name(ChangeKind kind, Language language);
std::string_view change_name(ChangeKind kind);  // English, one word

/// Where something is written; without a source: nowhere.
struct Written {
  std::shared_ptr<const Source> source;
  Span span;
  [[nodiscard]] std::string place() const;  // “rules/x.hegui:12:3”
};
struct Change {
  ChangeKind kind = ChangeKind::condition;
  std::string item;           // 规则, 参数, 词集, …
  std::string name;           // ZX-01; the new name
  std::string old_name;       // when it is another; of an added rule, those that it replaces
  std::string clause;         // 当, 应, 除非 财政收回 …; empty: the whole item
  std::string before, after;  // as written; of a threshold the figures alone
  std::string context;        // the clause around a threshold or comparator, as it is now
  Written old_at, new_at;     // the whole clause or item, to put one in the other's place
};
/// Rules by id, then the other items in the order of the language.
std::vector<Change> differences(const Program& old_program, const Program& new_program);

}  // namespace hegui::dsl
