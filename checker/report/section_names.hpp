// Which kinds of section a title names, by the synonyms of the taxonomy.
// Built once from the Program; used by the outline, the section kinds and the claims.
// Afterwards a title has its kinds, the most specific first; the longest synonym wins at every place of the title.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/report/automaton.hpp"
#include "dsl/program.hpp"

namespace hegui::report {

class SectionNames {
 public:
  explicit SectionNames(const dsl::Program& program) : SectionNames(program, names_of(program)) {}
  [[nodiscard]] std::vector<dsl::SectionKindId> kinds_of(std::string_view title) const;
  /// The whole title is a synonym, nothing more.
  [[nodiscard]] bool is_name(std::string_view title) const;
  /// 资金收支与预算执行: known names, joined.
  [[nodiscard]] bool joins_names(std::string_view title) const;
  /// One of `kinds` is the well-known kind, or lies below it.
  [[nodiscard]] bool has(const std::vector<dsl::SectionKindId>& kinds, std::string_view english) const;

 private:
  [[nodiscard]] std::size_t depth(dsl::SectionKindId kind) const;
  struct Names {
    std::vector<std::u32string> names;
    std::vector<dsl::SectionKindId> kinds;
  };
  static Names names_of(const dsl::Program& program);
  SectionNames(const dsl::Program& program, Names names);

  const dsl::Program& program_;
  Automaton automaton_;
  std::vector<dsl::SectionKindId> kinds_;  // by word of the automaton
  std::vector<std::u32string> joiners_, tails_;
};

}  // namespace hegui::report
