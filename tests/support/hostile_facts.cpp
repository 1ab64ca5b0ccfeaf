// Hostile facts files: JSON without end, numbers without sense, places outside the text.
#include "tests/support/hostile.hpp"

namespace hegui::support {

namespace {

/// One report whose fields behind the text are `fields`.
std::string facts(const std::string& fields, const std::string& text = "支出12.5万元") {
  return R"({"reports":[{"path":"a.txt","status":"read","identity":{},"text":")" + text + "\"" +
         (fields.empty() ? "" : "," + fields) + "}]}";
}

std::string fact(const std::string& fields) { return "\"facts\":[{" + fields + "}]"; }

}  // namespace

std::vector<HostileFile> hostile_facts() {
  const std::string sound =
      R"("concept":"金额","value":"12.5","unit":"万元","canonical":"125000","interval":["124950","125050"],)"
      R"("aspects":{},"label":"支出","quote":"12.5万元","line":1,"column":3,"start":6,"end":16,"derived_from":[])";
  return {
      {"empty.json", Fate::refused, [] { return std::string(); }},
      {"null.json", Fate::refused, [] { return std::string("null"); }},
      {"no-reports.json", Fate::either, [] { return std::string(R"({"reports":[]})"); }},
      {"deep-arrays.json", Fate::refused, [] { return times("[", 3'000'000); }},
      {"deep-objects.json", Fate::refused, [] { return times("{\"reports\":", 1'000'000); }},
      {"deep-field.json", Fate::refused,
       [] { return facts("\"facts\":" + times("[", 100'000) + times("]", 100'000)); }},
      {"cut.json", Fate::refused, [=] { return facts(fact(sound)).substr(0, 150); }},
      {"no-text.json", Fate::refused, [] { return std::string(R"({"reports":[{"path":"a.txt"}]})"); }},
      {"text-is-a-number.json", Fate::refused,
       [] { return std::string(R"({"reports":[{"path":"a.txt","text":12}]})"); }},
      {"zero-in-text.json", Fate::either, [] { return facts("", R"(支\u0000出12.5万元)"); }},
      {"lone-halves.json", Fate::refused, [] { return facts("", R"(\ud800支出\udc00)"); }},
      {"bad-utf8.json", Fate::refused, [] { return facts("", "\xFF\xC0支出"); }},
      {"facts-is-an-object.json", Fate::refused, [] { return facts(R"("facts":{"a":1})"); }},
      {"fact-of-nulls.json", Fate::refused,
       [] { return facts(fact(R"("concept":null,"value":null,"unit":null,"start":null,"end":null)")); }},
      {"no-such-concept.json", Fate::either, [] { return facts(fact(R"("concept":"没有这个","value":"1")")); }},
      {"huge-number.json", Fate::either,
       [] {
         return facts(fact("\"concept\":\"金额\",\"unit\":\"元\",\"value\":\"" + std::string(100'000, '9') + "\""));
       }},
      {"huge-exponent.json", Fate::refused,
       [] { return facts(fact(R"("concept":"金额","unit":"元","value":1e999999999)")); }},
      {"not-a-number.json", Fate::either,
       [] { return facts(fact(R"("concept":"金额","unit":"元","value":"NaN","interval":["-inf","+inf"])")); }},
      {"interval-upside-down.json", Fate::either,
       [] { return facts(fact(R"("concept":"金额","unit":"元","value":"5","interval":["9","1"])")); }},
      {"places-outside.json", Fate::either,
       [] {
         return facts(fact(R"("concept":"金额","unit":"万元","value":"12.5","line":4294967296,"column":0,)"
                           R"("start":4000000000,"end":4294967295)"));
       }},
      {"places-negative.json", Fate::either,
       [] {
         return facts(
             fact(R"("concept":"金额","unit":"万元","value":"12.5","line":-1,"column":-9,"start":-5,"end":-1)"));
       }},
      {"derived-from-itself.json", Fate::either,
       [] { return facts(fact(R"("concept":"金额","unit":"万元","value":"12.5","derived_from":[0,0,99999999,-1])")); }},
      {"a-million-facts.json", Fate::either, [] { return facts("\"facts\":[" + times("{},", 1'000'000) + "{}]"); }},
      {"a-name-twice.json", Fate::either,
       [=] { return facts("\"facts\":1,\"facts\":[{" + sound + "}],\"text\":\"另\""); }},
      {"odd-relations.json", Fate::either,
       [] {
         return facts(R"("breakdowns":[{"total":99,"parts":[0,1,0],"exhaustive":7}],"changes":[{"delta":-1}],)"
                      R"("indicators":[{"name":5}],"citations":[[]],"identity":{"year":"x"},"outline":[{"level":-3}])");
       }},
      {"long-text.json", Fate::either, [] { return facts("", times("支出12.5万元，", 100'000)); }},
  };
}

}  // namespace hegui::support
