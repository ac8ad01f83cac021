// What stands above declarations, to be clicked: run a test, evaluate, uses, the exception tree, the timeline.
#pragma once

#include <string>
#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

enum class LensKind : uint8_t { RunTest, Evaluate, References, ExceptionTree, Timeline };
inline constexpr size_t kLensKinds = 5;

struct CodeLens {
  LensKind kind = LensKind::References;
  Span name;         // where the declaration says its name: what the command is about
  std::string text;  // of a test: what it is called
};

// Read off the tree, so they stay while something else is broken; in the order of the text.
[[nodiscard]] std::vector<CodeLens> code_lenses(const Snapshot& snapshot, FileId file);

}  // namespace tarifa::lsp
