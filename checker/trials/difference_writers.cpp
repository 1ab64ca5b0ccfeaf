// The differences of two versions of rulebooks, for people and as JSON.
#include <fmt/format.h>

#include <map>

#include "checker/findings/json.hpp"
#include "checker/findings/page.hpp"
#include "checker/trials/replay.hpp"

namespace hegui::trials {

namespace {

using dsl::Change;
using dsl::ChangeKind;
using findings::Page;
using findings::Tone;
using Kind = FindingChange::Kind;

std::string title_of(const Page& page, const Change& change) {
  std::string title = change.item + " " + change.name;
  if (!change.clause.empty()) title += page.say("：", ": ").data() + change.clause;
  return title;
}

void write_change(Page& page, const Change& change) {
  const bool whole = change.kind == ChangeKind::added || change.kind == ChangeKind::removed;
  const Tone tone = change.kind == ChangeKind::added     ? Tone::good
                    : change.kind == ChangeKind::removed ? Tone::error
                                                         : Tone::strong;
  page.line(0, page.tinted(findings::padded(dsl::change_name(change.kind, page.language()), 10), tone) +
                   title_of(page, change));
  const std::string& place = change.new_at.source != nullptr ? change.new_at.place() : change.old_at.place();
  page.line(2, page.tinted(place, Tone::faint));
  if (change.kind == ChangeKind::renamed) {
    page.field(2, page.say("原编号", "was"), change.old_name);
    return;
  }
  if (whole) {
    page.field(2, page.say("名称", "title"), change.after);
    page.field(2, page.say("取代", "replaces"), change.old_name);
    return;
  }
  page.field(2, page.say("原来", "before"),
             change.before.empty() ? std::string(page.say("（无）", "(none)")) : change.before);
  page.field(2, page.say("现在", "after"),
             change.after.empty() ? std::string(page.say("（无）", "(none)")) : change.after);
  page.field(2, page.say("所在", "within"), change.context);
}

std::string_view kind_word(const Page& page, Kind kind) {
  switch (kind) {
    case Kind::appeared: return page.say("新出现", "appeared");
    case Kind::vanished: return page.say("不再报", "vanished");
    case Kind::changed: return page.say("有变化", "changed");
  }
  return {};
}

void write_finding(Page& page, const std::vector<Change>& changes, const FindingChange& finding) {
  const auto severity = finding.kind == Kind::vanished ? finding.before : finding.after;
  std::string level(findings::severity_name(severity, page.language()));
  if (finding.kind == Kind::changed && finding.before != finding.after)
    level = std::string(findings::severity_name(finding.before, page.language())) + " → " + level;
  page.line(0, page.tinted(findings::padded(kind_word(page, finding.kind), 10), Tone::strong) + finding.rule + "  [" +
                   level + "]  " +
                   page.tinted(fmt::format("{}:{}:{}", finding.report, finding.line, finding.column), Tone::faint));
  if (!finding.old_message.empty() && finding.old_message != finding.message)
    page.field(2, page.say("原来", "before"), findings::harmless(finding.old_message));
  page.field(2, page.say("说明", "message"), findings::harmless(finding.message));
  std::vector<std::string> causes;
  for (const std::size_t i : finding.causes) {
    std::string cause =
        fmt::format("{} {}", dsl::change_name(changes[i].kind, page.language()), title_of(page, changes[i]));
    if (changes[i].kind == ChangeKind::threshold || changes[i].kind == ChangeKind::comparator)
      cause += fmt::format(" {} → {}", changes[i].before, changes[i].after);
    causes.push_back(std::move(cause));
  }
  std::string all = findings::joined(causes, page.say("；", "; "));
  if (finding.together) all = std::string(page.say("几处合起来：", "together: ")) + all;
  page.field(2, page.say("起因", "because"), all);
}

}  // namespace

std::string difference_text(const std::vector<Change>& changes, const Replay* replay,
                            const findings::TextOptions& options) {
  Page page(options);
  for (const Change& change : changes) write_change(page, change);
  if (changes.empty()) {
    page.line(0, page.say("意思相同", "the same meaning"));
  } else {
    page.blank();
    std::map<ChangeKind, std::size_t> counts;
    for (const Change& change : changes) ++counts[change.kind];
    std::vector<std::string> parts;
    for (const auto& [kind, count] : counts)
      parts.push_back(fmt::format("{} {}", dsl::change_name(kind, page.language()), count));
    page.line(0, fmt::format(fmt::runtime(page.say("不同之处 {}：{}", "{} differences: {}")), changes.size(),
                             findings::joined(parts, page.say("，", ", "))));
  }
  if (replay == nullptr) return page.take();
  page.blank();
  std::size_t counts[3] = {0, 0, 0};
  for (const FindingChange& finding : replay->findings) {
    write_finding(page, changes, finding);
    ++counts[static_cast<std::size_t>(finding.kind)];
  }
  for (const std::string& path : replay->unreadable)
    page.line(0, page.tinted(page.say("读不了：", "could not be read: "), Tone::warning) + path);
  if (replay->untried > 0)
    page.line(0, fmt::format(fmt::runtime(page.say("改动太多，有 {} 处没有逐个试作起因",
                                                   "{} changes were not tried as causes: there are too many")),
                             replay->untried));
  page.line(0, fmt::format(fmt::runtime(page.say("报告 {} 份：新出现的发现 {} 条，不再报的 {} 条，有变化的 {} 条",
                                                 "{} reports: {} findings appeared, {} vanished, {} changed")),
                           replay->reports, counts[0], counts[1], counts[2]));
  return page.take();
}

std::string difference_json(const std::vector<Change>& changes, const Replay* replay) {
  std::string out;
  findings::JsonWriter json(out);
  json.begin_object().member("same", changes.empty());
  json.key("changes").begin_array();
  for (const Change& change : changes)
    json.begin_object()
        .member("kind", dsl::change_name(change.kind))
        .member("item", change.item)
        .member("name", change.name)
        .member("old_name", change.old_name)
        .member("clause", change.clause)
        .member("before", change.before)
        .member("after", change.after)
        .member("context", change.context)
        .member("old_place", change.old_at.place())
        .member("new_place", change.new_at.place())
        .end_object();
  json.end_array();
  if (replay != nullptr) {
    static constexpr std::string_view kKinds[] = {"appeared", "vanished", "changed"};
    json.member("reports", replay->reports);
    json.key("unreadable").begin_array();
    for (const std::string& path : replay->unreadable) json.value(path);
    json.end_array();
    json.key("findings").begin_array();
    for (const FindingChange& finding : replay->findings) {
      json.begin_object()
          .member("kind", kKinds[static_cast<std::size_t>(finding.kind)])
          .member("report", finding.report)
          .member("rule", finding.rule)
          .member("message", finding.message)
          .member("old_message", finding.old_message)
          .member("line", finding.line)
          .member("column", finding.column);
      if (finding.kind != Kind::appeared) json.member("old_severity", findings::severity_name(finding.before));
      if (finding.kind != Kind::vanished) json.member("severity", findings::severity_name(finding.after));
      json.key("causes").begin_array();
      for (const std::size_t i : finding.causes) json.value(i);
      json.end_array().member("together", finding.together).end_object();
    }
    json.end_array();
  }
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace hegui::trials
