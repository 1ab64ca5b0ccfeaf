#include "checker/findings/book.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checker/findings/html.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/place.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

class MarkdownBook : public Book {
 public:
  void heading(int level, std::string_view text, std::string_view anchor) override {
    if (!anchor.empty()) out_ += fmt::format("<a id=\"{}\"></a>\n\n", anchor);
    out_ += fmt::format("{} {}\n\n", std::string(static_cast<std::size_t>(level), '#'), markdown_escaped(text));
  }
  void paragraph(std::string_view text) override { out_ += markdown_escaped(text) + "\n\n"; }
  void named(std::string_view name, std::string_view text) override {
    out_ += fmt::format("**{}** {}\n\n", markdown_escaped(name), markdown_escaped(text));
  }
  void list(const std::vector<std::string>& items) override {
    for (const auto& item : items) out_ += fmt::format("- {}\n", markdown_escaped(item));
    out_ += '\n';
  }
  void links(const std::vector<Link>& items) override {
    for (const auto& item : items)
      out_ += fmt::format("- [{}](#{}) {}\n", markdown_escaped(item.text), item.anchor, markdown_escaped(item.behind));
    out_ += '\n';
  }
  void source(std::string_view text) override {
    // The fence is longer than any run of its sign within.
    std::size_t longest = 2, run = 0;
    for (const char c : text) {
      run = c == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    out_ += fmt::format("{0}\n{1}\n{0}\n\n", fence, text);
  }
  void table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) override {
    const auto row = [&](const std::vector<std::string>& cells) {
      out_ += '|';
      for (const auto& cell : cells) out_ += fmt::format(" {} |", markdown_escaped(cell));
      out_ += '\n';
    };
    row(head);
    out_ += '|';
    for (std::size_t i = 0; i < head.size(); ++i) out_ += "---|";
    out_ += '\n';
    for (const auto& each : rows) row(each);
    out_ += '\n';
  }
  std::string take(std::string_view title) override {
    while (out_.size() > 1 && out_.ends_with("\n\n")) out_.pop_back();
    return fmt::format("# {}\n\n", markdown_escaped(title)) + std::move(out_);
  }

 private:
  std::string out_;
};

class HtmlBook : public Book {
 public:
  explicit HtmlBook(dsl::Language language) : language_(language) {}
  void heading(int level, std::string_view text, std::string_view anchor) override {
    out_ += anchor.empty() ? fmt::format("<h{}>", level) : fmt::format("<h{} id=\"{}\">", level, html_escaped(anchor));
    out_ += fmt::format("{}</h{}>\n", html_escaped(text), level);
  }
  void paragraph(std::string_view text) override { out_ += html_element("p", text) + "\n"; }
  void named(std::string_view name, std::string_view text) override {
    out_ += fmt::format("<p>{} {}</p>\n", html_element("strong", name), html_escaped(text));
  }
  void list(const std::vector<std::string>& items) override {
    out_ += "<ul>\n";
    for (const auto& item : items) out_ += html_element("li", item) + "\n";
    out_ += "</ul>\n";
  }
  void links(const std::vector<Link>& items) override {
    out_ += "<ul>\n";
    for (const auto& item : items)
      out_ += fmt::format("<li><a href=\"#{}\">{}</a> {}</li>\n", html_escaped(item.anchor), html_escaped(item.text),
                          html_escaped(item.behind));
    out_ += "</ul>\n";
  }
  void source(std::string_view text) override { out_ += html_element("pre", text) + "\n"; }
  void table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) override {
    out_ += "<div class=\"scroll\"><table>\n" + html_row(head, "th");
    for (const auto& row : rows) out_ += html_row(row);
    out_ += "</table></div>\n";
  }
  std::string take(std::string_view title) override {
    return html_page(title, language_, html_element("h1", title) + "\n" + out_);
  }

 private:
  dsl::Language language_;
  std::string out_;
};

}  // namespace

std::unique_ptr<Book> markdown_book() { return std::make_unique<MarkdownBook>(); }
std::unique_ptr<Book> html_book(dsl::Language language) { return std::make_unique<HtmlBook>(language); }

std::string markdown_escaped(std::string_view text) {
  std::string out;
  const std::string line = one_line(text);
  for (std::size_t at = 0; at < line.size();) {
    const char c = line[at];
    // Signs of a list, a heading or a numbered item only matter at the beginning.
    const bool leading = at == 0 && (c == '#' || c == '+' || c == '-' || c == '=');
    const std::size_t dot = line.find_first_not_of("0123456789");
    const bool ends_word = at + 1 == line.size() || line[at + 1] == ' ';
    const bool numbered = at > 0 && at == dot && (c == '.' || c == ')') && ends_word;
    if (leading || numbered || std::string_view("\\`*_{}[]<>|~&!").find(c) != std::string_view::npos) out += '\\';
    const auto character = dsl::utf8::decode(line, at);
    if (!character.valid || steers(character.character))
      out += "\xEF\xBF\xBD";
    else
      out += line.substr(at, character.length);
    at += character.length;
  }
  return out;
}

}  // namespace hegui::findings
