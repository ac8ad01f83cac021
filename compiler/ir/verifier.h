// The state of one ir::verify (internal to compiler/ir). Functions are grouped by file:
//   verify.cpp: the order of the checks
//   verify_types.cpp: units, types, records, constants, places
//   verify_nodes.cpp: operands and immediates
//   verify_op_types.cpp, verify_call_types.cpp: types of operands and results
//   verify_numbers.cpp: scales and denominators
//   verify_declarations.cpp: parameters, tables, rules, lines, bills, tests
//   verify_calls.cpp: cycles and depth
//   verify_scopes.cpp: locals, subjects and lines by context
// Every check returns false after the first problem.
// INVARIANT: a later group relies on the earlier ones having passed.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::ir {

class Verifier {
 public:
  explicit Verifier(const Module& module) : m_(module) {}
  [[nodiscard]] std::optional<std::string> run();

 private:
  template <class... Args>
  bool need(bool holds, fmt::format_string<Args...> text, Args&&... args) {
    if (!holds && !problem_) problem_ = fmt::format(text, std::forward<Args>(args)...);
    return holds;
  }
  template <class Tag, class T>
  static bool in(Id<Tag> id, const std::vector<T>& store) {
    return id.valid() && id.index() < store.size();
  }
  template <class Tag, class T>
  static bool none_or_in(Id<Tag> id, const std::vector<T>& store) {
    return !id.valid() || id.index() < store.size();
  }

  // verify_types.cpp
  bool units();
  bool types();
  bool records();
  bool records_acyclic();
  bool constants();
  bool constant(const Const& value, uint32_t id);
  bool constant_items(const Const& value, const Type& type, uint32_t id);
  bool place(const Place& at, const char* of);
  bool type_in(TypeId id) const { return in(id, m_.types); }

  // verify_nodes.cpp
  bool node_forms();
  bool node_types();  // needs calls(): what is below is bounded in depth
  bool node_form(const Node& node, uint32_t id);
  bool immediate(const Node& node, uint32_t id);
  bool aggregate_form(const Aggregate& a, uint32_t id);
  bool tier_blocks_form(const std::vector<TierBlock>& blocks, uint32_t id, int depth);
  bool child(NodeId part, uint32_t parent);  // smaller id, one parent
  [[nodiscard]] std::string name_of(uint32_t node) const;

  // verify_op_types.cpp
  bool op_types(const Node& node, uint32_t id);
  bool boolean_types(const Node& node, uint32_t id);
  bool number_types(const Node& node, uint32_t id);
  bool date_types(const Node& node, uint32_t id);

  // verify_call_types.cpp
  bool call_types(const Node& node, uint32_t id);
  bool record_types(const Node& node, uint32_t id);
  bool aggregate_types(const Node& node, uint32_t id);
  bool tier_types(const Node& node, uint32_t id);
  [[nodiscard]] static bool is_ordered(TypeKind kind);
  [[nodiscard]] bool same_kind(TypeId a, TypeId b) const;  // equal apart from scale and optional
  [[nodiscard]] bool same_form(TypeId a,
                               TypeId b) const;            // equal apart from optional and unit names
  [[nodiscard]] bool same_unit(UnitId a, UnitId b) const;  // one dimension and factor
  [[nodiscard]] bool is(NodeId id, TypeKind kind) const { return m_.type_of(id).kind == kind; }
  [[nodiscard]] TypeId type_of(const Node& node, uint32_t k) const { return m_.node(m_.operand(node, k)).type; }
  [[nodiscard]] const Type& operand_type(const Node& node, uint32_t k) const { return m_.type(type_of(node, k)); }

  // verify_numbers.cpp
  struct Shape {  // what a value's exact representation needs
    int scale = 0;
    numeric::UInt128 denominator = 1;
    std::vector<DivisorId> divisors;
  };
  bool number_shape(const Node& node, uint32_t id);
  std::optional<Shape> needed_shape(const Node& node, uint32_t id);
  std::optional<Shape> tiers_shape(const Tiers& tiers);
  bool blocks_shape(const std::vector<TierBlock>& blocks, TierMode mode, const Shape& quantity, Shape& out);
  [[nodiscard]] Shape shape_of(NodeId id) const;
  static void join(Shape& into, const Shape& other);      // +, min, if
  static bool multiply(Shape& into, const Shape& other);  // *
  bool divisors();

  // verify_declarations.cpp
  bool params();
  bool timeline(const Param& param, const Timeline& timeline);
  bool entry(const Param& param, const TimelineEntry& entry);
  bool range_fits(const TableColumn& column) const;
  bool tables();
  bool table_row(const Table& table, const Row& row);
  bool rules();
  bool lets();
  bool lines();
  bool line(const Line& line);
  bool tariffs();
  bool bills();
  bool tests();
  bool root(NodeId id, const char* of, const std::string& name);
  bool plain_value(NodeId id, TypeId type, const char* of,
                   const std::string& name);  // same form, no fraction
  bool currency(UnitId unit, const std::string& name);
  bool line_order(const std::vector<LineId>& lines, const std::vector<LineId>& order, UnitId money,
                  const std::string& owner);

  // verify_calls.cpp
  struct Callable {             // a rule, let or table
    std::vector<NodeId> nodes;  // all of its expressions
    std::vector<uint32_t> callees;
  };
  bool calls();
  bool collect_callables();
  bool collect_nodes(const std::vector<NodeId>& roots, std::vector<NodeId>& out);
  [[nodiscard]] std::vector<NodeId> parts_of(NodeId id) const;  // operands and what the immediate holds
  [[nodiscard]] std::optional<uint32_t> callee(const Node& node) const;
  bool order_callables();  // false where there is a cycle
  bool depths();
  uint32_t depth_of(std::vector<NodeId> nodes);

  // verify_scopes.cpp
  struct Needs {       // of a let: what its callers must have
    RecordId subject;  // none: it reads no subject
    std::set<LineId> lines;
  };
  struct Scope {
    RecordId subject;                         // none: no subject
    std::vector<NodeId> values;               // what a local was bound to by Let
    std::vector<TypeId> locals;               // type of each local; none: not bound
    const std::set<LineId>* lines = nullptr;  // lines that are done; null: there are none here
    bool bills = false;                       // results of bills may be asked for
    bool free_locals = false;                 // no declaration counts them: a divisor that stands alone
    Needs* needs = nullptr;                   // of a let: what its callers must have is collected, not judged
  };
  bool scopes();
  bool walk(NodeId id, Scope& scope);
  bool walk_all(const std::vector<NodeId>& ids, Scope& scope);
  bool walk_aggregate(const Aggregate& a, Scope& scope);
  bool walk_blocks(const std::vector<TierBlock>& blocks, Scope& scope);
  bool subject_here(RecordId subject, Scope& scope, uint32_t id);
  bool lines_here(const std::vector<LineId>& lines, Scope& scope, uint32_t id);
  bool let_call(const Node& node, uint32_t id, Scope& scope);
  bool divisor_scopes();
  bool local(const Node& node, uint32_t id, const Scope& scope);
  bool rule_scopes();
  bool table_scopes();
  bool let_scopes();
  bool bill_scopes();
  bool line_scopes(const std::vector<LineId>& order, RecordId subject, std::set<LineId>& done);
  bool test_scopes();
  [[nodiscard]] Scope scope(RecordId subject, uint32_t local_count) const;

  const Module& m_;
  std::optional<std::string> problem_;
  std::vector<uint8_t> parents_;          // of each node: 0 or 1
  std::vector<Callable> callables_;       // rules, then lets, then tables
  std::vector<uint32_t> callable_order_;  // callees first
  std::vector<Needs> lets_need_;
  std::vector<uint32_t> callable_depths_;
  std::vector<uint32_t> node_depths_;   // through calls
  std::vector<uint32_t> node_heights_;  // in their own expression
  uint32_t highest_ = 0;
};

}  // namespace tarifa::ir
