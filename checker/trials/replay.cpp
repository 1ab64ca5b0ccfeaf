#include "checker/trials/replay.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "checker/engine/plan.hpp"
#include "checker/report/understand.hpp"
#include "dsl/load.hpp"

namespace hegui::trials {

namespace {

using dsl::Change;
using dsl::ChangeKind;
using findings::Finding;
using Findings = std::map<std::string, Finding>;  // by id

constexpr std::size_t kMostTakenBack = 200;

/// A program with what it needs to check reports.
class Side {
 public:
  explicit Side(std::shared_ptr<const dsl::Program> program)
      : program_(std::move(program)), lexicon_(program_), plan_(engine::make_plan(*program_)) {}
  [[nodiscard]] Findings check(const document::Document& document) const {
    const report::Report report = report::understand(document, lexicon_);
    const auto told = findings::tell(*program_, report, engine::evaluate(*plan_, report, {}));
    Findings by_id;
    for (const Finding& finding : told.findings) by_id.emplace(finding.id, finding);
    return by_id;
  }

 private:
  std::shared_ptr<const dsl::Program> program_;
  report::Lexicon lexicon_;
  std::shared_ptr<const engine::Plan> plan_;
};

bool says_the_same(const Finding& a, const Finding& b) {
  return a.severity == b.severity && a.message == b.message && a.advice == b.advice &&
         a.basis.size() == b.basis.size() &&
         std::equal(a.basis.begin(), a.basis.end(), b.basis.begin(), [](const auto& x, const auto& y) {
           return x.title == y.title && x.number == y.number && x.article == y.article;
         });
}

/// Findings without evidence are about the report as a whole, or about one scope of it.
bool same_place(const Finding& a, const Finding& b) {
  return std::equal(a.alignment.begin(), a.alignment.end(), b.alignment.begin(), b.alignment.end(),
                    [](const auto& x, const auto& y) { return x.aspect == y.aspect && x.member == y.member; });
}

/// The new rulebooks with one change taken back; nothing when they have mistakes then.
std::shared_ptr<const dsl::Program> taken_back(const dsl::Program& program, const Change& change) {
  std::string text;
  std::shared_ptr<const dsl::Source> source = change.new_at.source;
  const std::string old_words(change.old_at.source != nullptr ? change.old_at.source->text(change.old_at.span)
                                                              : std::string_view());
  if (source != nullptr) {
    text = source->text();
    text.replace(change.new_at.span.begin, change.new_at.span.end - change.new_at.span.begin, old_words);
  } else {  // a clause that is gone: back to the end of its rule
    const dsl::Rule* rule = program.find_rule(change.name);
    if (rule == nullptr || rule->origin.source == nullptr || old_words.empty()) return nullptr;
    source = rule->origin.source;
    text = source->text();
    std::uint32_t end = rule->origin.span.end;
    while (end > rule->origin.span.begin && (text[end - 1] == '\n' || text[end - 1] == ' ' || text[end - 1] == '\r'))
      --end;
    text.insert(end, "\n  " + old_words);
  }
  std::vector<std::shared_ptr<const dsl::Source>> sources;
  for (const auto& one : program.sources)
    sources.push_back(one == source ? std::make_shared<const dsl::Source>(one->name(), text) : one);
  const auto loaded = dsl::load_sources(std::move(sources));
  return loaded.has_errors() ? nullptr : loaded.program;
}

struct Seen {  // one report
  const ReportFile* file = nullptr;
  Findings before, after;
  std::vector<FindingChange> changes;
  std::vector<std::string> old_ids, new_ids;  // parallel to `changes`; empty where there is none
};

class Replayer {
 public:
  Replayer(std::shared_ptr<const dsl::Program> old_program, std::shared_ptr<const dsl::Program> new_program,
           const std::vector<Change>& changes)
      : old_program_(std::move(old_program)), new_program_(std::move(new_program)), changes_(changes) {
    for (const Change& change : changes_)
      if (change.kind == ChangeKind::renamed) new_names_[change.old_name] = change.name;
  }

  Replay run(const std::vector<ReportFile>& files, const std::function<void(const std::string&)>& progress) {
    Replay result;
    std::vector<Seen> all;
    {
      const Side before(old_program_), after(new_program_);
      for (const ReportFile& file : files) {
        if (progress) progress(file.path);
        if (file.document == nullptr) {
          result.unreadable.push_back(file.path);
          continue;
        }
        ++result.reports;
        Seen seen;
        seen.file = &file;
        seen.before = before.check(*file.document);
        seen.after = after.check(*file.document);
        compare(seen);
        if (!seen.changes.empty()) all.push_back(std::move(seen));
      }
    }
    if (!all.empty()) find_causes(all, result, progress);
    for (Seen& seen : all)
      for (FindingChange& change : seen.changes) result.findings.push_back(std::move(change));
    return result;
  }

 private:
  [[nodiscard]] std::string new_name(const std::string& rule) const {
    const auto found = new_names_.find(rule);
    return found == new_names_.end() ? rule : found->second;
  }

  void compare(Seen& seen) const {
    std::map<std::string, const Finding*> gone;
    for (const auto& [id, finding] : seen.before)
      if (!seen.after.contains(id)) gone.emplace(id, &finding);
    for (const auto& [id, finding] : seen.after) {
      const auto same = seen.before.find(id);
      if (same != seen.before.end()) {
        if (!says_the_same(same->second, finding)) add(seen, &same->second, &finding);
        continue;
      }
      // The same rule on the same passage: the finding goes on, otherwise told.
      const auto old = std::find_if(gone.begin(), gone.end(), [&, now = &finding](const auto& entry) {
        const Finding& was = *entry.second;
        if (new_name(was.rule) != now->rule || was.evidence.empty() != now->evidence.empty()) return false;
        if (was.evidence.empty()) return same_place(was, *now);
        return was.evidence.front().start == now->evidence.front().start;
      });
      add(seen, old != gone.end() ? old->second : nullptr, &finding);
      if (old != gone.end()) gone.erase(old);
    }
    for (const auto& entry : gone) add(seen, entry.second, nullptr);
  }

  static void add(Seen& seen, const Finding* before, const Finding* after) {
    const Finding& shown = after != nullptr ? *after : *before;
    FindingChange change;
    change.kind = before == nullptr  ? FindingChange::Kind::appeared
                  : after == nullptr ? FindingChange::Kind::vanished
                                     : FindingChange::Kind::changed;
    change.report = seen.file->path;
    change.rule = shown.rule;
    change.message = shown.message;
    if (before != nullptr) change.before = before->severity;
    if (after != nullptr) change.after = after->severity;
    if (before != nullptr && after != nullptr) change.old_message = before->message;
    if (!shown.evidence.empty()) {
      change.line = shown.evidence.front().line;
      change.column = shown.evidence.front().column;
    }
    seen.changes.push_back(std::move(change));
    seen.old_ids.push_back(before != nullptr ? before->id : std::string());
    seen.new_ids.push_back(after != nullptr ? after->id : std::string());
  }

  /// What brought it about without any doubt: the rule is new, or gone, or has another name.
  [[nodiscard]] std::optional<std::size_t> plain_cause(const FindingChange& finding) const {
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      const Change& change = changes_[i];
      const bool whole =
          change.item == "规则" && (change.kind == ChangeKind::added || change.kind == ChangeKind::removed);
      if (whole && change.name == finding.rule) return i;
    }
    return std::nullopt;
  }

  void find_causes(std::vector<Seen>& all, Replay& result, const std::function<void(const std::string&)>& progress) {
    bool open = false;
    for (Seen& seen : all)
      for (FindingChange& finding : seen.changes)
        if (const auto cause = plain_cause(finding)) {
          finding.causes.push_back(*cause);
        } else {
          open = true;
        }
    for (std::size_t i = 0; open && i < changes_.size(); ++i) {
      if (i >= kMostTakenBack) {
        result.untried = changes_.size() - i;
        break;
      }
      if (progress) progress(changes_[i].name + " " + changes_[i].clause);
      const auto program = taken_back(*new_program_, changes_[i]);
      if (program == nullptr) continue;
      const Side side(program);
      for (Seen& seen : all) try_cause(seen, i, side.check(*seen.file->document));
    }
    for (Seen& seen : all)
      for (FindingChange& finding : seen.changes) {
        if (!finding.causes.empty()) continue;
        finding.together = true;
        for (std::size_t i = 0; i < changes_.size(); ++i)
          if (changes_[i].name == finding.rule || changes_[i].item != "规则") finding.causes.push_back(i);
      }
  }

  static void try_cause(Seen& seen, std::size_t change, const Findings& without) {
    for (std::size_t f = 0; f < seen.changes.size(); ++f) {
      FindingChange& finding = seen.changes[f];
      const std::string& was = seen.old_ids[f];
      const std::string& is = seen.new_ids[f];
      bool undone = false;
      switch (finding.kind) {
        case FindingChange::Kind::appeared: undone = !without.contains(is); break;
        case FindingChange::Kind::vanished: undone = without.contains(was); break;
        case FindingChange::Kind::changed: {
          // Every change that leaves its trace is one of the causes, also when another is left.
          const auto now = without.find(is);
          undone = now == without.end() || !says_the_same(now->second, seen.after.at(is));
          break;
        }
      }
      if (undone) finding.causes.push_back(change);
    }
  }

  std::shared_ptr<const dsl::Program> old_program_, new_program_;
  const std::vector<Change>& changes_;
  std::map<std::string, std::string> new_names_;
};

}  // namespace

Replay replay(const std::shared_ptr<const dsl::Program>& old_program,
              const std::shared_ptr<const dsl::Program>& new_program, const std::vector<Change>& changes,
              const std::vector<ReportFile>& files, const std::function<void(const std::string&)>& progress) {
  return Replayer(old_program, new_program, changes).run(files, progress);
}

}  // namespace hegui::trials
