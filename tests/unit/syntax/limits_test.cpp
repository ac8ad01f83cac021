// Hostile files: an error, in little time and memory and on a small stack.
#include "compiler/support/limits.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <random>

#include "compiler/syntax/format.h"
#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::syntax {
namespace {

std::string repeat(std::string_view text, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TARIFA_BIG_FRAMES 1
#endif
#endif
#if defined(TARIFA_BIG_FRAMES) || !defined(__OPTIMIZE__)
constexpr size_t kStack = 8U << 20U;
#else
constexpr size_t kStack = 1U << 20U;
#endif

struct SmallStackRun {
  std::string text;
  std::string codes;
};

std::string codes_on_small_stack(std::string text) {
  SmallStackRun run{std::move(text), {}};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStack);
  pthread_t thread{};
  const auto body = [](void* argument) -> void* {
    auto* r = static_cast<SmallStackRun*>(argument);
    ParsedText parsed(r->text);
    r->codes = parsed.codes();
    if (!parsed.tree.has_errors()) {
      EXPECT_TRUE(format(parsed.tree).has_value());
    }
    return nullptr;
  };
  EXPECT_EQ(pthread_create(&thread, &attributes, body, &run), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  return run.codes;
}

TEST(Limits, NestingUpTo256) {
  const size_t n = limits::kNesting;
  EXPECT_EQ(codes_on_small_stack("let x = " + repeat("(", n) + "1" + repeat(")", n)), "");
  EXPECT_EQ(codes_on_small_stack("let x = " + repeat("[", n) + "1" + repeat("]", n)), "");
  EXPECT_EQ(codes_on_small_stack("let x = " + repeat("f(", n) + "1" + repeat(")", n)), "");
  EXPECT_EQ(codes_on_small_stack("let x = " + repeat("(", n + 1) + "1" + repeat(")", n + 1)), "E0104");
  EXPECT_EQ(codes_on_small_stack("let x = " + repeat("(", 10'000) + "1" + repeat(")", 10'000)), "E0104");
}

TEST(Limits, NestingWithoutBracketsIsLimitedToo) {
  for (const char* prefix : {"not ", "- ", "a ?? ", "a implies ", "if a then b else ", "5% of ", "if a then "}) {
    const std::string deep = "let x = " + repeat(prefix, 100'000) + "1\nlet y = 2\n";
    EXPECT_EQ(codes_on_small_stack(deep), "E0104") << prefix;
  }
  EXPECT_EQ(codes_on_small_stack("let x = " + repeat("if a then b else ", 1'000) + "c"), "");
  EXPECT_EQ(codes_on_small_stack("let x = " + repeat("a + ", 200'000) + "c"), "");
}

TEST(Limits, ADeepDeclarationHidesNoOther) {
  ParsedText parsed("let x = " + repeat("not ", 5'000) + "a\nlet y = = 2\nlet z = 3\n");
  EXPECT_EQ(parsed.codes(), "E0104 E0121");
}

TEST(Limits, FileOfFiveMegabytes) {
  ParsedText parsed(repeat("// a line\n", 500'000));
  EXPECT_EQ(parsed.codes(), "E0102");
  EXPECT_EQ(parsed.tree.token_count(), 2U);
}

TEST(Limits, TooManyTokens) { EXPECT_EQ(ParsedText(repeat("a ", limits::kTokens + 1)).codes(), "E0103"); }

TEST(Limits, ManyErrorsStayCheap) {
  ParsedText parsed(repeat("let x = = 3\n", 20'000));
  EXPECT_LE(parsed.sink.all().size(), limits::kErrorsAFile);
  EXPECT_EQ(parsed.sink.error_count() + parsed.sink.dropped_count() >= limits::kErrorsAFile, true);
  ParsedText one("tariff T for A {\n" + repeat("  line a = = 3\n", 40'000) + "}\n");
  EXPECT_TRUE(one.tree.has_errors());
  ParsedText brackets(repeat(")(]", 100'000));
  EXPECT_TRUE(brackets.tree.has_errors());
}

TEST(Limits, AnyBytesGiveATree) {
  std::mt19937 random(7);
  const std::string_view alphabet = " \n(){}[]=+-*/@|.,:?<>!\"'`%&;#0123456789abelinrtfxo_";
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 400; ++i) text += alphabet[random() % alphabet.size()];
    ParsedText parsed(text);
    std::string back;
    for (size_t i = 0; i < parsed.tree.token_count(); ++i) {
      back += parsed.tree.trivia(TokenId(i));
      back += parsed.tree.text(TokenId(i));
    }
    EXPECT_EQ(back, text);
  }
}

}  // namespace
}  // namespace tarifa::syntax
