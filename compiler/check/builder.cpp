#include "compiler/check/builder.h"

#include "compiler/check/declaration_log.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

void put(std::string& key, const void* bytes, size_t size) { key.append(static_cast<const char*>(bytes), size); }

// Bytes that are equal exactly for equal constants.
const std::string& key_of(const ir::Const& value) {
  thread_local std::string key;  // one for all, as in types.cpp
  key.clear();
  put(key, &value.type.value, sizeof value.type.value);
  key.push_back(value.missing ? '1' : '0');
  put(key, &value.number, sizeof value.number);
  put(key, &value.second, sizeof value.second);
  for (ir::ConstId item : value.items) put(key, &item.value, sizeof item.value);
  key.push_back('|');
  key += value.text;
  return key;
}

// The file's number in the module; it is listed there when first mentioned.
uint32_t file_of(Session& session, FileId file) {
  if (session.ir_file.size() <= file.index()) session.ir_file.resize(file.index() + 1, FileId::kNone);
  uint32_t& index = session.ir_file[file.index()];
  if (index == FileId::kNone) {
    index = static_cast<uint32_t>(session.ir.files.size());
    session.ir.files.push_back({std::string(session.sources.path(file)), {}});
  }
  return index;
}

}  // namespace

ir::Place place_of(Session& session, Span span) {
  if (!span.valid()) return {};
  const LineColumn begin = session.sources.line_column(span.file, span.begin);
  const LineColumn end = session.sources.line_column(span.file, span.end);
  return {file_of(session, span.file), begin.line, begin.column, end.line, end.column};
}

ir::NodeId add_node(Session& session, ir::Op op, ir::TypeId type, uint32_t imm, std::span<const ir::NodeId> operands,
                    ir::Place at, uint64_t static_denominator, std::vector<ir::DivisorId> divisors) {
  ir::Module& module = session.ir;
  const auto first = static_cast<uint32_t>(module.operands.size());
  module.operands.insert(module.operands.end(), operands.begin(), operands.end());
  module.nodes.push_back(
      {op, type, imm, first, static_cast<uint32_t>(operands.size()), static_denominator, std::move(divisors), at});
  return ir::NodeId(module.nodes.size() - 1);
}

ir::NodeId add_node(Session& session, ir::Op op, ir::TypeId type, uint32_t imm,
                    std::initializer_list<ir::NodeId> operands, ir::Place at, uint64_t static_denominator,
                    std::vector<ir::DivisorId> divisors) {
  return add_node(session, op, type, imm, std::span(operands.begin(), operands.size()), at, static_denominator,
                  std::move(divisors));
}

ir::ConstId intern_const(Session& session, ir::Const value) {
  const auto [found, fresh] =
      session.const_index.try_emplace(key_of(value), static_cast<uint32_t>(session.ir.consts.size()));
  if (fresh) session.ir.consts.push_back(std::move(value));
  note_interned(session, InternedKind::Const, found->second);
  return ir::ConstId(found->second);
}

ir::ConstId number_const(Session& session, ir::TypeId type, ir::Int128 mantissa) {
  ir::Const value;
  value.type = type;
  value.number = mantissa;
  return intern_const(session, std::move(value));
}

ir::ConstId text_const(Session& session, std::string text) {
  ir::Const value;
  value.type = text_type(session, static_cast<uint32_t>(text.size()));
  value.text = std::move(text);
  return intern_const(session, std::move(value));
}

ir::ConstId bool_const(Session& session, bool value) {
  return number_const(session, plain_type(session, ir::TypeKind::Bool), value ? 1 : 0);
}

ir::ConstId missing_const(Session& session, ir::TypeId optional_type) {
  ir::Const value;
  value.type = optional_type;
  value.missing = true;
  return intern_const(session, std::move(value));
}

ir::ConstId period_const(Session& session, int32_t start, int32_t end) {
  ir::Const value;
  value.type = plain_type(session, ir::TypeKind::Period);
  value.number = start;
  value.second = end;
  return intern_const(session, std::move(value));
}

ir::NodeId const_node(Session& session, ir::ConstId value, ir::Place at) {
  return add_node(session, ir::Op::Const, session.ir.consts[value.index()].type, value.value, {}, at);
}

}  // namespace tarifa::check
