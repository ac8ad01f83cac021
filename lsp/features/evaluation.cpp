#include "lsp/features/evaluation.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "compiler/eval/trace.h"
#include "compiler/eval/value_text.h"
#include "compiler/ir/print.h"

namespace tarifa::lsp {
namespace {

using eval::ExplainKind;
using eval::Explanation;

constexpr size_t kMostDetail = 400;  // bytes

std::optional<ShownKind> kind_of(ExplainKind kind) {
  switch (kind) {
    case ExplainKind::Bill: return ShownKind::Bill;
    case ExplainKind::Tariff: return ShownKind::Tariff;
    case ExplainKind::Line: return ShownKind::Line;
    case ExplainKind::Total: return ShownKind::Total;
    case ExplainKind::Due: return ShownKind::Due;
    case ExplainKind::Rule: return ShownKind::Rule;
    case ExplainKind::Exception: return ShownKind::Exception;
    case ExplainKind::Let: return ShownKind::Let;
    case ExplainKind::Param: return ShownKind::Parameter;
    case ExplainKind::Table: return ShownKind::TableRow;
    case ExplainKind::Condition: return ShownKind::Condition;
    case ExplainKind::Part:
    case ExplainKind::Block:
    case ExplainKind::Rounding:
    case ExplainKind::Limit:
    case ExplainKind::Expression: return std::nullopt;
  }
  return std::nullopt;
}

// Names whose value is shown where they are used.
bool is_shown_read(ir::Op op) {
  return op == ir::Op::Member || op == ir::Op::RuleCall || op == ir::Op::LetCall || op == ir::Op::ParamRead ||
         op == ir::Op::TableRead || op == ir::Op::LineAmount || op == ir::Op::LineSum || op == ir::Op::Aggregate;
}

void append(std::string& text, const std::string& more, std::string_view between) {
  if (more.empty() || text.size() > kMostDetail) return;
  text += (text.empty() ? "" : std::string(between)) + more;
}

class Collecting {
 public:
  Collecting(const Snapshot& snapshot, Language language)
      : snapshot_(snapshot), places_(snapshot), module_(snapshot.ir()), language_(language) {}

  // What an explanation says at the places it names.
  void explanation(const Explanation& node) {
    if (const auto kind = kind_of(node.kind)) {
      seen_.insert({node.kind, node.place.file, node.place.line, node.place.column});
      add(places_.span_of(node.place), *kind, node);
    }
    for (const Explanation& child : node.children) explanation(child);
  }

  void reads(const eval::Trace& trace) {
    for (const auto& [id, values] : trace.all_values()) {
      const ir::Node& node = module_.node(id);
      if (!is_shown_read(node.op)) continue;
      const Span span = places_.span_of(node.at);
      if (!shown_at(span)) continue;
      std::string text;
      for (const eval::Value& value : values) {
        const std::string one = eval::value_text(module_, node.type, value, language_);
        if (("; " + text + ";").find("; " + one + ";") == std::string::npos) append(text, one, "; ");
      }
      merge({span, ShownKind::Read, std::string(snapshot_.sources().text(span)), text, {}, true, {}});
    }
  }

  [[nodiscard]] bool seen(ExplainKind kind, const ir::Place& at) const {
    return seen_.contains({kind, at.file, at.line, at.column});
  }

  std::vector<ShownValue> take() {
    std::vector<ShownValue> values;
    for (auto& [key, value] : values_) values.push_back(std::move(value));
    return values;
  }

 private:
  [[nodiscard]] bool shown_at(Span span) const { return span.valid() && !snapshot_.is_standard(span.file); }

  void add(Span span, ShownKind kind, const Explanation& node) {
    if (!shown_at(span)) return;
    ShownValue shown{span, kind, node.name, node.value, {}, node.applies, node.failure};
    if (kind == ShownKind::Parameter) {
      const std::string on = language_ == Language::English ? "read on " : "leído el ";
      shown.detail = node.read_on.empty() ? "" : on + node.read_on;
    }
    append(shown.detail, node.formula, ", ");
    append(shown.detail, node.note, ", ");
    if (!node.before_rounding.empty() && node.before_rounding != node.value)
      append(shown.detail, node.before_rounding + " " + node.rounding, ", ");
    append(shown.detail, node.because, ", ");
    merge(std::move(shown));
  }

  // What is evaluated several times (parts of a period, items of a list) is shown once, with all it came to.
  void merge(ShownValue shown) {
    const auto key = std::tuple(shown.span.file, shown.span.begin, shown.span.end, shown.kind);
    const auto [at, fresh] = values_.emplace(key, shown);
    if (fresh) return;
    ShownValue& known = at->second;
    const auto holds = [](const std::string& all, const std::string& one) {
      return ("; " + all + ";").find("; " + one + ";") != std::string::npos;
    };
    if (!holds(known.value, shown.value)) append(known.value, shown.value, "; ");
    if (!holds(known.detail, shown.detail)) append(known.detail, shown.detail, "; ");
    known.applies = known.applies || shown.applies;
    if (known.failure.empty()) known.failure = std::move(shown.failure);
  }

  const Snapshot& snapshot_;
  Places places_;
  const ir::Module& module_;
  Language language_;
  std::map<std::tuple<FileId, uint32_t, uint32_t, ShownKind>, ShownValue> values_;
  std::set<std::tuple<ExplainKind, uint32_t, uint32_t, uint32_t>> seen_;
};

// Everything of the entity: its bills, tariffs in none of them, then rules and lets that none of these needed.
class Evaluating {
 public:
  Evaluating(const Snapshot& snapshot, const Account& account, const eval::RunContext& context, int32_t effective,
             Language language)
      : module_(snapshot.ir()),
        interpreter_(module_),
        account_(account),
        context_(context),
        effective_(effective),
        language_(language),
        collecting_(snapshot, language) {}

  Evaluation run() {
    if (context_.has_period) {
      bills();
      tariffs();
    }
    rules();
    lets();
    out_.values = collecting_.take();
    return std::move(out_);
  }

 private:
  template <class Call>
  void traced(bool explained, Call call) {
    eval::Trace trace(module_, language_);
    trace.keep_all_values();
    call(trace);
    collecting_.explanation(trace.root());
    collecting_.reads(trace);
    if (explained && !trace.root().children.empty()) out_.explanations.push_back(trace.root().children[0]);
  }

  void bills() {
    for (size_t i = 0; i < module_.bills.size(); ++i) {
      if (module_.bills[i].entity != account_.entity) continue;
      traced(true, [&](eval::Trace& trace) {
        const auto outcome = interpreter_.bill(ir::BillId(i), account_.subject, context_, &trace);
        if (!outcome && out_.failure.empty()) out_.failure = eval::failure_text(outcome.error(), language_);
      });
    }
  }

  void tariffs() {
    for (size_t i = 0; i < module_.tariffs.size(); ++i) {
      const ir::Tariff& tariff = module_.tariffs[i];
      if (tariff.entity != account_.entity || collecting_.seen(ExplainKind::Tariff, tariff.at)) continue;
      traced(true, [&](eval::Trace& trace) {
        (void)interpreter_.tariff(ir::TariffId(i), account_.subject, context_, &trace);
      });
    }
  }

  void rules() {
    for (size_t i = 0; i < module_.rules.size(); ++i) {
      const ir::Rule& rule = module_.rules[i];
      if (rule.entity != account_.entity || collecting_.seen(ExplainKind::Rule, rule.at)) continue;
      traced(out_.explanations.empty() || !context_.has_period, [&](eval::Trace& trace) {
        (void)interpreter_.rule(ir::RuleId(i), account_.subject, context_, effective_, &trace);
      });
    }
  }

  // Of modules: those of tariffs belong to their lines.
  void lets() {
    for (const ir::Let& let : module_.lets) {
      if (!let.params.empty() || !let.owner.empty() || collecting_.seen(ExplainKind::Let, let.at)) continue;
      if (module_.type(let.type).kind == ir::TypeKind::Record) continue;
      traced(false, [&](eval::Trace& trace) {
        const eval::Outcome outcome = interpreter_.expression(let.body, context_, effective_, &account_.subject,
                                                              std::vector<eval::Value>(let.local_count), &trace);
        Explanation shown;
        shown.kind = ExplainKind::Let;
        shown.name = let.name;
        shown.place = let.at;
        shown.applies = outcome.has_value();
        if (outcome) shown.value = eval::value_text(module_, let.type, *outcome, language_);
        if (!outcome) shown.failure = eval::failure_text(outcome.error(), language_);
        collecting_.explanation(shown);
      });
    }
  }

  const ir::Module& module_;
  eval::Interpreter interpreter_;
  const Account& account_;
  const eval::RunContext& context_;
  int32_t effective_;
  Language language_;
  Collecting collecting_;
  Evaluation out_;
};

}  // namespace

Evaluation evaluate_account(const Snapshot& snapshot, const Account& account, const eval::RunContext& context,
                            int32_t effective, Language language) {
  return Evaluating(snapshot, account, context, effective, language).run();
}

const eval::Explanation* explanation_of(const Evaluation& evaluation, const std::string& bill) {
  const Explanation* found = nullptr;
  for (const Explanation& one : evaluation.explanations) {
    if (!bill.empty() && one.name != bill) continue;
    if (found != nullptr) return nullptr;
    found = &one;
  }
  return found;
}

std::span<const ShownValue> values_within(const Evaluation& evaluation, Span span) {
  const auto before = [](const ShownValue& value, const std::pair<FileId, uint32_t>& at) {
    return std::pair(value.span.file, value.span.begin) < at;
  };
  const auto& values = evaluation.values;
  const auto begin = std::lower_bound(values.begin(), values.end(), std::pair(span.file, span.begin), before);
  const auto end = std::lower_bound(begin, values.end(), std::pair(span.file, span.end), before);
  return {begin, end};
}

}  // namespace tarifa::lsp
