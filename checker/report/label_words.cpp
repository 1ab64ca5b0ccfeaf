#include "checker/report/label_words.hpp"

#include <algorithm>
#include <vector>

#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t longest_label = 300;  // bytes

bool is_of(const Lexicon::Tables& tables, std::uint32_t word, Cue cue) {
  const auto of_word = tables.meanings(word);
  return std::any_of(of_word.begin(), of_word.end(), [cue](const Meaning& meaning) {
    return meaning.kind == Meaning::Kind::list_word && meaning.id == static_cast<std::uint32_t>(cue);
  });
}

/// `holds(hit, size)` for a word of the list. Book titles hide words: such a passage, or one with debris in it, is
/// scanned (`scanned(stream)`).
template <class Holds, class Scanned>
bool any_word(const document::Document& document, const Lexicon::Tables& tables, const Passage& at, Cue cue,
              const Holds& holds, const Scanned& scanned) {
  const document::Slice slice{at.begin, at.end};
  const std::string_view text = document.text_of(slice);
  if (text.size() > longest_label || text.find("《") != std::string_view::npos || document.touches_debris(slice))
    return scanned(scan_slice(document, at.block, slice, tables, false, true));
  const std::u32string form = matching_form(text);
  thread_local std::vector<Hit> hits;
  tables.automaton.find(form, hits);
  return std::any_of(hits.begin(), hits.end(),
                     [&](const Hit& hit) { return holds(hit, form.size()) && is_of(tables, hit.word, cue); });
}

}  // namespace

bool begins_with(const document::Document& document, const Lexicon::Tables& tables, const Passage& at, Cue cue) {
  return any_word(
      document, tables, at, cue, [](const Hit& hit, std::size_t) { return hit.begin == 0; },
      [&](const Stream& s) { return s.cue_at(cue, 0, s.size()).end != 0; });
}

bool ends_with(const document::Document& document, const Lexicon::Tables& tables, const Passage& at, Cue cue) {
  return any_word(
      document, tables, at, cue, [](const Hit& hit, std::size_t size) { return size > 1 && hit.end == size; },
      [&](const Stream& s) { return s.size() > 1 && s.cue_before(cue, s.size(), 0).end != 0; });
}

bool is_word(const document::Document& document, const Lexicon::Tables& tables, const Passage& at, Cue cue) {
  return any_word(
      document, tables, at, cue, [](const Hit& hit, std::size_t size) { return hit.begin == 0 && hit.end == size; },
      [&](const Stream& s) { return s.size() > 0 && s.cue_at(cue, 0, s.size()).end == s.size(); });
}

}  // namespace hegui::report
