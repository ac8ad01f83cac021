#include <cstdint>

#include "tests/diff/expressions.h"
#include "tests/diff/generator.h"

namespace tarifa::diff {
namespace {

class Rows {
 public:
  Rows(const GeneratedProgram& program, uint64_t seed) : program_(program), random_(seed) {}

  std::string row(size_t index) {
    broken_ = random_.chance(8);
    std::string out = "{\"id\": \"r" + std::to_string(index) + "\"";
    for (const GeneratedField& field : program_.fields) {
      if (broken_ && random_.chance(8)) continue;  // missing
      out += ", \"" + field.name + "\": " + (field.list ? items(field) : value(field));
    }
    return out + "}\n";
  }

 private:
  std::string items(const GeneratedField& field) {
    std::string out = "[";
    const auto count = random_.below(field.max + (broken_ ? 2 : 1));
    for (uint64_t i = 0; i < count; ++i) {
      out += i == 0 ? "{" : ", {";
      bool first = true;
      for (const GeneratedField& inner : program_.item_fields) {
        out += (first ? "\"" : ", \"") + inner.name + "\": " + value(inner);
        first = false;
      }
      out += "}";
    }
    return out + "]";
  }

  std::string value(const GeneratedField& field) {
    if (field.optional && random_.chance(35)) return "null";
    if (broken_ && random_.chance(6)) return random_.chance(50) ? "\"x\"" : "null";
    switch (field.sort) {
      case Sort::Bool: return random_.chance(50) ? "true" : "false";
      case Sort::Date: return "\"" + random_.pick(program_.dates) + "\"";
      case Sort::Class: {
        static const std::vector<std::string> kMembers = {"\"Home\"", "\"Shop\"", "\"Farm\""};
        return random_.pick(kMembers);
      }
      case Sort::Text: {
        static const std::vector<std::string> kTexts = {"\"\"", "\"a\"", "\"B 2\"", "\"b\"", "\"\u00e9\""};
        return random_.pick(kTexts);
      }
      case Sort::Month: return "\"" + random_.pick(program_.dates).substr(0, 7) + "\"";
      case Sort::DateTime: {
        static const std::vector<std::string> kTimes = {"T00:00", "T12:00", "T17:30", "T23:59"};
        return "\"" + random_.pick(program_.dates) + random_.pick(kTimes) + "\"";
      }
      case Sort::Money:
      case Sort::Energy:
      case Sort::Price:
      case Sort::Ratio:
      case Sort::Int:
      case Sort::Days:
      case Sort::None: break;
    }
    return "\"" + number(field) + "\"";
  }

  std::string number(const GeneratedField& field) {
    if (!field.ranged) {
      static const std::vector<std::string> kWide = {"0",
                                                     "1",
                                                     "-1",
                                                     "99999999999999999999999999999999999",
                                                     "-99999999999999999999999999999999999",
                                                     "2251799813685248",
                                                     "9007199254740993",
                                                     "9223372036854775807",
                                                     "-9223372036854775808",
                                                     "18446744073709551616",
                                                     "123456789012345678901234567890"};
      if (random_.chance(40)) {
        const std::string& wide = random_.pick(kWide);
        return field.sort == Sort::Energy && wide[0] == '-' ? wide.substr(1) : wide;
      }
      if (random_.chance(30)) return near_a_width(field);
      return decimal_text(random_.between(0, 1'000'000), field.scale);
    }
    if (broken_ && random_.chance(10)) return decimal_text(field.greatest + 1, field.scale);
    switch (random_.below(6)) {
      case 0: return decimal_text(field.greatest, field.scale);
      case 1: return decimal_text(field.least, field.scale);
      case 2: return decimal_text(field.least <= 0 && field.greatest >= 0 ? 0 : field.least, field.scale);
      case 3:
      case 4: return near(field);
      default: return decimal_text(random_.between(field.least, field.greatest), field.scale);
    }
  }

  // Where a width of the kernels ends, or half of it: sums of two such numbers leave it.
  std::string near_a_width(const GeneratedField& field) {
    static const std::vector<int64_t> kEnds = {INT64_MAX,        INT64_MAX / 2,    int64_t{1} << 53,
                                               int64_t{1} << 51, int64_t{1} << 50, INT32_MAX};
    const int64_t end = random_.pick(kEnds) - random_.between(0, 2);
    return decimal_text(field.sort == Sort::Energy || random_.chance(50) ? end : -end, field.scale);
  }

  // A number that stands in the program, or its neighbour on the grid of the field.
  std::string near(const GeneratedField& field) {
    if (program_.numbers.empty()) return decimal_text(field.least, field.scale);
    const std::string& text = random_.pick(program_.numbers);
    int64_t mantissa = 0;
    int digits = -1;
    for (const char c : text) {
      if (c == '.') {
        digits = 0;
        continue;
      }
      if (digits == field.scale) break;
      mantissa = mantissa * 10 + (c - '0');
      if (digits >= 0) ++digits;
    }
    for (int i = digits < 0 ? 0 : digits; i < field.scale; ++i) mantissa *= 10;
    mantissa += random_.between(-1, 1);
    if (mantissa < field.least) mantissa = field.least;
    if (mantissa > field.greatest) mantissa = field.greatest;
    return decimal_text(mantissa, field.scale);
  }

  const GeneratedProgram& program_;
  Random random_;
  bool broken_ = false;
};

}  // namespace

std::string generate_rows(const GeneratedProgram& program, uint64_t seed, size_t count) {
  Rows rows(program, seed);
  std::string out;
  for (size_t i = 0; i < count; ++i) out += rows.row(i);
  return out;
}

}  // namespace tarifa::diff
