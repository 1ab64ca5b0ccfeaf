#include "checker/report/automaton.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hegui::report {

Automaton::Automaton(const std::vector<std::u32string>& words) {
  number_characters(words);
  build(words);
  first_.resize(most_ + 1);
  for (std::uint32_t code = 1; code <= most_; ++code)
    if (const std::uint32_t cell = child(root, code); cell != no_cell) first_[code] = {cell, cells_[cell].base};
  for (const auto& word : words) {
    if (word.size() < 2) continue;
    const std::size_t pair = pair_of(code_of(word[0]), code_of(word[1]));
    pairs_[pair / 64] |= std::uint64_t{1} << (pair % 64);
  }
}

void Automaton::number_characters(const std::vector<std::u32string>& words) {
  codes_.assign(page_size, 0);
  for (const auto& word : words)
    for (const char32_t c : word) {
      auto& page = pages_[c / page_size];
      if (page == 0) {
        page = static_cast<std::uint16_t>(codes_.size() / page_size);
        codes_.resize(codes_.size() + page_size, 0);
      }
      auto& code = codes_[page * page_size + c % page_size];
      if (code == 0) code = static_cast<std::uint16_t>(++most_);
    }
}

std::uint32_t Automaton::code_of(char32_t character) const {
  if (character >= 0x110000) return 0;
  return codes_[pages_[character / page_size] * page_size + character % page_size];
}

/// A place where all the children fit between those that have theirs already. The search goes on near where the last
/// one ended, apart for one child and for several: looking at every hole again takes longer than holes cost.
std::uint32_t Automaton::free_base(const std::vector<std::uint32_t>& codes, Free& free) {
  std::uint32_t& from = codes.size() == 1 ? free.one : free.several;
  while (from < cells_.size() && cells_[from].parent != no_cell) ++from;
  constexpr std::uint32_t patience = 16;
  const std::uint32_t first = std::max(from, codes.front() + 1);
  for (std::uint32_t at = first;; ++at) {
    const std::uint32_t base = at - codes.front();
    if (base + most_ >= cells_.size()) cells_.resize(base + most_ + 1);
    if (cells_[at].parent != no_cell || !std::all_of(codes.begin(), codes.end(), [&](std::uint32_t code) {
          return cells_[base + code].parent == no_cell;
        }))
      continue;
    if (at - first > patience) from = std::max(from, at - patience);
    return base;
  }
}

void Automaton::build(const std::vector<std::u32string>& words) {
  std::vector<std::uint32_t> order(words.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return words[a] < words[b]; });
  struct Branch {  // the words of order[first, last) have their first `depth` characters in common
    std::uint32_t cell;
    std::size_t first, last, depth;
  };
  cells_.resize(most_ + 2);
  cells_[root].parent = root;
  std::vector<Branch> branches{{root, 0, order.size(), 0}};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ended;  // cells and the words that end there
  Free free;
  for (std::size_t b = 0; b < branches.size(); ++b) {
    Branch at = branches[b];
    for (bool first = true; at.first < at.last && words[order[at.first]].size() == at.depth; ++at.first, first = false)
      if (at.depth > 0 && first) ended.emplace_back(at.cell, order[at.first]);
    if (at.first == at.last) continue;
    std::vector<std::uint32_t> codes;
    const std::size_t children = branches.size();
    for (std::size_t i = at.first; i < at.last; ++i) {
      const std::uint32_t code = code_of(words[order[i]][at.depth]);
      if (codes.empty() || codes.back() != code) {
        codes.push_back(code);
        branches.push_back({0, i, i, at.depth + 1});
      }
      branches.back().last = i + 1;
    }
    auto sorted = codes;
    std::sort(sorted.begin(), sorted.end());
    const std::uint32_t base = free_base(sorted, free);
    cells_[at.cell].base = base;
    for (std::size_t c = 0; c < codes.size(); ++c) {
      branches[children + c].cell = base + codes[c];
      cells_[base + codes[c]].parent = at.cell;
    }
  }
  cells_.resize(cells_.size() + most_ + 1);  // whatever code follows, the next cell exists
  cells_.shrink_to_fit();
  words_.assign(cells_.size(), no_word);
  for (const auto& [cell, word] : ended) {
    cells_[cell].base |= ends;
    words_[cell] = word;
  }
}

void Automaton::find(std::u32string_view text, std::vector<Hit>& hits) const {
  hits.clear();
  const auto size = static_cast<std::uint32_t>(text.size());
  thread_local std::vector<std::uint16_t> codes;  // of each character, and a 0 behind the last
  if (codes.size() <= size) codes.resize(size + 1);
  for (std::uint32_t i = 0; i < size; ++i) codes[i] = static_cast<std::uint16_t>(code_of(text[i]));
  codes[size] = 0;
  const Cell* const cells = cells_.data();
  for (std::uint32_t begin = 0; begin < size; ++begin) {
    auto [cell, base] = first_[codes[begin]];
    if (cell == no_cell) continue;
    const std::size_t pair = pair_of(codes[begin], codes[begin + 1]);
    if ((base & ends) == 0 && (pairs_[pair / 64] >> (pair % 64) & 1U) == 0) continue;
    const std::size_t before = hits.size();
    for (std::uint32_t at = begin + 1;; ++at) {
      if ((base & ends) != 0) hits.push_back({begin, at, words_[cell]});
      if (codes[at] == 0) break;
      const std::uint32_t next = (base & ~ends) + codes[at];
      if (cells[next].parent != cell) break;
      cell = next;
      base = cells[next].base;
    }
    if (hits.size() > before + 1) std::reverse(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end());
  }
}

std::vector<Hit> Automaton::find(std::u32string_view text) const {
  std::vector<Hit> hits;
  find(text, hits);
  return hits;
}

Hit Automaton::longest(std::u32string_view text, std::size_t begin) const {
  Hit hit;
  std::uint32_t cell = root;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const std::uint32_t code = code_of(text[at]);
    if (code == 0) break;
    cell = child(cell, code);
    if (cell == no_cell) break;
    if (words_[cell] != no_word)
      hit = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at) + 1, words_[cell]};
  }
  return hit;
}

std::uint32_t Automaton::whole(std::u32string_view text) const {
  std::uint32_t cell = root;
  for (const char32_t c : text) {
    const std::uint32_t code = code_of(c);
    if (code == 0) return no_word;
    cell = child(cell, code);
    if (cell == no_cell) return no_word;
  }
  return words_[cell];
}

}  // namespace hegui::report
