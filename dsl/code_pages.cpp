#include "dsl/code_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "dsl/pages.hpp"

namespace hegui::dsl {

std::span<const CodeGroup> code_groups() {
  static const std::array groups{
      CodeGroup{'F', "codes-files.md", "文件", "Files", file_pages()},
      CodeGroup{'P', "codes-writing.md", "写法", "Writing", parse_pages()},
      CodeGroup{'N', "codes-names.md", "名称", "Names", name_pages()},
      CodeGroup{'T', "codes-kinds.md", "类别和单位", "Kinds and units", type_pages()},
      CodeGroup{'R', "codes-rules.md", "规则和规则集", "Rules and rulebooks", rule_pages()},
      CodeGroup{'L', "codes-lints.md", "提醒", "Lints", lint_pages()},
  };
  return groups;
}

const CodePage* find_code_page(std::string_view code) {
  for (const CodeGroup& group : code_groups()) {
    for (const CodePage& page : group.pages) {
      if (page.code == code) return &page;
    }
  }
  return nullptr;
}

std::string example_items(std::string_view example) {
  if (!example.starts_with("  ")) return std::string(example);
  // The clauses of the plain rule reach to the first line that is not indented.
  std::size_t end = 0;
  while (example.substr(end).starts_with("  ")) end = std::min(example.find('\n', end), example.size() - 1) + 1;
  const std::string clauses(example.substr(0, end));
  std::string text = "规则 例-1 “例子”\n";
  if (clauses.find("  级别") == std::string::npos) text += "  级别 警告\n";
  text += clauses;
  if (clauses.find("  说明") == std::string::npos) text += "  说明 “例子”\n";
  return text + std::string(example.substr(end));
}

std::vector<std::shared_ptr<const Source>> example_sources(std::string_view example) {
  std::vector<std::shared_ptr<const Source>> sources;
  std::string name = "例子.hegui", text;
  const auto finish = [&] {
    // A remark at the head shows a file without its header.
    const bool whole = text.starts_with("规则集") || text.starts_with("#");
    if (!whole) text = "规则集 cn.example\n  版本 1.0.0\n  引用 cn.taxonomy 1\n\n" + text;
    sources.push_back(std::make_shared<const Source>(name, std::move(text)));
    text.clear();
  };
  std::istringstream lines(example_items(example));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#=== ")) {
      finish();
      name = line.substr(5);
    } else {
      text += line + "\n";
    }
  }
  finish();
  return sources;
}

std::string message_pattern(const DiagnosticCode& row, Language language) {
  const std::string_view pattern = language == Language::zh ? row.zh : row.en;
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern.substr(at, 2) == "{{" || pattern.substr(at, 2) == "}}") {
      out += pattern[at++];
    } else if (pattern[at] == '{') {
      out += "…";
      at = pattern.find('}', at);
    } else {
      out += pattern[at];
    }
  }
  return out;
}

std::string code_page_text(const CodePage& page, Language language) {
  const bool zh = language == Language::zh;
  const auto indented = [](std::string_view text) {
    std::string out;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) out += line.empty() ? "\n" : "    " + line + "\n";
    return out;
  };
  const DiagnosticCode* row = find_diagnostic_code(page.code);
  const std::string head = row == nullptr ? std::string() : "  " + message_pattern(*row, language);
  std::string out =
      fmt::format("{}{}\n\n{}\n\n{}\n", page.code, head, zh ? page.zh : page.en, zh ? page.fix_zh : page.fix_en);
  if (page.wrong.empty()) return out;
  out += fmt::format("\n{}\n\n{}\n{}\n\n{}", zh ? "错的：" : "wrong:", indented(example_items(page.wrong)),
                     zh ? "对的：" : "right:", indented(example_items(page.right)));
  return out;
}

}  // namespace hegui::dsl
