#include "compiler/check/tests.h"

#include <algorithm>
#include <map>

#include "compiler/check/builder.h"
#include "compiler/check/constants.h"
#include "compiler/check/expected_errors.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/facts.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/support/check.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

constexpr std::string_view kRowErrors[] = {
#define TARIFA_ROW_ERROR(code, name, english, spanish) code,
#include "compiler/ir/row_error.def"
};

struct TestWork {
  Session& session;
  ModuleId module;
  syntax::NodeId node;
  ir::Test test;
  TestScope scope;
  ExprContext ctx;
  bool ok = true;
  std::vector<ExpectedError> errors;
};

const syntax::Tree& tree_of(const TestWork& work) { return work.session.module(work.module).tree; }

// ---- rows

struct RowName {
  std::string name;
  Span span;
  std::vector<Span> again;             // in the rows after the first
  std::vector<syntax::NodeId> values;  // one a row
};

std::optional<std::vector<RowName>> read_rows(TestWork& work) {
  const syntax::Tree& tree = tree_of(work);
  std::vector<RowName> names;
  const std::vector<syntax::NodeId> rows = tree.children(work.node, NodeKind::TestRow);
  for (size_t r = 0; r < rows.size(); ++r) {
    const std::vector<syntax::NodeId> bindings = tree.children(rows[r], NodeKind::Binding);
    for (syntax::NodeId binding : bindings) {
      const syntax::NodeId name = tree.child(binding, NodeKind::Name);
      const syntax::NodeId value = node_after(tree, binding, TokenKind::COLON);
      if (!name.valid() || !value.valid()) return std::nullopt;
      const std::string text = str(tree.name_text(name));
      auto found = std::find_if(names.begin(), names.end(), [&](const RowName& one) { return one.name == text; });
      if (found == names.end() && r == 0) found = names.insert(names.end(), {text, tree.span(name), {}, {}});
      if (found != names.end() && found->values.size() > r) {
        report(work.session, DiagKind::NameTwiceInRow, tree.span(name), {text});
        return std::nullopt;
      }
      if (found == names.end() || found->values.size() != r) {
        report(work.session, DiagKind::RowNamesDiffer, tree.span(name), {text});
        return std::nullopt;
      }
      if (r > 0) found->again.push_back(tree.span(name));
      found->values.push_back(value);
    }
    if (bindings.size() == names.size()) continue;
    report(work.session, DiagKind::RowIncomplete, tree.span(rows[r]), {std::to_string(names.size())});
    return std::nullopt;
  }
  return names;
}

// The type that all rows give a name.
Expected type_of_column(TestWork& work, const RowName& name) {
  ExprContext ctx{work.session, work.module};
  std::vector<Typed> values;
  bool ok = true;
  for (syntax::NodeId value : name.values) {
    values.push_back(check_expr(ctx, value));
    ok &= require_value(ctx, values.back());
  }
  if (!ok) return std::nullopt;
  std::vector<Typed*> branches;
  for (Typed& value : values) branches.push_back(&value);
  return unify(ctx, name.name + ":", branches);
}

void check_rows(TestWork& work) {
  const auto names = read_rows(work);
  if (!names) {
    work.ok = false;
    return;
  }
  const syntax::Tree& tree = tree_of(work);
  for (syntax::NodeId row : tree.children(work.node, NodeKind::TestRow)) {
    work.test.rows.push_back({{}, place_of(work.session, tree.span(row))});
  }
  for (const RowName& name : *names) {
    const Expected type = type_of_column(work, name);
    if (!type) {
      work.ok = false;
      continue;
    }
    work.test.row_names.push_back(name.name);
    work.ctx.bind(name.name, *type, name.span);
    add_local_definition(work.session, name.span, name.name, *type);
    for (const Span again : name.again) add_local_use(work.session, again, name.name, name.span, *type);
    for (size_t r = 0; r < name.values.size(); ++r) {
      const auto value = const_eval(work.session, work.module, name.values[r], *type);
      work.ok &= value.has_value();
      if (value) work.test.rows[r].values.push_back(*value);
    }
  }
}

// ---- subject and dates

// Fields that took their defaults (S45): of the record itself, or of the `let` it is a changed copy
// of.
void collect_defaulted(const Session& session, ir::NodeId id, std::vector<std::string>& out) {
  const ir::Node& node = session.ir.node(id);
  if (node.op == ir::Op::MakeRecord) {
    if (const auto found = session.defaulted.find(id.value); found != session.defaulted.end()) out = found->second;
    return;
  }
  if (node.op == ir::Op::LetCall) return collect_defaulted(session, session.ir.lets[node.imm].body, out);
  if (node.op != ir::Op::With) return;
  collect_defaulted(session, session.ir.operand(node, 0), out);
  const ir::Record& record = session.ir.records[session.ir.type(node.type).record.index()];
  for (uint32_t field : session.ir.with_fields[node.imm]) {
    const std::string start = record.fields_list[field].name + " = ";
    std::erase_if(out, [&](const std::string& line) { return line.starts_with(start); });
  }
}

void check_subject(TestWork& work, syntax::NodeId item) {
  const Typed subject = check_expr(work.ctx, tree_of(work).expression(item));
  if (!require_value(work.ctx, subject)) {
    work.ok = false;
    return;
  }
  const ir::Type type = type_of(work.ctx, subject);
  if (type.kind != ir::TypeKind::Record || !work.session.ir.records[type.record.index()].entity) {
    Report wrong = report(work.session, DiagKind::SubjectNotEntity, subject.span, {type_text(work.ctx, subject)});
    const auto& records = work.session.ir.records;
    const auto entity = std::find_if(records.begin(), records.end(), [](const ir::Record& one) { return one.entity; });
    if (entity != records.end()) wrong.help(NoteKind::ForAnEntity, {entity->name});
    work.ok = false;
    return;
  }
  work.test.subject = subject.node;
  work.scope.entity = type.record;
  collect_defaulted(work.session, subject.node, work.test.defaulted);
}

void check_context(TestWork& work, syntax::NodeId item) {
  const syntax::Tree& tree = tree_of(work);
  const syntax::NodeId expr = tree.expression(item);
  if (tree.has_token(item, TokenKind::OVER)) {
    Typed period = check_expr(work.ctx, expr);
    work.scope.has_period = true;
    period = require_value(work.ctx, period) ? as_period(work.ctx, period) : failed(period.span);
    if (period.ok) {
      period = convert_into(work.ctx, period, {plain_type(work.session, ir::TypeKind::Period)});
    }
    work.ok &= period.ok;
    work.test.period = period.node;
    return;
  }
  const Typed date = check_into(work.ctx, expr, {plain_type(work.session, ir::TypeKind::Date)});
  work.ok &= date.ok;
  if (tree.has_token(item, TokenKind::ISSUED)) {
    work.scope.has_issued = true;
    work.test.issued = date.node;
  } else {
    work.scope.has_as_of = true;
    work.test.as_of = date.node;
  }
}

using ItemsSeen = std::map<std::string, Span>;

bool stands_once(TestWork& work, syntax::NodeId item, ItemsSeen& seen) {
  const syntax::Tree& tree = tree_of(work);
  const std::string word = str(tree.text(tree.first_token(item)));
  const auto [first, fresh] = seen.emplace(word, tree.span(item));
  if (fresh) return true;
  report(work.session, DiagKind::TestItemTwice, tree.span(item), {word})
      .label(first->second, NoteKind::FirstDeclaredHere);
  work.ok = false;
  return false;
}

void check_items_before(TestWork& work) {
  const syntax::Tree& tree = tree_of(work);
  ItemsSeen seen;
  for (syntax::NodeId item : tree.children(work.node)) {
    const NodeKind kind = tree.kind(item);
    if (kind == NodeKind::ReliefsItem && !tree.has_token(item, TokenKind::NONE) &&
        !tree.has_token(item, TokenKind::ALL)) {
      report(work.session, DiagKind::NotYetAvailable, tree.span(item), {"reliefs"});
      work.ok = false;
    }
    if (kind != NodeKind::TestFor && kind != NodeKind::ContextItem) continue;
    if (!stands_once(work, item, seen)) continue;
    if (kind == NodeKind::TestFor) {
      check_subject(work, item);
    } else {
      check_context(work, item);
    }
  }
}

// ---- expectations

// S56: what a rule by itself is read at.
bool dates_are_given(TestWork& work, const Typed& condition) {
  const Reach reach = reach_of(work.session, condition.node);
  const bool any = work.scope.has_period || work.scope.has_issued;
  const auto missing = [&](DiagKind kind, NoteKind help) {
    report(work.session, kind, condition.span, {str(work.session.sources.text(condition.span))}).help(help);
    return false;
  };
  if (reach.period && !work.scope.has_period) return missing(DiagKind::TestNeedsPeriod, NoteKind::WriteOver);
  if (reach.at_issued && !work.scope.has_issued) return missing(DiagKind::TestNeedsIssued, NoteKind::WriteIssued);
  if (reach.effective_date && !work.scope.has_as_of && !work.scope.has_period) {
    return missing(DiagKind::TestNeedsDate, NoteKind::WriteAsOf);
  }
  if (reach.as_of && !work.scope.has_as_of && !any) return missing(DiagKind::TestNeedsDate, NoteKind::WriteAsOf);
  if (reach.issued && !any) return missing(DiagKind::TestNeedsDate, NoteKind::WriteIssued);
  return true;
}

void check_expectation(TestWork& work, syntax::NodeId item) {
  const syntax::Tree& tree = tree_of(work);
  const Typed condition = check_condition(work.ctx, tree.expression(item));
  const bool ok = condition.ok && dates_are_given(work, condition);
  work.ok &= ok;
  if (ok) work.test.expects.push_back({condition.node, {}, place_of(work.session, tree.span(item))});
}

void check_expected_error(TestWork& work, syntax::NodeId item) {
  const syntax::Tree& tree = tree_of(work);
  const syntax::NodeId code = tree.child(item, NodeKind::Ident);
  if (!code.valid()) {
    work.ok = false;
    return;
  }
  const std::string_view text = tree.name_text(code);
  if (std::find(std::begin(kRowErrors), std::end(kRowErrors), text) == std::end(kRowErrors)) {
    Report unknown = report(work.session, DiagKind::NoSuchRowError, tree.span(code), {str(text)});
    const std::vector<std::string> known(std::begin(kRowErrors), std::end(kRowErrors));
    if (const auto meant = nearest_name(text, known)) unknown.help(NoteKind::DidYouMean, {*meant});
    unknown.help(NoteKind::RowErrorsAre);
    work.ok = false;
    return;
  }
  if (!work.test.subject.valid() && !work.scope.entity.valid()) {
    report(work.session, DiagKind::ErrorNeedsSubject, tree.span(item), {str(text)});
    work.ok = false;
    return;
  }
  if (!work.scope.has_period) {
    report(work.session, DiagKind::TestNeedsPeriod, tree.span(item), {str(tree.text(item))}).help(NoteKind::WriteOver);
    work.ok = false;
    return;
  }
  work.errors.push_back({work.test.expects.size(), tree.span(item)});
  work.test.expects.push_back({{}, str(text), place_of(work.session, tree.span(item))});
}

void check_expectations(TestWork& work) {
  const syntax::Tree& tree = tree_of(work);
  bool any = false;
  for (syntax::NodeId item : tree.children(work.node)) {
    if (tree.kind(item) == NodeKind::Expect) check_expectation(work, item);
    if (tree.kind(item) == NodeKind::ExpectError) check_expected_error(work, item);
    any |= tree.kind(item) == NodeKind::Expect || tree.kind(item) == NodeKind::ExpectError;
  }
  if (any) {
    work.ok = work.ok && settle_expected_errors(work.session, work.scope.entity, work.errors, work.test);
    return;
  }
  report(work.session, DiagKind::TestExpectsNothing, tree.span(work.node), {work.test.name});
  work.ok = false;
}

void check_test(Session& session, ModuleId module, syntax::NodeId node) {
  const syntax::Tree& tree = session.module(module).tree;
  if (tree.has_error(node)) return;  // reported by the parser
  TestWork work{session, module, node, {}, {}, ExprContext{session, module, ExprPlace::Test}};
  const syntax::TokenId name = tree.token(node, TokenKind::STRING);
  if (!name.valid()) return;
  work.test.name = tree.string_value(name);
  work.test.module = session.module(module).path;
  work.test.at = place_of(session, tree.span(name));
  work.ctx.test = &work.scope;
  check_rows(work);
  if (!work.ok) return;  // without its names nothing else can be judged
  check_items_before(work);
  work.ctx.subject = work.scope.entity;
  work.ctx.equals_missing = true;
  // Where the subject is wrong every expectation would be.
  const bool has_for = tree.child(node, NodeKind::TestFor).valid();
  if (!has_for || work.scope.entity.valid()) check_expectations(work);
  TARIFA_CHECK(work.ok || session.sink.error_count() > 0);  // nothing is dropped in silence
  if (!work.ok) return;
  work.test.local_count = work.ctx.local_count;
  session.ir.tests.push_back(std::move(work.test));
}

void warn_if_named_twice(Session& session, const syntax::Tree& tree, syntax::NodeId node,
                         std::map<std::string, Span>& names) {
  const syntax::TokenId token = tree.token(node, TokenKind::STRING);
  if (!token.valid()) return;
  const auto [first, fresh] = names.emplace(tree.string_value(token), tree.span(token));
  if (fresh) return;
  report(session, DiagKind::TestNameTwice, tree.span(token), {first->first})
      .label(first->second, NoteKind::FirstDeclaredHere);
}

}  // namespace

void check_tests(Session& session, ModuleId module) {
  const std::vector<syntax::NodeId> declarations = session.module(module).tree.declarations();
  std::map<std::string, Span> names;
  for (uint32_t k = 0; k < declarations.size(); ++k) {
    const syntax::Tree& tree = session.module(module).tree;
    if (tree.kind(declarations[k]) != NodeKind::TestDecl) continue;
    const DeclarationScope scope(session, k);
    warn_if_named_twice(session, tree, declarations[k], names);
    check_test(session, module, declarations[k]);
  }
}

}  // namespace tarifa::check
