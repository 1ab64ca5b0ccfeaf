// Results as plain tables under headings: the one form from which Markdown, CSV, HTML, workbooks and text are written.
// Made by compare and summary, whose outputs are overviews and not letters.
// Afterwards every format says the same, and no cell can steer the program that shows it.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "checker/findings/writers.hpp"

namespace hegui::findings {

struct TableColumn {
  std::string title;
  double width = 12;      // in characters, for workbooks
  bool number = false;    // decimal text, set to the right; a real number in workbooks
  bool year = false;      // a number without groups of thousands
  bool severity = false;  // names of severities, which workbooks colour
};

struct TableBar {  // of a chart
  std::string label;
  std::size_t value = 0;
};

struct Table {
  std::string title;
  std::vector<TableColumn> columns;
  std::vector<std::vector<std::string>> rows;
  std::string empty;             // said instead of a table without rows; empty: then it is left out
  std::vector<TableBar> chart;   // drawn above it in HTML
  std::size_t most_in_text = 0;  // rows shown on a terminal; 0: all
};

struct Tables {
  std::string title;
  std::vector<std::pair<std::string, std::string>> lines;  // what is said before the tables: label, text
  std::vector<Table> tables;
};

std::string tables_text(const Tables& tables, const TextOptions& options);
std::string tables_markdown(const Tables& tables, const TextOptions& options);
/// One table after the other, each under a row with its title; a single one stands alone.
std::string tables_csv(const Tables& tables, const TextOptions& options);
std::string tables_html(const Tables& tables, const TextOptions& options);
void tables_xlsx(const Tables& tables, const TextOptions& options, const std::string& author, Sink& sink);

}  // namespace hegui::findings
