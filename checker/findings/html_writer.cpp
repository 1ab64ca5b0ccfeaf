// The findings of a run as one page: open it in a browser, offline. The data stands in it as JSON; html/*.js show it.
#include <fmt/format.h>

#include "checker/findings/html_assets.hpp"
#include "checker/findings/html_data.hpp"
#include "dsl/sha256.hpp"

namespace hegui::findings {

namespace {

// Up to so many reports, and so many bytes of them, each is shown whole; docs/how-to/findings-page.md says so.
constexpr std::size_t kWholeReports = 40;
constexpr std::size_t kWholeBytes = 16U << 20U;
constexpr std::size_t kQuotedReports = 400;  // beyond that, passages are shorter
// and where reports have very many findings, some only list them, so that 3,000 stay under 30 MB.
constexpr std::size_t kBriefBytes = 8500;
constexpr std::size_t kPiece = 1U << 16U;

/// JSON that may stand within <script>: nothing in it ends the element or begins a comment. '<' and the two line ends
/// of JavaScript occur within JSON texts only, so that they may be written as escapes.
std::string harmless_in_script(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string_view three = json.substr(i, 3);
    if (json[i] == '<') {
      out += "\\u003C";
    } else if (three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9") {
      out += three.back() == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out += json[i];
    }
  }
  return out;
}

int digit(char hex) { return hex <= '9' ? hex - '0' : hex - 'a' + 10; }

/// What a Content-Security-Policy calls a text: its fingerprint in base64.
std::string policy_source(std::string_view text) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string hex = dsl::sha256_hex(text);
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 6) {
    const std::size_t digits = std::min<std::size_t>(6, hex.size() - i);  // 6 for three bytes; at the end 4 for two
    unsigned bits = 0;
    for (std::size_t d = 0; d < 6; ++d) bits = bits << 4U | static_cast<unsigned>(d < digits ? digit(hex[i + d]) : 0);
    for (std::size_t letter = 0; letter < 4; ++letter)
      out += letter <= digits / 2 ? kLetters[bits >> (18 - 6 * letter) & 63U] : '=';
  }
  return "'sha256-" + out + "'";
}

class CheckHtml : public RunWriter {
 public:
  CheckHtml(RunHead head, const TextOptions& options, Sink& sink)
      : options_(options), sink_(sink), data_(std::move(head), options) {
    const bool zh = options.language == dsl::Language::zh;
    sink_.write(fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {}; style-src {}; "
        "base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>",
        zh ? "zh-CN" : "en", policy_source(html_scripts()), policy_source(html_styles()),
        zh ? "核查报告" : "Findings report"));
    sink_.write(html_styles());
    sink_.write(fmt::format("</style>\n</head>\n<body>\n<p id=\"loading\">{}</p>\n",
                            zh ? "正在打开……如果一直停在这里，请用较新的浏览器打开本页（需允许脚本运行；本页不联网）。"
                               : "Opening … If this stays, open the page in a recent browser with scripts allowed; it "
                                 "needs no network."));
  }

  void report(const CheckedReport& report) override {
    const Shown shown = shown_whole();
    open_data(fmt::format("id=\"report-{}\"", reports_++));
    data_.write_report(*json_, report, shown, [this] {
      if (out_.size() > kPiece) flush();
    });
    close_data();
  }

  void finish() override {
    open_data("id=\"run\"");
    data_.write_run(*json_);
    close_data();
    sink_.write("<script>");
    sink_.write(html_scripts());
    sink_.write("</script>\n</body>\n</html>\n");
  }

 private:
  [[nodiscard]] Shown shown_whole() const {
    const std::size_t expected = std::max(options_.expected_reports, reports_ + 1);
    if (expected == 1 || (expected <= kWholeReports && bytes_ < kWholeBytes)) return Shown::whole;
    if (expected <= kQuotedReports) return Shown::quoted;
    return bytes_ <= kBriefBytes * (reports_ + 1) ? Shown::brief : Shown::listed;
  }
  void open_data(std::string_view attribute) {
    sink_.write(fmt::format("<script type=\"application/json\" {}>", attribute));
    json_.emplace(out_, 0);
  }
  void flush() {
    bytes_ += out_.size();
    sink_.write(harmless_in_script(out_));
    out_.clear();
  }
  void close_data() {
    flush();
    json_.reset();
    sink_.write("</script>\n");
  }

  TextOptions options_;
  Sink& sink_;
  HtmlData data_;
  std::string out_;
  std::optional<JsonWriter> json_;
  std::size_t reports_ = 0, bytes_ = 0;
};

}  // namespace

std::unique_ptr<RunWriter> check_html_writer(RunHead head, const TextOptions& options, Sink& sink) {
  return std::make_unique<CheckHtml>(std::move(head), options, sink);
}

}  // namespace hegui::findings
