// Expressions in their place: locals are bound and of their type, there is a subject where one is
// read, lines are done before they are used, and each declaration's value has its declared form.
// Recursion is bounded by verify_calls.cpp.
#include "compiler/ir/verifier.h"
#include "compiler/support/limits.h"

namespace tarifa::ir {

Verifier::Scope Verifier::scope(RecordId subject, uint32_t local_count) const {
  Scope scope;
  scope.subject = subject;
  scope.locals.assign(local_count, TypeId{});
  scope.values.assign(local_count, NodeId{});
  return scope;
}

// A value that leaves its expression: of the declared form, without a fraction.
bool Verifier::plain_value(NodeId id, TypeId type, const char* of, const std::string& name) {
  const Node& node = m_.node(id);
  const bool fits = same_form(node.type, type) && (m_.type(type).optional || !m_.type_of(id).optional);
  if (!need(fits, "{} `{}`: {} is not of its type", of, name, name_of(id.index()))) return false;
  const bool plain = node.static_denominator == 1 && node.divisors.empty();
  return need(plain, "{} `{}`: {} is a fraction", of, name, name_of(id.index()));
}

bool Verifier::local(const Node& node, uint32_t id, const Scope& scope) {
  const bool bound = node.imm < scope.locals.size() && scope.locals[node.imm].valid();
  if (!need(bound && same_form(node.type, scope.locals[node.imm]), "{}: the local is not bound to its type",
            name_of(id)))
    return false;
  if (!need(m_.type(node.type).optional || !m_.type(scope.locals[node.imm]).optional, "{}: it may be missing",
            name_of(id)))
    return false;
  if (!scope.values[node.imm].valid() || m_.type(node.type).kind != TypeKind::Number) return true;
  const Shape needed = shape_of(scope.values[node.imm]);
  Shape stated = shape_of(NodeId{id});
  const bool whole = stated.denominator % needed.denominator == 0;
  join(stated, {0, 1, needed.divisors});
  return need(whole && stated.divisors == node.divisors, "{}: its denominator is not that of its value", name_of(id));
}

bool Verifier::walk_all(const std::vector<NodeId>& ids, Scope& scope) {
  for (const NodeId id : ids) {
    if (id.valid() && !walk(id, scope)) return false;
  }
  return true;
}

bool Verifier::walk_aggregate(const Aggregate& a, Scope& scope) {
  if (!walk_all({a.list, a.n}, scope)) return false;
  if (scope.free_locals && a.item >= scope.locals.size() && a.item < limits::kTokens) {
    scope.locals.resize(a.item + 1);
    scope.values.resize(a.item + 1);
  }
  if (!need(a.item < scope.locals.size(), "an item has no local")) return false;
  scope.locals[a.item] = m_.type_of(a.list).element;
  scope.values[a.item] = NodeId{};
  return walk_all({a.where, a.by, a.body}, scope);
}

bool Verifier::walk_blocks(const std::vector<TierBlock>& blocks, Scope& scope) {
  for (const TierBlock& block : blocks) {
    if (!walk_all({block.limit, block.rate, block.plus}, scope) || !walk_blocks(block.nested, scope)) return false;
  }
  return true;
}

bool Verifier::walk(NodeId id, Scope& scope) {
  const Node& node = m_.node(id);
  if (node.op == Op::Let) {
    if (!walk(m_.operand(node, 0), scope)) return false;
    if (!need(node.imm < scope.locals.size(), "{}: there is no such local", name_of(id.index()))) return false;
    scope.locals[node.imm] = m_.node(m_.operand(node, 0)).type;
    scope.values[node.imm] = m_.operand(node, 0);
    return walk(m_.operand(node, 1), scope);
  }
  for (uint32_t k = 0; k < node.operand_count; ++k) {
    if (!walk(m_.operand(node, k), scope)) return false;
  }
  switch (node.op) {
    case Op::Local: return local(node, id.index(), scope);
    case Op::Subject: return subject_here(m_.type(node.type).record, scope, id.index());
    case Op::Aggregate: return walk_aggregate(m_.aggregates[node.imm], scope);
    case Op::Tiers: {
      const Tiers& tiers = m_.tiers[node.imm];
      return walk_all({tiers.quantity, tiers.ladder}, scope) && walk_blocks(tiers.blocks, scope);
    }
    case Op::LineAmount:
    case Op::LineSum: return lines_here(m_.line_refs[node.imm].lines, scope, id.index());
    case Op::BillValue: return need(scope.bills, "{}: there are no bills here", name_of(id.index()));
    case Op::LetCall: return let_call(node, id.index(), scope);
    default: return true;
  }
}

// The body of a let sees the subject and the lines of where it is called, so each call is asked for
// them.
bool Verifier::subject_here(RecordId subject, Scope& scope, uint32_t id) {
  if (scope.needs != nullptr && !scope.subject.valid()) scope.subject = scope.needs->subject = subject;
  return need(scope.subject == subject, "{}: there is no such subject here", name_of(id));
}

bool Verifier::lines_here(const std::vector<LineId>& lines, Scope& scope, uint32_t id) {
  if (scope.needs != nullptr) {
    scope.needs->lines.insert(lines.begin(), lines.end());
    return true;
  }
  for (const LineId line : lines) {
    const bool done = scope.lines != nullptr && scope.lines->contains(line);
    if (!need(done, "{}: line `{}` is not done here", name_of(id), m_.lines[line.index()].name)) return false;
  }
  return true;
}

bool Verifier::let_call(const Node& node, uint32_t id, Scope& scope) {
  const Let& let = m_.lets[node.imm];
  for (uint32_t k = 0; k < let.params.size(); ++k) {
    if (!plain_value(m_.operand(node, k), let.params[k], "let", let.name)) return false;
  }
  const Needs& needs = lets_need_[node.imm];
  if (needs.subject.valid() && !subject_here(needs.subject, scope, id)) return false;
  return lines_here({needs.lines.begin(), needs.lines.end()}, scope, id);
}

bool Verifier::rule_scopes() {
  for (const Rule& rule : m_.rules) {
    const auto value = [&](NodeId id) {
      Scope inner = scope(rule.entity, rule.local_count);
      return walk(id, inner) && plain_value(id, rule.type, "rule", rule.name);
    };
    if (!value(rule.base)) return false;
    for (const Exception& e : rule.exceptions) {
      Scope inner = scope(rule.entity, rule.local_count);
      if (e.when.valid() && !walk(e.when, inner)) return false;
      if (e.when.valid() && !need(is(e.when, TypeKind::Bool), "rule `{}`: a condition is no bool", rule.name))
        return false;
      if (!value(e.value)) return false;
    }
  }
  return true;
}

bool Verifier::table_scopes() {
  for (const Table& table : m_.tables) {
    const TypeId type = table.policy == TablePolicy::CollectList ? m_.type(table.type).element : table.type;
    for (const TableVersion& version : table.versions) {
      for (const Row& row : version.rows) {
        for (size_t k = 0; k < row.results.size(); ++k) {
          Scope inner = scope(RecordId{}, table.local_count);
          for (size_t p = 0; p < table.params.size(); ++p) inner.locals[p] = table.params[p].type;
          const TypeId wanted = table.results.size() == 1 ? type : table.results[k].type;
          if (!need(type_in(wanted), "table `{}`: it has no type", table.name)) return false;
          if (!walk(row.results[k], inner) || !plain_value(row.results[k], wanted, "table", table.name)) return false;
        }
      }
    }
  }
  return true;
}

bool Verifier::let_scopes() {
  const auto rules = static_cast<uint32_t>(m_.rules.size()), lets = static_cast<uint32_t>(m_.lets.size());
  lets_need_.resize(lets);
  for (const uint32_t callable : callable_order_) {
    if (callable < rules || callable >= rules + lets) continue;
    const Let& let = m_.lets[callable - rules];
    Scope inner = scope(RecordId{}, let.local_count);
    inner.needs = &lets_need_[callable - rules];
    for (size_t k = 0; k < let.params.size(); ++k) inner.locals[k] = let.params[k];
    if (!walk(let.body, inner)) return false;
    const Type &type = m_.type(let.type), &body = m_.type_of(let.body);
    const bool fits = same_form(let.type, m_.node(let.body).type) && (type.optional || !body.optional);
    if (!need(fits, "let `{}`: its body is not of its type", let.name)) return false;
    if (!let.params.empty() && !plain_value(let.body, let.type, "let", let.name)) return false;
  }
  return true;
}

// A divisor that stands alone, not as the operand of its quotient.
bool Verifier::divisor_scopes() {
  for (const Divisor& divisor : m_.divisors) {
    if (parents_[divisor.node.index()] != 0) continue;
    Needs needs;
    Scope inner = scope(RecordId{}, 0);
    inner.free_locals = true;
    inner.needs = &needs;
    if (!walk(divisor.node, inner)) return false;
  }
  return true;
}

bool Verifier::line_scopes(const std::vector<LineId>& order, RecordId subject, std::set<LineId>& done) {
  for (const LineId id : order) {
    const Line& line = m_.lines[id.index()];
    const std::string name = line.owner + "." + line.name;
    if (line.kind == LineKind::Rounding) continue;
    Scope inner = scope(subject, line.local_count);
    inner.lines = &done;
    if (!walk_all({line.when, line.expr}, inner)) return false;
    const Type &type = m_.type(line.type), &expr = m_.type_of(line.expr);
    const bool fits = expr.kind == TypeKind::Number && same_unit(expr.unit, type.unit) &&
                      (!line.when.valid() || is(line.when, TypeKind::Bool));
    if (!need(fits, "line `{}`: its expression is no money of it", name)) return false;
    if (!line.rounded) {
      const bool exact = line.values != ValuesKind::WeightedByDays && expr.scale <= type.scale;
      if (!need(exact, "line `{}`: its exact value has more digits", name)) return false;
      const Node& node = m_.node(line.expr);
      if (!need(node.static_denominator == 1 && node.divisors.empty(), "line `{}`: it is a fraction", name))
        return false;
    }
    for (const LineId base : line.bases) {
      if (!need(done.contains(base), "line `{}`: a base is not done before it", name)) return false;
      if (!need(same_form(m_.lines[base.index()].type, line.type), "line `{}`: a base has other digits", name))
        return false;
    }
    done.insert(id);
  }
  return true;
}

bool Verifier::bill_scopes() {
  for (const Tariff& tariff : m_.tariffs) {
    Scope applies = scope(tariff.entity, tariff.local_count);
    std::set<LineId> done;
    applies.lines = &done;  // none yet
    if (tariff.applies_when.valid()) {
      if (!walk(tariff.applies_when, applies)) return false;
      if (!need(is(tariff.applies_when, TypeKind::Bool), "tariff `{}`: its condition is no bool", tariff.name))
        return false;
    }
    if (!line_scopes(tariff.order, tariff.entity, done)) return false;
  }
  for (const Bill& bill : m_.bills) {
    std::set<LineId> done;
    for (const TariffGroup& group : bill.groups) {
      for (const TariffId tariff : group.tariffs) {
        const std::vector<LineId>& lines = m_.tariffs[tariff.index()].lines;
        done.insert(lines.begin(), lines.end());
      }
    }
    if (!line_scopes(bill.order, bill.entity, done)) return false;
    if (!bill.due.valid()) continue;
    Scope due = scope(bill.entity, bill.local_count);
    due.lines = &done;
    if (!walk(bill.due, due)) return false;
    if (!need(is(bill.due, TypeKind::Date), "bill `{}`: its due date is no date", bill.name)) return false;
  }
  return true;
}

bool Verifier::test_scopes() {
  for (const Test& test : m_.tests) {
    Scope values = scope(RecordId{}, test.local_count);
    for (size_t k = 0; k < test.row_names.size(); ++k) {
      for (const TestRow& row : test.rows) {
        const TypeId type = m_.consts[row.values[k].index()].type;
        const bool same = !values.locals[k].valid() || same_form(values.locals[k], type);
        if (!need(same, "test `{}`: its rows are of several types", test.name)) return false;
        values.locals[k] = type;
      }
    }
    if (!walk_all({test.subject, test.period, test.issued, test.as_of}, values)) return false;
    const bool subject = !test.subject.valid() || is(test.subject, TypeKind::Record);
    const bool period = !test.period.valid() || is(test.period, TypeKind::Period);
    const bool dates = (!test.issued.valid() || is(test.issued, TypeKind::Date)) &&
                       (!test.as_of.valid() || is(test.as_of, TypeKind::Date));
    if (!need(subject && period && dates, "test `{}`: its clauses are not of their types", test.name)) return false;
    values.subject = test.subject.valid() ? m_.type_of(test.subject).record : RecordId{};
    values.bills = true;
    for (const Expectation& expect : test.expects) {
      if (!expect.condition.valid()) continue;
      if (!walk(expect.condition, values)) return false;
      if (!need(is(expect.condition, TypeKind::Bool), "test `{}`: an expectation is no bool", test.name)) return false;
    }
  }
  return true;
}

bool Verifier::scopes() {
  return let_scopes() && rule_scopes() && table_scopes() && divisor_scopes() && bill_scopes() && test_scopes();
}

}  // namespace tarifa::ir
