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
  enumeration
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
  report_facts,
  report_rates,
  report_citations,
  report_attachments,
  report_tables,
  report_claims,
  report_enumerations,
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
  // 段落, 句子
  paragraph_text,
  paragraph_section,
  sentence_text,
  sentence_paragraph,
  sentence_section,
  // 分解
  breakdown_total,
  breakdown_parts,
  breakdown_exhaustive,
  breakdown_unit_slip,
  // 指标
  indicator_name,
  indicator_level,
  indicator_weight,
  indicator_target,
  indicator_actual,
  indicator_score,
  indicator_reason,
  indicator_text,
  // 变动
  change_name,
  change_current,
  change_previous,
  change_delta,
  change_rate,
  change_direction,
  change_text,
  // 比率 (rate with its numerator and denominator)
  ratio_name,
  ratio_rate,
  ratio_numerator,
  ratio_denominator,
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
  // 引文
  citation_title,
  citation_number,
  citation_year,
  // 附件, 表格
  attachment_name,
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

}  // namespace hegui::dsl
