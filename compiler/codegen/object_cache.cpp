#include "compiler/codegen/object_cache.h"

#include <sodium.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tarifa::codegen {

namespace {

constexpr std::string_view kMagic = "tarifa-objects-1\n";
constexpr size_t kHashText = 64;

void put_size(std::string& out, uint64_t size) {
  for (unsigned k = 0; k < 8; ++k) out.push_back(static_cast<char>(size >> (8 * k) & 0xFFU));
}

std::optional<uint64_t> take_size(std::string_view& in) {
  if (in.size() < 8) return std::nullopt;
  uint64_t size = 0;
  for (unsigned k = 0; k < 8; ++k) size |= uint64_t{static_cast<uint8_t>(in[k])} << (8 * k);
  in.remove_prefix(8);
  return size;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::string out;
  for (const unsigned char byte : hash) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    out.push_back(kDigits[byte >> 4U]);
    out.push_back(kDigits[byte & 15U]);
  }
  return out;
}

std::string ObjectCache::path_of(const std::string& key) const {
  return (std::filesystem::path(folder_) / (key + ".obj")).string();
}

// magic, hash of the rest as text, key as text, number of objects, each with its size.
std::optional<std::vector<std::string>> ObjectCache::read(const std::string& key) const {
  std::ifstream file(path_of(key), std::ios::binary);
  if (!file) return std::nullopt;
  const std::string all{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::string_view rest = all;
  if (rest.size() < kMagic.size() + 2 * kHashText || !rest.starts_with(kMagic)) return std::nullopt;
  rest.remove_prefix(kMagic.size());
  const std::string_view hash = rest.substr(0, kHashText);
  rest.remove_prefix(kHashText);
  if (sha256_hex(rest) != hash || rest.substr(0, kHashText) != key) return std::nullopt;
  rest.remove_prefix(kHashText);
  const auto count = take_size(rest);
  if (!count) return std::nullopt;
  std::vector<std::string> objects;
  for (uint64_t k = 0; k < *count; ++k) {
    const auto size = take_size(rest);
    if (!size || *size > rest.size()) return std::nullopt;
    objects.emplace_back(rest.substr(0, *size));
    rest.remove_prefix(*size);
  }
  if (!rest.empty()) return std::nullopt;
  return objects;
}

void ObjectCache::write(const std::string& key, const std::vector<std::string>& objects) const {
  std::string body = key;
  put_size(body, objects.size());
  for (const std::string& object : objects) {
    put_size(body, object.size());
    body += object;
  }
  std::error_code ignored;
  std::filesystem::create_directories(folder_, ignored);
  static std::atomic<unsigned> count{0};
  const std::string path = path_of(key);
  const std::string temporary = path + "." + std::to_string(getpid()) + "." + std::to_string(count++) + ".tmp";
  {
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file << kMagic << sha256_hex(body) << body;
    if (!file.flush()) {
      std::filesystem::remove(temporary, ignored);
      return;
    }
  }
  std::filesystem::rename(temporary, path, ignored);
  if (ignored) std::filesystem::remove(temporary, ignored);
}

}  // namespace tarifa::codegen
