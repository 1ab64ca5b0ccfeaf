// Actions, control and the one parse call. The only file that instantiates the grammar.
#include "dsl/parser.hpp"

#include "dsl/builder.hpp"
#include "dsl/errors.hpp"
#include "dsl/grammar.hpp"
#include "dsl/trouble.hpp"

namespace hegui::dsl {
namespace {

namespace g = grammar;
namespace pegtl = tao::pegtl;
using B = Builder;
using syntax::BinaryOp;
using syntax::NearScope;
using syntax::TestExpectation;
using syntax::UnaryOp;

template <class Input>
Span span_of(const Input& in, const Builder& builder) {
  const char* start = builder.text().data();
  const auto begin = static_cast<std::uint32_t>(in.begin() - start);
  const auto end = static_cast<std::uint32_t>(in.end() - start);
  return builder.trimmed(begin, end);
}

/// An action that hands the matched text, without the blanks behind it, to a member function of the builder.
template <auto Member>
struct on {
  template <class Input>
  static void apply(const Input& in, Builder& builder) {
    (builder.*Member)(span_of(in, builder));
  }
};
template <auto Member, auto Value>
struct with {
  template <class Input>
  static void apply(const Input& in, Builder& builder) {
    (builder.*Member)(Value, span_of(in, builder));
  }
};
template <auto Member, auto Value>
struct set {
  static void apply0(Builder& builder) { (builder.*Member)(Value); }
};

template <class Rule>
struct action : pegtl::nothing<Rule> {};

// clang-format off
// In the order of the grammar.
template <> struct action<g::comment>           : on<&B::comment> {};
template <Keyword K> struct action<g::key<K>>   : on<&B::begin_item> {};
template <> struct action<g::decl_name>         : on<&B::decl_name> {};
template <> struct action<g::item_id>           : on<&B::decl_name> {};
template <> struct action<g::english_word>      : on<&B::english> {};
template <> struct action<g::list_word>         : on<&B::word> {};
template <> struct action<g::list_id>           : on<&B::word> {};
template <> struct action<g::doc_number_ref>    : on<&B::word> {};

template <> struct action<g::text_open>         : on<&B::open> {};
template <> struct action<g::en_text_open>      : on<&B::open> {};
template <> struct action<g::text_body>         : on<&B::text_body> {};
template <> struct action<g::en_text_body>      : on<&B::text_body> {};
template <> struct action<g::raw_body>          : on<&B::raw_body> {};
template <> struct action<g::en_raw_body>       : on<&B::raw_body> {};
template <> struct action<g::book_title>        : on<&B::book_title> {};
template <> struct action<g::template_open>     : on<&B::template_open> {};
template <> struct action<g::en_template_open>  : on<&B::template_open> {};
template <> struct action<g::zh_run>            : on<&B::run> {};
template <> struct action<g::en_run>            : on<&B::run> {};
template <> struct action<g::nested_open>       : on<&B::nested_open> {};
template <> struct action<g::nested_close>      : on<&B::nested_close> {};
template <> struct action<g::hole_open>         : on<&B::open> {};
template <> struct action<g::hole_value>        : on<&B::hole_value> {};
template <> struct action<g::need_hole_close>   : on<&B::close> {};
template <> struct action<g::need_zh_end>       : on<&B::template_end> {};
template <> struct action<g::need_en_end>       : on<&B::template_end> {};

template <> struct action<g::figure>            : on<&B::figure> {};
template <> struct action<g::unit_sign>         : on<&B::unit> {};
template <> struct action<g::unit_word>         : on<&B::unit> {};
template <> struct action<g::apart_unit>        : on<&B::unit> {};
template <> struct action<g::number>            : on<&B::number> {};
template <> struct action<g::date_value>        : on<&B::date> {};
template <> struct action<g::date_literal>      : on<&B::date_literal> {};
template <> struct action<g::text_literal>      : on<&B::text_literal> {};
template <> struct action<g::regex_open>        : on<&B::open> {};
template <> struct action<g::regex_body>        : on<&B::regex_body> {};
template <> struct action<g::need_regex_end>    : on<&B::close> {};
template <> struct action<g::true_value>        : on<&B::true_value> {};
template <> struct action<g::false_value>       : on<&B::false_value> {};

template <> struct action<g::query_open>        : on<&B::query_open> {};
template <> struct action<g::query_name>        : on<&B::query_name> {};
template <> struct action<g::within_term>       : on<&B::within_term> {};
template <> struct action<g::parts_before>      : on<&B::parts_term> {};
template <> struct action<g::parts_behind>      : on<&B::parts_term> {};
template <> struct action<g::binding_value>     : on<&B::binding_value> {};
template <> struct action<g::query_term>        : on<&B::query_term> {};
template <> struct action<g::query>             : on<&B::query> {};

template <> struct action<g::inner_open>        : on<&B::open> {};
template <> struct action<g::open>              : on<&B::open> {};
template <> struct action<g::section_open>      : on<&B::open> {};
template <> struct action<g::function_start>    : on<&B::open> {};
template <> struct action<g::need_close>        : on<&B::close> {};
template <> struct action<g::parenthesised>     : on<&B::parenthesised> {};
template <> struct action<g::reference_name>    : on<&B::reference_name> {};
template <> struct action<g::plain_reference>   : on<&B::plain_reference> {};
template <> struct action<g::call_open>         : on<&B::mark> {};
template <> struct action<g::list_open>         : on<&B::mark> {};
template <> struct action<g::call>              : on<&B::call> {};
template <> struct action<g::aggregate>         : on<&B::aggregate> {};
template <> struct action<g::any_of>            : on<&B::any_of> {};
template <> struct action<g::all_of>            : on<&B::all_of> {};
template <> struct action<g::section_ref>       : on<&B::section_ref> {};
template <> struct action<g::list_name>         : on<&B::list_name> {};
template <> struct action<g::word_list>         : on<&B::word_list> {};
template <> struct action<g::bound_name>        : on<&B::bound_name> {};
template <> struct action<g::every>             : on<&B::every> {};
template <> struct action<g::some>              : on<&B::some> {};
template <> struct action<g::near_sentence>     : set<&B::near_scope, NearScope::sentence> {};
template <> struct action<g::near_paragraph>    : set<&B::near_scope, NearScope::paragraph> {};
template <> struct action<g::near_section>      : set<&B::near_scope, NearScope::section> {};
template <> struct action<g::near_chapter>      : set<&B::near_scope, NearScope::chapter> {};
template <> struct action<g::near>              : on<&B::near> {};

template <> struct action<g::op_equal>          : set<&B::op, BinaryOp::equal> {};
template <> struct action<g::op_not_equal>      : set<&B::op, BinaryOp::not_equal> {};
template <> struct action<g::op_less>           : set<&B::op, BinaryOp::less> {};
template <> struct action<g::op_less_equal>     : set<&B::op, BinaryOp::less_equal> {};
template <> struct action<g::op_greater>        : set<&B::op, BinaryOp::greater> {};
template <> struct action<g::op_greater_equal>  : set<&B::op, BinaryOp::greater_equal> {};
template <> struct action<g::op_approx>         : set<&B::op, BinaryOp::approx> {};
template <> struct action<g::op_contains>       : set<&B::op, BinaryOp::contains> {};
template <> struct action<g::op_matches>        : set<&B::op, BinaryOp::matches> {};
template <> struct action<g::op_within>         : set<&B::op, BinaryOp::within> {};
template <> struct action<g::op_add>            : set<&B::op, BinaryOp::add> {};
template <> struct action<g::op_subtract>       : set<&B::op, BinaryOp::subtract> {};
template <> struct action<g::op_multiply>       : set<&B::op, BinaryOp::multiply> {};
template <> struct action<g::op_divide>         : set<&B::op, BinaryOp::divide> {};
template <> struct action<g::op_or_else>        : set<&B::op, BinaryOp::or_else> {};
template <> struct action<g::op_or>             : set<&B::op, BinaryOp::logical_or> {};
template <> struct action<g::op_and>            : set<&B::op, BinaryOp::logical_and> {};
template <> struct action<g::or_rhs>            : on<&B::binary> {};
template <> struct action<g::and_rhs>           : on<&B::binary> {};
template <> struct action<g::comparison_rhs>    : on<&B::binary> {};
template <> struct action<g::match_rhs>         : on<&B::binary> {};
template <> struct action<g::fallback_rhs>      : on<&B::binary> {};
template <> struct action<g::add_rhs>           : on<&B::binary> {};
template <> struct action<g::subtract_rhs>      : on<&B::binary> {};
template <> struct action<g::multiply_rhs>      : on<&B::binary> {};
template <> struct action<g::divide_rhs>        : on<&B::binary> {};
template <> struct action<g::tolerance_value>   : on<&B::tolerance_value> {};
template <> struct action<g::rounding>          : on<&B::rounding> {};
template <> struct action<g::not_prefix>        : with<&B::unary, UnaryOp::logical_not> {};
template <> struct action<g::minus_prefix>      : with<&B::unary, UnaryOp::negate> {};
template <> struct action<g::has_prefix>        : with<&B::unary, UnaryOp::exists> {};
template <> struct action<g::lacks_alone>       : on<&B::lacks_alone> {};
template <> struct action<g::default_suffix>    : on<&B::default_value> {};
template <> struct action<g::lacks_prefix>      : on<&B::lacks> {};
template <> struct action<g::field_name>        : on<&B::field_name> {};
template <> struct action<g::if_then>           : on<&B::if_then> {};

template <> struct action<g::level_error>       : with<&B::level, Keyword::error> {};
template <> struct action<g::level_warning>     : with<&B::level, Keyword::warning> {};
template <> struct action<g::level_note>        : with<&B::level, Keyword::note> {};
template <> struct action<g::grade_when>        : on<&B::grade_when> {};
template <> struct action<g::severity>          : on<&B::severity> {};
template <> struct action<g::basis_clause>      : on<&B::basis_clause> {};
template <> struct action<g::tags>              : on<&B::tags> {};
template <> struct action<g::from>              : on<&B::from> {};
template <> struct action<g::until_>            : on<&B::until> {};
template <> struct action<g::applies>           : on<&B::applies> {};
template <> struct action<g::for_each>          : on<&B::for_each> {};
template <> struct action<g::let>               : on<&B::let> {};
template <> struct action<g::when>              : on<&B::when> {};
template <> struct action<g::label_name>        : on<&B::label_name> {};
template <> struct action<g::exception>         : on<&B::exception> {};
template <> struct action<g::unless>            : on<&B::unless> {};
template <> struct action<g::report_missing>    : on<&B::report_missing> {};
template <> struct action<g::require>           : on<&B::require> {};
template <> struct action<g::forbid>            : on<&B::forbid> {};
template <> struct action<g::message>           : on<&B::message> {};
template <> struct action<g::advice>            : on<&B::advice> {};
template <> struct action<g::replaces>          : on<&B::replaces> {};
template <> struct action<g::refines>           : on<&B::refines> {};
template <> struct action<g::gather_word>       : on<&B::gather_word> {};
template <> struct action<g::gather>            : on<&B::gather> {};
template <> struct action<g::evidence_start>    : on<&B::evidence_start> {};
template <> struct action<g::evidence>          : on<&B::evidence> {};

template <> struct action<g::book_title_>       : on<&B::book_title_clause> {};
template <> struct action<g::version_word>      : on<&B::version_word> {};
template <> struct action<g::book_version>      : on<&B::book_version> {};
template <> struct action<g::use>               : on<&B::use> {};
template <> struct action<g::book_applies>      : on<&B::applies> {};
template <> struct action<g::change>            : on<&B::change> {};
template <> struct action<g::rulebook>          : on<&B::rulebook> {};
template <> struct action<g::basis_title>       : on<&B::book_title_clause> {};
template <> struct action<g::basis_number>      : on<&B::basis_number> {};
template <> struct action<g::article>           : on<&B::article> {};
template <> struct action<g::basis_from>        : on<&B::from> {};
template <> struct action<g::basis_until>       : on<&B::until> {};
template <> struct action<g::checked>           : on<&B::checked> {};
template <> struct action<g::replaced_by>       : on<&B::replaced_by> {};
template <> struct action<g::basis>             : on<&B::basis> {};
template <> struct action<g::note>              : on<&B::note> {};
template <> struct action<g::param>             : on<&B::param> {};
template <> struct action<g::words_item>        : on<&B::words_item> {};
template <> struct action<g::aspect_head>       : on<&B::aspect_head> {};
template <> struct action<g::member_name>       : on<&B::word> {};
template <> struct action<g::member_head>       : on<&B::member_head> {};
template <> struct action<g::member_also>       : on<&B::member_also> {};
template <> struct action<g::member_parts>      : on<&B::member_parts> {};
template <> struct action<g::member_means>      : on<&B::member_means> {};
template <> struct action<g::member_implies>    : on<&B::member_implies> {};
template <> struct action<g::member>            : on<&B::member> {};
template <> struct action<g::default_member>    : on<&B::default_member> {};
template <> struct action<g::aspect>            : on<&B::aspect> {};
template <> struct action<g::type_name>         : on<&B::type_name> {};
template <> struct action<g::type_nouns>        : on<&B::type_nouns> {};
template <> struct action<g::concept_type>      : on<&B::concept_type> {};
template <> struct action<g::concept_also>      : on<&B::also> {};
template <> struct action<g::formula>           : on<&B::formula> {};
template <> struct action<g::values>            : on<&B::values> {};
template <> struct action<g::implies>           : on<&B::implies> {};
template <> struct action<g::under>             : on<&B::under> {};
template <> struct action<g::concept_>          : on<&B::concept_> {};
template <> struct action<g::section_also>      : on<&B::also> {};
template <> struct action<g::section_under>     : on<&B::under> {};
template <> struct action<g::section_item>      : on<&B::section_item> {};
template <> struct action<g::pattern>           : on<&B::pattern> {};
template <> struct action<g::yields>            : on<&B::yields> {};
template <> struct action<g::phrase_implies>    : on<&B::implies> {};
template <> struct action<g::phrase>            : on<&B::phrase> {};
template <> struct action<g::function_name>     : on<&B::decl_name> {};
template <> struct action<g::parameter_name>    : on<&B::parameter_name> {};
template <> struct action<g::parameter>         : on<&B::parameter> {};
template <> struct action<g::result_type>       : on<&B::result_type> {};
template <> struct action<g::define>            : on<&B::define> {};
template <> struct action<g::rule_title>        : on<&B::rule_title> {};
template <> struct action<g::rule_item>         : on<&B::rule_item> {};
template <> struct action<g::setting_name>      : on<&B::setting_name> {};
template <> struct action<g::setting>           : on<&B::setting> {};
template <> struct action<g::profile_applies>   : on<&B::applies> {};
template <> struct action<g::profile_disable>   : on<&B::profile_disable> {};
template <> struct action<g::profile>           : on<&B::profile> {};
template <> struct action<g::override_item>     : on<&B::override_item> {};
template <> struct action<g::disable_reason>    : on<&B::rule_title> {};
template <> struct action<g::disable_item>      : on<&B::disable_item> {};
template <> struct action<g::waiver_unit>       : on<&B::waiver_unit> {};
template <> struct action<g::waiver_year>       : on<&B::waiver_year> {};
template <> struct action<g::waiver_reason>     : on<&B::waiver_reason> {};
template <> struct action<g::waiver_by>         : on<&B::waiver_by> {};
template <> struct action<g::waiver_to>         : on<&B::waiver_to> {};
template <> struct action<g::waive>             : on<&B::waive> {};
template <> struct action<g::block_open>        : on<&B::open> {};
template <> struct action<g::block_text>        : on<&B::block_body> {};
template <> struct action<g::need_block_end>    : on<&B::close> {};
template <> struct action<g::report_clause>     : on<&B::report_clause> {};
template <> struct action<g::at_text>           : on<&B::at_text> {};
template <> struct action<g::message_text>      : on<&B::message_text> {};
template <> struct action<g::expected_level>    : on<&B::expected_level> {};
template <> struct action<g::fires>             : with<&B::expectation, TestExpectation::Kind::fires> {};
template <> struct action<g::silent>            : with<&B::expectation, TestExpectation::Kind::silent> {};
template <> struct action<g::passes>            : with<&B::expectation, TestExpectation::Kind::passes> {};
template <> struct action<g::undetermined>      : with<&B::expectation, TestExpectation::Kind::undetermined> {};
template <> struct action<g::skips>             : with<&B::expectation, TestExpectation::Kind::not_applicable> {};
template <> struct action<g::fact>              : with<&B::expectation, TestExpectation::Kind::fact> {};
template <> struct action<g::test_title>        : on<&B::test_title> {};
template <> struct action<g::test>              : on<&B::test> {};
template <> struct action<g::recovered>         { static void apply0(Builder& builder) { builder.abandon(); } };

// Rules that can stand inside themselves: each counts once towards the bound of nesting.
template <class Rule> inline constexpr bool nests = false;
template <> inline constexpr bool nests<g::parenthesised> = true;
template <> inline constexpr bool nests<g::call>          = true;
template <> inline constexpr bool nests<g::any_of>        = true;
template <> inline constexpr bool nests<g::all_of>        = true;
template <> inline constexpr bool nests<g::if_then>       = true;
template <> inline constexpr bool nests<g::every>         = true;
template <> inline constexpr bool nests<g::some>          = true;
template <> inline constexpr bool nests<g::near>          = true;
template <> inline constexpr bool nests<g::not_prefix>    = true;
template <> inline constexpr bool nests<g::minus_prefix>  = true;
template <> inline constexpr bool nests<g::has_prefix>    = true;
template <> inline constexpr bool nests<g::lacks_prefix>  = true;
template <> inline constexpr bool nests<g::hole>          = true;
template <> inline constexpr bool nests<g::nested>        = true;
template <> inline constexpr bool nests<g::zh_inner>      = true;
template <> inline constexpr bool nests<g::quote_nested>  = true;
// clang-format on

struct DepthGuard {
  int& depth;
  explicit DepthGuard(int& counted) : depth(counted) { ++depth; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;
  ~DepthGuard() { --depth; }
};

std::uint32_t offset(const char* at, const Builder& builder) {
  return static_cast<std::uint32_t>(at - builder.text().data());
}

template <class Rule>
concept counts_depth = nests<Rule>;
template <class Rule>
concept is_blank = std::is_same_v<Rule, g::gap> || std::is_same_v<Rule, g::call_gap>;
template <class Rule>
concept must_follow = !error_point<Rule>.code.empty();

// Most rules need no control of their own, which keeps compiling short.
template <class Rule>
struct control : pegtl::normal<Rule> {};

template <counts_depth Rule>
struct control<Rule> : pegtl::normal<Rule> {
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Builder& builder) {
    const DepthGuard guard(builder.nesting);
    if (builder.nesting > Builder::max_nesting) {
      const std::uint32_t here = offset(in.current(), builder);
      builder.fail("HG-P030", {here, here}, {std::to_string(Builder::max_nesting)});
    }
    return pegtl::normal<Rule>::template match<A, M, Action, Control>(in, builder);
  }
};

template <is_blank Rule>
struct control<Rule> : pegtl::normal<Rule> {
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Builder& builder) {
    const std::uint32_t begin = offset(in.current(), builder);
    const bool matched = pegtl::normal<Rule>::template match<A, M, Action, Control>(in, builder);
    builder.blanks(begin, offset(in.current(), builder));
    return matched;
  }
};

template <must_follow Rule>
struct control<Rule> : pegtl::normal<Rule> {
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Builder& builder) {
    const std::uint32_t begin = offset(in.current(), builder);
    if (pegtl::normal<Rule>::template match<A, M, Action, Control>(in, builder)) return true;
    constexpr ErrorPoint point = error_point<Rule>;
    builder.fail(diagnose(builder, begin, point.code, point.zh, point.en));
  }
};

}  // namespace

ParseResult parse(std::shared_ptr<const Source> source) {
  Builder builder(std::move(source));
  const std::string_view text = builder.text();
  pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf_crlf> in(text.data(), text.data() + text.size(), "");
  try {
    [[maybe_unused]] const bool read_to_the_end = pegtl::parse<g::file, action, control>(in, builder);
  } catch (const TooManyErrors&) {
    const Span last = builder.diagnostics.back().span;
    builder.report("HG-P038", {last.end, last.end}, {std::to_string(Builder::max_diagnostics)});
  }
  ParseResult result{std::move(builder.file), std::move(builder.diagnostics)};
  sort_and_unique(result.diagnostics);
  return result;
}

}  // namespace hegui::dsl
