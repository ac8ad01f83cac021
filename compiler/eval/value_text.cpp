#include "compiler/eval/value_text.h"

#include <fmt/format.h>

#include "compiler/eval/civil.h"
#include "compiler/eval/exact.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

constexpr int kShownDigits = 12;

std::string truncated_text(const mpq_class& value, int scale) {
  if (mantissa_at(value, scale)) return decimal_text(value, scale);
  for (int digits = scale; digits <= kShownDigits; ++digits) {
    if (mantissa_at(value, digits)) return decimal_text(value, digits);
  }
  const mpq_class unit(1, power_of_ten(kShownDigits));
  return decimal_text(round_to_step(value, unit, ir::RoundMode::Down), kShownDigits) + "…";
}

std::string plural(int64_t count, Language language, std::string_view english, std::string_view spanish,
                   std::string_view spanish_plural = "s") {
  const std::string_view one = language == Language::English ? english : spanish;
  const std::string_view more = language == Language::English ? "s" : spanish_plural;
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : more);
}

std::string record_text(const ir::Module& module, const ir::Type& type, const Value& value, Language language) {
  const ir::Record& record = module.records[type.record.index()];
  std::string text = record.name + "(";
  for (size_t i = 0; i < record.fields_list.size(); ++i) {
    if (value.fields()[i].missing()) continue;
    const ir::Field& field = record.fields_list[i];
    if (text.back() != '(') text += ", ";
    text += field.name + ": " + value_text(module, field.type, value.fields()[i], language);
  }
  return text + ")";
}

}  // namespace

std::string number_text(const ir::Module& module, const mpq_class& value, int scale, ir::UnitId unit) {
  const std::string digits = truncated_text(value, scale);
  const std::string& name = module.units[unit.index()].name;
  return name.empty() ? digits : digits + " " + name;
}

std::string value_text(const ir::Module& module, ir::TypeId type_id, const Value& value, Language language) {
  const ir::Type& type = module.type(type_id);
  const bool english = language == Language::English;
  if (value.missing()) return english ? "missing" : "falta";
  switch (type.kind) {
    case ir::TypeKind::Bool: return value.truth() ? "true" : "false";
    case ir::TypeKind::Number: return number_text(module, value.number().value, type.scale, type.unit);
    case ir::TypeKind::Text: return "\"" + value.text() + "\"";
    case ir::TypeKind::Date: return date_text(value.civil());
    case ir::TypeKind::Month: return month_text(value.civil());
    case ir::TypeKind::Time: return time_text(value.civil());
    case ir::TypeKind::DateTime: return datetime_text(value.civil());
    case ir::TypeKind::Days: return plural(value.civil(), language, "day", "día");
    case ir::TypeKind::Months: return plural(value.civil(), language, "month", "mes", "es");
    case ir::TypeKind::Period:
      return date_text(value.period().start) + ".." + date_text(int64_t{value.period().end} - 1);
    case ir::TypeKind::Enum: return module.enums[type.enumeration.index()].members[value.member()];
    case ir::TypeKind::Record: return record_text(module, type, value, language);
    case ir::TypeKind::List: return plural(static_cast<int64_t>(value.items().size()), language, "item", "elemento");
    case ir::TypeKind::Ladder: return english ? "block prices" : "precios por bloques";
  }
  TARIFA_UNREACHABLE();
}

std::string param_call_text(const ir::Module& module, ir::ParamId param_id, uint32_t timeline) {
  const ir::Param& param = module.params[param_id.index()];
  if (param.keys.empty()) return param.name;
  std::string keys;
  for (const ir::ConstId key : param.timelines[timeline].keys) {
    const ir::Const& constant = module.consts[key.index()];
    keys += (keys.empty() ? "" : ", ") + value_text(module, constant.type, constant_value(module, key));
  }
  return param.name + "(" + keys + ")";
}

}  // namespace tarifa::eval
