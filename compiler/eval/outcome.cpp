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

std::string_view row_error_english(ir::RowError code) {
  switch (code) {
    case ir::RowError::None: return "";
#define TARIFA_ROW_ERROR(text, name, english, spanish) \
  case ir::RowError::name: return english;
#include "compiler/ir/row_error.def"
  }
  TARIFA_UNREACHABLE();
}

}  // namespace tarifa::eval
