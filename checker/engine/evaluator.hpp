// Evaluates the expressions of rules over one report, at one alignment at a time.
// Used by rules.cpp, which sets the alignment and the loop variables and asks for conditions, texts and evidence.
// Afterwards every expression has a Value; what it read is in the Record when one is kept.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "checker/engine/alignment.hpp"
#include "checker/engine/element_indexes.hpp"
#include "checker/engine/fact_index.hpp"
#include "checker/engine/observations.hpp"
#include "checker/engine/outcome.hpp"
#include "checker/engine/plan.hpp"
#include "checker/engine/truth_map.hpp"
#include "checker/engine/value.hpp"

namespace hegui::engine {

/// A fact or a passage that an expression read.
struct Read {
  dsl::ExprId expression;
  std::uint32_t fact = kNoFact;
  report::Passage at;
  bool has_passage = false;
  Fit fit = Fit::exact;
  std::uint32_t query = 0;  // of the fact, when `asked`
  bool asked = false;       // read by a query, not through a record
  bool background = false;  // of the report as a whole (its year, its date): quoted last
  bool idle = false;        // words that a part of a condition found which did not decide it: no evidence
};
/// A comparison that was decided, with the range of reads of either side.
struct Compared {
  dsl::ExprId expression;
  Value left, right;
  Truth truth = Truth::unknown;
  std::size_t left_begin = 0, right_begin = 0, end = 0;
};
/// Kept only where somebody wants to know how a verdict came about: it costs several times the evaluation itself.
struct Record {
  bool traced = true;  // whether `steps` are wanted
  std::vector<Read> reads;
  std::vector<Compared> comparisons;
  std::vector<TraceStep> steps;
  TruthMap truths;                                       // by expression: what it came to last
  std::vector<dsl::ParamId> default_parameters;          // read with their default value
  std::map<std::uint32_t, std::vector<Read>> let_reads;  // by slot: what a let read when it was evaluated
};

/// Where the value of a parameter comes from.
struct ParameterValue {
  dsl::ExprId value;
  bool is_default = true;
};

class Evaluator {
 public:
  Evaluator(FactIndex& index, const std::vector<ParameterValue>& parameters);

  // ---- what is being evaluated --------------------------------------------------------------------------------
  /// Begins a rule: fresh locals (`slots`, lets evaluated when first read), a fresh budget.
  void begin_rule(std::uint32_t slots, const std::vector<dsl::Let>& lets, const std::vector<dsl::ParamSetting>& own);
  void set_local(std::uint32_t slot, Value value);
  /// Moves to an alignment; null: none. Lets are evaluated again.
  void set_alignment(const Alignments* all, const Alignment* row);
  /// Forgets what lets came to, so that they are read again into a record.
  void forget();
  void set_record(Record* record) { record_ = record; }
  /// A figure to be taken for another, to see whether a comparison would hold then.
  void set_supposed(std::uint32_t fact, const Value* value);
  [[nodiscard]] bool exhausted() const { return steps_ > kMaxSteps; }

  // ---- evaluation ---------------------------------------------------------------------------------------------
  Value evaluate(dsl::ExprId id);
  /// Whether a condition holds, which takes much less than its value: no reasons, and nothing is recorded.
  Truth test(dsl::ExprId id);
  /// A condition with its reasons where it is unknown.
  Value condition(dsl::ExprId id);
  /// Conditions are evaluated with all that belongs to it wherever test() is asked: to see that it comes to the same.
  void test_by_values() { by_values_ = true; }
  /// test() may look at the parts of a condition in the order that costs least: nobody asks what passed with a note.
  void test_in_any_order() { in_any_order_ = true; }
  [[nodiscard]] bool tests_in_any_order() const { return in_any_order_; }
  /// evaluate() without a copy where the value stands somewhere already. What is returned lives in `room`, or until the
  /// rule at hand is done with.
  const Value& look(dsl::ExprId id, Value& room);
  [[nodiscard]] const FactIndex& index() const { return index_; }
  [[nodiscard]] const dsl::Program& program() const { return program_; }
  [[nodiscard]] const report::Report& report() const { return report_; }
  [[nodiscard]] const Alignments* alignments() const { return alignments_; }
  [[nodiscard]] const Alignment* alignment() const { return row_; }
  [[nodiscard]] bool truncated() const { return truncated_; }
  void clear_truncated() { truncated_ = false; }
  /// The expression that a local variable stands for, if it is a let of the rule at hand.
  [[nodiscard]] dsl::ExprId let_value(std::uint32_t slot) const;
  /// What a list to loop over consists of.
  Items loop_elements(dsl::ExprId list) { return elements(list, false); }
  /// What a sum adds up.
  Items summed_elements(dsl::ExprId child) { return elements(child, true); }
  /// “80万元 ÷ 100万元”: an expression with its figures in place of its names.
  std::string with_figures(dsl::ExprId id, int outer_strength = 0);
  /// Whether the report has none of the words without which a condition comes to no.
  [[nodiscard]] bool lacks_words_of(dsl::ExprId id) {
    const std::uint32_t needed = plan_.nodes[id.value].needed;
    return needed != kNoConstant && lacks(needed);
  }
  /// Where those elements of a loop stand in its list that may fulfil its conditions as its surroundings are; for all
  /// others they surely come to no. Null: nothing is known of the loop.
  const std::vector<std::uint32_t>* kept_elements(std::uint32_t loop, Items& items, std::vector<std::uint32_t>& room);
  /// How many elements a list of the report has.
  [[nodiscard]] std::size_t count_of(dsl::Field list) { return report_field({}, list).items().size(); }
  /// Derives what the formulas of the queries' concepts give where the report states nothing.
  void derive_for(const std::vector<std::uint32_t>& queries);

  // ---- texts and places, also for messages ----------------------------------------------------------------------
  /// A value as shown to people: “74.27%”, “项目支出”, “〈缺〉”.
  [[nodiscard]] std::string show(const Value& value) const;
  /// The text itself, pieces joined by line ends.
  [[nodiscard]] std::string joined(const Value& text) const;
  [[nodiscard]] std::vector<report::Passage> places_of(const Value& value) const;
  [[nodiscard]] const Observations& observations() const;
  /// Indicators of the report, then total scores that only the running text gives.
  [[nodiscard]] const report::Indicator& indicator(std::uint32_t index) const;

 private:
  static constexpr std::uint64_t kMaxSteps = 20'000'000;
  static constexpr int kMaxDepth = 400;
  static constexpr std::size_t kMaxReads = 4096;  // kept of one outcome
  /// Who looks at a value may go on while others are added.
  class Slots {
   public:
    [[nodiscard]] std::size_t size() const { return first_.size() + more_.size(); }
    Value& operator[](std::size_t i) { return i < first_.size() ? first_[i] : more_[i - first_.size()]; }
    void assign(std::size_t size) {
      first_.assign(size, Value());
      more_.clear();
    }
    /// Makes room at the beginning of a call, when nobody looks at any of them.
    void begin(std::size_t size) {
      if (size > first_.size() && more_.empty()) first_.resize(size);
      grow(size);
    }
    void grow(std::size_t size) {
      if (size > this->size()) more_.resize(size - first_.size());
    }

   private:
    std::vector<Value> first_;
    std::deque<Value> more_;
  };
  struct Frame {
    Slots values;
    std::vector<std::uint8_t> states;  // kEmpty, kBusy, kSet
    std::vector<dsl::ExprId> lets;     // per slot; invalid unless it is a let
  };

  // truth.cpp
  /// A text, a record or a figure of the report that can be told without making a value; `other`: anything else.
  struct Plain {
    enum class Kind : std::uint8_t { other, missing, text, record, fact };
    Kind kind = Kind::other;
    bool in_report = false;  // text: stands at `place`
    dsl::Record record = dsl::Record::report;
    std::uint32_t index = 0;  // of the record or the fact
    std::uint32_t named = 0;  // text: 1 and its place in fact_words_, if it is the name or the label of a fact
    dsl::MemberId member;     // that the text names
    report::Passage place;
    std::string_view chars;  // of a text; they stand for good
  };
  Truth test_now(dsl::ExprId id, const Node& node);
  Truth test_field(dsl::ExprId id, const Node& node);
  Truth test_comparison(dsl::ExprId id, const Node& node);
  Truth test_contains(dsl::ExprId id, const Node& node);
  Truth test_matches(dsl::ExprId id, const Node& node);
  Truth test_quantified(dsl::ExprId id, const Node& node);
  Truth test_call(dsl::ExprId id, const Node& node);
  /// The value of an expression that is worked out once: a condition by its truth, unless that is unknown.
  Value evaluate_once(dsl::ExprId id, const Node& node);
  [[nodiscard]] bool tests_plainly() const { return record_ == nullptr && !by_values_ && supposed_.empty(); }

  // plain.cpp
  Plain plain(dsl::ExprId id);
  [[nodiscard]] Plain plain_of(const Value& value) const;
  [[nodiscard]] Plain plain_of_fact(std::uint32_t index, dsl::Field field);
  /// Of a record of the sort that has the field.
  [[nodiscard]] Plain plain_field(std::uint32_t record, dsl::Field field);
  [[nodiscard]] static Plain plain_text(std::string_view text);
  [[nodiscard]] static Plain plain_record(dsl::Record record, std::uint32_t index);
  [[nodiscard]] static Plain plain_sentence(std::uint32_t sentence);
  [[nodiscard]] Plain plain_passage(const report::Passage& at) const;
  [[nodiscard]] Plain plain_original(const report::Passage& at) const;
  [[nodiscard]] Plain plain_fact(report::FactId fact) const;
  [[nodiscard]] Plain plain_aspect(std::uint32_t fact, dsl::AspectId aspect) const;

  // evaluate.cpp
  Value dispatch(dsl::ExprId id, const Node& expr);
  Value parameter(dsl::ParamId id);
  Value local(std::uint32_t slot);
  Value call_function(const Node& expr);
  Value called(const dsl::Function& function, std::span<Value> arguments);
  void enter(const dsl::Function& function, std::span<Value> arguments);
  Value called_with(std::uint32_t function, std::span<Value> arguments, bool figure, std::uint32_t place);
  Value logical(const Node& expr);
  Value known_test(const Node& expr);
  Value comparison(dsl::ExprId id, const Node& expr);
  Value compare_values(dsl::Op op, const Value& left, const Value& right, const Tolerance& tolerance);
  Value within(const Value& left, const Value& right);
  [[nodiscard]] bool own_formula(const Value& derived, dsl::ExprId other);
  Value arithmetic(const Node& expr);
  Value or_else(const Node& expr);
  Value default_if_missing(const Node& expr);
  Value quantified(const Node& expr);
  Value grouped(const Node& expr);
  Value aspect_name(const Node& expr);
  Value sections(dsl::ExprId id, const Node& expr);
  Value text_template(const Node& expr);
  /// Records that stand for a figure (a ratio, an enumeration) as that figure.
  const Value& as_figure(const Value& value, Value& room);
  Value as_figure(const Value& value) {
    Value room;
    return as_figure(value, room);
  }

  // query.cpp
  Value query(dsl::ExprId id, std::uint32_t index);
  std::vector<Value> query_all(dsl::ExprId id, std::uint32_t index, bool parts_only);
  [[nodiscard]] std::vector<Candidate> select(std::uint32_t index, Fit& fit);
  Value resolve(dsl::ExprId id, std::uint32_t index, const std::vector<Candidate>& candidates, Fit fit);
  Value told(dsl::ExprId id, std::uint32_t index, const Chosen& chosen, Fit fit);
  [[nodiscard]] std::vector<Candidate> listed_together(const std::vector<std::uint32_t>& facts) const;
  [[nodiscard]] std::vector<std::pair<std::uint32_t, Code>> preferred_for(std::uint32_t index) const;
  void derive(dsl::ConceptId concept_id, int year_shift);
  void derive_at(dsl::ConceptId concept_id, const Alignments& all, const Alignment& row, int year_shift);

  // fields.cpp
  Value field(dsl::ExprId id, const Value& record, dsl::Field field);
  Value field_of_record(dsl::ExprId id, const Value& record, dsl::Field field);
  Value report_field(dsl::ExprId id, dsl::Field field);
  Value report_field_now(dsl::ExprId id, dsl::Field field);
  Value section_field(dsl::ExprId id, std::uint32_t index, dsl::Field field);
  struct Outline {
    std::vector<std::optional<std::int64_t>> points;  // by section, once they are counted
    std::vector<std::int64_t> children;               // by section: headings below it
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> siblings;
    static std::uint64_t key_of(const report::Section& section) {
      return std::uint64_t{section.parent.value} << 2U | (section.list_item ? 2U : 0U) | (section.attached ? 1U : 0U);
    }
    /// Of the same parent and the same sort, with the section itself, in reading order.
    const std::vector<std::uint32_t>& siblings_of(const report::Section& section) { return siblings[key_of(section)]; }
  };
  Outline& outline();
  Value passage_field(dsl::ExprId id, const Value& record, dsl::Field field);
  Value breakdown_field(dsl::ExprId id, std::uint32_t index, dsl::Field field);
  Value indicator_field(dsl::ExprId id, std::uint32_t index, dsl::Field field);
  Value change_field(dsl::ExprId id, std::uint32_t index, dsl::Field field);
  Value fact_field(dsl::ExprId id, const Value& fact, dsl::Field field);
  Value other_field(dsl::ExprId id, const Value& record, dsl::Field field);
  Value fact_value(dsl::ExprId id, report::FactId fact);
  Value facts_value(dsl::ExprId id, const std::vector<report::FactId>& facts);
  Value member_text(dsl::MemberId member, dsl::ExprId id);
  Value aspect_text(dsl::ExprId id, std::uint32_t fact, dsl::AspectId aspect);
  Value parts_of(dsl::ExprId id, std::uint32_t breakdown);
  Value values_of(dsl::ExprId id, const Value& fact);
  Value unit_slip(dsl::ExprId id, std::uint32_t index);
  Value unit_slip_now(dsl::ExprId id, const report::Breakdown& breakdown);
  static Value scaled(const Value& value, int power);
  static Value signed_down(const Value& value);
  Value absent(dsl::ExprId id);
  Value text_or_absent(dsl::ExprId id, const std::string& text);

  // builtins.cpp
  Value call_builtin(dsl::ExprId id, const Node& expr);
  Value* kept_sum(const Node& sum);
  Items elements(dsl::ExprId child, bool parts_only);

  // text_match.cpp, nearness.cpp
  Value contains(dsl::ExprId id, const Value& left, const Value& right);
  Value matches(dsl::ExprId id, const Value& left, dsl::ExprId pattern);
  Value near(dsl::ExprId id, const Node& expr);
  [[nodiscard]] std::vector<report::Passage> scope_around(const report::Passage& at, std::uint32_t scope) const;
  Value find_in(dsl::ExprId id, const Value& text, dsl::ExprId sought);
  /// The text that stands for a value (a record's own text), or unknown.
  const Value& as_text(dsl::ExprId id, const Value& value, Value& room);
  /// A text in one piece; pieces are joined in `room`.
  std::string_view in_one_piece(const Value& text, std::string& room) const;
  /// Whether the text has the word, noted as evidence. `number`: of the word in the table of the plan, if it is there.
  bool has_word(dsl::ExprId id, const Value& text, std::string_view word, std::uint32_t number);
  /// Which passages of a long report may hold a word that no table knows, in their order. False: any text may.
  bool find_passages(std::span<const report::Passage> passages, std::string_view word,
                     std::vector<std::uint32_t>& found);
  /// Whether the text has a word of a set of the table; not noted.
  bool has_any(const Value& text, std::uint32_t set);
  /// The same of characters in one piece; `lasting`: they stand for good.
  bool has_any(std::string_view chars, bool lasting, std::uint32_t set);
  bool has_any(const Plain& text, std::uint32_t set);
  /// Whether a pattern matches in a text that stands in one piece; not noted.
  bool holds(const Pattern& pattern, std::string_view chars, bool lasting);
  bool holds(const Pattern& pattern, const report::Passage& at);
  bool holds_without_blanks(const Pattern& pattern, const report::Passage& at);
  bool holds(const Pattern& pattern, const Plain& text);
  /// Whether blanks stand in the passage that hide words from patterns.
  bool has_idle_blank(const report::Passage& at);
  WordPlaces& words() const;
  bool lacks(std::uint32_t needed);

  void note_fact(dsl::ExprId id, std::uint32_t fact, Fit fit = Fit::exact, std::uint32_t query = 0, bool asked = false);
  void note_passage(dsl::ExprId id, const report::Passage& at, bool background = false);
  /// What came of a closed expression, with what a record of it holds.
  struct Remembered {
    Value value;
    bool recorded = false, traced = false;
    std::vector<Read> reads;
    std::vector<Compared> comparisons;  // their ranges count from the first of `reads`
    std::vector<TraceStep> steps;       // depths from 0
    TruthMap truths;
    std::vector<dsl::ParamId> default_parameters;
  };
  Value remembered(dsl::ExprId id, const Node& expr);
  Value evaluate_now(dsl::ExprId id, const Node& expr);
  void replay(const Remembered& known);
  /// How far a record has come; and the record without what was noted since then.
  struct Mark {
    std::size_t reads = 0, comparisons = 0;
  };
  [[nodiscard]] Mark mark() const;
  void take_back(const Mark& mark);
  /// Words found since then up to `end` decided nothing.
  void set_idle(const Mark& mark, const Mark& end);
  [[nodiscard]] std::string text_of(dsl::ExprId id) const;
  Frame& frame() { return frames_[frame_count_ - 1]; }

  FactIndex& index_;
  const dsl::Program& program_;
  const report::Report& report_;
  const Plan& plan_;
  const std::vector<ParameterValue>& parameters_;
  const std::vector<dsl::ParamSetting>* own_settings_ = nullptr;
  std::deque<Frame> frames_;     // those of calls that are over are kept for the next ones
  std::size_t frame_count_ = 1;  // of calls within each other, with the rule itself
  const Alignments* alignments_ = nullptr;
  const Alignment* row_ = nullptr;
  std::vector<std::optional<Chosen>> chosen_;  // by query of the alignment at hand
  Record* record_ = nullptr;
  std::map<std::uint32_t, Value> supposed_;
  // By pattern and long passage: where it matches, if it does.
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>,
           std::optional<std::pair<std::uint32_t, std::uint32_t>>>
      matched_;
  /// Where the closed expressions of the rule at hand are remembered.
  struct Shelf {
    std::uint32_t rule = 0, place = 0;
  };
  std::vector<Shelf> shelves_;         // by place among the closed expressions
  std::deque<Remembered> remembered_;  // of the rule at hand; those of the rules before it are used again
  std::uint32_t remembered_count_ = 0;
  std::uint32_t rules_begun_ = 0;
  struct Round {
    std::uint32_t loop = 0;  // for which it was worked out
    Value value;
  };
  std::vector<std::uint32_t> idle_blanks_;  // of the whole text
  bool idle_blanks_known_ = false;
  std::vector<std::uint8_t> lacking_;                  // by Plan::needed_words: 0 not looked up yet, 1 no, 2 yes
  std::vector<Round> rounds_;                          // by Plan::round_at
  std::uint32_t loop_ = 0, loops_ = 0;                 // the 每个 or 有个 at hand, and how many there were
  std::unordered_map<std::uint32_t, Reasons> absent_;  // by expression: why it is missing
  std::map<dsl::Field, Value> lists_;                  // of the report, by field
  std::map<std::uint32_t, std::vector<std::uint32_t>> agreeing_;   // by fact: others that say the same for a query
  std::vector<std::uint8_t> derived_;                              // by concept, in its own year: begun or done
  std::map<std::pair<std::uint32_t, int>, bool> shifted_derived_;  // concept and another year: the same
  mutable std::optional<Observations> observations_;
  mutable std::optional<WordPlaces> words_;
  std::optional<ContentIndex> report_pairs_;  // of the passages of a long report, once a name is sought in it
  std::optional<Outline> outline_;
  /// What fields of records come to that take some work, once somebody asks.
  std::vector<Value> parts_, sums_;       // by breakdown: the list of its parts; what they add up to
  std::vector<std::uint8_t> unit_slips_;  // by breakdown: 0 not asked yet, 1 none, 2 one
  std::optional<std::unordered_map<std::uint32_t, std::uint32_t>> conflicts_;  // by the first of their facts
  std::unordered_map<std::uint32_t, Value> falls_;  // by fact: a figure that fell by so much, with its sign
  struct Called {
    bool known = false, figure = false, truncated = false;
    dsl::Record record = dsl::Record::report;
    Value value;
  };
  /// What a function that repeats itself says of records of one kind, or of figures: by place, 0 not asked yet, else a
  /// truth and 1, and whether that was close by cutting off.
  struct Told {
    dsl::Record record = dsl::Record::report;
    std::vector<std::uint8_t> truths;
  };
  std::vector<Told> told_;                     // by function
  std::vector<std::uint32_t> fact_sentences_;  // of stated facts, once somebody asks
  std::vector<std::vector<Called>> called_;    // by function and place of the one record or figure it was called with
  struct KnownWords {
    std::size_t size = 0;
    std::vector<std::uint32_t> words;
  };
  /// The elements of a loop that its own conditions leave over, and where those with certain texts or numbers stand.
  struct Kept {
    Items items;
    std::vector<std::uint32_t> all, unkeyed;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> by_key;  // sorted
    // Of LoopHint::near, in its order; null: not asked for yet. One of the three is used.
    struct Index {
      ReachIndex figures;
      ContentIndex texts;
      BeginningIndex beginnings;
    };
    std::vector<std::unique_ptr<Index>> near;
  };
  // kept.cpp
  void find_kept(const LoopHint& hint, Kept& kept);
  template <class Do>
  bool at_place(const LoopHint& hint, const LoopHint::Place& place, const Value* element, const Do& work);
  std::optional<std::uint64_t> key_of(const LoopHint& hint, const LoopHint::Key& key, std::uint64_t salt,
                                      const Value* element);
  std::optional<std::uint64_t> hash_of_parts(std::span<const LoopHint::Part> parts, std::uint64_t salt, bool inner);
  const std::vector<std::uint32_t>* looked_up(const LoopHint& hint, const Kept& kept, std::vector<std::uint32_t>& room);
  const std::vector<std::uint32_t>* narrowed(const LoopHint& hint, Kept& kept, const std::vector<std::uint32_t>* among,
                                             std::vector<std::uint32_t>& room);
  bool make_index(const LoopHint& hint, const LoopHint::Near& near, Kept& kept, Kept::Index& index);
  bool find_near(const LoopHint& hint, std::size_t which, Kept& kept, std::vector<std::uint32_t>& found);
  /// Whether evaluating it evaluates no let of the rule for the first time.
  bool is_settled(dsl::ExprId id, int depth);
  const Value* plain_number(dsl::ExprId id, Value& room);
  std::size_t hash_of(const Plain& text);
  std::unordered_map<std::uint64_t, std::optional<std::size_t>> hashes_;  // of long passages, by where they stand
  std::vector<std::unique_ptr<Kept>> kept_;  // by place in Plan::loops; null: not asked for yet
  void find_words(std::string_view chars, KnownWords& known) const;
  // Of the names and labels of stated facts, by their text and by fact: many figures have the same name.
  std::unordered_map<std::string_view, KnownWords> named_words_;
  std::vector<const KnownWords*> fact_words_;
  struct Unblanked {
    std::string text;
    KnownWords words;
  };
  std::unordered_map<std::uint64_t, Unblanked> unblanked_;   // passages with idle blanks, by where they stand
  std::unordered_map<const char*, KnownWords> known_words_;  // of texts that stand for good, by where they begin
  std::uint64_t steps_ = 0;
  int depth_ = 0;
  int year_shift_ = 0;
  bool truncated_ = false;
  bool by_values_ = false;
  bool in_any_order_ = false;
  bool in_vain_ = false;  // what is recorded of the element of a loop at hand will be taken back
};

}  // namespace hegui::engine
