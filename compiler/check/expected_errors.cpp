#include "compiler/check/expected_errors.h"

#include <set>

#include "compiler/check/node_trees.h"
#include "compiler/check/report.h"

namespace tarifa::check {
namespace {

std::set<uint32_t> named_bills(const ir::Module& module, const ir::Test& test) {
  std::set<uint32_t> out;
  for (const ir::Expectation& expectation : test.expects) {
    if (!expectation.condition.valid()) continue;
    for_each_node(module, expectation.condition, [&](ir::NodeId id) {
      const ir::Node& node = module.node(id);
      if (node.op == ir::Op::BillValue) out.insert(module.bill_refs[node.imm].bill.value);
    });
  }
  return out;
}

}  // namespace

bool settle_expected_errors(Session& session, ir::RecordId entity, const std::vector<ExpectedError>& errors,
                            ir::Test& test) {
  if (errors.empty()) return true;
  const ir::Module& module = session.ir;
  const std::set<uint32_t> named = named_bills(module, test);
  std::vector<ir::BillId> left;
  for (size_t i = 0; i < module.bills.size(); ++i) {
    const ir::BillId bill(i);
    if (module.bills[i].entity == entity && !named.contains(bill.value)) left.push_back(bill);
  }
  if (left.size() == 1) {
    for (const ExpectedError& error : errors) test.expects[error.expectation].bill = left.front();
    return true;
  }
  if (left.empty() && session.sink.error_count() > 0) return false;  // the bill may be one that failed
  for (const ExpectedError& error : errors) {
    const std::string code = test.expects[error.expectation].error;
    if (left.empty()) {
      report(session, DiagKind::NoBillMayFail, error.span, {code, module.records[entity.index()].name})
          .help(NoteKind::NamedMustNotFail);
      continue;
    }
    report(session, DiagKind::ErrorOfWhichBill, error.span,
           {code, module.bills[left[0].index()].name, module.bills[left[1].index()].name})
        .help(NoteKind::ExpectOfOthers);
  }
  return false;
}

}  // namespace tarifa::check
