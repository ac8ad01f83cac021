#include "compiler/support/check.h"

#include <cstdio>
#include <cstdlib>

namespace tarifa {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "tarifa: internal error: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace tarifa
