// What machine code is called with. kAbiVersion is part of the key of cached objects: raise it with any change here or
// in the functions of rt.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tarifa::codegen {

inline constexpr uint32_t kAbiVersion = 1;
inline constexpr size_t kLanes = 8;
inline constexpr size_t kBlockRows = 64;
inline constexpr size_t kBatchRows = 512;  // a call; a multiple of kBlockRows

struct KernelArgs {
  // Two for each input, then two for each derived column: the first row of this call, and row 0 of its source.
  const void* const* inputs = nullptr;
  const uint64_t* last_rows = nullptr;  // of each of them: the last index its source has, 0 if it has none
  void* const* outputs = nullptr;       // of each of Program::outputs, the first row of this call
  uint8_t* punt = nullptr;              // a byte a row
  uint8_t* spill = nullptr;             // values that one function leaves for another
  uint8_t* scratch = nullptr;           // buffers of the lanes
  const void* const* tables = nullptr;  // TableSlot::data
  uint64_t groups = 0;                  // of CodePlan::lanes rows
};

using KernelFunction = void (*)(const KernelArgs*);

}  // namespace tarifa::codegen
