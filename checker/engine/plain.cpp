// Texts, records and figures of the report that conditions look at, told without making a value.
// Used by truth.cpp; what is not told here is evaluated.
// Afterwards a text is the one that the field gives, and what the report does not fill is missing.
#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Field;
using dsl::Op;
using Kind = Value::Kind;

namespace {

constexpr std::uint8_t kSet = 2;  // of a variable

}  // namespace

/// A value, if it is one that can be told so.
Evaluator::Plain Evaluator::plain_of(const Value& value) const {
  Plain result;
  switch (value.kind) {
    case Kind::record:
      result.kind = Plain::Kind::record;
      result.record = value.record;
      result.index = value.index;
      break;
    case Kind::quantity:
      if (value.fact == kNoFact || &value.amount() != &index_.value(value.fact).amount()) break;
      result.kind = Plain::Kind::fact;
      result.index = value.fact;
      break;
    case Kind::text:
      if (!value.is_view()) break;
      if (value.fact != kNoFact) {
        result.kind = Plain::Kind::fact;
        result.index = value.fact;
        break;
      }
      result.kind = Plain::Kind::text;
      result.member = value.member;
      result.in_report = value.of_passages;
      result.place = value.place;
      result.chars = value.of_passages ? chars_of(report_, value.place) : value.chars;
      break;
    default: break;
  }
  return result;
}

Evaluator::Plain Evaluator::plain(ExprId id) {
  if (id.value >= plan_.nodes.size()) return {};
  const Node& node = plan_.nodes[id.value];
  if (node.constant != kNoConstant) return plain_of(plan_.constants[node.constant]);
  switch (node.op) {
    case Op::local: {
      Frame& at = frame();
      if (node.index >= at.values.size() || at.states[node.index] != kSet) return {};
      return plain_of(at.values[node.index]);
    }
    case Op::default_if_missing: {
      Plain first = plain(node.children[0]);
      return first.kind == Plain::Kind::missing ? plain(node.children[1]) : first;
    }
    case Op::field: {
      const Node& owner = plan_.nodes[node.children[0].value];
      if (owner.op == Op::local) {  // most of what is asked: a field of the element of a loop
        Frame& at = frame();
        if (owner.index >= at.values.size() || at.states[owner.index] != kSet) return {};
        const Value& value = at.values[owner.index];
        const auto field = static_cast<Field>(node.index);
        if (value.is(Kind::record)) return plain_field(value.index, field);
        if (value.is(Kind::quantity) && value.fact != kNoFact && &value.amount() == &index_.value(value.fact).amount())
          return plain_of_fact(value.fact, field);
      }
      const Plain of = plain(node.children[0]);
      if (of.kind == Plain::Kind::missing) return of;
      const auto field = static_cast<Field>(node.index);
      if (of.kind == Plain::Kind::fact) return plain_of_fact(of.index, field);
      if (of.kind == Plain::Kind::record) return plain_field(of.index, field);
      return {};
    }
    default: return {};
  }
}

Evaluator::Plain Evaluator::plain_text(std::string_view text) {
  Plain result;
  result.kind = text.empty() ? Plain::Kind::missing : Plain::Kind::text;
  result.chars = text;
  return result;
}

Evaluator::Plain Evaluator::plain_passage(const report::Passage& at) const {
  Plain result;
  result.kind = Plain::Kind::text;
  result.in_report = true;
  result.place = at;
  result.chars = chars_of(report_, at);
  return result;
}

/// As submitted. Mostly that is what is read, so that the words in it are known already.
Evaluator::Plain Evaluator::plain_original(const report::Passage& at) const {
  Plain read = plain_passage(at);
  const std::string_view submitted = report_.quote(at);
  if (read.chars == submitted) return read;
  read = plain_text(submitted);
  read.kind = Plain::Kind::text;
  return read;
}

Evaluator::Plain Evaluator::plain_record(dsl::Record record, std::uint32_t index) {
  Plain result;
  result.kind = Plain::Kind::record;
  result.record = record;
  result.index = index;
  return result;
}

Evaluator::Plain Evaluator::plain_fact(report::FactId fact) const {
  Plain result;
  result.kind = fact.valid() && fact.value < report_.facts.size() ? Plain::Kind::fact : Plain::Kind::missing;
  result.index = fact.value;
  return result;
}

Evaluator::Plain Evaluator::plain_sentence(std::uint32_t sentence) {
  return sentence == kNoSentence ? plain_text({}) : plain_record(dsl::Record::sentence, sentence);
}

Evaluator::Plain Evaluator::plain_aspect(std::uint32_t fact, dsl::AspectId aspect) const {
  if (!aspect.valid()) return plain_text({});
  const Code code = index_.code(fact, aspect.value);
  if (code == kNone) return plain_text({});
  Plain text = plain_text(index_.code_name(code));
  text.kind = Plain::Kind::text;
  if ((code & kNameBit) == 0) text.member = dsl::MemberId{code - 1};
  return text;
}

Evaluator::Plain Evaluator::plain_of_fact(std::uint32_t index, Field field) {
  const report::Fact& fact = index_.fact(index);
  switch (field) {
    case Field::fact_value: {
      Plain same;
      same.kind = Plain::Kind::fact;
      same.index = index;
      return same;
    }
    case Field::fact_name:
    case Field::fact_label: {
      const bool label = field == Field::fact_label || fact.name.empty();
      Plain text = plain_text(label ? fact.label : fact.name);
      if (index < index_.stated_count()) text.named = 1 + 2 * index + (label ? 1 : 0);
      return text;
    }
    case Field::fact_unit: return plain_text(fact.quantity.unit);
    case Field::fact_concept:
      return plain_text(fact.concept_id.valid() ? std::string_view(program_.concepts[fact.concept_id.value].name)
                                                : std::string_view());
    case Field::fact_scope: return plain_aspect(index, plan_.scope);
    case Field::fact_stage: return plain_aspect(index, plan_.stage);
    case Field::fact_flow: return plain_aspect(index, plan_.flow);
    case Field::fact_fund: return plain_aspect(index, plan_.fund);
    case Field::fact_paragraph: return plain_record(dsl::Record::paragraph, fact.at.block);
    case Field::fact_section:
      return fact.section.valid() ? plain_record(dsl::Record::section, fact.section.value) : Plain();
    case Field::fact_sentence: {
      if (index >= index_.stated_count()) return plain_sentence(sentence_of(report_, fact.at));
      if (fact_sentences_.empty()) {
        fact_sentences_.reserve(report_.facts.size());
        for (const report::Fact& each : report_.facts) fact_sentences_.push_back(sentence_of(report_, each.at));
      }
      return plain_sentence(fact_sentences_[index]);
    }
    default: return {};
  }
}

Evaluator::Plain Evaluator::plain_field(std::uint32_t record, Field field) {
  switch (field) {
    case Field::sentence_text: return plain_passage(report_.sentences[record].at);
    case Field::paragraph_text: return plain_passage(block_passage(report_, record));
    case Field::sentence_original: return plain_original(report_.sentences[record].at);
    case Field::paragraph_original: return plain_original(block_passage(report_, record));
    case Field::sentence_paragraph: return plain_record(dsl::Record::paragraph, report_.sentences[record].at.block);
    case Field::sentence_section:
      if (!report_.sentences[record].section.valid()) return {};
      return plain_record(dsl::Record::section, report_.sentences[record].section.value);
    case Field::section_title: return plain_text(report_.sections[record].title);
    case Field::section_parent_title: {
      const report::SectionId parent = report_.sections[record].parent;
      return plain_text(parent.valid() ? std::string_view(report_.sections[parent.value].title) : std::string_view());
    }
    case Field::breakdown_total: return plain_fact(report_.breakdowns[record].total);
    case Field::breakdown_cue: return plain_text(report_.breakdowns[record].cue);
    case Field::ratio_name: return plain_text(report_.ratio_or_cost(record).name);
    case Field::ratio_rate: return plain_fact(report_.ratio_or_cost(record).rate);
    case Field::ratio_numerator: return plain_fact(report_.ratio_or_cost(record).numerator);
    case Field::ratio_denominator: return plain_fact(report_.ratio_or_cost(record).denominator);
    case Field::ratio_sentence: {
      const Plain rate = plain_fact(report_.ratio_or_cost(record).rate);
      return rate.kind == Plain::Kind::fact ? plain_of_fact(rate.index, Field::fact_sentence) : Plain();
    }
    case Field::indicator_name: return plain_text(indicator(record).name);
    case Field::indicator_reason: return plain_text(indicator(record).reason);
    case Field::indicator_parent: return plain_text(indicator(record).parent);
    case Field::indicator_weight: return plain_fact(indicator(record).weight);
    case Field::indicator_score: return plain_fact(indicator(record).score);
    case Field::indicator_actual: return plain_fact(indicator(record).actual);
    case Field::indicator_target_text: return plain_text(indicator(record).target_text);
    case Field::indicator_actual_text: return plain_text(indicator(record).actual_text);
    case Field::change_name: return plain_text(report_.changes[record].name);
    case Field::change_reason: return plain_text(report_.changes[record].reason);
    case Field::change_current: return plain_fact(report_.changes[record].current);
    case Field::change_previous: return plain_fact(report_.changes[record].previous);
    case Field::change_text: return plain_passage(report_.changes[record].at);
    case Field::change_sentence: return plain_sentence(sentence_of(report_, report_.changes[record].at));
    case Field::citation_title: return plain_text(report_.citations[record].title);
    case Field::citation_text: return plain_passage(report_.citations[record].at);
    case Field::claim_text: return plain_passage(report_.claims[record].at);
    case Field::claim_sentence: return plain_sentence(sentence_of(report_, report_.claims[record].at));
    default: return {};
  }
}

}  // namespace hegui::engine
