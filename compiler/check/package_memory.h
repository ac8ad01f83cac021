// What one check of a package leaves for the next: texts, trees and syntax errors of its files, and what resolving its
// declarations did. Whatever it holds, the next check comes out as without it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/declaration_log.h"
#include "compiler/support/diag.h"
#include "compiler/support/source.h"
#include "compiler/syntax/part_memory.h"
#include "compiler/syntax/tree.h"

namespace tarifa::check {

struct CheckResult;

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
  // Files that nobody claimed are gone.
  void forget_unclaimed();

  // Of the check that goes on.
  void keep(SymbolId symbol, DeclarationLog log);
  [[nodiscard]] std::vector<DeclarationLog>& logs() { return logs_; }  // by SymbolId
  // The check is over; without this call nothing is replayed from it.
  void remember(std::shared_ptr<const CheckResult> result);
  // Of the last check; null if there is none.
  [[nodiscard]] const CheckResult* last() const { return last_.get(); }
  [[nodiscard]] std::vector<DeclarationLog>& last_logs() { return last_logs_; }
  void note_replay() { ++replayed_; }
  [[nodiscard]] size_t replayed() const { return replayed_; }  // rules, in the last check
  void note_csv_change() { csv_changed_ = true; }
  [[nodiscard]] bool csv_changed() const { return csv_changed_; }  // since the last check

 private:
  std::map<std::string, FileMemory> files_;
  std::vector<DeclarationLog> logs_;
  std::vector<DeclarationLog> last_logs_;
  std::shared_ptr<const CheckResult> last_;  // ADR 0008
  bool csv_changed_ = false;
  size_t replayed_ = 0;
};

// `text`, shared with what is remembered if that is equal. `memory` may be null.
[[nodiscard]] SharedText share_text(const FileMemory* memory, const std::string& text);

}  // namespace tarifa::check
