// How long rulebooks take to read, parse and check, beside reading and normalising the same bytes: those that come with
// the program, and 5,000 rules made here.
//   rules_bench [OPTION…] [RULES]     options are Google Benchmark's
// Not a test: nothing fails when the machine is slow. ctest runs it once with few rules, so that it stays usable.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "dsl/load.hpp"
#include "dsl/parser.hpp"
#include "dsl/printer.hpp"
#include "tests/bench/bounds.hpp"
#include "tests/bench/ratios.hpp"

namespace {

namespace fs = std::filesystem;
namespace bench = hegui::bench;
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

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> rule_files(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".hegui") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

template <class Work>
void add(const std::string& name, double bytes, const Work& work) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(work());
    state.counters[bench::kBytes] = bytes;
  });
}

/// How many rules the folder has; 0 when it cannot be loaded.
std::size_t add_folder(const std::string& name, const fs::path& folder) {
  const auto loaded = hegui::dsl::load({folder});
  if (loaded.program == nullptr) return 0;
  const auto paths = rule_files(folder);
  std::vector<std::shared_ptr<const Source>> sources;
  double bytes = 0;
  for (const auto& path : paths) {
    sources.push_back(std::make_shared<const Source>(path.string(), read(path)));
    bytes += static_cast<double>(fs::file_size(path));
  }
  const std::string group = name + "/";
  const auto bound = [&](const char* what) { return group + std::string(bench::kBound) + what; };
  add(bound("reading the files"), bytes, [paths] {
    std::uint64_t sum = 0;
    for (const auto& path : paths) sum += bench::read_all(read(path));
    return sum;
  });
  add(bound("ICU NFKC"), bytes, [sources] {
    std::size_t size = 0;
    for (const auto& source : sources) size += bench::normalise(source->text());
    return size;
  });
  add(group + "parse", bytes, [sources] {
    std::size_t items = 0;
    for (const auto& source : sources) items += hegui::dsl::parse(source).file.items.size();
    return items;
  });
  add(group + "read, parse and check everything", bytes,
      [folder] { return hegui::dsl::load({folder}).program->rules.size(); });
  add(group + "read, parse and check what a run needs", bytes,
      [folder] { return hegui::dsl::load({folder}, hegui::dsl::Purpose::running).program->rules.size(); });
  const auto files = std::make_shared<std::vector<hegui::dsl::syntax::File>>();
  for (const auto& source : sources) files->push_back(hegui::dsl::parse(source).file);
  add(group + "print", bytes, [files] {
    std::size_t size = 0;
    for (const auto& file : *files) size += hegui::dsl::print(file, {}).size();
    return size;
  });
  std::printf("%s: %zu rules, %zu files, %.2f MB\n", name.c_str(), loaded.program->rules.size(), paths.size(),
              bytes / 1e6);
  return loaded.program->rules.size();
}

}  // namespace

int main(int argc, char** argv) {
  const auto [options, rest] = bench::split_arguments(argc, argv);
  std::size_t count = 5000;
  if (!rest.empty()) std::from_chars(rest.front().data(), rest.front().data() + rest.front().size(), count);
  std::error_code ignored;
  const fs::path folder = fs::temp_directory_path() / ("hegui-rules-bench-" + std::to_string(count));
  fs::create_directories(folder);
  std::ofstream(folder / "terms.hegui", std::ios::binary) << kTaxonomy;
  std::ofstream(folder / "rules.hegui", std::ios::binary) << rules(count);
  const bool sound = add_folder("the rules that come with the program", fs::path(HEGUI_SOURCE_DIR) / "rules") > 0 &&
                     add_folder("rules made here", folder) == count;
  const int status = sound ? bench::run_and_compare(options) : 1;
  fs::remove_all(folder, ignored);
  return status;
}
