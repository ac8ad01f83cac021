// Reads the table that a Python script of this folder writes, while it writes it.
// INVARIANT: a table counts as read only if the script ended well and, for lines, said `end` and
// the number of lines seen.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/numeric/int128.h"

namespace tarifa::oracle {

class OracleTable {
 public:
  explicit OracleTable(std::string_view script) {
    const std::string command =
        "PYTHONDONTWRITEBYTECODE=1 python3 '" TARIFA_SOURCE_DIR "/tests/oracle/" + std::string(script) + ".py'";
    pipe_ = popen(command.c_str(), "r");
  }
  OracleTable(const OracleTable&) = delete;
  OracleTable& operator=(const OracleTable&) = delete;
  ~OracleTable() {
    if (pipe_ != nullptr) pclose(pipe_);
    std::free(line_);
  }

  // The fields of the next line; absent after the last, whose count is compared. They live until
  // the next call.
  std::optional<std::vector<std::string_view>> next_row() {
    const ssize_t length = pipe_ == nullptr ? -1 : getline(&line_, &capacity_, pipe_);
    if (length <= 0) {
      ADD_FAILURE() << "the table stops without `end`";
      return std::nullopt;
    }
    std::vector<std::string_view> fields = split({line_, static_cast<size_t>(length - 1)});
    if (fields[0] == "end") {
      EXPECT_EQ(fields.at(1), std::to_string(rows_));
      expect_good_end();
      return std::nullopt;
    }
    ++rows_;
    return fields;
  }

  // The next record of raw integers; false after the last.
  bool next_record(std::vector<int32_t>& record) {
    const size_t bytes = record.size() * sizeof(int32_t);
    const size_t got = pipe_ == nullptr ? 0 : fread(record.data(), 1, bytes, pipe_);
    if (got == bytes) {
      ++rows_;
      return true;
    }
    EXPECT_EQ(got, 0U) << "the last record is cut";
    expect_good_end();
    return false;
  }

  [[nodiscard]] size_t rows() const { return rows_; }

 private:
  static std::vector<std::string_view> split(std::string_view line) {
    std::vector<std::string_view> fields;
    for (size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
      fields.push_back(line.substr(0, tab));
      line.remove_prefix(tab + 1);
    }
    fields.push_back(line);
    return fields;
  }

  void expect_good_end() {
    ASSERT_NE(pipe_, nullptr);
    EXPECT_EQ(pclose(pipe_), 0) << "the script failed";
    pipe_ = nullptr;
  }

  FILE* pipe_ = nullptr;
  char* line_ = nullptr;
  size_t capacity_ = 0;
  size_t rows_ = 0;
};

inline numeric::Int128 integer(std::string_view text) {
  const std::optional<numeric::Int128> value = numeric::parse_int128(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(0);
}

inline int small_integer(std::string_view text) { return static_cast<int>(integer(text)); }

}  // namespace tarifa::oracle
