// Helpers that every pass of the checker uses: reporting, places, dates.
// A diagnostic's code must be a row of check_codes.cpp; a test walks both.
#include "dsl/check_context.hpp"

#include <array>

#include "dsl/check_names.hpp"

namespace hegui::dsl::checking {

Origin Context::origin(const FileInfo& file, Span span) const { return {file.rulebook, file.file->source, span}; }

Diagnostic& Context::report(std::string_view code, const FileInfo& file, Span span,
                            std::vector<std::string> arguments) {
  Diagnostic problem;
  problem.code = code;
  problem.source = file.file->source;
  problem.path = file.file->source->name();
  problem.span = span;
  problem.arguments = std::move(arguments);
  const bool lint = code.starts_with("HG-L");
  if (++(lint ? lints_ : errors_) > most_problems) {
    std::optional<Diagnostic>& first = lint ? first_lint_left_out_ : first_error_left_out_;
    if (!first) first = problem;
    left_out_ = std::move(problem);
    return left_out_;
  }
  diagnostics.push_back(std::move(problem));
  return diagnostics.back();
}

void Context::finish() {
  for (auto* first : {&first_error_left_out_, &first_lint_left_out_}) {
    if (!*first) continue;
    Diagnostic& last = diagnostics.emplace_back(std::move(**first));
    last.code = first == &first_lint_left_out_ ? "HG-L032" : "HG-P038";
    last.arguments = {std::to_string(most_problems)};
    last.labels.clear();
    last.suggestion.clear();
  }
}

void Context::label(Diagnostic& diagnostic, const Where& place, std::string zh, std::string en) const {
  if (place.file == nullptr) return;
  diagnostic.labels.push_back({place.file->file->source, place.span, std::move(zh), std::move(en)});
}

std::optional<std::string> Context::nearest(std::string_view wanted, const std::vector<std::string_view>& known) {
  if (hints_left_ == 0) return std::nullopt;
  --hints_left_;
  return checking::nearest(wanted, known);
}

Diagnostic& Context::report_unknown(std::string_view code, const FileInfo& file, const syntax::Name& name,
                                    std::vector<std::string> arguments, const std::vector<std::string_view>& known) {
  if (const auto alike = hints_left_ > 0 ? look_alike(name.text, known) : std::nullopt) {
    Diagnostic& problem = report("HG-N026", file, name.span, {name.text, *alike});
    problem.suggestion = *alike;
    return problem;
  }
  Diagnostic& problem = report(code, file, name.span, std::move(arguments));
  if (const auto hint = nearest(name.text, known)) problem.suggestion = *hint;
  return problem;
}

bool Context::declare(std::string_view kind, const syntax::Name& name, const FileInfo& file) {
  const auto [at, fresh] = declared.emplace(std::string(kind) + " " + name.text, Where{&file, name.span});
  if (fresh) return true;
  label(report("HG-N010", file, name.span, {name.text}), at->second, "第一次定义在这里", "first defined here");
  return false;
}

std::string plain_text(const syntax::Template& text) {
  std::string result;
  for (const syntax::TemplatePart& part : text.parts) result += part.text;
  return result;
}

std::optional<CivilDate> civil_date(Context& context, const FileInfo& file, const syntax::DateLiteral& date,
                                    Span span) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
  const bool month_known = date.month >= 1 && date.month <= 12;
  const int days = !month_known ? 0 : kDays[static_cast<std::size_t>(date.month - 1)] + (date.month == 2 && leap);
  if (date.year < 1900 || date.year > 2200 || date.day < 1 || date.day > days) {
    context.report("HG-R008", file, span, {std::string(file.file->source->text(span))});
    return std::nullopt;
  }
  return CivilDate{date.year, date.month, date.day};
}

}  // namespace hegui::dsl::checking
