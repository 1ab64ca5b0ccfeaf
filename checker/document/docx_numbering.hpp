// Automatic numbers of a Word document, rendered as the reader sees them (“一、”, “（二）”, “3.1”).
// Made from numbering.xml; asked once for each numbered paragraph, in order.
// Afterwards the counters stand where Word's would: deeper levels begin again under each new number.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "checker/document/xml_tree.hpp"

namespace hegui::document {

class DocxNumbering {
 public:
  static constexpr int kLevels = 9;

  /// `styles`: the list that each numbering style names, by the style's id.
  void read(const XmlNode& numbering, const std::map<std::string, int, std::less<>>& styles = {});
  /// The level of list `num` that belongs to a paragraph style; 0 when none says so.
  [[nodiscard]] int level_of_style(int num, std::string_view style) const;
  /// The number of the next paragraph of list `num` at `level` (from 0); empty for bullets and unknown lists.
  std::string next(int num, int level);

 private:
  struct Level {
    long start = 1;
    std::string format = "decimal";
    std::string text;          // “%1、”
    std::string style;         // the paragraph style that has this level
    std::optional<int> under;  // begins again below numbers of the levels up to here, from 1; 0: never
    int width = 0;             // of a format of one's own: 001, 002
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
  void read_abstracts(const XmlNode& numbering, const std::map<std::string, int, std::less<>>& styles);
  static void read_level(const XmlNode& node, Level& level);

  std::map<int, Levels> abstract_;
  std::map<int, int> linked_;  // abstract lists that are another list
  std::map<int, List> lists_;
  std::map<int, Counter> counters_;  // by abstract list: lists that share one go on counting
  std::set<int> seen_;
};

/// A number in the spelling of Word's number format; “7” for formats that are not known.
std::string spell_number(long number, std::string_view format);

}  // namespace hegui::document
