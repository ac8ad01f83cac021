// The commands of `tarifa`, one file cmd_*.cpp each. A command adds its options to the parser and,
// when it was chosen, runs.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>

#include "cli/console.h"
#include "cli/exit_code.h"

namespace tarifa::cli {

struct Commands {
  CLI::App& app;
  Console& console;
  std::function<int()> chosen;  // set by the parser
};

void add_check(Commands& commands);
void add_fmt(Commands& commands);
void add_test(Commands& commands);
void add_build(Commands& commands);
void add_bill(Commands& commands);
void add_explain(Commands& commands);
void add_dump(Commands& commands);
void add_new(Commands& commands);
void add_lsp(Commands& commands);
void add_show(Commands& commands);
void add_completions(Commands& commands);

}  // namespace tarifa::cli
