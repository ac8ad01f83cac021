// An explanation as JSON (explanation.h): keys in a fixed order, empty members left out, two blanks
// a level.
#include <fmt/format.h>

#include "compiler/eval/explanation.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

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

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

void write(const Explanation& e, size_t depth, std::string& out) {
  const std::string indent(2 * depth + 2, ' ');
  out += "{\n" + indent + "\"kind\": " + quoted(kind_name(e.kind));
  const std::pair<const char*, const std::string*> members[] = {{"name", &e.name},
                                                                {"label", &e.label},
                                                                {"value", &e.value},
                                                                {"formula", &e.formula},
                                                                {"before_rounding", &e.before_rounding},
                                                                {"rounding", &e.rounding},
                                                                {"from", &e.from},
                                                                {"until", &e.until},
                                                                {"published", &e.published},
                                                                {"read_on", &e.read_on},
                                                                {"source", &e.source},
                                                                {"note", &e.note},
                                                                {"because", &e.because},
                                                                {"failure", &e.failure},
                                                                {"at", &e.at}};
  for (const auto& [key, text] : members) {
    if (!text->empty()) out += ",\n" + indent + "\"" + key + "\": " + quoted(*text);
  }
  out += ",\n" + indent + "\"applies\": " + (e.applies ? "true" : "false");
  if (!e.children.empty()) {
    out += ",\n" + indent + "\"children\": [";
    for (size_t i = 0; i < e.children.size(); ++i) {
      if (i > 0) out += ", ";
      write(e.children[i], depth + 1, out);
    }
    out += "]";
  }
  out += "\n" + std::string(2 * depth, ' ') + "}";
}

}  // namespace

std::string explanation_json(const Explanation& root) {
  const bool one = root.kind == ExplainKind::Expression && root.name.empty() && root.children.size() == 1;
  std::string out;
  write(one ? root.children[0] : root, 0, out);
  return out + "\n";
}

}  // namespace tarifa::eval
