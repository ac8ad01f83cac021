// The accounts of a package that can be chosen to see its rules at work: subjects of tests, `let`s that are an entity,
// and rows of the files in its folder `data`. They are named by ids that stay the same while the texts do not
// change.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "compiler/eval/interpreter.h"
#include "compiler/support/diag.h"
#include "lsp/workspace/places.h"

namespace tarifa::lsp {

enum class AccountKind : uint8_t { Test, Let, Data };

struct SampleAccount {
  AccountKind kind = AccountKind::Test;
  std::string id;      // `test:co.retailer.energy/blocks#2`, `let:co.retailer.energy/home`, `data:data/sample.jsonl#3`
  std::string name;    // `blocks, row 2: ..`, `home`, the key of the row
  std::string entity;  // `Account`
  Span at;             // of a test, its row, a let
  std::string file;    // of data: path below the package
  uint32_t line = 0;   // of data in lines, else 0
};

struct AccountFile {
  std::string path;     // below the package
  std::string problem;  // why not all of it is listed; or empty
};

struct SampleAccounts {
  std::vector<SampleAccount> accounts;
  std::vector<AccountFile> files;
};

struct Account {
  SampleAccount sample;
  ir::RecordId entity;
  eval::Value subject;
  // The dates that a test says; has_period is false where nothing says them.
  eval::RunContext context;
  int32_t effective = 0;
  bool has_dates = false;
};

// An account that cannot be used: its data are wrong, or there is none of that id.
struct AccountProblem {
  std::string code;  // `R0201`, or empty
  std::string message;
  std::string at = {};                    // `rules/energy.rule:20:3`, the rule that it breaks; or empty
  std::string field = {};                 // of wrong data: `usage`, `invoices[0].due`; or empty
  std::optional<std::string> value = {};  // as read
  std::vector<eval::Input> inputs = {};   // of an expression that failed
};

// In one sentence: `\`usage\` is outside its range 0..1000000 (usage -1)`.
[[nodiscard]] std::string problem_text(const AccountProblem& problem);

// The analysis must be ok, in both.
[[nodiscard]] SampleAccounts sample_accounts(const Snapshot& snapshot, Language language);
[[nodiscard]] tl::expected<Account, AccountProblem> account_of(const Snapshot& snapshot, const std::string& id,
                                                               Language language);
// The first of the key in a file, which is named from the package's folder or absolutely.
[[nodiscard]] tl::expected<Account, AccountProblem> account_in_file(const Snapshot& snapshot, const std::string& path,
                                                                    const std::string& key, Language language);

}  // namespace tarifa::lsp
