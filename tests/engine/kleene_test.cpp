// Three-valued logic, against the tables of Kleene.
#include "checker/engine/kleene.hpp"

#include <gtest/gtest.h>

namespace hegui::engine {
namespace {

TEST(Kleene, UnknownDecidesNothingByItself) {
  EXPECT_EQ(both(Truth::no, Truth::unknown), Truth::no);
  EXPECT_EQ(both(Truth::yes, Truth::unknown), Truth::unknown);
  EXPECT_EQ(either(Truth::yes, Truth::unknown), Truth::yes);
  EXPECT_EQ(either(Truth::no, Truth::unknown), Truth::unknown);
  EXPECT_EQ(!Truth::unknown, Truth::unknown);
}

TEST(Kleene, OrderOfOperandsDoesNotMatter) {
  for (const Truth a : {Truth::no, Truth::unknown, Truth::yes})
    for (const Truth b : {Truth::no, Truth::unknown, Truth::yes}) {
      EXPECT_EQ(both(a, b), both(b, a));
      EXPECT_EQ(either(a, b), either(b, a));
      EXPECT_EQ(!both(a, b), either(!a, !b));
    }
}

}  // namespace
}  // namespace hegui::engine
