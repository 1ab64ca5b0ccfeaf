// The elements of a loop that may fulfil its conditions: found once a report, looked up for each of the surroundings.
// Used by truth.cpp, logic.cpp and RuleRun for the loops that plan.hpp has hints for (loop_hints.hpp).
// Afterwards whatever is left out surely comes to no.
#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <span>
#include <utility>

#include "checker/engine/evaluator.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Op;
using Kind = Value::Kind;

namespace {

constexpr std::size_t kMaxFrames = 64;    // calls of declared functions within each other
constexpr std::size_t kLongEnough = 200;  // bytes of a text whose hash is kept
constexpr std::size_t kMany = 256;        // elements of a loop that an index is made of
constexpr std::size_t kFew = 24;          // that are gone through at once
constexpr int kDeepest = 64;
constexpr std::uint8_t kSet = 2;  // of a variable

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

/// Where the parts of a hint stand: in the condition itself, or in the function that it calls. False: cannot go there.
template <class Do>
bool Evaluator::at_place(const LoopHint& hint, const LoopHint::Place& place, const Value* element, const Do& work) {
  if (place.function == LoopHint::kNoFunction) {
    if (element != nullptr) set_local(hint.slot, *element);
    work();
    return true;
  }
  const Node& call = plan_.nodes[place.call.value];
  std::array<Value, 4> arguments;
  if (call.children.size() > arguments.size() || frame_count_ >= kMaxFrames) return false;
  if (element != nullptr) arguments[place.argument] = *element;
  for (std::size_t i = 0; element == nullptr && i < call.children.size(); ++i)
    if (i != place.argument) arguments[i] = evaluate(call.children[i]);
  enter(program_.functions[place.function], std::span<Value>(arguments).first(call.children.size()));
  work();
  --frame_count_;
  return true;
}

/// A figure that is compared by its number alone; null: it is not there, or it takes more to compare it.
const Value* Evaluator::plain_number(ExprId id, Value& room) {
  const Node& node = plan_.nodes[id.value];
  if (node.op != Op::field) {  // added up
    room = evaluate(id);
    if (!room.is(Kind::quantity) || room.partial || room.approximate) return nullptr;
    return room.fact != kNoFact && index_.is_derived(room.fact) ? nullptr : &room;
  }
  const Plain of = plain(node.children[0]);
  const Plain own = plain(id);
  if (own.kind == Plain::Kind::fact) {
    room = index_.value(own.index);
  } else if (of.kind == Plain::Kind::record) {
    room = field(id, Value::of_record(of.record, of.index), static_cast<dsl::Field>(node.index));
  } else {
    return nullptr;
  }
  if (!room.is(Kind::quantity) || room.partial || room.approximate) return nullptr;
  return room.fact != kNoFact && index_.is_derived(room.fact) ? nullptr : &room;
}

std::size_t Evaluator::hash_of(const Plain& text) {
  const std::string_view chars = trimmed(text.chars);
  if (!text.in_report || chars.size() < kLongEnough) return std::hash<std::string_view>()(chars);
  // A paragraph of thousands of figures is asked for by each of them.
  auto& known = hashes_[std::uint64_t{text.place.begin} << 32U | text.place.end];
  if (!known) known = std::hash<std::string_view>()(chars);
  return *known;
}

std::optional<std::uint64_t> Evaluator::hash_of_parts(std::span<const LoopHint::Part> parts, std::uint64_t salt,
                                                      bool inner) {
  std::uint64_t hash = salt;
  for (const LoopHint::Part& part : parts) {
    const ExprId id = inner ? part.inner : part.outer;
    std::size_t one = 0;
    if (part.number) {
      Value room;
      const Value* const number = plain_number(id, room);
      if (number == nullptr) return std::nullopt;
      one = number->number().hash();
    } else {
      const Plain text = plain(id);
      if (text.kind != Plain::Kind::text || text.member.valid()) return std::nullopt;
      one = hash_of(text);
    }
    hash = (hash ^ one) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29U;
  }
  return hash;
}

/// What the element, or without one its surroundings, has to have in common with the other. Nothing: not told so.
std::optional<std::uint64_t> Evaluator::key_of(const LoopHint& hint, const LoopHint::Key& key, std::uint64_t salt,
                                               const Value* element) {
  std::optional<std::uint64_t> hash = salt;
  const std::span<const LoopHint::Part> parts(key.parts);
  for (std::size_t begin = 0, end = 0; begin < parts.size() && hash; begin = end) {
    while (end < parts.size() && parts[end].place == parts[begin].place) ++end;
    const auto together = parts.subspan(begin, end - begin);
    const auto work = [&] { hash = hash_of_parts(together, *hash, element != nullptr); };
    if (!at_place(hint, together.front().place, element, work)) return std::nullopt;
  }
  return hash;
}

void Evaluator::find_kept(const LoopHint& hint, Kept& kept) {
  kept.items = elements(hint.list, false);
  const std::uint32_t outer = loop_;
  const auto fails = [&](ExprId condition) { return test(condition) == Truth::no; };
  for (std::uint32_t i = 0; i < kept.items->size(); ++i) {
    const Value& item = (*kept.items)[i];
    loop_ = ++loops_;
    bool no = false;
    for (const LoopHint::Own& own : hint.own) {
      at_place(hint, own.place, &item, [&] { no = fails(own.condition); });
      if (no) break;
    }
    if (no) continue;
    kept.all.push_back(i);
    bool keyed = true;
    for (std::size_t k = 0; k < hint.keys.size(); ++k) {
      const LoopHint::Key& key = hint.keys[k];
      const auto look = [&] { no = std::any_of(key.own.begin(), key.own.end(), fails); };
      no = false;
      if (!key.own.empty() && !at_place(hint, key.place, &item, look)) keyed = false;
      if (no) continue;
      const auto hash = key_of(hint, key, k + 1, &item);
      if (hash) kept.by_key.emplace_back(*hash, i);
      keyed = keyed && hash.has_value();
    }
    if (!keyed) kept.unkeyed.push_back(i);
  }
  std::sort(kept.by_key.begin(), kept.by_key.end());
  loop_ = outer;
}

const std::vector<std::uint32_t>* Evaluator::kept_elements(std::uint32_t loop, Items& items,
                                                           std::vector<std::uint32_t>& room) {
  if (!tests_plainly()) return nullptr;
  const LoopHint& hint = plan_.loops[loop];
  if (kept_.empty()) kept_.resize(plan_.loops.size());
  if (kept_[loop] == nullptr) {
    auto kept = std::make_unique<Kept>();
    find_kept(hint, *kept);
    kept_[loop] = std::move(kept);
  }
  Kept& kept = *kept_[loop];
  items = kept.items;
  const std::uint32_t outer = std::exchange(loop_, ++loops_);  // nothing worked out for the rounds around holds here
  const auto* among = hint.keys.empty() ? &kept.all : looked_up(hint, kept, room);
  if (!hint.near.empty()) among = narrowed(hint, kept, among, room);
  loop_ = outer;
  return among;
}

/// The elements that have one of the keys that the surroundings have.
const std::vector<std::uint32_t>* Evaluator::looked_up(const LoopHint& hint, const Kept& kept,
                                                       std::vector<std::uint32_t>& room) {
  const auto fails = [&](ExprId condition) { return test(condition) == Truth::no; };
  std::size_t found = 0;
  for (std::size_t k = 0; k < hint.keys.size(); ++k) {
    const LoopHint::Key& key = hint.keys[k];
    bool no = false;
    const auto look = [&] { no = std::any_of(key.outer.begin(), key.outer.end(), fails); };
    if (!key.outer.empty() && !at_place(hint, key.place, nullptr, look)) return &kept.all;
    if (no) continue;
    const auto hash = key_of(hint, key, k + 1, nullptr);
    if (!hash) return &kept.all;
    auto same = std::lower_bound(kept.by_key.begin(), kept.by_key.end(), std::pair(*hash, 0U));
    if (same != kept.by_key.end() && same->first == *hash) ++found;
    for (; same != kept.by_key.end() && same->first == *hash; ++same) room.push_back(same->second);
  }
  if (found == 0 && !kept.unkeyed.empty()) return &kept.unkeyed;
  if (!kept.unkeyed.empty()) ++found;
  if (found < 2) return &room;
  room.insert(room.end(), kept.unkeyed.begin(), kept.unkeyed.end());
  steps_ += room.size() / 8;  // of a hostile text they may be all there is
  std::sort(room.begin(), room.end());
  room.erase(std::unique(room.begin(), room.end()), room.end());
  return &room;
}

/// Where many are left, those that also have a figure or a text that fits the surroundings.
const std::vector<std::uint32_t>* Evaluator::narrowed(const LoopHint& hint, Kept& kept,
                                                      const std::vector<std::uint32_t>* among,
                                                      std::vector<std::uint32_t>& room) {
  if (kept.all.size() < kMany) return among;
  for (std::size_t i = 0; i < hint.near.size() && among->size() > kFew; ++i) {
    std::vector<std::uint32_t> found, both;
    if (!find_near(hint, i, kept, found)) continue;
    steps_ += found.size() / 8;
    std::set_intersection(among->begin(), among->end(), found.begin(), found.end(), std::back_inserter(both));
    room = std::move(both);
    among = &room;
  }
  return among;
}

bool Evaluator::make_index(const LoopHint& hint, const LoopHint::Near& near, Kept& kept, Kept::Index& index) {
  Value room;
  std::string joined_up;
  for (const std::uint32_t i : kept.all) {
    loop_ = ++loops_;
    const auto add = [&] {
      switch (near.kind) {
        case LoopHint::Near::Kind::figure: index.figures.add(i, plain_number(near.inner, room)); break;
        case LoopHint::Near::Kind::holds: {
          const Plain text = plain(near.inner);
          if (text.kind == Plain::Kind::text) return index.texts.add(i, text.chars);
          index.texts.add_unknown(i);
          break;
        }
        case LoopHint::Near::Kind::stands_in: {
          const Value& text = look(near.inner, room);
          if (text.is(Kind::text)) return index.beginnings.add(i, in_one_piece(text, joined_up));
          index.beginnings.add_unknown(i);
          break;
        }
      }
    };
    if (!at_place(hint, near.place, &(*kept.items)[i], add)) return false;
  }
  index.figures.finish();
  index.texts.finish();
  index.beginnings.finish();
  loop_ = ++loops_;
  return true;
}

bool Evaluator::find_near(const LoopHint& hint, std::size_t which, Kept& kept, std::vector<std::uint32_t>& found) {
  const LoopHint::Near& near = hint.near[which];
  if (!is_settled(near.place.call.valid() ? near.place.call : near.outer, 0)) return false;
  kept.near.resize(hint.near.size());
  auto& index = kept.near[which];
  if (index == nullptr) {
    auto made = std::make_unique<Kept::Index>();
    if (!make_index(hint, near, kept, *made)) return false;
    index = std::move(made);
  }
  bool told = false;
  const auto find = [&] {
    Value room;
    std::string joined_up;
    const Value& asked = look(near.outer, room);
    const bool derived = asked.fact != kNoFact && index_.is_derived(asked.fact);
    if (near.kind == LoopHint::Near::Kind::figure) {
      told = !derived && index->figures.find(asked, found);
    } else if (asked.is(Kind::text)) {
      const std::string_view text = in_one_piece(asked, joined_up);
      if (near.kind == LoopHint::Near::Kind::stands_in) index->beginnings.find(text, found);
      told = near.kind == LoopHint::Near::Kind::stands_in || index->texts.find(text, found);
    }
  };
  return at_place(hint, near.place, nullptr, find) && told;
}

bool Evaluator::is_settled(ExprId id, int depth) {
  if (id.value >= plan_.nodes.size() || depth > kDeepest) return false;
  const Node& node = plan_.nodes[id.value];
  if (node.op == Op::local && node.index < frame().lets.size())
    return !frame().lets[node.index].valid() || frame().states[node.index] == kSet;
  return std::all_of(node.children.begin(), node.children.end(),
                     [&](ExprId child) { return is_settled(child, depth + 1); });
}

}  // namespace hegui::engine
