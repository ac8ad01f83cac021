// Every module of stdlib checks, and the tests in it pass.
#include <gmock/gmock.h>

#include <set>

#include "compiler/check/standard_library.h"
#include "compiler/driver/run_tests.h"
#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::IsEmpty;

std::unique_ptr<Checking> check_standard_library() {
  std::string entries;
  for (const StandardText& text : standard_texts()) {
    entries += (entries.empty() ? "\"" : ", \"") + std::string(text.module) + "\"";
  }
  return check_source(
      "module test\n", {},
      "[package]\nname = \"std\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [" + entries + "]\n");
}

TEST(StandardLibrary, IsFreeOfFindings) {
  const auto checked = check_standard_library();
  EXPECT_THAT(checked->errors(), IsEmpty());
  EXPECT_THAT(checked->warnings(), IsEmpty());
}

TEST(StandardLibrary, ItsTestsPass) {
  const auto checked = check_standard_library();
  ASSERT_TRUE(checked->result.ok);
  const auto cases = driver::run_tests(checked->module());
  EXPECT_GE(cases.size(), 9U);
  std::set<std::string> modules;
  for (const driver::TestCase& one : cases) {
    modules.insert(one.module);
    EXPECT_TRUE(one.passed()) << one.module << ": " << one.name;
  }
  EXPECT_EQ(modules.size(), standard_texts().size());
}

TEST(StandardLibrary, EveryDeclarationIsDocumented) {
  const auto checked = check_standard_library();
  for (const Symbol& symbol : checked->result.symbols) {
    if (symbol.kind == SymbolKind::Builtin) continue;
    EXPECT_FALSE(symbol.doc.empty()) << symbol.name;
  }
}

}  // namespace
}  // namespace tarifa::check
