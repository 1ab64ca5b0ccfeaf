#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/characters.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/words.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t max_agency = 16;   // characters of 柳审改办发
constexpr std::size_t max_title = 120;   // characters of a title in 《》
constexpr std::size_t max_between = 24;  // characters between 》 and its number
constexpr std::size_t max_citations = 20'000;

struct DocumentNumber {
  std::size_t begin = 0, end = 0;  // 财预〔2020〕10号
  int year = 0;
};

bool opens_year(char32_t c) {
  return c == U'〔' || c == U'[' || c == U'【' || c == U'(' || c == U'（' || c == U'〈' || c == U'{';
}
bool closes_year(char32_t c) {
  return c == U'〕' || c == U']' || c == U'】' || c == U')' || c == U'）' || c == U'〉' || c == U'}';
}

std::size_t digits_from(const Chars& s, std::size_t i, int& value) {
  value = 0;
  std::size_t k = i;
  while (k < s.size() && is_digit(s.c[k]) && k - i < 6) value = value * 10 + digit_value(s.c[k++]);
  return k - i;
}

/// Where the sign of the issuing body begins that ends at `to`: 根据渌办 → 渌办.
std::size_t agency_begin(const Chars& s, std::size_t to, const Words& lead_ins) {
  std::size_t from = to;
  while (from > 0 && to - from < max_agency && (is_han(s.c[from - 1]) || is_letter(s.c[from - 1]))) --from;
  for (std::size_t i = from; i < to;) {
    const std::size_t n = lead_ins.at(s, i);
    if (n > 0 && i + n < to) {
      i += n;
      from = i;
    } else {
      ++i;
    }
  }
  return from;
}

/// A document number around its year, which starts at `i`. Either bracket may be missing, not both.
std::optional<DocumentNumber> number_around(const Chars& s, std::size_t i, const Words& lead_ins) {
  int year = 0;
  const std::size_t n = digits_from(s, i, year);
  if (n != 4 && n != 2) return std::nullopt;
  std::size_t before = i;
  while (before > 0 && is_blank(s.c[before - 1])) --before;
  const bool opened = before > 0 && opens_year(s.c[before - 1]);
  if (opened) --before;
  std::size_t k = s.skip_blanks(i + n);
  const bool closed = k < s.size() && closes_year(s.c[k]);
  if (closed) k = s.skip_blanks(k + 1);
  if (!opened && !closed) return std::nullopt;
  if (n == 4 && (year < 1949 || year > 2099)) return std::nullopt;
  if (k < s.size() && s.c[k] == U'第') k = s.skip_blanks(k + 1);
  int serial = 0;
  const std::size_t m = digits_from(s, k, serial);
  if (m == 0) return std::nullopt;
  k = s.skip_blanks(k + m);
  if (k >= s.size() || s.c[k] != U'号') return std::nullopt;
  before = s.trim_end(0, before);
  const std::size_t begin = agency_begin(s, before, lead_ins);
  if (begin == before) return std::nullopt;
  if (n == 2) year += year > 48 ? 1900 : 2000;
  return DocumentNumber{begin, k + 1, year};
}

/// 国务院令第711号, 主席令第九号: an order without a year.
std::optional<DocumentNumber> order_at(const Chars& s, std::size_t i, const Words& lead_ins) {
  if (s.c[i] != U'令') return std::nullopt;
  std::size_t k = s.skip_blanks(i + 1);
  if (k < s.size() && s.c[k] == U'第') k = s.skip_blanks(k + 1);
  int serial = 0;
  const std::size_t m = digits_from(s, k, serial);
  if (m == 0) return std::nullopt;
  k = s.skip_blanks(k + m);
  if (k >= s.size() || s.c[k] != U'号') return std::nullopt;
  const std::size_t begin = agency_begin(s, i, lead_ins);
  if (begin == i) return std::nullopt;
  return DocumentNumber{begin, k + 1, 0};
}

std::vector<DocumentNumber> numbers_in(const Chars& s, const Words& lead_ins) {
  std::vector<DocumentNumber> out;
  // Without the word for a number there is none, as in most blocks.
  if (std::find(s.c.begin(), s.c.end(), U'号') == s.c.end()) return out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    std::optional<DocumentNumber> found;
    if (is_digit(s.c[i]) && (i == 0 || !is_digit(s.c[i - 1]))) found = number_around(s, i, lead_ins);
    if (!found) found = order_at(s, i, lead_ins);
    if (!found || (!out.empty() && found->begin < out.back().end)) continue;
    i = found->end - 1;
    out.push_back(*found);
  }
  return out;
}

/// As written, blanks left out: HG-01 looks at the brackets.
std::string written(const Report& report, const Chars& s, std::size_t from, std::size_t to) {
  std::string out;
  const auto passage = s.passage(from, to);
  const Chars original = characters(report.quote(passage));
  for (std::size_t i = 0; i < original.size(); ++i)
    if (!is_blank(original.c[i])) out += original.text(i, i + 1);
  return out;
}

/// On one line: a break inside is the page's, not the title's.
std::string joined(const Chars& s, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i)
    if (s.c[i] != U'\n') out += s.text(i, i + 1);
  return out;
}

struct Title {
  std::size_t begin = 0, end = 0;  // with 《》; end == size: goes on in the next block
  std::string text;
};

/// 《…》 with inner 《》; a title that a line break cut goes on in the next block.
std::vector<Title> titles_in(const Report& report, const Chars& s) {
  std::vector<Title> out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s.c[i] != U'《') continue;
    std::size_t depth = 0;
    std::size_t k = i;
    for (; k < s.size() && k - i <= max_title; ++k) {
      if (s.c[k] == U'《') ++depth;
      if (s.c[k] == U'》' && --depth == 0) break;
    }
    if (k < s.size() && k - i <= max_title) {
      out.push_back({i, k + 1, joined(s, i + 1, k)});
      i = k;
      continue;
    }
    if (k - i > max_title || s.block + 1 >= report.document.blocks.size() ||
        report.document.begins_attachment(s.block + 1))
      continue;
    const auto& next_block = report.document.blocks[s.block + 1];
    if (next_block.kind != document::Block::Kind::paragraph) continue;
    const Chars next = characters(report.document, s.block + 1);
    const auto close = std::find_if(next.c.begin(), next.c.end(), [](char32_t c) { return c == U'》' || c == U'《'; });
    if (close == next.c.end() || *close != U'》' || close - next.c.begin() > static_cast<std::ptrdiff_t>(max_title))
      continue;
    const auto length = static_cast<std::size_t>(close - next.c.begin());
    out.push_back({i, s.size(), s.text(i + 1, s.trim_end(i, s.size())) + next.text(next.skip_blanks(0), length)});
    break;
  }
  return out;
}

}  // namespace

void find_citations(Report& report, const Lexicon& lexicon, BlockChars& chars) {
  const Words& lead_ins = lexicon.words("citation_lead_ins");
  const auto& blocks = report.document.blocks;
  bool open_title = false;  // the last citation's title ends in this block
  for (std::uint32_t b = 0; b < blocks.size(); ++b) {
    if (blocks[b].role == document::Role::furniture || blocks[b].role == document::Role::contents) continue;
    if (report.citations.size() >= max_citations) return;
    const Chars& s = chars.at(b);
    auto numbers = numbers_in(s, lead_ins);
    const auto give = [&](Citation& citation, std::size_t from, std::size_t to) {
      // The number in the bracket behind the title, not one of the next title.
      for (auto n = numbers.begin(); n != numbers.end(); ++n) {
        if (n->begin < from || n->begin > from + max_between || n->end > to) continue;
        if (std::any_of(s.c.begin() + static_cast<std::ptrdiff_t>(from),
                        s.c.begin() + static_cast<std::ptrdiff_t>(n->begin),
                        [](char32_t c) { return is_stop(c) || is_semicolon(c) || is_comma(c) || c == U'、'; }))
          return;
        citation.number = written(report, s, n->begin, n->end);
        if (n->year != 0) citation.year = n->year;
        if (citation.at.block == b) {
          std::size_t end = n->end;
          if (end < s.size() && is_closing(s.c[end])) ++end;
          citation.at.end = s.passage(n->begin, end).end;
        }
        numbers.erase(n);
        return;
      }
    };
    if (open_title) {
      const auto close = std::find(s.c.begin(), s.c.end(), U'》');
      if (close != s.c.end())
        give(report.citations.back(), static_cast<std::size_t>(close - s.c.begin()) + 1, s.size());
      open_title = false;
    }
    const auto titles = titles_in(report, s);
    const std::size_t first = report.citations.size();
    for (std::size_t t = 0; t < titles.size(); ++t) {
      Citation citation;
      citation.title = titles[t].text;
      citation.at = s.passage(titles[t].begin, titles[t].end);
      give(citation, titles[t].end, t + 1 < titles.size() ? titles[t + 1].begin : s.size());
      report.citations.push_back(std::move(citation));
      open_title = titles[t].end == s.size() && s.c[s.size() - 1] != U'》';
    }
    for (const auto& n : numbers) {
      Citation citation;
      citation.number = written(report, s, n.begin, n.end);
      if (n.year != 0) citation.year = n.year;
      citation.at = s.passage(n.begin, n.end);
      report.citations.push_back(std::move(citation));
    }
    std::stable_sort(report.citations.begin() + static_cast<std::ptrdiff_t>(first), report.citations.end(),
                     [](const Citation& a, const Citation& c) { return a.at.begin < c.at.begin; });
  }
}

}  // namespace hegui::report
