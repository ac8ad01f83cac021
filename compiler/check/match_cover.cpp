#include "compiler/check/match_cover.h"

#include <algorithm>

#include "compiler/check/boxes.h"
#include "compiler/check/builder.h"
#include "compiler/check/constant_conditions.h"
#include "compiler/check/constants.h"
#include "compiler/numeric/date.h"
#include "compiler/numeric/decimal.h"

namespace tarifa::check {
namespace {

using ir::TypeKind;

constexpr ir::Int128 kFar = numeric::kDecimalBound;  // beyond every value
constexpr ir::Int128 kPlainMonth = 12 * 2020;        // 2020-01
constexpr ir::Int128 kPlainMoment = ir::Int128{kPlainDay} * 24 * 60;
constexpr ir::Int128 kLastMinute = 24 * 60;  // 24:00

std::optional<ir::Int128> on_grid(const std::optional<numeric::Fraction>& bound, int scale) {
  if (!bound) return std::nullopt;
  const auto scaled = numeric::mul(*bound, {numeric::pow10(scale), 1});
  if (!scaled || scaled->den != 1) return std::nullopt;
  return scaled->num;
}

}  // namespace

MatchCover::MatchCover(const Session& session, ir::NodeId matched)
    : type_id_(session.ir.node(matched).type), type_(session.ir.type_of(matched)) {
  const ir::Node& node = session.ir.node(matched);
  domain_ = {-kFar, kFar};
  countable_ = true;
  if (type_.kind == TypeKind::Enum) {
    const size_t members = session.ir.enums[type_.enumeration.index()].members.size();
    domain_ = {0, static_cast<ir::Int128>(members) - 1};
  } else if (type_.kind == TypeKind::Bool) {
    domain_ = {0, 1};
  } else if (type_.kind == TypeKind::Number) {
    countable_ = node.static_denominator == 1 && node.divisors.empty();
    domain_.low = on_grid(least_value(session, matched), type_.scale).value_or(-kFar);
    domain_.high = on_grid(greatest_value(session, matched), type_.scale).value_or(kFar);
  } else if (type_.kind == TypeKind::Time) {
    domain_ = {0, kLastMinute};
    countable_ = true;
  } else if (type_.kind == TypeKind::Date) {
    domain_ = {numeric::kFirstDate.days, numeric::kLastDate.days};
  } else {
    countable_ = type_.kind == TypeKind::Month || type_.kind == TypeKind::Days || type_.kind == TypeKind::Months ||
                 type_.kind == TypeKind::DateTime;
  }
}

void MatchCover::begin_row() {
  rows_.emplace_back();
  exact_.push_back(true);
}

void MatchCover::unite(Cover& cover, Interval interval) {
  Cover out;
  for (const Interval& part : cover) {
    if (part.high + 1 < interval.low || interval.high + 1 < part.low) {
      out.push_back(part);
    } else {
      interval = {std::min(part.low, interval.low), std::max(part.high, interval.high)};
    }
  }
  out.push_back(interval);
  std::sort(out.begin(), out.end(), [](const Interval& a, const Interval& b) { return a.low < b.low; });
  cover = std::move(out);
}

bool MatchCover::contains(const Cover& cover, const Cover& part) {
  return std::all_of(part.begin(), part.end(), [&](const Interval& wanted) {
    return std::any_of(cover.begin(), cover.end(),
                       [&](const Interval& have) { return have.low <= wanted.low && wanted.high <= have.high; });
  });
}

void MatchCover::add(Interval interval) {
  interval = {std::max(interval.low, domain_.low), std::min(interval.high, domain_.high)};
  if (interval.low <= interval.high) unite(rows_.back(), interval);
}

void MatchCover::add_everything() { add(domain_); }

MatchCover::Ends MatchCover::ends_of(const ir::Module& module, ir::NodeId comparison) const {
  const ir::Node& node = module.node(comparison);
  if (!countable_ || node.operand_count != 2) return {};
  const ir::Node& right = module.node(module.operand(node, 1));
  if (right.op != ir::Op::Const) return {};
  const ir::Const& constant = module.consts[right.imm];
  const int scale = module.type(constant.type).scale;
  if (constant.missing || scale > type_.scale) return {};
  const ir::Int128 value = constant.number * numeric::pow10(type_.scale - scale);
  if (node.op == ir::Op::Eq) return {true, {value, value}};
  if (node.op == ir::Op::Lt) return {true, {-kFar, value - 1}};
  if (node.op == ir::Op::Le) return {true, {-kFar, value}};
  if (node.op == ir::Op::Gt) return {true, {value + 1, kFar}};
  if (node.op == ir::Op::Ge) return {true, {value, kFar}};
  return {};
}

void MatchCover::note_text(const ir::Module& module, ir::NodeId comparison) {
  const ir::Node& node = module.node(comparison);
  if (type_.kind != TypeKind::Text || node.operand_count != 2) return;
  const ir::Node& right = module.node(module.operand(node, 1));
  if (right.op == ir::Op::Const) texts_.insert(module.consts[right.imm].text);
}

void MatchCover::add_comparison(const ir::Module& module, ir::NodeId comparison) {
  note_text(module, comparison);
  const Ends ends = ends_of(module, comparison);
  if (ends.known) return add(ends.interval);
  exact_.back() = false;
}

void MatchCover::add_range(const ir::Module& module, ir::NodeId range) {
  const ir::Node& node = module.node(range);
  const bool wraps = node.op == ir::Op::Or;  // times of day past midnight
  if (wraps || node.op == ir::Op::And) {
    const Ends low = ends_of(module, module.operand(node, 0));
    const Ends high = ends_of(module, module.operand(node, 1));
    if (low.known && high.known && wraps) {
      add(low.interval);
      return add(high.interval);
    }
    if (low.known && high.known) return add({low.interval.low, high.interval.high});
  }
  exact_.back() = false;
}

std::optional<std::string> MatchCover::missing(Session& session) const {
  Cover all;
  for (const Cover& row : rows_) {
    for (const Interval& interval : row) unite(all, interval);
  }
  ir::Int128 example = domain_.low;
  if (!all.empty() && all.front().low <= domain_.low) {
    if (all.front().high >= domain_.high) return std::nullopt;
    example = all.front().high + 1;
  }
  if (type_.kind != TypeKind::Enum) return example_text(session, example);
  std::string members;  // all of them, as they can be told
  for (ir::Int128 member = domain_.low; member <= domain_.high; ++member) {
    if (contains(all, {{member, member}})) continue;
    members += (members.empty() ? "" : "`, `") + example_text(session, member);
  }
  return members;
}

// A text that no row names: the empty one, or one so long that none is it.
std::string MatchCover::other_text() const {
  std::string text;
  while (texts_.contains(text)) text += 'x';
  return '"' + text + '"';
}

std::string MatchCover::example_text(Session& session, ir::Int128 example) const {
  if (type_.kind == TypeKind::Text) return other_text();
  if (!countable_) return "...";
  if (example == -kFar) example = plain_example();
  return const_text(session, number_const(session, type_id_, example));
}

// Where no row says how small values may be: 0, or what lies below every row.
ir::Int128 MatchCover::plain_example() const {
  ir::Int128 least = type_.kind == TypeKind::Month ? kPlainMonth : type_.kind == TypeKind::DateTime ? kPlainMoment : 0;
  for (const Cover& row : rows_) {
    if (!row.empty()) least = std::min(least, row.front().low - 1);
  }
  return least;
}

std::vector<size_t> MatchCover::unreachable_rows() const {
  std::vector<size_t> out;
  if (!countable_) return out;
  Cover before;
  for (size_t k = 0; k < rows_.size(); ++k) {
    const bool whole = contains(before, rows_[k]) && exact_[k];
    if (whole && k > 0) out.push_back(k);
    for (const Interval& interval : rows_[k]) unite(before, interval);
  }
  return out;
}

size_t MatchCover::rows_needed() const {
  Cover all;
  for (size_t k = 0; k < rows_.size(); ++k) {
    for (const Interval& interval : rows_[k]) unite(all, interval);
    if (contains(all, {domain_})) return k + 1;
  }
  return rows_.size();
}

}  // namespace tarifa::check
