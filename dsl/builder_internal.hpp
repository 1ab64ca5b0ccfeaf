// The templates that the two halves of the builder share.
// Included by builder.cpp, builder_expr.cpp and builder_item.cpp only.
// Afterwards both push expressions and clauses in the same way.
#pragma once

#include <utility>

#include "dsl/builder.hpp"

namespace hegui::dsl {

template <class Node>
void Builder::push(Span s, Node node, std::uint32_t height) {
  if (height > max_height) fail("HG-P031", {s.end, s.end}, {std::to_string(max_height)});
  auto expr = std::make_unique<syntax::Expr>();
  expr->span = s;
  expr->node = std::move(node);
  exprs_.push_back({std::move(expr), height});
}

template <class Clause>
void Builder::clause(Span s, Clause clause) {
  clauses_.push_back({s, std::move(clause)});
}

template <class Draft>
Draft& Builder::draft() {
  if (auto* current = std::get_if<Draft>(&draft_)) return *current;
  return draft_.emplace<Draft>();
}

}  // namespace hegui::dsl
