#include "checker/findings/zip_editor.hpp"

#include <zip.h>

#include <deque>

#include "checker/findings/write_error.hpp"

namespace hegui::findings {

struct ZipEditor::State {
  zip_source_t* source = nullptr;
  zip_t* package = nullptr;
  std::deque<std::string> contents;  // read by the library when it finishes: they must not move
};

namespace {

WriteError failed() { return {"不能写出压缩包", "cannot write the zip package"}; }

}  // namespace

ZipEditor::ZipEditor() : ZipEditor(std::string_view()) {}

ZipEditor::ZipEditor(std::string_view bytes) : state_(std::make_unique<State>()) {
  zip_error_t error;
  zip_error_init(&error);
  state_->source = zip_source_buffer_create(bytes.empty() ? nullptr : bytes.data(), bytes.size(), 0, &error);
  if (state_->source == nullptr) throw failed();
  zip_source_keep(state_->source);  // to read the result from
  state_->package = zip_open_from_source(state_->source, bytes.empty() ? ZIP_TRUNCATE : 0, &error);
  zip_error_fini(&error);
  if (state_->package == nullptr) {
    zip_source_free(state_->source);
    zip_source_free(state_->source);
    throw failed();
  }
}

ZipEditor::~ZipEditor() {
  if (state_->package != nullptr) zip_discard(state_->package);
  zip_source_free(state_->source);
}

bool ZipEditor::has(const std::string& name) const { return zip_name_locate(state_->package, name.c_str(), 0) >= 0; }

void ZipEditor::put(const std::string& name, std::string content) {
  const std::string& kept = state_->contents.emplace_back(std::move(content));
  zip_source_t* source = zip_source_buffer(state_->package, kept.data(), kept.size(), 0);
  if (source == nullptr) throw failed();
  const zip_int64_t index = zip_file_add(state_->package, name.c_str(), source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    throw failed();
  }
  const auto at = static_cast<zip_uint64_t>(index);
  // 1 January 1980, the first day that the format knows.
  constexpr zip_uint16_t first_day = (1U << 5U) | 1U;
  if (zip_set_file_compression(state_->package, at, ZIP_CM_DEFLATE, 0) != 0 ||
      zip_file_set_dostime(state_->package, at, 0, first_day, 0) != 0)
    throw failed();
}

std::string ZipEditor::finish() {
  if (zip_close(state_->package) != 0) throw failed();
  state_->package = nullptr;
  std::string bytes;
  if (zip_source_open(state_->source) != 0) throw failed();
  zip_source_seek(state_->source, 0, SEEK_END);
  const zip_int64_t size = zip_source_tell(state_->source);
  zip_source_seek(state_->source, 0, SEEK_SET);
  bytes.resize(static_cast<std::size_t>(std::max<zip_int64_t>(size, 0)));
  const zip_int64_t read = zip_source_read(state_->source, bytes.data(), bytes.size());
  zip_source_close(state_->source);
  if (size <= 0 || read != size) throw failed();
  return bytes;
}

}  // namespace hegui::findings
