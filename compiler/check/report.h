// Writing a diagnostic where it is found: `report(session, DiagKind::UnknownName, span,
// {name}).label(..).help(..);` It goes to the sink at the end of the full expression.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

class Report {
 public:
  Report(DiagSink& sink, DiagKind kind, Span span, std::vector<std::string> args)
      : sink_(sink), diagnostic_{kind, span, std::move(args), {}, {}, {}} {}
  ~Report() { sink_.add(std::move(diagnostic_)); }
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

  Report& label(Span span, NoteKind note, std::vector<std::string> args = {}) {
    if (span.valid()) diagnostic_.labels.push_back({span, {note, std::move(args)}});
    return *this;
  }
  Report& help(NoteKind note, std::vector<std::string> args = {}) {
    diagnostic_.help.push_back({note, std::move(args)});
    return *this;
  }
  Report& fix(NoteKind title, std::vector<std::string> args, Span replaced, std::string text) {
    diagnostic_.fixes.push_back({{title, std::move(args)}, {{replaced, std::move(text)}}});
    return *this;
  }

 private:
  DiagSink& sink_;
  Diagnostic diagnostic_;
};

[[nodiscard]] inline std::string str(std::string_view text) { return std::string(text); }

inline Report report(Session& session, DiagKind kind, Span span, std::vector<std::string> args = {}) {
  return {session.sink, kind, span, std::move(args)};
}

}  // namespace tarifa::check
