#include "compiler/ir/verify.h"

#include "compiler/ir/verifier.h"

namespace tarifa::ir {

std::optional<std::string> Verifier::run() {
  const bool sound = units() && types() && records() && records_acyclic() && constants()  // data
                     && node_forms() && calls()  // expressions: a finite forest
                     && params() && tables() && rules() && lets() && lines() && tariffs() && bills() && tests() &&
                     node_types() && divisors() && scopes();  // what fits what
  if (!sound && !problem_) problem_ = "the module is not well formed";
  return problem_;
}

std::optional<std::string> verify(const Module& module) { return Verifier(module).run(); }

}  // namespace tarifa::ir
