// An excerpt of a source with marks under it:
//    |
//  4 | let x = usage + demand
//    |         ^^^^^
// Lines that hold a mark are shown once, in order; what lies between them is elided by `...`. It
// knows nothing of diagnostics. Nothing here fails: spans are clamped to the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/source.h"

namespace tarifa {

struct Mark {
  Span span;          // all marks of an excerpt are in one file
  std::string text;   // what stands after the marks; may be empty
  bool main = false;  // `^^^^` instead of `----`
};

// Wraps pieces of the output in terminal colours, or does not.
struct Paint {
  bool on = false;
  [[nodiscard]] std::string operator()(std::string_view colour, std::string_view text) const;
};
namespace colour {
inline constexpr std::string_view kError = "1;31";
inline constexpr std::string_view kWarning = "1;33";
inline constexpr std::string_view kFrame = "1;34";
inline constexpr std::string_view kStrong = "1";
inline constexpr std::string_view kAdded = "32";
inline constexpr std::string_view kRemoved = "31";
}  // namespace colour

struct ExcerptStyle {
  uint32_t gutter = 1;  // width of the line numbers
  Paint paint;
  std::string_view main_colour = colour::kError;
};

// Lines of text, each ending in a line end, beginning with the number or the blank gutter.
[[nodiscard]] std::string excerpt(const SourceStore& sources, std::vector<Mark> marks, const ExcerptStyle& style);

// One line of the frame: `  4 | text`, or `    | text` for line 0.
[[nodiscard]] std::string frame_line(const ExcerptStyle& style, uint32_t line, std::string_view sign,
                                     std::string_view text);

}  // namespace tarifa
