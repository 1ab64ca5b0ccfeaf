// Values as people read them, and where they stand in the report.
// Used for messages, traces, reasons and evidence.
// Afterwards a figure prints as it was written, a computed one in the unit of its operands, and a hole as 〈缺〉.
#include <algorithm>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"

namespace hegui::engine {

using Kind = Value::Kind;

namespace {

constexpr std::size_t kShownItems = 20;  // of a list
constexpr std::size_t kShownText = 240;  // bytes of a text from the report
constexpr std::string_view kMissing = "〈缺〉";

/// At most `limit` bytes, cut between characters.
std::string shortened(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "……";
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string computed_text(const Value& value) {
  switch (value.dimension) {
    case dsl::Dimension::date: {
      const auto day = value.number().to_int64();
      if (!day) return value.number().to_text();
      const dsl::CivilDate date = civil_date(*day);
      return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" + std::to_string(date.day) + "日";
    }
    case dsl::Dimension::year: return value.number().to_text(0) + "年";
    case dsl::Dimension::rate: return without_trailing_zeros((value.number() * dsl::Number(100)).to_fixed(2)) + "%";
    case dsl::Dimension::count: {
      const std::string noun(value.noun());
      return dsl::to_text(value.number(), value.dimension, noun, value.unit() == value.noun() ? "" : value.unit());
    }
    default: return dsl::to_text(value.number(), value.dimension, value.noun(), value.unit());
  }
}

}  // namespace

std::string Evaluator::joined(const Value& text) const {
  if (!text.of_passages) return std::string(text.chars);
  std::string all;
  for (const report::Passage& at : text.passages()) {
    if (!all.empty()) all += '\n';
    all += chars_of(report_, at);
  }
  return all;
}

std::string Evaluator::show(const Value& value) const {
  switch (value.kind) {
    case Kind::unknown: return std::string(kMissing);
    case Kind::boolean: return value.truth ? "是" : "否";
    case Kind::quantity:
      if (value.figure() != nullptr) return value.figure()->text();
      return computed_text(value);
    case Kind::text: return shortened(joined(value), kShownText);
    case Kind::member: return value.member.valid() ? program_.members[value.member.value].name : std::string(kMissing);
    case Kind::list: {
      std::string all;
      std::size_t shown = 0;
      for (const Value& item : value.items()) {
        if (shown == kShownItems) {
          all += "等";
          break;
        }
        all += (shown == 0 ? "" : "、") + show(item);
        ++shown;
      }
      return value.items().empty() ? std::string(kMissing) : all;
    }
    case Kind::record: break;
  }
  switch (value.record) {
    case dsl::Record::report: return report_.identity.title;
    case dsl::Record::section: return report_.sections[value.index].title;
    case dsl::Record::breakdown: {
      const report::FactId total = report_.breakdowns[value.index].total;
      return total.valid() ? report_.facts[total.value].name : std::string(kMissing);
    }
    case dsl::Record::indicator: return indicator(value.index).name;
    case dsl::Record::change: return report_.changes[value.index].name;
    case dsl::Record::ratio: {
      const report::FactId rate = report_.ratio_or_cost(value.index).rate;
      return rate.valid() ? report_.facts[rate.value].quantity.text() : std::string(kMissing);
    }
    case dsl::Record::citation: return report_.citations[value.index].title;
    case dsl::Record::attachment: return report_.attachments[value.index].name;
    default: break;
  }
  const auto places = places_of(value);
  return places.empty() ? std::string(kMissing) : shortened(chars_of(report_, places.front()), kShownText);
}

const Observations& Evaluator::observations() const {
  if (!observations_) observations_ = observe(program_, report_);
  return *observations_;
}

std::vector<report::Passage> Evaluator::places_of(const Value& value) const {
  std::vector<report::Passage> places;
  const auto add_fact = [&](std::uint32_t id) {
    if (id == kNoFact) return;
    const report::Fact& fact = index_.fact(id);
    if (index_.is_derived(id)) {
      for (const report::FactId base : fact.derived_from) places.push_back(index_.fact(base.value).at);
      return;
    }
    places.push_back(fact.at);
    places.insert(places.end(), fact.repeated_at.begin(), fact.repeated_at.end());
    const auto agreeing = agreeing_.find(id);
    if (agreeing == agreeing_.end()) return;
    for (const std::uint32_t other : agreeing->second)
      if (other != id && other < index_.stated_count()) places.push_back(index_.fact(other).at);
  };
  const auto add_valid = [&](report::FactId id) {
    if (id.valid()) add_fact(id.value);
  };
  switch (value.kind) {
    case Kind::quantity: add_fact(value.fact); break;
    case Kind::text:
      add_fact(value.fact);
      if (value.of_passages) places.insert(places.end(), value.passages().begin(), value.passages().end());
      if (value.has_place && value.fact == kNoFact) places.push_back(value.place);
      break;
    case Kind::list:
      for (const Value& item : value.items()) {
        const auto more = places_of(item);
        places.insert(places.end(), more.begin(), more.end());
      }
      break;
    case Kind::record:
      switch (value.record) {
        case dsl::Record::report:
          if (report_.identity.title_at) places.push_back(*report_.identity.title_at);
          break;
        case dsl::Record::section: places.push_back(report_.sections[value.index].heading); break;
        case dsl::Record::paragraph:
        case dsl::Record::table: places.push_back(block_passage(report_, value.index)); break;
        case dsl::Record::sentence: places.push_back(report_.sentences[value.index].at); break;
        case dsl::Record::breakdown:
          add_valid(report_.breakdowns[value.index].total);
          for (const report::FactId part : report_.breakdowns[value.index].parts) add_valid(part);
          break;
        case dsl::Record::indicator: {
          const report::Indicator& one = indicator(value.index);
          if (one.at) places.push_back(*one.at);
          if (!one.at) add_valid(one.score);
          break;
        }
        case dsl::Record::change: places.push_back(report_.changes[value.index].at); break;
        case dsl::Record::ratio: add_valid(report_.ratio_or_cost(value.index).rate); break;
        case dsl::Record::fact: add_fact(value.index); break;
        case dsl::Record::citation: places.push_back(report_.citations[value.index].at); break;
        case dsl::Record::attachment: places.push_back(report_.attachments[value.index].at); break;
        case dsl::Record::claim: places.push_back(report_.claims[value.index].at); break;
        case dsl::Record::enumeration: places.push_back(report_.enumerations[value.index].at); break;
        case dsl::Record::date_mention: places.push_back(observations().dates[value.index].at); break;
        case dsl::Record::debris: {
          const auto& slice = report_.document.debris[value.index].slice;
          places.push_back({observations().block_at(report_, slice.begin), slice.begin, slice.end});
          break;
        }
        case dsl::Record::near_name:
          places.push_back(observations().near_names[value.index].at);
          places.push_back(observations().near_names[value.index].other_at);
          break;
        case dsl::Record::contents_entry: places.push_back(observations().contents[value.index].at); break;
        case dsl::Record::repetition: {
          places.push_back(observations().repetitions[value.index].second);
          places.push_back(observations().repetitions[value.index].first);
          break;
        }
      }
      break;
    case Kind::unknown:
    case Kind::boolean:
    case Kind::member: break;
  }
  return places;
}

}  // namespace hegui::engine
