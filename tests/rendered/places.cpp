#include "tests/rendered/places.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <sstream>
#include <vector>

#include "checker/document/package.hpp"
#include "checker/document/subprocess.hpp"
#include "dsl/utf8.hpp"
#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using nlohmann::json;

struct Box {
  int page = 0;
  double left = 0, top = 0, right = 0, bottom = 0;
};
using LettersIn = std::function<std::string(const Box&)>;

std::vector<Box> boxes_of(const json& place) {
  std::vector<Box> boxes;
  const auto add = [&](int page, const json& box) {
    boxes.push_back({page, box.at(0), box.at(1), box.at(2), box.at(3)});
  };
  if (place.contains("box")) add(place.at("page"), place.at("box"));
  if (place.contains("boxes"))
    for (const json& each : place.at("boxes")) add(each.at("page"), each.at("box"));
  return boxes;
}

std::string without_blanks(const std::string& text) {
  std::string letters;
  for (const char c : text)
    if (static_cast<unsigned char>(c) > ' ') letters += c;
  return letters;
}

void expect_places(const std::string& path, const LettersIn& letters_in) {
  How how;
  how.environment = {{"HEGUI_RULES", source_path("rules")}};
  const Ran ran = run_program({"facts", "--format", "json", path}, how);
  const json reports = json::parse(ran.out).at("reports");
  std::size_t facts = 0;
  for (const json& fact : reports.at(0).at("facts")) {
    if (fact.at("line").is_null()) continue;
    ++facts;
    const auto boxes = boxes_of(fact);
    std::string letters;
    for (const Box& box : boxes) letters += letters_in(box);
    EXPECT_EQ(without_blanks(letters), without_blanks(fact.at("quote")))
        << path << " " << fact.at("concept") << " page " << fact.value("page", 0) << " "
        << fact.value("box", fact.value("boxes", json()));
  }
  EXPECT_GT(facts, 10U) << path;
}

struct Letter {
  int page = 0;
  double x = 0, y = 0;  // its middle, in points
  std::string text;
};

std::vector<double> numbers(const char* text) {
  std::istringstream words(text);
  std::vector<double> all;
  for (double each = 0; words >> each;) all.push_back(each);
  return all;
}

void read_objects(const pugi::xml_node& node, int page, std::vector<Letter>& letters) {
  constexpr double kPoints = 72 / 25.4;
  for (const pugi::xml_node& each : node.children()) {
    if (std::string(each.name()) != "ofd:TextObject") {
      read_objects(each, page, letters);
      continue;
    }
    const auto boundary = numbers(each.attribute("Boundary").value());
    const double size = each.attribute("Size").as_double();
    const pugi::xml_node code = each.child("ofd:TextCode");
    double x = boundary.at(0) + code.attribute("X").as_double(), y = boundary.at(1) + code.attribute("Y").as_double();
    const auto along = numbers(code.attribute("DeltaX").value()), down = numbers(code.attribute("DeltaY").value());
    const std::string text = code.child_value();
    for (std::size_t at = 0, i = 0; at < text.size(); ++i) {
      const auto next = dsl::utf8::decode(text, at);
      const double width = next.length == 1 ? size / 2 : size;
      letters.push_back({page, (x + width / 2) * kPoints, (y - size * 0.35) * kPoints, text.substr(at, next.length)});
      at += next.length;
      x += i < along.size() ? along[i] : 0;
      y += i < down.size() ? down[i] : 0;
    }
  }
}

}  // namespace

void expect_places_in_pdf(const std::string& path) {
  expect_places(path, [&](const Box& box) {
    // Whole dots, so fine that nothing is lost. pdftotext takes what touches the box: its neighbours must not.
    constexpr double kDots = 20;  // in a point
    const double inside = (box.bottom - box.top) * 0.2;
    const auto dots = [](double points) { return std::to_string(std::lround(points * kDots)); };
    const std::string page = std::to_string(box.page);
    return document::run_program({"pdftotext", "-q", "-r", dots(72), "-f", page, "-l", page, "-x",
                                  dots(box.left + inside), "-y", dots(box.top), "-W",
                                  dots(box.right - box.left - 2 * inside), "-H", dots(box.bottom - box.top), path, "-"},
                                 {}, {})
        .output;
  });
}

void expect_places_in_ofd(const std::string& path) {
  std::vector<Letter> letters;
  document::ReadError error;
  const std::string bytes = slurp(path);
  auto package = document::Package::open(bytes, {}, error);
  ASSERT_TRUE(package) << path;
  for (int page = 0;; ++page) {
    const std::string name = "Doc_0/Pages/Page_" + std::to_string(page) + "/Content.xml";
    if (!package->has(name)) break;
    pugi::xml_document xml;
    ASSERT_TRUE(xml.load_string(package->part(name)->c_str()));
    read_objects(xml, page + 1, letters);
  }
  ASSERT_GT(letters.size(), 100U) << path;
  expect_places(path, [&](const Box& box) {
    std::string inside;
    for (const Letter& letter : letters)
      if (letter.page == box.page && letter.x > box.left && letter.x < box.right && letter.y > box.top &&
          letter.y < box.bottom)
        inside += letter.text;
    return inside;
  });
}

}  // namespace hegui::app
