#include "checker/app/scaffold.hpp"

#include <fmt/format.h>

namespace hegui::app {

namespace {

// The example that the author rewrites: short, with one figure compared with another, and true to life.
constexpr const char* kChinese = R"(## 为什么：（写这条规则防止什么问题）
## 怎么办：（写单位应当怎样改）
## 不适用：（写哪些情形不报；用“除非”写成条件）
规则 {id} “{title}”
  级别  提示
{tags}  当    有 [三公经费 决算]
  应    [三公经费 决算] ≤ [三公经费 预算]
  说明  “三公经费决算{{[三公经费 决算]}}，超过预算{{[三公经费 预算]}}。”
  建议  “核对预算数和决算数；确有追加的，写明批准文号。”

测试 “{id}：超过预算的，应报”
  报告  """
    某局2023年度部门整体支出绩效自评报告
    一、预算执行情况
    2023年三公经费预算10万元，三公经费决算12万元。
    """
  应报  {id} 于 “12万元”

测试 “{id}：没有超过的，通过”
  报告  """
    某局2023年度部门整体支出绩效自评报告
    一、预算执行情况
    2023年三公经费预算10万元，三公经费决算8万元。
    """
  通过  {id}
)";

constexpr const char* kEnglish = R"(## Why: (what this rule prevents)
## What to do: (how the unit should correct the report)
## Not for: (when it does not apply; write it as an 'unless' clause)
rule {id} "{title}"
  severity  note
{tags}  when      has [sangong actual]
  require   [sangong actual] <= [sangong budget]
  message   "The three public expenses of {{[sangong actual]}} exceed the budget of {{[sangong budget]}}."
  advice    "Check both figures; where the budget was raised, name the approval."

test "{id}: above the budget"
  report    """
    某局2023年度部门整体支出绩效自评报告
    一、预算执行情况
    2023年三公经费预算10万元，三公经费决算12万元。
    """
  expect    {id} at "12万元"

test "{id}: within the budget"
  report    """
    某局2023年度部门整体支出绩效自评报告
    一、预算执行情况
    2023年三公经费预算10万元，三公经费决算8万元。
    """
  passes    {id}
)";

}  // namespace

std::string scaffold_rule(const Scaffold& scaffold) {
  const bool zh = scaffold.language == dsl::Language::zh;
  std::string tags;
  if (!scaffold.group.empty()) tags = fmt::format("{}{}\n", zh ? "  标签  " : "  tags      ", scaffold.group);
  std::string title = scaffold.title;
  if (title.empty()) title = zh ? "三公经费决算不得超过预算（示例，请改写）" : "example, to be rewritten";
  return fmt::format(fmt::runtime(zh ? kChinese : kEnglish), fmt::arg("id", scaffold.id), fmt::arg("title", title),
                     fmt::arg("tags", tags));
}

std::string scaffold_rulebook(const std::string& id, dsl::Language language) {
  return language == dsl::Language::zh
             ? fmt::format("规则集 {}\n  名称  “（写这套规则的名称）”\n  版本  0.1.0\n  引用  cn.taxonomy 1\n\n", id)
             : fmt::format(
                   "rulebook {}\n  title     \"(name of this rulebook)\"\n  version   0.1.0\n  use       "
                   "cn.taxonomy 1\n\n",
                   id);
}

std::string rulebook_id_for(const std::string& file_name) {
  std::string id = "local.";
  for (const char c : file_name.substr(0, file_name.find('.'))) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    const bool upper = c >= 'A' && c <= 'Z';
    if (plain) id += c;
    if (upper) id += static_cast<char>(c - 'A' + 'a');
  }
  return id == "local." ? "local.rules" : id;
}

}  // namespace hegui::app
