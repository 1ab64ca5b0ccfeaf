// The plain-text reader: bytes to text; blocks.cpp does the rest.
// Called by read_bytes.
// Afterwards damaged and cut-off characters have been remarked upon.
#include "checker/document/txt.hpp"

#include <memory>
#include <utility>

#include "checker/document/blocks.hpp"
#include "checker/document/flow.hpp"
#include "checker/text/decode.hpp"

namespace hegui::document {

namespace {

void add_remarks(const text::DecodeResult& decoded, Document& document) {
  const std::uint64_t damaged = decoded.replaced - (decoded.cut_off && decoded.replaced > 0 ? 1U : 0U);
  if (damaged > 0) {
    const std::string count = std::to_string(damaged);
    document.remarks.push_back({"damaged", "文件里有 " + count + " 处乱码，已用“�”代替。",
                                count + " malformed places in the file are shown as “�”"});
  }
  if (decoded.cut_off) {
    document.remarks.push_back({"cut_off", "文件末尾的字符不完整，文件可能没有传完。",
                                "the last character is incomplete; the file may have been cut off"});
  }
}

}  // namespace

bool recognises_txt(std::string_view bytes, std::string_view path) {
  static_cast<void>(bytes);
  static_cast<void>(path);
  return true;  // the last of the readers: decode() says what the bytes look like when they are no text
}

ReadResult read_txt(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  text::DecodeResult decoded = text::decode(bytes);
  if (!decoded.text) return refuse(decoded.error.code, decoded.error.zh, decoded.error.en);
  ReadResult result;
  Document document;
  document.path = std::move(path);
  document.format = "txt";
  add_remarks(decoded, document);
  document.text = std::make_shared<const text::Text>(*std::move(decoded.text));
  if (!build_blocks(document, limits, words)) {
    return too_many_blocks(limits);
  }
  if (document.blocks.empty()) return refuse("empty", "文件里没有文字。", "the file has no text");
  result.document = std::move(document);
  return result;
}

}  // namespace hegui::document
