// What one check of a package leaves for the next: texts, trees and syntax errors of its files. Whatever it holds, the
// next check comes out as without it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"
#include "compiler/syntax/part_memory.h"
#include "compiler/syntax/tree.h"

namespace tarifa::check {

struct FileMemory {
  SharedText text;
  bool parsed = false;                  // the rest is of `text`
  syntax::Tree tree;                    // under the id of some earlier check
  std::vector<Diagnostic> diagnostics;  // of the syntax, in the order they were found
  syntax::PartMemory parts;
  bool claimed = false;
};

class PackageMemory {
 public:
  // A check begins: nothing is claimed.
  void begin();
  // What is known of a file. Null if it was claimed already: a path that is listed twice.
  [[nodiscard]] FileMemory* claim(const std::string& path);
  // The check is over: files that nobody claimed are gone.
  void end();

 private:
  std::map<std::string, FileMemory> files_;
};

// `text`, shared with what is remembered if that is equal. `memory` may be null.
[[nodiscard]] SharedText share_text(const FileMemory* memory, const std::string& text);

}  // namespace tarifa::check
