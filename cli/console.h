// What every command says to people: diagnostics and short messages on standard error, in the
// language asked for, coloured only on a terminal.
#pragma once

#include <string>
#include <string_view>

#include "compiler/support/diag.h"
#include "compiler/support/result.h"
#include "compiler/support/source.h"

namespace tarifa::cli {

struct Console {
  Language language = Language::English;

  // Standard error is a terminal, NO_COLOR is unset or empty, TERM is not dumb.
  [[nodiscard]] bool color() const;
  [[nodiscard]] bool interactive() const;  // standard error is a terminal

  void diagnostics(const DiagSink& sink, const SourceStore& sources) const;
  void say(std::string_view text) const;                   // a line on standard error
  [[nodiscard]] int refuse(const Failure& failure) const;  // says it; kBadUse
  [[nodiscard]] std::string_view pick(std::string_view english, std::string_view spanish) const {
    return language == Language::English ? english : spanish;
  }
};

// All of the text on standard output; false when that fails.
[[nodiscard]] bool print(std::string_view text);

}  // namespace tarifa::cli
