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

/// 根据《预决算公开操作规程》…: a document that is cited is not the one at hand.
std::string without_document_names(std::string_view text) {
  static constexpr std::string_view opening = "《", closing = "》";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find(opening, at);
    const std::size_t close = open == std::string_view::npos ? open : text.find(closing, open);
    if (close == std::string_view::npos) return out.append(text.substr(at));
    out.append(text.substr(at, open - at));
    at = close + closing.size();
  }
  return out;
}

/// 关于下达…的通知: a paper that orders something and reports nothing, whatever kinds of report it speaks of.
bool is_other_paper(const Report& report, const Lexicon& lexicon) {
  const auto words = lexicon.program().find_words("other_papers");
  const std::string title = bare_name(report.identity.title);
  if (!words.valid()) return false;
  const auto& endings = lexicon.program().word_lists[words.value].words;
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view word) { return title.ends_with(word); });
}

/// …综合楼建设项目2022年度绩效自评报告: before the year and the name of the kind stands what is a project.
bool names_a_project(const Report& report, const Lexicon& lexicon, const std::string& kind) {
  const auto words = lexicon.program().find_words("title_project_tails");
  const std::string title = bare_name(report.identity.title);
  std::size_t end = title.find(kind);
  if (!words.valid() || end == std::string::npos) return false;
  const auto& tails = lexicon.program().word_lists[words.value].words;
  const auto before = [&](std::string_view word) {
    return end >= word.size() && std::string_view(title).substr(end - word.size(), word.size()) == word;
  };
  if (std::any_of(tails.begin(), tails.end(), before)) return true;
  // 2022年度
  std::size_t year = end;
  while (year > 0 && !(title[year - 1] >= '0' && title[year - 1] <= '9')) --year;
  constexpr std::size_t longest_tail = 9;  // bytes of 年度的
  std::size_t digits = year;
  while (digits > 0 && title[digits - 1] >= '0' && title[digits - 1] <= '9') --digits;
  if (year - digits != 4 || end - year > longest_tail) return false;
  end = digits;
  return std::any_of(tails.begin(), tails.end(), before);
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
  if (names.empty() || is_other_paper(report, lexicon)) return;
  report.identity.type = type_named_in(names, bare_name(report.identity.title));
  const auto& program = lexicon.program();
  const auto aspect = program.find_aspect("report_type");
  if (const auto plain = program.find_member(aspect, "self_evaluation"); plain.valid() && report.identity.type == plain)
    for (const TypeName& name : names)
      if (name.member == plain && names_a_project(report, lexicon, name.bare))
        if (const auto project = program.find_member(aspect, "project_self_evaluation"); project.valid())
          report.identity.type = project;
  // What a government or a page on one topic publishes says so in its title; below it the words name chapters.
  const auto of_title_only = [&](dsl::MemberId type) {
    return type.valid() && (type == program.find_member(aspect, "government_accounts") ||
                            type == program.find_member(aspect, "topic_disclosure"));
  };
  for (std::uint32_t b = 0; b < report.document.main_blocks() && b < lead_blocks && !report.identity.type.valid();
       ++b) {
    if (report.document.blocks[b].role != document::Role::body) continue;
    const Chars s = characters(report.document, b);
    const dsl::MemberId type = type_named_in(names, bare_name(without_document_names(s.text(0, s.size()))));
    if (!of_title_only(type)) report.identity.type = type;
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
