// The object cache: found again, and rebuilt on any mismatch.
#include "compiler/codegen/object_cache.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/unit/codegen/same_bills.h"
#include "tests/unit/eval/world.h"

namespace tarifa::codegen {
namespace {

namespace fs = std::filesystem;

struct ObjectCacheTest : ::testing::Test {
  fs::path folder = fs::temp_directory_path() / ("tarifa-cache-test-" + std::to_string(getpid()));
  ~ObjectCacheTest() override { fs::remove_all(folder); }

  static std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  static void write(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }
  fs::path only_file() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
    EXPECT_EQ(files.size(), 1U);
    return files.at(0);
  }
};

const std::string kKey(64, 'a');

TEST_F(ObjectCacheTest, WhatIsWrittenIsRead) {
  const ObjectCache cache(folder.string());
  EXPECT_FALSE(cache.read(kKey).has_value());
  cache.write(kKey, {"one", std::string("\0two", 4)});
  EXPECT_EQ(cache.read(kKey), (std::vector<std::string>{"one", std::string("\0two", 4)}));
}

TEST_F(ObjectCacheTest, AnyByteThatDiffersIsAMiss) {
  const ObjectCache cache(folder.string());
  cache.write(kKey, {"some object code"});
  const std::string whole = bytes_of(only_file());
  for (size_t k = 0; k < whole.size(); ++k) {
    std::string bad = whole;
    bad[k] = static_cast<char>(bad[k] ^ 1);
    write(only_file(), bad);
    EXPECT_FALSE(cache.read(kKey).has_value()) << k;
    write(only_file(), whole.substr(0, k));
    EXPECT_FALSE(cache.read(kKey).has_value()) << k;
  }
}

TEST_F(ObjectCacheTest, AFileOfAnotherKeyIsAMiss) {
  const ObjectCache cache(folder.string());
  cache.write(kKey, {"code"});
  const std::string other(64, 'b');
  fs::rename(folder / (kKey + ".obj"), folder / (other + ".obj"));
  EXPECT_FALSE(cache.read(other).has_value());
}

TEST_F(ObjectCacheTest, ABillIsFoundAgainAndADamagedOneIsRebuilt) {
  eval::World w;
  w.add_line("energy", w.mul(w.get("usage"), w.num("12.25", w.price), w.cop));
  JitOptions options;
  options.cache_folder = folder.string();
  const kernel::RunContext run{ir::day("2020-04-01"), ir::day("2020-05-01"), ir::day("2020-05-01"),
                               ir::day("2020-05-01")};
  EXPECT_FALSE(compile(w.module, w.bill_id, run, options)->stats().from_cache);
  EXPECT_TRUE(compile(w.module, w.bill_id, run, options)->stats().from_cache);
  std::string bytes = bytes_of(only_file());
  bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
  write(only_file(), bytes);
  EXPECT_FALSE(compile(w.module, w.bill_id, run, options)->stats().from_cache);
  EXPECT_TRUE(compile(w.module, w.bill_id, run, options)->stats().from_cache);
  options.jit_opt = 0;
  EXPECT_FALSE(compile(w.module, w.bill_id, run, options)->stats().from_cache);
}

TEST_F(ObjectCacheTest, AFolderThatCannotBeMadeIsNoError) {
  write(folder, "a file");
  const ObjectCache cache((folder / "below").string());
  cache.write(kKey, {"code"});
  EXPECT_FALSE(cache.read(kKey).has_value());
}

}  // namespace
}  // namespace tarifa::codegen
