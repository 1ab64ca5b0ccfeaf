#include "checker/engine/patterns.hpp"

#include <re2/re2.h>

#include <string_view>
#include <utility>
#include <vector>

#include "dsl/pattern.hpp"

namespace hegui::engine {

namespace {

constexpr std::int64_t kPatternMemory = 8 << 20;  // of one compiled pattern, bytes

}  // namespace

Pattern::Pattern(std::string text, WordTable& words) : text_(std::move(text)) {
  const dsl::PatternShape shape = dsl::shape_of_pattern(text_);
  well_formed_ = shape.well_formed;
  words_only_ = shape.words_only;
  if (!shape.needed.empty()) needed_ = words.add_set({shape.needed.begin(), shape.needed.end()});
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
