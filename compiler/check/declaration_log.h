// What resolving one declaration did and what it asked for, noted so that the next check of the package can do it again
// without resolving (replay.h). Notes are taken only while Session::log is set.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "compiler/check/session.h"
#include "compiler/ir/node_ranges.h"

namespace tarifa::check {

enum class InternedKind : uint8_t { Type, Const, Unit };

struct Interned {
  InternedKind kind;
  uint32_t id;
  bool operator==(const Interned&) const = default;
};

// Sizes of the stores that a rule adds to.
struct StoreSizes {
  uint32_t nodes = 0;
  uint32_t operands = 0;
  uint32_t ratios = 0;
  uint32_t rules = 0;
};

// What analyses of the finished IR have found out about a rule.
struct Findings {
  bool no_conflict = false;            // nothing is to be said about its exceptions
  bool undecided = false;              // nor about its conditions
  bool fits = false;                   // no number in it may overflow
  std::optional<ir::NodeRange> range;  // of its value, if anything asked for it
};

struct DeclarationLog {
  bool known = false;              // it was resolved: `asked` is whole
  bool extended = false;           // by an `extend`, which stands elsewhere
  bool unsure = false;             // it rests on more than what it asked for
  bool replayable = false;         // what follows is all that it did
  std::vector<SymbolId> asked;     // for their declarations, resolved then or before
  std::vector<SymbolId> used;      // and noted as used by its module
  std::vector<SymbolId> marked;    // and marked as used, nothing more
  std::vector<Interned> interned;  // in order, whether new or known
  StoreSizes begin;
  StoreSizes end;
  uint32_t facts = 0;
  Findings found;

  void ask(SymbolId symbol) { push(asked, symbol); }
  void use(SymbolId symbol) { push(used, symbol); }
  void mark(SymbolId symbol) { push(marked, symbol); }
  void intern(InternedKind kind, uint32_t id) {
    const Interned one{kind, id};
    if (std::find(interned.begin(), interned.end(), one) == interned.end()) interned.push_back(one);
  }

 private:
  static void push(std::vector<SymbolId>& list, SymbolId symbol) {
    if (std::find(list.begin(), list.end(), symbol) == list.end()) list.push_back(symbol);
  }
};

// For the stores: the id was interned or found.
inline void note_interned(Session& session, InternedKind kind, uint32_t id) {
  if (session.log != nullptr && session.log->replayable) session.log->intern(kind, id);
}
// It did what is not noted here: the next check resolves it again.
inline void note_other_effect(Session& session) {
  if (session.log != nullptr) session.log->replayable = false;
}

// Around the resolving of a symbol: begins its log, and ends it.
class LogScope {
 public:
  LogScope(Session& session, SymbolId symbol);
  ~LogScope();
  LogScope(const LogScope&) = delete;
  LogScope& operator=(const LogScope&) = delete;

 private:
  Session& session_;
  SymbolId symbol_;
  DeclarationLog* outer_;
  DeclarationLog log_;
  std::vector<size_t> others_;  // sizes of what a replayed declaration leaves alone
};

}  // namespace tarifa::check
