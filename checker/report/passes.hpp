// The passes that fill a Report, in the order in which understand() calls them; one file beside this one for each.
// Called by understand() only; each reads what the passes before it left in the Report, and the taxonomy.
// Afterwards (of each) the part of the Report that it names is complete; no pass changes what an earlier one wrote.
#pragma once

#include <cstdint>

#include "checker/report/report.hpp"
#include "checker/report/understand.hpp"

namespace hegui::report {

class BlockChars;
class BlockStreams;

// ---- structure ---------------------------------------------------------------------------------------------------
void find_identity(Report& report, const Lexicon& lexicon, BlockChars& chars,
                   BlockStreams& streams);  // identity but for the kind of report; title lines
void find_outline(Report& report, const Lexicon& lexicon,
                  BlockChars& chars);                               // sections with levels, parents and block ranges
void assign_section_kinds(Report& report, const Lexicon& lexicon);  // Section::kinds; Identity::type; looks_like_report
void find_sentences(Report& report, BlockChars& chars);             // sentences, cut at 。！？； inside a block
void find_citations(Report& report, const Lexicon& lexicon, BlockChars& chars);
void find_attachments(Report& report, const Lexicon& lexicon, BlockChars& chars);
void find_claims(Report& report, const Lexicon& lexicon, BlockChars& chars);

// ---- figures -----------------------------------------------------------------------------------------------------
void find_facts(Report& report, const Lexicon& lexicon,
                BlockStreams& streams);                        // facts of paragraphs and tables, with aspects; unread
void find_breakdowns(Report& report, const Lexicon& lexicon);  // breakdowns; Fact::of
void find_indicators(Report& report, const Lexicon& lexicon);
void find_changes(Report& report, const Lexicon& lexicon, BlockStreams& streams);
void find_budget_changes(Report& report, const Lexicon& lexicon, BlockStreams& streams);  // called by find_changes
void find_counted_changes(Report& report, const Lexicon& lexicon);                        // called by find_changes
void find_movements(Report& report, const Lexicon& lexicon, BlockStreams& streams);       // called by find_changes
void find_ratios(Report& report, const Lexicon& lexicon, BlockStreams& streams);
void find_unit_costs(Report& report, const Lexicon& lexicon, BlockStreams& streams);  // 单价×数量＝金额, 人均
void find_among(Report& report, const Lexicon& lexicon);                              // called by find_breakdowns
void find_exact_lists(Report& report, const Lexicon& lexicon);                        // called by find_breakdowns
void find_change_parts(Report& report, const Lexicon& lexicon);                       // called by find_changes
void find_share_lists(Report& report, const Lexicon& lexicon);                        // called by find_ratios
void merge_repeats(Report& report, const Lexicon& lexicon);                           // Fact::repeated_at; conflicts
void find_restated(Report& report, const Lexicon& lexicon);  // called by merge_repeats: the same words again
void find_swapped(Report& report, const Lexicon& lexicon);   // called by merge_repeats: digits exchanged
void find_text_facts(Report& report, const Lexicon& lexicon, BlockStreams& streams);  // facts that are words (评价等级)
void derive_facts(Report& report, const Lexicon& lexicon);  // formula facts, after all that are stated

// ---- needs both --------------------------------------------------------------------------------------------------
void find_enumerations(Report& report, const Lexicon& lexicon);  // needs the facts: N个：a、b、c

// ---- helpers of both ---------------------------------------------------------------------------------------------
/// The innermost section (list items included) that holds this block; invalid before the first one.
SectionId section_at(const Report& report, std::uint32_t block);
/// The innermost true heading above this block: like section_at, but skips list items.
SectionId heading_at(const Report& report, std::uint32_t block);
/// The sentence that holds this place, as an index into Report::sentences, or -1 (table cells have none).
std::int64_t sentence_at(const Report& report, std::uint32_t block, std::uint32_t offset);

}  // namespace hegui::report
