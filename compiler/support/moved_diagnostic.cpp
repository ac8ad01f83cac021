#include "compiler/support/moved_diagnostic.h"

namespace tarifa {
namespace {

void move_span(Span& span, FileId file, int64_t by) {
  if (!span.valid()) return;
  span = {file, static_cast<uint32_t>(span.begin + by), static_cast<uint32_t>(span.end + by)};
}

}  // namespace

Diagnostic moved_diagnostic(Diagnostic diagnostic, FileId file, int64_t by) {
  move_span(diagnostic.span, file, by);
  for (Label& label : diagnostic.labels) move_span(label.span, file, by);
  for (Fix& fix : diagnostic.fixes) {
    for (Edit& edit : fix.edits) move_span(edit.span, file, by);
  }
  return diagnostic;
}

}  // namespace tarifa
