// What a record's data must look like, worked out once from the IR: names in data, types, ranges.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::data {

struct FieldPlan;

struct RecordPlan {
  ir::RecordId record;
  std::vector<FieldPlan> fields;  // in the order of declaration
  std::unordered_map<std::string_view, uint32_t> by_column;
  uint32_t key = Id<struct None>::kNone;  // the field that names the row, if any
};

struct FieldPlan {
  const ir::Field* field = nullptr;  // of the module; for items of a list of plain values the list's
  ir::Type type;
  bool required = true;  // not of an optional type
  std::optional<ir::Int128> least;
  std::optional<ir::Int128> greatest;
  const ir::Enum* enumeration = nullptr;
  std::unordered_map<std::string_view, uint32_t> members;
  std::vector<FieldPlan> item;     // List: one, what an item is
  std::vector<RecordPlan> nested;  // Record: one
};

// The module must outlive the plan.
[[nodiscard]] RecordPlan plan_record(const ir::Module& module, ir::RecordId record);

}  // namespace tarifa::data
