#include "checker/app/letters.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "checker/app/output.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/wording.hpp"
#include "dsl/system_reason.hpp"
#include "dsl/utf8.hpp"

namespace hegui::app {

namespace {

constexpr std::uintmax_t kLargestTemplate = std::uintmax_t{64} << 20U;
constexpr std::size_t kLongestName = 150;  // bytes; file systems take 255

/// A name that every file system takes, and that leads into no other folder.
std::string safe_name(std::string_view raw) {
  std::string name;
  const std::string text = findings::harmless(raw);
  for (std::size_t at = 0; at < text.size() && name.size() < kLongestName;) {
    const auto next = dsl::utf8::decode(text, at);
    const bool awkward =
        next.character < 0x80 && std::string_view("/\\:*?\"<>|").find(text[at]) != std::string_view::npos;
    name += awkward ? "_" : text.substr(at, next.length);
    at += next.length;
  }
  while (!name.empty() && (name.front() == '.' || name.front() == ' ' || name.front() == '-')) name.erase(0, 1);
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();
  return name;
}

class FolderWriter : public findings::RunWriter {
 public:
  FolderWriter(const findings::CheckFormat& format, findings::RunHead head, findings::TextOptions options,
               std::string folder)
      : format_(format), head_(std::move(head)), options_(std::move(options)), folder_(std::move(folder)) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (!std::filesystem::is_directory(folder_))
      throw UsageError("不能建立文件夹“" + folder_.string() + "”：" + dsl::system_reason_zh(error.value()),
                       "cannot make the folder '" + folder_.string() + "': " + error.message());
    struct Nowhere : findings::Sink {
      void write(std::string_view /*bytes*/) override {}
    } nowhere;
    format_.make(head_, options_, nowhere);  // a bad template is told before long work
  }

  void report(const findings::CheckedReport& report) override {
    if (!report.readable) return;  // told on standard error
    const bool zh = options_.language == dsl::Language::zh;
    const findings::Wording words(findings::RunHead{}, options_.language);
    std::string name = safe_name(words.unit(report));
    if (name.empty()) name = "_";
    if (report.year) name += "-" + std::to_string(*report.year);
    name += zh ? "-核查意见书" : "-findings";
    std::string unique = name;
    for (int n = 2; !used_.insert(unique).second; ++n) unique = name + "-" + std::to_string(n);
    Output output((folder_ / (unique + "." + std::string(format_.name))).string());
    const auto writer = format_.make(head_, options_, output);
    writer->report(report);
    writer->finish();
    output.finish();
  }
  void finish() override {}

 private:
  findings::CheckFormat format_;
  findings::RunHead head_;
  findings::TextOptions options_;
  std::filesystem::path folder_;
  std::set<std::string> used_;
};

}  // namespace

void add_letter_options(CLI::App& command, const Context& context, const std::shared_ptr<LetterArguments>& arguments) {
  command
      .add_option("--template", arguments->template_path,
                  context.say("核查意见书的模板（docx），缺省用自带的；hegui template 写出一份可以修改的",
                              "template of the letter of findings (docx); default: the built-in one, which hegui "
                              "template writes out"))
      ->option_text("FILE.docx");
  command
      .add_option("--sender", arguments->sender, context.say("核查意见书的署名", "who signs the letter of findings"))
      ->option_text("NAME");
}

std::shared_ptr<const findings::LetterOptions> letter_options(const LetterArguments& arguments,
                                                              std::string_view format) {
  if (arguments.template_path.empty() && arguments.sender.empty()) return nullptr;
  if (format != "docx")
    throw UsageError("--template、--sender 只用于 --format docx", "--template and --sender go with --format docx");
  findings::LetterOptions options;
  options.sender = arguments.sender;
  options.template_name = arguments.template_path;
  if (arguments.template_path.empty()) return std::make_shared<findings::LetterOptions>(std::move(options));
  std::error_code error;
  const auto size = std::filesystem::file_size(arguments.template_path, error);
  std::ifstream file(arguments.template_path, std::ios::binary);
  if (error || !file || size == 0)
    throw UsageError("不能读模板“" + arguments.template_path + "”",
                     "cannot read the template '" + arguments.template_path + "'");
  if (size > kLargestTemplate)
    throw UsageError("模板“" + arguments.template_path + "”太大（最多64MB）",
                     "the template '" + arguments.template_path + "' is too large (64 MB at most)");
  options.template_bytes.assign(std::istreambuf_iterator<char>(file), {});
  return std::make_shared<findings::LetterOptions>(std::move(options));
}

bool names_folder(const std::string& out) {
  std::error_code error;
  return !out.empty() && (out.back() == '/' || std::filesystem::is_directory(out, error));
}

std::unique_ptr<findings::RunWriter> write_into_folder(const findings::CheckFormat& format, findings::RunHead head,
                                                       const findings::TextOptions& options, std::string folder) {
  return std::make_unique<FolderWriter>(format, std::move(head), options, std::move(folder));
}

}  // namespace hegui::app
