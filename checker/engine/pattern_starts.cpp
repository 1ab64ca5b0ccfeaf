#include "checker/engine/pattern_starts.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>
#include <vector>

#include "checker/engine/backtrack.hpp"

namespace hegui::engine {

namespace {

using Step = Backtrack::Step;
using Op = Backtrack::Op;

constexpr std::size_t kMostStates = 400;  // that one place of a way is worked out from; more: anything may stand there

/// Before a character: the step, and how much of it is behind (bytes of a text, rounds of a repeat as far as needed).
struct State {
  std::uint32_t step = 0, behind = 0;
  friend auto operator<=>(const State&, const State&) = default;
};

class Finder {
 public:
  Finder(const std::vector<Step>& steps, const std::vector<std::string>& texts,
         const std::vector<dsl::CharacterClass>& classes)
      : steps_(steps), texts_(texts), classes_(classes) {}

  PatternStarts run() {
    std::set<State> first;
    reach({0, 0}, first);
    PatternStarts starts;
    std::size_t way = 0;
    for (const State& begin : first) {
      std::set<State> states{begin};
      for (std::size_t ahead = 0; ahead < PatternStarts::kAhead; ++ahead) states = look(states, starts, way, ahead);
      ++way;
    }
    starts.finish();
    return starts;
  }

 private:
  /// What may stand here, noted; and what may come behind it.
  std::set<State> look(const std::set<State>& states, PatternStarts& starts, std::size_t way, std::size_t ahead) {
    PatternStarts::Place place(starts, way, ahead);
    std::set<State> next;
    for (const State& state : states) {
      const Step& step = steps_[state.step];
      if (step.op == Op::done || states.size() > kMostStates) {
        place.add_anything();
        return {{done(), 0}};
      }
      State after{state.step + 1, 0};
      if (step.op == Op::text) {
        const std::string& text = texts_[step.at];
        const auto here = dsl::utf8::decode(text, state.behind);
        place.add(here.character);
        if (state.behind + here.length < text.size()) after = {state.step, state.behind + here.length};
      } else {
        add_class(place, classes_[step.at]);
        if (step.op == Op::many) after = {state.step, std::min(state.behind + 1, step.least)};
      }
      reach(after, next);
    }
    return next;
  }

  [[nodiscard]] std::uint32_t done() const { return static_cast<std::uint32_t>(steps_.size() - 1); }

  /// The states before a character, or at the end, that lie there without one between. What ^ $ \b ask is left out.
  void reach(const State& from, std::set<State>& states) {
    std::vector<State> open{from};
    std::set<State> passed;
    while (!open.empty()) {
      const State state = open.back();
      open.pop_back();
      if (!passed.insert(state).second) continue;
      const Step& step = steps_[state.step];
      switch (step.op) {
        case Op::begin:
        case Op::end:
        case Op::border: open.push_back({state.step + 1, 0}); break;
        case Op::jump: open.push_back({step.at, 0}); break;
        case Op::fork:
          open.push_back({step.at, 0});
          open.push_back({step.other, 0});
          break;
        case Op::many:
          if (state.behind >= step.least) open.push_back({state.step + 1, 0});
          states.insert(state);
          break;
        case Op::text:
        case Op::one:
        case Op::done: states.insert(state); break;
      }
    }
  }

  static void add_class(PatternStarts::Place& place, const dsl::CharacterClass& characters) {
    for (char32_t c = 0; c < 0x80; ++c)
      if (characters.has_ascii(c) != characters.negated) place.add(c);
    if (characters.negated || characters.other_than_han) place.add_all_beyond_ascii();
    if (characters.han) {  // and whatever may be Han in some version of Unicode
      place.add_blocks(0x2E80, 0x30FF);
      place.add_blocks(0x3400, 0xABFF);
      place.add_blocks(0xD700, 0xFEFF);
    }
    for (const auto& [from, to] : characters.ranges) {
      if (to > 0xFFFF)
        place.add_all_beyond_ascii();
      else if (to - from >= 256)
        place.add_blocks(from, to);
      for (char32_t c = from; c <= to && to - from < 256; ++c) place.add(c);
    }
  }

  const std::vector<Step>& steps_;
  const std::vector<std::string>& texts_;
  const std::vector<dsl::CharacterClass>& classes_;
};

}  // namespace

void Backtrack::find_starts() { starts_ = Finder(steps_, texts_, classes_).run(); }

}  // namespace hegui::engine
