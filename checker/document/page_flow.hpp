// Pages of words and lines turned into paragraphs and tables, as their author wrote them.
// Called by the readers of fixed layouts (pdf, ofd).
// Afterwards paragraphs and tables that pages and lines broke are whole; running heads and page numbers are furniture.
#pragma once

#include <vector>

#include "checker/document/flow.hpp"
#include "checker/document/page_ink.hpp"

namespace hegui::document {

void lay_out(std::vector<PageInk> pages, const Limits& limits, Flow& flow);

}  // namespace hegui::document
