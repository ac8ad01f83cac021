// Well-typed programs of the slice, and rows for them biased to boundaries: the ends of ranges, the numbers that stand
// in the program and their neighbours, the dates of timelines. Equal seeds give equal programs and rows.
#pragma once

#include <string>
#include <vector>

#include "tests/diff/random.h"
#include "tests/diff/text_tree.h"

namespace tarifa::diff {

struct GeneratedField {
  std::string name;
  Sort sort;
  int scale = 0;
  bool optional = false;
  bool ranged = false;
  int64_t least = 0;  // mantissa at `scale`
  int64_t greatest = 0;
  bool list = false;  // of records Item, or (Sort::Energy) of plain values
  unsigned max = 0;
};

struct GeneratedProgram {
  TextTree text;
  std::vector<GeneratedField> fields;       // of Account, without the key
  std::vector<GeneratedField> item_fields;  // of record Item
  std::vector<std::string> numbers;         // literals of the program, plain, for boundary values
  std::vector<std::string> dates;
  std::string from;     // first day billed
  std::string through;  // last day billed
  std::string issued;
};

// `lead`: bytes of a fuzzer that make the first choices.
[[nodiscard]] GeneratedProgram generate_program(uint64_t seed, const std::string& lead = {});
// JSONL, `count` rows. About one row in 12 breaks a rule of the data.
[[nodiscard]] std::string generate_rows(const GeneratedProgram& program, uint64_t seed, size_t count);

}  // namespace tarifa::diff
