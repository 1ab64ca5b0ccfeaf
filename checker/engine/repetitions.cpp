#include "checker/engine/repetitions.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "checker/engine/passages.hpp"
#include "checker/report/characters.hpp"
#include "dsl/utf8.hpp"

namespace hegui::engine {

namespace {

using report::Report;

constexpr std::size_t kShortest = 25;          // characters of a passage that is worth calling a repetition
constexpr std::size_t kPerDifference = 20;     // one character in twenty may differ
constexpr std::size_t kGram = 6;               // characters of a fingerprint
constexpr std::size_t kSameGram = 6;           // passages with the same fingerprint that are compared
constexpr std::size_t kMostAltered = 500;      // told
constexpr std::size_t kMostWork = 60'000'000;  // steps of comparing, of one report
constexpr std::size_t kLongest = 4'000;        // characters; longer paragraphs are compared word for word only

struct Text {
  Passage at;
  std::u32string letters;  // without blanks
};

/// The first passages with each fingerprint.
class Grams {
 public:
  explicit Grams(std::size_t expected) {
    std::size_t room = 64;
    while (room < 2 * expected) room *= 2;
    heads_.assign(room, kNobody);
  }
  void add(std::uint64_t gram, std::uint32_t text) {
    std::uint32_t at = find(gram);
    if (at == kNobody) {
      at = static_cast<std::uint32_t>(entries_.size());
      std::uint32_t& head = heads_[gram & (heads_.size() - 1)];
      entries_.push_back({gram, head, 0, {}});
      head = at;
    }
    Entry& entry = entries_[at];
    if (entry.count < kSameGram) entry.texts[entry.count++] = text;
  }
  void append(std::uint64_t gram, std::vector<std::uint32_t>& texts) const {
    if (const std::uint32_t at = find(gram); at != kNobody)
      texts.insert(texts.end(), entries_[at].texts.begin(), entries_[at].texts.begin() + entries_[at].count);
  }

 private:
  static constexpr std::uint32_t kNobody = 0xFFFFFFFFU;
  struct Entry {
    std::uint64_t gram = 0;
    std::uint32_t next = kNobody;  // with the same last bits
    std::uint32_t count = 0;
    std::array<std::uint32_t, kSameGram> texts;
  };
  [[nodiscard]] std::uint32_t find(std::uint64_t gram) const {
    std::uint32_t at = heads_[gram & (heads_.size() - 1)];
    while (at != kNobody && entries_[at].gram != gram) at = entries_[at].next;
    return at;
  }
  std::vector<std::uint32_t> heads_;
  std::vector<Entry> entries_;
};

class Finder {
 public:
  explicit Finder(const Report& report) : report_(report), repeated_(report.document.blocks.size(), false) {}

  std::vector<Repetition> run() {
    std::vector<Text> paragraphs, sentences;
    const std::uint32_t blocks = report_.document.main_blocks();  // a form may repeat what its report says
    for (std::uint32_t b = 0; b < blocks; ++b)
      if (is_body(report_, b) && report_.document.blocks[b].kind == document::Block::Kind::paragraph)
        add(block_passage(report_, b), paragraphs);
    find(paragraphs);
    for (const report::Sentence& sentence : report_.sentences)
      if (sentence.at.block < blocks && !repeated_[sentence.at.block]) add(sentence.at, sentences);
    find(sentences);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Repetition& a, const Repetition& b) { return a.second.begin < b.second.begin; });
    return std::move(found_);
  }

 private:
  void add(const Passage& at, std::vector<Text>& into) const {
    Text text;
    text.at = at;
    const std::string_view chars = chars_of(report_, at);
    if (chars.size() < kShortest) return;  // a character is a byte at least
    text.letters.reserve(chars.size() / 3 + 8);
    for (std::size_t i = 0; i < chars.size();) {
      const auto one = dsl::utf8::decode(chars, i);
      if (!report::is_blank(one.character)) text.letters += one.character;
      i += one.length;
    }
    if (text.letters.size() >= kShortest) into.push_back(std::move(text));
  }

  void find(const std::vector<Text>& texts) {
    std::unordered_map<std::u32string_view, std::size_t> same;
    std::size_t letters = 0;
    for (const Text& text : texts) letters += text.letters.size();
    Grams by_gram(letters / 4);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto [entry, fresh] = same.emplace(texts[i].letters, i);
      if (!fresh) {
        note(texts[entry->second], texts[i], false);
        continue;
      }
      if (texts[i].letters.size() > kLongest) continue;
      const auto grams = fingerprints(texts[i].letters);
      if (const auto like = most_like(texts, i, grams, by_gram)) note(texts[*like], texts[i], true);
      for (const std::uint64_t gram : grams) by_gram.add(gram, static_cast<std::uint32_t>(i));
    }
  }

  void note(const Text& first, const Text& second, bool altered) {
    if (first.at.block == second.at.block && first.at.begin == second.at.begin) return;
    const bool sentences = first.at != block_passage(report_, first.at.block);
    if (sentences && first.at.block == second.at.block) return;
    if (altered && ++altered_ > kMostAltered) return;
    found_.push_back({first.at, second.at, altered});
    repeated_[second.at.block] = true;
  }

  /// Of every window of grams the smallest: two long equal stretches have the same one.
  static std::vector<std::uint64_t> fingerprints(const std::u32string& letters) {
    constexpr std::size_t kWindow = 8;
    std::vector<std::uint64_t> all;
    all.reserve(letters.size());
    for (std::size_t i = 0; i + kGram <= letters.size(); ++i) {
      std::uint64_t hash = 1469598103934665603ULL;
      for (std::size_t k = 0; k < kGram; ++k) hash = (hash ^ letters[i + k]) * 1099511628211ULL;
      all.push_back(hash);
    }
    std::vector<std::uint64_t> chosen;
    for (std::size_t i = 0; i < all.size(); i += kWindow / 2) {
      const auto begin = all.begin() + static_cast<std::ptrdiff_t>(i);
      chosen.push_back(
          *std::min_element(begin, begin + static_cast<std::ptrdiff_t>(std::min(kWindow, all.size() - i))));
    }
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    return chosen;
  }

  std::optional<std::size_t> most_like(const std::vector<Text>& texts, std::size_t at,
                                       const std::vector<std::uint64_t>& grams, const Grams& by_gram) {
    std::vector<std::uint32_t> others;
    for (const std::uint64_t gram : grams) by_gram.append(gram, others);
    std::sort(others.begin(), others.end());  // the first place of several
    for (auto first = others.begin(); first != others.end();) {
      const auto next = std::upper_bound(first, others.end(), *first);
      const auto shared = static_cast<std::size_t>(next - first);
      if (shared * 4 >= grams.size() && alike(texts[*first].letters, texts[at].letters)) return *first;
      first = next;
    }
    return std::nullopt;
  }

  /// Whether at most one character in twenty was put in, left out or changed, and none of them belongs to a number.
  bool alike(const std::u32string& a, const std::u32string& b) {
    const std::size_t most = std::max<std::size_t>(1, std::max(a.size(), b.size()) / kPerDifference);
    const std::size_t longer = std::max(a.size(), b.size());
    if (longer - std::min(a.size(), b.size()) > most) return false;
    work_ += longer * (2 * most + 1);
    if (work_ > kMostWork) return false;
    // A band around the diagonal of the table of edits; rows are kept to find out which characters were edited.
    const std::size_t width = 2 * most + 1;
    constexpr std::uint16_t kFar = 0xFFFF;
    std::vector<std::uint16_t> table((a.size() + 1) * width, kFar);
    const auto cell = [&](std::size_t i, std::size_t j) -> std::uint16_t* {
      const std::size_t column = j + most - i;
      return j + most >= i && column < width ? &table[i * width + column] : nullptr;
    };
    for (std::size_t i = 0; i <= a.size(); ++i)
      for (std::size_t j = i > most ? i - most : 0; j <= std::min(b.size(), i + most); ++j) {
        std::uint16_t best = i == 0 && j == 0 ? std::uint16_t{0} : kFar;
        const auto from = [&](const std::uint16_t* before, unsigned cost) {
          if (before != nullptr && *before != kFar) best = std::min(best, static_cast<std::uint16_t>(*before + cost));
        };
        if (i > 0 && j > 0) from(cell(i - 1, j - 1), a[i - 1] == b[j - 1] ? 0 : 1);
        if (i > 0) from(cell(i - 1, j), 1);
        if (j > 0) from(cell(i, j - 1), 1);
        *cell(i, j) = best;
      }
    if (*cell(a.size(), b.size()) > most) return false;
    for (std::size_t i = a.size(), j = b.size(); i > 0 || j > 0;) {
      const std::uint16_t here = *cell(i, j);
      if (i > 0 && j > 0 && a[i - 1] == b[j - 1] && *cell(i - 1, j - 1) == here) {
        --i, --j;
      } else if (i > 0 && j > 0 && *cell(i - 1, j - 1) + 1 == here) {
        if (counts(a[i - 1]) || counts(b[j - 1])) return false;
        --i, --j;
      } else if (i > 0 && cell(i - 1, j) != nullptr && *cell(i - 1, j) + 1 == here) {
        if (counts(a[i - 1])) return false;
        --i;
      } else if (j > 0 && cell(i, j - 1) != nullptr) {
        if (counts(b[j - 1])) return false;
        --j;
      } else {
        return false;
      }
    }
    return true;
  }

  static bool counts(char32_t c) {
    return report::is_digit(c) || report::chinese_digit_value(c) >= 0 || c == U'十' || c == U'%' || c == U'.';
  }

  const Report& report_;
  std::vector<bool> repeated_;
  std::vector<Repetition> found_;
  std::size_t altered_ = 0, work_ = 0;
};

}  // namespace

std::vector<Repetition> find_repetitions(const Report& report) { return Finder(report).run(); }

}  // namespace hegui::engine
