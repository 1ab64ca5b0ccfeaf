// First pass: headers of rulebooks, versions, who uses whom.
// Files of one rulebook may be several; they come out together, after the rulebooks that they use.
#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>

#include "dsl/check_context.hpp"
#include "dsl/check_names.hpp"
#include "dsl/sha256.hpp"

namespace hegui::dsl::checking {

namespace {

std::vector<int> numbers_of(std::string_view text) {
  std::vector<int> numbers;
  while (true) {
    const std::size_t dot = text.find('.');
    const std::string_view part = text.substr(0, dot);
    int value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc{} || end != part.data() + part.size() || part.empty() || part[0] == '-' || value > 100000)
      return {};
    numbers.push_back(value);
    if (dot == std::string_view::npos) return numbers;
    text.remove_prefix(dot + 1);
  }
}

struct Book {
  std::string id;
  std::vector<FileInfo> files;
  std::vector<std::size_t> uses;  // indices of books
  std::uint32_t rank = 0;
  enum class Mark : std::uint8_t { fresh, open, done } mark = Mark::fresh;
};

const syntax::Rulebook* find_header(Context& context, const FileInfo& info) {
  const syntax::Rulebook* header = nullptr;
  for (const syntax::Item& item : info.file->items) {
    const auto* found = std::get_if<syntax::Rulebook>(&item.node);
    if (found == nullptr) continue;
    if (header == nullptr) {
      header = found;
    } else {
      context.label(context.report("HG-N007", info, found->id.span), {&info, header->id.span}, "第一个在这里",
                    "the first one is here");
    }
  }
  if (header == nullptr && !info.file->items.empty()) {
    const Span first = info.file->items.front().span;
    context.report("HG-N006", info, {first.begin, first.begin});
  }
  return header;
}

/// The files of each rulebook, sorted by id and name, so that the order of loading is forgotten here.
std::vector<Book> gather_books(Context& context) {
  std::vector<const syntax::File*> files;
  for (const syntax::File& file : context.parsed()) {
    if (file.source) files.push_back(&file);
  }
  std::stable_sort(files.begin(), files.end(),
                   [](const syntax::File* a, const syntax::File* b) { return a->source->name() < b->source->name(); });
  std::map<std::string, Book> books;
  for (const syntax::File* file : files) {
    FileInfo info;
    info.file = file;
    info.source = static_cast<std::uint32_t>(context.program->sources.size());
    context.program->sources.push_back(file->source);
    info.header = find_header(context, info);
    const std::string id = info.header != nullptr ? info.header->id.text : file->source->name();
    Book& book = books[id];
    book.id = id;
    book.files.push_back(info);
  }
  std::vector<Book> result;
  for (auto& [id, book] : books) result.push_back(std::move(book));
  return result;
}

void check_versions(Context& context, const Book& book) {
  const FileInfo* first = nullptr;
  for (const FileInfo& info : book.files) {
    if (info.header == nullptr || !info.header->version) continue;
    const syntax::Name& version = *info.header->version;
    if (!is_version(version.text, 3)) {
      context.report("HG-N005", info, version.span, {version.text});
    } else if (first == nullptr) {
      first = &info;
    } else if (first->header->version->text != version.text) {
      context.label(
          context.report("HG-N004", info, version.span, {book.id, version.text, first->header->version->text}),
          {first, first->header->version->span}, "另一份文件里是这个版本", "the other file has this version");
    }
  }
}

void resolve_uses(Context& context, std::vector<Book>& books) {
  std::vector<std::string_view> known;
  for (const Book& book : books) known.push_back(book.id);
  for (Book& book : books) {
    for (const FileInfo& info : book.files) {
      if (info.header == nullptr) continue;
      for (const auto& use : info.header->uses) {
        const auto target =
            std::find_if(books.begin(), books.end(), [&](const Book& b) { return b.id == use.id.text; });
        if (target == books.end()) {
          context.report_unknown("HG-N001", info, use.id, {use.id.text}, known);
          continue;
        }
        const auto index = static_cast<std::size_t>(target - books.begin());
        if (std::find(book.uses.begin(), book.uses.end(), index) == book.uses.end()) book.uses.push_back(index);
        const std::string& range = use.range.text;
        if (range.empty()) continue;
        if (numbers_of(range).empty() || numbers_of(range).size() > 3) {
          context.report("HG-N008", info, use.range.span, {range});
          continue;
        }
        const FileInfo& other = target->files.front();
        if (other.header == nullptr || !other.header->version || !is_version(other.header->version->text, 3)) continue;
        if (!version_matches(other.header->version->text, range)) {
          context.label(
              context.report("HG-N002", info, use.range.span, {use.id.text, range, other.header->version->text}),
              {&other, other.header->version->span}, "版本在这里写明", "the version is given here");
        }
      }
    }
  }
}

constexpr std::size_t kDeepest = 64;  // of rulebooks that use each other in a chain

/// Puts books after all that they use; the uses that close a circle are reported and dropped.
std::vector<std::size_t> order_books(Context& context, std::vector<Book>& books) {
  std::vector<std::size_t> order, path;
  const std::function<void(std::size_t)> visit = [&](std::size_t index) {
    Book& book = books[index];
    book.mark = Book::Mark::open;
    path.push_back(index);
    std::vector<std::size_t> kept;
    for (const std::size_t used : book.uses) {
      if (books[used].mark == Book::Mark::open) {
        std::string circle;
        for (auto at = std::find(path.begin(), path.end(), used); at != path.end(); ++at)
          circle += books[*at].id + " → ";
        const FileInfo& info = book.files.front();
        Span span = info.header->id.span;
        for (const auto& use : info.header->uses) {
          if (use.id.text == books[used].id) span = use.id.span;
        }
        context.report("HG-N003", info, span, {circle + books[used].id});
        continue;
      }
      if (books[used].mark == Book::Mark::fresh && path.size() >= kDeepest) {
        const FileInfo& info = book.files.front();
        context.report("HG-N052", info, info.header->id.span, {book.id, std::to_string(kDeepest)});
        continue;
      }
      if (books[used].mark == Book::Mark::fresh) visit(used);
      kept.push_back(used);
      book.rank = std::max(book.rank, books[used].rank + 1);
    }
    book.uses = std::move(kept);
    path.pop_back();
    book.mark = Book::Mark::done;
    order.push_back(index);
  };
  for (std::size_t i = 0; i < books.size(); ++i) {
    if (books[i].mark == Book::Mark::fresh) visit(i);
  }
  return order;
}

RulebookInfo describe(const Book& book) {
  RulebookInfo result;
  result.id = book.id;
  std::string bytes;
  for (const FileInfo& info : book.files) {
    bytes += info.file->source->text();
    if (info.header == nullptr) continue;
    if (info.header->title && result.title.empty()) result.title = plain_text(*info.header->title);
    if (info.header->version && result.version.empty()) result.version = info.header->version->text;
    for (const auto& use : info.header->uses)  // each file may name what it uses
      if (std::pair one(use.id.text, use.range.text);
          std::find(result.uses.begin(), result.uses.end(), one) == result.uses.end())
        result.uses.push_back(std::move(one));
    for (const auto& change : info.header->changes)
      result.changes.emplace_back(change.version.text, plain_text(change.text));
  }
  result.source = book.files.front().file->source;
  result.path = result.source->name();
  result.sha256 = sha256_hex(bytes);
  return result;
}

}  // namespace

bool is_version(std::string_view text, std::size_t parts) { return numbers_of(text).size() == parts; }

bool version_matches(std::string_view version, std::string_view range) {
  const std::vector<int> actual = numbers_of(version), wanted = numbers_of(range);
  if (actual.size() != 3 || wanted.empty() || wanted.size() > 3) return false;
  if (wanted.size() == 3) return actual == wanted;
  if (actual[0] != wanted[0]) return false;
  return wanted.size() == 1 || actual[1] >= wanted[1];
}

void check_rulebooks(Context& context) {
  std::vector<Book> books = gather_books(context);
  for (const Book& book : books) check_versions(context, book);
  resolve_uses(context, books);
  const std::vector<std::size_t> order = order_books(context, books);

  std::vector<std::uint32_t> number(books.size());  // book → index into Program::rulebooks
  for (std::size_t i = 0; i < order.size(); ++i) number[order[i]] = static_cast<std::uint32_t>(i);
  context.visible.assign(books.size(), std::vector<bool>(books.size(), false));
  for (const std::size_t index : order) {
    Book& book = books[index];
    std::vector<bool>& sees = context.visible[number[index]];
    sees[number[index]] = true;
    for (const std::size_t used : book.uses) {
      for (std::size_t k = 0; k < sees.size(); ++k) sees[k] = sees[k] || context.visible[number[used]][k];
    }
    context.depth.push_back(book.rank);
    context.program->rulebooks.push_back(describe(book));
    for (FileInfo info : book.files) {
      info.rulebook = number[index];
      context.files.push_back(info);
    }
  }
}

}  // namespace hegui::dsl::checking
