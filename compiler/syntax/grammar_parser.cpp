#include "compiler/syntax/grammar_parser.h"

#include <antlr4-runtime.h>

#include <algorithm>
#include <array>

#include "TarifaParser.h"
#include "compiler/support/limits.h"

namespace tarifa::syntax {
namespace {

using antlr4::ParserRuleContext;

#define TARIFA_KEPT(rule, kind) static_assert(static_cast<size_t>(GrammarRule::rule) == TarifaParser::Rule##rule);
#define TARIFA_FOLDED(rule, kind) TARIFA_KEPT(rule, kind)
#define TARIFA_CHOICE(rule) TARIFA_KEPT(rule, rule)
#include "compiler/syntax/grammar_rule.def"
#define TARIFA_TOKEN(kind, text) \
  static_assert(static_cast<size_t>(TokenKind::kind) == TarifaParser::kind || TokenKind::kind == TokenKind::BAD);
#include "compiler/syntax/token_kind.def"

// An operand in one pair of parentheses is 16 rules below the operand outside; calls, lists and
// braces take fewer than 24.
constexpr size_t kRuleDepth = static_cast<size_t>(limits::kNesting) * 24;

size_t antlr_type(TokenKind kind) { return kind == TokenKind::END ? antlr4::Token::EOF : static_cast<size_t>(kind); }

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
    reach_ = begin;
  }
  // The last token looked at since the parser took one.
  [[nodiscard]] size_t furthest() const { return furthest_; }
  void take() { furthest_ = ++at_; }
  // The last token looked at since start().
  [[nodiscard]] size_t reach() const { return reach_; }

  [[nodiscard]] TokenKind kind_at(size_t at) const { return at < end_ ? tokens_[at] : TokenKind::END; }

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
    reach_ = std::max(reach_, at);
    return kind_at(at);
  }

  std::span<const TokenKind> tokens_;
  std::vector<KindToken> objects_;
  size_t at_ = 0;
  size_t end_ = 0;
  size_t furthest_ = 0;
  size_t reach_ = 0;
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

// The kinds of tokens that may stand at a place: the grammar's network, walked from the last token
// the parser took, with the rules open there as its stack.
class ExpectedTokens {
 public:
  explicit ExpectedTokens(const antlr4::atn::ATN& network) : network_(network) {}

  void begin_at_rule(size_t rule) { places_ = {{network_.ruleToStartState[rule], kOutermost}}; }
  // Before the token the parser takes in `state`, called from where `context` says.
  void begin_at(size_t state, const ParserRuleContext* context) {
    places_ = {{network_.states[state], frame_of(context)}};
  }
  void take(TokenKind kind) {
    std::vector<Place> next;
    walk([&](const antlr4::atn::Transition& transition, int32_t frame) {
      if (transition.matches(antlr_type(kind), 0, network_.maxTokenType)) {
        next.push_back({transition.target, frame});
      }
    });
    places_ = std::move(next);
  }
  [[nodiscard]] TokenSet expected() {
    TokenSet set;
    walk([&](const antlr4::atn::Transition& transition, int32_t) {
      const antlr4::misc::IntervalSet label = transition.label();
      for (const auto& interval : label.getIntervals()) {
        for (auto type = interval.a; type <= interval.b && type > 0; ++type) {
          set.set(static_cast<size_t>(type));
        }
      }
    });
    return set;
  }

 private:
  static constexpr int32_t kOutermost = -1;
  static constexpr size_t kSteps = 100'000;  // a walk takes some hundreds
  struct Frame {
    antlr4::atn::ATNState* after;
    int32_t parent;
  };
  struct Place {
    antlr4::atn::ATNState* state;
    int32_t frame;
  };

  int32_t frame_of(const ParserRuleContext* context) {
    std::vector<antlr4::atn::ATNState*> after;
    for (const antlr4::RuleContext* c = context; c != nullptr && c->parent != nullptr;
         c = static_cast<const antlr4::RuleContext*>(c->parent)) {
      const auto* call = network_.states[c->invokingState]->transitions[0];
      after.push_back(static_cast<const antlr4::atn::RuleTransition*>(call)->followState);
    }
    int32_t frame = kOutermost;
    for (auto state = after.rbegin(); state != after.rend(); ++state) frame = push(*state, frame);
    return frame;
  }
  int32_t push(antlr4::atn::ATNState* after, int32_t parent) {
    frames_.push_back({after, parent});
    return static_cast<int32_t>(frames_.size() - 1);
  }

  // Every transition that takes a token, reached without taking one.
  template <class Visit>
  void walk(Visit visit) {
    std::vector<Place> open = places_;
    for (size_t steps = 0; !open.empty() && steps < kSteps; ++steps) {
      const Place place = open.back();
      open.pop_back();
      if (place.state->getStateType() == antlr4::atn::ATNState::RULE_STOP) {
        if (place.frame == kOutermost) continue;
        const Frame frame = frames_[static_cast<size_t>(place.frame)];
        open.push_back({frame.after, frame.parent});
        continue;
      }
      for (const antlr4::atn::Transition* transition : place.state->transitions) {
        if (transition->getSerializationType() == antlr4::atn::Transition::RULE) {
          const auto* call = static_cast<const antlr4::atn::RuleTransition*>(transition);
          open.push_back({call->target, push(call->followState, place.frame)});
        } else if (transition->isEpsilon()) {
          open.push_back({transition->target, place.frame});
        } else {
          visit(*transition, place.frame);
        }
      }
    }
  }

  const antlr4::atn::ATN& network_;
  std::vector<Frame> frames_;
  std::vector<Place> places_;
};

// The generated parser with its events taken straight from its virtual functions: no tree, no
// listener calls.
class EventParser final : public TarifaParser {
 public:
  explicit EventParser(KindStream& stream) : TarifaParser(&stream), stream_(stream) {
    setBuildParseTree(false);
    addParseListener(&listener_);  // without one, ANTLR does not call triggerExitRuleEvent
    setErrorHandler(std::make_shared<StopAtError>());
    getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  }

  void start(uint32_t begin, std::vector<GrammarEvent>* events) {
    begin_ = begin;
    events_ = events;
    setContext(nullptr);
    setState(antlr4::atn::ATNState::INVALID_STATE_NUMBER);
    open_.clear();
    failed_.clear();
    unwinding_ = false;
    taken_count_ = 0;
  }
  void finish() { getTreeTracker().reset(); }
  [[nodiscard]] std::vector<GrammarRule>& failed() { return failed_; }

  void enterRule(ParserRuleContext* context, size_t state, size_t rule) override {
    setState(state);
    _ctx = context;
    if (open_.size() >= kRuleDepth) throw Stopped{true};
    open_.push_back(static_cast<GrammarRule>(rule));
    events_->push_back({position() - begin_, true, open_.back()});
  }
  void triggerExitRuleEvent() override {
    // A rule ends by returning or by Stopped passing through it; the first such end is that of the
    // innermost rule.
    if (std::uncaught_exceptions() > 0 && !unwinding_) {
      unwinding_ = true;
      failed_ = open_;
    }
    if (!open_.empty()) open_.pop_back();
    events_->push_back({position() - begin_, false, GrammarRule::File_});
  }
  antlr4::Token* consume() override {
    antlr4::Token* token = _input->LT(1);
    taken_[taken_count_++ % kAnchors] = {position(), getState(), _ctx};
    if (token->getType() != antlr4::Token::EOF) stream_.take();
    return token;
  }
  // What may stand at `position`. Before finish() only.
  [[nodiscard]] TokenSet expected_at(uint32_t position, size_t start_rule, uint32_t begin) {
    ExpectedTokens tokens(getATN());
    uint32_t at = begin;
    if (taken_count_ < kAnchors) {
      tokens.begin_at_rule(start_rule);
    } else {
      const Taken& oldest = taken_[taken_count_ % kAnchors];
      tokens.begin_at(oldest.state, oldest.context);
      at = oldest.position;
    }
    for (; at < position; ++at) tokens.take(stream_.kind_at(at));
    return tokens.expected();
  }

 private:
  [[nodiscard]] uint32_t position() const { return static_cast<uint32_t>(_input->index()); }

  KindStream& stream_;
  NoListener listener_;
  uint32_t begin_ = 0;
  std::vector<GrammarEvent>* events_ = nullptr;
  std::vector<GrammarRule> open_;
  std::vector<GrammarRule> failed_;
  bool unwinding_ = false;
  struct Taken {
    uint32_t position = 0;
    size_t state = 0;
    const ParserRuleContext* context = nullptr;
  };
  // The last tokens taken. Expectations are counted from some way back, as the parser looks ahead:
  // at `a, ,` it has taken the first comma for the last one of a list.
  static constexpr size_t kAnchors = 4;
  std::array<Taken, kAnchors> taken_;
  size_t taken_count_ = 0;
};

}  // namespace

struct GrammarParser::Impl {
  KindStream stream;
  EventParser parser{stream};
};

GrammarParser::GrammarParser() : impl_(std::make_unique<Impl>()) {}
GrammarParser::~GrammarParser() = default;

void GrammarParser::set_tokens(std::span<const TokenKind> tokens) { impl_->stream.set_tokens(tokens); }

GrammarOutcome GrammarParser::run(StartRule start, uint32_t begin, uint32_t end, std::vector<GrammarEvent>& events,
                                  TokenSet* expected) {
  KindStream& stream = impl_->stream;
  EventParser& parser = impl_->parser;
  GrammarOutcome outcome;
  stream.start(begin, end);
  parser.start(begin, &events);
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
  outcome.reach = static_cast<uint32_t>(std::min<size_t>(stream.reach(), end));
  if (expected != nullptr) {
    const bool header = start == StartRule::Header;
    const size_t rule = header ? TarifaParser::RuleHeader : TarifaParser::RuleDeclaration;
    *expected = parser.expected_at(outcome.position, rule, begin);
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
