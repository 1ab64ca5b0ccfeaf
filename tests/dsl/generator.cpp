#include "tests/dsl/generator.hpp"

#include <array>

namespace hegui::dsl::test {

std::size_t Generator::below(std::size_t n) {
  state_ ^= state_ << 13U;
  state_ ^= state_ >> 7U;
  state_ ^= state_ << 17U;
  return static_cast<std::size_t>(state_ % n);
}

std::string_view Generator::one(std::initializer_list<std::string_view> choices) {
  return choices.begin()[below(choices.size())];
}

template <class Make>
std::string Generator::list(std::size_t most, const Make& make) {
  std::string out = make();
  for (std::size_t i = 0, n = below(most); i < n; ++i) out += comma() + make();
  return out;
}

// ---- the smallest pieces -------------------------------------------------------------------------------------------
std::string Generator::comma() { return std::string(one({"、", "，", ", ", ","})); }
std::string Generator::gap() { return std::string(one({" ", " ", " ", "  ", "\t", "　"})); }
std::string Generator::clause_gap() { return std::string(one({"\n  ", "\n  ", "\n", "\n\n  ", "\r\n  ", " "})); }

std::string Generator::word() {
  const std::string number = std::to_string(names_++);
  return english_ ? "name" + number : std::string(one({"甲项", "乙项", "支出额", "率"})) + number;
}

std::string Generator::term() {
  switch (below(8)) {
    case 0: return word() + "（境）费";
    case 1: return "《某某办法》" + word();
    case 2: return word() + "-" + std::to_string(below(9));
    case 3: return word() + "/" + word();
    case 4: return "“三公”" + word();
    case 5: return "“两个 词" + std::to_string(names_++) + "”";
    case 6: return "\"two words " + std::to_string(names_++) + "\"";
    default: return word();
  }
}

std::string Generator::id() { return std::string(one({"ZX", "GJ", "甲"})) + "-" + std::to_string(names_++); }

std::string Generator::number() {
  std::string out = std::to_string(below(100000));
  switch (below(6)) {
    case 0: out = "1,234,567"; break;
    case 1: out += "." + std::to_string(below(1000)); break;
    case 2: out = std::string(one({"１００", "９．５"})); break;
    default: break;
  }
  return out + std::string(one({"", "%", "％", "‰", "万元", "元", "亿元", "分", "件", "个", " 分", "年"}));
}

std::string Generator::date() { return std::string(one({"2021-01-31", "2020-2-5", "2021年1月31日", "1999-12-31"})); }

std::string Generator::plain_text() {
  std::string out;
  for (std::size_t i = 0, n = 1 + below(4); i < n; ++i) {
    out += one(
        {"没有", "说明", "word", " ", "，", "\\n", "\\\"", "\\\\", "\\{", "\\}", "“引”", "80%", "、", "#", "/", "应 "});
  }
  return out;
}

std::string Generator::text() {
  if (chance(3)) return "\"" + std::string(one({"plain", "a, b", "引号里", "x\\\"y", "\\n"})) + "\"";
  return "“" + plain_text() + "”";
}

std::string Generator::template_text(int depth) {
  std::string out = plain_text();
  for (std::size_t i = 0, n = below(3); i < n; ++i) {
    out += one({"{", "{ ", "｛"});
    out += condition(depth);
    out += one({"}", " }", "｝"});
    out += chance(3) ? "“内{" + query() + "}”" : plain_text();
  }
  if (out.find('"') == out.find("\\\"") + 1 || out.find('"') != std::string::npos) return "“" + out + "”";
  return chance(3) && out.find("“") == std::string::npos ? "\"" + out + "\"" : "“" + out + "”";
}

// ---- queries and expressions
// -----------------------------------------------------------------------------------------
std::string Generator::query() {
  std::string out(one({"[", "［", "[ "}));
  for (std::size_t i = 0, n = 1 + below(3); i < n; ++i) {
    if (i > 0) out += " ";
    switch (below(6)) {
      case 0: out += std::string(key("属于", "within")) + " " + term(); break;
      case 1: out += term() + " " + std::string(one({"的 分项", "of parts"})); break;
      case 2: out += std::string(key("分项 的 ", "parts of ")) + term(); break;
      case 3:
        out += word() + std::string(one({"=", " = ", "＝"})) + std::string(chance(3) ? key("任意", "any") : "");
        if (out.back() == '=' || out.ends_with("＝") || out.ends_with("= ")) out += term();
        break;
      default: out += term(); break;
    }
  }
  return out + std::string(one({"]", "］", " ]"}));
}

std::string Generator::condition(int depth) {
  if (depth <= 0) return comparison(0);
  switch (below(7)) {
    case 0: return condition(depth - 1) + " " + std::string(key("且", "and")) + " " + comparison(depth - 1);
    case 1: return condition(depth - 1) + " " + std::string(key("或", "or")) + " " + comparison(depth - 1);
    case 2: return std::string(key("非", "not")) + " " + comparison(depth - 1);
    case 3: return "（" + condition(depth - 1) + "）";
    default: return comparison(depth - 1);
  }
}

std::string Generator::comparison(int depth) {
  const std::string left = value(depth);
  switch (below(8)) {
    case 0: return left + " " + std::string(key("包含", "contains")) + " " + value(depth);
    case 1:
      return left + " " + std::string(key("匹配", "matches")) + " " +
             std::string(one({"/原因|由于/", "/a\\/b/", "/\\d+年/"}));
    case 2: return left + " " + std::string(key("属于", "within")) + " " + word();
    case 3: return left;
    default: break;
  }
  std::string out =
      left + gap() +
      std::string(one({"=", "==", "＝", "≠", "!=", "<", "＜", "<=", "≤", ">", "＞", ">=", "≥", "≈", "~="})) + gap() +
      value(depth);
  if (chance(4)) {
    out += " " + std::string(key("误差", "tolerance")) + " ";
    out += chance(2) ? std::string(key("舍入", "rounding")) : number();
  }
  return out;
}

std::string Generator::value(int depth) {
  if (depth <= 0) return primary(0);
  switch (below(8)) {
    case 0: return value(depth - 1) + std::string(one({" + ", " ＋ ", " - ", " － "})) + primary(depth - 1);
    case 1: return value(depth - 1) + std::string(one({" * ", " × ", " / ", " ÷ "})) + primary(depth - 1);
    case 2: return std::string(one({"-", "－"})) + primary(depth - 1);
    case 3: return value(depth - 1) + " " + std::string(key("或无则", "or else")) + " " + primary(depth - 1);
    case 4:
      return "（" + std::string(key("缺", "lacks")) + " " + query() + " " + std::string(key("按", "as")) + " " +
             number() + "）";
    case 5: return std::string(one({key("有", "has"), key("缺", "lacks")})) + " " + primary(depth - 1);
    default: return primary(depth - 1);
  }
}

std::string Generator::primary(int depth) {
  const std::string inner = english_ ? " in " : " 于 ";
  switch (below(depth <= 0 ? 8 : 18)) {
    case 0: return number();
    case 1: return query();
    case 2: return word();
    case 3: return date();
    case 4: return "“" + std::string(one({"公开", "a", "三公经费"})) + "”";
    case 5: return std::string(one({key("真", "true"), key("假", "false")}));
    case 6: return std::string(key("报告", "report")) + "." + word();
    case 7:
      return std::string(key("章节", "section")) + std::string(one({"（", "("})) + list(3, [this] { return word(); }) +
             "）";
    case 8: return "（" + condition(depth - 1) + "）";
    case 9: return word() + "（" + list(3, [this, depth] { return condition(depth - 1); }) + "）";
    case 10: return word() + "（）";
    case 11:
      return std::string(one({key("任一", "any"), key("全部", "all")})) + "（" +
             list(3, [this, depth] { return value(depth - 1); }) + "）";
    case 12:
      return "（" + std::string(one({key("每个", "every"), key("有个", "some")})) + " " + word() + inner + primary(0) +
             "：" + condition(depth - 1) + "）";
    case 13:
      return "（" + std::string(key("邻近", "near")) + " " + query() + (english_ ? " in " : " 在 ") +
             std::string(
                 one({key("句", "sentence"), key("段", "paragraph"), key("节", "section"), key("章", "chapter")})) +
             (english_ ? " has " : " 内 有 ") + std::string(chance(2) ? "/原因/" : "“由于”") + "）";
    case 14: return std::string(key("词", "words")) + " " + word();
    case 15:
      return "（" + std::string(key("如果", "if")) + " " + condition(depth - 1) + " " + std::string(key("则", "then")) +
             " " + value(depth - 1) + " " + std::string(key("否则", "else")) + " " + value(depth - 1) + "）";
    case 16: return std::string(one({key("合计", "sum"), key("个数", "count"), key("最大", "max")})) + " " + query();
    default: return query() + "." + word() + "." + word();
  }
}

std::string Generator::expression(int depth) {
  if (chance(8)) {
    return std::string(key("如果", "if")) + " " + condition(depth - 1) + " " + std::string(key("则", "then")) + " " +
           value(depth - 1) + " " + std::string(key("否则", "else")) + " " + value(depth - 1);
  }
  return condition(depth);
}

// ---- items
// -----------------------------------------------------------------------------------------------------------
std::string Generator::clause(std::string_view zh, std::string_view en, const std::string& rest) {
  return clause_gap() + std::string(key(zh, en)) + gap() + rest;
}
std::string Generator::english_name() {
  if (chance(2)) return {};
  return std::string(one({"（", "("})) + "name_" + std::to_string(names_++) + std::string(one({"）", ")"}));
}
std::string Generator::type() {
  if (chance(4)) return std::string(key("数量", "count")) + "（" + list(2, [this] { return word(); }) + "）";
  return std::string(one({key("金额", "money"), key("比率", "rate"), key("百分点", "points"), key("分", "score"),
                          key("日期", "date"), key("年度", "year"), key("时长", "duration"), key("文本", "text"),
                          key("数", "number"), key("是非", "boolean")}));
}
std::string Generator::terms() {
  return list(3, [this] { return chance(2) ? word() + "=" + word() : word(); });
}
// A text behind the value on its line would make it a declaration, so the line ends here.
std::string Generator::setting() {
  return clause("参数", "param",
                word() + " = " + std::string(one({"90%", "1万元", "真", "章节（甲、乙）", "甲 ＋ 1"})) + "\n");
}

std::string Generator::rule_clauses(bool override) {
  std::string out;
  const auto texts = [this](std::string_view zh, std::string_view en) { return clause(zh, en, template_text(2)); };
  if (chance(2)) {
    std::string grades(one({key("错误", "error"), key("警告", "warning"), key("提示", "note")}));
    if (chance(2)) {
      grades += " " + std::string(key("当", "when")) + " " + condition(1) + "，" + std::string(key("否则", "else")) +
                " " + std::string(key("提示", "note"));
    }
    out += clause("级别", "severity", grades);
  }
  if (chance(2))
    out += clause("依据", "basis", list(3, [this] {
                    return std::string(one({"财预〔2020〕10号", "GB/T 9704-2012", "《某某办法》", "甲办法"}));
                  }));
  if (chance(3)) out += clause("标签", "tags", list(3, [this] { return term(); }));
  if (chance(3)) out += clause("生效", "from", date());
  if (chance(3)) out += clause("失效", "until", date());
  if (chance(3)) out += clause("适用", "applies", condition(1));
  if (!override && chance(2)) out += clause("对每个", "for each", word() + (english_ ? " in " : " 于 ") + primary(0));
  for (std::size_t i = 0, n = below(3); i < n; ++i) out += clause("令", "let", word() + " = " + expression(3));
  for (std::size_t i = 0, n = below(3); i < n; ++i) out += clause("当", "when", condition(3));
  for (std::size_t i = 0, n = below(3); i < n; ++i) {
    std::string exception = chance(2) ? word() + "：" : std::string();
    exception += condition(2);
    if (chance(3)) exception += " " + std::string(key("除外", "except")) + " " + condition(1);
    out += clause("除非", "unless", exception);
  }
  for (std::size_t i = 0, n = 1 + below(3); i < n; ++i) {
    const bool forbid = chance(3);
    std::string demand = expression(4);
    if (chance(4)) demand += std::string(key(" 缺则报", " or report"));
    out += clause(forbid ? "禁止" : "应", forbid ? "forbid" : "require", demand);
  }
  if (chance(2)) out += texts("说明", "message");
  if (chance(3)) out += texts("建议", "advice");
  if (chance(4)) out += clause("取代", "replaces", list(3, [this] { return id(); }));
  if (chance(4)) out += clause("细化", "refines", list(3, [this] { return id(); }));
  if (chance(4))
    out +=
        clause("归并", "gather", std::string(one({key("全文", "report"), key("同值", "value"), key("章", "chapter")})));
  if (chance(4)) out += clause("证据", "evidence", list(3, [this] { return primary(0); }));
  return out;
}

std::string Generator::test() {
  std::string out = std::string(key("测试", "test")) + " “" + word() + "”";
  out += clause_gap() + std::string(key("报告", "report")) +
         " \"\"\"\n    某局2021年度报告\n\n      一、基本情况\n    \"\"\"";
  if (chance(2)) out += setting();
  std::string fires = list(2, [this] { return id(); });
  if (chance(2)) fires += (english_ ? " at " : " 于 ") + text();
  if (chance(2)) fires += std::string(key(" 说明 包含 ", " message contains ")) + text();
  out += clause("应报", "expect", fires);
  if (chance(2)) out += clause("不报", "silent", list(3, [this] { return id(); }));
  if (chance(2)) out += clause("通过", "passes", list(3, [this] { return id(); }));
  if (chance(2)) out += clause("不明", "undetermined", id());
  if (chance(2)) out += clause("不适用", "skips", id());
  if (chance(2)) out += clause("应得", "fact", query() + " = " + number());
  return out;
}

std::string Generator::item(std::size_t kind) {
  const auto head = [this](std::string_view zh, std::string_view en) { return std::string(key(zh, en)) + gap(); };
  const auto words = [this] { return list(4, [this] { return term(); }); };
  std::string out;
  switch (kind) {
    case 0: {
      out = head("依据", "basis") + word() + english_name();
      // A title or a number first: it tells the item from the clause.
      out += chance(2) ? "\n  " + std::string(key("名称", "title")) + " 《某某管理办法》（2020年修订）"
                       : "\n  " + std::string(key("文号", "number")) + " 财预〔2020〕10号";
      if (chance(2))
        out += clause("条文", "article", list(3, [this] { return std::string(one({"第五条", "第六条第（二）项"})); }));
      if (chance(2)) out += clause("生效", "from", date());
      if (chance(2)) out += clause("失效", "until", date());
      if (chance(2)) out += clause("已核", "checked", text());
      if (chance(2)) out += clause("改用", "replaced-by", word());
      return out;
    }
    case 1:
      return head("参数", "param") + word() + "（p" + std::to_string(names_++) + "）= " + expression(2) +
             (chance(2) ? " " + text() : "");
    case 2: return head("词集", "words") + word() + english_name() + gap() + words();
    case 3:
      out = head("维度", "aspect") + word() + english_name();
      if (chance(2)) out += gap() + std::string(key("缺省", "default")) + " " + word();
      for (std::size_t i = 0, n = 1 + below(3); i < n; ++i) {
        out += clause("成员", "member", term() + english_name());
        if (chance(2)) out += clause("又称", "also", words());
        if (chance(3)) out += clause("分项", "parts", words());
        if (chance(4)) out += clause("即", "means", word() + std::string(key(" 或无则 ", " or else ")) + word());
        if (chance(4)) out += clause("蕴含", "implies", terms());
      }
      return out;
    case 4:
      out = head("概念", "concept") + word() + english_name() + std::string(one({"：", ": "})) + type();
      if (chance(2)) out += clause("又称", "also", words());
      if (chance(3)) out += clause("公式", "formula", value(3));
      if (chance(3)) out += clause("取值", "values", words());
      if (chance(3)) out += clause("蕴含", "implies", terms());
      if (chance(3)) out += clause("属于", "under", word());
      return out;
    case 5:
      out = head("章节", "section") + word() + english_name();
      if (chance(2)) out += clause("又称", "also", words());
      if (chance(2)) out += clause("属于", "under", word());
      return out;
    case 6:
      out = head("句式", "phrase") + word() + english_name();
      for (std::size_t i = 0, n = 1 + below(2); i < n; ++i)
        out += clause("文", "pattern", "“(比|较)上年{…}增加{增减额：金额}“引”\\d”");
      out += clause("得", "yields", word());
      if (chance(2)) out += clause("蕴含", "implies", terms());
      return out;
    case 7:
      return head("定义", "define") + word() + (chance(2) ? "（f" + std::to_string(names_++) + "）" : "") + "（" +
             list(3, [this] { return word() + "：" + type(); }) + "）：" + type() + " = " + expression(4);
    case 8:
      out = head("方案", "profile") + word() + english_name();
      if (chance(2)) out += clause("适用", "applies", condition(1));
      if (chance(2)) out += setting();
      if (chance(2)) out += clause("停用", "disable", list(3, [this] { return id(); }));
      return out;
    case 9: return head("覆盖", "override") + id() + (chance(2) ? setting() : "") + rule_clauses(true);
    case 10: return head("停用", "disable") + id() + " " + text();
    case 11:
      out = head("豁免", "waive") + id() + clause("单位", "unit", text());
      if (chance(2)) out += clause("年度", "year", "2021");
      out += clause("理由", "reason", text());
      if (chance(2)) out += clause("批准", "authority", text());
      return out + clause("至", "to", date());
    case 12: return test();
    default: return head("规则", "rule") + id() + (chance(4) ? "" : " " + text()) + rule_clauses(false);
  }
}

std::string Generator::file(Language language, bool mixed) {
  english_ = language == Language::en;
  std::string out = std::string(chance(4) ? "\n# 文件头\n" : "") + (chance(2) ? "## 说明\n" : "");
  out +=
      std::string(key("规则集", "rulebook")) + " cn.generated\n  " + std::string(key("名称", "title")) + " " + text();
  out += clause("版本", "version", std::string(one({"1.0.0", "0.9.1-rc1"})));
  if (chance(2)) out += clause("引用", "use", "cn.taxonomy" + std::string(one({"", " 1", " 1.1", " 1.0.0"})));
  if (chance(2)) out += clause("适用", "applies", condition(1));
  if (chance(2)) out += clause("变更", "change", "1.0.0 " + text());
  for (int i = 0; i < 20; ++i) {
    out += std::string(one({"\n\n", "\n", "\n\n\n", "\r\n\r\n"}));
    if (chance(4)) out += "## 第一行\n## 第二行\n";
    if (chance(6)) out += "# 注释\n";
    if (mixed) english_ = chance(2);
    out += item(below(18));
  }
  return out + "\n";
}

}  // namespace hegui::dsl::test
