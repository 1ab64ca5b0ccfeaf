#include "checker/findings/html_strings.hpp"

#include <functional>

namespace hegui::findings {

namespace {
constexpr std::size_t kShortest = 6;       // bytes; a number would hardly be shorter
constexpr std::size_t kLongest = 4096;     // bytes; longer texts hardly repeat
constexpr std::size_t kMostTexts = 50000;  // together at most 200 MB, in practice a few
constexpr std::size_t kMostSeen = 2000000;
}  // namespace

void HtmlStrings::write(JsonWriter& json, std::string_view text) {
  if (!enabled_ || text.size() < kShortest || text.size() > kLongest) {
    json.value(text);
    return;
  }
  const std::string key(text);
  if (const auto known = numbers_.find(key); known != numbers_.end()) {
    json.value(known->second);
    return;
  }
  const std::size_t hash = std::hash<std::string>{}(key);
  if (seen_.count(hash) == 0 || texts_.size() >= kMostTexts) {
    if (seen_.size() < kMostSeen) seen_.insert(hash);
    json.value(text);
    return;
  }
  numbers_.emplace(key, texts_.size());
  json.value(texts_.size());
  texts_.push_back(key);
}

}  // namespace hegui::findings
