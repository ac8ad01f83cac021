// Diagnostics as text for people: severity[code]: message, the place, an excerpt with marks for
// every place in every file, help, and what each fix would change. It prints no colours unless
// asked, and no character of the user that could command a terminal.
#pragma once

#include <span>
#include <string>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"

namespace tarifa {

struct TextOptions {
  Language language = Language::English;
  bool color = false;
};

// One diagnostic; ends in a line end.
[[nodiscard]] std::string render_text(const Diagnostic& diagnostic, const SourceStore& sources,
                                      const TextOptions& options);
// All of them, a blank line after each.
[[nodiscard]] std::string render_text(std::span<const Diagnostic> diagnostics, const SourceStore& sources,
                                      const TextOptions& options);
// "2 errors, 1 warning", "no errors"; with `dropped`, how many more there were.
[[nodiscard]] std::string render_counts(const DiagSink& sink, Language language);

}  // namespace tarifa
