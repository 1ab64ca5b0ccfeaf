#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/report/characters.hpp"
#include "checker/report/identity.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/structure.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t min_known_sections = 2;
constexpr std::uint32_t lead_blocks = 12;  // a title without a kind: the lead says it

/// The kind of report whose name stands in `text`: the deepest in the tree, then the longest name.
dsl::MemberId type_named_in(const std::vector<TypeName>& names, std::string_view text) {
  const TypeName* best = nullptr;
  for (const TypeName& name : names) {
    const bool better = best == nullptr || name.depth > best->depth ||
                        (name.depth == best->depth && name.bare.size() > best->bare.size());
    if (better && text.find(name.bare) != std::string_view::npos) best = &name;
  }
  return best == nullptr ? dsl::MemberId{} : best->member;
}

}  // namespace

std::vector<TypeName> Lexicon::Structure::type_names_of(const dsl::Program& program) {
  std::vector<TypeName> names;
  const auto aspect = program.find_aspect("report_type");
  if (!aspect.valid()) return names;
  for (const auto id : program.aspects[aspect.value].members) {
    constexpr std::size_t deepest = 8;
    std::size_t depth = 1;
    for (auto p = program.members[id.value].parent; p.valid() && depth < deepest; p = program.members[p.value].parent)
      ++depth;
    const auto add = [&](const std::string& name) {
      if (std::string bare = bare_name(name); !bare.empty()) names.push_back({std::move(bare), id, depth});
    };
    add(program.members[id.value].name);
    for (const auto& synonym : program.members[id.value].synonyms) add(synonym);
  }
  return names;
}

void find_report_type(Report& report, const Lexicon& lexicon) {
  const auto& names = lexicon.structure().type_names;
  if (names.empty()) return;
  report.identity.type = type_named_in(names, bare_name(report.identity.title));
  for (std::uint32_t b = 0; b < report.document.main_blocks() && b < lead_blocks && !report.identity.type.valid();
       ++b) {
    if (report.document.blocks[b].role != document::Role::body) continue;
    const Chars s = characters(report.document, b);
    report.identity.type = type_named_in(names, bare_name(s.text(0, s.size())));
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
