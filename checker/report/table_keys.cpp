// Cells of a table that say what they hold and how much: 按收入性质分：2030.12, 其中：一般公共预算：1325.68. A form has
// them below one another; the first, which says by what is divided, is the total of those below it in its column.
#include <algorithm>

#include "checker/report/tables.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t most_keys = 8;        // in one cell
constexpr std::uint32_t longest_key = 20;   // characters
constexpr std::size_t rows_of_the_sum = 4;  // above the keys, where the whole sum of the form stands

}  // namespace

/// The words before each number of a cell, when each has some that end in ：, and the taxonomy knows the first. Numbers
/// in names are no figures: they are read here.
std::vector<TableReader::Key> TableReader::keys_of(const GridCell& cell, bool open) const {
  const Stream& s = cell.stream;
  std::vector<Key> keys;
  const auto digit = [&](std::uint32_t i) { return i < s.size() && s.chars[i] >= U'0' && s.chars[i] <= U'9'; };
  const auto of_number = [&](std::uint32_t i) {
    return digit(i) || ((s.chars[i] == U'.' || s.chars[i] == U'，') && digit(i + 1)) || s.chars[i] == U'万' ||
           s.chars[i] == U'亿' || s.chars[i] == U'元';
  };
  std::uint32_t from = 0;
  for (std::uint32_t i = 1; i + 1 < s.size() && keys.size() < most_keys; ++i) {
    if (s.chars[i] != U'：' || !digit(i + 1)) continue;
    Extent key{from, i};
    for (std::uint32_t k = key.begin; k < key.end; ++k)  // 其中：; a source that was left blank
      if (s.chars[k] == U'：' || s.chars[k] == U'，' || s.chars[k] == U'；' || s.chars[k] == U'、') key.begin = k + 1;
    if (key.end <= key.begin || key.end - key.begin > longest_key) return {};
    std::uint32_t end = i + 1;
    while (end < s.size() && of_number(end)) ++end;
    const Stream number = scan_slice(report_.document, cell.block, {s.offsets[i + 1], s.offsets[end]}, t_, true);
    if (number.figures.size() != 1) return {};
    const bool divides = s.has_cue(Cue::breakdown_by, key);
    const bool known =
        divides || std::any_of(s.terms.begin(), s.terms.end(), [&](const Term& term) {
          if (term.meaning.kind != Meaning::Kind::member || term.at.begin < key.begin || term.at.end > key.end)
            return false;
          const auto aspect = r_.program.members[term.meaning.id].aspect;
          return aspect == t_.scope || aspect == t_.fund;
        });
    if (!known && keys.empty() && !open) return {};
    keys.push_back({key, number.figures.front().figure, divides});
    from = i = end;
  }
  for (std::uint32_t i = from; i < s.size(); ++i)
    if (digit(i)) return {};
  return keys;
}

/// The sum of the form that a total says again, and of which stage it is.
std::optional<AspectValue> TableReader::stage_of_sum(const dsl::Quantity& total) const {
  const std::size_t from = rows_.size() > rows_of_the_sum ? rows_.size() - rows_of_the_sum : 0;
  for (std::size_t r = rows_.size(); r-- > from;)
    for (std::size_t c = grid_.columns; c-- > 0;) {
      const FactId id = rows_[r].facts[c];
      if (!id.valid() || r_.fact(id).concept_id != t_.amount || r_.fact(id).quantity.value != total.value) continue;
      const AspectValue* stage = r_.aspect(id, t_.stage);
      if (stage != nullptr && stage->member != t_.actual) return *stage;
    }
  return std::nullopt;
}

/// The cell is read here, and is neither a name nor a value of its column.
bool TableReader::read_keys(const GridCell& cell, std::size_t c) {
  const ColumnRole role = columns_[c].role;
  if (role == ColumnRole::target || role == ColumnRole::actual || role == ColumnRole::reason) return false;
  const auto keys = keys_of(cell, keys_.contains(c) && keys_.at(c).total.valid());
  if (keys.empty()) return false;
  const Stream& s = cell.stream;
  for (std::size_t k = 0; k < keys.size(); ++k) {
    const text::Figure& figure = keys[k].figure;
    const bool bare = !figure.unit_in_text || figure.quantity.unit.empty();
    if (bare ? unit_.empty() : figure.quantity.dimension != dsl::Dimension::money) return k > 0;
    Fact fact;
    fact.quantity = figure.quantity;
    if (bare) give_own_unit(fact);
    fact.at = {cell.block, figure.begin, figure.end};
    fact.in_table = true;
    fact.section = section_;
    fact.label_at = s.passage(keys[k].name);
    fact.label = fact.name = without_gaps(report_.quote(fact.label_at));
    Keys& open = keys_[c];
    if (keys[k].divides) {
      close_keys(c);
      open = {};
      open.stage = stage_of_sum(fact.quantity);
    }
    // What no sum of the form says again is held against its parts, but stands for no budget.
    OwnWords words = r_.words_in(s, keys[k].name, false);
    words.context.stage = open.stage;
    r_.set_year(fact, words, std::nullopt, {});
    if (open.stage) {
      fact.concept_id = t_.amount;
      set_money_aspects(fact, {}, {}, words, grid_.columns);
    }
    const FactId id = r_.add(std::move(fact));
    if (keys[k].divides)
      open.total = id;
    else if (open.total.valid())
      open.parts.push_back(id);
  }
  return true;
}

void TableReader::close_keys(std::size_t c) {
  const auto open = keys_.find(c);
  if (open == keys_.end()) return;
  emit(open->second.total, open->second.parts, open->second.parts.size() >= 2,
       open->second.total.valid() ? r_.fact(open->second.total).label : std::string());
  open->second = {};
}

}  // namespace hegui::report
