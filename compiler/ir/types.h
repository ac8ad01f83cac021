// Types, units and constants of the typed IR. Data only: stores are plain vectors in ir::Module, interned by the
// checker (equal type = equal id). Nothing here computes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/numeric/int128.h"
#include "compiler/support/ids.h"

namespace tarifa::ir {

using numeric::Int128;

using TypeId = Id<struct TypeTag>;
using UnitId = Id<struct UnitTag>;
using ConstId = Id<struct ConstTag>;
using EnumId = Id<struct EnumTag>;
using RecordId = Id<struct RecordTag>;
using NodeId = Id<struct NodeTag>;

enum class TypeKind : uint8_t {
  Bool,
  Number,
  Text,
  Date,
  Month,
  Time,
  DateTime,
  Days,
  Months,
  Period,
  Enum,
  Record,
  List,
  Ladder
};

// Civil values are integers: date = days since 1970-01-01, month = 12 * year + (month - 1), time = minutes 0..1440,
// datetime = minutes since 1970-01-01T00:00, days and months = their count.
struct Type {
  TypeKind kind = TypeKind::Bool;
  bool optional = false;
  bool integer = false;  // Number: declared `int` (64-bit)
  uint8_t scale = 0;     // Number: digits after the point; Ladder: of the rate
  UnitId unit;           // Number: its unit (units[0] is the dimensionless one); Ladder: of the rate
  UnitId quantity_unit;  // Ladder: of the quantity
  uint32_t bound = 0;    // Text: most bytes; List: most items
  TypeId element;        // List
  EnumId enumeration;    // Enum
  RecordId record;       // Record (entities are records too)
  bool operator==(const Type&) const = default;

  template <class V>
  void fields(V& v) {
    v(kind, optional, integer, scale, unit, quantity_unit, bound, element, enumeration, record);
  }
};

// A unit: product of powers of base dimensions, and an exact factor to their base units. Two numbers may be added when
// their units have the same dimension and factor.
struct Unit {
  struct Power {
    uint32_t base;  // index into Module::base_dimensions
    int8_t exponent;
    bool operator==(const Power&) const = default;
    template <class V>
    void fields(V& v) {
      v(base, exponent);
    }
  };
  std::string name;           // as people write it: `COP/kWh`; empty for the dimensionless one
  std::vector<Power> powers;  // ascending base, no zero exponent
  Int128 numerator = 1;       // factor to the base units, reduced, positive
  Int128 denominator = 1;
  int8_t currency_digits = -1;  // digits of the smallest unit of a currency, else -1
  template <class V>
  void fields(V& v) {
    v(name, powers, numerator, denominator, currency_digits);
  }
};

// A constant of a type. Number: `number` = mantissa at the type's scale. Bool, Date, Month, Time, DateTime, Days,
// Months: `number`. Enum: index of the member. Period: number = start, second = end. Text: `text`. List, Record:
// `items`.
struct Const {
  TypeId type;
  bool missing = false;  // the absent value of an optional type
  Int128 number = 0;
  Int128 second = 0;
  std::string text;
  std::vector<ConstId> items;
  template <class V>
  void fields(V& v) {
    v(type, missing, number, second, text, items);
  }
};

// A place in a source file, kept in modules: path, line and column from 1 (columns in code points).
struct Place {
  uint32_t file = Id<struct None>::kNone;  // index into Module::files
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t end_line = 0;
  uint32_t end_column = 0;
  template <class V>
  void fields(V& v) {
    v(file, line, column, end_line, end_column);
  }
};

struct Enum {
  std::string name;
  std::string module;
  std::vector<std::string> members;
  std::string doc;
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, module, members, doc, at);
  }
};

struct Field {
  std::string name;
  std::string column;  // name in data; equals `name` unless written `column "NAME"`
  TypeId type;
  bool key = false;
  // Range of a number (at the field's scale), date, days, months.. both ends included; of a list: of its items.
  std::optional<Int128> least;
  std::optional<Int128> greatest;
  std::string doc;
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, column, type, key, least, greatest, doc, at);
  }
};

struct Record {
  std::string name;
  std::string module;
  bool entity = false;
  std::vector<Field> fields_list;
  std::string doc;
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, module, entity, fields_list, doc, at);
  }
};

}  // namespace tarifa::ir
