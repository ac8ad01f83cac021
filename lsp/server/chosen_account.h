// The account that was chosen for a package, and what it comes to in the newest analysis.
#pragma once

#include <memory>
#include <string>

#include "lsp/features/evaluation.h"
#include "lsp/server/state.h"

namespace tarifa::lsp {

// The dates a request says, as text: a month `period`, or `from` and `through`; `issued`, `asOf`. None of them: those
// of the test that the account is of.
struct AskedDates {
  std::string period, from, through, issued, as_of;
  bool operator==(const AskedDates&) const = default;
  [[nodiscard]] bool any() const { return !period.empty() || !from.empty() || !through.empty(); }
};

// A sample by its id, or the account of a key in a file.
struct ChosenAccount {
  std::string sample;
  std::string file;
  std::string key;
  AskedDates dates;
  std::string bill;  // which explanation is meant; or empty
  [[nodiscard]] bool empty() const { return sample.empty() && file.empty(); }
};

struct AccountRun {
  Account account;
  eval::RunContext context;
  int32_t effective = 0;  // the date a rule by itself is read at
  Evaluation evaluation;
};

// Of the member `choice` of a request.
[[nodiscard]] ChosenAccount read_chosen(const Json& params);

// The analysis must be ok.
[[nodiscard]] tl::expected<AccountRun, AccountProblem> run_account(const Snapshot& snapshot,
                                                                   const ChosenAccount& chosen, Language language);

// By package, with what the last evaluation gave.
class ChosenAccounts {
 public:
  void choose(const std::string& root, ChosenAccount chosen);
  void forget(const std::string& root) { by_root_.erase(root); }
  // For every package that none was chosen for; an empty one: nothing.
  void preset(ChosenAccount chosen);
  [[nodiscard]] const ChosenAccount* of(const std::string& root) const;
  // Evaluated when it is asked for and the analysis is another one; null: none was chosen, or it has nothing to show
  // now (errors in the package, an account that is gone).
  [[nodiscard]] std::shared_ptr<const AccountRun> run_of(const std::shared_ptr<const Snapshot>& snapshot,
                                                         Language language);

 private:
  struct Entry {
    ChosenAccount chosen;
    std::weak_ptr<const Snapshot> snapshot;
    std::shared_ptr<const AccountRun> run;
  };
  std::map<std::string, Entry> by_root_;
  ChosenAccount preset_;
  std::map<std::string, Entry> preset_by_root_;
};

// `sampleAccount` of a client's settings, or of their part `tarifa`: a choice. False: they do not say it.
bool take_settings(State& state, const Json& settings);
void refresh_hints(State& state);

// What stands beside the code: the value, or that there is none, and why.
[[nodiscard]] std::string shown_text(const State& state, const ShownValue& value);

// For inlay hints: the values of the chosen account that begin inside of the span; nothing without one.
[[nodiscard]] std::vector<ShownValue> chosen_values(State& state, const std::shared_ptr<const Snapshot>& snapshot,
                                                    Span span);

}  // namespace tarifa::lsp
