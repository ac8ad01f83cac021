#include <gmock/gmock.h>

#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kHead = "[package]\nname = \"p\"\nversion = \"1.0.0\"\nedition = \"2026\"\n";

std::vector<std::string> errors_with(const std::string& manifest) {
  return check_source("module test\n", {}, manifest)->errors();
}

TEST(Package, ManifestIsReadWithPlaces) {
  EXPECT_THAT(errors_with(std::string(kHead) + "entry = [\"test\"]\n"), IsEmpty());
  EXPECT_THAT(errors_with(std::string(kHead)),
              ElementsAre("E0212 tarifa.toml:1:1 tarifa.toml does not say `package.entry`"));
  EXPECT_THAT(errors_with(std::string(kHead) + "entry = [\"tset\"]\n"),
              ElementsAre("E0210 tarifa.toml:5:10 entry module `tset` is not in the package"));
  EXPECT_THAT(errors_with(std::string(kHead) + "entry = [\"test\"]\nentries = 1\n"),
              ElementsAre("E0214 tarifa.toml:6:1 `package.entries` is no key of tarifa.toml"));
  EXPECT_THAT(errors_with("[package]\nname = 1\nversion = \"1\"\nedition = \"1999\"\nentry = [\"test\"]\n"),
              ElementsAre("E0213 tarifa.toml:2:8 `name` of tarifa.toml is written like `name = \"town\"`",
                          "E0221 tarifa.toml:4:11 edition `1999` is not known: this version of tarifa "
                          "reads `2026`"));
}

TEST(Package, BrokenManifestIsOneError) {
  const auto errors = errors_with("[package\n");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].substr(0, 20), "E0211 tarifa.toml:1:");
}

TEST(Package, EveryFileSaysItsModuleAndNoTwoTheSame) {
  EXPECT_THAT(errors_of("enum E { A }\n"),
              ElementsAre("E0210 tarifa.toml:5:10 entry module `test` is not in the package",
                          "E0209 1:1 the file does not say which module it is"));
  EXPECT_THAT(errors_of("module test\n", {{"rules/z.rule", "module test\n"}}),
              ElementsAre("E0208 rules/z.rule:1:8 module `test` is in two files"));
  EXPECT_THAT(errors_of("module test\n", {{"rules/z.rule", "module std.units\n"}}),
              ElementsAre("E0220 rules/z.rule:1:8 `std.units`: modules of `std` are part of tarifa "
                          "and cannot be declared"));
}

// S8: only what the entry modules reach applies.
TEST(Package, ModuleThatNoEntryReachesIsAWarning) {
  EXPECT_THAT(warnings_of("module test\n", {{"rules/other.rule", "module other\nentity A { key id: text(8) }\n"}}),
              ElementsAre("W0203 rules/other.rule:1:8 module `other` is used by no entry module: "
                          "no `extend` in it applies"));
  EXPECT_THAT(warnings_of("module test\nuse other.{A}\ntest \"t\" { for A(id: \"1\") expect true }\n",
                          {{"rules/other.rule", "module other\nentity A { key id: text(8) }\n"}}),
              IsEmpty());
}

TEST(Package, ExtendOfAnUnreachedModuleDoesNotApply) {  // S8
  const std::string base = "param tax: ratio(2) { from 2020-01-01: 10% open }\n";
  const std::string extension = "extend tax { from 2020-06-01: 12% published 2020-07-01 }\n";
  const TestFile other = {"rules/other.rule", "module other\nuse test.{tax}\n" + extension};
  const auto apart = check_source("module test\n" + base, {other});
  ASSERT_EQ(apart->module().params.size(), 1U);
  EXPECT_EQ(apart->module().params[0].timelines[0].entries.size(), 1U);
  EXPECT_THAT(apart->module().extends, IsEmpty());
  const auto reached = check_source("module test\nuse other\n" + base, {other});
  ASSERT_EQ(reached->module().params.size(), 1U);
  EXPECT_EQ(reached->module().params[0].timelines[0].entries.size(), 2U);
  EXPECT_THAT(reached->module().extends, ElementsAre("other: tax"));
}

TEST(Package, OnlyRulesParamsAndTablesAreExtended) {
  EXPECT_THAT(errors_of("module test\nenum E { A }\nextend E { from 2020-01-01: 1 open }\n"),
              ElementsAre("E0216 3:8 `E` is declared with `enum`; only `rule`, `param` and `table` "
                          "can be extended"));
  EXPECT_THAT(errors_of("module test\nparam p: ratio(2) { from 2020-01-01: 1 open }\nextend p { "
                        "except x = 1 }\n"),
              ElementsAre("E0217 3:12 an `extend` of a `param` cannot hold this"));
}

TEST(Package, DependencyBringsItsModulesAndFiles) {
  PackageInput shared;
  shared.folder = "../shared";
  shared.manifest = std::string(kHead) + "entry = [\"shared\"]\n";
  shared.files = {{"rules/s.rule", "module shared\nparam tax: ratio(2) from \"tax.csv\"\nenum Unused { A }\n"},
                  {"rules/lost.rule", "module lost\nrecord R { x: Nothing }\n"},
                  {"tax.csv", "from,value,until\n2020-01-01,0.19,open\n"}};
  PackageInput input;
  input.manifest = std::string(kHead) + "entry = [\"test\"]\n[dependencies]\nshared = { path = \"../shared\" }\n";
  input.files = {
      {"rules/test.rule", "module test\nuse shared.{tax}\ntest \"t\" { expect tax(at: 2020-05-01) = 0.19 }\n"}};
  input.dependencies = {shared};
  Checking checking;
  checking.result = check_package(checking.sources, input, checking.sink);
  EXPECT_THAT(checking.errors(), IsEmpty());
  EXPECT_THAT(checking.warnings(), IsEmpty());
  ASSERT_EQ(checking.module().params.size(), 1U);
  EXPECT_EQ(checking.module().params[0].csv, "../shared/tax.csv");
}

TEST(Package, ManifestOfADependencyIsJudgedToo) {
  PackageInput shared;
  shared.folder = "../shared";
  shared.manifest = "[package]\n";
  PackageInput input;
  input.manifest = std::string(kHead) + "entry = [\"test\"]\n";
  input.files = {{"rules/test.rule", "module test\n"}};
  input.dependencies = {shared};
  Checking checking;
  checking.result = check_package(checking.sources, input, checking.sink);
  ASSERT_FALSE(checking.errors().empty());
  EXPECT_EQ(checking.errors()[0], "E0212 ../shared/tarifa.toml:1:1 tarifa.toml does not say `package.name`");
}

TEST(Package, FilesOfTheModuleAreHashed) {
  const auto checked = check_source("module test\nenum E { A }\nentity A1 { key id: text(8), e: E }\n");
  ASSERT_EQ(checked->module().files.size(), 1U);
  EXPECT_EQ(checked->module().files[0].path, "rules/test.rule");
  EXPECT_EQ(checked->module().files[0].sha256.size(), 64U);
  EXPECT_EQ(checked->module().package, "test");
}

TEST(Package, ResultDoesNotDependOnThreads) {
  PackageInput input;
  input.manifest = std::string(kHead) + "entry = [\"m0\"]\n";
  for (int i = 0; i < 20; ++i) {
    const std::string n = std::to_string(i);
    input.files.push_back({"rules/m" + n + ".rule", "module m" + n + "\nrecord R { x: Missing" + n + " }\n"});
  }
  std::vector<std::string> first;
  for (const int threads : {1, 2, 4}) {
    Checking checking;
    checking.result = check_package(checking.sources, input, checking.sink, threads);
    if (first.empty()) first = checking.errors();
    EXPECT_EQ(checking.errors(), first);
    EXPECT_EQ(checking.errors().size(), 20U);
  }
}

}  // namespace
}  // namespace tarifa::check
