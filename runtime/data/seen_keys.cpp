#include "runtime/data/seen_keys.h"

#include <sodium.h>

#include <cstring>
#include <utility>

namespace tarifa::runtime {

SeenKeys::Hash SeenKeys::hash_of(std::string_view key) {
  static constexpr unsigned char kSipKey[crypto_shorthash_siphashx24_KEYBYTES] = {'t', 'a', 'r', 'i', 'f', 'a'};
  unsigned char bytes[crypto_shorthash_siphashx24_BYTES];
  crypto_shorthash_siphashx24(bytes, reinterpret_cast<const unsigned char*>(key.data()), key.size(), kSipKey);
  Hash hash;
  static_assert(sizeof bytes == sizeof hash);
  std::memcpy(&hash, bytes, sizeof hash);
  if (hash == Hash{}) hash.low = 1;
  return hash;
}

bool SeenKeys::place(Hash hash) {
  const size_t mask = slots_.size() - 1;
  size_t at = hash.low & mask;
  while (slots_[at] != Hash{}) {
    if (slots_[at] == hash) return false;
    at = (at + 1) & mask;
  }
  slots_[at] = hash;
  return true;
}

void SeenKeys::grow() {
  std::vector<Hash> old = std::exchange(slots_, std::vector<Hash>(slots_.empty() ? 1024 : slots_.size() * 2));
  for (const Hash& hash : old) {
    if (hash != Hash{}) place(hash);
  }
}

bool SeenKeys::insert(std::string_view key) {
  if (count_ * 3 >= slots_.size() * 2) grow();
  if (!place(hash_of(key))) return false;
  ++count_;
  return true;
}

}  // namespace tarifa::runtime
