#include "checker/findings/packed_results.hpp"

#include <zlib.h>

#include <algorithm>

namespace hegui::findings {

// Each of these takes its structure apart into all of its members, in order: a member that is added to the structure
// stops the compiler here until it is said whether it is kept.

namespace {

template <class Owner, class T>
constexpr bool kIs = std::is_same_v<std::remove_const_t<Owner>, T>;

}  // namespace

template <class Archive, class Owner>
requires kIs<Owner, document::Locator>
void members(Archive& archive, Owner& it) {
  auto& [line, sheet, row, column, page] = it;
  archive(line, sheet, row, column, page);
}

template <class Archive, class Owner>
requires kIs<Owner, document::PageBox>
void members(Archive& archive, Owner& it) {
  auto& [page, left, top, right, bottom] = it;
  archive(page, left, top, right, bottom);
}

template <class Archive, class Owner>
requires kIs<Owner, report::Passage>
void members(Archive& archive, Owner& it) {
  auto& [block, begin, end] = it;
  archive(block, begin, end);
}

template <class Archive, class Owner>
requires kIs<Owner, Evidence>
void members(Archive& archive, Owner& it) {
  auto& [role, quote, sentence, section, value, unit, line, column, start, end, quote_at, locator, at, file, boxes] =
      it;
  archive(role, quote, sentence, section, value, unit, line, column, start, end, quote_at, locator, file, boxes);
  static_cast<void>(at);  // a place in a text that is not kept
  if (quote_at > sentence.size()) throw Damaged{};
}

template <class Archive, class Owner>
requires kIs<Owner, BasisCited>
void members(Archive& archive, Owner& it) {
  auto& [title, number, article] = it;
  archive(title, number, article);
}

template <class Archive, class Owner>
requires kIs<Owner, engine::AlignmentPart>
void members(Archive& archive, Owner& it) {
  auto& [aspect, member] = it;
  archive(aspect, member);
}

template <class Archive, class Owner>
requires kIs<Owner, Materiality>
void members(Archive& archive, Owner& it) {
  auto& [yuan, difference, share] = it;
  archive(yuan, difference, share);
}

template <class Archive, class Owner>
requires kIs<Owner, Figures>
void members(Archive& archive, Owner& it) {
  auto& [budget, actual, execution_rate, rate_stated] = it;
  archive(budget, actual, execution_rate, rate_stated);
}

template <class Archive, class Owner>
requires kIs<Owner, Finding>
void members(Archive& archive, Owner& it) {
  auto& [id, rule, title, rulebook, rulebook_version, overlay, severity, waived, waiver, waiver_reason,
         waiver_authority, waiver_until, inferred, because_inferred, message, advice, derivation, hypothesis, note,
         materiality, basis, alignment, evidence, occurrences, also, trace] = it;
  archive(id, rule, title, rulebook, rulebook_version, overlay, severity, waived, waiver, waiver_reason,
          waiver_authority, waiver_until, inferred, because_inferred, message, advice, derivation, hypothesis, note,
          materiality, basis, alignment, evidence, occurrences, also);
  static_cast<void>(trace);  // told beside the report's text only
}

template <class Archive, class Owner>
requires kIs<Owner, Warning>
void members(Archive& archive, Owner& it) {
  auto& [zh, en, code] = it;
  archive(zh, en, code);
}

template <class Archive, class Texts>
void texts(Archive& archive, Texts& list) {
  if constexpr (std::is_const_v<Texts>)
    archive(list.all());
  else
    archive(list.own());
}

template <class Archive, class Owner>
requires kIs<Owner, RuleOutcome>
void members(Archive& archive, Owner& it) {
  auto& [rule, passed, failed, undetermined, not_applicable, missing, skipped] = it;
  archive(rule, passed, failed, undetermined, not_applicable);
  texts(archive, missing);
  archive(skipped);
}

template <class Archive, class Owner>
requires kIs<Owner, CheckedFile>
void members(Archive& archive, Owner& it) {
  auto& [path, sha256, format] = it;
  archive(path, sha256, format);
}

template <class Archive, class Owner>
requires kIs<Owner, CheckedReport>
void members(Archive& archive, Owner& it) {
  auto& [path, sha256, format, files, readable, error_code, error_zh, error_en, warnings, unit, region, type, title,
         year, findings, rules, profiles, unread, figures, not_shown, known, fixed, text] = it;
  archive(path, sha256, format, files, readable, error_code, error_zh, error_en, warnings, unit, region, type, title,
          year, findings, rules, profiles, unread, figures, not_shown, known, fixed);
  static_cast<void>(text);
}

template <class Archive, class Owner>
requires kIs<Owner, report::FactId>
void members(Archive& archive, Owner& it) { archive(it.value); }

template <class Archive, class Owner>
requires kIs<Owner, engine::Evidence>
void members(Archive& archive, Owner& it) {
  auto& [role, at, fact] = it;
  archive(role, at, fact);
}

template <class Archive, class Owner>
requires kIs<Owner, engine::TraceStep>
void members(Archive& archive, Owner& it) {
  auto& [expression, depth, text, value, facts] = it;
  archive(depth, text, value);
  static_cast<void>(expression), static_cast<void>(facts);  // `explain` alone asks for them, and runs the rule itself
}

template <class Archive, class Owner>
requires kIs<Owner, engine::Outcome>
void members(Archive& archive, Owner& it) {
  auto& [rule, verdict, alignment, missing, unless, severity, inferred, because_inferred, evidence, message, advice,
         derivation, hypothesis, note, difference, trace] = it;
  archive(verdict, alignment, missing, unless, severity, inferred, because_inferred, evidence, message, advice,
          derivation, hypothesis, note, difference, trace);
  static_cast<void>(rule);
}

template <class Archive, class Owner>
requires kIs<Owner, engine::RuleSummary>
void members(Archive& archive, Owner& it) {
  auto& [rule, passed, failed, undetermined, not_applicable, missing, skipped, tries] = it;
  archive(passed, failed, undetermined, not_applicable);
  texts(archive, missing);
  archive(tries);
  static_cast<void>(rule), static_cast<void>(skipped);  // a rule that was skipped did not run
}

template <class Archive, class Owner>
requires kIs<Owner, KeptRule>
void members(Archive& archive, Owner& it) {
  auto& [digest, summary, outcomes] = it;
  archive(digest, summary, outcomes);
}

namespace {

constexpr std::uint64_t kLargest = 256ULL << 20U;  // inflated

template <class T>
std::string pack(const std::vector<T>& values) {
  Packer packer;
  packer(values);
  return packer.take();
}

template <class T>
std::vector<T> unpack(std::string_view bytes) {
  std::vector<T> values;
  Unpacker unpacker(bytes);
  unpacker(values);
  unpacker.finish();
  return values;
}

/// The terms of the continued fraction: whole parts, each of the reciprocal of what the one before left.
constexpr int kMostTerms = 400;

}  // namespace

std::string packed_number(const dsl::Number& number) {
  if (auto decimal = number.to_exact_decimal()) return *decimal;
  std::string terms;
  dsl::Number rest = number;
  for (int i = 0; i < kMostTerms; ++i) {
    const dsl::Number whole = rest.truncated(0);
    terms += whole.to_fixed(0) + "/";
    rest = rest - whole;
    if (rest.is_zero()) break;
    rest = dsl::Number(1) / rest;
  }
  return terms;
}

dsl::Number unpacked_number(std::string_view text) {
  constexpr std::size_t kMostDigits = 4000;
  const auto parsed = [](std::string_view term) {
    const auto number = dsl::Number::parse(term, kMostDigits);
    if (!number) throw Damaged{};
    return *number;
  };
  if (!text.ends_with('/')) return parsed(text);
  text.remove_suffix(1);
  std::optional<dsl::Number> number;
  for (;;) {  // from the last term to the first
    const std::size_t slash = text.rfind('/');
    const dsl::Number term = parsed(text.substr(slash == std::string_view::npos ? 0 : slash + 1));
    if (number && number->is_zero()) throw Damaged{};
    number = number ? term + dsl::Number(1) / *number : term;
    if (slash == std::string_view::npos) return *number;
    text = text.substr(0, slash);
  }
}

std::string pack_told(const std::vector<CheckedReport>& reports) { return pack(reports); }
std::vector<CheckedReport> unpack_told(std::string_view bytes) { return unpack<CheckedReport>(bytes); }
std::string pack_rules(const std::vector<KeptRules>& rules) { return pack(rules); }
std::vector<KeptRules> unpack_rules(std::string_view bytes) { return unpack<KeptRules>(bytes); }

bool lie_within(const KeptRules& rules, const report::Report& report) {
  const auto length = report.document.text->normalised().size();
  const auto inside = [&](const engine::Evidence& evidence) {
    const auto& at = evidence.at;
    return at.begin <= at.end && at.end <= length && (at.end == 0 || at.block < report.document.blocks.size());
  };
  return std::all_of(rules.begin(), rules.end(), [&](const KeptRule& rule) {
    return std::all_of(rule.outcomes.begin(), rule.outcomes.end(), [&](const engine::Outcome& outcome) {
      return std::all_of(outcome.evidence.begin(), outcome.evidence.end(), inside);
    });
  });
}

std::string deflated(std::string_view bytes) {
  Packer head;
  head(static_cast<std::uint64_t>(bytes.size()));
  std::string out = head.take();
  const std::size_t begin = out.size();
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  out.resize(begin + size);
  const int done = compress2(reinterpret_cast<Bytef*>(out.data() + begin), &size,
                             reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()), 1);
  if (done != Z_OK) throw Damaged{};
  out.resize(begin + size);
  return out;
}

std::string inflated(std::string_view bytes) {
  std::uint64_t size = 0;
  std::size_t begin = 0;
  for (unsigned shift = 0;; shift += 7, ++begin) {
    if (begin == bytes.size() || shift > 35) throw Damaged{};
    size |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[begin]) & 0x7FU) << shift;
    if (static_cast<unsigned char>(bytes[begin]) < 0x80U) break;
  }
  bytes.remove_prefix(begin + 1);
  if (size > kLargest || size / 1100 > bytes.size()) throw Damaged{};  // deflate makes nothing smaller than that
  std::string out(size, '\0');
  uLongf filled = size;
  const int done = uncompress(reinterpret_cast<Bytef*>(out.data()), &filled,
                              reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()));
  if (done != Z_OK || filled != size) throw Damaged{};
  return out;
}

}  // namespace hegui::findings
