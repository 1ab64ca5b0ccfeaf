#include "dsl/builder.hpp"

#include "dsl/builder_internal.hpp"
#include "dsl/fold.hpp"

namespace hegui::dsl {

using namespace syntax;  // NOLINT(google-build-using-namespace)

Builder::Builder(std::shared_ptr<const Source> source) : text_(source->text()) { file.source = std::move(source); }

void Builder::blanks(std::uint32_t begin, std::uint32_t end) {
  if (begin != blank_end_) blank_begin_ = begin;  // else the same blanks go on
  blank_end_ = end;
}

std::uint32_t Builder::end_of_token(std::uint32_t offset) const {
  return offset == blank_end_ && blank_begin_ < offset ? blank_begin_ : offset;
}

Span Builder::trimmed(std::uint32_t begin, std::uint32_t end) const {
  const std::uint32_t last = end_of_token(end);
  return {begin, last < begin ? begin : last};
}

void Builder::fail(Diagnostic diagnostic) {
  diagnostic.source = file.source;
  diagnostics.push_back(std::move(diagnostic));
  if (diagnostics.size() >= max_diagnostics) throw TooManyErrors{};
  throw SyntaxError{};
}

void Builder::fail(std::string_view code, Span span, std::vector<std::string> arguments) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.span = span;
  diagnostic.arguments = std::move(arguments);
  fail(std::move(diagnostic));
}

void Builder::report(std::string_view code, Span span, std::vector<std::string> arguments) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.source = file.source;
  diagnostic.span = span;
  diagnostic.arguments = std::move(arguments);
  diagnostics.push_back(std::move(diagnostic));
}

std::optional<Span> Builder::opener() const {
  if (openers_.empty()) return std::nullopt;
  return openers_.back();
}

bool Builder::has_requirement() const {
  for (const RuleClause& written : clauses_) {
    if (std::holds_alternative<RequireClause>(written.node)) return true;
  }
  return false;
}

bool Builder::is_bare() const { return clauses_.empty() && !title_; }

void Builder::begin_item(Span keyword) {
  if (item_) return;  // a clause that is spelt like an item
  const KeywordRow* found = keyword_at(text_.substr(keyword.begin), KeywordGroup::item);
  if (found == nullptr) return;
  item_ = found->keyword;
  english_item_ = static_cast<unsigned char>(text_[keyword.begin]) < 0x80;
}

void Builder::abandon() {
  if (declared_) file.broken.push_back(*declared_);
  Builder fresh(file.source);
  fresh.file = std::move(file);
  fresh.diagnostics = std::move(diagnostics);
  fresh.blank_begin_ = blank_begin_;
  fresh.blank_end_ = blank_end_;
  *this = std::move(fresh);
}

void Builder::comment(Span s) {
  if (!file.comments.empty() && file.comments.back().span.begin >= s.begin) return;  // read again by another rule
  std::size_t line = s.begin;
  bool own_line = true;
  while (line > 0 && text_[line - 1] != '\n') {
    --line;
    if (static_cast<unsigned char>(text_[line]) > ' ') own_line = false;
  }
  while (s.end > s.begin && (text_[s.end - 1] == '\r' || text_[s.end - 1] == ' ')) --s.end;
  std::string_view body = text(s);
  const auto drop_sign = [&body] {
    for (const std::string_view sign : {std::string_view("#"), std::string_view("＃")}) {
      if (body.substr(0, sign.size()) == sign) {
        body.remove_prefix(sign.size());
        return true;
      }
    }
    return false;
  };
  drop_sign();
  const bool doc = drop_sign();
  if (!body.empty() && body[0] == ' ') body.remove_prefix(1);
  file.comments.push_back({std::string(body), s, doc, own_line});
}

std::string Builder::doc_above(Span s) const {
  std::vector<std::string_view> lines;
  const std::uint32_t after = file.items.empty() ? 0 : file.items.back().span.end;
  for (auto comment = file.comments.rbegin(); comment != file.comments.rend(); ++comment) {
    if (comment->span.begin >= s.begin) continue;  // inside the item
    if (comment->span.begin < after || !comment->doc || !comment->own_line) break;
    lines.push_back(comment->text);
  }
  std::string doc;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    if (!doc.empty()) doc += '\n';
    doc += *line;
  }
  return doc;
}

// ---- names
// -----------------------------------------------------------------------------------------------------------
Name Builder::name(Span s) const {
  s = trimmed(s.begin, s.end);
  std::string_view written = text(s);
  while (!written.empty() && (written.back() == ' ' || written.back() == '\t')) written.remove_suffix(1);
  const auto inside = [](std::string_view whole, std::string_view open, std::string_view close) {
    // Only when the first quote closes at the very end: “a”b“c” is not one quoted word.
    if (whole.size() < open.size() + close.size() || whole.substr(0, open.size()) != open) return false;
    int depth = 0;
    for (std::size_t at = 0; at < whole.size();) {
      if (whole.substr(at, close.size()) == close && depth == 1) return at + close.size() == whole.size();
      if (whole.substr(at, open.size()) == open) ++depth;
      if (whole.substr(at, close.size()) == close) --depth;
      ++at;
    }
    return false;
  };
  if (inside(written, "“", "”")) {
    written = written.substr(3, written.size() - 6);
  } else if (written.size() >= 2 && written.front() == '"' && written.back() == '"') {
    written = written.substr(1, written.size() - 2);
  }
  std::string folded = fold(written);
  const std::size_t first = folded.find_first_not_of(' ');
  const std::size_t last = folded.find_last_not_of(' ');
  return {first == std::string::npos ? std::string() : folded.substr(first, last - first + 1), s};
}

void Builder::decl_name(Span s) {
  declared_ = name(s);
  english_.reset();
}

void Builder::english(Span s) { english_ = name(s); }

void Builder::word(Span s) {
  words_.push_back(name(s));
  list_end_ = s.end;
}

std::vector<Name> Builder::take_words() { return std::exchange(words_, {}); }

Name Builder::take_word() {
  Name last = words_.back();
  words_.clear();
  return last;
}

void Builder::once(bool present, Span s) {
  if (!present) return;
  std::uint32_t end = s.begin;
  while (const std::size_t length = name_character(text_.substr(end))) end += static_cast<std::uint32_t>(length);
  fail("HG-P029", {s.begin, end}, {std::string(text({s.begin, end}))});
}

// ---- quotes
// ----------------------------------------------------------------------------------------------------------
std::string Builder::unescaped(Span s) {
  const std::string_view written = text(s);
  std::string result;
  result.reserve(written.size());
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] != '\\' || i + 1 == written.size()) {
      result += written[i];
      continue;
    }
    const std::string_view next = written.substr(i + 1);
    if (next[0] == 'n') {
      result += '\n';
    } else if (next[0] == 't') {
      result += '\t';
    } else if (next[0] == '"' || next[0] == '\\' || next[0] == '{' || next[0] == '}') {
      result += next[0];
    } else if (next.substr(0, 3) == "“" || next.substr(0, 3) == "”") {
      result += next.substr(0, 3);
      i += 2;
    } else {
      const auto at = static_cast<std::uint32_t>(s.begin + i);
      const auto end = static_cast<std::uint32_t>(at + 2);
      std::uint32_t whole = end;  // up to the end of the character
      while (whole < text_.size() && (static_cast<unsigned char>(text_[whole]) & 0xC0U) == 0x80) ++whole;
      fail("HG-P032", {at, whole}, {std::string(text({at, whole}))});
    }
    ++i;
  }
  return result;
}

void Builder::text_body(Span s) {
  template_ = {};
  template_.span = s;
  TemplatePart part;
  part.text = unescaped(s);
  if (!part.text.empty()) template_.parts.push_back(std::move(part));
}

void Builder::raw_body(Span s) {
  template_ = {};
  template_.span = s;
  TemplatePart part;
  part.text = std::string(text(s));
  if (!part.text.empty()) template_.parts.push_back(std::move(part));
}

void Builder::book_title(Span s) { raw_body(trimmed(s.begin, s.end)); }

void Builder::template_open(Span s) {
  open(s);
  templates_.emplace_back();
  templates_.back().span = {s.end, s.end};
}

namespace {
void append_text(Template& to, std::string_view text) {
  if (to.parts.empty() || to.parts.back().value != nullptr) to.parts.emplace_back();
  to.parts.back().text += text;
}
}  // namespace

void Builder::run(Span s) { append_text(templates_.back(), unescaped(s)); }

void Builder::nested_open(Span s) {
  open(s);
  append_text(templates_.back(), text(s));
}

void Builder::nested_close(Span s) {
  close(s);
  append_text(templates_.back(), text(s));
}

void Builder::hole_value(Span) {
  TemplatePart part;
  part.value = pop();
  templates_.back().parts.push_back(std::move(part));
}

void Builder::template_end(Span s) {
  close(s);
  if (templates_.empty()) return;  // a plain text: finished by its body
  template_ = std::move(templates_.back());
  templates_.pop_back();
  template_.span.end = s.begin;
}

}  // namespace hegui::dsl
