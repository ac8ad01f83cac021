// TARIFA_CHECK: a programmer's error, checked in release too. It prints the place and aborts; it is never used for
// anything a user's file or data can cause.
#pragma once

namespace tarifa {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}

#define TARIFA_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::tarifa::check_failed(#condition, __FILE__, __LINE__))
#define TARIFA_UNREACHABLE() ::tarifa::check_failed("unreachable", __FILE__, __LINE__)
