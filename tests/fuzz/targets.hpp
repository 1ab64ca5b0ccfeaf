// The fuzz targets: each takes any bytes, puts them through one stage and stops the program when a promise is broken.
// Called by libFuzzer (driver.cpp) in the fuzzing build, and by the replay test on the kept corpora in every build.
// Afterwards nothing is known but that the stage kept its promises on these bytes.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hegui::fuzz {

/// Never throws; aborts when a promise is broken.
using Run = void (*)(std::string_view input);

struct Target {
  std::string_view name;
  Run run;
};

// One a reader. The packaged formats take their parts as text (see parts.hpp), so that the mutations reach the XML.
void txt(std::string_view input);
void docx(std::string_view input);
void xlsx(std::string_view input);
void odt(std::string_view input);
void ofd(std::string_view input);
void html(std::string_view input);
void mht(std::string_view input);
void pages(std::string_view input);    // what the PDF helper says
void package(std::string_view input);  // the bytes of a zip package of any kind
void archive(std::string_view input);

void grammar(std::string_view input);     // rule text: parsed, checked, told
void formatter(std::string_view input);   // rule text: laid out, twice, there and back
void decoding(std::string_view input);    // bytes to text and places
void numbers(std::string_view input);     // figures of a text
void extraction(std::string_view input);  // a text as a report
void facts(std::string_view input);       // a facts file, checked
void writers(std::string_view input);     // path, line end, report text: every output format
void evaluation(std::string_view input);  // a rule and a report made from the bytes, against a reference

/// Those of this build.
std::span<const Target> targets();

}  // namespace hegui::fuzz
