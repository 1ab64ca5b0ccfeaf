#include "dsl/pattern.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "dsl/utf8.hpp"

namespace hegui::dsl {

namespace {

constexpr std::size_t kLongest = 2'000;       // bytes of a pattern
constexpr int kDeepest = 16;                  // groups within each other
constexpr std::size_t kMostWords = 64;        // of one set
constexpr std::size_t kMostOfAClass = 10;     // characters that are tried one by one
constexpr unsigned kMostRepeats = 300;        // of one counted repeat
constexpr std::size_t kScript = 200;          // bytes of an ordinary class that \p{Han} stands for
constexpr std::size_t kMostTogether = 4'000;  // bytes of the pattern, written out as often as they repeat

using Words = std::vector<std::string>;

bool has_empty(const Words& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return word.empty(); });
}

/// What a part of a pattern stands for: exactly one of some words, or something that holds one of them.
struct Part {
  bool exact = false;
  Words words;
};

/// The better of two sets to look for: longer words, then fewer of them.
void consider(const Words& words, Words& best) {
  if (words.empty() || has_empty(words)) return;
  const auto shortest = [](const Words& all) {
    std::size_t least = all.empty() ? 0 : all.front().size();
    for (const std::string& word : all) least = std::min(least, word.size());
    return std::min<std::size_t>(least, 6);
  };
  if (shortest(words) > shortest(best) || (shortest(words) == shortest(best) && words.size() < best.size()))
    best = words;
}

/// A sequence of parts, read from left to right: what stands side by side is joined while it is known exactly.
class Sequence {
 public:
  void add(const Part& part) {
    if (!part.exact) {
      consider(run_, best_);
      consider(part.words, best_);
      run_ = {""};
      exact_ = false;
      return;
    }
    if (run_.size() * part.words.size() > kMostWords) {
      consider(run_, best_);
      run_ = part.words;
      exact_ = false;
      return;
    }
    Words longer;
    for (const std::string& head : run_)
      for (const std::string& tail : part.words) longer.push_back(head + tail);
    run_ = std::move(longer);
  }
  Part take() {
    if (exact_) return {true, std::move(run_)};
    consider(run_, best_);
    return {false, std::move(best_)};
  }

 private:
  bool exact_ = true;
  Words run_{""}, best_;
};

class Reader {
 public:
  explicit Reader(std::string_view pattern) : text_(pattern) {}

  std::optional<Part> run() {
    if (text_.size() > kLongest) return std::nullopt;
    auto whole = alternatives(0);
    return at_ == text_.size() ? whole : std::nullopt;
  }

 private:
  [[nodiscard]] bool more() const { return at_ < text_.size(); }
  [[nodiscard]] char next() const { return more() ? text_[at_] : '\0'; }
  std::string character() {
    const std::size_t length = utf8::decode(text_, at_).length;
    at_ += length;
    return std::string(text_.substr(at_ - length, length));
  }

  std::optional<Part> alternatives(int depth) {
    if (depth > kDeepest) return std::nullopt;
    Part all{true, {}};
    bool known = true;
    while (true) {
      auto one = sequence(depth);
      if (!one) return std::nullopt;
      all.exact = all.exact && one->exact;
      known = known && !one->words.empty();
      all.words.insert(all.words.end(), one->words.begin(), one->words.end());
      if (next() != '|') break;
      ++at_;
    }
    if (!known || all.words.size() > kMostWords) return Part{};
    return all;
  }

  std::optional<Part> sequence(int depth) {
    Sequence parts;
    while (more() && next() != '|' && next() != ')') {
      const bool zero_width = next() == '^' || next() == '$' || text_.substr(at_, 2) == "\\b";
      const std::size_t counted_before = counted_, begin = at_, scripts_before = scripts_;
      auto one = single(depth);
      if (!one) return std::nullopt;
      const char sign = next();
      if (sign == '?' || sign == '*' || sign == '+' || sign == '{') {
        if (zero_width ||
            !repeated(*one, counted_ != counted_before, at_ - begin + kScript * (scripts_ - scripts_before)))
          return std::nullopt;
      }
      parts.add(*one);
    }
    return parts.take();
  }

  /// ? * + {1,3} behind a part, which may not be followed by another of them.
  bool repeated(Part& part, bool counted_inside, std::size_t length) {
    const char sign = next();
    ++at_;
    unsigned least = sign == '+' ? 1 : 0;
    if (sign == '{') {
      if (counted_inside) return false;
      const auto from = number();
      if (!from) return false;
      auto to = from;
      if (next() == ',') {
        ++at_;
        to = next() == '}' ? from : number();
      }
      if (!to || next() != '}' || *from > *to || *to > kMostRepeats) return false;
      ++at_;
      counted_ += std::max(*to, 1U) * length;
      if (counted_ > kMostTogether) return false;
      least = *from;
    }
    if (next() == '?') ++at_;  // as few as will do: the same words
    if (next() == '?' || next() == '*' || next() == '+' || next() == '{') return false;
    if (sign == '?' && part.exact) {
      part.words.emplace_back();
    } else if (least == 0 || has_empty(part.words)) {
      part = {};
    } else {
      part.exact = false;
    }
    return true;
  }

  std::optional<unsigned> number() {
    unsigned value = 0;
    const std::size_t begin = at_;
    for (; next() >= '0' && next() <= '9' && at_ - begin < 4; ++at_)
      value = value * 10 + static_cast<unsigned>(next() - '0');
    if (at_ == begin) return std::nullopt;
    return value;
  }

  std::optional<Part> single(int depth) {
    switch (next()) {
      case '(': {
        ++at_;
        if (next() == '?') {
          if (text_.substr(at_, 2) != "?:") return std::nullopt;
          at_ += 2;
        }
        auto inside = alternatives(depth + 1);
        if (!inside || next() != ')') return std::nullopt;
        ++at_;
        return inside;
      }
      case '[': return one_of_class();
      case '.':
      case '^':
      case '$': ++at_; return Part{};
      case '\\':
        if (text_.substr(at_, 2) != "\\b") return escaped();
        at_ += 2;  // a border, no character; not within a class
        return Part{};
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']': return std::nullopt;
      default: return Part{true, {character()}};
    }
  }

  std::optional<Part> escaped() {
    ++at_;
    const char c = next();
    if (text_.substr(at_, 6) == "p{Han}") {
      at_ += 6;
      ++scripts_;
      return Part{};
    }
    ++at_;
    if (c == 'd' || c == 's' || c == 'w' || c == 'D' || c == 'S' || c == 'W' || c == 'n' || c == 't') return Part{};
    static constexpr std::string_view kPunctuation = R"(.*+?()[]{}|^$\/-%,:)";
    if (c == '\0' || kPunctuation.find(c) == std::string_view::npos) return std::nullopt;
    return Part{true, {std::string(1, c)}};
  }

  /// [类款项]: one of its characters; nothing is known of ranges and of what stands outside.
  std::optional<Part> one_of_class() {
    ++at_;
    Part part{true, {}};
    if (next() == '^') {
      ++at_;
      part.exact = false;
    }
    if (next() == ']') return std::nullopt;
    while (more() && next() != ']') {
      if (next() == '\\') {
        auto one = escaped();
        if (!one) return std::nullopt;
        if (!one->exact) part.exact = false;
        part.words.insert(part.words.end(), one->words.begin(), one->words.end());
        if (next() == '-') return std::nullopt;
        continue;
      }
      if (text_.substr(at_, 2) == "[:" || (next() == '-' && text_.substr(at_, 2) != "-]")) return std::nullopt;
      const char32_t first = utf8::decode(text_, at_).character;
      part.words.push_back(character());
      if (next() != '-' || text_.substr(at_, 2) == "-]") continue;
      ++at_;
      if (!more() || next() == ']' || next() == '\\' || next() == '[') return std::nullopt;
      if (utf8::decode(text_, at_).character < first) return std::nullopt;
      character();
      part.exact = false;
    }
    if (!more()) return std::nullopt;
    ++at_;
    if (!part.exact || part.words.size() > kMostOfAClass) return Part{};
    return part;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;
  std::size_t scripts_ = 0;  // \p{Han}
};

}  // namespace

PatternShape shape_of_pattern(std::string_view pattern) {
  PatternShape shape;
  auto whole = Reader(pattern).run();
  if (!whole) return shape;
  shape.well_formed = true;
  if (whole->words.empty() || has_empty(whole->words)) return shape;
  shape.words_only = whole->exact;
  shape.needed = std::move(whole->words);
  std::sort(shape.needed.begin(), shape.needed.end());
  shape.needed.erase(std::unique(shape.needed.begin(), shape.needed.end()), shape.needed.end());
  return shape;
}

}  // namespace hegui::dsl
