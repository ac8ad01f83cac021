#include "compiler/check/overflow.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compiler/check/boxes.h"
#include "compiler/check/places.h"
#include "compiler/check/report.h"
#include "compiler/check/rule_findings.h"
#include "compiler/eval/interpreter.h"
#include "compiler/eval/value_text.h"
#include "compiler/ir/node_ranges.h"

namespace tarifa::check {
namespace {

using PlaceKey = std::tuple<uint32_t, uint32_t, uint32_t, uint32_t, uint32_t>;
PlaceKey key_of(const ir::Place& at) { return {at.file, at.line, at.column, at.end_line, at.end_column}; }

constexpr uint32_t kMostItems = 32;    // of a list in an example
constexpr uint32_t kMostMembers = 12;  // of an enum that are tried
constexpr int kMonthDays = 30;

// An account at the ends of its declared ranges. `choice` counts through ends, flags and members.
class Corner {
 public:
  Corner(const ir::Module& module, uint32_t choice)
      : module_(module), greatest_(choice % 2 == 0), flag_(choice / 2 % 2 == 0), member_(choice / 4) {}

  static constexpr uint32_t kChoices = 4 * kMostMembers;

  [[nodiscard]] eval::Value record(ir::RecordId id) const {
    std::vector<eval::Value> fields;
    for (const ir::Field& field : module_.records[id.index()].fields_list) {
      fields.push_back(value(module_.type(field.type), field));
    }
    return eval::record_value(std::move(fields));
  }

 private:
  [[nodiscard]] Int128 end(const ir::Field& field, Int128 plain) const {
    if (field.least && field.greatest) return greatest_ ? *field.greatest : *field.least;
    if (field.least) return std::max(*field.least, plain);
    return field.greatest ? std::min(*field.greatest, plain) : plain;
  }

  [[nodiscard]] eval::Value value(const ir::Type& type, const ir::Field& field) const {
    switch (type.kind) {
      case ir::TypeKind::Bool: return eval::truth_value(flag_);
      case ir::TypeKind::Number: return eval::number_value(end(field, 0), type.scale);
      case ir::TypeKind::Text: return eval::text_value(field.key ? std::string("x") : std::string());
      case ir::TypeKind::Date:
      case ir::TypeKind::Month:
      case ir::TypeKind::Time:
      case ir::TypeKind::DateTime:
      case ir::TypeKind::Days:
      case ir::TypeKind::Months: return eval::civil_value(static_cast<int64_t>(end(field, plain_value(type.kind))));
      case ir::TypeKind::Period: return eval::period_value(kPlainDay, kPlainDay + kMonthDays);
      case ir::TypeKind::Enum: {
        const size_t members = module_.enums[type.enumeration.index()].members.size();
        return eval::member_value(static_cast<uint32_t>(std::min<size_t>(member_, members - 1)));
      }
      case ir::TypeKind::Record: return record(type.record);
      case ir::TypeKind::List: {
        const uint32_t count = std::min(type.bound, kMostItems);
        return eval::list_value(std::vector<eval::Value>(count, value(module_.type(type.element), field)));
      }
      case ir::TypeKind::Ladder: break;
    }
    return eval::missing_value();
  }

  const ir::Module& module_;
  bool greatest_;
  bool flag_;
  uint32_t member_;
};

class Overflow {
 public:
  explicit Overflow(Session& session) : session_(session), ranges_(session.ir), interpreter_(session.ir) {}

  void run() {
    find_candidates();
    if (candidates_.empty()) return;
    set_dates();
    for (size_t i = 0; i < session_.ir.rules.size(); ++i) {
      try_accounts(session_.ir.rules[i].entity, [&](const eval::Value& subject) {
        judge(interpreter_.rule(ir::RuleId(i), subject, context_, context_.period_start));
      });
    }
    for (size_t i = 0; i < session_.ir.tariffs.size(); ++i) {
      try_accounts(session_.ir.tariffs[i].entity,
                   [&](const eval::Value& subject) { judge(interpreter_.tariff(ir::TariffId(i), subject, context_)); });
    }
    for (size_t i = 0; i < session_.ir.bills.size(); ++i) {
      if (session_.ir.bills[i].lines.empty()) continue;
      try_accounts(session_.ir.bills[i].entity,
                   [&](const eval::Value& subject) { judge(interpreter_.bill(ir::BillId(i), subject, context_)); });
    }
  }

 private:
  bool find_candidate(ir::NodeId id) {
    const ir::Node& node = session_.ir.node(id);
    if (node.op == ir::Op::Const || session_.ir.type(node.type).kind != ir::TypeKind::Number) return false;
    if (!ranges_.may_overflow(id) || !ranges_.of(id).declared) return false;
    candidates_.insert(key_of(node.at));
    return true;
  }

  // Rules that are known to fit are left out.
  void find_candidates() {
    const ir::Module& module = session_.ir;
    const RuleFindings findings(session_);
    for (uint32_t i = 0; i < module.rules.size(); ++i) {
      const DeclarationLog* log = findings.log(ir::RuleId(i));
      if (log != nullptr && log->found.range) ranges_.say_rule(ir::RuleId(i), *log->found.range);
    }
    std::vector<bool> judged(module.nodes.size());
    for (uint32_t i = 0; i < module.rules.size(); ++i) {
      DeclarationLog* log = findings.log(ir::RuleId(i));
      if (log == nullptr || !log->replayable) continue;
      bool found = false;
      for (uint32_t node = log->begin.nodes; node < log->end.nodes; ++node) {
        if (!log->found.fits) found |= find_candidate(ir::NodeId(node));
        judged[node] = true;
      }
      log->found.fits = !found;
    }
    for (size_t i = 0; i < module.nodes.size(); ++i) {
      if (!judged[i]) (void)find_candidate(ir::NodeId(i));
    }
    for (uint32_t i = 0; i < module.rules.size(); ++i) {
      DeclarationLog* log = findings.log(ir::RuleId(i));
      if (log != nullptr) log->found.range = ranges_.known_rule(ir::RuleId(i));
    }
  }

  // A period in which every parameter has begun.
  void set_dates() {
    int32_t start = kPlainDay;
    for (const ir::Param& param : session_.ir.params) {
      for (const ir::Timeline& timeline : param.timelines) {
        if (!timeline.entries.empty()) start = std::max(start, timeline.entries.front().from);
      }
    }
    for (const ir::Table& table : session_.ir.tables) {
      if (table.dated && !table.versions.empty()) start = std::max(start, table.versions.front().from);
    }
    context_.period_start = start;
    context_.period_end = start + kMonthDays;
    context_.issued = context_.period_end;
    context_.issued_given = true;
    context_.as_of = context_.period_end;
  }

  template <class Run>
  void try_accounts(ir::RecordId entity, const Run& run) {
    for (uint32_t choice = 0; choice < Corner::kChoices; ++choice) {
      const eval::Value subject = Corner(session_.ir, choice).record(entity);
      run(subject);
    }
  }

  template <class Outcome>
  void judge(const Outcome& outcome) {
    if (outcome || outcome.error().code != ir::RowError::Overflow) return;
    const eval::RowFailure& failure = outcome.error();
    const auto candidate = candidates_.find(key_of(failure.at));
    if (candidate == candidates_.end()) return;
    candidates_.erase(candidate);  // said once
    std::string example;
    for (const eval::Input& input : failure.inputs) {
      example += (example.empty() ? "" : ", ") + input.name + " = " + input.value;
    }
    auto finding = report(session_, DiagKind::PossibleOverflow, span_of(session_, failure.at));
    if (!example.empty()) finding.help(NoteKind::OverflowExample, {example});
    finding.help(NoteKind::MendOverflow);
  }

  Session& session_;
  ir::NodeRanges ranges_;
  eval::Interpreter interpreter_;
  eval::RunContext context_;
  std::set<PlaceKey> candidates_;
};

}  // namespace

void analyze_overflow(Session& session) { Overflow(session).run(); }

}  // namespace tarifa::check
