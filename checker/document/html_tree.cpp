#include "checker/document/html_tree.hpp"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <utility>
#include <vector>

namespace hegui::document {

namespace {

// Pages are less orderly than XML: what is left open counts as well.
constexpr std::uint32_t kDepthForLevel = 10;
// The parser looks through all attributes of a tag for each one, and through the open tags for most tags.
constexpr std::uint64_t kMostSteps = 1'000'000'000;
// Few tags can ask for many nodes: formatting that was not ended is begun anew in every paragraph.
constexpr std::size_t kMemoryFree = std::size_t{64} << 20U, kMemoryForByte = 100, kMostMemory = std::size_t{1} << 30U;
constexpr std::size_t kBlock = std::size_t{1} << 20U;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '/'; }

bool same_word(std::string_view text, std::string_view word) {
  return text.size() == word.size() && std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         });
}

template <std::size_t Size>
bool is_one_of(std::string_view name, const std::array<std::string_view, Size>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return same_word(name, word); });
}

// Elements whose end may be left out, and those that have none.
constexpr std::array<std::string_view, 28> kOpenEnded{"p",      "li",    "td",     "th",    "tr",       "dt",   "dd",
                                                      "option", "tbody", "thead",  "tfoot", "colgroup", "br",   "img",
                                                      "hr",     "col",   "input",  "meta",  "link",     "base", "area",
                                                      "embed",  "param", "source", "track", "wbr",      "html", "body"};
// Inside drawings and formulas every tag nests.
constexpr std::array<std::string_view, 2> kForeign{"svg", "math"};

/// What the tags of a page can cost at most, from the marks alone.
class Measure {
 public:
  Measure(std::string_view page, std::uint32_t deepest) : page_(page), most_(deepest) {
    for (std::size_t at = page.find('<'); at != std::string_view::npos && !beyond(); at = page.find('<', at + 1))
      tag(at);
  }
  [[nodiscard]] bool too_deep() const { return deepest_ > most_; }
  [[nodiscard]] bool beyond() const { return too_deep() || steps_ > kMostSteps; }

 private:
  void tag(std::size_t at) {
    const bool closing = at + 1 < page_.size() && page_[at + 1] == '/';
    const std::size_t begin = at + (closing ? 2U : 1U);
    std::size_t end = begin;
    while (end < page_.size() && is_letter_or_digit(page_[end])) ++end;
    const std::string_view name = page_.substr(begin, end - begin);
    if (name.empty()) return;
    steps_ += depth_;
    if (!closing) count_attributes(end);
    const bool foreign = is_one_of(name, kForeign);
    if (foreign_ == 0 && is_one_of(name, kOpenEnded)) return;
    if (foreign) foreign_ = closing ? foreign_ - std::min(foreign_, 1U) : foreign_ + 1;
    if (closing) {
      if (depth_ > 0) --depth_;
    } else {
      deepest_ = std::max(deepest_, ++depth_);
    }
  }

  void count_attributes(std::size_t at) {
    std::uint64_t count = 0;
    char quote = 0;
    for (bool blank = false; at < page_.size() && (quote != 0 || page_[at] != '>'); ++at) {
      const char c = page_[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
        blank = quote == 0;  // an attribute may follow a quoted value without a blank
      } else if (c == '<') {
        break;  // no tag, or a broken one
      } else {
        if (blank && !is_blank(c)) ++count;
        blank = is_blank(c);
        if ((c == '"' || c == '\'') && page_[at - 1] == '=') quote = c;
      }
    }
    steps_ += count * count;
  }

  std::string_view page_;
  std::uint32_t most_, depth_ = 0, deepest_ = 0, foreign_ = 0;
  std::uint64_t steps_ = 0;
};

/// Goes by the links between the nodes: recursion is what is at stake.
bool is_deeper(const GumboNode& root, std::uint32_t most) {
  const auto child = [](const GumboNode& node, std::size_t index) -> const GumboNode* {
    const GumboVector* children = nullptr;
    if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) children = &node.v.element.children;
    if (node.type == GUMBO_NODE_DOCUMENT) children = &node.v.document.children;
    return children != nullptr && index < children->length ? static_cast<const GumboNode*>(children->data[index])
                                                           : nullptr;
  };
  std::vector<std::pair<const GumboNode*, std::size_t>> open{{&root, 0}};
  while (!open.empty()) {
    auto& [node, index] = open.back();
    const GumboNode* const next = child(*node, index++);
    if (next == nullptr) {
      open.pop_back();
    } else {
      open.emplace_back(next, 0);
      if (open.size() > most) return true;
    }
  }
  return false;
}

ReadError too_complex() {
  ReadError error =
      beyond("网页的标记嵌套太深或太乱，超过了上限，不像一份报告",
             "the tags of the page are nested too deeply, or too many of them stay open, for a report", "--max-depth");
  error.code = "damaged";
  return error;
}

}  // namespace

/// All that the parser asks for, given back at once. When it asks for too much, parsing is left by a jump: the parser
/// is C and expects every request to be met.
class HtmlTree::Memory {
 public:
  explicit Memory(std::size_t most) : most_(most) {}

  /// False when the page asked for more than there is.
  bool parse(std::string_view page, const GumboNode*& root) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &Memory::give;
    options.deallocator = &Memory::take_back;
    options.userdata = this;
    if (setjmp(enough_) != 0) return false;
    const GumboOutput* const output = gumbo_parse_with_options(&options, page.data(), page.size());
    root = output == nullptr ? nullptr : output->document;
    return true;
  }

 private:
  static void* give(void* self, std::size_t size) { return static_cast<Memory*>(self)->take(size); }
  static void take_back(void* /*self*/, void* /*memory*/) {}

  void* take(std::size_t size) {
    size = (std::max<std::size_t>(size, 1) + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) *
           alignof(std::max_align_t);
    if (size > left_) {
      const std::size_t block = std::max(size, kBlock);
      if (block > most_ - std::min(used_, most_) || !add(block)) std::longjmp(enough_, 1);
    }
    void* const place = at_;
    at_ += size;
    left_ -= size;
    return place;
  }

  bool add(std::size_t block) noexcept {
    try {
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block));
    } catch (...) {
      return false;
    }
    used_ += block;
    at_ = blocks_.back().get();
    left_ = block;
    return true;
  }

  std::jmp_buf enough_{};
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* at_ = nullptr;
  std::size_t left_ = 0, used_ = 0, most_;
};

HtmlTree::HtmlTree(std::unique_ptr<Memory> memory) : memory_(std::move(memory)) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

std::optional<HtmlTree> HtmlTree::parse(std::string_view page, const Limits& limits, ReadError& error) {
  const std::uint32_t deepest = std::min(limits.max_depth, 1'000U) * kDepthForLevel;
  if (Measure(page, deepest).beyond()) {
    error = too_complex();
    return std::nullopt;
  }
  HtmlTree tree(std::make_unique<Memory>(std::min(kMostMemory, kMemoryFree + kMemoryForByte * page.size())));
  const GumboNode* root = nullptr;
  if (!tree.memory_->parse(page, root)) {
    error = too_complex();
    return std::nullopt;
  }
  if (root == nullptr || is_deeper(*root, deepest + 100)) {
    error = too_complex();
    return std::nullopt;
  }
  tree.root_ = root;
  return tree;
}

}  // namespace hegui::document
