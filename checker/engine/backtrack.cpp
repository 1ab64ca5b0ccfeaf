#include "checker/engine/backtrack.hpp"

#include <algorithm>
#include <utility>

#include "dsl/pattern_tree.hpp"
#include "dsl/utf8.hpp"

namespace hegui::engine {

namespace utf8 = dsl::utf8;
using dsl::CharacterClass;
using dsl::PatternNode;

namespace {

constexpr std::size_t kMostSteps = 4'000;     // of one pattern, repeats written out
constexpr std::size_t kMostWritten = 20'000;  // parts on the way to them, those that take no step too
constexpr std::size_t kTries = 4'000;         // that every text may take, and
constexpr std::size_t kTriesAByte = 24;       // so many more for each of its bytes

/// Whether a character is Han where no version of Unicode disagrees with another; nothing: elsewhere.
std::optional<bool> is_han(char32_t c) {
  if (c < 0x2E80) return false;
  if ((c >= 0x4E00 && c <= 0x9FA5) || (c >= 0x3400 && c <= 0x4DB5)) return true;
  if (c >= 0x3000 && c <= 0x303F)
    return c == 0x3005 || c == 0x3007 || (c >= 0x3021 && c <= 0x3029) || (c >= 0x3038 && c <= 0x303B);
  if ((c >= 0x3040 && c <= 0x33FF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFF00 && c <= 0xFFEF)) return false;
  return std::nullopt;
}

/// A letter, a digit or _ of ASCII: what \b knows.
bool is_word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char c = text[at];
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

/// Whether it is one of them. Nothing: a character whose script is not known here.
std::optional<bool> is_in(const CharacterClass& set, char32_t c) {
  if (c < 0x80) return set.has_ascii(c) != set.negated;
  for (const auto& [from, to] : set.ranges)
    if (c >= from && c <= to) return !set.negated;
  if (!set.han && !set.other_than_han) return set.negated;
  const auto own = is_han(c);
  if (!own) return std::nullopt;
  return (*own ? set.han : set.other_than_han) != set.negated;
}

}  // namespace

/// Writes the steps of a tree, then what each of them may begin with.
class BacktrackMaker {
 public:
  explicit BacktrackMaker(Backtrack& made) : made_(made) {}

  /// False: it is more than is tried here.
  bool run(const PatternNode& tree) {
    write(tree);
    put({Backtrack::Op::done});
    if (unknown_ || made_.steps_.size() > kMostSteps) return false;
    made_.filters_.resize(made_.steps_.size());
    // Steps lead forward, but for loops, whose bodies are never empty: what stands behind is known before.
    for (std::size_t i = made_.steps_.size(); i-- > 0;) fill(static_cast<std::uint32_t>(i));
    made_.find_starts();
    return true;
  }

 private:
  using Op = Backtrack::Op;
  using Kind = PatternNode::Kind;
  std::uint32_t put(const Backtrack::Step& step) {
    made_.steps_.push_back(step);
    return static_cast<std::uint32_t>(made_.steps_.size() - 1);
  }
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(made_.steps_.size()); }
  std::uint32_t class_of(const PatternNode& node) {
    if (node.kind == Kind::one) {
      made_.classes_.push_back(node.characters);
    } else {
      const char32_t only = utf8::decode(node.text, 0).character;
      made_.classes_.emplace_back();
      made_.classes_.back().add(only, only);
    }
    return static_cast<std::uint32_t>(made_.classes_.size() - 1);
  }

  void write(const PatternNode& node) {
    unknown_ = unknown_ || ++written_ > kMostWritten;
    if (unknown_ || made_.steps_.size() > kMostSteps) return;
    switch (node.kind) {
      case Kind::text:
        made_.texts_.push_back(node.text);
        put({Op::text, static_cast<std::uint32_t>(made_.texts_.size() - 1)});
        break;
      case Kind::one: put({Op::one, class_of(node)}); break;
      case Kind::begin: put({Op::begin}); break;
      case Kind::end: put({Op::end}); break;
      case Kind::border: put({Op::border}); break;
      case Kind::sequence:
        for (const PatternNode& part : node.parts) write(part);
        break;
      case Kind::alternatives: write_alternatives(node); break;
      case Kind::repeat: write_repeat(node); break;
    }
  }

  void write_alternatives(const PatternNode& node) {
    std::vector<std::uint32_t> ends;
    for (std::size_t i = 0; i + 1 < node.parts.size(); ++i) {
      const std::uint32_t fork = put({Op::fork});
      made_.steps_[fork].at = here();
      write(node.parts[i]);
      ends.push_back(put({Op::jump}));
      made_.steps_[fork].other = here();
    }
    write(node.parts.back());
    for (const std::uint32_t end : ends) made_.steps_[end].at = here();
  }

  void write_repeat(const PatternNode& node) {
    const PatternNode& part = node.parts.front();
    if (part.is_single()) {
      put({Op::many, class_of(part), 0, node.least, node.most, node.lazy});
      return;
    }
    for (std::uint32_t i = 0; i < node.least; ++i) write(part);
    if (node.most == PatternNode::kForever) {
      unknown_ = unknown_ || dsl::may_be_empty(part);  // the loop would not end
      const std::uint32_t fork = put({Op::fork});
      made_.steps_[fork].at = here();
      write(part);
      put({Op::jump, fork});
      made_.steps_[fork].other = here();
      if (node.lazy) std::swap(made_.steps_[fork].at, made_.steps_[fork].other);
      return;
    }
    std::vector<std::uint32_t> forks;
    for (std::uint32_t i = node.least; i < node.most && made_.steps_.size() <= kMostSteps; ++i) {
      forks.push_back(put({Op::fork}));
      made_.steps_[forks.back()].at = here();
      write(part);
    }
    for (const std::uint32_t fork : forks) {
      made_.steps_[fork].other = here();
      if (node.lazy) std::swap(made_.steps_[fork].at, made_.steps_[fork].other);
    }
  }

  static void join(Backtrack::Filter& into, const Backtrack::Filter& from) {
    for (std::size_t i = 0; i < into.bits.size(); ++i) into.bits[i] |= from.bits[i];
    into.anything = into.anything || from.anything;
  }
  static void add_class(Backtrack::Filter& filter, const CharacterClass& characters) {
    filter.anything = filter.anything || characters.negated || characters.han || characters.other_than_han;
    for (char32_t c = 0; c < 0x80; ++c)
      if (characters.has_ascii(c)) filter.add(c);
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
      case Op::border:
      case Op::done: filter.anything = true; break;
    }
  }

  Backtrack& made_;
  std::size_t written_ = 0;
  bool unknown_ = false;
};

std::unique_ptr<const Backtrack> Backtrack::of(std::string_view pattern) {
  const auto tree = dsl::read_pattern(pattern);
  if (!tree) return nullptr;
  auto made = std::make_unique<Backtrack>();
  if (!BacktrackMaker(*made).run(*tree)) return nullptr;
  return made;
}

std::optional<std::optional<Backtrack::Place>> Backtrack::find(std::string_view text) const {
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
  const bool only_first = steps_.front().op == Op::begin;
  PatternStarts::Walk walk(starts_, text);
  for (std::size_t from = only_first ? 0 : walk.next(); from != PatternStarts::kNone;
       from = only_first ? PatternStarts::kNone : walk.next()) {
    if (!walk.valid()) return std::nullopt;
    open.push_back({0, from});
    while (!open.empty()) {
      auto [step, at] = open.back();
      open.pop_back();
      for (bool alive = true; alive;) {
        if (tries-- == 0) return std::nullopt;
        const Step& now = steps_[step];
        switch (now.op) {
          case Op::done: return Place{from, at};
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
            const auto has = here.length == 0 ? std::optional(false) : is_in(classes_[now.at], here.character);
            if (!has) return std::nullopt;
            alive = *has;
            at += here.length;
            ++step;
            break;
          }
          case Op::many: {
            // Every place that it reaches is one to go on from; the last to be put there is tried first.
            const std::size_t others = open.size();
            for (std::uint32_t count = 0; count <= now.most; ++count) {
              if (count >= now.least && may_go_on(step + 1, at)) open.push_back({step + 1, at});
              const auto here = utf8::decode(text, at);
              if (!here.valid) return std::nullopt;
              if (here.length == 0 || count == now.most) break;
              const auto has = is_in(classes_[now.at], here.character);
              if (!has) return std::nullopt;
              if (!*has) break;
              at += here.length;
              if (tries-- == 0) return std::nullopt;
            }
            if (now.lazy) std::reverse(open.begin() + static_cast<std::ptrdiff_t>(others), open.end());
            alive = false;
            break;
          }
          case Op::begin: alive = at == 0, ++step; break;
          case Op::end: alive = at == text.size(), ++step; break;
          case Op::border: alive = is_word_at(text, at) != (at > 0 && is_word_at(text, at - 1)), ++step; break;
          case Op::jump: step = now.at; break;
          case Op::fork:
            if (may_go_on(now.other, at)) open.push_back({now.other, at});
            step = now.at;
            alive = may_go_on(step, at);
            break;
        }
      }
    }
  }
  if (!walk.valid()) return std::nullopt;
  return std::optional<Place>();
}

}  // namespace hegui::engine
