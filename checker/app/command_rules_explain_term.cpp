#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/findings/page.hpp"
#include "dsl/builtin.hpp"
#include "dsl/check_types.hpp"
#include "dsl/keyword.hpp"
#include "dsl/records.hpp"
#include "dsl/term.hpp"

namespace hegui::app {

namespace {

using dsl::TermMeaning;
using dsl::TermSort;

constexpr std::size_t kMostListed = 60;  // of the words of a list; the rest is counted

struct Arguments {
  std::vector<std::string> words;
};

class Explainer {
 public:
  Explainer(const dsl::Program& program, findings::Page& page) : program_(program), page_(page) {}

  void explain(const std::string& word, const std::vector<TermMeaning>& meanings) {
    if (meanings.size() > 1)
      page_.line(0, fmt::format(fmt::runtime(page_.say("“{}”有 {} 个意思：", "'{}' has {} meanings:")),
                                findings::harmless(word), meanings.size()));
    for (const TermMeaning& meaning : meanings) {
      page_.blank();
      tell(meaning);
    }
  }

 private:
  [[nodiscard]] std::string say(const char* zh, const char* en) const { return std::string(page_.say(zh, en)); }
  [[nodiscard]] bool english() const { return page_.language() == dsl::Language::en; }
  [[nodiscard]] const char* comma() const { return page_.say("、", ", ").data(); }

  void head(const std::string& name, const std::string& english_name, const std::string& what,
            const TermMeaning& meaning, const dsl::Origin* origin) {
    std::string text = page_.tinted(name, findings::Tone::strong);
    if (!english_name.empty()) text += fmt::format("（{}）", english_name);
    text += "  " + what;
    if (meaning.by == TermMeaning::By::synonym && !is_entry(meaning))
      text += say("，这个词是它的又称", ", of which the word is a synonym");
    page_.line(0, text);
    if (origin == nullptr || origin->source == nullptr) return;
    const auto line = origin->source->position(origin->span.begin).line;
    field("位置", "where", fmt::format("{}:{}", origin->source->name(), line));
  }
  static bool is_entry(const TermMeaning& meaning) {
    return meaning.sort == TermSort::value || meaning.sort == TermSort::listed;
  }
  void field(const char* zh, const char* en, const std::string& text) { page_.field(2, page_.say(zh, en), text); }
  void list(const char* zh, const char* en, const std::vector<std::string>& words) {
    std::vector<std::string> shown(words.begin(),
                                   words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), kMostListed)));
    std::string text = findings::joined(shown, comma());
    if (words.size() > shown.size())
      text += fmt::format(fmt::runtime(page_.say("……共 {} 个", " … {} in all")), words.size());
    field(zh, en, text);
  }
  template <class Ids, class Entries>
  [[nodiscard]] static std::vector<std::string> names(const Ids& ids, const Entries& entries) {
    std::vector<std::string> result;
    for (const auto id : ids)
      if (id.value < entries.size()) result.push_back(entries[id.value].name);
    return result;
  }
  template <class Id, class Entries>
  [[nodiscard]] static std::string name(Id id, const Entries& entries) {
    return id.value < entries.size() ? entries[id.value].name : std::string();
  }
  void implied(const std::vector<dsl::Binding>& bindings) {
    std::vector<std::string> words;
    for (const auto& binding : bindings) {
      const std::string member = binding.member.valid() ? name(binding.member, program_.members) : binding.name;
      words.push_back(name(binding.aspect, program_.aspects) + "=" + (member.empty() ? say("任意", "any") : member));
    }
    list("蕴含", "implies", words);
  }
  [[nodiscard]] std::string written(dsl::ExprId id) const {
    std::string text;
    for (const char c : program_.text_of(id)) {
      const bool blank = c == '\n' || c == '\r' || c == ' ' || c == '\t';
      if (!blank) text += c;
      if (blank && !text.empty() && text.back() != ' ') text += ' ';
    }
    return text;
  }

  void tell(const TermMeaning& meaning) {
    const std::size_t at = meaning.index;
    switch (meaning.sort) {
      case TermSort::aspect: aspect(program_.aspects[at], meaning); break;
      case TermSort::member: member(program_.members[at], meaning); break;
      case TermSort::concept_:
      case TermSort::value: concept_of(program_.concepts[at], meaning); break;
      case TermSort::section: section(program_.section_kinds[at], meaning); break;
      case TermSort::phrase: phrase(program_.phrases[at], meaning); break;
      case TermSort::words:
      case TermSort::listed: words(program_.word_lists[at], meaning); break;
      case TermSort::parameter: parameter(program_.parameters[at], meaning); break;
      case TermSort::function: function(program_.functions[at], meaning); break;
      case TermSort::basis: basis(program_.bases[at], meaning); break;
      case TermSort::profile: profile(program_.profiles[at], meaning); break;
      case TermSort::rule: rule(program_.rules[at], meaning); break;
      case TermSort::record:
      case TermSort::field:
      case TermSort::builtin:
      case TermSort::keyword: of_language(meaning); break;
    }
    list("公式", "formulas", dsl::formulas_using(program_, meaning));
    used_by(meaning);
  }

  void used_by(const TermMeaning& meaning) {
    if (meaning.sort == TermSort::keyword || meaning.sort == TermSort::record || meaning.sort == TermSort::phrase ||
        meaning.sort == TermSort::profile)
      return;
    const auto shown = dsl::rules_using(program_, meaning);
    field("用于", "used by",
          shown.empty() ? say("没有规则直接用到", "no rule directly") : findings::joined(shown, comma()));
  }

  void aspect(const dsl::Aspect& it, const TermMeaning& meaning) {
    head(it.name, it.english, say("维度", "aspect"), meaning, &it.origin);
    field("缺省", "default", name(it.default_member, program_.members));
    list("成员", "members", names(it.members, program_.members));
  }
  void member(const dsl::Member& it, const TermMeaning& meaning) {
    const std::string aspect_name = name(it.aspect, program_.aspects);
    head(it.name, it.english,
         fmt::format(fmt::runtime(page_.say("维度“{}”的成员", "member of the aspect {}")), aspect_name), meaning,
         &it.origin);
    list("又称", "also", it.synonyms);
    field("属于", "part of", name(it.parent, program_.members));
    list("分项", "parts", names(it.parts, program_.members));
    field("即", "means", findings::joined(names(it.prefer, program_.members), page_.say(" 或无则 ", " or else ")));
    implied(it.implies);
    if (it.aspect.value < program_.aspects.size()) {
      const auto fallback = program_.aspects[it.aspect.value].default_member;
      if (fallback.valid() && &program_.members[fallback.value] == &it)
        field("缺省", "default", say("报告没有写明时就是它", "taken where the report does not say"));
    }
  }
  void concept_of(const dsl::Concept& it, const TermMeaning& meaning) {
    std::string type = std::string(dsl::dimension_name(it.dimension, english()));
    if (it.is_text) type = say("文本", "text");
    if (!it.nouns.empty()) type += "（" + findings::joined(it.nouns, comma()) + "）";
    std::string what = fmt::format(fmt::runtime(page_.say("概念，类型 {}", "concept of type {}")), type);
    if (meaning.sort == TermSort::value) what += say("，这个词是它的一个取值", ", of which the word is a value");
    head(it.name, it.english, what, meaning, &it.origin);
    list("又称", "also", it.synonyms);
    list("取值", "values", it.values);
    if (it.formula.valid()) field("算法", "formula", written(it.formula));
    implied(it.implies);
    field("属于", "under", name(it.parent, program_.concepts));
    std::vector<std::string> below;
    for (const auto& other : program_.concepts)
      if (other.parent.value < program_.concepts.size() && &program_.concepts[other.parent.value] == &it)
        below.push_back(other.name);
    list("下有", "above", below);
  }
  void section(const dsl::SectionKind& it, const TermMeaning& meaning) {
    head(it.name, it.english, say("章节", "kind of section"), meaning, &it.origin);
    list("又称", "also", it.synonyms);
    field("属于", "under", name(it.parent, program_.section_kinds));
    std::vector<std::string> below;
    for (const auto& other : program_.section_kinds)
      if (other.parent.value < program_.section_kinds.size() && &program_.section_kinds[other.parent.value] == &it)
        below.push_back(other.name);
    list("下有", "above", below);
  }
  void phrase(const dsl::Phrase& it, const TermMeaning& meaning) {
    head(it.name, it.english, say("句式", "phrase"), meaning, &it.origin);
    for (const auto& pattern : it.patterns) field("文", "pattern", pattern);
    field("得", "yields", it.yields);
    implied(it.implies);
  }
  void words(const dsl::WordList& it, const TermMeaning& meaning) {
    std::string what = say("词集", "word list");
    if (meaning.sort == TermSort::listed) what += say("，其中有这个词", ", which holds the word");
    head(it.name, it.english, what, meaning, &it.origin);
    list("词", "words", it.words);
  }
  void parameter(const dsl::Parameter& it, const TermMeaning& meaning) {
    head(it.name, it.english,
         fmt::format(fmt::runtime(page_.say("参数，类型 {}", "parameter of type {}")),
                     dsl::checking::type_name(it.type, english())),
         meaning, &it.origin);
    field("缺省", "default", written(it.value));
    field("说明", "note", it.note);
    std::vector<std::string> settings;
    for (const auto& each : program_.profiles)
      for (const auto& setting : each.settings)
        if (setting.parameter.value == meaning.index) settings.push_back(each.name + " " + written(setting.value));
    list("方案", "profiles", settings);
  }
  void function(const dsl::Function& it, const TermMeaning& meaning) {
    std::vector<std::string> types;
    for (const auto& type : it.parameters) types.push_back(dsl::checking::type_name(type, english()));
    head(it.name, it.english,
         fmt::format(fmt::runtime(page_.say("定义（{}）：{}", "function ({}): {}")), findings::joined(types, comma()),
                     dsl::checking::type_name(it.result, english())),
         meaning, &it.origin);
    field("算法", "formula", written(it.body));
  }
  void basis(const dsl::Basis& it, const TermMeaning& meaning) {
    head(it.name, it.english, say("依据", "basis"), meaning, &it.origin);
    field("名称", "title", it.title);
    field("文号", "number", it.number);
    list("条文", "articles", it.articles);
    const auto date = [](const dsl::CivilDate& day) {
      return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
    };
    if (it.from) field("生效", "from", date(*it.from));
    if (it.until) field("失效", "until", date(*it.until));
    field("改用", "replaced by", name(it.replaced_by, program_.bases));
    field("已核", "checked", it.checked);
  }
  void profile(const dsl::Profile& it, const TermMeaning& meaning) {
    head(it.name, it.english, say("方案", "profile"), meaning, &it.origin);
    for (const auto condition : it.applies) field("适用", "applies", written(condition));
    std::vector<std::string> settings;
    for (const auto& setting : it.settings)
      settings.push_back(name(setting.parameter, program_.parameters) + " = " + written(setting.value));
    list("参数", "parameters", settings);
    list("停用", "disables", it.disabled);
  }
  void rule(const dsl::Rule& it, const TermMeaning& meaning) {
    head(it.id, "", say("规则", "rule") + "  " + it.title, meaning, &it.origin);
    field("全文", "text", "hegui rules show " + it.id);
  }
  void of_language(const TermMeaning& meaning) {
    const std::size_t at = meaning.index;
    if (meaning.sort == TermSort::record) {
      const auto& it = dsl::records()[at];
      head(std::string(it.name), std::string(it.english), say("语言里的一种记录", "a record of the language"), meaning,
           nullptr);
      std::vector<std::string> fields;
      for (const auto& row : dsl::fields())
        if (row.record == it.record) fields.emplace_back(english() ? row.english : row.name);
      list("字段", "fields", fields);
    } else if (meaning.sort == TermSort::field) {
      const auto& it = dsl::fields()[at];
      std::string owner;
      for (const auto& row : dsl::records())
        if (row.record == it.record) owner = english() ? row.english : row.name;
      head(std::string(it.name), std::string(it.english),
           fmt::format(fmt::runtime(page_.say("“{}”的字段，类型 {}", "field of {}; its type: {}")), owner,
                       dsl::checking::type_name(it.type, english())),
           meaning, nullptr);
      field("说明", "about", std::string(it.doc));
    } else if (meaning.sort == TermSort::builtin) {
      const auto& it = dsl::builtins()[at];
      head(std::string(it.name), std::string(it.english), say("语言自带的函数", "a function of the language"), meaning,
           nullptr);
      field("说明", "about", std::string(it.doc));
    } else {
      const auto& it = dsl::keywords()[at];
      head(std::string(it.zh), std::string(it.en), say("语言的关键词", "a keyword of the language"), meaning, nullptr);
    }
  }

  const dsl::Program& program_;
  findings::Page& page_;
};

int explain_terms(const Context& context, const Arguments& arguments) {
  if (arguments.words.empty())
    throw UsageError("请写出要查的词，例如 hegui rules explain-term 三公经费",
                     "name a word, for example hegui rules explain-term sangong");
  const auto program = load_rulebooks(context, context.rulebooks);
  findings::Page page(text_options(context, false));
  Explainer explainer(*program, page);
  for (const auto& word : arguments.words) {
    const auto meanings = dsl::find_term(*program, word);
    if (meanings.empty()) {
      const auto near = dsl::nearest_terms(*program, word, 6);
      throw UsageError(
          "规则里没有“" + word + "”这个词" + (near.empty() ? "" : "；相近的有：" + findings::joined(near, "、")),
          "no rulebook knows the word '" + word + "'" +
              (near.empty() ? "" : "; near it: " + findings::joined(near, ", ")));
    }
    page.blank();
    explainer.explain(word, meanings);
  }
  std::string text = page.take();
  text.erase(0, text.find_first_not_of('\n'));
  Output("").write_whole(text);
  return kClean;
}

}  // namespace

void add_rules_explain_term_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(rules, context, "explain-term", "说明一个词的意思：在哪里声明、又称、类型、哪些规则用到",
                              "say what a word means: where it is declared, synonyms, type, which rules use it");
  command
      ->add_option("WORD", arguments->words,
                   context.say("要查的词：名称、又称或英文名", "words: names, synonyms or English names"))
      ->option_text(" ");
  add_rulebook_option(*command, context);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return explain_terms(context, *arguments); }; });
}

}  // namespace hegui::app
