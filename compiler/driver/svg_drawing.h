// A small drawing as SVG: rectangles, lines, texts. Colours are the editor's theme through CSS variables, or plain ones
// for a file of its own. Texts are escaped; there is no script, no style sheet, nothing from elsewhere in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tarifa::driver {

enum class SvgColors : uint8_t { Theme, Plain };
enum class SvgColor : uint8_t { None, Text, Blue, Green, Red, Orange };

struct SvgBox {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

struct SvgPaint {
  SvgColor fill = SvgColor::None;
  double fill_opacity = 1;
  SvgColor stroke = SvgColor::None;
  double stroke_opacity = 1;
  double stroke_width = 1;
  bool dashed = false;
};

enum class SvgAnchor : uint8_t { Start, Middle, End };

struct SvgText {
  double size = 14;
  bool bold = false;
  bool italic = false;
  double opacity = 1;
  SvgAnchor anchor = SvgAnchor::Start;
};

class SvgDrawing {
 public:
  SvgDrawing(SvgColors colors, double width) : colors_(colors), width_(width) {}

  // `tip` is shown over it; or empty.
  void box(const SvgBox& box, const SvgPaint& paint, double corner = 0, std::string_view tip = {});
  void line(double x1, double y1, double x2, double y2, const SvgPaint& paint);
  void triangle(double x, double y, double size, const SvgPaint& paint, std::string_view tip);  // its tip at x, y
  void text(double x, double y, std::string_view text, const SvgText& how = {});

  [[nodiscard]] double width() const { return width_; }
  // Complete, `title` for those who do not see it.
  [[nodiscard]] std::string finish(double height, std::string_view title) const;

 private:
  [[nodiscard]] std::string paint_text(const SvgPaint& paint) const;
  [[nodiscard]] std::string_view color(SvgColor color) const;
  SvgColors colors_;
  double width_;
  std::string body_;
};

// How wide a text is at most, in no particular font.
[[nodiscard]] double svg_text_width(std::string_view text, double size);
// In lines that fit, broken at blanks, else anywhere; at most `most_lines`, the last ends in an ellipsis then.
[[nodiscard]] std::vector<std::string> svg_wrapped(std::string_view text, double size, double width, size_t most_lines);

}  // namespace tarifa::driver
