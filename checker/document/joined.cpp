#include "checker/document/joined.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

constexpr std::size_t kLongLine = 12;  // characters; shorter ones (合计, 备注) stand in every form
constexpr std::size_t kSentence = 20;

void shift(Slice& slice, std::uint32_t by) {
  slice.begin += by;
  slice.end += by;
}

std::string file_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string without_blanks(std::string_view text) {
  std::string bare;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') bare += c;
  return bare;
}

/// The long paragraphs and cells, without blanks: whatever a format does to lines, these stay.
std::set<std::string> long_texts(const Document& document) {
  std::set<std::string> texts;
  const auto add = [&](Slice slice) {
    std::string text = without_blanks(document.clean_text_of(slice));
    if (dsl::count_characters(text) >= kLongLine) texts.insert(std::move(text));
  };
  for (const Block& block : document.blocks) {
    if (block.role != Role::body) continue;
    if (block.kind == Block::Kind::paragraph) add(block.slice);
    for (const Cell& cell : block.table.cells) add(cell.slice);
  }
  return texts;
}

}  // namespace

Document join(std::vector<Document> documents) {
  std::vector<const text::Text*> texts;
  for (const Document& document : documents) texts.push_back(document.text.get());
  auto whole = std::make_shared<const text::Text>(text::Text::join(texts));
  Document joined;
  joined.path = documents.front().path;
  joined.sha256 = documents.front().sha256;
  joined.format = documents.front().format;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    Document& document = documents[i];
    const std::uint32_t by = whole->parts()[i].normalised;
    joined.sources.push_back(
        {document.path, document.sha256, document.format, static_cast<std::uint32_t>(joined.blocks.size())});
    for (Block& block : document.blocks) {
      shift(block.slice, by);
      for (Cell& cell : block.table.cells) shift(cell.slice, by);
      joined.blocks.push_back(std::move(block));
    }
    for (PlacedText& placed : document.placed) {
      shift(placed.slice, by);
      joined.placed.push_back(placed);
    }
    for (Debris& debris : document.debris) {
      shift(debris.slice, by);
      joined.debris.push_back(std::move(debris));
    }
    for (Repair& repair : document.repairs) {
      shift(repair.slice, by);
      joined.repairs.push_back(std::move(repair));
    }
    for (Remark& remark : document.remarks) {
      if (i > 0) {
        const std::string name = file_name(document.path);
        remark.zh = "附件“" + name + "”：" + remark.zh;
        remark.en = "attachment '" + name + "': " + remark.en;
      }
      joined.remarks.push_back(std::move(remark));
    }
  }
  joined.text = std::move(whole);
  return joined;
}

int shared_text(const Document& document, const Document& other) {
  const auto own = long_texts(document);
  if (own.empty()) return 0;
  const std::string all =
      without_blanks(other.clean_text_of({0, static_cast<std::uint32_t>(other.text->normalised().size())}));
  std::size_t shared = 0;
  for (const std::string& text : own) shared += all.find(text) != std::string::npos ? 1U : 0U;
  return static_cast<int>(shared * 100 / own.size());
}

std::size_t prose_length(const Document& document) {
  std::size_t length = 0;
  for (const Block& block : document.blocks) {
    if (block.kind != Block::Kind::paragraph || block.role != Role::body) continue;
    const std::size_t characters = dsl::count_characters(without_blanks(document.text_of(block.slice)));
    if (characters >= kSentence) length += characters;
  }
  return length;
}

}  // namespace hegui::document
