// Tables of the IR made by hand, for tests of their analysis.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/check/table_cover.h"
#include "compiler/ir/module.h"

namespace tarifa::check {

struct TableMaker {
  ir::Module module;
  ir::Table table;
  ir::TableVersion version;

  TableMaker() {
    module.units.emplace_back();
    module.units.push_back({"kWh", {}, 1, 1, -1});
    table.name = "t";
  }

  ir::TypeId add_type(ir::Type type) {
    module.types.push_back(type);
    return ir::TypeId(module.types.size() - 1);
  }
  void add_column(const std::string& name, ir::Type type) { table.params.push_back({name, add_type(type), {}, {}}); }
  void number(const std::string& name, int scale, ir::Int128 least, ir::Int128 greatest) {
    ir::Type type;
    type.kind = ir::TypeKind::Number;
    type.scale = static_cast<uint8_t>(scale);
    type.unit = ir::UnitId(size_t{1});
    add_column(name, type);
    table.params.back().least = least;
    table.params.back().greatest = greatest;
  }
  void member(const std::string& name, std::vector<std::string> members) {
    ir::Enum made;
    made.name = name;
    made.members = std::move(members);
    module.enums.push_back(made);
    ir::Type type;
    type.kind = ir::TypeKind::Enum;
    type.enumeration = ir::EnumId(module.enums.size() - 1);
    add_column(name, type);
  }
  void plain(const std::string& name, ir::TypeKind kind, bool optional = false) {
    ir::Type type;
    type.kind = kind;
    type.optional = optional;
    add_column(name, type);
  }

  ir::ConstId value(size_t column, ir::Int128 number, std::string text = {}) {
    ir::Const constant;
    constant.type = table.params[column].type;
    constant.number = number;
    constant.text = std::move(text);
    module.consts.push_back(std::move(constant));
    return ir::ConstId(module.consts.size() - 1);
  }
  ir::CellTest test(size_t column, ir::CellKind kind, ir::Int128 a, ir::Int128 b = 0) {
    return {kind, value(column, a), value(column, b)};
  }
  ir::CellTest text(size_t column, std::string text) {
    return {ir::CellKind::Equal, value(column, 0, std::move(text)), {}};
  }

  void row(std::vector<std::vector<ir::CellTest>> cells, ir::Int128 result = 0) {
    ir::Row made;
    made.cells = std::move(cells);
    ir::Const constant;
    constant.number = result;
    ir::Node node;
    node.type = table.params[0].type;
    node.imm = static_cast<uint32_t>(result);
    module.nodes.push_back(node);
    made.results.push_back(ir::NodeId(module.nodes.size() - 1));
    version.rows.push_back(std::move(made));
  }
};

}  // namespace tarifa::check
