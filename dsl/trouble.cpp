#include "dsl/trouble.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "dsl/slips.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {
namespace {

constexpr std::size_t longest_word = 48;  // bytes of a run that is compared with tables

class Trouble {
 public:
  Trouble(const Builder& builder, std::uint32_t offset, std::string_view code, std::string_view zh, std::string_view en)
      : builder_(builder),
        text_(builder.text()),
        at_(offset),
        end_(builder.end_of_token(offset)),
        code_(code),
        zh_(zh),
        en_(en) {}

  Diagnostic find() {
    if (code_ == "HG-P012") return quote();
    if (code_ == "HG-P015" || code_ == "HG-P016") return at_opener();
    if (auto found = sign()) return *found;
    if (auto found = split_sign()) return *found;
    if (auto found = colon_behind_keyword()) return *found;
    if (auto found = look_alike()) return *found;
    if (code_ == "HG-P001") return item();
    if (expects_name()) {
      if (auto found = reserved_name()) return *found;
    }
    if (auto found = operator_word()) return *found;
    if (code_ == "HG-P005") return after_clause();
    const bool after_condition = code_ == "HG-P017" || zh_ == "）" || zh_ == "则" || zh_ == "否则";
    if (after_condition && comparison_at(rest()) != 0) return make("HG-P020", token(), {});
    if (auto found = glued()) return *found;
    if (code_ == "HG-P014" || code_ == "HG-P017") return unclosed();
    if (code_ == "HG-P025" && zh_ == "：") return colon_missing();
    return missing();
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] std::string_view run() const {
    const std::string_view here = rest().substr(0, 4 * longest_word);
    std::size_t length = std::min(name_run(here), longest_word);
    while (length < here.size() && (static_cast<unsigned char>(here[length]) & 0xC0U) == 0x80) --length;
    return here.substr(0, length);
  }
  [[nodiscard]] bool expects_name() const { return code_ == "HG-P003"; }
  [[nodiscard]] bool same_line() const { return text_.substr(end_, at_ - end_).find('\n') == std::string_view::npos; }
  [[nodiscard]] bool line_start() const { return at_ == 0 || !same_line() || end_ == 0; }
  [[nodiscard]] bool english() const { return builder_.english_item(); }
  [[nodiscard]] std::string meant(std::string_view zh, std::string_view en) const {
    return std::string(english() ? en : zh);
  }

  // The word or sign that begins at the place of trouble.
  [[nodiscard]] Span token() const {
    std::size_t length = name_run(rest());
    if (length == 0 && !rest().empty()) length = comparison_at(rest());
    if (length == 0 && !rest().empty()) length = decode(rest()).second;
    return {at_, static_cast<std::uint32_t>(at_ + length)};
  }
  [[nodiscard]] std::string word_before() const {
    std::uint32_t begin = end_;
    std::size_t characters = 0;
    while (begin > 0 && characters < 12) {
      std::uint32_t start = begin - 1;
      while (start > 0 && (static_cast<unsigned char>(text_[start]) & 0xC0U) == 0x80) --start;
      if (name_character(text_.substr(start)) == 0) {
        if (characters == 0) begin = start;
        break;
      }
      begin = start;
      ++characters;
    }
    return std::string(text_.substr(begin, end_ - begin));
  }

  [[nodiscard]] Diagnostic make(std::string_view code, Span span, std::vector<std::string> arguments,
                                std::string suggestion = {}) const {
    Diagnostic made;
    made.code = code;
    made.span = span;
    made.arguments = std::move(arguments);
    made.suggestion = std::move(suggestion);
    return made;
  }
  [[nodiscard]] std::string text_of(Span span) const { return std::string(builder_.text(span)); }

  [[nodiscard]] Diagnostic missing() const {
    const std::string found = rest().empty() ? std::string() : text_of(token());
    // A keyword is named as this item spells keywords, whatever the language of the message.
    const std::string_view zh = code_ == "HG-P025" && english() ? en_ : zh_;
    const std::string_view en = code_ == "HG-P025" && !english() ? zh_ : en_;
    return make(code_, {end_, end_}, {word_before(), std::string(zh), std::string(en), found});
  }

  [[nodiscard]] Diagnostic at_opener() const {
    const Span opened = builder_.opener().value_or(Span{end_, end_});
    return make(code_, opened, {text_of(opened), std::string(zh_), std::string(en_)});
  }

  // Not closed on its line: perhaps closed with a mark of the other kind.
  [[nodiscard]] Diagnostic quote() const {
    const Span opened = builder_.opener().value_or(Span{end_, end_});
    const std::string_view mark = builder_.text(opened);
    const std::string_view inside = text_.substr(opened.end, at_ - opened.end);
    const std::string_view other = mark == "\"" ? std::string_view("”") : std::string_view("\"");
    std::size_t wrong = inside.rfind(other);
    std::string_view written = other;
    if (wrong == std::string_view::npos && mark == "\"" && inside.rfind("“") != std::string_view::npos) {
      wrong = inside.rfind("“");
      written = "“";
    }
    // “…“ : the second mark opens again. A template has read it as a nested quote, a plain text stops before it.
    const auto opened_again = [this](std::uint32_t place) {
      const std::string_view line = text_.substr(place, text_.substr(place).find('\n'));
      return line.starts_with("“") && line.find_first_not_of(" \t\r", 3) == std::string_view::npos;
    };
    if (mark == "“" && opened_again(at_)) return make("HG-P013", {at_, at_ + 3}, {"“", "“"}, "”");
    if (mark == "“" && opened_again(opened.begin)) {
      const std::string_view before = text_.substr(0, opened.begin);
      const std::size_t first = before.rfind("“");
      const std::size_t line = before.rfind('\n');
      if (first != std::string_view::npos && (line == std::string_view::npos || first > line)) {
        return make("HG-P013", opened, {"“", "“"}, "”");
      }
    }
    if (wrong == std::string_view::npos) return at_opener();
    const auto begin = static_cast<std::uint32_t>(opened.end + wrong);
    Diagnostic made = make("HG-P013", {begin, static_cast<std::uint32_t>(begin + written.size())},
                           {std::string(mark), std::string(written)}, std::string(zh_));
    made.labels.push_back({builder_.file.source, opened, "引号在这里开始", "the quote begins here"});
    return made;
  }

  [[nodiscard]] std::optional<Diagnostic> sign() const {
    const auto slip = sign_slip_at(text_, at_);
    if (!slip) return std::nullopt;
    const Span span{slip->begin, slip->end};
    return make("HG-P009", span, {text_of(span)}, meant(slip->meant_zh, slip->meant_en));
  }

  // `> =` with a blank between: the sign was read as > already.
  [[nodiscard]] std::optional<Diagnostic> split_sign() const {
    if (code_ != "HG-P004" || end_ == at_ || end_ == 0 || !same_line()) return std::nullopt;
    if (!rest().starts_with("=") && !rest().starts_with("＝")) return std::nullopt;
    for (const auto& [sign, zh, en] : {std::tuple<std::string_view, std::string_view, std::string_view>{">", "≥", ">="},
                                       {"＞", "≥", ">="},
                                       {"<", "≤", "<="},
                                       {"＜", "≤", "<="}}) {
      if (!text_.substr(0, end_).ends_with(sign)) continue;
      const Span span{static_cast<std::uint32_t>(end_ - sign.size()), token().end};
      return make("HG-P009", span, {text_of(span)}, meant(zh, en));
    }
    return std::nullopt;
  }

  // 级别：警告 — only declarations and labels have a colon.
  [[nodiscard]] std::optional<Diagnostic> colon_behind_keyword() const {
    if (!rest().starts_with("：") && !rest().starts_with(":")) return std::nullopt;
    const std::string word = word_before();
    if (word.empty() || !same_line()) return std::nullopt;
    if (expects_name() && builder_.item() == Keyword::concept_) return std::nullopt;  // 概念 ：金额 lacks its name
    const bool keyword = std::any_of(keywords().begin(), keywords().end(), [&word](const KeywordRow& candidate) {
      return candidate.group != KeywordGroup::type && (candidate.zh == word || candidate.en == word);
    });
    if (!keyword) return std::nullopt;
    return make("HG-P043", token(), {word, text_of(token())});
  }

  // 每个 项 于 组.各项 项 > 0元; 概念 执行率
  [[nodiscard]] Diagnostic colon_missing() const {
    if (builder_.item() == Keyword::concept_) {
      return make("HG-P027", {end_, end_},
                  {word_before(), "冒号和类型，如 ：比率", "a colon and a type, such as `: rate`"});
    }
    if (builder_.item() == Keyword::define) return missing();
    return make("HG-P046", {end_, end_}, {word_before()});
  }

  [[nodiscard]] std::optional<Diagnostic> look_alike() const {
    if (rest().empty()) return std::nullopt;
    const LookAlike* found = look_alike_at(rest());
    if (found == nullptr || (code_ == "HG-P004" && !same_line())) return std::nullopt;
    const Span span{at_, static_cast<std::uint32_t>(at_ + found->written.size())};
    return make("HG-P019", span, {std::string(found->written), std::string(found->zh), std::string(found->en)},
                std::string(found->meant));
  }

  [[nodiscard]] std::optional<Diagnostic> reserved_name() const {
    const std::string_view word = run();
    if (word.empty() || !same_line() || !is_reserved(word)) return std::nullopt;
    return make("HG-P042", token(), {std::string(word)});
  }

  [[nodiscard]] std::optional<Diagnostic> operator_word() const {
    if (code_ == "HG-P003" || code_ == "HG-P024" || code_ == "HG-P022" || !same_line()) return std::nullopt;
    const WordSlip* slip = word_slip_at(rest(), false);
    if (slip == nullptr) return std::nullopt;
    const Span span{at_, static_cast<std::uint32_t>(at_ + slip->written.size())};
    // 甲 与 乙 一致 is a comparison, 甲 与 乙 two conditions.
    const std::string_view line = rest().substr(0, rest().find('\n'));
    const bool compares = slip->meant_en == "and" &&
                          (line.find("一致") != std::string_view::npos || line.find("相符") != std::string_view::npos ||
                           line.find("相等") != std::string_view::npos);
    return make("HG-P010", span, {std::string(slip->written)},
                compares ? meant("≈", "~=") : meant(slip->meant_zh, slip->meant_en));
  }

  // The keyword that the word at hand begins with: 且非, 当资产, 规则ZX-01.
  [[nodiscard]] std::optional<Diagnostic> glued() const {
    const std::string_view word = run();
    const KeywordRow* best = nullptr;
    for (const KeywordRow& candidate : keywords()) {
      const bool fits = candidate.group == KeywordGroup::expression || candidate.group == KeywordGroup::item ||
                        is_clause_here(candidate.keyword) || candidate.keyword == Keyword::or_report ||
                        candidate.keyword == Keyword::except;
      if (!fits || candidate.zh.size() >= word.size() || !word.starts_with(candidate.zh)) continue;
      if (candidate.group == KeywordGroup::expression) {
        if (!candidate.reserved && candidate.keyword != Keyword::inside) continue;
        if (line_start() && candidate.keyword != Keyword::and_) continue;  // 在职人数, 或有负债 are names
      }
      if (best == nullptr || candidate.zh.size() > best->zh.size()) best = &candidate;
    }
    if (best == nullptr) return std::nullopt;
    return make("HG-P011", {at_, static_cast<std::uint32_t>(at_ + best->zh.size())}, {std::string(best->zh)},
                std::string(best->zh) + " " + std::string(word.substr(best->zh.size())) +
                    (name_run(rest()) > word.size() ? "…" : ""));
  }

  [[nodiscard]] bool is_clause_here(Keyword keyword) const {
    if (!builder_.item()) return false;
    const auto allowed = clauses_of(*builder_.item());
    return std::find(allowed.begin(), allowed.end(), keyword) != allowed.end();
  }

  // At the beginning of an item.
  [[nodiscard]] Diagnostic item() const {
    const std::string_view word = run();
    for (const KeywordRow& candidate : keywords()) {
      if (candidate.group != KeywordGroup::item && candidate.group != KeywordGroup::header &&
          candidate.group != KeywordGroup::basis && candidate.group != KeywordGroup::taxonomy &&
          candidate.group != KeywordGroup::rule && candidate.group != KeywordGroup::waiver &&
          candidate.group != KeywordGroup::test) {
        continue;
      }
      if (candidate.group != KeywordGroup::item && match_keyword(rest(), candidate.keyword) != 0) {
        return make("HG-P002", token(), {text_of(token())});
      }
    }
    if (auto found = glued()) return *found;
    const std::string_view near = nearest_keyword(word, item_keywords());
    return make("HG-P001", token(), {"", std::string(zh_), std::string(en_), text_of(token())}, std::string(near));
  }

  // 有 章节 改进措施; 报告 包含 词集 原因; 报告 有 “改进”: read as whole before what was meant had come to its end.
  [[nodiscard]] std::optional<Diagnostic> cut_short() const {
    if (!same_line()) return std::nullopt;
    const std::string_view quoted = between_quotes();
    const std::string before = word_before();
    const auto spelt = [&before](Keyword keyword) { return before == row(keyword).zh || before == row(keyword).en; };
    const auto begin = static_cast<std::uint32_t>(end_ - before.size());
    if (const std::string name(quoted.empty() ? run() : quoted); !name.empty()) {
      const auto length = quoted.empty() ? name.size() : static_cast<std::size_t>(quoted.end() - rest().begin());
      const Span span{begin, static_cast<std::uint32_t>(at_ + length)};
      if (spelt(Keyword::section))
        return make("HG-P047", span, {before}, before + meant("（", "(") + name + meant("）", ")"));
      if (spelt(Keyword::words) && quoted.empty())
        return make("HG-P010", span, {before}, meant("词", "words") + " " + name);
    }
    if (match_keyword(rest(), Keyword::has) != 0) {
      std::string_view behind = rest().substr(match_keyword(rest(), Keyword::has));
      behind.remove_prefix(std::min(behind.find_first_not_of(" \t"), behind.size()));
      if (behind.starts_with("“") || behind.starts_with("\"") || match_keyword(behind, Keyword::word_list) != 0)
        return make("HG-P010", token(), {text_of(token())}, meant("包含", "contains"));
    }
    return std::nullopt;
  }
  // What stands in quotes at the place of trouble; empty when they are not closed on the line.
  [[nodiscard]] std::string_view between_quotes() const {
    const bool chinese = rest().starts_with("“");
    if (!chinese && !rest().starts_with("\"")) return {};
    const std::string_view mark = chinese ? "“" : "\"", closing = chinese ? "”" : "\"";
    const std::string_view line = rest().substr(0, rest().find('\n'));
    const std::size_t end = line.find(closing, mark.size());
    return end == std::string_view::npos ? std::string_view() : line.substr(mark.size(), end - mark.size());
  }

  // Behind a whole clause: neither another clause nor another item.
  [[nodiscard]] Diagnostic after_clause() const {
    if (comparison_at(rest()) != 0) return make("HG-P020", token(), {});
    const char first = rest().empty() ? '\0' : rest()[0];
    if (first == ')' || first == ']' || first == '}' || rest().starts_with("）") || rest().starts_with("］") ||
        rest().starts_with("｝") || rest().starts_with("”")) {
      return make("HG-P018", token(), {text_of(token())});
    }
    if (rest().starts_with("、") || rest().starts_with("，") || first == ',') {
      if (same_line()) return make("HG-P044", token(), {text_of(token())});
    }
    const std::string_view word = run();
    if (builder_.item() == Keyword::rule && builder_.is_bare() && same_line() && !word.empty() && !is_clause_word()) {
      if (auto found = glued()) return *found;
      return make("HG-P024", {end_, end_}, {word_before(), "用引号括起的规则名称", "the title of the rule in quotes"});
    }
    if (builder_.item() == Keyword::basis && same_line() && (rest().starts_with("《") || rest().starts_with("“"))) {
      return make("HG-P025", {end_, end_}, {word_before(), meant("名称", "title"), meant("名称", "title")});
    }
    if (auto found = cut_short()) return *found;
    if (line_start()) {
      if (const WordSlip* slip = word_slip_at(rest(), true); slip != nullptr && has_clause(slip->meant_zh)) {
        const Span span{at_, static_cast<std::uint32_t>(at_ + slip->written.size())};
        return make("HG-P010", span, {std::string(slip->written)}, meant(slip->meant_zh, slip->meant_en));
      }
      if (auto found = glued()) return *found;
      if (const std::string_view near = nearest_keyword(word, clauses()); !near.empty()) return foreign(near);
    } else if (auto found = glued()) {
      return *found;
    }
    if (builder_.after_list(end_) && !word.empty() && !is_clause_word()) {
      return make("HG-P041", {end_, at_}, {std::string(word)}, std::string(english() ? ", " : "、"));
    }
    if (line_start()) {
      const bool rule = builder_.item() == Keyword::rule;
      if (rule && !builder_.has_requirement() && begins_condition()) {
        const bool premise = requirement_follows();
        return make("HG-P007", token(), {premise ? "当" : "应", premise ? "when" : "require"});
      }
      if (!word.empty() && builder_.item() && !clauses().empty()) {
        std::string_view near = nearest_keyword(word, clauses());
        // Nothing of this item is like it, and it is not indented: another item was meant.
        if (near.empty() && (at_ == 0 || text_[at_ - 1] == '\n')) return item();
        if (near.empty()) near = nearest_keyword(word, item_keywords());
        return foreign(near);
      }
    }
    return make("HG-P005", token(), {word_before(), std::string(zh_), std::string(en_), text_of(token())}, {});
  }

  [[nodiscard]] std::span<const Keyword> clauses() const {
    return builder_.item() ? clauses_of(*builder_.item()) : std::span<const Keyword>{};
  }
  [[nodiscard]] bool has_clause(std::string_view zh) const {
    const auto allowed = clauses();
    return std::any_of(allowed.begin(), allowed.end(), [zh](Keyword keyword) { return row(keyword).zh == zh; });
  }
  [[nodiscard]] bool is_clause_word() const {
    const std::string_view word = run();
    return std::any_of(keywords().begin(), keywords().end(), [word](const KeywordRow& candidate) {
      return candidate.group != KeywordGroup::expression && candidate.group != KeywordGroup::type &&
             (candidate.zh == word || candidate.en == word);
    });
  }
  // A clause of another item, or a misspelt one.
  [[nodiscard]] Diagnostic foreign(std::string_view near) const {
    const Language language = english() ? Language::en : Language::zh;
    std::string known;
    for (const Keyword keyword : clauses()) {
      if (!known.empty()) known += english() ? ", " : "、";
      known += spelling(keyword, language);
    }
    return make("HG-P006", token(), {text_of(token()), std::string(spelling(*builder_.item(), language)), known},
                std::string(near));
  }
  // `[`, 有, 缺 … or a name with an operator, a field or a bracket behind it.
  [[nodiscard]] bool begins_condition() const {
    if (rest().starts_with("[") || rest().starts_with("［") || rest().starts_with("（") || rest().starts_with("(")) {
      return true;
    }
    using K = Keyword;
    for (const Keyword keyword : {K::has, K::lacks, K::not_, K::near, K::every, K::some, K::any_of, K::all_of}) {
      if (match_keyword(rest(), keyword) != 0) return true;
    }
    const std::size_t length = name_run(rest());
    if (length == 0) return false;
    std::string_view next = rest().substr(length);
    const std::size_t blanks = std::min(next.find_first_not_of(" \t"), next.size());
    if (blanks == 0 && (next.starts_with(".") || next.starts_with("（") || next.starts_with("("))) return true;
    next.remove_prefix(blanks);
    return comparison_at(next) != 0 || match_keyword(next, K::contains) != 0 || match_keyword(next, K::matches) != 0 ||
           match_keyword(next, K::within) != 0;
  }

  // A line below, still of this item, says what is required: then the condition at hand is a premise.
  [[nodiscard]] bool requirement_follows() const {
    std::string_view lines = rest();
    for (int i = 0; i < 40; ++i) {
      const std::size_t end = lines.find('\n');
      if (end == std::string_view::npos) return false;
      lines.remove_prefix(end + 1);
      std::string_view line = lines;
      while (line.starts_with(" ") || line.starts_with("\t")) line.remove_prefix(1);
      if (match_keyword(line, Keyword::require) != 0 || match_keyword(line, Keyword::forbid) != 0) return true;
      const KeywordRow* item = keyword_at(line, KeywordGroup::item);
      if (item != nullptr && item->keyword != Keyword::basis && item->keyword != Keyword::param) return false;
    }
    return false;
  }

  [[nodiscard]] Diagnostic unclosed() const {
    if (zh_ == "]" && same_line() &&
        (rest().starts_with("、") || rest().starts_with("，") || rest().starts_with(","))) {
      return make("HG-P045", token(), {text_of(token())});
    }
    Diagnostic made = make(code_, {end_, end_}, {word_before(), std::string(zh_), std::string(en_)});
    if (const auto opened = builder_.opener()) {
      made.labels.push_back({builder_.file.source, *opened, "在这里开始", "it was opened here"});
    }
    return made;
  }

  const Builder& builder_;
  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  std::string_view code_, zh_, en_;
};

}  // namespace

Diagnostic diagnose(const Builder& builder, std::uint32_t offset, std::string_view code, std::string_view expected_zh,
                    std::string_view expected_en) {
  return Trouble(builder, offset, code, expected_zh, expected_en).find();
}

}  // namespace hegui::dsl
