#include "compiler/ir/serialize.h"

#include <gtest/gtest.h>

namespace tarifa::ir {
namespace {

Module some_module() {
  Module module;
  module.package = "p";
  module.entries = {"a.b", ""};
  module.units.push_back({"COP", {{0, 1}, {3, -2}}, 1, 3'600'000, 2});
  module.types.push_back({.kind = TypeKind::Number, .integer = true, .scale = 18, .unit = UnitId(size_t{0})});
  Const constant;
  constant.type = TypeId(size_t{0});
  constant.number = numeric::kInt128Min;
  constant.second = numeric::kInt128Max;
  constant.text = std::string("a\0b", 3);
  module.consts.push_back(constant);
  Node node;
  node.op = Op::LineSum;
  node.static_denominator = ~uint64_t{0};
  node.divisors = {DivisorId(size_t{7})};
  module.nodes.push_back(node);
  module.with_fields = {{}, {1, 2}, {0xFFFFFFFF}};
  Tiers tiers;
  tiers.blocks.push_back({});
  tiers.blocks[0].nested.push_back({});
  module.tiers.push_back(tiers);
  TimelineEntry entry;
  entry.from = -719162;
  entry.published = 2932896;
  module.params.push_back({});
  module.params[0].timelines.push_back({{}, {entry}});
  return module;
}

TEST(Serialize, ComesBackAsItWas) {
  const std::string bytes = serialize(some_module());
  const auto back = deserialize(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(serialize(*back), bytes);
  EXPECT_TRUE(back->consts[0].number == numeric::kInt128Min);
  EXPECT_TRUE(back->consts[0].second == numeric::kInt128Max);
  EXPECT_EQ(back->consts[0].text.size(), 3U);
  EXPECT_EQ(back->nodes[0].op, Op::LineSum);
  EXPECT_EQ(back->nodes[0].static_denominator, ~uint64_t{0});
  EXPECT_EQ(back->with_fields[2][0], 0xFFFFFFFF);
  EXPECT_EQ(back->units[0].powers[1].exponent, -2);
  EXPECT_EQ(back->params[0].timelines[0].entries[0].from, -719162);
  EXPECT_FALSE(back->params[0].timelines[0].entries[0].until.has_value());
}

TEST(Serialize, EveryCutAndEveryAddedByteIsRefused) {
  const std::string bytes = serialize(some_module());
  for (size_t cut = 0; cut < bytes.size(); ++cut) EXPECT_FALSE(deserialize(bytes.substr(0, cut))) << cut;
  EXPECT_FALSE(deserialize(bytes + '\0'));
}

TEST(Serialize, BytesThatAreNoModuleNeverPassForOne) {
  const std::string bytes = serialize(some_module());
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (const int bit : {0, 3, 7}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      if (const auto back = deserialize(changed))
        EXPECT_EQ(serialize(*back), changed) << at;  // another module, and only one
    }
  }
}

TEST(Serialize, TextsMustBeUtf8) {
  const auto accepted = [](std::string_view text) {
    Module module;
    module.package = text;
    return deserialize(serialize(module)).has_value();
  };
  for (const char* good :
       {"a", "\xC3\xB1", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(accepted(good)) << good;
  }
  for (const char* bad : {"\xFF", "\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80",
                          "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82",
                          "\xC3"
                          "a"}) {
    EXPECT_FALSE(accepted(bad)) << bad;
  }
}

TEST(Serialize, HugeCountsAndDeepNestingAreRefusedBeforeMemoryIsTaken) {
  EXPECT_FALSE(deserialize(std::string("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 10)));
  Module module;
  module.tiers.push_back({});
  std::vector<TierBlock>* blocks = &module.tiers[0].blocks;
  for (int i = 0; i < 400; ++i) {
    blocks->push_back({});
    blocks = &blocks->front().nested;
  }
  EXPECT_FALSE(deserialize(serialize(module)));
}

}  // namespace
}  // namespace tarifa::ir
