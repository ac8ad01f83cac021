#include "compiler/eval/deep_stack.h"

#include <pthread.h>

#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

constexpr size_t kStackBytes = size_t{8} << 20U;

void* run(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

}  // namespace

void run_on_fresh_stack(const std::function<void()>& work) {
  pthread_attr_t attributes;
  pthread_t thread{};
  TARIFA_CHECK(pthread_attr_init(&attributes) == 0);
  TARIFA_CHECK(pthread_attr_setstacksize(&attributes, kStackBytes) == 0);
  auto* argument = const_cast<std::function<void()>*>(&work);
  TARIFA_CHECK(pthread_create(&thread, &attributes, run, argument) == 0);
  TARIFA_CHECK(pthread_join(thread, nullptr) == 0);
  TARIFA_CHECK(pthread_attr_destroy(&attributes) == 0);
}

}  // namespace tarifa::eval
