// A bare word in an expression that names nothing: what may have been meant, in this order.
// A look-alike of a known name, a near name, a kind of section, a number in Chinese characters, words without quotes.
#include <array>

#include "dsl/check_expressions.hpp"
#include "dsl/check_names.hpp"
#include "dsl/check_terms.hpp"

namespace hegui::dsl::checking {

void Expressions::report_unknown_reference(const syntax::Expr& tree, const syntax::Name& name) {
  std::vector<std::string_view> known;
  for (const Local& local : scope_.locals) known.push_back(local.name);
  const auto note = [&](const auto& entries) {
    for (const auto& entry : entries) {
      if (!context_.sees(*scope_.file, entry.origin.rulebook)) continue;
      known.push_back(entry.name);
      if (!entry.english.empty()) known.push_back(entry.english);
    }
  };
  note(program_.parameters);
  note(program_.word_lists);
  note(program_.aspects);
  known.emplace_back("报告");
  known.emplace_back("report");
  if (look_alike(name.text, known)) {
    context_.report_unknown("HG-N030", *scope_.file, name, {name.text}, known);
    return;
  }
  if (const auto section = context_.section_words.find(name.text); section != context_.section_words.end()) {
    report("HG-N050", tree.span, {name.text});
    return;
  }
  if (const auto figure = in_arabic(name.text)) {
    report("HG-T039", tree.span, {name.text}).suggestion = *figure;
    return;
  }
  if (const std::string spaced = spaced_words(context_, *scope_.file, name.text); !spaced.empty()) {
    report("HG-N030", tree.span, {name.text}).suggestion = "[" + spaced + "]";
    return;
  }
  auto hint = context_.nearest(name.text, known);
  if (!hint) {
    if (const auto term = context_.nearest(name.text, visible_words(context_, *scope_.file))) hint = "[" + *term + "]";
  }
  if (!hint && text_expected_) {
    report("HG-N051", tree.span, {name.text}).suggestion = "“" + name.text + "”";
    return;
  }
  Diagnostic& problem = report("HG-N030", tree.span, {name.text});
  if (hint) problem.suggestion = *hint;
}

}  // namespace hegui::dsl::checking
