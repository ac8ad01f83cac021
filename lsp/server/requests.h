// The requests that handlers.cpp lists, by the file that answers them. Parameters that are not as the protocol says
// give a null result or a refusal, never anything else.
#pragma once

#include "lsp/server/state.h"

namespace tarifa::lsp {

// ---- diagnostics_requests.cpp
[[nodiscard]] Answer document_diagnostics(State& state, const Json& params);
[[nodiscard]] Answer workspace_diagnostics(State& state, const Json& params);
// ---- name_requests.cpp
[[nodiscard]] Answer hover_request(State& state, const Json& params);
[[nodiscard]] Answer definition_request(State& state, const Json& params);
[[nodiscard]] Answer references_request(State& state, const Json& params);
[[nodiscard]] Answer highlight_request(State& state, const Json& params);
[[nodiscard]] Answer prepare_rename_request(State& state, const Json& params);
[[nodiscard]] Answer rename_request(State& state, const Json& params);
// ---- relation_requests.cpp
[[nodiscard]] Answer type_definition_request(State& state, const Json& params);
[[nodiscard]] Answer implementation_request(State& state, const Json& params);
[[nodiscard]] Answer prepare_call_hierarchy_request(State& state, const Json& params);
[[nodiscard]] Answer incoming_calls_request(State& state, const Json& params);
[[nodiscard]] Answer outgoing_calls_request(State& state, const Json& params);
// ---- link_requests.cpp
[[nodiscard]] Answer linked_editing_request(State& state, const Json& params);
[[nodiscard]] Answer document_link_request(State& state, const Json& params);
[[nodiscard]] Answer will_rename_files_request(State& state, const Json& params);
// ---- completion_requests.cpp
[[nodiscard]] Answer completion_request(State& state, const Json& params);
[[nodiscard]] Answer completion_resolve_request(State& state, const Json& params);
[[nodiscard]] Answer signature_help_request(State& state, const Json& params);
// ---- symbol_requests.cpp
[[nodiscard]] Answer document_symbol_request(State& state, const Json& params);
[[nodiscard]] Answer workspace_symbol_request(State& state, const Json& params);
// ---- action_requests.cpp
[[nodiscard]] Answer code_action_request(State& state, const Json& params);
// ---- refactor_requests.cpp
[[nodiscard]] Answer code_action_resolve_request(State& state, const Json& params);
// ---- structure_requests.cpp
[[nodiscard]] Answer folding_range_request(State& state, const Json& params);
[[nodiscard]] Answer selection_range_request(State& state, const Json& params);
// ---- token_requests.cpp
[[nodiscard]] Answer semantic_tokens_request(State& state, const Json& params);
[[nodiscard]] Answer semantic_tokens_delta_request(State& state, const Json& params);
[[nodiscard]] Answer semantic_tokens_range_request(State& state, const Json& params);
// ---- hint_requests.cpp
[[nodiscard]] Answer inlay_hint_request(State& state, const Json& params);
[[nodiscard]] Answer inlay_hint_resolve_request(State& state, const Json& params);
// ---- lens_requests.cpp
[[nodiscard]] Answer code_lens_request(State& state, const Json& params);
[[nodiscard]] Answer code_lens_resolve_request(State& state, const Json& params);
// ---- format_requests.cpp
[[nodiscard]] Answer formatting_request(State& state, const Json& params);
[[nodiscard]] Answer range_formatting_request(State& state, const Json& params);
[[nodiscard]] Answer on_type_formatting_request(State& state, const Json& params);
// ---- text_requests.cpp
[[nodiscard]] Answer text_content_request(State& state, const Json& params);
// ---- evaluation_requests.cpp
[[nodiscard]] Answer sample_accounts_request(State& state, const Json& params);
[[nodiscard]] Answer choose_account_request(State& state, const Json& params);
[[nodiscard]] Answer evaluate_request(State& state, const Json& params);
[[nodiscard]] Answer explain_request(State& state, const Json& params);
// ---- test_requests.cpp
[[nodiscard]] Answer tests_request(State& state, const Json& params);
[[nodiscard]] Answer run_test_request(State& state, const Json& params);
// ---- picture_requests.cpp
[[nodiscard]] Answer exception_tree_request(State& state, const Json& params);
[[nodiscard]] Answer timeline_request(State& state, const Json& params);

}  // namespace tarifa::lsp
