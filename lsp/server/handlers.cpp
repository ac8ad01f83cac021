#include "lsp/server/handlers.h"

#include "lsp/server/requests.h"
#include "lsp/server/sync.h"

namespace tarifa::lsp {
namespace {

constexpr RequestHandler kRequests[] = {
    {"textDocument/diagnostic", document_diagnostics},
    {"workspace/diagnostic", workspace_diagnostics, false},
    {"textDocument/hover", hover_request},
    {"textDocument/completion", completion_request},
    {"completionItem/resolve", completion_resolve_request, false},
    {"textDocument/signatureHelp", signature_help_request},
    {"textDocument/definition", definition_request},
    {"textDocument/declaration", definition_request},
    {"textDocument/typeDefinition", type_definition_request},
    {"textDocument/implementation", implementation_request},
    {"textDocument/prepareCallHierarchy", prepare_call_hierarchy_request},
    {"callHierarchy/incomingCalls", incoming_calls_request, false},
    {"callHierarchy/outgoingCalls", outgoing_calls_request, false},
    {"textDocument/linkedEditingRange", linked_editing_request},
    {"textDocument/documentLink", document_link_request},
    {"workspace/willRenameFiles", will_rename_files_request, false},
    {"textDocument/references", references_request},
    {"textDocument/documentHighlight", highlight_request},
    {"textDocument/prepareRename", prepare_rename_request},
    {"textDocument/rename", rename_request},
    {"textDocument/documentSymbol", document_symbol_request},
    {"workspace/symbol", workspace_symbol_request, false},
    {"textDocument/codeAction", code_action_request},
    {"codeAction/resolve", code_action_resolve_request},
    {"textDocument/foldingRange", folding_range_request},
    {"textDocument/selectionRange", selection_range_request},
    {"textDocument/semanticTokens/full", semantic_tokens_request},
    {"textDocument/semanticTokens/full/delta", semantic_tokens_delta_request},
    {"textDocument/semanticTokens/range", semantic_tokens_range_request},
    {"textDocument/inlayHint", inlay_hint_request},
    {"inlayHint/resolve", inlay_hint_resolve_request, false},
    {"textDocument/codeLens", code_lens_request},
    {"codeLens/resolve", code_lens_resolve_request, false},
    {"textDocument/formatting", formatting_request},
    {"textDocument/rangeFormatting", range_formatting_request},
    {"textDocument/onTypeFormatting", on_type_formatting_request},
    {"workspace/textDocumentContent", text_content_request, false},
    {"tarifa/sampleAccounts", sample_accounts_request, false},
    {"tarifa/chooseAccount", choose_account_request, false},
    {"tarifa/evaluate", evaluate_request},
    {"tarifa/explain", explain_request, false},
    {"tarifa/tests", tests_request, false},
    {"tarifa/runTest", run_test_request, false},
    {"tarifa/exceptionTree", exception_tree_request},
    {"tarifa/timeline", timeline_request},
};

constexpr NotificationHandler kNotifications[] = {
    {"textDocument/didOpen", did_open},
    {"textDocument/didChange", did_change},
    {"textDocument/didClose", did_close},
    {"textDocument/didSave", did_save},
    {"workspace/didChangeWatchedFiles", did_change_watched_files},
    {"workspace/didChangeConfiguration", did_change_configuration},
    {"workspace/didChangeWorkspaceFolders", did_change_workspace_folders},
};

}  // namespace

std::span<const RequestHandler> request_handlers() { return kRequests; }

const RequestHandler* request_handler(std::string_view method) {
  for (const RequestHandler& handler : kRequests) {
    if (handler.method == method) return &handler;
  }
  return nullptr;
}

const NotificationHandler* notification_handler(std::string_view method) {
  for (const NotificationHandler& handler : kNotifications) {
    if (handler.method == method) return &handler;
  }
  return nullptr;
}

}  // namespace tarifa::lsp
