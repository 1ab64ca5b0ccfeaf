#include "checker/document/page_grid.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace hegui::document {

namespace {

// Points.
constexpr double kLevel = 1.0;     // a line that rises no more is level
constexpr double kSame = 2.5;      // lines this near are one (double borders, borders of both neighbours)
constexpr double kTouch = 4.0;     // a line that ends this near to another one meets it
constexpr double kBridge = 3.0;    // gaps in a line (dashes, crossings)
constexpr double kShortest = 6.0;  // shorter ones draw pictures, not tables
constexpr std::size_t kMostLines = 1'500;
constexpr std::size_t kMostGrids = 200;  // of a page

/// A line at `at` across its direction, from `begin` to `end` along it.
struct Line {
  double at = 0, begin = 0, end = 0;
  [[nodiscard]] double length() const { return end - begin; }
};
using Lines = std::vector<Line>;

/// Pieces of one line put together.
Lines joined(Lines lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.at < b.at; });
  for (std::size_t i = 0, first = 0; i < lines.size(); ++i) {
    if (lines[i].at - lines[first].at > kSame) first = i;
    lines[i].at = lines[first].at;
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return a.at != b.at ? a.at < b.at : a.begin < b.begin; });
  Lines whole;
  for (const Line& line : lines) {
    if (!whole.empty() && whole.back().at == line.at && line.begin <= whole.back().end + kBridge) {
      whole.back().end = std::max(whole.back().end, line.end);
    } else {
      whole.push_back(line);
    }
  }
  std::erase_if(whole, [](const Line& line) { return line.length() < kShortest; });
  if (whole.size() > kMostLines) whole.clear();
  return whole;
}

bool meet(const Line& level, const Line& upright) {
  return upright.at > level.begin - kTouch && upright.at < level.end + kTouch && level.at > upright.begin - kTouch &&
         level.at < upright.end + kTouch;
}

class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void unite(std::size_t a, std::size_t b) { parent_[find(b)] = find(a); }

 private:
  std::vector<std::size_t> parent_;
};

std::vector<double> places(const Lines& lines) {
  std::vector<double> all;
  for (const Line& line : lines) all.push_back(line.at);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

bool near_any(const std::vector<double>& places, double at) {
  const auto next = std::lower_bound(places.begin(), places.end(), at - kTouch);
  return next != places.end() && *next < at + kTouch;
}

/// Lines that end in the middle of a cell underline words.
void drop_loose(Lines& lines, const std::vector<double>& across) {
  if (across.size() < 2) return;
  std::erase_if(lines, [&](const Line& line) {
    const bool begins = near_any(across, line.begin) || line.begin < across.front();
    const bool ends = near_any(across, line.end) || line.end > across.back();
    return !begins || !ends;
  });
}

/// A table without lines at its sides reaches as far as the lines between its rows.
void add_open_sides(std::vector<double>& places, const Lines& across) {
  constexpr double kColumn = 10;
  double begin = 1e9, end = -1e9;
  std::size_t beyond_begin = 0, beyond_end = 0;
  for (const Line& line : across) {
    begin = std::min(begin, line.begin);
    end = std::max(end, line.end);
    if (line.begin < places.front() - kColumn) ++beyond_begin;
    if (line.end > places.back() + kColumn) ++beyond_end;
  }
  if (beyond_begin >= 2) places.insert(places.begin(), begin);
  if (beyond_end >= 2) places.push_back(end);
}

/// The line covers most of the way from `begin` to `end`.
bool covers(const Lines& lines, double at, double begin, double end) {
  const auto first = std::lower_bound(lines.begin(), lines.end(), at, [](const Line& l, double x) { return l.at < x; });
  double covered = 0;
  for (auto line = first; line != lines.end() && line->at == at; ++line)
    covered += std::max(0.0, std::min(line->end, end) - std::max(line->begin, begin));
  return covered >= (end - begin) * 0.7;
}

PageGrid grid_of(Lines level, Lines upright, std::size_t most_cells) {
  PageGrid grid;
  for (int round = 0; round < 2; ++round) {
    drop_loose(level, places(upright));
    drop_loose(upright, places(level));
  }
  grid.xs = places(upright);
  grid.ys = places(level);
  if (grid.xs.empty() || grid.ys.size() < 2) return {};
  add_open_sides(grid.xs, level);
  if (grid.xs.size() < 2) return {};
  const std::size_t rows = grid.ys.size() - 1, columns = grid.xs.size() - 1;
  if (rows * columns > most_cells) return {};

  grid.walls.assign(rows, std::vector<bool>(columns + 1, true));
  std::vector<std::vector<bool>> floors(rows + 1, std::vector<bool>(columns, true));
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 1; c < columns; ++c)
      grid.walls[r][c] = covers(upright, grid.xs[c], grid.ys[r], grid.ys[r + 1]);
  for (std::size_t r = 1; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) floors[r][c] = covers(level, grid.ys[r], grid.xs[c], grid.xs[c + 1]);

  std::vector<std::vector<bool>> taken(rows, std::vector<bool>(columns, false));
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      if (taken[r][c]) continue;
      std::size_t right = c + 1, down = r + 1;
      while (right < columns && !taken[r][right] && !grid.walls[r][right]) ++right;
      const auto open_below = [&](std::size_t row) {
        for (std::size_t i = c; i < right; ++i)
          if (taken[row][i] || floors[row][i] || (i > c && grid.walls[row][i])) return false;
        return true;
      };
      while (down < rows && open_below(down)) ++down;
      for (std::size_t y = r; y < down; ++y)
        for (std::size_t x = c; x < right; ++x) taken[y][x] = true;
      grid.cells.push_back({static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(c),
                            static_cast<std::uint32_t>(down - r), static_cast<std::uint32_t>(right - c)});
    }
  }
  return grid;
}

/// Borders that no cell begins or ends at (what the first pass over the lines left over) go.
void drop_unused(PageGrid& grid) {
  const auto squeeze = [&](std::vector<double>& places, auto begin_of, auto span_of) {
    std::vector<bool> used(places.size(), false);
    for (GridCell& cell : grid.cells) used[begin_of(cell)] = used[begin_of(cell) + span_of(cell)] = true;
    std::vector<std::uint32_t> index(places.size(), 0);
    std::vector<double> kept;
    for (std::size_t i = 0; i < places.size(); ++i) {
      index[i] = static_cast<std::uint32_t>(kept.size());
      if (used[i]) kept.push_back(places[i]);
    }
    for (GridCell& cell : grid.cells) {
      const std::uint32_t begin = begin_of(cell), end = begin + span_of(cell);
      begin_of(cell) = index[begin];
      span_of(cell) = index[end] - index[begin];
    }
    places = std::move(kept);
    return used;
  };
  const auto columns = squeeze(
      grid.xs, [](GridCell& c) -> std::uint32_t& { return c.column; },
      [](GridCell& c) -> std::uint32_t& { return c.column_span; });
  const auto rows = squeeze(
      grid.ys, [](GridCell& c) -> std::uint32_t& { return c.row; },
      [](GridCell& c) -> std::uint32_t& { return c.row_span; });
  std::vector<std::vector<bool>> walls;
  for (std::size_t r = 0; r < grid.walls.size(); ++r) {
    if (!rows[r]) continue;
    walls.emplace_back();
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (columns[c]) walls.back().push_back(grid.walls[r][c]);
  }
  grid.walls = std::move(walls);
}

}  // namespace

std::vector<PageGrid> ruled_grids(const std::vector<Ruling>& rulings, std::size_t& most_cells) {
  Lines level, upright;
  for (const Ruling& ruling : rulings) {
    const double width = std::abs(ruling.x2 - ruling.x1), height = std::abs(ruling.y2 - ruling.y1);
    if (height <= kLevel && width >= height) {
      level.push_back({(ruling.y1 + ruling.y2) / 2, std::min(ruling.x1, ruling.x2), std::max(ruling.x1, ruling.x2)});
    } else if (width <= kLevel) {
      upright.push_back({(ruling.x1 + ruling.x2) / 2, std::min(ruling.y1, ruling.y2), std::max(ruling.y1, ruling.y2)});
    }
  }
  level = joined(std::move(level));
  upright = joined(std::move(upright));
  Sets sets(level.size() + upright.size());
  for (std::size_t i = 0; i < level.size(); ++i)
    for (std::size_t j = 0; j < upright.size(); ++j)
      if (meet(level[i], upright[j])) sets.unite(i, level.size() + j);

  std::vector<PageGrid> grids;
  std::vector<std::pair<Lines, Lines>> parts(level.size() + upright.size());
  for (std::size_t i = 0; i < level.size(); ++i) parts[sets.find(i)].first.push_back(level[i]);
  for (std::size_t j = 0; j < upright.size(); ++j) parts[sets.find(level.size() + j)].second.push_back(upright[j]);
  for (auto& [across, down] : parts) {
    if (across.size() < 2 || down.empty() || grids.size() >= kMostGrids) continue;
    PageGrid grid = grid_of(std::move(across), std::move(down), most_cells);
    if (grid.cells.empty()) continue;
    most_cells -= grid.rows() * grid.columns();
    drop_unused(grid);
    if (grid.columns() >= 2 && grid.cells.size() >= 2) grids.push_back(std::move(grid));
  }
  std::stable_sort(grids.begin(), grids.end(),
                   [](const PageGrid& a, const PageGrid& b) { return a.ys.front() < b.ys.front(); });
  return grids;
}

}  // namespace hegui::document
