// INVARIANT: whatever was edited before, EditedPackage finds what a fresh analysis of the same texts finds.
#include "compiler/driver/edited_package.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/edit/packages.h"
#include "tests/edit/random_edits.h"
#include "tests/edit/same_analysis.h"

namespace tarifa::edit {
namespace {

int edits_a_package() {
  const char* wanted = std::getenv("TARIFA_EDITS");  // more, to look further
  return wanted == nullptr ? 12 : std::atoi(wanted);
}

uint32_t first_seed() {
  const char* wanted = std::getenv("TARIFA_SEED");
  return wanted == nullptr ? 1 : static_cast<uint32_t>(std::atoi(wanted));
}

const std::vector<NamedPackage>& packages() {
  static const std::vector<NamedPackage> all = all_packages(TARIFA_SOURCE_DIR);
  return all;
}

TEST(EditedPackage, EqualsAFullAnalysisAfterEveryEdit) {
  ASSERT_GT(packages().size(), 150U);
  size_t accepted = 0;
  size_t refused = 0;
  for (size_t p = 0; p < packages().size(); ++p) {
    const NamedPackage& package = packages()[p];
    RandomEdits edits(package.input, first_seed() + static_cast<uint32_t>(p));
    driver::EditedPackage edited;
    std::string done = package.name;
    (void)edited.analyze(package.input);
    for (int step = 0; step < edits_a_package(); ++step) {
      const check::PackageInput& input = edits.next();
      done += "\n" + edits.last();
      const driver::SharedPackage ours = edited.analyze(input, 1 + step % 2);
      const auto fresh = driver::load_package(input, 1);
      ASSERT_EQ(difference(*ours, *fresh), "") << done;
      ++(fresh->result.ok ? accepted : refused);
    }
  }
  EXPECT_GT(accepted, packages().size());  // the edits do not only destroy
  EXPECT_GT(refused, packages().size());
}

// So that the equality above says something.
TEST(EditedPackage, RulesThatAreTheSameAreTakenOver) {
  check::PackageInput input;
  input.manifest = "[package]\nname = \"p\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"p\"]\n";
  const std::string head =
      "module p\nuse std.money.{EUR}\nrounding half_up\n"
      "entity Account { key id: text(8), debt: EUR(2) in 0..1_000, late: bool }\n";
  const auto rule = [](int k, const std::string& amount) {
    return fmt::format(
        "rule r{0} for Account: EUR(2) = debt + {1} EUR {{ except x{0} = 0.00 EUR when late and debt > {1} EUR }}\n", k,
        amount);
  };
  std::string rules;
  for (int k = 0; k < 20; ++k) rules += rule(k, "1.00");
  const std::string sum = "rule sum for Account: EUR(2) = r3 + r19\n";
  input.files.push_back({"rules/p.rule", head + rules + sum});
  driver::EditedPackage edited;
  (void)edited.analyze(input);
  EXPECT_EQ(edited.replayed_rules(), 0U);
  (void)edited.analyze(input);
  EXPECT_EQ(edited.replayed_rules(), 21U);
  // One that `sum` uses, two lines further down: that one and `sum` are not the same.
  std::string changed = "// note\n\n" + head;
  for (int k = 0; k < 20; ++k) changed += rule(k, k == 3 ? "2.50" : "1.00");
  input.files[0].text = changed + sum;
  const driver::SharedPackage ours = edited.analyze(input);
  EXPECT_EQ(edited.replayed_rules(), 19U);
  EXPECT_EQ(difference(*ours, *driver::load_package(input, 1)), "");
  // A field: all rules rest on it.
  input.files[0].text.replace(input.files[0].text.find("1_000"), 5, "2_000");
  (void)edited.analyze(input);
  EXPECT_EQ(edited.replayed_rules(), 0U);
}

TEST(EditedPackage, AnOldAnalysisStaysAsItIs) {
  const NamedPackage& package = packages().front();
  const auto fresh = driver::load_package(package.input, 1);
  driver::EditedPackage edited;
  const driver::SharedPackage old = edited.analyze(package.input);
  RandomEdits edits(package.input, first_seed());
  for (int step = 0; step < 20; ++step) (void)edited.analyze(edits.next());
  EXPECT_EQ(difference(*old, *fresh), "");
}

}  // namespace
}  // namespace tarifa::edit
