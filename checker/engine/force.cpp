#include "checker/engine/force.hpp"

#include <algorithm>
#include <unordered_map>

#include "checker/engine/coverage.hpp"

namespace hegui::engine {

using dsl::CivilDate;
using dsl::ExprId;
using dsl::Rule;

namespace {

std::string date_text(const CivilDate& date) {
  return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" + std::to_string(date.day) + "日";
}

bool has_begun(const std::optional<CivilDate>& from, const CivilDate& day) { return !from || *from <= day; }
bool has_ended(const std::optional<CivilDate>& until, const CivilDate& day) { return until && *until <= day; }

class Decision {
 public:
  Decision(Evaluator& evaluator, const Options& options, Force& force)
      : evaluator_(evaluator), program_(evaluator.program()), options_(options), force_(force) {}

  void run() {
    set_day();
    choose_profiles();
    apply_overlays();
    force_.skipped.assign(force_.rules.size(), {});
    const std::vector<bool>& always = evaluator_.index().plan().always_in_force;
    const bool all = options_.only_rules.empty() && disabled_.empty();
    for (std::uint32_t i = 0; i < force_.rules.size(); ++i) {
      const Rule& rule = *force_.rules[i];
      const bool as_written = &rule == &program_.rules[i];
      if (!as_written || !all || !always[i]) force_.skipped[i] = why_not(rule, {i});
    }
    skip_replaced();
  }

 private:
  void set_day() {
    const report::Identity& identity = evaluator_.report().identity;
    if (options_.as_of) {
      force_.day = options_.as_of;
    } else if (identity.year) {
      force_.day = CivilDate{*identity.year, 12, 31};
    } else {
      force_.day = identity.date;
    }
  }

  Value condition(ExprId id) {
    static const std::vector<dsl::Let> no_lets;
    static const std::vector<dsl::ParamSetting> no_settings;
    evaluator_.begin_rule(0, no_lets, no_settings);  // loops make room for their variables
    return evaluator_.evaluate(id);
  }

  /// The rules of a rulebook share its conditions: what asks for no figures is worked out once.
  const Value& applicability(ExprId id) {
    if (evaluator_.index().plan().asks[id.value]) return asked_ = condition(id);
    const auto [known, fresh] = known_.try_emplace(id.value);
    if (fresh) known->second = condition(id);
    return known->second;
  }

  bool all_hold(const std::vector<ExprId>& conditions) {
    return std::all_of(conditions.begin(), conditions.end(),
                       [&](ExprId id) { return condition(id).as_truth() == Truth::yes; });
  }

  /// A profile without 适用 is only taken by name.
  void choose_profiles() {
    for (const dsl::Parameter& parameter : program_.parameters) force_.parameters.push_back({parameter.value, true});
    for (const dsl::Profile& profile : program_.profiles) {
      const bool named = !options_.profile.empty();
      const bool chosen = named ? profile.name == options_.profile || profile.english == options_.profile
                                : !profile.applies.empty() && all_hold(profile.applies);
      if (!chosen) continue;
      force_.profiles.push_back(profile.name);
      for (const dsl::ParamSetting& setting : profile.settings) set(setting);
      for (const std::string& rule : profile.disabled) disabled_.emplace_back(rule, profile.name);
    }
    for (const dsl::ParamSetting& setting : options_.settings) set(setting);
  }

  void set(const dsl::ParamSetting& setting) {
    if (setting.parameter.value < force_.parameters.size())
      force_.parameters[setting.parameter.value] = {setting.value, false};
  }

  void apply_overlays() {
    std::vector<std::pair<std::size_t, Rule>> changed;
    for (const dsl::Overlay& overlay : program_.overlays) {
      if (!all_hold(overlay.applies)) continue;
      const Rule* rule = program_.find_rule(overlay.rule);
      if (rule == nullptr) continue;
      const auto at = static_cast<std::size_t>(rule - program_.rules.data());
      const auto known = std::find_if(changed.begin(), changed.end(), [&](const auto& c) { return c.first == at; });
      if (known == changed.end()) {
        changed.emplace_back(at, program_.apply_overlay(*rule, overlay));
      } else {
        known->second = program_.apply_overlay(std::move(known->second), overlay);
      }
    }
    for (auto& [at, rule] : changed) force_.changed.push_back(std::move(rule));
    for (const Rule& rule : program_.rules) force_.rules.push_back(&rule);
    for (std::size_t i = 0; i < changed.size(); ++i) force_.rules[changed[i].first] = &force_.changed[i];
  }

  std::string why_not(const Rule& rule, dsl::RuleId rule_id) {
    const auto& only = options_.only_rules;
    if (!only.empty() && std::find(only.begin(), only.end(), rule.id) == only.end()) return "没有选用";
    if (rule.disabled) return "已停用" + (rule.disabled_reason.empty() ? "" : "：" + rule.disabled_reason);
    for (const auto& [id, profile] : disabled_)
      if (id == rule.id) return "方案“" + profile + "”停用";
    if (force_.day) {
      if (!has_begun(rule.from, *force_.day))
        return date_text(*rule.from) + "起生效，按" + date_text(*force_.day) + "核查";
      if (has_ended(rule.until, *force_.day))
        return date_text(*rule.until) + "起失效，按" + date_text(*force_.day) + "核查";
      if (std::string why = bases_not_in_force(rule); !why.empty()) return why;
    }
    for (const ExprId id : rule.applies) {
      const Value value = applicability(id);
      if (options_.coverage != nullptr)
        options_.coverage->saw(rule_id, id, value.as_truth(), value.has_reason(Why::not_found));
      if (value.as_truth() == Truth::yes) continue;
      const std::string text(program_.text_of(id));
      if (value.as_truth() == Truth::no) return "不适用于本报告：" + text;
      std::string why = "不能确定是否适用：";
      for (std::size_t i = 0; value.reasons && i < value.reasons->size(); ++i)
        why += (i == 0 ? "" : "；") + sentence_of((*value.reasons)[i]);
      return why;
    }
    return {};
  }

  /// A rule rests on its bases: when every one of them is not in force yet, or no longer, the rule is not either.
  std::string bases_not_in_force(const Rule& rule) const {
    const dsl::Basis* out = nullptr;
    for (dsl::BasisId id : rule.bases) {
      if (id.value >= program_.bases.size()) continue;
      const dsl::Basis* basis = &program_.bases[id.value];
      for (int depth = 0; depth < 16 && has_ended(basis->until, *force_.day) && basis->replaced_by.valid(); ++depth)
        basis = &program_.bases[basis->replaced_by.value];
      if (has_begun(basis->from, *force_.day) && !has_ended(basis->until, *force_.day)) return {};
      out = basis;
    }
    if (out == nullptr) return {};
    const std::string name = out->title.empty() ? out->name : out->title;
    if (!has_begun(out->from, *force_.day))
      return name + date_text(*out->from) + "起施行，按" + date_text(*force_.day) + "核查";
    return name + date_text(*out->until) + "起失效，按" + date_text(*force_.day) + "核查";
  }

  void skip_replaced() {
    for (std::size_t i = 0; i < force_.rules.size(); ++i) {
      if (!force_.skipped[i].empty()) continue;
      for (const std::string& older : force_.rules[i]->replaces) {
        const Rule* rule = program_.find_rule(older);
        if (rule == nullptr) continue;
        const auto at = static_cast<std::size_t>(rule - program_.rules.data());
        if (at != i && force_.skipped[at].empty()) force_.skipped[at] = "已由" + force_.rules[i]->id + "取代";
      }
    }
  }

  Evaluator& evaluator_;
  const dsl::Program& program_;
  const Options& options_;
  Force& force_;
  std::vector<std::pair<std::string, std::string>> disabled_;  // rule, profile
  std::unordered_map<std::uint32_t, Value> known_;             // by condition
  Value asked_;
};

}  // namespace

void decide_force(Evaluator& evaluator, const Options& options, Force& force) {
  Decision(evaluator, options, force).run();
}

}  // namespace hegui::engine
