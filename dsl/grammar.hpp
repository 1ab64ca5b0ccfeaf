// The grammar of the rule language: rules only. What they build is in parser.cpp, what their failure says in
// errors.hpp. Included by parser.cpp and by the grammar's own test. Afterwards this file is the reference of the
// syntax; docs/ quotes it.
//
// Top down. A file is blanks and items. An item begins with its keyword (规则, 概念 …), goes on with its head (name,
// English name, type) and then clauses, each with its own keyword, in any order; it ends where the next item begins
// (`item_end`). There are no braces, and line ends are blanks like others, except inside quotes and regular
// expressions.
//
// Blanks. Every token eats the blanks and comments behind it (`gap`), so a rule starts at its first character, and what
// is missing can be reported at the end of the token before. Lookahead uses `peek`, which leaves no trace.
//
// Keywords. `word<K>` matches either spelling of the table in keyword.cpp, and only where no name character follows:
// 当期 is a name, not 当 and 期. `key<K>` is the keyword with the blanks behind it.
//
// No way back. After its first token a clause is decided: everything that must follow is named `need_…` (an *error
// point*: it reports and leaves the item when it fails, also inside `opt` or `star`, hence never inside lookahead).
// Alternatives are told apart by their first token, or by a lookahead (`at`) without actions. So actions never fire for
// text that is read again, and parsing is linear.
//
// Precedence. One rule a level, loosest first; each level is the next tighter one followed by `star` of right-hand
// sides, whose actions join left and right: left association without an operator stack. Comparison takes one right-hand
// side at most (a < b < c is refused).
//
// Names. `plain` (in expressions): name characters only, so that `名（` is a call and 组.总数 a field. `term`
// (declarations, lists, queries): may hold - + / · inside, 《…》, 〔…〕, “…” glued to it, and a glued bracket group,
// unless all of that is ASCII: then it is the English name. `id`: name characters with . and - inside.
//
// Quotes. “…” nest and end on their line; "…" do not nest. In a `template` `{expression}` is interpolated; a `text` is
// plain; a `raw` text (句式) is kept as written.
#pragma once

#include "dsl/grammar_tokens.hpp"

namespace hegui::dsl::grammar {

// clang-format off
// ---- queries: [决算 属于 三公经费 上年] ---------------------------------------------------------------------------------------
struct query_open     : seq<square_open, gap> {};
struct query_name     : seq<term, gap> {};
struct need_query_name: seq<query_name> {};
struct within_term    : seq<key<Keyword::within>, need_query_name> {};
struct parts_before   : seq<key<Keyword::parts>, key<Keyword::of>, need_query_name> {};     // parts of sangong
struct need_parts     : seq<key<Keyword::parts>> {};
struct parts_behind   : seq<key<Keyword::of>, need_parts> {};                               // 三公经费 的 分项
struct equals_in_query: seq<equals_mark, gap> {};
struct binding_value  : seq<term, gap> {};
struct need_binding   : seq<binding_value> {};
struct binding        : seq<equals_in_query, need_binding> {};
struct word_term      : seq<query_name, opt<sor<parts_behind, binding>>> {};
struct query_term     : sor<within_term, seq<at<word<Keyword::parts>, peek, word<Keyword::of>>, parts_before>, word_term> {};
struct need_term      : seq<query_term> {};
struct need_query_end : seq<square_close, gap> {};
struct query          : seq<query_open, need_term, star<query_term>, need_query_end> {};
struct term_list      : seq<need_term, star<comma, need_term>> {};                          // 蕴含 阶段=决算、方向=支出

// ---- expressions, loosest first ----------------------------------------------------------------------------------------------
struct op_equal         : sor<HEGUI_S("=="), seq<sor<one<'='>, HEGUI_S("＝")>, not_at<sor<one<'>', '<', '='>, HEGUI_S("＞"), HEGUI_S("＜"), HEGUI_S("＝")>>>> {};
struct op_not_equal     : sor<HEGUI_S("≠"), HEGUI_S("!="), HEGUI_S("！＝")> {};
struct op_less_equal    : sor<HEGUI_S("≤"), HEGUI_S("<="), HEGUI_S("＜＝"), HEGUI_S("≦"), HEGUI_S("⩽")> {};
struct op_greater_equal : sor<HEGUI_S("≥"), HEGUI_S(">="), HEGUI_S("＞＝"), HEGUI_S("≧"), HEGUI_S("⩾")> {};
struct op_less          : seq<sor<one<'<'>, HEGUI_S("＜")>, not_at<one<'>', '-'>>> {};
struct op_greater       : sor<one<'>'>, HEGUI_S("＞")> {};
struct op_approx        : sor<HEGUI_S("≈"), HEGUI_S("~="), HEGUI_S("≒")> {};
struct op_contains      : seq<word<Keyword::contains>> {};
// At the beginning of a line 属于 is the clause of a concept or section, not the operator of the formula above it.
struct op_within        : seq<at<word<Keyword::within>>, not_at<line_keyword>, word<Keyword::within>> {};
struct op_matches       : seq<word<Keyword::matches>> {};
struct op_add           : sor<one<'+'>, HEGUI_S("＋")> {};
struct op_subtract      : seq<minus_mark> {};
struct op_multiply      : sor<HEGUI_S("×"), one<'*'>, HEGUI_S("＊")> {};
struct op_divide        : sor<HEGUI_S("÷"), one<'/'>, HEGUI_S("／")> {};
struct op_or_else       : seq<word<Keyword::or_else>> {};
// `or report` is 缺则报 only at the end of a requirement: in `… or report.type within x` the report is meant.
struct report_goes_on   : seq<peek, sor<one<'.'>, HEGUI_S("．"), word<Keyword::contains>, word<Keyword::matches>, word<Keyword::within>>> {};
struct or_report        : seq<word<Keyword::or_report>, not_at<report_goes_on>> {};
struct op_or            : seq<not_at<sor<word<Keyword::or_else>, or_report>>, word<Keyword::or_>> {};
struct op_and           : seq<word<Keyword::and_>> {};
struct comparison_op    : sor<op_equal, op_not_equal, op_less_equal, op_greater_equal, op_approx, op_less, op_greater, op_contains, op_within> {};

struct condition;  struct logical_not;  struct comparison;  struct fallback;  struct sum;  struct product;  struct prefixed;  struct postfix;
struct need_condition : seq<expression> {};                              // a whole condition must follow
struct need_value     : seq<expression> {};                              // a whole expression must follow

struct need_then      : seq<key<Keyword::then>> {};
struct need_else      : seq<key<Keyword::else_>> {};
struct if_then        : seq<key<Keyword::if_>, need_condition, need_then, need_value, need_else, need_value> {};
struct expression     : sor<if_then, condition> {};

struct conjunction;
struct need_or_rhs    : seq<conjunction> {};
struct or_rhs         : seq<op_or, gap, need_or_rhs> {};
struct condition      : seq<conjunction, star<or_rhs>> {};
struct need_and_rhs   : seq<logical_not> {};
struct and_rhs        : seq<op_and, gap, need_and_rhs> {};
struct conjunction    : seq<logical_not, star<and_rhs>> {};
struct need_not_rhs   : seq<logical_not> {};
struct not_prefix     : seq<key<Keyword::not_>, need_not_rhs> {};
struct logical_not    : sor<not_prefix, comparison> {};
struct need_cmp_rhs   : seq<fallback> {};
struct need_match_rhs : sor<regex, fallback> {};
struct rounding       : seq<key<Keyword::rounding>> {};
struct tolerance_value: seq<sum> {};
struct need_tolerance : sor<rounding, tolerance_value> {};
struct tolerance      : seq<key<Keyword::tolerance>, need_tolerance> {};
struct comparison_rhs : seq<comparison_op, gap, need_cmp_rhs> {};
struct match_rhs      : seq<op_matches, gap, need_match_rhs> {};
struct comparison     : seq<fallback, opt<sor<seq<comparison_rhs, opt<tolerance>>, match_rhs>>> {};
struct need_else_rhs  : seq<sum> {};
struct fallback_rhs   : seq<op_or_else, gap, need_else_rhs> {};
struct fallback       : seq<sum, star<fallback_rhs>> {};
struct need_sum_rhs   : seq<product> {};
struct add_rhs        : seq<op_add, gap, need_sum_rhs> {};
struct subtract_rhs   : seq<op_subtract, gap, need_sum_rhs> {};
struct sum            : seq<product, star<sor<add_rhs, subtract_rhs>>> {};
struct need_factor    : seq<prefixed> {};
struct multiply_rhs   : seq<op_multiply, gap, need_factor> {};
struct divide_rhs     : seq<op_divide, gap, need_factor> {};
struct product        : seq<prefixed, star<sor<multiply_rhs, divide_rhs>>> {};
struct need_prefixed  : seq<prefixed> {};
struct minus_prefix   : seq<minus_mark, gap, need_prefixed> {};
struct has_prefix     : seq<key<Keyword::has>, need_prefixed> {};
struct need_default   : seq<prefixed> {};
struct default_suffix : seq<key<Keyword::as>, need_default> {};
struct lacks_alone    : success {};
struct lacks_prefix   : seq<key<Keyword::lacks>, need_prefixed, sor<default_suffix, lacks_alone>> {};
struct prefixed       : sor<minus_prefix, has_prefix, lacks_prefix, postfix> {};

struct field_name     : seq<plus<name_char>, gap> {};
struct need_field     : seq<field_name> {};
struct dot            : seq<sor<one<'.'>, HEGUI_S("．")>, gap> {};
struct field          : seq<dot, need_field> {};
struct primary;
struct postfix        : seq<primary, star<field>> {};

struct argument       : seq<expression> {};
struct need_argument  : seq<expression> {};
struct argument_list  : seq<argument, star<comma, need_argument>> {};
struct need_arguments : seq<argument_list> {};
struct call_open      : seq<paren_open, gap> {};
struct call           : seq<call_open, opt<argument_list>, need_close> {};
struct aggregate      : seq<at<square_open>, query> {};                  // 合计 [三公经费 的 分项]
struct call_gap       : star<inline_blank> {};                            // a call's bracket stands on the same line
struct reference_name : seq<plain> {};
struct plain_reference: seq<gap> {};
struct reference      : seq<reference_name, call_gap, sor<call, aggregate, plain_reference>> {};
struct list_open      : seq<paren_open, gap> {};
struct need_open      : seq<list_open> {};
struct any_of         : seq<word<Keyword::any_of>, call_gap, need_open, need_arguments, need_close> {};
struct all_of         : seq<word<Keyword::all_of>, call_gap, need_open, need_arguments, need_close> {};
struct section_open   : seq<paren_open, gap> {};
struct section_ref    : seq<at<word<Keyword::section>, inline_gap, paren_open>, word<Keyword::section>, call_gap, section_open, words, need_close> {};
struct list_name      : seq<plain, gap> {};
struct need_list_name : seq<list_name> {};
struct word_list      : seq<key<Keyword::word_list>, need_list_name> {};
struct bound_name     : seq<plain, gap> {};
struct need_bound     : seq<bound_name> {};
struct need_in        : seq<key<Keyword::in>> {};
struct need_list      : seq<fallback> {};
struct every          : seq<key<Keyword::every>, need_bound, need_in, need_list, need_colon, need_condition> {};
struct some           : seq<key<Keyword::some>, need_bound, need_in, need_list, need_colon, need_condition> {};
struct near_sentence  : seq<word<Keyword::sentence>> {};
struct near_paragraph : seq<word<Keyword::paragraph>> {};
struct near_section   : seq<word<Keyword::section_scope>> {};
struct near_chapter   : seq<word<Keyword::chapter_scope>> {};
struct need_scope     : seq<sor<near_sentence, near_paragraph, near_section, near_chapter>, gap> {};
struct need_near_in   : seq<key<Keyword::near_in>> {};
struct need_has       : seq<key<Keyword::has>> {};
struct anchor         : seq<postfix> {};
struct need_anchor    : seq<anchor> {};
struct need_sought    : sor<regex, postfix> {};
struct near           : seq<key<Keyword::near>, need_anchor, need_near_in, need_scope, opt<key<Keyword::inside>>, need_has, need_sought> {};
struct true_value     : seq<key<Keyword::true_>> {};
struct false_value    : seq<key<Keyword::false_>> {};
struct date_literal   : seq<date> {};
struct text_literal   : seq<template_> {};
struct query_literal  : seq<query> {};
struct inner_open     : seq<paren_open, gap> {};
struct parenthesised  : seq<inner_open, need_value, need_close> {};
struct primary        : sor<date_literal, number, query_literal, parenthesised, text_literal, true_value, false_value, any_of, all_of,
                            section_ref, seq<at<word<Keyword::word_list>, plus<inline_blank>, plain>, word_list>, every, some, near, reference> {};

// ---- clauses of rules ------------------------------------------------------------------------------------------------------
struct level_error    : seq<word<Keyword::error>> {};
struct level_warning  : seq<word<Keyword::warning>> {};
struct level_note     : seq<word<Keyword::note>> {};
struct need_level     : sor<level_error, level_warning, level_note> {};
struct grade_when     : seq<word<Keyword::when>, gap, need_condition> {};  // on the same line: a 当 below is a clause of the rule
struct grade          : seq<opt<key<Keyword::else_>>, need_level, sor<seq<plus<inline_blank>, grade_when>, gap>> {};
struct severity       : seq<key<Keyword::severity>, grade, star<comma, grade>> {};

struct basis_word     : seq<doc_number_ref> {};
struct need_basis     : seq<basis_word> {};
struct basis_head     : seq<word<Keyword::basis>, peek, term, peek, sor<ascii_group, word<Keyword::title>, word<Keyword::doc_number>>> {};
struct basis_clause   : seq<not_at<basis_head>, key<Keyword::basis>, need_basis, star<comma, need_basis>> {};
struct tags           : seq<key<Keyword::tags>, words> {};
struct from           : seq<key<Keyword::from>, need_date> {};
struct until_         : seq<key<Keyword::until>, need_date> {};
struct applies        : seq<key<Keyword::applies>, need_condition> {};
struct for_each       : seq<key<Keyword::for_each>, need_bound, need_in, need_value> {};
struct let            : seq<key<Keyword::let>, need_bound, need_equals, need_value> {};
struct when           : seq<key<Keyword::when>, need_condition> {};
struct label_name     : seq<plus<name_char>, gap> {};
struct label          : seq<at<plus<name_char>, peek, colon_mark>, label_name, colon> {};
struct exception      : seq<key<Keyword::except>, need_condition> {};
struct unless         : seq<key<Keyword::unless>, opt<label>, need_condition, opt<exception>> {};
struct report_missing : seq<or_report, gap> {};
struct require        : seq<key<Keyword::require>, need_condition, opt<report_missing>> {};
struct forbid         : seq<key<Keyword::forbid>, need_condition, opt<report_missing>> {};
struct message        : seq<key<Keyword::message>, need_template> {};
struct advice         : seq<key<Keyword::advice>, need_template> {};
struct replaces       : seq<key<Keyword::replaces>, ids> {};
struct refines        : seq<key<Keyword::refines>, ids> {};
struct gather_word    : sor<word<Keyword::whole_report>, word<Keyword::same_value>, word<Keyword::chapter>> {};
struct need_gather    : seq<gather_word, gap> {};
struct gather         : seq<key<Keyword::gather>, need_gather> {};
struct evidence_start : seq<key<Keyword::evidence>> {};
struct evidence       : seq<evidence_start, need_arguments> {};
struct rule_clause    : sor<severity, basis_clause, tags, from, until_, applies, for_each, let, when, unless, require, forbid, message,
                            advice, replaces, refines, gather, evidence> {};

// ---- items -------------------------------------------------------------------------------------------------------------------
struct item_word      : sor<word<Keyword::rulebook>, word<Keyword::basis>, word<Keyword::param>, word<Keyword::words>, word<Keyword::aspect>,
                            word<Keyword::concept_>, word<Keyword::section>, word<Keyword::phrase>, word<Keyword::define>, word<Keyword::rule>,
                            word<Keyword::profile>, word<Keyword::override_>, word<Keyword::disable>, word<Keyword::waive>, word<Keyword::test>> {};
struct item_end       : sor<eof, at<item_word>> {};
struct need_end       : seq<item_end> {};

struct version_word   : seq<plus<digit>, star<one<'.'>, plus<digit>>, opt<one<'-'>, plus<alnum>>> {};
struct version        : seq<version_word, gap> {};
struct need_version   : seq<version> {};
struct book_title_    : seq<key<Keyword::title>, need_title> {};
struct book_version   : seq<key<Keyword::version>, need_version> {};
struct use            : seq<key<Keyword::use>, need_id, opt<version>> {};
struct book_applies   : seq<key<Keyword::applies>, need_condition> {};
struct change         : seq<key<Keyword::change>, need_version, need_text> {};
struct rulebook       : seq<key<Keyword::rulebook>, need_item_id, star<sor<book_title_, book_version, use, book_applies, change>>, need_end> {};

struct basis_title    : seq<key<Keyword::title>, need_title> {};
struct basis_number   : seq<key<Keyword::doc_number>, need_doc_number> {};
struct article        : seq<key<Keyword::article>, words> {};
struct basis_from     : seq<key<Keyword::from>, need_date> {};
struct basis_until    : seq<key<Keyword::until>, need_date> {};
struct checked        : seq<key<Keyword::checked>, need_text> {};
struct replaced_by    : seq<key<Keyword::replaced_by>, need_word> {};
struct basis          : seq<key<Keyword::basis>, decl, star<sor<basis_title, basis_number, article, basis_from, basis_until, checked, replaced_by>>, need_end> {};

struct param_value    : seq<need_equals, need_value> {};
struct note           : seq<text> {};
struct param          : seq<key<Keyword::param>, decl, param_value, opt<note>, need_end> {};

struct words_item     : seq<key<Keyword::words>, decl, words, need_end> {};

struct member_also    : seq<key<Keyword::also>, words> {};
struct member_parts   : seq<key<Keyword::parts>, words> {};
struct means_word     : seq<key<Keyword::or_else>, need_word> {};
struct member_means   : seq<key<Keyword::means>, need_word, star<means_word>> {};
struct member_implies : seq<key<Keyword::implies>, term_list> {};
struct member_name    : seq<term, gap> {};
struct need_member    : seq<member_name> {};
struct member_head    : seq<key<Keyword::member>, need_member, opt<english>> {};
struct member         : seq<member_head, star<sor<member_also, member_parts, member_means, member_implies>>> {};
struct default_member : seq<key<Keyword::default_>, need_word> {};
struct aspect_head    : seq<key<Keyword::aspect>, decl> {};
struct aspect         : seq<aspect_head, star<sor<default_member, member>>, need_end> {};

struct type_name      : seq<not_at<line_keyword>, plus<name_char>, gap> {};
struct need_type      : seq<type_name> {};
struct type_nouns     : seq<open, words, need_close> {};
struct concept_type   : seq<need_colon, need_type, opt<type_nouns>> {};
struct concept_also   : seq<key<Keyword::also>, words> {};
struct formula        : seq<key<Keyword::formula>, need_value> {};
struct values         : seq<key<Keyword::values>, words> {};
struct implies        : seq<key<Keyword::implies>, term_list> {};
struct under          : seq<key<Keyword::under>, need_word> {};
struct concept_       : seq<key<Keyword::concept_>, decl, concept_type, star<sor<concept_also, formula, values, implies, under>>, need_end> {};

struct section_also   : seq<key<Keyword::also>, words> {};
struct section_under  : seq<key<Keyword::under>, need_word> {};
struct section_item   : seq<key<Keyword::section>, decl, star<sor<section_also, section_under>>, need_end> {};

struct pattern        : seq<key<Keyword::pattern>, need_raw> {};
struct yields         : seq<key<Keyword::yields>, need_word> {};
struct phrase_implies : seq<key<Keyword::implies>, term_list> {};
struct phrase         : seq<key<Keyword::phrase>, decl, star<sor<pattern, yields, phrase_implies>>, need_end> {};

struct function_name  : seq<plain, gap> {};
struct need_function  : seq<function_name> {};
struct parameter_name : seq<plain, gap> {};
struct need_parameter : seq<parameter_name> {};
struct parameter      : seq<need_parameter, need_colon, need_type, opt<type_nouns>> {};
struct function_start : seq<paren_open, gap> {};
struct need_function_open : seq<function_start> {};
struct result_type    : seq<need_colon, need_type, opt<type_nouns>> {};
struct function_body  : seq<need_equals, need_value> {};
struct define         : seq<key<Keyword::define>, need_function, opt<at<ascii_group, peek, paren_open>, english>, need_function_open,
                            parameter, star<comma, parameter>, need_close, result_type, function_body, need_end> {};

struct rule_title     : seq<text> {};
struct rule_item      : seq<key<Keyword::rule>, need_item_id, opt<rule_title>, star<rule_clause>, need_end> {};

// A 参数 line is a setting of the item above it, unless it has an English name or a note: then it declares.
struct quoted         : sor<quote_nested, ascii_quoted> {};
struct param_note     : seq<equals_mark, inline_gap, opt<quoted>, star<not_at<sor<quoted, eolf, one<'#'>>>, any>, quoted> {};
struct param_line     : seq<word<Keyword::param>, peek, term, peek, sor<ascii_group, param_note>> {};
struct setting_name   : seq<term, gap> {};
struct need_setting   : seq<setting_name> {};
struct setting        : seq<not_at<param_line>, key<Keyword::param>, need_setting, need_equals, need_value> {};
struct profile_applies: seq<key<Keyword::applies>, need_condition> {};
// So is a 停用 line with a reason: behind a profile it switches the rule off everywhere.
struct disable_line   : seq<word<Keyword::disable>, peek, id, peek, quoted> {};
struct profile_disable: seq<not_at<disable_line>, key<Keyword::disable>, ids> {};
struct profile        : seq<key<Keyword::profile>, decl, star<sor<profile_applies, setting, profile_disable>>, need_end> {};

struct override_item  : seq<key<Keyword::override_>, need_item_id, star<sor<setting, rule_clause>>, need_end> {};
struct disable_reason : seq<text> {};
struct disable_item   : seq<key<Keyword::disable>, need_item_id, opt<disable_reason>, need_end> {};

struct waiver_unit    : seq<key<Keyword::unit>, need_text> {};
struct waiver_year    : seq<key<Keyword::year>, need_value> {};
struct waiver_reason  : seq<key<Keyword::reason>, need_text> {};
struct waiver_by      : seq<key<Keyword::authority>, need_text> {};
struct waiver_to      : seq<key<Keyword::to>, need_date> {};
struct waive          : seq<key<Keyword::waive>, need_item_id, star<sor<waiver_unit, waiver_year, waiver_reason, waiver_by, waiver_to>>, need_end> {};

// 报告 """ … """: the closing mark stands first on its line (or on the line of the opening one). A line 报告 """ inside
// means that the block above was never closed: reading stops there.
struct block_mark     : HEGUI_S("\"\"\"") {};
struct block_again    : seq<one<'\n'>, inline_gap, word<Keyword::report>, inline_gap, block_mark> {};
struct block_body     : star<not_at<block_mark>, not_at<block_again>, any> {};
struct block_text     : seq<block_body> {};
struct block_open     : seq<block_mark> {};
struct need_block_end : seq<block_mark, gap> {};
struct need_block     : seq<block_open> {};
struct report_clause  : seq<key<Keyword::report>, need_block, block_text, need_block_end> {};
struct at_text        : seq<key<Keyword::at>, need_text> {};
struct need_contains  : seq<key<Keyword::contains>> {};
struct message_text   : seq<key<Keyword::message>, need_contains, need_text> {};
struct expected_level : seq<key<Keyword::severity>, need_level, gap> {};
struct fires          : seq<key<Keyword::expect>, ids, star<sor<at_text, message_text, expected_level>>> {};
struct silent         : seq<key<Keyword::silent>, ids> {};
struct passes         : seq<key<Keyword::passes>, ids> {};
struct undetermined   : seq<key<Keyword::undetermined>, ids> {};
struct skips          : seq<key<Keyword::skips>, ids> {};
struct fact           : seq<key<Keyword::fact>, need_condition> {};
struct test_title     : seq<text> {};
struct need_test_title: seq<test_title> {};
struct test           : seq<key<Keyword::test>, need_test_title, star<sor<report_clause, fires, silent, passes, undetermined, skips, fact, setting>>, need_end> {};

// ---- the file ------------------------------------------------------------------------------------------------------------------
struct item           : sor<rulebook, basis, param, words_item, aspect, concept_, section_item, phrase, define, rule_item, profile, override_item,
                            disable_item, waive, test> {};
struct need_item      : seq<item> {};

// After an error: on to the next line that begins an item. Words that are also clauses, and items that are often indented
// clauses of another item, count only at the very beginning of a line, or when they look like a declaration.
struct strong_item    : seq<sor<word<Keyword::rulebook>, word<Keyword::words>, word<Keyword::aspect>, word<Keyword::concept_>,
                                word<Keyword::phrase>, word<Keyword::define>, word<Keyword::rule>, word<Keyword::profile>,
                                word<Keyword::override_>, word<Keyword::waive>, word<Keyword::test>, basis_head, param_line>> {};
struct weak_item      : seq<sor<word<Keyword::basis>, word<Keyword::param>, word<Keyword::disable>, word<Keyword::section>>, plus<inline_blank>> {};
struct next_item      : seq<one<'\n'>, sor<weak_item, seq<inline_gap, strong_item>>> {};
struct skip_block     : seq<block_mark, block_body, block_mark> {};
struct skipped        : seq<any, star<not_at<next_item>, sor<skip_block, any>>> {};

// A broken item is left out: `whole` never fails, because syntax_error is caught and the rest skipped.
struct recovered      : seq<skipped, gap> {};
struct whole          : sor<try_catch_type<SyntaxError, need_item>, recovered> {};
struct file           : seq<gap, until<eof, whole>> {};
// clang-format on
#undef HEGUI_S

}  // namespace hegui::dsl::grammar
