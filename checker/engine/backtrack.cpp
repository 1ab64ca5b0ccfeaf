#include "checker/engine/backtrack.hpp"

#include <algorithm>

#include "dsl/utf8.hpp"

namespace hegui::engine {

namespace utf8 = dsl::utf8;

namespace {

constexpr std::size_t kLongest = 2'000;    // bytes of a pattern
constexpr std::size_t kMostSteps = 4'000;  // of one pattern, repeats written out
constexpr int kDeepest = 16;               // groups within each other
constexpr std::uint32_t kForever = 100'000'000;
constexpr std::uint32_t kMostRepeats = 300;
constexpr std::size_t kTries = 4'000;    // that every text may take, and
constexpr std::size_t kTriesAByte = 24;  // so many more for each of its bytes

/// Whether a character is Han where no version of Unicode disagrees with another; nothing: elsewhere.
std::optional<bool> is_han(char32_t c) {
  if (c < 0x2E80) return false;
  if ((c >= 0x4E00 && c <= 0x9FA5) || (c >= 0x3400 && c <= 0x4DB5)) return true;
  if (c >= 0x3000 && c <= 0x303F)
    return c == 0x3005 || c == 0x3007 || (c >= 0x3021 && c <= 0x3029) || (c >= 0x3038 && c <= 0x303B);
  if ((c >= 0x3040 && c <= 0x33FF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFF00 && c <= 0xFFEF)) return false;
  return std::nullopt;
}

struct Tree {
  enum class Kind : std::uint8_t { text, one, begin, end, sequence, alternatives, repeat };
  Kind kind = Kind::sequence;
  std::string text;
  CharacterClass characters;
  std::uint32_t least = 0, most = 0;
  std::vector<Tree> parts;
};

bool may_be_empty(const Tree& tree) {
  const auto empty = [](const Tree& part) { return may_be_empty(part); };
  switch (tree.kind) {
    case Tree::Kind::text:
    case Tree::Kind::one: return false;
    case Tree::Kind::begin:
    case Tree::Kind::end: return true;
    case Tree::Kind::sequence: return std::all_of(tree.parts.begin(), tree.parts.end(), empty);
    case Tree::Kind::alternatives: return std::any_of(tree.parts.begin(), tree.parts.end(), empty);
    case Tree::Kind::repeat: return tree.least == 0 || may_be_empty(tree.parts.front());
  }
  return true;
}

/// Reads the patterns that it knows; nothing for all others.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : text_(pattern) {}

  std::optional<Tree> run() {
    if (text_.size() > kLongest || dsl::find_invalid_utf8(text_) != std::string_view::npos) return std::nullopt;
    auto tree = alternatives(0);
    return at_ == text_.size() ? tree : std::nullopt;
  }

 private:
  [[nodiscard]] bool more() const { return at_ < text_.size(); }
  [[nodiscard]] char next() const { return more() ? text_[at_] : '\0'; }
  char32_t character() {
    const auto decoded = utf8::decode(text_, at_);
    at_ += decoded.length;
    return decoded.character;
  }

  std::optional<Tree> alternatives(int depth) {
    if (depth > kDeepest) return std::nullopt;
    Tree all;
    all.kind = Tree::Kind::alternatives;
    while (true) {
      auto one = sequence(depth);
      if (!one) return std::nullopt;
      all.parts.push_back(std::move(*one));
      if (next() != '|') break;
      ++at_;
    }
    return all.parts.size() == 1 ? std::move(all.parts.front()) : std::move(all);
  }

  std::optional<Tree> sequence(int depth) {
    Tree all;
    while (more() && next() != '|' && next() != ')') {
      auto one = single(depth);
      if (!one || !repeated(*one)) return std::nullopt;
      // Characters side by side are one text.
      if (one->kind == Tree::Kind::text && !all.parts.empty() && all.parts.back().kind == Tree::Kind::text)
        all.parts.back().text += one->text;
      else
        all.parts.push_back(std::move(*one));
    }
    return all;
  }

  /// ? * + {1,3} behind a part; false: not known here.
  bool repeated(Tree& part) {
    const char sign = next();
    if (sign != '?' && sign != '*' && sign != '+' && sign != '{') return true;
    if (part.kind == Tree::Kind::begin || part.kind == Tree::Kind::end) return false;
    ++at_;
    Tree repeat;
    repeat.kind = Tree::Kind::repeat;
    repeat.least = sign == '+' ? 1 : 0;
    repeat.most = sign == '?' ? 1 : kForever;
    if (sign == '{') {
      const auto from = number();
      if (!from) return false;
      auto to = from;
      if (next() == ',') {
        ++at_;
        to = next() == '}' ? std::optional(kForever) : number();
      }
      if (!to || next() != '}' || *from > *to || *from > kMostRepeats || (*to > kMostRepeats && *to != kForever))
        return false;
      ++at_;
      repeat.least = *from;
      repeat.most = *to;
    }
    if (next() == '?') ++at_;  // as few as will do: it matches where the other does
    if (next() == '?' || next() == '*' || next() == '+' || next() == '{') return false;
    if (repeat.most == kForever && may_be_empty(part)) return false;
    repeat.parts.push_back(std::move(part));
    part = std::move(repeat);
    return true;
  }

  std::optional<std::uint32_t> number() {
    std::uint32_t value = 0;
    const std::size_t begin = at_;
    for (; next() >= '0' && next() <= '9' && at_ - begin < 4; ++at_)
      value = value * 10 + static_cast<std::uint32_t>(next() - '0');
    return at_ == begin ? std::nullopt : std::optional(value);
  }

  std::optional<Tree> single(int depth) {
    Tree part;
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
        ++at_;
        part.kind = Tree::Kind::one;
        part.characters.negated = true;
        part.characters.add('\n', '\n');
        return part;
      case '^': ++at_, part.kind = Tree::Kind::begin; return part;
      case '$': ++at_, part.kind = Tree::Kind::end; return part;
      case '\\': {
        part.kind = Tree::Kind::one;
        if (!escaped(part.characters)) return std::nullopt;
        return part;
      }
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']': return std::nullopt;
      default: break;
    }
    part.kind = Tree::Kind::text;
    dsl::append_utf8(part.text, character());
    return part;
  }

  /// What stands behind a backslash, inside a class or outside.
  bool escaped(CharacterClass& into) {
    ++at_;
    const char c = next();
    if (text_.substr(at_, 6) == "p{Han}") {
      at_ += 6;
      return into.han = true;
    }
    ++at_;
    static constexpr std::string_view kPunctuation = R"(.*+?()[]{}|^$\/-%,:;!"#&'<=>@_`~)";
    switch (c) {
      case 'd': into.add('0', '9'); return true;
      case 's':
        for (const char blank : {' ', '\t', '\n', '\f', '\r'})
          into.add(static_cast<char32_t>(blank), static_cast<char32_t>(blank));
        return true;
      case 'w':
        into.add('0', '9');
        into.add('A', 'Z');
        into.add('a', 'z');
        into.add('_', '_');
        return true;
      case 'n': into.add('\n', '\n'); return true;
      case 't': into.add('\t', '\t'); return true;
      default: break;
    }
    if (c == '\0' || kPunctuation.find(c) == std::string_view::npos) return false;
    into.add(static_cast<char32_t>(c), static_cast<char32_t>(c));
    return true;
  }

  std::optional<Tree> one_of_class() {
    ++at_;
    Tree part;
    part.kind = Tree::Kind::one;
    if (next() == '^') {
      ++at_;
      part.characters.negated = true;
    }
    if (next() == ']') return std::nullopt;
    while (more() && next() != ']') {
      if (next() == '\\') {
        if (!escaped(part.characters) || (next() == '-' && text_.substr(at_, 2) != "-]")) return std::nullopt;
        continue;
      }
      if (text_.substr(at_, 2) == "[:") return std::nullopt;
      if (next() == '-' && text_.substr(at_, 2) != "-]") return std::nullopt;
      const char32_t first = character();
      if (next() != '-' || text_.substr(at_, 2) == "-]") {
        part.characters.add(first, first);
        continue;
      }
      ++at_;
      if (!more() || next() == '\\' || next() == '[') return std::nullopt;
      const char32_t last = character();
      if (last < first) return std::nullopt;
      part.characters.add(first, last);
    }
    if (!more()) return std::nullopt;
    ++at_;
    return part;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

void CharacterClass::add(char32_t from, char32_t to) {
  for (; from <= to && from < 0x80; ++from) ascii[from >> 6U] |= std::uint64_t{1} << (from & 63U);
  if (from <= to) ranges.emplace_back(from, to);
}

std::optional<bool> CharacterClass::has(char32_t c) const {
  if (c < 0x80) return ((ascii[c >> 6U] >> (c & 63U) & 1U) != 0) != negated;
  for (const auto& [from, to] : ranges)
    if (c >= from && c <= to) return !negated;
  if (!han) return negated;
  const auto own = is_han(c);
  return own ? std::optional(*own != negated) : std::nullopt;
}

/// Writes the steps of a tree, then what each of them may begin with.
class BacktrackMaker {
 public:
  explicit BacktrackMaker(Backtrack& made) : made_(made) {}

  bool run(const Tree& tree) {
    write(tree);
    put({Backtrack::Op::done});
    if (made_.steps_.size() > kMostSteps) return false;
    made_.filters_.resize(made_.steps_.size());
    // Steps lead forward, but for loops, whose bodies are never empty: what stands behind is known before.
    for (std::size_t i = made_.steps_.size(); i-- > 0;) fill(static_cast<std::uint32_t>(i));
    return true;
  }

 private:
  using Op = Backtrack::Op;
  std::uint32_t put(const Backtrack::Step& step) {
    made_.steps_.push_back(step);
    return static_cast<std::uint32_t>(made_.steps_.size() - 1);
  }
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(made_.steps_.size()); }
  std::uint32_t class_of(const Tree& tree) {
    if (tree.kind == Tree::Kind::one) {
      made_.classes_.push_back(tree.characters);
    } else {
      const char32_t only = utf8::decode(tree.text, 0).character;
      made_.classes_.emplace_back();
      made_.classes_.back().add(only, only);
    }
    return static_cast<std::uint32_t>(made_.classes_.size() - 1);
  }

  void write(const Tree& tree) {
    if (made_.steps_.size() > kMostSteps) return;
    switch (tree.kind) {
      case Tree::Kind::text:
        made_.texts_.push_back(tree.text);
        put({Op::text, static_cast<std::uint32_t>(made_.texts_.size() - 1)});
        break;
      case Tree::Kind::one: put({Op::one, class_of(tree)}); break;
      case Tree::Kind::begin: put({Op::begin}); break;
      case Tree::Kind::end: put({Op::end}); break;
      case Tree::Kind::sequence:
        for (const Tree& part : tree.parts) write(part);
        break;
      case Tree::Kind::alternatives: write_alternatives(tree); break;
      case Tree::Kind::repeat: write_repeat(tree); break;
    }
  }

  void write_alternatives(const Tree& tree) {
    std::vector<std::uint32_t> ends;
    for (std::size_t i = 0; i + 1 < tree.parts.size(); ++i) {
      const std::uint32_t fork = put({Op::fork});
      made_.steps_[fork].at = here();
      write(tree.parts[i]);
      ends.push_back(put({Op::jump}));
      made_.steps_[fork].other = here();
    }
    write(tree.parts.back());
    for (const std::uint32_t end : ends) made_.steps_[end].at = here();
  }

  void write_repeat(const Tree& tree) {
    const Tree& part = tree.parts.front();
    const bool single = part.kind == Tree::Kind::one ||
                        (part.kind == Tree::Kind::text && utf8::decode(part.text, 0).length == part.text.size());
    if (single) {
      put({Op::many, class_of(part), 0, tree.least, tree.most});
      return;
    }
    for (std::uint32_t i = 0; i < tree.least; ++i) write(part);
    if (tree.most == kForever) {
      const std::uint32_t fork = put({Op::fork});
      made_.steps_[fork].at = here();
      write(part);
      put({Op::jump, fork});
      made_.steps_[fork].other = here();
      return;
    }
    std::vector<std::uint32_t> forks;
    for (std::uint32_t i = tree.least; i < tree.most && made_.steps_.size() <= kMostSteps; ++i) {
      forks.push_back(put({Op::fork}));
      made_.steps_[forks.back()].at = here();
      write(part);
    }
    for (const std::uint32_t fork : forks) made_.steps_[fork].other = here();
  }

  static void join(Backtrack::Filter& into, const Backtrack::Filter& from) {
    for (std::size_t i = 0; i < into.bits.size(); ++i) into.bits[i] |= from.bits[i];
    into.anything = into.anything || from.anything;
  }
  static void add_class(Backtrack::Filter& filter, const CharacterClass& characters) {
    filter.anything = filter.anything || characters.negated || characters.han;
    for (char32_t c = 0; c < 0x80; ++c)
      if ((characters.ascii[c >> 6U] >> (c & 63U) & 1U) != 0) filter.add(c);
    for (const auto& [from, to] : characters.ranges) {
      if (to - from >= 256) filter.anything = true;
      for (char32_t c = from; c <= to && !filter.anything; ++c) filter.add(c);
    }
  }

  void fill(std::uint32_t i) {
    const Backtrack::Step& step = made_.steps_[i];
    Backtrack::Filter& filter = made_.filters_[i];
    switch (step.op) {
      case Op::text: filter.add(utf8::decode(made_.texts_[step.at], 0).character); break;
      case Op::one: add_class(filter, made_.classes_[step.at]); break;
      case Op::many:
        add_class(filter, made_.classes_[step.at]);
        if (step.least == 0) join(filter, made_.filters_[i + 1]);
        break;
      case Op::fork:
        join(filter, made_.filters_[step.at]);
        join(filter, made_.filters_[step.other]);
        break;
      case Op::jump:
        if (step.at > i)
          join(filter, made_.filters_[step.at]);
        else
          filter.anything = true;  // back to the fork of a loop, which is not known yet
        break;
      case Op::begin:
      case Op::end:
      case Op::done: filter.anything = true; break;
    }
  }

  Backtrack& made_;
};

std::unique_ptr<const Backtrack> Backtrack::of(std::string_view pattern) {
  const auto tree = Reader(pattern).run();
  if (!tree) return nullptr;
  auto made = std::make_unique<Backtrack>();
  if (!BacktrackMaker(*made).run(*tree)) return nullptr;
  return made;
}

std::optional<bool> Backtrack::matches(std::string_view text) const {
  struct Choice {
    std::uint32_t step = 0;
    std::size_t at = 0;
  };
  thread_local std::vector<Choice> open;
  open.clear();
  std::size_t tries = kTries + kTriesAByte * text.size();
  const auto may_go_on = [&](std::uint32_t step, std::size_t at) {
    const Filter& filter = filters_[step];
    return filter.anything || (at < text.size() && filter.may(utf8::decode(text, at).character));
  };
  for (std::size_t from = 0; from <= text.size();) {
    const auto first = utf8::decode(text, from);
    if (!first.valid) return std::nullopt;
    if (filters_.front().anything || (from < text.size() && filters_.front().may(first.character)))
      open.push_back({0, from});
    while (!open.empty()) {
      auto [step, at] = open.back();
      open.pop_back();
      for (bool alive = true; alive;) {
        if (tries-- == 0) return std::nullopt;
        const Step& now = steps_[step];
        switch (now.op) {
          case Op::done: return true;
          case Op::text: {
            const std::string& wanted = texts_[now.at];
            alive = text.compare(at, wanted.size(), wanted) == 0;
            at += wanted.size();
            ++step;
            break;
          }
          case Op::one: {
            const auto here = utf8::decode(text, at);
            if (!here.valid) return std::nullopt;
            const auto has = here.length == 0 ? std::optional(false) : classes_[now.at].has(here.character);
            if (!has) return std::nullopt;
            alive = *has;
            at += here.length;
            ++step;
            break;
          }
          case Op::many: {
            // Every place that it reaches is one to go on from.
            for (std::uint32_t count = 0; count <= now.most; ++count) {
              if (count >= now.least && may_go_on(step + 1, at)) open.push_back({step + 1, at});
              const auto here = utf8::decode(text, at);
              if (!here.valid) return std::nullopt;
              if (here.length == 0 || count == now.most) break;
              const auto has = classes_[now.at].has(here.character);
              if (!has) return std::nullopt;
              if (!*has) break;
              at += here.length;
              if (tries-- == 0) return std::nullopt;
            }
            alive = false;
            break;
          }
          case Op::begin: alive = at == 0, ++step; break;
          case Op::end: alive = at == text.size(), ++step; break;
          case Op::jump: step = now.at; break;
          case Op::fork:
            if (may_go_on(now.other, at)) open.push_back({now.other, at});
            step = now.at;
            alive = may_go_on(step, at);
            break;
        }
      }
    }
    if (first.length == 0 || steps_.front().op == Op::begin) break;
    from += first.length;
  }
  return false;
}

}  // namespace hegui::engine
