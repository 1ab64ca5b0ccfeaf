// Phrases: the text is kept as written for the extraction; here it is read once, so that a slip is told where it
// stands. {名称：类型} is a figure to be found, {…} a gap, (甲|乙) a choice; all else stands for itself.
#include <algorithm>
#include <array>

#include "dsl/check_context.hpp"
#include "dsl/check_terms.hpp"
#include "dsl/check_types.hpp"
#include "dsl/fold.hpp"
#include "dsl/records.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl::checking {

namespace {

/// What phrases may yield besides records: 占比, 得分 …
struct YieldRow {
  std::string_view zh, english;
};
constexpr std::array kYields{
    YieldRow{"占比", "share"},      YieldRow{"比率", "ratio"},      YieldRow{"得分", "score"},
    YieldRow{"比较", "comparison"}, YieldRow{"完成", "completion"}, YieldRow{"同值", "same"},
};

std::string yield_name(std::string_view name) {
  for (const YieldRow& row : kYields) {
    if (row.zh == name || row.english == name) return std::string(row.english);
  }
  for (const RecordRow& row : records()) {
    if (row.name == name || row.english == name) return std::string(row.english);
  }
  return {};
}

constexpr std::array<std::string_view, 4> kOpeners{"{", "｛", "(", "（"};
constexpr std::array<std::string_view, 4> kClosers{"}", "｝", ")", "）"};

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// One 文 of a phrase: where it stands and what is found in it.
class Pattern {
 public:
  Pattern(Context& context, const FileInfo& file, Span span)
      : context_(context), file_(file), span_(span), text_(file.file->source->text(span)) {}

  /// Reports what is wrong inside.
  void check() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::string_view rest = text_.substr(at);
      const auto opener =
          std::find_if(kOpeners.begin(), kOpeners.end(), [&](std::string_view mark) { return rest.starts_with(mark); });
      const auto closer =
          std::find_if(kClosers.begin(), kClosers.end(), [&](std::string_view mark) { return rest.starts_with(mark); });
      if (opener == kOpeners.end()) {
        if (closer != kClosers.end()) return unmatched(at, closer->size());
        first_ = false;
        at += decode(rest).second;
        continue;
      }
      const bool brace = opener - kOpeners.begin() < 2;
      const std::size_t end = closing(at + opener->size(), brace);
      if (end == std::string_view::npos) return unmatched(at, opener->size());
      if (brace) {
        this->brace(at + opener->size(), end);
      } else {
        first_ = false;
      }
      at = end + decode(text_.substr(end)).second;
    }
  }
  [[nodiscard]] bool has_holes() const { return has_holes_; }
  [[nodiscard]] bool starts_with_gap() const { return has_gap_first_; }
  [[nodiscard]] Span span() const { return span_; }

 private:
  [[nodiscard]] Span part(std::size_t begin, std::size_t end) const {
    return {static_cast<std::uint32_t>(span_.begin + begin), static_cast<std::uint32_t>(span_.begin + end)};
  }
  void unmatched(std::size_t at, std::size_t length) {
    const Span where = part(at, at + length);
    context_.report("HG-N048", file_, where, {std::string(text_.substr(at, length))});
  }
  /// The first closing mark of this kind; one of the same opening kind before it is a nesting that phrases do not have.
  [[nodiscard]] std::size_t closing(std::size_t from, bool brace) const {
    const std::string_view close[] = {brace ? "}" : ")", brace ? "｝" : "）"};
    const std::string_view open[] = {brace ? "{" : "(", brace ? "｛" : "（"};
    for (std::size_t at = from; at < text_.size(); at += decode(text_.substr(at)).second) {
      const std::string_view rest = text_.substr(at);
      if (rest.starts_with(close[0]) || rest.starts_with(close[1])) return at;
      if (rest.starts_with(open[0]) || rest.starts_with(open[1])) return std::string_view::npos;
    }
    return std::string_view::npos;
  }
  void brace(std::size_t begin, std::size_t end) {
    const std::string_view inside = text_.substr(begin, end - begin);
    if (const std::string marks(inside);
        !trim(inside).empty() && fold(marks).find_first_not_of("….· ") == std::string::npos) {
      has_gap_first_ = has_gap_first_ || first_;
      first_ = false;
      return;
    }
    first_ = false;
    has_holes_ = true;
    std::size_t colon = inside.find("：");
    std::size_t colon_length = 3;
    if (const std::size_t narrow = inside.find(':'); narrow < colon) {
      colon = narrow;
      colon_length = 1;
    }
    const std::string name = fold(trim(inside.substr(0, colon)));
    const Program& program = *context_.program;
    const ConceptId known = program.find_concept(name);
    if (colon == std::string_view::npos) {
      if (!known.valid()) context_.report("HG-N047", file_, part(begin, end), {name});
      return;
    }
    const std::string_view written = trim(inside.substr(colon + colon_length));
    const auto at = static_cast<std::size_t>(written.data() - text_.data());
    syntax::Name type_word{fold(written), part(at, at + written.size())};
    const std::optional<Type> type = named_type(context_, file_, type_word, {}, false);
    if (!type || !known.valid()) return;
    const Concept& item = program.concepts[known.value];
    if (type->kind == Type::Kind::quantity && !item.is_text && type->dimension == item.dimension) return;
    if (type->kind == Type::Kind::text && item.is_text) return;
    const Type wanted = item.is_text ? simple_type(Type::Kind::text) : quantity_type(item.dimension);
    context_.report("HG-T038", file_, type_word.span,
                    {item.name, type_name(wanted, false), type_name(wanted, true), type_name(*type, false),
                     type_name(*type, true), type_word.text});
  }

  Context& context_;
  const FileInfo& file_;
  Span span_;
  std::string_view text_;
  bool first_ = true, has_holes_ = false, has_gap_first_ = false;
};

}  // namespace

void collect_phrases(Context& context) {
  Program& program = *context.program;
  for_each_item<syntax::Phrase>(
      context, [&](const FileInfo& file, const syntax::Item& item, const syntax::Phrase& tree) {
        if (!context.declare("句式", tree.name, file)) return;
        Phrase phrase;
        phrase.name = tree.name.text;
        merge_english(context, "句式", phrase.english, tree.english, tree.name, file);
        for (const syntax::Template& pattern : tree.patterns) phrase.patterns.push_back(plain_text(pattern));
        phrase.yields = yield_name(tree.yields.text);
        if (tree.patterns.empty()) context.report("HG-N049", file, tree.name.span, {phrase.name, "文", "pattern"});
        if (tree.yields.text.empty()) {
          context.report("HG-N049", file, tree.name.span, {phrase.name, "得", "yields"});
        } else if (phrase.yields.empty()) {
          context.report("HG-N022", file, tree.yields.span, {tree.yields.text});
        }
        for (const syntax::Template& text : tree.patterns) {
          Pattern pattern(context, file, text.span);
          const std::size_t before = context.diagnostics.size();
          pattern.check();
          if (context.diagnostics.size() != before || phrase.yields.empty()) continue;
          // A claim is words alone; everything else is about figures.
          if (phrase.yields != "claim" && !pattern.has_holes()) {
            context.report("HG-L022", file, text.span,
                           {"里面没有要取的数，如 {金额}", "it holds no figure such as {amount}"});
          } else if (pattern.has_holes() && pattern.starts_with_gap()) {
            context.report("HG-L022", file, text.span, {"不能以 {…} 开头", "it must not begin with a gap {…}"});
          }
        }
        phrase.origin = context.origin(file, item.span);
        program.phrases.push_back(std::move(phrase));
      });
}

}  // namespace hegui::dsl::checking
