#include "compiler/driver/assertion_diagram.h"

#include <algorithm>
#include <map>

#include "compiler/ir/print.h"
#include "compiler/support/check.h"

namespace tarifa::driver {
namespace {

// Around what was written of a node, while the text is made: no text of rules holds control characters then.
constexpr char kBegin = '\x01';
constexpr char kNumberEnds = '\x02';
constexpr char kEnd = '\x03';

constexpr size_t kMostValues = 60;

struct Part {
  ir::NodeId node;
  size_t begin = 0;  // bytes of the plain text
  size_t end = 0;
  std::vector<size_t> children;
};

struct Marked {
  std::string text;
  std::vector<Part> parts;  // outer ones before those in them
};

std::string mark(const ir::Module& module, ir::NodeId id, std::string text) {
  if (module.node(id).operand_count == 0 && text.find(kNumberEnds) == std::string::npos) {
    std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, '?');
  }
  return kBegin + std::to_string(id.value) + kNumberEnds + text + kEnd;
}

Marked without_marks(const std::string& text) {
  Marked marked;
  std::vector<size_t> open;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == kBegin) {
      const size_t number_end = text.find(kNumberEnds, i);
      TARIFA_CHECK(number_end != std::string::npos);
      const auto value = static_cast<uint32_t>(std::stoul(text.substr(i + 1, number_end - i - 1)));
      if (!open.empty()) marked.parts[open.back()].children.push_back(marked.parts.size());
      open.push_back(marked.parts.size());
      marked.parts.push_back({ir::NodeId(value), marked.text.size(), 0, {}});
      i = number_end;
    } else if (text[i] == kEnd) {
      TARIFA_CHECK(!open.empty());
      marked.parts[open.back()].end = marked.text.size();
      open.pop_back();
    } else {
      marked.text += text[i];
    }
  }
  return marked;
}

bool is_infix(ir::Op op) {
  switch (op) {
    case ir::Op::And:
    case ir::Op::Or:
    case ir::Op::Implies:
    case ir::Op::Coalesce:
    case ir::Op::IsKnown:
    case ir::Op::Eq:
    case ir::Op::EqMaybe:
    case ir::Op::Ne:
    case ir::Op::Lt:
    case ir::Op::Le:
    case ir::Op::Gt:
    case ir::Op::Ge:
    case ir::Op::Add:
    case ir::Op::DateAddDays:
    case ir::Op::DateAddMonths:
    case ir::Op::MonthAdd:
    case ir::Op::LengthAdd:
    case ir::Op::Sub:
    case ir::Op::DateDiff:
    case ir::Op::LengthSub:
    case ir::Op::Mul:
    case ir::Op::LengthMul:
    case ir::Op::AtRate:
    case ir::Op::Div: return true;
    default: return false;
  }
}

// Where the value of a part hangs: below the sign of an operation, the name of a field, else its first letter.
size_t anchor_of(const ir::Module& module, const Marked& marked, const Part& part) {
  const ir::Op op = module.node(part.node).op;
  const bool after_first = is_infix(op) || op == ir::Op::Member || op == ir::Op::RuleCall;
  if (!after_first || part.children.empty()) return part.begin;
  const size_t at = marked.text.find_first_not_of(" ).", marked.parts[part.children[0]].end);
  return at == std::string::npos || at >= part.end ? part.begin : at;
}

size_t width(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void put(std::string& line, size_t column, std::string_view text) {
  const size_t now = width(line);
  if (now < column) line += std::string(column - now, ' ');
  line += text;
}

// From the right: a value where nothing right of it is in the way, a bar else.
std::vector<std::string> hanging(std::map<size_t, std::string> values) {
  std::vector<std::string> lines(1);
  for (const auto& [column, value] : values) put(lines[0], column, "|");
  while (!values.empty()) {
    std::map<size_t, std::string> shown;
    size_t free_until = SIZE_MAX;
    for (auto at = values.rbegin(); at != values.rend(); ++at) {
      const bool fits = free_until == SIZE_MAX || at->first + width(at->second) + 2 <= free_until;
      shown[at->first] = fits ? at->second : "|";
      free_until = at->first;
    }
    std::string line;
    for (const auto& [column, text] : shown) {
      put(line, column, text);
      if (text == values[column]) values.erase(column);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

std::string assertion_diagram(const ir::Module& module, ir::NodeId condition, const std::vector<std::string>& locals,
                              const std::function<std::optional<std::string>(ir::NodeId)>& value_of) {
  ir::ExpressionStyle style;
  style.locals = locals;
  style.mark = [&](ir::NodeId id, std::string text) { return mark(module, id, std::move(text)); };
  const Marked marked = without_marks(ir::expression_text(module, condition, style));
  std::map<size_t, std::string> values;
  for (const Part& part : marked.parts) {
    if (module.node(part.node).op == ir::Op::Const) continue;
    const auto value = values.size() < kMostValues ? value_of(part.node) : std::nullopt;
    if (!value) continue;
    // What only wraps another part stands where that one stands: the outer value is the one that counted.
    values.emplace(width(std::string_view(marked.text).substr(0, anchor_of(module, marked, part))), *value);
  }
  std::string out = marked.text;
  if (values.empty()) return out;
  for (const std::string& line : hanging(std::move(values))) out += "\n" + line;
  return out;
}

}  // namespace tarifa::driver
