// Values of the reference interpreter: exact and self-contained. A number is an exact rational
// together with the divisors of the row it has reached (S24); everything else is plain data. A
// missing value of an optional type is Value{}. Not here: types. Whoever holds a Value knows its
// ir::Type from the node, field or parameter it came from.
#pragma once

#include <gmpxx.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::eval {

// Two divisors are one when they are the same expression and, if they read a date, are evaluated at
// the same date.
struct DivisorKey {
  ir::DivisorId divisor;
  int32_t date = 0;  // 0 where Divisor::reads_date is false
  auto operator<=>(const DivisorKey&) const = default;
};
using ReachedDivisors = std::map<DivisorKey, mpz_class>;  // the value: |mantissa| at the divisor's scale

struct Number {
  mpq_class value;  // canonical
  ReachedDivisors reached;
};

struct Civil {  // date, month, time, datetime, days, months: as ir::Type says
  int64_t value = 0;
};

struct PeriodSpan {
  int32_t start = 0;
  int32_t end = 0;  // the day after
  bool operator==(const PeriodSpan&) const = default;
};

struct Member {  // of an enum
  uint32_t index = 0;
};

struct Value;

struct RecordFields {
  std::vector<Value> fields;  // in order of ir::Record::fields_list
};

struct ListItems {
  std::vector<Value> items;
};

struct LadderEntry {  // a value of a ladder parameter: the entry of its timeline that holds
  ir::ParamId param;
  uint32_t timeline = 0;
  uint32_t entry = 0;
};

struct Value {
  std::variant<std::monostate, bool, Number, std::string, Civil, PeriodSpan, Member, RecordFields, ListItems,
               LadderEntry>
      data;

  [[nodiscard]] bool missing() const { return std::holds_alternative<std::monostate>(data); }
  // Each is a TARIFA_CHECK that the value is of this kind.
  [[nodiscard]] bool truth() const;
  [[nodiscard]] const Number& number() const;
  [[nodiscard]] const std::string& text() const;
  [[nodiscard]] int64_t civil() const;
  [[nodiscard]] int32_t date() const;
  [[nodiscard]] PeriodSpan period() const;
  [[nodiscard]] uint32_t member() const;
  [[nodiscard]] const std::vector<Value>& fields() const;
  [[nodiscard]] const std::vector<Value>& items() const;
  [[nodiscard]] const LadderEntry& ladder() const;
};

[[nodiscard]] Value missing_value();
[[nodiscard]] Value truth_value(bool truth);
[[nodiscard]] Value number_value(ir::Int128 mantissa, int scale);
[[nodiscard]] Value number_value(mpq_class value);
[[nodiscard]] Value text_value(std::string text);  // NFC, as all text of the language
[[nodiscard]] Value civil_value(int64_t value);
[[nodiscard]] Value period_value(int32_t start, int32_t end);
[[nodiscard]] Value member_value(uint32_t index);
[[nodiscard]] Value record_value(std::vector<Value> fields);
[[nodiscard]] Value list_value(std::vector<Value> items);

// Same kind and same value (numbers by value, divisors apart). Two missing values are equal here:
// S40 is EqMaybe's affair.
[[nodiscard]] bool same_value(const Value& a, const Value& b);
// Numbers and civil values only: negative, 0, positive.
[[nodiscard]] int compare_values(const Value& a, const Value& b);

// A constant of the module as a value.
[[nodiscard]] Value constant_value(const ir::Module& module, ir::ConstId id);
// A value as a new constant of the type; absent when it is no number with the type's digits, or too
// large.
[[nodiscard]] std::optional<ir::ConstId> add_constant(ir::Module& module, ir::TypeId type, const Value& value);

}  // namespace tarifa::eval
