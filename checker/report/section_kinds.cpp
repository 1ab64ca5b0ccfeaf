#include <algorithm>
#include <string>
#include <vector>

#include "checker/report/characters.hpp"
#include "checker/report/identity.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/structure.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t min_known_sections = 2;
constexpr std::uint32_t lead_blocks = 12;  // a title without a kind: the lead says it

/// The member of the aspect whose synonym stands in `text`: the deepest in the tree, then the longest synonym.
dsl::MemberId member_named_in(const dsl::Program& program, dsl::AspectId aspect, const std::string& text) {
  dsl::MemberId best;
  std::size_t best_depth = 0, best_length = 0;
  const auto try_name = [&](dsl::MemberId id, const std::string& name) {
    const std::string bare = bare_name(name);
    if (bare.empty() || text.find(bare) == std::string::npos) return;
    std::size_t depth = 1;
    for (auto p = program.members[id.value].parent; p.valid() && depth < 8; p = program.members[p.value].parent)
      ++depth;
    if (depth > best_depth || (depth == best_depth && bare.size() > best_length)) {
      best = id;
      best_depth = depth;
      best_length = bare.size();
    }
  };
  for (const auto id : program.aspects[aspect.value].members) {
    try_name(id, program.members[id.value].name);
    for (const auto& synonym : program.members[id.value].synonyms) try_name(id, synonym);
  }
  return best;
}

}  // namespace

void find_report_type(Report& report, const Lexicon& lexicon) {
  const auto& program = lexicon.program();
  const auto aspect = program.find_aspect("report_type");
  if (!aspect.valid()) return;
  report.identity.type = member_named_in(program, aspect, bare_name(report.identity.title));
  for (std::uint32_t b = 0; b < report.document.main_blocks() && b < lead_blocks && !report.identity.type.valid();
       ++b) {
    if (report.document.blocks[b].role != document::Role::body) continue;
    const Chars s = characters(report.document, b);
    report.identity.type = member_named_in(program, aspect, bare_name(s.text(0, s.size())));
  }
}

void assign_section_kinds(Report& report, const Lexicon& lexicon) {
  const SectionNames& names = lexicon.structure().names;
  std::size_t known = 0;
  for (auto& section : report.sections) {
    if (section.kinds.empty()) section.kinds = names.kinds_of(section.title);
    if (!section.kinds.empty() && !section.list_item && !section.attached) ++known;
  }
  find_report_type(report, lexicon);
  report.looks_like_report = report.identity.type.valid() || known >= min_known_sections;
}

}  // namespace hegui::report
