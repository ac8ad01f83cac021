#include "runtime/output_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace tarifa::runtime {
namespace {

namespace fs = std::filesystem;

class OutputFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = fs::temp_directory_path() / "tarifa-output-XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(folder_); }
  [[nodiscard]] size_t files() const {
    return static_cast<size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  fs::path folder_;
};

TEST_F(OutputFileTest, AppearsOnlyWhenCommitted) {
  const fs::path path = folder_ / "bills.jsonl";
  {
    auto file = OutputFile::create(path.string());
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("half"));
    EXPECT_FALSE(fs::exists(path));
  }
  EXPECT_EQ(files(), 0U);
  auto file = OutputFile::create(path.string());
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("all"));
  ASSERT_TRUE(file->commit());
  std::ifstream in(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "all");
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFileTest, AnOldFileStandsUntilTheNewOneIsWhole) {
  const fs::path path = folder_ / "bills.jsonl";
  std::ofstream(path) << "old";
  auto file = OutputFile::create(path.string());
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("new"));
  remove_pending_output();  // what a signal does
  EXPECT_EQ(files(), 1U);
  std::ifstream in(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "old");
}

TEST_F(OutputFileTest, AMissingFolderIsAFailure) {
  const auto file = OutputFile::create((folder_ / "none" / "x").string());
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().kind, DiagKind::CannotWriteFile);
}

}  // namespace
}  // namespace tarifa::runtime
