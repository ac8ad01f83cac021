// Ladders of parameters: limits ascend, `above` is last, one scale for all limits (7.2, S25).
#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/check/param_reader.h"
#include "compiler/check/report.h"
#include "compiler/numeric/decimal.h"
#include "compiler/numeric/decimal_text.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

std::string limit_text(ir::Int128 mantissa) {
  return numeric::to_string(numeric::without_trailing_zeros({mantissa, limits::kScale}));
}

}  // namespace

bool judge_ladder(Session& session, const std::vector<WrittenStep>& steps) {
  ir::Int128 before = 0;
  for (size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].up_to) {
      if (i + 1 == steps.size()) return true;
      report(session, DiagKind::AboveNotLast, steps[i].span);
      return false;
    }
    if (*steps[i].up_to < 0) {
      report(session, DiagKind::LimitNegative, steps[i].span, {limit_text(*steps[i].up_to)});
      return false;
    }
    if (i > 0 && *steps[i].up_to == before) {
      report(session, DiagKind::BlockRepeatsLimit, steps[i].span, {limit_text(before)});
    }
    if (*steps[i].up_to < before) {
      report(session, DiagKind::LadderDescends, steps[i].span, {limit_text(*steps[i].up_to), limit_text(before)});
      return false;
    }
    before = *steps[i].up_to;
  }
  return !steps.empty();
}

void settle_ladder_scale(ir::Param& param) {
  int scale = 0;
  const auto each_limit = [&](const auto& visit) {
    for (ir::Timeline& timeline : param.timelines) {
      for (ir::TimelineEntry& entry : timeline.entries) {
        for (ir::LadderStep& step : entry.ladder) {
          if (step.up_to) visit(*step.up_to);
        }
      }
    }
  };
  each_limit([&](ir::Int128& limit) {
    scale = std::max(scale, numeric::without_trailing_zeros({limit, limits::kScale}).scale);
  });
  each_limit([&](ir::Int128& limit) { limit = numeric::rescale({limit, limits::kScale}, scale).value.mantissa; });
  param.ladder_scale = static_cast<uint8_t>(scale);
}

}  // namespace tarifa::check
