#include "runtime/data/row_failure.h"

#include "compiler/support/check.h"

namespace tarifa::runtime {

std::string row_name(const RowFailure& failure) {
  return failure.account.empty() ? "row " + std::to_string(failure.row) : failure.account;
}

std::string_view row_error_code(ir::RowError error) {
  switch (error) {
    case ir::RowError::None: break;
#define TARIFA_ROW_ERROR(code, name, english, spanish) \
  case ir::RowError::name: return code;
#include "compiler/ir/row_error.def"
  }
  TARIFA_UNREACHABLE();
}

static std::string_view registry_text(ir::RowError error, Language language) {
  switch (error) {
    case ir::RowError::None: break;
#define TARIFA_ROW_ERROR(code, name, english, spanish) \
  case ir::RowError::name: return language == Language::English ? english : spanish;
#include "compiler/ir/row_error.def"
  }
  TARIFA_UNREACHABLE();
}

std::string failure_message(const RowFailure& failure, Language language) {
  if (failure.note) return note_message(*failure.note, language);
  std::string message(registry_text(failure.error, language));
  if (!failure.detail.empty()) message += ": " + failure.detail;
  return message;
}

}  // namespace tarifa::runtime
