// How long 5,000 rules take to read, parse and check, beside reading and normalising the same bytes.
//   rules_bench [RULES] [ROUNDS]     5000 and 7 when not given; prints the best round of each step
// Not a test: nothing fails when the machine is slow. ctest runs it once with few rules, so that it stays usable.
#include <unicode/normalizer2.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>

#include "dsl/load.hpp"
#include "dsl/parser.hpp"
#include "dsl/printer.hpp"

namespace {

namespace fs = std::filesystem;
using hegui::dsl::Source;

const char* const kTaxonomy = R"(规则集 bench.terms
  名称 “术语”
  版本 1.0.0

维度 阶段（stage）
  成员 年初预算（initial_budget） 又称 年初预算数、批复预算
  成员 调整预算（revised_budget）
  成员 决算（actual） 又称 决算数、执行数
  成员 预算（budget） 即 调整预算 或无则 年初预算
维度 方向（flow）
  成员 收入（income）
  成员 支出（expenditure）
维度 范围（scope） 缺省 部门整体
  成员 部门整体（department） 分项 基本支出、项目支出
  成员 三公经费（sangong） 分项 公务接待费、公务用车费
维度 年度（year）
  成员 上年（last_year）
维度 文种（report_type）
  成员 绩效自评（self_evaluation）
概念 金额（amount）：金额
概念 执行率（execution_rate）：比率 公式 [决算 支出] ÷ [预算 支出]
章节 改进措施（measures）
词集 原因词（reason_words） 因、由于、原因是
)";

/// Rules of seven shapes, like those that auditors write; no two are equal.
std::string rules(std::size_t count) {
  static constexpr std::string_view shapes[] = {
      "规则 B-@ “第@条：执行率未达要求的，应写明改进措施”\n  级别  错误 当 [执行率] < 80%，警告 当 [执行率] < "
      "90%，否则 提示\n"
      "  依据  评价办法\n  标签  预算执行、完整性\n  当    [执行率] < 执行率要求\n  除非  数额小：[决算 支出] < "
      "@.5万元\n"
      "  应    有 章节（改进措施）\n  说明  “{范围}执行率为{[执行率]}，低于{执行率要求}。”\n  建议  “补充措施。”\n\n",
      "## 支出与预算。\n规则 B-@ “第@条：支出不得超过预算”\n  级别  错误\n  令    超支 = [决算 支出] － [预算 支出]\n"
      "  当    有 [预算 支出]\n  应    超支 ≤ @元\n  说明  “{范围}超出预算{超支}。”\n\n",
      "规则 B-@ “第@条：列尽的分项之和应等于总数”\n  级别  错误\n  对每个 组 于 报告.分解\n  当    组.列尽 且 "
      "个数（组.各项） > 1\n"
      "  应    合计（组.各项） ≈ 组.总数 误差 @元\n  说明  “{组.总数.名称}写{组.总数}，合计{合计（组.各项）}。”\n\n",
      "规则 B-@ “第@条：三公经费决算不得超过预算”\n  级别  警告\n  应    [决算 属于 三公经费] ≤ [预算 属于 三公经费] "
      "＋ @元\n"
      "  说明  “{范围}决算{[决算 属于 三公经费]}，超过预算{[预算 属于 三公经费]}。”\n\n",
      "规则 B-@ “第@条：增长的，应说明原因”\n  级别  提示\n  当    [三公经费 决算] > [三公经费 决算 上年] × 1@%\n"
      "  应    邻近 [三公经费 决算] 在 节 内 有 词 原因词\n  说明  “三公经费增至{[三公经费 决算]}。”\n\n",
      "规则 B-@ “第@条：执行率应与执行数一致”\n  级别  错误\n  应    [执行率] ≈ [决算 支出] ÷ [预算 支出] 误差 0.@%\n"
      "  说明  “报告写{[执行率]}，应为{[决算 支出] ÷ [预算 支出]}。”\n\n",
      "规则 B-@ “第@条：报告应写明公开情况”\n  级别  提示\n  当    报告.标题 匹配 /自评|评价@/\n"
      "  应    报告 包含 任一（“公开@”、“公示”）\n  说明  “没有说明公开情况。”\n\n"};
  std::string text =
      "规则集 bench.rules\n  名称 “基准”\n  版本 1.0.0\n  引用 bench.terms 1\n\n"
      "依据 评价办法（measure）\n  名称 《评价办法》\n  文号 财预〔2020〕10号\n  已核 “某人，2024-01-01”\n\n"
      "参数 执行率要求（required_rate）= 100% “低于此值，须说明”\n\n";
  for (std::size_t i = 0; i < count; ++i) {
    for (const char c : shapes[i % std::size(shapes)]) {
      if (c == '@') {
        text += std::to_string(i + 1);
      } else {
        text += c;
      }
    }
  }
  return text;
}

double best_of(int rounds, const std::function<void()>& work) {
  double best = std::numeric_limits<double>::max();
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    best = std::min(best, taken.count());
  }
  return best;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::size_t number(const char* text, std::size_t otherwise) {
  const std::string_view given = text;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
  return error == std::errc{} && end == given.data() + given.size() && value > 0 ? value : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? number(argv[1], 5000) : 5000;
  const int rounds = static_cast<int>(argc > 2 ? number(argv[2], 7) : 7);

  std::error_code ignored;
  const fs::path folder = fs::temp_directory_path() / ("hegui-rules-bench-" + std::to_string(count));
  fs::create_directories(folder);
  std::ofstream(folder / "terms.hegui", std::ios::binary) << kTaxonomy;
  std::ofstream(folder / "rules.hegui", std::ios::binary) << rules(count);
  const std::string text = read(folder / "rules.hegui");

  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status) || text.empty()) {
    std::fputs("cannot set up\n", stderr);
    return 1;
  }
  std::size_t normalised = 0;
  const double baseline = best_of(rounds, [&] {
    const std::string bytes = read(folder / "rules.hegui");
    UErrorCode error = U_ZERO_ERROR;
    normalised = static_cast<std::size_t>(nfkc->normalize(icu::UnicodeString::fromUTF8(bytes), error).length());
  });
  const auto source = std::make_shared<const Source>("rules.hegui", text);
  std::size_t items = 0;
  const double parsing = best_of(rounds, [&] { items = hegui::dsl::parse(source).file.items.size(); });
  std::size_t checked = 0, problems = 0;
  const double loading = best_of(rounds, [&] {
    const auto result = hegui::dsl::load({folder});
    checked = result.program ? result.program->rules.size() : 0;
    problems = result.diagnostics.size();
  });
  const auto tree = hegui::dsl::parse(source).file;
  std::size_t printed = 0;
  const double printing = best_of(rounds, [&] { printed = hegui::dsl::print(tree, {}).size(); });
  fs::remove_all(folder, ignored);

  const double megabytes = static_cast<double>(text.size()) / 1e6;
  std::printf("%zu rules, %.2f MB, %zu characters after NFKC, %zu messages\n", checked, megabytes, normalised,
              problems);
  const auto line = [&](const char* step, double seconds) {
    std::printf("%-28s %9.2f ms  %8.1f MB/s  %6.2f x\n", step, seconds * 1e3, megabytes / seconds, seconds / baseline);
  };
  line("read and normalise (NFKC)", baseline);
  line("parse", parsing);
  line("read, parse and check", loading);
  line("print", printing);
  return checked == count && items > count && printed > 0 ? 0 : 1;
}
