#include "tests/grammar/random_sentence.h"

#include <antlr4-runtime.h>

#include <array>
#include <limits>

#include "TarifaLexer.h"
#include "TarifaParser.h"

namespace tarifa::grammar {
namespace {

using antlr4::atn::ATN;
using antlr4::atn::ATNState;
using antlr4::atn::RuleTransition;
using antlr4::atn::Transition;
using syntax::TokenKind;

const ATN& network() {
  static antlr4::ANTLRInputStream nothing("");
  static TarifaLexer lexer(&nothing);
  static antlr4::CommonTokenStream no_tokens(&lexer);
  static TarifaParser parser(&no_tokens);
  return parser.getATN();
}

constexpr uint32_t kNever = std::numeric_limits<uint32_t>::max() / 4;

bool ends_rule(const ATNState& state) { return &state == network().ruleToStopState[state.ruleIndex]; }

uint32_t cost_of(const Transition& edge, const std::vector<uint32_t>& costs) {
  if (edge.getSerializationType() != Transition::RULE) {
    return costs[edge.target->stateNumber] + (edge.isEpsilon() ? 0 : 1);
  }
  return costs[edge.target->stateNumber] + costs[static_cast<const RuleTransition&>(edge).followState->stateNumber];
}

// How many tokens at least from a state to the end of its rule.
std::vector<uint32_t> find_costs() {
  const ATN& atn = network();
  std::vector<uint32_t> costs(atn.states.size(), kNever);
  for (const auto* stop : atn.ruleToStopState) costs[stop->stateNumber] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (const ATNState* state : atn.states) {
      if (state == nullptr || ends_rule(*state)) continue;
      for (const Transition* edge : state->transitions) {
        const uint32_t cost = cost_of(*edge, costs);
        if (cost >= costs[state->stateNumber]) continue;
        costs[state->stateNumber] = cost;
        changed = true;
      }
    }
  }
  return costs;
}

class Walk {
 public:
  Walk(std::mt19937& random, size_t budget) : random_(random), budget_(budget) {}

  std::vector<TokenKind> from(size_t rule) {
    const ATNState* state = network().ruleToStartState[rule];
    while (true) {
      if (ends_rule(*state)) {
        if (returns_.empty()) return std::move(sentence_);
        state = returns_.back();
        returns_.pop_back();
        continue;
      }
      const Transition& edge = choose(*state);
      if (edge.getSerializationType() == Transition::RULE) {
        returns_.push_back(static_cast<const RuleTransition&>(edge).followState);
      } else if (!edge.isEpsilon()) {
        take_one_of(edge.label());
      }
      state = edge.target;
    }
  }

 private:
  const Transition& choose(const ATNState& state) {
    static const std::vector<uint32_t> costs = find_costs();
    const auto& edges = state.transitions;
    if (sentence_.size() < budget_) return *edges[random_() % edges.size()];
    const Transition* least = edges[0];
    for (const Transition* edge : edges) {
      if (cost_of(*edge, costs) < cost_of(*least, costs)) least = edge;
    }
    return *least;
  }

  void take_one_of(const antlr4::misc::IntervalSet& label) {
    const auto kinds = label.toList();
    const auto kind = kinds[random_() % kinds.size()];
    if (kind > 0) sentence_.push_back(static_cast<TokenKind>(kind));  // not the end of the file
  }

  std::mt19937& random_;
  size_t budget_;
  std::vector<TokenKind> sentence_;
  std::vector<const ATNState*> returns_;
};

template <size_t N>
std::string any_of(const std::array<const char*, N>& texts, std::mt19937& random) {
  return texts[random() % N];
}

std::string text_of(TokenKind kind, std::mt19937& random) {
  static constexpr std::array kNames{"a", "kWh", "Día_2", "x1", "_", "total_kwh"};
  static constexpr std::array kQuoted{"`of`", "`line`", "`a`"};
  static constexpr std::array kNumbers{"0", "12", "1_000", "0.5", "2020", "1.2_5"};
  static constexpr std::array kRates{"0.42 USD/kWh", "1COP/a/b", "5 line/of"};
  static constexpr std::array kTexts{R"("")", R"("a // b")", R"("\n\\\"")", R"("2 / 3")"};
  switch (kind) {
    case TokenKind::IDENT: return any_of(kNames, random);
    case TokenKind::QUOTED: return any_of(kQuoted, random);
    case TokenKind::NUMBER: return any_of(kNumbers, random);
    case TokenKind::RATE: return any_of(kRates, random);
    case TokenKind::STRING: return any_of(kTexts, random);
    case TokenKind::PERCENT: return "19.5%";
    case TokenKind::DATETIME: return "2020-04-01T12:30";
    case TokenKind::DATE: return "2020-04-01";
    case TokenKind::MONTH: return "2020-04";
    case TokenKind::MONTH_DAY: return "04-01";
    case TokenKind::TIME: return "12:30";
    default: return std::string(token_kind_text(kind));
  }
}

}  // namespace

std::vector<TokenKind> random_sentence(std::mt19937& random, size_t budget) {
  const bool file = random() % 16 == 0;
  return Walk(random, budget).from(file ? TarifaParser::RuleFile_ : TarifaParser::RuleDeclaration);
}

void damage(std::vector<TokenKind>& sentence, std::mt19937& random) {
  const auto any_kind = [&] {
    TokenKind kind = TokenKind::BAD;
    while (kind == TokenKind::BAD || kind == TokenKind::END) {
      kind = static_cast<TokenKind>(random() % syntax::token_kind_count());
    }
    return kind;
  };
  for (unsigned edits = 1 + random() % 3; edits > 0 && !sentence.empty(); --edits) {
    const auto at = sentence.begin() + static_cast<std::ptrdiff_t>(random() % sentence.size());
    switch (random() % 5) {
      case 0: sentence.erase(at); break;
      case 1: sentence.insert(at, *at); break;
      case 2: std::swap(*at, sentence[random() % sentence.size()]); break;
      case 3: sentence.insert(at, any_kind()); break;
      default: *at = any_kind(); break;
    }
  }
}

std::string written(const std::vector<TokenKind>& sentence, std::mt19937& random) {
  static constexpr std::array kGaps{" ", " ", " ", " ", "\n", "\n", "  ", "\t", " // a `\n", "\n/// of a\n"};
  std::string text;
  for (const TokenKind kind : sentence) {
    text += text_of(kind, random);
    text += any_of(kGaps, random);
  }
  return text;
}

}  // namespace tarifa::grammar
