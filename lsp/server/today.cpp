#include "lsp/server/today.h"

#include <ctime>

#include "compiler/numeric/date.h"

namespace tarifa::lsp {

int32_t today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return static_cast<int32_t>(now / 86'400);
  const auto date = numeric::make_date(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
  return date ? date->days : static_cast<int32_t>(now / 86'400);
}

}  // namespace tarifa::lsp
