#include "checker/document/page_flow.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "checker/document/page_gaps.hpp"
#include "checker/document/page_lines.hpp"
#include "checker/document/page_marks.hpp"
#include "checker/document/page_order.hpp"
#include "checker/document/page_tables.hpp"
#include "checker/document/txt_lines.hpp"
#include "checker/text/character_at.hpp"

namespace hegui::document {

namespace {

constexpr double kEdge = 0.13;  // of the height: where running heads and page numbers stand

struct Page : PageFrame {
  std::vector<PageTable> tables;
  std::vector<PageItem> items;
  std::vector<PageLine> heads;  // running heads and page numbers at the top
  std::vector<PageLine> feet;   // and at the bottom, with what stands aslant
  double leading = 0;           // of its narrow lines, in parts of the characters' height; 0: not known
};

/// Digits do not tell running heads apart: “第 3 页” and “第 4 页” are the same line.
std::string shape_of(std::string_view line) {
  std::string shape;
  for (const char c : line) {
    if (c == ' ') continue;
    const bool digit = c >= '0' && c <= '9';
    if (!(digit && !shape.empty() && shape.back() == '0')) shape += digit ? '0' : c;
  }
  return shape;
}

bool is_page_number(std::string_view line) {
  const std::string shape = shape_of(line);
  for (const char* const each :
       {"0", "-0-", "—0—", "–0–", "－0－", "―0―", "第0页", "第0页共0页", "第0页/共0页", "0/0", "·0·", "~0~"})
    if (shape == each) return line.size() < 40;
  return false;
}

double middle_of(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Running heads: lines that stand at the same height near the edge of most pages and say the same.
class RunningLines {
 public:
  explicit RunningLines(const std::vector<std::vector<PageLine>>& pages, const std::vector<PageInk>& inks)
      : pages_(pages.size()) {
    std::vector<double> sizes;
    for (const auto& lines : pages)
      for (const PageLine& line : lines) sizes.push_back(line.size);
    body_size_ = middle_of(std::move(sizes));
    for (std::size_t i = 0; i < pages.size(); ++i) {
      std::map<std::string, bool> once;
      for (const PageLine& line : pages[i])
        if (at_edge(line, inks[i]) && !once[key_of(line)]) {
          once[key_of(line)] = true;
          ++seen_[key_of(line)];
        }
    }
  }

  [[nodiscard]] bool holds(const PageLine& line, const PageInk& page, bool outermost) const {
    if (!at_edge(line, page)) return false;
    if (is_page_number(line.text) && outermost) return true;
    if (line.size > body_size_ * 1.15) return false;  // titles of forms repeat too
    const auto found = seen_.find(key_of(line));
    const std::size_t times = found == seen_.end() ? 0 : found->second;
    return times >= 2 && (times * 2 > pages_ || (times >= 3 && times * 3 >= pages_));
  }

 private:
  static bool at_edge(const PageLine& line, const PageInk& page) {
    return line.baseline < page.height * kEdge || line.baseline > page.height * (1 - kEdge);
  }
  static std::string key_of(const PageLine& line) {
    return std::to_string(std::lround(line.baseline / 4)) + shape_of(line.text);
  }

  std::map<std::string, std::size_t> seen_;
  std::size_t pages_;
  double body_size_ = 0;
};

/// Where the lines of a column begin and end.
struct Margins {
  double left = 0, right = 0;
};
using MarginsOf = std::map<std::pair<int, Side>, Margins>;  // by width of the page

/// The outermost place that several lines reach; one stray line is no margin.
double common_end(std::vector<double> ends, double size) {
  std::sort(ends.begin(), ends.end());
  for (std::size_t i = ends.size(); i-- > 1;)
    if (ends[i] - ends[i - 1] < size) return ends[i];
  return ends.empty() ? 0 : ends.back();
}

/// Marks may hang over the margin, all of them.
double right_of(const PageLine& line) {
  for (const char* const mark : {"。", "，", "、", "；", "："})
    if (line.text.ends_with(mark)) return line.right - line.size;
  for (const char* const mark : {",", ";", ":", "."})
    if (line.text.ends_with(mark)) return line.right - line.size * 0.6;
  return line.right;
}

class Composer {
 public:
  Composer(std::vector<Page>& pages, Flow& flow) : pages_(pages), flow_(flow) {}

  void run() {
    find_margins();
    for (Page& page : pages_) {
      page.leading = narrow_leading(page);
      for (const PageLine& line : page.heads) furniture(line, page);
      for (std::size_t i = 0; i < page.items.size(); ++i) {
        PageItem& item = page.items[i];
        if (item.is_table) {
          table(page, page.tables[item.table], i == 0);
        } else {
          const bool followed = i + 1 < page.items.size() && !page.items[i + 1].is_table;
          after_ = followed && page.items[i + 1].side == item.side ? &page.items[i + 1].line : nullptr;
          line(page, item);
        }
      }
      for (const PageLine& line : page.feet) furniture(line, page);
    }
    end_table();
    end_paragraph();
  }

 private:
  static int key_of(const Page& page) { return static_cast<int>(std::lround(std::min(page.width, 1e6) / 10)); }

  void find_margins() {
    std::map<std::pair<int, Side>, std::vector<double>> lefts, rights;
    std::vector<double> sizes, steps;
    for (const Page& page : pages_) {
      bottom_[key_of(page)] = std::max(bottom_[key_of(page)], 0.0);
      for (std::size_t i = 0; i < page.items.size(); ++i) {
        const PageItem& item = page.items[i];
        double& bottom = bottom_[key_of(page)];
        bottom = std::max(bottom, item.is_table ? page.tables[item.table].bottom : item.line.baseline);
        if (item.is_table) continue;
        const std::pair key{key_of(page), item.side};
        lefts[key].push_back(-item.line.left);
        rights[key].push_back(right_of(item.line));
        sizes.push_back(item.line.size);
        if (i > 0 && !page.items[i - 1].is_table) steps.push_back(item.line.baseline - page.items[i - 1].line.baseline);
      }
    }
    size_ = middle_of(sizes);
    step_ = middle_of(steps);
    for (auto& [key, values] : lefts) {
      Margins& margins = margins_[key];
      margins = {-common_end(values, size_ * 0.5), common_end(rights[key], size_)};
      // Short lines alone do not show how far a line could reach.
      const double width = key.first * 10;
      if (key.second == Side::whole && margins.right - margins.left < width * 0.55)
        margins.right = std::max(margins.right, width - margins.left);
    }
    // Whether paragraphs begin with two empty characters.
    std::size_t indented = 0, flush = 0;
    for (const Page& page : pages_)
      for (const PageItem& item : page.items) {
        if (item.is_table) continue;
        const double indent =
            (item.line.left - margins_[{key_of(page), item.side}].left) / std::max(item.line.size, 1.0);
        if (indent > 1.5 && indent < 2.6) ++indented;
        if (indent < 0.5) ++flush;
      }
    indented_ = indented * 6 >= indented + flush;
  }

  /// How near to one another the nearer lines of a page are that begin at the same place.
  static double narrow_leading(const Page& page) {
    std::vector<double> steps;
    for (std::size_t i = 1; i < page.items.size(); ++i) {
      const PageItem &above = page.items[i - 1], &below = page.items[i];
      if (above.is_table || below.is_table || above.side != below.side) continue;
      const double size = std::max(below.line.size, 1.0), step = below.line.baseline - above.line.baseline;
      const bool alike = std::abs(above.line.left - below.line.left) < 0.5 * size &&
                         std::abs(above.line.size - below.line.size) < 0.12 * size;
      if (alike && step > 0.9 * size) steps.push_back(step / size);
    }
    constexpr std::size_t kFewest = 6;
    if (steps.size() < kFewest) return 0;
    const auto quarter = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 4);
    std::nth_element(steps.begin(), quarter, steps.end());
    return *quarter;
  }

  /// The rows of a form whose lines are drawn elsewhere stand further apart than the lines of one row.
  [[nodiscard]] bool is_next_row(const PageLine& next, double step, double leading) const {
    if (paragraph_step_ > 0 && step > 1.5 * paragraph_step_) return true;
    return leading > 0 && leading < 1.35 && step > 2.2 * leading * std::max(next.size, 1.0);
  }

  /// Two entries (label, colon, what it says) one below the other that both end short: a list, whose first line may
  /// fill its line by chance.
  [[nodiscard]] bool begins_entries(const PageLine& next, const Margins& margins, double step) const {
    if (after_ == nullptr || std::abs(after_->baseline - next.baseline - step) > 0.2 * next.size) return false;
    const auto is_one = [&](const PageLine& line) {
      return std::abs(line.left - last_.left) < 0.3 * last_.size &&
             std::abs(line.size - last_.size) < 0.1 * last_.size && line.right < margins.right - 2 * line.size &&
             is_entry(line.text);
    };
    return is_one(next) && is_one(*after_);
  }

  /// 抵押方式：一般抵押
  static bool is_entry(std::string_view line) {
    constexpr std::size_t kShortest = 2, kLongest = 10;  // characters of the label
    std::size_t label = 0;
    while (label <= kLongest && text::chinese_at(line, 3 * label) != 0) ++label;
    const std::string_view rest = line.substr(3 * label);
    const bool colon = rest.starts_with("：") || rest.starts_with(':');
    return label >= kShortest && label <= kLongest && colon && rest.size() > 3 && !txt::ends_sentence(line);
  }

  /// `next` goes on with the paragraph whose last line is `last_`.
  [[nodiscard]] bool continues(const PageLine& next, const Margins& margins, bool same_stretch, double step,
                               double leading) const {
    const double size = std::max(last_.size, 1.0);
    if (std::abs(next.size - size) > size * 0.12) return false;
    if (same_stretch && (is_next_row(next, step, leading) || begins_entries(next, margins, step))) return false;
    if (same_stretch && (step > std::max(step_ * 1.45, size * 1.2) || step > size * 4)) return false;
    const double indent = next.left - margins.left, last_indent = last_.left - last_margins_.left;
    const bool column_gap = last_.text.find("    ") != std::string::npos || next.text.find("    ") != std::string::npos;
    const double room = last_margins_.right - last_.right;
    // A title over several lines, each in the middle.
    const auto centred = [&](const PageLine& line) {
      return std::abs((line.left - margins.left) - (margins.right - line.right)) < size &&
             line.left > margins.left + size;
    };
    if (centred(next) && !indented_line(next, margins) && size > size_ * 1.15 && !txt::begins_item(next.text))
      return first_unit(next) > 2 * room - size * 0.3 && std::abs(last_indent - room) < size;
    const bool full = first_unit(next) > room - size * 0.15;
    const bool item = txt::begins_item(half_to_full(next.text));
    if (indent > size * 1.2) {
      // A paragraph set in as a whole.
      const bool block = std::abs(next.left - last_.left) < size * 0.3 && !indented_;
      return block && full && !column_gap && !item && !txt::ends_sentence(last_.text);
    }
    if (txt::ends_with_pause(last_.text) && !item && !column_gap) return true;
    if (!full || column_gap) return false;
    if (item && (txt::ends_sentence(last_.text) || !indented_)) return false;
    // A heading that fills its line by chance.
    return !(txt::ends_sentence(last_.text) && indented_ && last_indent < size && !last_.text.ends_with("。") && item);
  }

  static bool indented_line(const PageLine& line, const Margins& margins) {
    return std::abs(line.left - margins.left - 2 * line.size) < line.size * 0.2;
  }

  static std::string half_to_full(std::string_view line) {
    std::string head;
    for (const char c : line.substr(0, 24)) head += c == '(' ? "（" : c == ')' ? "）" : std::string(1, c);
    if (const std::size_t dot = head.find("．"); dot != std::string::npos) head.replace(dot, 3, ".");
    return head;
  }

  void line(const Page& page, PageItem& item) {
    end_table();
    const Margins margins = margins_[{key_of(page), item.side}];
    const bool same_stretch = page.number == last_page_ && item.side == last_side_;
    const double step = item.line.baseline - last_.baseline;
    if (open_ && continues(item.line, margins, same_stretch, step, page.leading)) {
      if (same_stretch) paragraph_step_ = step;
      join_lines(paragraph_.text, item.line.text, true);
    } else {
      end_paragraph();
      paragraph_ = {};
      paragraph_step_ = 0;
      paragraph_.text = item.line.text;
      paragraph_.locator.page = page.number;
      open_ = true;
    }
    add_marks(paragraph_.marks, item.line.words, page);
    last_ = std::move(item.line);
    last_margins_ = margins;
    last_page_ = page.number;
    last_side_ = item.side;
  }

  void table(const Page& page, PageTable& table, bool first) {
    if (table_ != nullptr && first && continue_table(*table_, table, bottom_[table_key_])) return;
    end_table();
    end_paragraph();
    table_ = &table;
    table_key_ = key_of(page);
    table_page_ = page.number;
  }

  void end_paragraph() {
    if (open_) flow_.items.push_back(std::move(paragraph_));
    open_ = false;
    for (FlowItem& item : held_) flow_.items.push_back(std::move(item));
    held_.clear();
  }

  void end_table() {
    if (table_ == nullptr) return;
    FlowItem item;
    item.kind = Block::Kind::table;
    item.table = std::move(table_->table);
    item.locator.page = table_page_;
    for (FlowCell& cell : item.table.cells) cell.locator.page = table_page_;
    flow_.items.push_back(std::move(item));
    table_ = nullptr;
    for (FlowItem& held : held_) flow_.items.push_back(std::move(held));
    held_.clear();
  }

  /// Furniture inside of a paragraph or table waits for its end.
  void furniture(const PageLine& line, const Page& page) {
    FlowItem item;
    item.role = Role::furniture;
    item.text = line.text;
    item.locator.page = page.number;
    add_marks(item.marks, line.words, page);
    (open_ || table_ != nullptr ? held_ : flow_.items).push_back(std::move(item));
  }

  std::vector<Page>& pages_;
  Flow& flow_;
  MarginsOf margins_;
  std::map<int, double> bottom_;  // where the lowest page ends
  double size_ = 0, step_ = 0;
  bool indented_ = false;

  FlowItem paragraph_;
  double paragraph_step_ = 0;  // from its last line but one to the last
  bool open_ = false;
  PageLine last_;
  const PageLine* after_ = nullptr;  // the line behind the one that is added, when it stands in the same column
  Margins last_margins_;
  std::uint32_t last_page_ = 0;
  Side last_side_ = Side::whole;

  PageTable* table_ = nullptr;  // the last table, which may go on
  int table_key_ = 0;
  std::uint32_t table_page_ = 0;
  std::vector<FlowItem> held_;
};

/// What stands beside the paper is not seen.
void set_aside_unseen(PageInk& page) {
  if (page.width <= 0 || page.height <= 0) return;
  const auto unseen = std::stable_partition(page.words.begin(), page.words.end(), [&](const PlacedWord& word) {
    return word.baseline > 0 && word.baseline - word.size < page.height && word.x + word.width > 0 &&
           word.x < page.width;
  });
  page.asides.insert(page.asides.end(), std::make_move_iterator(unseen), std::make_move_iterator(page.words.end()));
  page.words.erase(unseen, page.words.end());
}

}  // namespace

void lay_out(std::vector<PageInk> inks, const Limits& limits, Flow& flow) {
  flow.page_layout = true;
  std::vector<Page> pages(inks.size());
  std::vector<std::vector<PageLine>> lines(inks.size());
  std::size_t cells = limits.max_cells;
  for (std::size_t i = 0; i < inks.size(); ++i) {
    static_cast<PageFrame&>(pages[i]) = inks[i];
    set_aside_unseen(inks[i]);
    // One page alone has no running heads: its template is a form.
    if (inks.size() == 1)
      std::move(inks[i].furniture.begin(), inks[i].furniture.end(), std::back_inserter(inks[i].words));
    if (inks.size() == 1) inks[i].furniture.clear();
    pages[i].tables = take_tables(inks[i].words, inks[i].rulings, cells);
    lines[i] = lines_of_page(std::move(inks[i].words));
    for (PageLine& line : lines_of_page(std::move(inks[i].furniture)))
      (line.baseline < inks[i].height / 2 ? pages[i].heads : pages[i].feet).push_back(std::move(line));
    // Watermarks have no lines: as they were drawn.
    PageLine aslant;
    for (const PlacedWord& word : inks[i].asides) aslant.text += word.text;
    if (!aslant.text.empty()) pages[i].feet.push_back(std::move(aslant));
  }
  const RunningLines running(lines, inks);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::vector<PageLine> body;
    for (std::size_t n = 0; n < lines[i].size(); ++n) {
      PageLine& line = lines[i][n];
      if (running.holds(line, inks[i], n == 0 || n + 1 == lines[i].size())) {
        const bool above = line.baseline < inks[i].height / 2;
        (above ? pages[i].heads : pages[i].feet).push_back(std::move(line));
      } else {
        body.push_back(std::move(line));
      }
    }
    if (!has_text_columns(body))
      for (PageTable& table : take_gap_tables(body, cells)) pages[i].tables.push_back(std::move(table));
    for (PageTable& table : pages[i].tables)
      for (FlowCell& cell : table.table.cells) set_page(cell.marks, pages[i]);
    pages[i].items = in_reading_order(std::move(body), pages[i].tables);
  }
  Composer(pages, flow).run();
}

}  // namespace hegui::document
