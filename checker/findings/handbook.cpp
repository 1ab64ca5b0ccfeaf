#include "checker/findings/handbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "checker/findings/book.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/place.hpp"
#include "dsl/parser.hpp"
#include "dsl/term.hpp"

namespace hegui::findings {

namespace {

using dsl::Expectation;
using dsl::Program;

constexpr std::size_t kLongestExample = 4000;  // bytes; a longer report is cut

class Writer {
 public:
  Writer(const Program& program, Book& book, dsl::Language language)
      : program_(program), book_(book), language_(language) {
    for (const auto& test : program.tests) index_examples(test);
    for (std::size_t i = 0; i < program.parameters.size(); ++i) {
      const dsl::TermMeaning meaning{dsl::TermSort::parameter, static_cast<std::uint32_t>(i), {}};
      for (const auto& id : dsl::rules_using(program, meaning)) parameters_of_[id].push_back(i);
    }
    order_books();
  }

  std::string write() {
    book_.paragraph(
        say("这份手册由 hegui rules doc 从规则文件生成：每条规则写明要求什么、为什么、依据什么，附规则原文和各一个"
            "应报、通过的例子。改规则请改规则文件，再重新生成。",
            "Made from the rule files by hegui rules doc: what each rule demands, why, and on what basis, with "
            "its text and an example of each outcome. To change it, change the rule files."));
    index();
    for (const std::size_t at : books_) rulebook(at);
    profiles();
    bases();
    return book_.take(say("规则手册", "Handbook of rules"));
  }

 private:
  [[nodiscard]] std::string say(const char* zh, const char* en) const {
    return language_ == dsl::Language::zh ? zh : en;
  }
  [[nodiscard]] const char* comma() const { return language_ == dsl::Language::zh ? "、" : ", "; }
  void named(const char* zh, const char* en, const std::string& text) {
    if (!text.empty()) book_.named(say(zh, en) + say("：", ":"), text);
  }

  // ---- order ----
  void order_books() {
    for (const auto& rule : program_.rules)
      if (rule.origin.rulebook < program_.rulebooks.size()) rules_of_[rule.origin.rulebook].push_back(&rule);
    for (const auto& [at, rules] : rules_of_) books_.push_back(at);
    std::sort(books_.begin(), books_.end(),
              [&](std::size_t a, std::size_t b) { return program_.rulebooks[a].id < program_.rulebooks[b].id; });
  }
  [[nodiscard]] static std::string safe(std::string_view text) {
    std::string out;
    for (const char c : text) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      if (plain)
        out += c;
      else
        out += fmt::format("_{:02x}", static_cast<unsigned char>(c));
    }
    return out;
  }
  [[nodiscard]] static std::string anchor(const dsl::Rule& rule) { return "rule-" + safe(rule.id); }

  [[nodiscard]] std::string severity(const dsl::Rule& rule) const {
    std::string text;
    for (const auto& grade : rule.severity) {
      if (!text.empty()) text += say("，", ", ");
      if (!text.empty() && !grade.when.valid()) text += say("否则 ", "else ");
      text += severity_name(grade.severity, language_);
      if (grade.when.valid()) text += fmt::format(" {} {}", say("当", "when"), one_line(program_.text_of(grade.when)));
    }
    return text;
  }

  // ---- parts ----
  void index() {
    book_.heading(2, say("分组目录", "Index by group"), "");
    for (const std::size_t at : books_) {
      const auto& info = program_.rulebooks[at];
      book_.heading(3, info.title.empty() ? info.id : info.title, "");
      std::vector<Book::Link> links;
      for (const auto* rule : rules_of_[at])
        links.push_back(
            {rule->id + " " + rule->title, anchor(*rule), rule->disabled ? say("（已停用）", "(disabled)") : ""});
      book_.links(links);
    }
  }

  void rulebook(std::size_t at) {
    const auto& info = program_.rulebooks[at];
    book_.heading(2, info.title.empty() ? info.id : info.title, "book-" + safe(info.id));
    named("规则集", "Rulebook", info.id + " " + info.version);
    if (info.source != nullptr) {
      const auto parsed = dsl::parse(info.source);
      for (const auto& item : parsed.file.items)
        if (std::holds_alternative<dsl::syntax::Rulebook>(item.node)) doc(item.doc);
    }
    if (!info.changes.empty()) {
      book_.named(say("版本变更", "Versions"), "");
      std::vector<std::string> items;
      for (const auto& [version, text] : info.changes) items.push_back(version + "  " + text);
      book_.list(items);
    }
    for (const auto* rule : rules_of_[at]) this->rule(*rule);
  }

  void doc(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string line = one_line(text.substr(begin, end - begin));
      if (!line.empty()) lines.push_back(line);
      begin = end + 1;
    }
    if (lines.size() == 1) book_.paragraph(lines.front());
    if (lines.size() > 1) book_.list(lines);
  }

  void rule(const dsl::Rule& rule) {
    book_.heading(3, rule.id + " " + rule.title, anchor(rule));
    doc(rule.doc);
    named("级别", "Severity", severity(rule));
    named("标签", "Tags", joined(rule.tags, comma()));
    for (const auto id : rule.bases)
      if (id.valid()) named("依据", "Basis", cited(program_.bases[id.value]));
    if (rule.bases.empty()) named("依据", "Basis", say("没有写", "none is given"));
    force(rule);
    named("细化", "Refines", joined(rule.refines, comma()));
    named("取代", "Replaces", joined(rule.replaces, comma()));
    named("改动", "Changed by", rule.overridden_by);
    if (rule.disabled) named("停用", "Disabled", rule.disabled_reason);
    parameters(rule);
    if (rule.origin.source != nullptr) {
      named("规则原文", "Text of the rule", place_of(rule.origin));
      std::string text(rule.origin.source->text(rule.origin.span));
      while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '\r')) text.pop_back();
      book_.source(text);
    }
    if (fails_.contains(rule.id) || !undetermined_.contains(rule.id))  // what no report can hold ends as 不明
      example(rule, fails_, say("应报的例子", "An example that is reported"));
    if (passes_.contains(rule.id) || !silent_.contains(rule.id))
      example(rule, passes_, say("通过的例子", "An example that passes"));
    else
      example(rule, silent_, say("不报的例子", "An example that is not reported"));
    if (undetermined_.contains(rule.id))
      example(rule, undetermined_, say("不能判断的例子", "An example that cannot be judged"));
  }

  [[nodiscard]] static std::string date(const dsl::CivilDate& day) {
    return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
  }
  void force(const dsl::Rule& rule) {
    if (rule.from) named("生效", "In force from", date(*rule.from));
    if (rule.until) named("失效", "Until", date(*rule.until));
  }

  void parameters(const dsl::Rule& rule) {
    const auto found = parameters_of_.find(rule.id);
    if (found == parameters_of_.end()) return;
    std::vector<std::string> texts;
    for (const std::size_t at : found->second) {
      const auto& parameter = program_.parameters[at];
      texts.push_back(fmt::format("{} = {}", parameter.name, one_line(program_.text_of(parameter.value))));
    }
    named("参数", "Parameters", joined(texts, comma()));
  }

  [[nodiscard]] static std::string place_of(const dsl::Origin& origin) {
    const auto at = origin.source->position(origin.span.begin);
    const std::string& name = origin.source->name();
    const std::size_t slash = name.rfind('/');
    return fmt::format("{}:{}", slash == std::string::npos ? name : name.substr(slash + 1), at.line);
  }

  [[nodiscard]] std::string cited(const dsl::Basis& basis, int depth = 0) const {
    std::string text = basis.title.empty() ? basis.name : basis.title;
    if (!basis.number.empty()) text += say("（", " (") + basis.number + say("）", ")");
    text += joined(basis.articles, comma());
    if (!basis.articles.empty())
      text += basis.checked.empty()
                  ? say("（条号待核）", " (article numbers not yet checked)")
                  : fmt::format("{}{}{}", say("（已核：", " (checked: "), basis.checked, say("）", ")"));
    if (basis.until) text += say("；", "; ") + date(*basis.until) + say("失效", " repealed");
    if (basis.replaced_by.valid() && depth < 4)
      text += say("，改用", ", replaced by ") + cited(program_.bases[basis.replaced_by.value], depth + 1);
    return text;
  }

  // ---- examples ----
  struct Example {
    const dsl::Test* test;
    const Expectation* expected;
  };
  using Examples = std::map<std::string, Example, std::less<>>;

  static void offer(Examples& into, const std::string& rule, const Example& example) {
    const auto [at, fresh] = into.try_emplace(rule, example);
    if (!fresh && example.test->report.size() < at->second.test->report.size())
      at->second = example;  // the shortest shows best
  }
  void index_examples(const dsl::Test& test) {
    for (const auto& expected : test.expectations)
      for (const auto& rule : expected.rules) {
        if (expected.kind == Expectation::Kind::fires) offer(fails_, rule, {&test, &expected});
        if (expected.kind == Expectation::Kind::passes) offer(passes_, rule, {&test, &expected});
        if (expected.kind == Expectation::Kind::silent) offer(silent_, rule, {&test, &expected});
        if (expected.kind == Expectation::Kind::not_applicable) offer(silent_, rule, {&test, &expected});
        if (expected.kind == Expectation::Kind::undetermined) offer(undetermined_, rule, {&test, &expected});
      }
  }
  void example(const dsl::Rule& rule, const Examples& examples, const std::string& name) {
    const auto found = examples.find(rule.id);
    if (found == examples.end()) {
      book_.named(name + say("：", ":"), say("测试里没有", "the tests have none"));
      return;
    }
    const auto& [test, expected] = found->second;
    std::string text = test->title;
    if (!expected->at.empty()) text += fmt::format("{}“{}”", say("；报在", "; reported at "), expected->at);
    book_.named(name + say("：", ":"), text);
    std::string report = test->report;
    if (report.size() > kLongestExample) {
      std::size_t cut = kLongestExample;
      while (cut > 0 && (static_cast<unsigned char>(report[cut]) & 0xC0U) == 0x80U) --cut;
      report = report.substr(0, cut) + "…";
    }
    while (!report.empty() && report.back() == '\n') report.pop_back();
    book_.source(report);
  }

  // ---- appendices ----
  void profiles() {
    if (program_.profiles.empty()) return;
    book_.heading(2, say("方案", "Profiles"), "");
    std::vector<std::vector<std::string>> rows;
    for (const auto& profile : program_.profiles) {
      std::vector<std::string> applies, settings;
      for (const auto id : profile.applies) applies.push_back(one_line(program_.text_of(id)));
      for (const auto& setting : profile.settings)
        if (setting.parameter.valid())
          settings.push_back(fmt::format("{} = {}", program_.parameters[setting.parameter.value].name,
                                         one_line(program_.text_of(setting.value))));
      rows.push_back({profile.name, joined(applies, say("；", "; ")), joined(settings, comma()),
                      joined(profile.disabled, comma())});
    }
    book_.table({say("方案", "profile"), say("适用", "applies"), say("参数", "parameters"), say("停用", "disables")},
                rows);
  }

  void bases() {
    std::map<std::string, std::set<std::string>> cited_by;
    for (const auto& rule : program_.rules)
      for (const auto id : rule.bases)
        if (id.valid()) cited_by[program_.bases[id.value].name].insert(rule.id);
    std::vector<std::vector<std::string>> rows;
    for (const auto& basis : program_.bases) {
      const auto& rules = cited_by[basis.name];
      rows.push_back({basis.title.empty() ? basis.name : basis.title, basis.number, joined(basis.articles, comma()),
                      basis.from ? date(*basis.from) : "", basis.until ? date(*basis.until) : "",
                      joined({rules.begin(), rules.end()}, comma())});
    }
    if (rows.empty()) return;
    book_.heading(2, say("依据", "Bases"), "");
    book_.table({say("名称", "title"), say("文号", "number"), say("条文", "articles"), say("生效", "from"),
                 say("失效", "until"), say("规则", "rules")},
                rows);
  }

  const Program& program_;
  Book& book_;
  dsl::Language language_;
  std::vector<std::size_t> books_;
  std::map<std::size_t, std::vector<const dsl::Rule*>> rules_of_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> parameters_of_;
  Examples fails_, passes_, silent_, undetermined_;
};

}  // namespace

std::string handbook(const Program& program, HandbookFormat format, dsl::Language language) {
  const auto book = format == HandbookFormat::html ? html_book(language) : markdown_book();
  return Writer(program, *book, language).write();
}

}  // namespace hegui::findings
