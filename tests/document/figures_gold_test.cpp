// The number reader against hand-annotated reports beside this checkout: how many of their figures are found.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "checker/document/reader.hpp"
#include "checker/text/numbers.hpp"
#include "dsl/fold.hpp"
#include "dsl/load.hpp"

namespace hegui::document {
namespace {

namespace fs = std::filesystem;

using Place = std::pair<std::uint32_t, std::uint32_t>;

text::NumberLexicon lexicon_of(const dsl::Program& program) {
  const auto words = [&](std::string_view english) {
    std::vector<std::string> folded;
    const auto id = program.find_words(english);
    EXPECT_TRUE(id.valid()) << english;
    if (!id.valid()) return folded;
    for (const std::string& word : program.word_lists[id.value].words) folded.push_back(dsl::fold(word));
    return folded;
  };
  text::NumberLexicon lexicon;
  lexicon.count_nouns = words("count_nouns");
  lexicon.not_quantities = words("not_quantities");
  lexicon.approx_before = words("approx_before");
  lexicon.at_least_before = words("at_least_before");
  lexicon.at_most_before = words("at_most_before");
  lexicon.at_least_after = words("at_least_after");
  lexicon.at_most_after = words("at_most_after");
  lexicon.about_after = words("about_after");
  lexicon.numeral_nouns = words("numeral_nouns");
  lexicon.not_hedges = words("not_hedges");
  lexicon.ordinal_before = words("ordinal_before");
  lexicon.numeral_before = words("numeral_before");
  return lexicon;
}

std::map<Place, dsl::Number> figures_of(const Document& document, const text::NumberLexicon& lexicon) {
  std::map<Place, dsl::Number> found;
  const auto take = [&](Slice slice, bool cell) {
    for (const auto& figure : text::find_figures(document.text_of(slice), lexicon, cell).figures) {
      const text::Place place = document.text->place(slice.begin + figure.begin);
      found.emplace(Place{place.line, place.column}, figure.quantity.written);
    }
  };
  for (const Block& block : document.blocks) {
    if (block.role != Role::body) continue;
    if (block.kind == Block::Kind::paragraph) take(block.slice, false);
    for (const Cell& cell : block.table.cells) take(cell.slice, true);
  }
  return found;
}

struct GoldRow {
  Place place;
  std::string quote;
  dsl::Number value;
  bool optional = false;
};

std::vector<GoldRow> gold_rows(const fs::path& path) {
  std::vector<GoldRow> rows;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> fields;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
    if (fields.size() < 5) continue;
    const auto number = [&](std::size_t i) { return static_cast<std::uint32_t>(std::stoul(fields[i])); };
    const bool optional = fields.size() > 14 && fields[14].find("optional") != std::string::npos;
    rows.push_back(
        {{number(0), number(1)}, fields[2], dsl::Number::parse(fields[4]).value_or(dsl::Number(-1)), optional});
  }
  return rows;
}

TEST(FiguresGold, NearlyAllAnnotatedFiguresAreFoundAndFewOthers) {
  const fs::path shared = fs::path(HEGUI_SOURCE_DIR) / ".." / "shared";
  if (!fs::exists(shared / "gold")) GTEST_SKIP() << "no annotated reports beside the checkout";
  const auto loaded = dsl::load({fs::path(HEGUI_SOURCE_DIR) / "rules" / "taxonomy" / "numbers.hegui"});
  ASSERT_TRUE(loaded.program != nullptr);
  const text::NumberLexicon lexicon = lexicon_of(*loaded.program);
  std::vector<std::pair<fs::path, fs::path>> reports;
  for (const char* name : {"liubei-2021", "lukou-2021", "bishan-2021", "luxi-2021"}) {
    const std::string base = name;
    reports.emplace_back(shared / "reports" / (base + ".txt"), shared / "gold" / (base + ".facts.tsv"));
  }
  for (const char* name : {"01-sichuan-ziran", "03-guangdong-zhen", "05-shaanxi-yiyuan", "08-shandong-rongmei",
                           "10-hunan-wenlv", "21-yunling-school-repair", "25-songmo-justice-nine-tables",
                           "28-jinchuan-library-clean", "32-yunling-veterans-pdf"}) {
    const std::string base = name;
    reports.emplace_back(shared / "invented" / (base + ".txt"), shared / "invented" / (base + ".facts.tsv"));
  }
  std::size_t wanted = 0;
  std::size_t right = 0;
  std::size_t extra = 0;
  for (const auto& [report, gold] : reports) {
    const ReadResult result = read_file(report, Limits{});
    ASSERT_TRUE(result.document.has_value()) << report;
    const auto found = figures_of(*result.document, lexicon);
    std::set<Place> known;
    for (const GoldRow& row : gold_rows(gold)) {
      known.insert(row.place);
      if (row.optional) continue;
      ++wanted;
      const auto figure = found.find(row.place);
      const bool same = figure != found.end() && figure->second == row.value;
      right += same ? 1 : 0;
      if (!same) ADD_FAILURE_AT(report.c_str(), static_cast<int>(row.place.first)) << "not found: " << row.quote;
    }
    for (const auto& [place, value] : found) extra += known.count(place) == 0 ? 1 : 0;
  }
  EXPECT_GE(right * 1000, wanted * 995) << right << " of " << wanted;
  EXPECT_LE(extra * 100, wanted * 4) << extra << " figures that nobody annotated";
}

}  // namespace
}  // namespace hegui::document
