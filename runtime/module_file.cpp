#include "runtime/module_file.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "compiler/ir/serialize.h"
#include "compiler/ir/verify.h"
#include "compiler/support/check.h"
#include "compiler/support/limits.h"
#include "compiler/support/read_file.h"
#include "runtime/output_file.h"

namespace tarifa::runtime {
namespace {

constexpr std::string_view kMagic{"\x89TARIFA\n", 8};
constexpr size_t kHashAt = 24;
constexpr size_t kHashBytes = crypto_hash_sha256_BYTES;
constexpr size_t kTableAt = kHashAt + kHashBytes;
constexpr size_t kEntryBytes = 16;

enum class Section : uint32_t { Info = 1, Ir = 2 };
constexpr std::array kSections{Section::Info, Section::Ir};

void put_number(std::string& out, uint64_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

uint64_t number_at(std::string_view bytes, size_t at, size_t count) {
  uint64_t value = 0;
  for (size_t i = count; i-- > 0;) value = value << 8U | static_cast<uint8_t>(bytes[at + i]);
  return value;
}

using Hash = std::array<unsigned char, kHashBytes>;

// Of everything but the place where the hash itself stands.
Hash hash_of(std::string_view bytes) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  crypto_hash_sha256_update(&state, data, kHashAt);
  crypto_hash_sha256_update(&state, data + kTableAt, bytes.size() - kTableAt);
  Hash hash{};
  crypto_hash_sha256_final(&state, hash.data());
  return hash;
}

std::string encode_info() {
  std::string out;
  put_number(out, ir::layout_fingerprint(), 8);
  out += TARIFA_VERSION;
  return out;
}

ModuleFileInfo decode_info(std::string_view bytes) { return {std::string(bytes.substr(8)), number_at(bytes, 0, 8)}; }

// The sections in the order of kSections, or empty when the table is not exactly what is expected.
std::vector<std::string_view> sections_of(std::string_view bytes) {
  if (bytes.size() < kTableAt + kSections.size() * kEntryBytes) return {};
  if (number_at(bytes, 12, 4) != kSections.size()) return {};
  size_t at = kTableAt + kSections.size() * kEntryBytes;
  std::vector<std::string_view> sections;
  for (size_t i = 0; i < kSections.size(); ++i) {
    const size_t entry = kTableAt + i * kEntryBytes;
    const uint64_t length = number_at(bytes, entry + 8, 8);
    const bool expected = number_at(bytes, entry, 8) == static_cast<uint64_t>(kSections[i]);
    if (!expected || length > bytes.size() - at) return {};
    sections.push_back(bytes.substr(at, length));
    at += length;
  }
  if (at != bytes.size() || sections[0].size() < 8) return {};
  return sections;
}

Result<void> check_frame(std::string_view bytes, const std::string& name) {
  if (bytes.size() < kMagic.size() || bytes.substr(0, kMagic.size()) != kMagic) {
    return fail(DiagKind::NotAModuleFile, name);
  }
  if (bytes.size() < kTableAt) {
    return fail(DiagKind::ModuleFileTruncated, name, std::to_string(bytes.size()), std::to_string(kTableAt));
  }
  if (const uint64_t version = number_at(bytes, 8, 4); version != kModuleFormat) {
    return fail(DiagKind::ModuleFileVersion, name, std::to_string(version), std::to_string(kModuleFormat));
  }
  const uint64_t length = number_at(bytes, 16, 8);
  if (bytes.size() < length) {
    return fail(DiagKind::ModuleFileTruncated, name, std::to_string(bytes.size()), std::to_string(length));
  }
  if (bytes.size() > length) {
    return fail(DiagKind::ModuleFileAppended, name, std::to_string(bytes.size() - length));
  }
  const Hash hash = hash_of(bytes);
  if (std::memcmp(hash.data(), bytes.data() + kHashAt, kHashBytes) != 0) return fail(DiagKind::ModuleFileCorrupt, name);
  return {};
}

}  // namespace

std::string encode_module_file(const ir::Module& module) {
  const std::array<std::string, kSections.size()> contents{encode_info(), ir::serialize(module)};
  std::string out(kMagic);
  size_t length = kTableAt + kSections.size() * kEntryBytes;
  for (const std::string& content : contents) length += content.size();
  put_number(out, kModuleFormat, 4);
  put_number(out, kSections.size(), 4);
  put_number(out, length, 8);
  out.append(kHashBytes, '\0');
  for (size_t i = 0; i < kSections.size(); ++i) {
    put_number(out, static_cast<uint64_t>(kSections[i]), 8);
    put_number(out, contents[i].size(), 8);
  }
  for (const std::string& content : contents) out += content;
  TARIFA_CHECK(out.size() == length);
  const Hash hash = hash_of(out);
  std::memcpy(out.data() + kHashAt, hash.data(), kHashBytes);
  return out;
}

Result<ir::Module> decode_module_file(std::string_view bytes, const std::string& name) {
  if (auto frame = check_frame(bytes, name); !frame) return pass_on(frame);
  const auto sections = sections_of(bytes);
  if (sections.empty()) return fail(DiagKind::ModuleFileUnreadable, name, "table", std::to_string(kTableAt));
  const ModuleFileInfo info = decode_info(sections[0]);
  if (info.layout != ir::layout_fingerprint()) return fail(DiagKind::ModuleFileOtherLayout, name, info.tarifa_version);
  auto module = ir::deserialize(sections[1]);
  if (!module) return fail(DiagKind::ModuleFileUnreadable, name, "ir", std::to_string(module.error().offset));
  if (const auto problem = ir::verify(*module)) return fail(DiagKind::ModuleFileRefused, name, *problem);
  return std::move(*module);
}

Result<void> write_module_file(const std::string& path, const ir::Module& module) {
  auto file = OutputFile::create(path);
  if (!file) return pass_on(file);
  if (auto written = file->write(encode_module_file(module)); !written) return pass_on(written);
  return file->commit();
}

Result<ir::Module> read_module_file(const std::string& path) {
  auto bytes = read_file(path, limits::kModuleFileBytes);
  if (!bytes) return pass_on(bytes);
  return decode_module_file(*bytes, path);
}

}  // namespace tarifa::runtime
