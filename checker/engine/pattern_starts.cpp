#include "checker/engine/pattern_starts.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
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
  friend bool operator==(const State&, const State&) = default;
};

using States = std::vector<State>;  // each once

void put(const State& state, States& states) {
  if (std::find(states.begin(), states.end(), state) == states.end()) states.push_back(state);
}

class Finder {
 public:
  Finder(const std::vector<Step>& steps, const std::vector<std::string>& texts,
         const std::vector<dsl::CharacterClass>& classes)
      : steps_(steps), texts_(texts), classes_(classes) {}

  PatternStarts run() {
    States first;
    reach({0, 0}, first);
    PatternStarts starts;
    std::size_t way = 0;
    for (const State& begin : first) {
      States states{begin};
      for (std::size_t ahead = 0; ahead < PatternStarts::kAhead; ++ahead) states = look(states, starts, way, ahead);
      ++way;
    }
    starts.finish();
    return starts;
  }

 private:
  /// What may stand here, noted; and what may come behind it.
  States look(const States& states, PatternStarts& starts, std::size_t way, std::size_t ahead) {
    PatternStarts::Place place(starts, way, ahead);
    States next;
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
  void reach(const State& from, States& states) {
    States open{from};  // each is gone into once
    for (std::size_t i = 0; i < open.size(); ++i) {
      const State state = open[i];
      const Step& step = steps_[state.step];
      switch (step.op) {
        case Op::begin:
        case Op::end:
        case Op::border: put({state.step + 1, 0}, open); break;
        case Op::jump: put({step.at, 0}, open); break;
        case Op::fork:
          put({step.at, 0}, open);
          put({step.other, 0}, open);
          break;
        case Op::many:
          if (state.behind >= step.least) put({state.step + 1, 0}, open);
          put(state, states);
          break;
        case Op::text:
        case Op::one:
        case Op::done: put(state, states); break;
      }
    }
  }

  static void add_class(PatternStarts::Place& place, const dsl::CharacterClass& characters) {
    for (std::size_t half = 0; half < 2; ++half)
      for (std::uint64_t left = characters.negated ? ~characters.ascii[half] : characters.ascii[half]; left != 0;
           left &= left - 1)
        place.add_ascii(64 * half + static_cast<std::size_t>(std::countr_zero(left)));
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
