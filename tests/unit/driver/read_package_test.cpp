#include "compiler/driver/read_package.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace tarifa::driver {
namespace {

namespace fs = std::filesystem;

class ReadPackage : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = fs::temp_directory_path() / "tarifa-package-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    write("p/tarifa.toml", manifest("p"));
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string manifest(const std::string& name, const std::string& dependencies = "") {
    return "[package]\nname = \"" + name + "\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"" + name + "\"]\n" +
           dependencies;
  }
  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << text;
  }
  [[nodiscard]] Result<check::PackageInput> read() const { return read_package((folder_ / "p").string()); }
  static std::vector<std::string> paths(const check::PackageInput& input) {
    std::vector<std::string> out;
    for (const check::PackageFile& file : input.files) out.push_back(file.path);
    return out;
  }

  fs::path folder_;
};

TEST_F(ReadPackage, TakesRulesInOrderAndOnlyTheTablesTheyName) {
  write("p/rules/b.rule", "param x: int from \"data/x.csv\"");
  write("p/rules/a.rule", "param y: int from \"y.csv\"");
  write("p/data/x.csv", "1");
  write("p/rules/y.csv", "2");
  write("p/accounts.csv", "not of the rules");
  write("p/.git/c.rule", "hidden");
  write("p/examples/one/tarifa.toml", "a package of its own");
  write("p/examples/one/d.rule", "of that package");
  const auto input = read();
  ASSERT_TRUE(input);
  EXPECT_EQ(paths(*input), (std::vector<std::string>{"rules/a.rule", "rules/b.rule", "data/x.csv", "rules/y.csv"}));
}

TEST_F(ReadPackage, ReadsDependenciesOfDependencies) {
  write("p/tarifa.toml", manifest("p", "[dependencies]\nq = { path = \"../q\" }\n"));
  write("q/tarifa.toml", manifest("q", "[dependencies]\nr = { path = \"inner/r\" }\n"));
  write("q/inner/r/tarifa.toml", manifest("r"));
  write("q/inner/r/r.rule", "module r");
  const auto input = read();
  ASSERT_TRUE(input);
  ASSERT_EQ(input->dependencies.size(), 1U);
  EXPECT_EQ(input->dependencies[0].folder, "../q");
  ASSERT_EQ(input->dependencies[0].dependencies.size(), 1U);
  EXPECT_EQ(input->dependencies[0].dependencies[0].folder, "../q/inner/r");
  EXPECT_EQ(paths(input->dependencies[0].dependencies[0]), (std::vector<std::string>{"r.rule"}));
  EXPECT_TRUE(input->dependencies[0].files.empty());
}

TEST_F(ReadPackage, RefusesWhatIsNoPackage) {
  const auto none = read_package((folder_ / "none").string());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, DiagKind::NotAPackage);
  write("p/tarifa.toml", manifest("p", "[dependencies]\nq = { path = \"../q\" }\n"));
  const auto missing = read();
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, DiagKind::NotAPackage);
  write("q/tarifa.toml", manifest("q", "[dependencies]\np = { path = \"../p\" }\n"));
  const auto cycle = read();
  ASSERT_FALSE(cycle);
  EXPECT_EQ(cycle.error().kind, DiagKind::DependencyCycle);
}

TEST(CsvNames, AreThoseInQuotesThatStayInThePackage) {
  EXPECT_EQ(csv_names("from \"a.csv\" and \"b/c.csv\" // \"d.csv\""),
            (std::vector<std::string>{"a.csv", "b/c.csv", "d.csv"}));
  EXPECT_TRUE(csv_names("\"/etc/x.csv\", \"../x.csv\", \"a/../../x.csv\", x.csv, \"x.csv").empty());
  EXPECT_TRUE(csv_names("\"open\n.csv\"").empty());
}

}  // namespace
}  // namespace tarifa::driver
