#include "compiler/syntax/mend.h"

#include <algorithm>

#include "compiler/support/limits.h"
#include "compiler/syntax/number_slip.h"
#include "compiler/syntax/sync_points.h"
#include "compiler/syntax/word_distance.h"

namespace tarifa::syntax {
namespace {

using K = TokenKind;

constexpr uint64_t kBudget = 1'000'000;  // tokens read in trials, a file
constexpr size_t kProblems = 25;         // in one declaration
constexpr size_t kAll = static_cast<size_t>(-1);
constexpr size_t kEnough = 2;  // tokens that must fit after a repair

// What is tried in place of nothing.
constexpr K kInsertable[] = {K::EQ,   K::COMMA, K::COLON, K::BAR, K::FAT, K::ARROW, K::AMP,  K::DOT,   K::OF,    K::FOR,
                             K::FROM, K::TO,    K::THEN,  K::UP,  K::MAX, K::ELSE,  K::DAYS, K::IDENT, K::STRING};
constexpr K kSigns[] = {K::EQ, K::FAT, K::COLON, K::ARROW, K::BAR, K::AMP, K::DOT, K::COMMA};
// Where an operand ends, these would not mend but compare, multiply or select.
bool is_operator_here(const SyntaxProblem& problem, K kind) {
  return has(problem.expected, K::PLUS) && (kind == K::EQ || kind == K::AMP || kind == K::DOT);
}

bool is_sign(K kind) { return std::find(std::begin(kSigns), std::end(kSigns), kind) != std::end(kSigns); }

}  // namespace

GrammarOutcome Mender::follow(std::span<const StreamToken> tokens, TokenSet* expected) {
  kinds_.clear();
  for (const StreamToken& token : tokens) kinds_.push_back(token.kind);
  followed_ += tokens.size() + 1;
  events_.clear();
  grammar_.set_tokens(kinds_);
  return grammar_.run(start_, 0, static_cast<uint32_t>(tokens.size()), events_, expected);
}

Mender::Fit Mender::try_repair(const Repair& repair) {
  std::vector<StreamToken> trial(tokens_.begin(), tokens_.begin() + static_cast<ptrdiff_t>(repair.begin));
  trial.insert(trial.end(), repair.put.begin(), repair.put.end());
  const size_t mended = trial.size();
  trial.insert(trial.end(), tokens_.begin() + static_cast<ptrdiff_t>(repair.end), tokens_.end());
  const GrammarOutcome outcome = follow(trial, nullptr);
  if (outcome.ok && outcome.position == trial.size()) return {kAll, 0};
  const size_t beyond = outcome.position > mended ? outcome.position - mended : 0;
  return {beyond, trial.size() - outcome.position + 1};
}

std::vector<Repair> Mender::small_repairs(const SyntaxProblem& problem) const {
  std::vector<Repair> repairs;
  const size_t at = problem.at;
  const bool at_end = at >= tokens_.size();
  const StreamToken found = at_end ? StreamToken{} : tokens_[at];
  const uint32_t source = at_end ? tokens_.back().source + 1 : found.source;
  const auto replace = [&](K kind) {
    repairs.push_back({RepairKind::Replace, at, at + 1, {{kind, found.source, false}}});
  };
  if (!at_end && !found.missing) {
    const std::string_view word = file_.text_of(found);
    if (found.kind == K::ELSE && has(problem.expected, K::OTHERWISE)) replace(K::OTHERWISE);
    if (found.kind == K::IF && has(problem.expected, K::WHEN)) replace(K::WHEN);
    if (const auto slip = find_number_slip(file_, tokens_, at)) {
      repairs.push_back({RepairKind::Delete, slip->first, slip->last, {}});
    }
    if (is_reserved(found.kind) && has(problem.expected, K::QUOTED)) replace(K::QUOTED);
    if (found.kind == K::IDENT) {
      for (size_t i = 1; i < token_kind_count(); ++i) {
        const auto kind = static_cast<K>(i);
        if (problem.expected[i] && is_slip_of(word, token_kind_text(kind))) replace(kind);
      }
    }
    for (const K sign : kSigns) {
      if (!is_sign(found.kind) || sign == found.kind || !has(problem.expected, sign)) continue;
      if (!is_operator_here(problem, sign)) replace(sign);
    }
  }
  if (auto part = parted_if(problem)) repairs.push_back(std::move(*part));
  for (const K kind : kInsertable) {
    if (!has(problem.expected, kind)) continue;
    if (is_operator_here(problem, kind)) continue;
    if (kind == K::FROM && found.kind != K::STRING && found.kind != K::DATE) continue;
    // A contextual word would be taken for a name.
    if (is_contextual(kind) && has(problem.expected, K::IDENT)) continue;
    Repair insert{RepairKind::Insert, at, at, {{kind, source, true}}};
    if (kind == K::ELSE) insert.put.push_back({K::IDENT, source, true});
    repairs.push_back(std::move(insert));
  }
  const bool bracket = is_opening(found.kind) || is_closing(found.kind);  // they pair up
  if (!at_end && !bracket) repairs.push_back({RepairKind::Delete, at, at + 1, {}});
  return repairs;
}

// `1 + if a then b else c`: parentheses around the `if`, up to where the expression can end.
std::optional<Repair> Mender::parted_if(const SyntaxProblem& problem) const {
  const size_t at = problem.at;
  if (at >= tokens_.size() || tokens_[at].kind != K::IF || !has(problem.expected, K::IDENT)) {
    return std::nullopt;
  }
  size_t depth = 0;
  size_t end = at + 1;
  for (; end < tokens_.size(); ++end) {
    const StreamToken& token = tokens_[end];
    if (is_closing(token.kind) && depth == 0) break;
    if (is_opening(token.kind)) ++depth;
    if (is_closing(token.kind)) --depth;
    if (depth > 0) continue;
    if (token.kind == K::COMMA || token.kind == K::BAR) break;
    if (begins_item(token.kind) && file_.first_on_line(token.source)) break;
  }
  Repair part{RepairKind::Insert, at, end, {{K::LPAREN, tokens_[at].source, true}}};
  part.put.insert(part.put.end(), tokens_.begin() + static_cast<ptrdiff_t>(at),
                  tokens_.begin() + static_cast<ptrdiff_t>(end));
  const uint32_t after = end < tokens_.size() ? tokens_[end].source : tokens_.back().source + 1;
  part.put.push_back({K::RPAREN, after, true});
  return part;
}

// The item around the problem without what follows its `=` or `:`, or without anything.
Repair Mender::drop_item(const SyntaxProblem& problem) {
  const size_t at = std::min(problem.at, tokens_.size() - 1);
  for (size_t level = 0; within_budget(followed_); ++level) {
    const ItemBounds item = find_item(file_, tokens_, at, level);
    if (item.block == ItemBounds::npos) break;
    size_t end = item.end;
    if (end > item.begin && tokens_[end - 1].kind == K::COMMA) --end;
    for (size_t i = item.begin; i < std::min(at, end); ++i) {
      if (tokens_[i].kind != K::EQ && tokens_[i].kind != K::COLON) continue;
      const uint32_t source = tokens_[i].source + 1;
      Repair head{RepairKind::DropItem, i + 1, end, {{K::IDENT, source, true}}};
      if (try_repair(head).beyond > 0) return head;
      break;
    }
    Repair whole{RepairKind::DropItem, item.begin, item.end, {}};
    if (try_repair(whole).beyond > 0) return whole;
  }
  return {RepairKind::DropRest, problem.declaration_done ? problem.at : 0, tokens_.size(), {}};
}

Repair Mender::choose(const SyntaxProblem& problem) {
  Repair best;
  Fit best_fit{0, tokens_.size() + 1};
  const bool at_start = problem.at == 0;
  for (Repair& repair : small_repairs(problem)) {
    if (!within_budget(followed_)) break;
    if (at_start && repair.kind != RepairKind::Replace) continue;  // it begins no declaration
    const Fit fit = try_repair(repair);
    if (fit.beyond == 0 || fit.remaining >= best_fit.remaining) continue;
    best_fit = fit;
    best = std::move(repair);
  }
  if (best_fit.beyond >= kEnough) return best;
  if (at_start) return {RepairKind::DropRest, 0, tokens_.size(), {}};
  Repair dropped = drop_item(problem);
  const bool keeps = dropped.kind == RepairKind::DropItem;
  return !keeps && best_fit.beyond > 0 && !problem.declaration_done ? best : dropped;
}

// Something was left out or put in right before `at`: what follows from that is no news.
bool Mender::already_reported(size_t at) const {
  const bool at_end = at >= tokens_.size();
  if (!at_end && tokens_[at].missing) return true;
  if (at == 0) return false;
  const StreamToken& before = tokens_[at - 1];
  if (before.missing) return true;
  uint32_t next = at_end ? before.source + 1 : tokens_[at].source;
  if (next > before.source + 1) return true;
  if (next < file_.tokens.size() && file_.tokens[next].kind == K::BAD) ++next;
  for (uint32_t i = before.source; i < next; ++i) {
    if (file_.tokens[i].bad) return true;
  }
  return false;
}

void Mender::apply(const Repair& repair) {
  const auto begin = tokens_.begin() + static_cast<ptrdiff_t>(repair.begin);
  const auto end = tokens_.begin() + static_cast<ptrdiff_t>(repair.end);
  const auto at = tokens_.erase(begin, end);
  tokens_.insert(at, repair.put.begin(), repair.put.end());
}

bool Mender::within_budget(uint64_t followed) { return followed < kBudget; }

MendedPart Mender::mend(StartRule start, std::span<const StreamToken> region, DiagSink& sink) {
  start_ = start;
  tokens_.assign(region.begin(), region.end());
  for (size_t problems = 0; problems < kProblems && !tokens_.empty(); ++problems) {
    SyntaxProblem problem;
    const GrammarOutcome outcome = follow(tokens_, &problem.expected);
    if (outcome.ok && outcome.position == tokens_.size()) {
      return {true, std::move(tokens_), std::move(events_)};
    }
    if (outcome.too_deep) {
      sink.add({DiagKind::NestingTooDeep,
                file_.span_of(tokens_[0]),
                {std::to_string(limits::kNesting)},
                {},
                {{NoteKind::NestLess, {}}},
                {}});
      return {};
    }
    problem.at = outcome.position;
    problem.open_rules = outcome.open_rules;
    problem.declaration_done = outcome.ok;
    const Repair repair = choose(problem);
    if (!already_reported(problem.at)) {
      sink.add(describe_problem(file_, tokens_, problem, repair));
    }
    apply(repair);
  }
  return {};
}

}  // namespace tarifa::syntax
