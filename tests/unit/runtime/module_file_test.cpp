#include "runtime/module_file.h"

#include <gtest/gtest.h>

#include <string>

#include "compiler/ir/serialize.h"
#include "sample_module.h"

namespace tarifa::runtime {
namespace {

std::string file_bytes() { return encode_module_file(sample_module().module); }

// What decoding says: the kind's name, or `good`.
std::string verdict(std::string_view bytes) {
  const auto module = decode_module_file(bytes, "a.tarifa");
  return module ? "good" : std::string(diag_name(module.error().kind));
}

TEST(ModuleFile, ComesBackAsItWas) {
  const auto module = decode_module_file(file_bytes(), "a.tarifa");
  ASSERT_TRUE(module) << diag_message(to_diagnostic(module.error()), Language::English);
  EXPECT_EQ(ir::serialize(*module), ir::serialize(sample_module().module));
}

TEST(ModuleFile, EveryCutIsRefused) {
  const std::string bytes = file_bytes();
  for (size_t cut = 0; cut < bytes.size(); ++cut) {
    EXPECT_EQ(verdict(bytes.substr(0, cut)), cut < 8 ? "NotAModuleFile" : "ModuleFileTruncated") << cut;
  }
}

TEST(ModuleFile, EveryChangedByteIsRefused) {
  const std::string bytes = file_bytes();
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    EXPECT_NE(verdict(changed), "good") << at;
  }
}

TEST(ModuleFile, BytesAfterItAreRefused) {
  EXPECT_EQ(verdict(file_bytes() + "x"), "ModuleFileAppended");
  EXPECT_EQ(verdict(file_bytes() + file_bytes()), "ModuleFileAppended");
}

TEST(ModuleFile, AnotherFormatIsNamed) {
  std::string bytes = file_bytes();
  bytes[8] = 2;
  EXPECT_EQ(verdict(bytes), "ModuleFileVersion");
}

TEST(ModuleFile, AModuleThatDoesNotVerifyIsRefusedThoughItsHashIsRight) {
  ir::Module module = sample_module().module;
  module.records[1].fields_list[0].type = ir::TypeId(size_t{99});
  EXPECT_EQ(verdict(encode_module_file(module)), "ModuleFileRefused");
}

}  // namespace
}  // namespace tarifa::runtime
