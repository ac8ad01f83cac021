// Object code on disk. A file is named by its key, the SHA-256 of the kernel program, the target and the flags; it
// holds the hash of what it holds. Whatever does not match is as if it were not there and is written anew; a file
// appears whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarifa::codegen {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

class ObjectCache {
 public:
  explicit ObjectCache(std::string folder) : folder_(std::move(folder)) {}
  [[nodiscard]] std::optional<std::vector<std::string>> read(const std::string& key) const;
  void write(const std::string& key, const std::vector<std::string>& objects) const;

 private:
  [[nodiscard]] std::string path_of(const std::string& key) const;
  std::string folder_;
};

}  // namespace tarifa::codegen
