// Any bytes as accounts in JSON: as one array and as lines.
#include "fuzz/accounts_module.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarifa;
  static const fuzz::AccountsModule accounts = fuzz::make_accounts_module();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  fuzz::read_all(text, runtime::AccountsForm::JsonLines, accounts.module, accounts.with_lists);
  fuzz::read_all(text, runtime::AccountsForm::Json, accounts.module, accounts.with_lists);
  return 0;
}
