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

class Words {
 public:
  explicit Words(Language language) : language_(language) {}

  std::string line_of(const Explanation& e) const {
    std::string text = kind_word(e);
    text += e.label.empty() ? e.name : e.label + " [" + e.name + "]";
    if (!e.value.empty()) text += (text.empty() || text.back() == ' ' ? "" : " ") + e.value;
    if (e.kind == ExplainKind::Line && !e.applies && e.failure.empty())
      text += pick(" is not on the bill", " no está en la factura");
    text += condition_words(e);
    if (!e.before_rounding.empty()) {
      text += pick(", before rounding ", ", antes de redondear ") + e.before_rounding +
              pick(", rounded ", ", redondeado ") + e.rounding;
    }
    if (!e.note.empty()) text += ", " + e.note;
    text = grouped(text) + validity_words(e);
    if (!e.because.empty()) text += pick(" because \"", " según \"") + e.because + "\"";
    if (!e.failure.empty()) text += pick(" FAILED: ", " FALLÓ: ") + e.failure;
    return text;
  }

 private:
  std::string pick(std::string_view english, std::string_view spanish) const {
    return std::string(language_ == Language::English ? english : spanish);
  }

  std::string kind_word(const Explanation& e) const {
    switch (e.kind) {
      case ExplainKind::Bill: return pick("bill ", "factura ");
      case ExplainKind::Tariff: return pick("tariff ", "tarifa ");
      case ExplainKind::Rule: return pick("rule ", "regla ");
      case ExplainKind::Let: return "let ";
      case ExplainKind::Param: return pick("parameter ", "parámetro ");
      case ExplainKind::Table: return pick("table ", "tabla ");
      case ExplainKind::Exception:
        return e.applies ? pick("exception ", "excepción ")
                         : pick("exception not applied: ", "excepción que no se aplica: ");
      case ExplainKind::Part: return pick("part ", "parte desde ");
      case ExplainKind::Condition:
        return e.applies ? pick("because ", "porque ") : pick("not, because ", "no, porque ");
      case ExplainKind::Rounding: return pick("rounded block ", "bloque redondeado ");
      case ExplainKind::Line:
      case ExplainKind::Block:
      case ExplainKind::Limit:
      case ExplainKind::Total:
      case ExplainKind::Due:
      case ExplainKind::Expression: return "";
    }
    TARIFA_UNREACHABLE();
  }

  std::string condition_words(const Explanation& e) const {
    if (e.kind == ExplainKind::Condition) return e.formula + (e.applies ? "" : pick(" does not hold", " no se cumple"));
    if (e.formula.empty()) return "";
    if (e.kind == ExplainKind::Tariff || e.kind == ExplainKind::Exception) {
      const std::string words =
          e.applies ? pick(" applies, as ", " se aplica, pues ") : pick(" does not apply: not ", " no se aplica: no ");
      return words + "(" + e.formula + ")";
    }
    return " = " + e.formula;
  }

  std::string validity_words(const Explanation& e) const {
    if (e.kind == ExplainKind::Part) return pick(" until ", " hasta ") + e.until;
    std::string words;
    const auto add = [&](const std::string& what) { words += (words.empty() ? "" : ", ") + what; };
    if (!e.from.empty()) {
      const bool version = e.kind == ExplainKind::Param || e.kind == ExplainKind::Table;
      add((version ? pick("version from ", "versión desde ") : pick("from ", "desde ")) + e.from);
    }
    if (!e.until.empty()) add(pick("valid until ", "válido hasta ") + e.until);
    if (e.kind == ExplainKind::Param && !e.from.empty() && e.until.empty()) add(pick("still open", "aún abierta"));
    if (!e.published.empty()) add(pick("published ", "publicado ") + e.published);
    if (e.kind == ExplainKind::Param && !e.read_on.empty()) add(pick("read on ", "leído el ") + e.read_on);
    if (!e.source.empty()) add(e.source);
    if (!e.at.empty()) add(e.at);
    return words.empty() ? "" : " (" + words + ")";
  }

  Language language_;
};

void write(const Explanation& e, const Words& words, size_t depth, std::string& out) {
  out += std::string(2 * depth, ' ') + words.line_of(e) + "\n";
  for (const bool applying : {true, false}) {
    for (const Explanation& child : e.children) {
      const bool tariff = child.kind == ExplainKind::Tariff;
      if ((child.applies || !tariff) == applying) write(child, words, depth + 1, out);
    }
  }
}

}  // namespace

std::string explanation_text(const Explanation& root, Language language) {
  const Words words(language);
  std::string out;
  const bool frame = root.kind == ExplainKind::Expression && root.name.empty() && root.formula.empty();
  if (!frame) {
    write(root, words, 0, out);
    return out;
  }
  for (const Explanation& child : root.children) write(child, words, 0, out);
  return out;
}

}  // namespace tarifa::eval
