// The records that rules can look into (报告, 章节, 分解, 指标, 变动 …) and their fields: one table, both languages.
// Read by the checker for names and types, and by the engine, which maps each Field to the report.
// Afterwards a new field is one row here and one case in checker/engine/fields.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "dsl/quantity.hpp"

namespace hegui::dsl {

enum class Record : std::uint16_t {
  report,
  section,
  paragraph,
  sentence,
  breakdown,
  indicator,
  change,
  ratio,
  fact,
  citation,
  attachment,
  table,
  claim,
  enumeration,
  date_mention,   // 日期提及: 截至2021年10月
  debris,         // 残留: bookmarks, field codes, web-page furniture
  repetition,     // 重复段: the same passage in two sections
  near_name,      // 近似名称: two spellings of one name
  contents_entry  // 目录项: a line of the table of contents
};

enum class Field : std::uint16_t {
  // 报告
  report_title,
  report_unit,
  report_region,
  report_year,
  report_type,
  report_date,
  report_signed,
  report_text,
  report_sections,
  report_paragraphs,
  report_sentences,
  report_breakdowns,
  report_indicators,
  report_changes,
  report_ratios,
  report_unit_costs,
  report_facts,
  report_rates,
  report_citations,
  report_attachments,
  report_tables,
  report_claims,
  report_enumerations,
  report_headings,         // 标题: sections that are headings, no list items
  report_leaf_indicators,  // 末级指标: indicators that no other names as its parent, no totals
  report_score_items,      // 得分项: all indicators and every total score, also one stated in prose only
  report_dates,            // 日期提及
  report_debris,           // 残留
  report_repetitions,      // 重复段
  report_near_names,       // 近似名称
  report_contents,         // 目录项
  // 章节
  section_title,
  section_number,
  section_level,
  section_text,
  section_length,
  section_kind,
  section_style,
  section_sibling_style,
  section_ordinal,
  section_previous_ordinal,
  section_year,
  section_parent_title,
  section_is_heading,
  section_items,     // 条目数: numbered points and 一是二是 in its text
  section_children,  // 子节数
  // 段落, 句子
  paragraph_text,
  paragraph_section,
  paragraph_original,    // 原文: the characters as submitted, before width folding
  paragraph_length,      // 字数
  paragraph_is_heading,  // 是标题
  paragraph_in_table,    // 在表内
  sentence_text,
  sentence_paragraph,
  sentence_section,
  sentence_original,  // 原文
  sentence_length,    // 字数
  // 分解
  breakdown_total,
  breakdown_parts,
  breakdown_exhaustive,
  breakdown_unit_slip,
  breakdown_cue,          // 引导词: 其中, 由…组成
  breakdown_from_table,   // 出自表格
  breakdown_part_shares,  // 各占比
  // 指标
  indicator_name,
  indicator_level,
  indicator_weight,
  indicator_target,
  indicator_actual,
  indicator_score,
  indicator_reason,
  indicator_text,
  indicator_parent,       // 上级
  indicator_is_total,     // 是总分: 合计 row, or a total score in prose (its 分值 may be missing)
  indicator_from_table,   // 出自表格
  indicator_target_text,  // 目标文字
  indicator_actual_text,  // 完成文字
  indicator_at_most,      // 越小越好: target written with ≤, 不超过, 小于等于, 以内
  indicator_section,      // 章节
  // 变动
  change_name,
  change_current,
  change_previous,
  change_delta,
  change_rate,
  change_additions,   // 增加各项
  change_reductions,  // 减少各项
  change_reason,      // 原因
  change_direction,
  change_text,
  change_base,      // 比较对象: 上年, 年初预算
  change_scope,     // 范围
  change_sentence,  // 句
  // 比率 (rate with its numerator and denominator)
  ratio_name,
  ratio_rate,
  ratio_numerator,
  ratio_denominator,
  ratio_share,     // 是占比
  ratio_scope,     // 范围
  ratio_sentence,  // 句
  // 事实
  fact_name,
  fact_value,
  fact_unit,
  fact_values,
  fact_paragraph,
  fact_section,
  fact_sentence,
  fact_concept,
  fact_scope,
  fact_decimals,
  fact_stage,        // 阶段 (name of the member)
  fact_flow,         // 方向
  fact_fund,         // 来源
  fact_year,         // 年度
  fact_label,        // 标签: naming words as they stand
  fact_in_table,     // 在表内
  fact_in_heading,   // 在标题内
  fact_approximate,  // 是约数
  // 引文
  citation_title,
  citation_number,
  citation_year,
  citation_text,      // 文: as it stands, 《…》（…）
  citation_sentence,  // 句
  // 附件, 表格
  attachment_name,
  attachment_is_listed,  // 在清单内: an entry of the list 附件：1. …
  table_title,
  table_rows,
  // 声明 (没有超出, 圆满完成)
  claim_text,
  claim_kind,
  claim_sentence,
  claim_section,
  // 计数列举 (N个：a、b、c)
  enumeration_count,
  enumeration_items,
  enumeration_listed,
  enumeration_open,
  enumeration_text,
  enumeration_count_noun,  // 计数单位
  // 日期提及
  date_text,
  date_year,
  date_month,
  date_day,
  date_cue,  // 引导词: 截至, 截止, 至 … or empty
  date_sentence,
  date_section,
  // 残留
  debris_text,
  debris_kind,
  // 重复段
  repetition_text,
  repetition_first_section,   // 首次章节 (title)
  repetition_second_section,  // 再次章节 (title)
  repetition_length,          // 字数
  repetition_altered,         // 有改动: alike, not word for word
  // 近似名称
  near_name_name,        // 名称: the odd one
  near_name_other,       // 他名
  near_name_difference,  // 差异: the characters in which they differ
  near_name_text,        // 文
  near_name_sentence,
  near_name_other_sentence,
  near_name_kind,  // 类别: 引号, 机构
  // 目录项
  contents_title,    // 名称
  contents_number,   // 编号
  contents_page,     // 页码
  contents_heading,  // 对应标题: section of the same number, or missing
};

struct RecordRow {
  Record record;
  std::string_view name, english;
};
struct FieldRow {
  Record record;
  Field field;
  std::string_view name, english;
  Type type;             // list types carry the record of their elements
  std::string_view doc;  // one Chinese sentence
};
std::span<const RecordRow> records();
std::span<const FieldRow> fields();
/// The field of this record with the Chinese or English name, or nullptr.
const FieldRow* find_field(Record record, std::string_view name);
/// The row of this field; every Field has one.
const FieldRow* field_row(Field field);
/// English id of the aspect whose members this text field takes (报告.地区: region), or empty.
std::string_view field_aspect(Field field);
/// The field that stands for the record where text is wanted (报告 包含 …), or nullptr.
const FieldRow* text_field(Record record);

}  // namespace hegui::dsl
