#include "checker/engine/patterns.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/pattern.hpp"
#include "dsl/utf8.hpp"

namespace hegui::engine {

namespace {

constexpr std::int64_t kPatternMemory = 8 << 20;  // of one compiled pattern, bytes
constexpr std::size_t kMostSets = 3;              // of words beside those needed that are looked for first

/// Worth looking for: signs and letters stand in nearly every text.
bool is_telling(const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [](const std::string& word) {
    if (word.size() >= 6) return true;
    const char32_t first = dsl::utf8::decode(word, 0).character;
    return word.size() == 3 && first >= 0x3400 && first <= 0x9FFF;
  });
}

}  // namespace

Pattern::Pattern(std::string text, WordTable& words) : text_(std::move(text)) {
  const dsl::PatternShape shape = dsl::shape_of_pattern(text_);
  well_formed_ = shape.well_formed;
  words_only_ = shape.words_only;
  if (shape.needed.empty()) return;
  needed_ = words.add_set({shape.needed.begin(), shape.needed.end()});
  for (const auto& set : shape.also)
    if (also_.size() < kMostSets && is_telling(set)) also_.push_back(words.add_set({set.begin(), set.end()}));
}

Pattern::~Pattern() = default;

const re2::RE2* Pattern::compiled() const {
  std::call_once(once_, [&] {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kPatternMemory);
    options.set_never_capture(true);  // only where the whole of it stands is asked
    auto pattern = std::make_unique<const re2::RE2>(text_, options);
    if (pattern->ok()) compiled_ = std::move(pattern);
  });
  return compiled_.get();
}

const Backtrack* Pattern::backtrack() const {
  std::call_once(tried_, [&] {
    if (well_formed_) backtrack_ = Backtrack::of(text_);
  });
  return backtrack_.get();
}

bool Pattern::matches(std::string_view text) const {
  if (backtrack() != nullptr)
    if (const auto known = backtrack_->matches(text)) return *known;
  return compiled()->Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

std::optional<Backtrack::Place> Pattern::find(std::string_view text) const {
  if (backtrack() != nullptr)
    if (const auto known = backtrack_->find(text)) return *known;
  re2::StringPiece found;
  if (!compiled()->Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, &found, 1))
    return std::nullopt;
  const auto begin = static_cast<std::size_t>(found.data() - text.data());
  return Backtrack::Place{begin, begin + found.size()};
}

}  // namespace hegui::engine
