// Literals read as values of a declared type, from source and from CSV alike: `-12.50 COP`, `19%`,
// `2020-04-01`, `90 days`, `S1`, `"text"`, `true`. Nothing is trimmed, defaulted or rounded (S44);
// a bare number takes the type's unit (S35).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compiler/check/session.h"

namespace tarifa::check {

class LiteralReader {
 public:
  // `plain_text`: a text may stand without quotes (CSV).
  LiteralReader(Session& session, ModuleId module, ir::TypeId type, bool plain_text = false);

  [[nodiscard]] ir::TypeId type() const { return type_id_; }

  // Numbers without their unit are refused (cells in a rule file).
  void demand_units() { bare_numbers_ = false; }

  // Whether the text has the form of a literal of this type; if not, it may still be an expression.
  [[nodiscard]] bool looks_like_one(std::string_view text) const;
  // The value, of the reader's type. `span` covers exactly the text. Reports what is wrong.
  [[nodiscard]] std::optional<ir::Const> read(std::string_view text, Span span);
  [[nodiscard]] std::optional<ir::ConstId> read_const(std::string_view text, Span span);

 private:
  [[nodiscard]] std::optional<ir::Int128> number(std::string_view text, Span span);
  [[nodiscard]] std::optional<ir::Int128> length(std::string_view text, Span span);
  [[nodiscard]] std::optional<ir::Int128> member(std::string_view text, Span span);
  [[nodiscard]] std::optional<std::string> text(std::string_view text, Span span);
  [[nodiscard]] bool same_unit(std::string_view unit, Span span);
  void refuse(std::string_view text, Span span);

  Session& session_;
  ModuleId module_;
  ir::TypeId type_id_;
  ir::Type type_;
  bool plain_text_;
  bool bare_numbers_ = true;
  std::unordered_map<std::string, uint32_t> members_;                 // of an enum
  std::unordered_map<std::string, std::optional<ir::UnitId>> units_;  // texts of units met: each is looked up once
};

}  // namespace tarifa::check
