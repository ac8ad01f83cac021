// How `tarifa` ends (docs/cli.md).
#pragma once

namespace tarifa::cli {

enum ExitCode : int {
  kOk = 0,
  kFailed = 1,        // the package has errors, tests failed, `fmt --check` found a difference
  kBadUse = 2,        // wrong options, or a file that cannot be read or written
  kRowsFailed = 3,    // billed, but some accounts failed
  kFailOver = 4,      // more accounts failed than --fail-over allows; nothing was written
  kInternal = 70,     // a bug of tarifa; nothing was written
  kInterrupted = 130  // Ctrl-C; nothing was written
};

}  // namespace tarifa::cli
