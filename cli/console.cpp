#include "cli/console.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "cli/exit_code.h"
#include "compiler/support/diag_text.h"
#include "runtime/output_file.h"

namespace tarifa::cli {

bool Console::interactive() const { return isatty(STDERR_FILENO) == 1; }

bool Console::color() const {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  if (no_color != nullptr && *no_color != '\0') return false;
  return interactive() && (term == nullptr || std::string_view(term) != "dumb");
}

void Console::diagnostics(const DiagSink& sink, const SourceStore& sources) const {
  const std::string text = render_text(sink.all(), sources, {language, color()});
  static_cast<void>(runtime::write_all(STDERR_FILENO, text));
}

void Console::say(std::string_view text) const {
  static_cast<void>(runtime::write_all(STDERR_FILENO, std::string(text) + "\n"));
}

int Console::refuse(const Failure& failure) const {
  const SourceStore none;
  std::string text = render_text(to_diagnostic(failure), none, {language, color()});
  while (text.ends_with('\n')) text.pop_back();
  say(text);
  return kBadUse;
}

bool print(std::string_view text) { return runtime::write_all(STDOUT_FILENO, text); }

}  // namespace tarifa::cli
