#include "compiler/syntax/part_memory.h"

#include <gtest/gtest.h>

namespace tarifa::syntax {
namespace {

using K = TokenKind;
constexpr auto kDeclaration = StartRule::Declaration;

ReadPart part(uint32_t begin, uint32_t end, uint32_t reach) {
  ReadPart made;
  made.begin = begin;
  made.end = end;
  made.reach = reach;
  made.ok = true;
  return made;
}

// Three parts of three tokens; each looked at the token that begins the next.
struct Parts {
  Parts() {
    memory.begin(before);
    for (uint32_t begin = 0; begin < 9; begin += 3) memory.keep(part(begin, begin + 3, begin + 3));
  }
  std::vector<TokenKind> before{K::RULE,   K::IDENT, K::NUMBER, K::LET,  K::IDENT,
                                K::STRING, K::TEST,  K::STRING, K::IDENT};
  PartMemory memory;
};

TEST(PartMemory, PartsBeforeAndBehindAChangeAreKnown) {
  Parts parts;
  std::vector<TokenKind> after = parts.before;
  after[4] = K::QUOTED;
  after.insert(after.begin() + 5, K::EQ);
  parts.memory.begin(after);
  const auto first = parts.memory.find_read(kDeclaration, 0);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->end, 3U);
  EXPECT_FALSE(parts.memory.find_read(kDeclaration, 3));
  const auto last = parts.memory.find_read(kDeclaration, 7);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->end, 10U);
  EXPECT_EQ(last->reach, 10U);
}

TEST(PartMemory, APartWhoseLookAheadChangedIsNot) {
  Parts parts;
  std::vector<TokenKind> after = parts.before;
  after[3] = K::PARAM;  // the first part ends before it, and looked at it
  parts.memory.begin(after);
  EXPECT_FALSE(parts.memory.find_read(kDeclaration, 0));
  EXPECT_TRUE(parts.memory.find_read(kDeclaration, 6));
}

TEST(PartMemory, WhatSawTheEndIsNotKnownWhereItEndsElsewhere) {
  Parts parts;
  std::vector<TokenKind> after = parts.before;
  after.push_back(K::RULE);
  parts.memory.begin(after);
  EXPECT_TRUE(parts.memory.find_read(kDeclaration, 3));
  EXPECT_FALSE(parts.memory.find_read(kDeclaration, 6));
}

TEST(PartMemory, AnotherStartIsAnotherReading) {
  Parts parts;
  parts.memory.begin(parts.before);
  EXPECT_TRUE(parts.memory.find_read(kDeclaration, 0));
  EXPECT_FALSE(parts.memory.find_read(StartRule::Header, 0));
}

}  // namespace
}  // namespace tarifa::syntax
