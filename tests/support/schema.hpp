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

/// Empty when `text` fits docs/schema/NAME.json, else what does not.
inline std::string mismatch(const std::string& text, const std::string& name) {
  std::ifstream file(std::string(HEGUI_SOURCE_DIR) + "/docs/schema/" + name + ".json");
  nlohmann::json schema_json = nlohmann::json::parse(file, nullptr, false);
  const nlohmann::json value = nlohmann::json::parse(text, nullptr, false);
  if (schema_json.is_discarded()) return "the schema is no JSON";
  if (value.is_discarded()) return "the output is no JSON";
  forbid_unpublished(schema_json);
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

}  // namespace hegui::testing_support
