// Hegui as a library: checks reports of budget units against rulebooks from within another program.
// Made once from rulebooks (slow, tens of milliseconds), then asked for many reports, from as many threads as wanted.
// Afterwards every report has a result: what goes wrong with one is told in it, and never touches the others.
//
// find_package(hegui REQUIRED); target_link_libraries(mine PRIVATE hegui::hegui)
//
// The names in this header are kept: what is added later does not break what was written against it. The JSON texts are
// those of `hegui check --format json` and `hegui facts --format json` (docs/schema).
#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace hegui {
inline namespace v1 {

/// What the caller has to mend: a rulebook with mistakes, an unknown rule, profile or date. what() says all of it, in
/// Options::language.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Language : unsigned char { chinese, english };
enum class Severity : unsigned char { error, warning, note };

struct Options {
  /// Rulebook files and folders (.hegui); what they use is looked for beside them, then among the built-in rules.
  /// Empty: the built-in rules ($HEGUI_RULES, else those installed with the library).
  std::vector<std::string> rulebooks;
  std::vector<std::string> rules;  // ids of the only rules to run; empty: all
  std::string profile;             // a profile (方案) of the rulebooks; empty: what each report calls for
  std::string as_of;               // law and rules in force on this day, 2021-12-31; empty: end of the report's year
  std::string date;                // the day on which waivers are judged; empty: the report's own
  Language language = Language::chinese;  // of Error and Result::error
};

/// A rectangle on a page as shown: hundredths of a point (of a picture: of a pixel) from its top left corner.
struct Box {
  std::size_t page = 0;  // from 1
  long left = 0, top = 0, right = 0, bottom = 0;
};

/// A part of the report that a finding rests on.
struct Evidence {
  std::string quote;                 // characters of the report, unchanged
  std::string sentence;              // what stands around them
  std::string section;               // the headings above, “二、预算执行情况”
  std::size_t line = 0, column = 0;  // from 1, in characters; 0: the place is the whole report
  std::size_t page = 0;              // of a PDF or OFD, from 1; else 0
  std::string cell;                  // of a workbook, “预算表!B7”
  std::vector<Box> boxes;            // of a PDF or OFD: the quote, a box a line
};

struct Finding {
  std::string id;           // stays the same as long as rule, alignment and quoted figures do
  std::string rule, title;  // GJ-10
  std::string rulebook, rulebook_version;
  Severity severity = Severity::error;
  bool waived = false;                      // allowed by a waiver of the rulebooks, not counted
  bool inferred = false;                    // rests on something that the report does not say itself
  std::string message, derivation, advice;  // sentences for people; the arithmetic; what to do
  std::vector<std::string> basis;           // “中华人民共和国预算法 第五十七条”
  std::vector<Evidence> evidence;           // the main passage first
};

struct Result {
  std::string path;               // as given
  std::string error;              // why it could not be read, one line; empty: it was
  std::string error_code;         // missing, encrypted, too_large, …
  std::vector<Finding> findings;  // by place in the report
  std::size_t undetermined = 0;   // places where a rule could not be judged; the JSON says what was missing
  std::string json;               // the report's object of the check schema, on one line
  [[nodiscard]] bool readable() const { return error.empty(); }
};

class Checker {
 public:
  /// Loads the rulebooks. Throws Error.
  explicit Checker(const Options& options = {});
  ~Checker();
  Checker(Checker&&) noexcept;
  Checker& operator=(Checker&&) noexcept;
  Checker(const Checker&) = delete;
  Checker& operator=(const Checker&) = delete;

  /// One file of any format that the command reads. Throws nothing but std::bad_alloc.
  [[nodiscard]] Result check_file(const std::string& path) const;
  /// The bytes of such a file; `name` stands in the result and tells nothing about the format.
  [[nodiscard]] Result check_bytes(std::string bytes, const std::string& name) const;
  /// Every report of a facts file: what facts_of_file() or `hegui facts` wrote, a document or one report a line.
  [[nodiscard]] std::vector<Result> check_facts(const std::string& path) const;
  /// What was understood of a file, as a document of the facts schema.
  [[nodiscard]] std::string facts_of_file(const std::string& path) const;

  /// How many rules are loaded.
  [[nodiscard]] std::size_t rules() const;

 private:
  struct Inside;
  std::unique_ptr<const Inside> inside_;
};

/// “0.1.0”
std::string version();

}  // namespace v1
}  // namespace hegui
