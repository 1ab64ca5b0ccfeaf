// The smallest rules of the grammar: blanks, punctuation, names, quotes, literals. See grammar.hpp for the essay.
// Included by grammar.hpp only.
// Afterwards half-width and full-width signs are told apart nowhere else.
#pragma once

#include <tao/pegtl.hpp>

#include "dsl/builder.hpp"
#include "dsl/keyword.hpp"
#include "dsl/quantity.hpp"

namespace hegui::dsl::grammar {

using namespace tao::pegtl;  // NOLINT(google-build-using-namespace): the rules read as a grammar

// ---- matchers that ask the tables -----------------------------------------------------------------------------------
template <class Input>
std::string_view rest(const Input& in) {
  return {in.current(), in.size(0)};
}
template <Keyword K>
struct word {
  using rule_t = word;
  using subs_t = type_list<>;
  template <class Input>
  static bool match(Input& in) {
    const std::size_t length = match_keyword(rest(in), K);
    in.bump(length);
    return length != 0;
  }
};
struct name_char {
  using rule_t = name_char;
  using subs_t = type_list<>;
  template <class Input>
  static bool match(Input& in) {
    const std::size_t length = name_character(rest(in));
    in.bump(length);
    return length != 0;
  }
};
/// A whole run of name characters that is a reserved keyword: no name in an expression.
struct reserved {
  using rule_t = reserved;
  using subs_t = type_list<>;
  template <class Input>
  static bool match(Input& in) {
    const std::size_t length = name_run(rest(in));
    if (length == 0 || length > 32 || !is_reserved(rest(in).substr(0, length))) return false;
    in.bump(length);
    return true;
  }
};
/// A run of name characters that is exactly a unit: `95.2 分`, `80 pct`.
struct known_unit {
  using rule_t = known_unit;
  using subs_t = type_list<>;
  template <class Input>
  static bool match(Input& in) {
    const std::size_t length = name_run(rest(in));
    if (length == 0 || length > 32 || find_unit(rest(in).substr(0, length)) == nullptr) return false;
    in.bump(length);
    return true;
  }
};

/// The keyword of a clause or item at the beginning of a line, with something behind it. After a separator at the end
/// of a line such a line is the next clause, not the next word (a word is followed by a separator or the end of its
/// line).
struct line_keyword {
  using rule_t = line_keyword;
  using subs_t = type_list<>;
  template <class Input>
  static bool match(Input& in) {
    return begins_clause({in.begin(), in.size(0) + static_cast<std::size_t>(in.current() - in.begin())},
                         static_cast<std::size_t>(in.current() - in.begin()));
  }
};

// clang-format off
// ---- blanks ---------------------------------------------------------------------------------------------------------
#define HEGUI_S(text) TAO_PEGTL_STRING(text)
struct inline_blank : sor<one<' ', '\t'>, HEGUI_S("　"), HEGUI_S("\u00A0")> {};
struct blank        : sor<one<'\n', '\r', '\f', '\v'>, inline_blank> {};
struct comment      : seq<sor<one<'#'>, HEGUI_S("＃")>, star<not_one<'\n'>>> {};
struct gap          : star<sor<blank, comment>> {};
struct peek         : star<sor<blank, seq<sor<one<'#'>, HEGUI_S("＃")>, star<not_one<'\n'>>>>> {};
struct inline_gap   : star<inline_blank> {};

template <Keyword K> struct key : seq<word<K>, gap> {};

// ---- punctuation, half and full width ---------------------------------------------------------------------------------
struct paren_open     : sor<one<'('>, HEGUI_S("（")> {};
struct paren_close    : sor<one<')'>, HEGUI_S("）")> {};
struct square_open    : sor<one<'['>, HEGUI_S("［")> {};
struct square_close   : sor<one<']'>, HEGUI_S("］")> {};
struct colon_mark     : sor<one<':'>, HEGUI_S("：")> {};
struct comma_mark     : sor<HEGUI_S("、"), one<','>, HEGUI_S("，")> {};
struct equals_mark    : seq<sor<one<'='>, HEGUI_S("＝")>, not_at<sor<one<'=', '>', '<', '~'>, HEGUI_S("＝"), HEGUI_S("＞"), HEGUI_S("＜")>>> {};
struct minus_mark     : sor<one<'-'>, HEGUI_S("－"), HEGUI_S("−")> {};

struct colon          : seq<colon_mark, gap> {};
struct comma          : seq<comma_mark, gap> {};
struct need_colon     : seq<colon> {};
struct need_equals    : seq<equals_mark, gap> {};
struct open           : seq<paren_open, gap> {};
struct need_close     : seq<paren_close, gap> {};

// ---- names ------------------------------------------------------------------------------------------------------------
using line_end         = sor<one<'\r', '\f', '\v'>, eolf>;  // a name stands on one line, whatever ends it
struct ascii_group    : seq<paren_open, inline_gap, alpha, star<sor<alnum, one<'_', '-', '/', '.', ' '>>>, paren_close> {};
struct group_char     : seq<not_at<sor<paren_open, paren_close, line_end>>, any> {};
struct han_group      : seq<not_at<ascii_group>, paren_open, plus<group_char>, paren_close> {};
struct quote_nested   : seq<HEGUI_S("“"), star<sor<quote_nested, seq<not_at<sor<HEGUI_S("“"), HEGUI_S("”"), line_end>>, any>>>, HEGUI_S("”")> {};
struct title_group    : sor<seq<HEGUI_S("《"), plus<seq<not_at<sor<HEGUI_S("《"), HEGUI_S("》"), line_end>>, any>>, HEGUI_S("》")>,
                            seq<HEGUI_S("〔"), plus<seq<not_at<sor<HEGUI_S("〔"), HEGUI_S("〕"), line_end>>, any>>, HEGUI_S("〕")>> {};
struct term_joint     : sor<one<'-', '+', '/', '.', '%'>, HEGUI_S("％"), HEGUI_S("·"), HEGUI_S("－"), HEGUI_S("＋"), HEGUI_S("／"), HEGUI_S("—"), HEGUI_S("＿")> {};
struct term_piece     : sor<name_char, title_group, quote_nested> {};
struct term_chars     : seq<term_piece, star<sor<term_piece, han_group, seq<plus<term_joint>, at<term_piece>>>>> {};
struct ascii_quoted   : seq<one<'"'>, plus<seq<not_at<sor<one<'"'>, line_end>>, any>>, one<'"'>> {};
struct term           : sor<ascii_quoted, term_chars> {};
struct plain          : seq<not_at<reserved>, plus<name_char>> {};
struct id_joint       : sor<one<'-', '.'>, HEGUI_S("－"), HEGUI_S("．")> {};
struct id             : seq<plus<name_char>, star<plus<id_joint>, plus<name_char>>> {};

struct english_open   : seq<paren_open, inline_gap> {};
struct english_word   : seq<alpha, star<sor<alnum, one<'_', '-', '/', '.', ' '>>>> {};
struct english        : seq<at<ascii_group>, english_open, english_word, paren_close, gap> {};

struct decl_name      : seq<not_at<line_keyword>, term, gap> {};                              // the name that an item declares
struct need_decl_name : seq<decl_name> {};
struct decl           : seq<need_decl_name, opt<english>> {};
struct item_id        : seq<id, gap> {};
struct need_item_id   : seq<item_id> {};

struct list_word      : seq<not_at<line_keyword>, term, gap> {};                              // 又称 a、b
struct need_word      : seq<list_word> {};
struct words          : seq<need_word, star<comma, need_word>> {};
struct list_id        : seq<not_at<line_keyword>, id, gap> {};
struct need_id        : seq<list_id> {};
struct ids            : seq<need_id, star<comma, need_id>> {};
struct number_chunk   : plus<sor<term_piece, term_joint, han_group, seq<square_open, plus<digit>, square_close>>> {};
struct number_stop    : sor<word<Keyword::for_each>, word<Keyword::title>, word<Keyword::article>, word<Keyword::checked>, word<Keyword::replaced_by>, reserved> {};
struct doc_number_ref : seq<sor<ascii_quoted, number_chunk>, star<plus<inline_blank>, not_at<number_stop>, number_chunk>, gap> {};   // GB/T 9704-2012
struct need_doc_number: seq<doc_number_ref> {};

// ---- quotes -------------------------------------------------------------------------------------------------------------
struct escape         : seq<one<'\\'>, not_at<eolf>, any> {};
struct zh_quote       : HEGUI_S("“") {};
struct zh_quote_end   : HEGUI_S("”") {};
struct en_quote       : seq<one<'"'>, not_at<HEGUI_S("\"\"")>> {};
struct need_zh_end    : seq<zh_quote_end> {};
struct need_en_end    : one<'"'> {};

struct zh_other       : seq<not_at<sor<zh_quote, zh_quote_end, one<'\\'>, eolf>>, any> {};
struct en_other       : seq<not_at<sor<one<'"', '\\'>, eolf>>, any> {};
struct zh_inner       : star<sor<zh_other, escape, seq<zh_quote, zh_inner, zh_quote_end>>> {};
struct en_inner       : star<sor<en_other, escape>> {};
struct text_body      : seq<zh_inner> {};
struct en_text_body   : seq<en_inner> {};
struct text_open      : seq<zh_quote> {};
struct en_text_open   : seq<en_quote> {};
struct text           : seq<sor<seq<text_open, text_body, need_zh_end>, seq<en_text_open, en_text_body, need_en_end>>, gap> {};
struct need_text      : seq<text> {};
struct book_title     : seq<title_group, star<han_group>, gap> {};                    // 《…》（2025年修订）
struct need_title     : sor<book_title, text> {};
struct raw_body       : seq<zh_inner> {};
struct en_raw_body    : seq<en_inner> {};
struct raw            : seq<sor<seq<text_open, raw_body, need_zh_end>, seq<en_text_open, en_raw_body, need_en_end>>, gap> {};
struct need_raw       : seq<raw> {};

struct expression;
struct brace_open     : sor<one<'{'>, HEGUI_S("｛")> {};
struct brace_close    : sor<one<'}'>, HEGUI_S("｝")> {};
struct hole_open      : seq<brace_open, gap> {};
struct hole_value     : seq<expression> {};
struct need_hole_value: seq<hole_value> {};
struct need_hole_close: seq<brace_close> {};
struct hole           : seq<hole_open, need_hole_value, need_hole_close> {};
struct zh_run         : plus<sor<seq<not_at<brace_open>, zh_other>, escape>> {};
struct en_run         : plus<sor<seq<not_at<brace_open>, en_other>, escape>> {};
struct nested_open    : seq<zh_quote> {};
struct nested_close   : seq<zh_quote_end> {};
struct need_nested_end: seq<nested_close> {};
struct zh_parts;
struct nested         : seq<nested_open, zh_parts, need_nested_end> {};
struct zh_parts       : star<sor<zh_run, hole, nested>> {};
struct en_parts       : star<sor<en_run, hole>> {};
struct template_open    : seq<zh_quote> {};
struct en_template_open : seq<en_quote> {};
struct template_      : seq<sor<seq<template_open, zh_parts, need_zh_end>, seq<en_template_open, en_parts, need_en_end>>, gap> {};
struct need_template  : seq<template_> {};

// ---- literals -------------------------------------------------------------------------------------------------------------
struct wide_digit     : sor<HEGUI_S("０"), HEGUI_S("１"), HEGUI_S("２"), HEGUI_S("３"), HEGUI_S("４"), HEGUI_S("５"), HEGUI_S("６"), HEGUI_S("７"), HEGUI_S("８"), HEGUI_S("９")> {};
struct any_digit      : sor<digit, wide_digit> {};
struct thousands      : seq<one<','>, any_digit, any_digit, any_digit, not_at<any_digit>> {};
struct decimals       : seq<sor<one<'.'>, HEGUI_S("．")>, plus<any_digit>> {};
struct grouped        : seq<any_digit, opt<any_digit>, opt<any_digit>, plus<thousands>> {};
struct figure         : seq<sor<grouped, plus<any_digit>>, opt<decimals>> {};
struct unit_sign      : sor<one<'%'>, HEGUI_S("％"), HEGUI_S("‰")> {};
struct unit_word      : plus<name_char> {};
struct apart_unit     : seq<known_unit> {};
struct unit           : sor<unit_sign, unit_word, seq<plus<inline_blank>, apart_unit>> {};
struct quantity       : seq<figure, opt<unit>> {};
struct number         : seq<quantity, gap> {};

struct iso_date       : seq<rep<4, digit>, one<'-'>, rep_min_max<1, 2, digit>, one<'-'>, rep_min_max<1, 2, digit>, not_at<name_char>> {};
struct han_date       : seq<rep<4, digit>, HEGUI_S("年"), rep_min_max<1, 2, digit>, HEGUI_S("月"), rep_min_max<1, 2, digit>, HEGUI_S("日"), not_at<name_char>> {};
struct date_value     : sor<iso_date, han_date> {};
struct date           : seq<date_value, gap> {};
struct need_date      : seq<date> {};

struct regex_open     : one<'/'> {};
struct regex_body     : plus<sor<escape, seq<not_at<sor<one<'/', '\\'>, eolf>>, any>>> {};
struct need_regex_end : one<'/'> {};
struct need_regex_body: seq<regex_body> {};
struct regex          : seq<regex_open, need_regex_body, need_regex_end, gap> {};
// clang-format on

}  // namespace hegui::dsl::grammar
