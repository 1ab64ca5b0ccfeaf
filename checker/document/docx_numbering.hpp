// Automatic numbers of a Word document, rendered as the reader sees them (“一、”, “（二）”, “3.1”).
// Made from numbering.xml; asked once for each numbered paragraph, in order.
// Afterwards the counters stand where Word's would: deeper levels begin again under each new number.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::document {

class DocxNumbering {
 public:
  static constexpr int kLevels = 9;

  void read(const pugi::xml_node& numbering);
  /// The number of the next paragraph of list `num` at `level` (from 0); empty for bullets and unknown lists.
  std::string next(int num, int level);

 private:
  struct Level {
    long start = 1;
    std::string format = "decimal";
    std::string text;  // “%1、”
    bool legal = false;
    bool space_behind = false;
  };
  using Levels = std::array<Level, kLevels>;
  struct List {
    int abstract = 0;
    Levels levels;
    std::set<int> restarts;  // levels whose start is set anew for this list
  };
  struct Counter {
    std::array<long, kLevels> value{};
    std::array<bool, kLevels> begun{};
  };
  static void read_level(const pugi::xml_node& node, Level& level);

  std::map<int, Levels> abstract_;
  std::map<int, List> lists_;
  std::map<int, Counter> counters_;  // by abstract list: lists that share one go on counting
  std::set<int> seen_;
};

/// A number in the spelling of Word's number format; “7” for formats that are not known.
std::string spell_number(long number, std::string_view format);

}  // namespace hegui::document
