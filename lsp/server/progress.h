// Work that takes a while, shown by the client as it goes on: `$/progress`.
#pragma once

#include <string>

#include "lsp/server/state.h"

namespace tarifa::lsp {

// From its making to its end. Silent where the client shows none, or where there are no two steps.
class Progress {
 public:
  // `params`: of the request that it is for, whose token is taken; null: a token of ours.
  Progress(State& state, const Json* params, const std::string& title, size_t steps);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(Progress&&) = delete;

  // The next step begins: what it is about.
  void step(const std::string& about);

 private:
  void send(Json value);

  State& state_;
  Json token_;  // null: silent
  size_t steps_;
  size_t done_ = 0;
};

}  // namespace tarifa::lsp
