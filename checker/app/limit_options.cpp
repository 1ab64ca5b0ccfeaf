#include "checker/app/limit_options.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <array>

namespace hegui::app {

namespace {

using document::Limits;

// A sanitizer's shadow memory is larger than any limit.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

template <auto Member, unsigned Shift = 0>
constexpr LimitOption option(const char* name, std::uint64_t most, const char* zh, const char* en,
                             const char* unit = "") {
  return {name,
          unit,
          most,
          zh,
          en,
          [](const Limits& limits) { return static_cast<std::uint64_t>(limits.*Member) >> Shift; },
          [](Limits& limits, std::uint64_t value) {
            using Number = std::remove_reference_t<decltype(limits.*Member)>;
            limits.*Member = static_cast<Number>(value << Shift);
          }};
}

constexpr std::uint64_t kMillion = 1'000'000;

constexpr std::array kOptions{
    option<&Limits::max_bytes, 20>("--max-size", 4096, "一份文件的大小", "size of a file", "MiB"),
    option<&Limits::max_unpacked, 20>("--max-unpacked", 16384, "docx、压缩包等解开后的大小",
                                      "what a package or archive unpacks to", "MiB"),
    option<&Limits::max_ratio>("--max-ratio", kMillion, "压缩比（解开后是原来的几倍）",
                               "how many times its size a packed part may unpack to"),
    option<&Limits::max_entries>("--max-entries", 100 * kMillion, "压缩包、文件包里的条目数",
                                 "entries of an archive or package"),
    option<&Limits::max_nesting>("--max-nesting", 32, "压缩包里套压缩包的层数", "archives inside archives"),
    option<&Limits::max_depth>("--max-depth", 2000, "XML、网页标记的嵌套层数", "nesting of XML and HTML tags"),
    option<&Limits::max_attributes>("--max-attributes", kMillion, "一个标记的属性数", "attributes of one tag"),
    option<&Limits::max_nodes>("--max-tags", 1000 * kMillion, "一个 XML 的标记数", "tags of one XML part"),
    option<&Limits::max_pages>("--max-pages", kMillion, "页数（pdf、ofd）", "pages of a PDF or OFD file"),
    option<&Limits::max_cells>("--max-cells", 100 * kMillion, "表格单元数", "table cells"),
    option<&Limits::max_paragraphs>("--max-paragraphs", 100 * kMillion, "段落数", "paragraphs"),
    option<&Limits::max_paragraph_characters>("--max-paragraph", 100 * kMillion, "一段的字数，超过的分开来读",
                                              "characters of a paragraph; longer ones are read in pieces"),
    option<&Limits::max_seconds>("--max-seconds", 3600, "读一份 PDF、转换一份旧格式文件的时间",
                                 "time for reading a PDF or converting an old format", "s"),
    option<&Limits::max_ocr_seconds>("--max-ocr-seconds", 86400, "识别一份扫描件的时间（--ocr）",
                                     "time for recognising one scanned file (--ocr)", "s"),
    option<&Limits::max_helper_memory, 20>("--max-memory", 1024 * 1024, "内存：本程序和每个辅助程序",
                                           "memory of this program and of each helper", "MiB")};

void bound_memory(std::uint64_t bytes) {
  if (kSanitized) return;
  rlimit now{};
  if (::getrlimit(RLIMIT_DATA, &now) != 0) return;
  const rlim_t most = now.rlim_max == RLIM_INFINITY ? bytes : std::min<rlim_t>(bytes, now.rlim_max);
  now.rlim_cur = most;
  ::setrlimit(RLIMIT_DATA, &now);
}

}  // namespace

std::span<const LimitOption> all_limit_options() { return kOptions; }

document::Limits LimitOptions::limits() const {
  document::Limits limits = limits_;
  for (std::size_t i = 0; i < given.size(); ++i) kOptions.at(i).set(limits, given[i]);
  bound_memory(limits.max_helper_memory);
  return limits;
}

void add_limit_options(CLI::App& command, const Context& context, const std::shared_ptr<LimitOptions>& options) {
  options->given.reserve(kOptions.size());  // the options point into it
  for (const LimitOption& each : kOptions) {
    const std::uint64_t standard = each.get(options->limits_);
    options->given.push_back(standard);
    const std::string unit = *each.unit == '\0' ? "" : std::string(" ") + each.unit;
    command
        .add_option(each.name, options->given.back(),
                    std::string(context.say(each.zh, each.en)) + context.say("，上限缺省 ", "; at most, default ") +
                        std::to_string(standard) + unit)
        ->option_text(*each.unit == '\0' ? "N" : each.unit)
        ->group(context.say("限制", "Limits"))
        ->check(CLI::Range(std::uint64_t{1}, each.most));
  }
  command.add_flag("--ocr", options->limits_.ocr,
                   context.say("扫描的 PDF 和图片用文字识别（tesseract）来读；据此的发现都要人工复核",
                               "read scanned PDF files and pictures by character recognition (tesseract); findings "
                               "that rest on it are to be reviewed"));
}

}  // namespace hegui::app
