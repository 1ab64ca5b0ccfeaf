#include "checker/document/package.hpp"

#include <zip.h>

#ifdef HEGUI_LIBDEFLATE
#include <libdeflate.h>
#endif

#include <algorithm>
#include <map>
#include <utility>

#include "checker/text/shown.hpp"

namespace hegui::document {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;
// A small part may be packed to almost nothing; only what grows beyond this is held against the ratio.
constexpr std::uint64_t kRatioFree = 1U << 20U;

ReadError damaged(std::string_view part) {
  const std::string name = text::shown(part);
  return {"damaged", "文件已损坏：解不开其中的“" + name + "”。请重新导出后再提交。",
          "the file is damaged: its part '" + name + "' cannot be unpacked; export it again"};
}

ReadError too_much(std::string_view part, const Limits& limits) {
  const std::string name = text::shown(part), most = mebibytes(limits.max_unpacked);
  return beyond(
      "文件解开后超过了 " + most + " 的上限（“" + name + "”），可能是压缩炸弹",
      "the file is larger than the limit of " + most + " when unpacked ('" + name + "'); it may be a zip bomb",
      "--max-unpacked");
}

ReadError too_dense(std::string_view part, const Limits& limits) {
  const std::string name = text::shown(part), most = std::to_string(limits.max_ratio);
  return beyond("“" + name + "”的压缩比超过了 " + most + " 倍的上限，可能是压缩炸弹",
                "part '" + name + "' unpacks to more than " + most + " times its size; it may be a zip bomb",
                "--max-ratio");
}

struct ZipDeleter {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FileDeleter {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using ZipHandle = std::unique_ptr<zip_t, ZipDeleter>;
using FileHandle = std::unique_ptr<zip_file_t, FileDeleter>;

#ifdef HEGUI_LIBDEFLATE
struct InflaterDeleter {
  void operator()(libdeflate_decompressor* inflater) const { libdeflate_free_decompressor(inflater); }
};
using Inflater = std::unique_ptr<libdeflate_decompressor, InflaterDeleter>;
#endif

ZipHandle open_buffer(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  return ZipHandle(archive);
}

/// Forward slashes, no leading one: what relationships and directories agree on.
std::string canonical(std::string_view name) {
  std::string path(name);
  std::replace(path.begin(), path.end(), '\\', '/');
  while (!path.empty() && path.front() == '/') path.erase(0, 1);
  return path;
}

/// Whether the directory at the end of a zip file has the name, without opening it; nothing when the file is not as
/// most are (a comment behind the directory, more than 4 GB, something damaged).
std::optional<bool> directory_lists(std::string_view bytes, std::string_view name) {
  constexpr std::size_t kEnd = 22, kEntry = 46;
  const auto number = [&](std::size_t at, std::size_t size) {
    std::size_t value = 0;
    while (size-- > 0) value = value << 8U | static_cast<unsigned char>(bytes[at + size]);
    return value;
  };
  if (bytes.size() < kEnd) return std::nullopt;
  const std::size_t end = bytes.size() - kEnd;
  if (!bytes.substr(end).starts_with("PK\x05\x06")) return std::nullopt;
  std::size_t at = number(end + 16, 4);
  for (std::size_t left = number(end + 10, 2); left > 0; --left) {
    if (at > end || end - at < kEntry || !bytes.substr(at).starts_with("PK\x01\x02")) return std::nullopt;
    const std::size_t length = number(at + 28, 2);
    if (bytes.substr(at + kEntry, length) == name) return true;
    at += kEntry + length + number(at + 30, 2) + number(at + 32, 2);
  }
  return false;
}

bool stays_inside(std::string_view name) {
  if (name.empty() || name.back() == '/') return false;
  std::size_t at = 0;
  while (at <= name.size()) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    if (name.substr(at, end - at) == "..") return false;
    at = end + 1;
  }
  return true;
}

}  // namespace

struct Package::State {
  /// A part unpacked at once, which takes a third of the time. Nothing unless it is as its directory says.
  std::optional<std::string> unpacked_whole(zip_uint64_t index, const zip_stat_t& stat);

  ZipHandle archive;
  std::uint64_t size = 0;  // of the package
  Limits limits;
  std::vector<std::string> names;
  std::map<std::string, zip_uint64_t, std::less<>> index;
  std::uint64_t unpacked = 0;
  std::unique_ptr<char[]> chunk;  // what comes out of a part at a time
  std::string kept_name, kept;    // the first part: it leads to the others, and is asked for once more at the end
  std::optional<ReadError> error;
#ifdef HEGUI_LIBDEFLATE
  Inflater inflater;
#endif
};

#ifdef HEGUI_LIBDEFLATE
std::optional<std::string> Package::State::unpacked_whole(zip_uint64_t at, const zip_stat_t& stat) {
  constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
  if ((stat.valid & kNeeded) != kNeeded || stat.comp_method != ZIP_CM_DEFLATE || stat.comp_size > size)
    return std::nullopt;
  if (stat.size > kRatioFree && stat.size / (stat.comp_size + 1) > limits.max_ratio) return std::nullopt;
  const FileHandle file(zip_fopen_index(archive.get(), at, ZIP_FL_COMPRESSED));
  if (!file) return std::nullopt;
  const auto packed = std::make_unique_for_overwrite<char[]>(stat.comp_size + 1);
  const zip_int64_t got = zip_fread(file.get(), packed.get(), stat.comp_size + 1);
  if (got < 0 || static_cast<zip_uint64_t>(got) != stat.comp_size) return std::nullopt;
  if (!inflater) inflater.reset(libdeflate_alloc_decompressor());
  if (!inflater) return std::nullopt;
  std::string content(stat.size, '\0');
  std::size_t used = 0;
  const auto result = libdeflate_deflate_decompress_ex(inflater.get(), packed.get(), stat.comp_size, content.data(),
                                                       content.size(), &used, nullptr);
  const bool whole = result == LIBDEFLATE_SUCCESS && used == stat.comp_size;
  if (!whole || libdeflate_crc32(0, content.data(), content.size()) != stat.crc) return std::nullopt;
  return content;
}
#else
std::optional<std::string> Package::State::unpacked_whole(zip_uint64_t /*at*/, const zip_stat_t& /*stat*/) {
  return std::nullopt;
}
#endif

Package::Package(std::unique_ptr<State> state) : state_(std::move(state)) {}
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;
Package::~Package() = default;

std::optional<Package> Package::open(std::string_view bytes, const Limits& limits, ReadError& error) {
  auto state = std::make_unique<State>();
  state->size = bytes.size();
  state->limits = limits;
  state->archive = open_buffer(bytes);
  if (!state->archive) {
    error = {"damaged", "文件已损坏，打不开；可能没有传完。请重新导出后再提交。",
             "the file is damaged or cut off and cannot be opened; export it again"};
    return std::nullopt;
  }
  const zip_int64_t entries = zip_get_num_entries(state->archive.get(), 0);
  if (entries > static_cast<zip_int64_t>(limits.max_entries)) {
    error = beyond("文件包里有 " + std::to_string(entries) + " 个条目，超过了 " + std::to_string(limits.max_entries) +
                       " 个的上限，不像一份报告",
                   "the package has " + std::to_string(entries) + " entries, more than the limit of " +
                       std::to_string(limits.max_entries),
                   "--max-entries");
    return std::nullopt;
  }
  for (zip_int64_t i = 0; i < entries; ++i) {
    const char* raw = zip_get_name(state->archive.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
    if (raw == nullptr) continue;
    std::string name = canonical(raw);
    if (!stays_inside(name)) continue;
    if (state->index.emplace(name, static_cast<zip_uint64_t>(i)).second) state->names.push_back(std::move(name));
  }
  return Package(std::move(state));
}

const std::vector<std::string>& Package::names() const { return state_->names; }
bool Package::has(std::string_view name) const { return state_->index.find(name) != state_->index.end(); }
const std::optional<ReadError>& Package::error() const { return state_->error; }

std::optional<std::string> Package::part(std::string_view name) {
  const auto found = state_->index.find(name);
  if (found == state_->index.end()) return std::nullopt;
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(state_->archive.get(), found->second, 0, &stat) != 0) {
    state_->error = damaged(name);
    return std::nullopt;
  }
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    state_->error = ReadError{"encrypted", "文件设有密码，读不了。请去掉密码后再提交。",
                              "the file is protected by a password; submit it without one"};
    return std::nullopt;
  }
  // What the directory claims saves work where it is honest; only what really comes out counts.
  const std::uint64_t left = state_->limits.max_unpacked - state_->unpacked;
  const std::uint64_t claimed = (stat.valid & ZIP_STAT_SIZE) != 0 ? stat.size : 0;
  if (claimed > left) {
    state_->error = too_much(name, state_->limits);
    return std::nullopt;
  }
  if (name == state_->kept_name) {
    state_->unpacked += state_->kept.size();
    return state_->kept;
  }
  if (auto content = state_->unpacked_whole(found->second, stat)) {
    state_->unpacked += content->size();
    if (state_->kept_name.empty() && content->size() < kChunk) {
      state_->kept_name = name;
      state_->kept = *content;
    }
    return content;
  }
  const FileHandle file(zip_fopen_index(state_->archive.get(), found->second, 0));
  if (!file) {
    state_->error = damaged(name);
    return std::nullopt;
  }
  std::string content;
  content.reserve(static_cast<std::size_t>(claimed) + kChunk);
  const std::uint64_t packed = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
  if (!state_->chunk) state_->chunk = std::make_unique_for_overwrite<char[]>(kChunk);
  for (;;) {
    const zip_int64_t got = zip_fread(file.get(), state_->chunk.get(), kChunk);
    if (got < 0) {
      state_->error = damaged(name);
      return std::nullopt;
    }
    content.append(state_->chunk.get(), static_cast<std::size_t>(got));
    const bool too_long = state_->unpacked + content.size() > state_->limits.max_unpacked;
    const bool dense = content.size() > kRatioFree && content.size() / (packed + 1) > state_->limits.max_ratio;
    if (too_long || dense) {
      state_->error = too_long ? too_much(name, state_->limits) : too_dense(name, state_->limits);
      return std::nullopt;
    }
    if (got == 0) break;
  }
  state_->unpacked += content.size();
  return content;
}

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06"); }

bool zip_holds(std::string_view bytes, std::string_view name) {
  // Opening takes a while; what is listed stands in the bytes too.
  if (!is_zip(bytes) || bytes.find(name) == std::string_view::npos) return false;
  if (const auto listed = directory_lists(bytes, name)) return *listed;
  const ZipHandle archive = open_buffer(bytes);
  return archive && zip_name_locate(archive.get(), std::string(name).c_str(), 0) >= 0;
}

std::string resolve_part(std::string_view base, std::string_view target) {
  std::string path;
  if (!target.starts_with('/')) {
    const std::size_t slash = base.rfind('/');
    if (slash != std::string_view::npos) path = std::string(base.substr(0, slash + 1));
  }
  path += target;
  std::vector<std::string_view> steps;
  const std::string whole = canonical(path);
  const std::string_view view = whole;
  for (std::size_t at = 0; at <= view.size();) {
    const std::size_t end = std::min(view.find('/', at), view.size());
    const std::string_view step = view.substr(at, end - at);
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
    at = end + 1;
  }
  std::string joined;
  for (const std::string_view step : steps) joined += (joined.empty() ? "" : "/") + std::string(step);
  return joined;
}

}  // namespace hegui::document
