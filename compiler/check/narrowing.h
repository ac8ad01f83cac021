// Flow analysis of optional values: which expressions a condition shows to have a value. An
// expression is known by its tree, so a name, a field of a field and a parameter read with the same
// keys all narrow.
#pragma once

#include <vector>

#include "compiler/check/exprs.h"

namespace tarifa::check {

// The optional trees that have a value where `condition` came out as `truth`.
[[nodiscard]] std::vector<ir::NodeId> shown_by(const ir::Module& module, ir::NodeId condition, bool truth);

// What is known while it lives.
class KnownScope {
 public:
  KnownScope(ExprContext& ctx, const std::vector<ir::NodeId>& shown) : ctx_(ctx), before_(ctx.known.size()) {
    ctx.known.insert(ctx.known.end(), shown.begin(), shown.end());
  }
  // Of a condition that was checked; nothing is known of a failed one.
  KnownScope(ExprContext& ctx, const Typed& condition, bool truth)
      : KnownScope(ctx, condition.ok && !condition.never ? shown_by(ctx.session.ir, condition.node, truth)
                                                         : std::vector<ir::NodeId>{}) {}
  ~KnownScope() { ctx_.known.resize(before_); }
  KnownScope(const KnownScope&) = delete;
  KnownScope& operator=(const KnownScope&) = delete;

 private:
  ExprContext& ctx_;
  size_t before_;
};

}  // namespace tarifa::check
