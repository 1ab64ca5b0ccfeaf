#include "checker/engine/near_names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "checker/engine/passages.hpp"
#include "checker/report/characters.hpp"
#include "dsl/utf8.hpp"

namespace hegui::engine {

namespace {

using report::Chars;
using report::Report;

using Letters = std::u32string;

constexpr std::size_t kMostNames = 4'000;   // places where a name stands
constexpr std::size_t kMostPairs = 200;     // told
constexpr std::size_t kLongestQuoted = 14;  // characters of a name in quotation marks
constexpr std::size_t kShortQuoted = 4;     // below this the words behind the closing mark belong to it
constexpr std::size_t kShortestBody = 7;    // characters of the longer name of a body
constexpr std::size_t kBodyContext = 16;    // characters before the ending that are looked at
constexpr std::size_t kBodyPrefix = 4;      // equal characters before what was left out
constexpr std::size_t kDeepest = 6;         // characters between what was left out and the ending
constexpr std::size_t kMostLeftOut = 2;     // characters

std::string utf8(const Letters& letters) {
  std::string text;
  for (const char32_t c : letters) dsl::utf8::append(text, c);
  return text;
}

Letters letters(std::string_view text) {
  Letters made;
  for (std::size_t at = 0; at < text.size();) {
    const auto one = dsl::utf8::decode(text, at);
    made += one.character;
    at += one.length;
  }
  return made;
}

/// Where a name stands: in quotation marks with what follows, or what stands before an ending, and the ending.
struct Place {
  Letters inner;  // between the marks; before the ending
  Letters tail;   // behind the closing mark, up to four; the ending
  bool quoted = false;
  Passage at;
};

class Collector {
 public:
  Collector(const dsl::Program& program, const Report& report) : report_(report) {
    const dsl::WordsId list = program.find_words("name_endings");
    if (list.valid())
      for (const std::string& word : program.word_lists[list.value].words) endings_.push_back(letters(word));
    std::erase_if(endings_, [](const Letters& ending) { return ending.size() < 2; });
    for (const Letters& ending : endings_)
      if (ending.front() < may_end_.size()) may_end_[ending.front()] = true;
  }

  std::vector<Place> run() {
    for (std::uint32_t b = 0; b < report_.document.blocks.size() && places_.size() < kMostNames; ++b) {
      if (!is_body(report_, b)) continue;
      const Chars chars = report::characters(report_.document, b);
      for (std::size_t i = 0; i < chars.size() && places_.size() < kMostNames; ++i) {
        if (chars.c[i] == U'“' || chars.c[i] == U'‘') quoted(chars, i);
        if (chars.c[i] < may_end_.size() && !may_end_[chars.c[i]]) continue;
        for (const Letters& ending : endings_) body(chars, i, ending);
      }
    }
    return std::move(places_);
  }

 private:
  void quoted(const Chars& chars, std::size_t open) {
    std::size_t end = open + 1;
    while (end < chars.size() && report::is_han(chars.c[end]) && end - open <= kLongestQuoted) ++end;
    const std::size_t length = end - open - 1;
    if (length < 2 || length > kLongestQuoted || end >= chars.size()) return;
    if (chars.c[end] != U'”' && chars.c[end] != U'’') return;
    Place place;
    place.quoted = true;
    place.inner.assign(chars.c.begin() + static_cast<std::ptrdiff_t>(open + 1),
                       chars.c.begin() + static_cast<std::ptrdiff_t>(end));
    std::size_t tail = end + 1;
    while (tail < chars.size() && report::is_han(chars.c[tail]) && tail - end <= kShortQuoted) ++tail;
    place.tail.assign(chars.c.begin() + static_cast<std::ptrdiff_t>(end + 1),
                      chars.c.begin() + static_cast<std::ptrdiff_t>(tail));
    place.at = chars.passage(open + 1, end);
    places_.push_back(std::move(place));
  }

  void body(const Chars& chars, std::size_t at, const Letters& ending) {
    if (at + ending.size() > chars.size() ||
        !std::equal(ending.begin(), ending.end(), chars.c.begin() + static_cast<std::ptrdiff_t>(at)))
      return;
    std::size_t begin = at;
    while (begin > 0 && report::is_han(chars.c[begin - 1]) && at - begin < kBodyContext) --begin;
    if (begin == at) return;
    Place place;
    place.inner.assign(chars.c.begin() + static_cast<std::ptrdiff_t>(begin),
                       chars.c.begin() + static_cast<std::ptrdiff_t>(at));
    place.tail = ending;
    place.at = chars.passage(begin, at + ending.size());
    places_.push_back(std::move(place));
  }

  const Report& report_;
  std::vector<Letters> endings_;
  std::vector<bool> may_end_ = std::vector<bool>(0x10000);  // by character: an ending begins with it
  std::vector<Place> places_;
};

class Matcher {
 public:
  Matcher(const dsl::Program& program, const Report& report, std::vector<Place> places)
      : report_(report), places_(std::move(places)) {
    const dsl::WordsId list = program.find_words("similar_characters");
    if (!list.valid()) return;
    for (const std::string& word : program.word_lists[list.value].words) {
      const Letters group = letters(word);
      for (const char32_t c : group) groups_.emplace(c, group.front());
    }
  }

  std::vector<NearName> run() {
    const auto all = [&] {
      for (std::uint32_t i = 0; i < places_.size(); ++i) places_[i].quoted ? key_quoted(i) : key_body(i);
    };
    all();
    with_left_out_ = true;
    all();
    for (std::uint32_t i = 0; i < places_.size(); ++i) key_similar(i);
    // A spelling with something left out is looked up among those that have it.
    for (const auto& [shorter, places] : plain_)
      if (const auto longer = left_out_.find(shorter); longer != left_out_.end())
        for (const auto& [full, those] : longer->second) consider(shorter.second, places, full, those, shorter.first);
    for (const auto& [key, spellings] : similar_)
      for (auto a = spellings.begin(); a != spellings.end(); ++a)
        for (auto b = std::next(a); b != spellings.end(); ++b)
          consider(a->first, a->second, b->first, b->second, key.first);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const NearName& a, const NearName& b) { return a.at.begin < b.at.begin; });
    return std::move(found_);
  }

 private:
  using Key = std::pair<bool, Letters>;  // quoted, spelling
  using Where = std::vector<std::uint32_t>;

  void note_plain(bool quoted, const Letters& spelling, std::uint32_t place) {
    if (with_left_out_) return;
    Where& where = plain_[{quoted, spelling}];
    if (where.empty() || where.back() != place) where.push_back(place);
  }
  void note_left_out(bool quoted, const Letters& full, std::size_t from, std::size_t count, std::uint32_t place) {
    if (!with_left_out_) return;
    for (std::size_t i = from; i < from + count; ++i)
      if (tells_apart(full[i])) return;
    Letters shorter = full;
    shorter.erase(from, count);
    // Doubled characters: 人人 without either 人 is the same spelling.
    Key key{quoted, std::move(shorter)};
    if (!plain_.contains(key)) return;  // nobody writes it like this
    Where& where = left_out_[std::move(key)][full];
    if (where.empty() || where.back() != place) where.push_back(place);
  }

  /// The name as it stands, or with as many of the words behind it as make it four characters.
  void key_quoted(std::uint32_t place) {
    const Place& p = places_[place];
    for (std::size_t tail = p.inner.size() < kShortQuoted ? 2 : 0;
         tail <= (p.inner.size() < kShortQuoted ? p.tail.size() : 0); ++tail) {
      const Letters spelling = p.inner + p.tail.substr(0, tail);
      if (spelling.size() >= 4) note_plain(true, spelling, place);
      if (spelling.size() < 5) continue;
      // At least one equal character before and two behind, four in all; the words behind the mark are never left out.
      for (std::size_t count = 1; count <= kMostLeftOut; ++count)
        for (std::size_t from = 1; from + count <= p.inner.size() && spelling.size() - from - count >= 2; ++from)
          if (spelling.size() - count >= 4) note_left_out(true, spelling, from, count, place);
    }
  }

  void key_body(std::uint32_t place) {
    const Place& p = places_[place];
    const std::size_t size = p.inner.size();
    for (std::size_t behind = 0; behind <= kDeepest; ++behind) {
      if (kBodyPrefix + behind > size) break;
      note_plain(false, p.inner.substr(size - kBodyPrefix - behind) + p.tail, place);
      for (std::size_t count = 1; count <= kMostLeftOut; ++count) {
        if (kBodyPrefix + behind + count > size) break;
        const Letters full = p.inner.substr(size - kBodyPrefix - behind - count) + p.tail;
        if (full.size() >= kShortestBody) note_left_out(false, full, kBodyPrefix, count, place);
      }
    }
  }

  /// One character that is easily mistaken for another: the group stands in its place.
  void key_similar(std::uint32_t place) {
    const Place& p = places_[place];
    const Letters name = p.quoted ? (p.inner.size() < kShortQuoted ? p.inner + p.tail.substr(0, 2) : p.inner)
                                  : p.inner.substr(p.inner.size() - std::min<std::size_t>(p.inner.size(), 8)) + p.tail;
    for (std::size_t i = 0; i < name.size(); ++i) {
      const auto group = groups_.find(name[i]);
      if (group == groups_.end()) continue;
      // What stands far before the character is no part of the name.
      const std::size_t from = p.quoted ? 0 : i - std::min<std::size_t>(i, 1);
      Letters spelling = name.substr(from);
      if (spelling.size() < 4) continue;
      Letters key = spelling;
      key[i - from] = group->second;
      key += static_cast<char32_t>(i - from);
      Where& where = similar_[{p.quoted, key}][spelling];
      if (where.empty() || where.back() != place) where.push_back(place);
    }
  }

  /// Numbers, directions and levels of government tell names apart on purpose.
  static bool tells_apart(char32_t c) {
    static constexpr std::u32string_view kDistinguishing =
        U"〇零一二三四五六七八九十百千万两东西南北中上下左右前后内外省市县区镇乡村甲乙丙丁分总新老大小正副";
    return report::is_digit(c) || kDistinguishing.find(c) != std::u32string_view::npos;
  }

  [[nodiscard]] std::string_view sentence(const Passage& at) const {
    return chars_of(report_, sentence_around(report_, at));
  }

  /// Both in one sentence, or one introduced as the short form of the other: two names, not two spellings of one.
  [[nodiscard]] bool meant(const Where& a, const Where& b) const {
    std::set<std::uint32_t> sentences;
    for (const std::uint32_t place : a) sentences.insert(sentence_around(report_, places_[place].at).begin);
    for (const Where* where : {&a, &b})
      for (const std::uint32_t place : *where)
        if (sentence(places_[place].at).find("简称") != std::string_view::npos) return true;
    return std::any_of(b.begin(), b.end(), [&](std::uint32_t place) {
      return sentences.contains(sentence_around(report_, places_[place].at).begin);
    });
  }

  void consider(const Letters& one, const Where& ones, const Letters& two, const Where& twos, bool quoted) {
    if (found_.size() >= kMostPairs || one == two) return;
    // The same two places are found again with more or fewer of the words around them.
    const auto first_of = [&](const Where& where) { return places_[where.front()].at.end; };
    const std::uint32_t here = first_of(ones), there = first_of(twos);
    if (!seen_.emplace(std::min(here, there), std::max(here, there)).second || meant(ones, twos)) return;
    const bool one_is_odd = ones.size() != twos.size() ? ones.size() < twos.size() : first_of(ones) > first_of(twos);
    NearName near;
    near.quoted = quoted;
    near.name = utf8(one_is_odd ? one : two);
    near.other = utf8(one_is_odd ? two : one);
    near.difference = one_is_odd ? difference(one, two) : difference(two, one);
    near.at = passage(one_is_odd ? one : two, one_is_odd ? ones : twos);
    near.other_at = passage(one_is_odd ? two : one, one_is_odd ? twos : ones);
    found_.push_back(std::move(near));
  }

  [[nodiscard]] Passage passage(const Letters& spelling, const Where& where) const {
    const Place& place = places_[where.front()];
    if (place.quoted) return place.at;
    // The name ends where the ending ends; characters of three bytes, with nothing between them.
    Passage at = place.at;
    const auto bytes = static_cast<std::uint32_t>(utf8(spelling).size());
    if (at.end - at.begin > bytes) at.begin = at.end - bytes;
    return at;
  }

  static std::string difference(const Letters& a, const Letters& b) {
    std::size_t begin = 0;
    while (begin < a.size() && begin < b.size() && a[begin] == b[begin]) ++begin;
    std::size_t end = 0;
    while (end < a.size() - begin && end < b.size() - begin && a[a.size() - 1 - end] == b[b.size() - 1 - end]) ++end;
    const std::string x = utf8(a.substr(begin, a.size() - begin - end));
    const std::string y = utf8(b.substr(begin, b.size() - begin - end));
    return x.empty() || y.empty() ? x + y : x + "、" + y;
  }

  const Report& report_;
  std::vector<Place> places_;
  std::map<char32_t, char32_t> groups_;
  std::map<Key, Where> plain_;
  std::map<Key, std::map<Letters, Where>> left_out_, similar_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen_;
  std::vector<NearName> found_;
  bool with_left_out_ = false;  // spellings as they stand are all there
};

}  // namespace

std::vector<NearName> near_names(const dsl::Program& program, const Report& report) {
  return Matcher(program, report, Collector(program, report).run()).run();
}

}  // namespace hegui::engine
