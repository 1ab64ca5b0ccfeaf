#include "checker/report/automaton.hpp"

#include <algorithm>
#include <map>

namespace hegui::report {

Automaton::Automaton(const std::vector<std::u32string>& words) {
  std::vector<std::map<char32_t, std::uint32_t>> trie(1);
  nodes_.resize(1);
  for (std::uint32_t w = 0; w < words.size(); ++w) {
    std::uint32_t at = 0;
    for (const char32_t c : words[w]) {
      const auto next = static_cast<std::uint32_t>(trie.size());
      const auto [place, added] = trie[at].emplace(c, next);
      at = place->second;
      if (added) {
        trie.emplace_back();
        nodes_.emplace_back();
      }
    }
    if (at == 0 || nodes_[at].length != 0) continue;
    nodes_[at].word = w;
    nodes_[at].length = static_cast<std::uint32_t>(words[w].size());
  }
  for (std::size_t n = 0; n < trie.size(); ++n) {
    nodes_[n].first_edge = static_cast<std::uint32_t>(edges_.size());
    nodes_[n].edges = static_cast<std::uint32_t>(trie[n].size());
    for (const auto& [c, to] : trie[n]) edges_.push_back({c, to});
  }
  // Breadth first, so that a node's failure target is finished before the node itself.
  std::vector<std::uint32_t> queue{0};
  for (std::size_t q = 0; q < queue.size(); ++q) {
    const std::uint32_t from = queue[q];
    for (const auto& [c, to] : trie[from]) {
      std::uint32_t fail = from == 0 ? 0 : nodes_[from].fail;
      while (from != 0 && fail != 0 && child(fail, c) == 0) fail = nodes_[fail].fail;
      if (from != 0) nodes_[to].fail = child(fail, c);
      nodes_[to].output = nodes_[to].length != 0 ? to : nodes_[nodes_[to].fail].output;
      queue.push_back(to);
    }
  }
}

std::uint32_t Automaton::child(std::uint32_t node, char32_t character) const {
  const auto first = edges_.begin() + nodes_[node].first_edge;
  const auto last = first + nodes_[node].edges;
  const auto found =
      std::lower_bound(first, last, character, [](const Edge& edge, char32_t c) { return edge.character < c; });
  return found != last && found->character == character ? found->node : 0;
}

std::vector<Hit> Automaton::find(std::u32string_view text) const {
  std::vector<Hit> hits;
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    std::uint32_t next = child(at, text[i]);
    while (next == 0 && at != 0) {
      at = nodes_[at].fail;
      next = child(at, text[i]);
    }
    at = next;
    for (std::uint32_t out = nodes_[at].output; out != 0; out = nodes_[nodes_[out].fail].output)
      hits.push_back({i + 1 - nodes_[out].length, i + 1, nodes_[out].word});
  }
  std::sort(hits.begin(), hits.end(),
            [](const Hit& a, const Hit& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  return hits;
}

}  // namespace hegui::report
