#include "compiler/driver/svg_drawing.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/xml_text.h"
#include "compiler/support/check.h"

namespace tarifa::driver {
namespace {

constexpr double kWidthOfALetter = 0.6;  // of its size; letters of a fixed width have it, others are narrower
constexpr std::string_view kEllipsis = "…";

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

size_t letters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

// Bytes of the first `count` letters.
size_t bytes_of(std::string_view text, size_t count) {
  size_t at = 0;
  for (; at < text.size(); ++at) {
    if (continues(text[at])) continue;
    if (count-- == 0) break;
  }
  return at;
}

std::string number(double value) {
  std::string text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::string tip_of(std::string_view tip) { return tip.empty() ? "" : "<title>" + xml_text(tip) + "</title>"; }

}  // namespace

std::string_view SvgDrawing::color(SvgColor color) const {
  const bool theme = colors_ == SvgColors::Theme;
  switch (color) {
    case SvgColor::None: return "none";
    case SvgColor::Text: return "currentColor";
    case SvgColor::Blue: return theme ? "var(--vscode-charts-blue, #2f7ed8)" : "#2f7ed8";
    case SvgColor::Green: return theme ? "var(--vscode-charts-green, #388a34)" : "#388a34";
    case SvgColor::Red: return theme ? "var(--vscode-charts-red, #c72e0f)" : "#c72e0f";
    case SvgColor::Orange: return theme ? "var(--vscode-charts-orange, #c77700)" : "#c77700";
  }
  TARIFA_UNREACHABLE();
}

std::string SvgDrawing::paint_text(const SvgPaint& paint) const {
  std::string text = fmt::format(" fill=\"{}\"", color(paint.fill));
  if (paint.fill != SvgColor::None && paint.fill_opacity < 1)
    text += fmt::format(" fill-opacity=\"{}\"", paint.fill_opacity);
  if (paint.stroke == SvgColor::None) return text;
  text += fmt::format(" stroke=\"{}\" stroke-width=\"{}\"", color(paint.stroke), number(paint.stroke_width));
  if (paint.stroke_opacity < 1) text += fmt::format(" stroke-opacity=\"{}\"", paint.stroke_opacity);
  if (paint.dashed) text += " stroke-dasharray=\"4 3\"";
  return text;
}

void SvgDrawing::box(const SvgBox& box, const SvgPaint& paint, double corner, std::string_view tip) {
  body_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", number(box.x), number(box.y),
                       number(std::max(box.width, 0.0)), number(box.height));
  if (corner > 0) body_ += fmt::format(" rx=\"{}\"", number(corner));
  body_ += paint_text(paint) + (tip.empty() ? "/>\n" : ">" + tip_of(tip) + "</rect>\n");
}

void SvgDrawing::line(double x1, double y1, double x2, double y2, const SvgPaint& paint) {
  body_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>\n", number(x1), number(y1), number(x2),
                       number(y2), paint_text(paint));
}

void SvgDrawing::triangle(double x, double y, double size, const SvgPaint& paint, std::string_view tip) {
  body_ += fmt::format("<path d=\"M{} {}l{} {}h{}z\"{}>{}</path>\n", number(x), number(y), number(-size / 2),
                       number(-size), number(size), paint_text(paint), tip_of(tip));
}

void SvgDrawing::text(double x, double y, std::string_view text, const SvgText& how) {
  body_ += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\"", number(x), number(y), number(how.size));
  if (how.bold) body_ += " font-weight=\"bold\"";
  if (how.italic) body_ += " font-style=\"italic\"";
  if (how.opacity < 1) body_ += fmt::format(" opacity=\"{}\"", how.opacity);
  if (how.anchor == SvgAnchor::Middle) body_ += " text-anchor=\"middle\"";
  if (how.anchor == SvgAnchor::End) body_ += " text-anchor=\"end\"";
  body_ += ">" + xml_text(text) + "</text>\n";
}

std::string SvgDrawing::finish(double height, std::string_view title) const {
  const std::string size = fmt::format("width=\"{}\" height=\"{}\"", number(width_), number(height));
  std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" {} viewBox=\"0 0 {} {}\" role=\"img\"", size,
                                number(width_), number(height));
  out += " font-family=\"sans-serif\" fill=\"currentColor\"";
  if (colors_ == SvgColors::Plain) out += " color=\"#1f2328\"";
  out += ">\n<title>" + xml_text(title) + "</title>\n";
  if (colors_ == SvgColors::Plain) out += "<rect " + size + " fill=\"#ffffff\"/>\n";
  return out + body_ + "</svg>\n";
}

double svg_text_width(std::string_view text, double size) {
  return static_cast<double>(letters(text)) * size * kWidthOfALetter;
}

std::vector<std::string> svg_wrapped(std::string_view text, double size, double width, size_t most_lines) {
  const auto fit = std::max<size_t>(4, static_cast<size_t>(width / (size * kWidthOfALetter)));
  std::vector<std::string> lines;
  while (!text.empty()) {
    if (letters(text) <= fit) {
      lines.emplace_back(text);
      break;
    }
    if (lines.size() + 1 == most_lines) {
      lines.push_back(std::string(text.substr(0, bytes_of(text, fit - 1))) + std::string(kEllipsis));
      break;
    }
    const size_t limit = bytes_of(text, fit);
    size_t end = text.substr(0, limit + 1).rfind(' ');
    if (end == std::string_view::npos || end == 0) end = limit;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    while (text.starts_with(' ')) text.remove_prefix(1);
  }
  return lines;
}

}  // namespace tarifa::driver
