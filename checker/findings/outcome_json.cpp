#include "checker/findings/outcome_json.hpp"

#include <charconv>
#include <utility>

namespace hegui::findings {

namespace {

constexpr std::array<const char*, 4> kCountNames = {"passed", "failed", "undetermined", "not_applicable"};

}  // namespace

OutcomesJson::Counts OutcomesJson::counts_of(const RuleOutcome& rule) {
  return {rule.passed, rule.failed, rule.undetermined, rule.not_applicable};
}

void OutcomesJson::write(JsonWriter& json, const std::vector<RuleOutcome>& rules) {
  json.begin_array();
  if (kept_.size() < rules.size()) kept_.resize(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RuleOutcome& rule = rules[i];
    Kept& kept = kept_[i];
    const RuleOutcome& last = kept.outcome;
    if (kept.bytes.empty() || last.rule != rule.rule || last.missing != rule.missing || last.skipped != rule.skipped)
      write_anew(json, rule, kept);
    else if (counts_of(last) != counts_of(rule))
      change_counts(rule, kept);
    json.written(kept.bytes);
  }
  json.end_array();
}

void OutcomesJson::write_anew(const JsonWriter& json, const RuleOutcome& rule, Kept& kept) {
  kept.outcome = rule;
  kept.bytes.clear();
  JsonWriter apart = json.apart(kept.bytes);
  apart.begin_object().member("rule", rule.rule);
  const Counts counts = counts_of(rule);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    apart.key(kCountNames[i]);
    kept.begins[i] = kept.bytes.size();
    apart.value(counts[i]);
    kept.ends[i] = kept.bytes.size();
  }
  apart.key("missing").begin_array();
  for (const std::string& operand : rule.missing) apart.value(operand);
  apart.end_array().member("skipped", rule.skipped).end_object();
}

void OutcomesJson::change_counts(const RuleOutcome& rule, Kept& kept) {
  const Counts counts = counts_of(rule);
  std::array<char, 16> digits{};
  room_.clear();
  std::size_t copied = 0;  // of the bytes so far
  for (std::size_t i = 0; i < counts.size(); ++i) {
    room_.append(kept.bytes, copied, kept.begins[i] - copied);
    copied = kept.ends[i];
    kept.begins[i] = room_.size();
    room_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), counts[i]).ptr);
    kept.ends[i] = room_.size();
  }
  room_.append(kept.bytes, copied);
  std::swap(kept.bytes, room_);
  kept.outcome.passed = rule.passed;
  kept.outcome.failed = rule.failed;
  kept.outcome.undetermined = rule.undetermined;
  kept.outcome.not_applicable = rule.not_applicable;
}

}  // namespace hegui::findings
