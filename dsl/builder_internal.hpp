// The templates that the parts of the builder share.
// Included by builder.cpp, builder_expr.cpp, builder_item.cpp and builder_rule.cpp only.
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

template <class Draft>
void Builder::finish(Span s) {
  syntax::Item item;
  item.span = s;
  item.doc = doc_above(s);
  item.node = std::move(draft<Draft>());
  file.items.push_back(std::move(item));
  declared_.reset();
  abandon();
}

}  // namespace hegui::dsl
