#include "dsl/pattern_tree.hpp"

#include <algorithm>

#include "dsl/utf8.hpp"

namespace hegui::dsl {

namespace {

using Kind = PatternNode::Kind;

constexpr std::size_t kLongest = 2'000;        // bytes of a pattern
constexpr int kDeepest = 16;                   // groups within each other
constexpr std::uint32_t kMostRepeats = 1'000;  // of one counted repeat; RE2 takes no more
constexpr char32_t kLastCharacter = 0x10FFFF;

class Reader {
 public:
  explicit Reader(std::string_view pattern) : text_(pattern) {}

  std::optional<PatternNode> run() {
    if (text_.size() > kLongest || find_invalid_utf8(text_) != std::string_view::npos) return std::nullopt;
    auto tree = alternatives(0);
    return at_ == text_.size() ? std::move(tree) : std::nullopt;
  }

 private:
  [[nodiscard]] bool more() const { return at_ < text_.size(); }
  [[nodiscard]] char next() const { return more() ? text_[at_] : '\0'; }
  [[nodiscard]] bool stands(std::string_view words) const { return text_.substr(at_, words.size()) == words; }
  [[nodiscard]] bool repeat_follows() const { return next() == '?' || next() == '*' || next() == '+' || next() == '{'; }
  char32_t character() {
    const auto decoded = utf8::decode(text_, at_);
    at_ += decoded.length;
    return decoded.character;
  }
  [[nodiscard]] PatternNode node(Kind kind) const {
    PatternNode made;
    made.kind = kind;
    made.from = made.to = static_cast<std::uint32_t>(at_);
    return made;
  }
  void close(PatternNode& node) const {
    node.to = static_cast<std::uint32_t>(at_);
    for (const PatternNode& part : node.parts) node.scripts = static_cast<std::uint16_t>(node.scripts + part.scripts);
  }

  std::optional<PatternNode> alternatives(int depth) {
    if (depth > kDeepest) return std::nullopt;
    PatternNode all = node(Kind::alternatives);
    while (true) {
      auto one = sequence(depth);
      if (!one) return std::nullopt;
      all.parts.push_back(std::move(*one));
      if (next() != '|') break;
      ++at_;
    }
    if (all.parts.size() == 1) return std::move(all.parts.front());
    close(all);
    return all;
  }

  std::optional<PatternNode> sequence(int depth) {
    PatternNode all = node(Kind::sequence);
    while (more() && next() != '|' && next() != ')') {
      const bool takes_no_room = next() == '^' || next() == '$' || stands("\\b");
      auto one = single(depth);
      if (!one || (takes_no_room && repeat_follows()) || !repeated(*one)) return std::nullopt;
      // Characters side by side are one text.
      if (one->kind == Kind::text && !all.parts.empty() && all.parts.back().kind == Kind::text) {
        all.parts.back().text += one->text;
        all.parts.back().to = one->to;
      } else {
        all.parts.push_back(std::move(*one));
      }
    }
    if (all.parts.size() == 1) return std::move(all.parts.front());
    close(all);
    return all;
  }

  /// ? * + {1,3} behind a part, which may not be followed by another of them; false: not known here.
  bool repeated(PatternNode& part) {
    if (!repeat_follows()) return true;
    PatternNode repeat = node(Kind::repeat);
    repeat.from = part.from;
    const char sign = next();
    ++at_;
    repeat.least = sign == '+' ? 1 : 0;
    repeat.most = sign == '?' ? 1 : PatternNode::kForever;
    if (sign == '{' && !counted(repeat)) return false;
    repeat.lazy = next() == '?';
    if (repeat.lazy) ++at_;
    if (repeat_follows()) return false;
    repeat.parts.push_back(std::move(part));
    close(repeat);
    part = std::move(repeat);
    return true;
  }

  /// 1,3} of {1,3}.
  bool counted(PatternNode& repeat) {
    const auto least = number();
    if (!least) return false;
    auto most = least;
    if (next() == ',') {
      ++at_;
      most = next() == '}' ? std::optional(PatternNode::kForever) : number();
    }
    if (!most || next() != '}' || *least > *most || *least > kMostRepeats) return false;
    if (*most > kMostRepeats && *most != PatternNode::kForever) return false;
    ++at_;
    repeat.counted = true;
    repeat.least = *least;
    repeat.most = *most;
    return true;
  }

  std::optional<std::uint32_t> number() {
    std::uint32_t value = 0;
    const std::size_t begin = at_;
    for (; next() >= '0' && next() <= '9' && at_ - begin < 4; ++at_)
      value = value * 10 + static_cast<std::uint32_t>(next() - '0');
    return at_ == begin ? std::nullopt : std::optional(value);
  }

  std::optional<PatternNode> single(int depth) {
    switch (next()) {
      case '(': return group(depth);
      case '[': return one_of_class();
      case '.': {
        PatternNode any = sign(Kind::one);
        any.characters.negated = true;
        any.characters.add('\n', '\n');
        return any;
      }
      case '^': return sign(Kind::begin);
      case '$': return sign(Kind::end);
      case '\\': return escaped();
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']': return std::nullopt;
      default: break;
    }
    PatternNode written = node(Kind::text);
    append_utf8(written.text, character());
    close(written);
    return written;
  }

  PatternNode sign(Kind kind) {
    PatternNode made = node(kind);
    ++at_;
    close(made);
    return made;
  }

  std::optional<PatternNode> group(int depth) {
    const std::size_t begin = at_++;
    if (next() == '?') {
      if (!stands("?:")) return std::nullopt;
      at_ += 2;
    }
    auto inside = alternatives(depth + 1);
    if (!inside || next() != ')') return std::nullopt;
    ++at_;
    inside->from = static_cast<std::uint32_t>(begin);
    inside->to = static_cast<std::uint32_t>(at_);
    return inside;
  }

  std::optional<PatternNode> escaped() {
    if (stands("\\b")) {
      PatternNode border = node(Kind::border);
      at_ += 2;
      close(border);
      return border;
    }
    PatternNode one = node(Kind::one);
    if (!escaped_in(one)) return std::nullopt;
    if (one.spelled) one.kind = Kind::text;  // \. is a character like any other
    close(one);
    return one;
  }

  /// What stands behind a backslash, inside a class or outside; spelled: a character that stands for itself.
  bool escaped_in(PatternNode& into) {
    CharacterClass& set = into.characters;
    into.spelled = false;
    ++at_;
    if (stands("p{Han}")) {
      at_ += 6;
      ++into.scripts;
      return set.han = true;
    }
    if (stands("P{Han}")) {
      at_ += 6;
      ++into.scripts;
      set.add(0, 0x7F);
      return set.other_than_han = true;
    }
    if (stands("x{")) {
      at_ -= 1;
      const auto coded = code_point();
      if (!coded) return false;
      set.add(*coded, *coded);
      append_utf8(into.text, *coded);
      return into.spelled = true;
    }
    static constexpr std::string_view kPunctuation = R"(.*+?()[]{}|^$\/-%,:;!"#&'<=>@_`~)";
    const char c = next();
    ++at_;
    switch (c) {
      case 'd': return add_kind(set, "09", false);
      case 'D': return add_kind(set, "09", true);
      case 's': return add_kind(set, "\t\n\f\r  ", false);
      case 'S': return add_kind(set, "\t\n\f\r  ", true);
      case 'w': return add_kind(set, "09AZ__az", false);
      case 'W': return add_kind(set, "09AZ__az", true);
      case 'n': return add_kind(set, "\n\n", false);
      case 't': return add_kind(set, "\t\t", false);
      default: break;
    }
    if (c == '\0' || kPunctuation.find(c) == std::string_view::npos) return false;
    set.add(static_cast<char32_t>(c), static_cast<char32_t>(c));
    into.text.push_back(c);
    return into.spelled = true;
  }

  /// \x{4E00}: a character by its number.
  std::optional<char32_t> code_point() {
    std::size_t at = at_ + 3;
    char32_t value = 0;
    for (; at < text_.size() && text_[at] != '}'; ++at) {
      const char c = text_[at];
      const bool letter = (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
      if ((!letter && (c < '0' || c > '9')) || at - at_ >= 9) return std::nullopt;
      value = value * 16 + static_cast<char32_t>(letter ? (c | 0x20) - 'a' + 10 : c - '0');
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (at >= text_.size() || at == at_ + 3 || surrogate || value == 0 || value > kLastCharacter) return std::nullopt;
    at_ = at + 1;
    return value;
  }

  /// A character of a class, written itself or by its number.
  std::optional<char32_t> class_character() { return stands("\\x{") ? code_point() : std::optional(character()); }

  /// Pairs of first and last characters, in order; or all characters that stand in none of them.
  static bool add_kind(CharacterClass& set, std::string_view pairs, bool others) {
    char32_t behind = 0;
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
      const auto first = static_cast<char32_t>(pairs[i]), last = static_cast<char32_t>(pairs[i + 1]);
      if (!others) set.add(first, last);
      if (others && behind < first) set.add(behind, first - 1);
      behind = last + 1;
    }
    if (others) set.add(behind, kLastCharacter);
    return true;
  }

  std::optional<PatternNode> one_of_class() {
    PatternNode one = node(Kind::one);
    ++at_;
    bool spelled = next() != '^';
    if (!spelled) {
      ++at_;
      one.characters.negated = true;
    }
    if (next() == ']') return std::nullopt;
    while (more() && next() != ']') {
      if (next() == '\\' && !stands("\\x{")) {
        if (!escaped_in(one) || a_range_follows()) return std::nullopt;
        spelled = spelled && one.spelled;
        continue;
      }
      if (stands("[:") || a_range_follows()) return std::nullopt;
      const auto first = class_character();
      if (!first) return std::nullopt;
      if (!a_range_follows()) {
        one.characters.add(*first, *first);
        append_utf8(one.text, *first);
        continue;
      }
      ++at_;
      if (!more() || (next() == '\\' && !stands("\\x{")) || next() == '[') return std::nullopt;
      const auto last = class_character();
      if (!last || *last < *first) return std::nullopt;
      one.characters.add(*first, *last);
      spelled = false;
    }
    if (!more()) return std::nullopt;
    ++at_;
    one.spelled = spelled;
    close(one);
    return one;
  }
  /// A - that is not the last of its class, where it stands for itself.
  [[nodiscard]] bool a_range_follows() const { return next() == '-' && !stands("-]"); }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

void CharacterClass::add(char32_t from, char32_t to) {
  for (; from <= to && from < 0x80; ++from) ascii[from >> 6U] |= std::uint64_t{1} << (from & 63U);
  if (from <= to) ranges.emplace_back(from, to);
}

bool PatternNode::is_single() const {
  return kind == Kind::one || (kind == Kind::text && utf8::decode(text, 0).length == text.size());
}

std::optional<PatternNode> read_pattern(std::string_view pattern) { return Reader(pattern).run(); }

bool may_be_empty(const PatternNode& node) {
  switch (node.kind) {
    case Kind::text:
    case Kind::one: return false;
    case Kind::begin:
    case Kind::end:
    case Kind::border: return true;
    case Kind::sequence: return std::all_of(node.parts.begin(), node.parts.end(), may_be_empty);
    case Kind::alternatives: return std::any_of(node.parts.begin(), node.parts.end(), may_be_empty);
    case Kind::repeat: return node.least == 0 || may_be_empty(node.parts.front());
  }
  return true;
}

}  // namespace hegui::dsl
