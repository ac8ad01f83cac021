// How far a run is, on a terminal only: one line of standard error that is written over and wiped
// at the end.
#pragma once

#include <cstdint>

namespace tarifa::cli {

class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { wipe(); }
  void show(uint64_t bytes_read, uint64_t file_size, uint64_t rows);
  void wipe();

 private:
  bool shown_;
  bool on_screen_ = false;
  uint64_t last_ = 0;  // what was shown last: thousandths of the file, or batches of rows
};

}  // namespace tarifa::cli
