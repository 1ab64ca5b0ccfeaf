// One paragraph of running text while its figures become facts; split over paragraph.cpp (figures
// one by one), aspects.cpp (what each is about) and
// frames.cpp and totals.cpp (totals and parts). Made and dropped by read_paragraph().
// Afterwards the paragraph's facts are in the Report; breakdowns that go on in the next paragraphs are in
// Reading::lists.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/report/reading.hpp"

namespace hegui::report {

class Paragraph {
 public:
  /// `stream` outlives the paragraph.
  Paragraph(Reading& reading, std::uint32_t block, const Stream& stream);
  void read();

 private:
  struct Draft {
    std::size_t slot = 0;
    Extent label;
    OwnWords own;
    Fact fact;
  };

  // ---- paragraph.cpp
  void read_slot(std::size_t s);
  bool restate(std::size_t s, Draft& draft);
  [[nodiscard]] bool at_opening(const Slot& slot, const Fact& fact) const;
  [[nodiscard]] bool counted_before(std::size_t s) const;
  [[nodiscard]] bool shares_on(std::size_t s, const dsl::Quantity& quantity) const;
  [[nodiscard]] FactId respective_subject(std::size_t s) const;

  // ---- listed.cpp
  void date_replaced(std::size_t s);
  [[nodiscard]] bool added_before(std::size_t s) const;
  [[nodiscard]] bool under_projects();
  [[nodiscard]] bool in_project_list();
  [[nodiscard]] bool in_counted_list(std::size_t s) const;
  [[nodiscard]] bool beside_items(const Draft& draft) const;
  [[nodiscard]] bool added_too(std::size_t s) const;
  [[nodiscard]] bool spent_of_last(std::size_t s, const Draft& draft) const;
  void note_additions();
  void share_out();
  void take_as_added(const std::vector<FactId>& added);
  [[nodiscard]] bool name_behind_number(const Draft& draft);
  void find_listed(std::size_t s, const Draft& draft);
  [[nodiscard]] bool names_a_thing(Extent name) const;
  [[nodiscard]] std::uint32_t group_begin(std::uint32_t at, std::uint32_t floor) const;
  [[nodiscard]] std::uint32_t end_of_paragraph_number() const;
  bool open_implied(std::size_t s, const Draft& draft);
  [[nodiscard]] bool is_addend(FactId id) const;
  [[nodiscard]] bool filled(const Frame& frame, FactId total, const Draft& draft, bool new_item) const;
  [[nodiscard]] bool names_part_of(FactId whole, const Draft& draft) const;
  [[nodiscard]] Extent short_name(const Draft& draft) const;

  // ---- aspects.cpp, items.cpp
  void give_fiscal(Draft& draft, const Frame* frame, FactId total);
  void give_amount(Draft& draft, const Frame* frame, FactId total);
  void give_part(Draft& draft, FactId total, bool in_list);
  void give_scope(Draft& draft);
  void give_fund(Draft& draft);
  void give_project(Draft& draft);
  [[nodiscard]] bool ends_label(const Passage& name, const Fact& fact) const;
  void give_cost(Draft& draft);
  [[nodiscard]] FactId measured_before(const Draft& draft) const;
  [[nodiscard]] bool is_measure(std::size_t s) const;
  [[nodiscard]] FactId rated_part(std::size_t s) const;
  [[nodiscard]] FactId measured_last(std::size_t s) const;
  [[nodiscard]] bool speaks_of_whole(std::size_t s, const Draft& draft) const;
  void name_item(Draft& draft, const Fact& total);
  void give_flow(Draft& draft);
  void give_stage(Draft& draft);
  [[nodiscard]] FactId thing_named(Extent words, std::size_t before) const;
  [[nodiscard]] Extent without_verbs(Extent name) const;
  [[nodiscard]] bool free_scope(const Draft& draft, std::string& name, Passage& at) const;
  [[nodiscard]] bool names_a_project(const Draft& draft) const;
  [[nodiscard]] bool names_an_item(const Draft& draft);
  [[nodiscard]] bool states(const Fact& fact) const;
  [[nodiscard]] FactId subject_of(const Draft& draft) const;
  void find_sentence_year(const Slot& slot);
  void find_topic(std::size_t s);
  void find_item(const Stream& stream, std::uint32_t limit, Reason reason);
  void give_item(Draft& draft);
  void find_topic_name(Extent before);
  [[nodiscard]] dsl::ConceptId replaced_concept(std::size_t s, const Fact& fact) const;
  [[nodiscard]] dsl::MemberId family_of(FactId whole, const Draft& draft, std::size_t s) const;
  [[nodiscard]] FactId told_with(const Draft& draft) const;
  [[nodiscard]] bool names_the_next(const Draft& draft) const;
  bool goes_on_about_project(Draft& draft) const;
  [[nodiscard]] bool bounds_what_was_reached(std::size_t s) const;
  [[nodiscard]] bool levels_of_a_kind(dsl::MemberId whole, dsl::MemberId part) const;
  void remember_main(std::size_t s, FactId id);
  void name_scored(Draft& draft);
  [[nodiscard]] dsl::MemberId part_named(dsl::MemberId whole, const std::string& name) const;
  [[nodiscard]] std::string entity_of(const Draft& draft) const;
  [[nodiscard]] Passage with_quotes(Extent extent) const;
  [[nodiscard]] std::string text(Extent extent) const;

  // ---- frames.cpp
  void leave_frames(std::size_t s);
  [[nodiscard]] bool is_numbered(std::size_t s) const;
  [[nodiscard]] bool total_is_numbered(const Frame& frame) const;
  bool open_frame(std::size_t s, Draft& draft);
  [[nodiscard]] bool trails_off(std::uint32_t begin, std::uint32_t cue) const;
  [[nodiscard]] bool in_family(const std::optional<AspectValue>& stage, const AspectValue* of_total) const;
  [[nodiscard]] FactId nearest_total(const Draft& draft, std::size_t before, bool new_sentence) const;
  [[nodiscard]] FactId figure_named(const Draft& draft, Extent subject) const;
  [[nodiscard]] bool of_another_year(const Fact& fact) const;
  [[nodiscard]] FactId total_named(const Draft& draft, Extent subject) const;
  [[nodiscard]] bool is_difference(std::size_t s) const;
  [[nodiscard]] FactId thing_named(const Draft& draft, Extent subject) const;
  [[nodiscard]] FactId figure_here(const Draft& draft, const OwnWords& words) const;
  [[nodiscard]] bool is_aimed_at(std::size_t s) const;
  [[nodiscard]] bool listed_with_others(std::size_t s) const;
  struct Lead {  // 项目支出分别为：
    Extent subject, cue;
    bool composed = false;  // 由…构成
  };
  [[nodiscard]] Lead lead_before(const Slot& slot, std::uint32_t gap_begin) const;
  [[nodiscard]] bool names_money(Extent words) const;
  [[nodiscard]] bool said_to_be_all(const Slot& slot) const;
  [[nodiscard]] FactId total_of_classes(const Draft& draft) const;
  [[nodiscard]] bool parted(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool counts_other_things(FactId total, std::size_t s) const;
  [[nodiscard]] Extent whole_words(Extent cue) const;
  [[nodiscard]] bool replaced_next(std::size_t s) const;
  void fill_measures(Frame& frame, FactId primary) const;
  /// The frame of which the figure is a part, innermost first, and the total of it; closes frames that it leaves.
  Frame* place(Draft& draft, std::size_t s, FactId& total);
  [[nodiscard]] bool flows_alike(dsl::MemberId flow, const Fact& total) const;
  [[nodiscard]] bool passes_kind_on(dsl::ConceptId kind) const;
  [[nodiscard]] FactId total_in(const Frame& frame, const Draft& draft, std::size_t s) const;
  [[nodiscard]] bool stands_beside(std::uint32_t opener) const;
  [[nodiscard]] bool below_a_part(const Frame& frame, FactId total, const Draft& draft) const;
  [[nodiscard]] bool opens_bracket(std::size_t s) const;
  [[nodiscard]] bool relatives(dsl::MemberId a, dsl::MemberId b) const;
  [[nodiscard]] bool siblings(dsl::ConceptId a, dsl::ConceptId b) const;
  [[nodiscard]] bool same_kind(const Fact& total, const Draft& draft, std::size_t s) const;
  void note_part(Frame& frame, FactId total, FactId part, std::size_t s);
  void finish();
  void open_list();
  [[nodiscard]] bool said_to_be_partial(std::size_t s) const;

  Reading& r_;
  const Lexicon::Tables& t_;
  Report& report_;
  std::uint32_t block_;
  const Stream& stream_;
  std::vector<Slot> slots_;
  std::vector<FactId> facts_;  // by slot; invalid where the figure became none
  std::vector<Frame> frames_;
  std::vector<bool> is_part_;                // by slot
  std::vector<bool> is_base_;                // by slot: 比上年10万元, what another figure is compared with
  std::optional<AspectValue> main_project_;  // the project of the figure before, in its sentence
  Context main_;                             // of the last fiscal figure that is no part
  std::optional<std::uint32_t> main_sentence_;
  std::optional<FactId> main_fact_;
  bool several_scopes_ = false, several_funds_ = false,
       several_projects_ = false;  // 基本支出…，项目支出…: each told of
  Context heading_;
  std::optional<bool> under_projects_, in_project_list_;  // once asked for
  std::optional<int> sentence_year_;
  Passage sentence_year_at_;
  std::uint32_t year_sentence_ = 0;
  Context topic_;                      // what the sentence speaks of before its first figure
  Extent topic_name_;                  // …项目
  std::optional<AspectValue> item_;    // …（类）…（款）…（项）, of which the paragraph speaks
  std::optional<AspectValue> listed_;  // 2.内涝治理：预算…
  bool listed_everywhere_ = false;     // it is the name of the whole paragraph
  std::uint32_t topic_sentence_ = 0;
  bool in_targets_ = false;
  bool in_measures_ = false;
  std::string entity_;
  std::uint32_t entity_sentence_ = 0;
  SectionId section_;
};

}  // namespace hegui::report
