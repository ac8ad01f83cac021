// The one way these tests check sources: a package in memory in, findings as `E0202 4:6 message`
// out, in their order.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/check.h"

namespace tarifa::check {

struct Checking {
  SourceStore sources;
  DiagSink sink;
  CheckResult result;

  [[nodiscard]] const ir::Module& module() const { return result.module; }
  // `E0202 4:6 text` of the errors; places outside of rules/test.rule begin with their path.
  [[nodiscard]] std::vector<std::string> errors() const { return findings(Severity::Error); }
  [[nodiscard]] std::vector<std::string> warnings() const { return findings(Severity::Warning); }
  // Labels, help and fixes of all findings, as lines `label 3:6 text`, `help text`, `fix 3:6-3:9 ->
  // text`.
  [[nodiscard]] std::vector<std::string> notes() const;
  // Places of Definition facts, and of Use facts with where they lead: `usage 4:3 -> 12:9`.
  [[nodiscard]] std::vector<std::string> uses_of(std::string_view word) const;

 private:
  [[nodiscard]] std::vector<std::string> findings(Severity severity) const;
};

struct TestFile {
  std::string path;
  std::string text;
};

// The package's file is rules/test.rule, of module `test`, its entry; `others` come beside it.
[[nodiscard]] std::unique_ptr<Checking> check_source(std::string_view source, std::vector<TestFile> others = {},
                                                     std::string_view manifest = {});

[[nodiscard]] std::vector<std::string> errors_of(std::string_view source, std::vector<TestFile> others = {});
[[nodiscard]] std::vector<std::string> warnings_of(std::string_view source, std::vector<TestFile> others = {});

}  // namespace tarifa::check
