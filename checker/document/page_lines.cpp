#include "checker/document/page_lines.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

// In parts of the characters' height.
constexpr double kSameLine = 0.45;  // base lines this near are one line
constexpr double kBlank = 0.4;      // a gap this wide shows as a blank
constexpr double kLetters = 0.12;   // between letters and digits a narrower one does
constexpr double kColumnGap = 1.6;  // and this wide as the space between columns

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_letter(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Marks that a number may be broken at.
bool is_number_mark(char c) { return c == '.' || c == ',' || c == '%' || c == '-'; }

double width_in_ems(char32_t c) { return c < 0x2000 && !(c >= 0x1100 && c < 0x1200) ? 0.5 : 1; }

double width_in_ems(std::string_view text) {
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = dsl::utf8::decode(text, at);
    width += width_in_ems(next.character);
    at += next.length;
  }
  return width;
}

bool is_single(std::string_view text) {
  return !text.empty() && !is_ascii(text.front()) && dsl::utf8::decode(text, 0).length == text.size();
}

/// 部  门  决  算: the letters of a title, spread out evenly.
bool is_spread(const std::vector<PlacedWord>& words) {
  if (words.size() < 3) return false;
  double least = 1e9, most = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_single(words[i].text)) return false;
    if (i == 0) continue;
    const double gap = words[i].x - words[i - 1].x - words[i - 1].width;
    least = std::min(least, gap);
    most = std::max(most, gap);
  }
  return least > 0 && most < least * 1.5 + 1 && most < words.front().size * 6;
}

/// The same word drawn twice, a hair's breadth apart, is a way of printing it bold.
bool repeats(const PlacedWord& word, const PlacedWord& before) {
  return word.text == before.text && std::abs(word.x - before.x) < 0.2 * word.size &&
         std::abs(word.baseline - before.baseline) < 0.2 * word.size;
}

// The characters that the radicals U+2F00 to U+2FD5 look like, in order, and those of some in the supplement.
constexpr std::u32string_view kOfRadicals =
    U"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴"
    U"廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿"
    U"目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵"
    U"邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
constexpr std::u32string_view kSupplement =
    U"\u2E9F\u2EA0\u2EC4\u2EC5\u2EC6\u2EC9\u2ECB\u2ED3\u2ED4\u2ED8\u2ED9\u2EDA\u2EDB\u2EDC\u2EDD\u2EE2\u2EE3\u2EE4"
    U"\u2EE5\u2EE6\u2EE8\u2EE9\u2EEC\u2EEE\u2EF0";
constexpr std::u32string_view kOfSupplement = U"母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙";
static_assert(kOfRadicals.size() == 214 && kSupplement.size() == kOfSupplement.size());

char32_t of_radical(char32_t c) {
  if (c >= 0x2F00 && c <= 0x2FD5) return kOfRadicals[c - 0x2F00];
  const std::size_t at = kSupplement.find(c);
  return at == std::u32string_view::npos ? c : kOfSupplement[at];
}

}  // namespace

std::string without_radicals(std::string_view text) {
  // All of them begin with these two bytes.
  if (text.find("\xE2\xBA") == std::string_view::npos && text.find("\xE2\xBB") == std::string_view::npos &&
      text.find("\xE2\xBC") == std::string_view::npos && text.find("\xE2\xBD") == std::string_view::npos &&
      text.find("\xE2\xBE") == std::string_view::npos && text.find("\xE2\xBF") == std::string_view::npos)
    return std::string(text);
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = dsl::utf8::decode(text, at);
    dsl::append_utf8(plain, of_radical(next.character));
    at += next.length;
  }
  return plain;
}

bool is_column_gap(double gap, const PlacedWord& behind) { return gap > kColumnGap * behind.size; }

PageLine line_of(std::vector<PlacedWord> words) {
  std::stable_sort(words.begin(), words.end(), [](const PlacedWord& a, const PlacedWord& b) { return a.x < b.x; });
  words.erase(
      std::unique(words.begin(), words.end(), [](const PlacedWord& a, const PlacedWord& b) { return repeats(b, a); }),
      words.end());
  PageLine line;
  if (words.empty()) return line;
  line.left = words.front().x;
  line.baseline = words.front().baseline;
  const bool spread = is_spread(words);
  double end = words.front().x;
  for (const PlacedWord& word : words) {
    if (word.size > line.size) {
      line.size = word.size;
      line.baseline = word.baseline;
    }
    if (!line.text.empty() && !spread) {
      const double gap = word.x - end;
      const bool front = is_ascii(word.text.front()), back = is_ascii(line.text.back());
      const bool letters = is_letter(word.text.front()) && is_letter(line.text.back());
      if (is_column_gap(gap, word)) {
        line.text += "    ";
      } else if ((front || back) &&
                 (gap > kBlank * word.size || ((word.blank || letters) && gap > kLetters * word.size))) {
        line.text += ' ';
      }
    }
    line.text += word.text;
    end = std::max(end, word.x + word.width);
  }
  line.right = end;
  line.words = std::move(words);
  return line;
}

std::vector<PageLine> lines_of_page(std::vector<PlacedWord> words) {
  std::erase_if(words, [](const PlacedWord& word) { return word.text.empty(); });
  std::stable_sort(words.begin(), words.end(),
                   [](const PlacedWord& a, const PlacedWord& b) { return a.baseline < b.baseline; });
  std::vector<PageLine> lines;
  std::vector<PlacedWord> current;
  double tallest = 0, baseline = 0;  // of the current line
  for (PlacedWord& word : words) {
    if (!current.empty() && word.baseline - baseline > kSameLine * std::max(tallest, word.size)) {
      lines.push_back(line_of(std::exchange(current, {})));
      tallest = 0;
    }
    if (word.size > tallest || current.empty()) {
      tallest = word.size;
      baseline = word.baseline;
    }
    current.push_back(std::move(word));
  }
  if (!current.empty()) lines.push_back(line_of(std::move(current)));
  return lines;
}

std::vector<PageLine> parts_of(const PageLine& line) {
  std::vector<PageLine> parts;
  std::vector<PlacedWord> current;
  if (is_spread(line.words)) return {line};
  double end = 0;
  for (const PlacedWord& word : line.words) {
    if (!current.empty() && is_column_gap(word.x - end, word)) parts.push_back(line_of(std::exchange(current, {})));
    end = current.empty() ? word.x + word.width : std::max(end, word.x + word.width);
    current.push_back(word);
  }
  if (!current.empty()) parts.push_back(line_of(std::move(current)));
  return parts;
}

namespace {

/// How wide the first bytes of the line are drawn: letters and digits are narrow in one font and wide in another.
double drawn_width(const PageLine& line, std::size_t bytes) {
  double width = 0;
  for (const PlacedWord& word : line.words) {
    if (word.text.size() >= bytes) {
      const double all = width_in_ems(word.text);
      return width + (all > 0 ? word.width * width_in_ems(std::string_view(word.text).substr(0, bytes)) / all : 0);
    }
    width += word.width;
    bytes -= word.text.size();
  }
  return width;
}

}  // namespace

double first_unit(const PageLine& line) {
  const std::string_view text = line.text;
  constexpr std::u32string_view kClosing = U"，。、；：！？）》】”’％%…—";
  constexpr std::u32string_view kOpening = U"（《【“‘";
  double width = 0;
  std::size_t end = 0;
  bool open = true;  // nothing stands yet that a line could end behind
  for (std::size_t at = 0; at < text.size() && width < 40;) {
    const auto next = dsl::utf8::decode(text, at);
    const bool closing = kClosing.find(next.character) != std::u32string_view::npos;
    const bool ascii = next.character < 0x80 && next.character != U' ';
    const bool quoted = text.substr(0, at).ends_with("”");  // “通办”933: a quotation mark holds on to what follows
    const bool goes_on = at > 0 && ascii && (is_ascii(text[at - 1]) || quoted);
    if (!open && !closing && !goes_on) break;
    if (next.character == U' ') break;
    width += width_in_ems(next.character);
    open = kOpening.find(next.character) != std::u32string_view::npos;
    at += next.length;
    end = at;
  }
  return std::max(width * line.size, drawn_width(line, end));
}

PlacedWord split_word(PlacedWord& word, double x) {
  PlacedWord rest = word;
  rest.text.clear();
  rest.bends.clear();
  const double all = width_in_ems(word.text);
  if (all <= 0 || word.width <= 0) return rest;
  const double em = word.width / all;
  double at_x = word.x;
  for (std::size_t at = 0; at < word.text.size();) {
    const auto next = dsl::utf8::decode(word.text, at);
    const double width = width_in_ems(next.character) * em;
    if (at_x + width / 2 >= x) {
      if (at == 0) return rest;
      rest.text = word.text.substr(at);
      rest.x = at_x;
      rest.width = word.x + word.width - at_x;
      rest.blank = false;
      for (const Bend& bend : word.bends)
        if (bend.at > at)
          rest.bends.push_back({static_cast<std::uint32_t>(bend.at - at), static_cast<float>(word.x + bend.x - at_x)});
      std::erase_if(word.bends, [&](const Bend& bend) { return bend.at >= at; });
      word.text.resize(at);
      word.width = at_x - word.x;
      return rest;
    }
    at_x += width;
    at += next.length;
  }
  return rest;
}

void join_lines(std::string& text, std::string_view next, bool broken) {
  if (!text.empty() && !next.empty()) {
    const char back = text.back(), front = next.front();
    const bool number =
        broken && (is_letter(back) || is_number_mark(back)) && (is_letter(front) || is_number_mark(front));
    const bool digits = (back >= '0' && back <= '9') || is_number_mark(back);
    const bool whole = number && digits && !((front >= 'a' && front <= 'z') || (front >= 'A' && front <= 'Z'));
    const bool ascii = broken ? is_ascii(back) && is_ascii(front) : is_ascii(back) || is_ascii(front);
    if (ascii && !whole && back != ' ' && front != ' ') text += ' ';
  }
  text += next;
}

}  // namespace hegui::document
