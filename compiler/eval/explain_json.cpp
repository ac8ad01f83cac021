// An explanation as JSON (explanation.h): keys in a fixed order, empty members left out.
#include <nlohmann/json.hpp>

#include "compiler/eval/explanation.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

using Json = nlohmann::ordered_json;

const char* kind_name(ExplainKind kind) {
  switch (kind) {
    case ExplainKind::Bill: return "bill";
    case ExplainKind::Tariff: return "tariff";
    case ExplainKind::Line: return "line";
    case ExplainKind::Part: return "part";
    case ExplainKind::Block: return "block";
    case ExplainKind::Condition: return "condition";
    case ExplainKind::Rounding: return "rounding";
    case ExplainKind::Limit: return "limit";
    case ExplainKind::Let: return "let";
    case ExplainKind::Rule: return "rule";
    case ExplainKind::Exception: return "exception";
    case ExplainKind::Param: return "parameter";
    case ExplainKind::Table: return "table";
    case ExplainKind::Total: return "total";
    case ExplainKind::Due: return "due";
    case ExplainKind::Expression: return "expression";
  }
  TARIFA_UNREACHABLE();
}

Json to_json(const Explanation& e) {
  Json out;
  out["kind"] = kind_name(e.kind);
  const std::pair<const char*, const std::string*> members[] = {
      {"name", &e.name},           {"label", &e.label},     {"value", &e.value},         {"formula", &e.formula},
      {"before_rounding", &e.before_rounding},              {"rounding", &e.rounding},   {"from", &e.from},
      {"until", &e.until},         {"published", &e.published}, {"read_on", &e.read_on}, {"source", &e.source},
      {"note", &e.note},           {"because", &e.because}, {"failure", &e.failure},     {"at", &e.at}};
  for (const auto& [key, text] : members) {
    if (!text->empty()) out[key] = *text;
  }
  out["applies"] = e.applies;
  for (const Explanation& child : e.children) out["children"].push_back(to_json(child));
  return out;
}

}  // namespace

std::string explanation_json(const Explanation& root) {
  const bool one = root.kind == ExplainKind::Expression && root.name.empty() && root.children.size() == 1;
  return to_json(one ? root.children[0] : root).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tarifa::eval
