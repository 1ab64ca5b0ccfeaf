// The command line: what all commands share, and how mistakes in it are told.
// Made by run() from the arguments; every command file adds its own options to it.
// Afterwards a mistake on the command line has one line that says what is wrong and what was probably meant.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "checker/findings/writers.hpp"

namespace hegui::app {

/// Exit status, fixed: scripts rely on it.
enum Exit : int { kClean = 0, kFindings = 1, kUsage = 2, kUnreadable = 3 };

/// A mistake of the user that ends the command with status 2; carries both wordings.
class UsageError : public std::runtime_error {
 public:
  UsageError(std::string zh, std::string en) : std::runtime_error(en), zh_(std::move(zh)), en_(std::move(en)) {}
  [[nodiscard]] const std::string& in(dsl::Language language) const {
    return language == dsl::Language::zh ? zh_ : en_;
  }

 private:
  std::string zh_, en_;
};

/// What the whole run knows; options write into it while the arguments are read.
struct Context {
  dsl::Language language = dsl::Language::zh;
  std::string lang_option;             // --lang as given; `language` is settled before
  std::string color = "auto";          // --color
  std::vector<std::string> rulebooks;  // -r
  std::function<int()> action;         // set by the command that was chosen
  [[nodiscard]] const char* say(const char* zh, const char* en) const {
    return language == dsl::Language::zh ? zh : en;
  }
};

/// From --lang in the arguments, else LC_ALL, LC_MESSAGES, LANG: Chinese unless another language is named.
dsl::Language language_of(const std::vector<std::string>& arguments);

/// A command below `parent`, with --help, --lang and --color.
CLI::App* add_command(CLI::App& parent, Context& context, const std::string& name, const char* zh, const char* en);
/// -r of the commands that need rulebooks.
void add_rulebook_option(CLI::App& command, Context& context);
/// Sets labels and groups of `--help` in the reader's language; called on the top once.
void prepare_help(CLI::App& app, const Context& context);

/// The nearest of `known`, when it is near enough to be meant; else empty.
std::string nearest(std::string_view word, const std::vector<std::string>& known);
/// “；您是不是要写“X”？” or empty.
std::string hint_zh(std::string_view word, const std::vector<std::string>& known);
std::string hint_en(std::string_view word, const std::vector<std::string>& known);
/// What is wrong with the arguments, in one line.
UsageError explain_parse_error(const CLI::App& app, const CLI::ParseError& error);
/// One of `known`, else a usage error with a hint.
void require_one_of(std::string_view option, std::string_view value, const std::vector<std::string>& known);
/// 2021-12-31; a usage error when it is no date.
std::optional<dsl::CivilDate> parse_date_option(std::string_view option, const std::string& text);
/// Splits at commas and blanks: --rules ZX-01,GJ-10.
std::vector<std::string> split_list(const std::vector<std::string>& texts);

}  // namespace hegui::app
