// An explanation as indented text (explanation.h). One line a node, what did not apply after what
// did.
#include <cctype>

#include "compiler/eval/explanation.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool continues_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }

// 101925.03 becomes 101,925.03; dates, names with digits and quoted text stay as they are.
std::string grouped(const std::string& text) {
  std::string out;
  bool quoted = false;
  for (size_t i = 0; i < text.size();) {
    if (text[i] == '"') quoted = !quoted;
    const bool starts = is_digit(text[i]) && (i == 0 || (!continues_word(text[i - 1]) && text[i - 1] != '.'));
    if (quoted || !starts) {
      out += text[i++];
      continue;
    }
    size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool date = end + 1 < text.size() && (text[end] == '-' || text[end] == ':') && is_digit(text[end + 1]);
    if (date) {
      while (i < text.size() && (is_digit(text[i]) || text[i] == '-' || text[i] == ':' || text[i] == 'T'))
        out += text[i++];
      continue;
    }
    for (size_t k = i; k < end; ++k) {
      if (k > i && (end - k) % 3 == 0) out += ',';
      out += text[k];
    }
    i = end;
  }
  return out;
}

std::string kind_word(const Explanation& e) {
  switch (e.kind) {
    case ExplainKind::Bill: return "bill ";
    case ExplainKind::Tariff: return "tariff ";
    case ExplainKind::Rule: return "rule ";
    case ExplainKind::Let: return "let ";
    case ExplainKind::Param: return "parameter ";
    case ExplainKind::Table: return "table ";
    case ExplainKind::Exception: return e.applies ? "exception " : "exception not applied: ";
    case ExplainKind::Part: return "part ";
    case ExplainKind::Condition: return e.applies ? "because " : "not, because ";
    case ExplainKind::Rounding: return "rounded block ";
    case ExplainKind::Line:
    case ExplainKind::Block:
    case ExplainKind::Limit:
    case ExplainKind::Total:
    case ExplainKind::Due:
    case ExplainKind::Expression: return "";
  }
  TARIFA_UNREACHABLE();
}

std::string condition_words(const Explanation& e) {
  if (e.kind == ExplainKind::Condition) return e.formula + (e.applies ? "" : " does not hold");
  if (e.formula.empty()) return "";
  if (e.kind == ExplainKind::Tariff || e.kind == ExplainKind::Exception) {
    return std::string(e.applies ? " applies, as " : " does not apply: not ") + "(" + e.formula + ")";
  }
  return " = " + e.formula;
}

std::string validity_words(const Explanation& e) {
  if (e.kind == ExplainKind::Part) return " until " + e.until;
  std::string words;
  if (!e.from.empty())
    words += (e.kind == ExplainKind::Param || e.kind == ExplainKind::Table ? "version from " : "from ") + e.from;
  if (!e.until.empty()) words += (words.empty() ? "valid until " : ", valid until ") + e.until;
  if (e.kind == ExplainKind::Param && !e.from.empty() && e.until.empty()) words += ", still open";
  if (!e.published.empty()) words += ", published " + e.published;
  if (e.kind == ExplainKind::Param && !e.read_on.empty())
    words += (words.empty() ? "read on " : ", read on ") + e.read_on;
  if (!e.source.empty()) words += ", " + e.source;
  if (!e.at.empty()) words += (words.empty() ? "" : ", ") + e.at;
  return words.empty() ? "" : " (" + words + ")";
}

std::string line_of(const Explanation& e) {
  std::string text = kind_word(e);
  text += e.label.empty() ? e.name : e.label + " [" + e.name + "]";
  if (!e.value.empty()) text += (text.empty() || text.back() == ' ' ? "" : " ") + e.value;
  if (e.kind == ExplainKind::Line && !e.applies && e.failure.empty()) text += " is not on the bill";
  text += condition_words(e);
  if (!e.before_rounding.empty()) text += ", before rounding " + e.before_rounding + ", rounded " + e.rounding;
  if (!e.note.empty()) text += ", " + e.note;
  text = grouped(text) + validity_words(e);
  if (!e.because.empty()) text += " because \"" + e.because + "\"";
  if (!e.failure.empty()) text += " FAILED: " + e.failure;
  return text;
}

void write(const Explanation& e, size_t depth, std::string& out) {
  out += std::string(2 * depth, ' ') + line_of(e) + "\n";
  for (const bool applying : {true, false}) {
    for (const Explanation& child : e.children) {
      const bool tariff = child.kind == ExplainKind::Tariff;
      if ((child.applies || !tariff) == applying) write(child, depth + 1, out);
    }
  }
}

}  // namespace

std::string explanation_text(const Explanation& root) {
  std::string out;
  const bool frame = root.kind == ExplainKind::Expression && root.name.empty() && root.formula.empty();
  if (!frame) {
    write(root, 0, out);
    return out;
  }
  for (const Explanation& child : root.children) write(child, 0, out);
  return out;
}

}  // namespace tarifa::eval
