// INVARIANT: whatever was edited before, EditedPackage finds what a fresh analysis of the same texts finds.
#include "compiler/driver/edited_package.h"

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
