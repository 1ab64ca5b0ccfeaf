// Which kinds of section a title names, by the synonyms of the taxonomy.
// Built once a report from the Program; used by the outline, the section kinds and the claims.
// Afterwards a title has its kinds, the most specific first; the longest synonym wins at every place of the title.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::report {

class SectionNames {
 public:
  explicit SectionNames(const dsl::Program& program);
  [[nodiscard]] std::vector<dsl::SectionKindId> kinds_of(std::string_view title) const;
  /// The whole title is a synonym, nothing more.
  [[nodiscard]] bool is_name(std::string_view title) const;
  /// 资金收支与预算执行: known names, joined.
  [[nodiscard]] bool joins_names(std::string_view title) const;
  /// One of `kinds` is the well-known kind, or lies below it.
  [[nodiscard]] bool has(const std::vector<dsl::SectionKindId>& kinds, std::string_view english) const;

 private:
  [[nodiscard]] std::size_t depth(dsl::SectionKindId kind) const;
  const dsl::Program& program_;
  std::unordered_map<std::string, dsl::SectionKindId> names_;
  std::vector<std::string> joiners_, tails_;
  std::size_t longest_ = 0;  // in bytes
};

}  // namespace hegui::report
