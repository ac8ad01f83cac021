// What the server knows between messages.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "lsp/features/inlay_hints.h"
#include "lsp/protocol/json_rpc.h"
#include "lsp/protocol/position.h"
#include "lsp/workspace/workspace.h"

namespace tarifa::lsp {

class ChosenAccounts;

// What the client said of itself in `initialize`.
struct Client {
  PositionEncoding encoding = PositionEncoding::Utf16;
  Language language = Language::English;
  bool pulls_diagnostics = false;  // it asks for them: none are sent by themselves
  bool refreshes_diagnostics = false;
  bool refreshes_inlay_hints = false;
  bool refreshes_semantic_tokens = false;
  bool refreshes_code_lenses = false;
  bool registers_watchers = false;
  bool snippets = false;
  bool markdown = true;
  bool document_changes = false;  // versioned edits, and files that are renamed
  bool hierarchical_symbols = false;
  bool shows_progress = false;
  bool folds_whole_lines = false;
  size_t most_folds = 5'000;
  HintChoice hints;
  bool account_hints = false;     // values of the chosen account as inlay hints: it has nothing of its own to show them
  bool resolves_actions = false;  // it asks for the edit of an action when that is chosen
  bool annotates_edits = false;   // edits can ask to be looked at before they are applied
  std::string diagnostic_pages;   // URI of the folder of CODE.md, or empty
};

// What a client was sent last of a file's semantic tokens.
struct SentTokens {
  std::string id;
  std::vector<uint32_t> data;
};

// The diagnostics of a file that the client has: they are sent again only when they are others, or of a newer text.
struct Published {
  std::string fingerprint;  // equal ones read equal; empty: none
  std::optional<int64_t> version;
  bool operator==(const Published&) const = default;
};

struct State {
  std::function<void(const Json&)> send;
  Client client;
  Workspace workspace;
  // ---- diagnostics
  std::map<std::string, std::map<std::string, Published>> published;  // by package, then by URI: what was sent last
  bool diagnostics_wanted = false;                                    // something changed since they were sent
  int next_id = 1;                                                    // of requests of ours
  // ---- semantic tokens
  std::map<std::string, SentTokens> sent_tokens;  // by path
  uint64_t token_results = 0;                     // sent so far
  // ---- evaluation
  std::shared_ptr<ChosenAccounts> accounts;
  std::function<bool()> cancelled = [] { return false; };  // the request that is being answered: for long ones
};

// What a request is answered: a result (perhaps null), or a refusal.
using Answer = tl::expected<Json, RpcError>;
[[nodiscard]] inline Answer refused(ErrorCode code, std::string why) {
  return tl::unexpected<RpcError>(RpcError{code, std::move(why)});
}

}  // namespace tarifa::lsp
