#include "lsp/features/symbol_text.h"

#include <fmt/format.h>

#include "compiler/check/symbols.h"
#include "compiler/ir/print.h"
#include "compiler/ir/ranges.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"
#include "compiler/numeric/int128.h"
#include "lsp/features/language_words.h"
#include "lsp/features/timeline_text.h"

namespace tarifa::lsp {
namespace {

using check::SymbolKind;

std::string type_of(const ir::Module& module, ir::TypeId type) {
  return type.valid() && type.index() < module.types.size() ? ir::type_text(module, type) : std::string{};
}

std::string with_type(std::string text, const std::string& type) {
  return type.empty() ? text : std::move(text) + ": " + type;
}

std::string date_text(int32_t days) { return numeric::to_string(numeric::Date{days}); }

std::string window_text(const ir::Window& window) {
  if (!window.present) return {};
  std::string text;
  if (window.from) text += " from " + date_text(*window.from);
  if (window.until) text += " until " + date_text(*window.until);
  return text;
}

bool in_window(const ir::Window& window, int32_t today) {
  if (!window.present) return true;
  return (!window.from || *window.from <= today) && (!window.until || today < *window.until);
}

// Each exception below the one it stands within; those whose time is not now say so.
void add_exceptions(const ir::Module& module, const ir::Rule& rule, uint32_t parent, size_t depth, int32_t today,
                    Language language, std::vector<std::string>& lines) {
  constexpr size_t kMostLevels = 8;
  constexpr size_t kMostLines = 40;
  for (uint32_t k = 0; k < rule.exceptions.size() && depth < kMostLevels && lines.size() < kMostLines; ++k) {
    const ir::Exception& exception = rule.exceptions[k];
    if (exception.parent != parent) continue;
    std::string code = exception.cumulative ? "cumulative except " : "except ";
    code += exception.name + " = " + ir::expression_text(module, exception.value) + window_text(exception.window);
    if (exception.when.valid()) code += " when " + ir::expression_text(module, exception.when);
    std::string line = std::string(2 * depth, ' ') + "- `" + code + "`";
    if (exception.module != rule.module) line += " (" + exception.module + ")";
    if (!exception.because.empty()) line += " — " + exception.because;
    if (!in_window(exception.window, today))
      line += language == Language::Spanish ? " (hoy no rige)" : " (not in force today)";
    lines.push_back(std::move(line));
    add_exceptions(module, rule, k, depth + 1, today, language, lines);
  }
}

HoverText of_rule(const ir::Module& module, const ir::Rule& rule, int32_t today, Language language) {
  HoverText text;
  text.code =
      with_type("rule " + rule.name + " for " + module.records[rule.entity.index()].name, type_of(module, rule.type)) +
      " = " + ir::expression_text(module, rule.base);
  if (!rule.because.empty()) text.lines.push_back(rule.because);
  add_exceptions(module, rule, ir::kBase, 0, today, language, text.lines);
  return text;
}

std::string columns_text(const ir::Module& module, const std::vector<ir::TableColumn>& columns, bool names) {
  std::string text;
  for (const ir::TableColumn& column : columns) {
    text += (text.empty() ? "" : ", ") +
            (names ? with_type(column.name, type_of(module, column.type)) : type_of(module, column.type));
  }
  return text;
}

HoverText of_table(const ir::Module& module, const ir::Table& table, Language language) {
  HoverText text;
  text.code = "table " + table.name + "(" + columns_text(module, table.params, true) + ") -> " +
              columns_text(module, table.results, table.results.size() > 1);
  size_t rows = 0;
  for (const ir::TableVersion& version : table.versions) rows += version.rows.size();
  text.lines.push_back(fmt::format("{} {}", rows, language == Language::Spanish ? "filas" : "rows"));
  return text;
}

HoverText of_let(const ir::Module& module, const ir::Let& let) {
  std::string params;
  for (size_t k = 0; k < let.params.size() && k < let.param_names.size(); ++k) {
    params += (k == 0 ? "" : ", ") + with_type(let.param_names[k], type_of(module, let.params[k]));
  }
  HoverText text;
  text.code = with_type("let " + let.name + (let.params.empty() ? "" : "(" + params + ")"), type_of(module, let.type));
  return text;
}

HoverText of_unit(const ir::Module& module, const check::Symbol& symbol, Language language) {
  const bool spanish = language == Language::Spanish;
  const ir::Unit& unit = module.units[symbol.ir_index];
  HoverText text;
  text.code = std::string(check::symbol_kind_word(symbol.kind)) + " " + symbol.name;
  if (unit.currency_digits >= 0) {
    text.code += " digits " + std::to_string(unit.currency_digits);
    return text;
  }
  std::string above;
  std::string below;
  for (const ir::Unit::Power& power : unit.powers) {
    if (power.base >= module.base_dimensions.size()) continue;
    const int exponent = power.exponent < 0 ? -power.exponent : power.exponent;
    std::string& side = power.exponent < 0 ? below : above;
    side += (side.empty() ? "" : "*") + module.base_dimensions[power.base];
    if (exponent > 1) side += "^" + std::to_string(exponent);
  }
  const std::string dimension = (above.empty() ? "1" : above) + (below.empty() ? "" : "/" + below);
  if (dimension == symbol.name) {
    text.lines.push_back(spanish ? "una dimensión propia" : "a dimension of its own");
    return text;
  }
  std::string factor = numeric::to_string(numeric::Decimal{unit.numerator, 0});
  if (unit.denominator != 1) factor += "/" + numeric::to_string(numeric::Decimal{unit.denominator, 0});
  text.lines.push_back("1 " + symbol.name + " = " + factor + " " + dimension);
  return text;
}

// What nothing uses has no IR: it says itself how much it is. Empty: no unit.
std::string unit_as_written(const Snapshot& snapshot, const check::Symbol& symbol) {
  const bool unit = symbol.kind == SymbolKind::Unit || symbol.kind == SymbolKind::Currency;
  const auto& modules = snapshot.result().modules;
  if (!unit || !symbol.declaration.valid() || symbol.module.index() >= modules.size()) return {};
  return std::string(modules[symbol.module.index()]->tree.text(symbol.declaration));
}

HoverText of_record(const check::Symbol& symbol, const ir::Module& module) {
  const ir::Record& record = module.records[symbol.ir_index];
  HoverText text;
  text.code = std::string(check::symbol_kind_word(symbol.kind)) + " " + record.name + " {";
  for (const ir::Field& field : record.fields_list) {
    text.code += "\n  " + with_type((field.key ? "key " : "") + field.name, type_of(module, field.type)) + ",";
  }
  text.code += "\n}";
  return text;
}

HoverText of_enum(const ir::Enum& enumeration) {
  HoverText text;
  for (const std::string& member : enumeration.members) text.code += (text.code.empty() ? "" : ", ") + member;
  text.code = "enum " + enumeration.name + " { " + text.code + " }";
  return text;
}

HoverText of_function(const check::Symbol& symbol, Language language) {
  HoverText text;
  text.code = symbol.name;
  if (const auto function = function_text(symbol.name, language)) {
    text.code = function_head(*function);
    text.lines.push_back(std::string(function->text));
    text.lines.push_back("-> " + std::string(function->result));
  }
  return text;
}

// What the IR has of it; none where it failed.
std::optional<HoverText> of_ir(const ir::Module& module, const check::Symbol& symbol, int32_t today,
                               Language language) {
  const size_t index = symbol.ir_index;
  switch (symbol.kind) {
    case SymbolKind::Rule:
      if (index < module.rules.size()) return of_rule(module, module.rules[index], today, language);
      break;
    case SymbolKind::Param:
      if (index < module.params.size()) {
        HoverText text;
        const ir::Param& param = module.params[index];
        text.code = with_type("param " + param.name, type_of(module, param.type));
        text.lines = timeline_lines(module, param, today, language);
        return text;
      }
      break;
    case SymbolKind::Table:
      if (index < module.tables.size()) return of_table(module, module.tables[index], language);
      break;
    case SymbolKind::Let:
      if (index < module.lets.size()) return of_let(module, module.lets[index]);
      break;
    case SymbolKind::Unit:
    case SymbolKind::Currency:
      if (index < module.units.size()) return of_unit(module, symbol, language);
      break;
    case SymbolKind::Record:
    case SymbolKind::Entity:
      if (index < module.records.size()) return of_record(symbol, module);
      break;
    case SymbolKind::Enum:
      if (index < module.enums.size()) return of_enum(module.enums[index]);
      break;
    case SymbolKind::Tariff:
    case SymbolKind::Bill:
    case SymbolKind::Builtin:
    case SymbolKind::Unavailable: break;
  }
  return std::nullopt;
}

}  // namespace

std::string range_text(const ir::Module& module, const ir::Type& type, ir::Int128 low, ir::Int128 high) {
  const ir::Interval whole = ir::range_of_type(module, type);
  if (low <= whole.low() && high >= whole.high()) return {};
  if (low == ir::Interval::kMinusInfinity || high == ir::Interval::kPlusInfinity) return {};
  const auto text = [&](ir::Int128 value) {
    switch (type.kind) {
      case ir::TypeKind::Date: return date_text(static_cast<int32_t>(value));
      case ir::TypeKind::Number: return numeric::to_string(numeric::Decimal{value, type.scale});
      default: return numeric::to_string(numeric::Decimal{value, 0});
    }
  };
  std::string out = low == high ? text(low) : text(low) + ".." + text(high);
  const bool number = type.kind == ir::TypeKind::Number && type.unit.valid() && type.unit.index() < module.units.size();
  if (number && !module.units[type.unit.index()].name.empty()) out += " " + module.units[type.unit.index()].name;
  return out;
}

HoverText symbol_text(const Snapshot& snapshot, check::SymbolId id, int32_t today, Language language) {
  const check::Symbol& symbol = snapshot.symbol(id);
  HoverText text;
  if (symbol.kind == SymbolKind::Builtin) return of_function(symbol, language);
  // With errors in the package, what failed has no IR, and the rest may stand on what is not there.
  const bool whole = snapshot.result().ok && symbol.state == check::SymbolState::Done;
  auto told = whole ? of_ir(snapshot.ir(), symbol, today, language) : std::nullopt;
  if (told) {
    text = std::move(*told);
  } else {
    const std::string written = unit_as_written(snapshot, symbol);
    text.code = !written.empty() ? written : std::string(check::symbol_kind_word(symbol.kind)) + " " + symbol.name;
  }
  text.doc = symbol.doc;
  return text;
}

HoverText local_text(const Snapshot& snapshot, const std::string& local, ir::TypeId type, Language language) {
  const ir::Module& module = snapshot.ir();
  const bool spanish = language == Language::Spanish;
  HoverText text;
  text.code = with_type(local, type_of(module, type));
  const size_t dot = local.find('.');
  if (dot == std::string::npos) return text;
  const std::string owner = local.substr(0, dot);
  const std::string name = local.substr(dot + 1);
  for (const ir::Record& record : module.records) {
    if (record.name != owner) continue;
    for (const ir::Field& field : record.fields_list) {
      if (field.name != name) continue;
      text.doc = field.doc;
      if (field.least && field.greatest && field.type.valid()) {
        const std::string range = range_text(module, module.type(field.type), *field.least, *field.greatest);
        if (!range.empty()) text.lines.push_back((spanish ? "rango declarado: " : "declared range: ") + range);
      }
      if (field.column != field.name)
        text.lines.push_back((spanish ? "columna en los datos: " : "column in the data: ") + field.column);
      return text;
    }
  }
  for (const ir::Line& line : module.lines) {
    if (line.owner != owner || line.name != name) continue;
    if (!line.label.empty()) text.lines.push_back("\"" + line.label + "\"");
    if (!line.because.empty()) text.lines.push_back(line.because);
    return text;
  }
  return text;
}

}  // namespace tarifa::lsp
