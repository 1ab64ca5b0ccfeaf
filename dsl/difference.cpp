#include "dsl/difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "dsl/difference_rules.hpp"

namespace hegui::dsl {

namespace {

using difference::Comparer;
using difference::joined_words;

/// Items of one kind by name: what is only here, only there, and in both.
template <class Entry>
class Pairs {
 public:
  using Name = std::function<std::string(const Entry&)>;
  Pairs(const std::vector<Entry>& old_entries, const std::vector<Entry>& new_entries, const Name& name) {
    for (const Entry& entry : old_entries) pairs_[name(entry)].first = &entry;
    for (const Entry& entry : new_entries) pairs_[name(entry)].second = &entry;
  }
  [[nodiscard]] const auto& all() const { return pairs_; }

 private:
  std::map<std::string, std::pair<const Entry*, const Entry*>> pairs_;
};

template <class Entry>
std::string plain_name(const Entry& entry) {
  return entry.name;
}

class Items {
 public:
  explicit Items(Comparer& comparer) : c_(comparer) {}

  void run() {
    const Program& a = c_.old_program();
    const Program& b = c_.new_program();
    each<Basis>("依据", a.bases, b.bases, plain_name<Basis>, [&](const Basis& x, const Basis& y) { basis(x, y); });
    each<Parameter>("参数", a.parameters, b.parameters, plain_name<Parameter>,
                    [&](const Parameter& x, const Parameter& y) {
                      value("参数", x.name, "", x.value, y.value, x.origin, y.origin);
                    });
    each<Profile>("方案", a.profiles, b.profiles, plain_name<Profile>,
                  [&](const Profile& x, const Profile& y) { profile(x, y); });
    each<Function>("定义", a.functions, b.functions, plain_name<Function>, [&](const Function& x, const Function& y) {
      value("定义", x.name, "", x.body, y.body, x.origin, y.origin);
    });
    each<WordList>("词集", a.word_lists, b.word_lists, plain_name<WordList>, [&](const WordList& x, const WordList& y) {
      words("词集", x.name, "", x.words, y.words, x.origin, y.origin);
    });
    each<Member>(
        "成员", a.members, b.members, [&](const Member& m) { return m.name; },
        [&](const Member& x, const Member& y) { member(x, y); });
    each<Concept>("概念", a.concepts, b.concepts, plain_name<Concept>, [&](const Concept& x, const Concept& y) {
      words("概念", x.name, "又称", x.synonyms, y.synonyms, x.origin, y.origin);
      words("概念", x.name, "取值", x.values, y.values, x.origin, y.origin);
      value("概念", x.name, "公式", x.formula, y.formula, x.origin, y.origin);
    });
    each<SectionKind>("章节", a.section_kinds, b.section_kinds, plain_name<SectionKind>,
                      [&](const SectionKind& x, const SectionKind& y) {
                        words("章节", x.name, "又称", x.synonyms, y.synonyms, x.origin, y.origin);
                      });
    each<Phrase>("句式", a.phrases, b.phrases, plain_name<Phrase>, [&](const Phrase& x, const Phrase& y) {
      words("句式", x.name, "文", x.patterns, y.patterns, x.origin, y.origin);
    });
    each<Waiver>(
        "豁免", a.waivers, b.waivers, [](const Waiver& w) { return w.rule + " " + w.unit; },
        [&](const Waiver& x, const Waiver& y) {
          const auto text = [](const Waiver& w) {
            return fmt::format("{} {} {} 至 {:04}-{:02}-{:02}", w.year.value_or(0), w.reason, w.authority, w.until.year,
                               w.until.month, w.until.day);
          };
          c_.plain(ChangeKind::relation, "豁免", x.rule, "", text(x), text(y), c_.item(x.origin), c_.item(y.origin));
        });
  }

 private:
  template <class Entry, class Compare>
  void each(std::string_view item, const std::vector<Entry>& a, const std::vector<Entry>& b,
            const typename Pairs<Entry>::Name& name, const Compare& compare) {
    const Pairs<Entry> pairs(a, b, name);
    for (const auto& [key, pair] : pairs.all()) {
      if (pair.first != nullptr && pair.second != nullptr) {
        compare(*pair.first, *pair.second);
        continue;
      }
      const Entry& one = pair.first != nullptr ? *pair.first : *pair.second;
      if (one.origin.source == nullptr) continue;  // a member of the language itself
      Change change;
      change.kind = pair.first != nullptr ? ChangeKind::removed : ChangeKind::added;
      change.item = item;
      change.name = key;
      (pair.first != nullptr ? change.old_at : change.new_at) = c_.item(one.origin);
      c_.add(std::move(change));
    }
  }

  void value(std::string_view item, const std::string& name, std::string clause, ExprId a, ExprId b,
             const Origin& old_origin, const Origin& new_origin) {
    c_.expression(ChangeKind::condition, std::string(item), name, std::move(clause), a, b, c_.item(old_origin),
                  c_.item(new_origin));
  }

  void words(std::string_view item, const std::string& name, std::string clause, std::vector<std::string> a,
             std::vector<std::string> b, const Origin& old_origin, const Origin& new_origin) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::vector<std::string> gone, fresh;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(gone));
    std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(fresh));
    c_.plain(ChangeKind::words, item, name, std::move(clause), joined_words(gone), joined_words(fresh),
             c_.item(old_origin), c_.item(new_origin));
  }

  void member(const Member& x, const Member& y) {
    words("成员", x.name, "又称", x.synonyms, y.synonyms, x.origin, y.origin);
    const auto names = [](const Program& program, const std::vector<MemberId>& ids) {
      std::vector<std::string> all;
      for (const MemberId id : ids) all.push_back(program.members[id.value].name);
      return all;
    };
    words("成员", x.name, "分项", names(c_.old_program(), x.parts), names(c_.new_program(), y.parts), x.origin,
          y.origin);
    words("成员", x.name, "即", names(c_.old_program(), x.prefer), names(c_.new_program(), y.prefer), x.origin,
          y.origin);
  }

  void basis(const Basis& x, const Basis& y) {
    const auto at = [&] { return std::pair(c_.item(x.origin), c_.item(y.origin)); };
    const auto one = [&](ChangeKind kind, std::string clause, const std::string& a, const std::string& b) {
      c_.plain(kind, "依据", x.name, std::move(clause), a, b, at().first, at().second);
    };
    one(ChangeKind::basis, "名称", x.title, y.title);
    one(ChangeKind::basis, "文号", x.number, y.number);
    one(ChangeKind::basis, "条文", joined_words(x.articles), joined_words(y.articles));
    one(ChangeKind::basis, "已核", x.checked, y.checked);
    one(ChangeKind::dates, "生效", difference::date_text(x.from), difference::date_text(y.from));
    one(ChangeKind::dates, "失效", difference::date_text(x.until), difference::date_text(y.until));
    const auto by = [](const Program& program, const Basis& basis) {
      return basis.replaced_by.valid() ? program.bases[basis.replaced_by.value].name : std::string();
    };
    one(ChangeKind::basis, "改用", by(c_.old_program(), x), by(c_.new_program(), y));
  }

  void profile(const Profile& x, const Profile& y) {
    c_.list(ChangeKind::condition, "方案", x.name, "适用", x.applies, y.applies, nullptr, nullptr);
    words("方案", x.name, "停用", x.disabled, y.disabled, x.origin, y.origin);
    const auto settings = [](const Program& program, const Profile& profile) {
      std::map<std::string, const ParamSetting*> all;
      for (const ParamSetting& setting : profile.settings)
        all[program.parameters[setting.parameter.value].name] = &setting;
      return all;
    };
    const auto a = settings(c_.old_program(), x);
    const auto b = settings(c_.new_program(), y);
    for (const auto& [name, setting] : a) {
      const auto other = b.find(name);
      value("方案", x.name, "参数 " + name, setting->value, other != b.end() ? other->second->value : ExprId{},
            setting->origin, other != b.end() ? other->second->origin : Origin{});
    }
    for (const auto& [name, setting] : b)
      if (!a.contains(name)) value("方案", x.name, "参数 " + name, ExprId{}, setting->value, Origin{}, setting->origin);
  }

  Comparer& c_;
};

}  // namespace

std::string_view change_name(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added: return "added";
    case ChangeKind::removed: return "removed";
    case ChangeKind::renamed: return "renamed";
    case ChangeKind::severity: return "severity";
    case ChangeKind::threshold: return "threshold";
    case ChangeKind::comparator: return "comparator";
    case ChangeKind::condition: return "condition";
    case ChangeKind::exception: return "exception";
    case ChangeKind::message: return "message";
    case ChangeKind::basis: return "basis";
    case ChangeKind::dates: return "dates";
    case ChangeKind::relation: return "relation";
    case ChangeKind::words: return "words";
  }
  return {};
}

std::string_view change_name(ChangeKind kind, Language language) {
  if (language != Language::zh) return change_name(kind);
  switch (kind) {
    case ChangeKind::added: return "新增";
    case ChangeKind::removed: return "删去";
    case ChangeKind::renamed: return "改编号";
    case ChangeKind::severity: return "级别";
    case ChangeKind::threshold: return "数值";
    case ChangeKind::comparator: return "比较";
    case ChangeKind::condition: return "条件";
    case ChangeKind::exception: return "例外";
    case ChangeKind::message: return "说明";
    case ChangeKind::basis: return "依据";
    case ChangeKind::dates: return "日期";
    case ChangeKind::relation: return "关系";
    case ChangeKind::words: return "用词";
  }
  return {};
}

std::string Written::place() const {
  if (source == nullptr) return {};
  const auto at = source->position(span.begin);
  return fmt::format("{}:{}:{}", source->name(), at.line, at.column);
}

std::vector<Change> differences(const Program& old_program, const Program& new_program) {
  Comparer comparer(old_program, new_program);
  difference::compare_rules(comparer);
  Items(comparer).run();
  return comparer.take();
}

}  // namespace hegui::dsl
