// One JSON object as a row. Strict JSON (RFC 8259), UTF-8, depth at most limits::kJsonDepth;
// numbers keep their token. A name that stands twice in one object makes the row broken.
#pragma once

#include <memory>
#include <string_view>

#include "runtime/data/data_words.h"

namespace tarifa::runtime {

class JsonRowParser {
 public:
  JsonRowParser();
  JsonRowParser(JsonRowParser&&) noexcept;
  JsonRowParser& operator=(JsonRowParser&&) noexcept;
  ~JsonRowParser();

  enum class Outcome : uint8_t { Good, NotJson, NotARow };
  // TextStream::kPadding readable bytes must follow the text. On any outcome but Good `row.broken`
  // says why.
  Outcome parse(std::string_view text, RawRow& row);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tarifa::runtime
