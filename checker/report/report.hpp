// What a report says: identity, outline, facts with aspects, breakdowns, indicators, changes, ratios, claims,
// citations. Made by understand() from a Document and the taxonomy; the engine and the writers read it, nobody changes
// it. Afterwards every figure of the text is a fact, part of one, or in `unread` with the reason.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/document/document.hpp"
#include "dsl/program.hpp"

namespace hegui::report {

using FactId = dsl::Id<struct FactTag>;
using SectionId = dsl::Id<struct SectionTag>;

/// A passage: a range of the normalised text inside one block.
struct Passage {
  std::uint32_t block = 0;           // index into Document::blocks
  std::uint32_t begin = 0, end = 0;  // offsets in Text::normalised()
  friend bool operator==(const Passage&, const Passage&) = default;
};

/// How an aspect of a fact is known.
enum class How : std::uint8_t { stated, inherited, defaulted, derived };
/// From where it was inherited.
enum class Reason : std::uint8_t {
  own_clause,
  sentence,
  list,
  breakdown,
  paragraph,
  heading,
  table_header,
  table_row,
  caption,
  document,
  concept_default,
  taxonomy_default,
  formula
};

/// The value of one aspect of a fact. Open aspects (项目, 指标) carry a name found in the report instead of a member.
struct AspectValue {
  dsl::AspectId aspect;
  dsl::MemberId member;  // invalid for names
  std::string name;      // open aspects: the name
  How how = How::defaulted;
  Reason reason = Reason::taxonomy_default;
  std::optional<Passage> source;  // where it was read, unless defaulted
};

/// Identity of the report.
struct Identity {
  std::string title;                   // as it stands, lines joined
  std::string unit;                    // 单位
  dsl::MemberId region;                // province or below; invalid: not known
  std::string region_text;             // 云岭市石桥区 …, as read
  std::optional<int> year;             // fiscal year
  dsl::MemberId type;                  // member of 文种/report_type; invalid: not known
  std::optional<dsl::CivilDate> date;  // 落款日期
  std::string signature;               // 落款单位
  std::optional<Passage> title_at, unit_at, year_at, date_at, signature_at;
  std::vector<Passage> title_lines;
};

enum class NumberStyle : std::uint8_t {
  none,
  part /*第一部分*/,
  chinese /*一、*/,
  chinese_bracket /*（一）*/,
  arabic_dot /*1.*/,
  arabic_comma /*1、*/,
  arabic_bracket /*（1）*/,
  arabic_half /*1）*/,
  circled /*①*/,
  latin /*a.*/,
  first_item /*一是, 首先*/
};
std::string_view number_style_name(NumberStyle style);  // “一、”, “（一）” … as shown to people

struct Section {
  std::string number;                     // as written: “3、 ”
  NumberStyle style = NumberStyle::none;  // as it stands: “3、”
  NumberStyle role = NumberStyle::none;   // the part it plays among its siblings: “三、”
  std::uint32_t ordinal = 0;              // 3; 0: unnumbered
  std::uint32_t level = 1;                // 1 = top
  std::string title;                      // without number, final 。： and residue
  std::vector<dsl::SectionKindId> kinds;  // by synonyms, most specific first; own kind only
  SectionId parent;
  std::vector<SectionId> children;
  Passage heading;                                // the title's passage (for run-in headings: up to the first 。)
  std::uint32_t first_block = 0, last_block = 0;  // blocks of the section with its subsections, inclusive
  bool run_in = false;                            // text follows the title in the same paragraph
  bool list_item = false;                         // an enumeration paragraph, not a heading
  bool attached = false;                          // of an attachment: gives context, is no part of the outline
};

struct Fact {
  dsl::Quantity quantity;
  std::string text_value;            // concepts of text (评价等级): the value
  dsl::ConceptId concept_id;         // invalid: no concept of the taxonomy fits
  std::vector<AspectValue> aspects;  // sorted by aspect; one per aspect at most; absent = not applicable
  std::string label;                 // nearest naming words to the left (or right), exact text
  std::string name;                  // label as a person would say it, in full: “2021年部门支出总额”
  Passage label_at;
  Passage at;  // the figure with its unit
  SectionId section;
  bool in_table = false;
  bool in_heading = false;
  bool unit_from_header = false;     // table cell: unit from 单位：万元
  bool optional = false;             // a condition or process figure (0次或1次): weak
  std::string entity;                // sub-unit to which a head-count belongs, if not the whole
  FactId of;                         // the total of which it is a part, if any
  std::vector<FactId> derived_from;  // formula facts
  std::vector<Passage> repeated_at;  // further places where the same fact stands with the same value

  [[nodiscard]] const AspectValue* aspect(dsl::AspectId id) const {
    for (const auto& a : aspects)
      if (a.aspect == id) return &a;
    return nullptr;
  }
};

/// A total and its parts.
struct Breakdown {
  FactId total;
  std::vector<FactId> parts;
  bool exhaustive = false;  // a closed list: 其中A、B, 分别为, 由…组成, (线上…、线下…)
  bool from_table = false;
  std::string cue;             // 其中, 主要包括, 分别为, 括注 …
  std::vector<FactId> shares;  // the stated share of each part, in their order; empty unless every part has one
  std::optional<FactId> more;  // a part that itself is a total appears as its own Breakdown too
};

struct Indicator {
  std::string name;
  std::uint32_t level = 0;  // 1 一级 … 3 三级; 0 not known
  std::string parent;       // name of the indicator above, if any
  FactId weight, score, target, actual;
  std::string target_text, actual_text, reason;  // as written; reason: why points were lost
  std::optional<Passage> at, reason_at;
  SectionId section;
  bool total_row = false;  // 合计, 总分
  bool from_table = false;
};

/// 比上年增加76.03万元，增长18.29%; 由X压缩至Y; 年初120户，新增30户，退出10户，年末140户.
struct Change {
  std::string name;
  FactId current, previous, delta, rate;      // any may be invalid
  std::vector<FactId> additions, reductions;  // all that came and went between the two, where they are listed
  int direction = 0;                          // +1 增加, -1 减少, 0 持平 or unsaid
  std::string base;                           // 上年, 年初预算, …: member name of what it is compared with
  std::string reason;                         // 主要原因是…, up to the end of its sentence; empty: none is given
  std::optional<Passage> reason_at;
  Passage at;
};

/// rate = numerator ÷ denominator, where text or taxonomy says so. Of a unit cost the rate is money: what one costs.
struct Ratio {
  FactId rate, numerator, denominator;
  std::string name;
  bool share = false;  // 占比
};

/// The same fact stated with different values.
struct Conflict {
  std::vector<FactId> facts;
  std::string name;
};

struct Claim {
  std::string kind;  // English id of the phrase that found it
  Passage at;        // the words
  Passage sentence;
  SectionId section;
};

struct Enumeration {  // N个：a、b、c
  FactId count;
  std::vector<Passage> items;
  bool open = false;  // 等
  Passage at;
};

struct Citation {
  std::string title, number;  // 《…》 and （财预〔2020〕10号）
  std::optional<int> year;
  Passage at;
};

struct Attachment {
  std::string name;
  Passage at;
  bool is_list_entry = false;  // an entry of the list 附件：1.… 2.…
  bool is_reference = false;   // only spoken of: 见附件1
};

struct Unread {
  Passage at;
  std::string why;           // date, document number, list number, slogan, code, … or “no label”
  bool is_quantity = false;  // true: a figure that no fact took
};

struct Sentence {
  Passage at;
  SectionId section;
};

struct Report {
  document::Document document;
  Identity identity;
  std::vector<Section> sections;  // in reading order; list items included and marked
  std::vector<Fact> facts;        // in reading order, derived ones last
  std::vector<Breakdown> breakdowns;
  std::vector<Indicator> indicators;
  std::vector<Change> changes;
  std::vector<Ratio> ratios;
  std::vector<Ratio> unit_costs;
  std::vector<Conflict> conflicts;
  std::vector<Claim> claims;
  std::vector<Enumeration> enumerations;
  std::vector<Citation> citations;
  std::vector<Attachment> attachments;
  std::vector<Unread> unread;
  std::vector<Sentence> sentences;
  bool looks_like_report = true;  // false: nothing in it resembles a report (said as a warning)

  /// Rules count the unit costs on behind the ratios.
  [[nodiscard]] const Ratio& ratio_or_cost(std::size_t index) const {
    return index < ratios.size() ? ratios[index] : unit_costs[index - ratios.size()];
  }
  [[nodiscard]] text::Place place(const Passage& passage) const { return document.text->place(passage.begin); }
  [[nodiscard]] std::string_view quote(const Passage& passage) const {
    return document.text->quote(passage.begin, passage.end);
  }
};

}  // namespace hegui::report
