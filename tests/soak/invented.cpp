#include "tests/soak/invented.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <random>
#include <vector>

namespace hegui::soak {

namespace {

constexpr std::array kPlaces{"青禾县", "石桥县", "柳溪县", "云岭县", "白沙县", "东河县", "松林县", "南塘县"};
constexpr std::array kOffices{"档案馆",     "渔政站",   "水文站",   "图书馆",     "种子站",
                              "气象服务站", "林果中心", "粮食中心", "畜牧兽医站", "养老服务中心"};
constexpr std::array kProjects{"设备更新",     "业务用房维修", "公共服务能力提升", "信息系统运行维护", "技术推广",
                               "宣传教育活动", "安全生产检查", "人才培训",         "资料数字化",       "环境整治"};
constexpr std::array kReasons{"设备经公开招标成交价低于预算价", "部分合同跨年支付", "活动改为线上举办，场地费减少",
                              "验收推迟到下年初"};

/// The same on every machine: the distributions of the standard library are not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::uint32_t below(std::uint32_t most) { return static_cast<std::uint32_t>(engine_() % most); }
  bool one_in(std::uint32_t many) { return below(many) == 0; }
  template <class List>
  auto& of(const List& list) {
    return list[below(static_cast<std::uint32_t>(list.size()))];
  }

 private:
  std::mt19937_64 engine_;
};

/// Hundredths of ten thousand yuan as “486.00”.
std::string money(std::uint64_t hundredths) { return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100); }

/// “97.12”, rounded half up; off by a little when the report has the figure wrong.
std::string percent(std::uint64_t part, std::uint64_t whole, std::uint64_t wrong = 0) {
  const std::uint64_t hundredths = (part * 20'000 / whole + 1) / 2 + wrong;
  return money(hundredths);
}

struct Amounts {
  std::uint64_t budget = 0, actual = 0;
};
Amounts amounts(Dice& dice) {
  const std::uint64_t budget = 1'000 + dice.below(90'000);
  return {budget, budget - budget * dice.below(12) / 100};
}

std::string project(Dice& dice, std::size_t number) {
  const Amounts it = amounts(dice);
  const std::string name = fmt::format("{}{}", dice.of(kProjects), number);
  const std::uint32_t target = 100 + dice.below(5000), done = target - target * dice.below(9) / 100;
  return fmt::format(
      "{}.{}项目。年初预算{}万元，全年支出{}万元，预算执行率{}%。年度目标服务群众{}人次，实际完成{}人次。{}。\n",
      number, name, money(it.budget), money(it.actual), percent(it.actual, it.budget, dice.one_in(20) ? 130 : 0),
      target, done, done < target ? fmt::format("未完成的原因是{}", dice.of(kReasons)) : "按计划完成");
}

}  // namespace

std::string invented_report(std::uint32_t number, std::uint32_t version) {
  Dice dice(number * 1'000'003ULL + version * 17ULL + 5);
  const std::string unit =
      fmt::format("{}{}", kPlaces[number % kPlaces.size()], kOffices[number / kPlaces.size() % kOffices.size()]) +
      fmt::format("第{}分部", number / (kPlaces.size() * kOffices.size()) + 1);
  const unsigned year = 2019 + number % 5;
  const Amounts basic = amounts(dice), projects = amounts(dice);
  const Amounts all{basic.budget + projects.budget, basic.actual + projects.actual};
  const std::uint32_t posts = 10 + dice.below(60), staff = posts - dice.below(6);
  std::string text = fmt::format("{}\n{}年度部门整体支出绩效自评报告\n\n", unit, year);
  text += fmt::format(
      "一、部门基本情况\n（一）主要职责。{}承担本县有关公共服务和管理工作。\n"
      "（二）机构人员。核定编制{}名，年末在职{}人。\n",
      unit, posts, staff);
  text += fmt::format(
      "二、预算执行情况\n（一）支出情况。{}年部门支出预算{}万元，支出决算{}万元，预算执行率{}%。其中：基本支出预算{}"
      "万元，决算{}万元；项目支出预算{}万元，决算{}万元。\n",
      year, money(all.budget), money(all.actual), percent(all.actual, all.budget, dice.one_in(8) ? 97 : 0),
      money(basic.budget), money(basic.actual), money(projects.budget), money(projects.actual));
  text += fmt::format("（二）执行偏差原因。支出未达到预算，主要原因是{}。\n三、绩效目标完成情况\n", dice.of(kReasons));
  const std::uint32_t length = dice.one_in(300) ? 150 : dice.one_in(20) ? 25 : 1 + dice.below(4);
  for (std::size_t i = 1; i <= length; ++i) text += project(dice, i);
  const std::uint32_t lost = dice.below(900);
  text += fmt::format("四、自评得分\n经自评，{}{}年度部门整体支出绩效得分{}分，等级为“优”。\n", unit, year,
                      money(10'000 - lost));
  if (!dice.one_in(5))
    text +=
        "五、存在的问题及改进措施\n一是预算编制不够精细，下一步编制预算前先询价；二是支付进度偏慢，今后按月通报。\n";
  return text + fmt::format("\n{}\n{}年4月{}日\n", unit, year + 1, 1 + number % 28);
}

std::string invented_name(std::uint32_t number) {
  return fmt::format("{}/{}/{}.txt", number / 10'000, number / 100 % 100, number);
}

void write_invented(const std::filesystem::path& folder, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto path = folder / invented_name(i);
    if (i % 100 == 0) std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << invented_report(i);
  }
}

std::string idle_rules(std::uint32_t count) {
  constexpr std::uint32_t kConcepts = 50;
  std::string text = "规则集 test.idle\n  名称  “用不到的规则”\n  版本  1.0.0\n  引用  cn.taxonomy 1\n\n";
  for (std::uint32_t i = 0; i < kConcepts; ++i)
    text += fmt::format("概念 无人写过的比率{0}号（idle_{0}）：比率\n\n", i);
  for (std::uint32_t i = 0; i < count; ++i) {
    text += fmt::format("规则 WY-{0:04} “用不到的第{0}条”\n  级别  提示\n", i);
    switch (i % 3) {
      case 0:  // of figures that no report has
        text += fmt::format("  应    [无人写过的比率{}号] ≥ {}%\n", i % kConcepts, i % 90 + 1);
        break;
      case 1:  // where the text says something
        text += fmt::format("  当    报告.正文 包含 “没有哪份报告会写的话{}”\n  应    [执行率] ≥ {}%\n", i, i % 90 + 1);
        break;
      default:  // of sentences
        text += fmt::format("  禁止  有个 句 于 报告.句子：句.正文 包含 “哪一句都没有的话{}”\n", i);
        break;
    }
    text += fmt::format("  说明  “第{}条。”\n\n", i);
  }
  return text;
}

}  // namespace hegui::soak
