#include "compiler/support/diag_json.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/unit/support/sample_diagnostics.h"

namespace tarifa {
namespace {

using nlohmann::json;

TEST(DiagJson, HoldsEverythingOfADiagnostic) {
  const Sample sample;
  const Diagnostic all[] = {sample.full(), Sample::no_file()};
  const json parsed = json::parse(render_json(all, sample.sources, Language::English));
  ASSERT_EQ(parsed.size(), 2U);
  EXPECT_EQ(parsed[0]["code"], "E0201");
  EXPECT_EQ(parsed[0]["kind"], "UnknownName");
  EXPECT_EQ(parsed[0]["severity"], "error");
  EXPECT_EQ(parsed[0]["message"], "`demand` is not known here");
  EXPECT_EQ(parsed[0]["span"]["file"], "rules/a.rule");
  EXPECT_EQ(parsed[0]["span"]["start"]["line"], 7);
  EXPECT_EQ(parsed[0]["span"]["start"]["column"], 32);
  EXPECT_EQ(parsed[0]["span"]["start"]["offset"], sample.full().span.begin);
  EXPECT_EQ(parsed[0]["span"]["end"]["column"], 38);
  EXPECT_EQ(parsed[0]["labels"].size(), 4U);
  EXPECT_EQ(parsed[0]["labels"][3]["span"]["file"], "rules/b space.rule");
  EXPECT_EQ(parsed[0]["help"], (json{"did you mean `first`?", "did you mean `second`?"}));
  EXPECT_EQ(parsed[0]["fixes"][0]["edits"][1]["text"], "need\n  + 1");
}

TEST(DiagJson, MembersAreAlwaysThereInOneOrder) {
  const Sample sample;
  const Diagnostic all[] = {sample.full(), Sample::no_file()};
  const auto parsed = nlohmann::ordered_json::parse(render_json(all, sample.sources, Language::English));
  for (const auto& one : parsed) {
    std::vector<std::string> names;
    for (const auto& [name, value] : one.items()) names.push_back(name);
    EXPECT_THAT(names, testing::ElementsAre("code", "kind", "severity", "message", "span", "labels", "help", "fixes"));
  }
  EXPECT_TRUE(parsed[1]["span"].is_null());
}

TEST(DiagJson, ReplacesBrokenUtf8) {
  const Sample sample;
  const Diagnostic all[] = {Sample::no_file()};
  const json parsed = json::parse(render_json(all, sample.sources, Language::Spanish));
  EXPECT_EQ(parsed[0]["message"], "no se puede leer `x\x1b[31m`: no \uFFFD such\nfile");
  EXPECT_EQ(render_json({}, sample.sources, Language::English), "[]\n");
}

}  // namespace
}  // namespace tarifa
