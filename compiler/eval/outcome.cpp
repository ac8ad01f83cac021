#include "compiler/eval/outcome.h"

#include "compiler/support/check.h"

namespace tarifa::eval {

std::string_view row_error_code(ir::RowError code) {
  switch (code) {
    case ir::RowError::None: return "";
#define TARIFA_ROW_ERROR(text, name, english, spanish) \
  case ir::RowError::name: return text;
#include "compiler/ir/row_error.def"
  }
  TARIFA_UNREACHABLE();
}

std::string_view row_error_text(ir::RowError code, Language language) {
  switch (code) {
    case ir::RowError::None: return "";
#define TARIFA_ROW_ERROR(text, name, english, spanish) \
  case ir::RowError::name: return language == Language::English ? english : spanish;
#include "compiler/ir/row_error.def"
  }
  TARIFA_UNREACHABLE();
}

std::string failure_text(const RowFailure& failure, Language language) {
  std::string text = std::string(row_error_code(failure.code)) + " ";
  text += row_error_text(failure.code, language);
  if (!failure.text.empty()) text += ": " + failure.text;
  return text;
}

}  // namespace tarifa::eval
