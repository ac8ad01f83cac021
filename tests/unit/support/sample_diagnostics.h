// Two files and diagnostics about them, shared by the tests of the renderers.
#pragma once

#include <string>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"

namespace tarifa {

struct Sample {
  SourceStore sources;
  FileId a = sources.add("rules/a.rule",
                         "module a\n"
                         "entity Account {\n"
                         "\tdemand: kW(2),\n"
                         "}\n"
                         "\n"
                         "\n"
                         "rule año for Account = usage + demand\n"
                         "rule next for Account = 1\n");
  FileId b = sources.add("rules/b space.rule", "unit kWh = 1000 Wh\n");

  // The span of the `nth` place where `text` stands in the file.
  [[nodiscard]] Span find(FileId file, std::string_view text, int nth = 1) const {
    size_t at = sources.text(file).find(text);
    while (--nth > 0) at = sources.text(file).find(text, at + 1);
    const auto begin = static_cast<uint32_t>(at);
    return {file, begin, begin + static_cast<uint32_t>(text.size())};
  }
  [[nodiscard]] static Note note(std::string text) { return {NoteKind::DidYouMean, {std::move(text)}}; }

  [[nodiscard]] Diagnostic full() const {
    const Span operand = find(a, "demand", 2);
    Diagnostic d{DiagKind::UnknownName, operand, {"demand"}, {}, {}, {}};
    d.labels = {{operand, note("here")},
                {find(a, "demand"), note("field")},
                {find(a, "usage"), note("left")},
                {find(b, "kWh"), note("unit")}};
    d.help = {note("first"), note("second")};
    Fix fix{note("both"), {{find(a, "usage"), "use"}, {find(a, "demand", 2), "need\n  + 1"}}};
    d.fixes = {fix};
    return d;
  }
  [[nodiscard]] static Diagnostic no_file() {
    return {DiagKind::CannotReadFile, {}, {"x\x1b[31m", "no \xff such\nfile"}, {}, {}, {}};
  }
};

}  // namespace tarifa
