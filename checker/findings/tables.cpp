#include "checker/findings/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checker/findings/book.hpp"
#include "checker/findings/csv.hpp"
#include "checker/findings/html.hpp"
#include "checker/findings/page.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kWidestCell = 44;  // columns of a terminal

bool left_out(const Table& table) { return table.rows.empty() && table.empty.empty(); }

/// `text` cut to `width` columns, and filled to it on one side.
std::string fitted(std::string_view text, std::size_t width, bool right) {
  std::string out = harmless(text);
  if (dsl::display_width(out) > width) {
    std::size_t at = 0, used = 0;
    while (at < out.size()) {
      const auto next = dsl::utf8::decode(out, at);
      const auto more = static_cast<std::size_t>(std::max(dsl::display_width(next.character), 0));
      if (used + more + 1 > width) break;
      used += more;
      at += next.length;
    }
    out = out.substr(0, at) + "…";
  }
  const std::size_t have = std::min(dsl::display_width(out), width);
  return right ? std::string(width - have, ' ') + out : out + std::string(width - have, ' ');
}

void write_table(Page& page, const Table& table) {
  const std::size_t most =
      table.most_in_text == 0 ? table.rows.size() : std::min(table.most_in_text, table.rows.size());
  std::vector<std::size_t> widths;
  for (const auto& column : table.columns) widths.push_back(dsl::display_width(column.title));
  for (std::size_t r = 0; r < most; ++r)
    for (std::size_t c = 0; c < widths.size() && c < table.rows[r].size(); ++c)
      widths[c] = std::min(std::max(widths[c], dsl::display_width(harmless(table.rows[r][c]))), kWidestCell);
  const auto line = [&](const auto& cell_of, std::size_t cells, Tone tone) {
    std::string text;
    for (std::size_t c = 0; c < cells; ++c) {
      const bool last = c + 1 == cells && !table.columns[c].number;
      text += last ? fitted(cell_of(c),
                            std::min<std::size_t>(dsl::display_width(harmless(cell_of(c))), kWidestCell * 2), false)
                   : fitted(cell_of(c), widths[c], table.columns[c].number) + (c + 1 == cells ? "" : "  ");
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    page.line(2, page.tinted(text, tone));
  };
  line([&](std::size_t c) -> const std::string& { return table.columns[c].title; }, table.columns.size(), Tone::faint);
  for (std::size_t r = 0; r < most; ++r)
    line([&](std::size_t c) -> const std::string& { return table.rows[r][c]; },
         std::min(table.columns.size(), table.rows[r].size()), Tone::plain);
  if (most < table.rows.size())
    page.line(2, fmt::format(fmt::runtime(page.say("……共 {} 行，其他格式中列全",
                                                   "… {} rows in all; the other formats list them")),
                             table.rows.size()));
}

std::string svg_begin(const Table& table, std::size_t width, std::size_t height) {
  return fmt::format(
      "<figure><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\" "
      "width=\"{}\" style=\"max-width:100%;height:auto\" font-size=\"12\">\n",
      html_escaped(table.title), width, height, width);
}

/// Bars below one another, for long labels.
std::string rows_of(const Table& table, std::size_t highest) {
  constexpr std::size_t kLabel = 240, kBar = 400, kRow = 24;
  std::string svg = svg_begin(table, kLabel + kBar + 60, table.chart.size() * kRow + 8);
  std::size_t y = 4;
  for (const auto& bar : table.chart) {
    const std::size_t length = bar.value * kBar / highest;
    svg += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>", kLabel - 8, y + 16,
                       html_escaped(fitted(bar.label, 34, true)));
    svg += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#35618e\"/>", kLabel, y + 3, length,
                       kRow - 6);
    svg += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>\n", kLabel + length + 6, y + 16, bar.value);
    y += kRow;
  }
  return svg + "</svg></figure>\n";
}

/// Bars beside one another, with their labels below and their values above; no script, no style sheet needed.
std::string chart_of(const Table& table) {
  constexpr std::size_t kBarWidth = 56, kHeight = 160, kTop = 24, kBottom = 44;
  std::size_t highest = 1;
  for (const auto& bar : table.chart) highest = std::max(highest, bar.value);
  const std::size_t width = table.chart.size() * kBarWidth + 16;
  if (std::any_of(table.chart.begin(), table.chart.end(),
                  [](const TableBar& bar) { return dsl::display_width(bar.label) > 9; }))
    return rows_of(table, highest);
  std::string svg = svg_begin(table, width, kHeight + kTop + kBottom) + "<g text-anchor=\"middle\">\n";
  std::size_t x = 8;
  for (const auto& bar : table.chart) {
    const std::size_t height = bar.value * kHeight / highest;
    const std::size_t y = kTop + kHeight - height, middle = x + kBarWidth / 2;
    svg += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#35618e\"/>", x + 6, y,
                       kBarWidth - 12, height);
    svg += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>", middle, y - 6, bar.value);
    svg += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>\n", middle, kTop + kHeight + 18, html_escaped(bar.label));
    x += kBarWidth;
  }
  svg += fmt::format("<line x1=\"8\" x2=\"{}\" y1=\"{}\" y2=\"{}\" stroke=\"#666\"/></g></svg></figure>\n", width - 8,
                     kTop + kHeight, kTop + kHeight);
  return svg;
}

}  // namespace

std::string tables_text(const Tables& tables, const TextOptions& options) {
  Page page(options);
  page.line(0, page.tinted(harmless(tables.title), Tone::strong));
  for (const auto& [label, text] : tables.lines)
    page.line(2, label + std::string(page.say("：", ": ")) + harmless(text));
  for (const auto& table : tables.tables) {
    if (left_out(table)) continue;
    page.blank();
    page.line(0, page.tinted(harmless(table.title), Tone::strong));
    if (table.rows.empty())
      page.line(2, table.empty);
    else
      write_table(page, table);
  }
  return page.take();
}

std::string tables_markdown(const Tables& tables, const TextOptions& options) {
  const bool zh = options.language == dsl::Language::zh;
  std::string out = "# " + markdown_escaped(harmless(tables.title)) + "\n\n";
  for (const auto& [label, text] : tables.lines)
    out += "- " + markdown_escaped(label) + (zh ? "：" : ": ") + markdown_escaped(harmless(text)) + "\n";
  for (const auto& table : tables.tables) {
    if (left_out(table)) continue;
    out += "\n## " + markdown_escaped(harmless(table.title)) + "\n\n";
    if (table.rows.empty()) {
      out += markdown_escaped(table.empty) + "\n";
      continue;
    }
    std::string rule;
    for (const auto& column : table.columns) {
      out += "| " + markdown_escaped(column.title) + " ";
      rule += column.number ? "|---:" : "|---";
    }
    out += "|\n" + rule + "|\n";
    for (const auto& row : table.rows) {
      for (const auto& cell : row) out += "| " + markdown_escaped(harmless(cell)) + " ";
      out += "|\n";
    }
  }
  return out;
}

std::string tables_csv(const Tables& tables, const TextOptions& /*options*/) {
  CsvWriter csv;
  const auto shown =
      std::count_if(tables.tables.begin(), tables.tables.end(), [](const Table& t) { return !left_out(t); });
  for (const auto& table : tables.tables) {
    if (left_out(table)) continue;
    if (shown > 1) csv.field(table.title).end_row();
    for (const auto& column : table.columns) csv.field(column.title);
    csv.end_row();
    for (const auto& row : table.rows) {
      for (const auto& cell : row) csv.field(cell);
      csv.end_row();
    }
    if (shown > 1) csv.end_row();
  }
  return csv.take();
}

namespace {

/// Wide tables are printed across the page and in small type; on a screen they scroll.
constexpr std::string_view kTableStyle =
    "<style>@page{size:A4 landscape;margin:12mm}table{border-collapse:collapse}td{overflow-wrap:anywhere}"
    "figure{margin:1rem 0}@media print{.scroll{overflow:visible}table{font-size:7.5pt}figure{break-inside:avoid}}"
    "</style>\n";

/// A page has no room for columns that say nothing in any row.
std::vector<bool> telling_columns(const Table& table) {
  std::vector<bool> telling(table.columns.size());
  for (const auto& row : table.rows)
    for (std::size_t c = 0; c < row.size() && c < telling.size(); ++c) telling[c] = telling[c] || !row[c].empty();
  return telling;
}

std::string html_table(const Table& table) {
  const auto telling = telling_columns(table);
  std::string html = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + html_escaped(table.title) +
                     "\"><table><thead><tr>";
  for (std::size_t c = 0; c < telling.size(); ++c)
    if (telling[c])
      html += html_element(
          fmt::format("th scope=\"col\" style=\"min-width:{}em\"", static_cast<int>(table.columns[c].width / 4)),
          table.columns[c].title);
  html += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (std::size_t c = 0; c < row.size() && c < telling.size(); ++c)
      if (telling[c])
        html +=
            html_element(table.columns[c].number ? "td style=\"text-align:right;white-space:nowrap\"" : "td", row[c]);
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

}  // namespace

std::string tables_html(const Tables& tables, const TextOptions& options) {
  std::string body = std::string(kTableStyle) + html_element("h1", tables.title) + "\n";
  if (!tables.lines.empty()) {
    body += "<dl>\n";
    for (const auto& [label, text] : tables.lines) body += html_element("dt", label) + html_element("dd", text) + "\n";
    body += "</dl>\n";
  }
  for (const auto& table : tables.tables) {
    if (left_out(table)) continue;
    body += "<section>\n" + html_element("h2", table.title) + "\n";
    if (!table.chart.empty()) body += chart_of(table);
    body += table.rows.empty() ? html_element("p", table.empty) + "\n" : html_table(table);
    body += "</section>\n";
  }
  return html_page(tables.title, options.language, body);
}

}  // namespace hegui::findings
