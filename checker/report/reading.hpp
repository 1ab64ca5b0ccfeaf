// What the passes over figures share while a report is read: contexts, open breakdowns, the facts so far.
// Made by find_facts(); paragraphs and tables are read through it in reading order.
// Afterwards Report::facts, breakdowns of the running text and unread are complete; nothing of it outlives the pass.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "checker/report/block_streams.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/slots.hpp"

namespace hegui::report {

/// Without line ends, and without blanks beside Chinese characters (政 府 采 购, 烈士⏎纪念设施).
std::string without_gaps(std::string_view text);

/// The values of the aspects that spread from one figure to others.
struct Context {
  std::optional<AspectValue> stage, flow, scope, fund;

  [[nodiscard]] std::optional<AspectValue>& at(const Lexicon::Tables& t, dsl::AspectId aspect) {
    return aspect == t.stage ? stage : aspect == t.flow ? flow : aspect == t.scope ? scope : fund;
  }
};

/// What the words of a zone say: the last word of each aspect, the year, and how much of the zone they cover.
struct OwnWords {
  Context context;
  std::optional<int> year;
  Passage year_at;
  int year_offset = 0;  // 上年: -1
  bool has_year_word = false;
  Extent residual;  // the last run of characters that no term covers, before the last term or the figure
  bool balance = false;
  bool several_scopes = false;  // 基本支出和项目支出: more than one member of the scope
};

/// A total whose parts are being read.
struct Frame {
  FactId primary;
  std::vector<FactId> measures;                 // the figures of the total that may be broken down side by side
  std::map<FactId, std::vector<FactId>> parts;  // by total
  std::string cue;
  bool closed = false;
  bool open = false;      // 等, 主要包括
  bool list = false;      // the parts stand in the paragraphs that follow
  bool numbered = false;  // list: its parts begin with numbers
  bool implied = false;   // 三公经费32万元，用车23万元，接待9万元: no word says that these are parts
  int depth = 0;
  std::uint32_t sentence = 0;
  std::uint32_t direct_parts = 0;
  bool general_nouns = false;   // 268个, 其中38件
  bool semicolons = false;      // the parts are separated by ；
  FactId current;               // the part whose measures follow
  std::uint32_t paragraph = 0;  // list: block of the last part
  std::uint32_t opened = 0;     // list: block of the total
};

/// A row of a table with a weight or a score; a form may spread over several tables with one total.
struct ScoredRow {
  FactId weight, score;
  bool total = false, subtotal = false;
  std::string name;
  std::vector<std::string> parents;
};

class Reading {
 public:
  Reading(Report& report_in, const Lexicon& lexicon_in, BlockStreams& streams_in);

  Report& report;
  const Lexicon& lexicon;
  const Lexicon::Tables& tables;
  const dsl::Program& program;
  BlockStreams& streams;
  std::optional<int> report_year;
  Context title;                              // what the title says: scope and flow
  std::vector<std::string> project_suffixes;  // 项目 behind the name of one
  std::optional<AspectValue> default_fund;
  std::optional<AspectValue> sangong_fund;  // of 三公经费, where the report names other sources too
  std::optional<AspectValue> project_fund;  // final accounts: of the projects whose performance is told
  std::optional<std::string>
      document_unit;               // the unit said for the whole report; looked for by the first table without one
  std::vector<ScoredRow> scored;   // of the table read last, while no total has closed it
  std::uint32_t scored_block = 0;  // the block after that table
  /// …（类）…（款）…（项） in the heading of a section, once it was looked for.
  std::map<SectionId, std::optional<AspectValue>> heading_items;
  std::vector<Frame> lists;  // breakdowns whose parts stand in the following paragraphs

  // ---- concepts.cpp: the kind of a figure
  [[nodiscard]] dsl::ConceptId concept_of(const Stream& stream, const Slot& slot, const dsl::Quantity& quantity,
                                          bool in_targets) const;
  [[nodiscard]] bool is_relative(dsl::ConceptId id) const;  // delta, growth, share: about another figure

  // ---- reading.cpp: what words and headings say
  [[nodiscard]] OwnWords own_words(const Stream& stream, Extent zone, bool relative) const;
  /// The same without the residual, which takes longest.
  [[nodiscard]] OwnWords words_in(const Stream& stream, Extent zone, bool relative) const;
  [[nodiscard]] Context heading_context(std::uint32_t block);
  [[nodiscard]] AspectValue value(dsl::AspectId aspect, dsl::MemberId member, How how, Reason reason,
                                  std::optional<Passage> source = std::nullopt) const;
  /// The source of a figure of which nothing says it.
  [[nodiscard]] const std::optional<AspectValue>& unsaid_fund(const Fact& fact) const;
  /// A wide source in the own words (财政拨款) is the narrower one of which heading or title speak (一般公共预算).
  void narrow_fund(std::optional<AspectValue>& fund, const Context& heading) const;
  [[nodiscard]] AspectValue named(dsl::AspectId aspect, std::string name, How how, Reason reason, Passage source) const;
  [[nodiscard]] dsl::MemberId concrete(dsl::MemberId member) const;  // an umbrella: the last it prefers
  [[nodiscard]] bool is_budget(const std::optional<AspectValue>& stage) const;
  [[nodiscard]] const AspectValue* aspect(FactId fact, dsl::AspectId id) const;

  FactId add(Fact&& fact);
  [[nodiscard]] Fact& fact(FactId id) { return report.facts[id.value]; }
  [[nodiscard]] const Fact& fact(FactId id) const { return report.facts[id.value]; }
  void set(Fact& fact, AspectValue value) const;
  /// Stage, scope, fund and flow of a fact, as inherited for another reason.
  void copy(Fact& to, const Fact& from, Reason reason) const;
  void set_year(Fact& fact, const OwnWords& own, std::optional<int> sentence_year, Passage sentence_year_at) const;
  void set_name(Fact& fact) const;
  [[nodiscard]] bool same_class(const dsl::Quantity& a, const dsl::Quantity& b) const;
  void close(Frame& frame);
  [[nodiscard]] bool all_parts_named(const Frame& frame, FactId whole) const;

 private:
  [[nodiscard]] bool names_spending_too(const Stream& stream, Extent words) const;
  [[nodiscard]] bool names_a_rate(const Stream& stream, Extent words) const;
  [[nodiscard]] bool names_other_topic(const Stream& stream, Extent words, const AspectValue& scope) const;
  void find_stage_of_parts(Breakdown& breakdown);
  void fold_subtotals(FactId total, std::vector<FactId>& parts);
  [[nodiscard]] OwnWords words_of_taxonomy(const Stream& stream, Extent zone, bool relative) const;
  void take_bare_verb(const Stream& stream, Extent zone, OwnWords& own) const;
  [[nodiscard]] bool names_other_source(std::uint32_t block);

  /// What the words of one heading say.
  struct HeadingWords {
    Context context;
    bool balance = false;
  };
  [[nodiscard]] const HeadingWords& heading_words(SectionId id);

  std::unordered_map<std::uint32_t, Context> heading_cache_;  // by section
  std::unordered_map<std::uint32_t, HeadingWords> heading_words_;
};

/// Money under the headings and captions that name projects is theirs: named_projects.cpp.
void name_projects(Reading& reading);
/// 目标实现。自评得分3.8分 beside 自评得分96.80分 of the whole: the score of an item.
void tell_item_scores(Reading& reading);
/// Where the number of the heading or list item that a paragraph begins with ends; 0: it has none.
[[nodiscard]] std::uint32_t end_of_number(const Report& report, std::uint32_t block);
/// Figures and breakdowns of a paragraph.
void read_paragraph(Reading& reading, std::uint32_t block);
/// Figures and breakdowns of a table; `first` is the block, later rows may stand in following blocks.
/// A bare number with the unit that a caption, a header or the rest of the report gives.
void give_unit(dsl::Quantity& quantity, std::string_view unit_name);
void read_table(Reading& reading, std::uint32_t block);
/// Lines of text that are rows of a table without marks; returns how many blocks were read (0: not a table).
std::uint32_t read_loose_table(Reading& reading, std::uint32_t block);

}  // namespace hegui::report
