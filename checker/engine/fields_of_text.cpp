// Fields of sections, paragraphs, sentences, facts and the smaller records.
// Used by the evaluator, like fields.cpp.
// Afterwards a text field carries the passage it stands in, so that a match in it can be quoted.
#include <algorithm>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Field;
using report::Fact;
using report::FactId;
using report::Passage;
using report::Section;
using report::SectionId;
using Kind = Value::Kind;

namespace {

std::int64_t characters_in(const report::Report& report, const std::vector<Passage>& passages) {
  std::int64_t count = 0;
  for (const Passage& at : passages) count += character_count(chars_of(report, at));
  return count;
}

/// The first year written in a text, or nothing: 2020年, 2020年度.
std::optional<int> year_in(std::string_view text) {
  static constexpr std::string_view kMark = "年";
  for (std::size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && text[begin - 1] == ' ') --begin;
    const std::size_t end = begin;
    while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
    if (end - begin != 4) continue;
    const int year = std::stoi(std::string(text.substr(begin, 4)));
    if (year >= 1949 && year <= 2100) return year;
  }
  return std::nullopt;
}

}  // namespace

/// What sections have below and beside them, once somebody asks.
Evaluator::Outline& Evaluator::outline() {
  if (outline_) return *outline_;
  Outline& made = outline_.emplace();
  made.points.resize(report_.sections.size());
  made.children.resize(report_.sections.size());
  for (std::uint32_t i = 0; i < report_.sections.size(); ++i) {
    const Section& section = report_.sections[i];
    made.siblings[Outline::key_of(section)].push_back(i);
    if (section.parent.valid() && !section.list_item) ++made.children[section.parent.value];
  }
  return made;
}

Value Evaluator::section_field(ExprId id, std::uint32_t index, Field field) {
  const Section& section = report_.sections[index];
  const auto siblings_before = [&](const auto& take) {  // the nearest earlier section with the same parent
    const auto& siblings = outline().siblings_of(section);
    for (auto at = std::lower_bound(siblings.begin(), siblings.end(), index); at != siblings.begin();)
      if (take(report_.sections[*--at])) return SectionId{*at};
    return SectionId();
  };
  switch (field) {
    case Field::section_title: {
      if (section.title.empty()) return absent(id);
      Value title = Value::text_view(section.title);
      title.has_place = true;
      title.place = section.heading;
      return title;
    }
    case Field::section_number: return text_or_absent(id, section.number);
    case Field::section_level: return Value::whole(section.level);
    case Field::section_text: return Value::text_passages(section_passages(report_, index));
    case Field::section_length: return Value::whole(characters_in(report_, section_passages(report_, index)));
    case Field::section_kind:
      return section.kinds.empty() ? absent(id)
                                   : Value::text_view(program_.section_kinds[section.kinds.front().value].name);
    case Field::section_style:
      return section.style == report::NumberStyle::none ? absent(id)
                                                        : Value::text_view(report::number_style_name(section.style));
    case Field::section_sibling_style: {
      // The style that most siblings have; of two equally common ones the first.
      std::vector<std::pair<report::NumberStyle, std::uint32_t>> styles;  // with the first section of each
      std::vector<int> counts;
      for (const std::uint32_t i : outline().siblings_of(section)) {
        const Section& other = report_.sections[i];
        if (other.level != section.level || other.style == report::NumberStyle::none) continue;
        const auto same = [&](const auto& s) { return s.first == other.style; };
        const auto known = std::find_if(styles.begin(), styles.end(), same);
        if (known == styles.end()) {
          styles.emplace_back(other.style, i);
          counts.push_back(1);
        } else {
          ++counts[static_cast<std::size_t>(known - styles.begin())];
        }
      }
      if (styles.empty()) return absent(id);
      const auto most = static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
      if (styles[most].first != section.style) note_passage(id, report_.sections[styles[most].second].heading);
      return Value::text_view(report::number_style_name(styles[most].first));
    }
    case Field::section_ordinal: return section.ordinal == 0 ? absent(id) : Value::whole(section.ordinal);
    case Field::section_previous_ordinal: {
      const SectionId previous =
          siblings_before([&](const Section& s) { return s.role == section.role && s.ordinal != 0; });
      if (!previous.valid() || section.ordinal == 0) return absent(id);
      note_passage(id, report_.sections[previous.value].heading);
      return Value::whole(report_.sections[previous.value].ordinal);
    }
    case Field::section_year: {
      const auto year = year_in(section.title);
      return year ? Value::whole(*year, dsl::Dimension::year) : absent(id);
    }
    case Field::section_parent_title:
      return section.parent.valid() ? text_or_absent(id, report_.sections[section.parent.value].title) : absent(id);
    case Field::section_is_heading: return Value::boolean(!section.list_item);
    case Field::section_items: {
      auto& points = outline().points[index];
      if (!points) points = points_of(program_, report_, index);
      return Value::whole(*points);
    }
    case Field::section_children: return Value::whole(outline().children[index]);
    default: return absent(id);
  }
}

Value Evaluator::passage_field(ExprId id, const Value& record, Field field) {
  const bool sentence = record.record == dsl::Record::sentence;
  const Passage at = sentence ? report_.sentences[record.index].at : block_passage(report_, record.index);
  const document::Block& block = report_.document.blocks[at.block];
  switch (field) {
    case Field::paragraph_text:
    case Field::sentence_text: return Value::text_passage(at);
    case Field::paragraph_original:
    case Field::sentence_original: {
      Value text = Value::text_view(report_.quote(at));
      text.has_place = true;
      text.place = at;
      return text;
    }
    case Field::paragraph_length:
    case Field::sentence_length: return Value::whole(character_count(chars_of(report_, at)));
    case Field::paragraph_section:
    case Field::sentence_section: {
      const SectionId section = sentence && report_.sentences[record.index].section.valid()
                                    ? report_.sentences[record.index].section
                                    : section_of(report_, at, false);
      return section.valid() ? Value::of_record(dsl::Record::section, section.value) : absent(id);
    }
    case Field::sentence_paragraph: return Value::of_record(dsl::Record::paragraph, at.block);
    case Field::paragraph_is_heading:
      return Value::boolean(std::any_of(report_.sections.begin(), report_.sections.end(), [&](const Section& s) {
        return s.heading.block == at.block && !s.list_item && !s.run_in;
      }));
    case Field::paragraph_in_table: return Value::boolean(block.kind == document::Block::Kind::table);
    case Field::table_title: {
      // The caption is the nearest text above the table.
      for (std::uint32_t b = at.block; b-- > 0 && at.block - b <= 3;) {
        if (!is_body(report_, b) || report_.document.blocks[b].kind == document::Block::Kind::table) continue;
        return Value::text_passage(block_passage(report_, b));
      }
      return absent(id);
    }
    case Field::table_rows: return Value::whole(block.table.rows);
    default: return absent(id);
  }
}

Value Evaluator::aspect_text(ExprId id, std::uint32_t fact, dsl::AspectId aspect) {
  if (!aspect.valid()) return absent(id);
  const Code code = index_.code(fact, aspect.value);
  if (code == kNone) return absent(id);
  if ((code & kNameBit) != 0) return Value::text_view(index_.code_name(code));
  return member_text(dsl::MemberId{code - 1}, id);
}

/// All values of one and the same thing belong to its first place: a contradiction is told once.
Value Evaluator::values_of(ExprId id, const Value& fact) {
  if (!conflicts_) {
    conflicts_.emplace();
    for (std::uint32_t i = 0; i < report_.conflicts.size(); ++i)
      if (const auto& facts = report_.conflicts[i].facts; !facts.empty()) conflicts_->emplace(facts.front().value, i);
  }
  const auto found = conflicts_->find(fact.fact);
  if (found == conflicts_->end()) {
    note_fact(id, fact.fact);
    return Value::of_list({fact});
  }
  std::vector<Value> values;
  for (const FactId one : report_.conflicts[found->second].facts) values.push_back(fact_value(id, one));
  return Value::of_list(std::move(values));
}

Value Evaluator::fact_field(ExprId id, const Value& value, Field field) {
  if (field == Field::fact_value) return value;
  if (value.fact == kNoFact) return absent(id);
  const Fact& fact = index_.fact(value.fact);
  const auto aspect = [&](dsl::AspectId which) { return aspect_text(id, value.fact, which); };
  switch (field) {
    case Field::fact_name: return text_or_absent(id, fact.name.empty() ? fact.label : fact.name);
    case Field::fact_label: return text_or_absent(id, fact.label);
    case Field::fact_unit: return text_or_absent(id, fact.quantity.unit);
    case Field::fact_values: return values_of(id, value);
    case Field::fact_paragraph: return Value::of_record(dsl::Record::paragraph, fact.at.block);
    case Field::fact_section: {
      const SectionId section = fact.section.valid() ? fact.section : section_of(report_, fact.at, false);
      return section.valid() ? Value::of_record(dsl::Record::section, section.value) : absent(id);
    }
    case Field::fact_sentence: {
      const std::uint32_t sentence = sentence_of(report_, fact.at);
      return sentence == kNoSentence ? absent(id) : Value::of_record(dsl::Record::sentence, sentence);
    }
    case Field::fact_concept:
      return fact.concept_id.valid() ? Value::text_view(program_.concepts[fact.concept_id.value].name) : absent(id);
    case Field::fact_scope: return aspect(plan_.scope);
    case Field::fact_stage: return aspect(plan_.stage);
    case Field::fact_flow: return aspect(plan_.flow);
    case Field::fact_fund: return aspect(plan_.fund);
    case Field::fact_year: {
      const Value name = aspect(plan_.year);
      if (!name.is_known()) return name;
      const auto year = dsl::Number::parse(name.chars);
      return year ? Value::computed(*year, dsl::Interval::exactly(*year), dsl::Dimension::year) : absent(id);
    }
    case Field::fact_decimals: return Value::whole(fact.quantity.decimals);
    case Field::fact_in_table: return Value::boolean(fact.in_table);
    case Field::fact_in_heading: return Value::boolean(fact.in_heading);
    case Field::fact_approximate: return Value::boolean(!fact.quantity.takes_part_in_equations());
    default: return absent(id);
  }
}

Value Evaluator::other_field(ExprId id, const Value& record, Field field) {
  const std::uint32_t i = record.index;
  const auto section_at = [&](const Passage& at) {
    const SectionId section = section_of(report_, at, false);
    return section.valid() ? Value::of_record(dsl::Record::section, section.value) : absent(id);
  };
  const auto sentence_at = [&](const Passage& at) {
    const std::uint32_t sentence = sentence_of(report_, at);
    return sentence == kNoSentence ? absent(id) : Value::of_record(dsl::Record::sentence, sentence);
  };
  const auto placed = [](const std::string& text, const Passage& at) {
    Value value = Value::text_view(text);
    value.has_place = true;
    value.place = at;
    return value;
  };
  const auto fact_place = [&](FactId fact) { return fact.valid() ? report_.facts[fact.value].at : Passage(); };
  switch (field) {
    case Field::ratio_name: return text_or_absent(id, report_.ratio_or_cost(i).name);
    case Field::ratio_rate: return fact_value(id, report_.ratio_or_cost(i).rate);
    case Field::ratio_numerator: return fact_value(id, report_.ratio_or_cost(i).numerator);
    case Field::ratio_denominator: return fact_value(id, report_.ratio_or_cost(i).denominator);
    case Field::ratio_share: return Value::boolean(report_.ratio_or_cost(i).share);
    case Field::ratio_scope: return aspect_text(id, report_.ratio_or_cost(i).rate.value, plan_.scope);
    case Field::ratio_sentence: return sentence_at(fact_place(report_.ratio_or_cost(i).rate));

    case Field::citation_title: return text_or_absent(id, report_.citations[i].title);
    case Field::citation_number: return text_or_absent(id, report_.citations[i].number);
    case Field::citation_year:
      return report_.citations[i].year ? Value::whole(*report_.citations[i].year, dsl::Dimension::year) : absent(id);
    case Field::citation_text: return Value::text_passage(report_.citations[i].at);
    case Field::citation_sentence: return sentence_at(report_.citations[i].at);

    case Field::attachment_name: {
      Value name = text_or_absent(id, report_.attachments[i].name);
      name.has_place = true;
      name.place = report_.attachments[i].at;
      return name;
    }
    case Field::attachment_is_listed: return Value::boolean(report_.attachments[i].is_list_entry);

    case Field::claim_text: return Value::text_passage(report_.claims[i].at);
    case Field::claim_kind: {
      const auto phrase = std::find_if(program_.phrases.begin(), program_.phrases.end(), [&](const dsl::Phrase& p) {
        return p.english == report_.claims[i].kind || p.name == report_.claims[i].kind;
      });
      return phrase != program_.phrases.end() ? Value::text_view(phrase->name)
                                              : text_or_absent(id, report_.claims[i].kind);
    }
    case Field::claim_sentence: return sentence_at(report_.claims[i].at);
    case Field::claim_section:
      return report_.claims[i].section.valid() ? Value::of_record(dsl::Record::section, report_.claims[i].section.value)
                                               : section_at(report_.claims[i].at);

    case Field::enumeration_count: return fact_value(id, report_.enumerations[i].count);
    case Field::enumeration_items: {
      std::vector<Value> items;
      for (const Passage& item : report_.enumerations[i].items) items.push_back(Value::text_passage(item));
      return Value::of_list(std::move(items));
    }
    case Field::enumeration_listed:
      return Value::whole(static_cast<std::int64_t>(report_.enumerations[i].items.size()));
    case Field::enumeration_open: return Value::boolean(report_.enumerations[i].open);
    case Field::enumeration_text: return Value::text_passage(report_.enumerations[i].at);
    case Field::enumeration_count_noun: {
      const FactId count = report_.enumerations[i].count;
      return count.valid() ? text_or_absent(id, report_.facts[count.value].quantity.noun) : absent(id);
    }

    case Field::date_text: return Value::text_passage(observations().dates[i].at);
    case Field::date_year: return Value::whole(observations().dates[i].year, dsl::Dimension::year);
    case Field::date_month:
      return observations().dates[i].month ? Value::whole(*observations().dates[i].month) : absent(id);
    case Field::date_day: return observations().dates[i].day ? Value::whole(*observations().dates[i].day) : absent(id);
    case Field::date_cue: return text_or_absent(id, observations().dates[i].cue);
    case Field::date_sentence: return sentence_at(observations().dates[i].at);
    case Field::date_section: return section_at(observations().dates[i].at);

    case Field::debris_text: {
      const auto& slice = report_.document.debris[i].slice;
      return Value::text_passage({Observations::block_at(report_, slice.begin), slice.begin, slice.end});
    }
    case Field::debris_kind: return text_or_absent(id, report_.document.debris[i].kind);

    case Field::repetition_text: return Value::text_passage(observations().repetitions[i].second);
    case Field::repetition_first_section:
    case Field::repetition_second_section: {
      const Repetition& repetition = observations().repetitions[i];
      const Passage& at = field == Field::repetition_first_section ? repetition.first : repetition.second;
      const SectionId section = section_of(report_, at, true);
      return section.valid() ? text_or_absent(id, report_.sections[section.value].title) : absent(id);
    }
    case Field::repetition_length:
      return Value::whole(character_count(chars_of(report_, observations().repetitions[i].second)));
    case Field::repetition_altered: return Value::boolean(observations().repetitions[i].altered);

    case Field::near_name_name: return placed(observations().near_names[i].name, observations().near_names[i].at);
    case Field::near_name_other:
      return placed(observations().near_names[i].other, observations().near_names[i].other_at);
    case Field::near_name_difference: return text_or_absent(id, observations().near_names[i].difference);
    case Field::near_name_text: return Value::text_passage(observations().near_names[i].at);
    case Field::near_name_sentence: return sentence_at(observations().near_names[i].at);
    case Field::near_name_other_sentence: return sentence_at(observations().near_names[i].other_at);
    case Field::near_name_kind: return Value::text_view(observations().near_names[i].quoted ? "引号" : "机构");

    case Field::contents_title: return placed(observations().contents[i].title, observations().contents[i].at);
    case Field::contents_number: return text_or_absent(id, observations().contents[i].number);
    case Field::contents_page:
      return observations().contents[i].page ? Value::whole(*observations().contents[i].page) : absent(id);
    case Field::contents_heading: {
      const SectionId heading = observations().contents[i].heading;
      return heading.valid() ? Value::of_record(dsl::Record::section, heading.value) : absent(id);
    }
    default: return absent(id);
  }
}

}  // namespace hegui::engine
