#include "checker/findings/units_list.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "checker/findings/names.hpp"
#include "checker/text/decode.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kMostBytes = 64U << 20U;
constexpr std::size_t kMostUnits = 100'000;
constexpr std::size_t kLongestName = 300;  // bytes
constexpr int kNear = 60;                  // how like a proposed name must be, of 100

/// One row of the table from `at` on; a quoted field may hold line ends.
std::vector<std::string> next_row(std::string_view text, std::size_t& at, std::size_t& line, char separator) {
  std::vector<std::string> row(1);
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"')
        row.back() += c;
      else if (at + 1 < text.size() && text[at + 1] == '"')
        row.back() += text[++at];
      else
        quoted = false;
    } else if (c == '"' && row.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      row.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      row.back() += c;
    }
  }
  for (auto& field : row) {
    const std::size_t begin = field.find_first_not_of(" \t\n");
    field = begin == std::string::npos ? "" : field.substr(begin, field.find_last_not_of(" \t\n") - begin + 1);
  }
  return row;
}

/// The column whose head is one of these, or none.
std::optional<std::size_t> column_named(const std::vector<std::string>& head,
                                        std::initializer_list<const char*> names) {
  for (const char* name : names)
    for (std::size_t i = 0; i < head.size(); ++i)
      if (folded_name(head[i]) == name) return i;
  return std::nullopt;
}

/// Whether `text` is nothing but names of places, one after the other.
bool all_places(std::string_view text, const std::set<std::string, std::less<>>& places) {
  std::vector<bool> reached(text.size() + 1);
  reached[0] = true;
  for (std::size_t from = 0; from < text.size(); ++from) {
    if (!reached[from]) continue;
    for (std::size_t to = from + 1; to <= text.size(); ++to)
      if (!reached[to] && places.contains(text.substr(from, to - from))) reached[to] = true;
  }
  return reached[text.size()];
}

/// Whether two folded names differ by names of places in front only.
bool same_but_place(std::string_view a, std::string_view b, const std::set<std::string, std::less<>>& places) {
  if (a.size() < b.size()) std::swap(a, b);
  return !b.empty() && a.ends_with(b) && all_places(a.substr(0, a.size() - b.size()), places);
}

/// The name without the places in front: what makes two units of one place alike is not the place.
std::string_view without_places(std::string_view name, const std::set<std::string, std::less<>>& places) {
  for (bool again = true; again;) {
    again = false;
    for (const auto& place : places)
      if (!place.empty() && name.size() > place.size() && name.starts_with(place)) {
        name.remove_prefix(place.size());
        again = true;
      }
  }
  return name;
}

}  // namespace

UnitsFile read_units(std::string_view bytes) {
  UnitsFile file;
  const auto refuse = [&](std::size_t line, const std::string& zh, const std::string& en) {
    file.units.clear();
    file.error_zh = (line > 0 ? "第" + std::to_string(line) + "行：" : "") + zh;
    file.error_en = (line > 0 ? "line " + std::to_string(line) + ": " : "") + en;
    return file;
  };
  if (bytes.size() > kMostBytes) return refuse(0, "文件太大", "the file is too large");
  const auto decoded = text::decode(bytes);
  if (!decoded.text) return refuse(0, decoded.error.zh, decoded.error.en);
  const std::string_view all = decoded.text->original();
  const std::string_view first = all.substr(0, all.find('\n'));
  char separator = ',';
  for (const char c : {'\t', ';'})
    if (std::count(first.begin(), first.end(), c) > std::count(first.begin(), first.end(), separator)) separator = c;
  std::size_t at = 0, line = 1;
  auto head = next_row(all, at, line, separator);
  if (!head.empty() && head.front().rfind("\xEF\xBB\xBF", 0) == 0) head.front().erase(0, 3);
  const auto name = column_named(head, {"单位名称", "单位", "预算单位", "部门名称", "名称", "unit", "name"});
  const auto region = column_named(head, {"地区", "区域", "县区", "区县", "行政区划", "region", "district"});
  if (!name)
    return refuse(1, "没有“单位名称”这一列；第一行应写列名，如：单位名称,地区",
                  "there is no column 'unit'; the first line names the columns, such as: unit,region");
  while (at < all.size()) {
    ListedUnit unit;
    unit.line = line;
    const auto row = next_row(all, at, line, separator);
    if (*name < row.size()) unit.name = row[*name];
    if (region && *region < row.size()) unit.region = row[*region];
    if (unit.name.empty()) continue;
    if (unit.name.size() > kLongestName) return refuse(unit.line, "单位名称太长", "the name of the unit is too long");
    if (file.units.size() >= kMostUnits) return refuse(unit.line, "单位太多", "too many units");
    file.units.push_back(std::move(unit));
  }
  if (file.units.empty()) return refuse(0, "名单里没有单位", "the list has no units");
  return file;
}

UnitsMatched match_units(const std::vector<ListedUnit>& listed, const std::vector<SubmittedUnit>& submitted,
                         const std::vector<std::string>& places) {
  UnitsMatched matched;
  matched.listed = listed.size();
  std::set<std::string, std::less<>> known_places;
  for (const auto& place : places)
    if (!place.empty()) known_places.insert(folded_name(place));
  for (const auto& unit : listed)
    if (!unit.region.empty()) known_places.insert(folded_name(unit.region));
  for (const auto& unit : submitted)
    if (!unit.region.empty()) known_places.insert(folded_name(unit.region));

  std::vector<std::string> names;
  std::vector<bool> taken(submitted.size());
  std::map<std::string, std::vector<std::size_t>> exact;
  std::map<std::string, std::vector<std::size_t>> endings;  // by the last characters: who may differ by place only
  const auto ending = [](const std::string& name) {
    std::size_t at = name.size();
    for (int n = 0; n < 3 && at > 0; ++n) at -= dsl::utf8::decode_before(name, at).length;
    return name.substr(at);
  };
  for (std::size_t i = 0; i < submitted.size(); ++i) {
    names.push_back(folded_name(submitted[i].name));
    exact[names.back()].push_back(i);
    endings[ending(names.back())].push_back(i);
  }
  std::set<std::string> seen;
  std::vector<std::size_t> open;  // listed units without a report of exactly their name
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const std::string name = folded_name(listed[i].name);
    if (!seen.insert(name + "\x1F" + folded_name(listed[i].region)).second) matched.doubled.push_back(listed[i].name);
    const auto found = exact.find(name);
    if (found == exact.end()) {
      open.push_back(i);
      continue;
    }
    for (const std::size_t each : found->second) taken[each] = true;
    ++matched.submitted;
  }
  std::vector<std::size_t> missing;
  for (const std::size_t i : open) {
    const std::string name = folded_name(listed[i].name);
    const std::string region = folded_name(listed[i].region);
    std::vector<std::size_t> same, in_region;
    for (const std::size_t each : endings[ending(name)]) {
      if (taken[each] || !same_but_place(name, names[each], known_places)) continue;
      same.push_back(each);
      const bool here = !region.empty() && (names[each].find(region) != std::string::npos ||
                                            folded_name(submitted[each].region) == region);
      if (here) in_region.push_back(each);
    }
    const auto& chosen = in_region.size() == 1 ? in_region : same;
    // A unit of another region with the same short name is another unit.
    const bool elsewhere =
        !region.empty() && in_region.empty() && chosen.size() == 1 && !submitted[chosen.front()].region.empty();
    if (chosen.size() == 1 && !elsewhere) {
      taken[chosen.front()] = true;
      ++matched.submitted;
    } else {
      missing.push_back(i);
    }
  }
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < submitted.size(); ++i)
    if (!taken[i]) left.push_back(i);
  constexpr std::size_t kMostCompared = 4'000'000;  // names held against each other
  const bool few = missing.size() * std::max<std::size_t>(left.size(), 1) <= kMostCompared;
  for (const std::size_t i : missing) {
    Missing one{listed[i], {}};
    const std::string name = folded_name(listed[i].name);
    const std::string_view own = without_places(name, known_places);
    std::vector<std::pair<int, std::size_t>> near;
    for (const std::size_t each : left) {
      if (!few) break;
      const bool by_place = same_but_place(name, names[each], known_places);
      const int like = by_place ? 100 : likeness(own, without_places(names[each], known_places));
      if (like >= kNear) near.emplace_back(-like, each);
    }
    std::sort(near.begin(), near.end());
    for (std::size_t n = 0; n < near.size() && n < 3; ++n) one.near_names.push_back(submitted[near[n].second].name);
    matched.missing.push_back(std::move(one));
  }
  for (const std::size_t each : left) matched.unlisted.push_back(submitted[each].name);
  return matched;
}

}  // namespace hegui::findings
