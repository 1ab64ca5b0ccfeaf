// The parts of the identity that have a file of their own: the region, the kind of report.
// Called by the identity pass and, for the kind of report, after the outline is known.
// Afterwards the member of the taxonomy is set, or left invalid where the text gives no ground for one.
#pragma once

#include "checker/report/report.hpp"
#include "checker/report/understand.hpp"

namespace hegui::report {

class BlockStreams;

void find_region(Report& report, const Lexicon& lexicon, BlockChars& chars, BlockStreams& streams);
void find_report_type(Report& report, const Lexicon& lexicon);

}  // namespace hegui::report
