#include "checker/report/understand.hpp"

#include <utility>

#include "checker/report/block_streams.hpp"
#include "checker/report/characters.hpp"
#include "checker/report/passes.hpp"

namespace hegui::report {

Report understand(document::Document document, const Lexicon& lexicon) {
  Report report;
  report.document = std::move(document);
  BlockStreams streams(report.document, lexicon.tables());
  {
    BlockChars chars(report.document);
    find_identity(report, lexicon, chars, streams);
    find_outline(report, lexicon, chars);
    assign_section_kinds(report, lexicon);
    find_sentences(report, chars);
    find_citations(report, lexicon, chars);
    find_attachments(report, lexicon, chars);
    find_claims(report, lexicon, chars);
  }
  find_facts(report, lexicon, streams);
  find_breakdowns(report, lexicon);
  find_indicators(report, lexicon);
  find_changes(report, lexicon, streams);
  find_ratios(report, lexicon, streams);
  find_unit_costs(report, lexicon, streams);
  merge_repeats(report, lexicon);
  find_text_facts(report, lexicon, streams);
  derive_facts(report, lexicon);
  find_enumerations(report, lexicon);
  return report;
}

}  // namespace hegui::report
