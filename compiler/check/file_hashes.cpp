#include "compiler/check/file_hashes.h"

#include <sodium.h>

namespace tarifa::check {
namespace {

std::string sha256(std::string_view text) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : hash) {
    hex.push_back(kDigits[byte >> 4U]);
    hex.push_back(kDigits[byte & 0xFU]);
  }
  return hex;
}

}  // namespace

void hash_files(Session& session) {
  if (session.memory != nullptr) return;
  for (uint32_t file = 0; file < session.ir_file.size(); ++file) {
    const uint32_t index = session.ir_file[file];
    if (index != FileId::kNone) session.ir.files[index].sha256 = sha256(session.sources.text(FileId(file)));
  }
}

}  // namespace tarifa::check
