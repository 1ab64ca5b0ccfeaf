#include "tests/engine/support.hpp"

#include <gtest/gtest.h>

#include "dsl/load.hpp"

namespace hegui::engine::test {

const char* const kTaxonomy = R"(规则集 t.taxonomy
  名称 “术语”
  版本 1.0.0

维度 阶段（stage）
  成员 年初预算（initial_budget）
  成员 调整预算（revised_budget）
  成员 决算（actual）
  成员 预算（budget） 即 调整预算 或无则 年初预算
维度 方向（flow）
  成员 收入（income）
  成员 支出（expenditure）
  成员 收支（balance）
维度 范围（scope） 缺省 部门整体
  成员 部门整体（department）
    分项 基本支出、项目支出
  成员 基本支出（basic）
  成员 项目支出（project）
  成员 三公经费（sangong）
    分项 因公出国费、公务用车费、公务接待费
  成员 因公出国费（overseas）
  成员 公务用车费（vehicle）
    分项 购置费、运行费
  成员 购置费（purchase）
  成员 运行费（running）
  成员 公务接待费（reception）
维度 来源（fund） 缺省 全部来源
  成员 全部来源（total）
  成员 一般公共预算（general_budget）
维度 年度（year）
  成员 本年（this_year）
  成员 上年（last_year）
维度 项目（project_name）
维度 地区（region）
  成员 湖南省（hunan）
  成员 四川省（sichuan）
维度 文种（report_type）
  成员 绩效自评（self_evaluation）

概念 金额（amount）：金额
概念 上年结转（carryover_in）：金额
概念 年末结转（carryover_out）：金额
概念 执行率（execution_rate）：比率
  公式 [决算 支出] ÷ [预算 支出]
概念 占比（share）：比率
概念 满意度（satisfaction）：比率
概念 评分（total_score）：分
概念 指标得分（indicator_score）：分
概念 指标分值（weight）：分
概念 评价等级（grade）：文本
  取值 优、良、中、差
概念 编制（establishment）：数量（人、名）
概念 在职人员（staff）：数量（人、名）
概念 办件数（cases）：数量（件）

章节 存在问题（problems） 又称 存在的问题
章节 改进措施（measures） 又称 整改措施

词集 原因词（reason_words） 由于、原因是
词集 易混字（similar_characters） 申审、域城
词集 机构词尾（name_endings） 中心、平台
)";

std::shared_ptr<const dsl::Program> program_of(std::string_view rules) {
  std::vector<std::shared_ptr<const dsl::Source>> sources;
  sources.push_back(std::make_shared<const dsl::Source>("taxonomy.hegui", kTaxonomy));
  sources.push_back(std::make_shared<const dsl::Source>(
      "rules.hegui", "规则集 t.rules\n  名称 “规则”\n  版本 1.0.0\n  引用 t.taxonomy 1\n\n" + std::string(rules)));
  const dsl::LoadResult loaded = dsl::load_sources(std::move(sources));
  for (const dsl::Diagnostic& diagnostic : loaded.diagnostics) {
    const dsl::DiagnosticCode* code = dsl::find_diagnostic_code(diagnostic.code);
    if (code == nullptr || code->level == dsl::Level::error)
      ADD_FAILURE() << dsl::render(diagnostic, dsl::Language::zh, false);
  }
  return loaded.program;
}

ReportBuilder::ReportBuilder(std::shared_ptr<const dsl::Program> program, int year) : program_(std::move(program)) {
  report_.identity.year = year;
  report_.identity.title = "某局绩效自评报告";
  report_.identity.type = program_->find_member(program_->find_aspect("report_type"), "self_evaluation");
}

ReportBuilder& ReportBuilder::paragraph(std::string_view text) {
  if (!text_.empty()) text_ += "\n";
  paragraph_begin_ = static_cast<std::uint32_t>(text_.size());
  text_ += text;
  document::Block block;
  block.slice = {paragraph_begin_, static_cast<std::uint32_t>(text_.size())};
  report_.document.blocks.push_back(block);
  const auto here = static_cast<std::uint32_t>(report_.document.blocks.size() - 1);
  if (!report_.sections.empty()) report_.sections.back().last_block = here;
  for (report::SectionId up = report_.sections.empty() ? report::SectionId() : report_.sections.back().parent;
       up.valid(); up = report_.sections[up.value].parent)
    report_.sections[up.value].last_block = here;
  report::Sentence sentence;
  sentence.at = {here, block.slice.begin, block.slice.end};
  if (!report_.sections.empty())
    sentence.section = report::SectionId{static_cast<std::uint32_t>(report_.sections.size() - 1)};
  report_.sentences.push_back(sentence);
  return *this;
}

ReportBuilder& ReportBuilder::heading(std::string_view title, std::string_view kind, std::uint32_t level) {
  report::Section section;
  section.title = title;
  section.level = level;
  section.style = report::NumberStyle::chinese;
  if (!kind.empty()) section.kinds.push_back(program_->find_section_kind(kind));
  for (std::uint32_t i = static_cast<std::uint32_t>(report_.sections.size()); i-- > 0;)
    if (report_.sections[i].level < level) {
      section.parent = report::SectionId{i};
      break;
    }
  const auto block = static_cast<std::uint32_t>(report_.document.blocks.size());
  section.first_block = section.last_block = block;
  report_.sections.push_back(section);
  paragraph(title);
  const auto slice = report_.document.blocks[block].slice;
  report_.sections.back().heading = {block, slice.begin, slice.end};
  return *this;
}

report::Passage ReportBuilder::find(std::string_view quote) const {
  const std::size_t at = text_.find(quote, paragraph_begin_);
  if (at == std::string::npos) ADD_FAILURE() << "not in the paragraph: " << quote;
  const auto begin = static_cast<std::uint32_t>(at);
  return {static_cast<std::uint32_t>(report_.document.blocks.size() - 1), begin,
          begin + static_cast<std::uint32_t>(quote.size())};
}

report::FactId ReportBuilder::fact(std::string_view quote, std::string_view concept_id,
                                   std::initializer_list<std::string_view> aspects, dsl::Approximation approximation) {
  report::Fact fact;
  std::size_t digits = 0;
  while (digits < quote.size() &&
         (quote[digits] == '-' || quote[digits] == '.' || (quote[digits] >= '0' && quote[digits] <= '9')))
    ++digits;
  const auto written = dsl::Number::parse(quote.substr(0, digits));
  const std::string unit(quote.substr(digits));
  const std::size_t dot = quote.substr(0, digits).find('.');
  const int decimals = dot == std::string_view::npos ? 0 : static_cast<int>(digits - dot - 1);
  if (!written) ADD_FAILURE() << "no number: " << quote;
  if (const dsl::Unit* known = dsl::find_unit(unit); known != nullptr) {
    fact.quantity = dsl::make_quantity(*written, decimals, *known, approximation);
  } else {
    const bool ten_thousands = unit.starts_with("万");
    fact.quantity = dsl::make_count(*written, decimals, ten_thousands ? unit.substr(3) : unit, ten_thousands ? 4 : 0,
                                    approximation);
  }
  fact.concept_id = program_->find_concept(concept_id);
  EXPECT_TRUE(fact.concept_id.valid()) << concept_id;
  fact.name = program_->concepts[fact.concept_id.value].name;
  fact.at = find(quote);
  if (!report_.sections.empty())
    fact.section = report::SectionId{static_cast<std::uint32_t>(report_.sections.size() - 1)};
  for (const std::string_view text : aspects) {
    const std::size_t sign = text.find_first_of("=~^");
    report::AspectValue value;
    value.aspect = program_->find_aspect(text.substr(0, sign));
    EXPECT_TRUE(value.aspect.valid()) << text;
    const std::string_view member = text.substr(sign + 1);
    value.member = program_->find_member(value.aspect, member);
    if (!value.member.valid()) value.name = member;
    value.how = text[sign] == '='   ? report::How::stated
                : text[sign] == '^' ? report::How::inherited
                                    : report::How::defaulted;
    if (value.member.valid()) fact.name = program_->members[value.member.value].name;
    fact.aspects.push_back(value);
  }
  report_.facts.push_back(std::move(fact));
  return report::FactId{static_cast<std::uint32_t>(report_.facts.size() - 1)};
}

report::FactId ReportBuilder::text_fact(std::string_view quote, std::string_view concept_id) {
  report::Fact fact;
  fact.concept_id = program_->find_concept(concept_id);
  fact.text_value = quote;
  fact.at = find(quote);
  report_.facts.push_back(std::move(fact));
  return report::FactId{static_cast<std::uint32_t>(report_.facts.size() - 1)};
}

ReportBuilder& ReportBuilder::breakdown(report::FactId total, std::vector<report::FactId> parts, bool exhaustive) {
  report::Breakdown breakdown;
  breakdown.total = total;
  for (const report::FactId part : parts) report_.facts[part.value].of = total;
  breakdown.parts = std::move(parts);
  breakdown.exhaustive = exhaustive;
  report_.breakdowns.push_back(std::move(breakdown));
  return *this;
}

report::Report ReportBuilder::build() const {
  report::Report report = report_;
  report.document.text = std::make_shared<const text::Text>(text::Text::from_utf8(text_));
  // Figures are placed in what was written; folding must not have moved anything.
  EXPECT_EQ(report.document.text->normalised(), text_);
  return report;
}

std::vector<Outcome> outcomes_of(const std::shared_ptr<const dsl::Program>& program, const ReportBuilder& report,
                                 std::string_view rule, const Options& options) {
  const Evaluation evaluation = evaluate(*program, report.build(), options);
  std::vector<Outcome> found;
  for (const Outcome& outcome : evaluation.outcomes)
    if (program->rules[outcome.rule.value].id == rule) found.push_back(outcome);
  return found;
}

std::string verdicts(const std::vector<Outcome>& outcomes) {
  std::string text;
  for (const Outcome& outcome : outcomes) {
    if (!text.empty()) text += ' ';
    switch (outcome.verdict) {
      case Verdict::passed: text += "passed"; break;
      case Verdict::failed: text += "failed"; break;
      case Verdict::not_applicable: text += "not_applicable"; break;
      case Verdict::undetermined: text += "undetermined"; break;
    }
  }
  return text;
}

std::string quote(const ReportBuilder& report, const Evidence& evidence) {
  return std::string(report.build().quote(evidence.at));
}

}  // namespace hegui::engine::test
