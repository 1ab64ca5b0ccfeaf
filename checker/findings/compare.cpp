#include "checker/findings/compare.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "checker/findings/names.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

const Evidence* main_of(const Finding& finding) {
  return finding.evidence.empty() ? nullptr : &finding.evidence.front();
}

bool same_alignment(const Finding& a, const Finding& b) {
  return std::equal(a.alignment.begin(), a.alignment.end(), b.alignment.begin(), b.alignment.end(),
                    [](const auto& x, const auto& y) { return x.aspect == y.aspect && x.member == y.member; });
}

/// Pairs of neighbouring characters, sorted: what two sentences have in common although a figure is another.
std::vector<std::pair<char32_t, char32_t>> pairs_of(std::string_view text) {
  constexpr std::size_t kMost = 400;
  std::vector<std::pair<char32_t, char32_t>> pairs;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size() && pairs.size() < kMost;) {
    const auto next = dsl::utf8::decode(text, at);
    at += next.length;
    if (next.character >= '0' && next.character <= '9') continue;
    if (before != 0) pairs.emplace_back(before, next.character);
    before = next.character;
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

bool alike(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto left = pairs_of(a), right = pairs_of(b);
  std::vector<std::pair<char32_t, char32_t>> common;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(common));
  return !common.empty() && 2 * 2 * common.size() > left.size() + right.size();
}

/// Whether two findings with different evidence are the same matter: one rule, one alignment; where no alignment tells
/// matters apart, sentences that are mostly the same.
bool same_matter(const Finding& a, const Finding& b) {
  if (a.rule != b.rule || !same_alignment(a, b)) return false;
  const Evidence* left = main_of(a);
  const Evidence* right = main_of(b);
  if (left == nullptr || right == nullptr) return left == right;
  if (left->role != right->role) return false;
  if (!a.alignment.empty() && left->value.empty() == right->value.empty()) return true;
  return alike(left->sentence, right->sentence);
}

using Place = std::pair<std::uint32_t, std::uint32_t>;  // line and column
struct Move {
  std::size_t match = 0;
  Place before, after;
};

/// The matches that are not in the longest run of findings that kept their order.
std::set<std::size_t> out_of_order(std::vector<Move> moves) {
  std::sort(moves.begin(), moves.end(),
            [](const Move& a, const Move& b) { return std::pair(a.after, a.before) < std::pair(b.after, b.before); });
  std::vector<std::size_t> ends, links(moves.size(), moves.size());  // ends[n]: last of the best run of n+1
  for (std::size_t i = 0; i < moves.size(); ++i) {
    const auto at = std::upper_bound(ends.begin(), ends.end(), moves[i].before,
                                     [&](const Place& place, std::size_t end) { return place < moves[end].before; });
    if (at != ends.begin()) links[i] = *(at - 1);
    if (at == ends.end())
      ends.push_back(i);
    else
      *at = i;
  }
  std::set<std::size_t> out;
  for (const Move& move : moves) out.insert(move.match);
  for (std::size_t i = ends.empty() ? moves.size() : ends.back(); i < moves.size(); i = links[i])
    out.erase(moves[i].match);
  return out;
}

/// Why a finding that is no longer there need not be fixed; empty when its rule was judged.
Warning doubt_about(const Finding& finding, const CheckedReport& after) {
  const auto found = std::find_if(after.rules.begin(), after.rules.end(),
                                  [&](const RuleOutcome& rule) { return rule.rule == finding.rule; });
  if (found == after.rules.end())
    return {"这次的规则集里没有规则 " + finding.rule, "rule " + finding.rule + " is not in the later rulebooks",
            "no_rule"};
  if (found->passed + found->failed + found->undetermined + found->not_applicable == 0 && !found->skipped.empty())
    return {"这次没有用规则 " + finding.rule + "：" + found->skipped,
            "rule " + finding.rule + " was not run this time: " + found->skipped, "not_run"};
  if (found->undetermined > 0 && found->passed == 0) {
    std::string missing;
    for (std::size_t i = 0; i < found->missing.size() && i < 3; ++i)
      missing += (i == 0 ? "" : "、") + found->missing[i];
    return {"规则 " + finding.rule + " 这次不能判断" + (missing.empty() ? "" : "：" + missing),
            "rule " + finding.rule + " could not be judged this time" + (missing.empty() ? "" : ": " + missing),
            "undetermined"};
  }
  return {};
}

struct Match {
  std::size_t before = 0, after = 0;
  bool same_id = false;
};

std::vector<Match> matches_of(const std::vector<Finding>& before, const std::vector<Finding>& after) {
  std::vector<Match> all;
  std::vector<bool> used(before.size()), told(after.size());
  std::map<std::string_view, std::size_t> by_id;
  for (std::size_t i = 0; i < before.size(); ++i) by_id.emplace(before[i].id, i);
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto found = by_id.find(after[i].id);
    if (found == by_id.end() || used[found->second]) continue;
    used[found->second] = told[i] = true;
    all.push_back({found->second, i, true});
  }
  std::map<std::string_view, std::vector<std::size_t>> by_rule;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (!used[i]) by_rule[before[i].rule].push_back(i);
  constexpr std::size_t kMostTried = 200;  // of one rule: a report may fail in thousands of places
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (told[i]) continue;
    auto& candidates = by_rule[after[i].rule];
    for (std::size_t at = 0; at < candidates.size() && at < kMostTried; ++at) {
      if (!same_matter(before[candidates[at]], after[i])) continue;
      all.push_back({candidates[at], i, false});
      candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    }
  }
  std::sort(all.begin(), all.end(), [](const Match& a, const Match& b) { return a.after < b.after; });
  return all;
}

FindingChange of_both(const Finding& before, const Finding& after, bool same_id, bool out_of_order) {
  FindingChange change;
  change.fate = same_id ? Fate::remaining : Fate::changed;
  change.finding = after;
  if (before.message != after.message) change.message_before = before.message;
  if (const Evidence* old = main_of(before)) {
    change.quote_before = old->quote;
    change.section_before = old->section;
    change.line_before = old->line;
    const Evidence* now = main_of(after);
    change.moved = now != nullptr && (out_of_order || old->section != now->section);
  }
  if (before.severity != after.severity) change.severity_before = before.severity;
  change.waived_now = !before.waived && after.waived;
  change.reopened = before.waived && !after.waived;
  return change;
}

void compare_findings(const CheckedReport& before, const CheckedReport& after, std::vector<FindingChange>& changes) {
  const auto matches = matches_of(before.findings, after.findings);
  std::vector<bool> in_before(before.findings.size()), in_after(after.findings.size());
  std::vector<Move> moves;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Evidence* old = main_of(before.findings[matches[i].before]);
    const Evidence* now = main_of(after.findings[matches[i].after]);
    if (old != nullptr && now != nullptr) moves.push_back({i, {old->line, old->column}, {now->line, now->column}});
  }
  const auto out = out_of_order(std::move(moves));
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const auto& old = before.findings[matches[i].before];
    const auto& now = after.findings[matches[i].after];
    in_before[matches[i].before] = in_after[matches[i].after] = true;
    if (!old.waived || !now.waived) changes.push_back(of_both(old, now, matches[i].same_id, out.contains(i)));
  }
  for (std::size_t i = 0; i < after.findings.size(); ++i)
    if (!in_after[i] && !after.findings[i].waived) {
      changes.emplace_back();
      changes.back().finding = after.findings[i];
    }
  for (std::size_t i = 0; i < before.findings.size(); ++i)
    if (!in_before[i] && !before.findings[i].waived) {
      changes.emplace_back();
      changes.back().fate = Fate::fixed;
      changes.back().finding = before.findings[i];
      changes.back().doubt = doubt_about(before.findings[i], after);
    }
}

/// Two reports that a person named as a pair may be of different units or years all the same.
Warning mismatch_of(const CheckedReport& before, const CheckedReport& after) {
  const bool unit = !before.unit.empty() && !after.unit.empty() && folded_name(before.unit) != folded_name(after.unit);
  const bool year = before.year && after.year && before.year != after.year;
  if (!unit && !year) return {};
  const auto name = [](const CheckedReport& report) {
    return report.unit + (report.year ? " " + std::to_string(*report.year) : "");
  };
  return {"两份报告不是同一单位、同一年度的：" + name(before) + "，" + name(after),
          "these are reports of different units or years: " + name(before) + ", " + name(after), "mismatch"};
}

std::size_t open_findings(const CheckedReport& report) {
  return static_cast<std::size_t>(
      std::count_if(report.findings.begin(), report.findings.end(), [](const Finding& f) { return !f.waived; }));
}

}  // namespace

ReportChange compare_reports(const CheckedReport* before, const CheckedReport* after) {
  ReportChange change;
  const CheckedReport& shown = after != nullptr ? *after : *before;
  const bool after_tells = after != nullptr && after->readable;
  const CheckedReport& identity = after_tells || before == nullptr ? shown : *before;
  change.unit = identity.unit;
  change.region = identity.region;
  change.type = identity.type;
  change.title = identity.title;
  change.year = identity.year;
  if (before != nullptr) change.path_before = before->path;
  if (after != nullptr) change.path_after = after->path;
  for (const auto* round : {before, after})
    if (round != nullptr && !round->readable)
      change.unreadable = {round->path + "：" + round->error_zh, round->path + ": " + round->error_en, "unreadable"};
  if (before == nullptr) {
    change.rounds = ReportChange::Rounds::only_after;
    const CheckedReport nothing;
    if (after->readable) compare_findings(nothing, *after, change.findings);
  } else if (after == nullptr) {
    change.rounds = ReportChange::Rounds::only_before;
    change.gone = open_findings(*before);
  } else if (change.unreadable.zh.empty()) {
    compare_findings(*before, *after, change.findings);
    change.mismatch = mismatch_of(*before, *after);
  }
  if (after != nullptr) change.waived = after->findings.size() - open_findings(*after);
  std::stable_sort(change.findings.begin(), change.findings.end(), [](const FindingChange& a, const FindingChange& b) {
    return a.fate != b.fate ? a.fate < b.fate : a.finding.severity > b.finding.severity;
  });
  return change;
}

void CompareTotals::add(const ReportChange& report) {
  ++reports;
  ++(report.rounds == ReportChange::Rounds::both          ? both
     : report.rounds == ReportChange::Rounds::only_before ? only_before
                                                          : only_after);
  if (!report.unreadable.zh.empty()) ++unreadable;
  waived += report.waived;
  gone += report.gone;
  for (const auto& change : report.findings) {
    switch (change.fate) {
      case Fate::added: ++added; break;
      case Fate::changed: ++changed; break;
      case Fate::remaining: ++remaining; break;
      case Fate::fixed: ++fixed; break;
    }
    if (change.fate == Fate::added)
      ++(change.finding.severity == dsl::Severity::error     ? added_errors
         : change.finding.severity == dsl::Severity::warning ? added_warnings
                                                             : added_notes);
    if (change.moved) ++moved;
    if (change.severity_before) ++severity_changed;
    if (change.waived_now) ++waived_now;
    if (change.reopened) ++reopened;
    if (!change.doubt.zh.empty()) ++fixed_unsure;
  }
}

std::vector<std::string> EarlierRound::keys_of(const CheckedReport& report) {
  std::vector<std::string> keys;
  const std::string unit = folded_name(report.unit);
  if (!unit.empty()) {
    const std::string key =
        "u\x1F" + unit + "\x1F" + (report.year ? std::to_string(*report.year) : "") + "\x1F" + report.type;
    keys.push_back(key + "\x1F" + folded_name(report.title));
    keys.push_back(key);
  }
  keys.push_back("p\x1F" + report.path);
  keys.push_back("f\x1F" + file_of(report.path));
  return keys;
}

void EarlierRound::add(CheckedReport report) {
  report.report = nullptr;  // the text is not needed again
  for (const auto& key : keys_of(report)) index_[key].push_back(reports_.size());
  reports_.push_back({std::move(report), false});
}

const CheckedReport* EarlierRound::answered_by(const CheckedReport& report) {
  for (const auto& key : keys_of(report)) {
    const auto found = index_.find(key);
    // What several reports go by says nothing of which of them is meant.
    if (found == index_.end() || found->second.size() != 1) continue;
    Kept& kept = reports_[found->second.front()];
    if (std::exchange(kept.taken, true)) continue;
    return &kept.report;
  }
  return nullptr;
}

std::vector<const CheckedReport*> EarlierRound::left() const {
  std::vector<const CheckedReport*> left;
  for (const auto& kept : reports_)
    if (!kept.taken) left.push_back(&kept.report);
  return left;
}

void keep_new(CheckedReport& report, const CheckedReport& before) {
  const ReportChange change = compare_reports(&before, &report);
  if (!change.unreadable.zh.empty()) return;
  std::set<std::string> known;
  for (const auto& each : change.findings) {
    if (each.fate == Fate::fixed) {
      if (each.doubt.zh.empty()) ++report.fixed;
      continue;
    }
    if (each.fate == Fate::added || each.waived_now) continue;
    known.insert(each.finding.id);
  }
  report.known = std::erase_if(report.findings, [&](const Finding& finding) { return known.contains(finding.id); });
}

}  // namespace hegui::findings
