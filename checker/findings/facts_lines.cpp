#include "checker/findings/facts_lines.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace hegui::findings {

using dsl::Dimension;
using engine::Scaled;
namespace ondemand = simdjson::ondemand;

namespace {

constexpr std::size_t kMostNames = 100'000;  // of concepts and units that are remembered
constexpr std::array<std::int64_t, 19> kPowers = [] {
  std::array<std::int64_t, 19> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// The characters of a string as they stand between its quotes, or nothing when it has escapes or is no string.
bool plain_string(std::string_view token, std::string_view& chars) {
  while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\r'))
    token.remove_suffix(1);
  if (token.size() < 2 || token.front() != '"' || token.back() != '"') return false;
  chars = token.substr(1, token.size() - 2);
  return chars.find('\\') == std::string_view::npos;
}

struct Written {
  std::int64_t digits = 0;
  int decimals = 0;
};
/// At most 18 digits with an optional minus sign and decimals.
bool read_number(std::string_view text, Written& written) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > 19) return false;
  std::int64_t digits = 0;
  std::size_t point = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.') {
      if (point != text.size() || i == 0) return false;
      point = i;
      continue;
    }
    if (c < '0' || c > '9') return false;
    digits = digits * 10 + (c - '0');
  }
  if (point + 1 == text.size() || (point == text.size() && text.size() > 18)) return false;
  written.digits = negative ? -digits : digits;
  written.decimals = point == text.size() ? 0 : static_cast<int>(text.size() - point - 1);
  return true;
}

}  // namespace

struct FactsLines::Reader {
  struct Concept {
    dsl::ConceptId id;
    Dimension dimension = Dimension::number;
    bool plain = false;  // its figures can be read here
  };
  struct Unit {
    int power = 0;
    Dimension dimension = Dimension::number;
    bool known = false;
  };
  /// The names at this place of the line before: lines of one file are alike.
  struct Expected {
    std::string concept_name, unit_name;
    Concept what;
    Unit unit;
    bool has_unit = false;
  };
  struct Figure {
    dsl::ConceptId id;
    Scaled scaled;
  };

  Reader(const dsl::Program& rules, engine::Batch& into) : program(rules), batch(into) {}

  const Concept& concept_of(std::string_view name, std::size_t at) {
    Expected& usual = expected_at(at);
    if (usual.concept_name == name) return usual.what;
    if (concepts.size() > kMostNames) concepts.clear();
    const auto [found, fresh] = concepts.try_emplace(std::string(name));
    if (fresh) {
      const dsl::ConceptId id = program.find_concept(name);
      const bool usable = id.valid() && !program.concepts[id.value].is_text;
      const Dimension dimension = usable ? program.concepts[id.value].dimension : Dimension::date;
      found->second = {id, dimension, usable && dimension != Dimension::date && dimension != Dimension::year};
    }
    usual.concept_name = name;
    usual.what = found->second;
    return usual.what;
  }
  const Unit& unit_of(std::string_view name, std::size_t at) {
    Expected& usual = expected_at(at);
    if (usual.has_unit && usual.unit_name == name) return usual.unit;
    usual.unit = {};
    if (const dsl::Unit* unit = dsl::find_unit(name)) usual.unit = {unit->power_of_ten, unit->dimension, true};
    usual.unit_name = name;
    usual.has_unit = true;
    return usual.unit;
  }
  Expected& expected_at(std::size_t at) {
    if (at >= expected.size()) expected.resize(std::min(at + 1, kMostNames));
    return expected[at % kMostNames];
  }

  /// What read_facts_line() and engine::scaled() would make of it.
  static Scaled scaled(const Written& written, int power, Dimension dimension) {
    Scaled result;
    result.state = Scaled::State::unusual;
    const bool measured =
        dimension == Dimension::money || dimension == Dimension::rate || dimension == Dimension::points;
    const bool rounded = dimension == Dimension::count ? written.decimals != 0 : measured;
    const bool whole_amount = dimension == Dimension::money && written.decimals == 0 && written.digits % 10 == 0;
    const bool exact = !rounded || whole_amount;
    const int shift = engine::scale_of(dimension) + power - written.decimals;
    if (shift < (exact ? 0 : 1) || shift > 15) return result;
    const std::int64_t unit = kPowers[static_cast<std::size_t>(shift)];
    std::int64_t value = 0;
    if (__builtin_mul_overflow(written.digits, unit, &value)) return result;
    const std::int64_t half = exact ? 0 : unit / 2;
    if (value <= -engine::kLargestScaled + half || value >= engine::kLargestScaled - half) return result;
    return {value, value - half, value + half, Scaled::State::plain};
  }

  bool fact(ondemand::object object, std::size_t at) {
    std::string_view name, value, unit;
    bool has_name = false, has_value = false, has_unit = false;
    for (auto field : object) {
      simdjson::ondemand::raw_json_string key;
      std::string_view token, chars;
      if (field.key().get(key) != simdjson::SUCCESS || field.value().raw_json_token().get(token) != simdjson::SUCCESS ||
          !plain_string(token, chars))
        return false;
      if (!has_name && key == "concept") {
        name = chars;
        has_name = true;
      } else if (!has_value && key == "value") {
        value = chars;
        has_value = true;
      } else if (!has_unit && key == "unit") {
        unit = chars;
        has_unit = true;
      } else {
        return false;
      }
    }
    Written written;
    if (!has_name || !has_value || !read_number(value, written)) return false;
    const Concept& what = concept_of(name, at);
    if (!what.plain) return false;
    int power = 0;
    if (!unit.empty()) {
      const Unit& known = unit_of(unit, at);
      if (!known.known || known.dimension != what.dimension) return false;
      power = known.power;
    }
    figures.push_back({what.id, scaled(written, power, what.dimension)});
    return true;
  }

  bool line(const char* bytes, std::size_t length) {
    figures.clear();
    ondemand::document document;
    ondemand::object report;
    if (parser.iterate(bytes, length, length + simdjson::SIMDJSON_PADDING).get(document) != simdjson::SUCCESS ||
        document.get_object().get(report) != simdjson::SUCCESS)
      return false;
    bool has_path = false, has_facts = false;
    for (auto field : report) {
      simdjson::ondemand::raw_json_string key;
      if (field.key().get(key) != simdjson::SUCCESS) return false;
      if (!has_path && key == "path") {
        std::string_view token;
        if (field.value().raw_json_token().get(token) != simdjson::SUCCESS || !plain_string(token, path)) return false;
        has_path = true;
      } else if (!has_facts && key == "facts") {
        ondemand::array facts;
        if (field.value().get_array().get(facts) != simdjson::SUCCESS) return false;
        std::size_t at = 0;
        for (auto element : facts) {
          ondemand::object one;
          if (element.get_object().get(one) != simdjson::SUCCESS || !fact(one, at++)) return false;
        }
        has_facts = true;
      } else {
        return false;
      }
    }
    return has_path && has_facts && document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  }

  const dsl::Program& program;
  engine::Batch& batch;
  ondemand::parser parser;
  std::unordered_map<std::string, Concept> concepts;
  std::vector<Expected> expected;
  std::vector<Figure> figures;
  std::string_view path;
};

FactsLines::FactsLines(const dsl::Program& program, engine::Batch& batch)
    : reader_(std::make_unique<Reader>(program, batch)) {}
FactsLines::~FactsLines() = default;

std::size_t FactsLines::padding() { return simdjson::SIMDJSON_PADDING; }
std::string_view FactsLines::path() const { return reader_->path; }

bool FactsLines::take(const char* line, std::size_t length) {
  if (!reader_->line(line, length)) return false;
  reader_->batch.begin();
  for (const Reader::Figure& figure : reader_->figures) reader_->batch.put(figure.id, figure.scaled);
  return true;
}

}  // namespace hegui::findings
