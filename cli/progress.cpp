#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "runtime/output_file.h"

namespace tarifa::cli {

void Progress::show(uint64_t bytes_read, uint64_t file_size, uint64_t rows) {
  constexpr uint64_t kBarWidth = 30;
  constexpr uint64_t kRowsAStep = 65'536;
  const uint64_t step = 1 + (file_size > 0 ? bytes_read * 1000 / file_size : rows / kRowsAStep);
  if (!shown_ || step == last_) return;
  last_ = step;
  std::string line = fmt::format("\r{:>12}", rows);
  if (file_size > 0) {
    const uint64_t done = std::min(kBarWidth, bytes_read * kBarWidth / file_size);
    const uint64_t percent = std::min<uint64_t>(100, bytes_read * 100 / file_size);
    line += fmt::format(" [{:<{}}] {:>3} %", std::string(done, '#'), kBarWidth, percent);
  }
  on_screen_ = true;
  static_cast<void>(runtime::write_all(STDERR_FILENO, line));
}

void Progress::wipe() {
  if (on_screen_) static_cast<void>(runtime::write_all(STDERR_FILENO, "\r\x1b[K"));
  on_screen_ = false;
}

}  // namespace tarifa::cli
