#include "checker/app/filters.hpp"

#include <fnmatch.h>

#include <algorithm>

namespace hegui::app {

namespace {

bool is_pattern(const std::string& name) { return name.find_first_of("*?[") != std::string::npos; }

bool means(const std::string& name, const std::string& word) {
  return is_pattern(name) ? ::fnmatch(name.c_str(), word.c_str(), 0) == 0 : name == word;
}

}  // namespace

std::vector<std::string> expand_rules(const dsl::Program& program, const std::vector<std::string>& names) {
  std::set<std::string> chosen;
  std::vector<std::string> known;
  for (const auto& rule : program.rules) known.push_back(rule.id);
  for (const auto& name : names) {
    bool any = false;
    for (const auto& id : known) {
      if (!means(name, id)) continue;
      chosen.insert(id);
      any = true;
    }
    if (!any)
      throw UsageError("没有规则“" + name + "”" + hint_zh(name, known),
                       "there is no rule '" + name + "'" + hint_en(name, known));
  }
  return {chosen.begin(), chosen.end()};
}

dsl::Severity severity_option(std::string_view option, const std::string& name) {
  require_one_of(option, name, {"error", "warning", "note"});
  return name == "error" ? dsl::Severity::error : name == "warning" ? dsl::Severity::warning : dsl::Severity::note;
}

Filter::Filter(const dsl::Program& program, const Options& options) {
  if (!options.min_severity.empty()) least_ = severity_option("--min-severity", options.min_severity);
  for (auto& id : expand_rules(program, split_list(options.exclude))) left_out_.insert(std::move(id));
  const auto tags = split_list(options.tags);
  if (tags.empty()) return;
  std::set<std::string> known;
  for (const auto& rule : program.rules) known.insert(rule.tags.begin(), rule.tags.end());
  for (const auto& tag : tags)
    if (std::none_of(known.begin(), known.end(), [&](const std::string& word) { return means(tag, word); })) {
      const std::vector<std::string> words(known.begin(), known.end());
      throw UsageError("没有规则带标签“" + tag + "”" + hint_zh(tag, words),
                       "no rule has the tag '" + tag + "'" + hint_en(tag, words));
    }
  for (const auto& rule : program.rules)
    if (std::none_of(rule.tags.begin(), rule.tags.end(), [&](const std::string& word) {
          return std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) { return means(tag, word); });
        }))
      left_out_.insert(rule.id);
}

void Filter::drop_rules(findings::CheckedReport& report) const {
  report.not_shown += std::erase_if(report.findings,
                                    [&](const findings::Finding& finding) { return left_out_.contains(finding.rule); });
}

void Filter::drop_minor(findings::CheckedReport& report) const {
  report.not_shown +=
      std::erase_if(report.findings, [&](const findings::Finding& finding) { return finding.severity < least_; });
}

}  // namespace hegui::app
