// What is said around a table: the unit, what the line above it names, and what its rows are.
#include <algorithm>
#include <string>
#include <vector>

#include "checker/report/tables.hpp"
#include "dsl/utf8.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t longest_units = 24;  // characters of 单位：户、亩、万元
constexpr std::uint32_t caption_blocks = 4;
constexpr std::size_t caption_rows = 3;
constexpr std::uint32_t longest_currency = 3;
constexpr std::uint32_t longest_noun = 4;
constexpr std::uint32_t longest_caption = 60;  // characters

struct UnitForm {
  std::u32string form;  // as a stream has it
  const dsl::Unit* unit = nullptr;
};
const std::vector<UnitForm>& unit_forms() {
  static const std::vector<UnitForm> forms = [] {
    std::vector<UnitForm> all;
    for (const dsl::Unit& unit : dsl::units()) all.push_back({matching_form(unit.name), &unit});
    return all;
  }();
  return forms;
}

}  // namespace

/// 单位：人: what the figures of a table count.
std::string TableReader::noun_said(const Stream& stream) const {
  for (std::uint32_t i = 0; i + 1 < stream.size(); ++i) {
    if (stream.chars[i] != U'：' || stream.cue_before(Cue::unit_caption, i, 0).end == 0) continue;
    std::uint32_t end = i + 1;
    while (end < stream.size() && end - i <= longest_noun && stream.chars[end] != U'）' && stream.chars[end] != U'，')
      ++end;
    std::string noun;
    for (std::uint32_t k = i + 1; k < end; ++k) dsl::append_utf8(noun, stream.chars[k]);
    if (t_.numbers.count_nouns.contains(noun)) return noun;
  }
  return {};
}

void TableReader::find_unit() {
  for (std::uint32_t back = 1; back <= caption_blocks && back <= block_; ++back) {
    const auto& b = report_.document.blocks[block_ - back];
    if (report_.document.begins_attachment(block_ - back + 1)) break;
    if (b.kind == document::Block::Kind::table) break;
    const Stream stream = scan_slice(report_.document, block_ - back, b.slice, t_, false, true);
    unit_ = unit_in(stream, {0, stream.size()}, true);
    if (!unit_.empty()) return;
    noun_ = noun_said(stream);
    if (!noun_.empty()) return;
  }
  for (std::size_t row = 0; row < grid_.rows.size() && row < caption_rows; ++row)  // a caption inside the table
    for (const auto index : grid_.rows[row].cells) {
      if (index < 0) continue;
      const auto& stream = grid_.cells[static_cast<std::size_t>(index)].stream;
      unit_ = unit_in(stream, {0, stream.size()}, true);
      if (!unit_.empty()) return;
    }
  if (!r_.document_unit) r_.document_unit = document_unit();
  unit_ = *r_.document_unit;
}

/// 除另有注明外，金额单位均为元: said once for the whole report.
std::string TableReader::document_unit() const {
  constexpr std::uint32_t longest_link = 3;  // 均为, 为, 统一为
  for (std::uint32_t b = 0; b < report_.document.blocks.size(); ++b) {
    const auto& block = report_.document.blocks[b];
    if (block.kind == document::Block::Kind::table || block.role != document::Role::body) continue;
    if (!r_.streams.sees(b, Cue::unit_caption)) continue;
    const Stream stream = scan_slice(report_.document, b, block.slice, t_, false, true);
    for (const auto& cue : stream.cues_in(Cue::unit_caption, {0, stream.size()}))
      for (std::uint32_t i = cue.end; i < std::min(stream.size(), cue.end + longest_link); ++i) {
        if (stream.cue_before(Cue::gap_words, i + 1, cue.end).end == 0) continue;
        for (const auto& [form, unit] : unit_forms())
          if (unit->dimension == dsl::Dimension::money && stream.chars.compare(i + 1, form.size(), form) == 0)
            return std::string(unit->name);
      }
  }
  return {};
}

/// 单位：万元 with `caption`; （万元） without.
std::string TableReader::unit_in(const Stream& stream, Extent within, bool caption) const {
  for (std::uint32_t i = within.begin; i + 1 < within.end; ++i) {
    const bool marked = caption
                            ? stream.chars[i] == U'：' && stream.cue_before(Cue::unit_caption, i, within.begin).end != 0
                            : stream.chars[i] == U'（' || stream.chars[i] == U'：';
    if (!marked) continue;
    for (const auto& [form, unit] : unit_forms()) {
      if (unit->dimension != dsl::Dimension::money && unit->dimension != dsl::Dimension::rate) continue;
      // A currency's name may stand before the unit.
      for (std::uint32_t skip = 0; skip <= longest_currency; ++skip)
        if (i + 1 + skip < within.end && stream.chars.compare(i + 1 + skip, form.size(), form) == 0)
          return std::string(unit->name);
      // 单位：户、亩、万元
      if (caption && unit->dimension == dsl::Dimension::money)
        for (std::uint32_t k = i + 1; k < std::min(within.end, i + longest_units); ++k)
          if ((stream.chars[k] == U'、' || stream.chars[k] == U'/') &&
              stream.chars.compare(k + 1, form.size(), form) == 0 &&
              (k + 1 + form.size() >= within.end || stream.chars[k + 1 + form.size()] == U'）'))
            return std::string(unit->name);
    }
  }
  return {};
}

/// 行驶里程（公里）: what a column counts.
std::string TableReader::noun_in(const Stream& stream) const {
  const std::uint32_t end = stream.size();
  if (end < 3 || stream.chars[end - 1] != U'）') return {};
  std::uint32_t open = end - 1;
  while (open > 0 && stream.chars[open] != U'（') --open;
  if (stream.chars[open] != U'（' || open == 0) return {};
  std::string noun;
  for (std::uint32_t i = open + 1; i + 1 < end; ++i) dsl::append_utf8(noun, stream.chars[i]);
  return t_.numbers.count_nouns.contains(noun) ? noun : std::string();
}

/// The last sentence above the table, or the name of the list item in which it stands.
void TableReader::find_context() {
  const auto take = [](std::optional<AspectValue>& to, const std::optional<AspectValue>& from, Reason reason) {
    if (to || !from) return;
    to = from;
    to->how = How::inherited;
    to->reason = reason;
  };
  const auto take_all = [&](const OwnWords& own, Reason reason) {
    take(caption_.scope, own.context.scope, reason);
    take(caption_.fund, own.context.fund, reason);
    if (!own.balance) take(caption_.flow, own.context.flow, reason);
  };
  for (std::uint32_t back = 1; back <= caption_blocks && back <= block_; ++back) {
    const auto& b = report_.document.blocks[block_ - back];
    if (report_.document.begins_attachment(block_ - back + 1)) break;
    if (b.kind == document::Block::Kind::table || section_at(report_, block_ - back) != section_) break;
    const Stream stream = scan_slice(report_.document, block_ - back, b.slice, t_, false);
    if (!unit_in(stream, {0, stream.size()}, true).empty() && stream.terms.empty()) continue;
    std::uint32_t begin = stream.size();
    while (begin > 0 && (begin == stream.size() || !is_sentence_end(stream, begin - 1))) --begin;
    const Extent words{begin, stream.size()};
    const bool figures = std::any_of(stream.figures.begin(), stream.figures.end(),
                                     [&](const StreamFigure& figure) { return figure.at.begin >= begin; });
    if (words.end - words.begin <= longest_caption && !figures)
      take_all(r_.words_in(stream, words, false), Reason::caption);
    break;
  }
  if (section_.valid() && report_.sections[section_.value].list_item) {
    const Passage& heading = report_.sections[section_.value].heading;
    const Stream stream = scan_slice(report_.document, heading.block, {heading.begin, heading.end}, t_, false);
    const std::uint32_t end = stream.figures.empty() ? stream.size() : stream.figures.front().at.begin;
    if (end <= longest_caption) take_all(r_.words_in(stream, {0, end}, false), Reason::list);
  }
  const auto& scope = caption_.scope ? caption_.scope : heading_.scope;
  projects_ = scope && scope->member == t_.project_spending;
}

const std::optional<AspectValue>& TableReader::caption_scope() const {
  return caption_.scope ? caption_.scope : heading_.scope ? heading_.scope : r_.title.scope;
}

/// 合计 beside 公务用车购置及运行维护费 and 公务接待费: the member whose parts they are.
std::optional<AspectValue> TableReader::column_common(const Column& column) const {
  if (!column.total || column.own.context.scope) return std::nullopt;
  std::vector<dsl::MemberId> scopes;
  for (const Column& other : columns_)
    if (&other != &column && !other.total && other.role == ColumnRole::money) {
      if (!other.own.context.scope) return std::nullopt;
      scopes.push_back(other.own.context.scope->member);
    }
  const dsl::MemberId member = common_scope(scopes);
  if (!member.valid()) return std::nullopt;
  return r_.value(t_.scope, member, How::inherited, Reason::table_header);
}

/// 维修费 and the like: kinds of spending that every purpose has.
bool TableReader::economic(dsl::MemberId member) const {
  return member.valid() && std::any_of(t_.economic.begin(), t_.economic.end(), [&](dsl::MemberId root) {
           return member == root || r_.program.is_within(member, root);
         });
}

/// An economic item in a table about one purpose (维修费 of the cars) is a part of that purpose.
bool TableReader::overshadowed(dsl::MemberId member) const {
  const auto& about = caption_.scope ? caption_.scope : heading_.scope ? heading_.scope : r_.title.scope;
  if (!about || !about->member.valid() || !economic(member)) return false;
  const dsl::MemberId purpose = about->member;
  const bool whole_budget = purpose == t_.department || r_.program.is_within(purpose, t_.department);
  return !whole_budget && !economic(purpose);
}

/// The narrowest member that holds all of them and is none of them, or invalid.
dsl::MemberId TableReader::common_scope(const std::vector<dsl::MemberId>& scopes) const {
  if (scopes.size() < 2) return {};
  dsl::MemberId best;
  for (std::uint32_t m = 0; m < r_.program.members.size(); ++m) {
    const dsl::MemberId member{m};
    if (r_.program.members[m].aspect != t_.scope || r_.program.members[m].parts.empty()) continue;
    const bool holds = std::all_of(scopes.begin(), scopes.end(), [&](dsl::MemberId scope) {
      return scope.valid() && scope != member && r_.program.is_within(scope, member);
    });
    if (holds && (!best.valid() || r_.program.is_within(member, best))) best = member;
  }
  return best;
}

}  // namespace hegui::report
