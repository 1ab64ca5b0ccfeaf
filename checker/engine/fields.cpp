// What a rule sees of a report beside figures: one case for each Field of dsl/records.hpp.
// Used by the evaluator for `record.field`; a field of a list is the list of the fields of its elements.
// Afterwards a field that the report does not fill is missing under the words of the rule, never empty or zero.
#include <algorithm>
#include <set>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Field;
using report::Fact;
using report::FactId;
using report::Indicator;
using report::Passage;
using Kind = Value::Kind;

namespace {

/// | 预算执行 | 预算执行率 | 预算执行率 |: one that bears the name of the column before it is its own only part.
bool is_below_another(const report::Indicator& indicator) {
  return !indicator.parent.empty() && indicator.parent != indicator.name;
}

template <class Keep>
Value list_of(dsl::Record record, std::size_t count, const Keep& keep) {
  std::vector<Value> items;
  for (std::uint32_t i = 0; i < count; ++i)
    if (keep(i)) items.push_back(Value::of_record(record, i));
  return Value::of_list(std::move(items));
}
Value list_of(dsl::Record record, std::size_t count) {
  return list_of(record, count, [](std::uint32_t) { return true; });
}

Value text_at(std::string_view chars, const std::optional<Passage>& at) {
  Value text = Value::text_view(chars);
  text.has_place = at.has_value();
  if (at) text.place = *at;
  return text;
}

}  // namespace

Value Evaluator::absent(ExprId id) {
  Reasons& reasons = absent_[id.value];
  if (!reasons) reasons = Value::unknown(Why::not_found, id.valid() ? text_of(id) : "这个数").reasons;
  return Value::unknown(reasons);
}

Value Evaluator::text_or_absent(ExprId id, const std::string& text) {
  return text.empty() ? absent(id) : Value::text_view(text);
}

Value Evaluator::member_text(dsl::MemberId member, ExprId id) {
  if (!member.valid()) return absent(id);
  Value text = Value::text_view(program_.members[member.value].name);
  text.member = member;
  return text;
}

Value Evaluator::fact_value(ExprId id, FactId fact) {
  if (!fact.valid() || fact.value >= report_.facts.size()) return absent(id);
  note_fact(id, fact.value);
  const auto supposed = supposed_.find(fact.value);
  return supposed != supposed_.end() ? supposed->second : index_.value(fact.value);
}

Value Evaluator::field(ExprId id, const Value& record, Field field) {
  switch (record.kind) {
    case Kind::unknown: return record;
    case Kind::record: return field_of_record(id, record, field);
    case Kind::quantity:
    case Kind::text: return fact_field(id, record, field);
    case Kind::list: {
      std::vector<Value> items;
      items.reserve(record.items().size());
      const bool of_indicators = field == Field::indicator_score || field == Field::indicator_weight;
      std::set<std::string> has_parts;  // indicators above those that carry the field themselves
      if (of_indicators)
        for (const Value& item : record.items())
          if (item.is(Kind::record) && item.record == dsl::Record::indicator) {
            const Indicator& indicator = this->indicator(item.index);
            const FactId own = field == Field::indicator_score ? indicator.score : indicator.weight;
            if (own.valid() && is_below_another(indicator)) has_parts.insert(indicator.parent);
          }
      for (const Value& item : record.items()) {
        if (of_indicators && item.is(Kind::record) && item.record == dsl::Record::indicator) {
          const Indicator& indicator = this->indicator(item.index);
          // A heading has neither weight nor score; a first-level indicator is the sum of those below it.
          if (!indicator.weight.valid() && !indicator.score.valid()) continue;
          if (indicator.total_row || has_parts.contains(indicator.name)) continue;
        }
        items.push_back(this->field(id, item, field));
      }
      return Value::of_list(std::move(items));
    }
    case Kind::boolean:
    case Kind::member: break;
  }
  return absent(id);
}

Value Evaluator::field_of_record(ExprId id, const Value& record, Field field) {
  switch (record.record) {
    case dsl::Record::report: return report_field(id, field);
    case dsl::Record::section: return section_field(id, record.index, field);
    case dsl::Record::paragraph:
    case dsl::Record::sentence:
    case dsl::Record::table: return passage_field(id, record, field);
    case dsl::Record::breakdown: return breakdown_field(id, record.index, field);
    case dsl::Record::indicator: return indicator_field(id, record.index, field);
    case dsl::Record::change: return change_field(id, record.index, field);
    default: return other_field(id, record, field);
  }
}

/// Lists of the report, and its text, are the same for every rule that asks.
Value Evaluator::report_field(ExprId id, Field field) {
  if (const auto known = lists_.find(field); known != lists_.end()) return known->second;
  Value value = report_field_now(id, field);
  if (value.is(Kind::list) || value.of_passages) lists_.emplace(field, value);
  return value;
}

Value Evaluator::report_field_now(ExprId id, Field field) {
  const report::Identity& identity = report_.identity;
  switch (field) {
    case Field::report_title: return identity.title.empty() ? absent(id) : text_at(identity.title, identity.title_at);
    case Field::report_unit: return identity.unit.empty() ? absent(id) : text_at(identity.unit, identity.unit_at);
    case Field::report_region: {
      Value region = member_text(identity.region, id);
      if (!region.is_known() && !identity.region_text.empty()) region = Value::text_view(identity.region_text);
      return region;
    }
    case Field::report_year: {
      if (!identity.year) return absent(id);
      Value year = Value::whole(*identity.year, dsl::Dimension::year);
      if (identity.year_at) note_passage(id, *identity.year_at, true);
      return year;
    }
    case Field::report_type: return member_text(identity.type, id);
    case Field::report_date:
      if (!identity.date) return absent(id);
      if (identity.date_at) note_passage(id, *identity.date_at, true);
      return Value::whole(day_number(*identity.date), dsl::Dimension::date);
    case Field::report_signed:
      return identity.signature.empty() ? absent(id) : text_at(identity.signature, identity.signature_at);
    case Field::report_text: return Value::text_passages(report_passages(report_));
    case Field::report_sections:
      return list_of(dsl::Record::section, report_.sections.size(),
                     [&](std::uint32_t i) { return !report_.sections[i].attached; });
    case Field::report_headings:
      return list_of(dsl::Record::section, report_.sections.size(),
                     [&](std::uint32_t i) { return !report_.sections[i].list_item && !report_.sections[i].attached; });
    case Field::report_paragraphs:
      return list_of(dsl::Record::paragraph, report_.document.blocks.size(),
                     [&](std::uint32_t i) { return is_body(report_, i); });
    case Field::report_sentences: return list_of(dsl::Record::sentence, report_.sentences.size());
    case Field::report_tables:
      return list_of(dsl::Record::table, report_.document.blocks.size(),
                     [&](std::uint32_t i) { return report_.document.blocks[i].kind == document::Block::Kind::table; });
    case Field::report_breakdowns:
      return list_of(dsl::Record::breakdown, report_.breakdowns.size(),
                     [&](std::uint32_t i) { return report_.breakdowns[i].total.valid(); });
    case Field::report_indicators:
      return list_of(dsl::Record::indicator, report_.indicators.size(),
                     [&](std::uint32_t i) { return !report_.indicators[i].total_row; });
    case Field::report_leaf_indicators: {
      std::set<std::string> parents;
      for (const Indicator& indicator : report_.indicators)
        if (is_below_another(indicator)) parents.insert(indicator.parent);
      return list_of(dsl::Record::indicator, report_.indicators.size(), [&](std::uint32_t i) {
        return !report_.indicators[i].total_row && !parents.contains(report_.indicators[i].name);
      });
    }
    case Field::report_score_items:
      return list_of(dsl::Record::indicator, report_.indicators.size() + observations().prose_totals.size());
    case Field::report_changes: return list_of(dsl::Record::change, report_.changes.size());
    case Field::report_ratios:
      return list_of(dsl::Record::ratio, report_.ratios.size(),
                     [&](std::uint32_t i) { return report_.ratios[i].rate.valid(); });
    case Field::report_unit_costs:
      return list_of(dsl::Record::ratio, report_.ratios.size() + report_.unit_costs.size(),
                     [&](std::uint32_t i) { return i >= report_.ratios.size(); });
    case Field::report_facts:
    case Field::report_rates: {
      std::vector<Value> items;
      for (std::uint32_t i = 0; i < report_.facts.size(); ++i) {
        const Fact& fact = report_.facts[i];
        if (!fact.derived_from.empty()) continue;
        if (field == Field::report_rates && fact.quantity.dimension != dsl::Dimension::rate) continue;
        if (field == Field::report_rates && !fact.text_value.empty()) continue;
        items.push_back(index_.value(i));
      }
      return Value::of_list(std::move(items));
    }
    case Field::report_citations: return list_of(dsl::Record::citation, report_.citations.size());
    case Field::report_attachments: return list_of(dsl::Record::attachment, report_.attachments.size());
    case Field::report_claims: return list_of(dsl::Record::claim, report_.claims.size());
    case Field::report_enumerations:
      return list_of(dsl::Record::enumeration, report_.enumerations.size(),
                     [&](std::uint32_t i) { return report_.enumerations[i].count.valid(); });
    case Field::report_dates: return list_of(dsl::Record::date_mention, observations().dates.size());
    case Field::report_debris: return list_of(dsl::Record::debris, report_.document.debris.size());
    case Field::report_repetitions: return list_of(dsl::Record::repetition, observations().repetitions.size());
    case Field::report_near_names: return list_of(dsl::Record::near_name, observations().near_names.size());
    case Field::report_contents: return list_of(dsl::Record::contents_entry, observations().contents.size());
    default: return absent(id);
  }
}

Value Evaluator::facts_value(ExprId id, const std::vector<FactId>& facts) {
  std::vector<Value> values;
  values.reserve(facts.size());
  for (const FactId fact : facts) values.push_back(fact_value(id, fact));
  return Value::of_list(std::move(values));
}

Value Evaluator::breakdown_field(ExprId id, std::uint32_t index, Field field) {
  const report::Breakdown& breakdown = report_.breakdowns[index];
  switch (field) {
    case Field::breakdown_total: return fact_value(id, breakdown.total);
    case Field::breakdown_parts: return parts_of(id, index);
    case Field::breakdown_part_shares: {
      std::vector<Value> shares;
      for (const FactId share : breakdown.shares) shares.push_back(fact_value(id, share));
      return Value::of_list(std::move(shares));
    }
    case Field::breakdown_exhaustive: return Value::boolean(breakdown.exhaustive);
    case Field::breakdown_unit_slip: return unit_slip(id, index);
    case Field::breakdown_cue: return text_or_absent(id, breakdown.cue);
    case Field::breakdown_from_table: return Value::boolean(breakdown.from_table);
    default: return absent(id);
  }
}

Value Evaluator::parts_of(ExprId id, std::uint32_t breakdown) {
  const bool as_ever = record_ == nullptr && supposed_.empty();  // nothing is noted and nothing taken for another
  parts_.resize(report_.breakdowns.size());
  if (as_ever && parts_[breakdown].is(Kind::list)) return parts_[breakdown];
  Value list = facts_value(id, report_.breakdowns[breakdown].parts);
  if (as_ever) parts_[breakdown] = list;
  return list;
}

Value Evaluator::unit_slip(ExprId id, std::uint32_t index) {
  unit_slips_.resize(report_.breakdowns.size());
  const std::uint8_t known = unit_slips_[index];
  if (known == 1 || (known == 2 && record_ == nullptr)) return Value::boolean(known == 2);
  Value found = unit_slip_now(id, report_.breakdowns[index]);
  unit_slips_[index] = found.truth ? 2 : 1;
  return found;
}

/// Whether the parts make the total once the unit of one of the figures is read as another one (元 for 万元).
Value Evaluator::unit_slip_now(ExprId id, const report::Breakdown& breakdown) {
  constexpr int kLeftOut = -99;
  const auto sum_from = [&](Value sum, std::size_t first, std::uint32_t changed, int power) {
    for (std::size_t i = first; i < breakdown.parts.size(); ++i) {
      const std::uint32_t part = breakdown.parts[i].value;
      if (part == changed && power == kLeftOut) continue;
      sum = add(sum, part == changed ? scaled(index_.value(part), power) : index_.value(part));
    }
    return sum;
  };
  const Value nothing = Value::whole(0, index_.fact(breakdown.total.value).quantity.dimension);
  const Value& total = index_.value(breakdown.total.value);
  const Value sum = sum_from(nothing, 0, kNoFact, 0);
  if (compare(dsl::Op::approx, sum, total).truth != Truth::no) return Value::boolean(false);
  // 其中：外事接待费0元: no unit makes something of nothing.
  if (compare(dsl::Op::equal, sum, nothing).truth == Truth::yes) return Value::boolean(false);
  std::vector<Value> before{nothing};  // what the parts before each one make
  for (const FactId part : breakdown.parts) before.push_back(add(before.back(), index_.value(part.value)));
  for (const int power : {4, -4, 8, -8}) {
    if (compare(dsl::Op::approx, sum, scaled(total, power)).truth == Truth::yes) {
      note_fact(id, breakdown.total.value);
      return Value::boolean(true);
    }
    for (std::size_t i = 0; i < breakdown.parts.size(); ++i) {
      const FactId part = breakdown.parts[i];
      const auto place = std::find(breakdown.parts.begin(), breakdown.parts.end(), part);  // it may stand there twice
      const auto first = static_cast<std::size_t>(place - breakdown.parts.begin());
      const auto sum_of = [&](std::uint32_t changed, int by) { return sum_from(before[first], first, changed, by); };
      if (index_.fact(part.value).quantity.value.is_zero() ||
          compare(dsl::Op::approx, sum_of(part.value, power), total).truth != Truth::yes)
        continue;
      // Without the part the sum fits as well: it was counted twice, whatever its unit.
      if (power < 0 && compare(dsl::Op::approx, sum_of(part.value, kLeftOut), total).truth == Truth::yes) continue;
      note_fact(id, part.value);
      return Value::boolean(true);
    }
  }
  return Value::boolean(false);
}

Value Evaluator::scaled(const Value& value, int power) {
  Value result = value;
  const dsl::Number factor = dsl::Number::power_of_ten(power);
  Amount& amount = result.own_amount();
  amount.number = value.number() * factor;
  amount.interval = value.interval() * dsl::Interval::exactly(factor);
  amount.last_place = value.last_place() * factor;
  return result;
}

const Indicator& Evaluator::indicator(std::uint32_t index) const {
  const std::size_t listed = report_.indicators.size();
  return index < listed ? report_.indicators[index] : observations().prose_totals[index - listed];
}

Value Evaluator::indicator_field(ExprId id, std::uint32_t index, Field field) {
  const Indicator& indicator = this->indicator(index);
  switch (field) {
    case Field::indicator_name: return indicator.name.empty() ? absent(id) : text_at(indicator.name, indicator.at);
    case Field::indicator_level: return indicator.level == 0 ? absent(id) : Value::whole(indicator.level);
    case Field::indicator_weight: return fact_value(id, indicator.weight);
    case Field::indicator_target: {
      // ≥10场 sets a mark: the mark itself is exact, and 越小越好 tells its direction.
      Value target = fact_value(id, indicator.target);
      const auto bound = target.figure() != nullptr ? target.figure()->approximation : dsl::Approximation::exact;
      if (bound == dsl::Approximation::at_least || bound == dsl::Approximation::at_most) {
        target.approximate = false;
        target.own_amount().interval = dsl::Interval::exactly(target.number());
      }
      return target;
    }
    case Field::indicator_actual: return fact_value(id, indicator.actual);
    case Field::indicator_score: return fact_value(id, indicator.score);
    case Field::indicator_reason:
      return indicator.reason.empty() ? absent(id) : text_at(indicator.reason, indicator.reason_at);
    case Field::indicator_text:
      return indicator.at ? Value::text_passage(*indicator.at) : text_or_absent(id, indicator.name);
    case Field::indicator_parent: return text_or_absent(id, indicator.parent);
    case Field::indicator_is_total: return Value::boolean(indicator.total_row);
    case Field::indicator_from_table: return Value::boolean(indicator.from_table);
    case Field::indicator_target_text: return text_or_absent(id, indicator.target_text);
    case Field::indicator_actual_text: return text_or_absent(id, indicator.actual_text);
    case Field::indicator_at_most: {
      if (!indicator.target.valid() && indicator.target_text.empty()) return absent(id);
      if (indicator.target_text.starts_with("≤") || indicator.target_text.starts_with("<")) return Value::boolean(true);
      const bool open_below = indicator.target.valid() &&
                              index_.fact(indicator.target.value).quantity.approximation == dsl::Approximation::at_most;
      const dsl::WordsId words = program_.find_words("at_most_words");
      bool said = false;
      if (words.valid())
        for (const std::string& word : program_.word_lists[words.value].words)
          said = said || indicator.target_text.find(word) != std::string::npos;
      return Value::boolean(open_below || said);
    }
    case Field::indicator_section:
      return indicator.section.valid() ? Value::of_record(dsl::Record::section, indicator.section.value) : absent(id);
    default: return absent(id);
  }
}

Value Evaluator::change_field(ExprId id, std::uint32_t index, Field field) {
  const report::Change& change = report_.changes[index];
  switch (field) {
    case Field::change_name: return text_or_absent(id, change.name);
    case Field::change_current: return fact_value(id, change.current);
    case Field::change_previous: return fact_value(id, change.previous);
    case Field::change_delta:
    case Field::change_rate: {
      Value value = fact_value(id, field == Field::change_delta ? change.delta : change.rate);
      // 减少76.03万元 is written without a sign; the direction gives it one.
      if (change.direction >= 0 || !value.is(Kind::quantity) || value.number().sign() <= 0) return value;
      if (value.fact == kNoFact || supposed_.contains(value.fact)) return signed_down(value);
      const auto [fall, fresh] = falls_.try_emplace(value.fact);
      if (fresh) fall->second = signed_down(value);
      return fall->second;
    }
    case Field::change_additions: return facts_value(id, change.additions);
    case Field::change_reductions: return facts_value(id, change.reductions);
    case Field::change_reason: return change.reason.empty() ? absent(id) : text_at(change.reason, change.reason_at);
    case Field::change_direction: return Value::whole(change.direction);
    case Field::change_text: return Value::text_passage(change.at);
    case Field::change_base: {
      const dsl::MemberId member = program_.find_member(plan_.stage, change.base);
      if (member.valid()) return member_text(member, id);
      return text_or_absent(id, change.base);
    }
    case Field::change_scope:
      for (const FactId fact : {change.current, change.delta, change.rate, change.previous})
        if (fact.valid()) return aspect_text(id, fact.value, plan_.scope);
      return absent(id);
    case Field::change_sentence: {
      const std::uint32_t sentence = sentence_of(report_, change.at);
      return sentence == kNoSentence ? absent(id) : Value::of_record(dsl::Record::sentence, sentence);
    }
    default: return absent(id);
  }
}

}  // namespace hegui::engine
