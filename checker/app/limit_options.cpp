#include "checker/app/limit_options.hpp"

namespace hegui::app {

document::Limits LimitOptions::limits() const {
  document::Limits limits;
  limits.max_bytes = max_size << 20U;
  limits.max_unpacked = max_unpacked << 20U;
  limits.max_seconds = max_seconds;
  return limits;
}

void add_limit_options(CLI::App& command, const Context& context, const std::shared_ptr<LimitOptions>& options) {
  command
      .add_option("--max-size", options->max_size,
                  context.say("单份报告的大小上限（MiB），缺省 64", "largest report in MiB, default 64"))
      ->option_text("MIB")
      ->check(CLI::Range(1, 4096));
  command
      .add_option("--max-unpacked", options->max_unpacked,
                  context.say("docx、压缩包等解开后的大小上限（MiB），缺省 512",
                              "most that a package or archive may unpack to, in MiB, default 512"))
      ->option_text("MIB")
      ->check(CLI::Range(1, 16384));
  command
      .add_option("--max-seconds", options->max_seconds,
                  context.say("读一份 PDF 或转换一份旧格式文件的时间上限（秒），缺省 60",
                              "longest time for reading a PDF or converting an old format, in seconds, default 60"))
      ->option_text("SECONDS")
      ->check(CLI::Range(1, 3600));
}

}  // namespace hegui::app
