// The table of records and fields: what rules can see of a report besides figures.
// Used by the checker, the engine, the messages and the language reference.
// Afterwards names are unique within a record, in both languages, and every Field has exactly one row.
#include "dsl/records.hpp"

#include <array>
#include <vector>

namespace hegui::dsl {

namespace {

constexpr std::array kRecords{
    RecordRow{Record::report, "报告", "report"},
    RecordRow{Record::section, "章节", "section"},
    RecordRow{Record::paragraph, "段落", "paragraph"},
    RecordRow{Record::sentence, "句子", "sentence"},
    RecordRow{Record::breakdown, "分解", "breakdown"},
    RecordRow{Record::indicator, "指标", "indicator"},
    RecordRow{Record::change, "变动", "change"},
    RecordRow{Record::ratio, "比例", "ratio"},
    RecordRow{Record::fact, "事实", "fact"},
    RecordRow{Record::citation, "引文", "citation"},
    RecordRow{Record::attachment, "附件", "attachment"},
    RecordRow{Record::table, "表格", "table"},
    RecordRow{Record::claim, "声明", "claim"},
    RecordRow{Record::enumeration, "列举", "enumeration"},
    RecordRow{Record::date_mention, "日期提及", "date_mention"},
    RecordRow{Record::debris, "残留", "debris"},
    RecordRow{Record::repetition, "重复段", "repetition"},
    RecordRow{Record::near_name, "近似名称", "near_name"},
    RecordRow{Record::contents_entry, "目录项", "contents_entry"},
};

Type text() { return {.kind = Type::Kind::text}; }
Type yes_no() { return {.kind = Type::Kind::boolean}; }
Type quantity(Dimension dimension) { return {.kind = Type::Kind::quantity, .dimension = dimension}; }
Type record(Record kind) { return {.kind = Type::Kind::record, .record = static_cast<std::uint16_t>(kind)}; }
Type list(Type element) {
  element.element = element.kind;
  element.kind = Type::Kind::list;
  return element;
}
/// A fact whose dimension only the report tells.
Type any_fact() {
  Type type = record(Record::fact);
  type.any_dimension = true;
  return type;
}
Type fact(Dimension dimension) {
  Type type = record(Record::fact);
  type.dimension = dimension;
  return type;
}

std::vector<FieldRow> make_fields() {
  using F = Field;
  using D = Dimension;
  std::vector<FieldRow> rows;
  Record owner = Record::report;
  const auto row = [&](F field, std::string_view name, std::string_view english, Type type, std::string_view doc) {
    rows.push_back({owner, field, name, english, std::move(type), doc});
  };

  row(F::report_title, "标题", "title", text(), "报告的标题，几行的合为一行。");
  row(F::report_unit, "单位", "unit", text(), "报告单位的名称。");
  row(F::report_region, "地区", "region", text(), "报告所属地区，用“属于 湖南省”比较。");
  row(F::report_year, "年度", "year", quantity(D::year), "报告的预算年度。");
  row(F::report_type, "类型", "type", text(), "文种，用“属于 绩效自评”比较。");
  row(F::report_date, "落款日期", "date", quantity(D::date), "落款的成文日期。");
  row(F::report_signed, "落款单位", "signed_by", text(), "落款的单位名称。");
  row(F::report_text, "正文", "text", text(), "全文。");
  row(F::report_sections, "章节", "sections", list(record(Record::section)), "全部章节和编号的段落。");
  row(F::report_paragraphs, "段落", "paragraphs", list(record(Record::paragraph)), "全部段落。");
  row(F::report_sentences, "句子", "sentences", list(record(Record::sentence)), "全部句子。");
  row(F::report_breakdowns, "分解", "breakdowns", list(record(Record::breakdown)), "总数及其各项。");
  row(F::report_indicators, "指标", "indicators", list(record(Record::indicator)),
      "绩效指标；对得分、分值求和时，不计标题行、合计行和有下级的指标。");
  row(F::report_changes, "变动", "changes", list(record(Record::change)), "比上年、比预算的增减。");
  row(F::report_ratios, "比例", "ratios", list(record(Record::ratio)), "写明了分子、分母的比率。");
  row(F::report_unit_costs, "单价", "unit_costs", list(record(Record::ratio)),
      "写明了金额、数量的单价和人均：分子是金额，分母是数量。");
  row(F::report_facts, "事实", "facts", list(any_fact()), "报告写出的全部数据。");
  row(F::report_rates, "比率", "rates", list(fact(D::rate)), "报告写出的全部比率。");
  row(F::report_citations, "引文", "citations", list(record(Record::citation)), "引用的文件。");
  row(F::report_attachments, "附件", "attachments", list(record(Record::attachment)), "提到的附件。");
  row(F::report_tables, "表格", "tables", list(record(Record::table)), "报告里的表格。");
  row(F::report_claims, "声明", "claims", list(record(Record::claim)), "没有超出、圆满完成一类的声明。");
  row(F::report_enumerations, "列举", "enumerations", list(record(Record::enumeration)), "“N个：甲、乙、丙”。");
  row(F::report_headings, "各级标题", "headings", list(record(Record::section)), "作为标题的章节，不含编号的段落。");
  row(F::report_leaf_indicators, "末级指标", "leaf_indicators", list(record(Record::indicator)),
      "没有下级的指标，不含合计。");
  row(F::report_score_items, "得分项", "score_items", list(record(Record::indicator)),
      "全部指标和总分，只在正文里写的总分也在内。");
  row(F::report_dates, "日期提及", "dates", list(record(Record::date_mention)), "正文里提到的日期。");
  row(F::report_debris, "残留", "debris", list(record(Record::debris)), "书签、域代码、网页栏目一类的残留。");
  row(F::report_repetitions, "重复段", "repetitions", list(record(Record::repetition)), "在两处重复的段落。");
  row(F::report_near_names, "近似名称", "near_names", list(record(Record::near_name)),
      "只差一两个字的名称，多半是笔误。");
  row(F::report_contents, "目录项", "contents_entries", list(record(Record::contents_entry)), "目录的各行。");

  owner = Record::section;
  row(F::section_title, "名称", "title", text(), "标题，不含编号。");
  row(F::section_number, "编号", "number", text(), "编号，照原样。");
  row(F::section_level, "级次", "level", quantity(D::number), "1为最高一级。");
  row(F::section_text, "正文", "text", text(), "正文，含下级章节。");
  row(F::section_length, "字数", "length", quantity(D::number), "正文的字数。");
  row(F::section_kind, "类别", "kind", text(), "章节的类别，没有的为缺。");
  row(F::section_style, "编号样式", "style", text(), "编号的样式：一、（一）1. 等。");
  row(F::section_sibling_style, "同级编号样式", "sibling_style", text(), "同级章节最常用的编号样式。");
  row(F::section_ordinal, "序号", "ordinal", quantity(D::number), "编号的数值。");
  row(F::section_previous_ordinal, "上一序号", "previous_ordinal", quantity(D::number), "同级上一个章节的序号。");
  row(F::section_year, "年度", "year", quantity(D::year), "标题里写的年度，没有的为缺。");
  row(F::section_parent_title, "上级名称", "parent_title", text(), "上级章节的标题。");
  row(F::section_is_heading, "是标题", "is_heading", yes_no(), "是标题，不是编号的段落。");
  row(F::section_items, "条目数", "items", quantity(D::number), "正文里分条叙述的条数。");
  row(F::section_children, "子节数", "children", quantity(D::number), "下级章节的个数。");

  owner = Record::paragraph;
  row(F::paragraph_text, "正文", "text", text(), "段落的文字。");
  row(F::paragraph_section, "章节", "section", record(Record::section), "所在的章节。");
  row(F::paragraph_original, "原文", "original", text(), "报送时的文字，全角、半角照原样。");
  row(F::paragraph_length, "字数", "length", quantity(D::number), "段落的字数。");
  row(F::paragraph_is_heading, "是标题", "is_heading", yes_no(), "段落是标题。");
  row(F::paragraph_in_table, "在表内", "in_table", yes_no(), "段落在表格里。");

  owner = Record::sentence;
  row(F::sentence_text, "正文", "text", text(), "句子的文字。");
  row(F::sentence_paragraph, "段落", "paragraph", record(Record::paragraph), "所在的段落。");
  row(F::sentence_section, "章节", "section", record(Record::section), "所在的章节。");
  row(F::sentence_original, "原文", "original", text(), "报送时的文字，全角、半角照原样。");
  row(F::sentence_length, "字数", "length", quantity(D::number), "句子的字数。");

  owner = Record::breakdown;
  row(F::breakdown_total, "总数", "total", any_fact(), "被分解的总数。");
  row(F::breakdown_parts, "各项", "parts", list(any_fact()), "列出的各项。");
  row(F::breakdown_exhaustive, "列尽", "exhaustive", yes_no(), "各项已经列尽，应等于总数。");
  row(F::breakdown_unit_slip, "单位有误", "unit_slip", yes_no(), "换一个单位（元、万元）恰好相符。");
  row(F::breakdown_cue, "引导词", "cue", text(), "其中、主要包括、分别为等。");
  row(F::breakdown_from_table, "出自表格", "from_table", yes_no(), "出自表格的合计行或列。");
  row(F::breakdown_part_shares, "各占比", "part_shares", list(fact(D::rate)), "各项所写的占比；有一项没写就是空的。");

  owner = Record::indicator;
  row(F::indicator_name, "名称", "name", text(), "指标的名称。");
  row(F::indicator_level, "级次", "level", quantity(D::number), "1为一级指标；不知道的为缺。");
  row(F::indicator_weight, "分值", "weight", fact(D::score), "满分。");
  row(F::indicator_target, "目标值", "target", any_fact(), "年度目标值。");
  row(F::indicator_actual, "完成值", "actual", any_fact(), "实际完成值。");
  row(F::indicator_score, "得分", "score", fact(D::score), "自评得分。");
  row(F::indicator_reason, "偏差原因", "reason", text(), "失分、未完成的原因。");
  row(F::indicator_text, "文", "text", text(), "写这个指标的文字。");
  row(F::indicator_parent, "上级", "parent", text(), "上级指标的名称。");
  row(F::indicator_is_total, "是总分", "is_total", yes_no(), "合计行或总分。");
  row(F::indicator_from_table, "出自表格", "from_table", yes_no(), "出自自评表。");
  row(F::indicator_target_text, "目标文字", "target_text", text(), "目标值，照原样。");
  row(F::indicator_actual_text, "完成文字", "actual_text", text(), "完成值，照原样。");
  row(F::indicator_at_most, "越小越好", "at_most", yes_no(), "目标写作≤、不超过、以内。");
  row(F::indicator_section, "章节", "section", record(Record::section), "所在的章节。");

  owner = Record::change;
  row(F::change_name, "名称", "name", text(), "增减的是什么。");
  row(F::change_current, "本期", "current", any_fact(), "本期的数。");
  row(F::change_previous, "上期", "previous", any_fact(), "用来比较的数。");
  row(F::change_delta, "增减额", "delta", any_fact(), "增加为正，减少为负。");
  row(F::change_rate, "增减率", "rate", fact(D::rate), "增长为正，下降为负。");
  row(F::change_additions, "增加各项", "additions", list(any_fact()), "上期到本期之间增加的各项，逐项写出的才有。");
  row(F::change_reductions, "减少各项", "reductions", list(any_fact()), "上期到本期之间减少的各项，逐项写出的才有。");
  row(F::change_reason, "原因", "reason", text(), "所写的增减原因。");
  row(F::change_direction, "方向", "direction", quantity(D::number), "写增加为1，写减少为－1，写持平为0。");
  row(F::change_text, "文", "text", text(), "写这个变动的文字。");
  row(F::change_base, "比较对象", "base", text(), "上年、年初预算等。");
  row(F::change_scope, "范围", "scope", text(), "所属范围的名称。");
  row(F::change_sentence, "句", "sentence", record(Record::sentence), "所在的句子。");

  owner = Record::ratio;
  row(F::ratio_name, "名称", "name", text(), "比率的名称。");
  row(F::ratio_rate, "比率", "rate", fact(D::rate), "写出的比率。");
  row(F::ratio_numerator, "分子", "numerator", any_fact(), "分子。");
  row(F::ratio_denominator, "分母", "denominator", any_fact(), "分母。");
  row(F::ratio_share, "是占比", "is_share", yes_no(), "部分占总数的比率。");
  row(F::ratio_scope, "范围", "scope", text(), "所属范围的名称。");
  row(F::ratio_sentence, "句", "sentence", record(Record::sentence), "所在的句子。");

  owner = Record::fact;
  row(F::fact_name, "名称", "name", text(), "数据的名称。");
  row(F::fact_value, "值", "value", {.kind = Type::Kind::quantity, .any_dimension = true}, "数值。");
  row(F::fact_unit, "单位", "unit", text(), "计量单位，照原样。");
  row(F::fact_values, "各值", "values", list(any_fact()), "同一数据在报告各处写的值。");
  row(F::fact_paragraph, "段落", "paragraph", record(Record::paragraph), "所在的段落。");
  row(F::fact_section, "章节", "section", record(Record::section), "所在的章节。");
  row(F::fact_sentence, "句", "sentence", record(Record::sentence), "所在的句子。");
  row(F::fact_concept, "概念", "concept", text(), "概念的名称。");
  row(F::fact_scope, "范围", "scope", text(), "所属范围的名称。");
  row(F::fact_decimals, "小数位数", "decimals", quantity(D::number), "写出的小数位数。");
  row(F::fact_stage, "阶段", "stage", text(), "预算、决算等。");
  row(F::fact_flow, "方向", "flow", text(), "收入、支出等。");
  row(F::fact_fund, "来源", "fund", text(), "资金来源。");
  row(F::fact_year, "年度", "year", quantity(D::year), "数据的年度。");
  row(F::fact_label, "标签", "label", text(), "紧挨着数的名称，照原样。");
  row(F::fact_in_table, "在表内", "in_table", yes_no(), "数在表格里。");
  row(F::fact_in_heading, "在标题内", "in_heading", yes_no(), "数在标题里。");
  row(F::fact_approximate, "是约数", "approximate", yes_no(), "约、余、以上一类的数。");

  owner = Record::citation;
  row(F::citation_title, "名称", "title", text(), "文件的名称。");
  row(F::citation_number, "文号", "number", text(), "文号，照原样。");
  row(F::citation_year, "年份", "year", quantity(D::year), "文号里的年份。");
  row(F::citation_text, "文", "text", text(), "引文，照原样。");
  row(F::citation_sentence, "句", "sentence", record(Record::sentence), "所在的句子。");

  owner = Record::attachment;
  row(F::attachment_name, "名称", "name", text(), "附件的名称。");
  row(F::attachment_is_listed, "在清单内", "is_listed", yes_no(), "列在文末的附件清单里。");

  owner = Record::table;
  row(F::table_title, "名称", "title", text(), "表名。");
  row(F::table_rows, "行数", "rows", quantity(D::number), "行数。");

  owner = Record::claim;
  row(F::claim_text, "文", "text", text(), "声明的文字。");
  row(F::claim_kind, "类别", "kind", text(), "声明的类别。");
  row(F::claim_sentence, "句", "sentence", record(Record::sentence), "所在的句子。");
  row(F::claim_section, "章节", "section", record(Record::section), "所在的章节。");

  owner = Record::enumeration;
  row(F::enumeration_count, "总数", "count", fact(D::count), "写出的个数。");
  row(F::enumeration_items, "各项", "items", list(text()), "列出的名称。");
  row(F::enumeration_listed, "列出数", "listed", quantity(D::number), "列出的个数。");
  row(F::enumeration_open, "未列尽", "open", yes_no(), "带“等”字。");
  row(F::enumeration_text, "文", "text", text(), "列举的文字。");
  row(F::enumeration_count_noun, "计数单位", "count_noun", text(), "个、项、家等。");

  owner = Record::date_mention;
  row(F::date_text, "文", "text", text(), "日期，照原样。");
  row(F::date_year, "年", "year", quantity(D::year), "年份。");
  row(F::date_month, "月", "month", quantity(D::number), "月份，没有的为缺。");
  row(F::date_day, "日", "day", quantity(D::number), "日，没有的为缺。");
  row(F::date_cue, "引导词", "cue", text(), "截至、截止、至等。");
  row(F::date_sentence, "句", "sentence", record(Record::sentence), "所在的句子。");
  row(F::date_section, "章节", "section", record(Record::section), "所在的章节。");

  owner = Record::debris;
  row(F::debris_text, "文", "text", text(), "残留的文字。");
  row(F::debris_kind, "类别", "kind", text(), "残留的类别。");

  owner = Record::repetition;
  row(F::repetition_text, "文", "text", text(), "重复的文字。");
  row(F::repetition_first_section, "首次章节", "first_section", text(), "第一次所在的章节。");
  row(F::repetition_second_section, "再次章节", "second_section", text(), "再次所在的章节。");
  row(F::repetition_length, "字数", "length", quantity(D::number), "重复的字数。");
  row(F::repetition_altered, "有改动", "altered", yes_no(), "不是逐字相同，差一两个字（数字不同的不算重复）。");

  owner = Record::near_name;
  row(F::near_name_name, "名称", "name", text(), "出现较少的写法；一样多时取后出现的。");
  row(F::near_name_other, "他名", "other", text(), "另一种写法。");
  row(F::near_name_difference, "差异", "difference", text(), "两种写法不同的字。");
  row(F::near_name_text, "文", "text", text(), "出现较少的写法，照原样。");
  row(F::near_name_sentence, "句", "sentence", record(Record::sentence), "所在的句子。");
  row(F::near_name_other_sentence, "他句", "other_sentence", record(Record::sentence), "另一种写法所在的句子。");
  row(F::near_name_kind, "类别", "kind", text(), "引号（写在引号里）或机构（以机构、系统一类的词结尾）。");

  owner = Record::contents_entry;
  row(F::contents_title, "名称", "title", text(), "目录里的标题，不含编号和页码。");
  row(F::contents_number, "编号", "number", text(), "编号，没有的为缺。");
  row(F::contents_page, "页码", "page", quantity(D::number), "页码，没有的为缺。");
  row(F::contents_heading, "对应标题", "heading", record(Record::section),
      "正文里编号相同、级次相同的标题，没有的为缺。");
  return rows;
}

}  // namespace

std::span<const RecordRow> records() { return kRecords; }

std::span<const FieldRow> fields() {
  static const std::vector<FieldRow> rows = make_fields();
  return rows;
}

const FieldRow* find_field(Record record, std::string_view name) {
  for (const FieldRow& row : fields()) {
    if (row.record == record && (row.name == name || row.english == name)) return &row;
  }
  return nullptr;
}

const FieldRow* field_row(Field field) {
  for (const FieldRow& row : fields()) {
    if (row.field == field) return &row;
  }
  return nullptr;
}

std::string_view field_aspect(Field field) {
  switch (field) {
    case Field::report_region: return "region";
    case Field::report_type: return "report_type";
    case Field::fact_scope:
    case Field::change_scope:
    case Field::ratio_scope: return "scope";
    case Field::fact_stage:
    case Field::change_base: return "stage";
    case Field::fact_flow: return "flow";
    case Field::fact_fund: return "fund";
    default: return {};
  }
}

const FieldRow* text_field(Record record) {
  switch (record) {
    case Record::report: return field_row(Field::report_text);
    case Record::section: return field_row(Field::section_text);
    case Record::paragraph: return field_row(Field::paragraph_text);
    case Record::sentence: return field_row(Field::sentence_text);
    case Record::indicator: return field_row(Field::indicator_text);
    case Record::change: return field_row(Field::change_text);
    case Record::citation: return field_row(Field::citation_text);
    case Record::attachment: return field_row(Field::attachment_name);
    case Record::claim: return field_row(Field::claim_text);
    case Record::enumeration: return field_row(Field::enumeration_text);
    case Record::date_mention: return field_row(Field::date_text);
    case Record::debris: return field_row(Field::debris_text);
    case Record::repetition: return field_row(Field::repetition_text);
    case Record::near_name: return field_row(Field::near_name_text);
    case Record::contents_entry: return field_row(Field::contents_title);
    case Record::table: return field_row(Field::table_title);
    case Record::breakdown:
    case Record::ratio:
    case Record::fact: return nullptr;
  }
  return nullptr;
}

}  // namespace hegui::dsl
