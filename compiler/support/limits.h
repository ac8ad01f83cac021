// Limits on everything, in one table. A limit is part of the language's promise that hostile or broken input gives an
// error.
#pragma once

#include <cstdint>

namespace tarifa::limits {

inline constexpr uint32_t kFileBytes = 4U << 20U;
inline constexpr uint32_t kTokens = 1'000'000;
inline constexpr uint32_t kNesting = 256;
inline constexpr uint32_t kIdentifierBytes = 256;
inline constexpr uint32_t kErrorsAFile = 100;
inline constexpr uint32_t kCsvLineBytes = 1U << 20U;
inline constexpr uint32_t kJsonDepth = 64;
inline constexpr uint32_t kJsonRowBytes = 16U << 20U;
inline constexpr uint32_t kFilesAPackage = 10'000;
inline constexpr uint32_t kPackages = 64;
inline constexpr uint32_t kTableRows = 100'000;
inline constexpr uint32_t kTextBytes = 256;                                // of a `text` without a length
inline constexpr uint32_t kListItems = 10'000;                             // most a `max` may say
inline constexpr int kScale = 18;                                          // fractional digits of any expression
inline constexpr int kDigits = 38;                                         // S36
inline constexpr int kPeriodDays = 400;                                    // S24
inline constexpr uint64_t kStaticDenominator = 1'000'000'000'000'000'000;  // S24
inline constexpr uint32_t kModuleFileBytes = 256U << 20U;
inline constexpr uint32_t kExpressionDepth = 3'000;     // nodes from the root of one expression down
inline constexpr uint32_t kEvaluationDepth = 30'000;    // the same, through all calls
inline constexpr uint32_t kAnalysisNodes = 200'000;     // node budget of a proof over tables or exceptions
inline constexpr uint64_t kAnalysisSteps = 20'000'000;  // rows looked at by a proof over one table

}  // namespace tarifa::limits
