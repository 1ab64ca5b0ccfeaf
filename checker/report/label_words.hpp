// Does a short passage, a label mostly, begin or end with a word of a list? What a scan of the passage for words would
// say, without making a stream of it. Asked by the passes that look at the facts of a report one by one.
// Afterwards nothing: they only answer.
#pragma once

#include "checker/report/lexicon.hpp"
#include "checker/report/report.hpp"

namespace hegui::report {

bool begins_with(const document::Document& document, const Lexicon::Tables& tables, const Passage& at, Cue cue);
/// It is more than one character.
bool ends_with(const document::Document& document, const Lexicon::Tables& tables, const Passage& at, Cue cue);
/// It is nothing but the word.
bool is_word(const document::Document& document, const Lexicon::Tables& tables, const Passage& at, Cue cue);

}  // namespace hegui::report
