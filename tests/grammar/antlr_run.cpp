#include "tests/grammar/antlr_run.h"

#include <antlr4-runtime.h>

#include "TarifaLexer.h"
#include "TarifaParser.h"

namespace tarifa::grammar {
namespace {

class Counter final : public antlr4::BaseErrorListener {
 public:
  explicit Counter(AntlrRun& run) : run_(run) {}
  void syntaxError(antlr4::Recognizer*, antlr4::Token*, size_t, size_t, const std::string&,
                   std::exception_ptr) override {
    run_.accepted = false;
  }
  void reportAmbiguity(antlr4::Parser*, const antlr4::dfa::DFA&, size_t, size_t, bool exact, const antlrcpp::BitSet&,
                       antlr4::atn::ATNConfigSet*) override {
    if (exact) ++run_.ambiguities;
  }
  void reportAttemptingFullContext(antlr4::Parser*, const antlr4::dfa::DFA&, size_t, size_t, const antlrcpp::BitSet&,
                                   antlr4::atn::ATNConfigSet*) override {
    ++run_.full_context_fallbacks;
  }

 private:
  AntlrRun& run_;
};

// What predictions learn is kept for each mode by itself: a decision made in SLL mode would hide an
// ambiguity from the exact one.
struct Memory {
  explicit Memory(const antlr4::atn::ATN& atn) {
    for (size_t i = 0; i < atn.getNumberOfDecisions(); ++i) {
      decisions.emplace_back(atn.getDecisionState(i), i);
    }
  }
  std::vector<antlr4::dfa::DFA> decisions;
  antlr4::atn::PredictionContextCache contexts;
};

antlr4::atn::ParserATNSimulator* make_simulator(TarifaParser& parser, Prediction prediction) {
  static Memory sll(parser.getATN());
  static Memory exact(parser.getATN());
  const bool is_sll = prediction == Prediction::Sll;
  Memory& memory = is_sll ? sll : exact;
  auto* simulator = new antlr4::atn::ParserATNSimulator(&parser, parser.getATN(), memory.decisions, memory.contexts);
  simulator->setPredictionMode(is_sll ? antlr4::atn::PredictionMode::SLL
                                      : antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
  return simulator;
}

}  // namespace

AntlrRun run_antlr(const std::string& text, Prediction prediction) {
  AntlrRun run;
  run.accepted = true;
  Counter counter(run);
  antlr4::ANTLRInputStream input(text);
  TarifaLexer lexer(&input);
  lexer.removeErrorListeners();
  lexer.addErrorListener(&counter);
  antlr4::CommonTokenStream tokens(&lexer);
  TarifaParser parser(&tokens);
  parser.removeErrorListeners();
  parser.addErrorListener(&counter);
  parser.setInterpreter(make_simulator(parser, prediction));  // which owns it
  auto* tree = parser.file_();
  if (run.accepted) run.tree = tree->toStringTree(&parser);
  return run;
}

std::vector<AntlrToken> antlr_tokens(const std::string& text) {
  antlr4::ANTLRInputStream input(text);
  TarifaLexer lexer(&input);
  lexer.removeErrorListeners();
  std::vector<AntlrToken> tokens;
  for (auto& token : lexer.getAllTokens()) {
    if (token->getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    tokens.push_back({token->getType(), token->getText()});
  }
  return tokens;
}

}  // namespace tarifa::grammar
