#include "checker/findings/facts_node.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kDeepest = 64;  // far below what any facts file needs

/// Counted from the brackets alone.
bool is_deeper(std::string_view json, std::size_t most) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > most) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

/// Why the bytes cannot be parsed. simdjson does not say where; nlohmann's parser is asked once more, in vain.
FactsError told(std::string_view bytes) {
  if (is_deeper(bytes, kDeepest)) return {"", "嵌套太深", "nested too deep"};
  try {
    [[maybe_unused]] const auto parsed = nlohmann::json::parse(bytes);
  } catch (const nlohmann::json::parse_error& error) {
    const std::size_t byte = std::min(error.byte == 0 ? 0 : error.byte - 1, bytes.size());
    const std::string_view before = bytes.substr(0, byte);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {std::to_string(line) + ":" + std::to_string(1 + dsl::count_characters(before.substr(begin))), "不是 JSON",
            "this is no JSON"};
  } catch (const std::exception&) {
  }
  return {"", "里面有大得不合理的数", "it holds a number that is too large to be one"};
}

}  // namespace

simdjson::dom::element parse_facts(simdjson::dom::parser& parser, std::string_view bytes) {
  simdjson::dom::element root;
  if (bytes.size() > parser.capacity() || parser.max_depth() != kDeepest)
    if (parser.allocate(std::max<std::size_t>(bytes.size(), parser.capacity()), kDeepest) != simdjson::SUCCESS)
      throw FactsError("", "内存不足，文件太大", "out of memory, the file is too large");
  const auto error = parser.parse(bytes.data(), bytes.size()).get(root);
  if (error == simdjson::MEMALLOC) throw FactsError("", "内存不足，文件太大", "out of memory, the file is too large");
  if (error != simdjson::SUCCESS) throw told(bytes);
  return root;
}

void FactsNode::fail(std::string zh, std::string en) const { throw FactsError(place(), std::move(zh), std::move(en)); }

void FactsNode::require(bool holds, const char* zh, const char* en) const {
  if (!holds) fail(std::string("应为") + zh, std::string("should be ") + en);
}

simdjson::dom::array FactsNode::array() const {
  simdjson::dom::array found;
  require(value_.get_array().get(found) == simdjson::SUCCESS, "数组", "an array");
  return found;
}

simdjson::dom::object FactsNode::object() const {
  simdjson::dom::object found;
  require(value_.get_object().get(found) == simdjson::SUCCESS, "对象", "an object");
  return found;
}

FactsNode FactsNode::operator[](const char* key) const {
  simdjson::dom::element found;
  if (object().at_key(key).get(found) != simdjson::SUCCESS)
    fail(std::string("缺少“") + key + "”", std::string("'") + key + "' is missing");
  return {found, this, key, 0};
}

FactsNode FactsNode::at(std::size_t index) const {
  simdjson::dom::element found;
  if (array().at(index).get(found) != simdjson::SUCCESS) fail("太短", "is too short");
  return {found, this, {}, index};
}

bool FactsNode::has(const char* key) const {
  simdjson::dom::element found;
  return object().at_key(key).get(found) == simdjson::SUCCESS && !found.is_null();
}

std::size_t FactsNode::size() const {
  const simdjson::dom::array all = array();
  return static_cast<std::size_t>(std::distance(all.begin(), all.end()));  // the array's own count stops at 2^24
}

std::string_view FactsNode::view() const {
  std::string_view found;
  require(value_.get_string().get(found) == simdjson::SUCCESS, "字符串", "a string");
  return found;
}

std::int64_t FactsNode::whole(std::int64_t least, std::int64_t most) const {
  std::int64_t number = std::numeric_limits<std::int64_t>::max();
  const bool huge = value_.is_uint64() && !value_.is_int64();
  require(value_.is_int64() || huge, "整数", "a whole number");
  if (!huge) number = value_.get_int64().value_unsafe();
  if (huge || number < least || number > most)
    fail("应在 " + std::to_string(least) + " 至 " + std::to_string(most) + " 之间",
         "should be between " + std::to_string(least) + " and " + std::to_string(most));
  return number;
}

bool FactsNode::flag() const {
  bool found = false;
  require(value_.get_bool().get(found) == simdjson::SUCCESS, " true 或 false", "true or false");
  return found;
}

std::string FactsNode::place() const {
  if (parent_ == nullptr) return "";
  const std::string above = parent_->place();
  if (key_.data() == nullptr) return above + "[" + std::to_string(index_) + "]";
  return above.empty() ? std::string(key_) : above + "." + std::string(key_);
}

}  // namespace hegui::findings
