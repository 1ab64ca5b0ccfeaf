// Lists read too short or too long that the figures set right: of the sums right behind a total, those that make it up
// exactly are its parts, whatever mark ended the list. Called by find_breakdowns(). Afterwards such a list is whole.
#include <algorithm>

#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t look_ahead = 24;  // figures

class ExactLists {
 public:
  ExactLists(Report& report, const Lexicon& lexicon) : report_(report), t_(lexicon.tables()) {}

  void find() {
    whole_.resize(report_.facts.size());
    for (const Breakdown& b : report_.breakdowns)
      for (const FactId part : b.parts) whole_[part.value] = b.total;
    for (Breakdown& b : report_.breakdowns)
      if (!b.from_table && b.total.valid() && is_sum(b.total)) leave_net(b);
    for (Breakdown& b : report_.breakdowns) {
      if (b.from_table || !b.exhaustive || b.parts.size() < 2 || !b.total.valid() || !b.shares.empty()) continue;
      if (!is_sum(b.total) || sum_of(b.parts) == fact(b.total).quantity.value || all_named(b)) continue;
      // What is told with a part is mostly of that part (上年10万元), but may stand beside it.
      std::vector<FactId> parts = exact_parts(b, true);
      if (parts.empty()) parts = exact_parts(b, false);
      if (parts.empty()) parts = heads(b);
      if (!parts.empty())
        replace(b, parts);
      else if (divides_a_part(b))
        b.exhaustive = false;  // some of its parts are parts of parts: it was not read well
    }
  }

 private:
  [[nodiscard]] Fact& fact(FactId id) { return report_.facts[id.value]; }
  [[nodiscard]] bool is_sum(FactId id) {
    const Fact& own = fact(id);
    return !own.in_table && own.quantity.dimension == dsl::Dimension::money && own.quantity.takes_part_in_equations() &&
           !t_.is_concept(own.concept_id, t_.delta);
  }
  /// No 。 between them but one that ends a bracket.
  [[nodiscard]] bool one_sentence(const Fact& a, const Fact& b) const {
    if (a.at.block != b.at.block || a.in_table != b.in_table) return false;
    constexpr std::string_view stop = "。";
    const std::string_view text = report_.document.text->normalised();
    for (std::size_t at = text.find(stop, a.at.end); at < b.at.begin; at = text.find(stop, at + stop.size())) {
      const std::string_view behind = text.substr(at + stop.size());
      if (!behind.starts_with("）") && !behind.starts_with(")")) return false;
    }
    return true;
  }
  /// 支出100万元，其中基本支出60万元，项目支出30万元；会议费10万元: all that there is was named, and nothing is
  /// wanting.
  [[nodiscard]] bool all_named(const Breakdown& b) {
    const dsl::MemberId scope = member_of(fact(b.total), t_.scope);
    if (!scope.valid()) return false;
    const auto& kids = t_.program.members[scope.value].parts;
    return kids.size() >= 2 && std::all_of(kids.begin(), kids.end(), [&](dsl::MemberId kid) {
             return std::any_of(b.parts.begin(), b.parts.end(),
                                [&](FactId part) { return member_of(fact(part), t_.scope) == kid; });
           });
  }
  [[nodiscard]] bool is_part(FactId id, FactId but) const {
    return whole_[id.value].valid() && whole_[id.value] != but;
  }
  [[nodiscard]] dsl::Number sum_of(const std::vector<FactId>& parts) {
    dsl::Number sum(0);
    for (const FactId part : parts) sum = sum + fact(part).quantity.value;
    return sum;
  }
  /// 收入100万元，其中拨款60万元，结转40万元；支出90万元: the first two; 总计85万元，其中甲40万元；乙45万元: both; what
  /// stands in brackets behind a part is of that part.
  [[nodiscard]] std::vector<FactId> exact_parts(const Breakdown& b, bool only_beside) {
    const dsl::Number whole = fact(b.total).quantity.value;
    std::vector<FactId> parts;
    dsl::Number sum(0);
    const auto end = static_cast<std::uint32_t>(report_.facts.size());
    for (std::uint32_t g = b.parts.front().value; g < end && g <= b.total.value + look_ahead; ++g) {
      const FactId id{g};
      if (!one_sentence(fact(b.parts.front()), fact(id))) break;
      const FactId of = fact(id).of;
      if (!is_sum(id) || (of.valid() && of != b.total && (only_beside || is_part(id, b.total)))) continue;
      parts.push_back(id);
      sum = sum + fact(id).quantity.value;
      if (sum > whole) break;
      if (sum == whole && parts.size() >= 2) return parts;
    }
    return {};
  }
  /// 流动资产98万元、固定资产原值286万元、累计折旧105万元、净值181万元: where one part less the next makes the third,
  /// the third is what counts, if so all of them make up the total.
  void leave_net(Breakdown& b) {
    std::vector<FactId> net;
    for (std::size_t k = 0; k < b.parts.size(); ++k) {
      const bool three =
          k + 2 < b.parts.size() &&
          fact(b.parts[k]).quantity.value - fact(b.parts[k + 1]).quantity.value == fact(b.parts[k + 2]).quantity.value;
      if (three && !fact(b.parts[k + 1]).quantity.value.is_zero()) k += 2;
      net.push_back(b.parts[k]);
    }
    if (net.size() < b.parts.size() && net.size() >= 2 && sum_of(net) == fact(b.total).quantity.value) replace(b, net);
  }
  /// How many sums behind this one, two or more, make it up exactly; 0: none do.
  [[nodiscard]] std::size_t made_up_by(const std::vector<FactId>& sums, std::size_t head) {
    const dsl::Number whole = fact(sums[head]).quantity.value;
    dsl::Number sum(0);
    for (std::size_t k = head + 1; k < sums.size(); ++k) {
      sum = sum + fact(sums[k]).quantity.value;
      if (sum > whole) return 0;
      if (sum == whole && k >= head + 2) return k - head;
    }
    return 0;
  }
  /// 资金100万元，其中第一批60万元，分别支持甲40万元、乙20万元；第二批40万元，支持…: 60 and 40, for each is followed
  /// by what makes it up.
  [[nodiscard]] std::vector<FactId> heads(const Breakdown& b) {
    const dsl::Number whole = fact(b.total).quantity.value;
    std::vector<FactId> sums;
    const auto end = static_cast<std::uint32_t>(report_.facts.size());
    for (std::uint32_t g = b.parts.front().value; g < end && g <= b.total.value + look_ahead; ++g) {
      if (!one_sentence(fact(b.parts.front()), fact(FactId{g}))) break;
      if (is_sum(FactId{g})) sums.push_back(FactId{g});
    }
    std::vector<FactId> parts;
    dsl::Number sum(0);
    bool nested = false;
    for (std::size_t k = 0; k < sums.size() && sum < whole; ++k) {
      parts.push_back(sums[k]);
      sum = sum + fact(sums[k]).quantity.value;
      const std::size_t own = made_up_by(sums, k);
      nested = nested || own > 0;
      k += own;
    }
    return nested && parts.size() >= 2 && sum == whole ? parts : std::vector<FactId>{};
  }
  [[nodiscard]] bool divides_a_part(const Breakdown& b) {
    for (std::size_t k = 0; k < b.parts.size(); ++k)
      if (made_up_by(b.parts, k) > 0) return true;
    return false;
  }
  void replace(Breakdown& b, const std::vector<FactId>& parts) {
    for (const FactId part : b.parts)
      if (fact(part).of == b.total) fact(part).of = {};
    for (const FactId part : parts) fact(part).of = b.total;
    b.parts = parts;
  }

  Report& report_;
  const Lexicon::Tables& t_;
  std::vector<FactId> whole_;  // by fact: the total of which it was read as a part
};

}  // namespace

void find_exact_lists(Report& report, const Lexicon& lexicon) { ExactLists(report, lexicon).find(); }

}  // namespace hegui::report
