// The text of a new rule: doc comment, rule, a failing and a passing test, in Chinese or English keywords.
// Made by `rules new`; the words in it are to be replaced by the author.
// Afterwards the rule and its tests parse, check and run as they are.
#pragma once

#include <string>

#include "dsl/diagnostic.hpp"

namespace hegui::app {

struct Scaffold {
  std::string id, title, group;  // title and group may be empty
  dsl::Language language = dsl::Language::zh;
};

std::string scaffold_rule(const Scaffold& scaffold);
/// The head of a new rule file: a rulebook of its own that uses the taxonomy.
std::string scaffold_rulebook(const std::string& id, dsl::Language language);
/// `规则集` id for a file name: bureau-rules.hegui → local.bureau-rules.
std::string rulebook_id_for(const std::string& file_name);

}  // namespace hegui::app
