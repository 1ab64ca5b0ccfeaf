#include "tests/fuzz/mutator.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <random>
#include <string>
#include <string_view>

namespace hegui::fuzz {

namespace {

struct Piece {
  std::size_t begin = 0, end = 0;
};

class Mutation {
 public:
  Mutation(std::string text, std::size_t most, unsigned seed) : text_(std::move(text)), most_(most), random_(seed) {}

  std::string take() {
    const std::size_t times = 1 + below(3);
    for (std::size_t i = 0; i < times && !text_.empty(); ++i) once();
    if (text_.size() > most_) text_.resize(most_);
    return std::move(text_);
  }

 private:
  void once() {
    switch (below(8)) {
      case 0: return change_digits();
      case 1: return insert(pick(true));
      case 2: return insert(pick(false));
      case 3: return erase(true);
      case 4: return erase(false);
      case 5: return swap();
      case 6: return repeat();
      default: return insert(std::string(odd_word()));
    }
  }

  std::size_t below(std::size_t most) { return most == 0 ? 0 : random_() % most; }

  /// Where a piece may begin: behind punctuation and line ends, at a tag. A large piece is a line.
  bool is_cut(std::size_t at, bool large) const {
    if (at == 0 || at >= text_.size()) return true;
    const char before = text_[at - 1];
    if (before == '\n') return true;
    if (large) return text_[at] == '\x1E';
    if (text_[at] == '<' || before == '>' || before == ',' || before == ' ' || before == '"') return true;
    static constexpr std::array<std::string_view, 12> marks{"，", "。", "；", "、", "：", "（",
                                                            "）", "“",  "”",  "其", "万", "%"};
    return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
      return at >= mark.size() && std::string_view(text_).substr(at - mark.size(), mark.size()) == mark;
    });
  }

  Piece piece(bool large) {
    Piece found;
    found.begin = below(text_.size());
    for (std::size_t i = 0; i < kReach && !is_cut(found.begin, large); ++i) --found.begin;
    found.end = found.begin + 1;
    for (std::size_t i = 0; i < kReach && found.end < text_.size() && !is_cut(found.end, large); ++i) ++found.end;
    found.end = std::min(found.end, text_.size());
    return found;
  }

  std::string pick(bool large) {
    const Piece from = piece(large);
    return text_.substr(from.begin, from.end - from.begin);
  }

  void insert(const std::string& what) { text_.insert(piece(below(2) == 0).begin, what); }

  void erase(bool large) {
    const Piece at = piece(large);
    text_.erase(at.begin, at.end - at.begin);
  }

  void swap() {
    const Piece at = piece(false);
    const std::string what = text_.substr(at.begin, at.end - at.begin);
    text_.erase(at.begin, at.end - at.begin);
    if (!text_.empty()) insert(what);
  }

  void repeat() {
    const std::string what = pick(below(4) == 0);
    std::string more;
    for (std::size_t i = 0, times = 1 + below(12); i < times && more.size() + text_.size() < most_; ++i) more += what;
    if (!text_.empty()) insert(more);
  }

  void change_digits() {
    std::size_t at = below(text_.size());
    for (std::size_t i = 0; i < kReach && !is_digit(at); ++i) at = (at + 1) % text_.size();
    for (; at < text_.size() && is_digit(at); ++at)
      if (below(2) == 0) text_[at] = static_cast<char>('0' + below(10));
    if (below(4) == 0) text_.insert(std::min(at, text_.size()), below(2) == 0 ? ".5" : "00000000000000000000");
  }

  bool is_digit(std::size_t at) const { return text_[at] >= '0' && text_[at] <= '9'; }

  std::string_view odd_word() {
    static constexpr std::array<std::string_view, 24> words{
        "其中：", "，其中", "（",       "）",         "合计", "万元",   "亿元", "%",
        "—",      "\n一、", "\n（一）", "\n1.",       "约",   "不低于", "～",   "比上年",
        "增长",   "分别为", "-1",       "2147483648", "0.0",  "｜",     "\t",   "\xEF\xBB\xBF"};
    return words[below(words.size())];
  }

  static constexpr std::size_t kReach = 200;
  std::string text_;
  std::size_t most_;
  std::minstd_rand random_;
};

}  // namespace

std::size_t mutate_text(char* data, std::size_t size, std::size_t max_size, unsigned seed) {
  const std::string changed = Mutation(std::string(data, size), max_size, seed).take();
  std::memcpy(data, changed.data(), changed.size());
  return changed.size();
}

}  // namespace hegui::fuzz
