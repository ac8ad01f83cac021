#include "runtime/data/json_row.h"

#include <gtest/gtest.h>

#include <string>

#include "runtime/data/text_stream.h"

namespace tarifa::runtime {
namespace {

struct Parsed {
  JsonRowParser::Outcome outcome;
  std::string buffer;
  RawRow row;
};

Parsed parse(JsonRowParser& parser, std::string_view text) {
  Parsed parsed{JsonRowParser::Outcome::Good, std::string(text), {}};
  parsed.buffer.append(TextStream::kPadding, ' ');
  parsed.outcome = parser.parse(std::string_view(parsed.buffer).substr(0, text.size()), parsed.row);
  return parsed;
}

JsonRowParser::Outcome outcome(std::string_view text) {
  JsonRowParser parser;
  return parse(parser, text).outcome;
}

TEST(JsonRow, NumbersKeepEveryDigit) {  // S55
  JsonRowParser parser;
  const std::string wide = "1234567890123456789012345678901234567890.5";
  const Parsed parsed = parse(parser, R"({"a": 1.5e3, "b": -0, "c": 130.5000, "d": )" + wide + R"( , "e":1E400})");
  ASSERT_EQ(parsed.outcome, JsonRowParser::Outcome::Good);
  const auto& values = parsed.row.values;
  ASSERT_EQ(values.size(), 6U);
  EXPECT_EQ(values[1].text, "1.5e3");
  EXPECT_EQ(values[2].text, "-0");
  EXPECT_EQ(values[3].text, "130.5000");
  EXPECT_EQ(values[4].text, wide);
  EXPECT_EQ(values[5].text, "1E400");
  EXPECT_EQ(values[5].name, "e");
}

TEST(JsonRow, ResolvesEscapesAndNests) {
  JsonRowParser parser;
  const Parsed parsed = parse(parser, R"({"a\u00f1o": "x\"\n\u00e9", "l": [1, {"k": null}, [], true]})");
  ASSERT_EQ(parsed.outcome, JsonRowParser::Outcome::Good);
  const auto& values = parsed.row.values;
  EXPECT_EQ(values[1].name, "a\xC3\xB1o");
  EXPECT_EQ(values[1].text, "x\"\n\xC3\xA9");
  EXPECT_EQ(values[2].kind, RawKind::Array);
  EXPECT_EQ(values[2].count, 4U);
  EXPECT_EQ(values[values[2].first_child].text, "1");
}

TEST(JsonRow, RefusesWhatIsNoJson) {
  for (const char* text : {"{",
                           "{\"a\": 01}",
                           "{\"a\": +1}",
                           "{\"a\": .5}",
                           "{\"a\": 1.}",
                           "{\"a\": 0x10}",
                           "{\"a\": 1,}",
                           "{,}",
                           "{\"a\" 1}",
                           "{\"a\": 1 2}",
                           "{\"a\": truex}",
                           "{\"a\": nul}",
                           "{\"a\": 'x'}",
                           "{\"a\": \"x}",
                           "{\"a\": \"\\q\"}",
                           "{\"a\": \"\x01\"}",
                           "{\"a\": \"\xFF\"}",
                           "{\"a\": [1,,2]}",
                           "{\"a\": [1}",
                           "{\"a\": 1} x",
                           "{} {}",
                           "{\"a\": NaN}",
                           "{\"a\": 1e}",
                           "{\"a\": -}",
                           "{a: 1}",
                           "{\"x\": {\"a\":1]}"}) {
    EXPECT_EQ(outcome(text), JsonRowParser::Outcome::NotJson) << text;
  }
  EXPECT_EQ(outcome("{}"), JsonRowParser::Outcome::Good);
}

TEST(JsonRow, RefusesNamesThatStandTwiceWhereverTheyStand) {
  EXPECT_EQ(outcome(R"({"a": 1, "b": 2, "a": 1})"), JsonRowParser::Outcome::NotARow);
  EXPECT_EQ(outcome(R"({"x": [{"a": 1, "\u0061": 2}]})"), JsonRowParser::Outcome::NotARow);
  EXPECT_EQ(outcome(R"({"a": {"a": 1}, "b": {"a": 1}})"), JsonRowParser::Outcome::Good);
}

TEST(JsonRow, RefusesDepth) {
  const auto nested = [](size_t depth) { return "{\"a\": " + std::string(depth, '[') + std::string(depth, ']') + "}"; };
  EXPECT_EQ(outcome(nested(60)), JsonRowParser::Outcome::Good);
  EXPECT_EQ(outcome(nested(70)), JsonRowParser::Outcome::NotARow);
  EXPECT_NE(outcome(nested(100'000)), JsonRowParser::Outcome::Good);
}

TEST(JsonRow, RefusesWhatIsNoObject) {
  EXPECT_EQ(outcome("[1, 2]"), JsonRowParser::Outcome::NotARow);
  EXPECT_EQ(outcome("12"), JsonRowParser::Outcome::NotARow);
}

}  // namespace
}  // namespace tarifa::runtime
