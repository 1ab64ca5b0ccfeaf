#include "tests/app/score.hpp"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "tests/app/program.hpp"

namespace hegui::app {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Row = std::map<std::string, std::string>;

std::vector<std::string> split(const std::string& line, char mark) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, mark);) cells.push_back(cell);
  return cells;
}

std::vector<Row> rows_of(const fs::path& path) {
  std::vector<Row> rows;
  std::istringstream in(slurp(path));
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> head = split(line, '\t');
  while (std::getline(in, line)) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const std::vector<std::string> cells = split(line, '\t');
    Row row;
    for (std::size_t i = 0; i < head.size(); ++i) row[head[i]] = i < cells.size() ? cells[i] : std::string();
    rows.push_back(std::move(row));
  }
  return rows;
}

json run_on(const char* command, const fs::path& reports) {
  std::vector<std::string> arguments{command, "--format", "json"};
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(reports))
    if (entry.path().extension() == ".txt") names.push_back(entry.path().string());
  std::sort(names.begin(), names.end());
  arguments.insert(arguments.end(), names.begin(), names.end());
  const Ran ran = run_program(arguments);
  if (ran.status > 1) throw std::runtime_error(ran.err);
  return json::parse(ran.out);
}

std::string name_of(const json& report) { return fs::path(report.at("path").get<std::string>()).stem().string(); }

/// “01,200.50” and “1200.5” are the same number.
std::string plain_number(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (!text.empty() && text.back() == '.') text.pop_back();
  }
  const std::size_t sign = !text.empty() && text.front() == '-' ? 1 : 0;
  while (text.size() > sign + 1 && text[sign] == '0' && text[sign + 1] != '.') text.erase(sign, 1);
  return text;
}

/// Spellings of the annotations and of the taxonomy that name the same member.
bool same_member(const std::string& a, const std::string& b) {
  static const std::vector<std::set<std::string>> same{
      {"预算", "年初预算", "调整预算"},
      {"决算", "执行", "执行数"},
      {"政府性基金", "政府性基金预算"},
      {"一般公共预算", "一般公共预算拨款"},
      {"财政拨款", "财政拨款收入"},
      {"因公出国（境）", "因公出国（境）费"},
      {"公务用车运行维护费", "公务用车购置及运行维护费"},
      {"公务接待费", "公务招待费"},
      {"部门整体", "整体支出"},
      {"其他收入", "其他"},
  };
  return a == b || std::any_of(same.begin(), same.end(),
                               [&](const auto& group) { return group.contains(a) && group.contains(b); });
}

bool optional_row(const Row& row) { return row.at("note").find("optional") != std::string::npos; }

const std::vector<std::pair<std::string, std::string>>& aspects() {
  static const std::vector<std::pair<std::string, std::string>> names{
      {"stage", "阶段"}, {"scope", "范围"}, {"fund", "来源"}, {"direction", "方向"}, {"year", "年度"}};
  return names;
}

void score_aspects(const Row& gold, const json& fact, const std::string& where, FactsScore& score) {
  if (gold.at("kind") != "money" && gold.at("kind") != "rate") return;
  bool any = false, good = true;
  for (const auto& [column, aspect] : aspects()) {
    const std::string wanted = gold.at(column);
    if (wanted.empty() || wanted == "收支") continue;
    any = true;
    const auto& known = fact.at("aspects");
    const std::string is = known.contains(aspect) ? known.at(aspect).at("member").get<std::string>() : std::string();
    if (same_member(is, wanted)) continue;
    // A named project: the annotations put its name in the scope, the reader tells it as 项目 below 项目支出.
    if (column == "scope" && known.contains("项目") && known.at("项目").at("member") == wanted) continue;
    good = false;
    score.misses += where + " " + gold.at("quote") + " " + aspect + ": " + is + ", not " + wanted + "\n";
  }
  if (any) score.aspects.add(good);
}

void score_one(const json& report, const fs::path& gold, FactsScore& score) {
  const std::string name = name_of(report);
  const json& facts = report.at("facts");
  std::set<std::size_t> taken;
  for (const Row& row : rows_of(gold / (name + ".facts.tsv"))) {
    const int line = std::stoi(row.at("line")), column = std::stoi(row.at("col"));
    const std::string where = name + " " + row.at("line") + ":" + row.at("col");
    std::size_t hit = facts.size();
    for (std::size_t i = 0; i < facts.size() && hit == facts.size(); ++i) {
      const json& fact = facts[i];
      if (taken.contains(i) || fact.at("line") != line) continue;
      if (std::abs(fact.at("column").get<int>() - column) > 2) continue;
      if (plain_number(fact.at("value")) == plain_number(row.at("value"))) hit = i;
    }
    if (hit < facts.size()) taken.insert(hit);
    if (optional_row(row)) continue;
    score.found.add(hit < facts.size());
    if (hit == facts.size()) {
      score.misses += where + " " + row.at("label") + " " + row.at("quote") + ": not found\n";
    } else {
      score_aspects(row, facts[hit], where, score);
    }
  }
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].value("line", 0) == 0) continue;  // derived: not a figure of the report
    score.precision.add(taken.contains(i));
    if (!taken.contains(i)) score.misses += name + ": no such figure: " + facts[i].value("quote", "") + "\n";
  }
  std::set<std::pair<int, int>> headings;
  for (const json& each : report.at("outline")) headings.emplace(each.value("line", 0), each.value("level", 0));
  for (const Row& row : rows_of(gold / (name + ".outline.tsv"))) {
    const std::string& irregular = row.at("irregular");
    if (irregular.find("doc_title") != std::string::npos || irregular.find("list_item") != std::string::npos) continue;
    if (row.at("level") == "0") continue;
    const bool good = headings.contains({std::stoi(row.at("line")), std::stoi(row.at("level"))});
    score.outline.add(good);
    if (!good) score.misses += name + " " + row.at("line") + ": heading " + row.at("title") + "\n";
  }
}

std::string without_blanks(std::string text) {
  text.erase(std::remove_if(text.begin(), text.end(), [](unsigned char c) { return c <= ' '; }), text.end());
  return text;
}

/// One quote holds the other, or they share twelve characters.
bool overlap(const std::string& a, const std::string& b) {
  const std::string left = without_blanks(a), right = without_blanks(b);
  if (left.empty() || right.empty()) return false;
  if (left.find(right) != std::string::npos || right.find(left) != std::string::npos) return true;
  constexpr std::size_t kShared = 36;  // bytes of twelve Chinese characters
  for (std::size_t at = 0; at + kShared <= left.size(); ++at)
    if (right.find(left.substr(at, kShared)) != std::string::npos) return true;
  return false;
}

bool stands_on(const json& finding, const std::string& line) {
  const json& evidence = finding.at("evidence");
  return line == "0" || std::any_of(evidence.begin(), evidence.end(), [&](const json& each) {
           return std::to_string(each.at("line").get<int>()) == line;
         });
}

}  // namespace

FactsScore score_facts(const fs::path& reports, const fs::path& gold) {
  FactsScore score;
  const json output = run_on("facts", reports);
  for (const json& report : output.at("reports"))
    if (fs::exists(gold / (name_of(report) + ".facts.tsv"))) score_one(report, gold, score);
  return score;
}

FindingsScore score_findings(const fs::path& reports, const fs::path& gold) {
  FindingsScore score;
  std::map<std::string, json> findings;
  const json output = run_on("check", reports);
  for (const json& report : output.at("reports")) findings[name_of(report)] = report.at("findings");
  std::set<std::pair<std::string, std::size_t>> listed;
  for (const Row& row : rows_of(gold / "expected.tsv")) {
    const auto report = findings.find(row.at("report"));
    if (report == findings.end()) continue;
    bool told = false;
    for (std::size_t i = 0; i < report->second.size(); ++i) {
      const json& finding = report->second[i];
      if (finding.at("rule") != row.at("rule") || !stands_on(finding, row.at("line"))) continue;
      told = true;
      listed.emplace(row.at("report"), i);
    }
    if (row.at("certainty") != "A") continue;
    score.certain.add(told);
    if (!told)
      score.misses +=
          row.at("report") + " " + row.at("rule") + " " + row.at("line") + ": not told: " + row.at("quote") + "\n";
  }
  for (const Row& row : rows_of(gold / "traps.tsv")) {
    const auto report = findings.find(row.at("report"));
    if (report == findings.end()) continue;
    bool sprung = false;
    for (const json& finding : report->second) {
      if (finding.at("rule") != row.at("rule_must_not_fire")) continue;
      for (const json& each : finding.at("evidence"))
        sprung = sprung || (std::to_string(each.at("line").get<int>()) == row.at("line") &&
                            overlap(each.value("quote", ""), row.at("quote")));
    }
    score.traps.add(!sprung);
    if (sprung)
      score.misses += row.at("report") + " " + row.at("rule_must_not_fire") + " " + row.at("line") +
                      ": trap: " + row.at("why") + "\n";
  }
  for (const auto& [name, all] : findings) {
    score.told[name] = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string severity = all[i].at("severity");
      if (severity == "note") continue;
      ++score.told[name];
      if (listed.contains({name, i})) continue;
      ++(severity == "error" ? score.unlisted_errors : score.unlisted_warnings);
      score.misses += name + " " + all[i].at("rule").get<std::string>() +
                      " unlisted: " + all[i].at("message").get<std::string>() + "\n";
    }
  }
  return score;
}

}  // namespace hegui::app
