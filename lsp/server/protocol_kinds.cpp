#include "lsp/server/protocol_kinds.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeKind;

constexpr int kProperty = 7, kField = 8, kEnum = 10, kFunction = 12, kVariable = 13, kConstant = 14, kObject = 19,
              kEnumMember = 22, kStruct = 23, kEvent = 24, kOperator = 25, kClass = 5, kMethod = 6;

}  // namespace

int protocol_kind(NodeKind kind) {
  switch (kind) {
    case NodeKind::EnumDecl: return kEnum;
    case NodeKind::Name: return kEnumMember;
    case NodeKind::RecordDecl: return kStruct;
    case NodeKind::EntityDecl: return kClass;
    case NodeKind::Field: return kField;
    case NodeKind::UnitDecl:
    case NodeKind::CurrencyDecl: return kOperator;
    case NodeKind::ParamDecl: return kConstant;
    case NodeKind::Entry:
    case NodeKind::DatedRows: return kEvent;
    case NodeKind::TableDecl:
    case NodeKind::RuleDecl: return kFunction;
    case NodeKind::ExceptItem: return kMethod;
    case NodeKind::LetDecl:
    case NodeKind::CarryDecl: return kVariable;
    case NodeKind::LineDecl:
    case NodeKind::TaxDecl:
    case NodeKind::SubtotalDecl:
    case NodeKind::LimitDecl: return kProperty;
    default: return kObject;
  }
}

int protocol_kind(check::SymbolKind kind) {
  switch (kind) {
    case check::SymbolKind::Enum: return kEnum;
    case check::SymbolKind::Record: return kStruct;
    case check::SymbolKind::Entity: return kClass;
    case check::SymbolKind::Unit:
    case check::SymbolKind::Currency: return kOperator;
    case check::SymbolKind::Param: return kConstant;
    case check::SymbolKind::Table:
    case check::SymbolKind::Rule:
    case check::SymbolKind::Builtin: return kFunction;
    case check::SymbolKind::Let: return kVariable;
    case check::SymbolKind::Tariff:
    case check::SymbolKind::Bill:
    case check::SymbolKind::Unavailable: return kObject;
  }
  return kObject;
}

}  // namespace tarifa::lsp
