#include "dsl/source.hpp"

#include <algorithm>
#include <utility>

#include "dsl/utf8.hpp"

namespace hegui::dsl {

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)), line_starts_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::string_view Source::text(Span span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

Position Source::position(std::uint32_t offset) const {
  const auto bounded = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), bounded);
  const auto number = static_cast<std::uint32_t>(next - line_starts_.begin());
  const std::uint32_t start = line_starts_[number - 1];
  const std::size_t before = count_characters(std::string_view(text_).substr(start, bounded - start));
  return {number, static_cast<std::uint32_t>(before + 1)};
}

std::string_view Source::line(std::uint32_t number) const {
  if (number == 0 || number > line_count()) return {};
  const std::size_t start = line_starts_[number - 1];
  std::size_t end = number < line_count() ? line_starts_[number] - 1U : text_.size();
  if (end > start && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(start, end - start);
}

}  // namespace hegui::dsl
