#include "checker/findings/overview.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "checker/findings/materiality.hpp"
#include "checker/findings/names.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kExamples = 3;
constexpr std::size_t kLongestExample = 360;  // bytes

std::string shortened(const std::string& text) {
  if (text.size() <= kLongestExample) return text;
  std::size_t at = 0;
  while (at < kLongestExample) at += dsl::utf8::decode(text, at).length;
  return text.substr(0, at) + "…";
}

void count(Counts& counts, const Finding& finding) {
  if (finding.waived) {
    ++counts.waived;
    return;
  }
  ++(finding.severity == dsl::Severity::error     ? counts.errors
     : finding.severity == dsl::Severity::warning ? counts.warnings
                                                  : counts.notes);
  counts.yuan = counts.yuan + added_up(finding);
}

std::string name_of(const OverviewRow& row) {
  return !row.unit.empty() ? row.unit : !row.title.empty() ? row.title : file_of(row.path);
}

}  // namespace

void Counts::add(const Counts& more) {
  reports += more.reports;
  errors += more.errors;
  warnings += more.warnings;
  notes += more.notes;
  waived += more.waived;
  yuan = yuan + more.yuan;
}

void Overview::add(const CheckedReport& report) {
  OverviewRow row;
  row.path = report.path;
  row.sha256 = report.sha256;
  row.unit = report.unit;
  row.region = report.region;
  row.type = report.type;
  row.title = report.title;
  row.year = report.year;
  row.readable = report.readable;
  row.error_zh = report.error_zh;
  row.error_en = report.error_en;
  row.figures = report.figures;
  row.counts.reports = 1;
  if (!report.readable) {
    ++unreadable;
    ++total.reports;
    rows.push_back(std::move(row));
    return;
  }
  std::set<std::string> told, groups;
  for (const auto& finding : report.findings) {
    count(row.counts, finding);
    if (finding.waived) continue;
    const auto yuan = added_up(finding);
    if (yuan.sign() > 0 && (!row.largest || *row.largest < yuan)) row.largest = yuan;
    Defect& defect = defects[finding.rule];
    if (defect.title.empty()) defect.title = finding.title;
    defect.rulebook = finding.rulebook;
    count(defect.counts, finding);
    count(by_group[finding.rulebook], finding);
    if (groups.insert(finding.rulebook).second) ++by_group[finding.rulebook].reports;
    if (!told.insert(finding.rule).second) continue;
    ++defect.counts.reports;
    if (defect.examples.size() >= kExamples) continue;
    const std::string quote = finding.evidence.empty() ? "" : finding.evidence.front().sentence;
    defect.examples.push_back({name_of(row), shortened(quote), shortened(finding.message)});
  }
  for (const auto& rule : report.rules)
    if (rule.undetermined > 0) ++not_judged[rule.rule];
  for (const auto& warning : report.warnings) expired_waivers += warning.code == kWaiverExpired ? 1 : 0;
  not_shown += report.not_shown;
  unread_figures += report.unread;
  if (row.counts.open() == 0) ++clean;
  total.add(row.counts);
  by_region[row.region].add(row.counts);
  rows.push_back(std::move(row));
}

void Overview::finish(std::vector<ListedUnit> list, const std::vector<std::string>& places) {
  // One report was submitted twice when unit, year, kind and title agree, or the files are the same.
  std::map<std::string, std::vector<std::size_t>> by_matter, by_bytes;
  std::map<std::string, std::string> regions;  // of units that submitted something readable
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const OverviewRow& row = rows[i];
    if (!row.readable) continue;
    if (!row.sha256.empty()) by_bytes[row.sha256].push_back(i);
    if (!row.unit.empty()) {
      regions.emplace(row.unit, row.region);
      by_matter[folded_name(row.unit) + "\x1F" + (row.year ? std::to_string(*row.year) : "") + "\x1F" + row.type +
                "\x1F" + folded_name(row.title)]
          .push_back(i);
    }
    if (row.figures.execution_rate) by_rate.push_back(i);
  }
  std::set<std::vector<std::size_t>> told;
  for (const bool same_file : {true, false})
    for (const auto& [key, group] : same_file ? by_bytes : by_matter)
      if (group.size() > 1 && told.insert(group).second) repeated.push_back({group, same_file});
  std::sort(repeated.begin(), repeated.end(),
            [](const Repeated& a, const Repeated& b) { return a.rows.front() < b.rows.front(); });
  std::stable_sort(by_rate.begin(), by_rate.end(), [&](std::size_t a, std::size_t b) {
    return *rows[a].figures.execution_rate < *rows[b].figures.execution_rate;
  });
  listed = !list.empty();
  if (!listed) return;
  std::vector<SubmittedUnit> submitted;
  for (const auto& [unit, region] : regions) submitted.push_back({unit, region});
  units = match_units(list, submitted, places);
}

std::vector<std::string> Overview::top_defects() const {
  std::vector<std::string> ids;
  for (const auto& [id, defect] : defects) ids.push_back(id);
  std::stable_sort(ids.begin(), ids.end(), [&](const std::string& a, const std::string& b) {
    const Counts& left = defects.at(a).counts;
    const Counts& right = defects.at(b).counts;
    return std::pair(left.reports, left.open()) > std::pair(right.reports, right.open());
  });
  return ids;
}

std::vector<RateBand> rate_bands(const Overview& overview) {
  std::vector<RateBand> bands = {{"60%以下", "under 60%"}, {"60%—70%", "60–70%"},     {"70%—80%", "70–80%"},
                                 {"80%—90%", "80–90%"},    {"90%—95%", "90–95%"},     {"95%—100%", "95–100%"},
                                 {"100%", "100%"},         {"100%以上", "over 100%"}, {"未写明", "unknown"}};
  constexpr std::array<int, 6> kUpper = {60, 70, 80, 90, 95, 100};
  for (const auto& row : overview.rows) {
    if (!row.readable) continue;
    std::size_t band = 8;
    if (row.figures.execution_rate) {
      const dsl::Number percent = *row.figures.execution_rate * dsl::Number(100);
      band = 0;
      while (band < kUpper.size() && percent >= dsl::Number(kUpper[band])) ++band;
      if (band == 6 && percent > dsl::Number(100)) band = 7;
    }
    ++bands[band].reports;
  }
  return bands;
}

}  // namespace hegui::findings
