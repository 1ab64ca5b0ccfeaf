#include "dsl/pattern.hpp"

#include <algorithm>
#include <cstddef>

#include "dsl/pattern_tree.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {

namespace {

constexpr std::size_t kMostWords = 64;         // of one set
constexpr std::size_t kMostOfAClass = 10;      // characters that are tried one by one
constexpr std::size_t kScript = 200;           // bytes of an ordinary class that \p{Han} stands for
constexpr std::size_t kMostTogether = 10'000;  // bytes of the pattern, written out as often as they repeat

using Words = std::vector<std::string>;

bool has_empty(const Words& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return word.empty(); });
}

/// What a part of a pattern stands for: exactly one of some words, or something that holds one of them.
struct Part {
  bool exact = false;
  Words words;
  std::vector<Words> sets;  // of one that is not exact: it holds one of each; none told: of `words`
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
      look_at(run_);
      for (const Words& words : part.sets) look_at(words);
      if (part.sets.empty()) look_at(part.words);
      run_ = {""};
      exact_ = false;
      return;
    }
    if (run_.size() * part.words.size() > kMostWords) {
      look_at(run_);
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
    if (exact_) return {true, std::move(run_), {}};
    look_at(run_);
    return {false, std::move(best_), std::move(sets_)};
  }

 private:
  void look_at(const Words& words) {
    if (words.empty() || has_empty(words)) return;
    sets_.push_back(words);
    consider(words, best_);
  }

  bool exact_ = true;
  Words run_{""}, best_;
  std::vector<Words> sets_;
};

/// Walks the tree of a pattern for the words that it needs.
class Walker {
 public:
  Part part_of(const PatternNode& node) {
    using Kind = PatternNode::Kind;
    switch (node.kind) {
      case Kind::text: return {true, {node.text}, {}};
      case Kind::one: return one_of(node);
      case Kind::begin:
      case Kind::end:
      case Kind::border: break;
      case Kind::sequence: {
        Sequence parts;
        for (const PatternNode& part : node.parts) parts.add(part_of(part));
        return parts.take();
      }
      case Kind::alternatives: return alternatives_of(node);
      case Kind::repeat: return repeat_of(node);
    }
    return {};
  }
  /// Counted repeats of counted repeats, and of long parts, may be more than is compiled.
  [[nodiscard]] bool too_much() const { return too_much_; }

 private:
  /// [类款项]: one of its characters; nothing is known of ranges and of what stands outside.
  static Part one_of(const PatternNode& node) {
    if (!node.spelled || count_characters(node.text) > kMostOfAClass) return {};
    Part part{true, {}, {}};
    for (std::size_t at = 0; at < node.text.size();) {
      const std::size_t length = utf8::decode(node.text, at).length;
      part.words.push_back(node.text.substr(at, length));
      at += length;
    }
    return part;
  }

  Part alternatives_of(const PatternNode& node) {
    Part all{true, {}, {}};
    bool known = true;
    for (const PatternNode& part : node.parts) {
      const Part one = part_of(part);
      all.exact = all.exact && one.exact;
      known = known && !one.words.empty();
      all.words.insert(all.words.end(), one.words.begin(), one.words.end());
    }
    return known && all.words.size() <= kMostWords ? all : Part{};
  }

  Part repeat_of(const PatternNode& node) {
    const PatternNode& repeated = node.parts.front();
    const std::size_t counted_before = counted_;
    Part part = part_of(repeated);
    if (node.counted) {
      too_much_ = too_much_ || counted_ != counted_before;
      const std::uint32_t most = node.most == PatternNode::kForever ? node.least : node.most;
      counted_ += std::max(most, 1U) * (repeated.to - repeated.from + kScript * repeated.scripts);
      too_much_ = too_much_ || counted_ > kMostTogether;
    }
    if (!node.counted && node.most == 1 && part.exact)
      part.words.emplace_back();
    else if (node.least == 0 || has_empty(part.words))
      part = {};
    else
      part.exact = false;
    return part;
  }

  std::size_t counted_ = 0;
  bool too_much_ = false;
};

}  // namespace

PatternShape shape_of_pattern(std::string_view pattern) {
  PatternShape shape;
  const auto tree = read_pattern(pattern);
  if (!tree) return shape;
  Walker walker;
  Part whole = walker.part_of(*tree);
  shape.well_formed = !walker.too_much();
  if (!shape.well_formed || whole.words.empty() || has_empty(whole.words)) return shape;
  shape.words_only = whole.exact;
  const auto each_once = [](Words& words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
  };
  shape.needed = std::move(whole.words);
  each_once(shape.needed);
  for (Words& words : whole.sets) {
    each_once(words);
    if (words != shape.needed && std::find(shape.also.begin(), shape.also.end(), words) == shape.also.end())
      shape.also.push_back(std::move(words));
  }
  return shape;
}

}  // namespace hegui::dsl
