// Facts that are words, not figures: 评价等级为“优”. The concepts of text in the taxonomy say what to look for.
// Called by understand() after the figures are merged: a word takes the aspects of the score it goes with.
// Afterwards each such word is a Fact with text_value, behind the figures of Report::facts.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/block_streams.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/structure.hpp"
#include "checker/text/character_at.hpp"
#include "checker/text/word_set.hpp"
#include "dsl/fold.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t max_gap = 12;      // bytes between the name and the value: “为”, “是：”, blanks
constexpr std::size_t most_columns = 8;  // of grades in a table
constexpr std::size_t max_value = 18;    // bytes of a quoted value

bool is_boundary(std::string_view text) {  // what may follow a value without quotation marks
  if (text.empty()) return true;
  for (const std::string_view mark : {"。", "，", "；", "、", "）", "！", " ", "\n", "”", "级", "等"})
    if (text.starts_with(mark)) return true;
  return static_cast<unsigned char>(text.front()) < 0x80;
}

bool longer_first(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() > b.size() : a < b;
}

struct Value {
  std::size_t begin = 0, end = 0;
};

/// The value that follows a name at `from`: quoted, or one of the values of the taxonomy.
Value value_after(std::string_view text, std::size_t from, const std::vector<std::string>& values) {
  constexpr std::string_view open = "“", close = "”";
  for (std::size_t at = from; at < text.size() && at <= from + max_gap; ++at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("。") || rest.starts_with("；") || rest.starts_with("，") || rest.front() == '\n') break;
    if (rest.starts_with(open)) {
      const std::size_t end = rest.find(close);
      if (end == std::string_view::npos || end > open.size() + max_value || end == open.size()) break;
      return {at + open.size(), at + end};
    }
    for (const std::string& value : values)
      if (rest.starts_with(value) && is_boundary(rest.substr(value.size()))) return {at, at + value.size()};
  }
  return {};
}

/// The scores of a report by place, the first where several stand together.
using Scores = std::map<std::uint32_t, std::size_t>;  // index of the fact by where it begins

/// The last score before this place: the word says how it is graded.
const Fact* score_before(const Report& report, const Scores& scores, std::uint32_t offset) {
  const auto behind = scores.lower_bound(offset);
  return behind == scores.begin() ? nullptr : &report.facts[std::prev(behind)->second];
}

/// 自评98.5分，优: the value stands right behind the score, apart from words that may stand before any value.
Value value_behind(std::string_view text, std::size_t from, const std::vector<std::string>& values,
                   const std::vector<std::string>& gaps) {
  std::size_t at = from;
  for (const std::string_view mark : {"，", "（", "、", ",", "("})
    if (text.substr(at).starts_with(mark)) {
      at += mark.size();
      break;
    }
  if (at == from) return {};
  for (const std::string& gap : gaps)
    if (text.substr(at).starts_with(gap)) {
      at += gap.size();
      break;
    }
  constexpr std::string_view open = "“", close = "”";
  const bool quoted = text.substr(at).starts_with(open);
  if (quoted) at += open.size();
  for (const std::string& value : values) {
    const std::string_view rest = text.substr(at);
    if (!rest.starts_with(value)) continue;
    if (quoted ? rest.substr(value.size()).starts_with(close) : is_boundary(rest.substr(value.size())))
      return {at, at + value.size()};
  }
  return {};
}

/// A cell that is nothing but a value, under a header that names what it is, beside a score: the grade of its row.
void find_in_table(Report& report, std::uint32_t b, dsl::ConceptId kind, dsl::ConceptId score,
                   const std::vector<std::string>& names, const std::vector<std::string>& values) {
  const document::Block& block = report.document.blocks[b];
  std::vector<std::uint32_t> columns;  // under such a header
  const auto scored = [&](std::uint32_t row) -> const Fact* {
    const auto& cells = block.table.cells;  // row by row
    const auto first = std::lower_bound(cells.begin(), cells.end(), row,
                                        [](const document::Cell& c, std::uint32_t r) { return c.row < r; });
    for (auto each = first; each != cells.end() && each->row == row; ++each) {
      const document::Cell& cell = *each;
      if (cell.slice.end <= cell.slice.begin) continue;
      const auto fact =
          std::lower_bound(report.facts.begin(), report.facts.end(), cell.slice.begin,
                           [](const Fact& f, std::uint32_t at) { return f.at.begin < at && f.text_value.empty(); });
      if (fact != report.facts.end() && fact->concept_id == score && fact->at.block == b &&
          fact->at.begin < cell.slice.end)
        return &*fact;
    }
    return nullptr;
  };
  for (const document::Cell& cell : block.table.cells) {
    const std::string_view text = report.document.text_of(cell.slice);
    if (columns.size() < most_columns && std::ranges::find(names, text) != names.end()) columns.push_back(cell.column);
    if (std::ranges::find(columns, cell.column) == columns.end()) continue;
    if (std::ranges::find(values, text) == values.end()) continue;
    const Fact* graded = scored(cell.row);
    if (graded == nullptr) continue;
    Fact fact;
    fact.concept_id = kind;
    fact.text_value = std::string(text);
    fact.label = graded->label;
    fact.name = graded->name;
    fact.label_at = graded->label_at;
    fact.in_table = true;
    fact.at = {b, cell.slice.begin, cell.slice.end};
    fact.section = graded->section;
    fact.aspects = graded->aspects;
    report.facts.push_back(std::move(fact));
  }
}

void find_behind_scores(Report& report, dsl::ConceptId kind, dsl::ConceptId score,
                        const std::vector<std::string>& values, const std::vector<std::string>& gaps) {
  const std::size_t figures = report.facts.size();
  std::set<std::uint32_t> known;  // where such a word has been read already
  for (const Fact& fact : report.facts)
    if (fact.concept_id == kind) known.insert(fact.at.begin);
  for (std::size_t f = 0; f < figures; ++f) {
    const Fact& scored = report.facts[f];
    if (scored.concept_id != score) continue;
    const Fact graded = scored;
    if (graded.concept_id != score || graded.in_table || !graded.text_value.empty()) continue;
    const auto& slice = report.document.blocks[graded.at.block].slice;
    const std::string_view text = report.document.text_of(slice);
    const Value value = value_behind(text, graded.at.end - slice.begin, values, gaps);
    if (value.end <= value.begin) continue;
    const Passage at{graded.at.block, slice.begin + static_cast<std::uint32_t>(value.begin),
                     slice.begin + static_cast<std::uint32_t>(value.end)};
    if (known.contains(at.begin)) continue;
    Fact fact;
    fact.concept_id = kind;
    fact.text_value = std::string(text.substr(value.begin, value.end - value.begin));
    fact.label = graded.label;
    fact.name = graded.name;
    fact.label_at = graded.label_at;
    fact.at = at;
    fact.section = graded.section;
    fact.aspects = graded.aspects;
    report.facts.push_back(std::move(fact));
  }
}

}  // namespace

std::vector<TextConcept> Lexicon::Structure::text_concepts_of(const dsl::Program& program) {
  std::vector<TextConcept> concepts;
  for (std::uint32_t c = 0; c < program.concepts.size(); ++c) {
    const dsl::Concept& kind = program.concepts[c];
    if (!kind.is_text) continue;
    TextConcept item;
    item.id = dsl::ConceptId{c};
    item.names.push_back(dsl::fold(kind.name));
    for (const auto& synonym : kind.synonyms) item.names.push_back(dsl::fold(synonym));
    item.words = text::WordSet(item.names);
    for (const auto& value : kind.values) item.values.push_back(dsl::fold(value));
    std::ranges::sort(item.values, longer_first);
    concepts.push_back(std::move(item));
  }
  return concepts;
}

std::vector<std::string> Lexicon::Structure::text_gaps_of(const dsl::Program& program) {
  std::vector<std::string> gaps;
  for (const char* list : {"gap_words", "grade_verbs"})
    if (const auto words = program.find_words(list); words.valid())
      for (const std::string& word : program.word_lists[words.value].words) gaps.push_back(dsl::fold(word));
  std::ranges::sort(gaps, longer_first);
  return gaps;
}

void find_text_facts(Report& report, const Lexicon& lexicon, BlockStreams& streams) {
  const dsl::ConceptId score = lexicon.program().find_concept("total_score");
  Scores scores;
  for (std::size_t f = 0; f < report.facts.size(); ++f)
    if (report.facts[f].concept_id == score) scores.try_emplace(report.facts[f].at.begin, f);
  for (const TextConcept& kind : lexicon.structure().text_concepts) {
    const auto& [id, names, values, words] = kind;
    for (std::uint32_t b = 0; b < report.document.blocks.size(); ++b) {
      const document::Block& block = report.document.blocks[b];
      if (block.role != document::Role::body) continue;
      if (block.kind == document::Block::Kind::table) {
        find_in_table(report, b, id, score, names, values);
        continue;
      }
      if (!streams.sees_text_concept(b)) continue;
      const std::string_view text = report.document.text_of(block.slice);
      for (std::size_t at = 0; at < text.size();) {
        if (const char32_t chinese = text::chinese_at(text, at); chinese != 0 && !words.may_begin(chinese)) {
          at += 3;
          continue;
        }
        const auto first = text::character_at(text, at);
        const auto name = words.may_begin(first.character) ? words.at(text, at) : text::WordSet::Match{};
        if (name.length == 0) {
          at += first.length;
          continue;
        }
        const std::size_t label_end = at + name.length;
        const Value value = value_after(text, label_end, values);
        if (value.end > value.begin) {
          const auto place = [&](std::size_t begin, std::size_t end) {
            return Passage{b, block.slice.begin + static_cast<std::uint32_t>(begin),
                           block.slice.begin + static_cast<std::uint32_t>(end)};
          };
          Fact fact;
          fact.concept_id = id;
          fact.text_value = std::string(text.substr(value.begin, value.end - value.begin));
          fact.label = fact.name = names[name.index];
          fact.label_at = place(at, label_end);
          fact.at = place(value.begin, value.end);
          fact.section = section_at(report, b);
          if (const Fact* graded = score_before(report, scores, fact.at.begin)) fact.aspects = graded->aspects;
          report.facts.push_back(std::move(fact));
        }
        at = label_end;
      }
    }
    find_behind_scores(report, id, score, values, lexicon.structure().text_gaps);
  }
}

}  // namespace hegui::report
