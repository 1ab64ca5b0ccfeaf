// One pass over the marks: what is not accepted is told before anything is built from it.
// Used by the readers of packaged formats, and by parse_xml to bound what it parses.
// Afterwards every tag has been closed by its own name, and every attribute has its value.
#include "checker/document/xml_tree.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <utility>

#include "checker/text/decode.hpp"
#include "checker/text/shown.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

ReadError bad_xml(std::string_view part, const char* zh, const char* en) {
  const std::string name = text::shown(part);
  return {"damaged", "文件已损坏：“" + name + "”" + zh + "。请重新导出后再提交。",
          "the file is damaged: part '" + name + "' " + en + "; export it again"};
}

ReadError excess(std::string_view part, const char* zh, const char* en, std::uint64_t most, std::string_view option) {
  const std::string name = text::shown(part), limit = std::to_string(most);
  ReadError error = beyond("“" + name + "”" + zh + "超过了 " + limit + " 的上限，不像一份报告",
                           "part '" + name + "' has more " + en + " than the limit of " + limit, option);
  error.code = "damaged";
  return error;
}

bool is_wide(std::string_view xml) {
  return xml.starts_with("\xFF\xFE") || xml.starts_with("\xFE\xFF") ||
         xml.substr(0, 4).find('\0') != std::string_view::npos;
}

enum : std::uint8_t { kOther = 0, kName = 1, kStart = 2, kColon = 4, kBlank = 8 };  // kStart: may begin a name

constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 0; c < classes.size(); ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    if (letter) classes[c] = kName | kStart;
    if ((c >= '0' && c <= '9') || c == '-' || c == '.') classes[c] = kName;
    if (c == ':') classes[c] = kName | kStart | kColon;
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') classes[c] = kBlank;
  }
  return classes;
}();

bool is(char c, unsigned wanted) { return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0; }

bool starts_with(const char* at, const char* end, std::string_view mark) {
  return std::string_view(at, static_cast<std::size_t>(end - at)).starts_with(mark);
}

/// `&amp;` `&#22;` `&#x4E00;` at the beginning: the character, and how long it is written; 0: it is none of them.
std::size_t read_entity(std::string_view text, char32_t& character) {
  struct Named {
    std::string_view written;
    char32_t character;
  };
  for (const Named& each : {Named{"&amp;", U'&'}, Named{"&lt;", U'<'}, Named{"&gt;", U'>'}, Named{"&quot;", U'"'},
                            Named{"&apos;", U'\''}}) {
    if (!text.starts_with(each.written)) continue;
    character = each.character;
    return each.written.size();
  }
  if (!text.starts_with("&#")) return 0;
  const bool hex = text.substr(2).starts_with('x');
  const std::size_t digits = hex ? 3 : 2;
  constexpr char32_t kBeyond = 0x110000;
  std::size_t at = digits;
  character = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    char32_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<char32_t>(c - '0');
    } else if (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
      digit = static_cast<char32_t>((c | 0x20) - 'a' + 10);
    } else {
      break;
    }
    character = std::min<char32_t>(kBeyond, character * (hex ? 16 : 10) + digit);
  }
  if (at == digits || at >= text.size() || text[at] != ';') return 0;
  const bool none = character == 0 || character >= kBeyond || (character >= 0xD800 && character <= 0xDFFF);
  if (none) character = 0xFFFD;
  return at + 1;
}

/// Bytes that are no UTF-8 would go on into quotes and outputs. Line ends are '\n' in text and, like tabs, blanks in
/// attributes.
std::string decoded(std::string_view raw, bool in_attribute, bool entities) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const char c = raw[at];
    char32_t character = 0;
    if (c == '\r') {
      at += raw.substr(at).starts_with("\r\n") ? 2 : 1;
      text += in_attribute ? ' ' : '\n';
    } else if (in_attribute && (c == '\n' || c == '\t')) {
      text += ' ';
      ++at;
    } else if (const std::size_t length = c == '&' && entities ? read_entity(raw.substr(at), character) : 0;
               length > 0) {
      dsl::utf8::append(text, character);
      at += length;
    } else {
      const auto next = dsl::utf8::decode(raw, at);
      dsl::utf8::append(text, next.character);
      at += next.length;
    }
  }
  return text;
}

}  // namespace

class XmlTreeParser {
 public:
  XmlTreeParser(XmlTree& tree, std::string_view part, const Limits& limits)
      : tree_(tree),
        part_(part),
        limits_(limits),
        begin_(tree.text_.data()),
        end_(begin_ + tree.text_.size()),
        entities_(tree.text_.find('&') != std::string::npos),
        returns_(tree.text_.find('\r') != std::string::npos) {}

  std::optional<ReadError> run() {
    tree_.items_.reserve(std::min<std::uint64_t>(tree_.text_.size() / kBytesOfANode, limits_.max_nodes));
    for (const char* at = begin_; at < end_ && !error_;) {
      if (*at != '<') {
        const auto* mark = static_cast<const char*>(std::memchr(at, '<', static_cast<std::size_t>(end_ - at)));
        if (mark == nullptr) mark = end_;
        if (!open_.empty()) add_text(at, mark, XmlTree::Kind::text);
        at = mark;
      } else if (at[1] == '/') {
        at = end_tag(at);
      } else if (at[1] == '!' || at[1] == '?') {
        at = passage(at);
      } else {
        at = start_tag(at);
      }
    }
    if (!error_ && (!open_.empty() || tree_.items_.empty())) damaged();
    return std::move(error_);
  }

 private:
  static constexpr std::size_t kBytesOfANode = 24;  // roughly, as office programs write them

  struct Open {
    std::uint32_t item = 0;
    std::uint32_t last_child = 0;  // 0: none yet
    std::string_view name;         // with its prefix
  };

  const char* damaged() { return fail(bad_xml(part_, "不是完整的 XML", "is not well-formed XML")); }
  const char* fail(ReadError error) {
    if (!error_) error_ = std::move(error);
    return end_;
  }
  [[nodiscard]] std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - begin_); }

  /// The next item, to be filled in where it is: made elsewhere and copied it takes three times as long.
  [[gnu::always_inline]] XmlTree::Item& add() {
    const auto index = static_cast<std::uint32_t>(tree_.items_.size());
    std::uint32_t& before = open_.empty() ? last_at_top_ : open_.back().last_child;
    if (before != 0) {
      tree_.items_[before].next = index;
    } else if (!open_.empty()) {
      tree_.items_[open_.back().item].special = true;
    } else if (index != 0) {
      tree_.items_[0].next = index;
    }
    before = index;
    return tree_.items_.emplace_back();
  }

  void add_text(const char* from, const char* to, XmlTree::Kind kind) {
    const auto length = static_cast<std::size_t>(to - from);
    if (length == 0) return;
    const bool special = (returns_ && std::memchr(from, '\r', length) != nullptr) ||
                         (entities_ && kind == XmlTree::Kind::text && std::memchr(from, '&', length) != nullptr);
    XmlTree::Item& item = add();
    item.begin = offset(from);
    item.length = static_cast<std::uint32_t>(length);
    item.kind = kind;
    item.special = special;
  }

  /// Comments, CDATA, processing instructions: “<” and quotation marks mean nothing in them. `<!-->` does not end one.
  const char* passage(const char* at) {
    struct Passage {
      std::string_view mark, close;
    };
    for (const Passage& each : {Passage{"<!--", "-->"}, Passage{"<![CDATA[", "]]>"}, Passage{"<?", "?>"}}) {
      if (!starts_with(at, end_, each.mark)) continue;
      const char* const from = at + each.mark.size();
      if (each.mark == "<?" && !is(*from, kStart)) return damaged();
      const std::size_t length = std::string_view(from, static_cast<std::size_t>(end_ - from)).find(each.close);
      if (length == std::string_view::npos) return damaged();
      if (each.mark == "<![CDATA[" && !open_.empty()) add_text(from, from + length, XmlTree::Kind::cdata);
      return from + length + each.close.size();
    }
    if (starts_with(at, end_, "<!DOCTYPE") || starts_with(at, end_, "<!ENTITY"))
      return fail(bad_xml(part_, "里有文档类型声明，不予处理", "declares a document type, which is not accepted"));
    return damaged();
  }

  bool count_tag() {
    if (++tags_ <= limits_.max_nodes) return true;
    fail(excess(part_, "里的标记", "tags", limits_.max_nodes, "--max-tags"));
    return false;
  }

  const char* end_tag(const char* at) {
    if (!count_tag()) return end_;
    if (open_.empty()) return damaged();
    const std::string_view name = open_.back().name;
    const char* behind = at + 2;
    for (const char c : name)  // short; what is behind the end is '\0'
      if (*behind++ != c) return damaged();
    while (is(*behind, kBlank)) ++behind;
    if (*behind != '>') return damaged();
    open_.pop_back();
    return behind + 1;
  }

  const char* start_tag(const char* at) {
    if (!count_tag()) return end_;
    const char* const name = at + 1;
    if (!is(*name, kStart)) return damaged();
    const char* behind = name;
    while ((kClasses[static_cast<unsigned char>(*behind)] & (kName | kColon)) == kName) ++behind;
    const char* const local = *behind == ':' ? behind + 1 : name;
    while (is(*behind, kName)) ++behind;
    if (behind - local > std::numeric_limits<std::uint16_t>::max()) return damaged();
    const std::string_view whole(name, static_cast<std::size_t>(behind - name));

    const char* const attributes = behind;
    const char* const close = *behind == '>' ? behind : read_attributes(behind);
    if (error_) return end_;
    XmlTree::Item& item = add();
    item.begin = offset(local);
    item.length = static_cast<std::uint32_t>(close - attributes);
    item.name = static_cast<std::uint16_t>(attributes - local);
    if (*close == '/') return close + 2;
    if (open_.size() >= limits_.max_depth)
      return fail(excess(part_, "里的标记嵌套层数", "levels of tags", limits_.max_depth, "--max-depth"));
    open_.push_back({static_cast<std::uint32_t>(tree_.items_.size() - 1), 0, whole});
    return close + 1;
  }

  /// Behind them: `>` or `/>`.
  const char* read_attributes(const char* at) {
    for (std::uint32_t count = 0;;) {
      while (is(*at, kBlank)) ++at;
      if (*at == '>' || (*at == '/' && at[1] == '>')) return at;
      if (!is(*at, kStart)) return damaged();
      while (is(*at, kName)) ++at;
      while (is(*at, kBlank)) ++at;
      if (*at != '=') return damaged();
      ++at;
      while (is(*at, kBlank)) ++at;
      const char quote = *at;
      if (quote != '"' && quote != '\'') return damaged();
      ++at;
      while (*at != quote && *at != '\0') ++at;
      if (*at != quote) return damaged();
      ++at;
      if (is(*at, kStart)) return damaged();
      if (++count > limits_.max_attributes)
        return fail(
            excess(part_, "里一个标记的属性", "attributes of one tag", limits_.max_attributes, "--max-attributes"));
    }
  }

  XmlTree& tree_;
  std::string_view part_;
  const Limits& limits_;
  const char* begin_;
  const char* end_;
  bool entities_, returns_;  // anywhere in the part
  std::vector<Open> open_;
  std::uint32_t last_at_top_ = 0;
  std::uint64_t tags_ = 0;
  std::optional<ReadError> error_;
};

std::optional<ReadError> XmlTree::parse(std::string xml, std::string_view part, const Limits& limits) {
  text_ = std::move(xml);
  if (is_wide(text_)) {
    const text::DecodeResult decoded = text::decode(text_);
    if (!decoded.text) return bad_xml(part, "的字符编码认不出", "has an unknown character set");
    text_ = decoded.text->original();
  }
  if (const std::size_t zero = text_.find('\0'); zero != std::string::npos) text_.resize(zero);
  items_.clear();
  decoded_.clear();
  if (text_.size() >= std::numeric_limits<std::uint32_t>::max())
    return excess(part, "的字节", "bytes", std::numeric_limits<std::uint32_t>::max(), "--max-unpacked");
  return XmlTreeParser(*this, part, limits).run();
}

XmlNode XmlTree::document_element() const { return items_.empty() ? XmlNode() : XmlNode(this, 0); }

std::string_view XmlTree::keep(std::string decoded) const { return decoded_.emplace_back(std::move(decoded)); }

void XmlNode::append_text(std::string& into) const {
  if (!is_text()) return;
  const XmlTree::Item& item = tree_->items_[index_];
  const std::string_view raw = tree_->slice(item.begin, item.length);
  if (item.special) {
    into += decoded(raw, false, item.kind == XmlTree::Kind::text);
  } else {
    into += raw;
  }
}

std::string_view XmlNode::attribute(std::string_view wanted) const {
  if (!is_element()) return {};
  const XmlTree::Item& item = tree_->items_[index_];
  // The parser has seen that names, equals signs and quotes are where they belong.
  const char* at = tree_->text_.data() + item.begin + item.name;
  for (const char* const end = at + item.length; at < end;) {
    while (at < end && is(*at, kBlank)) ++at;
    const char* name = at;
    while (at < end && is(*at, kName) && *at != ':') ++at;
    if (at < end && *at == ':') name = ++at;
    while (at < end && is(*at, kName)) ++at;
    const std::string_view called(name, static_cast<std::size_t>(at - name));
    while (at < end && *at != '"' && *at != '\'') ++at;
    if (at >= end) break;
    const char* const value = at + 1;
    const char quote = *at;
    for (++at; at < end && *at != quote;) ++at;
    const std::string_view raw(value, static_cast<std::size_t>(at - value));
    ++at;
    if (called != wanted) continue;
    const auto written_otherwise = [](char c) {
      return c == '&' || c == '\t' || c == '\r' || c == '\n' || static_cast<unsigned char>(c) >= 0x80;
    };
    const bool plain = std::none_of(raw.begin(), raw.end(), written_otherwise) ||
                       (raw.find_first_of("&\t\r\n") == std::string_view::npos &&
                        dsl::find_invalid_utf8(raw) == std::string_view::npos);
    return plain ? raw : tree_->keep(decoded(raw, true, true));
  }
  return {};
}

void append_text_below(const XmlNode& node, std::string& into) {
  for (const XmlNode& each : node.children()) {
    if (each.is_text()) {
      each.append_text(into);
    } else {
      append_text_below(each, into);
    }
  }
}

std::string text_below(const XmlNode& node) {
  std::string text;
  append_text_below(node, text);
  return dsl::find_invalid_utf8(text) == std::string::npos ? text : decoded(text, false, false);
}

std::optional<long> to_number(std::string_view text) {
  long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  return number;
}

}  // namespace hegui::document
