// What a rule lacked, in words for people who have not read the rule: “变动的本期” for 变.本期, “执行率” for [执行率].
// Made once a run by the writers that tell people; JSON keeps the words of the rule.
// Afterwards no text names a variable of a rule where the kind of what it stands for is known.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::findings {

class Readable {
 public:
  /// Without a program (results from a file) only brackets are taken off.
  Readable(const dsl::Program* program, dsl::Language language);

  /// A missing operand or a reason, as the engine names it.
  [[nodiscard]] std::string operand(std::string_view rule, std::string_view text) const;
  /// 组.总数 as the label of a passage: 分解的总数, without quotation marks.
  [[nodiscard]] std::string label(std::string_view rule, std::string_view text) const;
  /// “缺少或读不准“执行率”；“评分”有多个值（96分、98分）”: first what is only named, then what says itself what is
  /// wrong.
  [[nodiscard]] std::string lacking(std::string_view rule, const std::vector<std::string>& texts) const;

 private:
  [[nodiscard]] std::string told(std::string_view rule, std::string_view text, bool quoted) const;

  bool zh_;
  // By rule: what its variables stand for.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> variables_;
};

}  // namespace hegui::findings
