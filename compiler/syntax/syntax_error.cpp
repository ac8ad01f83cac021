#include "compiler/syntax/syntax_error.h"

#include <algorithm>
#include <optional>

#include "compiler/syntax/number_slip.h"
#include "compiler/syntax/sync_points.h"

namespace tarifa::syntax {
namespace {

using K = TokenKind;

// What continues an expression that is already whole: not worth a word when something else is
// expected.
constexpr K kContinuations[] = {K::PLUS,     K::MINUS,  K::STAR,      K::SLASH,        K::AMP,
                                K::COALESCE, K::DOT,    K::LPAREN,    K::WITH,         K::PER,
                                K::IMPLIES,  K::AND,    K::OR,        K::EQ,           K::NE,
                                K::LT,       K::LE,     K::GT,        K::GE,           K::IN,
                                K::IS,       K::DOTDOT, K::DOTDOT_LT, K::TO_MONTH_END, K::TO_NEXT_MONTH,
                                K::STRICT,   K::FIXED,  K::ROLLING};
constexpr size_t kMostListed = 8;
constexpr size_t kMostItems = 24;

bool is_comparison(K kind) {
  switch (kind) {
    case K::EQ:
    case K::NE:
    case K::LT:
    case K::LE:
    case K::GT:
    case K::GE:
    case K::IN:
    case K::IS: return true;
    default: return false;
  }
}

bool expects_expression(const TokenSet& e) { return has(e, K::LPAREN) && has(e, K::NUMBER) && has(e, K::IDENT); }
bool expects_type(const TokenSet& e) { return has(e, K::TIERS) && has(e, K::IDENT) && !has(e, K::NUMBER); }
bool expects_literal(const TokenSet& e) { return has(e, K::NUMBER) && has(e, K::DATE) && !has(e, K::LPAREN); }

// The words and signs of `expected`, in backticks; empty if there are too many to help.
std::string list_expected(TokenSet expected, size_t most = kMostListed) {
  TokenSet rest = expected;
  for (const K kind : kContinuations) rest.reset(static_cast<size_t>(kind));
  const bool after_operand = has(expected, K::PLUS);
  if (after_operand && rest.any()) expected = rest;
  std::string list;
  size_t count = 0;
  for (size_t i = 0; i < expected.size(); ++i) {
    if (!expected[i]) continue;
    const auto kind = static_cast<K>(i);
    if (kind == K::END || kind == K::BAD || kind == K::QUOTED) continue;
    std::string_view text = token_kind_text(kind);
    switch (kind) {
      case K::STRING: text = "\"text\""; break;
      case K::NUMBER: text = "12.50"; break;
      case K::TIME: text = "17:30"; break;
      case K::DATE: text = "2020-03-25"; break;
      case K::IDENT: text = "name"; break;
      default: break;
    }
    if (text.empty()) continue;
    if (++count > most) return {};
    if (!list.empty()) list += ", ";
    list += '`';
    list += text;
    list += '`';
  }
  return list;
}

class Describer {
 public:
  Describer(const LexedFile& file, std::span<const StreamToken> region, const SyntaxProblem& problem,
            const Repair& repair)
      : file_(file), region_(region), problem_(problem), repair_(repair) {
    at_end_ = problem.at >= region.size();
    found_ = at_end_ ? K::END : region[problem.at].kind;
  }

  Diagnostic run() {
    if (at_end_) return lacks_else() ? missing_else() : unfinished();
    if (problem_.declaration_done) {
      if (auto slip = find_number_slip(file_, region_, problem_.at)) return slip->message;
    }
    if (repair_.kind == RepairKind::Replace && repair_.put.size() == 1) return replaced();
    if (problem_.at == 0) return no_declaration();
    if (found_ == K::IF && has(problem_.expected, K::IDENT)) return bare_if();
    if (is_comparison(found_) && has(problem_.expected, K::AND)) return chained();
    if (lacks_else()) return missing_else();
    if (auto slip = find_number_slip(file_, region_, problem_.at)) return slip->message;
    if (repair_.kind == RepairKind::Insert) return inserted();
    if (problem_.declaration_done) return no_declaration();
    return expected();
  }

 private:
  [[nodiscard]] Span here() const { return file_.span_of(region_[problem_.at]); }
  [[nodiscard]] std::string found_text() const { return std::string(file_.text_of(region_[problem_.at])); }
  [[nodiscard]] Diagnostic make(DiagKind kind, Span where, std::vector<std::string> args) const {
    return {kind, where, std::move(args), {}, {}, {}};
  }
  void add_expected(Diagnostic& d) const {
    const TokenSet& e = problem_.expected;
    if (expects_expression(e))
      d.help.push_back({NoteKind::ExpectedExpressionHere, {}});
    else if (expects_type(e))
      d.help.push_back({NoteKind::ExpectedTypeHere, {}});
    else if (expects_literal(e))
      d.help.push_back({NoteKind::ExpectedLiteralHere, {}});
    else if (has(e, K::IDENT))
      d.help.push_back({NoteKind::ExpectedNameHere, {}});
    else if (auto list = list_expected(e); !list.empty()) {
      d.help.push_back({NoteKind::ExpectedHere, {std::move(list)}});
    }
  }

  // The head of the declaration, as `tariff Residential`.
  [[nodiscard]] std::string head() const {
    std::string text(file_.text_of(region_[0]));
    if (region_.size() > 1 && region_[1].kind != K::LBRACE && !region_[1].missing) {
      text += ' ';
      text += file_.text_of(region_[1]);
    }
    return text;
  }

  [[nodiscard]] Diagnostic unfinished() const {
    const Span last = file_.span_of(region_.back());
    Diagnostic d = make(DiagKind::UnexpectedEnd, {last.file, last.end, last.end}, {head()});
    add_expected(d);
    return d;
  }

  [[nodiscard]] Diagnostic replaced() const {
    const K by = repair_.put[0].kind;
    const std::string text = found_text();
    if (by == K::QUOTED) {
      Diagnostic d = make(DiagKind::ReservedName, here(), {text});
      const std::string quoted = "`" + text + "`";
      d.fixes.push_back({{NoteKind::InBackticks, {quoted}}, {{here(), quoted}}});
      return d;
    }
    const std::string meant(token_kind_text(by));
    Diagnostic d = make(DiagKind::ExpectedOneOf, here(), {"`" + meant + "`", text});
    Span where = here();
    if (by == K::COLON || by == K::COMMA) where.begin = file_.gap_before(region_[problem_.at]).begin;
    d.fixes.push_back({{NoteKind::WriteAs, {meant}}, {{where, meant}}});
    return d;
  }

  [[nodiscard]] Diagnostic bare_if() const {
    Diagnostic d = make(DiagKind::BareIf, here(), {});
    d.help.push_back({NoteKind::InParentheses, {}});
    return d;
  }

  [[nodiscard]] Diagnostic chained() const {
    Diagnostic d = make(DiagKind::ChainedComparison, here(), {found_text()});
    d.help.push_back({NoteKind::JoinComparisons, {}});
    return d;
  }

  [[nodiscard]] bool lacks_else() const {
    const auto& open = problem_.open_rules;
    return has(problem_.expected, K::ELSE) && std::find(open.begin(), open.end(), GrammarRule::IfExpr) != open.end();
  }

  [[nodiscard]] Diagnostic missing_else() const {
    size_t at = std::min(problem_.at, region_.size() - 1);
    while (at > 0 && region_[at].kind != K::IF) --at;
    return make(DiagKind::MissingElse, file_.span_of(region_[at]), {});
  }

  [[nodiscard]] Diagnostic inserted() const {
    const K sign = repair_.put[0].kind;
    if (sign == K::IDENT) return expected();
    const std::string text(token_kind_text(sign));
    Diagnostic d = make(DiagKind::MissingSign, here(), {text, found_text()});
    const Span gap = file_.gap_before(region_[problem_.at]);
    const bool close_up = sign == K::COMMA || sign == K::COLON || sign == K::DOT;
    const bool apart = gap.end != here().begin || sign == K::DOT;
    std::string put = (close_up ? "" : " ") + text + (apart ? "" : " ");
    d.fixes.push_back({{NoteKind::WriteAs, {text}}, {{gap, std::move(put)}}});
    if (sign == K::COMMA) d.help.push_back({NoteKind::CommaAfterNames, {}});
    return d;
  }

  [[nodiscard]] Diagnostic no_declaration() const {
    const bool header = found_ == K::MODULE || found_ == K::USE || found_ == K::ROUNDING;
    if (header) return make(DiagKind::MisplacedHeader, here(), {found_text()});
    return make(DiagKind::ExpectedDeclaration, here(), {found_text()});
  }

  [[nodiscard]] Diagnostic expected() const {
    const TokenSet& e = problem_.expected;
    if (expects_expression(e)) return make(DiagKind::ExpectedExpression, here(), {found_text()});
    if (expects_literal(e) || expects_type(e)) {
      Diagnostic d = make(DiagKind::UnexpectedToken, here(), {found_text()});
      add_expected(d);
      return d;
    }
    const bool after_operand = has(e, K::PLUS);
    if (has(e, K::IDENT) && !after_operand) {
      Diagnostic d = make(DiagKind::ExpectedName, here(), {found_text()});
      add_date_note(d);
      return d;
    }
    if (const auto block = block_word()) {
      Diagnostic d = make(DiagKind::ExpectedItem, here(), {found_text(), std::string(*block)});
      std::string items = list_expected(e, kMostItems);
      if (!items.empty()) d.help.push_back({NoteKind::ExpectedHere, {std::move(items)}});
      return d;
    }
    TokenSet listed = e;
    if (after_operand) listed.reset(static_cast<size_t>(K::IDENT));  // it would be a unit
    std::string list = list_expected(listed);
    Diagnostic d = list.empty() ? make(DiagKind::UnexpectedToken, here(), {found_text()})
                                : make(DiagKind::ExpectedOneOf, here(), {std::move(list), found_text()});
    add_date_note(d);
    if (stands_in_set()) d.help.push_back({NoteKind::SetInBraces, {}});
    return d;
  }

  // `in (S1, S2)`.
  [[nodiscard]] bool stands_in_set() const {
    if (found_ != K::COMMA) return false;
    size_t depth = 0;
    for (size_t i = problem_.at; i-- > 1;) {
      if (is_closing(region_[i].kind)) ++depth;
      if (!is_opening(region_[i].kind)) continue;
      if (depth == 0) return region_[i].kind == K::LPAREN && region_[i - 1].kind == K::IN;
      --depth;
    }
    return false;
  }

  // `2020-20` or `12-01` where a difference was meant.
  void add_date_note(Diagnostic& d) const {
    if (problem_.at == 0) return;
    const StreamToken& before = region_[problem_.at - 1];
    if (before.kind == K::MONTH_DAY || before.kind == K::MONTH) {
      d.help.push_back({NoteKind::MonthDayIsDate, {std::string(file_.text_of(before))}});
    }
  }

  // Among the items of braces, where no item begins: the word of the declaration.
  [[nodiscard]] std::optional<std::string_view> block_word() const {
    const TokenSet& e = problem_.expected;
    if (!has(e, K::RBRACE)) return std::nullopt;
    size_t items = 0;
    for (size_t i = 0; i < e.size(); ++i) {
      if (e[i] && begins_item(static_cast<K>(i))) ++items;
    }
    if (items < 4 || region_.empty()) return std::nullopt;
    return file_.text_of(region_[0]);
  }

  const LexedFile& file_;
  std::span<const StreamToken> region_;
  const SyntaxProblem& problem_;
  const Repair& repair_;
  bool at_end_ = false;
  K found_ = K::END;
};

}  // namespace

Diagnostic describe_problem(const LexedFile& file, std::span<const StreamToken> region, const SyntaxProblem& problem,
                            const Repair& repair) {
  return Describer(file, region, problem, repair).run();
}

}  // namespace tarifa::syntax
