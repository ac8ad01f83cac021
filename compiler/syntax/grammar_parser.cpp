#include "compiler/syntax/grammar_parser.h"

#include <antlr4-runtime.h>

#include <algorithm>

#include "TarifaParser.h"
#include "compiler/support/limits.h"

namespace tarifa::syntax {
namespace {

using antlr4::ParserRuleContext;

#define TARIFA_KEPT(rule, kind) \
  static_assert(static_cast<size_t>(GrammarRule::rule) == TarifaParser::Rule##rule);
#define TARIFA_FOLDED(rule, kind) TARIFA_KEPT(rule, kind)
#define TARIFA_CHOICE(rule) TARIFA_KEPT(rule, rule)
#include "compiler/syntax/grammar_rule.def"
#define TARIFA_TOKEN(kind, text)                                              \
  static_assert(static_cast<size_t>(TokenKind::kind) == TarifaParser::kind || \
                TokenKind::kind == TokenKind::BAD);
#include "compiler/syntax/token_kind.def"

// An operand in one pair of parentheses is 16 rules below the operand outside; calls, lists and
// braces take fewer than 24.
constexpr size_t kRuleDepth = static_cast<size_t>(limits::kNesting) * 24;

size_t antlr_type(TokenKind kind) {
  return kind == TokenKind::END ? antlr4::Token::EOF : static_cast<size_t>(kind);
}

// One object for each kind of token: the parser asks a token for its kind only.
class KindToken final : public antlr4::Token {
 public:
  explicit KindToken(size_t type) : type_(type) {}
  [[nodiscard]] std::string getText() const override { return {}; }
  [[nodiscard]] size_t getType() const override { return type_; }
  [[nodiscard]] size_t getLine() const override { return 0; }
  [[nodiscard]] size_t getCharPositionInLine() const override { return 0; }
  [[nodiscard]] size_t getChannel() const override { return DEFAULT_CHANNEL; }
  [[nodiscard]] size_t getTokenIndex() const override { return 0; }
  [[nodiscard]] size_t getStartIndex() const override { return 0; }
  [[nodiscard]] size_t getStopIndex() const override { return 0; }
  [[nodiscard]] antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  [[nodiscard]] antlr4::CharStream* getInputStream() const override { return nullptr; }
  [[nodiscard]] std::string toString() const override { return {}; }

 private:
  size_t type_;
};

class KindStream final : public antlr4::TokenStream {
 public:
  KindStream() {
    for (size_t kind = 0; kind < token_kind_count(); ++kind) {
      objects_.emplace_back(antlr_type(static_cast<TokenKind>(kind)));
    }
  }

  void set_tokens(std::span<const TokenKind> tokens) { tokens_ = tokens; }
  void start(uint32_t begin, uint32_t end) {
    at_ = begin;
    end_ = std::min<size_t>(end, tokens_.size());
    furthest_ = begin;
  }
  // The last token looked at since the parser took one.
  [[nodiscard]] size_t furthest() const { return furthest_; }
  void take() { furthest_ = ++at_; }

  void consume() override { ++at_; }
  size_t LA(ssize_t i) override { return antlr_type(peek(i)); }
  antlr4::Token* LT(ssize_t i) override { return &objects_[static_cast<size_t>(peek(i))]; }
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = index; }
  size_t size() override { return end_; }
  [[nodiscard]] std::string getSourceName() const override { return {}; }
  [[nodiscard]] antlr4::Token* get(size_t) const override { return nullptr; }
  [[nodiscard]] antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

 private:
  TokenKind peek(ssize_t i) {
    const size_t at = at_ + static_cast<size_t>(i > 0 ? i - 1 : i);
    if (i < 0 && static_cast<size_t>(-i) > at_) return TokenKind::END;
    furthest_ = std::max(furthest_, at);
    return at < end_ ? tokens_[at] : TokenKind::END;
  }

  std::span<const TokenKind> tokens_;
  std::vector<KindToken> objects_;
  size_t at_ = 0;
  size_t end_ = 0;
  size_t furthest_ = 0;
};

// Thrown through ANTLR's code at the first token that fits nowhere. Not a std::exception: generated
// code catches those of ANTLR only.
struct Stopped {
  bool too_deep = false;
  bool in_prediction = false;  // the token is the furthest one looked at, not the next one
};

class StopAtError final : public antlr4::DefaultErrorStrategy {
 public:
  void reportError(antlr4::Parser*, const antlr4::RecognitionException& error) override {
    // A prediction over several tokens asks the stream for its start token, which ours does not
    // have.
    const auto* choice = dynamic_cast<const antlr4::NoViableAltException*>(&error);
    throw Stopped{false, choice != nullptr && choice->getStartToken() == nullptr};
  }
  void recover(antlr4::Parser*, std::exception_ptr) override { throw Stopped{}; }
  antlr4::Token* recoverInline(antlr4::Parser*) override { throw Stopped{}; }
  void sync(antlr4::Parser*) override {}
  bool inErrorRecoveryMode(antlr4::Parser*) override { return false; }
  void reportMatch(antlr4::Parser*) override {}
};

class NoListener final : public antlr4::tree::ParseTreeListener {
 public:
  void visitTerminal(antlr4::tree::TerminalNode*) override {}
  void visitErrorNode(antlr4::tree::ErrorNode*) override {}
  void enterEveryRule(ParserRuleContext*) override {}
  void exitEveryRule(ParserRuleContext*) override {}
};

// The generated parser with its events taken straight from its virtual functions: no tree, no
// listener calls.
class EventParser final : public TarifaParser {
 public:
  explicit EventParser(KindStream& stream) : TarifaParser(&stream), stream_(stream) {
    setBuildParseTree(false);
    addParseListener(&listener_);  // without one, ANTLR does not call triggerExitRuleEvent
    setErrorHandler(std::make_shared<StopAtError>());
    getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        antlr4::atn::PredictionMode::SLL);
  }

  void start(std::vector<GrammarEvent>* events) {
    events_ = events;
    setContext(nullptr);
    setState(antlr4::atn::ATNState::INVALID_STATE_NUMBER);
    open_.clear();
    failed_.clear();
    unwinding_ = false;
  }
  void finish() { getTreeTracker().reset(); }
  [[nodiscard]] std::vector<GrammarRule>& failed() { return failed_; }

  void enterRule(ParserRuleContext* context, size_t state, size_t rule) override {
    setState(state);
    _ctx = context;
    if (open_.size() >= kRuleDepth) throw Stopped{true};
    open_.push_back(static_cast<GrammarRule>(rule));
    events_->push_back({position(), true, open_.back()});
  }
  void triggerExitRuleEvent() override {
    // A rule ends by returning or by Stopped passing through it; the first such end is that of the
    // innermost rule.
    if (std::uncaught_exceptions() > 0 && !unwinding_) {
      unwinding_ = true;
      failed_ = open_;
    }
    if (!open_.empty()) open_.pop_back();
    events_->push_back({position(), false, GrammarRule::File_});
  }
  antlr4::Token* consume() override {
    antlr4::Token* token = _input->LT(1);
    if (token->getType() != antlr4::Token::EOF) stream_.take();
    return token;
  }

 private:
  [[nodiscard]] uint32_t position() const { return static_cast<uint32_t>(_input->index()); }

  KindStream& stream_;
  NoListener listener_;
  std::vector<GrammarEvent>* events_ = nullptr;
  std::vector<GrammarRule> open_;
  std::vector<GrammarRule> failed_;
  bool unwinding_ = false;
};

}  // namespace

struct GrammarParser::Impl {
  KindStream stream;
  EventParser parser{stream};
};

GrammarParser::GrammarParser() : impl_(std::make_unique<Impl>()) {}
GrammarParser::~GrammarParser() = default;

void GrammarParser::set_tokens(std::span<const TokenKind> tokens) {
  impl_->stream.set_tokens(tokens);
}

GrammarOutcome GrammarParser::run(StartRule start, uint32_t begin, uint32_t end,
                                  std::vector<GrammarEvent>& events) {
  KindStream& stream = impl_->stream;
  EventParser& parser = impl_->parser;
  GrammarOutcome outcome;
  stream.start(begin, end);
  parser.start(&events);
  try {
    switch (start) {
      case StartRule::Header: parser.header(); break;
      case StartRule::Declaration: parser.declaration(); break;
    }
    outcome.ok = true;
    outcome.position = static_cast<uint32_t>(stream.index());
  } catch (const Stopped& stopped) {
    outcome.too_deep = stopped.too_deep;
    const size_t at = stopped.in_prediction ? stream.furthest() : stream.index();
    outcome.position = static_cast<uint32_t>(std::min<size_t>(at, end));
    outcome.open_rules = std::move(parser.failed());
  }
  parser.finish();
  return outcome;
}

RuleShape rule_shape(GrammarRule rule) {
  static constexpr RuleShape kShapes[] = {
#define TARIFA_KEPT(rule, kind) RuleShape::Kept,
#define TARIFA_FOLDED(rule, kind) RuleShape::Folded,
#define TARIFA_CHOICE(rule) RuleShape::Choice,
#include "compiler/syntax/grammar_rule.def"
  };
  return kShapes[static_cast<size_t>(rule)];
}

NodeKind rule_kind(GrammarRule rule) {
  static constexpr NodeKind kKinds[] = {
#define TARIFA_KEPT(rule, kind) NodeKind::kind,
#define TARIFA_FOLDED(rule, kind) NodeKind::kind,
#define TARIFA_CHOICE(rule) NodeKind::Error,
#include "compiler/syntax/grammar_rule.def"
  };
  return kKinds[static_cast<size_t>(rule)];
}

}  // namespace tarifa::syntax
