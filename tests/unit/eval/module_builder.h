// Small modules of typed IR by hand, for tests of the interpreter and of kernels. Scales, static
// denominators and divisors of arithmetic follow the rules of the checker (S24, S36), so a test
// says only what it means:
//   ModuleBuilder b;
//   const auto kwh = b.unit("kWh"), cop = b.currency("COP", 2), price = b.unit("COP/kWh");
//   const auto account = b.entity("Account", {{"usage", b.number(3, kwh)}});
//   const auto energy = b.at_rate(b.field(account, "usage"), b.num("536.4475", price), cop);
//   b.line(tariff, "energy", energy);
#pragma once

#include <initializer_list>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"
#include "compiler/support/check.h"

namespace tarifa::ir {

inline int32_t day(std::string_view text) {
  const auto date = numeric::parse_date(text);
  TARIFA_CHECK(date.has_value());
  return date->days;
}

class ModuleBuilder {
 public:
  Module module;

  ModuleBuilder() {
    module.files.push_back({"rules/test.rule", ""});
    module.units.push_back({});
  }

  // ---- units and types
  UnitId unit(const std::string& name) {
    module.base_dimensions.push_back(name);
    module.units.push_back({name, {{static_cast<uint32_t>(module.base_dimensions.size() - 1), 1}}, 1, 1, -1});
    return UnitId{module.units.size() - 1};
  }
  UnitId currency(const std::string& name, int8_t digits) {
    const UnitId id = unit(name);
    module.units.back().currency_digits = digits;
    return id;
  }
  TypeId type(Type type) {
    for (size_t i = 0; i < module.types.size(); ++i) {
      if (module.types[i] == type) return TypeId{i};
    }
    module.types.push_back(type);
    return TypeId{module.types.size() - 1};
  }
  TypeId number(int scale, UnitId unit = UnitId{0}) {
    return type({.kind = TypeKind::Number, .scale = static_cast<uint8_t>(scale), .unit = unit});
  }
  TypeId integer() { return type({.kind = TypeKind::Number, .integer = true, .unit = UnitId{0}}); }
  TypeId plain(TypeKind kind) { return type({.kind = kind}); }
  TypeId boolean() { return plain(TypeKind::Bool); }
  TypeId text() { return type({.kind = TypeKind::Text, .bound = 256}); }
  TypeId optional(TypeId id) {
    Type copy = module.type(id);
    copy.optional = true;
    return type(copy);
  }
  TypeId list_of(TypeId element, uint32_t max) {
    return type({.kind = TypeKind::List, .bound = max, .element = element});
  }
  TypeId enumeration(const std::string& name, std::vector<std::string> members) {
    module.enums.push_back({name, "test", std::move(members), "", place()});
    return type({.kind = TypeKind::Enum, .enumeration = EnumId{module.enums.size() - 1}});
  }
  TypeId record(const std::string& name, std::vector<std::pair<std::string, TypeId>> fields, bool entity = false) {
    Record record{name, "test", entity, {}, "", place()};
    for (auto& [field, field_type] : fields) record.fields_list.push_back({field, field, field_type});
    module.records.push_back(std::move(record));
    return type({.kind = TypeKind::Record, .record = RecordId{module.records.size() - 1}});
  }
  TypeId entity(const std::string& name, std::vector<std::pair<std::string, TypeId>> fields) {
    return record(name, std::move(fields), true);
  }

  // ---- constants
  ConstId constant(Const value) {
    module.consts.push_back(std::move(value));
    return ConstId{module.consts.size() - 1};
  }
  ConstId number_const(std::string_view text, UnitId unit = UnitId{0}, int scale = -1) {
    const bool negative = text.front() == '-';
    const auto parsed = numeric::parse_literal(negative ? text.substr(1) : text);
    TARIFA_CHECK(parsed.ok());
    numeric::Decimal value = negative ? numeric::negated(parsed.value) : parsed.value;
    if (scale >= 0) value = numeric::rescale(value, scale).value;
    return constant({.type = number(value.scale, unit), .number = value.mantissa});
  }
  ConstId member_const(TypeId type, uint32_t index) { return constant({.type = type, .number = index}); }
  ConstId date_const(std::string_view text) { return constant({.type = plain(TypeKind::Date), .number = day(text)}); }
  ConstId bool_const(bool truth) { return constant({.type = boolean(), .number = truth ? 1 : 0}); }
  NodeId of(ConstId id) { return node(Op::Const, module.consts[id.index()].type, {}, id.index()); }
  NodeId num(std::string_view text, UnitId unit = UnitId{0}) { return of(number_const(text, unit)); }
  NodeId truth(bool truth) { return of(bool_const(truth)); }
  NodeId member(TypeId type, uint32_t index) { return of(member_const(type, index)); }
  NodeId date(std::string_view text) { return of(date_const(text)); }
  NodeId length(TypeKind kind, int32_t count) { return of(constant({.type = plain(kind), .number = count})); }

  // ---- nodes
  // The same expression once more: a node has one parent. Not of tiers and aggregates.
  NodeId copy(NodeId id) {
    const Node original = module.node(id);
    std::vector<NodeId> operands;
    for (uint32_t k = 0; k < original.operand_count; ++k) operands.push_back(copy(module.operand(original, k)));
    return node(original.op, original.type, operands, original.imm, original.static_denominator, original.divisors);
  }
  NodeId node(Op op, TypeId type, std::vector<NodeId> operands = {}, uint32_t imm = 0, uint64_t denominator = 1,
              std::vector<DivisorId> divisors = {}) {
    Node node{op,
              type,
              imm,
              static_cast<uint32_t>(module.operands.size()),
              static_cast<uint32_t>(operands.size()),
              denominator,
              std::move(divisors),
              place()};
    module.operands.insert(module.operands.end(), operands.begin(), operands.end());
    module.nodes.push_back(std::move(node));
    return NodeId{module.nodes.size() - 1};
  }
  NodeId subject(TypeId entity) { return node(Op::Subject, entity); }
  NodeId field(TypeId record_type, std::string_view name) { return field_of(subject(record_type), name); }
  NodeId field_of(NodeId record, std::string_view name) {
    const auto& fields = module.records[module.type_of(record).record.index()].fields_list;
    for (uint32_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name == name) return node(Op::Member, fields[i].type, {record}, i);
    }
    TARIFA_UNREACHABLE();
  }
  NodeId local(TypeId type, uint32_t index) { return node(Op::Local, type, {}, index); }
  NodeId effective_date() { return node(Op::EffectiveDate, plain(TypeKind::Date)); }
  NodeId period() { return node(Op::PeriodNow, plain(TypeKind::Period)); }
  NodeId period_start() { return node(Op::PeriodStart, plain(TypeKind::Date), {period()}); }
  NodeId period_days() { return node(Op::PeriodDays, integer(), {period()}); }

  NodeId add(NodeId a, NodeId b) { return combine(Op::Add, {a, b}); }
  NodeId sub(NodeId a, NodeId b) { return combine(Op::Sub, {a, b}); }
  NodeId min(std::vector<NodeId> values) { return combine(Op::Min, values); }
  NodeId max(std::vector<NodeId> values) { return combine(Op::Max, values); }
  NodeId neg(NodeId a) { return combine(Op::Neg, {a}); }
  NodeId if_else(NodeId condition, NodeId yes, NodeId no) {
    if (module.type_of(yes).kind != TypeKind::Number) return node(Op::If, module.node(yes).type, {condition, yes, no});
    const NodeId shape = combine(Op::If, {yes, no});  // the denominator of both branches
    return replace_operands(shape, {condition, yes, no});
  }
  NodeId coalesce(NodeId maybe, NodeId otherwise) {
    const NodeId shape = combine(Op::Coalesce, {maybe, otherwise});
    return replace_operands(shape, {maybe, otherwise});
  }
  NodeId mul(NodeId a, NodeId b, UnitId unit = UnitId{0}) { return product(Op::Mul, a, b, unit); }
  NodeId at_rate(NodeId a, NodeId b, UnitId unit) { return product(Op::AtRate, a, b, unit); }
  NodeId div(NodeId a, NodeId b, UnitId unit = UnitId{0}, bool reads_date = false) {
    module.divisors.push_back({b, reads_date});
    const Node& dividend = module.node(a);
    auto divisors = dividend.divisors;
    divisors.emplace_back(module.divisors.size() - 1);
    return node(Op::Div, number(module.type_of(a).scale, unit), {a, b}, 0, dividend.static_denominator, divisors);
  }
  // x * numerator / denominator; a denominator of other primes than 2 and 5.
  NodeId scaled(NodeId x, Int128 numerator, Int128 denominator) {
    module.ratios.push_back({numerator, denominator});
    const Node& of = module.node(x);
    return node(Op::Scale, of.type, {x}, static_cast<uint32_t>(module.ratios.size() - 1),
                of.static_denominator * static_cast<uint64_t>(denominator), of.divisors);
  }
  NodeId round(NodeId x, std::string_view step, RoundMode mode) {
    const UnitId unit = module.type_of(x).unit;
    const NodeId step_node = num(step, unit);
    return node(Op::Round, module.node(step_node).type, {x, step_node}, static_cast<uint32_t>(mode));
  }
  NodeId prorate(NodeId x, Proration clause, uint64_t denominator) {
    module.prorations.push_back(clause);
    const Node& of = module.node(x);
    return node(Op::Prorate, of.type, {x}, static_cast<uint32_t>(module.prorations.size() - 1),
                of.static_denominator * denominator, of.divisors);
  }
  NodeId compare(Op op, NodeId a, NodeId b) { return node(op, boolean(), {a, b}); }
  NodeId fail_node(RowError code, TypeId type) {
    return node(Op::Fail, type, {}, (static_cast<uint32_t>(code) << 24U) | kNoText);
  }
  NodeId aggregate(Aggregate a, TypeId type) {
    const NodeId shape = a.body.valid() ? a.body : a.list;
    std::vector<DivisorId> divisors = module.node(shape).divisors;
    if (a.kind == AggregateKind::Avg) {
      Aggregate count = a;
      count.kind = AggregateKind::Count;
      count.list = copy(a.list);
      count.where = a.where.valid() ? copy(a.where) : a.where;
      count.body = count.by = {};
      module.aggregates.push_back(count);
      const NodeId counted = node(Op::Aggregate, integer(), {}, static_cast<uint32_t>(module.aggregates.size() - 1));
      module.divisors.push_back({counted, false});
      a.divisor = DivisorId{module.divisors.size() - 1};
      divisors.push_back(a.divisor);
    }
    module.aggregates.push_back(a);
    return node(Op::Aggregate, type, {}, static_cast<uint32_t>(module.aggregates.size() - 1), 1, divisors);
  }
  NodeId tiers(Tiers tiers, TypeId type, uint64_t denominator = 1) {
    module.tiers.push_back(std::move(tiers));
    return node(Op::Tiers, type, {}, static_cast<uint32_t>(module.tiers.size() - 1), denominator);
  }

  // ---- parameters: entries {from, value} with text dates
  struct Entry {
    std::string from;
    std::string value;
    std::string until;
    std::string published;
  };
  std::vector<TimelineEntry> entries(const std::vector<Entry>& written, TypeId type) {
    std::vector<TimelineEntry> out;
    for (const Entry& entry : written) {
      TimelineEntry e;
      e.from = day(entry.from);
      if (!entry.until.empty()) e.until = day(entry.until);
      if (!entry.published.empty()) e.published = day(entry.published);
      e.value = number_const(entry.value, module.type(type).unit, module.type(type).scale);
      e.at = place();
      out.push_back(std::move(e));
    }
    return out;
  }
  ParamId param(const std::string& name, TypeId type, const std::vector<Entry>& written) {
    Param p{name, "test", {}, type, 0, {{{}, entries(written, type)}}, "", "", place()};
    module.params.push_back(std::move(p));
    return ParamId{module.params.size() - 1};
  }
  NodeId read(ParamId param, std::vector<NodeId> keys = {}) {
    return read_at(param, effective_date(), std::move(keys));
  }
  NodeId read_at(ParamId param, NodeId date, std::vector<NodeId> keys = {}) {
    keys.push_back(date);
    return node(Op::ParamRead, module.params[param.index()].type, std::move(keys), param.index());
  }

  // ---- rules, tariffs, bills
  RuleId rule(const std::string& name, TypeId entity, NodeId base, std::vector<Exception> exceptions = {}) {
    module.rules.push_back({name, "test", module.type(entity).record, module.node(base).type, base, "",
                            std::move(exceptions), 8, "", place()});
    return RuleId{module.rules.size() - 1};
  }
  NodeId call(RuleId rule, NodeId subject) {
    return node(Op::RuleCall, module.rules[rule.index()].type, {subject}, rule.index());
  }
  Exception exception(const std::string& name, NodeId value, NodeId when = {}, uint32_t parent = kBase) {
    Exception e;
    e.name = name;
    e.parent = parent;
    e.when = when;
    e.value = value;
    e.at = place();
    return e;
  }
  TariffId tariff(const std::string& name, TypeId entity, UnitId currency, NodeId applies_when = {}) {
    module.tariffs.push_back(
        {name, "test", module.type(entity).record, currency, {}, applies_when, {}, {}, 8, "", place()});
    return TariffId{module.tariffs.size() - 1};
  }
  // A line in the tariff, rounded half_up to the currency's digits; change module.lines.back() for
  // more.
  LineId line(TariffId tariff, const std::string& name, NodeId expr, NodeId when = {}) {
    Tariff& owner = module.tariffs[tariff.index()];
    const LineId id = line_of(owner.name, owner.currency, name, expr, when);
    owner.lines.push_back(id);
    owner.order.push_back(id);
    return id;
  }
  BillId bill(const std::string& name, TypeId entity, UnitId currency, std::vector<TariffGroup> groups) {
    Bill bill;
    bill.name = name;
    bill.module = "test";
    bill.entity = module.type(entity).record;
    bill.currency = currency;
    bill.groups = std::move(groups);
    bill.local_count = 8;
    bill.at = place();
    module.bills.push_back(std::move(bill));
    return BillId{module.bills.size() - 1};
  }
  LineId bill_line(BillId bill, const std::string& name, NodeId expr, NodeId when = {}) {
    Bill& owner = module.bills[bill.index()];
    const LineId id = line_of(owner.name, owner.currency, name, expr, when);
    owner.lines.push_back(id);
    owner.order.push_back(id);
    return id;
  }
  TypeId money(UnitId currency) { return number(module.units[currency.index()].currency_digits, currency); }
  NodeId line_amount(std::vector<LineId> lines, TypeId type) {
    return line_node(Op::LineAmount, std::move(lines), type);
  }
  NodeId line_sum(std::vector<LineId> lines, TypeId type) { return line_node(Op::LineSum, std::move(lines), type); }

  // Every place is a line of its own, so that a test can tell where an error came from.
  Place place() {
    ++line_;
    return {0, line_, 1, line_, 2};
  }
  [[nodiscard]] uint32_t line_at(NodeId id) const { return module.node(id).at.line; }

 private:
  LineId line_of(const std::string& owner, UnitId currency, const std::string& name, NodeId expr, NodeId when) {
    Line line;
    line.owner = owner;
    line.name = name;
    line.label = name;
    line.type = when.valid() ? optional(money(currency)) : money(currency);
    line.expr = expr;
    line.when = when;
    line.rounding = {1, static_cast<uint8_t>(module.units[currency.index()].currency_digits), RoundMode::HalfUp};
    line.local_count = 8;
    line.at = place();
    module.lines.push_back(std::move(line));
    return LineId{module.lines.size() - 1};
  }
  NodeId line_node(Op op, std::vector<LineId> lines, TypeId type) {
    module.line_refs.push_back({std::move(lines)});
    return node(op, type, {}, static_cast<uint32_t>(module.line_refs.size() - 1));
  }
  // Largest scale, least common multiple of the static denominators, all divisors.
  NodeId combine(Op op, const std::vector<NodeId>& values) {
    uint8_t scale = 0;
    uint64_t denominator = 1;
    std::set<DivisorId> divisors;
    for (const NodeId id : values) {
      scale = std::max(scale, module.type_of(id).scale);
      denominator = std::lcm(denominator, module.node(id).static_denominator);
      divisors.insert(module.node(id).divisors.begin(), module.node(id).divisors.end());
    }
    return node(op, number(scale, module.type_of(values[0]).unit), values, 0, denominator,
                {divisors.begin(), divisors.end()});
  }
  NodeId product(Op op, NodeId a, NodeId b, UnitId unit) {
    const Node x = module.node(a), y = module.node(b);
    std::set<DivisorId> divisors(x.divisors.begin(), x.divisors.end());
    divisors.insert(y.divisors.begin(), y.divisors.end());
    return node(op, number(module.type_of(a).scale + module.type_of(b).scale, unit), {a, b}, 0,
                x.static_denominator * y.static_denominator, {divisors.begin(), divisors.end()});
  }
  NodeId replace_operands(NodeId id, const std::vector<NodeId>& operands) {
    Node& node = module.nodes[id.index()];
    node.first_operand = static_cast<uint32_t>(module.operands.size());
    node.operand_count = static_cast<uint32_t>(operands.size());
    module.operands.insert(module.operands.end(), operands.begin(), operands.end());
    return id;
  }

  uint32_t line_ = 0;
};

}  // namespace tarifa::ir
