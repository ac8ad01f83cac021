// Output that appears whole or not at all: written to a temporary file beside its place, synced,
// then renamed. Without commit() nothing is left behind, also when a signal ends the run
// (remove_pending_output, safe in a signal handler).
#pragma once

#include <string>
#include <string_view>

#include "compiler/support/result.h"

namespace tarifa::runtime {

class OutputFile {
 public:
  // Fails at once where the folder is missing or cannot be written. A device or pipe (`/dev/null`)
  // is written directly.
  [[nodiscard]] static Result<OutputFile> create(const std::string& path);
  // An unnamed temporary file whose content goes to the descriptor when it is committed.
  [[nodiscard]] static Result<OutputFile> held_back_from(int descriptor);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  [[nodiscard]] Result<void> write(std::string_view text);
  [[nodiscard]] Result<void> commit();

 private:
  OutputFile(std::string path, std::string temporary, int descriptor);
  [[nodiscard]] Result<void> copy_to_target();

  std::string path_;
  std::string temporary_;  // empty: nothing to rename or remove
  int descriptor_ = -1;
  int target_ = -1;  // of an output that is held back
};

// Writes all bytes; false with errno set when the system refuses.
[[nodiscard]] bool write_all(int descriptor, std::string_view text);

// Removes the temporary file of an output that was not committed. Callable in a signal handler.
void remove_pending_output();

}  // namespace tarifa::runtime
