// The elements of a loop that may fulfil its conditions: found once a report, looked up for each of the surroundings.
// Used by truth.cpp, logic.cpp and RuleRun for the loops that plan.hpp has hints for (loop_hints.hpp).
// Afterwards whatever is left out surely comes to no.
#include <algorithm>
#include <array>
#include <functional>
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
    return room.is(Kind::quantity) && !room.partial && !room.approximate ? &room : nullptr;
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

/// What the element, or without one its surroundings, has to have in common with the other. Nothing: not told so.
std::optional<std::uint64_t> Evaluator::key_of(const LoopHint::Key& key, std::uint64_t salt, bool inner) {
  std::uint64_t hash = salt;
  for (const LoopHint::Part& part : key.parts) {
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
      keyed = at_place(hint, key.place, &item,
                       [&] {
                         if (std::any_of(key.own.begin(), key.own.end(), fails)) return;
                         const auto hash = key_of(key, k + 1, true);
                         if (hash) kept.by_key.emplace_back(*hash, i);
                         keyed = keyed && hash.has_value();
                       }) &&
              keyed;
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
  const Kept& kept = *kept_[loop];
  items = kept.items;
  if (hint.keys.empty()) return &kept.all;
  const std::uint32_t outer = std::exchange(loop_, ++loops_);  // nothing worked out for the rounds around holds here
  bool told = true;
  std::size_t found = 0;
  for (std::size_t k = 0; told && k < hint.keys.size(); ++k) {
    const LoopHint::Key& key = hint.keys[k];
    told = at_place(hint, key.place, nullptr,
                    [&] {
                      const auto fails = [&](ExprId condition) { return test(condition) == Truth::no; };
                      if (std::any_of(key.outer.begin(), key.outer.end(), fails)) return;
                      const auto hash = key_of(key, k + 1, false);
                      told = hash.has_value();
                      if (!told) return;
                      auto same = std::lower_bound(kept.by_key.begin(), kept.by_key.end(), std::pair(*hash, 0U));
                      if (same != kept.by_key.end() && same->first == *hash) ++found;
                      for (; same != kept.by_key.end() && same->first == *hash; ++same) room.push_back(same->second);
                    }) &&
           told;
  }
  loop_ = outer;
  if (!told) return &kept.all;
  if (found == 0 && !kept.unkeyed.empty()) return &kept.unkeyed;
  if (!kept.unkeyed.empty()) ++found;
  if (found < 2) return &room;
  room.insert(room.end(), kept.unkeyed.begin(), kept.unkeyed.end());
  steps_ += room.size() / 8;  // of a hostile text they may be all there is
  std::sort(room.begin(), room.end());
  room.erase(std::unique(room.begin(), room.end()), room.end());
  return &room;
}

}  // namespace hegui::engine
