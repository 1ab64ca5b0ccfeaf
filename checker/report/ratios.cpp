// Rates with what they divide: by their formula in the taxonomy, by 占, by the name of the rate, by phrases.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "checker/report/block_streams.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/ratios.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t look_back = ratio_look_back;

using Parts = RatioParts;

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon, BlockStreams& streams)
      : report_(report), streams_(streams), t_(lexicon.tables()), program_(lexicon.program()), measured_(report) {}

  void find() {
    for (const Ratio& ratio : report_.ratios) known_.insert(ratio.rate);  // that tables show
    // 单产468.5公斤，比上年455.2公斤增加；利用率92.6%，比上年91.1%提高: what a change starts from goes by no count
    // here.
    for (const Change& change : report_.changes)
      if (change.previous.valid()) bases_.insert(change.previous);
    by_phrases();
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& rate = report_.facts[f];
      if (rate.quantity.dimension != dsl::Dimension::rate || known(FactId{f})) continue;
      if (rate.concept_id == t_.target || rate.concept_id == t_.growth_rate) continue;
      if (!rate.quantity.takes_part_in_equations()) continue;
      Parts parts;
      if (rate.concept_id.valid() && rate.concept_id == t_.execution_rate)
        parts = execution(f);
      else if (rate.concept_id.valid() && rate.concept_id == t_.share)
        parts = share(f);
      else
        parts = by_formula(f);
      // What a share in a table divides stands in its columns; other figures only as far as they give it.
      if (rate.in_table && rate.concept_id == t_.share) parts.sure = false;
      if (!parts.numerator.valid() && rate.concept_id != t_.execution_rate && rate.concept_id != t_.share &&
          !bases_.contains(FactId{f}))
        parts = ratio_by_name(report_, t_, measured_, f);
      // 新收案件比上年的370件增加，结案比上年的360件增加；结案率92%: nor what changes start from, unless it fits.
      if (rate.concept_id != t_.execution_rate && rate.concept_id != t_.share && bases_.contains(parts.numerator) &&
          bases_.contains(parts.denominator))
        parts.sure = false;
      if (!parts.numerator.valid() || !parts.denominator.valid() || parts.numerator == parts.denominator) continue;
      const bool fits = divides_to(rate, fact(parts.numerator), fact(parts.denominator));
      if (!fits && (!parts.sure || counted_otherwise(report_, parts, FactId{f}))) continue;
      add(FactId{f}, parts, rate.concept_id == t_.share);
    }
    drop_shares_of_their_sum(report_);
    give_shares();
    std::stable_sort(report_.ratios.begin(), report_.ratios.end(),
                     [](const Ratio& a, const Ratio& b) { return a.rate < b.rate; });
  }

 private:
  /// 基本支出600万元，占75%；项目支出200万元，占25%.
  void give_shares() {
    std::map<std::pair<FactId, FactId>, FactId> known;  // the first share of a part in a whole
    for (const Ratio& ratio : report_.ratios)
      if (ratio.share) known.try_emplace({ratio.numerator, ratio.denominator}, ratio.rate);
    if (known.empty()) return;
    for (auto& breakdown : report_.breakdowns) {
      std::vector<FactId> shares;
      for (const FactId part : breakdown.parts) {
        const auto share = known.find({part, breakdown.total});
        if (share == known.end()) break;
        shares.push_back(share->second);
      }
      if (shares.size() == breakdown.parts.size()) breakdown.shares = std::move(shares);
    }
  }
  [[nodiscard]] const Fact& fact(FactId id) const { return report_.facts[id.value]; }
  [[nodiscard]] bool known(FactId rate) const { return known_.contains(rate); }
  void add(FactId rate, const Parts& parts, bool share) {
    report_.ratios.push_back({rate, parts.numerator, parts.denominator, fact(rate).name, share});
    known_.insert(rate);
  }
  void by_phrases() {
    for (std::uint32_t b = 0; b < report_.document.blocks.size(); ++b) {
      const auto& block = report_.document.blocks[b];
      if (block.kind != document::Block::Kind::paragraph || block.role != document::Role::body) continue;
      const auto matches = streams_.matches(b);
      if (matches->empty()) continue;
      const auto kept = streams_.at(b);
      const Stream& stream = *kept;
      for (const auto& match : *matches) {
        if (match.phrase->yields != "share" && match.phrase->yields != "ratio") continue;
        Parts parts;
        FactId rate;
        for (const auto& [element, index] : match.holes) {
          const FactId id = fact_at(stream.block, stream.figures[index].figure.begin);
          if (element->role == HoleRole::rate) rate = id;
          if (element->role == HoleRole::numerator) parts.numerator = id;
          if (element->role == HoleRole::denominator) parts.denominator = id;
        }
        if (!rate.valid() || !parts.numerator.valid() || !parts.denominator.valid() || known(rate)) continue;
        add(rate, parts, match.phrase->yields == "share");
      }
    }
  }
  [[nodiscard]] FactId fact_at(std::uint32_t block, std::uint32_t begin) const {
    if (places_.empty())
      for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
        places_.emplace(std::pair{report_.facts[f].at.block, report_.facts[f].at.begin}, FactId{f});
    const auto found = places_.find({block, begin});
    return found == places_.end() ? FactId{} : found->second;
  }

  [[nodiscard]] bool same_subject(const Fact& a, const Fact& b) const {
    return same_aspect(a, b, t_.scope, false) && same_aspect(a, b, t_.fund, true) &&
           same_aspect(a, b, t_.project, false) && same_aspect(a, b, t_.year, true);
  }

  Parts execution(std::uint32_t f) const {
    const Fact& rate = report_.facts[f];
    const bool income = member_of(rate, t_.flow) == t_.income && t_.income.valid();
    const Stream words =
        scan_slice(report_.document, rate.label_at.block, {rate.label_at.begin, rate.label_at.end}, t_, false, true);
    const bool first_budget = mentions_initial(words);
    Parts parts;
    const std::uint32_t from = rate.in_table ? f : std::min<std::uint32_t>(f, look_back);
    FactId revised, initial, grand;
    for (std::uint32_t k = 1; k <= from && k <= look_back; ++k) {
      const Fact& before = report_.facts[f - k];
      if (before.in_table != rate.in_table) continue;
      if (before.concept_id != t_.amount || before.optional || !same_subject(rate, before)) continue;
      // A part from one source is not the whole that the rate is about.
      if (before.of.valid() && !rate.in_table && !same_aspect(rate, before, t_.fund, false) && part_of_source(before))
        continue;
      if (is_part_by_source(report_, t_, before, rate)) continue;
      // 预算240万元（政府性基金60万元，一般公共预算180万元），支出240万元，执行率100%: nor what a bracket splits it
      // into.
      if (before.of.valid() && closed_between(before, rate)) continue;
      // 预算318万元，其中上年结转86万元，当年补助232万元；支出283万元: nor a part that is of the same thing as its
      // whole.
      if (before.of.valid() && !rate.in_table && is_part_of_same(before)) continue;
      if (rate.in_table && !(before.label_at == rate.label_at)) continue;
      if ((member_of(before, t_.flow) == t_.income) != income) {
        // 收入预算 stands for the budget where only one is stated.
        if (!is_budget_stage(t_, before) || income) continue;
        const bool takes =
            !income_budget_.valid() || (first_budget && member_of(before, t_.stage) == t_.initial_budget);
        if (takes && !initial.valid() && !revised.valid() && before.aspect(t_.flow)->member == t_.income)
          income_budget_ = FactId{f - k};
        continue;
      }
      const auto stage = member_of(before, t_.stage);
      // 本年支出480万元，年末结转20万元，支出总计500万元: with what is left it is more than was spent.
      FactId& spent = !rate.in_table && t_.says(Cue::grand_total, before.label) ? grand : parts.numerator;
      if (stage == t_.actual && !spent.valid()) spent = FactId{f - k};
      if (stage == t_.revised_budget && !revised.valid()) revised = FactId{f - k};
      if (stage == t_.initial_budget && !initial.valid()) initial = FactId{f - k};
    }
    if (!parts.numerator.valid()) parts.numerator = grand;
    if (first_budget)
      parts.denominator = initial.valid() ? initial : revised;
    else
      parts.denominator = revised.valid() ? revised : initial;
    if (!parts.denominator.valid()) parts.denominator = income_budget_;
    income_budget_ = {};
    // Where the whole had its budget adjusted, a part's first budget need not be what its rate is measured by.
    const bool adjusted = !revised.valid() && !first_budget && adjusted_elsewhere(rate);
    parts.sure = !adjusted || (parts.numerator.valid() && parts.denominator.valid() && !rate.in_table &&
                               same_sentence(report_, rate, fact(parts.numerator)) &&
                               same_sentence(report_, rate, fact(parts.denominator)));
    // Figures of other chapters, when none stands near: said of the rate only as far as they agree.
    const auto near = [&](FactId id) {
      constexpr std::uint32_t blocks = 6;
      return id.valid() && (rate.in_table || rate.at.block - fact(id).at.block <= blocks);
    };
    parts.sure = parts.sure && (near(parts.numerator) || near(parts.denominator));
    return parts;
  }
  /// Another scope has a revised budget.
  [[nodiscard]] bool adjusted_elsewhere(const Fact& rate) const {
    if (!revised_) {
      revised_.emplace();
      for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
        const Fact& other = report_.facts[f];
        if (other.concept_id == t_.amount && member_of(other, t_.stage) == t_.revised_budget)
          revised_->emplace(aspect_key(other, t_.scope), FactId{f});
      }
    }
    return std::any_of(revised_->begin(), revised_->end(),
                       [&](const auto& one) { return !same_aspect(fact(one.second), rate, t_.scope, false); });
  }
  /// 其中省级资金160万元: it has the scope of its total and only another source.
  [[nodiscard]] bool part_of_source(const Fact& part) const {
    const Fact& total = fact(part.of);
    return same_aspect(part, total, t_.scope, false) && !same_aspect(part, total, t_.fund, false);
  }
  [[nodiscard]] bool is_part_of_same(const Fact& part) const {
    const Fact& total = fact(part.of);
    return total.concept_id == t_.amount && total.at.block == part.at.block &&
           member_of(part, t_.stage) == member_of(total, t_.stage) && is_budget_stage(t_, part) &&
           same_subject(part, total) && same_aspect(part, total, t_.fund, false);
  }
  [[nodiscard]] bool mentions_initial(const Stream& words) const {
    // The concept's synonym swallows the stage word (完成年初预算的): look for the member's own words inside.
    if (!t_.initial_budget.valid()) return false;
    const auto& member = program_.members[t_.initial_budget.value];
    const std::u32string name = matching_form(member.name);
    return words.chars.find(name) != std::u32string::npos;
  }

  Parts share(std::uint32_t f) const {
    const Fact& rate = report_.facts[f];
    Parts parts;
    if (parts.numerator = respective(f); parts.numerator.valid()) {
      parts.denominator = fact(parts.numerator).of;
      parts.sure = true;
      return parts;
    }
    if (const Parts told = explained_in_bracket(report_, t_, f); told.numerator.valid()) return told;
    // 公务接待费占87.55%: the part is named by the share itself.
    if (const AspectValue* own = rate.aspect(t_.scope);
        own != nullptr && own->how == How::stated && own->member.valid() && !names_whole(f))
      return of_member(f, own->member);
    // 涉及资金1437.11万元，占项目支出1512.75万元的95%: the sum right before is the whole.
    if (f > 0 && is_measure(report_, t_, FactId{f - 1})) {
      parts.denominator = FactId{f - 1};
      for (std::uint32_t k = 2; k <= f && k <= look_back && !parts.numerator.valid(); ++k) {
        const Fact& before = report_.facts[f - k];
        if (!same_sentence(report_, rate, before)) break;
        if (same_measure(t_, before.quantity, fact(parts.denominator).quantity)) parts.numerator = FactId{f - k};
      }
      parts.sure =
          parts.numerator.valid() && fact(parts.numerator).quantity.value <= fact(parts.denominator).quantity.value;
      return parts;
    }
    FactId contrast;
    for (std::uint32_t k = 1; k <= f && k <= look_back; ++k) {
      const Fact& before = report_.facts[f - k];
      if (!same_sentence(report_, rate, before)) break;
      if (before.quantity.dimension == dsl::Dimension::rate) continue;
      if (is_contrast(report_, t_, before)) {
        if (!contrast.valid()) contrast = FactId{f - k};
        continue;
      }
      // 财政拨款1026.40万元（其中：甲1000万元，乙26.40万元），占99.63%: of the sum before the bracket.
      if (closed_between(before, rate)) continue;
      parts.numerator = FactId{f - k};
      break;
    }
    if (!parts.numerator.valid()) parts.numerator = contrast;
    if (!parts.numerator.valid()) return {};
    const Stream words =
        scan_slice(report_.document, rate.label_at.block, {rate.label_at.begin, rate.label_at.end}, t_, false, true);
    std::uint32_t from = 0, to = words.size();
    // 商品类5916件、服务类3948件，商品类占59.98%: the name before 占 is that of the part.
    if (const Stream behind = words_behind(rate); to >= 2 && !words.has_cue(Cue::share_words, {0, to}) &&
                                                  behind.cue_at(Cue::share_words, 0, behind.size()).end != 0) {
      if (const FactId named = figure_called(report_, words.chars, f); named.valid()) {
        parts.numerator = named;
        to = 0;
      }
    }
    // 货物采购授予中小企业合同金额占货物支出的88%: the part is named too; a figure of another name is not it.
    if (const Extent cue = words.first_cue(Cue::share_words, {0, to}); cue.begin >= 2 && cue.end < to) {
      parts.numerator = figure_called(report_, words.chars.substr(0, cue.begin), f);
      if (!parts.numerator.valid()) return {};
      from = cue.begin;
    }
    const Fact& part = fact(parts.numerator);
    parts.sure = true;
    // 占总指标数的, 占本年支出合计的: the whole is named.
    for (Extent lead = words.cue_at(Cue::share_words, from, to); lead.end > from;
         lead = words.cue_at(Cue::share_words, from, to))
      from = lead.end;
    while (to > from && words.cue_before(Cue::gap_words, to, from).end == to) --to;
    const std::u32string whole = words.chars.substr(from, to - from);
    if (whole.size() >= 2) {
      parts.sure = false;
      if (const FactId named = whole_named(words, {from, to}, parts.numerator, f); named.valid()) {
        parts.denominator = named;
        parts.sure = true;
        return parts;
      }
      FactId similar;
      for (std::uint32_t k = 1; k <= f && k <= look_back * 2; ++k) {
        const Fact& before = report_.facts[f - k];
        if (FactId{f - k} == parts.numerator || !same_measure(t_, before.quantity, part.quantity)) continue;
        const std::u32string label = matching_form(before.label);
        if (label.empty()) continue;
        if (label == whole) {
          parts.denominator = FactId{f - k};
          parts.sure = true;
          return parts;
        }
        if (label.find(whole) != std::u32string::npos && before.quantity.value >= part.quantity.value &&
            (!similar.valid() || (fact(similar).of.valid() && !before.of.valid())))
          similar = FactId{f - k};
        if (!parts.denominator.valid() && same_sentence(report_, before, part) && divides_to(rate, part, before))
          parts.denominator = FactId{f - k};
      }
      if (similar.valid()) {
        parts.denominator = similar;
        parts.sure = true;
      }
      return parts;
    }
    // 服务265.80万元，授予中小企业合同2291.44万元，占80%: no share of what is less than it.
    parts.denominator = part.of;
    for (int step = 0;
         step < 4 && parts.denominator.valid() && fact(parts.denominator).quantity.value < part.quantity.value; ++step)
      parts.denominator = fact(parts.denominator).of;
    if (!parts.denominator.valid()) parts.denominator = shared_whole(report_, t_, FactId{f}, parts.numerator);
    if (!parts.denominator.valid()) parts.denominator = wider_of_scope(report_, t_, parts.numerator);
    return parts;
  }

  /// What stands between the label of a figure and the figure.
  [[nodiscard]] Stream words_behind(const Fact& of) const {
    const std::uint32_t begin = of.label_at.block == of.at.block ? std::min(of.label_at.end, of.at.begin) : of.at.begin;
    return scan_slice(report_.document, of.at.block, {begin, of.at.begin}, t_, false, true);
  }
  /// The figure stands in a bracket that is closed before the rate.
  [[nodiscard]] bool closed_between(const Fact& figure, const Fact& rate) const {
    if (figure.at.block != rate.at.block || figure.at.end >= rate.at.begin) return false;
    constexpr std::string_view open = "（", close = "）";
    std::string_view text = report_.document.text->normalised().substr(figure.at.end, rate.at.begin - figure.at.end);
    int depth = 0;
    for (; !text.empty(); text.remove_prefix(1)) {
      depth += text.starts_with(open) || text.front() == '('    ? 1
               : text.starts_with(close) || text.front() == ')' ? -1
                                                                : 0;
      if (depth < 0) return true;
    }
    return false;
  }

  /// 三项分别占60%、30%、10%: shares with one label, in the order of the parts.
  [[nodiscard]] FactId respective(std::uint32_t f) const {
    const auto same = [&](std::uint32_t g) {
      return g < report_.facts.size() && report_.facts[g].concept_id == t_.share &&
             report_.facts[g].label_at == report_.facts[f].label_at &&
             report_.facts[g].at.block == report_.facts[f].at.block;
    };
    std::uint32_t first = f, end = f + 1;
    while (first > 0 && same(first - 1)) --first;
    while (same(end)) ++end;
    return end - first < 2 ? FactId{} : respective_part(report_, t_, report_.facts[f].label_at, f - first, end - first);
  }
  /// Words behind 占, so that the whole is said.
  [[nodiscard]] bool names_whole(std::uint32_t f) const {
    const auto& at = report_.facts[f].label_at;
    const Stream words = scan_slice(report_.document, at.block, {at.begin, at.end}, t_, false, true);
    const Extent cue = words.last_cue(Cue::share_words, {0, words.size()});
    return cue.end != 0 && cue.end + 1 < words.size();
  }
  /// The last amount of the member, and of a member above it that is known in the same way.
  [[nodiscard]] Parts of_member(std::uint32_t f, dsl::MemberId member) const {
    Parts parts;
    if (is_interim(report_, t_, report_.facts[f])) return parts;
    for (std::uint32_t k = 1; k <= f && k <= look_back * 2; ++k) {
      const Fact& before = report_.facts[f - k];
      if (before.concept_id != t_.amount || !same_aspect(before, report_.facts[f], t_.year, true) ||
          !same_aspect(before, report_.facts[f], t_.stage, true) ||
          !same_aspect(before, report_.facts[f], t_.fund, true) || before.aspect(t_.project) != nullptr)
        continue;
      const auto scope = member_of(before, t_.scope);
      if (!parts.numerator.valid() && scope == member) parts.numerator = FactId{f - k};
      if (!parts.denominator.valid() && scope.valid() && scope != member && program_.is_within(member, scope))
        parts.denominator = FactId{f - k};
    }
    // Found in other sentences by what they are about: one purse, and a part no greater than its whole.
    parts.sure = parts.numerator.valid() && parts.denominator.valid() &&
                 same_aspect(fact(parts.numerator), fact(parts.denominator), t_.fund, false) &&
                 fact(parts.numerator).quantity.value <= fact(parts.denominator).quantity.value;
    return parts;
  }
  /// 占本年支出合计的, 占“三公”经费决算的: the last figure that is about what these words name.
  [[nodiscard]] FactId whole_named(const Stream& words, Extent within, FactId part_id, std::uint32_t rate) const {
    const Fact& part = fact(part_id);
    std::vector<std::pair<dsl::AspectId, dsl::MemberId>> wanted;
    dsl::ConceptId kind = t_.amount;
    bool scope = false, fund = false;
    for (const auto& term : words.terms_in(within)) {
      if (term.at.end > within.end) continue;
      if (term.meaning.kind == Meaning::Kind::concept_word) {
        kind = dsl::ConceptId{term.meaning.id};
        continue;
      }
      dsl::MemberId member{term.meaning.id};
      const auto& item = program_.members[member.value];
      if (item.aspect == t_.year) continue;
      scope = scope || item.aspect == t_.scope;
      fund = fund || item.aspect == t_.fund;
      wanted.emplace_back(item.aspect, member);
    }
    if (wanted.empty() && kind == t_.amount) return {};
    const bool fiscal = t_.is_fiscal(kind);
    // 总支出 without a scope is the department's; and the whole is wider than its part.
    if (fiscal && !scope) wanted.emplace_back(t_.scope, t_.department);
    FactId nearest, narrower;
    for (std::uint32_t k = 1; k <= rate && k <= look_back * 2; ++k) {
      const FactId id{rate - k};
      const Fact& before = fact(id);
      if (id == part_id || before.concept_id != kind || (!fiscal && before.of.valid())) continue;
      if (!same_measure(t_, before.quantity, part.quantity)) continue;
      if (!fiscal && (before.quantity.value < part.quantity.value || !called(before, words, within))) continue;
      if (fiscal && !same_aspect(before, part, t_.year, true)) continue;
      const bool fits = std::all_of(wanted.begin(), wanted.end(), [&](const auto& w) {
        const auto member = member_of(before, w.first);
        if (member == w.second) return true;
        const auto& prefer = program_.members[w.second.value].prefer;
        return std::find(prefer.begin(), prefer.end(), member) != prefer.end();
      });
      if (!fits) continue;
      const bool stage_said =
          std::any_of(wanted.begin(), wanted.end(), [&](const auto& w) { return w.first == t_.stage; });
      if (fiscal && !stage_said && !same_aspect(before, part, t_.stage, true)) continue;
      if (fiscal && !fund && before.quantity.value == part.quantity.value &&
          same_aspect(before, part, t_.scope, false) && same_aspect(before, part, t_.fund, false)) {
        // The part itself, said again, unless it is all there is.
        if (divides_to(fact(FactId{rate}), part, before)) return id;
        continue;
      }
      // 占年初项目预算的25.92%: of all projects, not of one.
      if (fiscal && t_.project.valid() && before.aspect(t_.project) != nullptr && part.aspect(t_.project) == nullptr)
        continue;
      // What is said to be a part of it cannot be greater, unless both stand side by side.
      if (part.quantity.value > before.quantity.value && !same_sentence(report_, part, before)) continue;
      // Of several that bear the name the one of which the rate is right; else the nearest, one over all sources first.
      if (divides_to(fact(FactId{rate}), part, before)) return id;
      const bool wide = !fiscal || fund || member_of(before, t_.fund) == t_.fund_total;
      FactId& kept = wide ? nearest : narrower;
      if (!kept.valid()) kept = id;
    }
    return nearest.valid() ? nearest : narrower;
  }

  /// The words behind 占 stand in the name of the figure: 新收案件 is not 诉前调解案件.
  [[nodiscard]] bool called(const Fact& whole, const Stream& words, Extent within) const {
    const std::u32string name = words.chars.substr(within.begin, within.end - within.begin);
    const std::u32string label = matching_form(whole.label);
    return !label.empty() && (label.find(name) != std::u32string::npos || name.find(label) != std::u32string::npos);
  }

  /// 概念 X：比率 公式 [A] ÷ [B], and both stand before the rate in its sentence.
  Parts by_formula(std::uint32_t f) const {
    const Fact& rate = report_.facts[f];
    if (!rate.concept_id.valid()) return {};
    const auto formula = program_.concepts[rate.concept_id.value].formula;
    if (!formula.valid()) return {};
    const auto& expr = program_.expressions[formula.value];
    if (expr.op != dsl::Op::divide || expr.children.size() != 2) return {};
    const auto concept_of = [&](dsl::ExprId id) {
      const auto& e = program_.expressions[id.value];
      return e.op == dsl::Op::query ? program_.queries[e.index].concept_id : dsl::ConceptId{};
    };
    const auto top = concept_of(expr.children[0]), bottom = concept_of(expr.children[1]);
    if (!top.valid() || !bottom.valid()) return {};
    Parts parts;
    for (std::uint32_t k = 1; k <= f && k <= look_back; ++k) {
      const Fact& before = report_.facts[f - k];
      if (!same_sentence(report_, rate, before)) break;
      if (!same_aspect(rate, before, t_.project, false)) continue;
      if (rate.in_table && !(before.label_at == rate.label_at)) continue;  // of its own row
      if (!parts.numerator.valid() && t_.is_concept(before.concept_id, top))
        parts.numerator = FactId{f - k};
      else if (!parts.denominator.valid() && t_.is_concept(before.concept_id, bottom))
        parts.denominator = FactId{f - k};
    }
    parts.sure = true;
    return parts.numerator.valid() && parts.denominator.valid() ? parts : Parts{};
  }

  Report& report_;
  BlockStreams& streams_;
  const Lexicon::Tables& t_;
  const dsl::Program& program_;
  const MeasuredIndicators measured_;
  mutable std::map<std::pair<std::uint32_t, std::uint32_t>, FactId> places_;  // of the facts, once asked for
  mutable FactId income_budget_;
  std::set<FactId> known_;                                        // rates with their ratio
  std::set<FactId> bases_;                                        // earlier values of changes
  mutable std::optional<std::map<std::string, FactId>> revised_;  // one fact of each scope
};

}  // namespace

void find_ratios(Report& report, const Lexicon& lexicon, BlockStreams& streams) {
  Finder(report, lexicon, streams).find();
  find_share_lists(report, lexicon);
}

}  // namespace hegui::report
