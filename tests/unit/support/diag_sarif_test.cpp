#include "compiler/support/diag_sarif.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/support/sample_diagnostics.h"

namespace tarifa {
namespace {

using nlohmann::json;

TEST(DiagSarif, HasOneRuleAKindAndOneResultADiagnostic) {
  const Sample sample;
  const Diagnostic all[] = {sample.full(), Sample::no_file(), sample.full()};
  const json log = json::parse(render_sarif(all, sample.sources, Language::English, "1.2.3"));
  EXPECT_EQ(log["version"], "2.1.0");
  ASSERT_EQ(log["runs"].size(), 1U);
  const json& run = log["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["version"], "1.2.3");
  ASSERT_EQ(run["tool"]["driver"]["rules"].size(), 2U);
  ASSERT_EQ(run["results"].size(), 3U);
  for (const json& result : run["results"]) {
    const size_t index = result["ruleIndex"];
    EXPECT_EQ(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
  }
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
}

TEST(DiagSarif, PlacesRelatedPlacesAndFixes) {
  const Sample sample;
  const Diagnostic all[] = {sample.full()};
  const json log = json::parse(render_sarif(all, sample.sources, Language::English, "1"));
  const json& result = log["runs"][0]["results"][0];
  EXPECT_EQ(result["level"], "error");
  EXPECT_EQ(result["message"]["text"], "`demand` is not known here\ndid you mean `first`?\ndid you mean `second`?");
  const json& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "rules/a.rule");
  EXPECT_EQ(place["region"]["startLine"], 7);
  EXPECT_EQ(place["region"]["startColumn"], 32);
  EXPECT_EQ(place["region"]["endColumn"], 38);
  ASSERT_EQ(result["relatedLocations"].size(), 4U);
  EXPECT_EQ(result["relatedLocations"][3]["physicalLocation"]["artifactLocation"]["uri"], "rules/b%20space.rule");
  const json& change = result["fixes"][0]["artifactChanges"][0];
  ASSERT_EQ(change["replacements"].size(), 2U);
  EXPECT_EQ(change["replacements"][0]["insertedContent"]["text"], "use");
}

TEST(DiagSarif, ADiagnosticAboutNoFileHasNoPlace) {
  const Sample sample;
  const Diagnostic all[] = {Sample::no_file()};
  const json log = json::parse(render_sarif(all, sample.sources, Language::English, "1"));
  EXPECT_TRUE(log["runs"][0]["results"][0]["locations"].empty());
  const json none = json::parse(render_sarif({}, sample.sources, Language::English, "1"));
  EXPECT_TRUE(none["runs"][0]["results"].is_array());
}

}  // namespace
}  // namespace tarifa
