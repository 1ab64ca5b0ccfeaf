// The knowledge is text: what reports say is known from rules/taxonomy, not from strings in the program.
// Reads the sources of checker/report, checker/document and checker/text; messages for people are no knowledge.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "dsl/utf8.hpp"
#include "tests/report/facts_of.hpp"
#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

namespace fs = std::filesystem;

struct Literal {
  std::string text;
  std::size_t line = 0;
};

/// String and character literals of C++ source, without comments.
std::vector<Literal> literals(const std::string& source) {
  std::vector<Literal> found;
  std::size_t line = 1;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '\n') ++line;
    if (source.compare(i, 2, "//") == 0) {
      i = source.find('\n', i);
      if (i == std::string::npos) break;
      ++line;
      continue;
    }
    const char quote = source[i];
    const bool separator = quote == '\'' && i > 0 && std::isxdigit(static_cast<unsigned char>(source[i - 1])) != 0;
    if ((quote != '"' && quote != '\'') || separator) continue;
    std::size_t end = i + 1;
    while (end < source.size() && source[end] != quote && source[end] != '\n') end += source[end] == '\\' ? 2 : 1;
    found.push_back({source.substr(i + 1, std::min(end, source.size()) - i - 1), line});
    i = end;
  }
  return found;
}

/// Characters of writing numbers, numbering, dates and units: the forms of text, whatever it is about.
bool structural(char32_t c) {
  static const std::u32string allowed =
      U"〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟弌貳參陸圆元角分整正"  // numerals and money
      U"年月日号度季底末代份初"                                                          // dates
      U"第部章节篇页共是令"                                                              // numbering
      U"至到和与之多余性制级等的项口力工夕";  // links and endings of one character
  return allowed.find(c) != std::u32string::npos;
}

/// Chinese words in a literal, if it has any character that is no structural one.
std::string vocabulary(const std::string& text) {
  std::string words;
  bool any = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto next = dsl::utf8::decode(text, i);
    if (next.character >= 0x3400 && next.character <= 0x9FFF) {
      words += text.substr(i, next.length);
      any = any || !structural(next.character);
    }
    i += next.length;
  }
  return any ? words : std::string();
}

/// Files that read the text itself; readers of file formats and converters hold messages for people.
bool reads_text(const fs::path& path) {
  const std::string name = path.filename().string();
  if (path.parent_path().filename() == "document") return name.starts_with("txt_");
  return name != "decode.cpp" && name != "repair.cpp";
}

TEST(Vocabulary, NoWordOfTheTradeStandsInTheProgramThatReads) {
  std::string found;
  for (const char* folder : {"report", "document", "text"}) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(HEGUI_SOURCE_DIR) / "checker" / folder))
      if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    ASSERT_FALSE(files.empty());
    for (const auto& path : files) {
      if (!reads_text(path)) continue;
      std::ifstream file(path);
      const std::string source{std::istreambuf_iterator<char>(file), {}};
      for (const auto& literal : literals(source))
        if (const std::string words = vocabulary(literal.text); !words.empty())
          found += path.filename().string() + ":" + std::to_string(literal.line) + " " + words + "\n";
    }
  }
  EXPECT_EQ(found, "") << "put these words into rules/taxonomy and find them by their English id";
}

TEST(Vocabulary, NoWordOfTheTaxonomyStandsInTheProgramThatJudges) {
  std::set<std::string> words;
  const auto& program = lexicon().program();
  const auto add = [&](const std::string& word) {
    if (dsl::count_characters(word) >= 2) words.insert(word);
  };
  for (const auto& member : program.members) {
    add(member.name);
    for (const auto& synonym : member.synonyms) add(synonym);
  }
  for (const auto& each : program.concepts) {
    add(each.name);
    for (const auto& synonym : each.synonyms) add(synonym);
  }
  for (const auto& kind : program.section_kinds) add(kind.name);
  // Names that the engine gives things itself, for people: the unit a head-count belongs to, the kind of a near name.
  for (const char* label : {"所属单位", "机构"}) words.erase(label);
  std::string found;
  for (const auto& entry : fs::directory_iterator(fs::path(HEGUI_SOURCE_DIR) / "checker" / "engine")) {
    std::ifstream file(entry.path());
    const std::string source{std::istreambuf_iterator<char>(file), {}};
    for (const auto& literal : literals(source))
      if (words.contains(literal.text))
        found += entry.path().filename().string() + ":" + std::to_string(literal.line) + " " + literal.text + "\n";
  }
  EXPECT_EQ(found, "");
}

}  // namespace
}  // namespace hegui::test
