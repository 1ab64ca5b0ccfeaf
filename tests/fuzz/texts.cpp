// The fuzz targets of text: any bytes are decoded or refused, every digit of a text is read or accounted for.
#include <algorithm>

#include "checker/text/decode.hpp"
#include "checker/text/numbers.hpp"
#include "dsl/fold.hpp"
#include "tests/fuzz/promise.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/text/sample_lexicon.hpp"

namespace hegui::fuzz {

void decoding(std::string_view input) {
  const auto result = text::decode(input);
  if (!result.text) {
    promise(!result.error.code.empty() && is_utf8(result.error.zh) && is_utf8(result.error.en), "an error says why");
    return;
  }
  const text::Text& text = *result.text;
  promise(is_utf8(text.original()) && is_utf8(text.normalised()), "decoded text is valid");
  const auto size = static_cast<std::uint32_t>(text.normalised().size());
  std::uint32_t last = 0;
  text::Place before;
  for (std::uint32_t at = 0; at <= size; at += 1 + at / 64) {
    const std::uint32_t original = text.to_original(at);
    promise(last <= original && original <= text.original().size(), "places lead back in order");
    last = original;
    const text::Place place = text.place(at);
    promise(place.line >= before.line && place.byte >= before.byte, "lines and bytes are in order");
    // Converted text, and text with malformed bytes replaced, counts the bytes of what it became.
    const bool as_submitted = result.replaced == 0 &&
                              (text.encoding() == text::Encoding::utf8 || text.encoding() == text::Encoding::utf8_bom);
    promise(!as_submitted || place.byte <= input.size(), "a place is inside the file");
    promise(place.line == text.line(at) && place.column >= 1, "a place is the same however it is asked for");
    before = place;
  }
  last = 0;
  for (const text::Repair& repair : text.repairs()) {
    promise(last <= repair.begin && repair.begin < repair.end && repair.end <= size, "repairs are in order");
    last = repair.end;
  }
}

void numbers(std::string_view input) {
  if (!is_utf8(input)) return;
  const auto decoded = text::Text::from_utf8(std::string(input));
  const std::string_view text = decoded.normalised();
  for (const bool cell : {false, true}) {
    const text::Figures found = text::find_figures(text, text::sample_lexicon(), cell);
    std::uint32_t last = 0;
    for (const text::Figure& figure : found.figures) {
      promise(last <= figure.begin && figure.begin < figure.end && figure.end <= text.size(), "figures are in order");
      promise(figure.hedge_begin <= figure.begin && figure.number_end <= figure.end && figure.end <= figure.tail_end &&
                  figure.tail_end <= text.size(),
              "the parts of a figure are in order");
      const auto& interval = figure.quantity.interval;
      promise(!interval.low || !interval.high || *interval.low <= *interval.high, "an interval is not upside down");
      promise(is_utf8(figure.quantity.text()) && is_utf8(text.substr(figure.begin, figure.end - figure.begin)),
              "a figure is whole characters");
      last = figure.end;
    }
    last = 0;
    for (const text::Skipped& skipped : found.skipped) {
      promise(last <= skipped.begin && skipped.begin < skipped.end && skipped.end <= text.size(),
              "what was skipped is in order");
      last = skipped.end;
    }
    // Every digit is part of a figure, or of something that is said to be none.
    std::vector<bool> told(text.size(), false);
    for (const text::Figure& figure : found.figures)
      std::fill(told.begin() + figure.hedge_begin, told.begin() + figure.tail_end, true);
    for (const text::Skipped& skipped : found.skipped)
      std::fill(told.begin() + skipped.begin, told.begin() + skipped.end, true);
    for (std::size_t at = 0; at < text.size(); ++at)
      promise(told[at] || text[at] < '0' || text[at] > '9', "every digit is accounted for");
  }
}

}  // namespace hegui::fuzz
