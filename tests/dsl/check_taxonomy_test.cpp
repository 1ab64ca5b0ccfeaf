// What the extraction and the engine get of a taxonomy, and how query words are understood.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "dsl/load.hpp"

namespace hegui::dsl {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

LoadResult load_texts(const std::vector<std::string>& texts) {
  std::vector<std::shared_ptr<const Source>> sources;
  for (const std::string& text : texts)
    sources.push_back(std::make_shared<Source>("file" + std::to_string(sources.size()) + ".hegui", text));
  return load_sources(std::move(sources));
}

std::vector<std::string> errors_of(const LoadResult& result) {
  std::vector<std::string> lines;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    if (find_diagnostic_code(diagnostic.code)->level == Level::error)
      lines.push_back(render_line(diagnostic, Language::zh));
  }
  return lines;
}

constexpr const char* kTerms = R"(规则集 t.terms
  版本 1.0.0
维度 阶段（stage） 缺省 决算
  成员 年初预算（initial_budget） 又称 年初预算数
  成员 调整预算（revised_budget）
  成员 决算（actual） 又称 执行数
  成员 预算（budget） 即 调整预算 或无则 年初预算
维度 方向（flow）
  成员 收入（income）
  成员 支出（expenditure）
维度 范围（scope）
  成员 三公经费（sangong） 分项 因公出国（境）费、公务接待费 蕴含 方向=支出
  成员 商品和服务支出（goods） 分项 公务接待费、办公费
维度 年度（year）
  成员 上年（last_year） 又称 去年
维度 项目（project）
概念 金额（amount）：金额
概念 执行率（execution_rate）：比率 蕴含 方向=支出
)";

/// The query of `应 有 [words]` in a rulebook that uses kTerms.
struct Asked {
  std::shared_ptr<const Program> program;
  std::vector<std::string> errors;
  Query query;
  [[nodiscard]] std::vector<std::string> fixed() const {
    std::vector<std::string> result;
    for (const Binding& binding : query.fixed) {
      const std::string value = binding.member.valid() ? program->members[binding.member.value].name : binding.name;
      result.push_back(program->aspects[binding.aspect.value].name + "=" + (value.empty() ? "任意" : value));
    }
    std::sort(result.begin(), result.end());
    return result;
  }
};
Asked ask(const std::string& words) {
  const LoadResult result =
      load_texts({kTerms, "规则集 t.rules\n  版本 1.0.0\n  引用 t.terms 1\n规则 A-1 “一条”\n  级别 错误\n  应 有 [" +
                              words + "]\n  说明 “无”\n"});
  Asked asked{result.program, errors_of(result), {}};
  if (!result.program->queries.empty()) asked.query = result.program->queries.back();
  return asked;
}

TEST(Taxonomy, MembersHavePartsParentsSynonymsAndPreferences) {
  const LoadResult result = load_texts({kTerms});
  ASSERT_THAT(errors_of(result), IsEmpty());
  const Program& program = *result.program;
  const AspectId stage = program.find_aspect("stage"), scope = program.find_aspect("范围");
  const MemberId budget = program.find_member(stage, "budget");
  EXPECT_THAT(program.members[budget.value].prefer,
              ElementsAre(program.find_member(stage, "调整预算"), program.find_member(stage, "initial_budget")));
  EXPECT_EQ(program.aspects[stage.value].default_member, program.find_member(stage, "actual"));
  EXPECT_THAT(program.members[program.find_member(stage, "决算").value].synonyms, ElementsAre("执行数"));

  const MemberId sangong = program.find_member(scope, "sangong"), goods = program.find_member(scope, "goods");
  const MemberId reception = program.find_member(scope, "公务接待费");
  EXPECT_EQ(program.members[reception.value].parent, sangong) << "the first declared total";
  EXPECT_TRUE(program.is_within(reception, sangong));
  EXPECT_TRUE(program.is_within(reception, goods)) << "a part of two totals";
  EXPECT_FALSE(program.is_within(sangong, goods));
}

TEST(Taxonomy, RulebooksAddMembersAndSynonymsToThoseTheyUse) {
  const LoadResult result = load_texts({R"(规则集 t.more
  版本 1.0.0
  引用 t.terms 1
维度 范围
  成员 会议费
  成员 三公经费 又称 三公支出
概念 执行率：比率 又称 支付率
)",
                                        kTerms});
  ASSERT_THAT(errors_of(result), IsEmpty());
  const Program& program = *result.program;
  const AspectId scope = program.find_aspect("scope");
  EXPECT_TRUE(program.find_member(scope, "会议费").valid());
  EXPECT_THAT(program.members[program.find_member(scope, "sangong").value].synonyms, ElementsAre("三公支出"));
  EXPECT_THAT(program.concepts[program.find_concept("execution_rate").value].synonyms, ElementsAre("支付率"));
}

TEST(Queries, WordsBecomeConceptAndAspects) {
  const Asked asked = ask("执行数 支出");
  EXPECT_THAT(asked.errors, IsEmpty());
  EXPECT_EQ(asked.query.concept_id, asked.program->find_concept("amount")) << "no concept word: a plain amount";
  EXPECT_THAT(asked.fixed(), ElementsAre("方向=支出", "阶段=决算"));
  EXPECT_EQ(asked.query.year_offset, 0);
}

TEST(Queries, EnglishNamesMeanTheSame) { EXPECT_EQ(ask("actual expenditure").fixed(), ask("决算 支出").fixed()); }

TEST(Queries, LastYearIsAnOffset) {
  EXPECT_EQ(ask("决算 上年").query.year_offset, -1);
  EXPECT_EQ(ask("决算 去年").query.year_offset, -1);
  EXPECT_THAT(ask("决算 去年").fixed(), ElementsAre("阶段=决算"));
}

TEST(Queries, ImpliedAspectsHoldUnlessTheBracketsSayOtherwise) {
  EXPECT_THAT(ask("三公经费").fixed(), ElementsAre("方向=支出", "范围=三公经费"));
  EXPECT_THAT(ask("执行率 收入").fixed(), ElementsAre("方向=收入"));
  EXPECT_THAT(ask("三公经费 方向=任意").fixed(), ElementsAre("方向=任意", "范围=三公经费"));
}

TEST(Queries, RangesKeepTheirMember) {
  const Asked parts = ask("三公经费 的 分项");
  EXPECT_EQ(parts.query.range, Query::Range::parts);
  EXPECT_EQ(parts.query.range_member, parts.program->find_member(parts.program->find_aspect("scope"), "sangong"));
  EXPECT_EQ(ask("决算 属于 三公经费").query.range, Query::Range::within);
}

TEST(Queries, OpenAspectsTakeNames) {
  EXPECT_THAT(ask("决算 项目=公租房").fixed(), ElementsAre("阶段=决算", "项目=公租房"));
  EXPECT_THAT(ask("决算 年度=2020").fixed(), ElementsAre("年度=2020", "阶段=决算"));
}

}  // namespace
}  // namespace hegui::dsl
