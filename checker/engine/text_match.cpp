// 包含 and 匹配: words and patterns in texts of the report, with the passage where they stand.
// Used by the evaluator and by nearness; patterns are compiled by the plan and cannot hang (RE2).
// Afterwards every match is noted as evidence; each paragraph is searched by itself.
#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"

namespace hegui::engine {

using dsl::Expr;
using dsl::ExprId;
using dsl::Op;
using report::Passage;
using Kind = Value::Kind;

namespace {

constexpr std::size_t kManyPassages = 1000;  // of a report that is worth an index of what stands in them

/// A text without the blanks that stand between figures and Chinese words (扣1 分, 2022 年), and where its bytes were.
struct Squeezed {
  std::string text;
  std::vector<std::uint32_t> at;
};

bool is_wide(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The blank at `i` parts no words: nobody would miss it.
bool is_idle(std::string_view text, std::size_t i) {
  if (text[i] != ' ' || i == 0 || i + 1 == text.size()) return false;
  const char a = text[i - 1], b = text[i + 1];
  return (is_wide(a) && (is_wide(b) || is_digit(b))) || (is_digit(a) && is_wide(b));
}

std::optional<Squeezed> squeezed(std::string_view text) {
  if (text.find(' ') == std::string_view::npos) return std::nullopt;
  Squeezed result;
  result.text.reserve(text.size());
  result.at.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_idle(text, i)) continue;
    result.text += text[i];
    result.at.push_back(static_cast<std::uint32_t>(i));
  }
  return result.text.size() == text.size() ? std::nullopt : std::optional(std::move(result));
}

/// Where the pattern stands in the text; blanks in it that a careful typist would not have put there do not hide it.
std::optional<Backtrack::Place> search(const Pattern& pattern, std::string_view text) {
  if (const auto found = pattern.find(text)) return found;
  const auto plain = squeezed(text);
  if (!plain) return std::nullopt;
  const auto found = pattern.find(plain->text);
  if (!found) return std::nullopt;
  if (found->begin == found->end) return Backtrack::Place{0, 0};
  return Backtrack::Place{plain->at[found->begin], plain->at[found->end - 1] + 1U};
}

/// The text without them, if it has any.
std::optional<std::string> without_idle_blanks(std::string_view text) {
  std::size_t first = text.find(' ');
  while (first != std::string_view::npos && !is_idle(text, first)) first = text.find(' ', first + 1);
  if (first == std::string_view::npos) return std::nullopt;
  std::string plain(text.substr(0, first));
  for (std::size_t i = first; i < text.size(); ++i)
    if (!is_idle(text, i)) plain += text[i];
  return plain;
}

}  // namespace

bool matches_in(const Pattern& pattern, std::string_view text) {
  if (pattern.matches(text)) return true;
  const auto plain = without_idle_blanks(text);
  return plain && pattern.matches(*plain);
}

bool Evaluator::has_idle_blank(const report::Passage& at) {
  if (!idle_blanks_known_) {
    idle_blanks_known_ = true;
    const std::string_view text = report_.document.text->normalised();
    for (std::size_t i = text.find(' '); i != std::string_view::npos; i = text.find(' ', i + 1))
      if (is_idle(text, i)) idle_blanks_.push_back(static_cast<std::uint32_t>(i));
  }
  // At the edge of a passage a blank parts nothing.
  const auto first = std::upper_bound(idle_blanks_.begin(), idle_blanks_.end(), at.begin);
  return first != idle_blanks_.end() && *first + 1 < at.end;
}

bool Evaluator::holds(const Pattern& pattern, const report::Passage& at) {
  const bool blanks = has_idle_blank(at);
  bool possible = true;
  if (pattern.needed() != kNoWord) {
    possible = words().any(pattern.needed(), at.begin, at.end);
    if (possible && pattern.words_only()) return true;
    possible = possible && std::all_of(pattern.also().begin(), pattern.also().end(),
                                       [&](std::uint32_t set) { return words().any(set, at.begin, at.end); });
  }
  if (possible && pattern.matches(chars_of(report_, at))) return true;
  return blanks && holds_without_blanks(pattern, at);
}

/// The same of the passage without its idle blanks, which is made once.
bool Evaluator::holds_without_blanks(const Pattern& pattern, const report::Passage& at) {
  Unblanked& plain = unblanked_[std::uint64_t{at.begin} << 32U | at.end];
  if (plain.words.size == 0) {
    const std::string_view chars = chars_of(report_, at);
    plain.text = without_idle_blanks(chars).value_or(std::string(chars));
    find_words(plain.text, plain.words);
  }
  const auto has = [&](std::uint32_t set) {
    return std::any_of(plain.words.words.begin(), plain.words.words.end(),
                       [&](std::uint32_t word) { return plan_.words.is_in(word, set); });
  };
  if (pattern.needed() != kNoWord) {
    if (!has(pattern.needed())) return false;
    if (pattern.words_only()) return true;
    if (!std::all_of(pattern.also().begin(), pattern.also().end(), has)) return false;
  }
  return pattern.matches(plain.text);
}

bool Evaluator::holds(const Pattern& pattern, std::string_view chars, bool lasting) {
  if (pattern.needed() != kNoWord) {
    const bool possible = has_any(chars, lasting, pattern.needed());
    if (possible && pattern.words_only()) return true;
    if (!possible && chars.find(' ') == std::string_view::npos) return false;
  }
  return matches_in(pattern, chars);
}

const Value& Evaluator::as_text(ExprId id, const Value& value, Value& room) {
  if (value.is(Kind::record)) {
    const dsl::FieldRow* row = dsl::text_field(value.record);
    if (row != nullptr) return room = field(id, value, row->field);
    return room = Value::unknown(Why::not_comparable, "不是文字");
  }
  if (value.is(Kind::quantity)) {
    room = Value::text_owned(show(value));
    room.fact = value.fact;
    return room;
  }
  if (value.is(Kind::member) && value.member.valid())
    return room = Value::text_view(program_.members[value.member.value].name);
  return value;
}

std::string_view Evaluator::in_one_piece(const Value& text, std::string& room) const {
  if (!text.of_passages) return text.chars;
  if (text.passages().size() == 1) return chars_of(report_, text.passages().front());
  room = joined(text);
  return room;
}

WordPlaces& Evaluator::words() const {
  if (!words_) words_.emplace(plan_.words, report_.document.text->normalised());
  return *words_;
}

bool Evaluator::lacks(std::uint32_t needed) {
  std::uint8_t& state = lacking_[needed];
  if (state == 0) {
    const auto& sought = plan_.needed_words[needed];
    const bool found =
        std::any_of(sought.begin(), sought.end(), [&](std::uint32_t word) { return words().occurs(word); });
    state = found ? 1 : 2;
  }
  return state == 2;
}

bool Evaluator::has_any(const Value& text, std::uint32_t set) {
  if (!text.of_passages) return has_any(text.chars, text.is_view(), set);
  const auto passages = text.passages();
  return std::any_of(passages.begin(), passages.end(),
                     [&](const Passage& at) { return words().any(set, at.begin, at.end); });
}

bool Evaluator::has_any(std::string_view chars, bool lasting, std::uint32_t set) {
  if (const auto known = plan_.words.has_single(chars, set)) return *known;
  const auto is_sought = [&](std::uint32_t word) { return plan_.words.is_in(word, set); };
  if (!lasting || chars.empty())
    return plan_.words.scan(chars, [&](std::uint32_t word, std::size_t) { return is_sought(word); });
  // The name of a figure is asked about by many rules.
  KnownWords& known = known_words_[chars.data()];
  if (known.size != chars.size()) find_words(chars, known);
  return std::any_of(known.words.begin(), known.words.end(), is_sought);
}

bool Evaluator::has_any(const Plain& text, std::uint32_t set) {
  if (text.in_report) return words().any(set, text.place.begin, text.place.end);
  if (text.named == 0) return has_any(text.chars, true, set);
  if (fact_words_.empty()) fact_words_.resize(2 * report_.facts.size());
  const KnownWords*& known = fact_words_[text.named - 1];
  if (known == nullptr) {
    KnownWords& words = named_words_[text.chars];
    if (words.size == 0) find_words(text.chars, words);
    known = &words;
  }
  return std::any_of(known->words.begin(), known->words.end(),
                     [&](std::uint32_t word) { return plan_.words.is_in(word, set); });
}

void Evaluator::find_words(std::string_view chars, KnownWords& known) const {
  known.size = chars.size();
  known.words.clear();
  plan_.words.scan(chars, [&](std::uint32_t word, std::size_t) {
    known.words.push_back(word);
    return false;
  });
  std::sort(known.words.begin(), known.words.end());
  known.words.erase(std::unique(known.words.begin(), known.words.end()), known.words.end());
}

bool Evaluator::holds(const Pattern& pattern, const Plain& text) {
  if (text.in_report) return holds(pattern, text.place);
  if (pattern.needed() != kNoWord) {
    bool possible = has_any(text, pattern.needed());
    if (possible && pattern.words_only()) return true;
    possible = possible && std::all_of(pattern.also().begin(), pattern.also().end(),
                                       [&](std::uint32_t set) { return has_any(text, set); });
    if (!possible && text.chars.find(' ') == std::string_view::npos) return false;
  }
  return matches_in(pattern, text.chars);
}

bool Evaluator::find_passages(std::span<const Passage> passages, std::string_view word,
                              std::vector<std::uint32_t>& found) {
  const auto whole = lists_.find(dsl::Field::report_text);
  const bool is_report = whole != lists_.end() && whole->second.passages().data() == passages.data();
  if (!is_report || passages.size() < kManyPassages) return false;
  if (!report_pairs_) {
    report_pairs_.emplace();
    for (std::uint32_t i = 0; i < passages.size(); ++i) report_pairs_->add(i, chars_of(report_, passages[i]));
    report_pairs_->finish();
  }
  return report_pairs_->find(word, found);
}

bool Evaluator::has_word(ExprId id, const Value& text, std::string_view word, std::uint32_t number) {
  if (word.empty()) return true;
  if (!text.of_passages) {
    const std::size_t at = text.chars.find(word);
    if (at != std::string_view::npos && text.has_place)
      note_passage(id, part_of(report_, text.place, text.chars, at, word.size()));
    return at != std::string_view::npos;
  }
  const std::span<const Passage> passages = text.passages();
  std::vector<std::uint32_t> places;
  const bool few = number == kNoWord && find_passages(passages, word, places);
  const std::size_t count = few ? places.size() : passages.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Passage& passage = passages[few ? places[i] : i];
    std::uint32_t begin = 0;
    if (number != kNoWord) {
      begin = words().first(number, passage.begin, passage.end);
      if (begin == kNoWord) continue;
    } else {
      const std::size_t at = chars_of(report_, passage).find(word);
      if (at == std::string_view::npos) continue;
      begin = passage.begin + static_cast<std::uint32_t>(at);
    }
    note_passage(id, {passage.block, begin, begin + static_cast<std::uint32_t>(word.size())});
    return true;
  }
  return false;
}

Value Evaluator::contains(ExprId id, const Value& left, const Value& right) {
  if (!left.is_known()) return left;
  if (!right.is_known()) return right;
  if (right.is(Kind::list)) {
    const bool any = right.group != Value::Group::all;
    Truth truth = engine::known(!any);
    Reasons reasons;
    if (left.is(Kind::text)) {  // words in a text: most of what is asked
      if (any && record_ == nullptr && right.index != 0) return Value::boolean(has_any(left, right.index - 1));
      std::string room;
      const auto plain = [](const Value& item) { return item.is(Kind::text); };
      if (std::all_of(right.items().begin(), right.items().end(), plain)) {
        for (const Value& item : right.items())
          if (has_word(id, left, in_one_piece(item, room), item.index - 1) == any) return Value::boolean(any);
        return Value::boolean(!any);
      }
    }
    for (const Value& item : right.items()) {
      const Value one = contains(id, left, item);
      truth = any ? either(truth, one.as_truth()) : both(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
      if (truth == engine::known(any)) break;
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  if (left.is(Kind::list)) {
    Truth truth = Truth::no;
    Reasons reasons;
    if (left.items().empty())
      return Value::unknown(Why::not_found, text_of(program_.expressions[id.value].children[0]));
    for (const Value& item : left.items()) {
      const Value one = contains(id, item, right);
      truth = either(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
      if (truth == Truth::yes) break;
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  Value text_room, word_room;
  const Value& text = as_text(id, left, text_room);
  const Value& word = as_text(id, right, word_room);
  if (!text.is(Kind::text)) return Value::unknown(text.reasons);
  if (!word.is(Kind::text)) return Value::unknown(word.reasons);
  std::string room;
  return Value::boolean(has_word(id, text, in_one_piece(word, room), word.index - 1));
}

Value Evaluator::matches(ExprId id, const Value& left, ExprId pattern_id) {
  if (!left.is_known()) return left;
  const Expr& expr = program_.expressions[pattern_id.value];
  if (expr.op == Op::any_of || expr.op == Op::all_of) {
    const bool any = expr.op == Op::any_of;
    Truth truth = engine::known(!any);
    Reasons reasons;
    for (const ExprId child : expr.children) {
      const Value one = matches(id, left, child);
      truth = any ? either(truth, one.as_truth()) : both(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  if (expr.op != Op::literal_regex) return contains(id, left, evaluate(pattern_id));
  const Pattern* pattern = plan_.patterns[pattern_id.value].get();
  if (pattern == nullptr || !pattern->is_usable())
    return Value::unknown(Why::not_comparable, "不能用作样式：" + text_of(pattern_id));
  if (left.is(Kind::list)) {
    if (left.items().empty())
      return Value::unknown(Why::not_found, text_of(program_.expressions[id.value].children[0]));
    Truth truth = Truth::no;
    Reasons reasons;
    for (const Value& item : left.items()) {
      const Value one = matches(id, item, pattern_id);
      truth = either(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
      if (truth == Truth::yes) break;
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  Value room;
  const Value& text = as_text(id, left, room);
  if (!text.is(Kind::text)) return Value::unknown(text.reasons);
  if (!text.of_passages) {
    if (!holds(*pattern, text.chars, text.is_view())) return Value::boolean(false);
    if (record_ == nullptr) return Value::boolean(true);
    const auto found = search(*pattern, text.chars);
    if (found && text.has_place)
      note_passage(id, part_of(report_, text.place, text.chars, found->begin, found->end - found->begin));
    return Value::boolean(found.has_value());
  }
  for (const Passage& passage : text.passages()) {
    const std::string_view chars = chars_of(report_, passage);
    if (chars.size() <= kLongText) {
      if (!holds(*pattern, passage)) continue;
      if (record_ == nullptr) return Value::boolean(true);
    } else if (pattern->needed() != kNoWord) {
      const bool possible = words().any(pattern->needed(), passage.begin, passage.end);
      if (possible && pattern->words_only() && record_ == nullptr) return Value::boolean(true);
      if (!possible && !has_idle_blank(passage)) continue;
    }
    // A paragraph of thousands of figures is asked about by each of them.
    const bool long_text = chars.size() > kLongText;
    const auto key = std::make_tuple(pattern_id.value, passage.begin, passage.end);
    if (long_text) {
      if (const auto known = matched_.find(key); known != matched_.end()) {
        if (!known->second) continue;
        note_passage(id, {passage.block, known->second->first, known->second->second});
        return Value::boolean(true);
      }
    }
    const auto found = search(*pattern, chars);
    if (!found) {
      if (long_text) matched_[key] = std::nullopt;
      continue;
    }
    const auto begin = passage.begin + static_cast<std::uint32_t>(found->begin);
    const auto end = passage.begin + static_cast<std::uint32_t>(found->end);
    if (long_text)
      matched_[key] = begin < end ? std::make_pair(begin, end) : std::make_pair(passage.begin, passage.end);
    // A pattern may match nothing (/$/): the whole passage is what it speaks of then.
    note_passage(id, begin < end ? Passage{passage.block, begin, end} : passage);
    return Value::boolean(true);
  }
  return Value::boolean(false);
}

}  // namespace hegui::engine
