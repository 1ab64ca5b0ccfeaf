#include "checker/document/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "checker/document/ocr.hpp"
#include "checker/document/package.hpp"
#include "checker/text/decode.hpp"
#include "checker/text/shown.hpp"

namespace hegui::document {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;
constexpr std::uint64_t kRatioFree = std::uint64_t{16} << 20U;  // small archives may be dense
constexpr std::size_t kLongestName = 1024;

struct ArchiveDeleter {
  void operator()(archive* opened) const { archive_read_free(opened); }
};

/// The library turns names into the characters of the locale: for this thread and this time, UTF-8.
class Utf8Names {
 public:
  Utf8Names() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) before_ = ::uselocale(locale_);
  }
  ~Utf8Names() {
    if (locale_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(locale_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  locale_t locale_ = nullptr, before_ = nullptr;
};

/// What all archives of one input may cost together.
struct Budget {
  std::uint64_t bytes = 0, entries = 0;
};

ReadError damaged() {
  return {"damaged", "压缩包已损坏，没有全部解开。请重新打包后再提交。",
          "the archive is damaged and was not unpacked whole; pack it again"};
}

ReadError too_much(const Limits& limits) {
  const std::string most = mebibytes(limits.max_unpacked);
  return beyond("压缩包解开后超过了 " + most + " 的上限，可能是压缩炸弹",
                "the archive is larger than the limit of " + most + " when unpacked; it may be a zip bomb",
                "--max-unpacked");
}

ReadError too_dense(const Limits& limits) {
  const std::string most = std::to_string(limits.max_ratio);
  return beyond("压缩包的压缩比超过了 " + most + " 倍的上限，可能是压缩炸弹",
                "the archive unpacks to more than " + most + " times its size; it may be a zip bomb", "--max-ratio");
}

ReadError too_many(const Limits& limits) {
  const std::string most = std::to_string(limits.max_entries);
  return beyond("压缩包里的文件超过了 " + most + " 个的上限", "the archive holds more than " + most + " files",
                "--max-entries");
}

ReadError too_deep(const Limits& limits) {
  const std::string most = std::to_string(limits.max_nesting);
  return beyond("压缩包套压缩包超过了 " + most + " 层的上限，没有再打开",
                "archives are nested more than " + most + " deep; this one was not opened", "--max-nesting");
}

ReadError packed_again_and_again() {
  return {"too_deep", "压缩包反复压缩了许多层，没有打开；请只压缩一层后再提交。",
          "the archive is packed again and again and was not opened; pack it once"};
}

/// Names without a declared character set are those of the machine that packed them, mostly GB18030.
std::string name_of(archive_entry* entry, std::uint64_t number) {
  const char* raw = archive_entry_pathname_utf8(entry);
  if (raw == nullptr) raw = archive_entry_pathname(entry);
  std::string name = raw == nullptr || *raw == '\0' ? "entry " + std::to_string(number) : std::string(raw);
  const text::DecodeResult decoded = text::decode(name);
  if (decoded.text) name = std::string(decoded.text->original());
  std::replace(name.begin(), name.end(), '\\', '/');
  // “..” and a leading slash are words like others here: nothing is written anywhere. The end has the kind of file.
  if (name.size() > kLongestName)
    name = name.substr(0, kLongestName / 2) + "…" + name.substr(name.size() - kLongestName / 2);
  return text::shown(name, kLongestName);
}

class Opener {
 public:
  Opener(const Limits& limits, std::vector<ArchivedFile>& into, std::vector<std::string>* passed_over)
      : limits_(limits), into_(into), passed_over_(passed_over) {}

  void open(std::string_view bytes, const std::string& path, std::uint32_t depth) {
    if (depth == 0) packed_ = bytes.size();
    const std::unique_ptr<archive, ArchiveDeleter> opened(archive_read_new());
    archive_read_support_filter_all(opened.get());
    archive_read_support_format_zip(opened.get());
    archive_read_support_format_7zip(opened.get());
    archive_read_support_format_tar(opened.get());
    if (archive_read_open_memory(opened.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
      const char* const why = archive_error_string(opened.get());
      const bool layers = why != nullptr && std::string_view(why).find("too many filters") != std::string_view::npos;
      return fail(path, layers ? packed_again_and_again() : damaged());
    }
    for (;;) {
      archive_entry* entry = nullptr;
      const int state = archive_read_next_header(opened.get(), &entry);
      if (state == ARCHIVE_EOF) return;
      if (state < ARCHIVE_WARN) return fail(path, damaged());
      if (++budget_.entries > limits_.max_entries) return fail(path, too_many(limits_));
      if (!take(*opened, entry, path, depth)) return;
    }
  }

 private:
  void fail(const std::string& path, ReadError error) { into_.push_back({path, nullptr, std::move(error)}); }

  /// False when the rest of the archive cannot be read.
  bool take(archive& opened, archive_entry* entry, const std::string& path, std::uint32_t depth) {
    if (archive_entry_filetype(entry) != AE_IFREG) return true;  // no links, no devices
    const std::string name = path + "/" + name_of(entry, budget_.entries);
    const std::size_t slash = name.rfind('/');
    if (slash + 1 < name.size() && (name[slash + 1] == '.' || name.find("/__MACOSX/") != std::string::npos))
      return true;
    const std::string_view own = std::string_view(name).substr(slash + 1);
    if (archive_entry_is_encrypted(entry) == 1) {
      fail(name, {"encrypted", "压缩包设有密码，读不了。请去掉密码后再提交。",
                  "the archive is protected by a password; submit it without one"});
      return true;
    }
    // What the archive claims saves work where it is honest; only what really comes out counts.
    const std::uint64_t claimed =
        archive_entry_size_is_set(entry) != 0 ? static_cast<std::uint64_t>(archive_entry_size(entry)) : 0;
    if (claimed > limits_.max_unpacked - std::min(budget_.bytes, limits_.max_unpacked)) {
      fail(name, too_much(limits_));
      return false;
    }
    std::string content;
    content.reserve(static_cast<std::size_t>(claimed) + kChunk);
    std::array<char, kChunk> chunk{};
    for (;;) {
      const la_ssize_t got = archive_read_data(&opened, chunk.data(), chunk.size());
      if (got < 0) {
        fail(name, damaged());
        return got != ARCHIVE_FATAL;
      }
      if (got == 0) break;
      content.append(chunk.data(), static_cast<std::size_t>(got));
      const std::uint64_t all = budget_.bytes + content.size();
      if (all > limits_.max_unpacked) {
        fail(name, too_much(limits_));
        return false;
      }
      if (all > kRatioFree && all / (packed_ + 1) > limits_.max_ratio) {
        fail(name, too_dense(limits_));
        return false;
      }
    }
    budget_.bytes += content.size();
    if (recognises_archive(content)) {
      if (depth + 1 >= limits_.max_nesting) {
        fail(name, too_deep(limits_));
      } else {
        open(content, name, depth + 1);
      }
    } else if (is_leftover(own, content.size())) {
      return true;
    } else if (has_known_ending(name) || (limits_.ocr && has_picture_ending(name)) ||
               (has_no_ending(own) && begins_like_document(content))) {
      into_.push_back({name, std::make_shared<const std::string>(std::move(content)), std::nullopt});
    } else if (passed_over_ != nullptr) {
      passed_over_->push_back(name);
    }
    return true;
  }

  const Limits& limits_;
  std::vector<ArchivedFile>& into_;
  std::vector<std::string>* passed_over_;
  Budget budget_;
  std::uint64_t packed_ = 0;  // size of the submitted archive
};

/// An archive may hold a name twice: each is a file of its own, “a.docx (2)”, also where the archive has that name too.
void name_apart(std::vector<ArchivedFile>& files) {
  std::set<std::string, std::less<>> taken;
  for (const auto& file : files) taken.insert(file.path);
  std::map<std::string, std::size_t, std::less<>> seen;
  for (auto& file : files) {
    std::size_t& count = seen[file.path];
    if (++count == 1) continue;
    std::string other = file.path + " (" + std::to_string(count) + ")";
    while (!taken.insert(other).second) other = file.path + " (" + std::to_string(++count) + ")";
    file.path = std::move(other);
  }
}

}  // namespace

bool recognises_archive(std::string_view bytes) {
  constexpr std::string_view kSevenZip("7z\xBC\xAF\x27\x1C", 6), kGzip("\x1F\x8B", 2),
      kXz("\xFD"
          "7zXZ",
          5),
      kBzip("BZh", 3);
  if (bytes.starts_with(kSevenZip) || bytes.starts_with(kGzip) || bytes.starts_with(kXz) || bytes.starts_with(kBzip))
    return true;
  if (bytes.size() > 262 && bytes.substr(257, 5) == "ustar") return true;
  if (!is_zip(bytes)) return false;
  for (const Reader& reader : readers())
    if (reader.format != "txt" && reader.recognises(bytes, {})) return false;
  return true;
}

bool has_known_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == name.size() || name.find('/', dot) != std::string_view::npos)
    return false;
  std::string ending(name.substr(dot + 1));
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const auto all = readers();
  return std::any_of(all.begin(), all.end(), [&](const Reader& reader) {
    return (" " + std::string(reader.endings) + " ").find(" " + ending + " ") != std::string::npos;
  });
}

bool is_leftover(std::string_view name, std::uint64_t size) {
  constexpr std::uint64_t kLockFile = 1024;  // 162 bytes as Word writes it
  constexpr std::array<std::string_view, 4> kNames{"Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini"};
  if (name.starts_with("~$")) return size < kLockFile;
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool has_no_ending(std::string_view name) {
  constexpr std::size_t kLongestEnding = 5;
  const std::size_t dot = name.rfind('.');
  const std::string_view ending = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return ending.empty() || ending.size() > kLongestEnding || std::none_of(ending.begin(), ending.end(), letter) ||
         !std::all_of(ending.begin(), ending.end(), [&](char c) { return letter(c) || digit(c); });
}

bool begins_like_document(std::string_view bytes) {
  return bytes.starts_with("%PDF-") || bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0") ||
         bytes.starts_with("{\\rtf");
}

std::vector<ArchivedFile> open_archive(std::string_view bytes, const std::string& path, const Limits& limits,
                                       std::vector<std::string>* passed_over) {
  std::vector<ArchivedFile> files;
  const Utf8Names names;
  Opener(limits, files, passed_over).open(bytes, path, 0);
  name_apart(files);
  std::stable_sort(files.begin(), files.end(),
                   [](const ArchivedFile& a, const ArchivedFile& b) { return a.path < b.path; });
  if (files.empty())
    files.push_back({path, nullptr,
                     ReadError{"empty", "压缩包里没有能读的报告。", "the archive holds no report of a known format"}});
  return files;
}

}  // namespace hegui::document
