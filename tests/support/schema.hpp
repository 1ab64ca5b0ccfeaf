// Holds JSON against a published schema under docs/schema.
// Used by tests only.
// Afterwards every member is of the published type, and none is unpublished.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace hegui::testing_support {

/// The published schema lets later versions add members; our own output must not have members that it does not name.
inline void forbid_unpublished(nlohmann::json& schema) {
  if (schema.is_object() && schema.contains("properties") && schema["properties"].is_object() &&
      !schema.contains("additionalProperties"))
    schema["additionalProperties"] = false;
  if (schema.is_structured())
    for (auto& each : schema) forbid_unpublished(each);
}

/// Empty when `text` fits the schema, else what does not.
inline std::string mismatch_of(const nlohmann::json& schema_json, const std::string& text) {
  const nlohmann::json value = nlohmann::json::parse(text, nullptr, false);
  if (schema_json.is_discarded()) return "the schema is no JSON";
  if (value.is_discarded()) return "the output is no JSON";
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(value), &results)) return "";
  std::string all;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const auto& step : error.context) all += step;
    all += ": " + error.description + "\n";
  }
  return all.empty() ? "does not fit" : all;
}

/// The same for a schema of ours, docs/schema/NAME.json.
inline std::string mismatch(const std::string& text, const std::string& name) {
  std::ifstream file(std::string(HEGUI_SOURCE_DIR) + "/docs/schema/" + name + ".json");
  nlohmann::json schema = nlohmann::json::parse(file, nullptr, false);
  forbid_unpublished(schema);
  return mismatch_of(schema, text);
}

/// The same for somebody else's schema, by its path.
inline std::string mismatch_with(const std::string& schema, const std::string& text) {
  std::ifstream file(schema);
  return mismatch_of(nlohmann::json::parse(file, nullptr, false), text);
}

}  // namespace hegui::testing_support
