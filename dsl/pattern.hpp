// What can be said of a pattern (/…/) without compiling it: that it is surely well formed, and words it needs.
// Read by the checker, which then compiles doubtful patterns only, and by the engine, which looks for the words first.
// Afterwards nothing is claimed of a pattern that uses more than characters, classes, groups and small repeats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hegui::dsl {

struct PatternShape {
  bool well_formed = false;                    // surely; false: to be compiled
  std::vector<std::string> needed;             // whatever it matches holds one of these; empty: nothing is known
  bool words_only = false;                     // it matches wherever one of them stands, and nowhere else
  std::vector<std::vector<std::string>> also;  // further sets like `needed`: it holds one of each
};
PatternShape shape_of_pattern(std::string_view pattern);

}  // namespace hegui::dsl
